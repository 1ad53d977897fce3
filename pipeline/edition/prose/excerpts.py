"""Citations on a page: buttons that open an excerpt, in place, with or without JavaScript.

A button's ``popovertarget`` opens the excerpt natively: Escape closes it and focus returns to the button.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from urllib.parse import urlsplit

from pipeline.content.names import READING
from pipeline.content.sources.notes import Excerpt
from pipeline.content.sources.tracing import Trace
from pipeline.content.wording import READING_SHORT
from pipeline.edition.index import Work
from pipeline.text.addresses import relative
from pipeline.text.citation_syntax import Citation, CitationGroup
from pipeline.text.french import LANGUAGE, long_date, units_held
from pipeline.text.numbers.figures import Figure
from pipeline.text.typographic import COLON


class PageCitations:
    """The citations of one page: gives the button of each, and keeps the excerpts that they open."""

    def __init__(self, works: Mapping[str, Work], address: str, traces: Iterable[Trace]) -> None:
        self._works = works
        self._address = address
        self._opened: dict[str, Excerpt] = {}
        self._carried: dict[str, dict[str, None]] = {}  # an ordered set of figures by excerpt
        self._found: dict[int, tuple[Excerpt | None, tuple[Figure, ...]]] = {
            citation.start: (resolution.excerpt, trace.figures_of(resolution.excerpt) if resolution.excerpt else ())
            for trace in traces
            for citation, resolution in trace.resolutions
        }

    def button(self, group: CitationGroup) -> str:
        """Return the HTML of a group of citations."""
        buttons = [self._one(citation, narrative=group.narrative) for citation in group.citations]
        return f'<span class="p-cites">{" ".join(buttons)}</span>'

    def _one(self, citation: Citation, *, narrative: bool) -> str:
        label = self._works[citation.key].label
        shown = escape(f"{label.authors} ({label.year})" if narrative else str(label))
        excerpt, figures = self._found.get(citation.start, (None, ()))
        if excerpt is None:
            return f'<a class="p-cite" href="{relative(self._address, f"references/{citation.key}/")}">{shown}</a>'
        return self._button(excerpt, shown, list(dict.fromkeys(" ".join(figure.text.split()) for figure in figures)))

    def named(self, name: str) -> str:
        """Return the HTML of the button that opens an excerpt named as headers do (« nickow2023#effet-global »), which must be there."""
        key, _, excerpt_id = name.partition("#")
        work = self._works[key]
        excerpt = work.note.excerpt(excerpt_id) if work.note is not None else None
        if excerpt is None:
            raise LookupError(f"no excerpt « {name} »")
        return f'<span class="p-cites">{self._button(excerpt, escape(str(work.label)), [])}</span>'

    def _button(self, excerpt: Excerpt, shown: str, figures: Sequence[str]) -> str:
        """Return the button that opens an excerpt, which carries those ``figures`` of the sentence; ``shown`` is safe."""
        self._opened[excerpt.anchor] = excerpt
        self._carried.setdefault(excerpt.anchor, {}).update(dict.fromkeys(figures))
        what = f", pour {', '.join(figures)}" if figures else ""
        name = f"Extrait de {shown}{escape(what)}"
        button = f'<button type="button" class="p-cite" popovertarget="{excerpt.anchor}" aria-label="{name}">{shown}</button>'
        short = READING_SHORT.get(excerpt.reading)
        return button + (f' <small class="p-secondhand">({short})</small>' if short else "")

    def _found_in(self, excerpt: Excerpt) -> str:
        """Say which figures of the page the excerpt carries: found again by machine, not « vérifié »."""
        texts = list(self._carried[excerpt.anchor])
        if not texts:
            return ""
        what = "Chiffre retrouvé" if len(texts) == 1 else "Chiffres retrouvés"
        return f'<p class="p-excerpt__where">{what} dans l’extrait{COLON} {escape("; ".join(texts))}.</p>'

    def excerpts(self) -> str:
        """Return the excerpts that the page's buttons open, to stand at its end."""
        return "\n".join(self._excerpt(excerpt) for _, excerpt in sorted(self._opened.items()))

    @property
    def opened(self) -> tuple[Excerpt, ...]:
        """The excerpts that the page's buttons open."""
        return tuple(excerpt for _, excerpt in sorted(self._opened.items()))

    def _excerpt(self, excerpt: Excerpt) -> str:
        label = escape(str(self._works[excerpt.key].label))
        reference_page = relative(self._address, f"references/{excerpt.key}/#extrait-{excerpt.id}")
        url = excerpt.url or self._works[excerpt.key].reference.url
        source = (
            f'<a class="p-out" href="{escape(url)}" rel="noopener">Lire la source ({escape(urlsplit(url).hostname or "")})</a>'
            if url
            else ""
        )
        return (
            f'<div class="p-excerpt" id="{excerpt.anchor}" popover="auto" role="dialog" aria-label="Extrait de {label}">'
            f"{excerpt_body(excerpt)}{self._found_in(excerpt)}"
            f'<p class="p-excerpt__ref">{self._works[excerpt.key].formatted.html}</p>'
            f'<p class="p-excerpt__links">{source} <a href="{reference_page}">Voir la référence</a></p>'
            f'<button type="button" class="p-button" popovertarget="{excerpt.anchor}" popovertargetaction="hide">Fermer</button>'
            "</div>"
        )


def excerpt_body(excerpt: Excerpt) -> str:
    """Return our paraphrase, then the words of the source in their own language, and where they were read."""
    seen = "vérifié dans la source" if not excerpt.found_near else "vérifié dans la source, à quelques mots près,"
    found = f" Extrait {seen} le {long_date(excerpt.verified_on)}." if excerpt.verified_on else ""
    remarks = "".join(f'<p class="p-excerpt__remark">{escape(remark)}</p>' for remark in excerpt.remarks)
    mark = " p-excerpt__own" if excerpt.reading.value == "releve" else ""
    return (
        f'<p class="p-excerpt__para">{escape(units_held(excerpt.paraphrase))}</p>'
        f'<blockquote class="p-excerpt__quote{mark}" lang="{excerpt.language}"><p>{escape(excerpt.quotation)}</p></blockquote>'
        f'<p class="p-excerpt__where">Repère{COLON} {escape(excerpt.locator)} · {READING[excerpt.reading]} · '
        f"en {LANGUAGE[excerpt.language]}.{found}</p>{remarks}"
    )
