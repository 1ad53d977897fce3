"""Every page type in a real Chromium: no other host, no complaint, no overflow, no axe violation."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import PAGE_TYPES, SUB_PATH, Log, settle

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_a_page_asks_only_this_host_and_complains_of_nothing(page, address, name):
    log = Log()
    log.follow(page)
    settle(page, address + PAGE_TYPES[name])
    hosts = {urlsplit(url).netloc for url in log.requests if not url.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(address).netloc}
    assert log.problems == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_any_page_type(browser: Browser, address, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="fr-CA")
    page = context.new_page()
    violations = {}
    for name, path in PAGE_TYPES.items():
        settle(page, address + path)
        results = Axe().run(page, options=WCAG)
        found = [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in results.response["violations"]]
        if found:
            violations[name] = found
    context.close()
    assert violations == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_an_excerpt_and_the_menu_open(browser: Browser, address, scheme):
    context = browser.new_context(viewport={"width": 360, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address + PAGE_TYPES["fiche"])
    page.locator(".p-cite").first.click()
    assert page.locator(".p-excerpt:popover-open").count() == 1
    with_excerpt = Axe().run(page, options=WCAG).response["violations"]
    page.keyboard.press("Escape")
    page.locator(".p-menu summary").click()
    with_menu = Axe().run(page, options=WCAG).response["violations"]
    context.close()
    assert [v["id"] for v in (*with_excerpt, *with_menu)] == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_page_is_wider_than_the_screen(browser: Browser, address, width):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    wide = []
    for name, path in PAGE_TYPES.items():
        settle(page, address + path)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(name)
    context.close()
    assert wide == []


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_a_page_has_one_title_one_main_and_the_demonstration_banner(page, address, name):
    settle(page, address + PAGE_TYPES[name])
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    assert page.locator(".p-demo").inner_text() == "Démonstration indépendante, ni produite ni approuvée par le CREVALE."


def test_every_link_between_pages_leads_to_a_page_and_every_anchor_to_a_place(page, address, site):
    """Follow each internal link of each page type, by file."""
    broken = []
    for name, path in PAGE_TYPES.items():
        settle(page, address + path)
        targets = page.eval_on_selector_all("a[href]", "links => links.map(a => a.href)")
        for target in dict.fromkeys(targets):
            parts = urlsplit(target)
            if parts.netloc != urlsplit(address).netloc:
                continue
            file = site / parts.path.removeprefix(SUB_PATH)
            file = file if file.suffix else file / "index.html"
            if not file.is_file() or (parts.fragment and f'id="{parts.fragment}"' not in file.read_text(encoding="utf-8")):
                broken.append((name, target))
    assert broken == []
