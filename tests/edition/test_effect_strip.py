"""The strip of an effect: on which side, how far, on whose axis."""

import re
from xml.etree import ElementTree

import pytest

from pipeline.content.sheets.evidence_kind import EvidenceKind
from pipeline.content.sheets.meta import Effect
from pipeline.edition.effect_strip import WIDTH
from pipeline.edition.effect_strip import strip as strip_of


def effect(sens: str, mesure: str, valeur: str | None, intervalle: str | None = None) -> Effect:
    return Effect.model_validate(
        {
            "resultat": "la lecture",
            "mesure": mesure,
            "valeur": valeur,
            "intervalle": intervalle,
            "sens": sens,
            "pour": "élèves",
            "extraits": ["a#b"],
        }
    )


def strip(one: Effect, kind: EvidenceKind = EvidenceKind.TESTED) -> str:
    return strip_of(one, kind)


def zero(svg: str) -> float:
    return float(re.search(r'class="p-strip__zero" d="M([\d.]+)', svg)[1])


def dot(svg: str) -> float:
    return float(re.search(r'<circle class="p-strip__dot" cx="([\d.]+)"', svg)[1])


@pytest.mark.parametrize(
    ("sens", "mesure", "valeur", "side"),
    [
        ("aide", "ecart-type", "0,288", 1),
        ("aide", "ecart-type", "−0,29", 1),  # fewer absences
        ("nuit", "ecart-type", "0,13", -1),  # more absences
        ("nuit", "ecart-type", "−0,13", -1),
        ("aucun", "ecart-type", "−0,02", -1),
        ("aide", "rapport-de-cotes", "0,5", 1),  # fewer drop out
        ("aide", "mois", "+4", 1),
        ("aide", "pourcentage", "27\u00a0%", 1),
    ],
)
def test_what_helps_is_right_of_no_effect_and_what_harms_left_whatever_the_sign_of_the_source(sens, mesure, valeur, side):
    svg = strip(effect(sens, mesure, valeur))
    assert (dot(svg) - zero(svg)) * side > 0


def test_standardised_effects_share_an_axis_and_other_units_have_theirs_named():
    one, other, months = (strip(effect("aide", *given)) for given in (("ecart-type", "0,2"), ("ecart-type", "0,4"), ("mois", "4")))
    assert dot(other) - zero(other) == pytest.approx(2 * (dot(one) - zero(one)), abs=0.3)
    assert ("aide (en écart-type)" in one, "aide (en mois)" in months) == (True, True)


def test_the_ends_name_no_cause_where_two_things_were_only_seen_to_go_together():
    ends = {kind: re.findall("<text[^>]*>([^<]*)<", strip(effect("aide", "correlation", "0,2"), kind)) for kind in EvidenceKind}
    assert ends[EvidenceKind.TESTED] == ["nuit", "aucun effet", "aide (en corrélation)"]
    assert ends[EvidenceKind.OBSERVED] == ["moins bien", "aucun lien", "mieux (en corrélation)"]


def test_a_ratio_and_its_inverse_are_as_far_from_no_effect():
    half, double = strip(effect("nuit", "rapport-de-cotes", "0,5")), strip(effect("aide", "rapport-de-cotes", "2"))
    assert zero(half) - dot(half) == pytest.approx(dot(double) - zero(double), abs=0.3)


def test_an_interval_beyond_the_axis_ends_in_an_arrow_at_its_end():
    within, beyond = strip(effect("aide", "ecart-type", "0,36", "0,10 à 0,61")), strip(effect("aide", "ecart-type", "0,81", "0,01 à 2,16"))
    inside, outside = (re.search(r'class="p-strip__interval" d="([^"]*)"', svg)[1] for svg in (within, beyond))
    assert "l" not in inside
    assert f"H{WIDTH - 8}" in outside
    assert "l" in outside


def test_a_range_is_a_line_without_a_dot():
    svg = strip(effect("aide", "ecart-type", "0,22 à 0,34"))
    assert ("p-strip__interval" in svg, "p-strip__dot" in svg) == (True, False)


@pytest.mark.parametrize(
    ("sens", "mesure", "valeur"),
    [
        ("aide", "non-lue", None), ("non-lu", "ecart-type", "0,2"), ("aide", "autre", "+0,033"), ("aide", "pourcentage", "plus de trois fois"),
        ("aide", "pourcentage", "88,40 contre 85,00"), ("aide", "rapport-de-cotes", "0"),
    ],
)  # fmt: skip
def test_nothing_is_drawn_of_what_was_not_read_or_has_no_axis(sens, mesure, valeur):
    assert strip(effect(sens, mesure, valeur)) == ""


def test_a_strip_is_well_formed_and_left_to_the_words_beside_it():
    root = ElementTree.fromstring(strip(effect("nuit", "correlation", "−0,19", "−0,25 à −0,10")))  # noqa: S314 - ours
    assert (root.get("aria-hidden"), root.get("focusable")) == ("true", "false")
