"""Dates, hours, counts and lists as readers of Québec French expect them."""

from datetime import date

import pytest

from pipeline.content import names, wording
from pipeline.content.sheets.meta import Confidence
from pipeline.content.sources.reading import Design, Link, Reading
from pipeline.text.french import clock, count, enumeration, file_size, long_date, units_held, weekday_date


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 24), "24\u00a0novembre\u00a02026"),
        (date(2026, 5, 1), "1er\u00a0mai\u00a02026"),
        (date(2021, 1, 1), "1er\u00a0janvier\u00a02021"),
        (date(2026, 8, 11), "11\u00a0août\u00a02026"),
        (date(2027, 2, 21), "21\u00a0février\u00a02027"),
        (date(2026, 12, 31), "31\u00a0décembre\u00a02026"),
    ],
)
def test_a_date_keeps_its_parts_together_and_the_first_is_1er(day, text):
    assert long_date(day) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 24), "mardi 24\u00a0novembre\u00a02026"),
        (date(2026, 5, 1), "vendredi 1er\u00a0mai\u00a02026"),
        (date(2022, 9, 29), "jeudi 29\u00a0septembre\u00a02022"),
    ],
)
def test_a_weekday_takes_no_comma(day, text):
    assert weekday_date(day) == text


@pytest.mark.parametrize(
    ("hhmm", "text"),
    [
        ("13:30", "13\u00a0h\u00a030"),
        ("09:00", "9\u00a0h"),
        ("00:00", "0\u00a0h"),
        ("00:05", "0\u00a0h\u00a005"),
        ("23:59", "23\u00a0h\u00a059"),
    ],
)
def test_an_hour_has_no_needless_zero(hhmm, text):
    assert clock(hhmm) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0\u00a0fiche"),
        (1, "1\u00a0fiche"),
        (2, "2\u00a0fiches"),
        (22, "22\u00a0fiches"),
        (1000, "1\u00a0000\u00a0fiches"),
        (1234567, "1\u00a0234\u00a0567\u00a0fiches"),
    ],
)
def test_zero_and_one_are_singular_and_thousands_are_spaced(number, text):
    assert count(number, "fiche", "fiches") == text


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["Canada"], "Canada"),
        (["Canada", "Suède"], "Canada et Suède"),
        (["Canada", "Suède", "Chili"], "Canada, Suède et Chili"),
        (("a", "b"), "a et b"),
    ],
)
def test_a_list_ends_with_et(words, text):
    assert enumeration(words) == text


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (names.CONFIDENCE, Confidence),
        (names.DESIGN, Design),
        (names.LINK, Link),
        (names.READING, Reading),
    ],
)
def test_every_value_that_people_may_write_has_its_words(words, values):
    assert set(words) == set(values)


def test_what_is_read_second_hand_has_a_short_word():
    assert set(wording.READING_SHORT) == {reading for reading in Reading if reading.second_hand}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("un effet de 0,288 écart-type", "un effet de 0,288\u00a0écart-type"),
        ("près de 12 %, soit 15 $", "près de 12\u00a0%, soit 15\u00a0$"),
        ("de 2019 à 2024", "de 2019\u00a0à 2024"),
        ("de 1 000 élèves, en 6e année", "de 1\u00a0000\u00a0élèves, en 6e année"),
    ],
)
def test_a_number_is_held_to_its_unit(text, held):
    assert units_held(text) == held


@pytest.mark.parametrize(
    ("size", "text"),
    [(1, "1\u00a0ko"), (67_170, "67\u00a0ko"), (999_499, "999\u00a0ko"), (999_500, "1\u00a0Mo"), (1_240_000, "1,2\u00a0Mo")],
)
def test_the_size_of_a_file_is_round(size, text):
    assert file_size(size) == text
