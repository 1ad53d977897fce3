"""Pages as they would be: of drafts too, without touching the site."""

import pytest

from pipeline.site.preview.single_pages import write_previews
from tests.support import FICHE, NOTE_EXEMPLE, TODAY, fiche_with, make_site

SHEET, NOTE, DRAFT = "content/fiches/exemple.md", "research_notes/notes/exemple2020.md", "content/fiches/brouillon.md"
OTHER = FICHE.replace("Exemple de fiche sur le tutorat", "Exemple de brouillon").replace("statut: publiee", "statut: brouillon")


def test_a_changed_sheet_a_draft_and_a_note_have_each_their_file_and_the_site_is_not_touched(tmp_path):
    project = make_site(tmp_path / "depot", {DRAFT: OTHER}, templates=True)
    made = write_previews(project, (SHEET, DRAFT, NOTE, "content/organisme.yml", "content/fiches/absente.md"), tmp_path / "apercu", TODAY)
    assert {path: file.name for path, file in made.files.items()} == {
        SHEET: "fiches-exemple.html", DRAFT: "fiches-brouillon.html", NOTE: "references-exemple2020.html",
    }  # fmt: skip
    assert made.without == ("content/organisme.yml", "content/fiches/absente.md")
    assert "<h1>Exemple de brouillon</h1>" in made.files[DRAFT].read_text(encoding="utf-8")
    assert 'href="references-exemple2020.html#extrait-' in made.files[SHEET].read_text(encoding="utf-8")
    assert not project.site.exists()
    assert not (project.content / "adresses.txt").exists()


def test_a_draft_with_errors_does_not_stop_the_others(tmp_path):
    project = make_site(tmp_path / "depot", {DRAFT: OTHER.replace("Exemple de contexte.", "Il y a 77\u00a0écoles.")}, templates=True)
    made = write_previews(project, (SHEET, DRAFT), tmp_path / "apercu", TODAY)
    assert (list(made.files), made.without) == ([SHEET], (DRAFT,))


@pytest.mark.parametrize("broken", [{SHEET: fiche_with("15\u00a0%", "18\u00a0%")}, {NOTE: NOTE_EXEMPLE.replace("lu: resume", "lu: x", 1)}])
def test_a_published_sheet_with_errors_stops_all_and_says_which(tmp_path, broken):
    project = make_site(tmp_path / "depot", broken, templates=True)
    made = write_previews(project, (SHEET,), tmp_path / "apercu", TODAY)
    assert (dict(made.files), {found.place.path for found in made.blocking} <= {SHEET, NOTE}) == ({}, True)
    assert made.blocking
    assert not (tmp_path / "apercu").exists()
