"""The picture of the README, taken from the real site; kept with PASSERELLE_IMAGES=1 (`make image`).

A sheet that reads otherwise than when it was taken breaks nothing: what the picture shows is then told after the tests, for who makes it anew.
"""

import os

from playwright.sync_api import Browser

from tests.support import REPOSITORY, TABLE

SHOWN = REPOSITORY / "tests" / "images" / "fiche.txt"
SHEET = "fiches/tutorat-grande-echelle/"


def test_a_sheet_with_an_excerpt_open_can_be_pictured(browser: Browser, address, site, types, record_property):
    context = browser.new_context(viewport={"width": 1100, "height": 1080})
    page = context.new_page()
    page.goto(address + (SHEET if (site / SHEET).is_dir() else types["fiche"]))
    page.reload(wait_until="networkidle")  # with the site's own type, for certain
    page.evaluate("scrollTo(0, document.querySelector('.p-header').getBoundingClientRect().bottom)")
    page.locator(".p-key .p-cite").first.click()
    excerpt = page.locator(".p-excerpt:popover-open")
    assert excerpt.bounding_box() is not None
    shown = f"{page.locator('h1').inner_text()}\n\n{excerpt.inner_text()}\n"
    picture = page.screenshot()
    context.close()
    assert picture.startswith(b"\x89PNG")
    assert shown.count("\n\n") >= 3  # a title, our paraphrase, the excerpt, where it was read
    if os.environ.get("PASSERELLE_IMAGES") == "1":
        target = REPOSITORY / "tests" / "images" / "fiche.png"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(picture)
        target.with_suffix(".txt").write_text(shown, encoding="utf-8")
    # The picture is compared by its words: pixels change with the machine's fonts.
    if (kept := SHOWN.read_text(encoding="utf-8")) != shown:
        record_property(TABLE, f"The picture of the README shows what its sheet no longer says (« make image »):\n{kept}")
