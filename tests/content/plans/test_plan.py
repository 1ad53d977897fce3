"""Plans: quantities as people type them, and progress that compares only what can be compared."""

from decimal import Decimal

import pytest

from pipeline.content.plans.plan import Indicator, number_of


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("4", (Decimal(4), "")),
        ("4 ateliers", (Decimal(4), "ateliers")),
        ("2,5 h", (Decimal("2.5"), "h")),
        ("1 200 feuillets", (Decimal(1200), "feuillets")),
        ("1\u00a0200\u00a0000", (Decimal(1_200_000), "")),
        ("15\u00a0%", (Decimal(15), "%")),
        ("La plupart", None),
        ("", None),
    ],
)
def test_a_quantity_begins_with_a_number_or_is_only_words(typed, number):
    assert number_of(typed) == number


@pytest.mark.parametrize(
    ("value", "target", "falling", "progress"),
    [
        ("3 groupes", "4 groupes", False, (3, 4)),
        ("3", "4 groupes", False, (3, 4)),
        ("3 écoles", "4 groupes", False, None),
        ("La plupart", "4", False, None),
        (None, "4", False, None),
        ("3", "0", False, None),
        ("7 absences", "5 absences", True, None),
    ],
)
def test_progress_compares_numbers_of_the_same_thing_when_more_is_better(value, target, falling, progress):
    assert Indicator(indicateur="Exemple", cible=target, valeur=value, source="Exemple", a_la_baisse=falling).progress == progress
