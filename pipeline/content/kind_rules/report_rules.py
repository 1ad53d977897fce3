"""Frozen reports, as they stand in content/rapports/: a hand may have changed a number, or moved a day."""

from pipeline.content.reports import REPORTS, STILL_WAITING, YearReport
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.yaml_in import KeyPath

NAME = Rule(
    code="I001",
    severity=Severity.ERROR,
    title="Rapport au nom de sa période",
    why="Le nom du fichier fait l’adresse de la page\u00a0: deux rapports de la même période se contrediraient.",
    wrong="content/rapports/rapport-2026.yml",
    right="content/rapports/2025-07-01-au-2026-06-30.yml",
)
PERIOD = Rule(
    code="I002",
    severity=Severity.ERROR,
    title="Période finie le jour où elle est figée",
    why="Un rapport figé avant la fin de sa période oublie ce qui suit, et personne ne le voit.",
    wrong="du: 2026-06-30, au: 2025-07-01",
    right="du: 2025-07-01, au: 2026-06-30, fige_le: 2026-07-02",
)
NUMBER = Rule(
    code="I003",
    severity=Severity.ERROR,
    title="Nombre égal à ce qu’il compte",
    why="Un nombre du rapport est compté, jamais tapé\u00a0: il doit être celui de sa liste.",
    wrong="nombre: 5, avec deux éléments dans la liste",
    right="nombre: 2, avec deux éléments dans la liste",
)
OUTSIDE_PERIOD = Rule(
    code="I004",
    severity=Severity.ERROR,
    title="Jour de la période",
    why="Ce qui n’est pas de la période gonfle le nombre.",
    wrong="jour: 2024-03-10, dans le rapport de 2025-2026",
    right="jour: 2026-03-10",
)
TWICE = Rule(
    code="I005",
    severity=Severity.ERROR,
    title="Un nombre, une fois",
    why="Deux nombres de la même clé ne se comparent plus d’un rapport à l’autre.",
    wrong="Deux nombres «\u00a0cle: activites\u00a0»",
    right="cle: presentations",
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
