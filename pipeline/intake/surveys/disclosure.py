"""What may be told of a survey without telling what someone answered. Pure arithmetic: counts in, counts out.

**The rule**, which ``tests/intake/surveys/test_disclosure.py`` proves by solving for what is hidden:

1. *Everything published is a count.* Rates, bars and sentences are worked out from published counts when a page is made, so rounding
   carries nothing more. Means are not published.
2. *By group, one number per statement*: how many agree (levels 4 and 5), of how many who answered it; « ne s’applique pas » and no
   answer are out of the denominator. The spread over five levels is given for all answers together, from ``SMALL`` answers up.
3. *Groups are put together, never blanked.* A table by group is a partition: groups shown, and one class of all the others. A group goes
   among the others when fewer than ``MINIMUM`` of it answered, be it one statement of the block, or when a group of fewer than ``SMALL``
   answered one alike. The partition holds for the whole block, so that no one can tell which statement decided.
4. *Complementary suppression*: the others are at least ``MINIMUM`` people, of at least two groups with answers, and do not all answer
   alike; else the smallest group shown joins them, and so on. The order follows sizes, never answers.
5. *From one year to the next*: where last year's table and this one have a class in common (or classes that add up to one), whose number
   of people or of answers differs by fewer than ``MINIMUM`` but not by none, this year's is put among the others: subtracting one year from
   the other would give the answers of the few who came or went. A group that one of the two years does not name had nobody then. The
   total of the survey itself is always given.
6. A statement with fewer than ``MINIMUM`` answers, or fewer than ``SMALL`` that all agree or all do not, is hidden whole. Choices made by
   fewer than ``MINIMUM`` have no number, and the number of people who chose anything at all is not given: it would bound them from below.

**What is guaranteed.** For each group among the others, and each statement that somebody in it answered, at least two different counts
of agreement are possible, even for a reader who knows how many answered it in each hidden group. (If *all* the answers of a survey agree,
from ``SMALL`` up, that is what is published, and it is true of every group.) **What is not**: a person alone of an opinion in a group
shown can tell that the rest of the group thinks otherwise; and who already knows many answers learns more than who knows none.

Sources: threshold rule, secondary suppression and the audit of intervals are those of frequency tables in Statistical Policy Working
Paper 22 (Federal Committee on Statistical Methodology, 2005) and of the Handbook on Statistical Disclosure Control
(sdctools.github.io/HandbookSDC); differencing between two publications is what INSEE's « diffman » looks for. The values 5 and 10 are
this council's guide's and ours: they are choices, not theorems.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.content.surveys.survey_rules import MINIMUM, SMALL


@dataclass(frozen=True, slots=True)
class CountCell:
    """Answers to one statement: how many (``n``), of which how many agree (``yes``)."""

    n: int
    yes: int

    def __add__(self, other: "CountCell") -> "CountCell":
        return CountCell(self.n + other.n, self.yes + other.yes)

    @property
    def alike(self) -> bool:
        """True when all agree, or none does."""
        return self.yes in (0, self.n)

    @property
    def hidden(self) -> bool:
        """True when nothing may be told of these answers on their own."""
        return self.n < MINIMUM or (self.n < SMALL and self.alike)


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
    """A table by group of an earlier year: how many, by class, for each key (« » is people, others are statements)."""

    counts: Mapping[str, Mapping[frozenset[str], int]]


NOTHING_BEFORE = Published({})


def divide(
    sizes: Mapping[str, int],
    statements: Mapping[str, Mapping[str, CountCell]],
    former: Sequence[Published] = (),
    pooled: Sequence[str] = (),
) -> Division:
    """Return the finest partition of groups that the rule allows.

    ``sizes`` gives the number of people of each group, in the order of the page; ``statements`` the answers to each statement, by group (a
    group without any may be left out), statements on which everyone agrees left out; ``pooled`` the groups that are hidden already.
    """
    together = {
        group
        for group, size in sizes.items()
        if size < MINIMUM or group in pooled or any(cells.get(group, CountCell(0, 0)).hidden for cells in statements.values())
    }
    order = list(sizes)
    while True:
        shown = [group for group in order if group not in together]
        division = Division(tuple(shown), tuple(group for group in order if group in together))
        if not shown:
            return Division((), tuple(order))
        if leaked := _differences(division, sizes, statements, former):
            # A class of the others cannot be hidden more than it is, but by growing.
            named = {group for group in shown if frozenset({group}) in leaked}
            together |= named or {_smallest(shown, sizes)}
        elif _safe(division.pooled, sizes, statements):
            empty = not sum(sizes[group] for group in division.pooled)
            return Division(division.shown, ()) if empty else division
        else:
            together.add(_smallest(shown, sizes))


def _smallest(groups: Sequence[str], sizes: Mapping[str, int]) -> str:
    return min(groups, key=lambda group: (sizes[group], group))


def _safe(pooled: Sequence[str], sizes: Mapping[str, int], statements: Mapping[str, Mapping[str, CountCell]]) -> bool:
    """Say whether nobody's answer can be had back from what is known of the others together."""
    if not any(sizes[group] for group in pooled):
        return True
    if not _enough([sizes[group] for group in pooled]):
        return False
    for cells in statements.values():
        answers = [cells.get(group, CountCell(0, 0)) for group in pooled]
        if not _enough([cell.n for cell in answers]) or sum(answers, CountCell(0, 0)).alike:
            return False
    return True


def _enough(numbers: Sequence[int]) -> bool:
    return sum(numbers) >= MINIMUM and sum(number > 0 for number in numbers) >= 2


def _differences(
    division: Division, sizes: Mapping[str, int], statements: Mapping[str, Mapping[str, CountCell]], former: Sequence[Published]
) -> set[frozenset[str]]:
    """Return the classes that, less their like of last year, give the answers of too few people."""
    everyone = frozenset(sizes)
    found: set[frozenset[str]] = set()
    for key, before in ((key, classes) for one in former for key, classes in one.counts.items()):
        if key and key not in statements:
            continue
        for now, then in _meetings(division.classes, tuple(before)):
            if frozenset().union(*now) == everyone:
                continue
            number = sum(sizes[group] if not key else statements[key].get(group, CountCell(0, 0)).n for part in now for group in part)
            if 0 < abs(number - sum(before[part] for part in then)) < MINIMUM:
                found.update(now)
    return found


def _meetings(
    one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]
) -> list[tuple[tuple[frozenset[str], ...], tuple[frozenset[str], ...]]]:
    """Return the smallest unions of classes that two partitions share, each as its classes in the one and in the other.

    A group that one of them does not name had nobody there, and adds nothing.
    """
    left, meetings = list(one), []
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
            meetings.append((tuple(now), tuple(then)))
    return meetings
