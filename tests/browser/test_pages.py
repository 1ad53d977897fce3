"""Every page type in a real Chromium: no other host, no complaint, no overflow, no axe violation."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.axe import WIDTHS, conditions_of, violations
from tests.browser.conftest import SUB_PATH, TRIED_TYPES, Log, settle


@dataclass(frozen=True)
class Tab:
    """One tab for all page types, for a new one would cost more than most pages; and what the present page asks for and complains of."""

    page: Page
    log: Log


@dataclass(frozen=True)
class Seen:
    """What a page type showed: the hosts asked, complaints, its titles and mains, its banner, the links, the widths that it overflows."""

    hosts: set[str]
    problems: list[str]
    titles: int
    mains: int
    banner: list[str]
    links: list[str]
    overflows: list[int]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Tab]:
    page, log = browser.new_page(locale="fr-CA"), Log()
    page.add_init_script(Axe().axe_script)  # half a megabyte, sent to the browser once for all the pages
    log.follow(page)
    yield Tab(page, log)
    page.close()


@pytest.fixture(scope="module", params=TRIED_TYPES)
def name(request: pytest.FixtureRequest) -> str:
    """Each page type in turn: the tests of one come together, on the page that is open."""
    return str(request.param)


@pytest.fixture(scope="module")
def seen(tab: Tab, address: str, types: dict[str, str], name: str) -> Seen:
    """What the page type showed; it stays open in the tab."""
    page, log = tab.page, tab.log
    page.goto("about:blank")  # what the page before was still asking for ends here
    log.requests.clear()
    log.problems.clear()
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    settle(page, address + types[name])
    overflows = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            overflows.append(width)
    return Seen(
        {urlsplit(url).netloc for url in log.requests if not url.startswith(("data:", "blob:"))},
        [*log.problems],
        page.locator("h1").count(),
        page.locator("main").count(),
        page.locator(".p-demo").all_inner_texts(),
        page.eval_on_selector_all("a[href]", "links => links.map(a => a.href)"),
        overflows,
    )


def test_a_page_asks_only_this_host_and_complains_of_nothing(seen: Seen, address):
    assert seen.hosts == {urlsplit(address).netloc}
    assert seen.problems == []


@pytest.fixture(scope="module")
def notice(site: Path) -> list[str]:
    """What each page says at its head as long as the council has not adopted the site."""
    council = yaml.safe_load((site.parent / "content" / "organisme.yml").read_text(encoding="utf-8"))
    said = f"Démonstration indépendante, ni produite ni approuvée par {council['designation']}."
    return [said] if council["statut"] == "demonstration" else []


def test_a_page_has_one_title_one_main_and_the_notice_of_a_demonstration(seen: Seen, notice: list[str]):
    assert (seen.titles, seen.mains, seen.banner) == (1, 1, notice)


def test_a_page_is_not_wider_than_the_screen(seen: Seen):
    assert seen.overflows == []


def test_every_link_between_pages_leads_to_a_page_and_every_anchor_to_a_place(seen: Seen, address, site):
    """Follow each internal link, by file."""
    broken = []
    for target in dict.fromkeys(seen.links):
        parts = urlsplit(target)
        if parts.netloc != urlsplit(address).netloc:
            continue
        file = site / parts.path.removeprefix(SUB_PATH)
        file = file if file.suffix else file / "index.html"
        if not file.is_file() or (parts.fragment and f'id="{parts.fragment}"' not in file.read_text(encoding="utf-8")):
            broken.append(target)
    assert broken == []


def test_axe_finds_nothing_on_a_page_narrow_or_wide_in_light_or_dark(seen: Seen, tab: Tab, name: str):
    assert seen.titles == 1, "the page is not open"
    # Without transitions: axe would read a colour half way to the next.
    tab.page.emulate_media(reduced_motion="reduce")
    found = {}
    for width, scheme in conditions_of(name):
        tab.page.set_viewport_size({"width": width, "height": 900})
        tab.page.emulate_media(color_scheme=scheme)
        found[width, scheme] = violations(tab.page)
    assert {condition: wrong for condition, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_an_excerpt_and_the_menu_open(browser: Browser, address, types, scheme):
    context = browser.new_context(viewport={"width": 360, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address + types["fiche"])
    page.locator(".p-cite").first.click()
    assert page.locator(".p-excerpt:popover-open").count() == 1
    with_excerpt = violations(page)
    page.keyboard.press("Escape")
    page.locator(".p-menu summary").click()
    with_menu = violations(page)
    context.close()
    assert [*with_excerpt, *with_menu] == []
