"""Which word names which unit, and which unit may stand for which."""

import pytest

from pipeline.text.numbers.units import compatible, unit_of_symbol, unit_of_word


@pytest.mark.parametrize(
    ("french", "english", "unit"),
    [
        ("élèves", "students", "student"),
        ("élève", "pupil", "student"),
        ("participants", "participants", "person"),
        ("essais", "trials", "study"),
        ("études", "studies", "study"),
        ("méta-analyses", "meta-analyses", "review"),
        ("filles", "girls", "girl"),
        ("écoles", "schools", "school"),
        ("semaines", "weeks", "week"),
        ("heures", "hours", "hour"),
        ("h", "hrs", "hour"),
        ("ans", "years", "year"),
        ("écart-type", "SD", "deviation"),
        ("écarts-types", "SD", "deviation"),
        ("fois", "times", "times"),
        ("domaines", "domains", "domain"),
        ("séances", "sessions", "session"),
    ],
)
def test_a_french_word_and_an_english_one_name_one_unit(french, english, unit):
    assert (unit_of_word(french), unit_of_word(english)) == (unit, unit)


@pytest.mark.parametrize(
    ("word", "unit"),
    [
        ("Élèves", "student"),
        ("eleves", "student"),
        ("week-long", "week"),
        ("-week", "week"),
        ("filles/garçons", "girl"),
    ],
)
def test_case_accents_and_what_follows_a_hyphen_do_not_matter(word, unit):
    assert unit_of_word(word) == unit


@pytest.mark.parametrize("word", ["pistes", "chose", "schooling", "", "-"])
def test_a_word_that_is_not_a_counted_thing_names_no_unit(word):
    assert unit_of_word(word) is None


@pytest.mark.parametrize(
    ("symbol", "unit"),
    [("d", "d"), ("g", "g"), ("r", "r"), ("OR", "odds-ratio"), ("RC", "odds-ratio"), ("N", "person"), ("IC", "interval")],
)
def test_a_statistical_symbol_names_a_unit(symbol, unit):
    assert unit_of_symbol(symbol) == unit


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("person", "person"),
        ("person", "girl"),
        ("person", "teacher"),
        ("person", "student"),
        ("student", "girl"),
        ("effect", "deviation"),
        ("g", "effect"),
        (None, "person"),
        ("week", None),
        (None, None),
    ],
)
def test_units_that_may_stand_for_each_other(mine, theirs):
    assert compatible(mine, theirs)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("percent", "school"),
        ("percent", None),
        (None, "percent"),
        ("dollar", None),
        ("fraction", None),
        ("person", "school"),
        ("girl", "boy"),
        ("girl", "student"),
        ("student", "person"),
        ("teacher", "person"),
        ("day", "night"),
        ("day", "session"),
        ("teacher", "student"),
        ("school", "other"),
        ("other", "school"),
        ("d", "g"),
        ("r", "d"),
        ("week", "hour"),
    ],
)
def test_units_that_may_not(mine, theirs):
    assert not compatible(mine, theirs)
