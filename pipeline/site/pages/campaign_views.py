"""What the pages of campaigns are made from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.content.address_book import page_address
from pipeline.content.document import Campaign, Fiche, Tool
from pipeline.content.sources.tracing import Trace
from pipeline.edition.index import SiteIndex, Work
from pipeline.edition.view import View


@dataclass(frozen=True)
class CampaignView(View):
    """A campaign, what its text claims, and the sheets and tools that go with it."""

    campaign: Campaign
    traces: Sequence[Trace]
    works: Mapping[str, Work]
    links: Mapping[str, str]
    fiches: Sequence[Fiche]
    tools: Sequence[Tool]


@dataclass(frozen=True)
class CampaignsView(View):
    """The list of campaigns."""

    campaigns: Sequence[Campaign]


def campaign_views(index: SiteIndex) -> Iterator[View]:
    """Yield the views of the list of campaigns and of each of them."""
    found = index.campaigns
    yield CampaignsView("campagnes/", found.documents)
    for campaign in found.documents:
        yield CampaignView(
            page_address(campaign), campaign, index.catalogue.traces(campaign), index.works_of(campaign), index.links_of(campaign),
            found.fiches_of(campaign), found.tools_of(campaign),
        )  # fmt: skip
