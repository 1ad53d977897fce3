"""A figure put into every text and number that a file may hold, in turn: each is diagnosed, at its place, or its mark says why it need not be."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from pipeline.content.activities.activity import HOST, ActivityMeta
from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.content.kinds import DESCRIBED, PAGED, council_lists
from pipeline.content.loading import read
from pipeline.content.redirections import Redirections
from pipeline.content.sources.notes import NOTES
from pipeline.content.sources.reading import NoteMeta
from pipeline.content.surveys.evaluation import Evaluation
from pipeline.content.surveys.questionnaire import QuestionnaireData
from pipeline.content.watch.feeds import FeedList
from pipeline.fields.claims import YamlFile, open_fields
from pipeline.fields.excerpt_names import NAMES_AN_EXCERPT
from pipeline.fields.facts import FieldFacts, FieldKind, plain_fields
from pipeline.fields.marks import FORM, HIDDEN, Claims, Counted, Mark, NoClaim
from pipeline.fields.validation import validate
from pipeline.project import Project
from pipeline.rules.fixes import YAML_MODELS
from pipeline.rules.traceability import figures_of_a_file_are_counted_here, figures_of_a_note_are_quoted, figures_of_a_page_lead_to_excerpts
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import Source
from pipeline.text.yaml_in import read_yaml_file
from tests.support import REPOSITORY

EXAMPLE = REPOSITORY / "tests" / "exemple"
# A valid file of each kind, of the fictitious council.
FILES = {
    "content/activites": "2027-02-10-atelier-lecture.md",
    "content/besoins": "lire-pendant-l-ete.md",
    "content/campagnes": "semaine-de-la-lecture.md",
    "content/comites": "comite-exemple.md",
    "content/evaluation": "2026.yml",
    "content/fiches": "tutorat-grande-echelle.md",
    "content/initiatives": "midis-de-lecture.md",
    "content/outils": "guide-exemple.md",
    "content/pages": "a-propos.md",
    "content/plans": "comite-exemple-2026-2027.yml",
    "content/questionnaires": "annuel.yml",
    "content/rapports": "2025-11-24-au-2026-11-23.yml",
    "research_notes/notes": "exemple2019.md",
}
MODELS: dict[str, type[BaseModel]] = {
    **{f"{kind.folder}/{FILES[kind.folder]}": kind.model for kind in PAGED},
    **{path if path.endswith(".yml") else f"{path}/{FILES[path]}": model for path, model in YAML_MODELS.items()},
    f"research_notes/notes/{FILES['research_notes/notes']}": NoteMeta,
}
# What is missing from the file of the example, where the model gives no example or another would not do.
MORE: dict[str, Any] = {
    "content/activites/2027-02-10-atelier-lecture.md": {
        "participants": 24,  # as its source says
        "source": {"extraits": ["Un exemple.", "24 participants attendus (exemple)"]},
    },
    "content/evaluation/2026.yml": {
        "commentaires": ["Un exemple de commentaire."],
        "blocs": [{"enonces": [{"sans_objet": 4, "niveaux": [9, 9, 10, 27, 19]}]}],
        "choix": [
            {
                "sans_nombre": [{"cle": "autre", "nom": "Autre", "theme": "lecture"}],
                "presque_tous": [{"cle": "ici", "nom": "Ici", "theme": "lecture"}],
            }
        ],
    },
    "content/questionnaires/annuel.yml": {
        "echelle": {"niveaux": ["Un", "Deux", "Trois", "Quatre", "Cinq"], "sans_objet": "Sans objet"},
        "blocs": [{"enonces": [{"colonne": "Exemple"}]}],
        "choix": [{"colonne": "Exemple", "options": [{"theme": "lecture"}]}],
        "repartition": {"colonne": "Exemple", "options": [{"cle": "autre", "nom": "Autre", "theme": "lecture", "anciens": ["Exemple"]}]},
    },
}
# The keys that the example leaves out, filled with numbers that its excerpts hold.
MORE["content/fiches/tutorat-grande-echelle.md"] = {
    "effets": [
        {"intervalle": "0,25 à 42", "ampleur": "un exemple"},
        {"etudes": 1000},
        {"valeur": "3", "intervalle": "3", "etudes": 3, "ampleur": "un exemple"},
    ],
    "regles": [{"texte": "Une règle exemple.", "extrait": "sample2021#effet"}],
}
WRITTEN = ("Un exemple de 4321 élèves", "Voici 4321 élèves")
Data = dict[str, Any]


class Plain(yaml.SafeDumper):
    """YAML without anchors, which our files may not hold."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def dumped(value: Any) -> str:
    """``value`` as YAML, its long texts folded over lines."""
    return str(yaml.dump(value, Dumper=Plain, allow_unicode=True, sort_keys=False, width=60))


@dataclass(frozen=True)
class Case:
    """One text or number that a file of one kind may hold."""

    path: str
    keys: tuple[str, ...]
    mark: Mark | None

    def __str__(self) -> str:
        return f"{Path(self.path).parent.name}: {'.'.join(self.keys)}"


CASES = [Case(path, keys, mark) for path, model in MODELS.items() for keys, mark in dict(open_fields(model)).items()]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    made = load_catalogue(Project(EXAMPLE), [])
    assert made is not None
    return made


@lru_cache
def example(path: str) -> tuple[str, str]:
    """The header of the example and what follows it, none of its optional keys left out."""
    text = (EXAMPLE / path).read_text(encoding="utf-8")
    header, body = text.removeprefix("---\n").split("\n---\n", 1) if path.endswith(".md") else (text, "")
    data = with_more(yaml.safe_load(header), MORE.get(path, {}))
    model = MODELS[path]
    whole = data if model in (Evaluation, QuestionnaireData) else filled(plain_fields(model), data)  # these two give no examples
    return dumped(whole), body


def with_more(value: Any, more: Any) -> Any:
    """``value`` with what ``more`` has besides, at every depth; of a list of groups, each in its order."""
    if isinstance(more, dict) and isinstance(value, dict):
        return {**value, **{key: with_more(value.get(key), inner) for key, inner in more.items()}}
    if isinstance(more, list) and isinstance(value, list) and isinstance(more[0], dict) and len(value) >= len(more):
        return [with_more(one, two) for one, two in zip(value, more, strict=False)] + value[len(more) :]
    return more


def filled(facts: tuple[FieldFacts, ...], data: Data | None) -> Data:
    """``data`` with each key that it leaves out given its example, at every depth."""
    result = dict(data or {})
    for fact in facts:
        given = result.get(fact.name)
        if fact.kind is FieldKind.GROUP:
            result[fact.name] = filled(fact.parts, given)
        elif fact.kind is FieldKind.LIST and fact.parts:
            result[fact.name] = [filled(fact.parts, one) for one in given or [None]]
        elif given in (None, "", "null", []) and fact.example is not None:
            result[fact.name] = fact.example
    return result


def places(value: Any, keys: tuple[str, ...], path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where the values at ``keys`` stand, through lists (the items of one) and through names that a file chooses."""
    if isinstance(value, list):
        for index, one in enumerate(value):
            yield from places(one, keys, (*path, index))
    elif keys and isinstance(value, dict) and keys[0] in value:
        yield from places(value[keys[0]], keys[1:], (*path, keys[0]))
    elif isinstance(value, dict):
        for key, one in value.items():
            if isinstance(one, dict) and keys:
                yield from places(one, keys, (*path, key)) if keys[0] in one else ()
    elif not keys:
        yield path


def changed(header: Data, place: tuple[str | int, ...], new: object) -> Data:
    """The header with the value at ``place`` replaced; None leaves the key out."""
    copy: Any = yaml.safe_load(dumped(header))
    inner = copy
    for part in place[:-1]:
        inner = inner[part]
    inner[place[-1]] = new
    return dict(copy)


def told(catalogue: Catalogue, path: str, header: Data) -> tuple[Source, list[Diagnostic]] | None:
    """The file and what is said of its figures; None when its header is refused."""
    written, body = dumped(header), example(path)[1]
    source = Source(path, f"---\n{written}---\n{body}" if path.endswith(".md") else written)
    model, slug, found = MODELS[path], Path(path).stem, list[Diagnostic]()
    if not path.endswith(".md"):
        data = read_yaml_file(source, found)
        made = validate(data, model, found) if data else None
        if data is None or made is None:
            return None
        return source, list(figures_of_a_file_are_counted_here.run(YamlFile(source, data, model), {}))
    if model is NoteMeta:
        note = read(NOTES, slug, source, found)
        return (source, list(figures_of_a_note_are_quoted.run(note, {}))) if note is not None else None
    kind = next(kind for kind in PAGED if kind.model is model)
    lists = council_lists(catalogue.project, catalogue.vocabulary, catalogue.organisation.territoires)
    document = read(kind, slug, source, found, lists)
    if document is None:
        return None
    return source, list(figures_of_a_page_lead_to_excerpts.run(document, {"catalogue": catalogue}))


def said(result: tuple[Source, list[Diagnostic]]) -> list[str]:
    return [f"{diagnostic.place} {diagnostic.rule.code}" for diagnostic in result[1]]


def put(catalogue: Catalogue, case: Case, header: Data) -> tuple[Source, list[Diagnostic]] | None:
    """The file with a figure where ``case`` says, and what is said of it; None when its form refuses all of them."""
    place = next(places(header, case.keys), None)
    assert place is not None, "the example must hold every key of its model: fill MORE"
    number: Any = header
    for part in place:
        number = number[part]
    tries = [4321, 432] if isinstance(number, int) or (isinstance(number, str) and number.isdecimal()) else []
    results = (told(catalogue, case.path, changed(header, place, new)) for new in (*WRITTEN, *tries))
    return next((result for result in results if result is not None), None)


@pytest.mark.parametrize("path", MODELS)
def test_an_example_with_every_key_says_no_figure_of_its_own(catalogue, path):
    result = told(catalogue, path, yaml.safe_load(example(path)[0]))
    assert result is not None
    assert said(result) == []


@pytest.mark.lengthy
@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_figure_is_diagnosed_at_its_place_or_exempted_by_the_mark(catalogue, case):
    header = yaml.safe_load(example(case.path)[0])
    result = put(catalogue, case, header)
    if result is None:
        assert case.mark in (FORM, NAMES_AN_EXCERPT)
        return
    source, _ = result
    here = str(source.place(source.text.index("432")))
    match case.mark:
        case Claims():
            rule = "T006" if MODELS[case.path] is NoteMeta else "T002" if case.mark.excerpts else "T003"
            assert said(result) == [f"{here} {rule}"]
        case Counted(by=who) if who == HOST:
            assert MODELS[case.path] is ActivityMeta
            assert said(result) == [f"{here} T005"]
            without = put(catalogue, case, {**header, "source": None})
            assert without is not None
            assert said(without) == []
        case Counted(by=who) if who:
            assert said(result) == []
        case Counted(source=keys):
            assert said(result) == []
            at = next(places(header, case.keys))
            for key in keys:
                header = changed(header, (*at[:-1], key.split(".")[0]), None)
            without = put(catalogue, case, header)
            assert without is not None
            there = without[0].place(without[0].text.index("432"))
            assert f"{there} T008" in said(without)  # others beside it may have rested on the same source
        case NoClaim(reason):
            assert reason
            assert said(result) == []
        case _:
            pytest.fail("no mark")


def test_every_kind_of_file_that_a_page_is_made_from_is_tried():
    without_page = {Redirections}
    assert {kind.model for kind in DESCRIBED} - without_page <= set(MODELS.values())
    assert all(mark == FORM for model in without_page for _, mark in open_fields(model))


def test_what_the_watch_keeps_is_on_no_page():
    assert {mark.reason for _, mark in open_fields(FeedList) if isinstance(mark, NoClaim)} <= {HIDDEN.reason, FORM.reason}
