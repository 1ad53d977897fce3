"""The life of a sheet: withdrawn with a reason, corrected after publication."""

import pytest

from tests.rules.examples import SHEET, sheet, told
from tests.support import fiche_with, found, report_on


def test_a_withdrawn_sheet_says_why(tmp_path):
    assert told(tmp_path, sheet("statut: publiee", "statut: ‸retiree"), "V001") == ["‸ La fiche est retirée sans dire pourquoi."]


def test_a_published_sheet_has_no_reason_for_withdrawal(tmp_path):
    text = fiche_with("statut: publiee", "statut: publiee\nretrait: {date: 2026-11-24, raison: Exemple.}")
    [wrong] = found(report_on(tmp_path, {SHEET: text}), "V001")
    assert wrong.message == "« retrait » est rempli, et la fiche n’est pas retirée."


@pytest.mark.parametrize(("day", "count"), [("2026-10-31", 1), ("2026-11-01", 0), ("2026-12-01", 0)])
def test_a_correction_does_not_come_before_publication(tmp_path, day, count):
    text = fiche_with("licence: CC BY 4.0", f"licence: CC BY 4.0\ncorrections:\n  - {{date: ‸{day}, texte: Exemple de correction.}}")
    assert [line[0] for line in told(tmp_path, {SHEET: text}, "V002")] == ["‸"] * count
