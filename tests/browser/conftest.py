"""The real site, built once, served under a sub-path on loopback, opened in the system's Chromium."""

import contextlib
import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from pipeline.catalogue.project import Project
from tests.publish.sites import EXAMPLE, built_once, copy_project
from tests.support import REPOSITORY

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


def chromium_path() -> str:
    """Return the system's Chromium; `make test` installs it, and a machine without it fails here rather than skips."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.fail("Chromium manque\u00a0: lancez « make test », qui l’installe, ou « apt-get install chromium ».")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content, built in a temporary folder with an address: the 404 page needs to know its sub-path."""

    def addressed(root: Path) -> Project:
        project = copy_project(REPOSITORY, root)
        council = project.content / "organisme.yml"
        text = council.read_text(encoding="utf-8").replace("adresse: null", f"adresse: https://exemple.invalid{SUB_PATH}")
        council.write_text(text, encoding="utf-8")
        return project

    return built_once(tmp_path_factory, "adresse", addressed).site


class _Handler(http.server.SimpleHTTPRequestHandler):
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
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # A profile and a home of its own: nothing of the machine's comes in.
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=list(_FLAGS), env={**os.environ, "LANG": "fr_CA.UTF-8"})
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


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


# One address of each page type.
PAGE_TYPES = {
    "accueil": "",
    "fiche": "fiches/tutorat-grande-echelle/",
    "fiche (retour sur un outil)": "fiches/retour-sur-documents-regionaux/",
    "fiches": "fiches/",
    "référence": "references/nickow2023/",
    "bibliographie": "bibliographie/",
    "thèmes": "themes/",
    "thème": "themes/decrochage/",
    "publics": "publics/",
    "public": "publics/scolaire/",
    "âges": "ages/",
    "âge": "ages/secondaire/",
    "déterminants": "determinants/",
    "déterminant": "determinants/famille/",
    "recherche": "recherche/?q=lecture",
    "sélection": "selection/?fiches=tutorat-grande-echelle",
    "cadre": "widget/decrochage/",
    "dossiers": "dossiers/",
    "dossier": "dossiers/decrochage/",
    "plans": "plans/",
    "trousse": "trousses/cpslm/",
    "activités": "activites/",
    "activité": "activites/2022-09-29-parascolaire-reussite/",
    "canevas": "canevas/",
    "comités": "comites/",
    "comité": "comites/cpslm/",
    "région": "region/",
    "besoins": "besoins/",
    "outils": "outils/",
    "tableau de bord": "tableau-de-bord/",
    "rapports": "rapports/",
    "outil": "outils/radar-lanaudois/",
    "campagnes": "campagnes/",
    "initiatives": "initiatives/",
    "campagne": "campagnes/journees-perseverance-scolaire/",
    "ce que votre agent peut faire": "ce-que-votre-agent-peut-faire/",
    "comment nous choisissons": "comment-nous-choisissons/",
    "évaluation": "evaluation/",
    "protection des réponses": "evaluation/comment-nous-protegeons/",
    "questionnaire": "evaluation/questionnaire-annuel/",
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

# The same types in the example.
EXAMPLE_TYPES = {
    **PAGE_TYPES,
    "fiche": "fiches/tutorat-grande-echelle/",
    "fiche (retour sur un outil)": "fiches/retour-sur-un-outil/",
    "référence": "references/sample2021/",
    "thème": "themes/tutorat/",
    "cadre": "widget/tutorat/",
    "dossier": "dossiers/tutorat/",
    "trousse": "trousses/comite-exemple/",
    "public": "publics/scolaire/",
    "âge": "ages/secondaire/",
    "déterminant": "determinants/eleve/",
    "recherche": "recherche/?q=tutorat",
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


def settle(page: Page, address: str) -> None:
    """Open a page; the search page has settled when it says how many results there are, the selection when it shows its sheets."""
    page.goto(address, wait_until="load")
    if "selection/?fiches=" in address:
        page.locator("#selection-document h2").first.wait_for()
    if "recherche/?q=" in address:
        page.locator("#recherche-etat", has_text="pour «").wait_for()
        page.locator("#recherche-resultats[aria-busy=false] li").first.wait_for()


__all__ = ["EXAMPLE_TYPES", "PAGE_TYPES", "Log", "Request", "settle"]
