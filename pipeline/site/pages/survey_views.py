"""What the pages of evaluation are made from: surveys, their results, questionnaires."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.content.address_book import PROTECTION, page_address
from pipeline.content.surveys.evaluation import Evaluation
from pipeline.content.document import Need
from pipeline.content.surveys.questionnaire import Option, Questionnaire, asked
from pipeline.edition.index import SiteIndex
from pipeline.edition.view import View


@dataclass(frozen=True)
class EvaluationsView(View):
    """The list of surveys: title, address, results; and of questionnaires: title, summary, address."""

    surveys: Sequence[tuple[str, str, Evaluation]]
    questionnaires: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class EvaluationView(View):
    """The results of a survey; the activity that it followed and its questionnaire, each with its title and address, where there are any.

    ``needs`` are those of the register that came from it.
    """

    data: Evaluation
    activity: tuple[str, str] | None
    questionnaire: tuple[str, str] | None
    needs: Sequence[Need] = ()


@dataclass(frozen=True)
class ProtectionView(View):
    """How answers are protected: the rules, with their numbers, which are those of the code."""


@dataclass(frozen=True)
class QuestionnaireView(View):
    """A questionnaire, what can be chosen at each of its questions, and the groups of its breakdown."""

    questionnaire: Questionnaire
    options: Mapping[str, Sequence[Option]]
    groups: Sequence[Option]


def evaluation_views(index: SiteIndex) -> Iterator[View]:
    """Yield the view of every page of evaluation, the list first."""
    catalogue = index.catalogue
    surveys = tuple((file.data.titre, file.address, file.data) for file in catalogue.evaluations.values())
    known = catalogue.questionnaires
    yield EvaluationsView("evaluation/", surveys, tuple((one.data.titre, one.data.resume, one.address) for one in known.values()))
    yield ProtectionView(PROTECTION)
    for file in catalogue.evaluations.values():
        activity = catalogue.activities.get(file.data.activite or "")
        form = known.get(file.data.questionnaire)
        yield EvaluationView(
            file.address,
            file.data,
            (activity.meta.titre, page_address(activity)) if activity else None,
            (form.data.titre, form.address) if form else None,
            tuple(one.need for one in index.needs if one.need.meta.sondage == file.slug),
        )
    for form in known.values():
        yield QuestionnaireView(form.address, form, *asked(form.data, catalogue.committee_names, catalogue.vocabulary))
