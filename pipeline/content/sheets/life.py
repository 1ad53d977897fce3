"""The life of a sheet: withdrawn with a reason, corrected with a date."""

from collections.abc import Iterator

from pipeline.content.sheets.sheet import Fiche
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Family

FAMILY = Family(letter="V", title="Vie d’une fiche", rank=170)


@rule(
    "V001",
    on=Fiche,
    title="Une fiche retirée dit pourquoi",
    why="Son adresse reste et explique; une fiche publiée n’a pas de raison de retrait.",
    wrong="statut: retiree (sans « retrait »)",
    right="statut: retiree\nretrait:\n  date: 2026-11-24\n  raison: L’étude principale a été rétractée.",
)
def a_withdrawn_sheet_says_why(fiche: Fiche) -> Iterator[Fault]:
    """Yield a withdrawal without a reason, and a reason without a withdrawal."""
    if fiche.withdrawn and fiche.meta.retrait is None:
        yield fault(("statut",), "La fiche est retirée sans dire pourquoi.", text=fiche.meta.statut)
    if fiche.meta.retrait is not None and not fiche.withdrawn:
        yield fault(("statut",), "« retrait » est rempli, et la fiche n’est pas retirée.", text=fiche.meta.statut)


@rule(
    "V002",
    on=Fiche,
    title="Une correction suit la publication",
    why="On corrige ce que des lecteurs ont pu lire.",
    wrong="publiee_le: 2026-11-24\ncorrections:\n  - {date: 2026-10-01, texte: …}",
    right="publiee_le: 2026-11-24\ncorrections:\n  - {date: 2026-12-01, texte: …}",
)
def a_correction_follows_publication(fiche: Fiche) -> Iterator[Fault]:
    """Yield the corrections that come before publication."""
    published = fiche.meta.publiee_le
    for index, correction in enumerate(fiche.meta.corrections):
        if correction.date < published:
            day = correction.date.isoformat()
            message = f"Cette correction ({day}) vient avant la publication ({published.isoformat()})."
            yield fault(("corrections", index, "date"), message, text=day, hint="Corrigez l’une des dates.")
