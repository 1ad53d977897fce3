"""The command that freezes the numbers of a period."""

from collections.abc import Iterator
from datetime import date, datetime

import click

from pipeline.cli._declare import DAY, command
from pipeline.cli._french import WrongUseError, build_day
from pipeline.cli._shared import site_address, stop
from pipeline.content.report_words import said, title_of
from pipeline.content.reports import REPORTS, Listed, Number, YearReportMeta, report_slug, year_report_text
from pipeline.edition.index import SiteIndex
from pipeline.edition.year_counts import Period, count_period
from pipeline.project import Project
from pipeline.rules.run import check
from pipeline.terminal.say import say
from pipeline.text.french import count
from pipeline.writing import replace_if_different


@command
@click.option("--du", type=DAY, required=True, metavar="DATE", help="Premier jour de la période, comme 2025-07-01.")
@click.option("--au", type=DAY, required=True, metavar="DATE", help="Dernier jour de la période, comme 2026-06-30.")
@click.option("--remplacer", is_flag=True, help="Remplacer le rapport de cette période, s’il existe déjà.")
@click.pass_obj
def rapport(project: Project, du: datetime, au: datetime, remplacer: bool) -> int:
    """Write the report of a period, and tell its numbers."""
    return freeze(project, Period(du.date(), au.date()), build_day(), replace=remplacer)


def freeze(project: Project, period: Period, today: date, *, replace: bool) -> int:
    """Write the report of a period that is over on ``today``, unless there is one to ``replace``; return the exit code.

    Raises:
        WrongUseError: the period ends before it begins, or is not over.

    """
    if period.first > period.last:
        raise WrongUseError("« --du » vient après « --au ». Donnez d’abord le premier jour de la période.")
    if period.last >= today:
        raise WrongUseError("La période n’est pas finie : un rapport se fige après son dernier jour.")
    slug = report_slug(period.first, period.last)
    path = project.root / REPORTS.file(slug)
    report = check(project, today)
    # A report that a hand has broken is mended by replacing it.
    broken = tuple(one for one in report.blocking() if one.place.path == project.relative(path))
    blocking = tuple(one for one in report.blocking() if not (replace and one in broken))
    if report.catalogue is None or blocking:
        stop(blocking or report.diagnostics, project, site_address(report))
    counted = count_period(SiteIndex(report.catalogue, {}, {}, today), period)
    before = report.catalogue.year_reports.get(slug)
    changes = list(changed(before.meta, counted)) if before else []
    if before and not broken and (before.meta.nombres, before.meta.sondages) == (counted.nombres, counted.sondages):
        say(f"Rien n’a changé : {project.relative(path)} tient déjà ces nombres.")
        return 0
    say("\n".join([title_of(counted), *([*changes] if before else (f"  {one.nom} : {said(one)}" for one in counted.nombres))]))
    if path.exists() and not replace:
        say(f"Rien n’est écrit : {project.relative(path)} est déjà figé. Ajoutez --remplacer pour le remplacer.")
        return 1
    replace_if_different(path, year_report_text(counted).encode())
    say(f"Écrit : {project.relative(path)}. Relisez-le, puis versez-le au dépôt : ses nombres ne changeront plus.")
    return 0


def changed(before: YearReportMeta, now: YearReportMeta) -> Iterator[str]:
    """Yield what a report would say otherwise, a line each: numbers, what joins their lists or leaves them, words."""
    known, counted = ({number.cle: number for number in report.nombres} for report in (before, now))
    for key in dict.fromkeys((*known, *counted)):
        yield from _changed_number(known.get(key), counted.get(key))
    if before.sondages != now.sondages:
        yield "  Sondages : ce qui en est dit change."


def _changed_number(before: Number | None, now: Number | None) -> Iterator[str]:
    if before == now:
        return
    one = now or before
    if one is None or before is None or now is None:
        if one is not None:
            yield f"  {one.nom} : {said(one)}, {'nombre nouveau' if before is None else 'nombre retiré'}"
        return
    numbers = said(now) if before.nombre == now.nombre else f"{said(before)}, puis {said(now)}"
    yield f"  {now.nom} : {numbers}" + (", définie autrement" if before.definition != now.definition else "")
    yield from (f"    + {_told(listed)}" for listed in now.liste if listed not in before.liste)
    yield from (f"    - {_told(listed)}" for listed in before.liste if listed not in now.liste)


def _told(listed: Listed) -> str:
    people = f", {count(listed.personnes, 'personne', 'personnes')}" if listed.personnes is not None else ""
    return f"{listed.titre} ({listed.jour.isoformat()}{people})"
