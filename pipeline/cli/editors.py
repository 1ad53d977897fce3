"""The commands that begin a file, move it, and keep what editors read in step with the models."""

import sys

import click

from pipeline.authoring.moving import carry_out, plan_move
from pipeline.authoring.schemas import editor_files
from pipeline.cli._french import FrenchCommand, build_day
from pipeline.cli.new_file import tell_problems
from pipeline.content.catalogue import load_catalogue, load_council
from pipeline.project import Project
from pipeline.terminal.report import print_text
from pipeline.text.diagnostics import Diagnostic
from pipeline.writing import replace_if_different


@click.command(cls=FrenchCommand)
@click.pass_obj
def schemas(project: Project) -> None:
    """Refaire ce que les éditeurs de texte lisent des modèles\u00a0: schémas JSON et raccourcis de saisie."""
    found, council = load_council(project)
    if council is None:
        print_text(found, sys.stdout)
        print("Rien n’a été fait\u00a0: corrigez d’abord ces erreurs.")
        sys.exit(1)
    written = [name for name, text in editor_files(*council) if replace_if_different(project.root / name, text.encode())]
    print("\n".join(f"Écrit\u00a0: {name}" for name in written) or "Rien n’a changé\u00a0: les schémas sont à jour.")


@click.command(cls=FrenchCommand)
@click.argument("page", metavar="PAGE", help="Nom de la fiche ou de la page, ou son fichier.")
@click.argument("nom", metavar="NOUVEAU-NOM", help="Nouveau nom, sans « .md »; il devient l’adresse.")
@click.option("--oui", is_flag=True, help="Appliquer sans demander.")
@click.pass_obj
def deplacer(project: Project, page: str, nom: str, oui: bool) -> None:
    """Renommer une page, avec ce qui y mène et sa redirection, après avoir montré ce qui change."""
    found: list[Diagnostic] = []
    catalogue = load_catalogue(project, found)
    if catalogue is None:
        print_text(found, sys.stdout)
        print("Rien n’a été changé\u00a0: corrigez d’abord ces erreurs.")
        sys.exit(1)
    move, problems = plan_move(catalogue, page, nom, build_day())
    if move is None:
        tell_problems(problems, "Rien n’a été changé.")
        sys.exit(1)
    print(move.diff())
    if not oui and not (sys.stdin.isatty() and _agrees()):
        print("\nRien n’a été changé. Pour l’appliquer, ajoutez --oui.")
        sys.exit(1)
    carry_out(catalogue, move)
    print(f"\nFait\u00a0: {move.new}.")
    if move.redirected:
        print("L’ancienne adresse mène à la nouvelle (content/redirections.yml).")
    print("Vérifiez, puis versez le tout\u00a0: passerelle verifier")


def _agrees() -> bool:
    try:
        return input("\nAppliquer ces changements? (oui ou non)\u00a0: ").strip().lower() in ("o", "oui")
    except EOFError:
        return False
