"""Frozen reports, as they stand in content/rapports/: a hand may have changed a number, or moved a day."""

from collections.abc import Iterator

from pipeline.content.reports import REPORTS, STILL_WAITING, YearReport
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Family

FAMILY = Family(letter="I", title="Rapports", rank=200)


def _again(report: YearReport) -> str:
    """Return what to do about a report that no longer says what was counted."""
    meta = report.meta
    return f"Refaites-le : passerelle rapport --du {meta.du.isoformat()} --au {meta.au.isoformat()} --remplacer"


@rule(
    "I001",
    on=YearReport,
    title="Rapport au nom de sa période",
    why="Le nom du fichier fait l’adresse de la page : deux rapports de la même période se contrediraient.",
    wrong="content/rapports/rapport-2026.yml",
    right="content/rapports/2025-07-01-au-2026-06-30.yml",
)
def a_report_has_the_name_of_its_period(report: YearReport) -> Iterator[Fault]:
    """Yield a name of file that is not the period's, when the period is one."""
    if report.meta.du <= report.meta.au and report.slug != report.meta.slug:
        hint = f"Nommez-le {REPORTS.file(report.meta.slug)}."
        yield fault(("du",), "Le nom du fichier n’est pas celui de sa période.", text=report.slug, hint=hint)


@rule(
    "I002",
    on=YearReport,
    title="Période finie le jour où elle est figée",
    why="Un rapport figé avant la fin de sa période oublie ce qui suit, et personne ne le voit.",
    wrong="du: 2026-06-30, au: 2025-07-01",
    right="du: 2025-07-01, au: 2026-06-30, fige_le: 2026-07-02",
)
def a_period_is_over_when_frozen(report: YearReport) -> Iterator[Fault]:
    """Yield a period that ends before it begins, and one that was frozen before its end."""
    meta = report.meta
    if meta.du > meta.au:
        hint = "Mettez « du » avant « au »."
        yield fault(("du",), "La période finit avant de commencer.", text=meta.du.isoformat(), hint=hint)
    if meta.fige_le <= meta.au:
        message = "Le rapport a été figé avant que sa période soit finie."
        yield fault(("fige_le",), message, text=meta.fige_le.isoformat(), hint=_again(report))


@rule(
    "I003",
    on=YearReport,
    title="Nombre égal à ce qu’il compte",
    why="Un nombre du rapport est compté, jamais tapé : il doit être celui de sa liste.",
    wrong="nombre: 5, avec deux éléments dans la liste",
    right="nombre: 2, avec deux éléments dans la liste",
)
def a_number_is_what_it_counts(report: YearReport) -> Iterator[Fault]:
    """Yield the numbers that are not those of their lists."""
    for rank, number in enumerate(report.meta.nombres):
        if number.nombre != number.counted():
            shown, counted = ("non indiqué" if value is None else str(value) for value in (number.nombre, number.counted()))
            message = f"« {number.nom} » dit {shown}; sa liste en compte {counted}."
            yield fault(("nombres", rank, "nombre"), message, text=shown, hint=_again(report))


@rule(
    "I004",
    on=YearReport,
    title="Jour de la période",
    why="Ce qui n’est pas de la période gonfle le nombre.",
    wrong="jour: 2024-03-10, dans le rapport de 2025-2026",
    right="jour: 2026-03-10",
)
def what_is_counted_is_of_the_period(report: YearReport) -> Iterator[Fault]:
    """Yield what was counted of another period; what still waits may have begun before."""
    for rank, number in enumerate(report.meta.nombres):
        for index, one in enumerate(number.liste):
            early = one.jour < report.meta.du and number.cle != STILL_WAITING
            if early or one.jour > report.meta.au:
                where = ("nombres", rank, "liste", index, "jour")
                yield fault(where, f"« {one.titre} » n’est pas de la période.", text=one.jour.isoformat(), hint=_again(report))


@rule(
    "I005",
    on=YearReport,
    title="Un nombre, une fois",
    why="Deux nombres de la même clé ne se comparent plus d’un rapport à l’autre.",
    wrong="Deux nombres «\u00a0cle: activites\u00a0»",
    right="cle: presentations",
)
def a_number_comes_once(report: YearReport) -> Iterator[Fault]:
    """Yield the numbers that have the key of one before."""
    seen: set[str] = set()
    for rank, number in enumerate(report.meta.nombres):
        if number.cle in seen:
            message = f"La clé « {number.cle} » est donnée deux fois."
            yield fault(("nombres", rank, "cle"), message, text=number.cle, hint="Gardez un seul des deux nombres.")
        seen.add(number.cle)
