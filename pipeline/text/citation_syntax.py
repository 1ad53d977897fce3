"""Pandoc's citations, and ours: ``[@clé, repère, #extrait; @autre, p. 5]`` and ``@clé [repère]``.

The only place that reads this grammar. A locator runs up to ``;`` or ``]``; a last part that begins with
``#`` names an excerpt of the reading note.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from pipeline.text.files import Span
from pipeline.text.typographic import NBSP
from pipeline.text.words import collapse

_KEY = r"[A-Za-z0-9_](?:[A-Za-z0-9_:.#$%&+?<>~/-]*[A-Za-z0-9_/])?"
# The sign comes first, and what stands before it after: the search goes from one to the next.
_GROUP = re.compile(r"\[(?<!\\\[)(?=[^\[\]\n]{0,200}?(?<![\w.])@)([^\[\]]{1,2000})\](?!\()")
_NARRATIVE = re.compile(rf"@(?<![\w\\\[@.]@)({_KEY})(?:[ {NBSP}]\[([^\[\]@]{{1,500}})\](?!\())?")
_ITEM = re.compile(rf"\A\s*+([^@;]*?)-?@({_KEY})\s*+(?:,\s*+((?:.*\S)?)\s*+)?\Z", re.DOTALL)
_OPEN = re.compile(r"\[(?<!\\\[)[ ]?@")
_EXCERPT = re.compile(r"(?:^|,)\s*#([\w-]+)$")


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited work at one place of a text; offsets are in the source."""

    key: str
    locator: str
    excerpt_id: str | None
    start: int
    end: int
    key_at: Span
    locator_at: Span


@dataclass(frozen=True, slots=True)
class CitationGroup:
    """Citations that stand together; ``narrative`` when the author's name is part of the sentence."""

    start: int
    end: int
    citations: tuple[Citation, ...]
    narrative: bool
    malformed: tuple[Span, ...] = ()


def citation_groups(text: str, start: int, end: int) -> list[CitationGroup]:
    """Return the citations of ``text[start:end]``, in order. Code should have been masked before."""
    if text.find("@", start, end) < 0:  # most blocks, and nearly all values of headers
        return []
    groups = [_bracketed(match) for match in _GROUP.finditer(text, start, end)]
    starts = [group.start for group in groups]
    narratives: list[CitationGroup] = []
    for match in _NARRATIVE.finditer(text, start, end):
        before = bisect_right(starts, match.start())
        if not before or match.start() >= groups[before - 1].end:
            narratives.append(_narrative(match))
    return sorted(groups + narratives, key=lambda group: group.start)


def unclosed_citations(text: str, start: int, end: int) -> list[int]:
    """Return the offsets of each ``[@`` of ``text[start:end]`` that no ``]`` closes."""
    closed = {match.start() for match in _GROUP.finditer(text, start, end)}
    return [match.start() for match in _OPEN.finditer(text, start, end) if match.start() not in closed]


def _bracketed(match: re.Match[str]) -> CitationGroup:
    citations: list[Citation] = []
    malformed: list[Span] = []
    offset = match.start(1)
    for part in match.group(1).split(";"):
        item = _ITEM.match(part)
        if item:
            citations.append(
                _citation(
                    item.group(2),
                    item.group(3) or "",
                    offset + item.start(2),
                    offset + max(item.start(3), item.end(2)),
                    offset,
                    offset + len(part),
                )
            )
        else:
            malformed.append(Span(offset, offset + len(part)))
        offset += len(part) + 1
    return CitationGroup(start=match.start(), end=match.end(), citations=tuple(citations), narrative=False, malformed=tuple(malformed))


def _narrative(match: re.Match[str]) -> CitationGroup:
    locator_start = match.start(2) if match.group(2) else match.end(1)
    citation = _citation(match.group(1), match.group(2) or "", match.start(1), locator_start, match.start(), match.end())
    return CitationGroup(match.start(), match.end(), (citation,), True)


def _citation(key: str, rest: str, key_start: int, locator_start: int, start: int, end: int) -> Citation:
    excerpt = _EXCERPT.search(rest)
    locator = rest[: excerpt.start()] if excerpt else rest
    key_at = Span(key_start, key_start + len(key))
    return Citation(
        key=key,
        locator=collapse(locator),
        excerpt_id=excerpt.group(1) if excerpt else None,
        start=start,
        end=end,
        key_at=key_at,
        locator_at=Span(locator_start, locator_start + len(rest)),
    )
