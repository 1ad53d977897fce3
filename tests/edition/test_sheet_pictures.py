"""The pictures of a sheet: lengths from zero, years to scale, as many people as the excerpt counts."""

import re
from xml.etree import ElementTree

import pytest

from pipeline.content.sheets.effect_words import point_words
from pipeline.content.sheets.pictures import Picture
from pipeline.edition.sheet_pictures import bars, people, revision


def picture(figure: str, *points: tuple[str, str], mesure: str | None = "ecart-type") -> Picture:
    each = [{"valeur": value, "repere": words, "extrait": "exemple2020#effet"} for value, words in points]
    return Picture.model_validate({"figure": figure, "titre": "Un exemple", "mesure": mesure, "points": each})


def places(drawn: str) -> list[tuple[float, float]]:
    """Return where the dots of a line are: across, and above the line of zero."""
    ground = float(re.search(r'axis" d="M18 ([\d.]+)', drawn)[1])  # type: ignore[index]
    return [(float(x), ground - float(y)) for x, y in re.findall(r'<circle[^>]*cx="([\d.]+)" cy="([\d.]+)"', drawn)]


def test_a_figure_that_lost_a_fifth_stands_a_fifth_lower():
    (_, before), (_, after) = places(revision(picture("evolution", ("0,5", "2020"), ("0,4", "2023"))))
    assert after / before == pytest.approx(0.8, abs=0.01)


def test_years_stand_to_scale_where_their_names_do_not_touch():
    (first, _), (second, _), (third, _) = places(revision(picture("evolution", ("1", "2000"), ("1", "2008"), ("1", "2020"))))
    assert (second - first) / (third - first) == pytest.approx(0.4, abs=0.01)


def test_years_whose_names_would_touch_stand_evenly():
    (first, _), (second, _), (third, _) = places(revision(picture("evolution", ("1", "2000"), ("1", "2001"), ("1", "2020"))))
    assert second - first == pytest.approx(third - second, abs=0.2)


def test_a_figure_under_zero_stands_under_the_line():
    (_, before), (_, after) = places(revision(picture("evolution", ("0,2", "2020"), ("−0,1", "2023"))))
    assert before > 0 > after


def test_a_range_is_an_upright_stroke_and_no_dot():
    drawn = revision(picture("evolution", ("0,21 à 0,34", "2014"), ("0,11", "2018")))
    assert drawn.count("p-drawn__range") == drawn.count("<circle") == 1
    assert ">0,21 à 0,34<" in drawn


def test_bars_are_as_long_as_their_values_from_zero():
    widths = [float(re.search(r'__bar"[^>]* width="([\d.]+)', one)[1]) for one in bars(picture("taille", ("0,2", "a"), ("0,1", "b")))]  # type: ignore[index]
    assert widths == [240, 120]


def test_a_bar_under_zero_goes_the_other_way():
    left, right = bars(picture("taille", ("−1", "a"), ("1", "b")))
    assert 'x="0" y="1" width="120"' in left
    assert 'x="120" y="1" width="120"' in right


def test_as_many_people_as_the_base_and_as_many_full_as_are_counted():
    drawn = people(picture("part", ("2 élèves sur 12", "lisent"), mesure=None).points[0])
    assert drawn.count("<path") == 12
    assert drawn.count("person--other") == 10


def test_the_words_of_a_point_say_all_that_is_drawn():
    (dated,) = picture("evolution", ("0,37", "2020, document de travail")).points
    assert point_words(picture("evolution", ("0,37", "2020")), dated) == "2020, document de travail\u00a0: 0,37\u00a0écart-type"
    shared = picture("part", ("un enfant sur cinq", "lit seul"), mesure=None)
    assert point_words(shared, shared.points[0]) == "un enfant sur cinq lit seul"


def test_every_drawing_is_well_formed_and_hidden_whatever_was_typed():
    typed = picture("evolution", ('0,3<b "x', "2020"), ("0,2", "2021"))
    drawings = [revision(typed), *bars(typed), people(picture("part", ("1 sur 3", "a"), mesure=None).points[0])]
    assert [ElementTree.fromstring(one).get("aria-hidden") for one in drawings] == ["true"] * 4  # noqa: S314 - made above
