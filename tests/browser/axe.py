"""What axe finds wrong on a page, and in which conditions it is asked."""

import hashlib
from typing import Literal
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import LONG, show_what_repeats_a_few_times

# Only violations are told in full: what passes is much longer, and nothing here reads it.
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    "selectors": False,
}
WIDTHS = (320, 360, 768, 1280)
Condition = tuple[int, Literal["light", "dark"]]
CONDITIONS: tuple[Condition, ...] = ((360, "dark"), (1280, "light"), (360, "light"), (1280, "dark"))


def conditions_of(page: str) -> tuple[Condition, ...]:
    """Return the conditions to try a page in: one of the first two in the ordinary run, the same for the same name, all in the long run.

    What pages have in common, most of what axe looks at, is tried in both all the same.
    """
    return CONDITIONS if LONG else (CONDITIONS[hashlib.sha256(page.encode()).digest()[0] % 2],)


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds wrong, with the first places of each. The script, half a megabyte, is read once by page."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(Axe().axe_script)
    show_what_repeats_a_few_times(page)
    found = page.evaluate("async options => (await axe.run(options)).violations", WCAG)
    return [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found]


def narrow_or_wide_in_light_or_dark(page: Page) -> dict[str, object]:
    """Return what axe finds wrong on the open page in its conditions, and each width that it overflows: nothing, when all is well."""
    wrong: dict[str, object] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong[f"{width} px"] = "wider than the screen"
    for width, scheme in conditions_of(urlsplit(page.url).path):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        if found := violations(page):
            wrong[f"{width} px {scheme}"] = found
    return wrong
