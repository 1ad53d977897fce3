"""Frozen reports, as they stand in content/rapports/: a hand may have changed a number, or moved a day."""

from pipeline.content.reports import REPORTS, STILL_WAITING, YearReport
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.yaml_in import KeyPath

NAME = Rule(
    "I001",
    Severity.ERROR,
    "Rapport au nom de sa période",
    "Le nom du fichier fait l’adresse de la page\u00a0: deux rapports de la même période se contrediraient.",
    "content/rapports/rapport-2026.yml",
    "content/rapports/2025-07-01-au-2026-06-30.yml",
)
PERIOD = Rule(
    "I002",
    Severity.ERROR,
    "Période finie le jour où elle est figée",
    "Un rapport figé avant la fin de sa période oublie ce qui suit, et personne ne le voit.",
    "du: 2026-06-30, au: 2025-07-01",
    "du: 2025-07-01, au: 2026-06-30, fige_le: 2026-07-02",
)
NUMBER = Rule(
    "I003",
    Severity.ERROR,
    "Nombre égal à ce qu’il compte",
    "Un nombre du rapport est compté, jamais tapé\u00a0: il doit être celui de sa liste.",
    "nombre: 5, avec deux éléments dans la liste",
    "nombre: 2, avec deux éléments dans la liste",
)
OUTSIDE_PERIOD = Rule(
    "I004",
    Severity.ERROR,
    "Jour de la période",
    "Ce qui n’est pas de la période gonfle le nombre.",
    "jour: 2024-03-10, dans le rapport de 2025-2026",
    "jour: 2026-03-10",
)
TWICE = Rule(
    "I005",
    Severity.ERROR,
    "Un nombre, une fois",
    "Deux nombres de la même clé ne se comparent plus d’un rapport à l’autre.",
    "Deux nombres «\u00a0cle: activites\u00a0»",
    "cle: presentations",
)
RULES = (NAME, PERIOD, NUMBER, OUTSIDE_PERIOD, TWICE)


def check_year_report(report: YearReport) -> list[Diagnostic]:
    """Return what is wrong in one report."""
    meta, found = report.meta, list[Diagnostic]()
    again = f"Refaites-le\u00a0: passerelle rapport --du {meta.du.isoformat()} --au {meta.au.isoformat()} --remplacer"

    def tell(rule: Rule, path: KeyPath, message: str, text: str = "", hint: str = again) -> None:
        found.append(Diagnostic(rule, report.source.place(report.header.where(path)), message, text, hint))

    if meta.du > meta.au:
        tell(PERIOD, ("du",), "La période finit avant de commencer.", meta.du.isoformat(), "Mettez « du » avant « au ».")
    elif report.slug != meta.slug:
        hint = f"Nommez-le {REPORTS.file(meta.slug)}."
        tell(NAME, ("du",), "Le nom du fichier n’est pas celui de sa période.", report.slug, hint)
    if meta.fige_le <= meta.au:
        message = "Le rapport a été figé avant que sa période soit finie."
        tell(PERIOD, ("fige_le",), message, meta.fige_le.isoformat())
    seen: set[str] = set()
    for rank, number in enumerate(meta.nombres):
        path: KeyPath = ("nombres", rank)
        if number.cle in seen:
            tell(TWICE, (*path, "cle"), f"La clé « {number.cle} » est donnée deux fois.", number.cle, "Gardez un seul des deux nombres.")
        seen.add(number.cle)
        if number.nombre != number.counted():
            shown, counted = ("non indiqué" if value is None else str(value) for value in (number.nombre, number.counted()))
            tell(NUMBER, (*path, "nombre"), f"« {number.nom} » dit {shown}; sa liste en compte {counted}.", shown)
        for index, one in enumerate(number.liste):
            early = one.jour < meta.du and number.cle != STILL_WAITING
            if early or one.jour > meta.au:
                tell(OUTSIDE_PERIOD, (*path, "liste", index, "jour"), f"« {one.titre} » n’est pas de la période.", one.jour.isoformat())
    return found
