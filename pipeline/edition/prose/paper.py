"""Parts of sheets as a document on paper shows them: each citation is the work's short label, and leads to its reference below."""

from collections.abc import Iterable, Mapping
from html import escape

from pipeline.content.council import Organisation
from pipeline.content.kind import AnyDocument
from pipeline.content.names import READING
from pipeline.content.sources.notes import Excerpt
from pipeline.content.sources.reading import Reading
from pipeline.content.sources.tracing import Trace
from pipeline.content.wording import READING_SHORT
from pipeline.edition.index import Work
from pipeline.edition.prose.html import ProseRenderer
from pipeline.edition.prose.text_tree import Node, breakable, tree
from pipeline.text.addresses import absolute
from pipeline.text.citation_syntax import Citation, CitationGroup
from pipeline.text.french import units_held
from pipeline.text.page_links import link_mender
from pipeline.text.words import fold


class PaperProse:
    """The parts of one page as trees of text; it keeps the excerpts that their citations rest on, in their order."""

    def __init__(
        self,
        organisation: Organisation,
        document: AnyDocument,
        works: Mapping[str, Work],
        traces: Iterable[Trace],
        links: Mapping[str, str],
    ) -> None:
        self._works = works
        self._found = {citation.start: resolution.excerpt for trace in traces for citation, resolution in trace.resolutions}
        self.excerpts: dict[str, Excerpt] = {}
        # Without an address of the site, a link from one page to another is words.
        mend = link_mender(document.source.path, links, lambda there: absolute(organisation.adresse, there) or "")
        self._renderer = ProseRenderer(document.prose, self._cite, mend)

    def block(self, start: int, end: int, top: int = 3) -> list[Node]:
        """Return the blocks of ``source[start:end]``, their headings from rank ``top`` on."""
        return tree(self._renderer.block(start, end), top)

    def inline(self, start: int, end: int) -> list[Node]:
        """Return the text of a slice that is one paragraph."""
        return tree(self._renderer.inline(start, end))

    def named(self, names: Iterable[str]) -> list[Node]:
        """Return the label of each work of which a header names an excerpt (« nickow2023#effet-global »), once, between brackets."""
        found: dict[str, None] = {}
        for name in names:
            key, _, excerpt_id = name.partition("#")
            work = self._works[key]
            excerpt = work.note.excerpt(excerpt_id) if work.note is not None else None
            if excerpt is None:
                raise LookupError(f"no excerpt « {name} »")
            self.excerpts.setdefault(excerpt.anchor, excerpt)
            found[self._label(key, str(work.label), excerpt)] = None
        return tree(f"({'; '.join(found)})")

    def _cite(self, group: CitationGroup) -> str:
        # Two excerpts of one work make one label: on paper, nothing opens.
        cited = list(dict.fromkeys(self._one(citation, narrative=group.narrative) for citation in group.citations))
        return cited[0] if group.narrative and len(cited) == 1 else f"({'; '.join(cited)})"

    def _one(self, citation: Citation, *, narrative: bool) -> str:
        label = self._works[citation.key].label
        shown = f"{label.authors} ({label.year})" if narrative else str(label)
        excerpt = self._found.get(citation.start)
        if excerpt is not None:
            self.excerpts.setdefault(excerpt.anchor, excerpt)
        return self._label(citation.key, shown, excerpt)

    def _label(self, key: str, shown: str, excerpt: Excerpt | None) -> str:
        short = READING_SHORT.get(excerpt.reading) if excerpt is not None else None
        return f'<cite data-cle="{escape(key)}">{escape(shown)}</cite>' + (f", {short}" if short else "")


def references(works: Iterable[Work], excerpts: Iterable[Excerpt]) -> list[dict[str, object]]:
    """Return each work's reference, and what we say of each of its excerpts, under the excerpt's place in the source."""
    read = tuple(excerpts)
    return [
        {
            "cle": work.key,
            "reference": tree(work.formatted.html),
            "adresse": _unsaid(work.reference.url, work),
            "extraits": _places(work, [excerpt for excerpt in read if excerpt.key == work.key]),
        }
        for work in works
    ]


def _places(work: Work, excerpts: Iterable[Excerpt]) -> list[dict[str, object]]:
    found: dict[tuple[str, str], list[str]] = {}
    for excerpt in excerpts:
        address = _unsaid(excerpt.url, work) if excerpt.reading.second_hand and excerpt.url != work.reference.url else ""
        found.setdefault((_place(excerpt), address), []).append(breakable(units_held(excerpt.paraphrase)))
    return [{"lieu": place, "adresse": address, "paraphrases": said} for (place, address), said in found.items()]


def _place(excerpt: Excerpt) -> str:
    where = READING[excerpt.reading]
    if excerpt.reading is Reading.OWN_WORDS or (excerpt.reading is Reading.ABSTRACT and fold(excerpt.locator) == "resume"):
        return where[0].upper() + where[1:]
    return f"{excerpt.locator[0].upper()}{excerpt.locator[1:]}, {where}"


def _unsaid(url: str | None, work: Work) -> str:
    """Return an address that the work's reference does not show already, or nothing."""
    return url if url is not None and url not in work.formatted.text else ""
