"""Each broken export or correspondence is told in French at its line and cell, all at once; nothing is written, and nobody's words are said."""

import re
from pathlib import Path

import pytest

from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.content.loading import read as read_file
from pipeline.content.surveys.evaluation import EVALUATIONS, Evaluation, EvaluationFile, NamedGroup
from pipeline.content.surveys.questionnaire import QUESTIONNAIRES, Breakdown, Option, groups
from pipeline.intake.surveys import answers, columns, export, survey_import
from pipeline.intake.surveys.survey_import import Survey, SurveyRequest, import_survey
from pipeline.project import Project
from pipeline.site.downloads.questionnaire_files import limesurvey_structure, text_to_paste
from pipeline.text.diagnostics import Diagnostic, Rule
from pipeline.text.files import Source, read_source
from pipeline.text.yaml_in import read_yaml_file
from tests.intake.surveys.conftest import WORDS
from tests.intake.surveys.faults import CSV, FAULTS, FIVE, HEADER, QUESTIONNAIRE, RESULTS, ROW, YML, Fault, asked, header, row
from tests.rules.examples import ENGLISH, QUOTED
from tests.support import TODAY, make_site


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory) -> Catalogue:
    read = load_catalogue(make_site(tmp_path_factory.mktemp("site")), [])
    assert read is not None
    return read


def run(catalogue: Catalogue, folder: Path, fault: Fault) -> tuple[list[Diagnostic], Survey | None]:
    """Import a survey; return what is told, in order, and the results."""
    export, mapping = folder / CSV, folder / YML
    export.write_bytes(fault.export if isinstance(fault.export, bytes) else fault.export.encode())
    mapping.write_text(fault.questionnaire, encoding="utf-8")
    found: list[Diagnostic] = []
    source = read_source(Project(folder), mapping, found)
    questionnaire = read_file(QUESTIONNAIRES, "sondage", source, found) if source else None
    if fault.former:
        there = Source(RESULTS, fault.former)
        header = read_yaml_file(there, found)
        assert header is not None
        results = EvaluationFile("2026", there, header, Evaluation.model_validate(header.data))
        catalogue = catalogue.having(EVALUATIONS, {"2026": results})
    survey = (
        import_survey(catalogue, SurveyRequest(export, questionnaire, TODAY, 2026, invitations=fault.invitations), found)
        if questionnaire
        else None
    )
    return sorted(found, key=Diagnostic.sort_key), survey


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.name for fault in FAULTS])
def test_a_fault_is_told_at_its_place_and_nothing_is_written(catalogue, tmp_path, fault):
    found, survey = run(catalogue, tmp_path, fault)
    assert [f"{one.place} {one.rule.code} {one.message}" for one in found] == fault.told
    assert survey is None
    assert not (catalogue.project.content / "evaluation").exists()
    for one in found:
        said = f"{one.message} {one.help} {one.text}"
        assert "Zo" not in said
        assert one.message.endswith(".")
        assert one.help
        assert ENGLISH.findall(QUOTED.sub("", said)) == []


def test_every_rule_of_exports_has_a_fault():
    readers = (answers, columns, export, survey_import)
    rules = {value.code for reader in readers for value in vars(reader).values() if isinstance(value, Rule)}
    assert rules <= {told.split()[1] for fault in FAULTS for told in fault.told}


def test_a_near_miss_is_suggested(catalogue, tmp_path):
    found, _ = run(catalogue, tmp_path, Fault("", [], questionnaire=asked("texte: La visée est claire.", "texte: La visé est clair")))
    assert found[0].help == "Vouliez-vous dire « La visée est claire. »? Écrivez-le sous « colonne »."


@pytest.mark.parametrize(
    ("export", "levels"),
    [
        (FIVE, [0, 0, 0, 5, 0]),
        (FIVE.replace(",4,", ',"4,0",'), [0, 0, 0, 5, 0]),
        (FIVE.replace(",4,", ",4 - Plutôt d’accord,"), [0, 0, 0, 5, 0]),
        (FIVE.replace(",4,", ",A4,"), [0, 0, 0, 5, 0]),
        (FIVE.replace(",4,", ",PLUTÔT  D'ACCORD ,"), [0, 0, 0, 5, 0]),
        (row(1, ",4,", ",Ne s’applique pas,") + f"{ROW}\n", [0, 0, 0, 5, 0]),
        (row(1, ",4,", ",,") + f"{ROW}\n", [0, 0, 0, 5, 0]),
        ("Titre du formulaire,,,,\n" + FIVE, [0, 0, 0, 5, 0]),
        (FIVE.replace(",", ";"), [0, 0, 0, 5, 0]),
        (FIVE.replace(",", "\t"), [0, 0, 0, 5, 0]),
        (FIVE.replace("\n", "\r\n"), [0, 0, 0, 5, 0]),
        (b"\xef\xbb\xbf" + FIVE.encode(), [0, 0, 0, 5, 0]),
        (FIVE.encode("utf-16"), [0, 0, 0, 5, 0]),
        (FIVE.replace("’", "'").encode("cp1252"), [0, 0, 0, 5, 0]),
        (header("La visée est claire.", " la VISEE  est claire").replace("Quel comité?", "GRP"), [0, 0, 0, 5, 0]),
        (header("La visée est claire.", "BLOC[SQ002]"), [0, 0, 0, 5, 0]),
        (header("La visée est claire.", "BLOC.SQ002."), [0, 0, 0, 5, 0]),
        (header("Quel comité?", "GRP:"), [0, 0, 0, 5, 0]),
        (header("Quel comité?", "GRP").replace("Nom", '"GRP, précisez"'), [0, 0, 0, 5, 0]),
        (header("La visée est claire.", '"BLOC[SQ002]. Diriez-vous que [La visée est claire.]"'), [0, 0, 0, 5, 0]),
        (header("La visée est claire.", "Diriez-vous que [La visée est claire.]"), [0, 0, 0, 5, 0]),
        (FIVE.replace("Zoé Exemplaire", '"Exemplaire,\n«\u00a0Zoé\u00a0» ""; =1+1"'), [0, 0, 0, 5, 0]),
        (FIVE + "\r\n\n", [0, 0, 0, 5, 0]),
        (FIVE.replace(HEADER, f"{HEADER},,").replace("Comité A", "Comité A,,"), [0, 0, 0, 5, 0]),
    ],
)
def test_whatever_its_form_an_answer_is_the_same(tmp_path, export, levels):
    """All five agree: nothing of them may be published, so the counts are looked at before the rule."""
    from pipeline.intake.surveys.answers import count_answers
    from pipeline.intake.surveys.columns import comparable, find_columns, known_names
    from pipeline.intake.surveys.export import read_export

    found: list[Diagnostic] = []
    (tmp_path / YML).write_text(QUESTIONNAIRE, encoding="utf-8")
    source = read_source(Project(tmp_path), tmp_path / YML, found)
    assert source is not None
    questionnaire = read_file(QUESTIONNAIRES, "sondage", source, found)
    assert questionnaire is not None
    known = known_names(questionnaire, {})
    read = read_export(CSV, export if isinstance(export, bytes) else export.encode(), lambda text: comparable(text) in known, found)
    assert read is not None
    columns = find_columns(read, questionnaire, {}, found)
    assert columns is not None
    breakdown = questionnaire.meta.repartition
    assert breakdown is not None
    answers = count_answers(read, columns, questionnaire, {}, breakdown.options, found)
    assert found == []
    counted = answers.levels["claire"]["comite-a"]
    assert [counted[level] for level in range(1, 6)] == levels


def test_a_committee_may_have_a_name_longer_than_a_statement():
    (group,) = groups(Breakdown(code="GRP", titre="Comité", question="Quel comité?", liste="comites"), {"long": "Comité " * 22}, WORDS)
    assert NamedGroup(cle=group.cle, nom=group.nom).nom == ("Comité " * 22).strip()


def test_a_choice_is_read_wherever_it_stands_in_its_cell_whatever_sign_ends_it():
    from pipeline.intake.surveys.answers import _Menu

    menu = _Menu(
        [Option(cle="lire", nom="Que lire?"), Option(cle="lire-ecrire", nom="Que lire, et écrire?"), Option(cle="jouer", nom="Jouer")]
    )
    assert menu.read("Que lire?, Jouer") == ({"lire", "jouer"}, False)
    assert menu.read("Que lire, et écrire?;Que lire?;") == ({"lire-ecrire", "lire"}, False)
    assert menu.read("Jouer, autre chose") == ({"jouer"}, True)


def test_the_skeleton_has_no_personal_column_and_no_answer():
    from pipeline.intake.surveys.export import read_export
    from pipeline.intake.surveys.questionnaire_skeleton import skeleton

    read = read_export(CSV, FIVE.encode(), lambda _: False, [])
    assert read is not None
    text = skeleton(read)
    assert re.findall(r"colonne: \"(.*)\"", text) == ["Les rencontres sont utiles.", "La visée est claire.", "Quel comité?"]
    assert re.search("Zoé|Nom|Comité A|2026", text.replace("ni nom", "")) is None


def test_of_a_question_with_one_answer_each_the_name_the_key_or_the_rank_is_read():
    from pipeline.intake.surveys.answers import _Single

    one = _Single([Option(cle="lire", nom="Que lire?"), Option(cle="jouer", nom="Jouer")])
    assert [one.read(said) for said in ("Que lire?", "jouer", "A2", "", "Jouer, Que lire?")] == [
        ({"lire"}, False), ({"jouer"}, False), ({"jouer"}, False), (set(), False), (set(), True),
    ]  # fmt: skip


ONE_EACH = """\
titre: Sondage exemple
resume: Un sondage exemple, pour les tests seulement.
introduction: Un exemple.
sujet: annee
choix:
  - {cle: seul, code: SEUL, titre: Un seul choix, question: Lequel?, une_seule: oui, options: [{cle: s1, nom: Un}, {cle: s2, nom: Deux}]}
"""


def test_two_answers_to_a_question_that_asks_one_are_told_at_their_line(catalogue, tmp_path):
    export = "id,lastpage,SEUL[SQ001],SEUL[SQ002]\n" + "1,4,Y,\n" * 5 + "6,4,Y,Y\n"
    found, survey = run(catalogue, tmp_path, Fault("", [], export, ONE_EACH))
    assert survey is None
    assert [f"{one.place} {one.rule.code} {one.message}" for one in found] == [
        f"{CSV}:7:3 H006 Cellule C7\u00a0: deux choix sont faits à une question qui n’en demande qu’un."
    ]


def test_a_question_with_one_answer_each_is_asked_as_such_in_each_tool(catalogue, tmp_path):
    (tmp_path / YML).write_text(ONE_EACH, encoding="utf-8")
    source = read_source(Project(tmp_path), tmp_path / YML, [])
    assert source is not None
    questionnaire = read_file(QUESTIONNAIRES, "sondage", source, [])
    assert questionnaire is not None
    options = {"seul": questionnaire.meta.choix[0].options}
    lines = [line.split("\t")[:3] for line in limesurvey_structure(questionnaire, options, ()).decode().splitlines()]
    assert ["Q", "L", "SEUL"] in lines
    assert [line for line in lines if line[0] == "A"] == [["A", "0", "A1"], ["A", "0", "A2"]]
    assert "1. Lequel?\n   (Une seule réponse.)\n   - Un\n   - Deux\n" in text_to_paste(questionnaire, options, ()).decode()
