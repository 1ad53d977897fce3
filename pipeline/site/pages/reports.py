"""The pages of frozen reports."""

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.text import french
from pipeline.site.pages.base import DocPage, Templates
from pipeline.edition.view import View
from pipeline.site.pages.report_views import YearReportsView, YearReportView
from pipeline.content.report_words import NOT_TOLD, docx_address, said, title_of


class YearReportPages:
    """Makes each of these pages from its view."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def makers(self) -> Mapping[type[View], Callable[[Any], DocPage]]:
        """Return what makes the page of each type of view."""
        return {YearReportsView: self._list, YearReportView: self._report}

    def _list(self, view: YearReportsView) -> DocPage:
        reports = [(address, title_of(meta), meta) for address, meta in view.reports]
        body = self._templates.render("rapports.md.j2", view.address, rapports=reports)
        description = "Les nombres d’une période, figés une fois qu’elle est finie\u00a0: fiches, activités, suites, besoins, sondages."
        return DocPage(view.address, "Rapports", description, body, {"genre": "liste", "recherche": False, "styles": ["boucle"]})

    def _report(self, view: YearReportView) -> DocPage:
        meta, title = view.meta, title_of(view.meta)
        body = self._templates.render(
            "rapport.md.j2",
            view.address,
            rapport=meta,
            titre=title,
            connues=view.there,
            dit=said,
            non_indique=NOT_TOLD,
            docx=docx_address(meta),
        )
        description = f"{title}\u00a0: des nombres définis, comptés et figés le {french.long_date(meta.fige_le)}."
        return DocPage(view.address, title, description, body, {"genre": "liste", "recherche": False, "styles": ["boucle", "tableau"]})
