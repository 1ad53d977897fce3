"""The commands that write letters, from the same data as the site."""

import sys
from datetime import datetime
from pathlib import Path

import click

from pipeline.cli._declare import DAY, command
from pipeline.cli._french import WrongUseError, build_day
from pipeline.cli._shared import check_or_stop
from pipeline.handouts import letters
from pipeline.project import Project


@command
@click.argument("activite", metavar="ACTIVITÉ", help="Nom du fichier de l’activité, avec ou sans « .md ».")
@click.option(
    "--forme",
    type=click.Choice(["invitation", "rappel", "suivi", "publication"]),
    help="Ce qu’il faut écrire (par défaut : le suivi d’une activité tenue, sinon l’invitation).",
)
@click.pass_obj
def annonce(project: Project, activite: str, forme: str | None) -> None:
    """Write the announcement of an activity, its reminder or its follow-up to the standard output."""
    catalogue = check_or_stop(project)
    found = catalogue.activities.get(Path(activite).stem)
    if found is None:
        raise WrongUseError(f"Il n’y a pas d’activité « {activite} » dans content/activites/.")
    forme = forme or ("suivi" if found.meta.etat == "tenue" else "invitation")
    if forme == "publication":
        print(letters.short_post(catalogue.organisation, found))
        return
    write = {"invitation": letters.announcement, "rappel": letters.reminder, "suivi": letters.follow_up}[forme]
    sys.stdout.buffer.write(letters.as_email(project, catalogue.organisation, write(catalogue, found, build_day())))


@command
@click.option(
    "--depuis",
    type=DAY,
    required=True,
    metavar="DATE",
    help="Premier jour de la période, comme 2026-11-24.",
)
@click.pass_obj
def infolettre(project: Project, depuis: datetime) -> None:
    """Write the newsletter to the standard output."""
    catalogue = check_or_stop(project)
    letter = letters.newsletter(catalogue, depuis.date(), build_day())
    sys.stdout.buffer.write(letters.as_email(project, catalogue.organisation, letter))  # its lines end in CRLF
