"""« passerelle nouvelle » as a person uses it: by options alone, and one question at a time in a real terminal."""

import os
import pty
import subprocess
import sys
from pathlib import Path

from tests.cli.test_cli import GIVEN, run, said, site

OPTIONS = (
    "--titre",
    "Le tutorat en exemple",
    "--theme",
    "tutorat",
    "--public",
    "scolaire",
    "--age",
    "primaire",
    "--determinant",
    "eleve",
    "--but",
    "reussite",
)


def answered_in_a_terminal(root: Path, *answers: str) -> str:
    """Type ``answers`` to « passerelle nouvelle fiche » in a terminal of its own; return what the screen showed."""
    terminal, theirs = pty.openpty()
    command = [sys.executable, "-m", "pipeline.cli", "nouvelle", "fiche"]
    environment = os.environ | GIVEN
    process = subprocess.Popen(command, cwd=root, env=environment, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    os.write(terminal, "".join(f"{answer}\n" for answer in answers).encode())
    screen = b""
    try:
        while part := os.read(terminal, 65536):
            screen += part
    except OSError:  # Linux says so when the other side closes
        pass
    process.wait(timeout=60)
    os.close(terminal)
    return screen.decode().replace("\r\n", "\n")


def test_a_sheet_is_begun_by_options_alone(tmp_path):
    done = run(site(tmp_path), "nouvelle", "fiche", *OPTIONS, "--source", "exemple2020#lien")
    assert (done.returncode, done.stdout) == (
        0,
        "Écrit\u00a0: content/fiches/tutorat-exemple.md\n"
        "1. Ouvrez ce fichier et remplacez chaque « à écrire » par vos mots.\n"
        "2. passerelle verifier content/fiches/tutorat-exemple.md    (dit ce qui reste)\n"
        "3. passerelle servir --brouillons    (montre la page avant qu’elle soit publiée)\n",
    )
    assert "titre: Le tutorat en exemple\n" in (tmp_path / "content/fiches/tutorat-exemple.md").read_text()


def test_a_file_that_is_there_is_never_replaced(tmp_path):
    root = site(tmp_path)
    before = (root / "content/fiches/exemple.md").read_bytes()
    done = run(root, "nouvelle", "fiche", *OPTIONS, "--fichier", "exemple")
    assert done.returncode == 1
    assert done.stdout == "- Le fichier content/fiches/exemple.md existe déjà.\nRien n’a été écrit.\n"
    assert (root / "content/fiches/exemple.md").read_bytes() == before


def test_without_a_terminal_every_missing_answer_is_told_with_its_option(tmp_path):
    done = run(site(tmp_path), "nouvelle", "activite", "--titre", "Webinaire exemple")
    assert done.returncode == 1
    assert [line.partition(".")[0] for line in said(done).splitlines()] == [
        "- Il manque «\u00a0Forme\u00a0» (--forme)",
        "- Il manque «\u00a0Date\u00a0» (--date)",
        "- Il manque «\u00a0Thèmes\u00a0» (--themes)",
        "Rien n’a été écrit",
    ]


def test_without_a_source_the_excerpts_that_match_are_shown(tmp_path):
    done = run(site(tmp_path), "nouvelle", "fiche", *OPTIONS)
    assert "Extraits qui semblent parler de ce sujet\u00a0:\n   1. exemple2020#" in done.stdout


def test_a_note_of_a_source_that_has_one_is_not_begun_again(tmp_path):
    done = run(site(tmp_path), "nouvelle", "note", "--reference", "exemple2020")
    assert done.stdout == "- Le fichier research_notes/notes/exemple2020.md existe déjà.\nRien n’a été écrit.\n"


def test_a_source_that_is_not_in_the_bibliography_is_to_be_added_first(tmp_path):
    done = run(site(tmp_path), "nouvelle", "note", "--reference", "exemple2021")
    assert done.stdout.startswith(
        "- La bibliographie n’a pas d’entrée « exemple2021 ». Vouliez-vous dire « exemple2020 »? Pour l’ajouter\u00a0: "
    )


def test_in_a_terminal_one_question_is_asked_at_a_time_until_its_answer_will_do(tmp_path):
    root = site(tmp_path)
    screen = answered_in_a_terminal(
        root, "Le tutorat en exemple", "", "", "tutora", "1", "Milieu scolaire", "1", "1", "1", "exemple2020#lien", "exemple", ""
    )
    assert "« tutora » n’est pas une valeur de « themes ». Vouliez-vous dire « tutorat »?" in screen
    assert "Le fichier content/fiches/exemple.md existe déjà." in screen
    assert "Écrit\u00a0: content/fiches/tutorat-exemple.md" in screen
    text = (root / "content/fiches/tutorat-exemple.md").read_text()
    assert "themes: [tutorat]\npublics: [scolaire]\nages: [primaire]\ndeterminants: [eleve]\n" in text
    assert "1. à écrire [@exemple2020, résumé, #lien]\n" in text


def test_leaving_the_terminal_midway_writes_nothing(tmp_path):
    root = site(tmp_path)
    answered_in_a_terminal(root, "Le tutorat en exemple", "", "\x04")
    assert [path.name for path in (root / "content/fiches").iterdir()] == ["exemple.md"]
