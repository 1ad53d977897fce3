"""A page in one file, opened from disk as a person does who got it from a pull request."""

from playwright.sync_api import Page

from pipeline.site.preview.standalone import standalone
from tests.browser.conftest import Log

SHEET = "fiches/tutorat-grande-echelle/"


def test_it_asks_for_nothing_and_its_excerpts_open(tmp_path, example, page: Page):
    file = tmp_path / "apercu.html"
    file.write_text(standalone(example, SHEET, {}, lambda _: None), encoding="utf-8")
    log = Log()
    log.follow(page)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(file.as_uri(), wait_until="load")
    assert page.locator(".p-apercu").is_visible()
    citation = page.locator(".p-key .p-cite").first
    citation.click()
    excerpt = page.locator(f"#{citation.get_attribute('popovertarget')}")
    assert excerpt.is_visible()
    page.keyboard.press("Escape")
    assert not excerpt.is_visible()
    assert page.evaluate("document.fonts.ready.then(() => [...document.fonts].filter((font) => font.status === 'error').length)") == 0
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith('"Passerelle Titres"')
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert [address for address in log.requests if not address.startswith("data:")] == [file.as_uri()]
    assert log.problems == []
