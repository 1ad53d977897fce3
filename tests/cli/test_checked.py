"""What « verifier » says again without checking again, and what makes it check."""

from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.cli import _shared
from pipeline.cli._checked import checked
from pipeline.project import Project
from tests.support import TODAY, make_site


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_site(tmp_path)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often everything was checked: each time, the address is asked of the report."""
    times: list[str] = []
    monkeypatch.setattr(_shared, "site_address", lambda _: times.append("vérifié"))
    return times


def test_nothing_is_checked_again_until_something_changes(project: Project, asked: list[str]):
    first = checked(project, TODAY)
    assert checked(project, TODAY) == first
    assert len(asked) == 1


def write_a_sheet(project: Project) -> None:
    path = project.content / "fiches" / "exemple.md"
    path.write_text(path.read_text(encoding="utf-8").replace("2028-11-24", "hier"), encoding="utf-8")


def make_a_folder(project: Project) -> None:
    (project.content / "fiches" / "2026").mkdir()


def make_a_link(project: Project) -> None:
    (project.content / "fiches" / "lien.md").symlink_to("/etc/hostname")


def take_back_an_address(project: Project) -> None:
    project.register.write_text("fiches/disparue/\n", encoding="utf-8")


@pytest.mark.parametrize("change", [write_a_sheet, make_a_folder, make_a_link, take_back_an_address])
def test_whatever_a_check_looks_at_makes_it_check(change, project: Project, asked: list[str]):
    before = checked(project, TODAY)
    change(project)
    assert checked(project, TODAY) != before or change is make_a_folder  # an empty folder is no mistake
    assert len(asked) == 2


def test_another_day_is_another_check(project: Project, asked: list[str]):
    checked(project, TODAY)
    checked(project, TODAY + timedelta(days=1))
    assert len(asked) == 2


def test_a_report_that_another_left_is_not_believed(project: Project, asked: list[str]):
    checked(project, TODAY)
    report = project.kept / "rapport"
    report.write_bytes(report.read_bytes()[:-1] + b"!")
    checked(project, TODAY)
    assert len(asked) == 2
