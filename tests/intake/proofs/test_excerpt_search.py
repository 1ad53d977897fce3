"""Finding excerpts again in a copy of their source: PDFs are made by typst, with two columns, ligatures and words cut at line ends."""

from datetime import date
from pathlib import Path

import pytest
import typst

from pipeline.content.loading import read
from pipeline.content.sources.notes import NOTES, Excerpt, Note, words_print
from pipeline.content.sources.reading import Reading
from pipeline.intake.proofs.copies import Copy, CopyPage, UnreadableCopyError, read_copy, without_running_heads
from pipeline.intake.proofs.excerpt_search import ExcerptOutcome, SearchedCopy, search_note, with_findings
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import Source
from tests.support import NOTE_SAMPLE, TODAY, make_site, references_of

TWO_COLUMNS = """\
#set document(title: "A sample synthesis", date: datetime(year: 2026, month: 11, day: 24))
#set page(width: 148mm, height: 105mm, columns: 2, margin: 9mm, numbering: "1", header: [Sample Journal, vol. 3])
#set text(size: 8pt, hyphenate: true, lang: "en", ligatures: true)
#set par(justify: true)
= A sample synthesis
#lorem(60)
The first official finding is that difficult fluency exercises offered an overall effect of 0.25 SD across forty-two trials,
which is sufficient for a self-sustaining office of tutoring programmes.
#lorem(160)
Pupils who read aloud with a trained volunteer for twenty minutes did not progress faster than their classmates in spelling.
#lorem(260)
Attendance rose by 12,5 percentage points among 1 589 adolescents.
= References
Modèle, B. (2019). Structured literacy interventions for multilingual adolescents in rural communities. _Sample Journal_, 2, 1–9.
#lorem(30)
= Appendix A
Interviewers coded every transcript twice with a shared codebook.
"""


@pytest.fixture(scope="session")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copie")
    (folder / "article.typ").write_text(TWO_COLUMNS)
    (folder / "article.pdf").write_bytes(typst.compile(str(folder / "article.typ")))
    return folder / "article.pdf"


@pytest.fixture(scope="session")
def searched(article: Path) -> SearchedCopy:
    return SearchedCopy(read_copy(article))


def excerpt(quotation: str, locator: str = "résumé") -> Excerpt:
    return Excerpt("sample2021", "effet", locator, "en", Reading.ABSTRACT, quotation, "Une paraphrase.", (), None, 0)


def of_text(text: str) -> SearchedCopy:
    return SearchedCopy(Copy("0" * 16, (CopyPage(1, None, text),)))


def outcome(text: str, quotation: str) -> ExcerptOutcome:
    return of_text(text).find(excerpt(quotation)).outcome


# In a PDF.


@pytest.mark.parametrize(
    "quotation",
    [
        "The first official finding is that difficult fluency exercises offered an overall effect of 0.25 SD across forty-two trials",
        "sufficient for a self-sustaining office of tutoring programmes",
        "did not progress faster than their classmates in spelling",
        "Attendance rose by 12,5 percentage points among 1\u00a0589 adolescents",
        "Interviewers coded every transcript twice",
    ],
)
def test_an_excerpt_is_found_through_columns_ligatures_and_words_cut_at_line_ends(searched, quotation):
    assert searched.find(excerpt(quotation)).outcome is ExcerptOutcome.EXACT


def test_words_of_the_list_of_references_are_not_found(searched):
    assert (
        searched.find(excerpt("Structured literacy interventions for multilingual adolescents in rural communities")).outcome
        is ExcerptOutcome.ABSENT
    )


def test_a_run_that_differs_by_a_word_is_near_and_shown_as_the_source_has_it(searched):
    finding = searched.find(excerpt("Pupils who read aloud with one trained volunteer for twenty minutes did not progress faster"))
    assert finding.outcome is ExcerptOutcome.NEAR
    assert finding.words.replace("- ", "") == "Pupils who read aloud with a trained volunteer for twenty minutes did not progress faster"


def test_the_page_found_is_compared_with_the_locator(searched):
    quotation = "Attendance rose by 12,5 percentage points"
    page = searched.find(excerpt(quotation)).page
    assert page == "2"
    right, printed, wrong = (searched.find(excerpt(quotation, locator), 439) for locator in ("p. 2", "p. 440", "p. 5"))
    assert (right.agrees, right.page) == (True, "2")
    assert (printed.agrees, printed.page) == (True, "440")
    assert (wrong.agrees, wrong.page) == (False, "2")
    assert searched.find(excerpt(quotation, "résumé")).agrees is None


# What is the same text, and what is not.


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("an eﬀect of 0.25 SD", "an effect of 0.25 SD"),
        ("the tuto-\nring pro-\ngramme", "the tutoring programme"),
        ("a long-\nterm eﬀect", "a long-term effect"),
        ("over 12-\nmonth periods", "over 12-month periods"),
        ("15\u00a0% des éle\u0300ves", "15 % des élèves"),
        ("the “growth mindset” idea", "the « growth mindset » idea"),
        ("l’élève n'a pas", "l'élève n’a pas"),
        ("An overall\n\n   effect", "an overall effect"),
    ],
)
def test_layout_does_not_count(text, quotation):
    assert outcome(f"Before. {text}. After.", quotation) is ExcerptOutcome.EXACT


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("115 students", "15 students"),
        ("an effect of 0.25", "an effect of 0.2"),
        ("an effect of 10.25", "0.25"),
        ("an effect of \u22120.25", "0.25"),
        ("an effect of 0.25", "an effect of 0"),
        ("studentship", "student"),
    ],
)
def test_part_of_a_number_or_of_a_word_is_not_found(text, quotation):
    assert outcome(f"There was {text}", quotation) is ExcerptOutcome.ABSENT


def test_nearly_the_same_words_with_another_figure_are_absent():
    text = "The programme had an overall pooled effect of 0.37 standard deviations on reading."
    assert outcome(text, "The programme had an overall pooled effect of 0.28 standard deviations on reading") is ExcerptOutcome.ABSENT


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        (
            "Tutored pupils did not make greater progress in reading than others.",
            "Tutored pupils did make greater progress in reading than others.",
        ),
        ("Les élèves aidés ne progressent pas plus vite que les autres.", "Les élèves aidés progressent plus vite que les autres."),
    ],
)
def test_nearly_the_same_words_that_deny_what_the_excerpt_says_are_absent(text, quotation):
    assert outcome(text, quotation) is ExcerptOutcome.ABSENT


def test_the_same_words_scattered_are_absent():
    text = "Tutoring was offered. Large groups had small rooms. Effects on reading were seen in the earlier years, in some grades only."
    assert outcome(text, "Large effects on reading were seen in the small groups in earlier grades") is ExcerptOutcome.ABSENT


def test_few_words_must_be_the_very_same():
    assert outcome("We kept 89 RCT studiess.", "89 RCT studies") is ExcerptOutcome.ABSENT


def test_a_copy_shorter_than_the_excerpt_does_not_hold_it():
    assert outcome("overall effect", "an overall effect of tutoring on reading that lasts") is ExcerptOutcome.ABSENT


def test_what_follows_the_references_is_searched_and_a_first_table_of_contents_hides_nothing():
    text = "Contents\nReferences\nThe effect was large in every grade.\nReferences\nA title of 2019\nAppendix\nThe codebook is shared."
    assert outcome(text, "The effect was large in every grade.") is ExcerptOutcome.EXACT
    assert outcome(text, "The codebook is shared.") is ExcerptOutcome.EXACT
    assert outcome(text, "A title of 2019") is ExcerptOutcome.ABSENT


def test_a_sentence_that_goes_on_over_a_page_is_found_between_running_heads():
    pages = without_running_heads(
        ["Sample Journal 1\nThe effect was\n1", "Sample Journal 2\nlarge in every\n2", "Sample Journal 3\ngrade.\n3"]
    )
    assert pages == ["The effect was", "large in every", "grade."]


# Other kinds of files.


def test_a_web_page_gives_the_text_that_people_see(tmp_path):
    path = tmp_path / "page.html"
    path.write_text("<!doctype html><title>Étude</title><script>hidden()</script><p>Les <b>é</b>lèves&nbsp;lisent<p>15&#x202f;% de plus.")
    (page,) = read_copy(path).pages
    assert page.text.split() == ["Étude", "Les", "élèves", "lisent", "15", "%", "de", "plus."]


@pytest.mark.parametrize("charset", ["undefined", "idna", "punycode", "unicode_escape", "hex"])
def test_a_page_that_declares_what_is_no_charset_is_read_as_windows_writes_it(tmp_path, charset):
    (tmp_path / "copie.html").write_bytes(f"<html><meta charset={charset}><p>élèves</p>".encode("cp1252"))
    assert read_copy(tmp_path / "copie.html").pages[0].text.strip() == "élèves"


@pytest.mark.parametrize(
    "raw", ["élèves".encode(), "élèves".encode("utf-16"), "élèves".encode("cp1252"), b"\xef\xbb\xbf" + "élèves".encode()]
)
def test_a_text_is_read_in_the_encoding_that_it_has(tmp_path, raw):
    (tmp_path / "copie.txt").write_bytes(raw)
    assert read_copy(tmp_path / "copie.txt").pages[0].text == "élèves"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"%PDF-1.7\nbroken", "Ce PDF ne se lit pas"),
        (b"PK\x03\x04\x00\x00", "Ce fichier n’est ni un PDF"),
        (b"", "Ce fichier ne contient pas de texte"),
    ],
)
def test_what_cannot_be_read_is_told_in_french(tmp_path, raw, said):
    (tmp_path / "copie.pdf").write_bytes(raw)
    with pytest.raises(UnreadableCopyError, match=said):
        read_copy(tmp_path / "copie.pdf")


# What is kept in the note.


def sample_note(text: str = NOTE_SAMPLE) -> Note:
    wrong: list[Diagnostic] = []
    note = read(NOTES, "sample2021", Source("research_notes/notes/sample2021.md", text), wrong)
    assert note is not None
    assert wrong == []
    return note


def kept(text: str, copy: Copy, today: date = TODAY) -> str:
    note = sample_note(text)
    (reference,) = references_of("@article{sample2021, author = {Sam Sample}, title = {A sample synthesis}, journal = {J}, year = 2021}")
    return with_findings(note, copy, search_note(note, reference, copy, frozenset()), today)


def copy_of(text: str) -> Copy:
    return Copy("3f2a9c0d11223344", (CopyPage(1, "1", text),))


HELD = copy_of("A sample synthesis. We found an overall effect of 0.25 SD across forty-two trials.")
PRINT = f"empreinte=3f2a9c0d11223344-{words_print('an overall effect of 0.25 SD across forty-two trials')}"
HEADING = "## résumé {#effet lang=en lu=resume url=https://doi.org/10.1234/sample.2021"


def test_an_excerpt_found_is_kept_in_its_attributes_and_no_other_byte_changes():
    assert kept(NOTE_SAMPLE, HELD) == NOTE_SAMPLE.replace(HEADING, f"{HEADING} page=1 {PRINT} trouve=2026-11-24")


def test_the_same_search_another_day_changes_nothing():
    once = kept(NOTE_SAMPLE, HELD)
    assert kept(once, HELD, date(2026, 12, 1)) == once


def test_an_excerpt_near_or_absent_is_kept_as_such():
    near = copy_of("A sample synthesis. We found one overall effect of 0.25 SD across forty-two trials.")
    assert f"page=1 {PRINT} trouve=2026-11-24 preuve=proche}}" in kept(NOTE_SAMPLE, near)
    absent = copy_of("A sample synthesis. We found nothing.")
    assert f"{PRINT} absent=2026-11-24}}" in kept(kept(NOTE_SAMPLE, HELD), absent)
    assert "trouve=" not in kept(kept(NOTE_SAMPLE, HELD), absent)


def test_a_note_read_again_says_what_was_found():
    (effect,) = sample_note(kept(NOTE_SAMPLE, HELD)).excerpts
    assert (effect.verified_on, effect.found_page, effect.found_near, effect.absent_on) == (TODAY, "1", False, None)


def test_an_excerpt_whose_words_changed_is_no_longer_verified():
    (effect,) = sample_note(kept(NOTE_SAMPLE, HELD).replace("forty-two", "forty-three")).excerpts
    assert (effect.verified_on, effect.changed_since) == (None, True)


def test_another_document_is_refused():
    with pytest.raises(ValueError, match="A sample synthesis"):
        kept(NOTE_SAMPLE, copy_of("Another study of something else."))


def test_a_file_name_of_the_site_is_never_read(tmp_path):
    make_site(tmp_path)
    with pytest.raises(UnreadableCopyError, match="ne s’ouvre pas"):
        read_copy(tmp_path / "content")
