"""A new file from answers: its name, its text, and every reason why it cannot be written."""

from dataclasses import replace
from datetime import date
from typing import Annotated

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import create_model

from pipeline.authoring.begin import begin, begin_note, citation_of, fields_for, must_be_given, proposed_name, why_not_name
from pipeline.authoring.blank import new_header
from pipeline.authoring.suggestions import suggested_excerpts
from pipeline.content.activities.activity import ACTIVITIES
from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.content.council import fields_of
from pipeline.content.kinds import KINDS
from pipeline.content.sheets.sheet import FICHES
from pipeline.content.sources.notes import NOTES
from pipeline.fields.facts import FieldKind
from pipeline.fields.marks import says
from pipeline.fields.types import Text
from pipeline.project import Project
from pipeline.rules.run import check
from pipeline.text.files import Source, Span, invisible
from pipeline.text.yaml_in import read_yaml
from pipeline.text.yaml_out import yaml_value
from tests.support import LONG, TODAY, make_site

ANSWERS = {
    "titre": ["L’étude d’été"],
    "themes": ["lecture"],
    "publics": ["scolaire"],
    "ages": ["primaire"],
    "determinants": ["eleve"],
    "buts": ["reussite"],
}
UNREAD = "\n@misc{neuve2022,\n  author = {Neuve},\n  title = {{Exemple neuf}},\n  year = {2022},\n  langid = {english}\n}\n"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    root = tmp_path_factory.mktemp("petit")
    moved = "redirections:\n  - {de: fiches/ancienne/, vers: fiches/exemple/, le: 2026-11-24}\n"
    gone = "fiches/disparue/\n"
    make_site(root, {"content/redirections.yml": moved, "content/adresses.txt": gone, "research_notes/bibliographie/b.bib": UNREAD})
    read = load_catalogue(Project(root), [])
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("L’étude d’été", "etude-ete"),
        ("Le cœur à l’ouvrage", "coeur-ouvrage"),
        ("Les interventions de lecture d’été profitent davantage aux enfants", "interventions-lecture-ete-profitent-davantage"),
        ("À la une", "a-la-une"),
    ],
)
def test_a_name_is_made_of_the_words_of_the_title_that_count_accents_folded(title, name):
    assert proposed_name(title) == name


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("exemple", "Le fichier content/fiches/exemple.md existe déjà."),
        ("ancienne", "« fiches/ancienne/ » mène déjà ailleurs (content/redirections.yml)\u00a0: choisissez un autre nom."),
        ("disparue", "« fiches/disparue/ » a déjà été publiée (content/adresses.txt)\u00a0: choisissez un autre nom."),
        (
            "../Évasion",
            "Un nom est fait de minuscules sans accent, de chiffres et de traits d’union (80 caractères au plus)\u00a0: evasion.",
        ),
        ("libre", None),
    ],
)
def test_a_name_that_is_taken_or_is_no_address_is_refused(catalogue, name, why):
    assert why_not_name(catalogue, FICHES, name) == why


def test_a_new_sheet_has_its_answers_and_the_excerpts_to_cite(catalogue):
    made, problems = begin(catalogue, FICHES, ANSWERS, TODAY, sources=["exemple2020#lien"])
    assert (problems, made.path) == ([], "content/fiches/etude-ete.md")
    assert "themes: [lecture]\npublics: [scolaire]\n" in made.text
    assert "prochaine_revision: 2028-11-24\n" in made.text
    assert "1. à écrire [@exemple2020, résumé, #lien]\n2. à écrire\n" in made.text


def test_a_sheet_begun_on_29_february_is_reviewed_on_28_february_two_years_later(catalogue):
    made, _ = begin(catalogue, FICHES, ANSWERS, date(2028, 2, 29))
    assert "revisee_le: 2028-02-29\nprochaine_revision: 2030-02-28\n" in made.text


def test_a_value_may_be_given_by_its_french_name(catalogue):
    made, _ = begin(catalogue, FICHES, ANSWERS | {"publics": ["Milieu communautaire"]}, TODAY)
    assert "publics: [communautaire]\n" in made.text


def test_every_problem_is_told_at_once(catalogue):
    answers = {"titre": ["Non"], "themes": ["lectures"], "ages": ["primaire"], "determinants": ["eleve"]}
    made, problems = begin(catalogue, FICHES, answers, TODAY, name="exemple", sources=["exemple2021#lien", "exemple2020#liens"])
    assert made is None
    assert [problem.split(".")[0].split(" (")[0] for problem in problems] == [
        "Il manque «\u00a0Publics\u00a0»",
        "Il manque «\u00a0Buts\u00a0»",
        "La bibliographie n’a pas d’entrée « exemple2021 »",
        "« exemple2020 » n’a pas d’extrait « #liens »",
        "La valeur de « titre » ne convient pas\u00a0: elle est vide ou trop courte",
        "« lectures » n’est pas une valeur de « themes »",
        "Le fichier content/fiches/exemple",
    ]


def test_a_source_with_several_excerpts_asks_which(catalogue):
    said = "« exemple2020 » a plusieurs extraits\u00a0: dites lequel. Extraits\u00a0: exemple2020#taille, exemple2020#lien."
    assert citation_of(catalogue, "exemple2020") == ("", said)


def test_a_source_whose_note_is_not_written_cannot_be_cited(catalogue):
    assert citation_of(catalogue, "neuve2022#a") == (
        "", "La note de lecture de « neuve2022 » n’est pas encore écrite (research_notes/notes/neuve2022.md).",
    )  # fmt: skip


def test_hostile_answers_stay_values_of_their_key(catalogue):
    made, _ = begin(catalogue, FICHES, ANSWERS | {"titre": ['Titre": x\nstatut: publiee\n---\n# Ah']}, TODAY, name="hostile")
    assert made.text.count("\nstatut: ") == 1
    assert 'titre: "Titre\\": x\\nstatut: publiee\\n---\\n# Ah"\n' in made.text


def test_an_answer_with_an_invisible_character_is_refused(catalogue):
    _, problems = begin(catalogue, FICHES, ANSWERS | {"titre": ["Un titre\u202eexemple"]}, TODAY)
    assert problems == ["Une réponse contient un caractère invisible ou de contrôle (U+202E)\u00a0: retapez-la."]


def test_a_new_activity_is_named_after_its_day(catalogue):
    answers = {"titre": ["Webinaire exemple"], "forme": ["Webinaire"], "date": ["2027-02-09"], "debut": ["12:00"], "themes": ["lecture"]}
    made, problems = begin(catalogue, ACTIVITIES, answers, TODAY)
    assert (problems, made.path) == ([], "content/activites/2027-02-09-webinaire-exemple.md")
    assert 'date: 2027-02-09\ndebut: "12:00"\n' in made.text


def test_a_new_note_is_named_after_its_source(catalogue):
    made, problems = begin_note(catalogue, catalogue.references["neuve2022"], {"devis": ["enquête"]}, TODAY)
    assert (problems, made.path) == ([], "research_notes/notes/neuve2022.md")
    assert "devis: enquete\n" in made.text
    assert "## résumé {#extrait-1 lang=en lu=resume}" in made.text


def test_nothing_is_wrong_with_a_new_sheet_but_what_is_to_be_written(tmp_path):
    make_site(tmp_path, {})
    project = Project(tmp_path)
    made, _ = begin(load_catalogue(project, []), FICHES, ANSWERS, TODAY, sources=["exemple2020#lien", "sample2021#effet"])
    assert made is not None
    (tmp_path / made.path).write_text(made.text)
    told = [d for d in check(project, TODAY).diagnostics if d.place.path == made.path]
    assert {d.rule.code for d in told if d.severity != "info"} == {"V010"}
    assert len(told) > 5


DATED = {FieldKind.DATE: "2026-11-24", FieldKind.LIST: "https://www.exemple.org/page", FieldKind.TEXT: "https://www.exemple.org/page"}
BEGUN = [kind for kind in KINDS if kind.asked and kind is not NOTES]


@pytest.mark.parametrize("kind", BEGUN, ids=lambda kind: kind.name)
def test_a_new_file_has_no_fault_of_its_own_but_what_is_to_be_written(tmp_path, kind):
    project = make_site(tmp_path / "petit")
    catalogue = load_catalogue(project, [])
    assert catalogue is not None
    asked = [fact for fact in fields_for(catalogue, kind) if must_be_given(kind, fact)]
    answers = {fact.name: [fact.choices[0].slug if fact.choices else DATED[fact.kind]] for fact in asked}
    named = {name: ["Un exemple tout neuf"] for name in ("titre", "nom") if name in answers}
    made, problems = begin(catalogue, kind, {**answers, **named}, TODAY)
    assert (made is not None, problems) == (True, [])
    assert made is not None
    (project.root / made.path).parent.mkdir(parents=True, exist_ok=True)
    (project.root / made.path).write_text(made.text)
    own = [d for d in check(project, TODAY).diagnostics if d.place.path == made.path]
    assert [d for d in own if d.rule.code not in ("V010", "V011")] == []


def test_a_field_added_to_a_model_is_in_the_template(catalogue):
    duree = Annotated[Text, says("Durée", "Le temps qu’il faut.", "une heure")]
    larger = replace(FICHES, model=create_model("Larger", __base__=FICHES.model, duree=(duree, ...)))
    assert "\nduree: à écrire\n---\n" in new_header(larger, fields_of(larger.model, catalogue.vocabulary), {}, TODAY)


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        (None, "null"), (True, "oui"), (["a", "b"], "[a, b]"), ("Un titre simple", "Un titre simple"), ("2026-11-24", "2026-11-24"),
        ("oui", '"oui"'), ("Deux choses: lire", '"Deux choses: lire"'), ("12:00", '"12:00"'), ("- tiret", '"- tiret"'), (40, "40"),
    ],
)  # fmt: skip
def test_a_value_is_quoted_where_yaml_would_take_it_for_something_else(value, typed):
    assert yaml_value(value) == typed


@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: not invisible(text) and "\r" not in text))
@settings(max_examples=2000 if LONG else 100, deadline=None, database=None)
def test_any_text_is_read_back_as_it_was_given(value):
    line = f"titre: {yaml_value(value)}\n"
    found = []
    data = read_yaml(Source("exemple.yml", line), Span(0, len(line)), found)
    assert (found, data and data.data) == ([], {"titre": value})


def test_the_excerpts_that_share_rare_words_come_first(catalogue):
    first, *_ = suggested_excerpts(catalogue, "Les élèves aidés lisent davantage")
    assert (first.excerpt.key, first.excerpt.id) == ("exemple2020", "lien")


def test_nothing_is_suggested_for_words_that_no_note_has(catalogue):
    assert suggested_excerpts(catalogue, "xylophone") == []
