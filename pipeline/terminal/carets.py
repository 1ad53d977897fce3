"""Lines of people's files, read again to be shown as a terminal shows them: cut around one place, with carets under that place."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable
from dataclasses import dataclass, field

from rich.cells import cell_len

from pipeline.project import Project
from pipeline.text.diagnostics import Place
from pipeline.text.files import read_bytes

WIDTH = 100
# What stays before the place when the line is cut.
_BEFORE = 45
_TAB = "→   "
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def printable(text: str, encoding: str | None = None) -> str:
    """Escape what would command a terminal, break the line, not be seen, or not be written in ``encoding`` (UTF-8 unless told)."""
    safe = _UNPRINTABLE.sub(lambda match: match.group().encode("unicode_escape").decode(), text)
    return safe.encode(encoding, "backslashreplace").decode(encoding) if encoding else safe


def quoted(line: str, column: int, length: int = 1, encoding: str | None = None) -> tuple[str, str]:
    """Return ``line`` as it is shown, and the carets under ``length`` characters from ``column`` (from 1, in characters).

    Both fit in ``WIDTH`` cells: a tab takes four, a wide character two, a combining mark none; « … » stands for what is cut.
    """
    at = min(max(column - 1, 0), len(line))
    before, marked = _shown(line[max(0, at - 4 * WIDTH) : at], encoding), _shown(line[at : at + 4 * WIDTH], encoding)
    if at <= 4 * WIDTH and len(line) - at <= 4 * WIDTH and _cells(before) + _cells(marked) <= WIDTH:
        start, stop, cut = before, marked, ("", "")
    else:
        room = max(_BEFORE, WIDTH - 2 - _cells(marked))
        start = _fitting(before[::-1], room)[::-1]
        stop = _fitting(marked, WIDTH - 2 - _cells(start))
        cut = ("…" * (len(start) < at), "…" * (len(stop) < len(line) - at))
    left, right = (printable(mark, encoding) for mark in cut)
    carets = "^" * max(1, _cells(stop[:length]))
    return left + "".join(start) + "".join(stop) + right, " " * (cell_len(left) + _cells(start)) + carets


def _shown(text: str, encoding: str | None) -> list[str]:
    """Return each character as it is shown."""
    return [printable(_TAB, encoding) if character == "\t" else printable(character, encoding) for character in text]


def _cells(shown: Iterable[str]) -> int:
    return sum(map(cell_len, shown))


def _fitting(shown: list[str], room: int) -> list[str]:
    """Return the first characters that ``room`` cells hold."""
    kept: list[str] = []
    for character in shown:
        room -= cell_len(character)
        if room < 0:
            break
        kept.append(character)
    return kept


@dataclass(frozen=True)
class SourceLines:
    """The lines of the files of ``project``, each file read once; what is no file of the repository has none."""

    project: Project
    _read: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    def line(self, place: Place) -> str | None:
        """Return the line at ``place``, without its end, or None when there is none to show; what is not UTF-8 shows as « � »."""
        if place.path not in self._read:
            self._read[place.path] = self._lines(place.path)
        lines = self._read[place.path]
        return lines[place.line - 1] if place.line <= len(lines) else None

    def _lines(self, path: str) -> tuple[str, ...]:
        full = self.project.root / path
        raw = read_bytes(self.project, full, []) if ".." not in full.parts else None
        if raw is None or raw.startswith((BOM_UTF16_BE, BOM_UTF16_LE)):
            return ()
        return tuple(raw.removeprefix(BOM_UTF8).decode("utf-8", "replace").split("\n"))
