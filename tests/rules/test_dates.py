"""Dates: in order, real, and not too old."""

from datetime import date

import pytest

from pipeline.rules.run import check
from tests.rules.examples import ACTIVITE, activity, advice, place_of, sheet, text, told
from tests.support import found, make_site


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (sheet("publiee_le: 2026-11-01", "publiee_le: 2026-11-25"), f"{place_of('2026-11-24')} « revisee_le » vient avant « publiee_le »."),
        (
            sheet("prochaine_revision: 2028-11-24", "prochaine_revision: ‸2026-11-23"),
            "‸ « prochaine_revision » vient avant « revisee_le ».",
        ),
    ],
)
def test_a_date_before_the_one_it_follows_is_named(tmp_path, files, said):
    assert told(tmp_path, files, "D001") == [said]


def test_three_dates_on_one_day_are_in_order(tmp_path):
    files = sheet("publiee_le: 2026-11-01", "publiee_le: 2026-11-24")
    assert told(tmp_path, files, "D001") == []


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2028, 11, 24), []),
        (date(2028, 11, 25), [f"{place_of('2026-11-24')} Cette fiche n’a pas été révisée depuis le 2026-11-24."]),
    ],
)
def test_a_sheet_is_overdue_two_years_and_a_day_after_its_review(tmp_path, today, said):
    overdue = found(check(make_site(tmp_path), today), "D002")
    assert [f"{diagnostic.place} {diagnostic.message}" for diagnostic in overdue] == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Le ‸lundi 24 novembre 2026.", ["‸ Le 24 novembre 2026 est un mardi, pas un lundi."]),
        ("Le ‸Lundi, 24 novembre 2026.", ["‸ Le 24 novembre 2026 est un mardi, pas un lundi."]),
        ("Le ‸31 novembre 2026.", ["‸ Le 31 novembre 2026 n’existe pas."]),
        ("Le ‸29 février 2026.", ["‸ Le 29 février 2026 n’existe pas."]),
        ("Le mardi 24 novembre 2026.", []),
        ("Le dimanche 1er novembre 2026.", []),
        ("Le 29 février 2028.", []),
        ("En novembre 2026.", []),
        ("`Le lundi 24 novembre 2026`", []),  # an example in code may hold any date
    ],
)
def test_a_written_date_exists_and_falls_on_its_day(tmp_path, written, said):
    assert told(tmp_path, text(written), "D003") == said


def test_a_written_date_is_read_in_an_activity_too(tmp_path):
    assert told(tmp_path, activity("Un exemple de texte.", "Le ‸lundi 24 novembre 2026."), "D003") == [
        "‸ Le 24 novembre 2026 est un mardi, pas un lundi."
    ]


@pytest.mark.parametrize("name", ["exemple", "2026-10-02-exemple", "2026-10-01exemple", "2026-10-01"])
def test_the_name_of_an_activity_begins_with_its_date(tmp_path, name):
    files = {f"content/activites/{name}.md": ACTIVITE.replace("date: ", "date: ‸", 1)}
    assert told(tmp_path, files, "D004") == ["‸ Le nom du fichier ne commence pas par « 2026-10-01- »."]
    assert advice(tmp_path / "again", files, "D004") == ["Renommez-le\u00a0: 2026-10-01-….md"]


def test_an_activity_named_for_its_date_passes(tmp_path):
    assert told(tmp_path, activity(), "D004") == []
