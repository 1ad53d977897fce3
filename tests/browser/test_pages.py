"""Every page type in a real Chromium: no other host, no complaint, no overflow, no axe violation."""

import os
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PAGE_TYPES, SUB_PATH, Log, settle

# Only violations are told in full: what passes is much longer, and nothing here reads it.
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}, "resultTypes": ["violations"]}
DEMONSTRATION = "Démonstration indépendante, ni produite ni approuvée par le CREVALE."
WIDTHS = (320, 360, 768, 1280)


@dataclass(frozen=True)
class Seen:
    """What a page type showed: the hosts asked, complaints, its titles and mains, its banner, the links, the widths that it overflows."""

    hosts: set[str]
    problems: list[str]
    titles: int
    mains: int
    banner: str
    links: list[str]
    overflows: list[int]


def see(page: Page, address: str) -> Seen:
    log = Log()
    log.follow(page)
    settle(page, address)
    overflows = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            overflows.append(width)
    return Seen(
        {urlsplit(url).netloc for url in log.requests if not url.startswith(("data:", "blob:"))},
        log.problems,
        page.locator("h1").count(),
        page.locator("main").count(),
        page.locator(".p-demo").inner_text(),
        page.eval_on_selector_all("a[href]", "links => links.map(a => a.href)"),
        overflows,
    )


@pytest.fixture(scope="module")
def seen(browser: Browser, address: str) -> dict[str, Seen]:
    """Each page type, opened once."""
    context = browser.new_context(locale="fr-CA")
    found = {}
    for name, path in PAGE_TYPES.items():
        page = context.new_page()
        found[name] = see(page, address + path)
        page.close()
    context.close()
    return found


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_a_page_asks_only_this_host_and_complains_of_nothing(seen, address, name):
    assert seen[name].hosts == {urlsplit(address).netloc}
    assert seen[name].problems == []


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_a_page_has_one_title_one_main_and_the_demonstration_banner(seen, name):
    assert (seen[name].titles, seen[name].mains, seen[name].banner) == (1, 1, DEMONSTRATION)


def test_no_page_is_wider_than_the_screen(seen):
    assert {name: page.overflows for name, page in seen.items() if page.overflows} == {}


def test_every_link_between_pages_leads_to_a_page_and_every_anchor_to_a_place(seen, address, site):
    """Follow each internal link of each page type, by file."""
    broken = []
    for name, page in seen.items():
        for target in dict.fromkeys(page.links):
            parts = urlsplit(target)
            if parts.netloc != urlsplit(address).netloc:
                continue
            file = site / parts.path.removeprefix(SUB_PATH)
            file = file if file.suffix else file / "index.html"
            if not file.is_file() or (parts.fragment and f'id="{parts.fragment}"' not in file.read_text(encoding="utf-8")):
                broken.append((name, target))
    assert broken == []


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds wrong, with the first places of each. The script, half a megabyte, is read once by page."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("async options => (await axe.run(options)).violations", WCAG)
    return [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found]


# Each width and each scheme once; every pair of them in the long run.
CONDITIONS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((360, "dark"), (1280, "light"))
if os.environ.get("PASSERELLE_LONG") == "1":
    CONDITIONS = (*CONDITIONS, (360, "light"), (1280, "dark"))


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_axe_finds_nothing_on_a_page_narrow_or_wide_in_light_or_dark(browser: Browser, address, name):
    # Without transitions: axe would read a colour half way to the next.
    context = browser.new_context(locale="fr-CA", reduced_motion="reduce")
    page = context.new_page()
    settle(page, address + PAGE_TYPES[name])
    found = {}
    for width, scheme in CONDITIONS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found[width, scheme] = violations(page)
    context.close()
    assert {condition: wrong for condition, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_an_excerpt_and_the_menu_open(browser: Browser, address, scheme):
    context = browser.new_context(viewport={"width": 360, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address + PAGE_TYPES["fiche"])
    page.locator(".p-cite").first.click()
    assert page.locator(".p-excerpt:popover-open").count() == 1
    with_excerpt = violations(page)
    page.keyboard.press("Escape")
    page.locator(".p-menu summary").click()
    with_menu = violations(page)
    context.close()
    assert [*with_excerpt, *with_menu] == []
