"""The list of what was found, as GitHub shows it under a run: whole or said to be cut, and deaf to what people wrote."""

import re

from markdown_it import MarkdownIt

from pipeline.terminal.job_summary import LARGEST, append_report, markdown_report
from pipeline.text.diagnostics import Diagnostic, Place, Rule, Severity

ERROR = Rule(code="Z001", severity=Severity.ERROR, title="Titre", why="Pourquoi.", wrong="faux", right="vrai")
WARNING = Rule(code="Z002", severity=Severity.WARNING, title="Titre", why="Pourquoi.", wrong="faux", right="vrai")
INFO = Rule(code="Z003", severity=Severity.INFO, title="Titre", why="Pourquoi.", wrong="faux", right="vrai")
ONE, OTHER = Place("content/fiches/a.md", 3, 1), Place("content/fiches/b.md", 7, 2)


def test_files_with_errors_come_first_and_informations_last():
    found = [
        Diagnostic(INFO, OTHER, "Info."),
        Diagnostic(WARNING, ONE, "Avis."),
        Diagnostic(ERROR, OTHER, "Faute.", text="faux", help="Écrivez vrai."),
    ]
    assert markdown_report(found) == (
        "## Vérification\u00a0: 1 erreur, 1 avertissement, 1 information\n\n"
        "Une erreur arrête la publication; un avertissement et une information ne l’arrêtent pas.\n\n"
        "### content/fiches/b.md\n\n"
        "- **Erreur Z001**, ligne 7\u00a0: Faute.\n  - texte\u00a0: faux\n  - à faire\u00a0: Écrivez vrai.\n"
        "### content/fiches/a.md\n\n"
        "- **Avertissement Z002**, ligne 3\u00a0: Avis.\n"
        "<details><summary>1 information</summary>\n\n"
        "- content/fiches/b.md, ligne 7, Z003\u00a0: Info.\n\n"
        "</details>\n"
    )


def test_nothing_to_say_is_said():
    assert markdown_report([]) == "## Vérification\u00a0: aucune faute\n\n"


def test_a_list_that_github_would_refuse_is_cut_and_says_how_many_are_left():
    found = [Diagnostic(ERROR, Place("content/fiches/é.md", line), "É" * 500) for line in range(1, 3001)]
    text = markdown_report(found)
    assert len(text.encode()) <= LARGEST
    told = text.count("**Erreur Z001**")
    assert told > 900
    assert f"il en reste {3000 - told}." in text


def test_a_fold_that_is_cut_is_closed():
    text = markdown_report([Diagnostic(INFO, Place("content/a.md", line), "x" * 100) for line in range(1, 101)], largest=3000)
    assert len(text.encode()) <= 3000
    assert (text.count("<details>"), text.count("</details>"), "**La liste est coupée ici**" in text.split("</details>")[1]) == (1, 1, True)


def test_what_people_wrote_stays_text():
    hostile = "<img src=x onerror=alert(1)> [x](http://y) `z` **gras**\n\n# Titre @quelqu-un #12"
    text = markdown_report([Diagnostic(rule, Place(hostile), hostile, text=hostile, help=hostile) for rule in (ERROR, INFO)])
    html = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(text)
    assert set(re.findall(r"<(\w+)", html)) == {"h2", "p", "h3", "ul", "li", "strong", "details", "summary"}
    assert not re.search(r"@\w|#\d", text)


def test_a_report_is_added_to_what_the_step_wrote_before(tmp_path):
    path = tmp_path / "sommaire.md"
    path.write_text("Avant.\n", encoding="utf-8")
    append_report([Diagnostic(ERROR, Place("content/\udcff.md"), "Faute.")], path)
    assert path.read_text(encoding="utf-8").startswith("Avant.\n## Vérification\u00a0: 1 erreur\n")
