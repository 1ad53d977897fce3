"""The recipes of docs/how-to-add.md, as files: each block of code names its own."""

import re
import shutil
from pathlib import Path

from tests.support import REPOSITORY

PAGE = REPOSITORY / "docs/how-to-add.md"
# A title of the page, or a block: a line of a block that looks like a title is none.
_PART = re.compile(r"^## (?P<title>[^\n]+)$|^```(?P<language>\w+) (?P<path>\S+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
Block = tuple[str, str, str]


def blocks(title: str) -> list[Block]:
    """Return the blocks of one recipe, in order: language, path from the root of the project, text."""
    found: dict[str, list[Block]] = {}
    current = ""
    for part in _PART.finditer(PAGE.read_text(encoding="utf-8")):
        if part["title"]:
            current = part["title"]
            found[current] = []
        else:
            found[current].append((part["language"], part["path"], part["text"]))
    return found[title]


def new_file(title: str, path: str) -> str:
    """Return the text of a new file of a recipe."""
    [text] = [text for language, name, text in blocks(title) if name == path and language != "diff"]
    return text


def copy_of_the_code(root: Path, *titles: str) -> Path:
    """Copy the package and the templates under ``root``, and apply recipes to the copy; a file of content is not code.

    What Python compiled comes along, but what another process is writing now: nothing is compiled again but what a recipe changes.
    """
    shutil.copytree(REPOSITORY / "pipeline", root / "pipeline", ignore=shutil.ignore_patterns("*.pyc.*"))
    shutil.copytree(REPOSITORY / "site_templates", root / "site_templates")
    for title in titles:
        for language, path, text in blocks(title):
            if language == "diff":
                (root / path).write_text(changed((root / path).read_text(encoding="utf-8"), text), encoding="utf-8")
            elif not path.startswith("content/"):
                assert not (root / path).exists(), f"{path} is there already"
                (root / path).write_text(text, encoding="utf-8")
    return root


def changed(before: str, diff: str) -> str:
    """Return a text with the lines that a diff adds; those that it shows around them are there once, in a row."""
    lines = diff.splitlines(keepends=True)
    around = "".join(line[1:] for line in lines if not line.startswith("+"))
    assert before.count(around) == 1, f"not there once: {around}"
    return before.replace(around, "".join(line[1:] for line in lines))
