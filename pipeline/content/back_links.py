"""What goes with what: a campaign or an initiative names its sheets and its tools, and the other side shows it by itself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from pipeline.content.document import Campaign, CampaignDays, Fiche, Initiative, Tool
from pipeline.text.words import fold

One = TypeVar("One", Campaign, Initiative)


@dataclass(frozen=True)
class GoesWith(Generic[One]):
    """Pages of one kind, in their order; ``fiches`` are those that are published, and ``tools`` all there are, by slug."""

    documents: tuple[One, ...]
    fiches: Mapping[str, Fiche]
    tools: Mapping[str, Tool]

    def fiches_of(self, document: One) -> tuple[Fiche, ...]:
        """Return the published sheets that a page names, in its order."""
        return tuple(self.fiches[slug] for slug in document.meta.fiches if slug in self.fiches)

    def tools_of(self, document: One) -> tuple[Tool, ...]:
        """Return the tools that a page names, in its order."""
        return tuple(self.tools[slug] for slug in document.meta.outils if slug in self.tools)

    def with_fiche(self, fiche: Fiche) -> tuple[One, ...]:
        """Return the pages that name a sheet."""
        return tuple(self._naming["fiches"].get(fiche.slug, ()))

    def with_tool(self, tool: Tool) -> tuple[One, ...]:
        """Return the pages that name a tool."""
        return tuple(self._naming["outils"].get(tool.slug, ()))

    @cached_property
    def _naming(self) -> Mapping[str, Mapping[str, list[One]]]:
        found: dict[str, dict[str, list[One]]] = {"fiches": defaultdict(list), "outils": defaultdict(list)}
        for document in self.documents:
            for key, names in (("fiches", document.meta.fiches), ("outils", document.meta.outils)):
                for name in names:
                    found[key][name].append(document)
        return found


def by_title(documents: Iterable[One], *, drafts: bool = False) -> tuple[One, ...]:
    """Return pages by title, whatever its case or accents; without those that are not published, unless ``drafts``."""
    kept = (document for document in documents if drafts or not document.draft)
    return tuple(sorted(kept, key=lambda document: fold(document.meta.titre)))


@dataclass(frozen=True)
class CampaignIndex(GoesWith[Campaign]):
    """The campaigns, and their days."""

    @cached_property
    def days(self) -> tuple[CampaignDays, ...]:
        """Every edition of every campaign."""
        return tuple(days for campaign in self.documents for days in campaign.days)
