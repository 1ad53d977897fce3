"""How diagnostics are told: to a person, to GitHub, to a program."""

import io
import json

import pytest

from pipeline.catalogue.diagnostics import Diagnostic, Place, Rule, Severity
from pipeline.report import print_github, print_json, print_text, summary

ERROR = Rule("Z001", Severity.ERROR, "Titre, exemple", "Pourquoi.", "faux", "vrai")
WARNING = Rule("Z002", Severity.WARNING, "Exemple", "Pourquoi.", "faux", "vrai")
INFO = Rule("Z003", Severity.INFO, "Exemple", "Pourquoi.", "faux", "vrai")
PLACE = Place("content/fiches/exemple.md", 29, 4)


def written(printer, *diagnostics, **options) -> str:
    stream = io.StringIO()
    printer(diagnostics, stream, **options)
    return stream.getvalue()


def test_a_person_reads_the_place_the_code_the_text_and_what_to_do():
    found = Diagnostic(ERROR, PLACE, "Un exemple de faute.", "faux", "Écrivez «\u00a0vrai\u00a0».")
    assert written(print_text, found) == (
        "content/fiches/exemple.md:29:4 Z001 erreur\u00a0: Un exemple de faute.\n"
        "    texte\u00a0: faux\n"
        "    à faire\u00a0: Écrivez «\u00a0vrai\u00a0».\n"
    )


def test_a_help_of_several_lines_stays_under_its_first():
    assert written(print_text, Diagnostic(ERROR, PLACE, "Un exemple.", help="---\ntitre: …\n---")) == (
        "content/fiches/exemple.md:29:4 Z001 erreur\u00a0: Un exemple.\n    à faire\u00a0: ---\n              titre: …\n              ---\n"
    )


def test_what_is_empty_takes_no_line():
    assert written(print_text, Diagnostic(WARNING, PLACE, "Un exemple.")) == (
        "content/fiches/exemple.md:29:4 Z002 avertissement\u00a0: Un exemple.\n"
    )


def test_informations_are_told_when_asked_for():
    info = Diagnostic(INFO, PLACE, "Un exemple.")
    assert written(print_text, info, infos=False) == ""
    assert written(print_text, info) == "content/fiches/exemple.md:29:4 Z003 info\u00a0: Un exemple.\n"


def test_a_hostile_file_cannot_command_the_terminal():
    hostile = Diagnostic(ERROR, Place("content/\x1b[2J\n\udcff.md"), "Un \u202eexemple.", "\x07", "\x1b]0;x")
    assert written(print_text, hostile) == (
        "content/\\x1b[2J\\n\\udcff.md:1:1 Z001 erreur\u00a0: Un \\u202eexemple.\n    texte\u00a0: \\x07\n    à faire\u00a0: \\x1b]0;x\n"
    )


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ([], "aucune faute"),
        ([ERROR], "1 erreur"),
        ([ERROR, ERROR, WARNING], "2 erreurs, 1 avertissement"),
        ([INFO, WARNING, WARNING, INFO], "2 avertissements, 2 informations"),
    ],
)
def test_the_summary_counts_in_words_the_most_serious_first(rules, said):
    assert summary([Diagnostic(rule, PLACE, "Un exemple.") for rule in rules]) == said


@pytest.mark.parametrize(("rule", "kind"), [(ERROR, "error"), (WARNING, "warning"), (INFO, "notice")])
def test_github_reads_one_command_a_line(rule, kind):
    assert written(print_github, Diagnostic(rule, PLACE, "Un exemple.", "faux", "À faire.")).startswith(
        f"::{kind} file=content/fiches/exemple.md,line=29,col=4,title={rule.code} "
    )


def test_github_commands_are_escaped_in_their_properties_and_in_their_message():
    found = Diagnostic(ERROR, Place("content/a,b:c\n%.md"), "15 % d’un\r\nexemple: oui.", help="::error::x")
    assert written(print_github, found) == (
        "::error file=content/a%2Cb%3Ac%0A%25.md,line=1,col=1,title=Z001 Titre%2C exemple::15 %25 d’un%0D%0Aexemple: oui. ::error::x\n"
    )


def test_github_is_told_the_most_serious_first_as_it_keeps_ten_of_a_kind():
    order = [Diagnostic(rule, Place("content/a.md", line), "Un exemple.") for line, rule in enumerate((INFO, WARNING, ERROR, ERROR), 1)]
    lines = written(print_github, *order).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::error", "::warning", "::notice"]
    assert "line=3," in lines[0]


def test_a_program_reads_one_json_array():
    found = Diagnostic(ERROR, PLACE, "Un «\u00a0exemple\u00a0».", 'un "texte"', "À faire.")
    assert json.loads(written(print_json, found)) == [
        {
            "fichier": "content/fiches/exemple.md",
            "ligne": 29,
            "colonne": 4,
            "code": "Z001",
            "gravite": "erreur",
            "message": "Un «\u00a0exemple\u00a0».",
            "texte": 'un "texte"',
            "aide": "À faire.",
        }
    ]


def test_json_keeps_its_accents_and_escapes_what_utf_8_cannot_hold():
    text = written(print_json, Diagnostic(ERROR, Place("content/é\udcff.md"), "Un exemple."))
    assert "content/é\\udcff.md" in text
    assert json.loads(text)[0]["fichier"] == "content/é\udcff.md"


def test_no_diagnostic_is_an_empty_array():
    assert written(print_json) == "[]\n"
    assert written(print_text) == ""
    assert written(print_github) == ""
