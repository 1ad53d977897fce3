"""The strip of an effect: one axis a measure, the side that the sheet says, nothing converted."""

import re
from xml.etree import ElementTree

import pytest

from pipeline.content.sheets.evidence_kind import EvidenceKind
from pipeline.content.sheets.meta import Effect
from pipeline.edition.effect_strip import effect_strip, strip_of
from pipeline.edition.effect_strip import told as told_of


def effect(mesure: str, valeur: str | None, sens: str, intervalle: str | None = None) -> Effect:
    return Effect.model_validate(
        {
            "resultat": "un résultat exemple", "mesure": mesure, "valeur": valeur, "intervalle": intervalle, "sens": sens,
            "pour": "des élèves exemples", "extraits": ["exemple2020#effet"],
        }
    )  # fmt: skip


def drawn(one: Effect, kind: EvidenceKind = EvidenceKind.TESTED, *, alone: bool = True) -> str:
    return effect_strip(one, kind, alone=alone)


def told(one: Effect, kind: EvidenceKind = EvidenceKind.TESTED) -> str:
    return told_of(one, kind)


def place(*given: str | None) -> float:
    strip = strip_of(effect(*given))  # type: ignore[arg-type]
    assert strip is not None
    assert strip.value is not None
    return strip.value


def test_a_value_stands_at_its_share_of_the_axis_of_its_measure():
    assert place("ecart-type", "0,5", "aide") == 0.4
    assert place("correlation", "0,5", "aide") == 0.5
    assert place("points", "5", "aide") == place("pourcentage", "10 %", "aide") == 0.2
    assert place("mois", "+3", "aide") == place("mois", "3 mois", "aide") == 0.25


def test_a_ratio_stands_by_its_logarithm_so_that_a_half_is_as_far_as_a_double():
    assert place("rapport-de-cotes", "2", "aide") == pytest.approx(1 / 3)
    assert place("rapport-de-cotes", "0,5", "nuit") == pytest.approx(-1 / 3)
    assert place("rapport-de-cotes", "1", "aucun") == 0


@pytest.mark.parametrize(
    ("valeur", "sens", "side"), [("0,4", "aide", 1), ("−0,4", "aide", 1), ("0,4", "nuit", -1), ("−0,4", "nuit", -1), ("−0,4", "aucun", -1)]
)
def test_the_side_is_that_which_the_sheet_says(valeur: str, sens: str, side: int):
    assert place("ecart-type", valeur, sens) * side > 0


def test_where_less_is_what_helps_the_axis_runs_the_other_way_and_its_numbers_say_so():
    numbers = re.findall(r'<text x="([\d.]+)" y="40"[^>]*>([^<]+)', drawn(effect("rapport-de-cotes", "0,32", "aide")))
    assert [number for _, number in sorted(numbers, key=lambda one: float(one[0]))] == ["4", "2", "1", "0,5", "0,25"]


def test_an_interval_is_turned_with_its_value():
    strip = strip_of(effect("rapport-de-cotes", "0,32", "aide", "0,17 à 0,61"))
    assert strip is not None
    assert strip.low < strip.value < strip.high


def test_several_values_are_a_band_without_a_dot():
    shown = drawn(effect("points", "2 à 7", "aide"))
    assert "p-strip__band" in shown
    assert "p-strip__dot" not in shown


def test_what_lies_beyond_the_axis_is_an_arrow_at_its_end():
    shown = drawn(effect("ecart-type", "1,9", "nuit"))
    assert '<path class="p-strip__dot" d="M12 20l9 -6v12z"/>' in shown


@pytest.mark.parametrize(
    "given",
    [
        ("non-lue", None, "aide"),
        ("autre", "0,16", "aide"),
        ("autre", "plus de trois fois", "nuit"),
        ("pourcentage", "80,20 contre 74,40", "aide"),
        ("rapport-de-cotes", "−1", "nuit"),
        ("ecart-type", "0,2", "non-lu"),
    ],
)
def test_what_no_axis_holds_has_no_place_and_a_dashed_line(given: tuple[str, str | None, str]):
    assert strip_of(effect(*given)) is None
    assert "p-strip--non-lu" in drawn(effect(*given))
    assert "p-strip__dot" not in drawn(effect(*given))


def test_words_say_the_axis_the_value_its_side_and_its_interval():
    assert told(effect("ecart-type", "0,05", "aide", "0,02 à 0,09")) == (
        "Axe de «\u00a0nuit\u00a0» à «\u00a0aide\u00a0», de −1,25 à 1,25 écart-type\u00a0: 0,05, du côté «\u00a0aide\u00a0»; intervalle de 0,02 à 0,09."
    )
    assert told(effect("rapport-de-cotes", "0,32", "aide")).startswith(
        "Axe de «\u00a0nuit\u00a0» à «\u00a0aide\u00a0», de 8 à 0,125 de rapport"
    )
    assert told(effect("points", "2 à 7", "aide")).endswith("\u00a0: des valeurs de 2 à 7, du côté «\u00a0aide\u00a0».")


def test_words_say_that_a_size_was_not_read():
    assert told(effect("non-lue", None, "nuit")).endswith("une flèche en pointillé vers «\u00a0nuit\u00a0»; taille non lue.")


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("sens", ["aide", "aucun", "nuit", "non-lu"])
@pytest.mark.parametrize("valeur", ["0,3", "0,2 à 0,4", "−2", None])
def test_every_strip_is_well_formed_and_either_named_or_hidden(alone: bool, sens: str, valeur: str | None):
    root = ElementTree.fromstring(drawn(effect("ecart-type", valeur, sens, "−0,1 à 3"), alone=alone))  # noqa: S314 - made above
    assert (root.get("aria-label") is not None) == alone
    assert (root.get("aria-hidden") == "true") != alone


def test_words_of_a_person_end_no_attribute():
    shown = drawn(effect("ecart-type", '0,3" onload="x', "aide"))
    assert ElementTree.fromstring(shown).get("onload") is None  # noqa: S314 - made above


def test_the_ends_name_no_cause_where_two_things_were_only_seen_to_go_together():
    seen = effect("correlation", "0,2", "aide")
    assert [re.findall(r'y="10"[^>]*>([^<]+)', drawn(seen, kind)) for kind in EvidenceKind] == [
        ["nuit", "aide"],
        *[["moins bien", "mieux"]] * 2,
    ]
    assert told(seen, EvidenceKind.OBSERVED).endswith("0,2, du côté «\u00a0mieux\u00a0».")
