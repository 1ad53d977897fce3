"""The pages of the partners' initiatives, and their list."""

from pipeline.content.initiatives import INITIATIVES, Initiative
from pipeline.content.menu import Entry
from pipeline.content.sheets.sheet import FICHES
from pipeline.content.tools import TOOLS
from pipeline.edition.prose.page_prose import whole_text
from pipeline.edition.reader_links import edit_address, form_address, request_address
from pipeline.site.pages.page_types import Context, Edition, Indexed, lazy, page
from pipeline.site.search.search_entries import listed_entry


@page("initiatives/", "initiatives.md.j2", genre="liste", styles=("boucle",), entry=Entry("region", 30))
def initiatives(edition: Edition) -> Context:
    """Return the list of initiatives, and how to present one."""
    council = edition.organisation
    return Context(
        "Initiatives des partenaires",
        "Ce que des partenaires font pour la persévérance scolaire, présenté avec leur accord.",
        {
            "initiatives": edition.index.published(INITIATIVES),
            "proposer": request_address(council, "Présenter une initiative"),
            "formulaire": form_address(council, "initiative", {}),
        },
    )


@page(INITIATIVES, "initiative.md.j2", indexed=Indexed.TEXT, styles=("boucle",))
def initiative(edition: Edition, document: Initiative) -> Context:
    """Return an initiative, the sheets that it rests on, its tools, the committees that know it."""
    index, meta, text = edition.index, document.meta, edition.text(document)
    return Context(
        meta.titre,
        meta.resume,
        {
            "meta": meta,
            "fiches": (fiches := index.relations.named(document, FICHES)),
            "preuves": index.standings(fiches),
            "outils": index.relations.named(document, TOOLS),
            "comites": index.committees_named(meta.comites),
            "modifier": edit_address(edition.organisation, document.source.path),
        },
        more=lazy(whole_text, text),
        search=lazy(listed_entry, document, text.address, edition.vocabulary, INITIATIVES.title, meta.organisme),
    )
