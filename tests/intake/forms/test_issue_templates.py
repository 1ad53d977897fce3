"""The issue forms: fresh, in French, and within what GitHub's documentation allows."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from pydantic import BaseModel

from pipeline.content.activities.activity import ActivityMeta
from pipeline.content.catalogue import load_catalogue
from pipeline.content.committees import COMMITTEES
from pipeline.content.council import Term, fields_of
from pipeline.content.sheets.meta import FicheMeta
from pipeline.content.sources.reading import NoteMeta
from pipeline.intake.forms.issue_templates import form_text, template_files
from pipeline.intake.forms.questions import LAST_LABEL, NATURE, Form, FormKind, forms
from pipeline.project import Project
from tests.intake.forms.conftest import Desk
from tests.real import copy_content, grow
from tests.support import REPOSITORY, TABLE

# GitHub Docs, « Syntax for issue forms » and « Syntax for GitHub's form schema »: the keys that there are, and of what kind.
TEXT = {"type": "string", "pattern": r"\S"}
FLAG = {"type": "boolean"}


def _element(kind: str, attributes: dict[str, Any], required: list[str], *, validated: bool = True) -> dict[str, Any]:
    rest = {"validations": {"type": "object", "properties": {"required": FLAG}, "additionalProperties": False}} if validated else {}
    return {
        "type": "object",
        "properties": {
            "type": {"const": kind},
            "id": {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"},
            "attributes": {"type": "object", "properties": attributes, "required": required, "additionalProperties": False},
            **rest,
        },
        "required": ["type", "attributes"],
        "additionalProperties": False,
    }


ASKED = {"label": TEXT, "description": TEXT}
TYPED = {**ASKED, "placeholder": TEXT, "value": TEXT}
BOX = {"type": "object", "properties": {"label": TEXT, "required": FLAG}, "required": ["label"], "additionalProperties": False}
SCHEMA = {
    "type": "object",
    "properties": {
        "name": TEXT,
        "description": TEXT,
        "title": TEXT,
        "labels": {"type": "array", "items": TEXT},
        "body": {
            "type": "array",
            "items": {
                "oneOf": [
                    _element("markdown", {"value": TEXT}, ["value"], validated=False),
                    _element("input", TYPED, ["label"]),
                    _element("textarea", TYPED, ["label"]),
                    _element(
                        "dropdown",
                        {**ASKED, "multiple": FLAG, "options": {"type": "array", "items": TEXT, "minItems": 1, "uniqueItems": True}},
                        ["label", "options"],
                    ),
                    _element("checkboxes", {**ASKED, "options": {"type": "array", "items": BOX, "minItems": 1}}, ["label", "options"]),
                ]
            },
        },
    },
    "required": ["name", "description", "body"],
    "additionalProperties": False,
}
# « label contains forbidden word »: what GitHub refuses in the label of what is typed.
FORBIDDEN = re.compile(r"(?i)password|passwd|credential|secret|token|api.?key")


def _faults(form: dict[str, Any]) -> Iterator[str]:
    """What GitHub refuses beyond the kinds of keys (« Common validation errors when creating issue forms »)."""
    asked = [element for element in form["body"] if element["type"] != "markdown"]
    if not asked:
        yield "no question"
    for what, values in (
        ("id", [element["id"] for element in asked]),
        ("label", [element["attributes"]["label"].casefold() for element in asked]),
    ):
        yield from (f"{what} twice: {value}" for value in {value for value in values if values.count(value) > 1})
    for element in asked:
        names = [option if isinstance(option, str) else option["label"] for option in element["attributes"].get("options", [])]
        yield from (f"reserved word: {name}" for name in names if name.casefold() == "none")
        if len({name.casefold() for name in names}) < len(names):
            yield f"option twice: {element['id']}"
        if element["type"] in ("input", "textarea") and FORBIDDEN.search(element["attributes"]["label"]):
            yield f"forbidden word: {element['attributes']['label']}"


def accepted(text: str) -> list[str]:
    """Every fault of a form."""
    form = yaml.safe_load(text)
    kinds = [error.message for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(form)]
    return kinds or list(_faults(form))


@pytest.fixture(scope="module")
def shipped() -> dict[str, str]:
    """The files as they should be."""
    catalogue = load_catalogue(Project(REPOSITORY), [])
    assert catalogue is not None
    return template_files(catalogue)


# Lists whose choices are the council's own files: a committee or a need that comes must not make the suite fail, only be told.
OF_CONTENT = {"comites", "besoins"}


def without_content(text: str) -> Any:
    """Return what a form asks whatever the council has: no committee, no need, no address of the site or of the repository."""
    form = yaml.safe_load(text)
    form.pop("contact_links", None)
    if "body" in form:
        form["body"] = [part for part in form["body"] if part.get("id") not in OF_CONTENT]
    return form


@pytest.mark.parametrize("content", ["as it is", "grown"])
def test_the_committed_forms_are_those_that_the_models_and_the_vocabulary_make(content: str, tmp_path: Path, record_property):
    project = copy_content(tmp_path)
    catalogue = load_catalogue(grow(project) if content == "grown" else project, [])
    assert catalogue is not None
    made = template_files(catalogue)
    committed = {name: (REPOSITORY / name).read_text(encoding="utf-8") for name in made}
    wrong = [name for name in made if without_content(committed[name]) != without_content(made[name])]
    assert wrong == [], "passerelle formulaires"
    if content == "as it is" and committed != made:
        late = "\n".join(name for name in made if committed[name] != made[name])
        record_property(TABLE, f"These forms do not offer yet what the content has (« passerelle formulaires »):\n{late}")


def test_no_other_form_is_committed(shipped: dict[str, str]):
    here = {f".github/ISSUE_TEMPLATE/{path.name}" for path in (REPOSITORY / ".github/ISSUE_TEMPLATE").iterdir()}
    assert here == set(shipped)


@pytest.mark.parametrize("kind", FormKind)
def test_github_accepts_the_form(shipped: dict[str, str], kind: FormKind):
    assert accepted(shipped[f".github/ISSUE_TEMPLATE/{kind}.yml"]) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("id: titre", "id: reponse", "id twice: reponse"),
        ('label: "Titre"', 'label: "Mot de passe (password)"', "forbidden word: Mot de passe (password)"),
        ('label: "Titre"', 'label: "Réponse"', "label twice: réponse"),
        ('- "Faits saillants"', '- "None"', "reserved word: None"),
        ("id: titre", "id: le titre", ""),
        ("multiple: true", "multiple: oui", ""),
        ('label: "Titre"', "label: true", ""),
    ],
)
def test_a_form_that_github_would_refuse_is_seen(shipped: dict[str, str], old: str, new: str, fault: str):
    text = shipped[".github/ISSUE_TEMPLATE/fiche.yml"]
    assert old in text
    found = accepted(text.replace(old, new, 1))
    assert found == [fault] if fault else found != []


def test_a_theme_of_the_vocabulary_is_a_choice_of_the_forms(desk: Desk):
    catalogue = load_catalogue(desk.project, [])
    assert catalogue is not None
    more = Term(slug="nouveau", nom="Un thème, nouveau: « y »")
    vocabulary = catalogue.vocabulary.model_copy(update={"themes": (*catalogue.vocabulary.themes, more)})
    for form in forms(replace(catalogue, vocabulary=vocabulary)):
        text = form_text(form)
        assert accepted(text) == []
        assert ("Un thème, nouveau: « y »" in text) == (form.kind in (FormKind.SHEET, FormKind.ACTIVITY, FormKind.INITIATIVE))


def test_a_council_without_committees_is_asked_about_none(desk: Desk):
    catalogue = load_catalogue(desk.project, [])
    assert catalogue is not None
    for form in forms(catalogue.having(COMMITTEES, {})):
        assert accepted(form_text(form)) == []
        assert "comites" not in {asked.id for asked in form.asked}


def test_every_form_ends_with_the_question_by_which_a_request_is_known(the_forms: dict[FormKind, Form]):
    assert {form.asked[-1].label for form in the_forms.values()} == {LAST_LABEL}


@pytest.mark.parametrize(("kind", "model"), [(FormKind.SHEET, FicheMeta), (FormKind.SOURCE, NoteMeta), (FormKind.ACTIVITY, ActivityMeta)])
def test_a_field_of_a_model_is_asked_in_the_words_and_with_the_choices_of_the_model(desk: Desk, kind: FormKind, model: type[BaseModel]):
    catalogue = load_catalogue(desk.project, [])
    assert catalogue is not None
    facts = {one.name: one for one in fields_of(model, catalogue.vocabulary)}
    shared = [
        asked for asked in desk.forms[kind].asked if asked.id in facts and asked.id not in ("comites", "fiches", "inscription", "source")
    ]
    assert len(shared) > 7
    for asked in shared:
        assert asked.label == facts[asked.id].label
        if facts[asked.id].choices:
            assert [choice.slug for choice in asked.choices] == [choice.slug for choice in facts[asked.id].choices]


def test_every_key_that_a_sheet_must_have_is_asked_or_written_by_the_form(desk: Desk):
    required = {name for name, field in FicheMeta.model_fields.items() if field.is_required()}
    asked = {one.id for one in desk.forms[FormKind.SHEET].asked} | set(NATURE)
    # The rest does not depend on who fills in the form.
    assert required - asked == {"statut", "revision", "publiee_le", "revisee_le", "prochaine_revision", "licence"}
