"""The dashboard follows the reader's clock, works without it, and prints on two pages."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import narrow_or_wide_in_light_or_dark
from tests.browser.test_print import LETTER, PAGE

ADDRESS = "tableau-de-bord/"


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A page whose clock says the evening of 1 March 2027, in Québec."""
    context = browser.new_context(locale="fr-CA", timezone_id="America/Toronto", reduced_motion="reduce")
    page = context.new_page()
    page.clock.set_fixed_time(datetime(2027, 3, 2, 3, 30, tzinfo=UTC))
    yield page
    context.close()


def shown(page: Page) -> list[str]:
    return [text.replace("\u00a0", " ") for text in page.locator("main .p-tally:visible").all_inner_texts()]


def test_what_is_late_and_how_old_reviews_are_is_told_by_the_reader_s_clock(reader: Page, example_address: str):
    reader.goto(example_address + ADDRESS)
    assert {"3 fiches revues il y a moins d’un an", "0 fiche revue il y a un à deux ans", "1 fiche revue il y a plus de deux ans"} <= set(shown(reader))  # fmt: skip
    assert "1 suite à faire" in shown(reader)  # due on this very day
    assert [text for text in shown(reader) if "retard" in text] == [
        "4 actions : Comité exemple de Val-Exemple, 2026-2027, dont 1 en retard"
    ]
    reader.clock.set_fixed_time(datetime(2027, 3, 2, 13, 30, tzinfo=UTC))
    reader.goto(example_address + ADDRESS)
    assert "1 suite à faire, dont 1 en retard" in shown(reader)


def test_a_number_opens_by_keyboard_and_what_it_counts_is_named(reader: Page, example_address: str):
    reader.goto(example_address + ADDRESS)
    reader.get_by_text("suite à faire").focus()
    reader.locator("summary", has_text="suite à faire").press("Enter")
    assert reader.get_by_role("link", name="Préparer un essai (exemple)").is_visible()


@pytest.mark.parametrize("path", [ADDRESS, "rapports/2025-11-24-au-2026-11-23/"])
def test_opened_everywhere_it_fits_and_axe_finds_nothing(reader: Page, example_address: str, path: str):
    reader.goto(example_address + path)
    reader.evaluate("() => { for (const one of document.querySelectorAll('details.p-tally')) one.open = true; }")
    assert narrow_or_wide_in_light_or_dark(reader) == {}


def test_without_javascript_sheets_are_counted_by_the_year_of_their_review(browser: Browser, example_address: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(example_address + ADDRESS)
    found = shown(page)
    assert "3 fiches revues en 2026" in found
    assert not [text for text in found if "il y a" in text]
    context.close()


def test_it_prints_on_two_letter_pages_at_most(reader: Page, example_address: str):
    reader.goto(example_address + ADDRESS)
    pdf = reader.pdf(prefer_css_page_size=True)
    assert 1 <= len(PAGE.findall(pdf)) <= 2
    assert len(LETTER.findall(pdf)) == len(PAGE.findall(pdf))
