"""After any edits, the site built on earlier work is that of a first build, byte for byte."""

import os
from pathlib import Path
from random import Random

import pytest

from pipeline.catalogue.memory import Memory
from pipeline.catalogue.project import Project
from pipeline.publish.build import build, prepare
from pipeline.publish.docs_tree import Changes
from tests.publish import edits
from tests.publish.conftest import built
from tests.publish.edits import EDITS, Desk, Edit, built_clean, searched, six_sheets
from tests.publish.pages import differences, snapshot
from tests.support import TODAY

# The long run (make test-long) draws sequences of edits; the short one takes this sequence, with every kind of edit.
# Edits that make MkDocs render every page come apart: they would hide what the others leave behind.
LONG = os.environ.get("PASSERELLE_LONG") == "1"
Steps = tuple[tuple[Edit, ...], ...]
EACH_KIND_OF_EDIT: Steps = (
    (edits.add_a_twin_reference,),
    (edits.edit_a_references_title, edits.publish_a_draft, edits.add_an_excerpt),
    (edits.rename_a_sheet, edits.edit_a_cited_excerpt, edits.make_a_sheet_a_draft_again, edits.add_a_sheet),
    (edits.rename_the_site,),
    (edits.withdraw_a_sheet, edits.edit_a_sheets_title, edits.delete_an_excerpt),
    (edits.edit_the_theme, edits.edit_the_style_sheet, edits.rename_a_file_of_the_theme, edits.edit_a_page_template),
    (
        edits.edit_a_sheets_citations, edits.add_a_reference, edits.edit_an_excerpt_that_nothing_cites, edits.rename_a_term,
        edits.edit_a_sheets_question,
    ),
    (edits.edit_the_settings,),
    (edits.add_a_page,),
)  # fmt: skip


def drawn(seed: int, length: int = 12) -> Steps:
    random = Random(seed)  # noqa: S311 (a choice of examples)
    return tuple((random.choice(EDITS),) for _ in range(length))


def check_sequence(root: Path, steps: Steps, seed: int, memory: Memory | None) -> None:
    """Build after each step, there and from nothing in another folder, and compare what readers get."""
    desk = Desk(six_sheets(root / "suivi"), Random(seed))  # noqa: S311 (a choice of examples)
    build(desk.project, TODAY, memory=memory)
    told: list[str] = []
    for number, step in enumerate(steps):
        for edit in step:
            edit(desk)
            told.append(edit.__name__)
        outcome = build(desk.project, TODAY, memory=memory)
        if outcome.prepared is not None:
            assert [f"{d.place} {d.message}" for d in outcome.prepared.blocking] == [], told
        clean = built_clean(desk.project, root / f"neuf-{number}")
        assert differences(snapshot(clean.site), snapshot(desk.project.site)) == set(), told
        assert searched(desk.project.site) == searched(clean.site), told
        assert build(desk.project, TODAY, memory=memory).unchanged, told


@pytest.mark.parametrize("seed", range(7 if LONG else 1))
def test_after_each_step_the_site_is_that_of_a_first_build(seed: int, tmp_path: Path):
    check_sequence(tmp_path, drawn(seed) if seed else EACH_KIND_OF_EDIT, seed, memory=None)


@pytest.mark.parametrize("seed", range(7 if LONG else 1))
def test_after_each_step_a_process_that_lives_makes_the_site_of_a_first_build(seed: int, tmp_path: Path):
    check_sequence(tmp_path, drawn(seed) if seed else EACH_KIND_OF_EDIT, seed, memory=Memory())


def test_the_short_sequence_has_every_kind_of_edit():
    assert {edit for step in EACH_KIND_OF_EDIT for edit in step} == set(EDITS)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_each_kind_of_edit_changes_what_the_site_is_made_from(edit: Edit, tmp_path: Path):
    project = six_sheets(tmp_path)
    (project.content / "adresses.txt").write_text(
        "\n".join(["", *(f"fiches/{path.stem}/" for path in project.content.glob("fiches/*.md")), ""])
    )
    before = snapshot(project.root)
    edit(Desk(project, Random(1)))  # noqa: S311 (a choice of examples)
    assert snapshot(project.root) != before


def check_as_a_first_build(project: Project, root: Path) -> None:
    assert differences(snapshot(built_clean(project, root).site), snapshot(project.site)) == set()


def test_a_page_that_someone_else_wrote_over_is_written_again(tmp_path: Path):
    project, memory = six_sheets(tmp_path / "suivi"), Memory()
    build(project, TODAY, memory=memory)
    edits.edit_a_sheets_question(Desk(project, Random(1)))  # noqa: S311 (a choice of examples)
    (project.docs / "fiches" / "sobre.md").write_text("# Autre chose\n", encoding="utf-8")
    build(project, TODAY, memory=memory)
    check_as_a_first_build(project, tmp_path / "neuf")


def test_a_process_that_lives_renders_the_pages_of_what_changed_alone(tmp_path: Path):
    project, memory = six_sheets(tmp_path), Memory()
    prepare(project, TODAY, memory=memory)
    sheet = project.content / "fiches" / "sobre.md"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("Que ferions-nous?", "Que ferions-nous demain?"), encoding="utf-8")
    changes = prepare(project, TODAY, memory=memory).changes
    assert changes == Changes(("fiches/sobre.md",), ())
    assert prepare(project, TODAY, memory=memory).changes == Changes((), ())


def test_a_page_of_the_menu_that_comes_later_is_linked_from_every_page(tmp_path: Path):
    project = six_sheets(tmp_path / "suivi")
    page = (project.content / "pages" / "a-propos.md").rename(tmp_path / "a-propos.md")
    built(project)
    page.rename(project.content / "pages" / "a-propos.md")
    built(project)
    check_as_a_first_build(project, tmp_path / "neuf")


def test_an_edit_made_during_a_build_is_on_every_page_after_the_next(tmp_path: Path):
    project = six_sheets(tmp_path / "suivi")
    built(project)
    desk = Desk(project, Random(1))  # noqa: S311 (a choice of examples)
    edits.edit_a_sheets_question(desk)
    # « Pages »: what people wrote was read, and no page is laid out yet.
    build(project, TODAY, step=lambda name: edits.rename_the_site(desk) if name == "Pages" else None)
    built(project)
    check_as_a_first_build(project, tmp_path / "neuf")


def test_a_register_that_was_taken_back_is_written_again(tmp_path: Path):
    project = six_sheets(tmp_path)
    register = project.content / "adresses.txt"
    register.write_text("fiches/exemple/\n", encoding="utf-8")
    built(project)
    written = register.read_bytes()
    register.write_text("fiches/exemple/\n", encoding="utf-8")  # « git checkout », say
    built(project)
    assert register.read_bytes() == written
