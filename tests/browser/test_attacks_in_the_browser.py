"""The hostile site in a browser: nothing of it runs, asks for anything elsewhere, or is stopped only by the policy."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import LONG, SUB_PATH, Log, _Handler
from tests.site.built_pages import html_files
from tests.test_attacks import attack, hostile_site

# What opens an excerpt; on most pages there is none, and one question says so and whether an attack ran.
OPENERS = "[popovertarget]:not([popovertargetaction])"
LOOK = "(openers) => [typeof window.__attaque, document.querySelectorAll(openers).length]"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_site(tmp_path_factory)


@pytest.fixture(scope="module")
def origin(hostile: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(hostile)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_no_attack_runs_asks_for_anything_elsewhere_or_needs_the_policy(context: BrowserContext, hostile: Path, origin: str):
    page, log, dialogs = context.new_page(), Log(), []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    log.follow(page)
    for path in html_files(hostile):
        page.goto(origin + SUB_PATH + path.relative_to(hostile).as_posix())
        if path.parent.name == "ancienne":  # moved: the page leads to another of ours
            page.wait_for_url(f"{origin}{SUB_PATH}fiches/exemple/")
        ran, openers = page.evaluate(LOOK, OPENERS)
        assert ran == "undefined", path
        for opener in page.locator(OPENERS).all()[: None if LONG else 4] if openers else ():
            opener.click()
            page.keyboard.press("Escape")
        page.keyboard.press("Tab")
    page.goto(f"{origin}{SUB_PATH}recherche/?q=exemple%22%3E%3Cscript%3Ewindow.__attaque%3D1%3C/script%3E")
    page.locator("#recherche-etat", has_text='« exemple"><script>window.__attaque=1</script> »').wait_for()
    page.goto(f"{origin}{SUB_PATH}recherche/?q=titre")
    page.get_by_role("link", name=attack("titre")).wait_for()
    assert page.evaluate("typeof window.__attaque") == "undefined"
    page.goto(f"{origin}{SUB_PATH}selection/?fiches=exemple,%22%3E%3Cscript%3Ewindow.__attaque%3D1%3C/script%3E")
    page.locator("#selection-document h2", has_text=attack("titre")).wait_for()
    page.locator("#selection-ajout summary").click()
    page.locator("#selection-offres li", has_text=attack("titre")).wait_for()
    assert page.evaluate("typeof window.__attaque") == "undefined"
    assert dialogs == []
    # Leaving a page may end what it was still asking for.
    assert [problem for problem in log.problems if not problem.endswith("net::ERR_ABORTED")] == []
    assert [url for url in log.requests if not url.startswith(f"{origin}{SUB_PATH}")] == []


@pytest.mark.parametrize(
    ("markup", "directive"),
    [
        ("<img src='absente.png' onerror='window.intrus = 1'>", "script-src-attr"),
        ("<iframe src='https://exemple.invalid/'></iframe>", "frame-src"),
        ("<form action='https://exemple.invalid/'><button>Envoyer</button></form>", "form-action"),
        ("<img src='https://exemple.invalid/pixel.png'>", "img-src"),
        ("<link rel='stylesheet' href='https://exemple.invalid/a.css'>", "style-src-elem"),
    ],
)
def test_the_pages_policy_stops_what_markup_would_do(page, example_address, markup, directive):
    page.goto(example_address + "fiches/lecture-a-voix-haute/")
    stopped = page.evaluate(
        """(markup) => new Promise((resolve) => {
            addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
            document.body.insertAdjacentHTML('beforeend', markup);
            document.querySelector("form[action^='https://exemple.invalid'] button")?.click();
        })""",
        markup,
    )
    assert (stopped, page.evaluate("() => window.intrus ?? null")) == (directive, None)


def test_the_pages_policy_stops_a_script_written_in_the_page(page, example_address):
    page.goto(example_address + "fiches/lecture-a-voix-haute/")
    page.evaluate("""() => {
        const script = document.createElement('script');
        script.textContent = 'window.intrus = 1';
        document.body.append(script);
    }""")
    assert page.evaluate("() => window.intrus ?? null") is None
