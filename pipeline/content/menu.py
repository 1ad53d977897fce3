"""Where a page stands in the menu of the site, or in a group of its footer: each type of page says it beside itself."""

from collections.abc import Mapping
from dataclasses import dataclass

# The menu, then the groups of the footer in their order, by the word that says where a page stands.
MENU = "menu"
GROUPS: Mapping[str, str] = {
    "comprendre": "Comprendre",
    "comites": "Pour les comités",
    "region": "La région",
    "site": "Le site",
}
PLACES: Mapping[str, str] = {MENU: "Menu", **{word: f"Pied de page, « {title} »" for word, title in GROUPS.items()}}


@dataclass(frozen=True, slots=True)
class Entry:
    """The place of a page: the menu or a group of the footer, its rank there (the smallest first), its name (its title by default)."""

    place: str
    rank: int
    name: str = ""

    def __post_init__(self) -> None:
        if self.place not in PLACES:
            raise ValueError(f"no such place: {self.place}")
