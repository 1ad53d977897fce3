"""A theme's latest sheets, for other sites to show in a frame."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.content.address_book import widget_address
from pipeline.content.council import Term
from pipeline.edition.index import PortableFiche
from pipeline.edition.prose.html import safe
from pipeline.edition.prose.portable import PortableProse
from pipeline.site.pages.page_types import Context, Edition, lazy, page
from pipeline.text.addresses import relative
from pipeline.text.typographic import typographic

WIDGET_SIZE = 5


def _themes(edition: Edition) -> Iterator[tuple[str, Term]]:
    return ((widget_address(theme.slug), theme) for theme in edition.index.terms("themes"))


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
