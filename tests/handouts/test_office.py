"""Documents for word processors, read back by python-docx and odfpy, which did not write them."""

import io
import re
import zipfile
from itertools import pairwise
from xml.dom import minidom

import docx
import pytest
from docx.document import Document as Word
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocument, load
from odf.table import Table, TableHeaderRows, TableRow
from odf.teletype import extractText
from odf.text import H, P

from pipeline.handouts import office
from pipeline.handouts.canvases import as_typed
from pipeline.handouts.office import OfficeDraft, office_files
from tests.site.sites import copy_project
from tests.support import REPOSITORY

HOSTILE = "a*b* _c_ `d` [e](f) <b>g</b> <w:p/> # h $i$ @j {{ k }} {.l} | m \\n & \"o\" 'p' ~q~ ^r^ --- 1. s"
TABLE = "| Tête | Deux |\n|---|---|\n| un | |\n"
ALL = ("prise-de-notes", "compte-rendu", "plan-d-action", "evaluation-d-activite")
PLAN = "plans/comite-exemple-2026-2027/plan-comite-exemple-2026-2027.docx"


@pytest.fixture(autouse=True)
def pandoc_itself(pandoc_asked_once, monkeypatch):
    """Ask pandoc each time: what it makes is what is looked at here."""
    monkeypatch.setattr(office, "_convert", pandoc_asked_once)


def word(data: bytes) -> Word:
    return docx.Document(io.BytesIO(data))


def odt(data: bytes) -> OpenDocument:
    return load(io.BytesIO(data))


def canvas(site, name: str, form: str, committee: str | None = None) -> bytes:
    stem = f"{committee}/{name}-{committee}" if committee else name
    return (site.site / "canevas" / f"{stem}.{form}").read_bytes()


def headings(document: Word) -> list[tuple[int, str]]:
    return [(int(p.style.name.split()[-1]), p.text) for p in document.paragraphs if p.style.name.lower().startswith("heading")]


def odt_headings(document: OpenDocument) -> list[tuple[int, str]]:
    return [(int(one.getAttribute("outlinelevel")), extractText(one)) for one in document.getElementsByType(H)]


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return copy_project(REPOSITORY / "tests" / "exemple", tmp_path_factory.mktemp("documents"))


@pytest.mark.parametrize("committee", [None, "comite-exemple"], ids=["blank", "begun"])
@pytest.mark.parametrize("name", ALL)
def test_a_canvas_has_a_title_its_language_the_letter_page_and_headings_without_a_gap(example_site, name, committee):
    one, other = word(canvas(example_site, name, "docx", committee)), odt(canvas(example_site, name, "odt", committee))
    assert one.core_properties.title == one.paragraphs[0].text != ""
    assert one.paragraphs[0].style.name == "Title"
    assert one.core_properties.language == "fr-CA"
    assert one.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").get(qn("w:val")) == "fr-CA"
    assert (one.sections[0].page_width.inches, one.sections[0].page_height.inches) == (8.5, 11)
    levels = [level for level, _ in headings(one)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert odt_headings(other) == headings(one)
    archive = zipfile.ZipFile(io.BytesIO(canvas(example_site, name, "odt", committee)))
    assert f"<dc:title>{one.core_properties.title}</dc:title>" in archive.read("meta.xml").decode()
    styles = archive.read("styles.xml").decode()
    assert 'fo:page-width="8.5in" fo:page-height="11in"' in styles
    assert 'fo:language="fr" fo:country="CA"' in styles


@pytest.mark.parametrize("committee", [None, "comite-exemple"], ids=["blank", "begun"])
@pytest.mark.parametrize("name", ALL)
def test_every_table_has_a_header_row_that_comes_again_no_merged_cell_and_nothing_is_spaced_by_empty_lines(example_site, name, committee):
    one, other = word(canvas(example_site, name, "docx", committee)), odt(canvas(example_site, name, "odt", committee))
    assert one.tables
    for table in one.tables:
        assert [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [
            True, *[False] * (len(table.rows) - 1),
        ]  # fmt: skip
        assert all(cell.text for cell in table.rows[0].cells)
    assert one.element.body.findall(f".//{qn('w:gridSpan')}") == one.element.body.findall(f".//{qn('w:vMerge')}") == []
    assert [paragraph for paragraph in one.paragraphs if not paragraph.text.strip()] == []
    assert one.inline_shapes._inline_lst == []  # no picture: none lacks its text
    tables = other.getElementsByType(Table)
    assert len(tables) == len(one.tables)
    for table, of_word in zip(tables, one.tables, strict=True):
        assert len(table.getElementsByType(TableHeaderRows)) == 1
        assert len(table.getElementsByType(TableRow)) == len(of_word.rows)


def test_a_canvas_of_a_committee_begins_with_its_plan_and_the_questions_of_its_sheets(example_site):
    plan = headings(word(canvas(example_site, "plan-d-action", "docx", "comite-exemple")))
    assert [text for level, text in plan if level == 1] == [
        "Enjeux du comité",
        "Objectif 1\u00a0: Exemple\u00a0: des élèves aidés tôt, près de chez eux", "Objectif 2\u00a0: Exemple\u00a0: lire le soir, sans que ce soit un devoir",
        "Objectif 3\u00a0: à remplir", "Questions pour en discuter",
    ]  # fmt: skip
    notes = word(canvas(example_site, "prise-de-notes", "docx", "comite-exemple"))
    assert "Exemple\u00a0: le tutorat aide, mais moins quand le programme est très grand" in [text for _, text in headings(notes)]
    assert "Quelle taille pour notre programme exemple?" in [paragraph.text for paragraph in notes.paragraphs]
    blank = "\n".join(paragraph.text for paragraph in word(canvas(example_site, "prise-de-notes", "docx")).paragraphs)
    assert "Val-Exemple" not in blank
    assert "Questions pour en discuter" not in blank


def test_a_plan_loses_no_word_in_its_document(example_site):
    document = word((example_site.site / PLAN).read_bytes())
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    shown = words(" ".join([*(paragraph.text for paragraph in document.paragraphs), *cells]))
    plan = example_site.catalogue.plans["comite-exemple-2026-2027"]
    for placed in plan.actions:
        action = placed.action
        said = [action.action, action.responsable, *action.partenaires, action.ressources, action.constats]
        said += [text for _, one in action.indicators for text in (one.indicateur, one.cible, one.valeur, one.source)]
        assert [text for text in said if text and words(text) not in shown] == []
    assert "à remplir" not in shown


def test_a_hostile_text_is_shown_as_it_is_typed_and_makes_no_structure(project):
    draft = OfficeDraft(
        HOSTILE,
        f"# {as_typed(HOSTILE)}\n\n{as_typed(HOSTILE)}\n\n- {as_typed(HOSTILE)}\n\n| {as_typed(HOSTILE)} |\n|---|\n| {as_typed(HOSTILE)} |\n",
    )
    files = office_files(project, [draft])[draft]
    one, other = word(files["docx"]), odt(files["odt"])
    assert [paragraph.text for paragraph in one.paragraphs] == [HOSTILE] * 4
    assert [[cell.text for cell in row.cells] for row in one.tables[0].rows] == [[HOSTILE], [HOSTILE]]
    assert odt_headings(other) == [(1, HOSTILE)]
    assert [extractText(one) for one in other.getElementsByType(P)] == [HOSTILE] * 5  # its title, a paragraph, an item, two cells
    relations = zipfile.ZipFile(io.BytesIO(files["docx"])).read("word/_rels/document.xml.rels").decode()
    assert "hyperlink" not in relations


@settings(max_examples=20, deadline=None, derandomize=True)
@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" \u00a0"), min_size=1, max_size=60))
def test_any_text_of_a_person_is_escaped_sign_by_sign(text):
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", as_typed(text)) == re.sub(" +", " ", text).strip()
    assert re.search(r"(?<!\\)(?:\\\\)*[!-/:-@\[^_`{-~]", re.sub(r"\\[!-/:-@\[-`{-~]", "", as_typed(text))) is None


def test_the_same_draft_gives_the_same_bytes_without_the_time_or_anyone_s_name(project):
    draft = OfficeDraft("Exemple", f"# Exemple\n\n{TABLE}")
    first = office_files(project, [draft])[draft]
    for path in (project.build / "documents").iterdir():
        path.unlink()
    assert office_files(project, [draft])[draft] == first
    for data in first.values():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            for part in archive.namelist():
                if part.endswith(".xml"):
                    minidom.parseString(archive.read(part))  # noqa: S318 (ours)
                    assert b"2026" not in archive.read(part)


def test_an_odt_begins_with_its_type_as_it_is(project):
    draft = OfficeDraft("Exemple", "Exemple\n")
    data = office_files(project, [draft])[draft]["odt"]
    assert data[30:77] == b"mimetypeapplication/vnd.oasis.opendocument.text"


def test_a_document_made_before_is_taken_again_and_not_made(project):
    draft = OfficeDraft("Exemple gardé", "Exemple\n")
    made = office_files(project, [draft])[draft]
    marked = {form: data + b"x" for form, data in made.items()}
    for path in (project.build / "documents").iterdir():
        if path.read_bytes() in made.values():
            path.write_bytes(path.read_bytes() + b"x")
    assert office_files(project, [draft])[draft] == marked
