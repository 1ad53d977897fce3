"""How diagnostics are told: to a person, to GitHub, to a program."""

import io
import json

import pytest

from pipeline.terminal.report import print_github, print_json, print_text, summary, totals
from pipeline.text.diagnostics import Diagnostic, Place, Rule, Severity
from tests.rules.examples import PAGE_FILE, line_of
from tests.support import PAGE, make_site

ERROR = Rule(code="Z001", severity=Severity.ERROR, title="Titre, exemple", why="Pourquoi.", wrong="faux", right="vrai")
WARNING = Rule(code="Z002", severity=Severity.WARNING, title="Exemple", why="Pourquoi.", wrong="faux", right="vrai")
INFO = Rule(code="Z003", severity=Severity.INFO, title="Exemple", why="Pourquoi.", wrong="faux", right="vrai")
PLACE = Place("content/fiches/exemple.md", 50, 4)


def written(printer, *diagnostics, **options) -> str:
    stream = io.StringIO()
    printer(diagnostics, stream, **options)
    return stream.getvalue()


def test_a_person_reads_the_place_the_text_what_to_do_an_example_and_the_rule():
    found = Diagnostic(ERROR, PLACE, "Un exemple de faute.", text="faux", help="Écrivez « vrai ».")
    assert written(print_text, found) == (
        "content/fiches/exemple.md:50:4 Z001 erreur\u00a0: Un exemple de faute.\n"
        "    texte\u00a0: faux\n"
        "    à faire\u00a0: Écrivez « vrai ».\n"
        "    exemple\u00a0: faux → vrai\n"
        "    règle\u00a0: passerelle regle Z001\n"
    )


def test_a_rule_is_told_at_the_address_of_a_site_that_has_one():
    found = Diagnostic(ERROR, PLACE, "Un exemple.")
    assert written(print_text, found, address="https://exemple.org/fiches/").endswith(
        "    règle\u00a0: https://exemple.org/fiches/regles/#z001\n"
    )


# The line of the small page that the tests below show.
CHANGED = line_of("Du texte.", PAGE)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return make_site(tmp_path_factory.mktemp("site"), {PAGE_FILE: PAGE.replace("Du texte.", "Un\tmot  ici.")})


def test_the_line_is_shown_with_carets_under_the_text_and_one_under_a_place_without(project):
    of_text = Diagnostic(ERROR, Place(PAGE_FILE, CHANGED, 4), "Un exemple.", text="mot")
    of_place = Diagnostic(ERROR, Place(PAGE_FILE, CHANGED, 8), "Un exemple.")
    assert written(print_text, of_text, project=project).splitlines()[1:3] == [f"{CHANGED:>6} | Un→   mot  ici.", "       |       ^^^"]
    assert written(print_text, of_place, project=project).splitlines()[1:3] == [f"{CHANGED:>6} | Un→   mot  ici.", "       |           ^"]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("content/absent.md"), "absent"),  # no such file
        (Place("../secret.md"), "secret"),  # out of the repository
        (Place("content/pages/a-propos.md", 99), "mot"),  # the file has no such line
        (Place(PAGE_FILE, CHANGED), "ailleurs"),  # the line does not hold the text
    ],
)
def test_without_a_line_to_show_the_text_alone_is_given(project, place, text):
    (project.root.parent / "secret.md").write_text("secret\n")
    assert (
        written(print_text, Diagnostic(ERROR, place, "Un exemple.", text=text), project=project).splitlines()[1]
        == f"    texte\u00a0: {text}"
    )


def test_what_lacks_has_no_line(project):
    found = Diagnostic(ERROR, Place("content/pages/a-propos.md", 2), "La clé manque.")
    assert written(print_text, found, project=project).splitlines()[1] == "    exemple\u00a0: faux → vrai"


def test_advice_that_is_the_example_is_given_once():
    assert written(print_text, Diagnostic(ERROR, PLACE, "Un exemple.", help="vrai")).splitlines()[1:] == [
        "    exemple\u00a0: faux → vrai",
        "    règle\u00a0: passerelle regle Z001",
    ]


def test_an_example_of_several_lines_stays_under_its_first():
    rule = Rule(code="Z004", severity=Severity.ERROR, title="Exemple", why="Pourquoi.", wrong="titre", right="---\ntitre: …\n---")
    assert written(print_text, Diagnostic(rule, PLACE, "Un exemple.")).splitlines()[1:5] == [
        "    à éviter\u00a0: titre",
        "    plutôt\u00a0: ---",
        "             titre: …",
        "             ---",
    ]


def test_a_rule_met_again_is_not_taught_again_but_new_advice_is_given():
    again = [Diagnostic(ERROR, Place("content/a.md", line), f"Exemple {line}.", help=advice) for line, advice in enumerate("aab", 1)]
    assert written(print_text, *again).splitlines() == [
        "content/a.md:1:1 Z001 erreur\u00a0: Exemple 1.",
        "    à faire\u00a0: a",
        "    exemple\u00a0: faux → vrai",
        "    règle\u00a0: passerelle regle Z001",
        "content/a.md:2:1 Z001 erreur\u00a0: Exemple 2.",
        "content/a.md:3:1 Z001 erreur\u00a0: Exemple 3.",
        "    à faire\u00a0: b",
    ]


def test_an_example_made_of_what_was_written_is_shown_instead_of_the_rules_own():
    found = Diagnostic(ERROR, PLACE, "Un exemple.", example=("titre:Exemple", "titre: Exemple"))
    assert written(print_text, found).splitlines()[1] == "    exemple\u00a0: titre:Exemple → titre: Exemple"


def test_the_same_fault_is_told_once_with_every_line_where_it_is():
    again = [Diagnostic(ERROR, Place("content/a.md", line), "Un exemple.") for line in (1, 3, 3, *range(5, 14))]
    assert written(print_text, *again).splitlines() == [
        "content/a.md:1:1 Z001 erreur\u00a0: Un exemple.",
        "    exemple\u00a0: faux → vrai",
        "    règle\u00a0: passerelle regle Z001",
        "    en tout\u00a0: Z001 ×12, lignes 1, 3, 5, 6, 7, 8, 9, 10, 11, 12…",
    ]


def test_what_a_command_mends_of_a_rule_is_one_block_with_that_command():
    fixable = Rule(code="Z005", severity=Severity.WARNING, title="Exemple", why="Pourquoi.", wrong="faux", right="vrai", fixable=True)
    found = [Diagnostic(fixable, Place("content/a.md", line), f"Exemple {line}.") for line in (2, 4)]
    assert written(print_text, *found).splitlines()[-1].startswith("    en tout\u00a0: Z005 ×2, lignes 2, 4\u00a0: ")
    assert written(print_text, *found).endswith("passerelle corriger\n")


def test_errors_come_first_and_what_others_rest_on_before_what_cites_it():
    places = [(WARNING, "content/a.md"), (WARNING, "content/b.md"), (ERROR, "content/b.md"), (ERROR, "research_notes/notes/c.md")]
    told = written(print_text, *(Diagnostic(rule, Place(path, 9 - at), "Un exemple.") for at, (rule, path) in enumerate(places)))
    assert [line.split(" ")[:2] for line in told.splitlines() if line.startswith(("content", "research"))] == [
        ["research_notes/notes/c.md:6:1", "Z001"],
        ["content/b.md:7:1", "Z001"],
        ["content/b.md:8:1", "Z002"],
        ["content/a.md:9:1", "Z002"],
    ]


def test_thirty_blocks_of_a_file_are_given_and_the_others_counted():
    many = [Diagnostic(ERROR, Place("content/a.md", line), f"Exemple {line}.") for line in range(1, 36)]
    lines = written(print_text, *many).splitlines()
    assert [line for line in lines if line.startswith("content/a.md:")][-1] == "content/a.md:30:1 Z001 erreur\u00a0: Exemple 30."
    assert lines[-1] == "    … et 5 erreurs de plus dans ce fichier\u00a0: corrigez d’abord ce qui précède."


def test_a_blank_line_parts_one_file_from_the_next():
    two = [Diagnostic(ERROR, Place(f"content/{name}.md"), "Un exemple.") for name in "ab"]
    assert written(print_text, *two).splitlines()[3:5] == ["", "content/b.md:1:1 Z001 erreur\u00a0: Un exemple."]


def test_informations_are_told_when_asked_for():
    info = Diagnostic(INFO, PLACE, "Un exemple.")
    assert written(print_text, info, infos=False) == ""
    assert written(print_text, info).startswith("content/fiches/exemple.md:50:4 Z003 info\u00a0: Un exemple.\n")


def test_a_hostile_file_cannot_command_the_terminal():
    hostile = Diagnostic(ERROR, Place("content/\x1b[2J\n\udcff.md"), "Un \u202eexemple.", text="\x07", help="\x1b]0;x")
    assert written(print_text, hostile).startswith(
        "content/\\x1b[2J\\n\\udcff.md:1:1 Z001 erreur\u00a0: Un \\u202eexemple.\n    texte\u00a0: \\x07\n    à faire\u00a0: \\x1b]0;x\n"
    )


def test_a_long_list_ends_with_the_files_that_have_most_mistakes_first():
    found = [Diagnostic(WARNING, Place("content/a.md", line), "Un exemple.") for line in range(1, 21)]
    assert totals(found) == ""
    assert totals([*found, Diagnostic(ERROR, Place("content/b.md"), "Un exemple.")]) == (
        "\nPar fichier\u00a0:\n    content/b.md\u00a0: 1 erreur\n    content/a.md\u00a0: 20 avertissements\n"
    )


def test_a_long_list_names_ten_files_and_counts_the_others():
    found = [Diagnostic(WARNING, Place(f"content/{number:02}.md"), "Un exemple.") for number in range(21)]
    assert totals(found).splitlines()[-2:] == ["    content/09.md\u00a0: 1 avertissement", "    et 11 autres fichiers"]


def test_what_a_command_mends_is_said_once_at_the_end():
    fixable = Rule(code="Z005", severity=Severity.WARNING, title="Exemple", why="Pourquoi.", wrong="faux", right="vrai", fixable=True)
    found = [Diagnostic(fixable, PLACE, "Un exemple.")] * 2
    assert (
        totals(found)
        == "\n« passerelle corriger » répare ce qui est certain (Z005 ×2)\u00a0: espaces, heures, dates, guillemets, DOI, ordre des clés.\n"
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
    assert written(print_github, Diagnostic(rule, PLACE, "Un exemple.", text="faux", help="À faire.")).startswith(
        f"::{kind} file=content/fiches/exemple.md,line=50,col=4,title={rule.code} "
    )


def test_github_commands_are_escaped_in_their_properties_and_in_their_message():
    found = Diagnostic(ERROR, Place("content/a,b:c\n%.md"), "15 % d’un\r\nexemple: oui.", help="::error::x")
    assert written(print_github, found) == (
        "::error file=content/a%2Cb%3Ac%0A%25.md,line=1,col=1,title=Z001 Titre%2C exemple::15\u00a0%25 d’un%0D%0Aexemple: oui. ::error::x\n"
    )


def test_github_is_told_the_most_serious_first():
    order = [Diagnostic(rule, Place("content/a.md", line), "Un exemple.") for line, rule in enumerate((INFO, WARNING, ERROR, ERROR), 1)]
    lines = written(print_github, *order).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::error", "::warning", "::notice"]
    assert "line=3," in lines[0]


def test_github_gets_the_ten_of_a_kind_that_it_shows_and_the_count_of_the_others():
    order = [Diagnostic(rule, Place("content/a.md", line), "Un exemple.") for line in range(1, 13) for rule in (WARNING, ERROR)]
    lines = written(print_github, *order, Diagnostic(INFO, PLACE, "Un exemple.")).splitlines()
    assert [line.split(" ")[0] for line in lines[:-1]] == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"]
    assert lines[-1] == "GitHub n’en montre que 10 de chaque sorte. Il reste\u00a0: 2 erreurs, 2 avertissements."


def test_a_program_reads_one_json_array():
    found = Diagnostic(ERROR, PLACE, "Un «\u00a0exemple\u00a0».", text='un "texte"', help="À faire.")
    assert json.loads(written(print_json, found)) == [
        {
            "fichier": "content/fiches/exemple.md",
            "ligne": 50,
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
