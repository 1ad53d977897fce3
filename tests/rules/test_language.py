"""Spelling and grammar, as the real Grammalecte sees them: what it is asked, what is set aside, where it is told."""

import json
from pathlib import Path

import pytest

from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.project import Project
from pipeline.rules.language import GrammarCheckerError, Run, grammar_checker, language_diagnostics
from tests.cli.test_cli import run, said
from tests.rules.examples import SHEET, TEXT, Files, sheet, shown_at, text, unmarked
from tests.support import REPOSITORY, make_site


def catalogue_of(root: Path, files: Files) -> Catalogue:
    catalogue = load_catalogue(make_site(root, files), [])
    assert catalogue is not None
    return catalogue


@pytest.fixture(scope="session")
def checker() -> Run:
    """Grammalecte, which « make test » installs."""
    found = grammar_checker()
    assert found is not None
    return found


def told(root: Path, files: Files, checker: Run) -> list[str]:
    clean, places = unmarked(files)
    found = language_diagnostics(catalogue_of(root, clean), checker, lambda path: path == SHEET)
    return shown_at(found, places, "{d.rule.code} {d.text}")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Les ‸jeune lisent.", ["‸ R011 jeune"]),
        ("Une ‸deuxieme phrase.", ["‸ R010 deuxieme"]),
        ("Les **‸jeune** lisent la [‸deuxieme](#limites) page.", ["‸ R011 jeune", "‸ R010 deuxieme"]),
        ("Un guide dit « moderate evidence » de la chose.", []),  # somebody else's words
        ("Le ‸CREVALXYZ y était, avec Sample et Lecture.", ["‸ R010 CREVALXYZ"]),  # an author, a theme
        ("Une rencontre à 13h30 ?", []),  # typography is checked elsewhere
        ("Les enseignantes et enseignants lisent.", []),
        ("Le code `deuxieme` et <!-- deuxieme --> ne se lisent pas.", []),
    ],
)
def test_a_mistake_is_told_at_its_place_and_what_is_none_is_not(tmp_path, checker, written, expected):
    assert told(tmp_path, text(written), checker) == expected


def test_the_texts_of_a_header_are_read_too_but_for_the_questions_of_people(tmp_path, checker):
    assert told(tmp_path, sheet("Exemple de justification.", "Une ‸deuxieme justification."), checker) == ["‸ R010 deuxieme"]
    assert told(tmp_path / "again", sheet("qui peut aider]", "qui peut aider les jeune]"), checker) == []


def test_a_word_of_the_council_s_list_is_right(tmp_path, checker):
    known = {"content/mots-connus.txt": "# Noms\nCREVALXYZ # un sigle\n"}
    assert told(tmp_path, {**text("Le CREVALXYZ y était."), **known}, checker) == []


@pytest.mark.lengthy
def test_what_is_published_has_few_findings_so_that_they_are_read(checker):
    catalogue = load_catalogue(Project(REPOSITORY), [])
    assert catalogue is not None
    words = sum(len(document.source.text.split()) for document in catalogue.documents)
    assert len(language_diagnostics(catalogue, checker)) < words / 250


@pytest.mark.parametrize("answer", ["", "not JSON", "[]", json.dumps({"data": [{"iParagraph": 99_999}]}), json.dumps({"data": [{}]})])
def test_a_checker_that_answers_otherwise_is_a_fault_of_ours(tmp_path, answer):
    with pytest.raises(GrammarCheckerError):
        language_diagnostics(catalogue_of(tmp_path, {}), lambda _: answer)


def test_the_command_tells_them_as_informations_that_stop_nothing(tmp_path):
    root = make_site(tmp_path / "site", text("Une deuxieme phrase.")).root
    done = run(root, "verifier", "--langue", SHEET)
    assert done.returncode == 0
    assert f"{TEXT}:5 R010 info\u00a0: « deuxieme » n’est pas dans le dictionnaire." in said(done)


def test_without_the_checker_the_command_says_how_to_install_it(tmp_path):
    root = make_site(tmp_path / "site").root
    done = run(root, "verifier", "--langue", PATH=str(tmp_path))
    assert "apt-get install grammalecte-cli" in done.stderr
    assert done.returncode == 0
