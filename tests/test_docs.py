"""What docs/ names exists: files, tests, identifiers. What the pages of commands and of recipes say is kept by their own tests."""

import re
from pathlib import Path

import pytest

from tests.support import REPOSITORY

PAGES = sorted((REPOSITORY / "docs").rglob("*.md"))
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_FILE = re.compile(r"`((?:[\w.-]+/)+(?:[\w.-]+\.(?:py|md|csl|toml|html))?)`")
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
_BLOCK = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def prose(page: Path) -> str:
    """Return what a page says outside of its blocks of code."""
    return _BLOCK.sub("", page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_files_and_tests_that_a_page_names_exist(page: Path):
    text = prose(page)
    # A build makes these.
    files = [name for name in _FILE.findall(text) if not name.startswith(("build/", "site/")) or name.endswith(".py")]
    # Rooms are named from the package, sub-rooms beside the name of their room.
    places = (REPOSITORY, *(REPOSITORY / "pipeline" / room for room in ("", "site", "intake", "edition")))
    assert [name for name in files if not any((place / name).exists() for place in places)] == []
    for name, test in _TEST.findall(text):
        assert f"def {test}(" in (REPOSITORY / name).read_text(encoding="utf-8"), f"{name}::{test}"
    assert [link for link in _LINK.findall(text) if not (page.parent / link).exists()] == []


def test_the_identifiers_of_the_glossary_are_in_the_code():
    rows = [line.split("|") for line in prose(REPOSITORY / "docs/glossary.md").splitlines() if line.startswith("| ")]
    identifiers = {name for row in rows[1:] for name in re.findall(r"`@?(\w+)`", row[3])}
    code = "\n".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "pipeline").rglob("*.py"))
    assert len(identifiers) > 30
    assert {name for name in identifiers if not re.search(rf"\b{name}\b", code)} == set()


def test_every_kind_of_content_is_in_the_glossary():
    glossary = (REPOSITORY / "docs/glossary.md").read_text(encoding="utf-8")
    declared = re.findall(
        r'^        \("[\w.]+", "(\w+)"\),$', (REPOSITORY / "pipeline/content/kinds.py").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert "FICHES" in declared
    assert [name for name in declared if f"`{name}`" not in glossary] == []


def test_decisions_are_numbered_without_a_gap():
    numbers = [int(path.name[:3]) for path in PAGES if path.parent.name == "decisions"]
    assert numbers == list(range(1, len(numbers) + 1))
