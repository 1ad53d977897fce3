"""The menu and the footer, from the pages that there are: each says its own place (``Entry``)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.content.menu import GROUPS, MENU, Entry
from pipeline.site.pages.page_types import SitePage

Links = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Navigation:
    """What every page links to: the menu, and the titled groups of the footer that hold something; each link is a name and an address."""

    menu: Links = ()
    footer: Sequence[tuple[str, Links]] = ()


def navigation(pages: Iterable[SitePage]) -> Navigation:
    """Return the menu and the footer; of a type with several pages, its first one has the place."""
    seen: set[int] = set()
    placed: list[tuple[Entry, str, str]] = []
    for page in pages:
        entry = page.context.entry or (None if id(page.type) in seen else page.type.entry)
        seen.add(id(page.type))
        if entry is not None:
            placed.append((entry, entry.name or page.context.title, page.address))
    placed.sort(key=lambda one: (one[0].rank, one[1]))

    def at(place: str) -> Links:
        return tuple((name, address) for entry, name, address in placed if entry.place == place)

    groups = ((title, at(word)) for word, title in GROUPS.items())
    return Navigation(at(MENU), tuple((title, links) for title, links in groups if links))
