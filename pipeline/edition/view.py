"""What a page is made from: the base of every view."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class View:
    """What one page is made from; this class is the view of a page that only the templates and the settings make."""

    address: str

    @property
    def modified(self) -> date | None:
        """The day when people last changed the page, where they say it."""
        return None


RULES, SELECTION = View("regles/"), View("selection/")
