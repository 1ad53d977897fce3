"""The results of a survey in a real Chromium: pictures that show and read in any colours, tables that scroll in their own box."""

import base64

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations
from tests.browser.conftest import Log
from tests.browser.test_accessibility import MEASURES

PICTURES = ".p-chart img"


@pytest.fixture
def results(browser: Browser, example_address: str, request: pytest.FixtureRequest) -> Page:
    """The page of results, with what it asked for and complained of as ``page.log``."""
    context = browser.new_context(viewport={"width": 360, "height": 900}, locale="fr-CA", reduced_motion="reduce")
    context.add_init_script(path=MEASURES)
    page = context.new_page()
    log = Log()
    log.follow(page)
    page.goto(f"{example_address}evaluation/2026/")
    for picture in page.locator(PICTURES).all():
        picture.scroll_into_view_if_needed()
    page.wait_for_function(f"() => [...document.querySelectorAll('{PICTURES}')].every(picture => picture.complete && picture.naturalWidth)")
    assert log.problems == []
    assert {url.split("/")[2] for url in log.requests} == {example_address.split("/")[2]}
    yield page
    context.close()


def test_results_pass_axe_and_fit_whatever_the_width_and_the_colours(results):
    found = {}
    for width, scheme in ((320, "light"), (1280, "dark")):
        results.set_viewport_size({"width": width, "height": 900})
        results.emulate_media(color_scheme=scheme)
        assert results.evaluate("document.documentElement.scrollWidth") == width
        found[width, scheme] = violations(results)
    assert {condition: wrong for condition, wrong in found.items() if wrong} == {}


def test_a_picture_reads_in_the_dark_in_forced_colours_and_on_paper(results):
    picture = results.locator(PICTURES).first
    for media in ({"color_scheme": "dark"}, {"forced_colors": "active"}, {"media": "print"}):
        results.emulate_media(**media)
        taken = base64.b64encode(picture.screenshot()).decode()
        assert results.evaluate("measures.pictureContrast", taken) >= 4.5, media


def test_a_table_wider_than_the_screen_is_reached_and_scrolled_by_keyboard(results):
    results.locator("summary", has_text="Les nombres, en tableau").first.click()
    region = results.get_by_role("region", name="La concertation : réponses à chaque énoncé")
    region.focus()
    results.keyboard.press("ArrowRight")
    results.wait_for_function("box => box.scrollLeft > 0", arg=region.element_handle())
    caption = region.locator("caption span").bounding_box()
    assert caption is not None
    assert 0 <= caption["x"] < 60
