"""The settings beside the tree: any builder that reads mkdocs.yml makes the pages of the site of them, alone."""

import re
import subprocess
import sys
from pathlib import Path

import yaml

from tests.site.sites import Site


def pages_of(folder: Path) -> dict[str, bytes]:
    """Return each file that a builder made, without its blank lines."""
    return {path.relative_to(folder).as_posix(): re.sub(rb"\n+", b"\n", path.read_bytes()) for path in folder.rglob("*") if path.is_file()}


def test_they_name_nothing_of_ours_and_no_plugin(example_site: Site):
    text = (example_site.project.build / "mkdocs.yml").read_text(encoding="utf-8")
    plain = yaml.safe_load(text)
    assert (plain["plugins"], plain.get("hooks")) == ([], None)
    assert "pipeline" not in text


def test_mkdocs_alone_makes_the_same_pages_of_them(example_site: Site, tmp_path: Path):
    project = example_site.project
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(project.build / "mkdocs.yml"), "-d", str(tmp_path / "seul")]
    subprocess.run(command, cwd=tmp_path, check=True)
    alone, ours = pages_of(tmp_path / "seul"), pages_of(project.staging)
    # Search needs more than the pages: Pagefind reads them after.
    assert alone.keys() == ours.keys()
    assert [name for name in ours if alone[name] != ours[name] and name not in ("sitemap.xml", "sitemap.xml.gz")] == []


def test_the_theme_stands_without_material(example_site: Site, tmp_path: Path):
    project = example_site.project
    settings = yaml.safe_load((project.build / "mkdocs.yml").read_text(encoding="utf-8"))
    theme = {**settings["theme"], "name": None, "custom_dir": str((project.build / settings["theme"]["custom_dir"]).resolve())}
    bare = {**settings, "theme": theme, "docs_dir": str(project.docs), "site_dir": str(tmp_path / "nu")}
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(bare, allow_unicode=True, sort_keys=False), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(tmp_path / "mkdocs.yml")], cwd=tmp_path, check=True)
    alone, ours = pages_of(tmp_path / "nu"), pages_of(project.staging)
    # What Material publishes of itself, which no page asks for.
    assert [name for name in ours.keys() - alone.keys() if not name.startswith("assets/")] == []
    assert [name for name in alone if alone[name] != ours[name] and name not in ("sitemap.xml", "sitemap.xml.gz")] == []


def test_signs_that_open_a_block_of_code_are_only_shown(example_site: Site):
    for path in example_site.project.docs.rglob("*.md"):
        assert re.search(r"(?m)^(?:```|~~~)", path.read_text(encoding="utf-8")) is None
