"""The pictures of the terminal in CONTRIBUTING.md: the real answers of the commands; kept with PASSERELLE_IMAGES=1 (`make image`)."""

import io
import os
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.console import Console
from rich.text import Text

from tests.cli.test_cli import run, said, site
from tests.rules.examples import SHEET, text
from tests.support import REPOSITORY

IMAGES = REPOSITORY / "tests" / "images"
WIDTH = 96
# rich's own format names a font on another host: this one asks nobody for anything.
SVG = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: Consolas, Menlo, "DejaVu Sans Mono", monospace; font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
BROKEN = text("Les 43\u00a0essais le montrent [@sample2021, résumé]. Qui peut aider à 13h30 ?")
BEGIN = ("--titre", "Lire à voix haute", "--theme", "lecture", "--public", "scolaire", "--age", "primaire", "--determinant", "eleve")
COMMANDS = {
    "verifier": ("verifier", SHEET),
    "corriger": ("corriger", SHEET),
    "nouvelle": ("nouvelle", "fiche", *BEGIN, "--source", "exemple2020#lien"),
}


def answer(root: Path, name: str) -> str:
    """What the terminal shows: the command, then its answer, which is the same whatever the folder."""
    command = COMMANDS[name]
    typed = " ".join(f'"{word}"' if " " in word else word for word in command)
    return f"$ passerelle {typed}\n{said(run(site(root, BROKEN), *command))}".rstrip("\n")


def picture(shown: str, name: str) -> str:
    console = Console(record=True, width=WIDTH, file=io.StringIO(), color_system=None)
    console.print(Text(shown))
    return re.sub(r"[ \t]+$", "", console.export_svg(title="Terminal", code_format=SVG, unique_id=name), flags=re.MULTILINE)


def words_of(svg: str) -> list[str]:
    """The words that a picture shows, read from it as a browser does."""
    pieces = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 - our own file
    return " ".join(piece.text or "" for piece in pieces if "matrix" not in piece.get("class", "")).split()


@pytest.mark.parametrize("name", COMMANDS)
def test_the_picture_of_a_command_shows_what_it_says_now(tmp_path, name):
    path, shown = IMAGES / f"{name}.svg", answer(tmp_path, name)
    if os.environ.get("PASSERELLE_IMAGES") == "1":
        path.write_text(picture(shown, name), encoding="utf-8")
    assert words_of(path.read_text(encoding="utf-8")) == ["Terminal", *shown.split()], "make image"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_picture_asks_nothing_of_another_host(name):
    assert re.findall(r"url\((?!#)|href|https?://(?!www\.w3\.org/2000/svg)", (IMAGES / f"{name}.svg").read_text(encoding="utf-8")) == []


def test_contributing_shows_each_picture_with_words_in_its_place():
    shown = dict(re.findall(r"!\[([^\]]{20,})\]\(tests/images/([^)]+)\)", (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    assert {name for name in shown.values() if (IMAGES / name).is_file()} == {*(f"{name}.svg" for name in COMMANDS), "fiche.png"}


def test_the_site_shows_the_answer_that_the_command_gives(tmp_path):
    page = (REPOSITORY / "content/pages/contribuer-en-detail.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```terminal\n(.+?)\n```", page, re.DOTALL)
    assert block == answer(tmp_path, "verifier")
