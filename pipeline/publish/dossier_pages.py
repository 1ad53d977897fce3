"""The pages of what is put together for a meeting: dossiers."""

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.publish.doc_page import DocPage, Templates
from pipeline.publish.dossier import dossier_data
from pipeline.publish.views import DossierView, View


class DossierPages:
    """Makes each of these pages from its view."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def makers(self) -> Mapping[type[View], Callable[[Any], DocPage]]:
        """Return what makes the page of each type of view."""
        return {DossierView: self._dossier}

    def _dossier(self, view: DossierView) -> DocPage:
        data = dossier_data(self._templates.organisation, view.dossier)
        body = self._templates.render("dossier.md.j2", view.address, theme=view.theme, dossier=data, document=view.document)
        description = f"{view.theme.nom}\u00a0: les fiches réunies pour une rencontre, leurs questions et leurs sources."
        meta = {"genre": "page", "recherche": False, "styles": ["partage"]}
        return DocPage(view.address, view.dossier.title, description, body, meta)
