"""The pages of evaluation: the list of surveys, the results of each, and the questionnaires."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.content.surveys.evaluation import Agreement, BlockResult, Evaluation, StatementResult
from pipeline.content.surveys.survey_rules import FEWEST, GROUP_MINORITY, MARGIN, MINIMUM, POOL_MINORITY, SMALL
from pipeline.text import french
from pipeline.text.addresses import relative
from pipeline.site.pages.base import DocPage, Templates, indexed_by_its_head
from pipeline.site.pages.survey_views import EvaluationsView, EvaluationView, ProtectionView, QuestionnaireView
from pipeline.site.search.search_entries import protection_entry, survey_entry
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

    def cells(self, statement: StatementResult) -> Sequence[tuple[int, int]]:
        """Return how many levels each cell of the spread spans, and what it holds: a level counted with its neighbour has no cell of its own."""
        levels = statement.niveaux or ()
        told = [level for level, number in enumerate(levels) if number is not None]
        spans = [level - (told[place - 1] if place else -1) for place, level in enumerate(told)]
        if told:
            spans[-1] += len(levels) - 1 - told[-1]
        return [(span, levels[level] or 0) for span, level in zip(spans, told, strict=True)]


class EvaluationPages:
    """Makes each of these pages from its view."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def makers(self) -> Mapping[type[View], Callable[[Any], DocPage]]:
        """Return what makes the page of each type of view."""
        return {
            EvaluationsView: self._list,
            EvaluationView: self._results,
            QuestionnaireView: self._questionnaire,
            ProtectionView: self._protection,
        }

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
            questionnaire=view.questionnaire, besoins=view.needs, minimum=MINIMUM, fewest=FEWEST, marge=MARGIN, pourcent=percent, hauteur=chart_height, largeur=WIDTH,
        )  # fmt: skip
        meta = {"genre": "page", "recherche": False, "styles": ["evaluation"]}
        description = f"Résultats agrégés\u00a0: {said_of(data)}"
        return DocPage(address, data.titre, description, indexed_by_its_head(body, survey_entry(data, address, description)), meta)

    def _protection(self, view: ProtectionView) -> DocPage:
        body = self._templates.render(
            "protection.md.j2", view.address, minimum=MINIMUM, petit=SMALL, fewest=FEWEST, marge=MARGIN, minorite=GROUP_MINORITY, minorite_autres=POOL_MINORITY,
        )  # fmt: skip
        description = "Les règles qui empêchent de retrouver la réponse d’une personne dans nos sondages, et ce qu’elles ne promettent pas."
        meta = {"genre": "page", "recherche": False, "styles": ["evaluation"]}
        entry = protection_entry(view.address, description)
        return DocPage(view.address, "Comment nous protégeons les réponses", description, indexed_by_its_head(body, entry), meta)

    def _questionnaire(self, view: QuestionnaireView) -> DocPage:
        data = view.questionnaire.data
        body = self._templates.render(
            "questionnaire.md.j2", view.address, questionnaire=data, nom=view.questionnaire.slug, choix=view.options, groupes=view.groups
        )
        return DocPage(view.address, f"Questionnaire\u00a0: {data.titre}", data.resume, body, {"genre": "page", "recherche": False})












