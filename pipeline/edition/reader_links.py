"""Where a reader answers back: a file to edit, a mistake to report, a question to ask. No address is made up while one is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from pipeline.content.council import Organisation
from pipeline.text.addresses import absolute
from pipeline.text.french import long_date
from pipeline.text.typographic import french_lines, french_text, quoted, typographic


def edit_address(organisation: Organisation, path: str, branch: str = "main") -> str | None:
    """Return where a file of the repository can be edited in a browser, or None while there is no repository."""
    return None if organisation.depot is None else f"{organisation.depot.rstrip('/')}/edit/{branch}/{quote(path)}"


def form_address(organisation: Organisation, template: str, answers: Mapping[str, str]) -> str | None:
    """Return where a form of ``.github/ISSUE_TEMPLATE`` opens, some of its fields filled in; None while there is no repository.

    GitHub fills a field from the query parameter that has its id (GitHub Docs, « Syntax for GitHub's form schema », key ``id``).
    """
    if organisation.depot is None:
        return None
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in {"template": f"{template}.yml", **answers}.items())
    return f"{organisation.depot.rstrip('/')}/issues/new?{query}"


@dataclass(frozen=True)
class ReportLink:
    """One way to say that a page is wrong: what it is called, an e-mail for everyone, a form for those who have an account."""

    name: str
    email: str | None
    form: str | None


def reports(organisation: Organisation, title: str, address: str, version: date | None, *, studies: bool = True) -> tuple[ReportLink, ...]:
    """Return how to report a mistake of a page and, where it tells of ``studies``, that one is badly told.

    Each carries the page's address and its version (the day when it was last changed). The e-mail goes to the configured contact; with
    neither a contact nor a repository, there is no way, and none is returned.
    """
    if organisation.contact is None and organisation.depot is None:
        return ()
    where = absolute(organisation.adresse, address) or address
    dated = long_date(version) if version is not None else ""
    answers = {"page": where, **({"version": dated} if dated else {})}
    asked: list[tuple[str, str, str, tuple[str, ...]]] = [
        ("Signaler une erreur", "erreur", "Erreur", ("Ce qui est inexact", "Ce qui serait juste, et la source"))
    ]
    if studies:
        asked.append(
            (
                "Cette étude est mal résumée",
                "etude-mal-resumee",
                "Étude mal résumée",
                ("L’étude", "Ce qui est mal résumé", "Ce que l’étude dit, et où"),
            )
        )
    return tuple(
        ReportLink(
            name,
            _email(organisation, f"{subject} : {quoted(title)}", where, dated, lines),
            form_address(organisation, template, answers),
        )
        for name, template, subject, lines in asked
    )


def _email(organisation: Organisation, subject: str, where: str, dated: str, lines: Sequence[str]) -> str | None:
    if organisation.contact is None:
        return None
    said = [f"Page : {where}", *([f"Version : {dated}"] if dated else []), *(f"\n{line} :" for line in lines), ""]
    subject, body = french_lines([subject, "\n".join(said)])
    return f"mailto:{organisation.contact}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


def need_address(organisation: Organisation, committee: str | None) -> str | None:
    """Return an e-mail that gives the council a need for knowledge, of one committee where it is named; None while it has no contact."""
    if organisation.contact is None:
        return None
    asking = typographic(f"Comité : {committee or ''}\n\nNotre question :\n\nCe que nous voulons en faire :\n")
    return f"mailto:{organisation.contact}?subject={quote('Besoin de connaissances')}&body={quote(asking, safe='')}"


def request_address(organisation: Organisation, subject: str) -> str | None:
    """Return an e-mail to the council about ``subject``; None while it has no contact."""
    contact = organisation.contact
    return None if contact is None else f"mailto:{contact}?subject={quote(french_text(subject), safe='')}"


def question_address(organisation: Organisation) -> str | None:
    """Return the start of an e-mail that asks a question, to which the page adds the reader's words; None while there is no contact."""
    contact = organisation.contact
    return None if contact is None else f"mailto:{contact}?subject={quote('Question sans fiche', safe='')}&body="


def history_address(organisation: Organisation, path: str) -> str | None:
    """Return where the repository lists a file's earlier texts, each under an address that stays, or None while there is no repository."""
    return None if organisation.depot is None else f"{organisation.depot.rstrip('/')}/commits/main/{quote(path)}"


@dataclass(frozen=True)
class WayToWrite:
    """One way to contribute without knowing how a site is made: in what words, by e-mail or, with an account, by a form in the browser.

    ``document`` is the address of a document to fill in and to send, where there is one.
    """

    title: str
    text: str
    button: str
    email: str | None
    form: str | None
    document: str | None = None


def ways_to_write(organisation: Organisation, document: str) -> tuple[WayToWrite, ...]:
    """Return the three ways: a study that was read (with the ``document`` to fill in), a question, a mistake; no contact, no e-mail."""

    def email(subject: str, *lines: str) -> str | None:
        body = french_text("\n\n".join((*(f"{line} :" for line in lines), "")))
        written = request_address(organisation, subject)
        return None if written is None else f"{written}&body={quote(body, safe='')}"

    return tuple(
        WayToWrite(title=typographic(title), text=typographic(text), button=button, email=address, form=form, document=file)
        for title, text, button, address, form, file in (
            (
                "J’ai lu une étude",
                "Dites où la lire, recopiez une phrase d’elle et dites-la dans vos mots. "
                "Nous en ferons une note, que nos fiches pourront citer.",
                "Écrire un courriel",
                email("J’ai lu une étude", "Où la lire", "Ses mots exacts", "Ce que ces mots veulent dire"),
                form_address(organisation, "source", {}),
                document,
            ),
            (
                "J’ai une question",
                "Posez-la comme vous la diriez à une collègue. Si la recherche en parle, une fiche peut y répondre.",
                "Poser ma question",
                email("J’ai une question", "Ma question", "Ce que je veux en faire"),
                None,
                None,
            ),
            (
                "J’ai vu une erreur",
                "Un chiffre, un mot obscur, un lien qui ne mène nulle part : une ligne suffit. "
                "Au bas de chaque fiche, un bouton le fait aussi.",
                "Signaler l’erreur",
                email("J’ai vu une erreur", "La page", "Ce qui est inexact", "Ce qui serait juste, et la source"),
                form_address(organisation, "erreur", {}),
                None,
            ),
        )
    )
