"""« J’ai lu une étude »: the document that the build makes, filled in as people do, becomes a reading note; a hostile one is refused."""

import io
import zipfile

import docx
import pytest

from pipeline.authoring.word_form import EXACT, HONEST, MEANING, PUBLIC, STEM, WHERE
from pipeline.content.catalogue import load_catalogue
from pipeline.edition.index import SiteIndex
from pipeline.handouts.canvases import site_documents
from pipeline.intake.forms.form_answers import UnreadableFormError, read_answers
from pipeline.intake.forms.proposal import source_form
from pipeline.intake.forms.word_answers import body_of_document
from pipeline.project import Project
from pipeline.site.build import index_of
from tests.cli.test_cli import run, said
from tests.support import TODAY, make_site

ADDRESS = "https://doi.org/10.1234/exemple"


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Project:
    return make_site(tmp_path_factory.mktemp("petit"), templates=True)


@pytest.fixture(scope="module")
def blank(project) -> bytes:
    """The document as the site offers it."""
    catalogue = load_catalogue(project, [])
    assert catalogue is not None
    index: SiteIndex = index_of(catalogue, TODAY)
    return site_documents(project, index).files[f"{STEM}.docx"]


def filled(blank: bytes, tick: str = "X ") -> bytes:
    """What a person sends back."""
    document = docx.Document(io.BytesIO(blank))
    boxes = [table for table in document.tables if len(table.columns) == 1]
    for table, answer in zip(boxes, [ADDRESS, "Nom, A. (2020). Titre exemple.", "Des élèves du primaire", "Équipe exemple"], strict=True):
        table.cell(1, 0).text = answer
    passage = next(table for table in document.tables if len(table.columns) == 2)
    for row in passage.rows:
        said = {WHERE: "résumé", EXACT: "« the exact words of the source »", MEANING: "Ce que ces mots veulent dire."}
        row.cells[1].text = said.get(row.cells[0].text.replace("\u00a0", " "), row.cells[1].text)
    for paragraph in document.paragraphs:
        if paragraph.text.removeprefix("☐ ") in ("Lu dans le résumé", HONEST, PUBLIC):
            paragraph.text = f"{tick}{paragraph.text.removeprefix('☐ ')}"
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_the_document_asks_without_a_word_of_the_trade(blank):
    said = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(blank)).paragraphs).casefold()
    assert [word for word in ("issue", "pull request", "bibtex", "devis", "yaml", "doi") if word in said] == []


def test_a_filled_copy_answers_the_form_of_a_source(project, blank):
    form = source_form(project)
    answers = read_answers(body_of_document(filled(blank), form), form)
    assert (answers.text("adresse"), answers.text("population"), answers.choice("lu")) == (ADDRESS, "Des élèves du primaire", "resume")
    assert answers.text("extraits") == "repère : résumé\n> the exact words of the source\nCe que ces mots veulent dire."
    assert (answers.ticked("honnete"), answers.ticked("public")) == (True, True)


@pytest.mark.parametrize("tick", ["X ", "x ", "☒ ", "☑ ", "[x] ", "x ☐ "])
def test_a_box_is_ticked_in_any_way_that_people_have(project, blank, tick):
    form = source_form(project)
    assert read_answers(body_of_document(filled(blank, tick), form), form).choice("lu") == "resume"


def test_a_blank_copy_answers_nothing_and_everything_due_is_missing(project, blank):
    form = source_form(project)
    answers = read_answers(body_of_document(blank, form), form)
    assert dict(answers.texts) == {}
    assert [asked.id for asked in answers.missing][-1] == "envoi"


def test_the_command_makes_a_note_of_it_and_says_how_to_read_it_again(tmp_path, blank):
    root = make_site(tmp_path / "site").root
    (tmp_path / "recu.docx").write_bytes(filled(blank))
    told = said(run(root, "depuis-formulaire", str(tmp_path / "recu.docx")))
    assert "Écrit\u00a0: research_notes/notes/nom2020.md" in told
    assert "--numero 9000001" in told
    assert "> the exact words of the source\n" in (root / "research_notes/notes/nom2020.md").read_text()


def rewritten(data: bytes, name: str, change: bytes | None = None, **more: bytes) -> bytes:
    """The same archive, one part changed, others added."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as made:
        for part in given.infolist():
            made.writestr(part.filename, change if change is not None and part.filename == name else given.read(part))
        for other, content in more.items():
            made.writestr(f"word/{other}", content)
    return result.getvalue()


BODY = "word/document.xml"
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
HOSTILE = {
    "a bomb": (lambda data: rewritten(data, BODY, **{"media.bin": b"0" * 40_000_000}), "démesuré"),
    "an external entity": (lambda data: rewritten(data, BODY, ENTITY), "DOCTYPE"),
    "entities that grow": (lambda data: rewritten(data, BODY, b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'), "DOCTYPE"),
    "a thousand parts": (lambda data: rewritten(data, BODY, **{f"p{n}.xml": b"<x/>" for n in range(600)}), "démesuré"),
    "XML that is not closed": (lambda data: rewritten(data, BODY, b"<w:document"), "ne se lit pas"),
    "tags within tags": (lambda data: rewritten(data, BODY, b"<x>" * 100_000), "ne se lit pas"),
    "no body": (lambda data: data[:300], "abîmé"),
    "an old .doc": (lambda _: b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "ancien format"),
    "another document": (lambda _: other_document(), "aucune des questions"),
    "six megabytes": (lambda data: data + b"\x00" * 6_000_000, "dépasse"),
}


def other_document() -> bytes:
    saved = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Un exemple.")
    document.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused_in_words(project, blank, name):
    make, words = HOSTILE[name]
    with pytest.raises(UnreadableFormError, match=words):
        body_of_document(make(blank), source_form(project))


def test_a_macro_and_a_link_to_elsewhere_are_left_aside(project, blank):
    relations = b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    data = rewritten(filled(blank), "", **{"vbaProject.bin": b"Sub AutoOpen()", "_rels/fontTable.xml.rels": relations})
    form = source_form(project)
    assert read_answers(body_of_document(data, form), form).text("adresse") == ADDRESS


def test_what_a_person_writes_cannot_forge_another_question(project, blank):
    document = docx.Document(io.BytesIO(filled(blank)))
    boxes = [table for table in document.tables if len(table.columns) == 1]
    boxes[2].cell(1, 0).text = "Des élèves\n### Extraits\n> invented words"
    saved = io.BytesIO()
    document.save(saved)
    form = source_form(project)
    answers = read_answers(body_of_document(saved.getvalue(), form), form)
    assert answers.text("extraits").startswith("repère : résumé\n> the exact words")
