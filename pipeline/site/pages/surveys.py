"""The pages of evaluation: the list of surveys, the results of each, and the questionnaires."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.content.address_book import PROTECTION, page_address
from pipeline.content.menu import Entry
from pipeline.content.surveys.evaluation import BlockResult, Evaluation, EvaluationFile, StatementResult
from pipeline.content.surveys.questionnaire import Questionnaire, asked
from pipeline.content.surveys.survey_rules import FEWEST, GROUP_MINORITY, MARGIN, MINIMUM, POOL_MINORITY, SMALL
from pipeline.content.surveys.survey_words import most_chosen, percent, rate, said_of, sentence_of, share
from pipeline.site.downloads.survey_charts import WIDTH, chart_address, chart_height, chart_text, charted
from pipeline.site.pages.page_types import Context, Edition, Indexed, lazy, page
from pipeline.site.search.search_entries import protection_entry, survey_entry
from pipeline.text.addresses import relative
from pipeline.text.typographic import typographic


@dataclass(frozen=True)
class Shown:
    """A block as its page shows it: a sentence, its picture (address, words) where it has one, and the groups of its second table."""

    block: BlockResult
    sentence: str
    picture: str | None
    picture_text: str
    groups: Sequence[tuple[str, str]]

    def cells(self, statement: StatementResult) -> Sequence[tuple[int, int]]:
        """Return how many levels each cell of the spread spans, and what it holds: levels counted together share a cell."""
        levels = statement.niveaux or ()
        told = [level for level, number in enumerate(levels) if number is not None]
        spans = [level - (told[place - 1] if place else -1) for place, level in enumerate(told)]
        if told:
            spans[-1] += len(levels) - 1 - told[-1]
        return [(span, levels[level] or 0) for span, level in zip(spans, told, strict=True)]


@page("evaluation/", "evaluations.md.j2", genre="liste", entry=Entry("region", 40))
def evaluations(edition: Edition) -> Context:
    """Return the list of surveys: title, address, what was said; and of questionnaires: title, summary, address."""
    surveys = edition.catalogue.evaluations.values()
    forms = edition.catalogue.questionnaires.values()
    return Context(
        "Évaluation",
        "Ce que les partenaires disent de la concertation et de l’accompagnement, en résultats agrégés.",
        {
            "sondages": tuple((one.meta.titre, one.address, said_of(one.meta)) for one in surveys),
            "questionnaires": tuple((one.meta.titre, one.meta.resume, one.address) for one in forms),
            "minimum": MINIMUM,
        },
    )


@page(PROTECTION, "protection.md.j2", indexed=Indexed.HEAD, styles=("evaluation",))
def protection(edition: Edition) -> Context:  # noqa: ARG001 (the rules and their numbers are those of the code)
    """Return how answers are protected: the rules, with their numbers, which are those of the code."""
    description = "Les règles qui empêchent de retrouver la réponse d’une personne dans nos sondages, et ce qu’elles ne promettent pas."
    numbers = {
        "minimum": MINIMUM,
        "petit": SMALL,
        "fewest": FEWEST,
        "marge": MARGIN,
        "minorite": GROUP_MINORITY,
        "minorite_autres": POOL_MINORITY,
    }
    return Context("Comment nous protégeons les réponses", description, numbers, search=lazy(protection_entry, PROTECTION, description))


def _results(edition: Edition) -> Iterator[tuple[str, EvaluationFile]]:
    return ((file.address, file) for file in edition.catalogue.evaluations.values())


@page(_results, "evaluation.md.j2", indexed=Indexed.HEAD, styles=("evaluation",))
def results(edition: Edition, file: EvaluationFile) -> Context:
    """Return the results of a survey; the activity that it followed and its questionnaire; the needs of the register that came from it."""
    catalogue, data = edition.catalogue, file.meta
    activity = catalogue.activities.get(data.activite or "")
    form = catalogue.questionnaires.get(data.questionnaire)
    needs = tuple(one.need for one in edition.index.needs if one.need.meta.sondage == file.slug)
    return results_of(
        data,
        file.address,
        {
            "activite": (activity.meta.titre, page_address(activity)) if activity else None,
            "questionnaire": (form.meta.titre, form.address) if form else None,
            "besoins": needs,
        },
    )


def results_of(data: Evaluation, address: str, linked: Mapping[str, object]) -> Context:
    """Return the results of a survey at ``address``; ``linked`` are the variables of what they lead to."""
    description = typographic(f"Résultats agrégés : {said_of(data)}")
    return Context(
        data.titre,
        description,
        {
            **linked,
            "resultats": data,
            "plus_choisi": most_chosen,
            "resume": said_of(data),
            "taux": rate,
            "part": share,
            "minimum": MINIMUM,
            "fewest": FEWEST,
            "marge": MARGIN,
            "pourcent": percent,
            "hauteur": chart_height,
            "largeur": WIDTH,
        },
        more=lazy(_blocks, data, address),
        search=lazy(survey_entry, data, address, description),
    )


def _blocks(data: Evaluation, address: str) -> Mapping[str, object]:
    names = {group.cle: group.nom for group in data.repartition.montres} if data.repartition else {}
    shown = [
        Shown(
            block=block,
            sentence=sentence_of(block),
            picture=relative(address, chart_address(address, block)) if charted(block) else None,
            picture_text=chart_text(block),
            groups=tuple((key, names[key]) for key in block.montres),
        )
        for block in data.blocs
    ]
    return {"blocs": shown}


def _questionnaires(edition: Edition) -> Iterator[tuple[str, Questionnaire]]:
    return ((form.address, form) for form in edition.catalogue.questionnaires.values())


@page(_questionnaires, "questionnaire.md.j2")
def questionnaire(edition: Edition, form: Questionnaire) -> Context:
    """Return a questionnaire, what can be chosen at each of its questions, and the groups of its breakdown."""
    data = form.meta
    options, groups = asked(data, edition.catalogue.committee_names, edition.vocabulary)
    variables = {"questionnaire": data, "nom": form.slug, "choix": options, "groupes": groups}
    return Context(typographic(f"Questionnaire : {data.titre}"), data.resume, variables)
