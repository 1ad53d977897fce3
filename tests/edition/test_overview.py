"""The rows of « Ce qui aide »: what a sheet's own data says, and nothing else."""

from pathlib import Path

import pytest

from pipeline.content.sheets.meta import Effect
from pipeline.edition.overview import OverviewRow, Tendency, grouped, ordered, tendency
from pipeline.site.build import index_of
from tests.support import FICHE, TODAY, VOCABULAIRE, report_on

GOALS = VOCABULAIRE.replace(
    "  - {slug: reussite, nom: Réussite}", "  - {slug: presence, nom: Présence}\n  - {slug: reussite, nom: Réussite}"
)
EFFECT = (
    "effets: [{resultat: un exemple, mesure: ecart-type, valeur: '0,25', sens: aide, pour: des élèves, extraits: [sample2021#effet]}]\n"
)


def effects(*directions: str) -> list[Effect]:
    given = {"resultat": "exemple", "mesure": "non-lue", "pour": "exemple", "extraits": ["exemple2020#effet"]}
    return [Effect.model_validate({**given, "sens": direction}) for direction in directions]


def sheet(name: str, **changes: str) -> tuple[str, str]:
    """Return a sheet with keys of its header replaced, or added before « redaction »."""
    text = FICHE.replace("titre: Exemple de fiche sur le tutorat", f"titre: Exemple {name}")
    for key, value in changes.items():
        lines = [f"{key}: {value}" if line.startswith(f"{key}:") else line for line in text.split("\n")]
        text = "\n".join(lines)
        text = text if f"\n{key}: " in text else text.replace("redaction:", f"{key}: {value}\nredaction:", 1)
    return f"content/fiches/{name}.md", text


def rows(root: Path, *sheets: tuple[str, str]) -> tuple[OverviewRow, ...]:
    catalogue = report_on(root, {"content/fiches/exemple.md": None, "content/vocabulaire.yml": GOALS, **dict(sheets)}).catalogue
    assert catalogue is not None
    index = index_of(catalogue, TODAY)
    return ordered(index.fiches, index.standings(index.fiches), catalogue)


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


def test_rows_come_by_the_first_goal_then_the_surest_first(tmp_path: Path):
    found = rows(
        tmp_path,
        sheet("une", buts="[reussite]", force="limitee"),
        sheet("deux", buts="[reussite, presence]", force="elevee"),
        sheet("trois", buts="[presence]"),
    )
    assert [row.fiche.slug for row in found] == ["trois", "deux", "une"]


def test_rows_are_grouped_under_the_goals_that_have_some(tmp_path: Path):
    found = rows(tmp_path, sheet("une", buts="[reussite, presence]"))
    (group,) = grouped(found, report_on(tmp_path, {"content/vocabulaire.yml": GOALS}).catalogue.vocabulary)  # type: ignore[union-attr]
    assert (group.slug, group.name, group.rows) == ("reussite", "Réussite", found)


def test_an_estimate_of_the_team_is_told_from_what_a_source_says(tmp_path: Path):
    (row,) = rows(
        tmp_path, sheet("une", cout="Un exemple de coût. La suite.", effort="'Estimation de l’équipe\u00a0: un exemple d’effort.'")
    )
    assert [(one.of, one.text, one.estimated) for one in row.asked] == [
        ("Coût", "Un exemple de coût.", False),
        ("Temps et personnes", "Un exemple d’effort.", True),
    ]


def test_the_condition_is_the_first_sentence_of_the_conditions(tmp_path: Path):
    (row,) = rows(tmp_path, sheet("une", conditions="Vaut au primaire; pas ailleurs. Et une autre phrase."))
    assert row.condition == "Vaut au primaire; pas ailleurs."


def test_a_tested_action_helps_and_what_was_only_observed_goes_with_more_or_less(tmp_path: Path):
    (tested,) = rows(tmp_path / "une", sheet("une", effets=EFFECT.removeprefix("effets: ").rstrip()))
    path, text = sheet("autre", effets=EFFECT.removeprefix("effets: ").rstrip())
    (observed,) = rows(tmp_path / "autre", (path, text.replace("[@sample2021, résumé].\n2.", "[@exemple2020, résumé, #lien].\n2.")))
    assert (tested.way, tested.size) == ("aide", "0,25\u00a0écart-type")
    assert observed.way == "va de pair avec du mieux"
