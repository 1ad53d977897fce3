"""What is a figure, in which unit, and which figure of an excerpt carries it."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.content.loading import load
from pipeline.content.sources.notes import NOTES, Note
from pipeline.memory import Memory
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.numbers.exempted import EXEMPTIONS
from pipeline.text.numbers.figure import Figure, carried, doubtful
from pipeline.text.numbers.figures import figures
from tests.real import copy_content, grow


def sheet(text: str) -> list[Figure]:
    """Return the figures of ``text`` as a sheet's, in French."""
    return figures(text, "fr", in_sheet=True)


def read(text: str, language: str = "fr") -> list[tuple[str, str, str | None]]:
    """Return the text, the first value and the unit of each figure."""
    found = sheet(text) if language == "fr" else figures(text, language)
    return [(figure.text, str(figure.values[0]), figure.unit) for figure in found]


def is_carried(claim: str, excerpt: str, language: str = "en") -> bool:
    """Say whether every figure of a French sheet is in an excerpt; the claim must hold one."""
    claimed = sheet(claim)
    assert claimed, claim
    return all(carried(figure, figures(excerpt, language)) for figure in claimed)


# --- Values --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0,288", "0.288"),
        ("0.288", "0.288"),
        ("13,0", "13"),
        ("25 334", "25334"),
        ("25\u00a0334", "25334"),
        ("25\u202f334", "25334"),
        ("1589", "1589"),
        ("12 345 678", "12345678"),
        ("1 234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,589", "1.589"),
        ("1,5 million", "1500000"),
        ("2\u00a0milliards", "2000000000"),
    ],
)
def test_a_number_is_read_as_french_writes_it(text, value):
    assert [figure.values for figure in sheet(text)] == [(Fraction(value),)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("0.288", ["0.288"]),
        ("1,234,567", ["1234567"]),
        ("1,234.5", ["1234.5"]),
        ("25,334", ["25334", "25.334"]),
        ("0,125", ["0.125"]),
        (".25", ["0.25"]),
        ("1.2 million", ["1200000"]),
    ],
)
def test_a_number_is_read_as_english_writes_it(text, values):
    assert [figure.values for figure in figures(text, "en")] == [tuple(Fraction(value) for value in values)]


@pytest.mark.parametrize("claim", ["25\u00a0334 élèves", "25 334 élèves", "25\u202f334 élèves", "25334 élèves"])
def test_thousands_are_one_number_in_both_languages(claim):
    assert is_carried(claim, "data from 25,334 students")


def test_a_four_digit_number_with_and_without_a_space_are_one():
    assert is_carried("1\u00a0589 élèves", "1589 students")
    assert is_carried("1589 élèves", "1,589 students")


def test_trailing_zeros_say_nothing():
    assert is_carried("13\u00a0%", "13.0%")
    assert is_carried("2,00", "an estimate of 2.0")


@pytest.mark.parametrize("claim", ["0,287 écart-type", "0,28 écart-type", "2,88 écarts-types", "288 écarts-types", "0,3 écart-type"])
def test_another_value_is_not_carried(claim):
    assert not is_carried(claim, "an overall pooled ES of 0.288 SD")


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.integers(1000, 999_999_999), st.sampled_from([" ", "\u00a0", "\u202f"]))
def test_any_number_grouped_by_thousands_is_the_same_in_both_languages(number, space):
    english = f"{number:,}"
    french = english.replace(",", space)
    assert [figure.values for figure in figures(f"{french} élèves", "fr")] == [(Fraction(number),)]
    assert is_carried(f"{french} élèves", f"{english} students")


# --- Units ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("claim", ["15\u00a0%", "15 %", "15%", "15 pour cent", "15 p. 100"])
@pytest.mark.parametrize("excerpt", ["15% of pupils", "15 per cent of pupils", "15 percent of pupils", "15.0 % of pupils"])
def test_per_cent_is_written_in_many_ways(claim, excerpt):
    assert is_carried(claim, excerpt)


@pytest.mark.parametrize("excerpt", ["15 schools", "15 pupils", "15"])
def test_fifteen_per_cent_is_not_fifteen_of_something(excerpt):
    assert not is_carried("15\u00a0% des élèves", excerpt)


def test_fifteen_schools_are_not_fifteen_per_cent():
    assert not is_carried("15 écoles", "15 per cent of schools")


def test_another_unit_is_another_figure():
    assert not is_carried("15 écoles", "15 pupils")
    assert not is_carried("10 heures", "10 weeks")
    assert not is_carried("10 programmes", "a 10-week program")


def test_dollars_are_only_carried_by_dollars():
    assert read("une bourse de 500\u00a0$") == [("500\u00a0$", "500", "dollar")]
    assert not is_carried("500\u00a0$", "500 students", "en")


@pytest.mark.parametrize(
    ("excerpt", "text", "unit"),
    [
        ("28 school absenteeism risk domains", "28 school absenteeism risk domains", "domain"),
        ("23 dropout risk domains were", "23 dropout risk domains", "domain"),
        ("70 mentoring outcome studies, with", "70 mentoring outcome studies", "study"),
        ("12 high school students (grade 9)", "12 high school students", "student"),
        ("0.288 SD overall", "0.288 SD", "deviation"),
        ("3 days per week", "3 days", "day"),
        ("10 hours a week", "10 hours", "hour"),
        ("20 students and their parents", "20 students", "student"),
        ("75 effect sizes", "75 effect", "effect-count"),
    ],
)
def test_an_english_number_counts_the_head_noun(excerpt, text, unit):
    assert next((figure.text, figure.unit) for figure in figures(excerpt, "en")) == (text, unit)


@pytest.mark.parametrize(
    ("text", "whole", "unit"),
    [
        ("28 domaines de risque d’absentéisme", "28 domaines", "domain"),
        ("12 nouvelles écoles primaires", "12 nouvelles écoles", "school"),
        ("15 jeunes femmes", "15 jeunes", "student"),
        ("6 semaines de lecture", "6 semaines", "week"),
        ("120 en tout", "120", None),
    ],
)
def test_a_french_number_counts_the_first_noun(text, whole, unit):
    assert [(figure.text, figure.unit) for figure in sheet(text)] == [(whole, unit)]


@pytest.mark.parametrize(
    ("text", "language", "unit"),
    [
        ("d = 0,25", "fr", "d"),
        ("g de Hedges = 0,25", "fr", "g"),
        ("un r de 0,25", "fr", "r"),
        ("r = .25", "en", "r"),
        ("p < .001", "en", "p"),
        ("OR = 1.5", "en", "odds-ratio"),
        ("un rapport de cotes de 1,5", "fr", "odds-ratio"),
        ("un effet moyen de 0,25", "fr", "effect"),
        ("taille d’effet (0,25)", "fr", "effect"),
        ("n = 1995", "en", "person"),
        ("aged 12", "en", "year"),
    ],
)
def test_a_symbol_or_a_name_before_the_number_is_its_unit(text, language, unit):
    assert figures(text, language)[-1].unit == unit


def test_nine_years_are_not_nine_schools():
    excerpt = "nine years mainly reflect school-year learning"
    assert is_carried("les neuf premières années", excerpt)
    assert not is_carried("neuf écoles", excerpt)


@pytest.mark.parametrize(
    ("claim", "excerpt", "held"),
    [
        ("12 personnes", "12 students", True),
        ("12 élèves", "12 girls", True),
        ("12 filles", "12 students", False),
        ("12 élèves", "12 participants", False),
        ("12 enseignants", "12 students", False),
        ("12 écoles", "12 clubs", False),
        ("12 clubs", "12 schools", False),
        ("12 types d’écoles", "12 types of schools", True),
        ("315 millions de dollars", "il a octroyé 315 millions sur cinq ans", True),
        ("315 millions d’élèves", "il a octroyé 315 millions sur cinq ans", False),
        ("77,6 écoles", "a score of 77.6", False),
        ("deux fois par semaine", "they meet twice a week", True),
        ("10 heures", "une dizaine d’heures par année", True),
        ("trois séances par semaine", "3 days per week", False),
        ("trois séances par mois", "3 days per week", False),
        ("trois séances", "3 days in May", False),
        ("trois séances par mois", "three sessions per week", False),
        ("8,5 points", "a percentage point increase of 8.5", True),
        ("trois ans", "children as young as three", True),
    ],
)
def test_a_text_may_say_less_than_its_excerpt_and_nothing_else(claim, excerpt, held):
    assert is_carried(claim, excerpt, "fr" if "une dizaine" in excerpt or "octroyé" in excerpt else "en") is held


@pytest.mark.parametrize(
    ("claim", "excerpt", "in_doubt"),
    [
        ("30 élèves", "30 students teachers had referred", True),
        ("30 enseignants", "30 students and teachers", True),
        ("30 personnes", "30 students and teachers", False),
        ("30 élèves et enseignants", "30 students and teachers", False),
        ("30 élèves", "30 students", False),
        ("30 élèves", "a recent sample (N = 30)", True),
        ("30 élèves", "a sample of students (N = 30)", False),
        ("30 personnes", "a recent sample (N = 30)", False),
        ("sept élèves", "above six or seven", True),
        ("deux écoles", "two types of schools", True),
        ("deux types d’écoles", "two types of schools", False),
        ("un effet de 0,25", "a result of 0.25", False),
    ],
)
def test_a_figure_that_rests_on_one_of_two_readings_is_in_doubt(claim, excerpt, in_doubt):
    (figure,) = sheet(claim)
    assert carried(figure, figures(excerpt, "en"))
    assert doubtful(figure, figures(excerpt, "en")) is in_doubt


def test_a_second_noun_changed_in_a_pair_is_not_carried_by_the_first():
    assert not is_carried("435 écoles et adolescents", "435 children and adolescents")


def test_a_correlation_is_not_an_effect_size_of_the_same_value():
    assert not is_carried("d = 0,25", "r = 0.25")


def test_an_effect_named_in_general_is_carried_by_its_symbol():
    assert is_carried("un effet de 0,25", "g = 0.25")


# --- Signs and ranges ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["−0,18", "-0,18", "–0,18", "d = −0,18", "d = − 0,18", "(−0,18)", "un effet de −0,18", "un effet de − 0,18"]
)
def test_a_minus_is_part_of_the_number(text):
    assert [figure.values for figure in sheet(text)] == [(Fraction("-0.18"),)]


def test_a_sign_is_kept_from_sheet_to_excerpt():
    assert is_carried("un effet de −0,18", "an effect of -0.18")
    assert not is_carried("un effet de −0,18", "an effect of 0.18")
    assert not is_carried("un effet de 0,18", "an effect of −0.18")
    assert not is_carried("un effet de 0,18", "an effect of − 0.18")


@pytest.mark.parametrize("text", ["6–10 semaines", "6-10 semaines", "6\u00a0– 10 semaines", "de 6 à 10 semaines", "6 ou 10 semaines"])
def test_the_dash_of_a_range_is_no_sign_and_both_ends_share_the_unit(text):
    assert [(figure.values[0], figure.unit) for figure in sheet(text)] == [(6, "week"), (10, "week")]


def test_a_dash_before_an_item_or_an_aside_is_no_sign():
    assert [figure.values[0] for figure in sheet("des écoles – 12 en tout – et 3 autres")] == [12, 3]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("a 6–10-week program", "en", [("6", "week"), ("10", "week")]),
        ("6–10-week", "en", [("6", "week"), ("10", "week")]),
        ("[0.02, 0.09] SD", "en", [("1/50", None), ("9/100", None)]),
        ("de 0,02 à 0,09 écart-type", "fr", [("1/50", "deviation"), ("9/100", "deviation")]),
        ("entre 5 et 10\u00a0%", "fr", [("5", "percent"), ("10", "percent")]),
        ("deux à trois fois", "fr", [("2", "times"), ("3", "times")]),
        (
            "a percentage point increase of 8.5 (range: 3.6 to 15.9; 317 arms)",
            "en",
            [("17/2", "point"), ("18/5", "point"), ("159/10", "point"), ("317", "other")],
        ),
        ("6,5 points (étendue : de −11,4 à 9,5)", "fr", [("13/2", "point"), ("-57/5", "point"), ("19/2", "point")]),
        ("10 studies (range: 3 to 5)", "en", [("10", "study"), ("3", None), ("5", None)]),
        ("12 weeks (code 6 to 20)", "en", [("12", "week"), ("6", None), ("20", None)]),
    ],
)
def test_ranges(text, language, expected):
    assert [(value, unit) for _, value, unit in read(text, language)] == expected


@pytest.mark.parametrize(
    ("claim", "excerpt"),
    [
        ("de 6 à 10 semaines", "a 6–10-week period"),
        ("10 semaines", "a ten-week program"),
        ("de 0,02 à 0,09", "95% CI [0.02, 0.09]"),
        ("de 0,08 à 2,00", "(95% CI: 0.08–2.00)"),
        ("de 5 à 10\u00a0%", "between 5 and 10 per cent"),
    ],
)
def test_a_range_is_carried_by_the_same_range(claim, excerpt):
    assert is_carried(claim, excerpt)


# --- Words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "excerpt"),
    [
        ("42 essais", "across forty-two trials"),
        ("quarante-deux essais", "across 42 trials"),
        ("quatre-vingt-douze élèves", "ninety-two students"),
        ("soixante et onze écoles", "71 schools"),
        ("105 écoles", "one hundred and five schools"),
        ("cent cinq écoles", "one hundred and five schools"),
        ("trois fois plus", "three times more likely"),
        ("trois fois plus", "a three-fold increase"),
        ("cinq études", "five experiments"),
    ],
)
def test_number_words_are_figures(claim, excerpt):
    assert is_carried(claim, excerpt)


def test_two_is_not_three():
    assert not is_carried("deux fois", "three times")
    assert not is_carried("quatre-vingt-douze élèves", "eighty-two students")


@pytest.mark.parametrize("text", ["un élève", "une école", "deux", "à deux", "l’un ou l’autre", "une fois"])
def test_a_word_that_counts_nothing_in_a_sheet_is_no_figure(text):
    assert read(text) == []


@pytest.mark.parametrize("text", ["deux élèves", "trois autres exemples", "cinq pistes", "douze mois"])
def test_a_word_before_a_plural_is_a_figure(text):
    assert len(sheet(text)) == 1


# --- Shares --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("claim", ["la moitié des élèves", "un élève sur deux", "1 élève sur 2", "50\u00a0%", "50\u00a0% des élèves"])
@pytest.mark.parametrize("excerpt", ["half of the students", "50% of students", "one in two students", "fifty per cent", "1 in 2 pupils"])
def test_half_is_one_of_two_and_fifty_per_cent(claim, excerpt):
    assert is_carried(claim, excerpt)


@pytest.mark.parametrize(
    ("claim", "excerpt"),
    [
        ("le tiers des élèves", "a third of pupils"),
        ("un tiers", "one-third"),
        ("les deux tiers", "two-thirds"),
        ("deux élèves sur trois", "two out of three pupils"),
        ("un élève sur cinq", "20 per cent"),
        ("les trois quarts", "75%"),
        ("quatre jeunes sur dix", "4 out of 10 youths"),
    ],
)
def test_other_shares(claim, excerpt):
    assert is_carried(claim, excerpt)


@pytest.mark.parametrize(
    ("claim", "excerpt"),
    [
        ("le tiers", "33%"),
        ("la moitié", "two"),
        ("un élève sur deux", "one in three students"),
        ("un élève sur deux", "one in two schools"),
        ("un tiers", "a third study"),
        ("50\u00a0%", "2 students"),
    ],
)
def test_shares_that_are_not_the_same(claim, excerpt):
    assert not is_carried(claim, excerpt)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("75 études portant sur 781 facteurs", ["75 études", "781 facteurs"]),
        ("un score de 3,8 sur 10", ["3,8", "10"]),
        ("25 000 élèves sur 100 000", ["25 000 élèves", "100 000"]),
    ],
)
def test_what_is_on_something_or_marked_out_of_it_is_no_share(text, expected):
    assert [figure.text for figure in sheet(text)] == expected


# --- Rounding ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "excerpt"),
    [
        ("environ 0,3", "0.288"),
        ("près de 15\u00a0%", "14.6%"),
        ("environ 300 élèves", "312 students"),
        ("environ 25\u00a0000 élèves", "25,334 students"),
        ("environ les 300 élèves", "298 students"),
        ("environ 100\u00a0%", "98%"),
        ("environ 13,0\u00a0%", "13.04%"),
        ("environ 15\u00a0%", "15%"),
    ],
)
def test_after_environ_or_pres_de_a_number_may_be_rounded(claim, excerpt):
    assert is_carried(claim, excerpt)


@pytest.mark.parametrize(
    ("claim", "excerpt"),
    [
        ("environ 0,3", "0.37"),
        ("près de 15\u00a0%", "14.4%"),
        ("environ 300 élèves", "351 students"),
        ("environ 100\u00a0%", "60%"),
        ("environ 10 écoles", "14 schools"),
        ("environ 13,0\u00a0%", "13.4%"),
        ("près de 15\u00a0%", "14.6 schools"),
    ],
)
def test_it_must_round_right(claim, excerpt):
    assert not is_carried(claim, excerpt)


@pytest.mark.parametrize("claim", ["0,3", "plus de 0,3", "autour de 0,3", "presque 0,3"])
def test_without_those_words_nothing_is_rounded(claim):
    assert not is_carried(claim, "0.288")


# --- What is not a figure ------------------------------------------------------------------------------------------

NOT_FIGURES = {
    "les rangs": ["6e année", "la 1re secondaire", "les 2es", "3rd", "4th", "le 1er", "la 12ème", "la cinquième année"],
    "les années": ["en 2023", "2022-2023", "de 2019 à 2021", "2022–2023", "1998/1999", "l’an 2000"],
    "les dates et les heures": ["24 novembre 2026", "1er mai", "du 24 au 26 novembre", "2026-11-24", "13 h 30", "13h30", "à 9\u00a0h", "de 9 h à 16 h", "9 h à 10 h 30"],
    "les repères": [
        "Recommandation 3", "p. 5", "pages 12 à 15", "tableau 2", "Grade 4", "nᵒ 2", "no 2", "version 2", "CC BY 4.0", "annexe 1",
        "COVID-19", "le niveau 3", "le palier 2",
    ],
    "les étapes de la vie": ["de 0 à 5 ans", "0-5 ans", "les 0–5 ans"],
    "les adresses, le code et les citations": [],  # blanked before; see test_markdown_text and test_resolution
    "« un tiers »": ["la page d’un tiers", "par un tiers", "chez un tiers", "le site d’un tiers"],
    "« les deux »": ["les deux", "les deux écoles", "ces deux groupes", "tous deux", "toutes les deux", "aux deux rencontres"],
}  # fmt: skip
NEAR_MISSES = {
    "les rangs": [("6 élèves", "6 élèves"), ("3 essais", "3 essais"), ("un cinquième des élèves", "un cinquième")],
    "les années": [
        ("2023 élèves", "2023 élèves"), ("2000\u00a0$", "2000\u00a0$"), ("2000 heures", "2000 heures"), ("2\u00a0023", "2\u00a0023"),
        ("1899", "1899"), ("2000,5", "2000,5"), ("N = 2019", "2019"),
    ],
    "les dates et les heures": [
        ("24 élèves", "24 élèves"), ("30 heures", "30 heures"), ("20\u00a0h par semaine", "20\u00a0h"), ("plus de 20 h", "20 h"),
        ("3 h de tutorat", "3 h"),
    ],
    "les repères": [
        ("3 recommandations", "3"), ("113 pages", "113"), ("2 tableaux", "2"), ("nos 3 écoles", "3 écoles"), ("15 p. 100", "15 p. 100"),
        ("2 étapes", "2"),
    ],
    "les étapes de la vie": [("de 6 à 12 ans", "12 ans"), ("5 ans", "5 ans")],
    "« un tiers »": [("un tiers des élèves", "un tiers"), ("par un tiers-lieu et un tiers des élèves", "un tiers")],
    "« les deux »": [("deux écoles", "deux écoles"), ("les deux tiers", "les deux tiers"), ("les trois écoles", "trois écoles")],
}  # fmt: skip


def test_every_exemption_has_its_examples():
    assert list(NOT_FIGURES) == [name for name, _ in EXEMPTIONS]


@pytest.mark.parametrize("text", [text for texts in NOT_FIGURES.values() for text in texts])
def test_an_exempted_number_is_no_figure(text):
    assert read(f"Exemple : {text}, dit le texte.") == []


@pytest.mark.parametrize(("text", "figure"), [pair for pairs in NEAR_MISSES.values() for pair in pairs])
def test_what_looks_like_an_exemption_is_a_figure(text, figure):
    assert [found.text for found in sheet(f"Exemple : {text}.")][-1] == figure


@pytest.mark.parametrize(
    "text", ["November 24, 2026", "24 November 2026", "March 2020", "Grades 4 to 6", "PreK-12", "K–12", "Table 3", "Tier 2 supports"]
)
def test_exemptions_hold_in_english_excerpts(text):
    assert read(text, "en") == []


# --- Places --------------------------------------------------------------------------------------------------------


def test_a_figure_knows_its_place_in_the_whole_text():
    text = "Avant 5 ans, 15\u00a0% des 120\u00a0élèves"
    found = figures(text, "fr", start=13, in_sheet=True)
    assert [(text[figure.start : figure.end], figure.start) for figure in found] == [("15\u00a0%", 13), ("120\u00a0élèves", 22)]


def test_a_figure_after_the_end_is_not_read():
    assert [figure.text for figure in figures("15 écoles et 20 élèves", "fr", end=9, in_sheet=True)] == ["15 écoles"]


# --- Any text ------------------------------------------------------------------------------------------------------


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.text() | st.text(alphabet="0123456789,. \u00a0-–−%$eéuns()[]=d/hàtrois"), st.sampled_from(["fr", "en"]), st.booleans())
def test_any_text_is_read_and_each_figure_is_where_it_says(text, language, in_sheet):
    found = figures(text, language, in_sheet=in_sheet)
    assert all(text[figure.start : figure.end] == figure.text for figure in found)
    assert all(carried(figure, found) for figure in found)


@pytest.mark.lengthy
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "(",
        "`",
        ".",
        "1",
        "<!--",
        "@",
        " ",
        "-1",
        "1 ",
        "1,",
        "1.",
        "1–2",
        "1900 ",
        "p. 5 ",
        "un ",
        "un sur ",
        "d = ",
        "N = 5 ",
        "students (N = 5) ",
        "5 de ",
        "5 of ",
        "5 and ",
        "twice ",
        "une dizaine ",
        "5 jeunes ",
        "environ ",
        "half ",
    ],
)
def test_a_long_hostile_line_is_read(piece, language):
    line = piece * (20_000 // len(piece))
    assert all(line[figure.start : figure.end] == figure.text for figure in figures(line, language))


# --- The reading notes ---------------------------------------------------------------------------------------------

# Figures of a paraphrase that its own quotation does not carry: (key, excerpt id, figure) and the reason.
NOT_IN_THEIR_QUOTATION: dict[tuple[str, str, str], str] = {}


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Note]:
    """Those of the council, grown: see ``tests.real``."""
    found: list[Diagnostic] = []
    return load(grow(copy_content(tmp_path_factory.mktemp("grandi"))), NOTES, {}, found, Memory())


def test_each_figure_of_each_paraphrase_is_in_its_own_quotation(notes):
    excerpts = [excerpt for note in notes.values() for excerpt in note.excerpts]
    claims = [(excerpt, figure) for excerpt in excerpts for figure in sheet(excerpt.paraphrase)]
    lost = {(excerpt.key, excerpt.id, figure.text) for excerpt, figure in claims if not carried(figure, excerpt.figures)}
    assert claims != []
    assert lost == set(NOT_IN_THEIR_QUOTATION)


def test_no_quotation_carries_a_figure_changed_by_one(notes):
    """Ten in place of nine, in the same unit, must be noticed, unless the quotation holds that one too."""
    for note in notes.values():
        for excerpt in note.excerpts:
            for figure in sheet(excerpt.paraphrase):
                changed = Figure(
                    figure.text, 0, 1, tuple(value + 1 for value in figure.values), figure.unit, figure.quantum, False, figure.of
                )
                held = {value for other in excerpt.figures for value in other.values}
                if not held & set(changed.values) and figure.unit not in ("percent", "fraction"):
                    assert not carried(changed, excerpt.figures), (excerpt.key, excerpt.id, figure.text)
