"""What other sites take: a theme's latest sheets in a frame; and « Reprendre nos contenus », with feeds, frames, calendars and exports."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.content.address_book import FACETS, REUSE, widget_address
from pipeline.content.council import Term
from pipeline.content.menu import Entry
from pipeline.edition.calendars import calendars
from pipeline.edition.index import PortableFiche
from pipeline.edition.prose.html import safe
from pipeline.edition.prose.portable import PortableProse
from pipeline.references.exports import FORMATS
from pipeline.site.downloads.atom import SITE, committee_feeds
from pipeline.site.downloads.generators import BIBLIOGRAPHY
from pipeline.site.pages.page_types import Context, Edition, Indexed, lazy, page
from pipeline.site.pages.terms import FACET_NAMES
from pipeline.site.search.search_entries import reuse_entry
from pipeline.text.addresses import absolute, relative
from pipeline.text.typographic import typographic

WIDGET_SIZE = 5


def _themes(edition: Edition) -> Iterator[tuple[str, Term]]:
    """Yield the frame of each theme that has sheets; another site may still show one of a theme that has none any more."""
    register = edition.catalogue.addresses.register
    for theme in edition.index.terms("themes"):
        address = widget_address(theme.slug)
        if address in register or edition.index.with_term("themes", theme.slug):
            yield address, theme


@page(_themes, "widget.md.j2", genre="widget", listed=False, header={"template": "widget.html"})
def widget(edition: Edition, theme: Term) -> Context:
    """Return a theme's latest sheets, each with its first message."""
    index = edition.index
    latest = tuple(index.portable[fiche.slug] for fiche in index.with_term("themes", theme.slug)[:WIDGET_SIZE])
    return Context(
        typographic(f"Fiches à intégrer : {theme.nom}"),
        typographic(f"Les plus récentes fiches sur le thème « {theme.nom} »."),
        {"terme": theme},
        more=lazy(_messages, widget_address(theme.slug), latest),
    )


def _messages(address: str, latest: Sequence[PortableFiche]) -> Mapping[str, object]:
    prose = PortableProse(lambda there: relative(address, there))
    return {"fiches": [(one.fiche, one.standing, safe(next(iter(prose.messages(one)), ""))) for one in latest]}


@dataclass(frozen=True)
class Followed:
    """What can be followed: its name, the folder of its feeds; for a theme, its frame on this site and its whole address (to paste)."""

    name: str
    folder: str
    frame: str | None = None
    pasted: str | None = None


@page(REUSE, "reprendre.md.j2", indexed=Indexed.TEXT, script="partage", styles=("partage",), entry=Entry("site", 20))
def reuse(edition: Edition) -> Context:
    """Return the feeds, by list of the vocabulary; the frames of themes; the calendars; the exports of the bibliography."""
    index, council = edition.index, edition.organisation
    lists = {}
    for facet in FACETS:
        terms = [term for term in index.terms(facet) if index.with_term(facet, term.slug)]
        lists[FACET_NAMES[facet]] = tuple(
            Followed(term.nom, f"{facet}/{term.slug}/", frame, absolute(council.adresse, frame) if frame else None)
            for term in terms
            for frame in (widget_address(term.slug) if facet == "themes" else None,)
        )
    lists["Comités"] = tuple(Followed(one.name, one.folder) for one in committee_feeds(council, index.committees))
    dated = bool(index.activities or index.campaign_days)
    description = "Les fils à suivre, les cadres à coller dans votre site, les calendriers et les fichiers à télécharger."
    return Context(
        "Reprendre nos contenus",
        description,
        {
            "site": SITE,
            "listes": {name: followed for name, followed in lists.items() if followed},
            "calendriers": tuple((name, address) for name, address, _ in calendars(index)) if dated else (),
            "exports": tuple(f"{BIBLIOGRAPHY}.{extension}" for extension, _ in FORMATS) if index.works else (),
            "fiches": bool(index.fiches),
        },
        search=lazy(reuse_entry, REUSE, description),
    )
