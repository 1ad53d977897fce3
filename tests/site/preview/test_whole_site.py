"""The whole site as a branch would make it: the content of a commit, built by the code that is here."""

import subprocess
from pathlib import Path

import pytest

from pipeline.site.preview.whole_site import preview_address, write_site_preview
from tests.support import FICHE, TODAY, fiche_with, make_site

SHEET = "content/fiches/exemple.md"
WHO = ("-c", "user.name=Exemple", "-c", "user.email=exemple@example.org", "-c", "init.defaultBranch=main")


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *WHO, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def commit(folder: Path, message: str) -> str:
    git(folder, "add", "--all", "content", "research_notes", "site_templates")
    git(folder, "commit", "--quiet", "--message", message)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    project = make_site(tmp_path_factory.mktemp("apercu") / "depot", templates=True)
    git(project.root, "init", "--quiet")
    git(project.root, "config", "core.symlinks", "true")
    commit(project.root, "Publish")
    return project


def test_of_a_branch_comes_its_content_and_neither_its_code_nor_what_its_links_lead_to(repository, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text(FICHE.replace("Exemple de fiche sur le tutorat", "Exemple de secret"), encoding="utf-8")
    sheet = repository.root / SHEET
    theme = repository.templates / "theme/main.html"
    kept = theme.read_text(encoding="utf-8")
    git(repository.root, "switch", "--quiet", "--create", "exemple")
    sheet.write_text(fiche_with("Exemple de fiche sur le tutorat", "Exemple de fiche revue"), encoding="utf-8")
    theme.write_text("<!-- exemple de code d’une branche -->" + kept, encoding="utf-8")
    (sheet.parent / "lien.md").symlink_to(secret)
    proposed = commit(repository.root, "Propose")
    git(repository.root, "switch", "--quiet", "main")

    folder = tmp_path / "publie" / preview_address(12)
    assert write_site_preview(repository, proposed, 12, tmp_path / "travail", folder, TODAY) == ()
    page = (folder / "fiches/exemple/index.html").read_text(encoding="utf-8")
    assert "<h1>Exemple de fiche revue</h1>" in page
    assert "exemple de code" not in page
    assert not (folder / "fiches/lien").exists()
    assert not (repository.site.exists())
    for html in folder.rglob("*.html"):
        text = html.read_text(encoding="utf-8")
        assert text.count('<meta name="robots" content="noindex">') >= 1, html
        assert text.count("Aperçu de la demande 12\u00a0: rien de ce qui a changé ici n’est publié.</aside>") == 1, html
    assert (folder / "pagefind/pagefind.js").is_file()
    assert not (folder / "sitemap.xml").exists()

    # Its author takes the change back: the same address follows.
    original = git(repository.root, "rev-parse", "main")
    assert write_site_preview(repository, original, 12, tmp_path / "travail", folder, TODAY) == ()
    assert "<h1>Exemple de fiche sur le tutorat</h1>" in (folder / "fiches/exemple/index.html").read_text(encoding="utf-8")


def test_a_branch_whose_figures_are_not_in_the_excerpts_has_no_preview(repository, tmp_path):
    git(repository.root, "switch", "--quiet", "--create", "fautive")
    (repository.root / SHEET).write_text(fiche_with("15\u00a0%", "18\u00a0%"), encoding="utf-8")
    proposed = commit(repository.root, "Propose a wrong figure")
    git(repository.root, "switch", "--quiet", "main")
    blocking = write_site_preview(repository, proposed, 13, tmp_path / "travail", tmp_path / "publie", TODAY)
    assert {found.place.path for found in blocking} == {SHEET}
    assert not (tmp_path / "publie").exists()


def test_a_preview_with_drafts_shows_those_of_the_request_and_no_other(repository, tmp_path):
    draft = FICHE.replace("statut: publiee", "statut: brouillon")
    assert draft != FICHE
    git(repository.root, "switch", "--quiet", "--create", "brouillons", "main")
    other, asked = repository.root / "content/fiches/autre-exemple.md", repository.root / "content/fiches/exemple-demande.md"
    other.write_text(draft.replace("Exemple de fiche sur le tutorat", "Exemple de brouillon d’ici"), encoding="utf-8")
    git(repository.root, "add", "content")
    git(repository.root, "commit", "--quiet", "--message", "Keep a draft")
    git(repository.root, "switch", "--quiet", "--create", "formulaire-7")
    asked.write_text(draft.replace("Exemple de fiche sur le tutorat", "Exemple de brouillon demandé"), encoding="utf-8")
    proposed = commit(repository.root, "Propose")
    git(repository.root, "switch", "--quiet", "brouillons")

    without, shown = tmp_path / "sans", tmp_path / "avec"
    assert write_site_preview(repository, proposed, 15, tmp_path / "travail", without, TODAY) == ()
    assert not (without / "fiches/exemple-demande").exists()
    assert write_site_preview(repository, proposed, 15, tmp_path / "travail", shown, TODAY, drafts=True) == ()
    assert "<h1>Exemple de brouillon demandé</h1>" in (shown / "fiches/exemple-demande/index.html").read_text(encoding="utf-8")
    assert not (shown / "fiches/autre-exemple").exists()
    git(repository.root, "switch", "--quiet", "main")


def test_a_commit_that_is_not_there_is_an_error(repository, tmp_path):
    with pytest.raises(subprocess.CalledProcessError):
        write_site_preview(repository, "0" * 40, 14, tmp_path / "travail", tmp_path / "publie", TODAY)
