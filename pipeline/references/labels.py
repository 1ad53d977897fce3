"""Short labels, « Nickow et al., 2023 », assigned once over the whole bibliography (APA 7, 8.17 to 8.20).

They depend on every entry: a second work of the same authors and year turns « 2018 » into « 2018a ».
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pipeline.content.sources.bibliography import Reference
from pipeline.text.people.authors import Name
from pipeline.text.typographic import NBSP
from pipeline.text.words import fold


@dataclass(frozen=True, slots=True)
class Label:
    """How a work is named in a sentence: its authors, and its year with a letter when needed."""

    authors: str
    year: str

    def __str__(self) -> str:
        return f"{self.authors}, {self.year}"


def assign_labels(references: Iterable[Reference]) -> dict[str, Label]:
    """Return the label of each reference, by key."""
    ordered = sorted(references, key=lambda reference: reference.key)
    shared = _shared_families(ordered)
    shown = _how_many(ordered, shared)
    groups: dict[tuple[str, str | None], list[Reference]] = defaultdict(list)
    for reference in ordered:
        groups[(_authors(reference, shared, shown.get(reference.key, 1)), reference.year)].append(reference)
    labels: dict[str, Label] = {}
    for (authors, year), members in groups.items():
        members.sort(key=lambda reference: (fold(reference.title), reference.key))
        for index, reference in enumerate(members):
            if year is None and reference.type == "legislation":
                labels[reference.key] = Label(authors, reference.fields.get("number", ""))  # an act is told by where it is kept
            else:
                labels[reference.key] = Label(authors, _year(year, _letters(index) if len(members) > 1 else ""))
    return labels


def _letters(index: int) -> str:
    """Return the letter of that rank: a, b, … z, aa, ab, and so on."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _year(year: str | None, letter: str) -> str:
    if year is not None:
        return year + letter
    return f"s.{NBSP}d." + (f"-{letter}" if letter else "")


def _people(reference: Reference) -> tuple[Name, ...]:
    return reference.authors or reference.editors


def _shared_families(references: list[Reference]) -> set[str]:
    """Return the family names borne by first authors with different initials (APA 7, 8.20)."""
    initials: dict[str, set[str]] = defaultdict(set)
    for reference in references:
        people = _people(reference)
        if people and not people[0].literal:
            initials[people[0].family].add(people[0].initials)
    return {family for family, found in initials.items() if not _compatible(found)}


def _compatible(initials: set[str]) -> bool:
    """« R. » and « R. W. » may well be one person; « A. » and « B. » are two."""
    return all(longer.startswith(shorter) for shorter, longer in pairwise(sorted(initials)))


def _how_many(references: list[Reference], shared: set[str]) -> dict[str, int]:
    """Return how many names tell each team of three or more from those that « et al. » would confuse it with (APA 7, 8.18)."""
    alike: dict[tuple[str, str | None], list[Reference]] = defaultdict(list)
    for reference in references:
        if len(_people(reference)) > 2:
            alike[(_first(reference, shared), reference.year)].append(reference)
    shown: dict[str, int] = {}
    for members in alike.values():
        teams = {reference.key: [fold(name.family) for name in _people(reference)] for reference in members}
        for key, team in teams.items():
            others = [other for other in teams.values() if other != team]
            shown[key] = next((count for count in range(1, len(team)) if all(other[:count] != team[:count] for other in others)), len(team))
    return shown


def _first(reference: Reference, shared: set[str]) -> str:
    """Return the first author, with initials when another bears the same name."""
    first = _people(reference)[0]
    return f"{first.initials}{NBSP}{first.family}" if first.family in shared and not first.literal else first.family


def _authors(reference: Reference, shared: set[str], shown: int) -> str:
    """Return the authors of a label: one, two, or the first ``shown`` of three or more; « et al. » never stands for one name alone."""
    people = _people(reference)
    if not people:
        return reference.title
    names = [_first(reference, shared), *(name.family for name in people[1:])]
    if len(names) == 1:
        return names[0]
    if len(names) == 2 or shown >= len(names) - 1 > 1:
        return f"{', '.join(names[:-1])} et {names[-1]}"
    return f"{', '.join(names[:shown])} et{NBSP}al."
