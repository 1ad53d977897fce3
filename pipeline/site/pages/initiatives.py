"""The pages of the partners' initiatives."""

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.site.pages.base import DocPage, Templates, indexed
from pipeline.site.pages.initiative_views import InitiativesView, InitiativeView
from pipeline.edition.prose.page_prose import whole_text
from pipeline.edition.reader_links import edit_address, form_address, request_address
from pipeline.site.search.search_entries import initiative_entry
from pipeline.edition.view import View


class InitiativePages:
    """Makes these pages, each from its view alone."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._organisation = templates.organisation

    def makers(self) -> Mapping[type[View], Callable[[Any], DocPage]]:
        """Return what makes the page of each kind of view."""
        return {InitiativeView: self._initiative, InitiativesView: self._initiatives}

    def _initiative(self, view: InitiativeView) -> DocPage:
        initiative, meta = view.initiative, view.initiative.meta
        body = self._templates.render(
            "initiative.md.j2", view.address, meta=meta, **whole_text(initiative, view), fiches=view.fiches, outils=view.tools,
            comites=view.committees, modifier=edit_address(self._organisation, initiative.source.path),
        )  # fmt: skip
        entry = initiative_entry(initiative, view.address, self._templates.vocabulary)
        return DocPage(
            view.address, meta.titre, meta.resume, indexed(body, entry), {"genre": "page", "recherche": True, "styles": ["boucle"]}
        )

    def _initiatives(self, view: InitiativesView) -> DocPage:
        body = self._templates.render(
            "initiatives.md.j2", view.address, initiatives=view.initiatives,
            proposer=request_address(self._organisation, "Présenter une initiative"), formulaire=form_address(self._organisation, "initiative", {}),
        )  # fmt: skip
        description = "Ce que des partenaires font pour la persévérance scolaire, présenté avec leur accord."
        return DocPage(
            view.address, "Initiatives des partenaires", description, body, {"genre": "liste", "recherche": False, "styles": ["boucle"]}
        )
