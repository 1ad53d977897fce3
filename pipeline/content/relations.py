"""Who names whom: fields marked with the folder of a kind (``OfList``) are the edges; all that crosses pages follows from them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

from pydantic import BaseModel

from pipeline.content.kind import AnyKind, AnyWritten, Kind, Library, One
from pipeline.content.loading import lists_named
from pipeline.fields.validation import values_at
from pipeline.text.checks import Fault, fault
from pipeline.text.words import nearest
from pipeline.text.yaml_in import KeyPath


@dataclass(frozen=True)
class Naming:
    """Where a file names a page: the path of the value in its header, the kind of the page and its name."""

    path: KeyPath
    kind: AnyKind
    slug: str


@dataclass(frozen=True)
class Missing(Naming):
    """A name that leads to no page that readers find: ``there`` when there is one all the same; ``near``: what to do of a typing error."""

    there: bool
    near: str

    def told(self) -> Fault:
        """Return the fault, in the words of the kind."""
        words = self.kind.words
        if words is None:
            raise TypeError(f"no one has said how to name one of {self.kind.folder}")
        if self.there:
            return fault(self.path, words.unpublished.format(the=words.the, name=self.slug), text=self.slug, hint=words.publish)
        return fault(self.path, f"Il n’y a pas {words.of} « {self.slug} ».", text=self.slug, hint=self.near)


def names_in(written: AnyWritten, kinds: Mapping[str, AnyKind]) -> Iterator[Naming]:
    """Yield every page that a file names in its keys, as they come in its model; ``kinds`` are by the names of their folders."""
    model: type[BaseModel] = type(written.meta)
    for key, folder in lists_named(model):
        if folder in kinds:
            for path, slug in values_at(written.header.data, tuple(key.split("."))):
                if isinstance(slug, str):
                    yield Naming(path, kinds[folder], slug)


def missing(written: AnyWritten, catalogue: Library, today: date, *kinds: AnyKind) -> Iterator[Missing]:
    """Yield the pages that a file names, of any kind or of these, and that readers do not find on ``today``.

    One that is there and cannot be read is not told: its own diagnostics say why, once. Nor is one of a closed list: the reading told it.
    """
    for name in names_in(written, catalogue.page_kinds):
        if name.kind.closed or (kinds and name.kind not in kinds):
            continue
        found = catalogue.of(name.kind).get(name.slug)
        if found is not None and found.listed(today):
            continue
        if found is None and catalogue.unread(name.kind, name.slug):
            continue
        known = (slug for slug, other in catalogue.of(name.kind).items() if other.listed(today))
        yield Missing(path=name.path, kind=name.kind, slug=name.slug, there=found is not None, near=near_name(name.slug, known))


def unfound(written: AnyWritten, catalogue: Library, today: date, *kinds: AnyKind) -> Iterator[Fault]:
    """Yield a fault for each page that a file names and that readers do not find on ``today``, as ``missing`` says."""
    yield from (one.told() for one in missing(written, catalogue, today, *kinds))


def near_name(name: str, choices: Iterable[str]) -> str:
    """Return what to do about a name that is none of ``choices``."""
    near = nearest(name, choices)
    return f"Vouliez-vous dire « {near} »?" if near else "Écrivez le nom du fichier, sans « .md »."


@dataclass(frozen=True)
class Relations:
    """Who names whom among what is shown, both ways; ``shown`` gives the files of each kind, in the order in which pages list them."""

    kinds: Mapping[str, AnyKind]
    shown: Mapping[AnyKind, Sequence[AnyWritten]]

    def named(self, written: AnyWritten, kind: Kind[One]) -> tuple[One, ...]:
        """Return the pages of ``kind`` that a file names, in its order, each once; those that are not shown are left out."""
        names = (name.slug for name in names_in(written, self.kinds) if name.kind is kind)
        return cast(tuple[One, ...], tuple(self._by_slug[kind][slug] for slug in dict.fromkeys(names) if slug in self._by_slug[kind]))

    def naming(self, page: AnyWritten, kind: Kind[One]) -> tuple[One, ...]:
        """Return the files of ``kind`` that name a page, each once."""
        return self.naming_one(type(page), page.slug, kind)

    def naming_one(self, document: type[AnyWritten], slug: str, kind: Kind[One]) -> tuple[One, ...]:
        """Return the files of ``kind`` that name the page of that type and of that name, each once."""
        return cast(tuple[One, ...], tuple(self._naming[kind].get((document, slug), ())))

    def with_(self, page: AnyWritten, kind: Kind[One]) -> tuple[One, ...]:
        """Return the pages of ``kind`` that go with a page, whichever side names the other: those that it names first."""
        return tuple({one.slug: one for one in (*self.named(page, kind), *self.naming(page, kind))}.values())

    def beside(self, page: AnyWritten, kind: Kind[One]) -> tuple[One, ...]:
        """Return the same pages in the order in which lists give them."""
        rank = list(self._by_slug[kind])
        return tuple(sorted(self.with_(page, kind), key=lambda one: rank.index(one.slug)))

    @cached_property
    def _by_slug(self) -> Mapping[AnyKind, Mapping[str, AnyWritten]]:
        return {kind: {one.slug: one for one in files} for kind, files in self.shown.items()}

    @cached_property
    def _naming(self) -> Mapping[AnyKind, Mapping[tuple[type, str], list[AnyWritten]]]:
        found: dict[AnyKind, dict[tuple[type, str], list[AnyWritten]]] = {kind: defaultdict(list) for kind in self.shown}
        for kind, files in self.shown.items():
            for one in files:
                for name in dict.fromkeys((name.kind.document, name.slug) for name in names_in(one, self.kinds)):
                    found[kind][name].append(one)
        return found
