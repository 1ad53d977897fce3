"""The council's site, grown (``tests.real``), and the example's: each built once, served under a sub-path on loopback, opened in the system's Chromium."""

import contextlib
import functools
import http.server
import os
import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, sync_playwright

from tests.site.built_pages import page as page_of
from tests.site.sites import EXAMPLE, built_once, copy_project, real_once
from tests.support import LONG, TODAY, make_site

SUB_PATH = "/passerelle/"
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # All our pages are of one site: one process lays them all out, where each new page had one of its own to start.
    "--renderer-process-limit=1",
)


# The reader's clock, in every page: a test of what follows it sets another (``page.clock``). Playwright's own would take timers and the
# measures of performance along.
_READERS_CLOCK = f"""\
globalThis.Date = new Proxy(Date, {{
  construct: (date, given, target) => Reflect.construct(date, given.length ? given : [date.parse("{TODAY}T12:00:00Z")], target),
  apply: (date) => new date("{TODAY}T12:00:00Z").toString(),
  get: (date, name) => name === "now" ? () => date.parse("{TODAY}T12:00:00Z") : date[name],
}});
"""


def chromium_path() -> str:
    """Return the system's Chromium; `make test` installs it, and a machine without it fails here rather than skips.

    First the one without a window: the same engine of the same version, and a page takes it two thirds of the time.
    """
    for name in ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.fail("Chromium manque\u00a0: lancez « make test », qui l’installe, ou « apt-get install chromium ».")


def launch(playwright: Playwright) -> Browser:
    """Start Chromium with a profile and a home of its own: nothing of the machine's comes in, nor what moves its clock (tests/jours)."""
    environment = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"} | {"LANG": "fr_CA.UTF-8"}
    return playwright.chromium.launch(executable_path=chromium_path(), args=list(_FLAGS), env=environment)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The council's content, grown, built in a temporary folder with an address: the site that the tests of publication read too."""
    return real_once(tmp_path_factory).site


class _Handler(http.server.SimpleHTTPRequestHandler):
    """As a host does: one connection for many requests, and what pages share is kept for ten minutes."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        if self.path.startswith((f"{SUB_PATH}assets/", f"{SUB_PATH}pagefind")):
            self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix(SUB_PATH.rstrip("/")) if path.startswith(SUB_PATH) else "/absent"
        return super().translate_path(inside)

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def _served(site: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(site)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}{SUB_PATH}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the home page."""
    with _served(site) as home:
        yield home


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictitious region, whose content only changes with the tests: the site that the tests of publication read too."""
    return built_once(tmp_path_factory, "exemple", lambda root: copy_project(EXAMPLE, root)).site


@pytest.fixture(scope="session")
def example_address(example: Path) -> Iterator[str]:
    """The address of the example's home page."""
    with _served(example) as home:
        yield home


@pytest.fixture(scope="session")
def small_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the home page of the small site (``tests.support``), a demonstration."""
    with _served(built_once(tmp_path_factory, "petit", lambda root: make_site(root, templates=True)).site) as home:
        yield home


@pytest.fixture(scope="session")
def types(site: Path) -> dict[str, str]:
    """The address of a page of each type that the council's site holds now, by the name of the type: the longest, where several are of it.

    A sheet that is renamed, merged or withdrawn changes no test. What is searched for is the longest word of the sheet's title.
    """
    found = {name: _longest(site, pattern, _MARKS.get(name, "")) for name, pattern in PAGE_TYPES.items()}
    title = page_of(site, found["fiche"]).one("h1").text
    words = {"SHEET": found["fiche"].split("/")[1], "WORD": max(re.findall(r"\w+", title), key=len).casefold()}
    return {name: re.sub("SHEET|WORD", lambda match: words[match.group()], address) for name, address in found.items()}


def _longest(site: Path, pattern: str, mark: str) -> str:
    """Return the address of the longest page of a type; one without « * » is its own."""
    if "*" not in pattern:
        return pattern
    pages = [path for path in sorted(site.glob(f"{pattern}index.html")) if mark in path.read_text(encoding="utf-8")]
    return max(pages, key=lambda path: path.stat().st_size).parent.relative_to(site).as_posix() + "/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        new_context = chromium.new_context

        def on_the_day(**options: Any) -> BrowserContext:
            context = new_context(**options)
            context.add_init_script(_READERS_CLOCK)
            return context

        chromium.new_context = on_the_day  # every context of every test comes from here
        yield chromium
        chromium.close()


@dataclass
class Log:
    """What a page asked for and complained of."""

    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", lambda request: self.problems.append(f"{request.url}: {request.failure}"))
        page.on("console", lambda message: self.problems.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("response", lambda response: self.problems.append(f"{response.url}: {response.status}") if response.status >= 400 else None)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-CA")
    yield context
    context.close()


@pytest.fixture(scope="session")
def visited(browser: Browser) -> Iterator[BrowserContext]:
    """The context of all tests that only read pages: the style sheet, scripts and fonts of one page are there for the next."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-CA")
    yield context
    context.close()


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A tab of that context, or of one of its own for a test marked « newcomer »: whose clock or rights would stay, or who has seen nothing."""
    alone = request.node.get_closest_marker("newcomer") is not None
    page: Page = request.getfixturevalue("context" if alone else "visited").new_page()
    yield page
    if not alone:
        page.evaluate("() => { if (origin !== 'null') localStorage.clear(); }")
        page.context.clear_cookies()
        page.close()


# One address of each page type of the council's site. « * » stands for any page of a folder: see ``types``.
PAGE_TYPES = {
    "accueil": "",
    "fiche": "fiches/*/",
    "fiche (retour sur un outil)": "fiches/*/",
    "fiches": "fiches/",
    "ce qui aide": "ce-qui-aide/",
    "ce qui aide, en cadre": "widget/ce-qui-aide/",
    "la carte": "ce-qui-aide/carte/",
    "comparer": "comparer/?fiches=SHEET",
    "les chiffres": "chiffres/",
    "référence": "references/*/",
    "bibliographie": "bibliographie/",
    "thèmes": "themes/",
    "thème": "themes/*/",
    "publics": "publics/",
    "public": "publics/*/",
    "âges": "ages/",
    "âge": "ages/*/",
    "déterminants": "determinants/",
    "déterminant": "determinants/*/",
    "recherche": "recherche/?q=WORD",
    "sélection": "selection/?fiches=SHEET",
    "cadre": "widget/*/",
    "dossiers": "dossiers/",
    "dossier": "dossiers/*/",
    "plans": "plans/",
    "trousse": "trousses/*/",
    "activités": "activites/",
    "activité": "activites/*/",
    "canevas": "canevas/",
    "comités": "comites/",
    "comité": "comites/*/",
    "région": "region/",
    "besoins": "besoins/",
    "outils": "outils/",
    "tableau de bord": "tableau-de-bord/",
    "rapports": "rapports/",
    "outil": "outils/*/",
    "campagnes": "campagnes/",
    "initiatives": "initiatives/",
    "campagne": "campagnes/*/",
    "ce que votre agent peut faire": "ce-que-votre-agent-peut-faire/",
    "comment nous choisissons": "comment-nous-choisissons/",
    "évaluation": "evaluation/",
    "protection des réponses": "evaluation/comment-nous-protegeons/",
    "questionnaire": "evaluation/questionnaire-*/",
    "règles": "regles/",
    "champs": "champs/",
    "champs d’une fiche": "champs/fiche/",
    "à propos": "a-propos/",
    "comment lire": "comment-lire/",
    "contribuer": "contribuer/",
    "accessibilité": "accessibilite/",
    "confidentialité": "confidentialite/",
    "404": "404.html",
}
# What tells a type from the other of the same folder.
_MARKS = {
    "fiche": 'data-pagefind-filter="type:fait-saillant"',
    "fiche (retour sur un outil)": 'data-pagefind-filter="type:retour-sur-outil"',
}

# The same types in the example.
EXAMPLE_TYPES = {
    **PAGE_TYPES,
    "fiche": "fiches/tutorat-grande-echelle/",
    "fiche (retour sur un outil)": "fiches/retour-sur-un-outil/",
    "référence": "references/sample2021/",
    "thème": "themes/tutorat/",
    "cadre": "widget/tutorat/",
    "dossier": "dossiers/lecture/",
    "trousse": "trousses/comite-exemple/",
    "public": "publics/scolaire/",
    "âge": "ages/secondaire/",
    "déterminant": "determinants/eleve/",
    "recherche": "recherche/?q=tutorat",
    "sélection": "selection/?fiches=tutorat-grande-echelle",
    "questionnaire": "evaluation/questionnaire-annuel/",
    "activité": "activites/2026-12-01-webinaire-tutorat/",
    "sondage": "evaluation/2026/",
    "plan": "plans/comite-exemple-2026-2027/",
    "rapport": "rapports/2025-11-24-au-2026-11-23/",
    "comité": "comites/comite-exemple/",
    "outil": "outils/guide-exemple/",
    "campagne": "campagnes/semaine-de-la-lecture/",
    "initiative": "initiatives/midis-de-lecture/",
    "besoin": "besoins/heures-de-travail/",
}


# Types of one template, of which the ordinary run tries « thèmes » and « thème » alone.
_SAME_TEMPLATE = {"publics", "âges", "déterminants", "public", "âge", "déterminant"}
TRIED_TYPES = [name for name in PAGE_TYPES if LONG or name not in _SAME_TEMPLATE]
# Of what a page repeats (rows, cards, sections), how many the measures of a page look at in the ordinary run; in the long run, all.
REPEATED = None if LONG else 6


def show_what_repeats_a_few_times(page: Page) -> None:
    """Hide the rows, cards and sections of the page past the first six of a list, but in the long run.

    What is measured (colours, targets, the keyboard's way) grows with the square of their number, and each is as the one before.
    By a sheet that the page adopts: its policy refuses an element of style.
    """
    if REPEATED is not None:
        page.evaluate(
            """number => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(`main :is(tr, li, article, section, dt, dd):nth-of-type(n + ${number + 1}) { display: none !important }`);
              document.adoptedStyleSheets = [sheet];
            }""",
            REPEATED,
        )


def settle(page: Page, address: str) -> None:
    """Open a page; the search page has settled when it says how many results there are, the selection when it shows its sheets.

    The comparison has when it shows the sheets to choose among, which it does as long as fewer than two are named.
    """
    page.goto(address, wait_until="load")
    if "selection/?fiches=" in address:
        page.locator("#selection-document h2").first.wait_for()
    if re.search(r"comparer/\?fiches=[\w-]+$", address):
        page.locator("#comparer-offres li").first.wait_for()
    if "recherche/?q=" in address:
        page.locator("#recherche-etat", has_text="pour «").wait_for()
        page.locator("#recherche-resultats[aria-busy=false] li").first.wait_for()


__all__ = ["EXAMPLE_TYPES", "PAGE_TYPES", "TRIED_TYPES", "Log", "Request", "settle", "show_what_repeats_a_few_times"]
