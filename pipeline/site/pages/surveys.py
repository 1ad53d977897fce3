"""The pages of evaluation: the list of surveys, the results of each, and the questionnaires."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.content.surveys.evaluation import Agreement, BlockResult, Evaluation, StatementResult
from pipeline.content.surveys.survey_rules import MINIMUM, SMALL
from pipeline.text import french
from pipeline.text.addresses import relative
from pipeline.site.pages.base import DocPage, Templates, indexed_by_its_head
from pipeline.site.pages.survey_views import EvaluationsView, EvaluationView, QuestionnaireView
from pipeline.site.search.search_entries import survey_entry
from pipeline.site.downloads.survey_charts import WIDTH, chart_address, chart_height, chart_text, charted
from pipeline.edition.view import View
from pipeline.content.surveys.survey_words import percent
from pipeline.content.surveys.survey_words import rate
from pipeline.content.surveys.survey_words import said_of
from pipeline.content.surveys.survey_words import share
from pipeline.content.surveys.survey_words import sentence_of


@dataclass(frozen=True)
class Shown:
    """A block as its page shows it: a sentence, its picture (address, words) where it has one, and the groups of its second table."""

    block: BlockResult
    sentence: str
    picture: str | None
    picture_text: str
    groups: Sequence[tuple[str, str]]


class EvaluationPages:
    """Makes each of these pages from its view."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def makers(self) -> Mapping[type[View], Callable[[Any], DocPage]]:
        """Return what makes the page of each type of view."""
        return {EvaluationsView: self._list, EvaluationView: self._results, QuestionnaireView: self._questionnaire}

    def _list(self, view: EvaluationsView) -> DocPage:
        surveys = [(title, address, said_of(data)) for title, address, data in view.surveys]
        body = self._templates.render(
            "evaluations.md.j2", view.address, sondages=surveys, questionnaires=view.questionnaires, minimum=MINIMUM
        )
        description = "Ce que les partenaires disent de la concertation et de l’accompagnement, en résultats agrégés."
        return DocPage(view.address, "Évaluation", description, body, {"genre": "liste", "recherche": False})

    def _results(self, view: EvaluationView) -> DocPage:
        data, address = view.data, view.address
        names = {group.cle: group.nom for group in data.repartition.montres} if data.repartition else {}
        blocks = [
            Shown(
                block, sentence_of(block), relative(address, chart_address(address, block)) if charted(block) else None, chart_text(block),
                tuple((key, names[key]) for key in block.montres),
            )
            for block in data.blocs
        ]  # fmt: skip
        body = self._templates.render(
            "evaluation.md.j2", address, resultats=data, blocs=blocks, resume=said_of(data), taux=rate, part=share, activite=view.activity,
            questionnaire=view.questionnaire, besoins=view.needs, minimum=MINIMUM, petit=SMALL, pourcent=percent, hauteur=chart_height, largeur=WIDTH,
        )  # fmt: skip
        meta = {"genre": "page", "recherche": False, "styles": ["evaluation"]}
        description = f"Résultats agrégés\u00a0: {said_of(data)}"
        return DocPage(address, data.titre, description, indexed_by_its_head(body, survey_entry(data, address, description)), meta)

    def _questionnaire(self, view: QuestionnaireView) -> DocPage:
        data = view.questionnaire.data
        body = self._templates.render(
            "questionnaire.md.j2", view.address, questionnaire=data, nom=view.questionnaire.slug, choix=view.options, groupes=view.groups
        )
        return DocPage(view.address, f"Questionnaire\u00a0: {data.titre}", data.resume, body, {"genre": "page", "recherche": False})












