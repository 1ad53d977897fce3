"""Figures as articles and sheets really write them: commas that part, fractions in one sign, powers, sums in symbols."""

from fractions import Fraction

import pytest

from pipeline.text.numbers.figure import carried
from pipeline.text.numbers.figures import figures


def values(text: str, language: str = "en") -> list[list[str]]:
    return [[str(value) for value in figure.values] for figure in figures(text, language)]


def is_carried(sheet: str, excerpt: str, language: str = "en") -> bool:
    found = figures(sheet, "fr", in_sheet=True)
    assert len(found) == 1
    return carried(found[0], figures(excerpt, language))


# T1: commas without a space.


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("F(1,210) = 4.5", [["1"], ["210"], ["9/2"]]),
        ("F(2,1438), p < .05", [["2"], ["1438"], ["1/20"]]),
        ("χ²(3,150)", [["3"], ["150"]]),
        ("a CI of [0.12,0.45]", [["3/25"], ["9/20"]]),
        ("[−0.12,0.45]", [["-3/25"], ["9/20"]]),
        ("(.12,.45,.60)", [["3/25"], ["9/20"], ["3/5"]]),
        ("grades 3,4,5", [["3"], ["4"], ["5"]]),
        ("at ages 7,9,11 and 13", [["7"], ["9"], ["11"], ["13"]]),
    ],
)
def test_t1_a_comma_that_parts_numbers_is_no_part_of_them(text, read):
    assert values(text) == read


def test_t1_in_french_too():
    assert values("F(1,210), années 3,4,5", "fr") == [["1"], ["210"], ["3"], ["4"], ["5"]]


@pytest.mark.parametrize(
    ("text", "language", "read"),
    [
        ("1,210 students", "en", [["1210", "121/100"]]),
        ("12,345,678 people", "en", [["12345678"]]),
        ("0,45", "fr", [["9/20"]]),
        ("(0,12; 0,45)", "fr", [["3/25"], ["9/20"]]),
        ("Grade 4", "en", []),
    ],
)
def test_t1_a_comma_that_is_part_of_a_number_stays(text, language, read):
    assert values(text, language) == read


# T2: numbers in words with the comma of the digits.


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("eight thousand, three hundred sixty students", "en", 8360),
        ("one thousand, two hundred and five schools", "en", 1205),
        ("three thousand, forty-two students", "en", 3042),
        ("huit mille, trois cent soixante élèves", "fr", 8360),
    ],
)
def test_t2_the_comma_of_thousands_is_read_in_words(text, language, number):
    assert [figure.values for figure in figures(text, language)] == [(Fraction(number),)]


def test_t2_a_list_of_numbers_in_words_stays_a_list():
    assert values("two, three or four weeks") == [["2"], ["3"], ["4"]]


# T3: fractions in one sign.


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("½ des élèves", Fraction(1, 2), "fraction"),
        ("¾ des jeunes", Fraction(3, 4), "fraction"),
        ("⅔ des parents", Fraction(2, 3), "fraction"),
        ("1½ heure par semaine", Fraction(3, 2), "hour"),
        ("2 ¼ heures", Fraction(9, 4), "hour"),
    ],
)
def test_t3_a_sign_of_fraction_is_a_figure_in_a_sheet(text, value, unit):
    (figure,) = figures(text, "fr", in_sheet=True)
    assert (figure.values, figure.unit) == ((value,), unit)


@pytest.mark.parametrize("excerpt", ["half of the students", "50% of students", "½ of students", "one in two students"])
def test_t3_a_half_is_a_half_however_it_is_written(excerpt):
    assert is_carried("½ des élèves", excerpt)


def test_t3_a_half_is_no_quarter():
    assert not is_carried("½ des élèves", "a quarter of the students")


# T4: sums and powers.


@pytest.mark.parametrize(
    ("sheet", "excerpt"),
    [("2,5 M$", "$2.5 million"), ("2,5 M$", "$2.5M"), ("2 500 000 $", "$2.5 million"), ("2,5 millions de dollars", "$2,500,000"), ("3 G$", "$3 billion"), ("40 k$", "$40,000")],
)  # fmt: skip
def test_t4_a_sum_is_the_same_in_symbols_and_in_full(sheet, excerpt):
    assert is_carried(sheet, excerpt)


@pytest.mark.parametrize(
    ("sheet", "excerpt"), [("2,5 M$", "$2.5"), ("2,5 $", "$2.5 million"), ("2,5 M$", "$2.5 billion"), ("2,5 M$", "2.5 million students")]
)
def test_t4_a_million_is_no_unit(sheet, excerpt):
    assert not is_carried(sheet, excerpt)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10^48", Fraction(10**48)),
        ("10⁻⁴⁸", Fraction(1, 10**48)),
        ("10^{-3}", Fraction(1, 1000)),
        ("3 × 10−4", Fraction(3, 10**4)),
        ("2.5 x 10^6", Fraction(2_500_000)),
    ],
)
def test_t4_a_power_is_one_number(text, value):
    assert [figure.values for figure in figures(text, "en")] == [(value,)]


def test_t4_powers_of_two_signs_are_not_equal_nor_is_a_range():
    (power,) = figures("10^48", "en")
    assert not carried(power, figures("10^-48", "en"))
    assert not carried(power, figures("10−48", "en"))
    assert values("10−48 minutes") == [["10"], ["48"]]
