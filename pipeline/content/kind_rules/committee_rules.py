"""Committees: reached through a role, so that no person's particulars are published (Loi 25)."""

from pipeline.content.document import Committee
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.particulars import particulars

PERSONAL = Rule(
    code="M001",
    severity=Severity.ERROR,
    title="Pas de renseignement personnel",
    why="Une page de comité nomme des rôles et des organismes. Un courriel ou un téléphone se publie avec le consentement de la personne, ailleurs qu’ici.",
    wrong="contact: {role: Dominique au 450 555-0123}",
    right="contact: {role: L’agente ou l’agent de liaison du territoire}",
)
RULES = (PERSONAL,)


def check_committee(committee: Committee) -> list[Diagnostic]:
    """Return the e-mail addresses and the telephone numbers that a committee's file holds; an address of a page is none."""
    text = committee.source.text
    found = []
    for match, what in particulars(text):
        place = committee.source.place(match.start())
        found.append(Diagnostic(PERSONAL, place, f"{what} se trouve dans ce fichier.", match.group(), "Nommez plutôt un rôle."))
    return found
