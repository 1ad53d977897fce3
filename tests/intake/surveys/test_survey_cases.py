"""Exports as tools really give them: rows that say nothing, tools that are not known, open questions, headers that look alike."""

from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
import yaml

from pipeline.cli.surveys import write_skeleton
from pipeline.intake.surveys.answers import count_answers
from pipeline.intake.surveys.columns import comparable, find_columns, known_names
from pipeline.intake.surveys.export import read_export
from pipeline.intake.surveys.questionnaire_skeleton import skeleton
from tests.intake.surveys.conftest import Form

LIMESURVEY = ("ID de la réponse", "Date de soumission", "Dernière page", "Langue de départ")


def counted(form: Form, rows: list[tuple[str, ...]]):
    """Return what is counted of an export of LimeSurvey with these answers to the first two statements; None for a row never sent."""
    statements = [one.texte for block in form.questionnaire.meta.blocs for one in block.enonces]
    question = {one.texte: block.question for block in form.questionnaire.meta.blocs for one in block.enonces}
    header = ";".join(f'"{cell}"' for cell in (*LIMESURVEY, *(f"{question[text]} [{text}]" for text in statements), *_others(form)))
    width = len(statements) + len(_others(form))
    lines = [
        ";".join(f'"{cell}"' for cell in (str(number), sent, "2", "fr", *(answers + ("",) * width)[:width]))
        for number, (sent, *answers_) in enumerate(rows, 1)
        for answers in [tuple(answers_)]
    ]
    known = known_names(form.questionnaire, form.options)
    found: list = []
    export = read_export("reponses.csv", "\n".join([header, *lines]).encode(), lambda cell: comparable(cell) in known, found)
    assert export is not None, found
    columns = find_columns(export, form.questionnaire, form.options, found)
    assert columns is not None, found
    return count_answers(export, columns, form.questionnaire, form.options, form.groups, found)


def _others(form: Form) -> tuple[str, ...]:
    data = form.questionnaire.meta
    return (*(choice.question for choice in data.choix), *([data.repartition.question] if data.repartition is not None else []))


@pytest.mark.parametrize("empty", [("",), ("", "", ""), ("2026-11-10 10:02:00", "", " "), ("", "-", "--")])
def test_s1_a_row_that_says_nothing_is_no_response(yearly, empty):
    answers = counted(yearly, [("2026-11-10 10:02:00", "5", "4"), empty, ("", "3", "")])
    assert (answers.total, answers.blank) == (2, 1)


def test_s1_six_answers_and_three_empty_rows_are_six_responses(yearly):
    answers = counted(yearly, [("2026-11-10", "5")] * 6 + [("",)] * 3)
    assert (answers.total, answers.blank) == (6, 3)


def modelled(tmp_path: Path, text: str) -> str:
    (tmp_path / "export.csv").write_text(text, encoding="utf-8")
    said = StringIO()
    with redirect_stdout(said):
        write_skeleton(tmp_path / "export.csv")
    return said.getvalue().replace("\u00a0", " ")


@pytest.mark.parametrize(
    "text", ["id;role;listes;commentaire\n1;a;['112'];oui\n", "role,listes\na,b\n", "Question 1\tQuestion 2\nUn\tDeux\n"]
)
def test_s2_an_export_of_an_unknown_tool_has_a_way_out_that_is_not_modele(tmp_path, text):
    said = modelled(tmp_path, text)
    assert "écrivez la correspondance à la main" in said
    assert "--correspondance" in said
    assert "« --modele » écrit" not in said
    assert "role" not in said


def keys_of(header: str) -> tuple[list[str], list[str], str]:
    """Return the keys and the short names of the statements that a header gives, and the comments."""
    export = read_export(
        "reponses.csv", (";".join(f'"{cell}"' for cell in (*LIMESURVEY, *header.split(";"))) + "\n").encode(), lambda _: False, []
    )
    assert export is not None
    text = skeleton(export)
    statements = yaml.safe_load(text)["blocs"][0]["enonces"] or []
    comments = "\n".join(line for line in text.splitlines() if line.startswith("#")).replace("\u00a0", " ")
    return [one["cle"] for one in statements], [one["court"] for one in statements], comments


def test_s3_parts_of_one_question_have_names_of_their_own():
    keys, shorts, _ = keys_of("Qu’avez-vous utilisé ? [Fiches];Qu’avez-vous utilisé ? [Outils, gabarits];Qu’avez-vous utilisé ? [Balados]")
    assert keys == ["fiches", "outils-gabarits", "balados"]
    assert shorts == ["Fiches", "Outils, gabarits", "Balados"]


def test_s3_headers_that_begin_alike_have_short_names_that_differ():
    _, shorts, _ = keys_of(
        "Les rencontres de la région sont utiles;Les rencontres de la région sont trop longues;Les rencontres de la région sont rares"
    )
    assert len(set(shorts)) == 3
    assert all(len(short) <= 24 for short in shorts)


@pytest.mark.parametrize(
    "asked",
    ["Commentaire", "Qu’avez-vous utilisé ? [Autre]", "Autre", "Avez-vous des suggestions?", "Précisez", "Pourquoi?", "Any other comments?", "What did you use? [Other]", "Expliquez votre réponse"],
)  # fmt: skip
def test_s3_an_open_question_is_left_out_and_told(asked):
    keys, _, comments = keys_of(f"Les rencontres sont utiles;{asked}")
    assert keys == ["les-rencontres-sont-utiles"]
    assert "# Colonnes laissées de côté (questions ouvertes, et « Autre ») : F." in comments


def test_s3_a_header_cut_at_its_bracket_is_left_out_and_told():
    keys, _, comments = keys_of(
        "Les rencontres sont utiles;Qu’avez-vous utilisé ? [Fiches et outils de la;Qu’avez-vous utilisé ? [Fiches et outils du"
    )
    assert keys == ["les-rencontres-sont-utiles"]
    assert "en-têtes coupés à leur crochet : exportez de nouveau avec les textes complets) : F, G." in comments
