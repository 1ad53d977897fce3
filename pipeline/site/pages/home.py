"""The home page."""

from collections.abc import Iterator, Mapping

from pipeline.content.council import Term, Vocabulary
from pipeline.content.sheets.evidence_kind import EvidenceKind
from pipeline.content.sheets.meta import Direction
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sheets.standing import Standing
from pipeline.edition.index import SiteIndex
from pipeline.site.pages.page_types import Context, Edition, page

# The reader's clock chooses the next activity, among these many to come at most.
HOME_ACTIVITIES = 20
_HELPING = 6
_NEWEST = 3
# The page that says how to read a sheet, where the council has it.
_HOW_TO_READ = "comment-lire"


@page("", "accueil.md.j2", genre="accueil", dated=True)
def home(edition: Edition) -> Context:
    """Return what the home page shows.

    What one may want to change; the actions that help, the surest first; the latest sheets; the publics that have some; what is announced.
    """
    index = edition.index
    worth = index.standings(index.fiches)
    helping, newest = tuple(_helping(index, worth))[:_HELPING], index.fiches[:_NEWEST]
    return Context(
        edition.organisation.titre_du_site,
        f"{edition.organisation.devise} Des fiches courtes sur la persévérance scolaire, pour agir en comité.",
        {
            "aident": helping,
            "buts": _goals(index, edition.vocabulary),
            "recentes": newest,
            "preuves": {fiche.slug: worth[fiche.slug] for fiche in (*helping, *newest)},
            "publics": tuple(term for term in index.terms("publics") if index.with_term("publics", term.slug)),
            "activites": tuple(one for one in index.activities if one.meta.expected)[:HOME_ACTIVITIES],
            "nombre_de_fiches": len(index.fiches),
            "lire": _HOW_TO_READ in edition.catalogue.pages,
        },
    )


def _goals(index: SiteIndex, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """Return what one may want to change, where the table has sheets under it: a tap from home leads there."""
    first = {fiche.meta.buts[0] for fiche in index.fiches}
    return tuple(goal for goal in vocabulary.buts if goal.slug in first)


def _helping(index: SiteIndex, worth: Mapping[str, Standing]) -> Iterator[Fiche]:
    """Yield the sheets on an action that was tested and that helps, whatever else it does: the surest first, then the newest."""
    for fiche in sorted(index.fiches, key=lambda one: -worth[one.slug].level.rank):
        if worth[fiche.slug].kind is EvidenceKind.TESTED and any(effect.sens is Direction.HELPS for effect in fiche.meta.effets):
            yield fiche
