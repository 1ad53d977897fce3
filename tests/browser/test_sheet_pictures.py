"""The pictures of a sheet on a phone: in the page's width, told in words, seen in forced colours and on paper."""

import pytest
from playwright.sync_api import Browser, Page

TUTORING, WORK = "fiches/tutorat-grande-echelle/", "fiches/travail-pendant-les-etudes/"


@pytest.mark.parametrize(("sheet", "drawings"), [(TUTORING, 2), (WORK, 1)])
def test_a_picture_fits_a_phone_and_its_words_say_each_point(page: Page, example_address, sheet, drawings):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(example_address + sheet)
    drawn = page.locator(".p-picture svg")
    assert drawn.count() == drawings == page.locator(".p-picture li").count()
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 360 for one in drawn.all() if (box := one.bounding_box()))
    assert page.locator(".p-picture").first.aria_snapshot().count("button") == drawings  # the excerpts; a drawing itself is hidden
    page.locator(".p-picture button").first.click()
    assert page.locator(".p-excerpt:popover-open").is_visible()


def test_in_forced_colours_and_on_paper_the_people_counted_differ_from_the_others(browser: Browser, example_address):
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(example_address + WORK)
    fills = "nodes => new Set(nodes.map(one => getComputedStyle(one).fill)).size"
    assert page.locator(".p-drawn__person").evaluate_all(fills) == 2
    page.emulate_media(media="print", forced_colors="none")
    assert page.locator(".p-drawn__person").evaluate_all(fills) == 2
    context.close()
