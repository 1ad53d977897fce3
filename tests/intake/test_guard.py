"""The one door to the network: no address opens outside the guard, none is opened that does not read, and what a site said stays with it."""

import ast
import inspect
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpcore
import httpx
import pytest

from pipeline.intake.imports.importer import GatherError, entries_of
from pipeline.intake.proofs.copies import read_copy
from pipeline.intake.web.client import NoAnswerError, Web
from pipeline.intake.web.fetch import Fetcher, FetchOutcome
from pipeline.intake.web.network import GuardedTransport, UnreachableError, is_public, redirected
from pipeline.text.addresses import is_web_address
from tests.intake.conftest import NOW, PATIENT
from tests.support import REPOSITORY

# Modules that open connections, and the files that may name them.
OPENERS = {
    "socket": {"pipeline/intake/web/network.py"},
    "httpcore": {"pipeline/intake/web/network.py", "pipeline/intake/web/http_client.py"},
    "httpx": {"pipeline/intake/web/network.py", "pipeline/intake/web/http_client.py"},
    **dict.fromkeys(
        (
            "urllib.request", "urllib3", "http.client", "ftplib", "smtplib", "imaplib", "poplib", "nntplib", "telnetlib", "xmlrpc", "webbrowser", "asyncio", "ssl", "requests",
            "aiohttp", "websockets", "paramiko", "dns", "pycurl", "boto3", "mechanize", "selenium", "playwright",
        ),
        frozenset(),
    ),
}  # fmt: skip
OPENERS["ssl"] = {"pipeline/intake/web/network.py"}
# Commands that open connections.
PROGRAMS = {"curl", "wget", "ssh", "scp", "rsync", "nc", "fetch", "clone", "pull", "push", "ls-remote", "npm", "pip"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Yield each module of the package, by its path in the repository."""
    for path in sorted((REPOSITORY / "pipeline").rglob("*.py")):
        yield path.relative_to(REPOSITORY).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("__import__", "importlib.import_module", "import_module"):
            yield from (str(word.value) for word in node.args if isinstance(word, ast.Constant))


def outside(sources: Iterator[tuple[str, ast.Module]]) -> list[tuple[str, str]]:
    """Return each opener of connections that is named outside the guard, and each client of HTTP that does not go through it."""
    found = []
    for path, tree in sources:
        for name in imported(tree):
            found += [
                (path, name) for opener, fit in OPENERS.items() if (name == opener or name.startswith(f"{opener}.")) and path not in fit
            ]
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            if called.startswith("httpx.") and called.removeprefix("httpx.") in (
                "get",
                "post",
                "head",
                "request",
                "stream",
                "put",
                "delete",
                "patch",
                "options",
                "AsyncClient",
            ):
                found.append((path, called))
            transports = [keyword for keyword in node.keywords if keyword.arg == "transport"]
            if called in ("httpx.Client", "Client") and not (
                transports and "GuardedTransport(" in ast.unparse(tree) and ast.unparse(transports[0].value) == "transport"
            ):
                found.append((path, called))
            # A string would be taken for an address, or for the name of a file.
            if called == "feedparser.parse" and not ast.unparse(node.args[0]).startswith("BytesIO("):
                found.append((path, called))
            if called.startswith("subprocess."):
                words = {word.value for argument in node.args for word in ast.walk(argument) if isinstance(word, ast.Constant)}
                found += [(path, str(word)) for word in sorted(words & PROGRAMS, key=str)]
    return found


def test_no_address_opens_outside_the_guard():
    assert outside(modules()) == []


@pytest.mark.parametrize(
    "code",
    [
        "import urllib.request\nurllib.request.urlopen(address)", "from urllib.request import urlopen", "import socket", "from http import client\nimport http.client",
        "import httpx\nhttpx.get(address)", "import requests", "__import__('socket')", "import httpx\nhttpx.Client()", "feedparser.parse(address)",
        "subprocess.run(['curl', address])",
    ],
)  # fmt: skip
def test_the_walk_finds_a_door_beside_the_guard(code):
    assert outside(iter([("pipeline/exemple.py", ast.parse(code))])) != []


# What is public.


@pytest.mark.parametrize(
    "address",
    [
        "168.63.129.16", "100.64.0.1", "100.100.100.200", "100.127.255.255", "192.0.0.192", "192.0.0.170", "192.88.99.1", "169.254.169.254", "169.254.170.2", "::ffff:168.63.129.16",
        "::ffff:100.64.0.1", "64:ff9b::a83f:8110", "64:ff9b:1::a00:1", "2002:a83f:8110::", "2002:6440:1::", "::a00:1", "::7f00:1", "5f00::1", "3fff::1", "4000::1", "fec0::1",
    ],
)  # fmt: skip
def test_an_address_that_looks_public_and_is_not_is_refused(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "::ffff:8.8.8.8", "64:ff9b::808:808", "2606:2800:220:1:248:1893:25c8:1946", "2002:808:808::"]
)
def test_an_address_of_the_internet_stays_public(address):
    assert is_public(address)


# What does not read.


@pytest.mark.parametrize(
    "address",
    [
        "http://host:abc/",
        "http://host:99999/",
        "http://ho\x00st/",
        "http://ho\x1bst/",
        "http://host/\r\nX: y",
        "http://[::1",
        "http://\u2028/",
        "http:///x",
        "ftp://host/",
        "",
    ],
)
def test_an_address_that_does_not_read_is_told_in_french_and_nothing_is_opened(address, fetcher):
    for found in (fetcher.fetch(address), fetcher.reach(address)):
        assert (found.outcome, found.reason) == (
            FetchOutcome.FAILED,
            "Cette adresse ne se lit pas\u00a0: vérifiez-la, caractère par caractère.",
        )
    with pytest.raises(NoAnswerError, match="cette adresse ne se lit pas"):
        Web(None, lambda: NOW).get(address)
    assert not is_web_address(address)


def test_an_address_of_seventy_thousand_characters_is_told_by_its_length(fetcher):
    address = f"http://exemple.invalid/{'a' * 70_000}"
    assert fetcher.fetch(address).reason == "Cette adresse est démesurée (70023 caractères)\u00a0: elle n’est pas lue."
    with pytest.raises(NoAnswerError, match="démesurée"):
        Web(None, lambda: NOW).get(address)


@pytest.mark.parametrize("location", ["http://host:abc/", "http://[::1", "http://a@host/", "javascript:alert(1)", f"/{'a' * 70_000}"])
def test_a_redirection_to_what_does_not_read_is_told(server, fetcher, location):
    found = fetcher.fetch(server.answer("/fil", status="302 Found", location=location))
    assert found.outcome is FetchOutcome.FAILED
    assert found.reason


@pytest.mark.parametrize("section", ["<![ ", "<![foo bar]>", "<![", "<![CDATA[x", "<![if !IE]>"])
def test_a_page_with_a_section_that_html_parser_stops_at_is_read(tmp_path, web, server, section):
    page = f"<html><p>Avant</p>{section}</html>"
    copy = tmp_path / "page.html"
    copy.write_text(page, encoding="utf-8")
    assert "Avant" in read_copy(copy).pages[0].text
    with pytest.raises(GatherError, match="ne dit pas le DOI"):
        entries_of(server.answer("/page", page), web)


# How long.


def test_a_look_up_of_a_name_counts_in_the_deadline():
    over = threading.Event()

    def never(_host: str, _port: int) -> list[str]:
        over.wait(30)
        return []

    started = time.monotonic()
    context = httpx.create_ssl_context(trust_env=False)
    transport = GuardedTransport(time.monotonic() + 0.2, context, resolve=never)
    with httpx.Client(transport=transport, trust_env=False) as client, pytest.raises((httpx.TimeoutException, httpcore.TimeoutException)):
        client.get("http://exemple.invalid/")
    assert time.monotonic() - started < 10
    over.set()


def test_a_name_that_gives_a_private_address_among_others_is_refused():
    context = httpx.create_ssl_context(trust_env=False)
    transport = GuardedTransport(time.monotonic() + 5, context, resolve=lambda _host, _port: ["93.184.216.34", "168.63.129.16"])
    with httpx.Client(transport=transport, trust_env=False) as client, pytest.raises(UnreachableError, match="réseau privé"):
        client.get("http://exemple.invalid/")


# What stays with its origin.


def test_what_a_site_said_of_its_page_is_told_to_no_other(server, fetcher):
    elsewhere = server.url("/ailleurs", "127.0.0.2")
    server.answer("/ailleurs", "<rss/>", etag='"d-ailleurs"', last_modified="Mon, 23 Nov 2026 10:00:00 GMT")
    found = fetcher.fetch(server.answer("/fil", status="302 Found", location=elsewhere), '"v1"', "Sun, 22 Nov 2026 10:00:00 GMT")
    asked = {one.path: one.headers for one in server.asked}
    assert asked["/fil"]["if-none-match"] == '"v1"'
    assert "if-none-match" not in asked["/ailleurs"]
    assert "if-modified-since" not in asked["/ailleurs"]
    # And what the other said is not kept for the first.
    assert (found.outcome, found.etag, found.last_modified) == (FetchOutcome.READ, None, None)


def test_what_a_page_that_moved_for_good_said_is_kept_for_its_new_address(server, fetcher):
    elsewhere = server.url("/ailleurs", "127.0.0.2")
    server.answer("/ailleurs", "<rss/>", etag='"d-ailleurs"')
    found = fetcher.fetch(server.answer("/fil", status="301 Moved Permanently", location=elsewhere), '"v1"')
    assert (found.moved, found.etag) == (elsewhere, '"d-ailleurs"')


def test_on_one_origin_the_condition_follows_a_redirection(server, fetcher):
    server.answer("/nouveau", status="304 Not Modified")
    found = fetcher.fetch(server.answer("/fil", status="302 Found", location="/nouveau"), '"v1"')
    assert found.outcome is FetchOutcome.UNCHANGED
    assert server.asked[1].headers["if-none-match"] == '"v1"'


@pytest.mark.parametrize(
    ("here", "location"), [("https://exemple.org/a", "http://exemple.org/b"), ("HTTPS://exemple.org/a", "HTTP://autre.org/")]
)
def test_a_redirection_from_https_to_http_is_refused_and_told(here, location):
    with pytest.raises(UnreachableError) as refused:
        redirected(here, location)
    assert (
        refused.value.reason
        == "Le site renvoie d’une adresse sécurisée (https) à une autre qui ne l’est pas (http)\u00a0: elle n’est pas suivie."
    )


@pytest.mark.parametrize(
    ("here", "location", "there"),
    [
        ("http://exemple.org/a", "https://exemple.org/b", "https://exemple.org/b"),
        ("https://exemple.org/a", "/b#c", "https://exemple.org/b"),
        ("https://exemple.org/a", "//autre.org/b", "https://autre.org/b"),
    ],
)
def test_any_other_redirection_is_followed(here, location, there):
    assert redirected(here, location) == there


def test_both_clients_follow_redirections_through_the_same_door():
    """A redirection is followed by what refuses to go down to http, and by nothing else: httpx follows none."""
    for client in (Fetcher, Web):
        text = Path(inspect.getfile(client)).read_text(encoding="utf-8")
        assert "redirected(" in text
        assert "follow_redirects=True" not in text


def test_a_fetcher_takes_no_proxy_nor_setting_of_the_machine(monkeypatch, server):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    assert (
        Fetcher("Passerelle/exemple", lambda: NOW, PATIENT, allow_loopback=True).fetch(server.answer("/fil", "<rss/>")).outcome
        is FetchOutcome.READ
    )
