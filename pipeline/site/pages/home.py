"""The home page."""

from pipeline.content.campaigns import CAMPAIGNS
from pipeline.site.pages.page_types import Context, Edition, page

# The reader's clock chooses the next activity, among these many to come at most.
HOME_ACTIVITIES = 20


@page("", "accueil.md.j2", genre="accueil", dated=True)
def home(edition: Edition) -> Context:
    """Return the latest sheets and activities, the themes that have sheets, each with how many, and whether there are campaigns."""
    index = edition.index
    counted = ((theme, len(index.with_term("themes", theme.slug))) for theme in index.terms("themes"))
    return Context(
        edition.organisation.titre_du_site,
        f"{edition.organisation.devise} Des fiches courtes sur la persévérance scolaire, pour agir en comité.",
        {
            "recentes": index.fiches[:3],
            "preuves": index.standings(index.fiches[:3]),
            "activites": index.activities[:HOME_ACTIVITIES],
            "nombre_de_fiches": len(index.fiches),
            "themes": tuple((theme, number) for theme, number in counted if number),
            "campagnes": bool(index.published(CAMPAIGNS)),
        },
    )
