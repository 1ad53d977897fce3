"""The whole way, from a tool's export to the aggregated file: the same for the three tools, and nothing of anyone in it."""

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from random import Random

import pytest
import yaml

from pipeline.cli._french import WrongUseError
from pipeline.cli.surveys import read_survey
from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.content.council import Organisation, Vocabulary
from pipeline.content.surveys.evaluation import Evaluation
from pipeline.content.surveys.questionnaire import asked
from pipeline.intake.surveys.disclosure import spread
from pipeline.intake.surveys.need_drafts import draft_needs
from pipeline.project import Project
from pipeline.rules.run import check
from pipeline.site.downloads.survey_charts import chart, charted
from pipeline.site.pages.page_types import SitePage, page_types
from pipeline.site.pages.renderer import PageRenderer
from pipeline.site.pages.surveys import results, results_of
from pipeline.text.diagnostics import Diagnostic
from tests.intake.surveys.conftest import FOLDER, Form
from tests.intake.surveys.exports import TOOLS, Person, google_forms, some_people
from tests.rules.examples import ACTIVITE
from tests.support import COMITE, LONG, ORGANISME, REPOSITORY, TODAY, VOCABULAIRE, make_site

FILES = 1000 if LONG else 100
NB = "\u00a0"
THEMES = VOCABULAIRE.replace(
    "- {slug: tutorat, nom: Tutorat}", '- {slug: tutorat, nom: Tutorat}\n  - {slug: ecriture, nom: "Lecture, et écriture"}'
)
RENDERER = PageRenderer(
    Project(REPOSITORY), Organisation.model_validate(yaml.safe_load(ORGANISME)), Vocabulary.model_validate(yaml.safe_load(THEMES))
)
QUESTIONNAIRE = (FOLDER / "annuel.yml").read_text(encoding="utf-8")
COMMITTEES = {
    f"content/comites/comite-{letter.lower()}.md": COMITE.replace("nom: Comité exemple", f"nom: Comité {letter}").replace(
        "sigle: CEX\n", ""
    )
    for letter in "ABCD"
}


@pytest.fixture
def catalogue(tmp_path) -> Catalogue:
    """A small site that has the yearly questionnaire and four committees."""
    project = make_site(
        tmp_path / "site",
        {
            **COMMITTEES,
            "content/vocabulaire.yml": THEMES,
            "content/questionnaires/annuel.yml": QUESTIONNAIRE,
        },
    )
    found: list[Diagnostic] = []
    read = load_catalogue(project, found)
    assert found == []
    assert read is not None
    return read


@pytest.fixture
def here(catalogue) -> Form:
    """The questionnaire of that site, with its lists."""
    questionnaire = catalogue.questionnaires["annuel"]
    return Form(questionnaire, *asked(questionnaire.meta, catalogue.committee_names, catalogue.vocabulary))


def people_of(form: Form, seed: int, **sizes: int) -> list[Person]:
    named: dict[str | None, int] = {f"comite-{letter}": size for letter, size in sizes.items()}
    random = Random(seed)  # noqa: S311 (a choice of examples)
    return some_people(random, form.questionnaire, form.options, {**named, None: 2})


def run(catalogue: Catalogue, raw: bytes, name: str = "reponses-de-zoe.csv") -> tuple[int, str]:
    """Run the command on an export; return its code and what it printed."""
    path = catalogue.project.root.parent / name
    path.write_bytes(raw)
    with redirect_stdout(StringIO()) as out:
        code = read_survey(catalogue, path, None, None, 2026, 60, TODAY)
    return code, out.getvalue()


def shown(path: Path, *, pictures: bool) -> str:
    """Return the page of results, as the docs tree has it, and its pictures (the long run looks at all of them)."""
    data = Evaluation.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    (type_,) = [one for one in page_types() if one.context is results]
    context = results_of(data, "evaluation/2026/", {"activite": None, "questionnaire": None, "besoins": ()})
    return RENDERER.page(SitePage("evaluation/2026/", type_, context)).text() + "".join(
        chart(block).decode() for block in data.blocs if pictures and charted(block)
    )


def written(catalogue: Catalogue) -> str:
    return (catalogue.project.content / "evaluation" / "2026.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "activity", "told"),
    [
        ("annuel", "2026-10-01-exemple", f"Cette correspondance dit «{NB}sujet: annee{NB}»{NB}: retirez --activite, ou écrivez «{NB}sujet: activite{NB}»."),
        ("apres-activite", None, f"Cette correspondance dit «{NB}sujet: activite{NB}»{NB}: donnez --activite, ou écrivez «{NB}sujet: annee{NB}»."),
    ],
)  # fmt: skip
def test_the_questionnaire_of_a_year_is_not_that_of_an_activity(catalogue, name, activity, told):
    """Else the results of an activity would be those of no activity, or those of a year, of an activity that is not there."""
    (catalogue.project.content / "activites").mkdir(exist_ok=True)
    (catalogue.project.content / "activites" / "2026-10-01-exemple.md").write_text(ACTIVITE, encoding="utf-8")
    here = load_catalogue(catalogue.project, [])
    assert here is not None
    with pytest.raises(WrongUseError) as refused:
        read_survey(here, Path("reponses.csv"), FOLDER / f"{name}.yml", activity, None, None, TODAY)
    assert refused.value.message == told


def test_the_three_tools_give_the_same_results(catalogue, here):
    people = people_of(here, 3, a=14, b=12, c=3, d=6)
    texts = {}
    for tool, export in TOOLS.items():
        code, out = run(catalogue, export(here.questionnaire, here.options, here.groups, people))
        assert (code, out.split(",")[0]) == (0, f"Lu{NB}: {tool}")
        texts[tool] = written(catalogue)
    assert len(set(texts.values())) == 1
    read = yaml.safe_load(texts["LimeSurvey"])
    assert read["reponses"] == 37
    assert read["repartition"] == {
        "titre": "Comité",
        "montres": [{"cle": "comite-a", "nom": "Comité A", "n": 14}, {"cle": "comite-b", "nom": "Comité B", "n": 12}],
        "regroupes": {"n": 11, "groupes": [{"cle": "comite-c", "nom": "Comité C"}, {"cle": "comite-d", "nom": "Comité D"}, {"cle": "autre-comite", "nom": "Un autre comité, ou aucun"}, {"cle": "non-precise", "nom": "Groupe non précisé"}]},
    }  # fmt: skip


def test_the_counts_are_those_of_the_people(catalogue, here):
    people = people_of(here, 4, a=20, b=20)
    run(catalogue, google_forms(here.questionnaire, here.options, here.groups, people))
    read = yaml.safe_load(written(catalogue))
    for block in read["blocs"]:
        for one in block["enonces"]:
            levels = [person.levels.get(one["cle"]) for person in people]
            assert one["n"] == sum(levels.count(level) for level in range(1, 6))
            assert one["favorables"] == levels.count(4) + levels.count(5)
            told = spread([levels.count(level) for level in range(1, 6)])
            assert one["niveaux"] == (list(told) if told else None)
            assert one["sans_objet"] == (levels.count(0) if levels.count(0) >= 4 else None)
    numbers = {option["cle"]: option["nombre"] for choice in read["choix"] for option in choice["options"]}
    assert numbers["lecture"] == sum("lecture" in person.chosen["themes"] for person in people)
    assert numbers["ecriture"] == sum("ecriture" in person.chosen["themes"] for person in people)


def test_what_was_found_out_is_said_in_plain_words(catalogue, here):
    code, out = run(
        catalogue, TOOLS["Microsoft Forms"](here.questionnaire, here.options, here.groups, people_of(here, 3, a=14, b=12, c=3, d=6))
    )
    assert code == 0
    assert out.splitlines()[:3] == [
        f"Lu{NB}: Microsoft Forms, windows-1252, séparateur point-virgule, en-têtes à la ligne 2.",
        f"Réponses{NB}: 37. Colonnes lues{NB}: 14.",
        f"Colonnes écartées sans être lues{NB}: techniques (A); heures exactes (B, C, H); personnelles (D, E); notes de questionnaire (F, G); hors de la correspondance (W).",
    ]
    assert (
        f"Groupes réunis, pour que personne ne soit reconnu{NB}: Comité C, Comité D, Un autre comité, ou aucun, Groupe non précisé (11 en tout)."
        in out
    )


def test_a_column_that_casts_a_doubt_is_left_out_and_told(catalogue, here):
    asked = here.questionnaire.meta.ouverte.question
    raw = google_forms(here.questionnaire, here.options, here.groups, people_of(here, 3, a=14, b=12))
    _, out = run(catalogue, raw.replace(asked.encode(), b"Nom de votre organisme"))
    assert "douteuses, peut-être personnelles (Q)" in out


@pytest.mark.lengthy
@pytest.mark.parametrize("tool", TOOLS)
def test_nothing_of_anyone_is_in_what_is_written_or_said(catalogue, here, tool):
    """For all the files of this run: the results, the terminal, the draft needs; and every file of the site."""
    leaks = []
    for seed in range(FILES // len(TOOLS) + 1):
        random = Random(seed)  # noqa: S311 (a choice of examples)
        people = people_of(here, seed, a=random.randrange(20), b=random.randrange(20), c=random.randrange(4))
        raw = TOOLS[tool](here.questionnaire, here.options, here.groups, people)
        if random.random() < 0.3:  # some files have a fault in every tenth line: what is said of it must not repeat it
            raw = raw.replace(b"Tout \xe0 fait d\x92accord", people[0].name.encode("cp1252")).replace(
                "Tout à fait d’accord".encode(), people[0].name.encode()
            )
        _, out = run(catalogue, raw)
        evaluations = catalogue.project.content / "evaluation"
        made = [*evaluations.glob("*"), *(catalogue.project.content / "besoins").glob("*")]
        texts = [
            out,
            *(path.read_text(encoding="utf-8") for path in (*made, *catalogue.project.content.glob("sondages-publies.yml"))),
            *(shown(path, pictures=FILES > 100 or seed % 8 == 0) for path in evaluations.glob("*")),
        ]
        secrets = {secret for person in people for secret in person.secrets}
        leaks += [(seed, secret) for secret in secrets for text in texts if secret in text]
        assert sorted(path.name for path in evaluations.glob("*")) in ([], ["2026.yml"])
    assert leaks == []
    holders = [
        path
        for path in catalogue.project.root.rglob("*")
        if path.is_file() and re.search(b"reponses-de-zoe|203\\.0\\.113\\.", path.read_bytes())
    ]
    assert holders == []


def test_the_themes_asked_for_become_draft_needs(catalogue, here):
    people = people_of(here, 5, a=20, b=20)
    _, out = run(catalogue, google_forms(here.questionnaire, here.options, here.groups, people))
    found: list[Diagnostic] = []
    read = load_catalogue(catalogue.project, found)
    assert found == []
    assert read is not None
    assert {slug: (need.draft, need.meta.themes, need.meta.date) for slug, need in read.needs.items()} == {
        f"{theme}-sondage-2026": (True, (theme,), TODAY) for theme in ("ecriture", "lecture", "tutorat")
    }
    assert "  - le: 2026" in (catalogue.project.content / "sondages-publies.yml").read_text(encoding="utf-8")
    asked = [sum(need.theme in person.chosen["themes"] for person in people) for need in draft_needs(read.evaluations["2026"].meta, "2026")]
    assert asked == sorted(asked, reverse=True)
    assert f"Besoins en brouillon, à préciser ou à effacer{NB}: content/besoins/" in out
    assert [
        d
        for d in check(catalogue.project, TODAY).diagnostics
        if d.place.path.startswith(("content/besoins/", "content/evaluation/")) and d.severity != "info"
    ] == []


def test_a_need_that_a_person_has_worded_is_left_alone(catalogue, here):
    raw = google_forms(here.questionnaire, here.options, here.groups, people_of(here, 5, a=20, b=20))
    run(catalogue, raw)
    path = catalogue.project.content / "besoins" / "lecture-sondage-2026.md"
    worded = path.read_text(encoding="utf-8").replace("brouillon", "ouvert")
    path.write_text(worded, encoding="utf-8")
    again = load_catalogue(catalogue.project, [])
    assert again is not None
    assert "lecture" not in run(again, raw)[1].split("Besoins en brouillon")[-1].partition("content/besoins")[2]
    assert path.read_text(encoding="utf-8") == worded


def test_results_are_not_replaced_by_those_of_one_more_person(catalogue, here):
    people = people_of(here, 6, a=20, b=20)
    run(catalogue, google_forms(here.questionnaire, here.options, here.groups, people))
    before = written(catalogue)
    again = load_catalogue(catalogue.project, [])
    assert again is not None
    code, out = run(again, google_forms(here.questionnaire, here.options, here.groups, [*people, people[0]]))
    assert code == 1
    assert "content/evaluation/2026.yml:1:1 H013 erreur" in out
    assert written(again) == before


def test_comments_that_a_person_moderated_are_kept(catalogue, here):
    raw = google_forms(here.questionnaire, here.options, here.groups, people_of(here, 7, a=20, b=20))
    run(catalogue, raw)
    path = catalogue.project.content / "evaluation" / "2026.yml"
    path.write_text(written(catalogue).replace("commentaires: []", 'commentaires: ["Un commentaire exemple, relu."]'), encoding="utf-8")
    again = load_catalogue(catalogue.project, [])
    assert again is not None
    assert run(again, raw)[0] == 0
    assert 'commentaires: ["Un commentaire exemple, relu."]' in written(again)
