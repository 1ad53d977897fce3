"""What the pages of committees' plans and of canvases are made from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.content.address_book import plan_address
from pipeline.content.document import Activity, Committee, Fiche, Need
from pipeline.content.plans.plan import Plan
from pipeline.edition.index import SiteIndex
from pipeline.edition.view import View
from pipeline.handouts.canvas_names import CanvasesView


@dataclass(frozen=True)
class PlanView(View):
    """A committee's plan, the published sheets and the activities that its actions name, and the needs that its objectives take up."""

    plan: Plan
    committee: Committee
    fiches: Sequence[Fiche]
    needs: Sequence[Need]
    activities: Sequence[Activity] = ()

    @property
    def modified(self) -> date | None:
        """The day when the plan was last gone over."""
        return self.plan.meta.a_jour_au


@dataclass(frozen=True)
class PlansView(View):
    """The list of plans, the latest year first, each with the name of its committee."""

    plans: Sequence[tuple[Plan, str]]










def plan_views(index: SiteIndex, canvases: CanvasesView) -> Iterator[View]:
    """Yield the view of the list of plans and of each plan, then ``canvases``."""
    catalogue = index.catalogue
    yield PlansView("plans/", tuple((plan, catalogue.committees[plan.meta.comite].meta.nom) for plan in index.plans))
    for plan in index.plans:
        yield PlanView(
            plan_address(plan.slug),
            plan,
            catalogue.committees[plan.meta.comite],
            index.fiches_under(plan),
            index.needs_under(plan),
            tuple(catalogue.activities[slug] for slug in plan.activities if slug in catalogue.activities),
        )
    yield canvases
