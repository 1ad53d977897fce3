"""Going through the candidates: each decision is written before the next question."""

import os
import subprocess
import sys

import pytest

from pipeline.content.watch.candidates import Candidate
from pipeline.intake.watch.journal_entries import repair
from pipeline.intake.watch.screening import card, screen
from tests.cli.test_cli import run as command
from tests.intake.server import entry, feed
from tests.intake.site import candidates, feeds, files, journal, loaded, project_with, run
from tests.support import TODAY

NAMES = ["2026-11-24-exemple-un", "2026-11-24-exemple-deux", "2026-11-24-exemple-trois"]


@pytest.fixture
def project(tmp_path, server, fetcher):
    """A site whose watch found three works."""
    found = feed(
        *(entry(f"Exemple {word}", number, link=f"https://doi.org/10.1234/{word}") for number, word in enumerate(("un", "deux", "trois")))
    )
    project = project_with(tmp_path, feeds(Revue=server.answer("/fil", found)))
    run(project, fetcher)
    return project


def screened(project, *answers):
    """Screen with these answers; return what was said."""
    left = iter(answers)
    said = []
    outcome = screen(loaded(project), lambda: "A. Exemple", lambda question, choices: next(left), said.append, TODAY)
    assert list(left) == []
    return outcome, said


def test_each_answer_is_in_the_file_and_in_the_journal(project):
    outcome, said = screened(project, "p", "g", "e", "2")
    assert (len(outcome.kept), outcome.set_aside, outcome.later, outcome.left) == (1, 1, 1, 1)
    assert {name: (c.decision, c.motif and c.motif.value, c.personne) for name, c in candidates(project).items()} == {
        "2026-11-24-exemple-deux": ("plus-tard", None, "A. Exemple"),
        "2026-11-24-exemple-trois": ("retenu", None, "A. Exemple"),
        "2026-11-24-exemple-un": ("ecarte", "autre-population", "A. Exemple"),
    }
    assert journal(project)[3:] == [(NAMES[1], "plus-tard"), (NAMES[2], "retenu"), (NAMES[0], "ecarte")]
    assert "passerelle ajouter 10.1234/trois" in "".join(said)


def test_a_session_that_stops_keeps_what_was_decided_and_the_next_goes_on(project):
    outcome, _ = screened(project, "g", "q")
    assert outcome.left == 2
    outcome, said = screened(project, "q")
    assert "1 de 2" in said[0]


def test_a_decision_made_in_a_file_is_recorded_and_not_asked_again(project):
    path = project.candidates / f"{NAMES[1]}.yml"
    text = path.read_text(encoding="utf-8").replace("decision: null", "decision: retenu").replace("personne: null", "personne: B. Modèle")
    path.write_text(text, encoding="utf-8")
    outcome, said = screened(project, "q")
    assert outcome.recorded == 1
    assert "1 de 2" in said[0]
    assert journal(project)[-1] == (NAMES[1], "retenu")


def test_a_person_who_signs_with_a_handle_is_recorded_once(project):
    path = project.candidates / f"{NAMES[1]}.yml"
    text = path.read_text(encoding="utf-8").replace("decision: null", "decision: retenu").replace("personne: null", 'personne: "@alex"')
    path.write_text(text, encoding="utf-8")
    assert [screened(project, "q")[0].recorded for _ in range(2)] == [1, 0]


def test_a_decision_whose_line_was_not_written_is_said_at_the_next_session(project):
    screened(project, "g", "q")
    lines = project.journal.read_text(encoding="utf-8").splitlines(keepends=True)
    project.journal.write_text("".join(lines[:-1]) + lines[-1][:20], encoding="utf-8")  # killed in the middle of the line
    repair(project)
    screened(project, "q")
    assert journal(project)[3:] == [(NAMES[1], "retenu")]


def test_a_possible_duplicate_is_shown_with_the_other_title():
    candidate = Candidate(
        titre="Exemple", repere_le=TODAY, source="Revue", langue="fr", doublon_possible="autre", lien="https://www.example.org/"
    )
    other = candidate.model_copy(update={"titre": "L’autre exemple"})
    shown = card(candidate, "nom", 1, 2, None, {}, {"autre": other})
    assert "Doublon possible de\u00a0: autre « L’autre exemple »" in shown
    assert "Auteurs non donnés (Revue)" in shown
    assert "Aucun résumé dans le fil." in shown


def test_the_command_asks_in_french_and_says_what_it_wrote(project):
    result = command_with(project, "A. Exemple\n?\ng\né\n9\n1\n")
    assert result.returncode == 0
    assert "Votre nom ou vos initiales, pour le journal\u00a0: " in result.stdout
    assert "Répondez par l’un de ces signes\u00a0: g, e, é, p, q." in result.stdout
    assert "  1. hors de nos thèmes" in result.stdout
    assert result.stdout.splitlines()[-1].endswith(
        "Gardés\u00a0: 1. Écartés\u00a0: 1. Encore à trier\u00a0: 1. Chaque décision est dans research_notes/veille/journal.csv."
    )
    assert [decision for _, decision in journal(project)[3:]] == ["retenu", "ecarte"]


def command_with(project, answers):
    """Run « passerelle trier » with these answers typed."""
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "trier"],
        cwd=project.root,
        env=environment,
        input=answers,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def test_the_command_has_nothing_to_do_on_a_site_without_candidates(tmp_path):
    project_with(tmp_path, "# vide\n")
    assert command(tmp_path, "trier").stdout == "Aucun signalement à trier.\n"


@pytest.mark.parametrize("name", ["veille", "trier"])
def test_a_mistake_in_the_watch_s_own_files_stops_the_command_before_it_writes(tmp_path, name):
    project = project_with(tmp_path, "[[fil]\n")
    before = files(project)
    result = command(tmp_path, name)
    assert result.returncode == 1
    assert "research_notes/veille/fils.toml:1:6 G001" in result.stderr
    assert result.stderr.endswith("Rien n’a été fait\u00a0: corrigez d’abord ces erreurs.\n")
    assert files(project) == before
