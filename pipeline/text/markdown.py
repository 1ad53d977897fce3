"""Where the parts of a Markdown text stand: headings, paragraphs, items, sentences.

Only places are worked out here, on the person's own text, so that a diagnostic points at the right column.
Turning Markdown into HTML is left to the ``markdown`` library.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pipeline.text.files import Span
from pipeline.text.typographic import NBSP


class BlockKind(StrEnum):
    """Kinds of blocks."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text: ``start`` to ``end`` in the source, its text beginning at ``inner``.

    ``level`` is the rank of a heading, or the indent of an item.
    """

    kind: BlockKind
    start: int
    end: int
    inner: int
    level: int = 0

    def __reduce__(self) -> tuple[type["Block"], tuple[BlockKind, int, int, int, int]]:
        """Pickle it by what makes it, several times sooner than ``dataclass`` does: a site has tens of thousands."""
        return Block, (self.kind, self.start, self.end, self.inner, self.level)

    def text(self, source: str) -> str:
        """Return what the block says, without its marker."""
        return source[self.inner : self.end]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what follows, up to the next heading of the same or a higher rank."""

    heading: Block
    title: str
    attributes: str
    blocks: tuple[Block, ...]
    end: int


_HEADING = re.compile(r"(#{1,6})[ \t]+")
_ITEM = re.compile(r"([ ]{0,8})(?:[-*+]|\d{1,3}[.)])[ ]+")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")


def blocks(text: str, start: int = 0, end: int | None = None) -> list[Block]:
    """Return the blocks of ``text[start:end]``, in order."""
    found: list[Block] = []
    position, stop = start, len(text) if end is None else end
    while position < stop:
        line_end = _line_end(text, position, stop)
        line = text[position:line_end]
        if not line.strip():
            position = line_end + 1
        elif fence := _FENCE.match(line):
            close = text.find("\n" + fence.group(1), line_end, stop)
            block_end = _line_end(text, close + 1, stop) if close >= 0 else stop
            found.append(Block(BlockKind.CODE, position, block_end, position))
            position = block_end + 1
        elif line.startswith("<!--"):
            close = text.find("-->", position, stop)
            block_end = _line_end(text, close, stop) if close >= 0 else stop
            found.append(Block(BlockKind.COMMENT, position, block_end, position))
            position = block_end + 1
        elif heading := _HEADING.match(line):
            found.append(
                Block(kind=BlockKind.HEADING, start=position, end=line_end, inner=position + heading.end(), level=len(heading.group(1)))
            )
            position = line_end + 1
        else:
            block = _text_block(text, position, line_end, stop)
            found.append(block)
            position = block.end + 1
    return found


def _line_end(text: str, position: int, stop: int) -> int:
    newline = text.find("\n", position, stop)
    return stop if newline < 0 else newline


def _text_block(text: str, position: int, line_end: int, stop: int) -> Block:
    line = text[position:line_end]
    item, quote = _ITEM.match(line), line.lstrip(" ").startswith(">")
    end = line_end
    while end < stop:
        following_end = _line_end(text, end + 1, stop)
        following = text[end + 1 : following_end]
        starts_new = _HEADING.match(following) or _FENCE.match(following) or _ITEM.match(following)
        if not following.strip() or starts_new or following.startswith("<!--") or (following.lstrip(" ").startswith(">") and not quote):
            break
        end = following_end
    if item:
        return Block(kind=BlockKind.ITEM, start=position, end=end, inner=position + item.end(), level=len(item.group(1)))
    if quote:
        return Block(BlockKind.QUOTE, position, end, position + line.index(">") + 1)
    return Block(BlockKind.PARAGRAPH, position, end, position)


_ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*\{([^{}]*)\}[ \t]*$")


def sections(text: str, found: Iterable[Block], level: int) -> list[Section]:
    """Return the sections whose heading is of rank ``level``; what stands before the first is left out."""
    result: list[Section] = []
    heading: Block | None = None
    inside: list[Block] = []

    def close(end: int) -> None:
        if heading is not None:
            raw = heading.text(text)
            attributes = _ATTRIBUTES.search(raw)
            title = raw[: attributes.start()] if attributes else raw
            result.append(
                Section(
                    heading=heading,
                    title=title.strip().rstrip("#").strip(),
                    attributes=attributes.group(1) if attributes else "",
                    blocks=tuple(inside),
                    end=end,
                )
            )

    last = 0
    for block in found:
        if block.kind is BlockKind.HEADING and block.level <= level:
            close(block.start)
            heading, inside = (block if block.level == level else None), []
        else:
            inside.append(block)
        last = block.end
    close(last)
    return result


_ABBREVIATIONS = re.compile(
    r"(?:\b(?:p|pp|p\. ex|etc|al|coll|collab|no|n°|vol|éd|dir|M|MM|Mme|Dr|Dre|art|chap|fig|tabl|c\.-à-d|env|cf|vs|St|Ste"
    r"|i\.e|e\.g)|\b[A-ZÀ-Ý])\.$"
)
_STOP = re.compile(rf"[.!?…]{{1,8}}(?:[ {NBSP}\u202f]?»|[”\")\]*_]){{0,8}}(?=\s|$)")


def sentences(text: str, start: int, end: int) -> list[Span]:
    """Return the sentences of ``text[start:end]``; abbreviations (« p. », « et al. ») do not end one."""
    result: list[Span] = []
    begin = start
    for stop in _STOP.finditer(text, start, end):
        rest = text[stop.end() : min(stop.end() + 4, end)].lstrip()
        before = text[max(begin, stop.start() - 12) : stop.start() + 1]
        continues = bool(rest) and (rest[0].islower() or rest[0] in ",;:")
        if continues or (stop.group().startswith(".") and _ABBREVIATIONS.search(before)):
            continue
        result.append(Span(begin, stop.end()))
        begin = stop.end()
    if text[begin:end].strip():
        result.append(Span(begin, end))
    return [_trim(text, span) for span in result]


def _trim(text: str, span: Span) -> Span:
    raw = text[span.start : span.end]
    return Span(span.start + len(raw) - len(raw.lstrip()), span.start + len(raw.rstrip()))


_CODE_SPAN = re.compile(r"(`{1,3})(?!`)[^\n]{0,500}?(?<!`)\1(?!`)")
# Each begins with a sign or a letter, and says after it that no word goes on there: the search goes from one to the next.
_LINK_TARGET = re.compile(r"\]\([^()\n]*\)|<[a-z]+:[^<>\s]*>|h(?<!\wh)ttps?://[^\s<>\])]+|w(?<!\ww)ww\.[^\s<>\])]+")
# The call of a footnote, which we have none of: its number counts nothing.
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,60}\]:?")
_COMMENT = re.compile(r"<!--.{0,2000}?-->", re.DOTALL)


def not_prose(text: str, start: int, end: int) -> list[Span]:
    """Return the spans of ``text[start:end]`` that are code, link targets, addresses, calls of footnotes or comments."""
    patterns = (_CODE_SPAN, _LINK_TARGET, _FOOTNOTE, _COMMENT)
    return [Span(*match.span()) for pattern in patterns for match in pattern.finditer(text, start, end)]


def code_spans(text: str, start: int, end: int) -> list[Span]:
    """Return the spans of ``text[start:end]`` between backquotes."""
    return [Span(*match.span()) for match in _CODE_SPAN.finditer(text, start, end)]


def mask(text: str, spans: Iterable[Span], filler: str = " ") -> str:
    """Return ``text`` with each span blanked out; line ends stay, so that every offset and line is the same."""
    pieces: list[str] = []
    position = 0
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        start = max(span.start, position)
        if span.end <= start:
            continue
        pieces.append(text[position:start])
        blanked = text[start : span.end]
        pieces.append("\n".join(filler * len(line) for line in blanked.split("\n")) if "\n" in blanked else filler * len(blanked))
        position = span.end
    pieces.append(text[position:])
    return "".join(pieces)


def inert(text: str) -> str:
    """Return ``text`` so that Markdown, and GitHub's « @person », « #12 » and addresses, see nothing in it."""
    escaped = re.sub(r"([\\`*_{}\[\]()#+!|~$-])", r"\\\1", html.escape(text, quote=False))
    return re.sub(r"(@|#|://|www\.|GH-)", "\\1\u2060", escaped, flags=re.IGNORECASE)
