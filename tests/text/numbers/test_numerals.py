"""Numbers in words and fractions, in French and in English."""

from fractions import Fraction

import pytest

from pipeline.text.numbers.numerals import FRACTION, NUMERAL, fraction_of, value_of

FRENCH = """
un deux trois quatre cinq six sept huit neuf dix
onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt
vingt-et-un vingt-deux vingt-trois vingt-quatre vingt-cinq vingt-six vingt-sept vingt-huit vingt-neuf trente
trente-et-un trente-deux trente-trois trente-quatre trente-cinq trente-six trente-sept trente-huit trente-neuf quarante
quarante-et-un quarante-deux quarante-trois quarante-quatre quarante-cinq quarante-six quarante-sept quarante-huit quarante-neuf cinquante
cinquante-et-un cinquante-deux cinquante-trois cinquante-quatre cinquante-cinq cinquante-six cinquante-sept cinquante-huit cinquante-neuf
soixante soixante-et-un soixante-deux soixante-trois soixante-quatre soixante-cinq soixante-six soixante-sept soixante-huit soixante-neuf
soixante-dix soixante-et-onze soixante-douze soixante-treize soixante-quatorze soixante-quinze soixante-seize soixante-dix-sept
soixante-dix-huit soixante-dix-neuf quatre-vingts quatre-vingt-un quatre-vingt-deux quatre-vingt-trois quatre-vingt-quatre
quatre-vingt-cinq quatre-vingt-six quatre-vingt-sept quatre-vingt-huit quatre-vingt-neuf quatre-vingt-dix quatre-vingt-onze
quatre-vingt-douze quatre-vingt-treize quatre-vingt-quatorze quatre-vingt-quinze quatre-vingt-seize quatre-vingt-dix-sept
quatre-vingt-dix-huit quatre-vingt-dix-neuf cent
"""
ENGLISH = """
one two three four five six seven eight nine ten
eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
twenty-one twenty-two twenty-three twenty-four twenty-five twenty-six twenty-seven twenty-eight twenty-nine thirty
thirty-one thirty-two thirty-three thirty-four thirty-five thirty-six thirty-seven thirty-eight thirty-nine forty
forty-one forty-two forty-three forty-four forty-five forty-six forty-seven forty-eight forty-nine fifty
fifty-one fifty-two fifty-three fifty-four fifty-five fifty-six fifty-seven fifty-eight fifty-nine sixty
sixty-one sixty-two sixty-three sixty-four sixty-five sixty-six sixty-seven sixty-eight sixty-nine seventy
seventy-one seventy-two seventy-three seventy-four seventy-five seventy-six seventy-seven seventy-eight seventy-nine eighty
eighty-one eighty-two eighty-three eighty-four eighty-five eighty-six eighty-seven eighty-eight eighty-nine ninety
ninety-one ninety-two ninety-three ninety-four ninety-five ninety-six ninety-seven ninety-eight ninety-nine hundred
"""


@pytest.mark.parametrize(("language", "words"), [("fr", FRENCH), ("en", ENGLISH)])
def test_every_number_to_one_hundred_is_read(language, words):
    assert [value_of(word, language) for word in words.split()] == list(range(1, 101))


@pytest.mark.parametrize(("language", "words"), [("fr", FRENCH), ("en", ENGLISH)])
def test_every_number_to_one_hundred_is_found_whole_in_a_sentence(language, words):
    for word in words.split():
        assert [match.group() for match in NUMERAL[language].finditer(f"Exemple : {word} exemples.")] == [word]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("soixante et onze", 71),
        ("vingt et une", 21),
        ("quatre vingt douze", 92),
        ("septante-deux", 72),
        ("huitante", 80),
        ("nonante-neuf", 99),
        ("cent un", 101),
        ("cent quatre-vingt-dix-huit", 198),
        ("deux cents", 200),
        ("trois cent quarante-deux", 342),
        ("mille", 1000),
        ("mille deux cents", 1200),
        ("deux mille vingt-six", 2026),
        ("quatre-vingt mille", 80_000),
        ("cinq cent mille", 500_000),
        ("Trente-Deux", 32),
        ("vingt\u00a0et\u00a0un", 21),
    ],
)
def test_french_compounds(words, number):
    assert value_of(words, "fr") == number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("ninety-two", 92),
        ("one hundred and five", 105),
        ("one hundred five", 105),
        ("two hundred and thirty-one", 231),
        ("one thousand two hundred", 1200),
        ("Forty two", 42),
    ],
)
def test_english_compounds(words, number):
    assert value_of(words, "en") == number


@pytest.mark.parametrize(
    ("words", "language"), [("deux trois", "fr"), ("onze douze", "fr"), ("vingt trente", "fr"), ("two three", "en"), ("ten eleven", "en")]
)
def test_words_side_by_side_that_spell_no_number_give_none(words, language):
    assert value_of(words, language) is None


@pytest.mark.parametrize("text", ["l’une et l’autre", "quelqu’un", "aujourd’hui", "sixième", "centaine", "Dixmille", "peut-être-un-"])
def test_a_number_inside_another_word_is_not_found(text):
    assert [match.group() for match in NUMERAL["fr"].finditer(text)] == []


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("le tiers des élèves", "le tiers", Fraction(1, 3)),
        ("la moitié", "la moitié", Fraction(1, 2)),
        ("les deux tiers", "les deux tiers", Fraction(2, 3)),
        ("deux tiers", "deux tiers", Fraction(2, 3)),
        ("un quart", "un quart", Fraction(1, 4)),
        ("les trois quarts", "les trois quarts", Fraction(3, 4)),
        ("une demie", "une demie", Fraction(1, 2)),
        ("un cinquième des élèves", "un cinquième", Fraction(1, 5)),
        ("3 cinquièmes", "3 cinquièmes", Fraction(3, 5)),
        ("le cinquième ou le quart", "le cinquième", Fraction(1, 5)),
    ],
)
def test_french_fractions(text, words, value):
    match = FRACTION["fr"].search(text)
    assert match.group() == words
    assert fraction_of(match, "fr") == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("half of the pupils", "half", Fraction(1, 2)),
        ("one-third of them", "one-third", Fraction(1, 3)),
        ("one third reported it", "one third", Fraction(1, 3)),
        ("a third of them", "a third", Fraction(1, 3)),
        ("a third to a half as large", "a third", Fraction(1, 3)),
        ("by a third.", "a third", Fraction(1, 3)),
        ("two-thirds", "two-thirds", Fraction(2, 3)),
        ("three quarters", "three quarters", Fraction(3, 4)),
        ("four-fifths", "four-fifths", Fraction(4, 5)),
    ],
)
def test_english_fractions(text, words, value):
    match = FRACTION["en"].search(text)
    assert match.group() == words
    assert fraction_of(match, "en") == value


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("la cinquième année", "fr"),
        ("au cinquième rang", "fr"),
        ("quartier", "fr"),
        ("a third study", "en"),
        ("the third wave", "en"),
        ("third graders", "en"),
        ("fifth grade", "en"),
        ("behalf", "en"),
    ],
)
def test_a_rank_or_another_word_is_no_fraction(text, language):
    assert FRACTION[language].search(text) is None
