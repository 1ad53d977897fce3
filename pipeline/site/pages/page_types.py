"""The types of pages: each is one function, declared with its template and with what the theme loads beside it.

The pages of the site, its sitemap, its footer, and which pages are rendered again after an edit all follow from these declarations.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Generic, ParamSpec, TypedDict, TypeVar, Unpack, overload

import pipeline.site.pages
from pipeline.content.address_book import page_address
from pipeline.content.catalogue import Catalogue
from pipeline.content.council import Organisation, Vocabulary
from pipeline.content.kind import AnyDocument, AnyKind, Kind
from pipeline.content.menu import Entry
from pipeline.edition.index import SiteIndex
from pipeline.edition.prose.page_prose import PageText, page_text
from pipeline.handouts.canvas_names import CanvasSet
from pipeline.handouts.pdf_engine import PdfFile
from pipeline.site.search.search_entries import SearchEntry

Value = TypeVar("Value")
Item = TypeVar("Item")
Inputs = ParamSpec("Inputs")
NOTHING: Mapping[str, Any] = {}
# What a page with filters loads; its policy opens for the engine's WebAssembly.
FILTERED: Mapping[str, Any] = {"script": "recherche", "styles": ["recherche"]}
# The order of pages in the sitemap, by module. A module that is not named here comes just before the last.
_ORDER = (
    "home",
    "sheets",
    "terms",
    "references",
    "activities",
    "written_pages",
    "committees",
    "tools",
    "region",
    "needs",
    "campaigns",
    "initiatives",
    "plans",
    "choosing",
    "surveys",
    "dashboard",
    "reports",
    "rules_and_fields",
    "finding",
    "widgets",
    "dossiers",
    "moved_pages",
)


@dataclass(frozen=True, slots=True)
class Lazy(Generic[Value]):
    """A value that is computed only when its page is rendered, by a pure function. Two are equal when function and inputs are."""

    make: Callable[..., Value]
    inputs: tuple[object, ...]
    options: Mapping[str, object]

    def value(self) -> Value:
        """Compute it."""
        return self.make(*self.inputs, **self.options)


def lazy(make: Callable[Inputs, Value], *inputs: Inputs.args, **options: Inputs.kwargs) -> Lazy[Value]:
    """Return what ``make`` gives for these inputs, left for when the page is rendered."""
    return Lazy(make, inputs, options)


@dataclass(frozen=True)
class Context:
    """All that one page is made from: plain data, and pure functions of it (``Lazy``).

    A page whose context equals that of the last build is not rendered again. Comparing is cheap: documents and works that no edit touched
    are the same objects from one build to the next, and Python compares the items of a dict or of a tuple by identity first.

    ``variables`` are what the template reads, ``more`` those that take work. ``search`` is what search knows of the page; ``header``
    (values may be ``Lazy``) and ``jsonld`` are for the theme; ``modified`` is the day when people last changed the page, where they say it.
    ``entry`` is its place in the menu or the footer, for a page that says it itself.
    """

    title: str
    description: str
    variables: Mapping[str, object] = field(default_factory=dict)
    more: Lazy[Mapping[str, object]] | None = None
    search: Lazy[SearchEntry] | None = None
    jsonld: Lazy[str] | None = None
    header: Mapping[str, object] = field(default_factory=dict)
    modified: date | None = None
    entry: Entry | None = None


@dataclass(frozen=True)
class Edition:
    """What pages are made from: the index of the site; the PDFs they link to, by address; the canvases."""

    index: SiteIndex
    pdfs: Mapping[str, PdfFile] = field(default_factory=dict)
    canvases: Sequence[CanvasSet] = ()

    @property
    def catalogue(self) -> Catalogue:
        """What people wrote."""
        return self.index.catalogue

    @property
    def organisation(self) -> Organisation:
        """The council."""
        return self.index.catalogue.organisation

    @property
    def vocabulary(self) -> Vocabulary:
        """Its lists."""
        return self.index.catalogue.vocabulary

    def text(self, document: AnyDocument) -> PageText:
        """Return the prose of a page with all that rendering it takes."""
        return page_text(self.index, document)


class Indexed(Enum):
    """What search reads of a page: nothing, its text, its head alone (its template marks it), or nothing but its entry."""

    NOT = "not"
    TEXT = "text"
    HEAD = "head"
    ENTRY = "entry"


@dataclass(frozen=True)
class PageType:
    """A declared type. ``pages`` yields the address of each page with what ``context`` takes after the edition."""

    context: Callable[..., Context]
    pages: Callable[[Edition], Iterable[tuple[str, tuple[Any, ...]]]]
    template: str
    indexed: Indexed
    listed: bool
    header: Mapping[str, object]
    entry: Entry | None
    closed: bool

    def __reduce__(self) -> tuple[Callable[[str, str, str], "PageType"], tuple[str, str, str]]:
        """Pickle it by name: there is one of each, and it holds functions."""
        return _named, (self.context.__module__, self.context.__qualname__, self.template)


@dataclass(frozen=True)
class SitePage:
    """One page of the site, before it is rendered."""

    address: str
    type: PageType
    context: Context


_declared: list[PageType] = []
Simple = Callable[[Edition], Context]
Each = Callable[[Edition, Item], Context]


class Options(TypedDict, total=False):
    """What a type of page says besides its template.

    ``genre`` is its class in the theme (« page » by default). ``styles`` and ``script`` name files of the theme's ``assets``; a ``dated``
    page loads what tells days by the reader's clock. A page that is not ``listed`` asks search engines to leave it out, and is not in the
    sitemap. ``entry`` is its place in the menu or the footer (of the first of its pages). ``header`` is anything else that the theme reads.
    ``closed`` pages stand for those that have nothing to show.
    """

    genre: str
    indexed: Indexed
    styles: Sequence[str]
    script: str
    dated: bool
    listed: bool
    entry: Entry | None
    closed: bool
    header: Mapping[str, object]


@overload
def page(of: str, template: str, **options: Unpack[Options]) -> Callable[[Simple], Simple]: ...
@overload
def page(of: AnyKind, template: str, **options: Unpack[Options]) -> Callable[[Each[Any]], Each[Any]]: ...
@overload
def page(
    of: Callable[[Edition], Iterable[tuple[str, Item]]], template: str, **options: Unpack[Options]
) -> Callable[[Each[Item]], Each[Item]]: ...
def page(of: Any, template: str, **options: Unpack[Options]) -> Callable[[Callable[..., Context]], Callable[..., Context]]:
    """Declare a type of page on the function that gives the context of each of its pages.

    ``of`` is the address of the only page (the function takes the edition); or a kind of document, or a function that yields the address
    of each page with what it shows (the function takes the edition and that).
    """
    indexed = options.get("indexed", Indexed.NOT)
    header = {"genre": options.get("genre", "page"), "recherche": indexed is Indexed.TEXT, **options.get("header", NOTHING)}
    header |= {"styles": list(options["styles"])} if "styles" in options else {}
    header |= {"script": options["script"]} if "script" in options else {}
    header |= {"activites": True} if options.get("dated") else {}
    listed = options.get("listed", True)
    header |= {} if listed else {"sans_index": True}

    def declare(context: Callable[..., Context]) -> Callable[..., Context]:
        entry, closed = options.get("entry"), options.get("closed", False)
        _declared.append(PageType(context, _pages(of), template, indexed=indexed, listed=listed, header=header, entry=entry, closed=closed))
        return context

    return declare


def _pages(of: Any) -> Callable[[Edition], Iterable[tuple[str, tuple[Any, ...]]]]:
    if isinstance(of, str):
        return lambda _: ((of, ()),)
    if isinstance(of, Kind):
        return lambda edition: ((page_address(document), (document,)) for document in edition.index.published(of))
    return lambda edition: ((address, (item,)) for address, item in of(edition))


@cache
def page_types() -> tuple[PageType, ...]:
    """Return every type, in the order of the sitemap: those of each module of this package, as it declares them."""
    names = {module.name for module in pkgutil.iter_modules(pipeline.site.pages.__path__)}
    for name in sorted(names):
        importlib.import_module(f"{pipeline.site.pages.__name__}.{name}")
    ranks = {name: rank for rank, name in enumerate((*_ORDER[:-1], *sorted(names - {*_ORDER}), _ORDER[-1]))}
    return tuple(sorted(_declared, key=lambda one: ranks[one.context.__module__.rpartition(".")[-1]]))


def _named(module: str, function: str, template: str) -> PageType:
    """Return the type of that context and template. Raises LookupError: there is none."""
    found = (
        one for one in page_types() if (one.context.__module__, one.context.__qualname__, one.template) == (module, function, template)
    )
    try:
        return next(found)
    except StopIteration:
        raise LookupError(f"no type of page is declared on {module}.{function}") from None


def site_pages(edition: Edition) -> Iterator[SitePage]:
    """Yield every page of the site, home first; one that has nothing to show is not made (``pipeline.content.rooms``)."""
    for one in page_types():
        for address, items in one.pages(edition):
            if one.closed or address not in edition.index.closed:
                yield SitePage(address, one, one.context(edition, *items))
