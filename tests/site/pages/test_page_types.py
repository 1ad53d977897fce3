"""Pages as they are declared: each has a template, and its context tells whether it is to be rendered again."""

from pathlib import Path

import pytest

from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.rules.run import check
from pipeline.site.build import index_of
from pipeline.site.pages.page_types import Context, Edition, Indexed, Lazy, lazy, page_types, site_pages
from tests.site.edits import six_sheets
from tests.support import REPOSITORY, TODAY


def contexts(project: Project, memory: Memory) -> dict[str, Context]:
    """Return the context of each page, as a process that keeps ``memory`` makes it."""
    report = check(project, TODAY, memory)
    assert report.catalogue is not None
    assert report.blocking() == ()
    return {page.address: page.context for page in site_pages(Edition(index_of(report.catalogue, TODAY)))}


def test_every_template_of_a_page_is_that_of_a_type_of_page():
    templates = {path.name for path in (REPOSITORY / "site_templates" / "pages").glob("*.md.j2")}
    assert {one.template for one in page_types()} == templates


def test_nothing_of_a_page_changes_while_nothing_is_edited(tmp_path: Path):
    project, memory = six_sheets(tmp_path), Memory()
    before, after = contexts(project, memory), contexts(project, memory)
    assert [address for address in before if before[address] != after[address]] == []


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("Que ferions-nous?", "Que ferions-nous demain?", {"fiches/sobre/", "dossiers/tutorat/"}),
        ("titre: ", "titre: Autrement, ", {"fiches/sobre/", "dossiers/tutorat/", "fiches/", "tableau-de-bord/"}),
    ],
)
def test_an_edit_changes_the_pages_that_show_what_was_edited(old: str, new: str, changed: set[str], tmp_path: Path):
    project, memory = six_sheets(tmp_path), Memory()
    before = contexts(project, memory)
    sheet = project.content / "fiches" / "sobre.md"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    after = contexts(project, memory)
    assert {address for address in before if before[address] != after[address]} >= changed
    assert before["regles/"] == after["regles/"]


def test_what_takes_work_is_compared_by_what_it_is_made_from_and_is_not_made():
    made: list[str] = []
    assert lazy(made.append, "un") == lazy(made.append, "un") != lazy(made.append, "deux")
    assert made == []
    assert Lazy(str.upper, ("un",), {}).value() == "UN"


def test_a_page_that_search_engines_leave_out_is_not_in_the_sitemap_and_says_so():
    assert {one.template for one in page_types() if not one.listed} == {
        "ce-qui-aide-cadre.md.j2",
        "fiche-retiree.md.j2",
        "widget.md.j2",
        "redirection.md.j2",
    }
    assert all(("sans_index" in one.header) is not one.listed for one in page_types())


def test_search_reads_the_text_of_a_page_only_where_its_type_says_so():
    assert all(one.header["recherche"] is (one.indexed is Indexed.TEXT) for one in page_types())
