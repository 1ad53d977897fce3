"""Each recipe of docs/how-to-add.md works, in a copy of the project; that of a kind is followed by test_new_kind.py."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.rules.registry import RULES
from tests.recipes import blocks, changed, copy_of_the_code
from tests.support import DAY, REPOSITORY, fiche_with, make_site

pytestmark = pytest.mark.lengthy

RECIPES = ("A rule", "A page of the theme", "A download", "A command")


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_code(tmp_path_factory.mktemp("recettes"), *RECIPES)


def run(code: Path, site: Path, *arguments: str) -> str:
    """Return what Python says with the copy's package, in the folder of a site."""
    environment = {**os.environ, **DAY, "PYTHONPATH": str(code)}
    done = subprocess.run([sys.executable, *arguments], cwd=site, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert "Traceback" not in done.stderr, done.stderr
    return (done.stdout + done.stderr).replace("\u00a0", " ")


def test_the_rule_is_told_at_its_place_and_explained(code: Path, tmp_path: Path):
    make_site(tmp_path, {"content/fiches/exemple.md": fiche_with("titre: Exemple de fiche sur le tutorat", "titre: Un exemple.")})
    told = "content/fiches/exemple.md:2:8 S090 avertissement : Ce titre finit par un point."
    assert "S090" not in RULES
    assert told in run(code, tmp_path, "-m", "pipeline.cli", "verifier")
    assert "Un titre n’a pas de point final" in run(code, tmp_path, "-m", "pipeline.cli", "regle", "S090")


# What the site is made from, for the two tests below.
SITE = """
from datetime import date
from pathlib import Path
from pipeline.project import Project
from pipeline.rules.run import check
from pipeline.site.build import index_of
project = Project(Path(".").resolve())
index = index_of(check(project, date(2026, 11, 24)).catalogue, date(2026, 11, 24))
"""


def test_the_page_is_rendered_from_its_context(code: Path, tmp_path: Path):
    make_site(tmp_path)
    (tmp_path / "site_templates").symlink_to(code / "site_templates")
    script = f"""{SITE}
from pipeline.site.pages.page_types import Edition, site_pages
from pipeline.site.pages.renderer import PageRenderer
[page] = [page for page in site_pages(Edition(index)) if page.address == "territoires/"]
print(PageRenderer(project, index.catalogue.organisation, index.catalogue.vocabulary).page(page).text())
"""
    said = run(code, tmp_path, "-c", script)
    assert 'title: "Territoires"' in said
    assert "<li>Val-Exemple</li>" in said


def test_the_download_is_yielded_with_its_bytes(code: Path, tmp_path: Path):
    make_site(tmp_path)
    (tmp_path / "site_templates").symlink_to(code / "site_templates")
    script = f"""{SITE}
from pipeline.handouts.canvases import Documents
from pipeline.site.downloads.generators import extra_files
[made] = [made for made in extra_files(project, index, Documents({{}}, {{}})) if made.name == "themes/themes.txt"]
print(made.make().decode())
"""
    assert run(code, tmp_path, "-c", script).splitlines() == ["Tutorat", "Lecture", ""]


def test_the_command_is_listed_and_answers(code: Path, tmp_path: Path):
    make_site(tmp_path)
    assert "Dire les thèmes du vocabulaire, un par ligne." in run(code, tmp_path, "-m", "pipeline.cli", "--aide")
    assert run(code, tmp_path, "-m", "pipeline.cli", "themes").splitlines() == ["tutorat : Tutorat", "lecture : Lecture"]


def test_the_code_of_recipes_passes_the_linter_and_the_formatter(code: Path):
    files = [str(code / path) for title in (*RECIPES, "A kind of content") for language, path, _ in blocks(title) if language == "python"]
    there = [path for path in files if Path(path).exists()]
    assert len(there) == len(files) - 2
    for command in (["check"], ["format", "--check"]):
        options = [sys.executable, "-m", "ruff", *command, "--config", str(REPOSITORY / "pyproject.toml"), "--no-cache", *there]
        done = subprocess.run(options, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stdout


def test_a_diff_that_no_longer_finds_its_lines_is_told():
    assert changed("a\nb\nc\n", " a\n+x\n b\n") == "a\nx\nb\nc\n"
    with pytest.raises(AssertionError, match="not there once: a\nc"):
        changed("a\nb\nc\n", " a\n+x\n c\n")
