"""Effects and rules of Québec: what contradicts the excerpt that they name is told at its place, mutation by mutation."""

from collections.abc import Iterator

import pytest

from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.content.loading import read
from pipeline.content.sheets.effect_rules import effects_are_those_of_their_excerpts
from pipeline.content.sheets.sheet import FICHES, Fiche
from pipeline.project import Project
from pipeline.rules.traceability import figures_of_a_page_lead_to_excerpts
from pipeline.text.files import Source
from tests.rules.examples import EFFECT, SHEET, Files, law, sheet
from tests.support import NOTE_SAMPLE, REPOSITORY, TABLE, report_on

NOTE = "research_notes/notes/sample2021.md"
QUOTED = "an overall effect of 0.25 SD across forty-two trials"
PARAPHRASE = "L’effet global est de 0,25\u00a0écart-type dans 42\u00a0essais."
CODES = ("T002", "T010", "T011", "T012", "T013", "P011", "P012", "D005", "D006")


def excerpt(words: str) -> Files:
    """The note whose only excerpt says ``words``."""
    start = NOTE_SAMPLE.index("> ")
    return {NOTE: f"{NOTE_SAMPLE[:start]}> {words}\n\nUn exemple.\n"}


def effect(**changed: str) -> Files:
    """The small sheet with an effect whose keys are changed, and no other figure of the excerpt it names."""
    text = EFFECT
    for key, value in changed.items():
        start = text.index(f"{key}: ")
        text = text[:start] + f"{key}: {value}" + text[text.index("\n", start) :]
    files = sheet("redaction: Équipe", text + "redaction: Équipe")
    bare = str(files[SHEET]).replace("est de 0,25 [", "est un exemple [").replace("42\u00a0essais", "des essais")
    return {SHEET: bare}


def told(root, files: Files) -> list[str]:
    return [f"{d.rule.code} {d.text}" for d in report_on(root, files).diagnostics if d.rule.code in CODES]


def test_an_effect_that_says_what_its_excerpt_says_is_told_of_nothing(tmp_path):
    assert told(tmp_path, {**effect(), **excerpt(QUOTED)}) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"valeur": '"0,52"'}, "T002 0,52"),
        ({"valeur": '"−0,25"'}, "T002 −0,25"),
        ({"valeur": '"0,3"'}, "T002 0,3"),
        ({"etudes": "24"}, "T002 24"),
        ({"resultat": "la lecture de 12 élèves"}, "T002 12 élèves"),
        ({"mesure": "correlation"}, "T010 correlation"),
        ({"mesure": "points"}, "T010 points"),
        ({"mesure": "pourcentage"}, "T010 pourcentage"),
        ({"mesure": "mois"}, "T010 mois"),
        ({"mesure": "rapport-de-cotes"}, "T010 rapport-de-cotes"),
        ({"mesure": "non-lue"}, "T013 non-lue"),
        ({"valeur": "null"}, "T013 ecart-type"),
        ({"sens": "aucun"}, "P012 aucun"),
    ],
    ids=str,
)
def test_a_value_a_sign_a_unit_or_a_direction_that_changed_is_told(tmp_path, changed, said):
    assert said in told(tmp_path, {**effect(**changed), **excerpt(QUOTED)})


@pytest.mark.parametrize(
    ("words", "changed", "said"),
    [
        # Points of percentage are no per cent, both ways.
        ("attendance rose by 12 percentage points", {"mesure": "pourcentage"}, ["T010 pourcentage"]),
        ("attendance rose by 12 percentage points", {"mesure": "points"}, []),
        ("attendance rose by 12%", {"mesure": "points", "valeur": '"12 %"'}, ["T010 points"]),
        ("attendance rose by 12%", {"mesure": "pourcentage", "valeur": '"12 %"'}, []),
        ("+12 months’ progress on average", {"mesure": "mois"}, []),
        ("OR = 12", {"mesure": "rapport-de-cotes"}, []),
        ("OR = 12", {"mesure": "ecart-type"}, ["T010 ecart-type"]),
        ("a correlation of 12", {"mesure": "correlation"}, []),
        ("12 more days of attendance", {"mesure": "autre"}, []),
        ("12 more days of attendance", {"mesure": "points"}, ["T010 points"]),
    ],
    ids=str,
)
def test_a_measure_is_that_of_the_excerpt(tmp_path, words, changed, said):
    files = {**effect(**{"valeur": '"12"', "etudes": "null", "resultat": "la présence", **changed}), **excerpt(words)}
    assert told(tmp_path, files) == said


@pytest.mark.parametrize(
    ("interval", "said"),
    [
        ('"0,10 à 0,40"', []),
        ('"0,10 à 0,47"', ["T011 0,10 à 0,47", "T002 0,47"]),
        ('"0,40 à 0,10"', ["T011 0,40 à 0,10"]),
        ('"0,10 à 0,25"', ["T011 0,10 à 0,25"]),
        ('"0,10"', ["T011 0,10"]),
    ],
)
def test_an_interval_is_the_one_of_the_excerpt(tmp_path, interval, said):
    words = "an overall effect of 0.25 SD (0.10 to 0.40) across forty-two trials"
    assert told(tmp_path, {**effect(intervalle=interval), **excerpt(words)}) == said


@pytest.mark.parametrize(
    ("words", "outcome", "direction", "said"),
    [
        ("positive effects on reading", "la lecture", "aide", []),
        ("positive effects on reading", "la lecture", "nuit", ["P012 nuit"]),
        ("negative effects on reading", "la lecture", "aide", ["P012 aide"]),
        ("reduces chronic absenteeism", "l’absentéisme chronique", "aide", []),
        ("reduces chronic absenteeism", "l’absentéisme chronique", "nuit", ["P012 nuit"]),
        ("reduces attendance", "la présence", "nuit", []),
        ("reduces attendance", "la présence", "aide", ["P012 aide"]),
        ("increases anxiety", "l’anxiété", "nuit", []),
        ("increases anxiety", "l’anxiété", "aide", ["P012 aide"]),
        ("had no effect on reading", "la lecture", "aucun", []),
        ("had no effect on reading", "la lecture", "aide", ["P012 aide"]),
        ("effects on reading were measured", "la lecture", "aucun", ["P012 aucun"]),
        ("effects on reading were measured", "la lecture", "non-lu", []),
        # The name of a programme says nothing, and « lower than » does not say of which of the two.
        ("Building Assets Reducing Risks (BARR)", "la réussite des cours", "aide", []),
        ("lower grades compared to girls who slept enough", "les notes, selon le sommeil", "aide", []),
    ],
)
def test_a_direction_is_read_with_what_one_wants_less_of(tmp_path, words, outcome, direction, said):
    changed = {"mesure": "non-lue", "valeur": "null", "etudes": "null", "resultat": outcome, "sens": direction}
    assert told(tmp_path, {**effect(**changed), **excerpt(words)}) == said


@pytest.mark.parametrize(
    ("value", "outcome", "direction", "said"),
    [
        ('"−0,2"', "la lecture", "nuit", []),
        ('"−0,2"', "la lecture", "aide", ["P012 aide"]),
        ('"−0,2"', "les absences", "aide", []),
        ('"−0,2"', "les absences", "nuit", ["P012 nuit"]),
    ],
)
def test_a_sign_says_the_direction(tmp_path, value, outcome, direction, said):
    files = {**effect(valeur=value, etudes="null", resultat=outcome, sens=direction), **excerpt("an effect of −0.2 SD")}
    assert told(tmp_path, files) == said


def test_nothing_changes_when_the_interval_spans_zero(tmp_path):
    words = "an effect of 0.08 SD (−0.02 to 0.18)"
    assert told(tmp_path, {**effect(valeur='"0,08"', etudes="null", intervalle='"−0,02 à 0,18"', sens="aucun"), **excerpt(words)}) == []


def test_a_count_of_studies_is_no_count_of_schools(tmp_path):
    assert told(tmp_path, {**effect(etudes="9"), **excerpt("0.25 SD in 9 schools")}) == ["T012 9"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", []),
        ("2026-11-20", "2026-11-25", ["D005 2026-11-25"]),
        ("2026-11-20", "2025-11-24", []),
        ("2026-11-20", "2025-11-23", ["D006 2025-11-23"]),
        ("exemple2020#lien", "exemple2020#taille", ["P011 exemple2020#taille"]),
        ("Une règle exemple.", "Une règle pour 12 élèves.", ["T002 12 élèves"]),
        ("Une règle exemple.", "Une règle pour 15 % des élèves.", []),
    ],
)
def test_a_rule_of_quebec_has_its_excerpt_and_its_day(tmp_path, old, new, said):
    assert told(tmp_path, law(old, new)) == said


# The council's own effects, each changed in one way.


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    made = load_catalogue(Project(REPOSITORY), [])
    assert made is not None
    return made


def effects(catalogue: Catalogue) -> Iterator[tuple[Fiche, int]]:
    for fiche in catalogue.fiches.values():
        yield from ((fiche, index) for index in range(len(fiche.meta.effets)))


def changed(fiche: Fiche, index: int, key: str, value: str) -> Fiche | None:
    """The sheet with one key of one effect written anew, its quotes included; None when it does not read."""
    span = fiche.header.values[("effets", index, key)]
    text = fiche.source.text
    return read(FICHES, fiche.slug, Source(fiche.source.path, text[: span.start] + value + text[span.end :]), [])


def is_told(catalogue: Catalogue, fiche: Fiche | None, index: int) -> bool:
    if fiche is None:
        return True
    here = fiche.source.place(fiche.header.where(("effets", index))).line
    following = fiche.header.where(("effets", index + 1, "resultat")) if index + 1 < len(fiche.meta.effets) else None
    last = fiche.source.place(following).line if following else len(fiche.source.text)
    checks = (figures_of_a_page_lead_to_excerpts, effects_are_those_of_their_excerpts)
    found = [one for check in checks for one in check.run(fiche, {"catalogue": catalogue})]
    return any(here <= one.place.line < last for one in found)


def mutations(fiche: Fiche, index: int) -> Iterator[tuple[str, str, str]]:
    """Yield the kind of a change, the key and its new value."""
    effect = fiche.meta.effets[index]
    if effect.valeur is not None and effect.valeur[:1].isdigit():
        yield "a digit of the value", "valeur", f'"{effect.valeur.replace(effect.valeur[0], "987", 1)}"'
        yield "its sign", "valeur", f'"−{effect.valeur}"'
    if effect.etudes is not None:
        yield "the number of studies", "etudes", "9871"
    if effect.valeur is not None:
        for measure in ("correlation", "points", "pourcentage", "mois"):
            if measure != effect.mesure:
                yield "the measure", "mesure", measure
    opposite = {"aide": "nuit", "nuit": "aide", "aucun": "aide"}.get(effect.sens)
    if opposite is not None:
        yield "the direction", "sens", opposite
    if effect.sens == "aide":
        yield "the direction, to none", "sens", "aucun"


@pytest.mark.lengthy
def test_a_change_to_an_effect_of_the_council_is_told(catalogue, record_property):
    tried: dict[str, list[bool]] = {}
    for fiche, index in effects(catalogue):
        for kind, key, value in mutations(fiche, index):
            tried.setdefault(kind, []).append(is_told(catalogue, changed(fiche, index, key, value), index))
    lines = [f"{kind}: {sum(results)} of {len(results)} told" for kind, results in tried.items()]
    record_property(TABLE, "\n".join(["effects of the council, changed:", *lines]))
    # A direction that no word of the excerpt says is left to the reader; a number, a sign and a count of studies never are.
    sure = ("a digit of the value", "its sign", "the number of studies")
    assert [kind for kind in sure if not all(tried.get(kind, [True]))] == []
