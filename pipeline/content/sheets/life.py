"""The life of a sheet: withdrawn with a reason, corrected with a date."""

from pipeline.content.document import Fiche
from pipeline.text.diagnostics import Diagnostic, Rule, Severity

WITHDRAWAL = Rule(
    code="V001",
    severity=Severity.ERROR,
    title="Une fiche retirée dit pourquoi",
    why="Son adresse reste et explique; une fiche publiée n’a pas de raison de retrait.",
    wrong="statut: retiree (sans « retrait »)",
    right="statut: retiree\nretrait:\n  date: 2026-11-24\n  raison: L’étude principale a été rétractée.",
)
CORRECTION = Rule(
    code="V002",
    severity=Severity.ERROR,
    title="Une correction suit la publication",
    why="On corrige ce que des lecteurs ont pu lire.",
    wrong="publiee_le: 2026-11-24\ncorrections:\n  - {date: 2026-10-01, texte: …}",
    right="publiee_le: 2026-11-24\ncorrections:\n  - {date: 2026-12-01, texte: …}",
)
RULES = (WITHDRAWAL, CORRECTION)


def check_life(fiche: Fiche) -> list[Diagnostic]:
    """Return a withdrawal without a reason, a reason without a withdrawal, and corrections before publication."""
    found: list[Diagnostic] = []
    if fiche.withdrawn != (fiche.meta.retrait is not None):
        place = fiche.source.place(fiche.header.where(("statut",)))
        message = (
            "La fiche est retirée sans dire pourquoi." if fiche.withdrawn else "« retrait » est rempli, et la fiche n’est pas retirée."
        )
        found.append(Diagnostic(WITHDRAWAL, place, message, fiche.meta.statut, WITHDRAWAL.right))
    for index, correction in enumerate(fiche.meta.corrections):
        if correction.date < fiche.meta.publiee_le:
            place = fiche.source.place(fiche.header.where(("corrections", index, "date")))
            message = f"Cette correction ({correction.date.isoformat()}) vient avant la publication ({fiche.meta.publiee_le.isoformat()})."
            found.append(Diagnostic(CORRECTION, place, message, correction.date.isoformat(), "Corrigez l’une des dates."))
    return found
