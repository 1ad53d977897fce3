"""What is said of each field, once: its words, how it is typed, its choices."""

from typing import Annotated

import pytest
from pydantic import BaseModel, create_model

from pipeline.content.activities.activity import ActivityMeta
from pipeline.content.campaigns import CampaignMeta
from pipeline.content.committees import CommitteeMeta
from pipeline.content.council import Organisation, Term, Vocabulary, fields_of
from pipeline.content.initiatives import InitiativeMeta
from pipeline.content.needs import NeedMeta
from pipeline.content.plain_pages import PageMeta
from pipeline.content.plans.plan import PlanMeta
from pipeline.content.sheets.meta import FicheMeta
from pipeline.content.sources.reading import NoteMeta
from pipeline.content.tools import ToolMeta
from pipeline.fields.facts import Choice, FieldFacts, FieldKind
from pipeline.fields.marks import says
from pipeline.fields.types import Text

EXAMPLE = (Term(slug="exemple", nom="Exemple"),)
VOCABULARY = Vocabulary(
    themes=(Term(slug="lecture", nom="Lecture"), Term(slug="tutorat", nom="Tutorat")),
    publics=EXAMPLE, ages=EXAMPLE, determinants=EXAMPLE, axes=EXAMPLE, buts=EXAMPLE,
)  # fmt: skip
MODELS = (
    FicheMeta,
    NoteMeta,
    ActivityMeta,
    CommitteeMeta,
    NeedMeta,
    ToolMeta,
    CampaignMeta,
    InitiativeMeta,
    PageMeta,
    PlanMeta,
    Organisation,
    Vocabulary,
)


def every_field(facts: tuple[FieldFacts, ...]) -> list[FieldFacts]:
    return [one for fact in facts for one in (fact, *every_field(fact.parts))]


def named(model: type[BaseModel], name: str) -> FieldFacts:
    return next(fact for fact in fields_of(model, VOCABULARY) if fact.name == name)


@pytest.mark.parametrize("model", MODELS)
def test_every_field_has_a_french_label_and_a_sentence_that_says_what_it_is_for(model):
    said = every_field(fields_of(model, VOCABULARY))
    assert [fact.name for fact in said if not fact.description.endswith(".") or fact.label[0].islower()] == []


@pytest.mark.parametrize("model", MODELS)
def test_every_value_of_a_closed_list_has_a_french_name(model):
    unnamed = {choice.slug for fact in every_field(fields_of(model, VOCABULARY)) for choice in fact.choices if not choice.name}
    assert unnamed == set()


@pytest.mark.parametrize("model", MODELS)
def test_every_field_that_is_typed_on_its_own_has_an_example(model):
    said = every_field(fields_of(model, VOCABULARY))
    without = [fact.name for fact in said if fact.example is None and not fact.parts and not fact.nullable]
    assert without == []


def test_a_list_of_the_vocabulary_gives_its_choices_in_the_council_s_order():
    themes = named(FicheMeta, "themes")
    assert (themes.kind, themes.choices, themes.least, themes.most) == (
        FieldKind.LIST, (Choice("lecture", "Lecture"), Choice("tutorat", "Tutorat")), 1, 4,
    )  # fmt: skip


def test_a_list_that_is_not_of_the_vocabulary_is_given_apart():
    committees = (Choice("comite-exemple", "Comité exemple"),)
    facts = {fact.name: fact for fact in fields_of(FicheMeta, VOCABULARY, {"comites": committees})}
    assert facts["comites"].choices == committees


@pytest.mark.parametrize(
    ("model", "name", "kind", "required", "nullable"),
    [
        (FicheMeta, "titre", FieldKind.TEXT, True, False),
        (FicheMeta, "reponse", FieldKind.LONG, True, False),
        (FicheMeta, "statut", FieldKind.CHOICE, True, False),
        (FicheMeta, "force", FieldKind.CHOICE, True, False),
        (FicheMeta, "divergence", FieldKind.BOOL, False, False),
        (FicheMeta, "revision", FieldKind.TEXT, True, True),
        (FicheMeta, "publiee_le", FieldKind.DATE, True, False),
        (FicheMeta, "retrait", FieldKind.GROUP, False, True),
        (FicheMeta, "corrections", FieldKind.LIST, False, False),
        (ActivityMeta, "modalite", FieldKind.CHOICE, False, True),
        (ActivityMeta, "participants", FieldKind.NUMBER, False, True),
    ],
)
def test_a_field_says_how_it_is_typed_and_whether_it_may_be_left_out_or_null(model, name, kind, required, nullable):
    fact = named(model, name)
    assert (fact.kind, fact.required, fact.nullable) == (kind, required, nullable)


def test_the_parts_of_a_group_and_of_a_list_of_groups_are_described_too():
    assert [part.name for part in named(FicheMeta, "retrait").parts] == ["date", "raison"]
    assert [part.name for part in named(FicheMeta, "corrections").parts] == ["date", "texte", "ouverte"]


def test_the_form_of_a_text_is_given_as_a_pattern_and_in_french():
    assert named(ActivityMeta, "debut").form == "une heure s’écrit « 09:00 » ou « 13:30 »"
    assert named(ActivityMeta, "lien").pattern == r"""https?://[^\s<>"'\\]+"""


def test_a_field_added_to_a_model_is_described_with_the_others():
    larger = create_model("Larger", __base__=FicheMeta, duree=(Annotated[Text, says("Durée", "Combien de temps.", "exemple")], ...))
    assert fields_of(larger, VOCABULARY)[-1] == FieldFacts(
        "duree", "Durée", "Combien de temps.", FieldKind.TEXT, required=True, example="exemple", least=1, most=2000
    )


def test_a_type_that_no_one_has_described_is_refused():
    odd = create_model("Odd", mystere=(complex, ...))
    with pytest.raises(TypeError, match="complex"):
        fields_of(odd, VOCABULARY)
