"""The commands of forms: the issue forms written, and an issue's body made into files."""

import json
import os
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from pipeline.cli._declare import DAY, PATH, command
from pipeline.cli._french import WrongUseError, build_day, utc_now
from pipeline.cli._shared import load_or_stop
from pipeline.intake.forms.form_answers import UnreadableFormError
from pipeline.intake.forms.issue_templates import stale, template_files, write_templates
from pipeline.intake.forms.ledger import free_number
from pipeline.intake.forms.proposal import Proposal, propose, source_form
from pipeline.intake.forms.reply import reply, unreadable
from pipeline.intake.forms.word_answers import MAX_BYTES as MAX_DOCUMENT
from pipeline.intake.forms.word_answers import body_of_document, is_document
from pipeline.intake.imports.importer import by_doi
from pipeline.intake.web.client import Web, contact_of
from pipeline.project import Project
from pipeline.terminal.say import say
from pipeline.writing import replace_if_different

MAX_BYTES = 1_000_000


@command
@click.option("--verifier", is_flag=True, help="Dire seulement s’ils sont à jour.")
@click.pass_obj
def formulaires(project: Project, verifier: bool) -> int:
    """Write GitHub's issue forms, or with ``verifier`` tell those that are stale."""
    files = template_files(load_or_stop(project, []))
    if verifier:
        old = stale(project, files)
        say("\n".join(f"À refaire : {path}" for path in old) or "Les formulaires sont à jour.")
        return 1 if old else 0
    written = write_templates(project, files)
    say("\n".join(f"Écrit : {path}" for path in written) or "Les formulaires étaient à jour.")
    return 0


@command
@click.argument("fichier", required=False, type=PATH, metavar="[FICHIER]", help="Le texte de la demande, ou le document Word rempli.")
@click.option("--variable", metavar="NOM", help="Lire plutôt le texte dans cette variable d’environnement.")
@click.option("--evenement", type=PATH, metavar="FICHIER", help="Lire plutôt texte et numéro dans l’événement de GitHub.")
@click.option("--numero", type=click.IntRange(1, 10_000_000), metavar="NOMBRE", help="Numéro de la demande.")
@click.option("--date", "day", type=DAY, metavar="DATE", help="Jour de la demande (par défaut : aujourd’hui).")
@click.option("--reponse", type=PATH, metavar="FICHIER", help="Écrire ici la réponse, en Markdown.")
@click.option("--reseau", is_flag=True, help="Demander aux registres la référence des DOI nouveaux.")
@click.pass_obj
def depuis_formulaire(
    project: Project,
    fichier: Path | None,
    variable: str | None,
    evenement: Path | None,
    numero: int | None,
    day: datetime | None,
    reponse: Path | None,
    reseau: bool,
) -> int:
    """Make files of the answers to an issue form; what is missing is told, and is no error."""
    document = _document(fichier)
    repository = None
    if document is not None:
        body, number = "", numero or free_number(project)
    else:
        body, number, repository = _request(fichier, variable, evenement, numero)
    web = Web(contact_of(project), utc_now) if reseau else None
    try:
        today = day.date() if day is not None else build_day()
        if document is not None:
            body = body_of_document(document, source_form(project))
        found = propose(project, body, number, today, (lambda doi: by_doi(doi, web)) if web is not None else None)
    except UnreadableFormError as error:
        say(f"Rien n’a été écrit : {error}")
        _answer(reponse, unreadable(str(error)))
        return 1 if reponse is None else 0  # who asked was answered
    if found is None:
        say("Cette demande n’a pas été faite avec un formulaire : rien n’a été écrit.")
        _answer(reponse, unreadable("Les titres des questions d’un formulaire (« ### Titre ») n’y sont pas, ou n’y sont plus."))
        return 0
    _answer(reponse, reply(_in_repository(found, repository)))
    say(_told(found))
    if document is not None and numero is None:
        say(f"Pour relire une copie corrigée de ce document : ajoutez « --numero {number} ».")
    return 0


def _in_repository(found: Proposal, repository: str | None) -> Proposal:
    """Return the proposal of a council that does not say yet where its repository is: the event of a request does."""
    council = found.organisation
    return found if council.depot or repository is None else replace(found, organisation=council.model_copy(update={"depot": repository}))


def _told(found: Proposal) -> str:
    lines = [f"Écrit : {path}" for path in found.files] or ["Aucun fichier n’a été écrit."]
    lines += [f"Manque : {one}" for one in found.missing]
    lines += [f"À départager : {one.part}, dans {one.path}" for one in found.conflicts]
    return "\n".join(lines)


def _request(path: Path | None, variable: str | None, event: Path | None, number: int | None) -> tuple[str, int, str | None]:
    """Return the text of the request, its number and the address of its repository where known, from wherever they were said to be."""
    if [path, variable, event].count(None) != 2:
        raise WrongUseError("Donnez le texte de la demande une fois : un fichier, --variable NOM ou --evenement FICHIER.")
    if event is not None:
        return _of_event(event)
    if number is None:
        raise WrongUseError("Il manque l’option « --numero ».")
    if path is not None:
        return _read(path), number, None
    if variable is None or variable not in os.environ:
        raise WrongUseError(f"La variable d’environnement « {variable} » n’existe pas.")
    return os.environ[variable], number, None


def _document(path: Path | None) -> bytes | None:
    """Return a document of a word processor, None when the request is something else."""
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            data = file.read(MAX_DOCUMENT + 1)
    except OSError as error:
        raise WrongUseError(f"« {path} » ne s’ouvre pas.") from error
    return data if is_document(data) else None


def _read(path: Path) -> str:
    try:
        return path.read_bytes()[:MAX_BYTES].decode("utf-8", "replace")
    except OSError as error:
        raise WrongUseError(f"« {path} » ne s’ouvre pas.") from error


# The address of a repository: what GitHub tells, and nothing that a link in Markdown would read otherwise.
_REPOSITORY = re.compile(r"https://[A-Za-z0-9.-]{1,80}/[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}")


def _of_event(path: Path) -> tuple[str, int, str | None]:
    """Return the body and the number of the issue that an event of GitHub's tells, and where its repository is.

    GitHub Docs, « Webhook events », issues: ``issue.body``, ``issue.number``, ``repository.html_url``.
    """
    try:
        event = json.loads(_read(path))
        issue, repository = event["issue"], event.get("repository") or {}
        address = str(repository.get("html_url", ""))
        return str(issue["body"] or ""), int(issue["number"]), address if _REPOSITORY.fullmatch(address) else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise WrongUseError(f"« {path} » n’est pas un événement de GitHub qui concerne une demande.") from error


def _answer(path: Path | None, text: str) -> None:
    if path is not None:
        replace_if_different(path, text.encode())
