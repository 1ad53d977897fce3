"""The page of the region: who works on what, and where local and regional issues meet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.content.address_book import REGION
from pipeline.content.committees import Committee
from pipeline.content.council import Term, Territory
from pipeline.content.menu import Entry
from pipeline.site.pages.page_types import Context, Edition, page

Territories = tuple[tuple[Territory, tuple[Committee, ...]], ...]


@dataclass(frozen=True)
class Meeting:
    """A theme that some issue is about: who works on it, by territory, and whether the region does; ``fiches`` counts its sheets."""

    theme: Term
    regional: bool
    local: Mapping[str, Sequence[Committee]]
    fiches: int

    @property
    def shared(self) -> bool:
        """True when the region and a committee, or two committees, put it first."""
        return self.regional + len({one.slug for committees in self.local.values() for one in committees}) > 1


@page(REGION, "region.md.j2", genre="liste", styles=("boucle",), entry=Entry("region", 10))
def region(edition: Edition) -> Context:
    """Return each territory with its committees, and each theme of their issues with who put it first."""
    index, committees = edition.index, edition.index.committees
    territories = tuple(
        (territory, tuple(one for one in committees if territory.slug in one.meta.territoires))
        for territory in edition.organisation.territoires
    )
    waiting = {one.slug: sum(not need.answered and one.slug in need.need.meta.comites for need in index.needs) for one in committees}
    return Context(
        "La région",
        "Qui travaille sur quoi, et où les enjeux locaux et régionaux se rejoignent.",
        {"territoires": territories, "besoins_ouverts": waiting, "rencontres": _meetings(edition, territories)},
    )


def _meetings(edition: Edition, territories: Territories) -> tuple[Meeting, ...]:
    regional = {theme for issue in edition.organisation.enjeux for theme in issue.themes}
    meetings = []
    for theme in edition.index.terms("themes"):
        local = {
            territory.slug: tuple(one for one in there if theme.slug in one.meta.themes)
            for territory, there in territories
            if any(theme.slug in one.meta.themes for one in there)
        }
        if local or theme.slug in regional:
            count = len(edition.index.with_term("themes", theme.slug))
            meetings.append(Meeting(theme, theme.slug in regional, local, count))
    return tuple(meetings)
