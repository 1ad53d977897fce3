"""The picture of the README, taken from the real site; kept with PASSERELLE_IMAGES=1 (`make image`)."""

import os

from playwright.sync_api import Browser

from tests.support import REPOSITORY


def test_a_sheet_with_an_excerpt_open_can_be_pictured(browser: Browser, address):
    context = browser.new_context(viewport={"width": 1100, "height": 1080})
    page = context.new_page()
    page.goto(address + "fiches/tutorat-grande-echelle/")
    page.reload(wait_until="networkidle")  # with the site's own type, for certain
    page.evaluate("scrollTo(0, document.querySelector('.p-header').getBoundingClientRect().bottom)")
    page.locator(".p-key .p-cite").first.click()
    excerpt = page.locator(".p-excerpt:popover-open")
    assert excerpt.bounding_box() is not None
    shown = f"{page.locator('h1').inner_text()}\n\n{excerpt.inner_text()}\n"
    picture = page.screenshot()
    context.close()
    assert picture.startswith(b"\x89PNG")
    if os.environ.get("PASSERELLE_IMAGES") == "1":
        target = REPOSITORY / "tests" / "images" / "fiche.png"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(picture)
        target.with_suffix(".txt").write_text(shown, encoding="utf-8")
    # The picture is compared by its words: pixels change with the machine's fonts.
    assert (REPOSITORY / "tests" / "images" / "fiche.txt").read_text(encoding="utf-8") == shown, "make image"
