"""The rows of « Ce qui aide »: what a sheet's own data says, and nothing else."""

from pathlib import Path

import pytest

from pipeline.content.sheets.meta import Effect
from pipeline.edition.overview import Tendency, grouped, ordered, overview_row, tendency
from pipeline.rules.run import check
from pipeline.site.build import index_of
from tests.support import FICHE, TODAY, make_site

PATH = "content/fiches/tutorat.md"


def effects(*directions: str) -> list[Effect]:
    given = {"resultat": "exemple", "mesure": "non-lue", "pour": "exemple", "extraits": ["exemple2020#effet"]}
    return [Effect.model_validate({**given, "sens": direction}) for direction in directions]


@pytest.mark.parametrize(
    ("directions", "expected"),
    [
        ([], Tendency.UNMEASURED),
        (["non-lu"], Tendency.UNREAD),
        (["aide", "non-lu"], Tendency.HELPS),
        (["aide", "aucun"], Tendency.PARTLY),
        (["aucun", "non-lu"], Tendency.NONE),
        (["nuit", "aucun"], Tendency.HARMS),
        (["aide", "nuit"], Tendency.DEPENDS),
        (["aide", "nuit", "aucun"], Tendency.DEPENDS),
    ],
)
def test_the_effects_of_a_sheet_go_one_way_or_it_is_said_that_they_do_not(directions: list[str], expected: Tendency):
    assert tendency(effects(*directions)) is expected
