"""Autofixes: replacements of spans of a text, that a rule is certain of."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Edit:
    """``new`` in the place of ``[start, end)`` of a text, because of the rule ``code``; no edit takes or adds a line end."""

    start: int
    end: int
    new: str
    code: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with the edits made; one that overlaps an edit before it is left for another time."""
    pieces: list[str] = []
    position = 0
    for edit in sorted(edits):
        if edit.start < position:
            continue
        pieces += [text[position : edit.start], edit.new]
        position = edit.end
    return "".join([*pieces, text[position:]])
