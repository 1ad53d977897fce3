"""What the pages of the partners' initiatives are made from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.content.address_book import page_address
from pipeline.content.document import Committee, Fiche, Initiative, Tool
from pipeline.content.sources.tracing import Trace
from pipeline.edition.index import SiteIndex, Work
from pipeline.edition.view import View


@dataclass(frozen=True)
class InitiativeView(View):
    """An initiative, what its text claims, the sheets that it rests on, its tools, the committees that know it."""

    initiative: Initiative
    traces: Sequence[Trace]
    works: Mapping[str, Work]
    links: Mapping[str, str]
    fiches: Sequence[Fiche]
    tools: Sequence[Tool]
    committees: Sequence[Committee]


@dataclass(frozen=True)
class InitiativesView(View):
    """The list of initiatives."""

    initiatives: Sequence[Initiative]


def initiative_views(index: SiteIndex) -> Iterator[View]:
    """Yield the views of the list of initiatives and of each of them."""
    found = index.initiatives
    yield InitiativesView("initiatives/", found.documents)
    for initiative in found.documents:
        yield InitiativeView(
            page_address(initiative), initiative, index.catalogue.traces(initiative), index.works_of(initiative), index.links_of(initiative),
            found.fiches_of(initiative), found.tools_of(initiative), index.committees_named(initiative.meta.comites),
        )  # fmt: skip
