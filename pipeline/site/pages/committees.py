"""The pages of committees, and their list."""

from pipeline.content.committees import COMMITTEES, Committee
from pipeline.content.initiatives import INITIATIVES
from pipeline.content.menu import Entry
from pipeline.content.plans.plan import PLANS
from pipeline.edition.calendars import committee_calendar
from pipeline.edition.prose.page_prose import whole_text
from pipeline.edition.reader_links import edit_address, need_address
from pipeline.site.downloads.atom import committee_feeds
from pipeline.site.pages.page_types import Context, Edition, Indexed, lazy, page
from pipeline.site.search.search_entries import committee_entry
from pipeline.text.typographic import typographic


@page("comites/", "liste-comites.md.j2", genre="liste", styles=("boucle",), entry=Entry("menu", 40))
def committees(edition: Edition) -> Context:
    """Return the list of committees."""
    description = typographic(f"Les comités locaux de la région : {edition.organisation.region}.")
    return Context("Comités", description, {"comites": edition.index.committees})


@page(COMMITTEES, "comite.md.j2", indexed=Indexed.TEXT, script="boucle", styles=("boucle",))
def committee(edition: Edition, document: Committee) -> Context:
    """Return a committee: its issues, each with a few sheets on its themes; its needs; the sheets, activities and initiatives naming it."""
    index, council, meta, text = edition.index, edition.organisation, document.meta, edition.text(document)
    (feed,) = committee_feeds(council, [document])
    issues = tuple((issue, index.fiches_on(issue.themes)) for issue in meta.enjeux)
    naming = index.with_term(COMMITTEES.plural, document.slug)
    activities = tuple(one for one in index.activities if document.slug in one.meta.comites)
    return Context(
        meta.nom,
        meta.resume,
        {
            "meta": meta,
            "enjeux": issues,
            "besoins": tuple(one for one in index.needs if document.slug in one.need.meta.comites),
            "fiches": naming,
            "preuves": index.standings(naming, *(fiches for _, fiches in issues)),
            "activites": activities,
            "plans": index.plan_links(index.relations.naming(document, PLANS)),
            "initiatives": index.relations.naming(document, INITIATIVES),
            "fil": feed,
            "calendrier": committee_calendar(document) if activities else None,
            "demander": need_address(council, meta.nom),
            "modifier": edit_address(council, document.source.path),
        },
        more=lazy(whole_text, text),
        search=lazy(committee_entry, document, text.address, edition.vocabulary),
        header={"flux": [[feed.title, feed.folder]]},
    )
