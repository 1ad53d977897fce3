"""A frozen report in words, for its page, its document and the command that writes it."""

from pipeline.content.reports import REPORTS, Number, YearReportMeta
from pipeline.text import french
from pipeline.text.typographic import NBSP

NOT_TOLD = "non indiqué"


def title_of(meta: YearReportMeta) -> str:
    """Return « Rapport du 1er juillet 2025 au 30 juin 2026 »."""
    return f"Rapport du {french.long_date(meta.du)} au {french.long_date(meta.au)}"


def said(number: Number) -> str:
    """Return a number as it is read: « 1 250 », or that nobody told it."""
    return NOT_TOLD if number.nombre is None else f"{number.nombre:,}".replace(",", NBSP)


def docx_address(meta: YearReportMeta) -> str:
    """Return the address of a report as a document for word processors."""
    return f"{REPORTS.page_address(meta.slug)}rapport-{meta.slug}.docx"
