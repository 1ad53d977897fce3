"""What `make test-vite` leaves out is told from what a test calls."""

import pytest

from pipeline.site.build import build
from tests.marks import builds
from tests.site import fixtures
from tests.site.sites import built
from tests.support import TODAY, make_site, report_on


def builds_itself(tmp_path):
    build(make_site(tmp_path, templates=True), TODAY)


def builds_through_another(tmp_path):
    return [built(project) for project in (make_site(tmp_path, templates=True),)]


class Desk:
    def end(self, tmp_path):
        builds_through_another(tmp_path)


def builds_through_a_method(tmp_path):
    Desk().end(tmp_path)


def builds_by_the_command_line(run, tmp_path):
    run(tmp_path, "construire", "--propre")


def reads_only(tmp_path):
    return report_on(tmp_path)


@pytest.mark.parametrize(
    "function",
    [
        builds_itself,
        builds_through_another,
        builds_through_a_method,
        builds_by_the_command_line,
        fixtures.real_site,
    ],
    ids=lambda function: function.__name__,
)
def test_a_test_or_a_fixture_that_builds_a_site_is_known_by_what_it_calls(function):
    assert builds(getattr(function, "__wrapped__", function))


def test_one_that_only_reads_is_not():
    assert not builds(reads_only)


@pytest.fixture
def builder():
    return built  # named, and not called


@pytest.fixture
def browser():
    return None


@pytest.fixture
def named(request, which):
    return request.getfixturevalue(which)


def marks(request) -> set[str]:
    return {mark.name for mark in request.node.iter_markers()} - {"parametrize"}


def test_a_test_is_marked_by_a_fixture_that_builds(builder, request):
    assert marks(request) == {"site"}


def test_a_test_is_marked_by_the_browser(browser, request):
    assert marks(request) == {"browser"}


@pytest.mark.parametrize("which", ["builder"])
def test_a_test_is_marked_by_a_fixture_that_is_asked_for_by_its_name(named, request):
    assert marks(request) == {"site"}
