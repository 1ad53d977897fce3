"""A built site and what builds one, in this process or once for the whole run."""

import pickle
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import pytest

from pipeline.content.catalogue import Catalogue
from pipeline.edition.index import SiteIndex
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.rules.run import check
from pipeline.site.build import Built, build, index_of
from pipeline.site.pages.page_types import Edition, SitePage, site_pages
from pipeline.site.pages.renderer import DocPage, PageRenderer
from tests.real import REAL_DAY, grow
from tests.shared import once
from tests.site.built_pages import Element, parse
from tests.support import REPOSITORY, TODAY, make_site

EXAMPLE = REPOSITORY / "tests" / "exemple"
ADDRESS = "https://exemple.invalid/passerelle/"


@dataclass(frozen=True)
class Site:
    """A built site, its project and what its build said; when another process built it, what that process ``remembered`` of its check."""

    project: Project
    built: Built
    day: date = TODAY
    remembered: Path | None = None

    @cached_property
    def index(self) -> SiteIndex:
        if self.built.prepared is not None:
            return self.built.prepared.index
        kept = pickle.loads(self.remembered.read_bytes()) if self.remembered else ()  # noqa: S301 - written by ``built_once``
        catalogue = check(self.project, self.day, Memory(*kept)).catalogue
        assert catalogue is not None
        return index_of(catalogue, self.day)

    @property
    def catalogue(self) -> Catalogue:
        return self.index.catalogue

    @property
    def root(self) -> Path:
        return self.project.root

    @property
    def site(self) -> Path:
        return self.project.site


def copy_project(source: Path, root: Path) -> Project:
    """Copy what a site is made from to ``root``: ``source``'s content, the repository's templates and settings."""
    for name in ("content", "research_notes"):
        shutil.copytree(source / name, root / name)
    shutil.copytree(REPOSITORY / "site_templates", root / "site_templates")
    shutil.copy(REPOSITORY / "mkdocs.yml", root / "mkdocs.yml")
    (root / "build" / "docs").mkdir(parents=True)
    return Project(root)


def real_once(factory: pytest.TempPathFactory) -> Site:
    """Return the site of the council's content, grown, on its own day: built by one process of the run for all."""
    return built_once(factory, "reel", real_project, REAL_DAY)


def real_project(root: Path) -> Project:
    """Copy the council's content to ``root``, grown (see ``tests.real``), with an address: its 404 page then knows its sub-path."""
    project = grow(copy_project(REPOSITORY, root))
    council = project.content / "organisme.yml"
    text = council.read_text(encoding="utf-8")
    council.write_text(re.sub("(?m)^adresse: .*", f"adresse: {ADDRESS}", text), encoding="utf-8")
    return project


def built(project: Project, day: date = TODAY, memory: Memory | None = None, *, drafts: bool = False, clean: bool = False) -> Site:
    """Build ``project``, which must have nothing that blocks it, on ``day``."""
    outcome = build(project, day, memory=memory, drafts=drafts, clean=clean)
    assert outcome.prepared is not None
    assert outcome.prepared.blocking == ()
    return Site(project, outcome, day)


def built_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Project], day: date = TODAY) -> Site:
    """Return the site that ``make`` gives the project of, built on ``day`` by one process of the run for all."""

    def build_it(root: Path) -> None:
        memory = Memory()
        outcome = built(make(root), day, memory=memory).built
        (root / "bilan").write_bytes(pickle.dumps(replace(outcome, prepared=None)))
        remembered(root).write_bytes(pickle.dumps(memory.parts()[:1]))

    def remembered(root: Path) -> Path:
        return root.with_name(f"{root.name}-memoire")

    root = once(factory, name, build_it)
    return Site(Project(root), pickle.loads((root / "bilan").read_bytes()), day, remembered(root))  # noqa: S301 - written above


def body_of(root: Path, files: dict[str, str | bytes | None], address: str) -> Element:
    """Return what the page at ``address`` says, without the theme around it, on the small site with ``files`` changed."""
    project = make_site(root, files, templates=True)
    report = check(project, TODAY)
    assert report.catalogue is not None
    assert report.blocking() == ()
    return parse(rendered(report.catalogue, page_at(Edition(index_of(report.catalogue, TODAY)), address)).body)


def page_at(edition: Edition, address: str) -> SitePage:
    """Return the page at ``address``, before it is rendered."""
    (page,) = [page for page in site_pages(edition) if page.address == address]
    return page


def rendered(catalogue: Catalogue, page: SitePage) -> DocPage:
    """Return the file of a page in the docs tree."""
    return PageRenderer(catalogue.project, catalogue.organisation, catalogue.vocabulary).page(page)


def copied_clean(project: Project, root: Path) -> Project:
    """Copy what ``project`` is made from to ``root``, where nothing was ever built.

    The documents for word processors come along: each is kept by all that shapes it, and pandoc is what a small site waits for most.
    """
    for name in ("content", "research_notes", "site_templates"):
        shutil.copytree(project.root / name, root / name)
    shutil.copy(project.mkdocs_config, root / "mkdocs.yml")
    (root / "build" / "docs").mkdir(parents=True)
    documents = project.build / "documents"
    if documents.is_dir():
        shutil.copytree(documents, root / "build" / "documents")
    return Project(root)
