"""From the bytes of a feed to its entries, as plain text: nothing of the feed's markup, scripts or tricks stays."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, Literal
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import feedparser

from pipeline.text import dois
from pipeline.text.addresses import is_web_address
from pipeline.text.decoding import LOST
from pipeline.text.files import without_invisible
from pipeline.text.html_text import text_of_html
from pipeline.text.people.authors import Name
from pipeline.text.people.feed_names import bare_creator, feed_names
from pipeline.text.typographic import NBSP, french_lines, french_text
from pipeline.text.words import collapse, fold
from pipeline.text.written_dates import MONTH, WrittenDate, read_date

MAX_ENTRIES = 500
MAX_TITLE, MAX_ABSTRACT, MAX_AUTHORS = 400, 4_000, 20
# Five hundred entries with their markup hold a tenth of that; a million would take feedparser a minute.
_MAX_TAGS = 80_000
Notice = Literal["correction", "retractation", "preoccupation"]
# UTF-8 read as Latin-1 or windows-1252 (« Ã© », « â€™ »), or a character that was lost.
# What stands, in our text, for a character that the feed has lost: our files hold no U+FFFD.
UNREADABLE = "[?]"
_SPOILT = re.compile(f"[ÃÂ][\u0080-\u00bf]|â€|Ã[€-™œžŸ¡-¿]|{LOST}")
# How the title of a notice about another work begins, in English and in French, folded: what it is.
_NOTICES: tuple[tuple[str, Notice], ...] = (
    (r"(?:retraction(?: note| notice)?|retracted(?: article)?|withdrawn|withdrawal|(?:avis de )?retractation)", "retractation"),
    (r"(?:expression of concern|editorial expression of concern|mise en garde|avis de preoccupation)", "preoccupation"),
    (
        (
            r"(?:(?:author|publisher|editorial)'?s? correction|correction(?: notice)?|corrections?|corrigend(?:um|a)|errat(?:um|a)"
            r"|addend(?:um|a)|correctif|rectificatif)"
        ),
        "correction",
    ),
)
# What platforms put where an abstract would be: « Journal, Volume 134, Issue 7, Page 2166-2214, July 2026. »
_ISSUE = re.compile(
    r"(?:^|[,.;:]\s*|\s)(?:volume|vol\.?|tome|issue|numero|no\.?|n°|ahead of print|articles in advance|early view|epub ahead"
    r"|published online|publie en ligne|mis en ligne|online first|latest articles|pages?|pp?\.|doi)(?=[\s:.,\d])"
)
_OF_AN_ISSUE = re.compile(
    r"\b(?:volume|vol|tome|issue|numero|no|n°|pages?|pp?|ahead|of|print|articles?|in|advance|early|view|epub|published"
    r"|online|publie|en|ligne|mis|le|first"
    rf"|latest|special|supplement|hors|serie|doi|e?page|from|to|et|and|the|a|{MONTH}"
    r"|printemps|ete|automne|hiver|spring|summer|autumn|fall|winter|\w*\d\w*)\b"
)
# The number that an archive puts before its titles: « [hal-01234567] ».
_DEPOSIT = re.compile(r"^\[[a-z]{2,12}-\d{5,}(?:v\d+)?\]\s*")
_DOI_HEAD = re.compile(rf"^(?:https?://(?:dx\.)?doi\.org/|doi\s?:?\s?){dois.PREFIX}/\S+[\s.;,]*", re.IGNORECASE)
# « Nature, Published online: 05 May 2026; doi:10.1038/… », then the abstract.
_ONLINE_HEAD = re.compile(
    r"^[^.;]{1,150},\s*(?:Published online|Publié en ligne|Mis en ligne)\s*:?\s*[^;.]{4,40};?\s*(?:doi:\s*\S+)?\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry of a feed: plain text, valid addresses. ``doi`` is bare, in lower case.

    ``day`` is the one that the feed writes; ``year`` stands alone when the feed says less than a day. ``notice``: it is about another work.
    """

    id: str | None
    title: str
    authors: tuple[str, ...]
    day: date | None
    doi: str | None
    link: str | None
    abstract: str
    year: int | None = None
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class FeedContent:
    """What a feed holds. ``refused`` counts entries that cannot be used; ``remarks`` says in French what is wrong with the feed."""

    items: tuple[FeedItem, ...]
    title: str = ""
    refused: int = 0
    remarks: tuple[str, ...] = ()
    problem: str = ""
    """Why it is no feed at all; empty when it is one."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "remarks", french_lines(self.remarks))
        object.__setattr__(self, "problem", french_text(self.problem))


def read_feed(body: bytes, content_type: str = "", address: str = "") -> FeedContent:
    """Read a feed leniently: RSS, RDF or Atom, well formed or not, whatever encoding it is really in; ``address`` is where it was found."""
    if body.count(b"<") > _MAX_TAGS or body.count(b"&") > _MAX_TAGS:
        return FeedContent((), problem="Le fil est démesuré : il n’a pas été lu.")
    remarks: list[str] = []
    mended = _mended_utf_8(body, content_type)
    # A stream, never a string: feedparser would take one for an address or the name of a file.
    headers = {"content-type": content_type} if "charset" in content_type.lower() and mended is None else {}
    try:
        parsed = feedparser.parse(
            BytesIO(body if mended is None else mended), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception:  # a hostile feed may trip the parser anywhere; one feed must not stop the others
        return FeedContent((), problem="Le fil ne se lit pas : il est trop mal formé.")
    if not parsed.get("version") and not parsed.entries:
        web_page = re.search(rb"<(?:!doctype\s+)?html\b", body[:2000], re.IGNORECASE) is not None
        return FeedContent((), problem=_WEB_PAGE if web_page else _NOT_A_FEED)
    error = parsed.get("bozo_exception")
    if isinstance(error, feedparser.CharacterEncodingOverride):
        remarks.append("le fil n’est pas dans l’encodage qu’il annonce")
    elif parsed.get("bozo") and not isinstance(error, feedparser.NonXMLContentType):
        remarks.append("le fil est mal formé; ce qui se lisait a été lu")
    if len(parsed.entries) > MAX_ENTRIES:
        remarks.append(f"le fil compte plus de {MAX_ENTRIES} entrées; les suivantes sont laissées")
    title = plain_text(_text(parsed.feed, "title"), MAX_TITLE)
    read = [_item(entry, title, address) for entry in parsed.entries[:MAX_ENTRIES]]
    kept = tuple(item for item, _ in read if item is not None)
    refused = sum(item is None and not said for item, said in read)
    return FeedContent(kept, title, refused, (*remarks, *_gathered(said for _, said in read)))


def _mended_utf_8(body: bytes, content_type: str) -> bytes | None:
    """Return a feed in UTF-8 in which a few bytes are not, each made « \ufffd »; None when it is well encoded, or in another encoding.

    A stray byte, or an excerpt cut inside a letter, would make the whole be read as windows-1252.
    """
    declared = re.search(rb"^\s*<\?xml[^>]*encoding=[\"']([\w-]+)", body[:200])
    names = [
        declared.group(1).decode() if declared else "",
        (re.search(r"charset=[\"']?([\w-]+)", content_type, re.IGNORECASE) or ["", ""])[1],
    ]
    if any(name and name.lower() not in ("utf-8", "utf8", "us-ascii", "ascii") for name in names) or body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
        letters = sum(letter > "\x7f" for letter in text.replace(LOST, ""))
        return text.encode() if letters >= text.count(LOST) else None
    return None


def _gathered(said: Iterator[tuple[str, ...]]) -> Iterator[str]:
    """Yield what was told of entries, what several share told once with their number."""
    examples: dict[str, list[str]] = {}
    for remark, example in (remark for remarks in said for remark in zip(remarks[::2], remarks[1::2], strict=True)):
        examples.setdefault(remark, []).append(example)
    for remark, found in examples.items():
        number = f" ({len(found)} entrées)" if len(found) > 1 else ""
        yield f"{remark}{number} : « {found[0][:80]} »"


_WEB_PAGE = "L’adresse mène à une page Web, pas à un fil."
_NOT_A_FEED = "L’adresse mène à autre chose qu’un fil."


def plain_text(markup: str, limit: int) -> str:
    """Return text without tags, entities, invisible characters or line breaks, at most ``limit`` characters long."""
    shown = text_of_html(without_invisible(markup[: 20 * limit].replace(LOST, UNREADABLE)))
    text = collapse(without_invisible(unicodedata.normalize("NFC", shown).replace(LOST, "")))
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _item(entry: Mapping[str, Any], feed_title: str, address: str) -> tuple[FeedItem | None, tuple[str, ...]]:
    """Return an entry, or None when it has no title that can be read, or no address; and remarks, each followed by its example."""
    said: list[str] = []
    title = _DEPOSIT.sub("", plain_text(_text(entry, "title"), MAX_TITLE))
    described = plain_text(_abstract(entry), MAX_ABSTRACT)
    abstract = without_citation(described, feed_title)
    abstract = "" if fold(abstract) == fold(title) else abstract
    people = feed_names(plain_text(name, 1_000) for name in _authors(entry))
    said += [
        part
        for doubt in people.doubts
        if "colle des noms" in doubt
        for part in ("des noms sont collés ensemble : aucun auteur n’est gardé", title)
    ]
    authors = tuple(name for name in _shown(entry, people.names) if not _SPOILT.search(name))[:MAX_AUTHORS]
    link = _link(_text(entry, "link"), address)
    found = dois.find(*(_text(entry, key) for key in ("prism_doi", "dc_identifier", "id")), link or "") or _labelled_doi(described)
    doi = dois.same(found) if found else None
    if not title or _SPOILT.search(title) or not (doi or link):
        return None, ()
    if UNREADABLE in title + abstract:
        said += [f"des lettres se sont perdues dans le fil, « {UNREADABLE} » en tient la place", title]
    written, unread = _date(entry)
    said += [part for typed in unread for part in ("une date ne se lit pas", typed)]
    day = written.whole_day if written is not None else None
    year = written.year if written is not None and day is None else None
    if year is not None and written is not None:
        said += ["la date ne dit pas le jour : il n’est pas gardé", written.iso]
    own_id = plain_text(_text(entry, "id"), 300) or None
    abstract = "" if _SPOILT.search(abstract) else abstract
    return FeedItem(
        id=own_id, title=title, authors=authors, day=day, doi=doi, link=link, abstract=abstract, year=year, notice=notice_of(title)
    ), tuple(said)


def notice_of(title: str) -> Notice | None:
    """Say whether a title is that of a notice about another work: « Author Correction: … », « Rétractation : … », « Erratum »."""
    folded = fold(title).strip()
    for words, kind in _NOTICES:
        if re.match(rf"(?:\[?{words}\]?\s*(?::|–|—|-(?=\s)|\bto\b|\ba\b(?=\s+l)|\bde\b|\bfor\b)|\[?{words}\]?$)", folded):
            return kind
    return None


def without_notice(title: str) -> str:
    """Return the title of the work that a notice is about: what follows its colon."""
    return re.split(r"\s*(?::|–|—)\s*|\bto\b\s*:?\s*", title, maxsplit=1)[-1].strip(f" «»“”{NBSP}") if notice_of(title) else title


def without_citation(text: str, feed_title: str = "") -> str:
    """Return an abstract without what platforms put in its place or before it: the volume, the issue, the pages, the day of publication."""
    text = _DOI_HEAD.sub("", _ONLINE_HEAD.sub("", text))
    if len(text) > 300:
        return text
    folded = re.sub(r"\s+", " ", fold(text))
    start = _ISSUE.search(folded)
    if start is None:
        return text
    before, after = folded[: start.start()], folded[start.start() :]
    if dois.find(after):
        after = re.sub(rf"{dois.PREFIX}/\S+", "", after)
    left = re.sub(r"[\W_]+", "", _OF_AN_ISSUE.sub("", after))
    name = fold(re.sub(r"[:,–].*", "", feed_title)).strip()
    sentence = re.search(r"[.!?]\s", before) is not None and not (name and before.startswith(name))
    return text if left or sentence or len(before.split()) > 15 else ""


def _link(given: str, base: str) -> str | None:
    """Return the address of an entry as a URI: made absolute (RFC 3986, section 5), what is not ASCII escaped (RFC 3987, section 3.1)."""
    given = given.strip()
    if given and base and not is_web_address(given) and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", given):
        given = urljoin(base, given)
    if not given.isascii():
        try:
            parts = urlsplit(given)
            host = (parts.hostname or "").encode("idna").decode("ascii")
            port = f":{parts.port}" if parts.port else ""
        except (ValueError, UnicodeError):
            return None
        escaped = (
            quote(unicodedata.normalize("NFC", part), safe="/:@!$&'()*+,;=~-._%?") for part in (parts.path, parts.query, parts.fragment)
        )
        given = urlunsplit((parts.scheme, host + port, *escaped))
    return given if is_web_address(given) and len(given) <= 500 and given.isascii() else None


def _labelled_doi(described: str) -> str | None:
    """Return the DOI that a description gives as the entry's own: one that is named as such, and the only one."""
    found = {
        doi
        for match in re.finditer(r"(?:\bdoi\s?:?\s?|doi\.org/)(?=10\.)", described, re.IGNORECASE)
        if (doi := dois.find(described[match.start() :]))
    }
    return found.pop() if len(found) == 1 else None


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
    """Return what a feed gives as authors: a name each, or all of them in one."""
    names = [author["name"] for author in entry.get("authors") or [] if isinstance(author.get("name"), str)]
    return [name for name in (names or [_text(entry, "author")]) if name]


def _shown(entry: Mapping[str, Any], names: tuple[Name, ...]) -> tuple[str, ...]:
    """Return the names as a candidate keeps them: as they were typed when each stands alone, in natural order otherwise."""
    typed = [bare_creator(plain_text(name, 120)) for name in _authors(entry)]
    if len(typed) == len(names) and all(_is_it(name, shown) for name, shown in zip(names, typed, strict=True)):
        return tuple(typed)
    return tuple(" ".join(filter(None, (name.given, name.family, name.suffix))) for name in names)


def _is_it(name: Name, shown: str) -> bool:
    """Say whether what was typed is that name and nothing more, in either order."""
    return re.sub(r"[\W_]+", "", shown) in (
        re.sub(r"[\W_]+", "", name.given + name.family + name.suffix),
        re.sub(r"[\W_]+", "", name.family + name.given + name.suffix),
    )


def _date(entry: Mapping[str, Any]) -> tuple[WrittenDate | None, tuple[str, ...]]:
    """Return the day of publication, when it is one that a work may have, and what was given in its place and is none."""
    given = dict(entry.items())  # feedparser's own « get » gives one date for the other, and warns
    unread: list[str] = []
    partial: WrittenDate | None = None
    for key in ("published", "updated", "created", "prism_publicationdate", "prism_coverdate"):
        typed = plain_text(given[key], 80) if isinstance(given.get(key), str) else ""
        written = read_date(typed) if typed else None
        if written is not None and 1900 <= written.year <= 2100:
            if written.whole_day is not None:
                return written, tuple(unread)
            partial = partial or written
        elif typed:
            unread.append(typed)
    return partial, tuple(unread)
