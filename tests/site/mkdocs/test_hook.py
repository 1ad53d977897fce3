"""Plain `mkdocs build`, typed by someone who knows MkDocs, gives the same site as `passerelle construire`."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.content.sequences import read_sequences
from pipeline.project import Project
from pipeline.site.build import build
from tests.rules.examples import ACTIVITE, ACTIVITY
from tests.site.built_pages import differences, html_files, page, snapshot
from tests.site.sites import EXAMPLE, Site, copy_project
from tests.support import REPOSITORY, TODAY

Copy = Callable[[Site], Project]


def mkdocs_build(root: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    """Run `mkdocs build` at ``root``, as a person does: its hook finds the package beside ``mkdocs.yml``."""
    if not (root / "pipeline").exists():
        shutil.copytree(REPOSITORY / "pipeline", root / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "mkdocs", "build", *options]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture(scope="module")
def by_mkdocs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A copy of the example site built by `mkdocs build`, and what the command said."""
    root = copy_project(EXAMPLE, tmp_path_factory.mktemp("mkdocs")).root
    done = mkdocs_build(root)
    assert done.returncode == 0, done.stderr
    return root, done.stdout + done.stderr


def edit_limits(project: Project, text: str) -> Path:
    """Add ``text`` to « Limites » of the first sheet, and return its file."""
    sheet = sorted((project.content / "fiches").glob("*.md"))[0]
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("## Limites\n", f"## Limites\n\n{text}\n", 1), encoding="utf-8")
    return sheet


def test_the_pages_are_the_same_byte_for_byte(by_mkdocs, example_site):
    root, _ = by_mkdocs
    for one, other in ((root / "site", example_site.site), (root / "build" / "site", example_site.project.staging)):
        assert differences(snapshot(one), snapshot(other)) == set()


def test_the_search_index_comes_too(by_mkdocs, example_site):
    root, _ = by_mkdocs
    assert (root / "site" / "pagefind" / "pagefind.js").is_file()
    fragments = [len(list((site / "pagefind" / "fragment").iterdir())) for site in (root / "site", example_site.site)]
    assert fragments[0] == fragments[1] > 0


def test_mkdocs_warns_of_nothing(by_mkdocs):
    _, said = by_mkdocs
    assert [line for line in said.splitlines() if "WARNING" in line or "ERROR" in line] == []


def test_it_may_run_again_over_its_own_work(small_site, copied: Copy):
    project = copied(small_site)
    assert mkdocs_build(project.root).returncode == 0
    assert differences(snapshot(project.site), snapshot(small_site.site)) == set()


def test_it_keeps_the_addresses_and_the_sequences_as_passerelle_does(small_site, copied: Copy):
    project = copied(small_site)
    (project.content / "activites").mkdir()
    (project.root / ACTIVITY).write_text(ACTIVITE, encoding="utf-8")
    assert mkdocs_build(project.root).returncode == 0
    assert "activites/2026-10-01-exemple/" in (project.content / "adresses.txt").read_text(encoding="utf-8").splitlines()
    assert [(slug, one.number, one.changed) for slug, one in read_sequences(project).items()] == [("2026-10-01-exemple", 0, TODAY)]


def test_an_error_in_the_content_is_told_in_french_and_changes_nothing(small_site, copied: Copy):
    project = copied(small_site)
    folders = (project.site, project.staging, project.docs)
    before = [snapshot(folder, without=()) for folder in folders]
    sheet = edit_limits(project, "Un exemple de 4321 élèves sans citation.")
    line = sheet.read_text(encoding="utf-8").splitlines().index("Un exemple de 4321 élèves sans citation.") + 1
    done = mkdocs_build(project.root)
    assert done.returncode != 0
    told = f"content/fiches/{sheet.name}:{line}:15 T001 erreur\u00a0: « 4321 élèves » est dans une phrase sans citation."
    assert told in done.stderr.splitlines()
    assert "Le contenu a des erreurs; rien n’a été changé." in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert [snapshot(folder, without=()) for folder in folders] == before


def test_passerelle_does_not_believe_that_nothing_changed_after_mkdocs_replaced_the_site(small_site, copied: Copy):
    project = copied(small_site)
    sheet = project.content / "fiches" / "exemple.md"
    good = sheet.read_bytes()
    edit_limits(project, "Une phrase exemple de plus.")
    assert mkdocs_build(project.root).returncode == 0
    assert "Une phrase exemple de plus." in page(project.site, "fiches/exemple/").text
    sheet.write_bytes(good)
    assert not build(project, TODAY).unchanged
    assert differences(snapshot(project.site), snapshot(small_site.site)) == set()


def test_passerelle_makes_every_page_again_after_mkdocs_built_with_another_theme(small_site, copied: Copy):
    project = copied(small_site)
    theme = project.templates / "theme" / "main.html"
    good = theme.read_bytes()
    theme.write_bytes(good.replace(b"Aller au contenu", "Aller à l’exemple".encode()))
    assert mkdocs_build(project.root).returncode == 0
    theme.write_bytes(good)
    edit_limits(project, "Une phrase exemple de plus.")
    build(project, TODAY)
    assert {
        page(project.site, path.relative_to(project.site).as_posix()).one("a", class_="p-skip").text
        for path in html_files(project.site)
        if "widget" not in path.parts  # those have no header
    } == {"Aller au contenu"}


def test_a_site_built_elsewhere_has_its_search_index_and_leaves_ours_alone(small_site, copied: Copy, tmp_path: Path):
    project = copied(small_site)
    before = snapshot(project.site, without=())
    assert mkdocs_build(project.root, "--site-dir", str(tmp_path / "ailleurs")).returncode == 0
    assert (tmp_path / "ailleurs" / "pagefind" / "pagefind.js").is_file()
    assert snapshot(project.site, without=()) == before


def test_a_site_built_elsewhere_has_our_sitemap(example_site, copied: Copy, tmp_path: Path):
    project = copied(example_site)
    assert mkdocs_build(project.root, "--site-dir", str(tmp_path / "ailleurs")).returncode == 0
    assert (tmp_path / "ailleurs" / "sitemap.xml").read_bytes() == (example_site.site / "sitemap.xml").read_bytes()


def test_the_command_needs_nothing_that_git_does_not_keep():
    # MkDocs refuses a docs_dir that does not exist before it loads any hook.
    assert (REPOSITORY / "build" / "docs" / ".gitkeep").is_file()
    assert re.search(r"^docs_dir: build/docs$", (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
