"""The pages that help find others: search, and the selection that a reader puts together."""

from pipeline.content.address_book import SELECTION
from pipeline.content.menu import Entry
from pipeline.edition.reader_links import question_address
from pipeline.site.pages.page_types import FILTERED, Context, Edition, page
from pipeline.site.search.facets import search_filters


@page("recherche/", "recherche.md.j2", genre="recherche")
def search(edition: Edition) -> Context:
    """Return the search page, the choices of its filters, and whether there are references to search."""
    return Context(
        "Recherche",
        "Chercher dans les fiches, les activités et les pages.",
        {
            "filtres": search_filters(edition.index),
            "references": bool(edition.index.works),
            "demander": question_address(edition.organisation),
        },
        header=FILTERED,
    )


@page(SELECTION, "selection.md.j2", genre="selection", script="selection", styles=("partage", "selection"), entry=Entry("comites", 10))
def selection(_: Edition) -> Context:
    """Return the page of the selection, which its script fills."""
    return Context("Ma sélection", "Réunir quelques fiches en une page à imprimer, avec un déroulement de rencontre.")
