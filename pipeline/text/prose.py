"""A person's prose: its sentences, and in each the figures and the citations.

Checks read it to know what is claimed and on what ground; publication reads it to place the excerpts.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.text.citation_syntax import Citation, CitationGroup, citation_groups
from pipeline.text.files import Source, Span
from pipeline.text.markdown import Block, BlockKind, mask, not_prose, sentences
from pipeline.text.numbers.figure import Figure
from pipeline.text.numbers.figures import figures


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a block, with offsets in the source."""

    span: Span
    block: Block
    groups: tuple[CitationGroup, ...]
    figures: tuple[Figure, ...]

    def __reduce__(self) -> tuple[type["Sentence"], tuple[object, ...]]:
        """Pickle it by what makes it (see ``Span``)."""
        return Sentence, (self.span, self.block, self.groups, self.figures)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every work cited in the sentence, in order."""
        return tuple(citation for group in self.groups for citation in group.citations)


@dataclass(frozen=True)
class Prose:
    """The blocks of one source, seen as sentences."""

    source: Source
    blocks: tuple[Block, ...]

    @cached_property
    def without_code(self) -> str:
        """The source's text with code, addresses and comments blanked, same offsets."""
        spans: list[Span] = []
        for block in self.blocks:
            if block.kind in (BlockKind.CODE, BlockKind.COMMENT):
                spans.append(Span(block.start, block.end))
            else:
                spans.extend(not_prose(self.source.text, block.start, block.end))
        return mask(self.source.text, spans)

    @cached_property
    def plain(self) -> str:
        """``without_code`` with citations blanked too: what a reader reads."""
        groups = [Span(group.start, group.end) for group in self.groups]
        return mask(self.without_code, groups)

    @cached_property
    def groups(self) -> tuple[CitationGroup, ...]:
        """Every citation of the text, in order."""
        return tuple(group for block in self.readable for group in citation_groups(self.without_code, block.inner, block.end))

    @property
    def readable(self) -> Iterator[Block]:
        """Blocks that hold sentences."""
        return (block for block in self.blocks if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE, BlockKind.HEADING))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, in order."""
        result: list[Sentence] = []
        # A full stop inside a citation (« p. 5 ») ends nothing.
        uncut = mask(self.without_code, [Span(group.start, group.end) for group in self.groups], filler="_")
        starts = [group.start for group in self.groups]
        for block in self.readable:
            for span in sentences(uncut, block.inner, block.end):
                groups = self.groups[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
                numbers = tuple(figures(self.plain, "fr", start=span.start, end=span.end, in_sheet=True))
                result.append(Sentence(span, block, groups, numbers))
        return tuple(result)
