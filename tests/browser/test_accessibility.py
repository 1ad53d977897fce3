"""Beyond axe, on every page type: the keyboard's way, large text, targets, forced colours, paper, languages, landmarks."""

import base64
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import EXAMPLE_TYPES, TRIED_TYPES, settle, show_what_repeats_a_few_times
from tests.site.built_pages import html_files

MEASURES = Path(__file__).with_name("measures.js")
LANDMARK = re.compile(r"^\s*- '?(banner|complementary|contentinfo|form|main|navigation|region|search)\b(?: \"((?:[^\"\\]|\\.)*)\")?", re.M)
# What opens on a page and is walked through too.
OPENED = {
    "fiche": ".p-cite",
    "fiche (retour sur un outil)": ".p-menu summary",
    "fiches": "#filtres > summary",
    "recherche": "#filtres > summary",
}


def measured_page(browser: Browser, width: int, **options: Any) -> Page:
    """Return a page that can measure itself; without transitions, that a measure could catch half way."""
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="fr-CA", reduced_motion="reduce", **options)
    context.add_init_script(path=MEASURES)
    return context.new_page()


def landmarks_alike(page: Page) -> list[str]:
    """Return the landmarks that no name of their own tells from the others of their kind."""
    names = defaultdict(list)
    for role, name in LANDMARK.findall(page.locator("body").aria_snapshot()):
        names[role].append(name)
    several = {role: of_a_kind for role, of_a_kind in names.items() if len(of_a_kind) > 1}
    return [f"{role} « {name} »" for role, of_a_kind in several.items() for name in of_a_kind if not name or of_a_kind.count(name) > 1]


@pytest.fixture(scope="module")
def narrow(browser: Browser) -> Iterator[Page]:
    """The tab in which each page type is opened once and put through every condition, on a phone in light colours."""
    page = measured_page(browser, 360)
    yield page
    page.context.close()


@pytest.fixture(scope="module", params=TRIED_TYPES)
def name(request: pytest.FixtureRequest) -> str:
    """Each page type in turn: the tests of one come together."""
    return str(request.param)


@pytest.fixture(scope="module")
def wrong(narrow: Page, address: str, types: dict[str, str], name: str) -> dict[str, Any]:
    """What each measure found wrong on a page type; the keyboard's way comes last, on the page as it was opened."""
    page = narrow
    page.set_viewport_size({"width": 360, "height": 800})
    settle(page, address + types[name])
    show_what_repeats_a_few_times(page)
    wrong = {"language": page.evaluate("measures.withoutLanguage()"), "motion": page.evaluate("measures.moving()")}
    if page.locator("html").get_attribute("lang") != "fr":
        wrong["language"].append("html")
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        wrong[f"targets {width}"] = page.evaluate("measures.smallTargets()")
    wrong["landmarks"] = landmarks_alike(page)
    # The reader's own text size: everything here is in rem.
    style = page.add_style_tag(content="html { font-size: 250% !important }")
    wrong["large text"] = page.evaluate("[measures.wide(), measures.clipped()]")
    style.evaluate("style => style.remove()")
    # Zoomed to 200 %, a screen of 1280 px is 640 px wide.
    page.set_viewport_size({"width": 640, "height": 400})
    wrong["zoom"] = page.evaluate("[measures.wide(), measures.clipped()]")
    # Narrower than a letter sheet less its margins, printed by someone who reads in dark colours.
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("document.documentElement.dataset.couleurs = 'sombre'")
    wrong["print"] = page.evaluate("[measures.wide(), measures.misprinted()]")
    page.emulate_media(media="screen", color_scheme="light")
    page.evaluate("delete document.documentElement.dataset.couleurs")
    page.set_viewport_size({"width": 360, "height": 800})
    wrong["stops"] = faulty_stops(page, name)
    return wrong


@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_touched_is_24_px_or_stands_apart(wrong, width):
    assert wrong[f"targets {width}"] == []


def test_landmarks_of_a_kind_have_names_that_differ(wrong):
    assert wrong["landmarks"] == []


@pytest.mark.parametrize("way", ["large text", "zoom"])
def test_text_twice_as_large_neither_scrolls_sideways_nor_is_cut(wrong, way):
    assert wrong[way] == [False, []]


def test_nothing_moves_for_who_asks_for_less_motion(wrong):
    assert wrong["motion"] == []


def test_paper_holds_dark_text_as_wide_as_the_sheet_and_no_control(wrong):
    assert wrong["print"] == [False, []]


def test_a_page_is_in_french_and_each_quotation_says_its_language(wrong):
    assert wrong["language"] == []


def test_no_published_quotation_is_without_language(site: Path):
    without = [path for path in html_files(site) if re.search(r"<blockquote(?![^>]*\blang=)", path.read_text(encoding="utf-8"))]
    assert without == []


def faulty_stops(page: Page, name: str) -> list[dict[str, Any]]:
    """Walk the open page by Tab, what opens on it too; return the stops that are off screen or show no ring."""
    for opener in page.locator(OPENED.get(name, "none")).filter(visible=True).all()[:1]:
        opener.press("Enter")
        if "filtres" in OPENED[name]:
            page.locator("#filtres[data-pret]").wait_for()
    stops = walked(page)
    assert len(stops) > 10, name
    return [s for s in stops if not (s["onScreen"] and s["changes"] and s["ring"] >= 2 and s["contrast"] >= 3)]


def walked(page: Page) -> list[dict[str, Any]]:
    """Hold Tab until the page is left; return each stop. As many presses as there is to reach, then some more at a time."""
    presses, pressed = page.evaluate("measures.reachable()") + 2, 0
    while not page.evaluate("measures.walk.done"):
        assert pressed < 1000, "A thousand stops: the focus is caught."
        for _ in range(presses):
            page.keyboard.down("Tab")
        presses, pressed = 5, pressed + presses
    page.keyboard.up("Tab")
    stops: list[dict[str, Any]] = page.evaluate("measures.stops()")
    return stops


def test_every_keyboard_stop_is_on_screen_with_a_ring_that_shows(wrong):
    assert wrong["stops"] == []


# On a large screen in dark colours, the pages that between them hold every kind of control.
@pytest.mark.parametrize("name", ["accueil", "fiche", "référence", "recherche"])
def test_on_a_large_screen_in_dark_colours_every_keyboard_stop_is_on_screen_with_a_ring_that_shows(browser: Browser, address, types, name):
    page = measured_page(browser, 1280, color_scheme="dark")
    settle(page, address + types[name])
    faulty = faulty_stops(page, name)
    page.context.close()
    assert faulty == []


# What must still be told apart when the system imposes its colours, by page: what a border holds, and what is seen.
BORDERED = {
    "fiche": (
        ".p-cite",
        ".p-key",
        ".p-limits",
        ".p-lead-card",
        ".p-button",
        ".p-header__search input",
        ".p-header__search button",
        ".p-menu summary",
    ),
    "fiches": (".p-card", ".p-tag--diverge", ".p-chips a"),
    "recherche": (".p-button--main", ".p-hero__form input", ".p-filters"),
    "règles": (".p-tag",),
}
SEEN = {
    "fiche": (".p-force svg", ".p-cite", ".p-button", ".p-scheme", ".p-brand svg"),
    "fiches": (".p-tag--diverge",),
    "recherche": (".p-header__search button", "mark"),
    "règles": (".p-tag",),
}


def contrast_in(picture: bytes, page: Page) -> float:
    """Return the contrast between a picture's ground and what stands out most from it: 1 when it is blank."""
    contrast: float = page.evaluate("measures.pictureContrast", base64.b64encode(picture).decode())
    return contrast


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_icons_tags_buttons_and_citations_visible(browser: Browser, example_address, scheme):
    page = measured_page(browser, 700, color_scheme=scheme)
    page.emulate_media(forced_colors="active")
    faint = []
    for name, bordered in BORDERED.items():
        settle(page, example_address + EXAMPLE_TYPES[name])
        if contrast_in(page.screenshot(), page) < 4.5:
            faint.append(f"{name}: blank")
        first = {selector: page.locator(selector).filter(visible=True).first for selector in (*bordered, *SEEN[name])}
        faint += [f"{name}: border of {which}" for which in bordered if first[which].evaluate("measures.borderContrast") < 3]
        faint += [f"{name}: {which}" for which in SEEN[name] if contrast_in(first[which].screenshot(), page) < 3]
    page.context.close()
    assert faint == []


def test_forced_colours_keep_each_level_of_confidence_distinct(browser: Browser, example_address):
    page = measured_page(browser, 700)
    page.emulate_media(forced_colors="active")
    settle(page, example_address + EXAMPLE_TYPES["fiches"])
    levels = set(page.locator(".p-force").evaluate_all("badges => badges.map(badge => badge.className)"))
    assert len(levels) > 2
    pictures = {page.locator(f"[class='{level}'] svg").first.screenshot() for level in levels}
    page.context.close()
    assert len(pictures) == len(levels)
