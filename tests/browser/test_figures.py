"""The register of figures in a browser: found by a word, kept in the address, narrow, without JavaScript."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import narrow_or_wide_in_light_or_dark

REGISTER = "chiffres/"
ROWS = "tr[data-lu]:visible"


def test_words_keep_the_figures_that_hold_them_all_whatever_their_accents(page: Page, example_address: str):
    page.goto(example_address + REGISTER)
    everything = page.locator(ROWS).count()
    page.locator("#chiffres-q").fill("eleves")
    found = page.locator(ROWS).all_inner_texts()
    assert 0 < len(found) < everything
    assert page.url.endswith("?q=eleves")
    page.goto(page.url)
    assert page.locator(ROWS).all_inner_texts() == found
    page.get_by_role("button", name="Tout montrer").press("Enter")
    expect(page.locator(ROWS)).to_have_count(everything)


def test_words_that_nothing_holds_say_what_to_do(page: Page, example_address: str):
    page.goto(f"{example_address}{REGISTER}?q=introuvable&lu=inconnu")
    assert page.locator(ROWS).count() == 0
    expect(page.locator("#chiffres-etat")).to_have_text("Aucun chiffre : essayez un seul mot.")


def test_without_javascript_every_figure_is_there(browser: Browser, example_address: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{example_address}{REGISTER}?q=introuvable")
    assert page.locator(ROWS).count() > 0
    assert not page.locator("#chiffres-outils").is_visible()
    context.close()


def test_narrow_or_wide_it_fits_and_axe_finds_nothing(page: Page, address: str):
    page.goto(address + REGISTER)
    assert narrow_or_wide_in_light_or_dark(page) == {}
