"""The pages that moved: each leads to its new address."""

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
    return Context("Page déplacée", "Cette page a changé d’adresse.", {"moved": moved}, header=header)
