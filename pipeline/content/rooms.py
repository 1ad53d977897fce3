"""The pages that come with their content: while there is nothing to show, they are closed, and their address leads elsewhere.

See decision 014. Nothing else asks whether a list is empty: the pages, the menu, the footer, the sitemap, the register of addresses and
the links of templates all follow from what this module returns.
"""

from collections.abc import Callable, Collection, Mapping
from itertools import chain
from typing import Any

from pipeline.content.activities.activity import ACTIVITIES
from pipeline.content.address_book import (
    BIBLIOGRAPHY,
    COMPARISON,
    DASHBOARD,
    DOSSIERS,
    FACETS,
    FIGURES,
    OVERVIEW,
    OVERVIEW_FRAME,
    OVERVIEW_MAP,
    REGION,
    SELECTION,
    dossier_address,
)
from pipeline.content.committees import COMMITTEES
from pipeline.content.council import Organisation, Vocabulary
from pipeline.content.kind import AnyKind
from pipeline.content.kinds import KINDS
from pipeline.content.needs import NEEDS
from pipeline.content.plans.plan import PLANS
from pipeline.content.sheets.sheet import FICHES
from pipeline.content.surveys.evaluation import EVALUATIONS

# A dossier puts sheets together: one sheet has its own page and its own PDF.
FEWEST_IN_A_DOSSIER = 2
_SHEETS = "fiches/"
_COMMITTEES = "comites/"


def closed_rooms(
    organisation: Organisation, vocabulary: Vocabulary, published: Callable[[AnyKind], Collection[Any]], *, works: bool
) -> dict[str, str]:
    """Return the address of each page that has nothing to show, with the open page to which it leads meanwhile.

    ``published`` gives the files of a kind that readers find; ``works`` says whether the bibliography holds any.
    """
    fiches, committees = published(FICHES), published(COMMITTEES)
    meanwhile: dict[str, str] = {}
    for kind in KINDS:
        if kind.list_address is not None and not published(kind):
            meanwhile[kind.list_address] = kind.meanwhile
    gathered = False
    for facet in FACETS:
        named = list(chain.from_iterable(getattr(fiche.meta, facet) for fiche in fiches))
        if not named:
            meanwhile[f"{facet}/"] = _SHEETS
        for term in getattr(vocabulary, facet):
            number = named.count(term.slug)
            if number == 0:
                meanwhile[f"{facet}/{term.slug}/"] = f"{facet}/"
            if facet == "themes" and number < FEWEST_IN_A_DOSSIER:
                meanwhile[dossier_address(term.slug)] = f"{facet}/{term.slug}/"
            gathered = gathered or (facet == "themes" and number >= FEWEST_IN_A_DOSSIER)
    alone: Mapping[str, tuple[bool, str]] = {
        DOSSIERS: (gathered or bool(committees), _SHEETS),
        **dict.fromkeys((SELECTION, OVERVIEW, OVERVIEW_FRAME, OVERVIEW_MAP, COMPARISON, FIGURES), (bool(fiches), "")),
        BIBLIOGRAPHY: (works, ""),
        REGION: (bool(organisation.enjeux) or any(one.meta.enjeux for one in committees), _COMMITTEES),
        DASHBOARD: (_has_numbers(published), ""),
    }
    meanwhile |= {address: elsewhere for address, (open_, elsewhere) in alone.items() if not open_}
    return {address: _first_open(address, meanwhile) for address in meanwhile}


def _has_numbers(published: Callable[[AnyKind], Collection[Any]]) -> bool:
    """Say whether a number of the council's own work is not zero: a need, a plan, a survey, an activity of its own."""
    own = any(not one.meta.autre_organisme for one in published(ACTIVITIES))
    return own or any(published(kind) for kind in (NEEDS, PLANS, EVALUATIONS))


def _first_open(address: str, meanwhile: Mapping[str, str]) -> str:
    while address in meanwhile:
        address = meanwhile[address]
    return address
