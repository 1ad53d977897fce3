"""The pages of what is put together for a meeting: dossiers of themes, welcome kits of committees."""

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.catalogue.addresses import page_address
from pipeline.publish.addresses import relative
from pipeline.publish.doc_page import DocPage, Templates
from pipeline.publish.dossier import dossier_data
from pipeline.publish.kit import kit_data
from pipeline.publish.view import View
from pipeline.publish.views import DossierView, KitView


class DossierPages:
    """Makes each of these pages from its view."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def makers(self) -> Mapping[type[View], Callable[[Any], DocPage]]:
        """Return what makes the page of each type of view."""
        return {DossierView: self._dossier, KitView: self._kit}

    def _dossier(self, view: DossierView) -> DocPage:
        data = dossier_data(self._templates.organisation, view.dossier)
        body = self._templates.render("dossier.md.j2", view.address, theme=view.theme, dossier=data, document=view.document)
        description = f"{view.theme.nom}\u00a0: les fiches réunies pour une rencontre, leurs questions et leurs sources."
        meta = {"genre": "page", "recherche": False, "styles": ["partage"]}
        return DocPage(view.address, view.dossier.title, description, body, meta)

    def _kit(self, view: KitView) -> DocPage:
        kit, committee = view.kit, view.kit.committee.document
        data = kit_data(self._templates.organisation, kit, lambda there: relative(view.address, there))
        body = self._templates.render(
            "trousse.md.j2", view.address, trousse=data, comite=page_address(committee), nom=committee.meta.titre, document=view.document
        )
        description = "Pour qui arrive au comité\u00a0: de quoi il est question, par où commencer, qui fait quoi."
        return DocPage(view.address, kit.title, description, body, {"genre": "page", "recherche": False, "styles": ["partage"]})
