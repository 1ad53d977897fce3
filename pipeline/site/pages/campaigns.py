"""The pages of campaigns, and their list."""

from pipeline.content.campaigns import CAMPAIGN_ACTIONS, CAMPAIGNS, Campaign
from pipeline.content.menu import Entry
from pipeline.content.names import CAMPAIGN_FORM
from pipeline.content.sheets.sheet import FICHES
from pipeline.content.tools import TOOLS
from pipeline.edition.prose.page_prose import whole_text
from pipeline.edition.reader_links import edit_address, request_address
from pipeline.site.pages.page_types import Context, Edition, Indexed, lazy, page
from pipeline.site.search.search_entries import listed_entry
from pipeline.text.typographic import typographic


@page("campagnes/", "campagnes.md.j2", genre="liste", styles=("boucle",), dated=True, entry=Entry("region", 20))
def campaigns(edition: Edition) -> Context:
    """Return the list of campaigns."""
    description = "Les campagnes et les services de la région, et les fiches et outils qui vont avec."
    return Context("Campagnes et services", description, {"campagnes": edition.index.published(CAMPAIGNS)})


@page(CAMPAIGNS, "campagne.md.j2", indexed=Indexed.TEXT, styles=("boucle",), dated=True)
def campaign(edition: Edition, document: Campaign) -> Context:
    """Return a campaign, and the sheets and tools that go with it."""
    relations, council, meta, text = edition.index.relations, edition.organisation, document.meta, edition.text(document)
    return Context(
        meta.titre,
        meta.resume,
        {
            "campagne": document,
            "meta": meta,
            "fiches": (fiches := relations.named(document, FICHES)),
            "preuves": edition.index.standings(fiches),
            "outils": relations.named(document, TOOLS),
            "agir": CAMPAIGN_ACTIONS,
            "agit": document.section(CAMPAIGN_ACTIONS) is not None,
            "demander": request_address(council, typographic(f"Campagne : {meta.titre}")),
            "modifier": edit_address(council, document.source.path),
        },
        more=lazy(whole_text, text),
        search=lazy(listed_entry, document, text.address, edition.vocabulary, CAMPAIGN_FORM[meta.forme]),
    )
