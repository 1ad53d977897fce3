"""Sixty everyday queries (relevance.yml), typed in the real page: the sheet each must bring; then with one letter wrong."""

import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page

from tests.browser.conftest import SUB_PATH

QUERIES: list[dict[str, str]] = yaml.safe_load(Path(__file__).with_name("relevance.yml").read_text(encoding="utf-8"))


def misspelt(query: str) -> str:
    """Return the query with the middle letter of its longest word (the first such) made the next of the alphabet."""
    plain = unicodedata.normalize("NFC", query)
    words = "".join(letter if letter.isalpha() else " " for letter in plain).split(" ")
    longest = max(words, key=len)
    start = plain.index(longest) + len(longest) // 2
    letter = unicodedata.normalize("NFD", plain[start].lower())[0]
    return plain[:start] + chr((ord(letter) - ord("a") + 1) % 26 + ord("a")) + plain[start + 1 :]


def ask(page: Page, query: str) -> list[str]:
    """Type a query and return the pages of the first three results."""
    field = page.get_by_role("searchbox", name="Votre question ou votre mot")
    field.fill(query)
    field.press("Enter")
    return first_three(page)


def first_three(page: Page) -> list[str]:
    page.locator("#recherche-resultats[aria-busy=false]").wait_for(state="attached")
    links = page.locator("#recherche-resultats .p-card__title a").evaluate_all("links => links.slice(0, 3).map(a => a.href)")
    return [urlsplit(link).path.removeprefix(SUB_PATH) for link in links]


@pytest.fixture(scope="module")
def answers(browser: Browser, address: str) -> dict[str, Any]:
    """What each query misses, as it is and misspelt, by one reader who never leaves the page."""
    page = browser.new_context(locale="fr-CA").new_page()
    page.goto(f"{address}recherche/")
    missed: dict[str, Any] = {"as typed": [], "misspelt": []}
    for case in QUERIES:
        if case["page"] not in (found := ask(page, case["query"])):
            missed["as typed"].append((case["query"], found))
    for case in QUERIES:
        found = ask(page, misspelt(case["query"]))
        suggestion = page.locator("#recherche-correction a")
        if case["page"] not in found and suggestion.is_visible():
            suggestion.click()
            found = first_three(page)
        if case["page"] not in found:
            missed["misspelt"].append((misspelt(case["query"]), found))
    page.context.close()
    return missed


def test_there_are_sixty_queries_of_which_each_sheet_has_one(site):
    assert len(QUERIES) == len({case["query"] for case in QUERIES}) == 60
    sheets = {f"fiches/{folder.name}/" for folder in (site / "fiches").iterdir() if folder.is_dir() and folder.name != "page"}
    assert sheets <= {case["page"] for case in QUERIES}


@pytest.mark.parametrize(
    ("query", "wrong"),
    [("un eleve qui manque l'ecole", "un eleve qui manrue l'ecole"), ("été à l'école", "été à l'écple"), ("la lézarde", "la lézbrde")],
)
def test_a_query_is_misspelt_by_the_letter_that_follows_in_the_alphabet(query, wrong):
    assert misspelt(query) == wrong


def test_fifty_four_queries_bring_their_page_in_the_first_three(answers):
    assert len(answers["as typed"]) <= 6, answers["as typed"]


def test_forty_five_still_do_with_one_letter_wrong_and_the_suggestion_followed(answers):
    assert len(answers["misspelt"]) <= 15, answers["misspelt"]
