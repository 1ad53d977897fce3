"""« Ce qui aide » in a browser: sorted, filtered, chosen from, without JavaScript, in forced colours, on paper."""

import re
from itertools import pairwise
from math import ceil

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_loop import overflows
from tests.browser.test_pages import violations
from tests.browser.test_print import PAGE

TABLE = "ce-qui-aide/"
WIDE = re.compile(rb"/MediaBox\s*\[\s*0 0 792 612\s*\]")


def shown(page: Page) -> list[str]:
    return page.locator("#aide-table tr[id]:visible").evaluate_all("rows => rows.map((row) => row.id)")


def every(page: Page, name: str) -> list[str]:
    return page.locator("#aide-table tr[id]:visible").evaluate_all("(rows, name) => rows.map((row) => row.dataset[name])", name)


def test_a_filter_keeps_its_rows_and_is_in_the_address(page: Page, address: str):
    page.goto(address + TABLE)
    everything = shown(page)
    page.get_by_label("Ce qu’on veut changer", exact=True).select_option("presence")
    expect(page).to_have_url(f"{address}{TABLE}?but=presence")
    assert 0 < len(shown(page)) < len(everything)
    assert all("presence" in goals.split(" ") for goals in every(page, "but"))
    assert page.url.endswith("?but=presence")
    expect(page.locator("#aide-etat")).to_have_text(f"{len(shown(page))}\u00a0fiches sur {len(everything)}")
    page.get_by_role("button", name="Tout montrer").click()
    expect(page.locator("#aide-table tr[id]:visible")).to_have_count(len(everything))
    assert shown(page) == everything
    expect(page).to_have_url(address + TABLE)


def test_an_address_opens_the_table_as_it_was_left(page: Page, address: str):
    page.goto(f"{address}{TABLE}?tri=confiance&preuve=action-testee")
    levels = list(map(int, every(page, "confiance")))
    assert levels == sorted(levels, reverse=True)
    assert set(every(page, "preuve")) == {"action-testee"}
    assert page.locator("#aide-tri").input_value() == "confiance"


@pytest.mark.parametrize("query", ["?but=inconnu&tri=rien", "?but=%3Cscript%3E", "?preuve=&age="])
def test_an_address_that_says_nothing_known_shows_everything(page: Page, address: str, query: str):
    page.goto(address + TABLE)
    everything = shown(page)
    page.goto(address + TABLE + query)
    assert shown(page) == everything


def test_sorted_back_by_goal_each_row_is_under_its_own(page: Page, address: str):
    page.goto(address + TABLE)
    before = shown(page)
    page.locator("#aide-tri").select_option("question")
    assert page.locator(".p-aid__group:visible").count() == 0
    page.locator("#aide-tri").select_option("")
    assert shown(page) == before
    assert page.locator(".p-aid__group:visible").count() == len(
        set(page.locator("#aide-table tbody[id]").evaluate_all("all => all.map((one) => one.id)"))
    )


def test_a_filter_that_leaves_nothing_says_what_to_do(page: Page, example_address: str):
    page.goto(example_address + TABLE)
    page.evaluate("() => { for (const row of document.querySelectorAll('tr[id]')) row.dataset.but = 'rien'; }")
    page.locator("#aide-but").select_option(index=1)
    expect(page.locator("#aide-etat")).to_have_text("Aucune fiche : retirez un filtre.")


def test_two_or_three_sheets_are_chosen_by_keyboard_and_compared(page: Page, address: str):
    page.goto(address + TABLE)
    boxes = page.locator("input[name=comparer]")
    slugs = [boxes.nth(place).get_attribute("value") for place in range(3)]
    for place in range(3):
        boxes.nth(place).focus()
        page.keyboard.press("Space")
    expect(page.locator("#aide-choisies")).to_have_text("3\u00a0fiches choisies, le plus qu’on peut comparer.")
    expect(boxes.nth(3)).to_be_disabled()
    page.get_by_role("button", name="Comparer côte à côte").press("Enter")
    page.wait_for_url(f"**/comparer/?fiches={','.join(map(str, slugs))}")


def test_without_javascript_the_table_is_there_in_its_order(browser: Browser, address: str, page: Page):
    page.goto(address + TABLE)
    context = browser.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto(address + TABLE)
    assert bare.locator("#aide-table tr[id]:visible").count() == len(shown(page))
    assert bare.locator("#aide-outils, .p-aid__pick, #aide-comparer").locator("visible=true").count() == 0
    context.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_narrow_or_wide_it_fits_and_axe_finds_nothing(page: Page, address: str, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + TABLE)
    page.locator("#en-mots > summary").click()
    for place in range(2):
        page.locator("input[name=comparer]").nth(place).check()
    assert not overflows(page)
    assert violations(page) == []


def test_a_phone_gets_a_card_a_sheet(page: Page, address: str):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address + TABLE)
    row = page.locator("#aide-table tr[id]").first
    boxes = [row.locator("th, td").nth(place).bounding_box() for place in (0, 2, 5, 6)]
    assert all(above["y"] + above["height"] <= below["y"] + 1 for above, below in pairwise(boxes))  # type: ignore[index]


def test_forced_colours_keep_the_strips_and_the_signs_in_sight(browser: Browser, address: str):
    context = browser.new_context(forced_colors="active", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address + TABLE)
    seen = page.evaluate(
        """() => {
          const paper = getComputedStyle(document.body).backgroundColor;
          const looks = (selector, key) => [...document.querySelectorAll(selector)].map((one) => getComputedStyle(one)[key]);
          const marks = [...looks('.p-strip__axis, .p-strip__unread, .p-strip__interval', 'stroke'), ...looks('.p-strip__dot:not(.p-strip__dot--none)', 'fill')];
          return [marks.length, marks.filter((colour) => colour === paper).length];
        }"""
    )
    assert seen[0] > 0
    assert seen[1] == 0
    context.close()


def test_it_prints_on_wide_letter_pages_that_hold_thirteen_sheets_at_least_and_one_for_the_picture(page: Page, address: str):
    page.goto(address + TABLE)
    pdf, sheets = page.pdf(prefer_css_page_size=True), len(shown(page))
    assert 1 <= len(PAGE.findall(pdf)) <= 1 + ceil(sheets / 13)
    assert len(WIDE.findall(pdf)) == len(PAGE.findall(pdf))


def test_a_tap_on_the_home_page_leads_to_what_one_wants_to_change(page: Page, address: str):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    goals = page.locator(".p-goals + ul a")
    last = goals.last
    assert (box := goals.first.bounding_box())
    assert box["y"] + box["height"] <= 740  # on the first screen of a phone
    slug = str(last.get_attribute("href")).rpartition("#but-")[2]
    last.click()
    page.wait_for_function("() => document.querySelector('#aide-outils [name=but]').value")
    assert page.locator("#aide-outils [name=but]").input_value() == slug
    shown = page.locator(f"#but-{slug}").bounding_box()
    assert shown
    assert -2 <= shown["y"] < 60
