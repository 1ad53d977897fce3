"""The pages of what is put together for a meeting: dossiers of themes, welcome kits of committees, and their list."""

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.content.address_book import page_address
from pipeline.text.addresses import relative
from pipeline.site.pages.base import DocPage, Templates, indexed_by_its_head
from pipeline.handouts.dossier import dossier_data
from pipeline.handouts.kit import kit_data
from pipeline.site.search.search_entries import dossier_entry, kit_entry
from pipeline.edition.view import View
from pipeline.site.pages.views import DossiersView, DossierView, KitView


class DossierPages:
    """Makes each of these pages from its view."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def makers(self) -> Mapping[type[View], Callable[[Any], DocPage]]:
        """Return what makes the page of each type of view."""
        return {DossiersView: self._list, DossierView: self._dossier, KitView: self._kit}

    def _list(self, view: DossiersView) -> DocPage:
        body = self._templates.render("dossiers.md.j2", view.address, dossiers=view.dossiers, trousses=view.kits)
        description = "Des fiches réunies pour une rencontre, thème par thème, et la trousse d’accueil de chaque comité."
        return DocPage(view.address, "Dossiers et trousses", description, body, {"genre": "liste", "recherche": False})

    def _dossier(self, view: DossierView) -> DocPage:
        data = dossier_data(self._templates.organisation, view.dossier)
        body = self._templates.render("dossier.md.j2", view.address, theme=view.theme, dossier=data, document=view.document)
        description = f"{view.theme.nom}\u00a0: les fiches réunies pour une rencontre, leurs questions et leurs sources."
        if view.dossier.fiches:
            body = indexed_by_its_head(body, dossier_entry(view.theme, view.address, view.dossier.lead))
        meta = {"genre": "page", "recherche": False, "styles": ["partage"]}
        return DocPage(view.address, view.dossier.title, description, body, meta)

    def _kit(self, view: KitView) -> DocPage:
        kit, committee = view.kit, view.kit.committee.document
        data = kit_data(self._templates.organisation, kit, lambda there: relative(view.address, there))
        body = self._templates.render(
            "trousse.md.j2", view.address, trousse=data, comite=page_address(committee), nom=committee.meta.titre, document=view.document
        )
        description = "Pour qui arrive au comité\u00a0: de quoi il est question, par où commencer, qui fait quoi."
        body = indexed_by_its_head(body, kit_entry(committee.slug, view.address, description))
        return DocPage(view.address, kit.title, description, body, {"genre": "page", "recherche": False, "styles": ["partage"]})
