"""Sixty everyday queries (relevance.yml), typed in the real page: the sheet each must bring; then with one letter wrong."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page

from tests.browser.conftest import SUB_PATH
from tests.search_blind import ask as ask_the_engine
from tests.search_blind import misspelt

QUERIES: list[dict[str, str]] = yaml.safe_load(Path(__file__).with_name("relevance.yml").read_text(encoding="utf-8"))


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
def answers(browser: Browser, address: str, site: Path) -> dict[str, Any]:
    """What each query misses, as it is and misspelt, by one reader who never leaves the page."""
    page = browser.new_context(locale="fr-CA").new_page()
    page.goto(f"{address}recherche/")
    missed: dict[str, Any] = {"as typed": [], "misspelt": []}
    # A page that is gone is told once, by the test below.
    moved = [{**case, "page": now_at(site, case["page"])} for case in QUERIES]
    wanted = [case for case in moved if is_searched(site, case["page"])]
    for case in wanted:
        if case["page"] not in (found := ask(page, case["query"])):
            missed["as typed"].append((case["query"], found))
    # Of the engine alone, which the page asks too: what is drawn was seen above.
    queries = [misspelt(case["query"]) for case in wanted]
    for case, query, answer in zip(wanted, queries, ask_the_engine(page, queries), strict=True):
        if case["page"] not in (found := [address for address, *_ in answer["found"]]):
            missed["misspelt"].append((query, found))
    page.context.close()
    return missed


def now_at(site: Path, page: str) -> str:
    """Return where a page of the list is now: a page that was merged or renamed leads to another (content/redirections.yml)."""
    moved = yaml.safe_load((site.parent / "content" / "redirections.yml").read_text(encoding="utf-8"))["redirections"] or []
    return {one["de"]: one["vers"] for one in moved}.get(page, page)


def is_searched(site: Path, page: str) -> bool:
    """Return whether a page is there and not withdrawn."""
    file = site / page / "index.html"
    return file.is_file() and "data-pagefind-body" in file.read_text(encoding="utf-8")


def test_there_are_sixty_queries_that_each_name_a_page_of_the_site(site):
    assert len(QUERIES) == len({case["query"] for case in QUERIES}) == 60
    gone = {case["page"] for case in QUERIES if not is_searched(site, now_at(site, case["page"]))}
    assert sorted(gone) == [], (
        "these pages are not in the site any more: give their queries, in relevance.yml, the pages that answer them now"
    )


@pytest.mark.parametrize(
    ("query", "wrong"),
    [("un eleve qui manque l'ecole", "un eleve qui manrue l'ecole"), ("été à l'école", "été à l'écple"), ("la lézarde", "la lézbrde")],
)
def test_a_query_is_misspelt_by_the_letter_that_follows_in_the_alphabet(query, wrong):
    assert misspelt(query) == wrong


def test_fifty_seven_queries_bring_their_page_in_the_first_three(answers):
    assert len(answers["as typed"]) <= 3, answers["as typed"]


def test_fifty_three_still_do_with_one_letter_wrong(answers):
    assert len(answers["misspelt"]) <= 7, answers["misspelt"]
