"""Numbers with what they count: no number is typed, each is the length of a list that the reader can open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TallyItem:
    """One thing that a number counts: its name, the address that shows it, and a few words.

    ``asked`` is the day from which it waits, ``due`` the day after which it is late; both are for the reader's clock.
    """

    name: str
    address: str
    note: str = ""
    asked: date | None = None
    due: date | None = None


@dataclass(frozen=True)
class Tally:
    """A number: its key, what it is a number of (one, several), what that means, the things counted.

    ``listed`` is the address of a page that lists the same things, where there is one.
    """

    key: str
    one: str
    many: str
    meaning: str
    items: Sequence[TallyItem]
    listed: str = ""

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.items)

    @property
    def words(self) -> str:
        """What it is a number of, agreeing with it: in French zero and one are singular."""
        return self.one if self.number < 2 else self.many
