"""A reader who knows the method, answered the survey, and wants to know what somebody else answered.

What is published is inverted, exactly: of all the surveys that *could* have been (how many people of each group, how many of them agree), those
that the method would have published in the same words are kept. What they have in common is what the reader knows. Surveys are looked
for at random, extremes first, until everything hidden is seen to be able to differ; where that fails, all of them are tried.

A survey here asks one statement of people who all answer it: the case where there is least to hide behind.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random

Survey = tuple[tuple[int, int], ...]
"""For each group, in the questionnaire's order: how many people, and how many of them agree."""

# A hidden count that lies between two numbers nearer than this is known.
APART = 2


@dataclass(frozen=True)
class Output:
    """What is published of such a survey: how many people, the least and the most who may agree; groups shown, each with its size, and the size
    of the others together; and, unless the statement is not told by group, how many agree in each shown group and in the others."""

    people: int
    agree: tuple[int, int]
    shown: tuple[tuple[int, int], ...]
    others: int
    told: tuple[int, ...] | None


@dataclass(frozen=True)
class Respondent:
    """Who reads: the position of the group, and whether this person agreed."""

    group: int
    agrees: bool


Method = Callable[[Survey], Output]


def leaks(method: Method, survey: Survey, readers: Sequence[Respondent | None], random: Random, tries: int = 3000) -> list[str]:
    """Return what each of ``readers`` (None: someone who did not answer) knows of ``survey`` from what ``method`` publishes of it.

    There should be nothing.
    """
    output = method(survey)
    watches = [_Watch(output, survey, reader) for reader in readers]
    for candidate in _candidates(output, len(survey), random, tries):
        open_ones = [watch for watch in watches if not watch.done and watch.may_be(candidate)]
        if open_ones and method(candidate) == output:
            for watch in open_ones:
                watch.see(candidate)
            if all(watch.done for watch in watches):
                return []
    return [f"{watch.reader or 'anyone'}: {known}" for watch in watches for known in watch.known(survey)]


def _candidates(output: Output, groups: int, random: Random, tries: int) -> Iterator[Survey]:
    """Yield surveys that may have given ``output``: some at random, then all."""
    for _ in range(tries):
        candidate = _some(output, groups, random)
        if candidate is not None:
            yield candidate
    yield from _all(output, groups)


class _Watch:
    """The least and the most that each hidden count may be, among the surveys seen; and whether each group may be of several minds.

    Only groups where somebody answered are looked at: of the others, there is nothing to know.
    """

    def __init__(self, output: Output, survey: Survey, reader: Respondent | None) -> None:
        self.reader = reader
        shown = {group for group, _ in output.shown}
        peopled = [group for group, (size, _) in enumerate(survey) if size]
        told = output.told is not None
        names = [f"people of {group}" for group in peopled if group not in shown]
        names += [f"agree of {group}" for group in peopled if not told or group not in shown]
        names += ["agree in all"] if output.agree[0] != output.agree[1] else []
        self._ranges: dict[str, tuple[int, int]] = dict.fromkeys(names, (10**6, -1))
        self._alike = {(group, side) for group in peopled for side in (True, False)}
        self.done = False

    def may_be(self, candidate: Survey) -> bool:
        """Say whether the reader may be in that survey."""
        if self.reader is None:
            return True
        size, agree = candidate[self.reader.group]
        return agree > 0 if self.reader.agrees else size > agree

    def see(self, candidate: Survey) -> None:
        """Widen what may be by a survey."""
        for group, (size, agree) in enumerate(candidate):
            self._widen(f"people of {group}", size)
            self._widen(f"agree of {group}", agree)
            # Not all of one mind, the reader left out of the count.
            mine = self.reader is not None and self.reader.group == group
            agreeing = agree - (mine and self.reader is not None and self.reader.agrees)
            against = size - agree - (mine and self.reader is not None and not self.reader.agrees)
            if against or not agreeing:
                self._alike.discard((group, True))
            if agreeing or not against:
                self._alike.discard((group, False))
        self._widen("agree in all", sum(agree for _, agree in candidate))
        self.done = not self._alike and all(most - least >= APART for least, most in self._ranges.values())

    def _widen(self, name: str, value: int) -> None:
        if name in self._ranges:
            least, most = self._ranges[name]
            self._ranges[name] = (min(least, value), max(most, value))

    def known(self, survey: Survey) -> list[str]:
        """Return what is known: the name of each count, with the least and the most that it may be; each group of one mind."""
        found = [f"{name} is {least} to {most}" for name, (least, most) in self._ranges.items() if most - least < APART]
        return found + [f"all of {group} {'agree' if side else 'disagree'}" for group, side in sorted(self._alike)]


def _some(output: Output, groups: int, random: Random) -> Survey | None:
    """Return a survey that may have given ``output``, at random; extremes come as often as the rest."""
    sizes = dict(output.shown)
    hidden = [group for group in range(groups) if group not in sizes]
    sizes |= dict(zip(hidden, _split(output.others, [output.others] * len(hidden), random), strict=True))
    agree: dict[int, int] = {}
    total = random.randint(*output.agree)
    if output.told is not None:
        agree = {group: number for (group, _), number in zip(output.shown, output.told, strict=False)}
        total -= sum(agree.values())
    left = [group for group in range(groups) if group not in agree]
    if not 0 <= total <= sum(sizes[group] for group in left):
        return None
    agree |= dict(zip(left, _split(total, [sizes[group] for group in left], random), strict=True))
    return tuple((sizes[group], agree[group]) for group in range(groups))


def _split(total: int, most: Sequence[int], random: Random) -> list[int]:
    """Return numbers that add up to ``total``, none above its ``most``: filled in a random order, to the brim or by chance."""
    parts = [0] * len(most)
    order = random.sample(range(len(most)), len(most))
    step = random.choice((1, 2, 4, total))
    while total:
        for place in order:
            taken = min(total, most[place] - parts[place], random.randint(0, step) if step < total else step)
            parts[place] += taken
            total -= taken
    return parts


def _all(output: Output, groups: int) -> Iterator[Survey]:
    """Yield every survey that has the sizes and the sums of ``output``."""
    shown = dict(output.shown)
    hidden = [group for group in range(groups) if group not in shown]
    for split in _sums(output.others, [output.others] * len(hidden)):
        sizes = {**shown, **dict(zip(hidden, split, strict=True))}
        for total in range(output.agree[0], output.agree[1] + 1):
            known = dict(zip(shown, output.told, strict=False)) if output.told is not None else {}
            left = [group for group in range(groups) if group not in known]
            for agreeing in _sums(total - sum(known.values()), [sizes[group] for group in left]):
                agree = {**known, **dict(zip(left, agreeing, strict=True))}
                yield tuple((sizes[group], agree[group]) for group in range(groups))


def _sums(total: int, most: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Yield every list of numbers that add up to ``total``, none above its ``most``."""
    if not most:
        if total == 0:
            yield ()
        return
    room = sum(most[1:])
    for first in range(max(0, total - room), min(most[0], total) + 1):
        for rest in _sums(total - first, most[1:]):
            yield (first, *rest)


def drawn(random: Random) -> Survey:
    """Return a survey at random, of three to five groups and those who named none, five people or more, small groups and agreement most often."""
    while True:
        groups = random.randint(3, 5)
        sizes = [*(random.choice((0, 1, 2, 3, 4, 5, 6, 7, 9, 11)) for _ in range(groups)), random.choice((0, 0, 1, 2, 5))]
        if sum(sizes) >= 5:
            share = random.choice((0.3, 0.5, 0.7, 0.85, 0.95, 1.0))
            return tuple((size, sum(random.random() < share for _ in range(size))) for size in sizes)


def cell_bounds(rows: Mapping[str, int], columns: Mapping[str, int]) -> dict[tuple[str, str], tuple[int, int]]:
    """Return the least and the most that each cell of a table may hold, given its margins (Fréchet's bounds, which are reached)."""
    whole = sum(rows.values())
    assert whole == sum(columns.values())
    return {(r, c): (max(0, rows[r] + columns[c] - whole), min(rows[r], columns[c])) for r, c in product(rows, columns)}
