"""What a first visit costs: bytes asked for, nothing that moves or waits, lines of a length that reads well."""

import gzip
import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Route

from pipeline.content.catalogue import load_catalogue
from pipeline.site.build import index_of
from pipeline.site.downloads.overview_files import OVERVIEW
from pipeline.site.pages.page_types import Edition
from tests.bench.corpus import Words, write_corpus
from tests.browser.conftest import SUB_PATH, settle
from tests.site.sites import page_at, rendered
from tests.support import REPOSITORY, TODAY

BUDGET = 150_000
# woff2 is compressed already: a host sends it as it is.
COMPRESSED = (".woff2", ".png")

SHIFTS = """
globalThis.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) shifts.push({ value: entry.value, nodes: entry.sources.map((s) => s.node?.outerHTML?.slice(0, 80)) });
}).observe({ type: "layout-shift", buffered: true });
"""


def asked_for(page, address: str) -> list[str]:
    """Open a page, wait until nothing more is asked for, and return the paths of what was."""
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    page.goto(address, wait_until="networkidle")
    return [unquote(urlsplit(url).path).removeprefix(SUB_PATH) for url in urls]


def sent(file: Path) -> int:
    """Return the bytes that a host which compresses would send."""
    data = file.read_bytes()
    return len(data) if file.suffix in COMPRESSED else len(gzip.compress(data, 6))


@pytest.mark.newcomer
@pytest.mark.parametrize("name", ["accueil", "fiche"])
def test_a_first_visit_without_search_stays_under_150_kb(page, address, site, types, name):
    paths = asked_for(page, address + types[name])
    files = [site / path / "index.html" if not Path(path).suffix else site / path for path in paths]
    assert {file.suffix for file in files} >= {".html", ".css", ".js", ".woff2"}
    assert sum(map(sent, files)) <= BUDGET


@pytest.mark.newcomer
def test_a_first_visit_to_the_table_stays_under_150_kb_with_200_sheets(page, address, site, tmp_path):
    others = [site / path for path in asked_for(page, address + OVERVIEW) if Path(path).suffix]
    assert {file.suffix for file in others} >= {".css", ".js", ".woff2"}
    html = (site / OVERVIEW / "index.html").read_text(encoding="utf-8")
    article = html[html.index("<article") : html.index("</article>")]
    grown = html.replace(article, table_of(200, tmp_path)).encode()
    assert sum(map(sent, others)) + len(gzip.compress(grown, 6)) <= BUDGET


def table_of(sheets: int, root: Path) -> str:
    """Return the table of that many made-up sheets, each with three effects, a cost and conditions, in words that do not repeat."""
    project, words = write_corpus(root, sheets), Words(1)
    for number, path in enumerate(sorted(project.content.glob("fiches/*.md"))):
        effects = "".join(
            f"  - {{resultat: {words.some(9)}, mesure: ecart-type, valeur: '0,{10 + words.below(80)}', intervalle: '0,0{words.below(9)} à 0,9{words.below(9)}', "
            f"etudes: {words.below(99)}, sens: {('aide', 'aucun')[words.below(2)]}, pour: {words.some(8)}, extraits: [exemple{number}#extrait-0]}}\n"
            for _ in range(3)
        )
        told = f"conditions: {words.sentence()} {words.some(8)}.\ncout: {words.sentence()} {words.some(4)}.\neffets:\n{effects}redaction:"
        path.write_text(path.read_text(encoding="utf-8").replace("redaction:", told, 1), encoding="utf-8")
    shutil.copytree(REPOSITORY / "site_templates", root / "site_templates")
    catalogue = load_catalogue(project, [])
    assert catalogue is not None
    body = rendered(catalogue, page_at(Edition(index_of(catalogue, TODAY)), OVERVIEW)).body
    assert body.count('<th scope="row">') == sheets
    return body


@pytest.mark.newcomer
def test_no_script_of_ours_blocks_the_first_paint(page, address):
    page.goto(address)
    blocking = page.evaluate(
        "performance.getEntriesByType('resource').filter((r) => r.renderBlockingStatus === 'blocking').map((r) => r.name)"
    )
    assert [name.rpartition("/")[2] for name in blocking] == ["passerelle.css"]


@pytest.mark.newcomer
@pytest.mark.parametrize("name", ["recherche", "fiches"])
def test_scripts_of_search_are_asked_for_by_the_page_itself_and_not_one_by_another(page, address, site, types, name):
    loaded = [Path(path) for path in asked_for(page, address + types[name]) if path.endswith(".js")]
    head = (site / types[name].partition("?")[0] / "index.html").read_text(encoding="utf-8")
    named = re.findall(r'<(?:script|link rel="modulepreload")[^>]*(?:src|href)="[./]*([^"]+\.js)"', head)
    assert sorted(map(str, loaded)) == sorted(named)


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_shifts_while_a_page_loads(browser: Browser, address, types, width):
    context = browser.new_context(viewport={"width": width, "height": 800})
    context.add_init_script(SHIFTS)
    page = context.new_page()
    shifted = {}
    for name in ("accueil", "fiche", "fiches", "référence", "activité", "404"):
        settle(page, address + types[name])
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        if found := page.evaluate("shifts"):
            shifted[name] = found
    context.close()
    assert shifted == {}


def test_nothing_shifts_on_the_home_page_when_its_scripts_come_after_it_was_painted(browser: Browser, address):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(SHIFTS)
    page = context.new_page()
    held: list[Route] = []
    page.route("**/*.js", lambda route: held.append(route))  # noqa: PLW0108 (Playwright marks what it is given; a method takes no mark)
    page.goto(address, wait_until="commit")
    page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
    for route in held:
        route.continue_()
    page.locator("[data-prochaine][data-pret]").wait_for()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    shifts = page.evaluate("() => shifts")
    context.close()
    assert {route.request.url.rpartition("/")[2] for route in held} >= {"couleurs.js", "activites.js"}
    assert shifts == []


# Nothing that is published: words of the usual lengths, so that the measure is that of the column and not of a sheet.
PROSE = "Un exemple de phrase comme on en lit dans une fiche, avec des mots courts et quelques mots plus longs que les autres. " * 8


def test_a_paragraph_holds_60_to_72_characters_a_line_on_a_large_screen(page, address, types):
    page.goto(address + types["fiche"])
    characters = page.locator(".p-prose > p").first.evaluate(
        """(p, text) => {
          p.textContent = text;
          return p.innerText.length / (Math.round(p.clientHeight / parseFloat(getComputedStyle(p).lineHeight)) - 0.5);
        }""",
        PROSE,
    )
    assert 60 <= characters <= 72


def test_titles_and_text_are_set_in_the_sites_own_type(page, address, types):
    page.goto(address + types["fiche"])
    faces = ['600 1em "Passerelle Titres"', '400 1em "Passerelle Texte"', '600 1em "Passerelle Texte"']
    loaded = page.evaluate(
        "(faces) => Promise.all(faces.map((face) => document.fonts.load(face))).then((all) => all.map((one) => one.map((f) => f.status)))",
        faces,
    )
    assert loaded == [["loaded"]] * 3
    families = [
        page.locator(selector).first.evaluate("e => getComputedStyle(e).fontFamily.split(',')[0]") for selector in ("h1", ".p-lead")
    ]
    assert families == ['"Passerelle Titres"', '"Passerelle Texte"']
