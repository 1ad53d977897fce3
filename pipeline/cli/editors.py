"""The commands that begin a file, move it, and keep what editors read in step with the models."""

import click

from pipeline.authoring.moving import carry_out, plan_move
from pipeline.authoring.schemas import editor_files
from pipeline.cli._asking import agrees
from pipeline.cli._declare import command
from pipeline.cli._french import build_day
from pipeline.cli._shared import load_or_stop, stop
from pipeline.cli.new_file import tell_problems
from pipeline.content.catalogue import load_council
from pipeline.project import Project
from pipeline.terminal.say import say
from pipeline.writing import replace_if_different


@command
@click.pass_obj
def schemas(project: Project) -> None:
    """Write the JSON Schemas and the snippets of the models."""
    found, council = load_council(project)
    if council is None:
        stop(found, project)
    written = [name for name, text in editor_files(*council) if replace_if_different(project.root / name, text.encode())]
    say("\n".join(f"Écrit : {name}" for name in written) or "Rien n’a changé : les schémas sont à jour.")


@command
@click.argument("page", metavar="PAGE", help="Nom de la fiche ou de la page, ou son fichier.")
@click.argument("nom", metavar="NOUVEAU-NOM", help="Nouveau nom, sans « .md »; il devient l’adresse.")
@click.option("--oui", is_flag=True, help="Appliquer sans demander.")
@click.pass_obj
def deplacer(project: Project, page: str, nom: str, oui: bool) -> int:
    """Rename a page, with its links and its redirection, once what changes was shown and agreed to."""
    catalogue = load_or_stop(project, [])
    move, problems = plan_move(catalogue, page, nom, build_day())
    if move is None:
        tell_problems(problems, "Rien n’a été changé.")
        return 1
    print(move.diff())
    if not oui and not agrees("\nAppliquer ces changements?"):
        print("\nRien n’a été changé. Pour l’appliquer, ajoutez --oui.")
        return 1
    carry_out(catalogue, move)
    say(f"\nFait : {move.new}.")
    if move.redirected:
        print("L’ancienne adresse mène à la nouvelle (content/redirections.yml).")
    say("Vérifiez, puis versez le tout : passerelle verifier")
    return 0
