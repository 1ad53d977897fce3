"""« Tableau de bord »: the numbers of the council's work, each with what it counts. Nothing here knows the day."""

from collections.abc import Mapping
from itertools import groupby

from pipeline.content.address_book import DASHBOARD
from pipeline.content.menu import Entry
from pipeline.content.surveys.evaluation import ChoiceResult, Evaluation
from pipeline.content.surveys.survey_rules import FEWEST, MARGIN
from pipeline.content.surveys.survey_words import most_chosen, percent, said_of, sentence_of, share
from pipeline.content.watch.journal import count
from pipeline.edition import counts
from pipeline.edition.tallies import Tally, TallyItem
from pipeline.site.pages.page_types import Context, Edition, Indexed, lazy, page
from pipeline.site.search.search_entries import dashboard_entry
from pipeline.text import french
from pipeline.text.typographic import NBSP, typographic
from pipeline.text.words import slug

DESCRIPTION = typographic(
    "Où en est le travail : besoins, fiches, activités, suites, plans, sondage et veille, comptés dans les fichiers du site."
)


@page(
    DASHBOARD,
    "tableau-de-bord.md.j2",
    genre="liste",
    indexed=Indexed.TEXT,
    script="tableau",
    styles=("boucle", "tableau"),
    entry=Entry("region", 50),
)
def dashboard(edition: Edition) -> Context:
    """Return every number; ``sondage`` is the last survey of the year, ``attente`` the need that has waited longest."""
    index, catalogue = edition.index, edition.catalogue
    needs = counts.needs(index)
    waiting = [(need.asked, need) for tally in needs for need in tally.items if need.asked is not None]
    sheets = tuple(counts.reviewed(one) for one in sorted(index.fiches, key=lambda one: (one.meta.revisee_le, one.slug)))
    evaluations = tuple(catalogue.evaluations.values())
    yearly = next((file for file in evaluations if file.meta.activite is None), None)
    return Context(
        "Tableau de bord",
        DESCRIPTION,
        {
            "besoins": needs,
            "attente": min(waiting, key=lambda one: one[0])[1] if waiting else None,
            "fiches": sheets,
            "annees": tuple(
                Tally(f"revues-{year}", one=f"fiche revue en {year}", many=f"fiches revues en {year}", meaning="", items=tuple(some))
                for year, some in groupby(sheets, key=_year)
            ),
            "relectures": counts.reviews(index),
            "activites": counts.activities(index),
            "presences": counts.attendance(one for one in index.activities if counts.held(one)),
            "suites": counts.follow_ups(index),
            "sondage": _survey(yearly.address, yearly.meta) if yearly else None,
            "questionnaires": counts.after_activities(evaluations),
            "flux": count(catalogue.watch.journal),
            "plans": counts.plan_states(index),
            "sans_plan": counts.without_plan(index),
        },
        search=lazy(dashboard_entry, DASHBOARD, DESCRIPTION),
    )


def _year(sheet: TallyItem) -> int:
    return sheet.asked.year if sheet.asked else 0


def _chosen(choice: ChoiceResult, people: int) -> list[tuple[str, str]]:
    """Return what was chosen at a question, by ``people``: each option with its number in words."""
    almost_all = [(one.nom, f"toutes les personnes, à {MARGIN - 1} près") for one in choice.presque_tous]
    return [*almost_all, *((one.nom, f"{one.nombre}{NBSP}sur{NBSP}{people} ({percent(one.nombre, people)})") for one in choice.options)]


def _survey(address: str, data: Evaluation) -> Mapping[str, object]:
    """Return what the page says of a survey: what was answered to each block, what was chosen at each question."""
    blocks = [
        (
            one.titre,
            f"{address}#{slug(one.titre)}",
            sentence_of(one),
            [(it.texte, share(it) if it.n else f"moins de {FEWEST}{NBSP}réponses") for it in one.enonces],
        )
        for one in data.blocs
    ]
    choices = [
        (one.titre, f"{address}#{slug(one.titre)}", most_chosen(one, data.reponses), _chosen(one, data.reponses))
        for one in data.choix
        if one.options
    ]
    answers = french.count(data.reponses, "réponse", "réponses")
    return {
        "titre": data.titre,
        "adresse": address,
        "reponses": answers,
        "resume": said_of(data),
        "blocs": blocks,
        "choix": choices,
    }
