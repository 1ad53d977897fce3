"""The prose that people wrote, on the page that it is published on: citations, links, ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.content.address_book import page_address
from pipeline.content.kind import AnyDocument
from pipeline.content.kinds import kind_of
from pipeline.content.sheets.sheet import ACTIONS, DECISION, KEY_MESSAGES, QUESTIONS
from pipeline.content.sources.tracing import Trace
from pipeline.edition.index import SiteIndex, Work, in_order
from pipeline.edition.prose.excerpts import PageCitations
from pipeline.edition.prose.html import ProseRenderer, safe
from pipeline.text.addresses import relative
from pipeline.text.page_links import link_mender

# The sections that a template places by itself; the others come in the order of the sheet's type.
SECTION_TITLES = {"retenir": KEY_MESSAGES, "pistes": ACTIONS, "decider": DECISION, "questions": QUESTIONS}
# Ids of our own markup: a heading of the same words is given another.
_THEME_IDS = ("contenu", "couleurs", "entete-q")


@dataclass(frozen=True)
class PageText:
    """The prose of a page at ``address`` with all that rendering it takes: what it claims, the works that it cites, by key.

    ``links`` gives the address of each page that it links to, by the path of that page's file.
    """

    document: AnyDocument
    address: str
    traces: Sequence[Trace]
    works: Mapping[str, Work]
    links: Mapping[str, str]

    @property
    def sorted_works(self) -> tuple[Work, ...]:
        """The works it cites, in the order of their references."""
        return in_order(self.works.values())


def page_text(index: SiteIndex, document: AnyDocument) -> PageText:
    """Return the prose of a page with all that rendering it takes."""
    return PageText(document, page_address(document), index.catalogue.traces(document), index.works_of(document), index.links_of(document))


def whole_text(text: PageText) -> dict[str, object]:
    """Return the text of a page (``texte``) and its excerpts (``extraits``), as its template shows them; no text is none."""
    document = text.document
    citations = PageCitations(text.works, text.address, text.traces)
    end = len(document.source.text)
    empty = not document.source.text[document.body_start :].strip()
    prose = "" if empty else safe(prose_renderer(text, citations).block(document.body_start, end))
    return {"texte": prose, "extraits": safe(citations.excerpts())}


def prose_renderer(text: PageText, citations: PageCitations) -> ProseRenderer:
    """Return what turns the prose of a page into HTML; ids of the templates and of the excerpts are taken."""
    notes = (work.note for work in text.works.values() if work.note is not None)
    excerpts = (excerpt.anchor for note in notes for excerpt in note.excerpts)
    taken = {*_THEME_IDS, *excerpts, *kind_of(text.document).anchors}
    mend = link_mender(text.document.source.path, text.links, lambda there: relative(text.address, there))
    return ProseRenderer(text.document.prose, citations.button, mend, taken)
