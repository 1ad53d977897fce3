"""Sites built once for all the tests of publication; a test that changes one copies it first."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.handouts import office
from pipeline.project import Project
from tests.shared import once
from tests.site.edits import six_sheets
from tests.site.pandoc import converting_once
from tests.site.sites import EXAMPLE, Site, built, built_once, copy_project, real_once
from tests.support import make_site


@pytest.fixture(scope="session", autouse=True)
def pandoc_asked_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., object]]:
    """Keep for the whole run what pandoc makes of a draft; give the conversion itself, for the tests that are about it."""
    itself = office._convert
    folder = once(tmp_path_factory, "pandoc", lambda root: None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(office, "_convert", converting_once(itself, folder))
        yield itself


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The council's own content, grown (see ``tests.real``), with an address: the site that the browser opens too."""
    return real_once(tmp_path_factory)


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The fictitious region, « officiel »."""
    return built_once(tmp_path_factory, "exemple", lambda root: copy_project(EXAMPLE, root))


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The one-sheet site of ``tests.support``: no address, « demonstration »."""
    return built_once(tmp_path_factory, "petit", lambda root: make_site(root, templates=True))


@pytest.fixture(scope="session")
def six_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of six sheets of ``tests.site.edits``, with a plan, a committee and the results of a survey: no address, « demonstration »."""
    return built_once(tmp_path_factory, "six", six_sheets)


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[Site], Project]:
    """Return what copies a built site, with its work in progress and its dates, so that a test may change it."""

    def copy(site: Site) -> Project:
        root = tmp_path / "copie"
        shutil.copytree(site.root, root)
        return Project(root)

    return copy


__all__ = ["EXAMPLE", "Site", "built", "built_once", "copy_project"]
