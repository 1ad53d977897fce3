"""The pages that moved, each of which leads to its new address; and those that have nothing to show for now, which lead to another."""

from collections.abc import Iterator

from pipeline.content.redirections import Redirection
from pipeline.site.pages.page_types import Context, Edition, page
from pipeline.text.addresses import relative


def _moved(edition: Edition) -> Iterator[tuple[str, Redirection]]:
    return ((moved.de, moved) for moved in edition.catalogue.addresses.redirections)


@page(_moved, "redirection.md.j2", listed=False)
def redirection(_: Edition, moved: Redirection) -> Context:
    """Return where a page went."""
    header = {"redirection": relative(moved.de, moved.vers)}
    return Context("Page déplacée", "Cette page a changé d’adresse.", {"vers": moved.vers, "depuis": moved.le}, header=header)


def _closed(edition: Edition) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the pages that readers may have kept the address of; one that was never published is left alone."""
    book = edition.catalogue.addresses
    closed = edition.index.closed
    return ((one, (one, closed[one])) for one in closed if one in book.register and book.destination(one) is None)


@page(_closed, "redirection.md.j2", listed=False, closed=True)
def closed_page(_: Edition, one: tuple[str, str]) -> Context:
    """Return where an address leads until its page has something to show."""
    address, meanwhile = one
    header = {"redirection": relative(address, meanwhile)}
    return Context(
        "Rien ici pour l’instant", "Cette page reviendra avec son premier contenu.", {"vers": meanwhile, "depuis": None}, header=header
    )
