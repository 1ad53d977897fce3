"""PDF documents through typst: US Letter, tagged (PDF/UA-1), the same bytes for the same words.

The words go to typst as data, in a file of JSON beside the text of the template (given as ``sys.inputs``, they would make typst forget all
that it keeps from one document to the next): no text of a person is ever typst's code. A document holds a hash of all that shapes it, so
one that is there already need not be made again.
"""

import hashlib
import json
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property, partial
from importlib.metadata import version
from pathlib import Path

import typst

from pipeline.edition.docs_tree import Later
from pipeline.project import Project

_MARK = b"%passerelle "
_PAGES = re.compile(rb"/Type\s*/Pages\s*/Count\s+(\d+)")
# What no font of ours has is shown as an empty square: a document with a missing letter would not be PDF/UA (ISO 14289-1, 7.21.8).
_NOT_COVERED = re.compile(
    r"[^\n\u0020-\u007e\u00a0-\u036f\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u1d00-\u1dbf\u1e00-\u1eff"
    r"\u2000-\u2040\u2044-\u2052\u2070\u2071\u2074-\u208e\u20a0-\u20bf\u2190-\u22ff\u2500-\u25ff]"
)
_MISSING = "\u25a1"


@dataclass(frozen=True)
class Size:
    """A size of text, in points, and the white between its lines, as a part of it."""

    body: float
    leading: float = 0.6


@dataclass(frozen=True)
class PdfFile:
    """What a link says of a document before anyone opens it: its number of pages, its size in bytes."""

    address: str
    pages: int
    size: int


class Compilers:
    """The compiler of each thread, which reads the fonts of ``folders`` once; typst lets other threads run while it works."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._folders = folders
        self._of_thread = threading.local()

    def here(self) -> typst.Compiler:
        """Return that of this thread. Fonts of the machine are not used, so that any machine gives the same bytes."""
        compiler: typst.Compiler | None = getattr(self._of_thread, "compiler", None)
        if compiler is None:
            compiler = self._of_thread.compiler = typst.Compiler(ignore_system_fonts=True, font_paths=list(self._folders))
        return compiler


class PdfEngine:
    """Makes the documents of one site; ``folder`` holds the templates (``.typ``) and their fonts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._compilers = Compilers([folder / "polices"])

    @cached_property
    def _seed(self) -> str:
        digest = hashlib.sha256(f"typst {version('typst')}\n".encode())
        for path in sorted(self._folder.rglob("*")):
            if path.is_file():
                digest.update(f"{path.relative_to(self._folder).as_posix()}\0".encode() + path.read_bytes())
        return digest.hexdigest()

    @cache  # noqa: B019 (an engine lives as long as a build)
    def _source(self, template: str) -> bytes:
        # One text rather than imports: typst then reads no file at all.
        return (self._folder / "commun.typ").read_bytes() + (self._folder / f"{template}.typ").read_bytes()

    def pdf_later(
        self, template: str, data: Mapping[str, object], day: date, kept: bytes, *, sizes: Sequence[Size], pages: int | None = None
    ) -> bytes | Later:
        """Return the document, dated ``day``: ``kept`` if it is the one that would be made, else what is still to be set.

        It is set at the first of the ``sizes`` at which it holds in that many ``pages``, or at the last.
        """
        words = json.dumps(data, ensure_ascii=False, sort_keys=True)
        mark = hashlib.sha256(f"{self._seed}\n{template} {day} {sizes} {pages}\n{words}".encode()).hexdigest().encode()
        return kept if carries(kept, mark) else Later(partial(self._set, template, words, day, mark, sizes, pages))

    def _set(self, template: str, words: str, day: date, mark: bytes, sizes: Sequence[Size], pages: int | None) -> bytes:
        made = b""
        for size in sizes:
            made = self._compiled(template, _NOT_COVERED.sub(_MISSING, words), day, size)
            if pages is None or page_count(made) <= pages:
                break
        before, start, after = made.rpartition(b"startxref")
        return before + _MARK + mark + b"\n" + start + after  # a comment: allowed between any two lines (ISO 32000-1, 7.2.3)

    def _compiled(self, template: str, words: str, day: date, size: Size) -> bytes:
        pdf = self._compilers.here().compile(  # type: ignore[type-var] # its stubs leave out files by their names
            {
                "main.typ": self._source(template),
                "donnees.json": words.encode(),
                "taille.json": json.dumps({"corps": size.body, "interligne": size.leading}).encode(),
            },
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
        )
        if not isinstance(pdf, bytes):
            raise RuntimeError("typst gave no document, or several")
        return pdf


def carries(pdf: bytes, mark: bytes) -> bool:
    """Say whether ``pdf`` is the document of that mark."""
    return _MARK + mark + b"\nstartxref" in pdf[-512:]


def page_count(pdf: bytes) -> int:
    """Return the number of pages of a document made here (typst writes the root of the page tree in clear)."""
    return max((int(number) for number in _PAGES.findall(pdf)), default=0)


def pdf_engine(project: Project) -> PdfEngine:
    """Return what makes the documents of ``project``."""
    return PdfEngine(project.templates / "documents")
