"""Citations on a page: buttons that open an excerpt, in place, with or without JavaScript.

A button's ``popovertarget`` opens the excerpt natively: Escape closes it and focus returns to the button.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from pipeline.content.names import READING
from pipeline.content.sources.hosts import HostKind, host_kind, host_of
from pipeline.content.sources.notes import Excerpt, Note
from pipeline.content.sources.reading import Reading
from pipeline.content.sources.tracing import Trace
from pipeline.content.wording import READING_SHORT
from pipeline.edition.index import Work
from pipeline.edition.prose.cut_quotations import as_shown
from pipeline.text.addresses import relative
from pipeline.text.citation_syntax import Citation, CitationGroup
from pipeline.text.french import LANGUAGE, long_date, units_held
from pipeline.text.numbers.figure import Figure
from pipeline.text.typographic import COLON


@dataclass
class _Panel:
    """What one button opens: the ``excerpts`` of one work, and the ``figures`` of the page that they carry (an ordered set)."""

    excerpts: tuple[Excerpt, ...]
    figures: dict[str, None] = field(default_factory=dict)

    @property
    def anchor(self) -> str:
        """Its id in the page: that of its excerpts."""
        first, *others = self.excerpts
        return "-et-".join((first.anchor, *(excerpt.id for excerpt in others)))


class PageCitations:
    """The citations of one page: gives the button of each, and keeps the excerpts that they open.

    Citations of one work that stand side by side are one button, which opens all of their excerpts.
    """

    def __init__(self, works: Mapping[str, Work], address: str, traces: Iterable[Trace]) -> None:
        self._works = works
        self._address = address
        self._panels: dict[str, _Panel] = {}
        self._found: dict[int, tuple[Excerpt | None, tuple[Figure, ...]]] = {
            citation.start: (resolution.excerpt, trace.figures_of(resolution.excerpt) if resolution.excerpt else ())
            for trace in traces
            for citation, resolution in trace.resolutions
        }

    def button(self, group: CitationGroup) -> str:
        """Return the HTML of a group of citations."""
        marks = [self._mark(list(cited), narrative=group.narrative) for _, cited in groupby(group.citations, key=lambda one: one.key)]
        return f'<span class="p-cites">{" ".join(marks)}</span>'

    def named(self, names: Iterable[str]) -> str:
        """Return the HTML of what opens the excerpts named as headers do (« nickow2023#effet-global »), which must be there."""
        marks = []
        for key, parts in groupby((name.partition("#") for name in names), key=lambda one: one[0]):
            work = self._works[key]
            found = [work.note.excerpt(part[2]) if work.note is not None else None for part in parts]
            excerpts = [excerpt for excerpt in found if excerpt is not None]
            if len(excerpts) < len(found):
                raise LookupError(f"no such excerpt of « {key} »")
            marks.append(self._button(excerpts, escape(str(work.label)), []))
        return f'<span class="p-cites">{" ".join(marks)}</span>'

    def _mark(self, citations: Sequence[Citation], *, narrative: bool) -> str:
        """Return what stands for citations of one work: a button, or a link to the work where no excerpt is known."""
        key = citations[0].key
        label = self._works[key].label
        shown = escape(f"{label.authors} ({label.year})" if narrative else str(label))
        found = [self._found.get(citation.start, (None, ())) for citation in citations]
        excerpts = [excerpt for excerpt, _ in found if excerpt is not None]
        if not excerpts:
            return f'<a class="p-cite" href="{relative(self._address, f"references/{key}/")}">{shown}</a>'
        return self._button(excerpts, shown, [" ".join(figure.text.split()) for _, figures in found for figure in figures])

    def _button(self, cited: Iterable[Excerpt], shown: str, figures: Iterable[str]) -> str:
        """Return the button that opens excerpts, which carry those ``figures`` of the sentence; ``shown`` is safe."""
        excerpts = tuple({excerpt.anchor: excerpt for excerpt in cited}.values())
        texts = list(dict.fromkeys(figures))
        panel = _Panel(excerpts)
        panel = self._panels.setdefault(panel.anchor, panel)
        panel.figures.update(dict.fromkeys(texts))
        what = f", pour {', '.join(texts)}" if texts else ""
        name = f"{_named(excerpts)} de {shown}{escape(what)}"
        button = f'<button type="button" class="p-cite" popovertarget="{panel.anchor}" aria-label="{name}">{shown}</button>'
        second_hand = dict.fromkeys(short for excerpt in excerpts if (short := READING_SHORT.get(excerpt.reading)))
        return button + (f' <small class="p-secondhand">({", ".join(second_hand)})</small>' if second_hand else "")

    def excerpts(self) -> str:
        """Return the excerpts that the page's buttons open, to stand at its end."""
        return "\n".join(self._panel(panel) for _, panel in sorted(self._panels.items()))

    @property
    def opened(self) -> tuple[Excerpt, ...]:
        """The excerpts that the page's buttons open, each once."""
        opened = {excerpt.anchor: excerpt for panel in self._panels.values() for excerpt in panel.excerpts}
        return tuple(excerpt for _, excerpt in sorted(opened.items()))

    def _panel(self, panel: _Panel) -> str:
        first = panel.excerpts[0]
        work = self._works[first.key]
        label = escape(str(work.label))
        bodies = "".join(f'<div class="p-excerpt__one">{excerpt_body(excerpt, work.note)}</div>' for excerpt in panel.excerpts)
        reference_page = relative(self._address, f"references/{first.key}/#extrait-{first.id}")
        url = next((one.url for one in panel.excerpts if one.url and host_kind(one.url) is not HostKind.OTHER), work.reference.url)
        source = f'<a class="p-out" href="{escape(url)}" rel="noopener">Lire la source ({escape(host_of(url))})</a> ' if url else ""
        return (
            f'<div class="p-excerpt" id="{panel.anchor}" popover="auto" role="dialog" aria-label="{_named(panel.excerpts)} de {label}">'
            f"{bodies}{_found_in(panel)}"
            f'<p class="p-excerpt__ref">{work.formatted.html}</p>'
            f'<p class="p-excerpt__links">{source}<a href="{reference_page}">Voir la référence</a></p>'
            f'<button type="button" class="p-button" popovertarget="{panel.anchor}" popovertargetaction="hide">Fermer</button>'
            "</div>"
        )


def _named(excerpts: Sequence[Excerpt]) -> str:
    return "Extrait" if len(excerpts) == 1 else "Extraits"


def _found_in(panel: _Panel) -> str:
    """Say which figures of the page the excerpts carry: found again by machine, not « vérifié »."""
    if not panel.figures:
        return ""
    what = "Chiffre retrouvé" if len(panel.figures) == 1 else "Chiffres retrouvés"
    where = "l’extrait" if len(panel.excerpts) == 1 else "les extraits"
    return f'<p class="p-excerpt__where">{what} dans {where}{COLON} {escape("; ".join(panel.figures))}.</p>'


def excerpt_body(excerpt: Excerpt, note: Note | None) -> str:
    """Return our paraphrase, the words of the source in their own language, their translation, and where and when they were read."""
    seen = "vérifié dans la source" if not excerpt.found_near else "vérifié dans la source, à quelques mots près,"
    found = f" Extrait {seen} le {long_date(excerpt.verified_on)}." if excerpt.verified_on else ""
    remarks = "".join(f'<p class="p-excerpt__remark">{escape(remark)}</p>' for remark in excerpt.remarks)
    mark = " p-excerpt__own" if excerpt.reading is Reading.OWN_WORDS else ""
    translated = (
        f'<div class="p-excerpt__translation"><p class="p-excerpt__label">Traduction de l’équipe</p>'
        f"<p>{escape(units_held(excerpt.translation))}</p></div>"
        if excerpt.translation
        else ""
    )
    return (
        f'<p class="p-excerpt__para">{escape(units_held(excerpt.paraphrase))}</p>'
        f'<div class="p-excerpt__words"><blockquote class="p-excerpt__quote{mark}" lang="{excerpt.language}">'
        f"<p>{escape(as_shown(excerpt))}</p></blockquote>{translated}</div>"
        f'<p class="p-excerpt__where">Repère{COLON} {escape(excerpt.locator)} · {READING[excerpt.reading]} · '
        f"en {LANGUAGE[excerpt.language]}.{found}{_copy_read(excerpt, note)}</p>{remarks}"
    )


# A panel names so many pages; the page of the reference names them all.
_PLACES = 3


def _copy_read(excerpt: Excerpt, note: Note | None) -> str:
    """Say when the source was read, and where: what was read second-hand, on its own page; the rest, on the pages of the note."""
    if note is None:
        return ""
    own = [excerpt.url] if excerpt.url is not None and excerpt.reading.second_hand else []
    places = places_read(own or note.meta.vu_a)
    others = len(places) - _PLACES
    more = "" if others < 1 else " et une autre page" if others == 1 else f" et {others} autres pages"
    where = f"{COLON} {', '.join(places[:_PLACES])}{more}" if places else ""
    return f" Copie lue le {long_date(note.meta.lu_le)}{where}."


def places_read(addresses: Iterable[str]) -> list[str]:
    """Return as HTML the hosts where a source was read, each once, those that a link may lead to first.

    A publisher, an agency, a university, a government is linked; a mirror, or a host that nobody has looked at, only named.
    """
    hosts = {host_of(address): address for address in reversed(list(addresses))}
    linked = {host: address for host, address in reversed(hosts.items()) if host_kind(address) is not HostKind.OTHER}
    return [
        *(f'<a class="p-out" href="{escape(address)}" rel="noopener">{escape(host)}</a>' for host, address in linked.items()),
        *(escape(host) for host in reversed(hosts) if host not in linked),
    ]
