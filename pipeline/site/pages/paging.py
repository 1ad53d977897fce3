"""Long lists in pages of the same size: no page of the site grows with the number of sheets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.text.typographic import NBSP

PAGE_SIZE = 60
Item = TypeVar("Item")


@dataclass(frozen=True)
class Slice(Generic[Item]):
    """One page of a list: the ``number``-th of ``count`` (from 1), under the list's own address."""

    items: Sequence[Item]
    base: str
    number: int
    count: int
    total: int

    @property
    def address(self) -> str:
        """The address of this page; the first is the list's."""
        return self._address(self.number)

    @property
    def previous(self) -> str | None:
        """The address of the page before, or None."""
        return self._address(self.number - 1) if self.number > 1 else None

    @property
    def following(self) -> str | None:
        """The address of the page after, or None."""
        return self._address(self.number + 1) if self.number < self.count else None

    @property
    def suffix(self) -> str:
        """What tells this page's title from the others': nothing on the first."""
        return f", page{NBSP}{self.number}" if self.number > 1 else ""

    def _address(self, number: int) -> str:
        return self.base if number == 1 else f"{self.base}page/{number}/"


def slices(items: Sequence[Item], base: str, size: int = PAGE_SIZE) -> Iterator[Slice[Item]]:
    """Yield the pages of a list; an empty list has one, empty."""
    count = max(1, -(-len(items) // size))
    for number in range(1, count + 1):
        yield Slice(items=items[(number - 1) * size : number * size], base=base, number=number, count=count, total=len(items))
