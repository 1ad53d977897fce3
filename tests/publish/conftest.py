"""Sites built once for all the tests of publication; a test that changes one copies it first."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.catalogue.loader import Catalogue
from pipeline.catalogue.project import Project
from pipeline.publish.build import Built, build
from pipeline.publish.index import SiteIndex
from tests.support import REPOSITORY, TODAY, make_site

EXAMPLE = REPOSITORY / "tests" / "exemple"


@dataclass(frozen=True)
class Site:
    """A built site, its project and what its build said."""

    project: Project
    built: Built

    @property
    def index(self) -> SiteIndex:
        assert self.built.prepared is not None
        return self.built.prepared.index

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


def built(project: Project, **options: bool) -> Site:
    """Build ``project``, which must have nothing that blocks it."""
    outcome = build(project, TODAY, **options)
    assert outcome.prepared is not None
    assert outcome.prepared.blocking == ()
    return Site(project, outcome)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The repository's own content."""
    return built(copy_project(REPOSITORY, tmp_path_factory.mktemp("reel")))


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The fictitious region, « officiel »."""
    return built(copy_project(EXAMPLE, tmp_path_factory.mktemp("exemple")))


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The one-sheet site of ``tests.support``: no address, « demonstration »."""
    return built(make_site(tmp_path_factory.mktemp("petit"), templates=True))


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[Site], Project]:
    """Return what copies a built site, with its work in progress and its dates, so that a test may change it."""

    def copy(site: Site) -> Project:
        root = tmp_path / "copie"
        shutil.copytree(site.root, root)
        return Project(root)

    return copy
