"""Three texts of one file made one: what the form gave last, what it gives now, what people made of it in between.

By part: each key of the header, each section of the text. A part that people did not touch takes the form's; one that the form did
not change stays as people left it; where both changed, people's stays and both are told.
"""

import re
from dataclasses import dataclass

from pipeline.text.markdown import BlockKind, blocks


@dataclass(frozen=True)
class Conflict:
    """A part that people and the form both changed, each to something else; ``kept`` is people's."""

    path: str
    part: str
    kept: str
    asked: str


@dataclass(frozen=True)
class Merged:
    """The text that results, and what people have to settle."""

    text: str
    conflicts: tuple[Conflict, ...] = ()


def merge(path: str, base: str, now: str, wanted: str) -> Merged:
    """Return ``now`` (the file) with what ``wanted`` (the form) changes since ``base`` (the form's last text)."""
    if now in (base, wanted):
        return Merged(wanted)
    before, here, asked = parts_of(base), parts_of(now), parts_of(wanted)
    conflicts: list[Conflict] = []
    result: dict[str, str] = {}
    for name in _order(list(here), list(asked)):
        old, mine, new = before.get(name, ""), here.get(name, ""), asked.get(name, "")
        untouched = _same(mine, old) or _same(mine, new)
        if not untouched and not _same(new, old):
            conflicts.append(Conflict(path, shown(name), mine, new))
        if kept := new if untouched else mine:
            result[name] = kept
    text = ""
    for part in result.values():
        # A file may end without a line end (GitHub's editor adds none): what now follows begins a line of its own.
        text += part if not text or text.endswith("\n") else f"\n\n{part}"
    return Merged(text, tuple(conflicts))


_KEY = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*:")
_FIRST, _LAST, _LEAD = "---", "--- ", ""


def parts_of(text: str) -> dict[str, str]:
    """Return the parts of a Markdown file, by name, in order: joined, they are the text.

    The names are « key: » for the header's, « ## title » for the sections'; a name that comes twice is numbered.
    """
    parts: dict[str, str] = {}

    def add(name: str, piece: str) -> None:
        free, number = name, 2
        while free in parts:
            free, number = f"{name} ({number})", number + 1
        parts[free] = piece

    end = text.find("\n---\n", 3) + 1 if text.startswith("---\n") else 0
    if end:
        name, pending = _FIRST, ""
        for line in text[:end].splitlines(keepends=True):
            key = _KEY.match(line)
            if key is not None or (pending and line.startswith("#")):
                add(name, pending)
                name, pending = f"{key.group(1)}:" if key else line.strip(), line
            else:
                pending += line
        add(name, pending)
        add(_LAST, "---\n")
    body = end + 4 if end else 0
    headings = [block.start for block in blocks(text, body) if block.kind is BlockKind.HEADING and block.level <= 2]
    starts = [body, *headings]
    for start, stop in zip(starts, [*headings, len(text)], strict=True):
        if text[start:stop]:
            add(_title(text[start:stop]) if start in headings else _LEAD, text[start:stop])
    return parts


def shown(name: str) -> str:
    """Return how a part is named to people."""
    return name.rstrip(":").lstrip("# ").strip() or "début du texte"


def _title(section: str) -> str:
    """Return a section's name: its excerpt's id where it has one, for it may be given another title."""
    first = section.split("\n", 1)[0].strip()
    found = re.search(r"\{#([\w-]+)", first)
    return f"#{found.group(1)}" if found else first


def _same(one: str, other: str) -> bool:
    return one.rstrip() == other.rstrip()


def _order(here: list[str], asked: list[str]) -> list[str]:
    """Return the names of both lists: those of the file in its order, each new one after what it follows in the form's text."""
    names = list(here)
    for index, name in enumerate(asked):
        if name not in names:
            previous = next((other for other in reversed(asked[:index]) if other in names), None)
            names.insert(names.index(previous) + 1 if previous is not None else 0, name)
    return names
