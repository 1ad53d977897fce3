"""The pages of the toolbox."""

from collections.abc import Iterator

from pipeline.content.address_book import page_address
from pipeline.content.document import Fiche, Tool
from pipeline.edition.prose.page_prose import whole_text
from pipeline.edition.reader_links import edit_address
from pipeline.site.pages.page_types import Context, Edition, Indexed, lazy, page
from pipeline.site.search.search_entries import tool_entry

WithSheets = tuple[Tool, tuple[Fiche, ...]]


@page("outils/", "outils.md.j2", genre="liste", styles=("boucle",))
def tools(edition: Edition) -> Context:
    """Return the toolbox: each tool with its number of sheets."""
    counted = tuple((tool, len(fiches)) for tool, fiches in edition.index.tools)
    return Context("Boîte à outils", "Des outils, des modèles et des formations, et les fiches qui vont avec.", {"outils": counted})


def _tools(edition: Edition) -> Iterator[tuple[str, WithSheets]]:
    return ((page_address(one[0]), one) for one in edition.index.tools)


@page(_tools, "outil.md.j2", indexed=Indexed.TEXT, styles=("boucle",))
def tool(edition: Edition, one: WithSheets) -> Context:
    """Return a tool, its files, the sheets that go with it, the campaigns that it serves and the initiatives that use it."""
    document, fiches = one
    index, meta, text = edition.index, document.meta, edition.text(document)
    return Context(
        meta.titre,
        meta.resume,
        {
            "meta": meta,
            "fiches": fiches,
            "fichiers": index.catalogue.attachments.get(document.slug, ()),
            "campagnes": index.campaigns.with_tool(document),
            "initiatives": index.initiatives.with_tool(document),
            "modifier": edit_address(edition.organisation, document.source.path),
        },
        more=lazy(whole_text, text),
        search=lazy(tool_entry, document, text.address, edition.vocabulary),
    )
