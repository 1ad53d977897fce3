"""The command that tells what waits, and for whom."""

import json
from collections.abc import Sequence
from datetime import date, datetime

import click

from pipeline.cli._declare import DAY, command
from pipeline.cli._french import build_day
from pipeline.cli._shared import load_or_stop
from pipeline.edition.waiting import WaitingGroup, Whom, waiting
from pipeline.project import Project
from pipeline.terminal.say import say
from pipeline.text.diagnostics import Diagnostic, Severity

_WHOM = {Whom.WRITER: "Pour qui rédige", Whom.REVIEWER: "Pour qui relit", Whom.COUNCIL: "Pour l’organisme"}


@command
@click.option(
    "--au",
    type=DAY,
    metavar="DATE",
    help="Jour pour lequel répondre, comme 2026-11-24 (par défaut : aujourd’hui).",
)
@click.option("--format", "forme", type=click.Choice(["texte", "json"]), default="texte", help="Façon de le dire.")
@click.pass_obj
def etat(project: Project, au: datetime | None, forme: str) -> None:
    """Tell what waits, and for whom."""
    day = au.date() if au else build_day()
    found: list[Diagnostic] = []
    catalogue = load_or_stop(project, found)
    groups = waiting(catalogue, day)
    if forme == "json":
        print(_as_json(groups))
        return
    say(_as_text(groups, day))
    if any(one.severity is Severity.ERROR for one in found):
        say("\nDes fichiers ont des fautes et n’y sont peut-être pas : passerelle verifier")


def _as_text(groups: Sequence[WaitingGroup], day: date) -> str:
    lines = [f"Ce qui attend, au {day.isoformat()}"]
    for whom, title in _WHOM.items():
        of_one = [group for group in groups if group.whom is whom]
        if not of_one:
            continue
        lines += ["", title]
        for group in of_one:
            lines += ["", f"  {group.title} : {len(group.items)}", f"  À faire : {group.todo}"]
            for item in group.items:
                lines.append(f"    {item.place}  {item.name}")
                lines += [f"        {item.detail}"] if item.detail else []
    return "\n".join(lines) if groups else f"Rien n’attend, au {day.isoformat()}."


def _as_json(groups: Sequence[WaitingGroup]) -> str:
    rows = [
        {
            "code": group.code,
            "pour": group.whom.value,
            "titre": group.title,
            "a_faire": group.todo,
            "elements": [
                {"fichier": item.place.path, "ligne": item.place.line, "nom": item.name, "detail": item.detail} for item in group.items
            ],
        }
        for group in groups
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
