"""Reading feeds: lenient with what is badly made, blind to what is malicious."""

import time
from datetime import date
from pathlib import Path

import pytest

from pipeline.intake.watch.reader import MAX_ENTRIES, FeedContent, FeedItem, plain_text, read_feed
from pipeline.text.dois import find, same
from tests.intake.server import entry, feed

SAMPLES = Path(__file__).with_name("fils")
OVERRIDE = "le fil n’est pas dans l’encodage qu’il annonce"
ILL_FORMED = "le fil est mal formé; ce qui se lisait a été lu"


def title_of(body: str | bytes, content_type: str = "") -> str:
    """Return the title of the only entry of a feed."""
    (item,) = read_feed(body.encode() if isinstance(body, str) else body, content_type).items
    return item.title


# The samples, which their names describe.


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("feedparser-atom10-entry_content_and_summary", FeedContent((), "", 1)),
        ("feedparser-eacute", FeedContent((), "testing é entity", 0, (ILL_FORMED,))),
        ("feedparser-http_i18n", FeedContent((), "Iñtërnâtiônàlizætiøn")),
        ("feedparser-rdf_item_rdf_about", FeedContent((), "", 1)),
        ("feedparser-rss_incomplete_cdata", FeedContent((), "can feedparser read this xml", 1, (ILL_FORMED,))),
        ("feedparser-utf-16le-bom", FeedContent(())),
        ("feedparser-x80_windows-1252", FeedContent((), "€")),
    ],
)
def test_a_sample_is_read_as_its_name_says(name, content):
    assert read_feed((SAMPLES / f"{name}.xml").read_bytes()) == content


def test_every_sample_is_tried():
    assert len(list(SAMPLES.glob("*.xml"))) == 7


# What an entry says.


def test_an_entry_of_rss_gives_what_a_candidate_needs():
    more = "<pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate><description>&lt;p&gt;Un &lt;b&gt;résumé&lt;/b&gt;.&lt;/p&gt;</description>"
    found = read_feed(
        feed(entry("Exemple", link="https://doi.org/10.1234/ABC.5", more=more, author="Alex Exemple; Billie Modèle")).encode()
    )
    assert found.title == "Revue exemple"
    assert found.items == (
        FeedItem(
            "id-1",
            "Exemple",
            ("Alex Exemple", "Billie Modèle"),
            date(2026, 11, 23),
            "10.1234/abc.5",
            "https://doi.org/10.1234/ABC.5",
            "Un résumé.",
        ),
    )


def test_an_entry_of_atom_gives_the_same():
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Revue</title><entry><id>tag:exemple</id><title>Exemple</title>'
        '<link href="https://www.example.org/a"/><updated>2026-11-23T10:00:00Z</updated><author><name>Alex Exemple</name></author><author><name>Billie Modèle</name></author>'
        '<content type="html">&lt;p&gt;Un résumé.&lt;/p&gt;</content></entry></feed>'
    )
    assert read_feed(atom.encode()).items == (
        FeedItem(
            "tag:exemple", "Exemple", ("Alex Exemple", "Billie Modèle"), date(2026, 11, 23), None, "https://www.example.org/a", "Un résumé."
        ),
    )


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("https://doi.org/10.1234/ABC", "10.1234/abc"), ("doi:10.1234/abc.", "10.1234/abc"), ("https://www.example.org/doi/full/10.1234/abc?ai=2", "10.1234/abc"),
        ("https://www.example.org/doi/10.1234/abc/full", "10.1234/abc"), ("https://www.example.org/10.1234%2Fabc", "10.1234/abc"),
        ("(10.1234/s0(12)3/)", "10.1234/s0(12)3"), ("version 10.12/3", None), ("https://www.example.org/", None), ("10.1234/<script>", None), ("", None),
    ],
)  # fmt: skip
def test_a_doi_is_found_where_feeds_put_it(text, doi):
    found = find(text)
    assert (same(found) if found else None) == doi


@pytest.mark.parametrize("when", ["Mon, 99 Nov 2026 10:00:00 GMT", "demain", "", "0001-01-01T00:00:00Z", "9999-01-01T00:00:00Z"])
def test_a_date_that_no_work_has_is_left_out(when):
    assert read_feed(feed(entry("Exemple", more=f"<pubDate>{when}</pubDate>")).encode()).items[0].day is None


# Encodings.


@pytest.mark.parametrize("content_type", ["", "text/xml", "text/xml; charset=utf-8", "application/rss+xml; charset=UTF-8"])
def test_latin_1_said_to_be_utf_8_is_read_right_and_told(content_type):
    body = feed(entry("L’été à l’école".replace("’", "'"))).encode("latin-1")
    assert title_of(body, content_type) == "L'été à l'école"
    assert read_feed(body, content_type).remarks == (OVERRIDE,)


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "windows-1252", "utf-16", "utf-8-sig"])
def test_a_declared_encoding_is_followed(encoding):
    body = feed(entry("L'été à l'école")).replace('encoding="utf-8"', f'encoding="{encoding.removesuffix("-sig")}"').encode(encoding)
    assert title_of(body) == "L'été à l'école"


@pytest.mark.parametrize("title", ["L\ufffdété", "Lâ€™Ã©tÃ©", "DÃ©crochage"])
def test_a_title_that_was_spoilt_before_us_never_reaches_a_file(title):
    found = read_feed(feed(entry(title), entry("Sain", 2)).encode("utf-8"))
    assert all("Ã" not in item.title and "\ufffd" not in item.title for item in found.items)
    assert len(found.items) + found.refused == 2


# Hostile text.


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<b>Gras</b> &amp; <i>italique</i>", "Gras & italique"),
        ("Avant<script>alert(1)</script>Après", "AvantAprès"),
        ("<img src=x onerror=alert(1)>Image", "Image"),
        ("<style>p{}</style>Style", "Style"),
        ("a\u202eb\u2066c\u200bd\x07e\x00f", "abcdef"),
        ("a&#8238;b&#0;c", "abc"),
        ("Deux\nlignes\t et  des\u00a0espaces", "Deux lignes et des espaces"),
        ("e\u0301te\u0301", "été"),
        ("&amp;lt;b&amp;gt;Gras", "Gras"),
        ("x < y et z > 1", "x < y et z > 1"),
        ("<!-- commentaire -->Texte", "Texte"),
        ("a" * 50, "a" * 39 + "…"),
    ],
)
def test_only_plain_text_is_left(markup, text):
    assert plain_text(markup, 40) == text


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org/x y",
        "https://",
        "",
        "https://www.example.org/&quot;&gt;&lt;script&gt;",
        "ftp://example.org/",
    ],
)
def test_an_entry_whose_only_address_is_none_is_refused(link):
    found = read_feed(feed(entry("Exemple", link=link, guid="x")).encode())
    assert found == FeedContent((), "Revue exemple", 1)


def test_an_entry_with_a_doi_needs_no_other_address():
    (item,) = read_feed(feed(entry("Exemple", link="javascript:alert(1)", guid="10.1234/abc")).encode()).items
    assert (item.doi, item.link) == ("10.1234/abc", None)


def test_entities_that_multiply_stay_inert():
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "boum">{levels}]><rss version="2.0"><channel>{entry("&e9;")}{entry("Sain", 2)}</channel></rss>'
    titles = [item.title for item in read_feed(body.encode()).items]
    assert "Sain" in titles
    assert not any("boum" in title for title in titles)


def test_an_entity_never_reads_a_file():
    body = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>{entry("a&f;b")}</channel></rss>'
    assert title_of(body) in ("ab", "a&f;b")


@pytest.mark.parametrize("body", [b"<a>" * 200_000, b"<" * 200_000, b"&" * 200_000, ("<item><title>a</title></item>" * 50_000).encode()])
def test_a_feed_made_to_keep_us_busy_is_left_at_once(body):
    started = time.monotonic()
    found = read_feed(b"<rss version='2.0'><channel>" + body)
    assert found.problem == "Le fil est démesuré\u00a0: il n’a pas été lu."
    assert time.monotonic() - started < 5


def test_of_too_many_entries_the_first_are_read():
    found = read_feed(feed(*(entry(f"Exemple {number}", number) for number in range(MAX_ENTRIES + 5))).encode())
    assert len(found.items) == MAX_ENTRIES
    assert found.remarks == (f"le fil compte plus de {MAX_ENTRIES} entrées; les suivantes sont laissées",)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"<!doctype html><html><body>Revue</body></html>", "L’adresse mène à une page Web, pas à un fil."),
        (b"", "L’adresse mène à autre chose qu’un fil."), (b"\x00\x01\x02", "L’adresse mène à autre chose qu’un fil."),
        (b'{"items": []}', "L’adresse mène à autre chose qu’un fil."), (b"/etc/passwd", "L’adresse mène à autre chose qu’un fil."),
        (b"http://127.0.0.1/", "L’adresse mène à autre chose qu’un fil."),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_told_so(body, problem):
    assert read_feed(body) == FeedContent((), problem=problem)


def test_a_feed_that_is_empty_is_a_feed():
    assert read_feed(feed().encode()) == FeedContent((), "Revue exemple")
