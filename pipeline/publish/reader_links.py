"""Where a reader answers back: a file to edit, a mistake to report, a question to ask. No address is made up while one is missing."""

from urllib.parse import quote

from pipeline.catalogue.models import Organisation
from pipeline.publish.addresses import absolute


def edit_address(organisation: Organisation, path: str, branch: str = "main") -> str | None:
    """Return where a file of the repository can be edited in a browser, or None while there is no repository."""
    return None if organisation.depot is None else f"{organisation.depot.rstrip('/')}/edit/{branch}/{quote(path)}"


def report_address(organisation: Organisation, title: str, address: str) -> str:
    """Return a pre-filled e-mail to the configured contact; its recipient is empty until there is one."""
    subject = quote(f"Erreur sur la fiche « {title} »", safe="")
    where = absolute(organisation.adresse, address) or address
    body = quote(f"Page\u00a0: {where}\n\nCe qui est inexact\u00a0:\n\nCe qui serait juste, et la source\u00a0:\n", safe="")
    return f"mailto:{organisation.contact or ''}?subject={subject}&body={body}"


def need_address(organisation: Organisation, committee: str | None) -> str:
    """Return an e-mail that gives the council a need for knowledge, of one committee where it is named; no recipient until there is one."""
    asking = f"Comité\u00a0: {committee or ''}\n\nNotre question\u00a0:\n\nCe que nous voulons en faire\u00a0:\n"
    return f"mailto:{organisation.contact or ''}?subject={quote('Besoin de connaissances')}&body={quote(asking, safe='')}"


def question_address(organisation: Organisation) -> str:
    """Return the start of an e-mail that asks a question, to which the page adds the reader's words; no recipient until there is one."""
    return f"mailto:{organisation.contact or ''}?subject={quote('Question sans fiche', safe='')}&body="


def history_address(organisation: Organisation, path: str) -> str | None:
    """Return where the repository lists a file's earlier texts, each under an address that stays, or None while there is no repository."""
    return None if organisation.depot is None else f"{organisation.depot.rstrip('/')}/commits/main/{quote(path)}"
