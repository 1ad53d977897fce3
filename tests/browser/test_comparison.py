"""Two or three sheets side by side: named in the address, chosen on the page, from the table or from the selection; and the map."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import narrow_or_wide_in_light_or_dark
from tests.browser.conftest import Log
from tests.browser.test_print import LETTER, PAGE

TUTORAT, LECTURE, TRAVAIL, OUTIL = "tutorat-grande-echelle", "lecture-a-voix-haute", "travail-pendant-les-etudes", "retour-sur-un-outil"
HEADS = ".p-compare thead a"


def opened(page: Page, home: str, *slugs: str) -> None:
    page.goto(f"{home}comparer/?fiches={','.join(slugs)}")
    page.locator(HEADS).first.wait_for()


def compared(page: Page) -> list[str]:
    return [link.rstrip("/").rpartition("/")[2] for link in page.locator(HEADS).evaluate_all("links => links.map((link) => link.href)")]


def test_two_sheets_stand_side_by_side_with_what_each_says(page: Page, example_address: str):
    log = Log()
    log.follow(page)
    opened(page, example_address, TUTORAT, TRAVAIL)
    assert compared(page) == [TUTORAT, TRAVAIL]
    rows = page.locator(".p-compare tbody th").all_inner_texts()
    assert rows == [
        "Réponse courte", "Genre de preuve", "Jusqu’où s’y fier", "Effets mesurés", "Pour qui", "Conditions", "Ce que ça demande",
        "Pistes d’action", "Limites",
    ]  # fmt: skip
    assert page.locator(".p-compare tbody td").count() == 2 * len(rows)
    assert log.problems == []


def test_a_fourth_sheet_and_what_is_no_sheet_are_left_out_and_it_is_said(page: Page, example_address: str):
    opened(page, example_address, TUTORAT, "../x", LECTURE, TRAVAIL, OUTIL)
    assert compared(page) == [TUTORAT, LECTURE, TRAVAIL]
    expect(page.locator("#comparer-etat")).to_contain_text("Une partie de l’adresse ne désigne aucune fiche en ligne")
    expect(page.locator("#comparer-etat")).to_contain_text("On compare au plus 3 fiches")


def test_sheets_are_chosen_by_keyboard_and_the_address_keeps_them(page: Page, example_address: str):
    page.goto(f"{example_address}comparer/")
    expect(page.locator("#comparer-etat")).to_have_text("Choisissez deux ou trois fiches.")
    for slug in (LECTURE, TUTORAT):
        page.locator(f"[data-offre='{slug}']").focus()
        page.keyboard.press("Space")
        page.locator(f".p-compare thead a[href$='{slug}/']").wait_for()
        expect(page.locator(f"[data-offre='{slug}']")).to_be_focused()
    assert page.url.endswith(f"?fiches={LECTURE},{TUTORAT}")
    page.go_back()
    expect(page.locator(HEADS)).to_have_count(1)


def test_the_selection_leads_to_the_comparison_of_its_sheets(page: Page, example_address: str):
    page.goto(f"{example_address}selection/?fiches={TUTORAT},{LECTURE}")
    page.locator("#selection-document h2").first.wait_for()
    page.get_by_role("link", name="Comparer côte à côte").click()
    page.locator(HEADS).first.wait_for()
    assert compared(page) == [TUTORAT, LECTURE]


def test_without_javascript_it_says_where_all_sheets_are_in_a_table(browser: Browser, example_address: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{example_address}comparer/?fiches={TUTORAT}")
    page.get_by_role("article").get_by_role("link", name="Ce qui aide").click()
    assert page.locator("#aide-table").is_visible()
    context.close()


@pytest.mark.parametrize("path", [f"comparer/?fiches={TUTORAT},{LECTURE},{TRAVAIL}", "ce-qui-aide/carte/"])
def test_narrow_or_wide_light_or_dark_it_fits_and_axe_finds_nothing(page: Page, example_address: str, path: str):
    page.goto(example_address + path)
    page.locator(".md-typeset table").first.wait_for()
    assert narrow_or_wide_in_light_or_dark(page) == {}


def test_it_prints_on_letter_sheets_without_what_only_a_screen_can_use(page: Page, example_address: str):
    opened(page, example_address, TUTORAT, LECTURE)
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(LETTER.findall(pdf)) == len(PAGE.findall(pdf)) > 0
    page.emulate_media(media="print")
    assert page.locator(".p-compare :is(button, input, summary)").locator("visible=true").count() == 0
    assert page.locator(HEADS).first.is_visible()


def test_a_cell_of_the_map_opens_the_table_on_its_sheets(page: Page, example_address: str):
    page.goto(f"{example_address}ce-qui-aide/carte/")
    cell = page.locator(".p-map td:not(.p-map__gap)").first
    number = int(cell.locator("a").inner_text().split("\u00a0")[0])
    cell.locator("a").click()
    page.locator("#aide-table").wait_for()
    expect(page.locator("#aide-table tr[id]:visible")).to_have_count(number)
