"""What GitHub shows to those who contribute: it exists, its links lead somewhere, its French is that of the pages."""

import re

import pytest

from tests.support import REPOSITORY, report_on

TEXTS = (".github/pull_request_template.md", "CODE_OF_CONDUCT.md", "SECURITY.md")


def text_of(path: str) -> str:
    return (REPOSITORY / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", TEXTS)
def test_its_french_passes_the_checks_of_pages(tmp_path, path: str):
    # As the body of a page; the title of rank 1 is the page's own, and comments are for who writes.
    body = re.sub(r"\A# .+\n|<!--.*?-->", "", text_of(path), flags=re.DOTALL if path.startswith(".github") else 0)
    page = f"---\ntitre: Page exemple\nresume: Une page exemple pour les essais.\n---\n{body}"
    report = report_on(tmp_path, {"content/pages/essai.md": page})
    found = [one for one in report.diagnostics if one.place.path == "content/pages/essai.md"]
    assert [(one.rule.code, one.place.line, one.text) for one in found if one.severity != "info"] == []


@pytest.mark.parametrize("path", TEXTS)
def test_each_file_and_command_that_it_names_exists(path: str):
    named = re.findall(r"`([\w./-]+\.(?:md|yml))`", text_of(path))
    assert [name for name in named if not (REPOSITORY / name).exists()] == []


def test_the_review_list_asks_what_a_machine_cannot_see():
    asked = text_of(".github/pull_request_template.md")
    for what in ("dans sa source", "nuance", "conditions", "cause", "limites", "inventé"):
        assert what in asked


def test_nobody_is_invented_among_the_owners():
    rules = [line for line in text_of(".github/CODEOWNERS").splitlines() if line and not line.startswith("#")]
    assert rules == []
    assert "À compléter" in text_of(".github/CODEOWNERS")
