"""A committee's plan in the browser: its review follows the reader's day, and everyone can read it."""

from datetime import datetime

import pytest

from tests.browser.axe import narrow_or_wide_in_light_or_dark
from tests.browser.test_accessibility import landmarks_alike, measured_page

PLAN, CANVASES = "plans/comite-exemple-2026-2027/", "canevas/"
NBSP = "\u00a0"


@pytest.fixture(scope="module")
def reader(browser):
    page = measured_page(browser, 360, timezone_id="America/Toronto")
    yield page
    page.context.close()


def asked(page):
    """What the review shows under each heading: the beginning of each action, and the days late."""
    found = {}
    for section in page.locator("[data-question]").all():
        items = [text.replace(NBSP, " ") for text in section.locator("li").filter(visible=True).all_inner_texts()]
        found[section.locator("h3").inner_text()] = [
            item.split("\n", 1)[0].removeprefix("Exemple : ") for item in items
        ] or section.locator("[data-rien]").inner_text()
    return found


@pytest.mark.parametrize(
    ("moment", "day", "late", "lacking", "waiting"),
    [
        (
            "2026-10-30T23:59-04:00", "30 octobre 2026",
            "Aucune action n’est en retard.", ["former quatre groupes de tutorat & les suivre"], "Rien n’attend une décision.",
        ),
        (
            "2026-10-31T00:00-04:00", "31 octobre 2026",
            ["former quatre groupes de tutorat & les suivre 1 jour de retard"], ["former quatre groupes de tutorat & les suivre"],
            ["former quatre groupes de tutorat & les suivre"],
        ),
        (
            "2027-06-01T12:00-04:00", "1er juin 2027",
            [
                "former quatre groupes de tutorat & les suivre 214 jours de retard",
                "jumeler des élèves plus âgés et plus jeunes 17 jours de retard",
            ],
            ["former quatre groupes de tutorat & les suivre", "jumeler des élèves plus âgés et plus jeunes"],
            ["former quatre groupes de tutorat & les suivre", "jumeler des élèves plus âgés et plus jeunes"],
        ),
    ],
)  # fmt: skip
def test_the_review_is_that_of_the_readers_day(reader, example_address, moment, day, late, lacking, waiting):
    reader.clock.set_fixed_time(datetime.fromisoformat(moment))
    reader.goto(example_address + PLAN)
    assert reader.locator("[data-bilan-jour]").inner_text().replace(NBSP, " ") == f"D’après le plan, au {day} :"
    assert asked(reader) == {"En retard": late, "Sans valeur observée": lacking, "À décider": waiting}


def test_without_javascript_every_day_is_given_and_how_to_read_it(browser, example_address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(example_address + PLAN)
    assert page.locator("#bilan-retard ~ ul > li").filter(visible=True).count() == 3
    assert page.get_by_text("Une action qui n’est pas terminée est en retard quand son échéance est passée").is_visible()
    assert page.locator("[data-bilan-jour], [data-retard]").filter(visible=True).count() == 0
    context.close()


@pytest.mark.parametrize("address", [PLAN, CANVASES])
def test_the_page_passes_axe_and_our_measures_narrow_or_wide_in_any_colours(reader, example_address, address):
    page, wrong = reader, {}
    page.clock.set_fixed_time(datetime.fromisoformat("2027-06-01T12:00-04:00"))
    page.goto(example_address + address)
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        wrong[f"wide {width}"] = page.evaluate("document.documentElement.scrollWidth") > width
        wrong[f"targets {width}"] = page.evaluate("measures.smallTargets()")
    wrong |= narrow_or_wide_in_light_or_dark(page)
    page.emulate_media(color_scheme="light")
    wrong["landmarks"] = landmarks_alike(page)
    style = page.add_style_tag(content="html { font-size: 250% !important }")
    page.set_viewport_size({"width": 360, "height": 800})
    wrong["large text"] = page.evaluate("measures.wide()") or page.evaluate("measures.clipped()")
    style.evaluate("style => style.remove()")
    page.set_viewport_size({"width": 640, "height": 800})  # a letter sheet, less its margins
    page.emulate_media(media="print", color_scheme="light")
    wrong["print"] = page.evaluate("measures.wide()") or page.evaluate("measures.misprinted()")
    page.emulate_media(media="screen")
    assert {name: found for name, found in wrong.items() if found} == {}


def test_a_bar_still_shows_how_far_in_forced_colours(browser, example_address):
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(example_address + PLAN)
    bar = page.get_by_role("progressbar", name="Groupes formés")
    assert bar.evaluate("bar => bar.position") == 0.75
    assert bar.evaluate("bar => getComputedStyle(bar).forcedColorAdjust") == "none"
    picture = bar.screenshot()
    bar.evaluate("bar => { bar.value = 0 }")
    assert bar.screenshot() != picture
    context.close()


def test_a_canvas_is_downloaded_under_its_own_name(reader, example_address):
    reader.goto(example_address + CANVASES)
    with reader.expect_download() as download:
        reader.get_by_role("link", name="Word (.docx) : Prise de notes", exact=True).click()
    assert download.value.suggested_filename == "prise-de-notes.docx"
