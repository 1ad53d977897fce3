"""What a kind of content is: where its files are, what they may say, what they become, where their pages are.

Each kind is declared once, beside its model; ``kinds.KINDS`` lists them, and everything that goes through the kinds follows that list.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from pydantic import BaseModel

from pipeline.fields.excerpt_names import NamedExcerpt, named_excerpts
from pipeline.text.diagnostics import Diagnostic, Place
from pipeline.text.files import Source
from pipeline.text.markdown import Block, Section, blocks, sections
from pipeline.text.prose import Prose
from pipeline.text.words import collapse, fold
from pipeline.text.yaml_in import KeyPath, YamlData

Meta = TypeVar("Meta", bound=BaseModel)


@dataclass(frozen=True)
class Written(Generic[Meta]):
    """One file that people wrote: its text, its keys with their places, and what they say."""

    slug: str
    source: Source
    header: YamlData
    meta: Meta

    @property
    def draft(self) -> bool:
        """True when the file is not to be published as it stands: its faults then stop nothing."""
        return False

    def on_site(self, today: date) -> bool:  # noqa: ARG002 (some kinds wait for their day)
        """Say whether readers find its page on ``today``."""
        return not self.draft

    def listed(self, today: date) -> bool:
        """Say whether readers who follow a link to it on ``today`` find what it says, and not only that it was withdrawn."""
        return self.on_site(today)

    def at(self, path: KeyPath) -> Place:
        """Return the line and column of the value at ``path``, or of the nearest key above it."""
        return self.source.place(self.header.where(path))


@dataclass(frozen=True)
class Document(Written[Meta]):
    """One Markdown file with its front matter; the body starts at the offset ``body_start``."""

    body_start: int

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the body."""
        return tuple(blocks(self.source.text, self.body_start))

    @cached_property
    def prose(self) -> Prose:
        """The body as sentences."""
        return Prose(self.source, self.blocks)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The body's sections of rank 2."""
        return tuple(sections(self.source.text, self.blocks, 2))

    @cached_property
    def cited_keys(self) -> tuple[str, ...]:
        """Keys of the works cited, each once, in order of first citation: in the text, then in the header."""
        named = (one.key for one in self.named_excerpts)
        return tuple(dict.fromkeys((*(c.key for group in self.prose.groups for c in group.citations), *named)))

    @cached_property
    def named_excerpts(self) -> tuple[NamedExcerpt, ...]:
        """The excerpts that its header names, in the order of the file, as they are typed."""
        return tuple(named_excerpts(self.header, type(self.meta)))

    def section(self, title: str) -> Section | None:
        """Return the section of that title, whatever its case, accents or apostrophes."""
        wanted = fold(title)
        return next((section for section in self.sections if fold(collapse(section.title)) == wanted), None)


class PageDocument(Document[Meta]):
    """A document that is a page of the site, as it stands; a reading note is none: the page of its reference shows it."""


AnyDocument: TypeAlias = PageDocument[Any]
AnyWritten: TypeAlias = Written[Any]
One = TypeVar("One", bound=AnyWritten)


class Timed(Protocol):
    """What takes place on a day that is known: calendars and the list of activities show it."""

    @property
    def slug(self) -> str:
        """What calendars know it by."""

    @property
    def start(self) -> datetime:
        """The first instant."""

    @property
    def end(self) -> datetime:
        """The instant from which it is over."""


@dataclass(frozen=True)
class Words:
    """How a diagnostic names a page of the kind that another names: « La fiche », « de fiche ».

    ``unpublished`` says what is wrong with one that is there and that readers do not find (« {name} » stands for its name), ``publish``
    what to do.
    """

    the: str
    of: str
    unpublished: str = "{the} « {name} » n’est pas publiée."
    publish: str = "Retirez-la d’ici là, ou publiez-la."


_declared: dict[str, "AnyKind"] = {}


@dataclass(frozen=True, eq=False, kw_only=True)
class Kind(Generic[One]):
    """A kind of file.

    ``name`` is the word of its schema, of its page of keys, of the commands and of the search; ``title`` heads that page; ``one`` is its
    name with an article, ``many`` what the search panel calls its pages. ``files`` says where its files are, from the root: one file, or
    ``folder/*.md``.

    ``address`` comes before the name of each of its pages; None: it has none of its own. Where it ends with « / », it is the address of
    their list too, which is there as soon as readers find one of them; ``meanwhile`` is where that address leads until then (home).

    For a new file, ``asked`` are the keys that « passerelle nouvelle » asks for; ``sections``, the headings of its text; ``given``, the
    values that it has otherwise, where they are neither today nor « à écrire ».

    In its folder, ``beside`` is what else may be there; with ``folders``, one that has the name of a page holds its files
    (``attachments``). Without ``prose``, a header alone is a page. ``order`` is what its files are sorted by, instead of their names.
    ``accept`` tells what is wrong in what its model cannot check, and says whether the file can be used.

    ``described`` kinds have a schema and a page of keys; files of ``gathered`` kinds are in the catalogue. ``closed`` makes of their
    names a list that headers draw from, as those of the vocabulary. ``unique`` is the key of a title that no other page of the kind may
    have. ``days`` gives what of a page takes place on a day that is known. ``against_name`` yields why a page cannot take another name, in
    French. ``anchors`` are the ids of its template, which no heading of a text is given. ``words`` are those of diagnostics where another
    page names one. ``heading`` heads its pages, one or several, on that of a sheet that they name; without one, the template of sheets
    says where they are.
    """

    name: str
    title: str
    one: str
    files: str
    model: type[BaseModel]
    document: type[One]
    many: str = ""
    address: str | None = None
    meanwhile: str = ""
    asked: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    given: Mapping[str, object] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    folders: bool = False
    prose: bool = True
    order: Callable[[One], Any] | None = None
    accept: Callable[[One, list[Diagnostic]], bool] | None = None
    described: bool = True
    gathered: bool = True
    closed: bool = False
    unique: str | None = None
    days: Callable[[One], Iterable[Timed]] | None = None
    against_name: Callable[["Library", One, str], Iterator[str]] | None = None
    anchors: tuple[str, ...] = ()
    words: Words | None = None
    heading: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        """Make it known by its name, which stands for it where it is pickled: there is one of each, and it holds functions."""
        _declared.setdefault(self.name, self)

    def __reduce__(self) -> tuple[Callable[[str], "AnyKind"], tuple[str]]:
        """Pickle it by its name."""
        return _named, (self.name,)

    @property
    def markdown(self) -> bool:
        """True when the keys are the header of a text; else the file is YAML from end to end."""
        return self.files.endswith(".md")

    @property
    def suffix(self) -> str:
        """The extension of its files."""
        return ".md" if self.markdown else ".yml"

    @property
    def alone(self) -> bool:
        """True when there is one file of the kind."""
        return "*" not in self.files

    @property
    def folder(self) -> str:
        """The folder of its files, from the root."""
        return self.files.rpartition("/")[0]

    @property
    def plural(self) -> str:
        """The name of its folder, by which the fields of others name its pages (``OfList``)."""
        return self.folder.rpartition("/")[2]

    @property
    def paged(self) -> bool:
        """True when people write its pages in Markdown."""
        return self.markdown and self.address is not None

    @property
    def list_address(self) -> str | None:
        """The address of the page that lists its pages, or None."""
        return self.address if self.address and self.address.endswith("/") else None

    @property
    def schema_file(self) -> str:
        """Its JSON Schema, from the root."""
        return f"schemas/{self.name}.schema.json"

    @property
    def fields_page(self) -> str:
        """The address of the page of its keys."""
        return f"champs/{self.name}/"

    def file(self, slug: str) -> str:
        """Return the file of that name, from the root."""
        return f"{self.folder}/{slug}{self.suffix}"

    def page_address(self, slug: str) -> str:
        """Return the address of the page that the file of that name makes."""
        return f"{self.address}{slug}/"


AnyKind: TypeAlias = Kind[Any]


def _named(name: str) -> AnyKind:
    return _declared[name]


class Library(Protocol):
    """What a kind may ask of all that was read (the catalogue, which knows every kind)."""

    @property
    def page_kinds(self) -> Mapping[str, AnyKind]:
        """The kinds of pages, by the name of their folder."""

    @property
    def attachments(self) -> Mapping[str, object]:
        """The files beside pages, by the names of these."""

    def of(self, kind: Kind[One]) -> Mapping[str, One]:
        """Return the files of one kind, by name."""

    def naming(self, named: AnyKind, slug: str, kind: Kind[One]) -> tuple[One, ...]:
        """Return the files of ``kind`` that name the page of that name; ``named`` is the kind of the page."""

    def unread(self, kind: AnyKind, slug: str) -> bool:
        """Say whether the file is there but could not be read."""

    def in_calendars(self, slug: str) -> bool:
        """Say whether the calendars that people follow have what is on a day under that name."""

    def was_published(self, address: str) -> bool:
        """Say whether a page was ever published at that address."""
