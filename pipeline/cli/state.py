"""The commands that follow the site over time: what waits for whom, and whether outside links still lead somewhere."""

import json
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from pipeline.cli._french import FrenchCommand, WrongUseError, build_day
from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.edition.waiting import WaitingGroup, Whom, waiting
from pipeline.intake.web.fetch import Fetcher, user_agent
from pipeline.intake.web.outside_links import check_outside, outside_links
from pipeline.intake.web.outside_links_text import as_issue, told
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic, Severity
from pipeline.writing import replace_if_different

_WHOM = {Whom.WRITER: "Pour qui rédige", Whom.REVIEWER: "Pour qui relit", Whom.COUNCIL: "Pour l’organisme"}


@click.command(cls=FrenchCommand)
@click.option(
    "--au",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Jour pour lequel répondre, comme 2026-11-24 (par défaut\u00a0: aujourd’hui).",
)
@click.option("--format", "forme", type=click.Choice(["texte", "json"]), default="texte", help="Façon de le dire.")
@click.pass_obj
def etat(project: Project, au: datetime | None, forme: str) -> None:
    """Dire ce qui attend, et qui cela attend\u00a0: brouillons, relectures, corrections, réglages."""
    day = au.date() if au else build_day()
    found: list[Diagnostic] = []
    catalogue = _catalogue(project, found)
    groups = waiting(catalogue, day)
    if forme == "json":
        print(_as_json(groups))
        return
    print(_as_text(groups, day))
    if any(one.severity is Severity.ERROR for one in found):
        print("\nDes fichiers ont des fautes et n’y sont peut-être pas\u00a0: passerelle verifier")


def _as_text(groups: Sequence[WaitingGroup], day: date) -> str:
    lines = [f"Ce qui attend, au {day.isoformat()}"]
    for whom, title in _WHOM.items():
        of_one = [group for group in groups if group.whom is whom]
        if not of_one:
            continue
        lines += ["", title]
        for group in of_one:
            lines += ["", f"  {group.title}\u00a0: {len(group.items)}", f"  À faire\u00a0: {group.todo}"]
            for item in group.items:
                lines.append(f"    {item.place}  {item.name}")
                lines += [f"        {item.detail}"] if item.detail else []
    return "\n".join(lines) if groups else f"Rien n’attend, au {day.isoformat()}."


def _as_json(groups: Sequence[WaitingGroup]) -> str:
    rows = [
        {
            "code": group.code, "pour": group.whom.value, "titre": group.title, "a_faire": group.todo,
            "elements": [
                {"fichier": item.place.path, "ligne": item.place.line, "nom": item.name, "detail": item.detail} for item in group.items
            ],
        }
        for group in groups
    ]  # fmt: skip
    return json.dumps(rows, ensure_ascii=False, indent=2)


@click.command(cls=FrenchCommand)
@click.option(
    "--liste",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FICHIER",
    help="Écrire aussi ce qui est à revoir, en Markdown; vide quand tout va bien.",
)
@click.pass_obj
def liens(project: Project, liste: Path | None) -> None:
    """Vérifier que les liens du contenu vers d’autres sites mènent encore à une page."""
    catalogue = _catalogue(project, [])
    council = catalogue.organisation
    agent = user_agent(version("passerelle"), catalogue.watch.feeds.contact, council.contact, council.depot, council.adresse)
    console = Console(stderr=True)
    columns = (TextColumn("Liens"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        links = outside_links(catalogue)
        task = progress.add_task("", total=len(links))
        fetcher = Fetcher(agent.replace("veille documentaire", "verification des liens"), lambda: datetime.now(UTC))
        report = check_outside(links, fetcher, step=lambda done, total: progress.update(task, completed=done, total=total))
    print(told(report))
    if liste is not None and not report.offline:
        replace_if_different(liste.resolve(), as_issue(report).encode(errors="backslashreplace"))
    sys.exit(1 if report.offline else 0)


def _catalogue(project: Project, found: list[Diagnostic]) -> Catalogue:
    catalogue = load_catalogue(project, found)
    if catalogue is None:
        raise WrongUseError("L’organisme ou le vocabulaire ne se lit pas. Lancez d’abord « passerelle verifier ».")
    return catalogue
