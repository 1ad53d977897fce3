"""What the pages of committees' plans and of canvases are made from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.catalogue.addresses import plan_address
from pipeline.catalogue.pages import Committee, Fiche
from pipeline.catalogue.plans import Plan
from pipeline.publish.index import SiteIndex
from pipeline.publish.view import View


@dataclass(frozen=True)
class PlanView(View):
    """A committee's plan, and the published sheets that its actions rest on."""

    plan: Plan
    committee: Committee
    fiches: Sequence[Fiche]

    @property
    def modified(self) -> date | None:
        """The day when the plan was last gone over."""
        return self.plan.meta.a_jour_au


@dataclass(frozen=True)
class CanvasFile:
    """A canvas to download: where, in what format, how big in bytes."""

    address: str
    format: str
    size: int


@dataclass(frozen=True)
class CanvasesView(View):
    """The canvases to download: for each set, the committee's name (None: the blank ones), and each canvas with its files."""

    sets: Sequence[tuple[str | None, Sequence[tuple[str, Sequence[CanvasFile]]]]]


NO_CANVAS = CanvasesView("canevas/", ())


def plan_views(index: SiteIndex, canvases: CanvasesView) -> Iterator[View]:
    """Yield the view of each plan, then ``canvases``."""
    for plan in index.plans:
        yield PlanView(plan_address(plan.slug), plan, index.catalogue.committees[plan.meta.comite], index.fiches_under(plan))
    yield canvases
