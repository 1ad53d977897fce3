"""The pages of evaluation: the list of surveys, the results of each, and the questionnaires."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.catalogue.evaluation import Agreement, BlockResult, ChoiceResult, Evaluation, StatementResult
from pipeline.catalogue.survey_rules import FEWEST, GROUP_MINORITY, MARGIN, MINIMUM, POOL_MINORITY, SMALL
from pipeline.publish import french
from pipeline.publish.addresses import relative
from pipeline.publish.doc_page import DocPage, Templates, indexed_by_its_head
from pipeline.publish.evaluation_views import EvaluationsView, EvaluationView, ProtectionView, QuestionnaireView
from pipeline.publish.search_entries import protection_entry, survey_entry
from pipeline.publish.survey_charts import WIDTH, chart_address, chart_height, chart_text, charted
from pipeline.publish.view import View


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
            "evaluation.md.j2", address, resultats=data, plus_choisi=most_chosen, blocs=blocks, resume=said_of(data), taux=rate, part=share, activite=view.activity,
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


def percent(part: int, whole: int) -> str:
    """Return « 64 % »; one decimal from a hundred answers up, where it means something."""
    if whole < 100:
        return f"{_rounded(100 * part, whole)}\u00a0%"
    tenths = _rounded(1000 * part, whole)
    return f"{tenths // 10},{tenths % 10}\u00a0%"


def _rounded(number: int, by: int) -> int:
    """Return a quotient to the nearest whole, halves up."""
    return (2 * number + by) // (2 * by)


def rate(data: Evaluation) -> str | None:
    """Return the rate of answers, or None where the number of people invited is not known."""
    return percent(data.reponses, data.invitations) if data.invitations else None


def said_of(data: Evaluation) -> str:
    """Return « 74 réponses sur 96 invitations (taux de réponse : 77 %). »."""
    answers = french.count(data.reponses, "réponse", "réponses")
    if data.invitations is None:
        return f"{answers}; le nombre d’invitations n’est pas connu."
    return f"{answers} sur {french.count(data.invitations, 'invitation', 'invitations')} (taux de réponse\u00a0: {rate(data)})."


def most_chosen(choice: ChoiceResult, people: int) -> str | None:
    """Say what the most people chose, of ``people``; None where nothing has a number.

    What has none may have been chosen more: by all but a few, or put together with others.
    """
    if not choice.options:
        return None
    first = choice.options[0]
    among = "Parmi les choix qui ont un nombre, le plus choisi" if choice.presque_tous or choice.sans_nombre else "Le plus choisi"
    return f"{among}\u00a0: «\u00a0{first.nom}\u00a0», {first.nombre}\u00a0sur\u00a0{people} ({percent(first.nombre, people)})."


def share(cell: Agreement | StatementResult) -> str:
    """Return « 9 sur 12 (75 %) », or the bound that is told: « 71 ou plus sur 74 (96 % ou plus) »."""
    if not cell.n:
        return ""
    agree, rated = cell.favorables or 0, cell.n
    bound = {"au-moins": "\u00a0ou plus", "au-plus": "\u00a0ou moins", None: ""}[cell.borne if isinstance(cell, StatementResult) else None]
    return f"{agree}{bound}\u00a0sur\u00a0{rated} ({percent(agree, rated)}{bound})"


def sentence_of(block: BlockResult) -> str:
    """Say which statement the most agree with, and which the fewest, among those whose number is exact; none when as many agree with each."""
    told = [one for one in block.enonces if one.n]
    exact = [one for one in told if one.borne is None]
    if not told:
        return f"Rien n’est montré de ces énoncés\u00a0: chacun a moins de {FEWEST}\u00a0réponses."
    if not exact:
        return "Tous ces énoncés ont presque tout le monde d’un même côté\u00a0: leur nombre est donné comme une borne."
    among = "" if len(exact) == len(told) else "Parmi les énoncés dont le nombre est exact. "
    ordered = sorted(exact, key=lambda one: (-(one.favorables or 0) / (one.n or 1), one.cle))
    first, last = ordered[0], ordered[-1]
    if first is last:
        return f"{among}D’accord avec «\u00a0{first.texte.rstrip('.')}\u00a0»\u00a0: {share(first)}."
    if (first.favorables or 0) * (last.n or 1) == (last.favorables or 0) * (first.n or 1):
        return f"{among}On est autant d’accord avec chaque énoncé montré\u00a0: {percent(first.favorables or 0, first.n or 1)}."
    return f"{among}Le plus d’accord\u00a0: «\u00a0{first.texte.rstrip('.')}\u00a0», {share(first)}. Le moins\u00a0: «\u00a0{last.texte.rstrip('.')}\u00a0», {share(last)}."
