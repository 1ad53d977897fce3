"""What may be told of a survey without telling what someone answered. Pure arithmetic: counts in, counts out.

The reader to fear knows this file, answered the survey, and keeps everything that was ever published of it. So **no choice made here may
say what it hides**: ``tests/intake/surveys/attacker.py`` inverts these functions, output by output, and looks at what is left possible.

1. *Everything published is a count*, or a bound. Rates, bars and sentences are worked out from published counts when a page is made.
   [H 5.3, table redesign: thresholds, and counts left as they are.]
2. *A share that is nearly none or nearly all is told as a bound* (``coded``): « 3 ou moins », « n − 3 ou plus », four values each, whatever
   the true one: to hide it would say it. Under ``FEWEST`` answers the two bounds would meet: nothing is told, whatever was answered.
   [H 5.2, group attribute disclosure; H 3.4, top and bottom coding.]
3. *A spread over the scale* (``spread``) is told as finely as each part has ``MARGIN`` answers: the ends join their neighbour otherwise.
   What a merged part holds is any split of it: the splits that would have been told are in the middle, so that the extremes stay
   possible. [H 5.3, collapsing categories.]
4. *Groups are divided once for the whole survey, by how many people answered, never by what they answered* (``divide``): the groups of
   fewer than ``MINIMUM`` are put together, always with the two that come last in the questionnaire's own order (those who named no group
   are the very last). These two may hold any number of people, so the total of the others tells the size of none of them: each hidden
   group still has three sizes possible or more, to someone who knows the method. Others join from the end of that same order until at
   least ``POOL_GROUPS`` groups with answers and ``MINIMUM`` people are together: a lone member of one faces two other groups, never one.
   [H 5.3, thresholds and secondary suppression; the order is public, and not that of the sizes.]
5. *A statement is told by group whole or not at all* (``row``): each group shown has at least ``GROUP_MINORITY`` people on each side, the
   others together ``POOL_MINORITY``; else the statement has its overall count only. A group of one mind is among the reasons to say
   nothing, so that saying nothing proves none. [H 5.2, within-group disclosure: alone of an opinion, one knows that of all the others.]
6. *A question with one answer each is a division of people too*: ``divide`` again, its options being the groups. [H 5.3: a hidden option
   alone is the total less the others.]
7. *From one survey to another, over all years*: where a class of this one and one of an earlier one, or unions of them, differ by fewer
than
   ``MINIMUM`` people but not by none, the groups are put together, or the statement is not told by group: subtracting would give the few
   who came or went. The same for a new import (``pipeline.intake.surveys.differences``). [H 5.2, differencing; S, residual disclosure.]

H is the Handbook on Statistical Disclosure Control of the European centre of excellence (2nd ed., August 2024,
sdctools.github.io/HandbookSDC),
S the Data Quality and Confidentiality Standards and Guidelines of Statistics Canada's 2011 census. We do not round, as that census does.

**What is guaranteed**, and solved for by the tests: whoever reads everything and answered once knows of no hidden count within one, nor
that a group is of one mind. **What is not**: who already knows what several people answered learns more than who knows none; and that
someone did not answer a statement is not held to be an answer.

The values are this council's guide's (5) and ours: they are choices, not theorems.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.content.surveys.survey_rules import FEWEST, GROUP_MINORITY, MARGIN, MINIMUM, POOL_GROUPS, POOL_MINORITY, SMALL

# How many groups of the end of the list the others always hold.
_ALWAYS = 2


class Bound(StrEnum):
    """How a coded count is to be read."""

    AT_LEAST = "au-moins"
    AT_MOST = "au-plus"


@dataclass(frozen=True, slots=True)
class Coded:
    """A count as it may be told: exact, or a bound of it."""

    value: int
    bound: Bound | None = None


@dataclass(frozen=True, slots=True)
class CountCell:
    """Answers to one statement: how many (``n``), of which how many agree (``yes``)."""

    n: int
    yes: int

    def __add__(self, other: "CountCell") -> "CountCell":
        return CountCell(self.n + other.n, self.yes + other.yes)

    @property
    def minority(self) -> int:
        """How many are on the side of the fewest."""
        return min(self.yes, self.n - self.yes)


NOBODY = CountCell(0, 0)


@dataclass(frozen=True, slots=True)
class Division:
    """A partition of the groups: those that are shown, those put together; ``shown`` empty means nothing by group."""

    shown: tuple[str, ...]
    pooled: tuple[str, ...]

    @property
    def classes(self) -> tuple[frozenset[str], ...]:
        """The classes that are published."""
        return (*(frozenset({group}) for group in self.shown), *([frozenset(self.pooled)] if self.pooled else []))


@dataclass(frozen=True, slots=True)
class Published:
    """The tables by group of an earlier survey: how many, by class, for each statement (« » is people)."""

    counts: Mapping[str, Mapping[frozenset[str], int]]


def coded(count: int, of: int) -> Coded | None:
    """Return what may be told of ``count`` people among ``of``; None when nothing may, which depends on ``of`` alone."""
    if of < FEWEST:
        return None
    if count < MARGIN:
        return Coded(MARGIN - 1, Bound.AT_MOST)
    return Coded(of - MARGIN + 1, Bound.AT_LEAST) if of - count < MARGIN else Coded(count)


def spread(levels: Sequence[int]) -> tuple[int | None, ...] | None:
    """Return the counts of a scale of five, weakest first, as finely as they may be told; None when agreement alone may.

    None in the place of a level says that it is counted with its neighbour, towards the middle of its side: 1 with 2, 2 with 3, 5 with 4.
    The total of each side (1 to 3, 4 and 5) is told already, exactly.
    """
    first, second, third, fourth, fifth = levels
    if sum(levels) < SMALL or min(first + second + third, fourth + fifth) < MARGIN:
        return None
    low: tuple[int | None, ...] = (None, None, first + second + third)
    if min(first, second, third) >= MARGIN:
        low = (first, second, third)
    elif min(first + second, third) >= MARGIN:
        low = (None, first + second, third)
    high: tuple[int | None, ...] = (fourth, fifth) if min(fourth, fifth) >= MARGIN else (fourth + fifth, None)
    return None if (low[1], high[1]) == (None, None) else (*low, *high)


def divide(sizes: Mapping[str, int], former: Sequence[Published] = ()) -> Division:
    """Return the groups to show and those to put together.

    ``sizes`` gives how many people of each group, in the questionnaire's order, those who named none last, be they none.
    """
    order = list(sizes)
    joining = order[::-1]
    together = {group for group in order if 0 < sizes[group] < MINIMUM}
    while True:
        if together:
            together |= {*joining[:_ALWAYS], *(group for group in order if sizes[group] < MINIMUM)}
        shown = tuple(group for group in order if group not in together and sizes[group])
        division = Division(shown, tuple(group for group in order if group in together))
        if not shown or len(division.classes) < 2:  # of a single class, the total says all
            return Division((), tuple(order))
        few = {part: sum(sizes[group] for group in part) for part in division.classes}
        near = differing(division, few, "", former)
        pooled = frozenset(division.pooled)
        if shows := {group for group in shown if frozenset({group}) in near}:
            together |= shows
        elif near or (pooled and not _enough([sizes[group] for group in pooled])):
            together.add(next(group for group in joining if group in shown))
        else:
            return division


def _enough(numbers: Sequence[int]) -> bool:
    return sum(numbers) >= MINIMUM and sum(number > 0 for number in numbers) >= POOL_GROUPS


def one_each(counts: Mapping[str, int], people: int) -> tuple[str, ...]:
    """Return the options whose number may be told, of a question where each person chose one at most.

    Those who chose none are a group too. Where nothing is put together, what nobody chose has its number, none, which the total gives
    anyway.
    """
    sizes = {**counts, "": people - sum(counts.values())}
    division = divide(sizes)
    if max(sizes.values()) > people - MARGIN:
        return ()
    return tuple(option for option in counts if option in division.shown or not division.pooled)


def row(
    division: Division, key: str, cells: Mapping[str, CountCell], former: Sequence[Published] = ()
) -> dict[frozenset[str], CountCell] | None:
    """Return the answers to a statement by class of the division; None when it may not be told by group."""
    if not division.shown:
        return None
    told = {part: sum((cells.get(group, NOBODY) for group in part), NOBODY) for part in division.classes}
    for part, cell in told.items():
        pooled = len(part) > 1
        if cell.n < MINIMUM or cell.minority < (POOL_MINORITY if pooled else GROUP_MINORITY):
            return None
        if pooled and sum(cells.get(group, NOBODY).n > 0 for group in part) < 2:
            return None
    return None if differing(division, {part: cell.n for part, cell in told.items()}, key, former) else told


def differing(division: Division, counts: Mapping[frozenset[str], int], key: str, former: Sequence[Published]) -> set[frozenset[str]]:
    """Return the classes that, less their like of an earlier survey, give too few people; ``key`` names the statement (« »: people)."""
    everyone = frozenset().union(*division.classes)
    found: set[frozenset[str]] = set()
    for before in (one.counts[key] for one in former if key in one.counts):
        for now, then in meetings(division.classes, tuple(before)):
            if frozenset().union(*now) == everyone:
                continue
            if 0 < abs(sum(counts[part] for part in now) - sum(before[part] for part in then)) < MINIMUM:
                found.update(now)
    return found


def meetings(
    one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]
) -> list[tuple[tuple[frozenset[str], ...], tuple[frozenset[str], ...]]]:
    """Return the smallest unions of classes that two partitions share, each as its classes in the one and in the other.

    A group that one of them does not name had nobody there, and adds nothing.
    """
    left, found = list(one), []
    while left:
        now, then = [left.pop(0)], []
        union = set(now[0])
        while True:
            touching = [part for part in other if part & union and part not in then]
            then += touching
            union.update(*touching)
            joined = [part for part in left if part & union]
            left = [part for part in left if part not in joined]
            now += joined
            union.update(*joined)
            if not touching and not joined:
                break
        if then:
            found.append((tuple(now), tuple(then)))
    return found
