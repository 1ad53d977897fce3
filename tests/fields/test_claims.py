"""What each text and number of a header may claim, and where each of its characters stands in the file."""

from collections.abc import Iterator
from typing import Annotated

import pytest
from pydantic import BaseModel, create_model

import pipeline
from pipeline.content.plans.plan import PlanMeta
from pipeline.content.sheets.meta import FicheMeta
from pipeline.fields.claims import Marked, marked, open_fields
from pipeline.fields.marks import FORM, NAME, Claims, Counted
from pipeline.fields.types import Slug, Text
from pipeline.text.files import Source
from pipeline.text.yaml_in import read_yaml_file
from tests.support import modules


def every_model(parent: type[BaseModel] = BaseModel) -> Iterator[type[BaseModel]]:
    """The models of the package, once all of it is imported."""
    for model in parent.__subclasses__():
        if model.__module__.startswith(f"{pipeline.__name__}."):
            yield model
        yield from every_model(model)


modules()
MODELS = {f"{model.__module__}.{model.__name__}": model for model in every_model()}


def read(model: type[BaseModel], text: str) -> list[Marked]:
    header = read_yaml_file(Source("exemple.yml", text), [])
    assert header is not None
    return list(marked(header, model))


@pytest.mark.parametrize("name", MODELS)
def test_every_text_and_number_says_what_it_may_claim(name):
    assert [".".join(keys) for keys, mark in open_fields(MODELS[name]) if mark is None] == []


def test_a_field_without_a_mark_is_seen():
    bare = create_model("bare", titre=(Text, ...), nombre=(int | None, None), liste=(tuple[Text, ...], ()), slug=(Slug, ...))
    assert [keys for keys, mark in open_fields(bare) if mark is None] == [("titre",), ("nombre",), ("liste",)]


def test_the_mark_of_a_field_wins_over_that_of_its_type_and_is_that_of_its_items():
    model = create_model("model", un=(Slug, ...), deux=(Annotated[Slug, NAME], ...), trois=(Annotated[tuple[Text, ...], Claims()], ()))
    assert dict(open_fields(model)) == {("un",): FORM, ("deux",): NAME, ("trois",): Claims()}


def test_a_type_that_no_one_has_thought_of_stops_there():
    with pytest.raises(TypeError, match="no one has said"):
        list(open_fields(create_model("model", un=(bytes, ...))))


@pytest.mark.parametrize("wrong", [{}, {"source": ("source",), "by": "the council"}], ids=["neither", "both"])
def test_a_count_has_a_source_or_somebody_who_counts(wrong):
    with pytest.raises(ValueError, match="a key that gives its source"):
        Counted(**wrong)


@pytest.mark.parametrize(
    ("written", "text", "places"),
    [
        ("titre: Un exemple de 15 élèves", "Un exemple de 15 élèves", [21, 24]),
        ('titre: "Un exemple de 15 élèves"', "Un exemple de 15 élèves", [22, 25]),
        (r'titre: "Un \"exemple\" de 15 élèves"', 'Un "exemple" de 15 élèves', [26, 29]),
        (r'titre: "Un \u0065xemple de 15 élèves"', "Un exemple de 15 élèves", [27, 30]),
        ("titre: 'L''exemple de 15 élèves'", "L'exemple de 15 élèves", [22, 25]),
        ("titre: Un exemple\n  de 15\n  élèves", "Un exemple de 15 élèves", [23, 28]),
        ('titre: "Un exemple\n  de 15\n  élèves"', "Un exemple de 15 élèves", [24, 29]),
        ("titre: >-\n  Un exemple de\n  15 élèves", "Un exemple de 15 élèves", [28, 31]),
        ("titre: |-\n  Un exemple de\n  15 élèves", "Un exemple de 15 élèves", [28, 31]),
        ("{titre: Un exemple de 15 élèves}", "Un exemple de 15 élèves", [22, 25]),
        ("titre: 15", "15", [7]),
    ],
    ids=[
        "plain",
        "quoted",
        "escaped quote",
        "escaped letter",
        "doubled",
        "two lines",
        "quoted lines",
        "folded",
        "literal",
        "flow",
        "number",
    ],
)
def test_each_character_of_a_value_stands_where_the_file_writes_it(written, text, places):
    (one,) = read(FicheMeta, written)
    assert one.text == text
    assert [one.offset(text.index(word)) for word in ("15", "élèves") if word in text] == places


def test_a_value_is_named_by_its_keys_and_what_has_not_the_shape_of_the_model_is_left_out():
    said = read(FicheMeta, "corrections: [{texte: Un exemple.}, absent]\nretrait: un texte\ninconnu: un texte\ndivergence: oui\n")
    assert [(one.name, one.path, one.text) for one in said] == [("corrections.texte", ("corrections", 0, "texte"), "Un exemple.")]


def test_the_source_of_a_count_is_looked_for_beside_it():
    text = "objectifs:\n- {objectif: Un, source: Registre}\n- objectif: Deux\n  actions: [{constats: Trois, effet: {source: Liste}}]\n"
    first, second, third = (one for one in read(PlanMeta, text) if isinstance(one.mark, Counted) and one.mark.source)
    assert [first.told("source"), second.told("source")] == [True, False]
    assert [third.told("realisation.source"), third.told("effet.source")] == [False, True]
