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


def faulty_owners(text: str) -> list[str]:
    """Return the rules of owners that GitHub would pass over, or that name nobody yet.

    An owner is an account or a team: letters, digits and single hyphens, 39 characters at most (GitHub's rule for names).
    """
    rules = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    named = re.compile(r"@(?!-)(?:[A-Za-z0-9]|-(?!-)){1,39}(?<!-)(?:/[\w.-]+)?")
    return [" ".join(rule) for rule in rules if len(rule) < 2 or not all(named.fullmatch(owner) for owner in rule[1:])]


@pytest.mark.parametrize(
    ("rules", "faulty"),
    [
        ("# Personne encore.\n# /content/  @à-compléter\n", []),
        ("/content/  @exemple\n/pipeline/ @exemple/equipe @autre-exemple\n", []),
        ("/content/  @à-compléter\n", ["/content/ @à-compléter"]),
        ("/content/  Alex Exemple\n/tests/\n", ["/content/ Alex Exemple", "/tests/"]),
    ],
)
def test_an_owner_is_an_account_or_a_team(rules: str, faulty: list[str]):
    assert faulty_owners(rules) == faulty


def test_no_owner_of_ours_is_left_to_complete():
    assert faulty_owners(text_of(".github/CODEOWNERS")) == []
