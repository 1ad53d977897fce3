"""Our search beside Material's own, over the same pages, in Chromium: bytes and time from navigation to five results.

Usage: python -m tests.compare_search NUMBER_OF_SHEETS (or « make banc-recherche FICHES=10000 »).
It asserts nothing: what it prints is one run on one machine.
"""

import gzip
import http.server
import math
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TookTooLong

from pipeline.content.catalogue import load_catalogue
from pipeline.edition.docs_tree import replace_if_different
from pipeline.edition.index import SiteIndex
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.references.apa import format_references
from pipeline.references.labels import assign_labels
from pipeline.site.build import publish_pages, publish_search, write_pages
from pipeline.site.mkdocs.driver import run_mkdocs
from pipeline.site.navigation import navigation
from pipeline.site.pages.page_types import Edition, site_pages
from pipeline.site.search.facets import WORDS_FILE, words_file
from pipeline.text.diagnostics import Diagnostic
from tests.bench.corpus import give_templates, write_corpus
from tests.bench.stock_search import build_stock_search, searched_pages, write_stock_search
from tests.browser.conftest import launch
from tests.support import REPOSITORY, TODAY

RESULTS = 5
# A query that fits under so many sheets is to be answered within so many milliseconds of the last key.
FITS = 500
# The fewest pages that have a word, references apart, which ours leaves out: five results must be there to be shown.
_RARE = 12
_TRIED = 4
_PATIENCE_MS = 90_000
# Of the words of middling frequency, so many are looked for together.
_MIDDLING = 200
_TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json",
    ".svg": "image/svg+xml", ".xml": "application/xml", ".png": "image/png", ".woff2": "font/woff2",
}  # fmt: skip
# Pagefind's own files are compressed already.
_COMPRESSED = {".html", ".js", ".css", ".json", ".svg", ".xml"}
# Runs before any script of a page: when was the last key, when were there results.
_WATCH = """
([selector, number]) => {
  addEventListener("keydown", (event) => { window.lastKey = event.timeStamp; }, true);
  new MutationObserver(() => {
    if (!window.shown && document.querySelectorAll(selector).length >= number) window.shown = performance.now();
    const status = document.getElementById("recherche-etat");
    if (status && status.textContent !== window.said) { window.said = status.textContent; window.saidAt = performance.now(); }
    const panel = document.getElementById("filtres");
    if (panel && "pret" in panel.dataset && !window.counted) window.counted = performance.now();
  }).observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
}
"""


@dataclass(frozen=True)
class Query:
    """What is typed, and in how many pages of the corpus its rarest word is."""

    kind: str
    text: str
    pages: int


@dataclass(frozen=True)
class Visit:
    """What it took from navigation: seconds to the results; bytes sent by the server, headers included, and seconds to the end.

    The end is the results too, or with the panel open the counts beside every choice, which come after.
    """

    sent: int
    seconds: float
    counted: float


class _Counted(http.server.SimpleHTTPRequestHandler):
    """What a host does: compresses text, keeps the connection. It counts what it sends: a browser's tally leaves out its workers."""

    protocol_version = "HTTP/1.1"
    # As hosts do: else the end of an answer waits some 40 ms for the browser to acknowledge its beginning.
    disable_nagle_algorithm = True
    sent: "list[int]"
    root: Path

    def do_GET(self) -> None:
        path = self.root / unquote(urlsplit(self.path).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        body, headers = _body(path) if found else (b"404", {"Content-Type": "text/plain"})
        self.send_response(200 if found else 404)
        for name, value in {**headers, "Content-Length": str(len(body)), "Cache-Control": "max-age=3600"}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.sent.append(len(body))

    def flush_headers(self) -> None:
        self.sent.append(sum(map(len, self._headers_buffer)))
        super().flush_headers()

    def log_message(self, *_: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that hangs up: it does when its page is closed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@cache
def _body(path: Path) -> tuple[bytes, dict[str, str]]:
    body, headers = path.read_bytes(), {"Content-Type": _TYPES.get(path.suffix, "application/octet-stream")}
    if path.suffix not in _COMPRESSED:
        return body, headers
    return gzip.compress(body, mtime=0), {**headers, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}


@contextmanager
def served(root: Path) -> Iterator[tuple[str, list[int]]]:
    """Serve a folder on loopback; yield its address and the list to which the size of all that is sent is added."""
    sent: list[int] = []
    handler = type("Handler", (_Counted,), {"root": root, "sent": sent})
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", sent
        server.shutdown()
        thread.join()


def build_ours(project: Project) -> Path:
    """Build the pages of a made-up site and their search index, as « construire » does; return the folder of the site.

    Two things are left out, in which the default search does not look: pages of references, and feeds, exports and images.
    """
    found: list[Diagnostic] = []
    catalogue = load_catalogue(project, found)
    if catalogue is None or found:
        raise RuntimeError(f"the made-up site does not load: {found[:3]}")
    labels = assign_labels(catalogue.references.values())
    references = format_references(catalogue.references.values(), labels, project.build / "references.json")
    index = SiteIndex(catalogue, labels, references, TODAY)
    pages = [one for one in site_pages(Edition(index)) if not one.address.startswith(("references/", "bibliographie/"))]
    write_pages(project, catalogue, pages)
    run_mkdocs(project.mkdocs_config, catalogue.organisation, navigation(pages), dirty=False)
    publish_pages(project, Memory())
    publish_search(project)
    replace_if_different(project.site / WORDS_FILE, words_file(index))
    return project.site


def queries(project: Project) -> list[list[Query]]:
    """Return a rare word, a middling one, a frequent one, and three middling words of one sentence: the same for the same corpus.

    Of one sentence: of words that no page has together, ours says that nothing answers.

    Of each, a few to try in turn: it was seen that Material shows nothing, for a reason that was not found.

    All are without accents and longer than the little words, which each of the two leaves out in its own way.
    """
    counts: Counter[str] = Counter()
    pages = 0
    for _, text in searched_pages(project):
        counts.update(
            {
                word
                for word in re.findall(r"\w+", text.split("\n## Références")[0].lower())
                if len(word) > 5 and word.isascii() and word.isalpha()
            }
        )
        pages += 1
    empty = (REPOSITORY / "site_templates/theme/assets/recherche/mots-vides.js").read_text(encoding="utf-8")
    words = sorted(set(counts) - set(empty.split()))

    def nearest(target: float) -> list[str]:
        return sorted((word for word in words if counts[word] >= _RARE), key=lambda word: (abs(math.log(counts[word] / target)), word))

    middle = nearest(math.sqrt(_RARE * pages / 2))
    kinds = {"mot rare": nearest(_RARE), "mot moyen": middle, "mot fréquent": nearest(pages / 2)}
    single = [[Query(kind, word, counts[word]) for word in found[:_TRIED]] for kind, found in kinds.items()]
    three = list(islice(_together(project, frozenset(middle[:_MIDDLING])), _TRIED))
    return [*single, [Query("trois mots", " ".join(group), min(counts[word] for word in group)) for group in three]]


def _together(project: Project, words: frozenset[str]) -> Iterator[list[str]]:
    """Yield three of these words that stand within eight of a page, once a page."""
    for _, text in searched_pages(project):
        found = re.findall(r"\w+", text.split("\n## Références")[0].lower())
        groups = (sorted(words.intersection(found[start : start + 8])) for start in range(len(found)))
        group = next((group for group in groups if len(group) >= 3), None)
        if group:
            yield group[:3]


class Reader:
    """Somebody who comes for the first time, types a query and waits for five results."""

    def __init__(self, browser: Browser, address: str, sent: list[int]) -> None:
        self._browser, self._address, self._sent = browser, address, sent

    def arrive(self) -> None:
        """Open the home page, so that the browser's own first page is nobody's."""
        with self._page("li", ""):
            pass

    def stock(self, query: Query) -> Visit | None:
        """Search from the home page, as Material has it; None when it does not show five in time."""
        with self._page(".md-search-result__item", "") as page:
            page.locator(".md-search__input").click()
            page.locator(".md-search__input").fill(query.text)
            try:
                return self._shown(page, "shown")
            except TookTooLong:
                return None

    def ours(self, query: Query, *, facets: bool) -> Visit:
        """Search from the page of search; with ``facets``, the panel is open and its counts are waited for as well."""
        with self._page("#recherche-resultats > li", "recherche/") as page:
            if facets:
                page.locator("#filtres > summary").click()
            page.get_by_role("searchbox", name="Votre question ou votre mot").fill(query.text)
            visit = self._shown(page, "shown")
            if not facets:
                return visit
            end = self._shown(page, "counted")
            return Visit(end.sent, visit.seconds, end.seconds)

    def last_key(self, query: Query) -> tuple[float, float, int]:
        """Type a query key by key, for the first time then again; return both times to the answer (ms), and the number of results."""
        with self._page("#recherche-resultats > li", "recherche/") as page:
            field = page.get_by_role("searchbox", name="Votre question ou votre mot")
            times = []
            for _ in range(2):
                field.press_sequentially(query.text)
                page.wait_for_function(
                    "text => document.getElementById('recherche-etat').textContent.includes(text)", arg=f"«\u00a0{query.text}\u00a0»"
                )
                times.append(page.evaluate("() => window.saidAt - window.lastKey"))
                said = page.locator("#recherche-etat").inner_text()
                field.fill("")
                page.locator("#recherche-etat", has_text="Écrivez").wait_for()
            return times[0], times[1], int(said.split("\u00a0")[0])

    @contextmanager
    def _page(self, results: str, path: str) -> Iterator[Page]:
        context = self._browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-CA")
        context.set_default_timeout(_PATIENCE_MS)
        page = context.new_page()
        page.add_init_script(f"({_WATCH})({[results, RESULTS]})")
        self._sent.clear()
        page.goto(self._address + path, wait_until="load")
        yield page
        context.close()

    def _shown(self, page: Page, mark: str) -> Visit:
        # Times count from the start of the navigation.
        seconds = page.wait_for_function(f"() => window.{mark}").json_value() / 1000
        return Visit(sum(self._sent), seconds, seconds)


def compare(fiches: int, folder: Path, step: Callable[[str], None]) -> list[str]:
    """Build both sites of ``fiches`` sheets under ``folder``, search each; return the lines of the table."""
    step(f"Écriture de {fiches} fiches exemples")
    project = write_corpus(folder / "notre", fiches)
    give_templates(Project(REPOSITORY), project)
    step("Passerelle")
    site = build_ours(project)
    step("Material et sa recherche")
    pages = write_stock_search(project, folder / "ordinaire")
    stock = build_stock_search(folder / "ordinaire")
    _body(stock / "search" / "search_index.json")  # compressed before anyone asks, as a host would have it
    lines = [f"{fiches} fiches, {pages} pages cherchées des deux côtés; de la navigation à {RESULTS} résultats, cache vide, une fois"]
    lines.append(f"{'':<13}{'Material':>19}{'Passerelle':>19}{'rapports':>16}{'avec les filtres':>19}{'rapports':>16}{'comptes':>10}")
    keys = []
    with sync_playwright() as playwright, served(stock) as theirs, served(site) as here:
        chromium = launch(playwright)
        them, us = Reader(chromium, *theirs), Reader(chromium, *here)
        them.arrive()
        us.arrive()
        for choices in queries(project):
            for query in choices:
                step(f"Recherche de «\u00a0{query.text}\u00a0»")
                if other := them.stock(query):
                    break
            else:
                raise RuntimeError(f"Material shows nothing for any of {choices}")
            plain, facets = us.ours(query, facets=False), us.ours(query, facets=True)
            lines.append(
                f"{query.kind:<13}{_cost(other)}{_cost(plain)}{_ratio(other, plain)}{_cost(facets)}{_ratio(other, facets)}{facets.counted:>8.2f} s"
            )
            first, again, found = us.last_key(query)
            fits = f"au plus {FITS}" if found <= FITS else f"plus de {FITS}"
            keys.append(
                f"{query.kind:<13}«\u00a0{query.text}\u00a0» ({query.pages} pages)\u00a0: {found} résultats ({fits}), {first:.0f} ms, puis {again:.0f} ms"
            )
        chromium.close()
    return [*lines, "De la dernière touche à la réponse, la première fois puis la deuxième\u00a0:", *keys]


def _cost(visit: Visit) -> str:
    return f"{visit.sent / 1000:.0f} ko {visit.seconds:.2f} s".rjust(19)


def _ratio(other: Visit, one: Visit) -> str:
    return f"1/{other.sent / one.sent:.1f}, 1/{other.seconds / one.seconds:.1f}".rjust(16)


def main() -> None:
    """Print the table for the number of sheets that the command line gives."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="passerelle-banc-") as folder:
        lines = compare(
            int(sys.argv[1]), Path(folder), lambda name: print(f"… {name} ({time.monotonic() - start:.0f} s)", file=sys.stderr, flush=True)
        )
    print("\n".join(lines))


if __name__ == "__main__":
    main()
