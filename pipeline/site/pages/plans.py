"""The pages that serve a committee's work: its plan, the list of plans, and the canvases to download."""

from collections.abc import Iterator, Mapping

from pipeline.content import names
from pipeline.content.address_book import plan_address
from pipeline.content.menu import Entry
from pipeline.content.needs import NEEDS
from pipeline.content.plans import plan_words
from pipeline.content.plans.plan import Plan
from pipeline.content.plans.plan_review import findings
from pipeline.content.plans.plan_words import csv_address, docx_address
from pipeline.content.sheets.sheet import FICHES
from pipeline.handouts.canvas_names import CANVASES, CANVASES_ADDRESS, FORMAT_NAMES
from pipeline.site.downloads.atom import committee_feeds
from pipeline.site.pages.page_types import Context, Edition, Indexed, lazy, page
from pipeline.site.search.search_entries import canvases_entry, plan_entry
from pipeline.text import french
from pipeline.text.typographic import typographic


@page("plans/", "plans.md.j2", genre="liste", styles=("boucle",), entry=Entry("comites", 40))
def plans(edition: Edition) -> Context:
    """Return the list of plans, the latest year first, each with the name of its committee and where it stands."""
    committees = edition.catalogue.committees
    listed = tuple((plan, committees[plan.meta.comite].meta.nom, _progress(plan)) for plan in edition.index.plans)
    return Context("Plans d’action", "Ce que chaque comité veut faire dans l’année, et où il en est.", {"plans": listed})


def _progress(plan: Plan) -> str:
    return plan_words.progress(placed.action for placed in plan.actions)


def _plans(edition: Edition) -> Iterator[tuple[str, Plan]]:
    return ((plan_address(plan.slug), plan) for plan in edition.index.plans)


@page(_plans, "plan.md.j2", genre="plan", indexed=Indexed.TEXT, script="plans", styles=("plans",))
def plan(edition: Edition, document: Plan) -> Context:
    """Return a plan, the published sheets and the activities that its actions name, and the needs that its objectives take up."""
    index, catalogue, meta = edition.index, edition.catalogue, document.meta
    (committee,) = committee_feeds(edition.organisation, (catalogue.committees[meta.comite],))
    sentence = _progress(document)
    title = typographic(f"Plan d’action {meta.annee} : {committee.name}")
    return Context(
        title,
        f"{sentence} Plan revu le {french.long_date(meta.a_jour_au)}.",
        {
            "plan": document,
            "meta": meta,
            "comite": committee,
            "fiches": {fiche.slug: fiche for fiche in index.relations.named(document, FICHES)},
            "besoins": {need.slug: need for need in index.relations.named(document, NEEDS)},
            "activites": {slug: catalogue.activities[slug] for slug in document.activities if slug in catalogue.activities},
            "phrase": sentence,
            "progres": plan_words.progress,
            "mesure": plan_words.measured,
            "manque": plan_words.missing,
            "etats": plan_words.STATE_NAME,
            "decisions": names.PLAN_DECISION,
            "indicateurs": plan_words.INDICATOR,
            "csv": csv_address(document),
            "docx": docx_address(document),
        },
        more=lazy(_review, document),
        search=lazy(plan_entry, document, plan_address(document.slug), sentence),
        modified=meta.a_jour_au,
    )


def _review(document: Plan) -> Mapping[str, object]:
    """Return what the review of the plan asks (``bilan``): each question, its words, what is said without an answer, what was found."""
    found = list(findings(document))
    asked = plan_words.QUESTION
    return {"bilan": [(one, asked[one], plan_words.NOTHING[one], [it for it in found if it.question is one]) for one in asked]}


@page(CANVASES_ADDRESS, "canevas.md.j2", genre="liste", indexed=Indexed.TEXT, styles=("plans",), entry=Entry("comites", 30))
def canvases(edition: Edition) -> Context:
    """Return the canvases to download, and the questionnaires: title, summary, address."""
    forms = tuple((one.meta.titre, one.meta.resume, one.address) for one in edition.catalogue.questionnaires.values())
    description = "Des documents à remplir pour vos rencontres, vos plans et vos évaluations, en Word et en OpenDocument."
    return Context(
        "Canevas",
        description,
        {"ensembles": edition.canvases, "canevas": CANVASES, "formats": FORMAT_NAMES, "poids": french.file_size, "questionnaires": forms},
        search=lazy(canvases_entry, CANVASES_ADDRESS, description),
    )
