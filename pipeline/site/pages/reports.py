"""The pages of frozen reports, and their list."""

from collections.abc import Iterator

from pipeline.content.menu import Entry
from pipeline.content.report_words import NOT_TOLD, docx_address, said, title_of
from pipeline.content.reports import YearReportMeta
from pipeline.site.pages.page_types import Context, Edition, page
from pipeline.text import french
from pipeline.text.typographic import typographic


@page("rapports/", "rapports.md.j2", genre="liste", styles=("boucle",), entry=Entry("region", 60))
def reports(edition: Edition) -> Context:
    """Return the list of reports: address, title, and what each holds."""
    frozen = edition.catalogue.year_reports.values()
    return Context(
        "Rapports",
        typographic("Les nombres d’une période, figés une fois qu’elle est finie : fiches, activités, suites, besoins, sondages."),
        {"rapports": tuple((one.address, title_of(one.meta), one.meta) for one in frozen)},
    )


def frozen_reports(edition: Edition) -> Iterator[tuple[str, tuple[YearReportMeta, frozenset[str]]]]:
    """Yield each report with the pages that it leads to and that the site still has."""
    catalogue = edition.catalogue
    frozen = catalogue.year_reports.values()
    moved = {one.de for one in catalogue.addresses.redirections}
    known = catalogue.published_addresses(edition.index.today) | moved if frozen else set()
    return ((one.address, (one.meta, frozenset(known.intersection(one.meta.addresses)))) for one in frozen)


@page(frozen_reports, "rapport.md.j2", genre="liste", styles=("boucle", "tableau"))
def report(_: Edition, one: tuple[YearReportMeta, frozenset[str]]) -> Context:
    """Return a frozen report, with the pages that it leads to and that the site still has."""
    meta, there = one
    title = title_of(meta)
    return Context(
        title,
        typographic(f"{title} : des nombres définis, comptés et figés le {french.long_date(meta.fige_le)}."),
        {"rapport": meta, "titre": title, "connues": there, "dit": said, "non_indique": NOT_TOLD, "docx": docx_address(meta)},
    )
