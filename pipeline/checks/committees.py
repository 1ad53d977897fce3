"""Committees: reached through a role, so that no person's particulars are published (Loi 25)."""

import re
from collections.abc import Iterator

from pipeline.catalogue.diagnostics import Diagnostic, Rule, Severity
from pipeline.catalogue.pages import Committee

PERSONAL = Rule(
    "M001",
    Severity.ERROR,
    "Pas de renseignement personnel",
    "Une page de comité nomme des rôles et des organismes. Un courriel ou un téléphone se publie avec le consentement de la personne, ailleurs qu’ici.",
    "contact: {role: Dominique au 450 555-0123}",
    "contact: {role: L’agente ou l’agent de liaison du territoire}",
)
RULES = (PERSONAL,)

_EMAIL = re.compile(r"[^\s@<>()]{1,64}@[^\s@<>()]{1,200}\.[A-Za-z]{2,20}")
_PHONE = re.compile(r"(?<![\d/.-])(?:\+?1[ .\u00a0-]?)?\(?[2-9]\d{2}\)?[ .\u00a0-]?\d{3}[ .\u00a0-]?\d{4}(?![\d/])")


def check_committee(committee: Committee) -> list[Diagnostic]:
    """Return the e-mail addresses and the telephone numbers that a committee's file holds; an address of a page is none."""
    text = committee.source.text
    found = []
    for match, what in particulars(text):
        place = committee.source.place(match.start())
        found.append(Diagnostic(PERSONAL, place, f"{what} se trouve dans ce fichier.", match.group(), "Nommez plutôt un rôle."))
    return found


def particulars(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the e-mail addresses and the telephone numbers of a text, each with what it is, in French."""
    # An address (of a source, of a link) may hold long numbers, and an « @ ».
    without = re.sub(r"https?://[^\s\"'<>)\]}]{1,2000}", lambda match: " " * len(match.group()), text)
    yield from ((match, "Une adresse de courriel") for match in _EMAIL.finditer(without))
    yield from ((match, "Un numéro de téléphone") for match in _PHONE.finditer(without))
