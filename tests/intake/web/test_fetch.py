"""Asking for a feed: what each answer of a site means, and what none of them can do to us."""

import gzip
import re
import socket
import threading
import zlib
from datetime import timedelta

import brotli
import pytest

from pipeline.intake.web.fetch import FetchOutcome, user_agent
from tests.intake.conftest import NOW, PATIENT, SHORT
from tests.intake.server import bomb, entry, feed, response

FEED = feed(entry("Un exemple"))
# Words that tell an agent nothing.
JARGON = re.compile(r"(?i)\b(http|https|status|code|header|timeout|ssl|tls|dns|socket|gzip|redirect\w*|\d{3})\b")


def test_a_feed_is_read_with_what_will_spare_the_site_next_time(server, fetcher):
    address = server.answer(
        "/fil",
        FEED,
        content_type="application/rss+xml",
        etag='"v1"',
        last_modified="Mon, 23 Nov 2026 10:00:00 GMT",
        cache_control="public, max-age=3600",
    )
    found = fetcher.fetch(address)
    assert (found.outcome, found.body, found.etag, found.last_modified) == (
        FetchOutcome.READ,
        FEED.encode(),
        '"v1"',
        "Mon, 23 Nov 2026 10:00:00 GMT",
    )
    assert found.fresh_for == timedelta(hours=1)


def test_the_watch_says_who_it_is_and_how_to_reach_it(server, fetcher):
    fetcher.fetch(server.answer("/fil", FEED))
    headers = server.asked[0].headers
    assert headers["user-agent"] == "Passerelle/exemple (veille documentaire; veille@exemple.org)"
    assert headers["accept-encoding"] == "gzip, deflate, br"
    assert "cookie" not in headers


@pytest.mark.parametrize(
    ("contacts", "said"),
    [
        ((None, "veille@exemple.org", "autre"), "Passerelle/1 (veille documentaire; veille@exemple.org)"),
        ((None, None), "Passerelle/1 (veille documentaire; contact a venir)"),
        (("élan@exemple.org",), "Passerelle/1 (veille documentaire; lan@exemple.org)"),
    ],
)
def test_the_first_contact_that_is_known_is_given(contacts, said):
    assert user_agent("1", *contacts) == said


def test_what_has_not_changed_is_not_sent_again(server, fetcher):
    address = server.answer("/fil", status="304 Not Modified")
    assert fetcher.fetch(address, '"v1"', "Mon, 23 Nov 2026 10:00:00 GMT").outcome is FetchOutcome.UNCHANGED
    assert server.asked[0].headers["if-none-match"] == '"v1"'
    assert server.asked[0].headers["if-modified-since"] == "Mon, 23 Nov 2026 10:00:00 GMT"


def test_a_site_that_says_unchanged_of_what_was_never_read_is_not_believed(server, fetcher):
    assert fetcher.fetch(server.answer("/fil", status="304 Not Modified")).outcome is FetchOutcome.FAILED


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(FEED.encode())),
        ("br", brotli.compress(FEED.encode())),
        ("deflate", zlib.compress(FEED.encode())),
        ("deflate", zlib.compress(FEED.encode(), wbits=-15)),  # without its header, as some servers send it
        ("identity", FEED.encode()),
        ("gzip", gzip.compress(FEED.encode()[:50]) + gzip.compress(FEED.encode()[50:])),
    ],
)
def test_a_packed_answer_is_unpacked(server, fetcher, encoding, packed):
    assert fetcher.fetch(server.answer("/fil", packed, content_encoding=encoding)).body == FEED.encode()


@pytest.mark.parametrize("status", ["301 Moved Permanently", "308 Permanent Redirect"])
def test_a_feed_that_moved_for_good_gives_its_new_address(server, fetcher, status):
    new = server.answer("/nouveau", FEED)
    found = fetcher.fetch(server.answer("/ancien", status=status, location="/nouveau#fragment"))
    assert (found.outcome, found.moved) == (FetchOutcome.READ, new)


@pytest.mark.parametrize("status", ["302 Found", "303 See Other", "307 Temporary Redirect"])
def test_a_feed_that_is_elsewhere_for_now_keeps_its_address(server, fetcher, status):
    server.answer("/ailleurs", FEED)
    found = fetcher.fetch(server.answer("/fil", status=status, location=server.url("/ailleurs")))
    assert (found.outcome, found.moved) == (FetchOutcome.READ, None)


def test_only_the_moves_before_a_detour_are_for_good(server, fetcher):
    server.answer("/c", FEED)
    middle = server.answer("/b", status="302 Found", location="/c")
    assert fetcher.fetch(server.answer("/a", status="301 Moved Permanently", location="/b")).moved == middle


def test_an_address_that_moved_to_nothing_is_kept(server, fetcher):
    found = fetcher.fetch(server.answer("/a", status="301 Moved Permanently", location="/rien"))
    assert (found.outcome, found.moved) == (FetchOutcome.MISSING, None)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("410 Gone", FetchOutcome.GONE), ("404 Not Found", FetchOutcome.MISSING), ("500 Oops", FetchOutcome.MISSING), ("502 Oops", FetchOutcome.MISSING),
        ("503 Busy", FetchOutcome.MISSING), ("429 Too Many", FetchOutcome.WAIT), ("401 No", FetchOutcome.FAILED), ("403 No", FetchOutcome.FAILED),
        ("204 Nothing", FetchOutcome.FAILED), ("418 Teapot", FetchOutcome.FAILED), ("301 Moved", FetchOutcome.FAILED),
    ],
)  # fmt: skip
def test_each_refusal_has_its_meaning_in_plain_words(server, fetcher, status, outcome):
    found = fetcher.fetch(server.answer("/fil", status=status))
    assert found.outcome is outcome
    assert found.reason.endswith(".")
    assert JARGON.findall(found.reason) == []


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("120", timedelta(seconds=120)),
        ("Tue, 24 Nov 2026 13:00:00 GMT", timedelta(hours=1)),
        ("Tue, 24 Nov 2026 11:00:00 GMT", timedelta()),
        ("999999999", timedelta(days=7)),
    ],
)
def test_a_site_says_when_to_come_back_in_seconds_or_by_a_date(server, fetcher, status, said, wait):
    found = fetcher.fetch(server.answer("/fil", status=status, retry_after=said))
    assert (found.outcome, found.retry_at) == (FetchOutcome.WAIT, NOW + wait)


@pytest.mark.parametrize("said", ["demain", "-5", "Tue, 99 Nov 2026 13:00:00 GMT", "1e9"])
def test_a_wait_that_cannot_be_read_is_a_day_when_the_site_asks_for_one(server, fetcher, said):
    assert fetcher.fetch(server.answer("/fil", status="429 Too Many", retry_after=said)).retry_at == NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "fresh"),
    [
        ("max-age=60", timedelta(seconds=60)), ('MAX-AGE="60"', timedelta(seconds=60)), ("no-cache, max-age=60", timedelta()),
        ("no-store", timedelta()), ("max-age=999999999", timedelta(days=7)), ("s-maxage=60", timedelta()), ("max-age=soon", timedelta()),
    ],
)  # fmt: skip
def test_an_answer_holds_as_long_as_it_says_a_week_at_most(server, fetcher, said, fresh):
    assert fetcher.fetch(server.answer("/fil", FEED, cache_control=said)).fresh_for == fresh


# Hostile and broken sites.


def _drip(connection: socket.socket, over) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss>")
    while not over.wait(0.02):
        connection.sendall(b" ")


def _endless(connection: socket.socket, over) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while not over.is_set():
        connection.sendall(b"<a>" * 20_000)


def _endless_head(connection: socket.socket, over) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while not over.wait(0.02):
        connection.sendall(b"X-A: b\r\n")


BROKEN = {
    "says nothing": lambda connection, over: over.wait(10),
    "drips for ever": _drip,
    "never ends": _endless,
    "never ends its headers": _endless_head,
    "hangs up at once": lambda connection, over: connection.close(),
    "hangs up in the headers": lambda connection, over: connection.sendall(b"HTTP/1.1 200 OK\r\nContent-"),
    "hangs up in the body": lambda connection, over: connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss>"),
    "closes half of the connection": lambda connection, over: (connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<"), connection.shutdown(socket.SHUT_WR)),
    "lies about its packing": lambda connection, over: connection.sendall(response(FEED, headers={"Content-Encoding": "gzip"})),
    "lies about brotli": lambda connection, over: connection.sendall(response(FEED, headers={"Content-Encoding": "br"})),
    "packs in its own way": lambda connection, over: connection.sendall(response(FEED, headers={"Content-Encoding": "zstd"})),
    "cuts its packing": lambda connection, over: connection.sendall(response(gzip.compress(FEED.encode())[:-12], headers={"Content-Encoding": "gzip"})),
    "cuts its brotli": lambda connection, over: connection.sendall(response(brotli.compress(FEED.encode())[:-4], headers={"Content-Encoding": "br"})),
    "says two lengths": lambda connection, over: connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n<rss>"),
    "speaks no known tongue": lambda connection, over: connection.sendall(b"SSH-2.0-exemple\r\n"),
    "cuts its deflate": lambda connection, over: connection.sendall(response(zlib.compress(FEED.encode())[:-12], headers={"Content-Encoding": "deflate"})),
    "sends a bomb of deflate": lambda connection, over: connection.sendall(response(zlib.compress(bytes(50_000_000)), headers={"Content-Encoding": "deflate"})),
    "sends a bomb": lambda connection, over: connection.sendall(response(bomb(50), headers={"Content-Encoding": "gzip"})),
    "sends a bomb in brotli": lambda connection, over: connection.sendall(response(brotli.compress(bytes(50_000_000), quality=1), headers={"Content-Encoding": "br"})),
    "packs a bomb twice": lambda connection, over: connection.sendall(response(gzip.compress(bomb(50)), headers={"Content-Encoding": "gzip, gzip"})),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_site_that(server, hasty, case):
    address = server.script("/fil", lambda connection, headers: BROKEN[case](connection, server.over))
    found = hasty.fetch(address)
    assert found.outcome is FetchOutcome.FAILED
    assert found.body == b""
    assert found.reason.endswith(".")
    assert JARGON.findall(found.reason) == []


def test_what_is_sent_past_the_announced_length_is_not_read(server, fetcher):
    address = server.script(
        "/fil", lambda connection, headers: connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<rss>" + b"x" * 1000)
    )
    assert fetcher.fetch(address).body == b"<rss>"


@pytest.mark.parametrize(("size", "outcome"), [(SHORT.body, FetchOutcome.READ), (SHORT.body + 1, FetchOutcome.FAILED)])
@pytest.mark.parametrize("encoding", ["identity", "gzip", "br", "deflate"])
def test_an_answer_is_cut_at_the_limit_however_it_is_packed(server, hasty, size, outcome, encoding):
    pack = {"identity": bytes, "gzip": gzip.compress, "br": brotli.compress, "deflate": zlib.compress}[encoding]
    assert hasty.fetch(server.answer("/fil", pack(b"a" * size), content_encoding=encoding)).outcome is outcome


def test_a_site_that_sends_from_address_to_address_is_left_after_a_few(server, fetcher):
    found = fetcher.fetch(server.answer("/fil", status="302 Found", location="/fil"))
    assert found.reason == "Le site renvoie d’adresse en adresse, sans fin."
    assert len(server.asked) == PATIENT.redirections + 1


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "javascript:alert(1)",
        "gopher://x/",
        "http://nom:mot@127.0.0.1/",
        "http://[",
        "data:text/xml,<rss/>",
    ],
)
def test_a_site_can_only_send_to_a_web_page(server, fetcher, location):
    found = fetcher.fetch(server.answer("/fil", status="302 Found", location=location))
    assert found.outcome is FetchOutcome.FAILED
    assert len(server.asked) == 1


@pytest.mark.parametrize("name", ["/a b", "/é", "/%zz"])
def test_a_strange_path_is_asked_for_without_harm(server, fetcher, name):
    assert fetcher.fetch(server.url(name)).outcome in (FetchOutcome.MISSING, FetchOutcome.FAILED)


def test_headers_that_cannot_be_sent_back_are_not_kept(server, fetcher):
    found = fetcher.fetch(server.answer("/fil", FEED, etag='"' + "v" * 400 + '"', last_modified="\x80\x81"))
    assert (found.etag, found.last_modified) == (None, None)


def test_a_run_that_has_no_time_left_asks_nothing_more(server, fetcher):
    assert fetcher.fetch(server.answer("/fil", FEED), until=0.0).outcome is FetchOutcome.FAILED
    assert server.asked == []


def test_one_host_is_asked_one_thing_at_a_time(server, fetcher):
    head, body = response(FEED).split(b"\r\n\r\n")
    lock, busy, most = threading.Lock(), 0, 0

    def route(connection: socket.socket, _: object) -> None:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        connection.sendall(head + b"\r\n\r\n")
        with lock:
            busy -= 1  # before the last byte: what asks after it is another request
        connection.sendall(body)

    addresses = [server.script(f"/{number}", route) for number in range(6)]
    threads = [threading.Thread(target=fetcher.fetch, args=(address,)) for address in addresses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.asked) == 6
    assert most == 1


def test_no_setting_of_the_machine_sends_the_request_elsewhere(server, fetcher, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert fetcher.fetch(server.answer("/fil", FEED)).outcome is FetchOutcome.READ


def test_the_samples_of_packing_are_what_they_seem():
    assert zlib.decompress(bomb(1), 31) == bytes(1_000_000)
