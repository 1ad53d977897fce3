"""The pages that people write and that are of no other kind: « À propos », « Comment lire nos fiches »."""

from pipeline.authoring.word_form import STEM
from pipeline.content.menu import Entry
from pipeline.content.plain_pages import PAGES, Page
from pipeline.edition.prose.page_prose import whole_text
from pipeline.edition.reader_links import request_address, ways_to_write
from pipeline.site.pages.page_types import Context, Edition, Indexed, lazy, page
from pipeline.site.search.search_entries import page_entry


@page(PAGES, "page.md.j2", indexed=Indexed.TEXT)
def written(edition: Edition, document: Page) -> Context:
    """Return the page, where its button leads while someone can be written to, and the place that it says it has."""
    meta, text = document.meta, edition.text(document)
    return Context(
        meta.titre,
        meta.resume,
        {
            "meta": meta,
            "demander": request_address(edition.organisation, meta.bouton) if meta.bouton else None,
            "facons": ways_to_write(edition.organisation, f"{STEM}.docx") if meta.facons else (),
        },
        more=lazy(whole_text, text),
        search=lazy(page_entry, document, text.address),
        entry=Entry(meta.menu, meta.rang, meta.nom_au_menu or "") if meta.menu else None,
    )
