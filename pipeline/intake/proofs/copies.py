"""The text of a local copy of a source, page by page: PDF, HTML or plain text. The copy itself is never kept.

A file comes from anywhere: its size is limited, nothing in it is run, and whatever it breaks in a reader is told in French.
"""

import hashlib
import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from pipeline.text.decoding import decode
from pipeline.text.typographic import FrenchError

MAX_COPY_BYTES = 100_000_000
MAX_PAGES = 2_000
MAX_CHARACTERS = 10_000_000

# pypdf writes to the error output, in English, of every oddity that it gets over.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_BLOCKS = re.compile(
    r"address|article|aside|blockquote|br|caption|dd|div|dl|dt|figcaption|figure|footer|h1|h2|h3|h4|h5|h6|header|hr|li|main"
    r"|nav|ol|p|pre|section|table|td|th|tr|ul|title"
)
_SECTION = re.compile(r"<!\[[^>]*>?")
_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
# Characters of a tag, attributes included: an image written in its own address is longer, and says nothing.
_LONGEST_TAG = 20_000
_UNSEEN = frozenset(("script", "style", "template", "noscript"))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)


class UnreadableCopyError(FrenchError):
    """A copy whose text cannot be had; the message is French and says what to do."""


@dataclass(frozen=True, slots=True)
class CopyPage:
    """One page: its rank in the file from 1, and the number printed on it as the file declares it (None where there are no pages)."""

    rank: int
    label: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Copy:
    """The text of a file, and the first 16 hexadecimal digits of its SHA-256."""

    fingerprint: str
    pages: tuple[CopyPage, ...]


def read_copy(path: Path) -> Copy:
    """Return the text of the file; raise UnreadableCopyError when there is none to read."""
    try:
        if path.stat().st_size > MAX_COPY_BYTES:
            raise UnreadableCopyError(f"Ce fichier dépasse {MAX_COPY_BYTES // 1_000_000} Mo. Donnez la copie de l’étude seule.")
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableCopyError("Ce fichier ne s’ouvre pas. Vérifiez son nom et son dossier.") from error
    if raw.lstrip()[:5] == b"%PDF-":
        pages = _pdf_pages(raw)
    elif b"\0" in raw[:4096] and raw[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise UnreadableCopyError("Ce fichier n’est ni un PDF, ni une page web, ni du texte. Enregistrez la source en PDF ou en texte.")
    else:
        pages = (CopyPage(1, None, _text_or_html(raw, path.suffix.lower())),)
    if not any(re.search(r"\w{2}", page.text) for page in pages):
        raise UnreadableCopyError(
            "Ce fichier ne contient pas de texte : c’est peut-être un document numérisé. Passez-le d’abord à la reconnaissance de texte."
        )
    return Copy(hashlib.sha256(raw).hexdigest()[:16], pages)


def _pdf_pages(raw: bytes) -> tuple[CopyPage, ...]:
    try:
        reader = PdfReader(BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableCopyError("Ce PDF est protégé par un mot de passe. Enregistrez-en une copie sans protection.")
        labels = reader.page_labels
        texts: list[str] = []
        for page in reader.pages[:MAX_PAGES]:
            texts.append(page.extract_text())
            if sum(map(len, texts)) > MAX_CHARACTERS:
                raise UnreadableCopyError("Le texte de ce PDF est démesuré. Donnez la copie de l’étude seule.")
    except UnreadableCopyError:
        raise
    except Exception as error:  # pypdf lets through whatever a broken file makes Python raise
        raise UnreadableCopyError(
            "Ce PDF ne se lit pas : il est abîmé, ou d’une sorte inconnue. Enregistrez-le de nouveau en PDF."
        ) from error
    return tuple(
        CopyPage(rank, label, text) for rank, (label, text) in enumerate(zip(labels, without_running_heads(texts), strict=False), 1)
    )


def without_running_heads(texts: Sequence[str]) -> list[str]:
    """Return the pages without the lines that stand at the head or foot of three of them or more (digits apart).

    Such lines would cut a sentence that goes on from one page to the next.
    """
    pages = [text.split("\n") for text in texts]
    edges = Counter(_edge(line) for lines in pages for line in {*lines[:2], *lines[-2:]})
    repeated = {line for line, number in edges.items() if number >= 3 and len(line) < 200} | {"#"}
    result: list[str] = []
    for lines in pages:
        last = len(lines) - 2
        result.append("\n".join(line for at, line in enumerate(lines) if not ((at < 2 or at >= last) and _edge(line) in repeated)))
    return result


def _edge(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _text_or_html(raw: bytes, suffix: str) -> str:
    text = decoded(raw)
    if suffix not in (".html", ".htm", ".xhtml") and not re.match(
        r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", text, re.IGNORECASE
    ):
        return text[:MAX_CHARACTERS]
    reader = _Reader()
    reader.feed(without_sections(text))
    reader.close()
    return "".join(reader.pieces)[:MAX_CHARACTERS]


def without_sections(page: str) -> str:
    """Return a page without its marked sections (« <![ … »): comments for a browser (HTML, 13.2.5.42), at which html.parser may stop."""
    return _SECTION.sub("", _ends_soon(page))


def _ends_soon(page: str) -> str:
    """Return a page in which every comment, and every tag within ``_LONGEST_TAG`` characters, has an end.

    At each one that has none, html.parser reads on to the end of the page: of many, it would never be done.
    """
    kept: list[str] = []
    start = 0
    while (opening := page.find("<!--", start)) >= 0 and (closing := page.find("-->", opening + 4)) >= 0:
        kept.append(page[start:opening])
        start = closing + 3
    kept.append(page[start:].replace("<!--", ""))
    parts = _OPENING.split("".join(kept))
    return parts[0] + "".join(f"{'<' if '>' in part[:_LONGEST_TAG] else ' '}{part}" for part in parts[1:])


def decoded(raw: bytes) -> str:
    """Return the text of a page: the encoding that it declares counts after its mark, and after UTF-8."""
    declared = _CHARSET.search(raw[:2048].decode("latin-1"))
    return decode(raw, declared.group(1) if declared else None, errors="replace").text


class _Reader(HTMLParser):
    """Gathers the text that a reader sees; each block begins a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._unseen += tag in _UNSEEN
        if _BLOCKS.fullmatch(tag):
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        if _BLOCKS.fullmatch(tag):
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(re.sub(r"\s+", " ", data))
