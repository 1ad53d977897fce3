"""The council's content passes every check, as it is and grown (``tests.real``); and grown, it has one file of each kind and one sheet in each state.

The tests of publication and of the browser that look at the council's pages look at those of the grown copy: see their ``conftest.py``.
"""

import pytest

from pipeline.content.catalogue import Catalogue
from pipeline.content.kinds import DESCRIBED
from pipeline.content.names import STATUS
from pipeline.project import Project
from pipeline.rules.run import Report, check
from pipeline.site.build import index_of
from pipeline.site.pages.page_types import Edition, site_pages
from pipeline.site.pages.renderer import PageRenderer
from tests.real import LISTED, REAL_DAY, STATES, copy_content, grow
from tests.site.sites import copy_project
from tests.support import REPOSITORY

pytestmark = pytest.mark.lengthy


@pytest.fixture(scope="module", params=["as it is", "grown"])
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    copied = copy_project(REPOSITORY, tmp_path_factory.mktemp("contenu"))
    return grow(copied) if request.param == "grown" else copied


@pytest.fixture(scope="module")
def report(project: Project) -> Report:
    return check(project, REAL_DAY)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return grow(copy_content(tmp_path_factory.mktemp("grandi")))


def catalogue_of(report: Report) -> Catalogue:
    assert report.catalogue is not None
    return report.catalogue


def test_nothing_is_wrong_with_what_is_published(report):
    assert [f"{found.place} {found.rule.code} {found.message}" for found in report.blocking()] == []


def test_every_page_is_made(project, report):
    """From the templates; MkDocs, which puts each in the theme, is asked for the grown content alone."""
    catalogue = catalogue_of(report)
    renderer = PageRenderer(project, catalogue.organisation, catalogue.vocabulary)
    made = [page.address for page in site_pages(Edition(index_of(catalogue, REAL_DAY))) if renderer.file(page)]
    assert len(made) == len(set(made))
    assert set(made) >= {address for address in catalogue.published_addresses(REAL_DAY) if address not in ("", "404/")}


def test_the_grown_content_has_a_file_of_each_kind_and_more_than_one_committee(grown):
    assert [kind.name for kind in DESCRIBED if not any(grown.root.glob(kind.files))] == []
    catalogue = catalogue_of(check(grown, REAL_DAY))
    assert len(catalogue.committees) > 1
    for some in (
        catalogue.plans, catalogue.evaluations, catalogue.questionnaires, catalogue.watch.journal, catalogue.watch.candidates,
        catalogue.addresses.redirections, catalogue.attachments,
    ):  # fmt: skip
        assert some


def test_the_grown_content_has_a_sheet_in_each_state_of_which_the_site_lists_those_that_are_published(grown):
    catalogue = catalogue_of(check(grown, REAL_DAY))
    ours = {slug: fiche.meta.statut for slug, fiche in catalogue.fiches.items() if slug.removeprefix("exemple-") in STATES}
    assert set(ours.values()) == set(STATUS)
    listed = {fiche.slug for fiche in index_of(catalogue, REAL_DAY).fiches}
    assert {slug for slug in ours if slug in listed} == {slug for slug, state in ours.items() if state in LISTED}
