"""Reading a sheet: by touch, by keyboard, without JavaScript, in print, in the colours one prefers."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import REPEATED
from tests.support import TODAY

FICHE = "fiches/tutorat-grande-echelle/"


def test_a_tap_on_a_citation_opens_our_paraphrase_then_the_excerpt_in_its_language(browser: Browser, example_address):
    context = browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(example_address + FICHE)
    page.get_by_role("button", name="Extrait de Sample et Specimen, 2021a, pour 42 essais").first.tap()
    opened = page.locator(".p-excerpt:popover-open")
    expect(opened.locator(".p-excerpt__para")).to_have_text(re.compile("effet global est de 0,25\u00a0écart-type"))
    quotation = opened.locator("blockquote")
    expect(quotation).to_have_attribute("lang", "en")
    expect(quotation).to_contain_text("an overall effect of 0.25 SD")
    expect(opened.locator(".p-excerpt__where").first).to_contain_text("lu dans le résumé")
    expect(opened).to_contain_text("Chiffres retrouvés dans l’extrait\u00a0: 42 essais; 0,25 écart-type.")
    expect(opened.get_by_role("link", name="Lire la source (doi.org)")).to_have_attribute("href", "https://doi.org/10.1234/sample.2021")
    expect(opened.get_by_role("link", name="Voir la référence")).to_have_attribute("href", "../../references/sample2021/#extrait-effet")
    context.close()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (768, 1024), (360, 740)])
def test_an_excerpt_stays_in_the_window_and_turns_over_where_there_is_no_room_below(browser: Browser, example_address, width, height):
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(example_address + FICHE)
    wide = page.evaluate("() => CSS.supports('position-area: bottom') && matchMedia('(min-width: 48em)').matches")
    found = set()
    for mark in page.locator(".p-cite[popovertarget]:visible").all()[:REPEATED]:
        for share in (0.1, 0.9):  # of the window's height, as far as the page scrolls
            mark.evaluate(
                "(e, share) => scrollTo({top: scrollY + e.getBoundingClientRect().top - innerHeight * share, behavior: 'instant'})", share
            )
            mark.evaluate("e => e.click()")
            panel, button = page.locator(".p-excerpt:popover-open").bounding_box(), mark.bounding_box()
            assert panel is not None
            assert button is not None
            assert panel["x"] >= 0
            assert panel["y"] >= 0
            assert panel["x"] + panel["width"] <= width
            assert panel["y"] + panel["height"] <= height
            if wide:  # elsewhere it lies along the bottom of the window
                below = panel["y"] >= button["y"] + button["height"] - 1
                assert below or panel["y"] + panel["height"] <= button["y"] + 1
                found.add(below)
            page.keyboard.press("Escape")
    assert found == ({True, False} if wide else set())
    context.close()


def test_a_keyboard_opens_and_closes_an_excerpt_and_focus_returns(page, example_address):
    page.goto(example_address + FICHE)
    button = page.locator(".p-cite").first
    button.focus()
    page.keyboard.press("Enter")
    assert page.locator(".p-excerpt:popover-open").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('.p-excerpt') !== null")
    page.keyboard.press("Escape")
    assert page.locator(".p-excerpt:popover-open").count() == 0
    expect(button).to_be_focused()


def test_an_excerpt_opens_without_javascript(browser: Browser, example_address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(example_address + FICHE)
    page.locator(".p-cite").first.click()
    expect(page.locator(".p-excerpt__para").filter(visible=True)).to_have_count(1)
    context.close()


def test_without_javascript_the_copy_button_is_hidden_and_the_search_page_offers_lists(browser: Browser, example_address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(example_address + FICHE)
    expect(page.get_by_role("button", name="Copier les questions")).to_be_hidden()
    page.goto(example_address + "recherche/")
    expect(page.get_by_text("La recherche demande JavaScript.")).to_be_visible()
    context.close()


def test_a_figure_read_on_a_third_partys_page_says_so_beside_it(page, example_address):
    page.goto(example_address + "fiches/lecture-a-voix-haute/")
    cited = page.locator(".p-cites", has=page.get_by_role("button", name=re.compile("31 %")))
    expect(cited).to_contain_text("(page d’un tiers)")


def test_every_citation_button_names_what_it_shows(page, example_address):
    page.goto(example_address + FICHE)
    wrong = page.eval_on_selector_all(
        ".p-cite", "buttons => buttons.filter(b => !b.ariaLabel.includes(b.textContent) || !/^Extraits? de /.test(b.ariaLabel)).length"
    )
    assert wrong == 0


def test_the_reader_chooses_the_colours_and_the_choice_is_kept(page, example_address):
    page.goto(example_address)
    paper = "() => getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(paper)
    toggle = page.get_by_role("button", name="Couleurs sombres")
    expect(toggle).to_have_attribute("aria-pressed", "false")
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(paper) != before
    page.goto(example_address + FICHE)
    assert page.evaluate("() => document.documentElement.dataset.couleurs") == "sombre"
    assert page.evaluate("() => document.cookie") == ""


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(browser: Browser, example_address):
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(example_address + FICHE)
    summary = page.locator(".p-menu summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".p-menu").get_by_role("link", name="Comités")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".p-menu").get_by_role("link", name="Comités")).to_be_hidden()
    expect(summary).to_be_focused()
    context.close()


def test_print_shows_the_sheet_and_its_addresses_without_the_sites_furniture(page, example_address):
    page.goto(example_address + FICHE)
    page.emulate_media(media="print")
    expect(page.locator(".p-header")).to_be_hidden()
    expect(page.locator(".p-excerpts")).to_be_hidden()
    expect(page.locator(".p-references")).to_contain_text("https://doi.org/10.1234/sample.2021")


def test_print_keeps_the_notice_of_a_demonstration(page, small_address):
    page.goto(small_address + "fiches/exemple/")
    page.emulate_media(media="print")
    expect(page.locator(".p-demo")).to_be_visible()


def test_the_first_tab_offers_to_skip_to_the_content(page, example_address):
    page.goto(example_address + FICHE)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Aller au contenu")
    page.keyboard.press("Enter")
    expect(page.locator("#contenu")).to_be_focused()


def test_every_page_has_the_day_of_the_tests_for_now(browser: Browser):
    context = browser.new_context()
    given = context.new_page().evaluate("[Date.now(), +new Date(), Date.parse(Date()), +new Date(2026, 0), +new Date(0)]")
    context.close()
    noon = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC).timestamp() * 1000
    assert given[:3] == [noon] * 3
    assert (given[3] < noon, given[4]) == (True, 0)


@pytest.mark.newcomer
@pytest.mark.parametrize(("today", "shown"), [("2028-11-23T12:00:00", False), ("2028-11-25T12:00:00", True)])
def test_a_review_over_two_years_old_is_told_by_the_readers_clock(page, example_address, today, shown):
    """The sheet was reviewed on 24 November 2026, and the site is not built again."""
    page.clock.set_fixed_time(today)
    page.goto(example_address + FICHE)
    expect(page.get_by_text("il y a plus de deux ans")).to_be_visible(visible=shown)
