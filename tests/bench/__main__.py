"""``python -m tests.bench --fiches N [--json] [--comparer]``: what each stage costs on a made-up site, run where the templates are."""

import json
import sys
from pathlib import Path

import click

from pipeline.cli._french import FrenchCommand, WrongUseError, in_french
from pipeline.cli._progress import progress
from pipeline.project import Project
from pipeline.terminal.say import say


@click.command(cls=FrenchCommand, context_settings={"help_option_names": ["--aide", "--help"]}, options_metavar="[OPTIONS]")
@click.option(
    "--fiches",
    type=click.IntRange(1, 100_000),
    multiple=True,
    default=(300,),
    metavar="NOMBRE",
    help="Nombre de fiches exemples (par défaut : 300); l’option peut se répéter.",
)
@click.option("--json", "as_json", is_flag=True, help="Donner un objet JSON par taille.")
@click.option("--comparer", is_flag=True, help="Construire aussi le même contenu avec Material et mkdocs-bibtex (voir « make banc »).")
def banc(fiches: tuple[int, ...], as_json: bool, comparer: bool) -> None:
    """Mesurer le temps et la mémoire de chaque étape sur un site exemple."""
    from tests.bench.measure import LABELS, measure

    project = Project(Path().resolve())
    if comparer:
        _compare(project, fiches, as_json)
        return
    results = []
    for number in fiches:
        with progress() as step:
            results.append(measure(project, number, step).as_dict())
    if as_json:
        for result in results:
            print(json.dumps(result))
        return
    for name, label in LABELS.items():
        print(f"{label:<60}" + "".join(f"{result[name]:>12g}" for result in results))


def _compare(project: Project, fiches: tuple[int, ...], as_json: bool) -> None:
    from tests.bench.stock import LABELS, compare

    python = project.root / ".venv-banc" / "bin" / "python"
    if not python.is_file():
        raise WrongUseError("Material et mkdocs-bibtex ne sont pas installés. Lancez « make banc », qui les installe à part.")
    for number in fiches:
        with progress() as step:
            costs = compare(project, number, python.absolute(), step)
        if as_json:
            print(json.dumps({"fiches": number, **{name: cost.as_dict() for name, cost in costs.items()}}))
            continue
        print(f"{f'{number} fiches':<26}" + "".join(f"{label:>16}" for label in LABELS.values()))
        for name, cost in costs.items():
            print(f"{name:<26}" + "".join(f"{value:>16g}" for value in cost.as_dict().values()))


if __name__ == "__main__":
    try:
        banc.main(prog_name="python -m tests.bench", standalone_mode=False)
    except click.ClickException as error:
        say(f"Erreur d’utilisation : {in_french(error, {})}", file=sys.stderr)
        sys.exit(2)
