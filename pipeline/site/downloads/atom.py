"""Feeds: Atom (RFC 4287) and JSON Feed 1.1, for the site and for each term of its lists.

A site that has no address yet has feeds all the same: their ids are ``urn:uuid``, which ask for no address; in Atom the links
are then relative to the feed (RFC 4287, 2: references may be), and JSON Feed, which wants full ones, has none.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from pipeline.content import names
from pipeline.content.activities.activity import Activity
from pipeline.content.address_book import COMMITTEES, FACETS, page_address
from pipeline.content.committees import Committee
from pipeline.content.council import Organisation, Vocabulary, mention
from pipeline.content.sheets.sheet import Fiche
from pipeline.edition.docs_tree import Made
from pipeline.edition.index import PortableFiche, SiteIndex
from pipeline.edition.prose.portable import PortableProse
from pipeline.memory import Memory
from pipeline.text import french
from pipeline.text.addresses import absolute, relative
from pipeline.text.typographic import typographic

ENTRIES = 50
SITE = "flux/"
ATOM, JSON = "atom.xml", "feed.json"
# Ours, so that an id made here is made nowhere else (RFC 9562, 5.5).
_NAMESPACE = UUID("8d5b1f0e-5a0c-4c55-9a43-6a1d6a2c0f57")
# What no entry dates: a list that is still empty.
_NEVER = date(1970, 1, 1)


@dataclass(frozen=True)
class AtomEntry:
    """One sheet or activity of a feed; ``html`` is safe, its links full or relative to ``address``."""

    address: str
    title: str
    summary: str
    html: str
    author: str
    published: date | None
    updated: date
    tags: tuple[str, ...]
    rights: str | None = None


@dataclass(frozen=True)
class AtomFeed:
    """What a feed lists, newest first: ``folder`` holds its two files, ``page`` shows the same to people."""

    folder: str
    page: str
    title: str
    listed: tuple[PortableFiche | Activity, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", typographic(self.title))


@dataclass(frozen=True)
class CommitteeFeed:
    """Where a committee is followed: the folder of its feeds, their title, and its page."""

    slug: str
    name: str
    title: str
    folder: str
    page: str


def feed_files(index: SiteIndex) -> Iterator[Made]:
    """Yield each feed's two files, by their address in the site."""
    catalogue = index.catalogue
    # The address under which a page was first published: an entry that moves keeps its id (RFC 4287, 4.2.6).
    moves = sorted(catalogue.addresses.redirections, key=lambda moved: moved.le, reverse=True)
    first = {moved.vers: moved.de for moved in moves}
    writer = FeedWriter(catalogue.organisation, catalogue.vocabulary, first, catalogue.memory)
    for feed in site_feeds(index):
        yield Made(feed.folder + ATOM, (feed, first), partial(writer.atom, feed))
        yield Made(feed.folder + JSON, (feed, first), partial(writer.json, feed))


def site_feeds(index: SiteIndex) -> Iterator[AtomFeed]:
    """Yield the site's feed, then that of each term of each facet, then that of each committee."""
    title = index.catalogue.organisation.titre_du_site
    yield AtomFeed(SITE, "", title, _newest(index, index.fiches, index.activities))
    for facet in FACETS:
        for term in index.terms(facet):
            activities = [activity for activity in index.activities if term.slug in getattr(activity.meta, facet, ())]
            listed = _newest(index, index.with_term(facet, term.slug), activities)
            folder = f"{facet}/{term.slug}/"
            yield AtomFeed(folder, folder, f"{title} : {term.nom}", listed)
    for one in committee_feeds(index.catalogue.organisation, index.committees):
        activities = [activity for activity in index.activities if one.slug in activity.meta.comites]
        listed = _newest(index, index.with_term(COMMITTEES, one.slug), activities)
        yield AtomFeed(one.folder, one.page, one.title, listed)


def committee_feeds(organisation: Organisation, committees: Sequence[Committee]) -> tuple[CommitteeFeed, ...]:
    """Return where each of these committees is followed, in their order."""
    return tuple(
        CommitteeFeed(
            committee.slug,
            committee.meta.nom,
            typographic(f"{organisation.titre_du_site} : {committee.meta.nom}"),
            f"{SITE}{COMMITTEES}/{committee.slug}/",
            page_address(committee),
        )
        for committee in committees
    )


def _newest(index: SiteIndex, fiches: Sequence[Fiche], activities: Sequence[Activity]) -> tuple[PortableFiche | Activity, ...]:
    """Return the latest of both; the sheets come newest first."""
    listed: list[PortableFiche | Activity] = [index.portable[fiche.slug] for fiche in fiches[:ENTRIES]]
    listed += activities
    return tuple(sorted(listed, key=lambda one: (-updated(one).toordinal(), page_address(_document(one))))[:ENTRIES])


def _document(one: PortableFiche | Activity) -> Fiche | Activity:
    return one.fiche if isinstance(one, PortableFiche) else one


def updated(one: PortableFiche | Activity) -> date:
    """Return the day of a sheet's revision, or the day when an activity was last written, or its facts last read."""
    return one.fiche.meta.revisee_le if isinstance(one, PortableFiche) else one.meta.revised


class FeedWriter:
    """Writes feeds; ``first`` gives the first address of each page that moved, ``memory`` keeps entries for the next feed."""

    def __init__(self, organisation: Organisation, vocabulary: Vocabulary, first: Mapping[str, str], memory: Memory) -> None:
        self._organisation = organisation
        self._themes = {term.slug: term.nom for term in vocabulary.themes}
        self._first = first
        self._memory = memory

    def _entries(self, feed: AtomFeed) -> list[AtomEntry]:
        return [self._entry(one) for one in feed.listed]

    def _entry(self, one: PortableFiche | Activity) -> AtomEntry:
        make = partial(self._fiche, one) if isinstance(one, PortableFiche) else partial(self._activity, one)
        return self._memory.recall("entry", page_address(_document(one)), (one, self._organisation, self._themes), make)

    def _fiche(self, portable: PortableFiche) -> AtomEntry:
        fiche, site = portable.fiche, self._organisation.adresse
        address = page_address(fiche)
        prose = PortableProse(lambda there: absolute(site, there) or relative(address, there))
        messages = "".join(f"<li>{message}</li>" for message in prose.messages(portable))
        worth = f"{names.EVIDENCE[portable.standing.kind]} · {portable.standing.words}"
        step = f"<p>{escape(typographic(f'Premier pas : {fiche.meta.premier_pas}'))}</p>" if fiche.meta.premier_pas else ""
        html = f"<p>{escape(fiche.meta.resume)}</p><p>{worth}</p>{step}<ol>{messages}</ol>"
        return AtomEntry(
            address,
            fiche.meta.titre,
            fiche.meta.resume,
            html,
            fiche.meta.redaction,
            fiche.meta.publiee_le,
            updated(portable),
            (*(self._themes[theme] for theme in fiche.meta.themes), names.EVIDENCE[portable.standing.kind]),
            fiche.meta.licence,
        )

    def _activity(self, activity: Activity) -> AtomEntry:
        meta = activity.meta
        state = f" ({names.STATE[meta.etat]})" if meta.etat in ("annulee", "reportee") else ""
        when = f"{names.FORM[meta.forme]}, {french.weekday_date(meta.date)}{state}"
        html = f"<p>{escape(when)}</p><p>{escape(meta.resume)}</p>"
        tags = tuple(self._themes[theme] for theme in meta.themes)
        return AtomEntry(
            page_address(activity), meta.titre, meta.resume, html, meta.organisateur or "Organisme non nommé", None, updated(activity), tags
        )

    def subtitle(self) -> str:
        """Return the site's motto and, as long as it is one, that it is a demonstration."""
        return f"{self._organisation.devise} {mention(self._organisation)}".strip()

    def atom(self, feed: AtomFeed) -> bytes:
        """Return the feed in Atom."""
        root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "fr-CA"})
        SubElement(root, "id").text = entry_id(self._organisation, feed.folder + ATOM)
        SubElement(root, "title").text = feed.title
        SubElement(root, "subtitle").text = self.subtitle()
        SubElement(root, "updated").text = instant(max(map(updated, feed.listed), default=_NEVER))
        SubElement(root, "link", rel="self", type="application/atom+xml", href=self._link(feed, feed.folder + ATOM))
        SubElement(root, "link", rel="alternate", type="text/html", href=self._link(feed, feed.page))
        for entry in self._entries(feed):
            self._atom_entry(SubElement(root, "entry"), feed, entry)
        indent(root)
        data: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
        return data + b"\n"

    def _atom_entry(self, element: Element, feed: AtomFeed, entry: AtomEntry) -> None:
        link = self._link(feed, entry.address)
        SubElement(element, "id").text = self._id(entry)
        SubElement(element, "title").text = entry.title
        SubElement(element, "link", rel="alternate", type="text/html", href=link)
        SubElement(element, "updated").text = instant(entry.updated)
        if entry.published is not None:
            SubElement(element, "published").text = instant(entry.published)
        SubElement(SubElement(element, "author"), "name").text = entry.author
        for tag in entry.tags:
            SubElement(element, "category", term=tag)
        if entry.rights is not None:
            SubElement(element, "rights").text = entry.rights
        SubElement(element, "summary").text = entry.summary
        SubElement(element, "content", {"type": "html", "xml:base": link}).text = entry.html

    def json(self, feed: AtomFeed) -> bytes:
        """Return the feed in JSON Feed 1.1."""
        site = self._organisation.adresse
        data: dict[str, object] = {"version": "https://jsonfeed.org/version/1.1", "title": feed.title, "description": self.subtitle()}
        if site is not None:
            data |= {"home_page_url": absolute(site, feed.page), "feed_url": absolute(site, feed.folder + JSON)}
        data |= {"language": "fr-CA", "items": [self._json_item(entry) for entry in self._entries(feed)]}
        return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"

    def _json_item(self, entry: AtomEntry) -> dict[str, object]:
        full = absolute(self._organisation.adresse, entry.address)
        return {
            "id": self._id(entry),
            **({"url": full} if full else {}),
            "title": entry.title,
            "summary": entry.summary,
            "content_html": entry.html,
            **({"date_published": instant(entry.published)} if entry.published else {}),
            "date_modified": instant(entry.updated),
            "authors": [{"name": entry.author}],
            "tags": list(entry.tags),
        }

    def _id(self, entry: AtomEntry) -> str:
        return entry_id(self._organisation, self._first.get(entry.address, entry.address))

    def _link(self, feed: AtomFeed, address: str) -> str:
        return absolute(self._organisation.adresse, address) or relative(feed.folder, address)


def entry_id(organisation: Organisation, address: str) -> str:
    """Return the id of what is at ``address``: the same before and after the site gets its own address, or another."""
    return uuid5(_NAMESPACE, f"{organisation.nom}\n{address}").urn


def instant(day: date) -> str:
    """Return a day as RFC 3339 asks: at noon, universal time, it is that day from Vancouver to Tokyo."""
    return f"{day.isoformat()}T12:00:00Z"
