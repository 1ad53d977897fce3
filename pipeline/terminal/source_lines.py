"""The lines of people's files, read again to be shown beside what is wrong with them."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass, field

from pipeline.project import Project
from pipeline.text.diagnostics import Place
from pipeline.text.files import read_bytes


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
