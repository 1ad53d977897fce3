"""How a sheet's confidence is worded: with the kind of its evidence, and with what its effects say."""

import pytest

from pipeline.content.sheets.evidence_kind import EvidenceKind
from pipeline.content.sheets.meta import Confidence, Direction
from pipeline.content.sheets.standing import confidence, direction, standing
from tests.support import FICHE, report_on

TESTED, OBSERVED, DESCRIBED = EvidenceKind
HELPS, NONE, HARMS, NOT_READ = Direction
EFFECT = """\
effets:
  - resultat: la lecture
    mesure: non-lue
    sens: aide
    pour: élèves (exemple)
    extraits: [sample2021#effet]
redaction:"""


@pytest.mark.parametrize(
    ("level", "kind", "words"),
    [
        ("elevee", TESTED, "Confiance élevée : très sûr que l’action aide"),
        ("moderee", TESTED, "Confiance modérée : assez sûr que l’action aide"),
        ("limitee", TESTED, "Confiance limitée : peut-être que l’action aide"),
        ("tres-limitee", TESTED, "Confiance très limitée : quelques indices que l’action aide"),
        ("insuffisante", TESTED, "Confiance insuffisante : trop peu d’études pour dire ce que l’action change"),
        ("elevee", OBSERVED, "Confiance élevée : très sûr qu’il y a un lien"),
        ("moderee", OBSERVED, "Confiance modérée : assez sûr qu’il y a un lien"),
        ("limitee", OBSERVED, "Confiance limitée : peut-être qu’il y a un lien"),
        ("tres-limitee", OBSERVED, "Confiance très limitée : quelques indices qu’il y a un lien"),
        ("insuffisante", OBSERVED, "Confiance insuffisante : trop peu d’études pour dire s’il y a un lien"),
        ("elevee", DESCRIBED, "Confiance élevée : très sûr de ce qui est décrit"),
        ("moderee", DESCRIBED, "Confiance modérée : assez sûr de ce qui est décrit"),
        ("limitee", DESCRIBED, "Confiance limitée : description incomplète"),
        ("tres-limitee", DESCRIBED, "Confiance très limitée : description très incomplète"),
        ("insuffisante", DESCRIBED, "Confiance insuffisante : trop peu de sources pour bien décrire"),
    ],
)
def test_each_level_is_worded_with_the_kind_of_evidence(level, kind, words):
    assert confidence(Confidence(level), kind, {HELPS}).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("directions", "words"),
    [
        ({NONE}, "assez sûr qu’aucun effet ne ressort"),
        ({HARMS}, "assez sûr que l’action nuit"),
        ({HELPS, NONE}, "assez sûr que l’action aide, mais pas pour tout"),
        ({NONE, HARMS}, "assez sûr que l’action n’aide pas"),
        ({HELPS, HARMS}, "assez sûr que l’action aide ou nuit, selon le résultat"),
        ({HELPS, NONE, HARMS}, "assez sûr que l’action aide ou nuit, selon le résultat"),
        ({HELPS, NOT_READ}, "assez sûr que l’action aide"),
        ({NOT_READ}, "assez sûr de l’effet de l’action"),
        (set(), "assez sûr de l’effet de l’action"),
    ],
)
def test_of_a_tested_action_it_says_what_the_effects_say_and_no_more(directions, words):
    assert confidence(Confidence.MODERATE, TESTED, directions).endswith(words)


def test_where_no_link_was_seen_it_says_so():
    assert confidence(Confidence.LIMITED, OBSERVED, {NONE}).endswith("peut-être qu’aucun lien ne ressort")


@pytest.mark.parametrize("sens", Direction)
def test_the_direction_of_a_link_names_no_cause(sens):
    assert {direction(kind, sens) for kind in (OBSERVED, DESCRIBED)}.isdisjoint({"aide", "nuit", "ne change rien"})
    assert direction(TESTED, HELPS) == "aide"


def of_the_small_sheet(root, text: str):
    catalogue = report_on(root, {"content/fiches/exemple.md": text}).catalogue
    assert catalogue is not None
    return standing(catalogue.fiches["exemple"], catalogue)


def test_an_effect_of_another_kind_of_evidence_does_not_word_the_confidence(tmp_path):
    """« Lien observé » rests on exemple2020; the harm of the second effect is not one of the action."""
    other = EFFECT.replace(
        "redaction:",
        "  - resultat: l’absence\n    mesure: non-lue\n    sens: nuit\n    pour: élèves\n    extraits: [exemple2020#lien]\nredaction:",
    )
    found = of_the_small_sheet(tmp_path, FICHE.replace("redaction:", other, 1))
    assert (found.kind, found.words) == (TESTED, "Confiance limitée\u00a0: peut-être que l’action aide")


def test_a_sheet_without_an_effect_claims_no_help(tmp_path):
    assert of_the_small_sheet(tmp_path, FICHE).words == "Confiance limitée\u00a0: une première idée de l’effet de l’action"
