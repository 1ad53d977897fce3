"""The promise itself, on the real content: every published figure is in the excerpt it cites, and a wrong one is caught."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.content.kind import AnyDocument
from pipeline.content.kinds import council_lists
from pipeline.content.loading import read
from pipeline.content.plain_pages import Page
from pipeline.content.sheets.sheet import FICHES, Fiche
from pipeline.content.sources.notes import NOTES, Excerpt, Note
from pipeline.memory import Memory
from pipeline.rules.citations import a_citation_is_closed, a_citation_is_well_formed, a_citation_leads_to_an_excerpt
from pipeline.rules.traceability import figures_of_a_page_lead_to_excerpts
from pipeline.text.citation_syntax import Citation
from pipeline.text.diagnostics import Diagnostic, Place
from pipeline.text.files import Source
from pipeline.text.numbers.figure import Figure
from pipeline.text.numbers.figures import figures
from tests.real import copy_content, grow
from tests.support import LONG, TABLE

# The long run (make test-long) changes every digit of every figure; the short one, the last.


@dataclass(frozen=True)
class Claim:
    """A published figure, the citation of its sentence that carries it, and the excerpt; ``others`` are those that the sentence cites besides."""

    document: AnyDocument
    figure: Figure
    citation: Citation
    excerpt: Excerpt
    others: tuple[Excerpt, ...]

    @property
    def place(self) -> Place:
        return self.document.source.place(self.figure.start)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The council's content, grown: see ``tests.real``."""
    found: list[Diagnostic] = []
    read = load_catalogue(grow(copy_content(tmp_path_factory.mktemp("grandi"))), found)
    assert read is not None
    assert found == []
    return read


@pytest.fixture(scope="module")
def claims(catalogue: Catalogue) -> list[Claim]:
    result = []
    for document in (*catalogue.fiches.values(), *catalogue.pages.values()):
        for trace in catalogue.traces(document):
            for figure in trace.sentence.figures:
                carrier = trace.carrier(figure)
                assert carrier is not None, f"{document.source.place(figure.start)}: {figure.text}"
                citation, excerpt = carrier
                others = tuple(one for one in trace.excerpts if one != excerpt)
                result.append(Claim(document, figure, citation, excerpt, others))
    return result


def test_every_published_figure_is_in_the_excerpt_it_cites(claims, record_property):
    """Gives the table that is printed after the tests: place, figure, key, locator, excerpt id, and the excerpt that carries it."""
    assert claims != []
    rows = [
        f"{claim.place} | {' '.join(claim.figure.text.split())} | {claim.excerpt.key}, {claim.citation.locator}, #{claim.excerpt.id}"
        f" | {claim.excerpt.quotation}"
        for claim in claims
    ]
    title = f"Figures of the published pages and the excerpts that carry them ({len(claims)})"
    record_property(TABLE, "\n".join([f"{title}:", *rows]))


# --- Mutations -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mutant:
    """A changed sheet, and the place where the change must be diagnosed."""

    kind: str
    claim: Claim
    text: str
    at: int


_WORDS = {"deux": "trois", "trois": "quatre", "cinq": "six", "douze": "treize", "tiers": "quart", "moitié": "quart", "quart": "tiers"}
# A unit is changed for one that counts something else, so that the sentence says another thing.
_UNITS = (
    (r"%", "écoles"),
    (r"écarts?-types?", "%"),
    (r"élève\b", "école"),
    (r"(?:élèves|jeunes|étudiants|adolescents|enfants|personnes|adolescentes|participants|filles|garçons|employeurs)\b", "écoles"),
    (
        r"(?:études|essais|interventions|échantillons|domaines|écoles|pays|facteurs|mesures|groupes|catégories|trajectoires|tailles|séances)\b",
        "élèves",
    ),
    (r"(?:ans|heures|semaines|nuits|fois)\b", "élèves"),
)
_SYMBOL = re.compile(r"(?<!\w)(?:d|g|r)(?= [=−])")


def told(claim: Claim, written: str) -> bool:
    """Say whether an excerpt of the sentence tells of the number ``written``, as in « de 16 à 17 jours »: one for the other is no figure without a source."""
    values = {value for excerpt in (claim.excerpt, *claim.others) for figure in excerpt.figures for value in figure.values}
    return any(value in values for figure in figures(written, "fr", in_sheet=True) for value in figure.values)


def value_mutants(claim: Claim) -> Iterator[Mutant]:
    text, figure = claim.document.source.text, claim.figure
    digits = [figure.start + match.start() for match in re.finditer(r"\d", figure.text)]
    for at in digits if LONG else digits[-1:]:
        for step in range(1, 10):
            changed = text[:at] + str((int(text[at]) + step) % 10) + text[at + 1 :]
            if not told(claim, changed[figure.start : figure.end]):
                yield Mutant("value", claim, changed, figure.start)
                break
    if not digits:
        for word, other in _WORDS.items():
            changed, count = re.subn(rf"\b{word}\b", other, figure.text, count=1)
            if count and not told(claim, changed):
                yield Mutant("value", claim, text[: figure.start] + changed + text[figure.end :], figure.start)
                break


def sign_mutants(claim: Claim) -> Iterator[Mutant]:
    text, figure = claim.document.source.text, claim.figure
    if figure.text[0] in "−-":
        yield Mutant("sign", claim, text[: figure.start] + text[figure.start + 1 :], figure.start)
    elif figure.text[0].isdigit():
        yield Mutant("sign", claim, text[: figure.start] + "−" + text[figure.start :], figure.start)


def unit_mutants(claim: Claim) -> Iterator[Mutant]:
    text, figure = claim.document.source.text, claim.figure
    for pattern, other in _UNITS:
        changed, count = re.subn(pattern, other, figure.text, count=1)
        if count:
            yield Mutant("unit", claim, text[: figure.start] + changed + text[figure.end :], figure.start)
            return
    symbol = _SYMBOL.search(text, max(0, figure.start - 18), figure.start)
    if symbol:
        other = "r" if symbol.group() != "r" else "d"
        yield Mutant("unit", claim, text[: symbol.start()] + other + text[symbol.end() :], figure.start)
    elif re.search(r"\d$", figure.text):
        yield Mutant("unit", claim, text[: figure.end] + "\u00a0%" + text[figure.end :], figure.start)


def locator_mutants(claim: Claim) -> Iterator[Mutant]:
    text, at = claim.document.source.text, claim.citation.locator_at
    yield Mutant("locator", claim, f"{text[: at.start]}p. 999{text[at.start + len(claim.citation.locator) :]}", at.start)


MUTATIONS = {"value": value_mutants, "sign": sign_mutants, "unit": unit_mutants, "locator": locator_mutants}


def diagnose(catalogue: Catalogue, document: AnyDocument, text: str, notes: dict[str, Note] | None = None) -> list[Diagnostic]:
    """Return what the checks say of one changed page, alone with the notes that it cites."""
    found: list[Diagnostic] = []
    source = Source(document.source.path, text)
    changed: Fiche | Page | None = None
    if isinstance(document, Fiche):
        lists = council_lists(catalogue.project, catalogue.vocabulary, ())
        changed = read(FICHES, document.slug, source, found, lists)
    elif isinstance(document, Page):
        changed = Page(document.slug, source, document.header, document.meta, document.body_start)
    assert changed is not None
    alone = replace(catalogue.having(NOTES, notes or catalogue.notes), memory=Memory())
    checks = (figures_of_a_page_lead_to_excerpts, a_citation_is_closed, a_citation_is_well_formed, a_citation_leads_to_an_excerpt)
    return found + [one for check in checks for one in check.run(changed, {"catalogue": alone})]


# Mutants that nothing diagnoses, each with the reason why it cannot be told from the truth.
SURVIVORS: dict[tuple[str, str, str], str] = {}


@pytest.mark.lengthy
@pytest.mark.parametrize("kind", MUTATIONS)
def test_each_changed_figure_is_diagnosed_at_its_line_and_column(catalogue, claims, kind):
    survivors = set()
    tried = 0
    for claim in claims:
        for mutant in MUTATIONS[kind](claim):
            tried += 1
            expected = Source(claim.document.source.path, mutant.text).place(mutant.at)
            places = {d.place for d in diagnose(catalogue, claim.document, mutant.text) if d.severity == "erreur"}
            if expected not in places:
                survivors.add((claim.document.slug, " ".join(claim.figure.text.split()), kind))
    assert tried > 0
    assert survivors == {key for key in SURVIVORS if key[2] == kind}


@pytest.mark.lengthy
def test_each_removed_excerpt_is_diagnosed_where_it_was_cited(catalogue, claims):
    survivors = set()
    for claim in claims:
        note = catalogue.notes[claim.excerpt.key]
        text = note.source.text
        end = min((excerpt.start for excerpt in note.excerpts if excerpt.start > claim.excerpt.start), default=len(text))
        without = read(NOTES, note.key, Source(note.source.path, text[: claim.excerpt.start] + text[end:]), [])
        assert without is not None
        found = diagnose(catalogue, claim.document, claim.document.source.text, {**catalogue.notes, note.key: without})
        places = {d.place for d in found if d.severity == "erreur"}
        # The citation alone: what its figure rests on is known once it is mended, and T002 waits for it.
        if claim.document.source.place(claim.citation.locator_at.start) not in places:
            survivors.add((claim.document.slug, claim.figure.text))
    assert survivors == set()
