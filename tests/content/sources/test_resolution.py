"""From a citation in a sentence to the excerpt it means."""

import pytest

from pipeline.content.loading import read as read_file
from pipeline.content.sources.notes import NOTES, Note
from pipeline.content.sources.resolution import Failure, Resolution, resolve
from pipeline.text.citation_syntax import Citation
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import Source
from pipeline.text.markdown import blocks
from pipeline.text.numbers.figure import Figure
from pipeline.text.prose import Prose
from tests.support import NOTE_EXEMPLE

BODY = """\
## résumé {#taille lang=fr lu=resume}

> l’échantillon compte 120 élèves

L’étude porte sur 120 élèves.

## résumé {#lien lang=fr lu=resume}

> 15 % des 120 élèves lisent davantage

Parmi les élèves, 15 % lisent davantage.

## Tableau 2, « Exemple » {#tableau lang=en lu=article}

> 12 schools

Le tableau compte 12 écoles.
"""


@pytest.fixture(scope="module")
def note() -> Note:
    found: list[Diagnostic] = []
    read = read_file(NOTES, "exemple2020", Source("notes/exemple2020.md", NOTE_EXEMPLE.split("## ", maxsplit=1)[0] + BODY), found)
    assert read is not None
    assert found == []
    return read


def cited(text: str) -> tuple[Citation, tuple[Figure, ...]]:
    """Return the one citation of a sentence, and the sentence's figures."""
    (sentence,) = Prose(Source("exemple.md", text), tuple(blocks(text))).sentences
    (citation,) = sentence.citations
    return citation, sentence.figures


def means(text: str, note: Note | None) -> Resolution:
    citation, figures = cited(text)
    return resolve(citation, note, figures)


def told(resolution: Resolution) -> tuple[str | None, Failure | None, list[str]]:
    return resolution.excerpt and resolution.excerpt.id, resolution.failure, [excerpt.id for excerpt in resolution.candidates]


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("Un tableau [@exemple2020, Tableau 2, « Exemple »].", "tableau"),
        ("Un tableau [@exemple2020, tableau 2, «\u00a0exemple\u00a0»].", "tableau"),
        ("Parmi eux, 15\u00a0% lisent [@exemple2020, résumé].", "lien"),
        ("Parmi les 120\u00a0élèves, 15\u00a0% lisent [@exemple2020, résumé].", "lien"),
        ("On en compte 120 élèves [@exemple2020, résumé, #taille].", "taille"),
        ("Sans chiffre [@exemple2020, résumé, #lien].", "lien"),
        ("Sans chiffre [@exemple2020, Resume, #lien].", "lien"),
        ("@exemple2020 [résumé, #lien] le montre.", "lien"),
    ],
)
def test_a_citation_leads_to_its_excerpt(note, text, excerpt):
    assert told(means(text, note)) == (excerpt, None, [])


@pytest.mark.parametrize(
    ("text", "failure", "candidates"),
    [
        ("Oui [@exemple2020].", Failure.NO_LOCATOR, ["taille", "lien", "tableau"]),
        ("Oui [@exemple2020, #lien].", Failure.NO_LOCATOR, ["taille", "lien", "tableau"]),
        ("Oui [@exemple2020, p. 5].", Failure.UNKNOWN_LOCATOR, ["taille", "lien", "tableau"]),
        ("Oui [@exemple2020, p. 5, #lien].", Failure.UNKNOWN_LOCATOR, ["taille", "lien", "tableau"]),
        ("Oui [@exemple2020, résumé, #absent].", Failure.UNKNOWN_EXCERPT, ["taille", "lien", "tableau"]),
        ("Oui [@exemple2020, résumé, #tableau].", Failure.LOCATOR_MISMATCH, ["tableau"]),
        ("Oui [@exemple2020, résumé].", Failure.AMBIGUOUS, ["taille", "lien"]),
        ("Les 120\u00a0élèves lisent [@exemple2020, résumé].", Failure.AMBIGUOUS, ["taille", "lien"]),
        ("Les 99\u00a0élèves lisent [@exemple2020, résumé].", Failure.AMBIGUOUS, ["taille", "lien"]),
        ("Les 15\u00a0écoles lisent [@exemple2020, résumé].", Failure.AMBIGUOUS, ["taille", "lien"]),
    ],
)
def test_a_citation_that_leads_nowhere_says_why_and_what_was_possible(note, text, failure, candidates):
    assert told(means(text, note)) == (None, failure, candidates)


def test_without_a_note_there_is_nothing_to_find():
    assert told(means("Oui [@exemple2020, résumé].", None)) == (None, Failure.NO_NOTE, [])


def test_figures_in_a_citation_an_address_or_code_are_not_figures_of_the_sentence():
    _, figures = cited("Oui, `12 écoles`, [là](https://exemple.org/13), 14\u00a0écoles [@exemple2020, p. 15].")
    assert [figure.text for figure in figures] == ["14\u00a0écoles"]
