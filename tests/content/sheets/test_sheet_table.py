"""The table of the sheets: it counts right on a sheet of the tests, and what the checks ask of every sheet holds of the council's."""

import pytest

from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.content.sheets.evidence_kind import EvidenceKind
from pipeline.project import Project
from tests.rules.examples import EFFECT
from tests.sheet_table import Row, asked, rows_of, table
from tests.support import FICHE, REPOSITORY, TABLE, make_site


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """The published sheets of the council."""
    catalogue = load_catalogue(Project(REPOSITORY), [])
    assert catalogue is not None
    return rows_of(catalogue)


def small(root, *changes: tuple[str, str]) -> Catalogue:
    text = FICHE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    catalogue = load_catalogue(make_site(root, {"content/fiches/exemple.md": text}), [])
    assert catalogue is not None
    return catalogue


def test_a_sheet_has_a_row_that_counts_what_it_holds(tmp_path):
    changes = [
        ("redaction: Équipe", EFFECT + "redaction: Équipe"),
        ("Exemple de contexte.", "Une méta-analyse, selon une page tierce."),
        ("\n## Limites", "\n### Les chiffres, pour qui les veut\n\nUn écart-type.\n\n## Limites"),
    ]
    (row,) = rows_of(small(tmp_path, *changes))
    assert (row.slug, row.type, row.kind, row.confidence) == ("exemple", "fait-saillant", EvidenceKind.TESTED, "limitee")
    assert (row.supported, row.actions, row.self_talk, row.statistical, row.in_messages, row.title) == (1, 1, 2, 1, 0, 6)
    assert "la lecture des élèves : 0,25 (écart-type, aide) [sample2021#effet]" in table([row])


def test_a_draft_has_no_row(tmp_path):
    assert rows_of(small(tmp_path, ("statut: publiee", "statut: brouillon"))) == []


def test_what_is_asked_of_all_the_sheets_is_told_with_what_they_have(tmp_path):
    rows = rows_of(small(tmp_path))
    assert [line.split("  ")[0] for line in asked(rows).split("\n")] == ["oui", "oui", "oui", "oui", "NON"]


def test_what_the_checks_ask_of_every_sheet_holds_of_the_councils(rows, record_property):
    record_property(TABLE, f"{table(rows)}\n\n{asked(rows)}")
    assert [row.slug for row in rows if row.in_messages] == []
    assert [row.slug for row in rows if row.type == "fait-saillant" and not row.supported] == []
    assert [row.slug for row in rows if row.type == "repere" and row.actions] == []
    assert [row.slug for row in rows if row.title > 16] == []
    assert [row.slug for row in rows for effect in row.effects if not effect.extraits] == []
