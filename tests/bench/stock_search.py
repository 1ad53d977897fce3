"""The pages that our search looks into as a plain MkDocs site: Material, its own search in French, and no other plugin."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from pipeline.edition.docs_tree import files_under
from pipeline.project import Project

# What lets it be built at ten thousand pages: a short menu, and pages that stay out of it.
_SETTINGS = """\
site_name: Site exemple
theme:
  name: material
  language: fr
  font: false
plugins:
  - search:
      lang: fr
nav:
  - Accueil: index.md
not_in_nav: "**"
"""
# The home page is not among ours: it has no place in the index.
_HOME = "---\nsearch:\n  exclude: true\n---\n\n# Site exemple\n"
_SEARCHED = re.compile(r"^recherche: true$", re.MULTILINE)
_ANCHOR = re.compile(r"[ ]\{#[a-z0-9-]+\}$", re.MULTILINE)
_BLANKS = re.compile(r"[ \t]*\n(?:[ \t]*\n)+")
_BLOCKS = {"blockquote", "dd", "div", "dl", "dt", "li", "ol", "p", "pre", "section", "summary", "ul"}
_HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### "}
_VOID = {"br", "hr", "img", "input", "path", "circle", "link", "meta"}
_UNREAD = {"button", "details", "form", "script", "style", "svg"}


def searched_pages(project: Project) -> Iterator[tuple[str, str]]:
    """Yield each page of the docs tree of ``project`` that the default search knows: its path, its text as plain Markdown."""
    for name, path in sorted(files_under(project.docs).items()):
        if not name.endswith(".md"):
            continue
        _, header, body = Path(path).read_text(encoding="utf-8").split("---\n", 2)
        if _SEARCHED.search(header):
            yield name, plain_markdown(body)


def plain_markdown(body: str) -> str:
    """Return the headings and paragraphs that readers see on a page of the docs tree, references with them, without any markup.

    What a tap opens is left out (excerpts, ready-made citations), as are buttons.
    """
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return _BLANKS.sub("\n\n", _ANCHOR.sub("", "".join(reader.parts))).strip() + "\n"


def write_stock_search(project: Project, root: Path) -> int:
    """Write under ``root`` the MkDocs project of the pages that our search knows; return their number."""
    (root / "docs").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(_SETTINGS, encoding="utf-8")
    (root / "docs" / "index.md").write_text(_HOME, encoding="utf-8")
    number = 0
    for name, text in searched_pages(project):
        target = root / "docs" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        number += 1
    return number


def build_stock_search(root: Path) -> Path:
    """Build the MkDocs project under ``root``; return the folder of its site. Raises ``CalledProcessError`` when it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=root, env=environment, check=True)
    return root / "site"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._skipped = 0  # how many open elements are inside one that is left out, itself among them

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        given = dict(attrs)
        if self._skipped or tag in _UNREAD or "hidden" in given or "data-pagefind-ignore" in given:
            self._skipped += 1
        elif tag in _HEADINGS:
            self.parts.append(f"\n\n{_HEADINGS[tag]}")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self._skipped:
            self._skipped -= 1
        elif tag in _BLOCKS or tag in _HEADINGS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.parts.append(escape(data, quote=False))
