"""The whole path: check, write the docs tree, MkDocs, search index, then ``site/`` file by file."""

import json
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from html import escape
from pathlib import Path

from pipeline.content.catalogue import Catalogue
from pipeline.content.council import Organisation
from pipeline.edition.docs_tree import Changes, Made, files_under, write_made
from pipeline.edition.index import SiteIndex
from pipeline.edition.register import record
from pipeline.fingerprints import fingerprint, register_fingerprint, shared_fingerprint
from pipeline.handouts.canvases import Documents, site_documents
from pipeline.handouts.pdf_files import documents
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.references.apa import format_references
from pipeline.references.labels import assign_labels
from pipeline.rules.run import Report, check
from pipeline.site.build_lock import BuildLock
from pipeline.site.downloads.generators import extra_files
from pipeline.site.last_build import State, site_fingerprint
from pipeline.site.mkdocs.configuration import write_configuration
from pipeline.site.navigation import Navigation, navigation
from pipeline.site.pages.page_types import Edition, SitePage, site_pages
from pipeline.site.pages.renderer import PageRenderer
from pipeline.site.placement import ToMove, move, remove_gone, to_move, write_beside
from pipeline.site.search.pagefind_index import INDEXES, SEARCH, KeptPages, ReadPages, index_pages, published_files, read_pages
from pipeline.text.addresses import absolute, docs_file
from pipeline.text.diagnostics import Diagnostic
from pipeline.writing import Replacements, replace_if_different

Step = Callable[[str], None]
_SITEMAP = "sitemap.xml"


@dataclass(frozen=True)
class Prepared:
    """What the stages before MkDocs gave. ``blocking`` is empty when the docs tree was written."""

    report: Report
    blocking: tuple[Diagnostic, ...]
    _index: SiteIndex | None
    pages: int = 0
    navigation: Navigation = field(default_factory=Navigation)

    @property
    def index(self) -> SiteIndex:
        """The index of the site; only when nothing blocks."""
        if self._index is None:
            raise RuntimeError("nothing was published: the content has errors")
        return self._index


@dataclass(frozen=True)
class Built:
    """The outcome of a build. ``updated`` alone: nothing to build, but files of ``site/`` that someone had changed are as they were."""

    prepared: Prepared | None
    pages: int
    updated: Changes | None

    @property
    def unchanged(self) -> bool:
        """True when nothing had changed since the last build and nothing was done."""
        return self.prepared is None and self.updated is None


def prepare(project: Project, today: date, *, drafts: bool = False, memory: Memory | None = None, step: Step = lambda _: None) -> Prepared:
    """Check everything and write the docs tree; with errors, nothing is written.

    With the ``memory`` of an earlier build of this process, only what changed is read, checked and written.
    """
    step("Lecture et vérification")
    report = check(project, today, memory)
    blocking = report.blocking(drafts=drafts)
    if blocking or report.catalogue is None:
        return Prepared(report, blocking or report.diagnostics, None)
    step("Références")
    catalogue = report.catalogue
    index = index_of(catalogue, today, drafts=drafts)
    step("Fils, exports, images de partage et documents PDF")
    canvases = site_documents(project, index)
    write_extra_files(project, index, canvases)
    step("Pages")
    edition = Edition(index, documents(project, catalogue.memory), canvases.canvases(index.committees))
    pages = tuple(site_pages(edition))
    write_pages(project, catalogue, pages, frozenset(index.closed))
    _write_sitemap(project, catalogue.organisation, pages)
    links = navigation(pages)
    write_configuration(project, catalogue.organisation, links)
    return Prepared(report=report, blocking=(), _index=index, pages=len(pages), navigation=links)


def index_of(catalogue: Catalogue, today: date, *, drafts: bool = False) -> SiteIndex:
    """Return what crosses the pages of a catalogue without errors."""
    labels = assign_labels(catalogue.references.values())
    references = format_references(catalogue.references.values(), labels, catalogue.project.build / "references.json")
    return SiteIndex(catalogue=catalogue, labels=labels, references=references, today=today, drafts=drafts)


def write_pages(project: Project, catalogue: Catalogue, pages: Iterable[SitePage], closed: frozenset[str] = frozenset()) -> Changes:
    """Write the file of each page into the docs tree; one whose context is that of an earlier build of this process is not rendered.

    ``closed`` are the pages that are not made, to which no other links: when one opens or closes, all are rendered again.
    """
    renderer = PageRenderer(project, catalogue.organisation, catalogue.vocabulary, closed)
    files = (Made(docs_file(page.address), (page,), partial(renderer.file, page)) for page in pages)
    return write_made(project.docs, files, (*_settings(project, catalogue), closed), catalogue.memory)


def write_extra_files(project: Project, index: SiteIndex, canvases: Documents) -> Changes:
    """Write the files of the site that MkDocs does not make, to be laid over its output."""
    return write_made(project.extras, extra_files(project, index, canvases), _settings(project, index.catalogue), index.catalogue.memory)


def _settings(project: Project, catalogue: Catalogue) -> tuple[object, ...]:
    """Return what every file of the site may depend on."""
    return (shared_fingerprint(project), catalogue.organisation, catalogue.vocabulary)


def build(
    project: Project,
    today: date,
    *,
    clean: bool = False,
    drafts: bool = False,
    memory: Memory | None = None,
    step: Step = lambda _: None,
    search: bool = True,
    meanwhile: Callable[[], None] = lambda: None,
) -> Built:
    """Build the site; a build that fails leaves ``site/`` as it was. ``clean`` forgets earlier work; ``memory`` as for ``prepare``.

    ``meanwhile`` is called while the search index is made: the memory then holds all that it will. Another build of the same folder is
    waited for. Without ``search``, until ``build_search`` has made its index, the next build takes
    nothing for done. Raises OSError when the disk is full: ``site/`` is then the old one, whole.
    """
    with BuildLock(project.build, step):
        return _build(project, today, clean=clean, drafts=drafts, memory=memory, step=step, search=search, meanwhile=meanwhile)


# The pages alone.
build_pages = partial(build, search=False)


def _build(
    project: Project,
    today: date,
    *,
    clean: bool,
    drafts: bool,
    memory: Memory | None,
    step: Step,
    search: bool,
    meanwhile: Callable[[], None],
) -> Built:
    from pipeline.site.mkdocs.driver import run_mkdocs  # slow to import, and only needed here

    state = State(project)
    # Taken before anything is read: what changes from here on is for the next build.
    shared = shared_fingerprint(project)
    inputs = fingerprint(project, drafts=drafts, shared=shared)
    if not clean and state.holds(today, inputs):
        return Built(None, 0, _restore(project, state))
    if clean:
        _forget(project)
    prepared = prepare(project, today, drafts=drafts, memory=memory, step=step)
    if prepared.blocking:
        return Built(prepared, 0, None)
    organisation = prepared.index.catalogue.organisation
    # Every page is in its own file, so only what all pages share (theme, settings, menu and footer) asks for all of them again.
    links = json.dumps(asdict(prepared.navigation), ensure_ascii=False)
    dirty = state.read("shared") == shared and state.read("links") == links and project.staging.is_dir()
    forget_state(project)  # until the end, the staging folder is not to be trusted
    if not dirty:  # the indexer and what it is given of a page are shared by all
        _forget_indexes(project)
    step("Mise en page (MkDocs)")
    folders = None if project.own(project.mkdocs_config) else (project.docs, project.staging)
    run_mkdocs(project.mkdocs_config, organisation, prepared.navigation, dirty=dirty, folders=folders)
    _remove_old_pages(project)
    known = prepared.index.catalogue.memory
    if search:
        updated = finish(project, known, step, meanwhile)
    else:
        step("Mise en place")
        updated = publish_pages(project, known)
    if not drafts:
        record(prepared.index.catalogue, today)
    register = register_fingerprint(project)
    whole = {"inputs": inputs, "site": site_fingerprint(project)} if search else {}
    state.write(
        {"pages": inputs, "shared": shared, "links": links, "register": register, **_days(prepared.index.catalogue, today), **whole}
    )
    return Built(prepared, prepared.pages, updated)


def _restore(project: Project, state: State) -> Changes | None:
    """Make ``site/`` again what the last build made of it, when someone changed its files; None when nobody had."""
    if state.untouched:
        return None
    _make_indexes(project, Memory())  # those of the staged pages are there, unless someone took them away
    updated = move(_pages_to_move(project, Memory()), _search_to_move(project))
    state.write({**state.values(), "site": site_fingerprint(project)})
    return updated or None


def build_search(project: Project, stop: threading.Event | None = None, memory: Memory | None = None) -> Changes:
    """Make the search index of the pages that ``build_pages`` put in place; the build is then whole.

    ``memory`` is that of earlier indexes; of a thread that builds pages meanwhile, it is another than theirs.
    When pages were left half-made, does nothing: the next build makes both. Raises ``SearchStoppedError`` as ``index_pages`` does.
    """
    with BuildLock(project.build):
        state = State(project)
        pages = state.read("pages")
        if pages is None:
            return Changes((), ())
        updated = publish_search(project, stop, memory)
        state.write({**state.values(), "inputs": pages, "site": site_fingerprint(project)})
        return updated


def _days(catalogue: Catalogue, today: date) -> dict[str, str]:
    """Return the days between which the same content gives the same site: a sheet of the future is waiting."""
    days = {fiche.meta.publiee_le for fiche in catalogue.fiches.values()}
    past, coming = [day for day in days if day <= today], [day for day in days if day > today]
    return {"from": (max(past) if past else date.min).isoformat(), "until": (min(coming) if coming else date.max).isoformat()}


def forget_state(project: Project) -> None:
    """Make the next build trust nothing of what was built before."""
    state = State(project)
    if state.read("inputs") is None:  # the last build did not end: its index may be that of other pages
        _forget_indexes(project)
    state.forget()


def _forget_indexes(project: Project) -> None:
    """Remove the indexes, and the pages as they were read for them."""
    for folder in project.build.glob(f"{SEARCH}*"):
        shutil.rmtree(folder, ignore_errors=True)


def finish(project: Project, memory: Memory, step: Step = lambda _: None, meanwhile: Callable[[], None] = lambda: None) -> Changes:
    """Index the staged pages for search, then move what changed into ``site/``, pages first; return what changed.

    Every file is whole on the disk beside its place before the first moves: a full disk leaves ``site/`` as it was. ``meanwhile`` is
    called while the indexer, which is another process, works.
    """
    pages = _pages_to_move(project, memory)
    _forget_old_indexes(project, pages)
    step("Index de recherche")
    with Replacements() as pending:

        def beside() -> None:
            write_beside(pending, pages)
            meanwhile()

        _make_indexes(project, memory, meanwhile=beside)
        step("Mise en place")
        search = _search_to_move(project)
        write_beside(pending, search)
        pending.carry_out()
    return remove_gone(pages, search)


def publish_pages(project: Project, memory: Memory) -> Changes:
    """Move the staged pages that changed into ``site/``, and remove those that are gone.

    The search indexes that readers have stay; those in ``build/``, of other pages, go.
    """
    pages = _pages_to_move(project, memory)
    _forget_old_indexes(project, pages)
    return move(pages)


def publish_search(project: Project, stop: threading.Event | None = None, memory: Memory | None = None) -> Changes:
    """Index the staged pages unless their indexes are there, and put these in place: their entry points last.

    Raises ``SearchStoppedError`` as ``index_pages`` does; readers then keep the indexes that they had.
    """
    _make_indexes(project, memory or Memory(), stop)
    return move(_search_to_move(project))


def files_laid_over(project: Project) -> dict[str, str]:
    """Return the files of the site that MkDocs does not make: the path of each, by its name in the site."""
    sitemap = project.build / _SITEMAP
    return files_under(project.extras) | ({_SITEMAP: str(sitemap)} if sitemap.is_file() else {})


def _pages_to_move(project: Project, memory: Memory) -> ToMove:
    return to_move(project.site, files_under(project.staging) | files_laid_over(project), memory)


def _search_to_move(project: Project) -> ToMove:
    return to_move(project.site / SEARCH, published_files(project.build), Memory(), f"{SEARCH}/")


def _forget_old_indexes(project: Project, pages: ToMove) -> None:
    """Remove from ``build/`` the indexes of which a page changes, comes or goes."""
    gone = files_under(project.site).keys() - pages.expected()
    html = [name for name in (*pages.changed, *gone) if name.endswith(".html")]
    for name, index in INDEXES.items():
        if any(index.holds(page) for page in html):
            shutil.rmtree(project.build / name, ignore_errors=True)


def _make_indexes(
    project: Project, memory: Memory, stop: threading.Event | None = None, meanwhile: Callable[[], None] = lambda: None
) -> None:
    """Make the indexes that are not there, reading the pages of each beside the one before; ``meanwhile`` is called beside the last."""
    missing = [name for name in INDEXES if not (project.build / name).is_dir()]
    pages: dict[str, ReadPages] = {}

    def read(name: str) -> None:
        pages[name] = read_pages(project.staging, INDEXES[name], KeptPages(project.build / f"{name}-pages", memory), stop)

    for first in missing[:1]:
        read(first)
    besides: list[Callable[[], None]] = [*(partial(read, after) for after in missing[1:]), meanwhile]
    for name, beside in zip(missing, besides, strict=False):
        # In a folder of its own: the indexer of a build that was killed may still be writing in another.
        with tempfile.TemporaryDirectory(prefix=f"{name}-", dir=project.build) as folder:
            index_pages(pages[name], Path(folder, name), INDEXES[name], stop, beside)
            Path(folder, name).replace(project.build / name)
    if not missing:
        meanwhile()


def _remove_old_pages(project: Project) -> None:
    """Remove from the staging folder the pages whose file is gone: MkDocs leaves them behind."""
    pages = files_under(project.docs)
    for name, path in files_under(project.staging).items():
        address = name.removesuffix("/index.html")
        if address != name and f"{address}.md" not in pages:
            Path(path).unlink()


def _write_sitemap(project: Project, organisation: Organisation, pages: Iterable[SitePage]) -> None:
    """Write the sitemap, with the sheets' own dates; a site without an address has none (sitemaps.org)."""
    site = organisation.adresse
    target = project.build / _SITEMAP
    if site is None:
        target.unlink(missing_ok=True)
        return
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for page in pages:
        if page.type.listed:
            day = page.context.modified
            modified = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
            lines.append(f"<url><loc>{escape(absolute(site, page.address) or '', quote=False)}</loc>{modified}</url>")
    replace_if_different(target, "\n".join([*lines, "</urlset>", ""]).encode())


def _forget(project: Project) -> None:
    forget_state(project)  # first: a build that is killed here must not be trusted
    for folder in (project.staging, project.extras, project.kept):
        shutil.rmtree(folder, ignore_errors=True)
    _forget_indexes(project)
    (project.build / "references.json").unlink(missing_ok=True)
