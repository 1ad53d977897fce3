"""The pages that serve a committee's work: its plan, the list of plans, and the canvases to download."""

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.content import names
from pipeline.content.plans.plan_review import findings
from pipeline.text import french
from pipeline.content.plans import plan_words
from pipeline.handouts.canvas_names import CANVASES, FORMAT_NAMES
from pipeline.site.pages.base import DocPage, Templates, indexed
from pipeline.site.downloads.atom import committee_feeds
from pipeline.content.plans.plan_words import csv_address, docx_address
from pipeline.handouts.canvas_names import CanvasesView
from pipeline.site.pages.plan_views import PlansView, PlanView
from pipeline.site.search.search_entries import canvases_entry, plan_entry
from pipeline.edition.view import View


class PlanPages:
    """Makes each of these pages from its view."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def makers(self) -> Mapping[type[View], Callable[[Any], DocPage]]:
        """Return what makes the page of each type of view."""
        return {PlanView: self._plan, PlansView: self._plans, CanvasesView: self._canvases}

    def _plan(self, view: PlanView) -> DocPage:
        plan, address = view.plan, view.address
        (committee,) = committee_feeds(self._templates.organisation, (view.committee,))
        sentence = plan_words.progress(placed.action for placed in plan.actions)
        asked = [
            (
                question,
                plan_words.QUESTION[question],
                plan_words.NOTHING[question],
                [one for one in findings(plan) if one.question is question],
            )
            for question in plan_words.QUESTION
        ]
        body = self._templates.render(
            "plan.md.j2", address, plan=plan, meta=plan.meta, comite=committee, fiches={fiche.slug: fiche for fiche in view.fiches}, besoins={need.slug: need for need in view.needs},
            activites={activity.slug: activity for activity in view.activities},
            phrase=sentence, progres=plan_words.progress, mesure=plan_words.measured, manque=plan_words.missing, bilan=asked,
            etats=plan_words.STATE_NAME, decisions=names.PLAN_DECISION, indicateurs=plan_words.INDICATOR, csv=csv_address(plan), docx=docx_address(plan),
        )  # fmt: skip
        title = f"Plan d’action {plan.meta.annee}\u00a0: {committee.name}"
        description = f"{sentence} Plan revu le {french.long_date(plan.meta.a_jour_au)}."
        meta = {"genre": "plan", "recherche": True, "script": "plans", "styles": ["plans"]}
        return DocPage(address, title, description, indexed(body, plan_entry(plan, address, title, sentence)), meta)

    def _plans(self, view: PlansView) -> DocPage:
        plans = [(plan, name, plan_words.progress(placed.action for placed in plan.actions)) for plan, name in view.plans]
        body = self._templates.render("plans.md.j2", view.address, plans=plans)
        description = "Ce que chaque comité veut faire dans l’année, et où il en est."
        return DocPage(view.address, "Plans d’action", description, body, {"genre": "liste", "recherche": False, "styles": ["boucle"]})

    def _canvases(self, view: CanvasesView) -> DocPage:
        body = self._templates.render(
            "canevas.md.j2", view.address, ensembles=view.sets, canevas=CANVASES, formats=FORMAT_NAMES, poids=french.file_size
        )
        description = "Des documents à remplir pour vos rencontres, vos plans et vos évaluations, en Word et en OpenDocument."
        meta = {"genre": "liste", "recherche": True, "styles": ["plans"]}
        return DocPage(view.address, "Canevas", description, indexed(body, canvases_entry(view.address, description)), meta)
