"""The pages of committees, of the region and of needs, as the example fills them: the reader's clock, filters, axe."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import narrow_or_wide_in_light_or_dark

FILLED = ("comites/comite-exemple/", "comites/", "region/", "besoins/", "besoins/heures-de-travail/", "besoins/parents-et-devoirs/")


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    """A page whose clock says the evening of 24 November 2026, in Québec."""
    context = browser.new_context(locale="fr-CA", timezone_id="America/Toronto", reduced_motion="reduce")
    page = context.new_page()
    page.clock.set_fixed_time(datetime(2026, 11, 25, 3, 30, tzinfo=UTC))
    yield page
    context.close()


@pytest.mark.parametrize("path", FILLED)
def test_a_filled_page_fits_and_axe_finds_nothing(reader: Page, example_address: str, path: str):
    reader.goto(example_address + path)
    assert narrow_or_wide_in_light_or_dark(reader) == {}


def waits(page: Page) -> list[str]:
    return [text.replace("\u00a0", " ") for text in page.locator("main :has(> time[data-attend])").all_inner_texts()]


def test_a_need_says_how_long_it_waits_by_the_reader_s_own_calendar(reader: Page, example_address: str):
    reader.goto(example_address + "besoins/")
    assert waits(reader) == [
        "Demandé le 20 mai 2026, il y a 6 mois", "Demandé le 2 juin 2026, il y a 5 mois", "Demandé le 5 octobre 2026, il y a 50 jours",
    ]  # fmt: skip


def test_the_register_is_filtered_and_its_address_keeps_the_choices(reader: Page, example_address: str):
    reader.goto(example_address + "besoins/")
    reader.get_by_role("combobox", name="Comité").select_option("comite-exemple")
    reader.get_by_label("État").select_option("en-traitement")
    assert reader.url.endswith("besoins/?etat=en-traitement&comite=comite-exemple")
    reader.goto(reader.url)
    assert reader.locator("tbody tr:visible th a").all_inner_texts() == [
        "À partir de combien d’heures de travail faut-il s’inquiéter (exemple)?"
    ]
    assert reader.get_by_role("status").inner_text().replace("\u00a0", " ") == "1 besoin"
    reader.get_by_role("button", name="Tout montrer").click()
    reader.locator("[data-combien]", has_text="4").wait_for()
    assert reader.locator("tbody tr:visible").count() == 4


def test_choices_that_nothing_has_say_so(reader: Page, example_address: str):
    reader.goto(example_address + "besoins/?etat=repondu&comite=comite-deux-rives&theme=<b>")
    assert reader.get_by_role("status").inner_text() == "Aucun besoin ne correspond à ces choix."


def test_on_a_phone_the_register_is_still_a_table_for_a_screen_reader(reader: Page, example_address: str):
    reader.set_viewport_size({"width": 360, "height": 900})
    reader.goto(example_address + "besoins/")
    assert reader.get_by_role("table").get_by_role("row").count() == 4
    assert reader.get_by_role("rowheader").count() == 4


def test_without_a_script_every_need_is_shown_with_its_date(browser: Browser, example_address: str):
    context = browser.new_context(java_script_enabled=False, locale="fr-CA")
    page = context.new_page()
    page.goto(example_address + "besoins/")
    assert page.locator("tbody tr").count() == 4
    assert waits(page)[0] == "Demandé le 20 mai 2026"
    assert not page.locator("[data-filtres]").is_visible()
    context.close()
