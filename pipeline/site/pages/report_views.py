"""What the pages of frozen reports are made from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.content.reports import YearReportMeta
from pipeline.edition.index import SiteIndex
from pipeline.edition.view import View

ADDRESS = "rapports/"


@dataclass(frozen=True)
class YearReportsView(View):
    """The list of reports: address, and what each holds."""

    reports: Sequence[tuple[str, YearReportMeta]]


@dataclass(frozen=True)
class YearReportView(View):
    """A frozen report; ``there`` are the pages that it leads to and that the site still has."""

    meta: YearReportMeta
    there: frozenset[str]


def year_report_views(index: SiteIndex) -> Iterator[View]:
    """Yield the view of each report, the list first."""
    catalogue = index.catalogue
    reports = catalogue.year_reports.values()
    yield YearReportsView(ADDRESS, tuple((report.address, report.meta) for report in reports))
    known = catalogue.published_addresses(index.today) | {moved.de for moved in catalogue.addresses.redirections} if reports else set()
    for report in reports:
        yield YearReportView(report.address, report.meta, frozenset(known.intersection(report.meta.addresses)))
