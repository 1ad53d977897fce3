"""What goes with what around campaigns: a campaign names its sheets and its tools, and the other side shows it by itself."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.catalogue.pages import Campaign, CampaignDays, Fiche, Tool


@dataclass(frozen=True)
class CampaignIndex:
    """The campaigns, by name; ``fiches`` are those that are published, and ``tools`` all there are, by slug."""

    campaigns: tuple[Campaign, ...]
    fiches: Mapping[str, Fiche]
    tools: Mapping[str, Tool]

    @cached_property
    def days(self) -> tuple[CampaignDays, ...]:
        """Every edition of every campaign."""
        return tuple(days for campaign in self.campaigns for days in campaign.days)

    def fiches_of(self, campaign: Campaign) -> tuple[Fiche, ...]:
        """Return the published sheets that go with a campaign, in its order."""
        return tuple(self.fiches[slug] for slug in campaign.meta.fiches if slug in self.fiches)

    def tools_of(self, campaign: Campaign) -> tuple[Tool, ...]:
        """Return the tools that serve a campaign, in its order."""
        return tuple(self.tools[slug] for slug in campaign.meta.outils if slug in self.tools)

    def with_fiche(self, fiche: Fiche) -> tuple[Campaign, ...]:
        """Return the campaigns that a sheet goes with."""
        return tuple(self._naming["fiches"].get(fiche.slug, ()))

    def with_tool(self, tool: Tool) -> tuple[Campaign, ...]:
        """Return the campaigns that a tool serves."""
        return tuple(self._naming["outils"].get(tool.slug, ()))

    @cached_property
    def _naming(self) -> Mapping[str, Mapping[str, list[Campaign]]]:
        found: dict[str, dict[str, list[Campaign]]] = {"fiches": defaultdict(list), "outils": defaultdict(list)}
        for campaign in self.campaigns:
            for key, names in (("fiches", campaign.meta.fiches), ("outils", campaign.meta.outils)):
                for name in names:
                    found[key][name].append(campaign)
        return found
