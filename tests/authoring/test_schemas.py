"""What editors read: JSON Schemas and snippets, made from the models, fresh, and true of the real files."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import create_model

from pipeline.authoring.schemas import SCHEMED, editor_files, schema_of, snippets_of
from pipeline.content.catalogue import load_council
from pipeline.content.council import fields_of
from pipeline.content.kind import AnyKind
from pipeline.content.sheets.sheet import FICHES
from pipeline.fields.marks import says
from pipeline.fields.types import Text
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import read_source
from pipeline.text.yaml_in import read_yaml, read_yaml_file, split_front_matter
from tests.real import copy_content, grow
from tests.support import REPOSITORY

PROJECT = Project(REPOSITORY)
_, COUNCIL = load_council(PROJECT)
assert COUNCIL is not None
ORGANISATION, VOCABULARY = COUNCIL
MADE = dict(editor_files(ORGANISATION, VOCABULARY))


def schema(kind: AnyKind) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(MADE[kind.schema_file])
    return made


def keys_of(project: Project, path: Path) -> dict[str, Any]:
    found: list[Diagnostic] = []
    source = read_source(project, path, found)
    assert source is not None
    if path.suffix == ".yml":
        data = read_yaml_file(source, found)
    else:
        split = split_front_matter(source, found)
        assert split is not None
        data = read_yaml(source, split[0], found)
    assert data is not None
    return data.data


def wrong(kind: AnyKind, keys: dict[str, Any]) -> list[str]:
    return [error.message for error in Draft202012Validator(schema(kind)).iter_errors(keys)]


def test_the_files_that_are_committed_are_those_that_the_models_give():
    stale = [name for name, text in MADE.items() if (REPOSITORY / name).read_text() != text]
    assert stale == [], "lancez « passerelle schemas »"


@pytest.mark.parametrize("kind", SCHEMED, ids=lambda kind: kind.name)
def test_a_schema_is_one_of_draft_2020_12(kind):
    Draft202012Validator.check_schema(schema(kind))


def test_the_editor_s_settings_give_each_file_of_yaml_its_schema():
    settings = json.loads((REPOSITORY / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {f"./{kind.schema_file}": kind.files for kind in SCHEMED if not kind.markdown}


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The council's content, with a file of each kind at least: see ``tests.real``."""
    return grow(copy_content(tmp_path_factory.mktemp("grandi")))


@pytest.mark.parametrize("kind", SCHEMED, ids=lambda kind: kind.name)
def test_every_real_file_follows_the_schema_of_its_kind(kind, grown):
    files = sorted(grown.root.glob(kind.files))
    assert files != []
    assert {path.name: wrong(kind, keys_of(grown, path)) for path in files} == {path.name: [] for path in files}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"titre": None}, "None is not of type 'string'"),
        ({"titre": "Non"}, "'Non' is too short"),
        ({"themes": ["lectures"]}, "'lectures' is not one of"),
        ({"themes": []}, "[] should be non-empty"),
        ({"publiee_le": "24 novembre"}, "'24 novembre' does not match"),
        ({"divergence": "peut-être"}, "'peut-être' is not one of"),
        ({"titres": "Une clé de trop"}, "Additional properties are not allowed ('titres' was unexpected)"),
        ({"retrait": {"date": "2026-11-24"}}, "'raison' is a required property"),
    ],
)
def test_a_broken_header_does_not_follow_the_schema(change, said, grown):
    sheet = keys_of(grown, grown.content / "fiches" / "exemple-publiee.md")
    (told,) = wrong(FICHES, sheet | change)
    assert told.startswith(said)


def test_a_yaml_1_2_reader_that_takes_oui_for_a_text_finds_nothing_wrong(grown):
    sheet = keys_of(grown, grown.content / "fiches" / "exemple-publiee.md")
    assert wrong(FICHES, sheet | {"divergence": "non", "donnees_quebecoises": "oui"}) == []


def test_a_key_is_explained_in_french_with_an_example_and_the_names_of_its_values():
    force = schema(FICHES)["properties"]["force"]
    assert force == {
        "title": "Confiance dans la preuve",
        "description": "Jusqu’où se fier à ce que la fiche affirme, d’après les études citées.",
        "examples": ["moderee"],
        "type": "string",
        "enum": ["insuffisante", "tres-limitee", "limitee", "moderee", "elevee"],
        "enumDescriptions": ["insuffisante", "très limitée", "limitée", "modérée", "élevée"],
    }


def test_a_field_added_to_a_model_is_in_its_schema_and_in_its_snippets():
    duree = Annotated[Text, says("Durée", "Le temps qu’il faut.", "une heure")]
    larger = replace(FICHES, model=create_model("Larger", __base__=FICHES.model, duree=(duree, ...)))
    fields = fields_of(larger.model, VOCABULARY)
    made = json.loads(json.dumps(schema_of(larger, fields)))
    assert made["properties"]["duree"]["description"] == "Le temps qu’il faut."
    assert "duree" in made["required"]
    snippets = dict(snippets_of(larger, fields))
    assert snippets["Fiche\u00a0: duree"]["body"] == ["duree: ${1}"]
    assert "duree: ${21:à écrire}" in snippets["Fiche\u00a0: en-tête complet"]["body"]


def test_a_snippet_offers_the_values_of_a_list():
    body = json.loads(MADE[".vscode/passerelle.code-snippets"])["Fiche\u00a0: force"]["body"]
    assert body == ["force: ${1|insuffisante,tres-limitee,limitee,moderee,elevee|}"]
