"""A sheet's key messages and questions as they are read away from its page: in a feed, a frame, a selection.

There a citation cannot open an excerpt: it is the work's short label, linked to its page.
"""

import re
from collections.abc import Callable, Iterable
from html import escape

from pipeline.content.sheets.sheet import Fiche
from pipeline.content.wording import READING_SHORT
from pipeline.edition.index import PortableFiche
from pipeline.edition.prose.html import ProseRenderer
from pipeline.text.citation_syntax import Citation, CitationGroup
from pipeline.text.markdown import Block
from pipeline.text.page_links import link_mender
from pipeline.text.typographic import NBSP


class PortableProse:
    """Renders parts of sheets with the links that ``link`` makes of the addresses of pages."""

    def __init__(self, link: Callable[[str], str]) -> None:
        self._link = link

    def messages(self, portable: PortableFiche) -> list[str]:
        """Return the key messages as safe HTML, one line of text each."""
        return self._inline(portable, portable.fiche.key_messages)

    def messages_and_questions(self, portable: PortableFiche) -> tuple[list[str], list[str]]:
        """Return the key messages and the questions for discussion as safe HTML."""
        messages = portable.fiche.key_messages
        both = self._inline(portable, (*messages, *portable.fiche.questions))
        return both[: len(messages)], both[len(messages) :]

    def section(self, portable: PortableFiche, title: str) -> str:
        """Return a section as safe HTML, its paragraphs and lists, without its title; nothing where the sheet has none."""
        section = portable.fiche.section(title)
        return self._renderer(portable).block(section.heading.end, section.end) if section is not None else ""

    def _inline(self, portable: PortableFiche, blocks: Iterable[Block]) -> list[str]:
        renderer = self._renderer(portable)
        return [renderer.inline(block.inner, block.end) for block in blocks]

    def _renderer(self, portable: PortableFiche) -> ProseRenderer:
        excerpts = {citation.start: resolution.excerpt for trace in portable.traces for citation, resolution in trace.resolutions}

        def cite(group: CitationGroup) -> str:
            return f"({'; '.join(one(citation) for citation in group.citations)})"

        def one(citation: Citation) -> str:
            label = escape(str(portable.works[citation.key].label))
            excerpt = excerpts.get(citation.start)
            # What was read second-hand says so wherever its figure is.
            short = READING_SHORT.get(excerpt.reading) if excerpt is not None else None
            return f'<a href="{escape(self._link(f"references/{citation.key}/"))}">{label}</a>' + (f", {short}" if short else "")

        fiche = portable.fiche
        return ProseRenderer(fiche.prose, cite, link_mender(fiche.source.path, portable.links, self._link))


_MARKS = re.compile(r"[*_`\\]")


def plain_line(fiche: Fiche, block: Block) -> str:
    """Return a block as a line of text, without its citations or its signs of Markdown."""
    line = re.sub(r"[ \t\n]+", " ", _MARKS.sub("", fiche.prose.plain[block.inner : block.end]))
    return re.sub(rf"[ {NBSP}]+([.,;)])", r"\1", line).strip()
