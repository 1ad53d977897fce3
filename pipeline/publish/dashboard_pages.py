"""The page of the dashboard."""

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any

from pipeline.catalogue.evaluation import Evaluation
from pipeline.catalogue.survey_rules import FEWEST, MARGIN
from pipeline.catalogue.words import slug
from pipeline.publish import french
from pipeline.publish.dashboard import DashboardView
from pipeline.publish.doc_page import DocPage, Templates, indexed
from pipeline.publish.evaluation_pages import most_chosen, percent, said_of, sentence_of, share
from pipeline.publish.search_entries import dashboard_entry
from pipeline.publish.tallies import Counted, Tally
from pipeline.publish.view import View

DESCRIPTION = "Où en est le travail\u00a0: besoins, fiches, activités, suites, plans, sondage et veille, comptés dans les fichiers du site."


class DashboardPages:
    """Makes the page from its view."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def makers(self) -> Mapping[type[View], Callable[[Any], DocPage]]:
        """Return what makes the page of each type of view."""
        return {DashboardView: self._dashboard}

    def _dashboard(self, view: DashboardView) -> DocPage:
        waiting = [(need.asked, need) for tally in view.needs for need in tally.items if need.asked is not None]
        years = [
            Tally(f"revues-{year}", f"fiche revue en {year}", f"fiches revues en {year}", "", tuple(sheets))
            for year, sheets in groupby(view.sheets, key=_year)
        ]
        body = self._templates.render(
            "tableau-de-bord.md.j2", view.address, besoins=view.needs, attente=min(waiting, key=lambda one: one[0])[1] if waiting else None, fiches=view.sheets,
            annees=years, relectures=view.reviews, activites=view.activities, presences=view.attendance, suites=view.follow_ups, sondage=_survey(*view.survey) if view.survey else None,
            questionnaires=view.after, flux=view.flow, plans=view.plans, sans_plan=view.without_plan,
        )  # fmt: skip
        meta = {"genre": "liste", "recherche": True, "script": "tableau", "styles": ["boucle", "tableau"]}
        return DocPage(view.address, "Tableau de bord", DESCRIPTION, indexed(body, dashboard_entry(view.address, DESCRIPTION)), meta)


def _year(sheet: Counted) -> int:
    return sheet.asked.year if sheet.asked else 0


def _survey(address: str, data: Evaluation) -> dict[str, object]:
    """Return what the page says of a survey: what was answered to each block, what was chosen at each question."""
    blocks = [
        (
            block.titre, f"{address}#{slug(block.titre)}", sentence_of(block),
            [(one.texte, share(one) if one.n else f"moins de {FEWEST}\u00a0réponses") for one in block.enonces],
        )
        for block in data.blocs
    ]  # fmt: skip
    choices = [
        (
            choice.titre, f"{address}#{slug(choice.titre)}", most_chosen(choice, data.reponses),
            [*((one.nom, f"toutes les personnes, à {MARGIN - 1} près") for one in choice.presque_tous), *((one.nom, f"{one.nombre}\u00a0sur\u00a0{data.reponses} ({percent(one.nombre, data.reponses)})") for one in choice.options)],
        )
        for choice in data.choix
        if choice.options
    ]  # fmt: skip
    return {"titre": data.titre, "adresse": address, "reponses": french.count(data.reponses, "réponse", "réponses"), "resume": said_of(data), "blocs": blocks, "choix": choices}  # fmt: skip
