"""« Comment nous choisissons »: how works are found, set aside and kept."""

from pipeline.content.menu import Entry
from pipeline.content.watch.journal import REASONS, count
from pipeline.site.pages.page_types import Context, Edition, page
from pipeline.text.words import fold


@page("comment-nous-choisissons/", "choix.md.j2", styles=("choix",), entry=Entry("comprendre", 20))
def choosing(edition: Edition) -> Context:
    """Return the counts of the journal of the watch and its first and last days, the number of works chosen by hand, and the feeds."""
    watch = edition.catalogue.watch
    days = [entry.day for entry in watch.journal]
    return Context(
        "Comment nous choisissons",
        "D’où viennent les études de nos fiches, ce que nous laissons de côté, et pourquoi.",
        {
            "flux": count(watch.journal),
            "jours": (min(days), max(days)) if days else None,
            "a_la_main": edition.index.founding,
            "fils": tuple(sorted(watch.feeds.fil, key=lambda feed: fold(feed.nom))),
            "motifs": REASONS,
        },
    )
