"""A figure keeps its own unit: over every real note and page, another noun after the number is told, and the true one is not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.numbers.figure import Figure, carried
from pipeline.text.numbers.figures import figures
from pipeline.text.numbers.units import OTHER, unit_of_word
from tests.support import REPOSITORY

# One noun for each thing that the council's pages count, with the unit that it names.
NOUNS = {
    "écoles": "school", "élèves": "student", "enseignants": "teacher", "parents": "parent", "filles": "girl", "employeurs": "employer",
    "années": "year", "mois": "month", "semaines": "week", "jours": "day", "nuits": "night", "heures": "hour", "minutes": "minute",
    "études": "study", "synthèses": "review", "interventions": "intervention", "échantillons": "sample", "domaines": "domain",
    "facteurs": "factor", "catégories": "category", "groupes": "group", "classes": "class", "pays": "country", "séances": "session",
    "fois": "times", "points": "point", "résultats": "outcome", "écarts-types": "deviation", "pour cent": "percent", "dollars": "dollar",
}  # fmt: skip
# A true sentence says less: girls are pupils.
GENERAL = {("girl", "student"), ("boy", "student")}


@dataclass(frozen=True)
class Claim:
    """A sentence of ours, one of its figures, and the figures of the excerpts that carry it."""

    where: str
    text: str
    figure: Figure
    excerpts: Sequence[Figure]


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    found: list[Diagnostic] = []
    catalogue = load_catalogue(Project(REPOSITORY), found)
    assert catalogue is not None
    return [*_of_notes(catalogue), *_of_pages(catalogue)]


def _of_notes(catalogue: Catalogue) -> Iterator[Claim]:
    for note in catalogue.notes.values():
        for excerpt in note.excerpts:
            for figure in figures(excerpt.paraphrase, "fr", in_sheet=True):
                yield Claim(f"{note.key}#{excerpt.id}", excerpt.paraphrase, figure, excerpt.figures)


def _of_pages(catalogue: Catalogue) -> Iterator[Claim]:
    for document in (*catalogue.fiches.values(), *catalogue.pages.values()):
        for trace in catalogue.traces(document):
            span = trace.sentence.span
            text = document.prose.plain[span.start : span.end]
            known = [figure for excerpt in trace.excerpts for figure in excerpt.figures]
            for figure in figures(text, "fr", in_sheet=True):
                yield Claim(document.slug, text, figure, known)


def mutants(claim: Claim, nouns: Sequence[str]) -> Iterator[tuple[str, Figure]]:
    """Yield each noun put in place of the one that the figure counts, and the figure as it then reads."""
    place = _noun(claim)
    if place is None:
        return
    for noun in nouns:
        number = _NUMBER.match(claim.figure.text)
        start = claim.figure.start + number.end() if number and noun == "pour cent" else place[0]
        changed = f"{claim.text[:start]}{noun}{claim.text[place[1] :]}"
        here = [figure for figure in figures(changed, "fr", in_sheet=True) if figure.start == claim.figure.start]
        assert [NOUNS[noun] in figure.readings for figure in here] == [True], (claim.where, changed)
        yield noun, here[0]


_NUMBER = re.compile(r"(?:[\d,. \u00a0\u202f−-]+|[^\W\d_]+(?:-[^\W\d_]+)*[ \u00a0])")


def _noun(claim: Claim) -> tuple[int, int] | None:
    """Return where the counted noun stands, or None for a bare number, a share and the first end of a range."""
    if claim.figure.unit == OTHER:
        word = re.compile(r"[ \u00a0]([^\W\d_][\w-]*)").match(claim.text, claim.figure.end)
        return word.span(1) if word else None
    if claim.figure.unit is None:
        return None
    words = [*re.finditer(r"%|[^\W\d_][\w-]*", claim.figure.text)]
    for word in reversed(words):
        if word.group() == "%" or unit_of_word(word.group()) == claim.figure.unit:
            return claim.figure.start + word.start(), claim.figure.start + word.end()
    return None


def test_each_figure_with_its_own_noun_is_carried(claims):
    assert claims
    assert [(claim.where, claim.figure.text) for claim in claims if not carried(claim.figure, claim.excerpts)] == []


def test_no_figure_of_a_note_or_a_page_rests_on_an_excerpt_that_reads_in_two_ways(claims):
    doubtful = [
        (claim.where, claim.figure.text)
        for claim in claims
        if all(claim.figure.in_doubt(other) for other in claim.excerpts if claim.figure.carried_by(other))
    ]
    assert doubtful == []


@pytest.mark.lengthy
def test_no_figure_with_another_noun_is_carried(claims):
    tried, survivors = 0, []
    for claim in claims:
        held = {unit for other in claim.excerpts if set(other.values) & set(claim.figure.values) for unit in other.readings}
        for noun, figure in mutants(claim, list(NOUNS)):
            unit = NOUNS[noun]
            if unit == claim.figure.unit or unit in held or (claim.figure.unit, unit) in GENERAL:
                continue
            tried += 1
            if carried(figure, claim.excerpts):
                survivors.append((claim.where, claim.figure.text, noun))
    assert tried > 10 * len(claims)
    assert survivors == []
