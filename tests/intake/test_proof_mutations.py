"""No excerpt of the real notes is found in a copy that says otherwise: each figure, sign, number word, direction word and negation is changed in turn.

The words that are put in place of others are listed here, apart from the lists of the search itself.
"""

import re
from collections.abc import Iterator

import pytest

from pipeline.content.loading import read
from pipeline.content.sources.notes import NOTES, Excerpt
from pipeline.content.sources.reading import Reading
from pipeline.intake.proofs.copies import Copy, CopyPage
from pipeline.intake.proofs.excerpt_search import ExcerptOutcome, SearchedCopy
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import read_source
from tests.support import REPOSITORY


def real_excerpts() -> list[Excerpt]:
    project, found = Project(REPOSITORY), list[Diagnostic]()
    excerpts: list[Excerpt] = []
    for path in sorted((project.research / "notes").glob("*.md")):
        source = read_source(project, path, found)
        note = read(NOTES, path.stem, source, found) if source is not None else None
        excerpts += note.excerpts if note is not None else ()
    return excerpts


EXCERPTS = real_excerpts()
NUMBER_WORDS = {
    "one": "two", "two": "three", "three": "four", "four": "five", "five": "six", "six": "seven", "seven": "eight", "eight": "nine", "nine": "ten", "ten": "twelve",
    "half": "a third", "third": "quarter", "quarter": "half", "twice": "thrice", "deux": "trois", "trois": "quatre", "quatre": "cinq", "cinq": "six", "sept": "huit",
    "huit": "neuf", "dix": "onze", "moitié": "tiers", "tiers": "quart", "quart": "tiers", "premier": "deuxième", "first": "second", "hundred": "thousand",
}  # fmt: skip
DIRECTIONS = {
    "larger": "smaller", "smaller": "larger", "increase": "decrease", "increased": "decreased", "increases": "decreases", "increasing": "decreasing",
    "decrease": "increase", "decreased": "increased", "reduced": "increased", "reduces": "increases", "reduce": "increase", "reduction": "increase",
    "higher": "lower", "lower": "higher", "high": "low", "low": "high", "more": "fewer", "less": "more", "fewer": "more", "greater": "smaller",
    "positive": "negative", "negative": "positive", "positively": "negatively", "negatively": "positively", "improve": "worsen", "improved": "worsened",
    "improves": "worsens", "improvement": "worsening", "improvements": "declines", "better": "worse", "worse": "better", "above": "below", "below": "above",
    "gains": "losses", "gain": "loss", "loss": "gain", "losses": "gains", "strong": "weak", "stronger": "weaker", "weak": "strong", "most": "least", "least": "most",
    "longer": "shorter", "shorter": "longer", "before": "after", "after": "before", "older": "younger", "younger": "older", "all": "some", "always": "rarely",
    "hausse": "baisse", "baisse": "hausse", "augmente": "diminue", "augmentent": "diminuent", "augmenter": "diminuer", "augmentation": "diminution",
    "diminue": "augmente", "diminution": "augmentation", "diminuer": "augmenter", "plus": "moins", "moins": "plus", "supérieur": "inférieur", "supérieure": "inférieure",
    "supérieurs": "inférieurs", "inférieur": "supérieur", "élevé": "faible", "élevée": "faible", "élevés": "faibles", "faible": "élevé", "faibles": "élevés",
    "positif": "négatif", "positive.": "négative", "positifs": "négatifs", "négatif": "positif", "négative": "positive", "négatifs": "positifs",
    "améliore": "détériore", "améliorer": "détériorer", "amélioration": "détérioration", "mieux": "pire", "forte": "faible", "fort": "faible", "grande": "petite",
    "grand": "petit", "grands": "petits", "petit": "grand", "petits": "grands", "avant": "après", "après": "avant", "réduit": "accroît", "réduire": "accroître",
    "boys": "girls", "girls": "boys", "garçons": "filles", "filles": "garçons", "significant": "nonsignificant", "significantly": "insignificantly",
    "effective": "ineffective", "likely": "unlikely", "unlikely": "likely",
}  # fmt: skip
NEGATED = re.compile(r"(?i)\b(is|are|was|were|has|have|had|can|could|may|did|does|est|sont|était|étaient|ont)\b(?! not| pas)")


def mutants(text: str) -> Iterator[tuple[str, str]]:
    """Yield each mutant with the name of what was changed."""
    for match in re.finditer(r"\d+", text):
        digits = match.group()
        yield f"figure {digits}", text[: match.start()] + digits[:-1] + str((int(digits[-1]) + 3) % 10) + text[match.end() :]
    for match in re.finditer(r"(?<![\w.,−–+-])(?<![−–-] )(?=[.,]?\d)", text):
        yield f"sign before {text[match.start() : match.start() + 4]}", f"{text[: match.start()]}−{text[match.start() :]}"
    for match in re.finditer(r"(?<=[\s(\[=])[−–-](?=[.,]?\d)", text):
        yield "sign taken away", text[: match.start()] + text[match.end() :]
    for one, other in (("<", ">"), (">", "<"), ("≤", "≥"), ("≥", "≤")):
        for match in re.finditer(re.escape(one), text):
            yield f"{one} turned", text[: match.start()] + other + text[match.end() :]
    for table, name in ((NUMBER_WORDS, "number"), (DIRECTIONS, "direction")):
        for match in re.finditer(r"[^\W\d_]+", text):
            if other := table.get(match.group().lower()):
                yield f"{name} {match.group()}", text[: match.start()] + other + text[match.end() :]
    for match in re.finditer(r"(?i)\b(?:not|no|never|without|sans|pas|aucune?|ne|jamais)\b ?|\bn[’']", text):
        yield f"negation {match.group().strip()} taken away", text[: match.start()] + text[match.end() :]
    for match in NEGATED.finditer(text):
        word = "pas" if match.group().lower() in ("est", "sont", "était", "étaient", "ont") else "not"
        yield f"negation put after {match.group()}", f"{text[: match.end()]} {word}{text[match.end() :]}"


CASES = [(excerpt, name, mutant) for excerpt in EXCERPTS for name, mutant in mutants(excerpt.quotation)]


def found_in(excerpt: Excerpt, text: str) -> ExcerptOutcome:
    around = "Quelques mots avant, qui n’y changent rien. {} Et quelques mots après, de même."
    return SearchedCopy(Copy("0" * 16, (CopyPage(1, None, around.format(text)),))).find(excerpt).outcome


def test_each_excerpt_is_found_in_a_copy_that_holds_it():
    assert len(EXCERPTS) > 100
    assert [
        f"{excerpt.key} #{excerpt.id}" for excerpt in EXCERPTS if found_in(excerpt, excerpt.quotation) is not ExcerptOutcome.EXACT
    ] == []


@pytest.mark.parametrize("kind", ["figure", "sign", "number", "direction", "negation", "<"])
def test_no_mutant_is_recorded_as_found(kind):
    cases = [(excerpt, name, mutant) for excerpt, name, mutant in CASES if name.startswith(kind)]
    assert cases
    survivors = [
        f"{excerpt.key} #{excerpt.id}: {name}"
        for excerpt, name, mutant in cases
        if mutant != excerpt.quotation and found_in(excerpt, mutant) is not ExcerptOutcome.ABSENT
    ]
    assert survivors == []


# Two siblings of each, by hand.


def an_excerpt(quotation: str) -> Excerpt:
    return Excerpt("sample2021", "effet", "résumé", "en", Reading.ABSTRACT, quotation, "Une paraphrase.", (), None, 0)


@pytest.mark.parametrize(
    ("note", "copy"),
    [
        ("the overall effect of tutoring was 0.25 standard deviations", "the overall effect of tutoring was −0.25 standard deviations"),
        ("the overall effect of tutoring was −0.25 standard deviations", "the overall effect of tutoring was 0.25 standard deviations"),
        (
            "effects were larger for students in the early grades of school",
            "effects were smaller for students in the early grades of school",
        ),
        ("the programme led to an increase in attendance at school", "the programme led to a decrease in attendance at school"),
        ("students met with a tutor three times a week during the year", "students met with a tutor four times a week during the year"),
        (
            "on observe une hausse de la fréquentation scolaire au secondaire",
            "on observe une baisse de la fréquentation scolaire au secondaire",
        ),
        ("le taux augmente chez les élèves de la région depuis dix ans", "le taux diminue chez les élèves de la région depuis dix ans"),
        ("les effets sont supérieurs chez les garçons du secondaire", "les effets sont inférieurs chez les garçons du secondaire"),
        (
            "the difference was significant in the second year of the trial",
            "the difference was nonsignificant in the second year of the trial",
        ),
        (
            "the results differ across groups, p < .05, in the whole sample",
            "the results differ across groups, p > .05, in the whole sample",
        ),
        (
            "values of about 10−48 were observed in the whole of the sample",
            "values of about 10^48 were observed in the whole of the sample",
        ),
        (
            "la moitié des élèves ont terminé leurs études secondaires à temps",
            "le tiers des élèves ont terminé leurs études secondaires à temps",
        ),
    ],
)
def test_a_copy_that_says_otherwise_is_for_a_person_to_check(note, copy):
    finding = SearchedCopy(Copy("0" * 16, (CopyPage(1, None, f"Avant. {copy}. Après."),))).find(an_excerpt(note))
    assert finding.outcome is ExcerptOutcome.ABSENT
    assert finding.differs
    assert finding.words


@pytest.mark.parametrize(
    ("note", "copy"),
    [
        (
            "effects were larger for students in the early grades of school",
            "effects were larger for the students in early grades of school",
        ),
        (
            "the programme increased attendance at school for most students",
            "the programme in-\ncreased attendance at schools for most students",
        ),
        ("two-thirds of the students had finished their courses on time", "two-\nthirds of the students had finished their course on time"),
        (
            "on observe une hausse de la fréquentation scolaire au secondaire",
            "on observe une hausse de la fréquentation scolaire du secondaire",
        ),
    ],
)
def test_a_copy_that_says_the_same_in_nearly_the_same_words_is_near(note, copy):
    assert (
        SearchedCopy(Copy("0" * 16, (CopyPage(1, None, f"Avant. {copy}. Après."),))).find(an_excerpt(note)).outcome is ExcerptOutcome.NEAR
    )
