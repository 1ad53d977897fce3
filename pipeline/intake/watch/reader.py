"""From the bytes of a feed to its entries, as plain text: nothing of the feed's markup, scripts or tricks stays."""

import html
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import feedparser
import nh3

from pipeline.text.addresses import is_web_address
from pipeline.text.files import without_invisible
from pipeline.text.words import collapse

MAX_ENTRIES = 500
MAX_TITLE, MAX_ABSTRACT, MAX_AUTHORS = 400, 4_000, 20
# Five hundred entries with their markup hold a tenth of that; a million would take feedparser a minute.
_MAX_TAGS = 80_000
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>{}\\^`|?#&\[\]]{1,200}")
# UTF-8 read as Latin-1 or windows-1252 (« Ã© », « â€™ »), or a character that was lost.
_SPOILT = re.compile("[ÃÂ][\u0080-\u00bf]|â€|Ã[€-™œžŸ¡-¿]|\ufffd")


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry of a feed: plain text, valid addresses. ``doi`` is bare, in lower case."""

    id: str | None
    title: str
    authors: tuple[str, ...]
    day: date | None
    doi: str | None
    link: str | None
    abstract: str


@dataclass(frozen=True, slots=True)
class FeedContent:
    """What a feed holds. ``refused`` counts entries that cannot be used; ``remarks`` says in French what is wrong with the feed."""

    items: tuple[FeedItem, ...]
    title: str = ""
    refused: int = 0
    remarks: tuple[str, ...] = ()
    problem: str = ""
    """Why it is no feed at all; empty when it is one."""


def read_feed(body: bytes, content_type: str = "") -> FeedContent:
    """Read a feed leniently: RSS, RDF or Atom, well formed or not, whatever encoding it is really in."""
    if body.count(b"<") > _MAX_TAGS or body.count(b"&") > _MAX_TAGS:
        return FeedContent((), problem="Le fil est démesuré\u00a0: il n’a pas été lu.")
    # A stream, never a string: feedparser would take one for an address or the name of a file.
    headers = {"content-type": content_type} if "charset" in content_type.lower() else {}
    try:
        parsed = feedparser.parse(BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except Exception:  # a hostile feed may trip the parser anywhere; one feed must not stop the others
        return FeedContent((), problem="Le fil ne se lit pas\u00a0: il est trop mal formé.")
    if not parsed.get("version") and not parsed.entries:
        web_page = re.search(rb"<(?:!doctype\s+)?html\b", body[:2000], re.IGNORECASE) is not None
        return FeedContent((), problem=_WEB_PAGE if web_page else _NOT_A_FEED)
    remarks: list[str] = []
    error = parsed.get("bozo_exception")
    if isinstance(error, feedparser.CharacterEncodingOverride):
        remarks.append("le fil n’est pas dans l’encodage qu’il annonce")
    elif parsed.get("bozo") and not isinstance(error, feedparser.NonXMLContentType):
        remarks.append("le fil est mal formé; ce qui se lisait a été lu")
    if len(parsed.entries) > MAX_ENTRIES:
        remarks.append(f"le fil compte plus de {MAX_ENTRIES} entrées; les suivantes sont laissées")
    items = [_item(entry) for entry in parsed.entries[:MAX_ENTRIES]]
    kept = tuple(item for item in items if item is not None)
    title = plain_text(_text(parsed.feed, "title"), MAX_TITLE)
    return FeedContent(kept, title, len(items) - len(kept), tuple(remarks))


_WEB_PAGE = "L’adresse mène à une page Web, pas à un fil."
_NOT_A_FEED = "L’adresse mène à autre chose qu’un fil."


def plain_text(markup: str, limit: int) -> str:
    """Return text without tags, entities, invisible characters or line breaks, at most ``limit`` characters long."""
    text = html.unescape(nh3.clean(markup[: 20 * limit], tags=set(), clean_content_tags={"script", "style"}))
    text = collapse(without_invisible(unicodedata.normalize("NFC", text)))
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _item(entry: Mapping[str, Any]) -> FeedItem | None:
    """Return an entry, or None when it has no title that can be read, or no address."""
    title = plain_text(_text(entry, "title"), MAX_TITLE)
    abstract = plain_text(_abstract(entry), MAX_ABSTRACT)
    authors = tuple(name for author in _authors(entry)[:MAX_AUTHORS] if (name := plain_text(author, 120)) and not _SPOILT.search(name))
    given = _text(entry, "link").strip()
    link = given if is_web_address(given) and len(given) <= 500 and given.isascii() else None
    doi = find_doi(*(_text(entry, key) for key in ("prism_doi", "dc_identifier", "id")), link or "")
    if not title or _SPOILT.search(title) or not (doi or link):
        return None
    own_id = plain_text(_text(entry, "id"), 300) or None
    return FeedItem(own_id, title, authors, _day(entry), doi, link, "" if _SPOILT.search(abstract) else abstract)


def find_doi(*texts: str) -> str | None:
    """Return the first DOI of these texts, bare and in lower case (DOI Handbook, section 2)."""
    for text in texts:
        found = _DOI.search(without_invisible(unquote(text)))
        if found:
            doi = re.sub(r"(?:/(?:full|abstract|pdf|epdf|meta))$", "", found.group().rstrip(".,;:)'/"), flags=re.IGNORECASE)
            return doi.lower()
    return None


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    return value if isinstance(value, str) else ""


def _abstract(entry: Mapping[str, Any]) -> str:
    summary = _text(entry, "summary")
    if summary:
        return summary
    contents = entry.get("content") or []
    return next((content["value"] for content in contents if isinstance(content.get("value"), str)), "")


def _authors(entry: Mapping[str, Any]) -> list[str]:
    """Return the authors' names; many feeds put them all in one."""
    names = [author["name"] for author in entry.get("authors") or [] if isinstance(author.get("name"), str)]
    names = names or [_text(entry, "author")]
    if len(names) == 1:
        separator = ";" if ";" in names[0] else ", " if names[0].count(",") > 1 else None
        names = [name.strip() for name in names[0].split(separator)] if separator else names
    return [name for name in names if name]


def _day(entry: Mapping[str, Any]) -> date | None:
    """Return the day of publication, when it is one that a work may have."""
    given = dict(entry.items())  # feedparser's own « get » gives one date for the other, and warns
    for key in ("published_parsed", "updated_parsed"):
        found = given.get(key)
        if found and 1900 <= found[0] <= 2100:
            try:
                return date(*found[:3])
            except ValueError:
                continue
    return None
