"""The command that keeps what editors read in step with the models."""

import sys

import click

from pipeline.catalogue.loader import load_council
from pipeline.catalogue.project import Project
from pipeline.catalogue.schemas import editor_files
from pipeline.catalogue.writing import replace_if_different
from pipeline.cli_french import FrenchCommand
from pipeline.report import print_text


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
