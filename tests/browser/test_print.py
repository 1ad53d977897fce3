"""A sheet on paper, as Chromium prints it: pages counted, the foot read back."""

import json
import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import REPEATED
from tests.site.built_pages import html_files

PAGE = re.compile(rb"/Type\s*/Page\b")
LETTER = re.compile(rb"/MediaBox\s*\[\s*0 0 612 792\s*\]")


def printed(page: Page, address: str) -> bytes:
    page.goto(address)
    return page.pdf(prefer_css_page_size=True)


def test_every_sheet_prints_on_three_letter_pages_at_most(page, address, site):
    """The six longest in the ordinary run, every one in the long run."""
    sheets = [path for path in html_files(site / "fiches") if 'class="p-key"' in path.read_text(encoding="utf-8")]
    longest = sorted(sheets, key=lambda path: path.stat().st_size, reverse=True)[:REPEATED]
    assert longest != []
    printings = {path.parent.name: printed(page, f"{address}fiches/{path.parent.name}/") for path in longest}
    assert {sheet: len(PAGE.findall(pdf)) for sheet, pdf in printings.items() if len(PAGE.findall(pdf)) > 3} == {}
    assert all(len(LETTER.findall(pdf)) == len(PAGE.findall(pdf)) for pdf in printings.values())


FOOT = "getComputedStyle(document.documentElement).getPropertyValue('--p-pied')"


def test_a_printed_sheet_says_its_address_and_when_it_was_reviewed_at_the_foot(page, example_address):
    sheet = example_address + "fiches/tutorat-grande-echelle/"
    page.goto(f"{sheet}?exemple=1#limites")
    assert json.loads(page.evaluate(FOOT)) == f"Passerelle & exemple, {sheet}, fiche revue le 24 novembre 2026"
    rules = page.evaluate(
        "[...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule instanceof CSSPageRule).map((rule) => rule.cssText)"
    )
    assert len(rules) == 1
    assert "@bottom-left" in rules[0]
    assert "var(--p-pied" in rules[0]


def test_without_javascript_a_printed_sheet_ends_with_its_published_address(browser, example_address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(example_address + "fiches/tutorat-grande-echelle/")
    page.emulate_media(media="print")
    foot = page.locator(".p-foot")
    expect(foot).to_be_visible()
    expect(foot).to_have_text(
        "Passerelle & exemple, https://exemple.invalid/passerelle/fiches/tutorat-grande-echelle/, fiche revue le 24\u00a0novembre\u00a02026"
    )
    context.close()


def test_a_printed_sheet_drops_what_only_a_screen_can_use(page, example_address):
    page.goto(example_address + "fiches/tutorat-grande-echelle/")
    page.emulate_media(media="print")
    left = page.evaluate(
        "[...document.querySelectorAll('header, footer, nav, form, .p-button, .p-excerpt, .p-references a')].filter((e) => e.checkVisibility()).map((e) => e.className)"
    )
    assert left == []


def test_what_is_folded_on_a_screen_is_read_on_paper(page, example_address):
    page.goto(example_address + "fiches/tutorat-grande-echelle/")
    figures = page.locator(".p-figures .p-prose")
    expect(figures).to_be_hidden()
    page.emulate_media(media="print")
    assert figures.evaluate("e => e.getBoundingClientRect().height") > 20
    expect(page.locator(".p-fold")).to_be_hidden()


def test_a_printed_page_writes_out_the_address_behind_a_link_to_elsewhere(page, example_address):
    page.goto(example_address + "campagnes/fonds-exemple/")
    page.emulate_media(media="print")
    written = page.locator(".p-about dd > a[href^='http']").first.evaluate("link => [link.href, getComputedStyle(link, '::after').content]")
    assert written[1] == f'" ({written[0]})"'


def test_a_printed_activity_drops_its_video_and_the_list_its_calendar(page, example_address):
    page.emulate_media(media="print")
    for path, dropped in (
        ("activites/2026-11-10-presentation-comite/", ".p-video"), ("activites/2026-11-17-webinaire-video/", ".p-player"), ("activites/", ".p-month, .p-coming"),
    ):  # fmt: skip
        page.goto(example_address + path)
        shown = page.locator(dropped).evaluate_all("all => all.map((one) => one.checkVisibility())")
        assert shown, path
        assert not any(shown), path
