"""Pictures of a sheet: what cannot be drawn, or says more than its excerpt, is told at its place, mutation by mutation."""

import pytest

from tests.rules.examples import pictures
from tests.support import report_on


def told(root, old: str = "", new: str = "") -> list[str]:
    return [f"{d.rule.code} {d.text}" for d in report_on(root, pictures(old, new)).diagnostics if d.rule.code[0] == "T"]


def test_pictures_that_say_what_their_excerpts_say_are_told_of_nothing(tmp_path):
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('valeur: "0,25"', 'valeur: "0,52"', "T002 0,52"),
        ('valeur: "0,25"', "valeur: un peu moins", "T014 un peu moins"),
        ("mesure: ecart-type", "mesure: correlation", "T010 correlation"),
        ("mesure: ecart-type", "mesure: null", "T014 evolution"),
        ("mesure: ecart-type", "mesure: non-lue", "T014 evolution"),
        ("figure: evolution", "figure: part", "T014 ecart-type"),
        ('repere: "2019, exemple"', 'repere: "exemple de 2019"', "T016 exemple de 2019"),
        ('repere: "2019, exemple"', 'repere: "2022, exemple"', "T016 2021"),
        ('repere: "2019, exemple"', 'repere: "2018, exemple"', "T016 2018"),
        ("valeur: un élève sur deux", "valeur: la moitié", "T014 la moitié"),
        ("valeur: un élève sur deux", "valeur: deux élèves sur quatre", "T015 deux élèves sur quatre"),
        ("valeur: un élève sur deux", "valeur: un élève sur trois", "T002 un élève sur trois"),
        ("valeur: un élève sur deux", "valeur: 10 élèves sur 40", "T014 10 élèves sur 40"),
        ("Un exemple de part", "Une part de 34 %", "T003 34 %"),
    ],
    ids=str,
)
def test_a_value_a_measure_a_year_or_a_base_that_changed_is_told(tmp_path, old, new, said):
    assert said in told(tmp_path, old, new)


def test_a_picture_of_one_point_compares_nothing(tmp_path):
    second = '      - {valeur: "0,25", repere: "2021, exemple", extrait: sample2021#effet}\n'
    assert told(tmp_path, second, "") == ["T014 points"]


def test_the_year_of_the_reference_needs_no_word_of_the_note(tmp_path):
    assert not [one for one in told(tmp_path, "2019, exemple", "2020, exemple") if one == "T016 2021"]
