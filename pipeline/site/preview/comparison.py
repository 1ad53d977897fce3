"""What changes for a reader between two trees of files, before and after: pages, figures and the excerpts they rest on, statuses."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from pipeline.content.address_book import page_address
from pipeline.content.catalogue import Catalogue
from pipeline.content.kind import AnyDocument
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sources.notes import Excerpt
from pipeline.text.words import collapse

# A figure as typed, and the excerpt that carries it (key and id), if any.
_Claims: TypeAlias = Counter[tuple[str, tuple[str, str] | None]]


@dataclass(frozen=True)
class FigureChange:
    """Figures that rest on one excerpt (None: on none) and are only before, or only after."""

    excerpt: Excerpt | None
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class PageChange:
    """A page that readers have before and after, under the same address or where it moved (``moved_from``).

    ``fields`` gives each key of the header that changed, with its values before and after; ``sections`` the titles whose text changed.
    """

    page: AnyDocument
    moved_from: str | None
    fields: tuple[tuple[str, object, object], ...]
    sections: tuple[str, ...]
    figures: tuple[FigureChange, ...]


@dataclass(frozen=True)
class ExcerptChange:
    """An excerpt that pages cite, whose words or paraphrase are not the same; None where it is not there."""

    before: Excerpt | None
    after: Excerpt | None
    pages: tuple[AnyDocument, ...]


@dataclass(frozen=True)
class Comparison:
    """All that changes for a reader. ``other_added`` and ``other_removed``: addresses of generated pages (sources, lists)."""

    added: tuple[tuple[AnyDocument, tuple[FigureChange, ...]], ...]
    removed: tuple[AnyDocument, ...]
    changed: tuple[PageChange, ...]
    unreadable: tuple[str, ...]
    excerpts: tuple[ExcerptChange, ...]
    statuses: tuple[tuple[Fiche, str | None], ...]
    other_added: tuple[str, ...]
    other_removed: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """True when a reader would see no difference."""
        return self == Comparison(
            added=(), removed=(), changed=(), unreadable=(), excerpts=(), statuses=(), other_added=(), other_removed=()
        )


class _Side:
    """One tree: its pages that readers have, by address, and what each claims."""

    def __init__(self, catalogue: Catalogue, today: date) -> None:
        self.catalogue = catalogue
        self.addresses = catalogue.published_addresses(today)
        self.pages: Mapping[str, AnyDocument] = {
            page_address(document): document for document in catalogue.documents if document.on_site(today)
        }

    @cached_property
    def citing(self) -> Mapping[tuple[str, str], list[AnyDocument]]:
        """The pages that cite each excerpt, by key and id."""
        found: dict[tuple[str, str], list[AnyDocument]] = {}
        for page in self.pages.values():
            cited = {(excerpt.key, excerpt.id) for trace in self.catalogue.traces(page) for excerpt in trace.excerpts}
            for name in cited:
                found.setdefault(name, []).append(page)
        return found

    def excerpt(self, name: tuple[str, str]) -> Excerpt | None:
        note = self.catalogue.notes.get(name[0])
        return note.excerpt(name[1]) if note else None

    def claims(self, page: AnyDocument) -> _Claims:
        found: _Claims = Counter()
        for trace in self.catalogue.traces(page):
            for figure in trace.sentence.figures:
                carrier = trace.carrier(figure)
                found[collapse(figure.text), (carrier[1].key, carrier[1].id) if carrier else None] += 1
        return found


def compare(base: Catalogue, head: Catalogue, today: date) -> Comparison:
    """Return what changes for a reader on ``today`` from ``base`` to ``head``."""
    before, after = _Side(base, today), _Side(head, today)
    moved = {one.vers: one.de for one in head.addresses.redirections if one.de in before.pages and one.de not in after.pages}
    gone = [page for address, page in before.pages.items() if address not in after.pages and address not in moved.values()]
    unreadable = {page.source.path for page in gone if _unread(head, page)}
    written = {*before.pages, *after.pages}
    return Comparison(
        added=tuple(
            (page, _figures(None, (after, page)))
            for address, page in sorted(after.pages.items())
            if address not in before.pages and address not in moved
        ),
        removed=tuple(page for page in gone if page.source.path not in unreadable),
        changed=tuple(_changes(before, after, moved)),
        unreadable=tuple(sorted(unreadable)),
        excerpts=tuple(_excerpts(before, after)),
        statuses=tuple(_statuses(base, head)),
        other_added=tuple(sorted(after.addresses - before.addresses - written)),
        other_removed=tuple(sorted(before.addresses - after.addresses - written)),
    )


def _unread(head: Catalogue, page: AnyDocument) -> bool:
    """Say whether a page's file is still there, and could not be read."""
    return (head.project.root / page.source.path).is_file() and all(other.source.path != page.source.path for other in head.documents)


def _changes(before: _Side, after: _Side, moved: Mapping[str, str]) -> list[PageChange]:
    found = []
    for address, page in sorted(after.pages.items()):
        old = before.pages.get(moved.get(address, address))
        if old is None or (old.source.text == page.source.text and address not in moved):
            continue
        old_meta, meta = old.meta.model_dump(), page.meta.model_dump()
        fields = tuple((key, old_meta.get(key), value) for key, value in meta.items() if old_meta.get(key) != value)
        titles = dict.fromkeys(collapse(section.title) for section in (*page.sections, *old.sections))
        sections = tuple(title for title in titles if _text(old, title) != _text(page, title))
        found.append(
            PageChange(
                page=page, moved_from=moved.get(address), fields=fields, sections=sections, figures=_figures((before, old), (after, page))
            )
        )
    return found


def _text(page: AnyDocument, title: str) -> str | None:
    section = page.section(title)
    return collapse(page.source.text[section.heading.end : section.end]) if section else None


def _figures(old: tuple[_Side, AnyDocument] | None, new: tuple[_Side, AnyDocument]) -> tuple[FigureChange, ...]:
    """Return the figures that are on one side only, by the excerpt that they rest on."""
    before: _Claims = old[0].claims(old[1]) if old else Counter()
    after = new[0].claims(new[1])
    names = dict.fromkeys(name for _, name in (*after, *before))
    found = []
    for name in names:
        lost = tuple(text for (text, of), _ in (before - after).items() if of == name)
        won = tuple(text for (text, of), _ in (after - before).items() if of == name)
        if lost or won:
            excerpt = (new[0].excerpt(name) or (old[0].excerpt(name) if old else None)) if name else None
            found.append(FigureChange(excerpt, lost, won))
    return tuple(found)


def _excerpts(before: _Side, after: _Side) -> list[ExcerptChange]:
    found = []
    for name in sorted({*before.citing, *after.citing}):
        old, new = before.excerpt(name), after.excerpt(name)
        if _shown(old) != _shown(new) and old is not None:  # a new excerpt comes with the page that cites it
            found.append(ExcerptChange(old, new, tuple(after.citing.get(name, before.citing.get(name, [])))))
    return found


def _shown(excerpt: Excerpt | None) -> tuple[object, ...] | None:
    """Return what readers see of an excerpt."""
    return (
        (
            excerpt.locator,
            excerpt.language,
            excerpt.reading,
            excerpt.quotation,
            excerpt.paraphrase,
            excerpt.translation,
            excerpt.remarks,
            excerpt.url,
        )
        if excerpt is not None
        else None
    )


def _statuses(base: Catalogue, head: Catalogue) -> list[tuple[Fiche, str | None]]:
    """Return the sheets whose status is not what it was, with what it was (None: a new draft; a new page is told as such)."""
    found: list[tuple[Fiche, str | None]] = []
    for slug, fiche in sorted(head.fiches.items()):
        old = base.fiches.get(slug)
        if old.meta.statut != fiche.meta.statut if old else not fiche.published:
            found.append((fiche, old.meta.statut if old else None))
    return found
