"""After any edits, the site built on earlier work is that of a first build, byte for byte."""

from functools import partial
from pathlib import Path
from random import Random

import pytest

from pipeline.edition.docs_tree import FileState, file_state
from pipeline.kept import BUILT, kept_memory, leave, shelf_of
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.site.build import Built, build, prepare
from tests.site import edits
from tests.site.built_pages import differences, snapshot
from tests.site.edits import EDITS, Desk, Edit, built_clean, searched, six_sheets
from tests.site.sites import built
from tests.support import LONG, TODAY

# The long run (make test-long) draws sequences of edits; the short one takes this sequence, with every kind of edit, and makes a first build
# at every second step: what an edit leaves behind is still there at the next. The ways to build on earlier work are compared at each:
# the files alone or what the last process left, and a process that lives.
# Edits that make MkDocs render every page come apart: they would hide what the others leave behind.
Steps = tuple[tuple[Edit, ...], ...]
EACH_KIND_OF_EDIT: Steps = (
    (edits.add_a_twin_reference, edits.add_a_committee),
    (edits.edit_a_references_title, edits.publish_a_draft, edits.add_an_excerpt, edits.add_a_need, edits.add_a_tool, edits.add_a_campaign, edits.add_an_initiative),
    (edits.rename_a_sheet, edits.edit_a_cited_excerpt, edits.make_a_sheet_a_draft_again, edits.add_a_sheet),
    (edits.edit_an_issue, edits.withdraw_a_sheet, edits.edit_a_sheets_title, edits.delete_an_excerpt),
    (
        edits.edit_the_theme, edits.edit_the_style_sheet, edits.rename_a_file_of_the_theme, edits.edit_a_page_template, edits.edit_the_settings,
        edits.rename_the_site, edits.add_a_page,
    ),
    (
        edits.edit_a_sheets_citations, edits.add_a_reference, edits.edit_an_excerpt_that_nothing_cites, edits.rename_a_term,
        edits.edit_a_sheets_question, edits.edit_the_results_of_a_survey, edits.edit_a_plan, edits.edit_a_frozen_report,
    ),
)  # fmt: skip


def drawn(seed: int, length: int = 12) -> Steps:
    random = Random(seed)  # noqa: S311 (a choice of examples)
    return tuple((random.choice(EDITS),) for _ in range(length))


def follow(source: Project, target: Project) -> None:
    """Make what ``target`` is made from the same as that of ``source``: what is the same already is not touched."""
    for name in ("content", "research_notes", "site_templates", "mkdocs.yml"):
        wanted, there = files_of(source.root / name), files_of(target.root / name)
        for path in there.keys() - wanted.keys():
            (target.root / name / path).unlink()
        for path, data in wanted.items():
            if there.get(path) != data:
                (target.root / name / path).parent.mkdir(exist_ok=True)
                (target.root / name / path).write_bytes(data)


def files_of(place: Path) -> dict[str, bytes]:
    if place.is_file():
        return {"": place.read_bytes()}
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}


@pytest.mark.parametrize("seed", range(7 if LONG else 1))
def test_after_each_step_the_site_is_that_of_a_first_build_and_so_is_that_of_a_process_that_lives(seed: int, tmp_path: Path):
    steps = drawn(seed) if seed else EACH_KIND_OF_EDIT
    desk = Desk(six_sheets(tmp_path / "suivi"), Random(seed))  # noqa: S311 (a choice of examples)
    living, memory = six_sheets(tmp_path / "vivant"), Memory()
    built_by_an_heir(desk.project)
    build(living, TODAY, memory=memory)
    told: list[str] = []
    for number, step in enumerate(steps):
        for edit in step:
            edit(desk)
            told.append(edit.__name__)
        follow(desk.project, living)
        # Every second build knows the files alone: the next heir finds what was left older than they are.
        of_the_desk = built_by_an_heir if number % 2 else partial(build, today=TODAY)
        for project, kept, made in ((desk.project, None, of_the_desk), (living, memory, partial(build, today=TODAY, memory=memory))):
            outcome = made(project)
            if outcome.prepared is not None:
                assert [f"{d.place} {d.message}" for d in outcome.prepared.blocking] == [], told
            assert build(project, TODAY, memory=kept).unchanged, told
        expected = built_clean(desk.project, tmp_path / f"neuf-{number}") if LONG or number % 2 else desk.project
        pages, found = snapshot(expected.site), searched(expected.site)
        for project in (desk.project, living):
            assert differences(pages, snapshot(project.site)) == set(), told
            assert searched(project.site) == found, told


def built_by_an_heir(project: Project) -> Built:
    """Build with what the last process left, as « passerelle construire » does, and leave what was made to the next."""
    memory = kept_memory(shelf_of(project), BUILT)
    outcome = build(project, TODAY, memory=memory)
    leave(shelf_of(project), BUILT, memory)
    return outcome


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
    first = pages_as_written(project)
    prepare(project, TODAY, memory=memory)
    second = pages_as_written(project)
    assert {page for page, _ in second - first} == {"fiches/sobre.md", "dossiers/tutorat.md"}
    prepare(project, TODAY, memory=memory)
    assert pages_as_written(project) == second


def test_a_new_process_makes_again_what_one_edit_changed_and_little_else(tmp_path: Path):
    project = six_sheets(tmp_path)
    built_by_an_heir(project)
    edits.edit_a_sheets_question(Desk(project, Random(1)))  # noqa: S311 (a choice of examples)
    heir, stranger = kept_memory(shelf_of(project), BUILT), Memory()
    prepare(project, TODAY, memory=heir)
    prepare(project, TODAY, memory=stranger)
    assert stranger.renewed == 1
    assert 0 < heir.renewed < 0.6  # six sheets: a good part of the site shows the one that changed


def pages_as_written(project: Project) -> set[tuple[str, FileState | None]]:
    """Return each page of the docs tree with what changes when its file is written."""
    return {(path.relative_to(project.docs).as_posix(), file_state(path)) for path in project.docs.rglob("*.md")}


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
