"""A figure: its value, its unit, and whether a figure of another text is the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from pipeline.text.numbers.units import NAMED, THINGS, compatible


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text.

    ``values`` holds one value, or two when a separator can be read both ways ("25,334").
    ``quantum`` is the size of the last digit written, for rounding; ``rounded`` when *environ* stands before.
    ``of`` is what a share is a share of (« un élève sur deux »: persons), or the time of a rate (« trois séances par semaine »: week).
    ``doubt`` holds the units of the other readings, where the
    text can be read in more than one way ("30 students teachers had referred").
    """

    text: str
    start: int
    end: int
    values: tuple[Fraction, ...]
    unit: str | None
    quantum: Fraction = Fraction(1)
    rounded: bool = False
    of: str | None = None
    doubt: tuple[str, ...] = ()

    @property
    def readings(self) -> tuple[str | None, ...]:
        """Every unit that the figure may have; one, when it reads in one way only."""
        return (self.unit, *self.doubt)

    def carried_by(self, other: "Figure") -> bool:
        """Say whether ``other``, a figure of an excerpt, is this figure with its unit."""
        if any(self._same(mine, theirs) for mine in self.values for theirs in other.values):
            return self._counts(other) and compatible(self.of, other.of)
        share = {self.unit, other.unit} == {"percent", "fraction"}
        percent, fraction = (self, other) if self.unit == "percent" else (other, self)
        return share and any(p == f * 100 for p in percent.values for f in fraction.values)

    def in_doubt(self, other: "Figure") -> bool:
        """Say whether ``other`` can be read in a way that is not this figure: a bare number, for one, counts no one knows what."""
        if other.unit is None and self.unit in NAMED:
            return True
        return any(not any(compatible(mine, theirs) for mine in self.readings) for theirs in other.readings if other.doubt)

    def _counts(self, other: "Figure") -> bool:
        whole = any(value.denominator == 1 for value in other.values)
        if other.unit is None and not whole and self.unit in THINGS:  # a bare 77.61 is no number of schools
            return False
        return any(compatible(self.unit, theirs) for theirs in other.readings)

    def _same(self, mine: Fraction, theirs: Fraction) -> bool:
        if mine == theirs:
            return True
        slack = self.quantum / 2
        if self.quantum > 1:  # « environ 100 » says more than « de 50 à 150 »
            slack = min(slack, abs(mine) / 10)
        return self.rounded and abs(theirs - mine) <= slack


def carried(figure: Figure, excerpt_figures: Iterable[Figure]) -> bool:
    """Say whether one of ``excerpt_figures`` is ``figure``, value and unit."""
    return any(figure.carried_by(other) for other in excerpt_figures)


def doubtful(figure: Figure, excerpt_figures: Iterable[Figure]) -> bool:
    """Say whether ``figure`` is carried only by figures that can be read in a way that is not it."""
    carriers = [other for other in excerpt_figures if figure.carried_by(other)]
    return bool(carriers) and all(figure.in_doubt(other) for other in carriers)
