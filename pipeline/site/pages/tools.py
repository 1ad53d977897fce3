"""The pages of the toolbox."""

from pipeline.content.campaigns import CAMPAIGNS
from pipeline.content.initiatives import INITIATIVES
from pipeline.content.menu import Entry
from pipeline.content.sheets.sheet import FICHES
from pipeline.content.tools import TOOLS, Tool
from pipeline.edition.prose.page_prose import whole_text
from pipeline.edition.reader_links import edit_address
from pipeline.site.pages.page_types import Context, Edition, Indexed, lazy, page
from pipeline.site.search.search_entries import listed_entry


@page("outils/", "outils.md.j2", genre="liste", styles=("boucle",), entry=Entry("comites", 60))
def tools(edition: Edition) -> Context:
    """Return the toolbox: each tool with its number of sheets."""
    relations = edition.index.relations
    counted = tuple((tool, len(relations.with_(tool, FICHES))) for tool in edition.index.published(TOOLS))
    return Context("Boîte à outils", "Des outils, des modèles et des formations, et les fiches qui vont avec.", {"outils": counted})


@page(TOOLS, "outil.md.j2", indexed=Indexed.TEXT, styles=("boucle",))
def tool(edition: Edition, document: Tool) -> Context:
    """Return a tool, its files, the sheets that go with it, the campaigns that it serves and the initiatives that use it."""
    index, relations, meta, text = edition.index, edition.index.relations, document.meta, edition.text(document)
    return Context(
        meta.titre,
        meta.resume,
        {
            "meta": meta,
            "fiches": (fiches := relations.with_(document, FICHES)),
            "preuves": index.standings(fiches),
            "fichiers": index.catalogue.attachments.get(document.slug, ()),
            "campagnes": relations.naming(document, CAMPAIGNS),
            "initiatives": relations.naming(document, INITIATIVES),
            "modifier": edit_address(edition.organisation, document.source.path),
        },
        more=lazy(whole_text, text),
        search=lazy(listed_entry, document, text.address, edition.vocabulary, TOOLS.title),
    )
