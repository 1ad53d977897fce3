"""The pages of campaigns."""

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.content.document import CAMPAIGN_ACTIONS
from pipeline.site.pages.campaign_views import CampaignsView, CampaignView
from pipeline.site.pages.base import DocPage, Templates, indexed
from pipeline.edition.prose.page_prose import whole_text
from pipeline.edition.reader_links import edit_address, request_address
from pipeline.site.search.search_entries import campaign_entry
from pipeline.edition.view import View


class CampaignPages:
    """Makes these pages, each from its view alone."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._organisation = templates.organisation

    def makers(self) -> Mapping[type[View], Callable[[Any], DocPage]]:
        """Return what makes the page of each kind of view."""
        return {CampaignView: self._campaign, CampaignsView: self._campaigns}

    def _campaign(self, view: CampaignView) -> DocPage:
        campaign, meta = view.campaign, view.campaign.meta
        body = self._templates.render(
            "campagne.md.j2", view.address, campagne=campaign, meta=meta, **whole_text(campaign, view), fiches=view.fiches, outils=view.tools,
            agir=CAMPAIGN_ACTIONS, agit=campaign.section(CAMPAIGN_ACTIONS) is not None,
            demander=request_address(self._organisation, f"Campagne\u00a0: {meta.titre}"), modifier=edit_address(self._organisation, campaign.source.path),
        )  # fmt: skip
        entry = campaign_entry(campaign, view.address, self._templates.vocabulary)
        header = {"genre": "page", "recherche": True, "activites": True, "styles": ["boucle"]}
        return DocPage(view.address, meta.titre, meta.resume, indexed(body, entry), header)

    def _campaigns(self, view: CampaignsView) -> DocPage:
        body = self._templates.render("campagnes.md.j2", view.address, campagnes=view.campaigns)
        description = "Les campagnes et les services de la région, et les fiches et outils qui vont avec."
        header = {"genre": "liste", "recherche": False, "activites": True, "styles": ["boucle"]}
        return DocPage(view.address, "Campagnes et services", description, body, header)
