"""A period counted from the site's files, to be frozen: each number with its definition and with what it counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pipeline.content.activities.activity import Activity
from pipeline.content.address_book import page_address
from pipeline.content.needs import Need
from pipeline.content.reports import STILL_WAITING, Listed, Number, SurveyDigest, Unit, YearReportMeta
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.surveys.evaluation import Evaluation
from pipeline.content.surveys.survey_words import most_chosen, said_of, sentence_of
from pipeline.edition.counts import held
from pipeline.edition.index import SiteIndex
from pipeline.text.typographic import typographic


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both counted."""

    first: date
    last: date

    def __contains__(self, day: date | None) -> bool:
        """Say whether a day is of the period; no day is of none."""
        return day is not None and self.first <= day <= self.last


def count_period(index: SiteIndex, period: Period) -> YearReportMeta:
    """Return the report of a period, as the site's files tell it on the index's day."""
    numbers = (*_sheets(index, period), *_activities(index, period), *_needs(index, period))
    return YearReportMeta(du=period.first, au=period.last, fige_le=index.today, nombres=numbers, sondages=_surveys(index, period))


def _sheets(index: SiteIndex, period: Period) -> Iterable[Number]:
    fiches = sorted(index.fiches, key=lambda fiche: fiche.slug)
    yield _number(
        "fiches-publiees",
        "Fiches publiées",
        "Les fiches dont le jour de parution tombe dans la période, et qui étaient sur le site le jour où le rapport a été figé.",
        (_listed(fiche, fiche.meta.publiee_le) for fiche in fiches if fiche.meta.publiee_le in period),
    )
    yield _number(
        "fiches-revisees",
        "Fiches révisées",
        "Les fiches parues avant la période et dont la dernière révision y tombe. "
        "D’une fiche révisée de nouveau depuis, seule la dernière révision est connue.",
        (
            _listed(fiche, fiche.meta.revisee_le)
            for fiche in fiches
            if fiche.meta.revisee_le in period and fiche.meta.publiee_le < period.first
        ),
    )


def _activities(index: SiteIndex, period: Period) -> Iterable[Number]:
    ours = [one for one in reversed(index.activities) if held(one) and one.meta.date in period]
    shown = [one for one in ours if one.meta.forme == "presentation"]
    yield _number(
        "activites",
        "Activités tenues",
        "Nos webinaires, conférences, ateliers et présentations qui ont eu lieu dans la période. Celles d’autres organismes n’y sont pas.",
        (_listed(one, one.meta.date, _committees(index, one)) for one in ours),
    )
    yield _number(
        "presentations",
        "Présentations en comité",
        "Parmi ces activités, celles dont la forme est « Présentation en comité ».",
        (_listed(one, one.meta.date, _committees(index, one)) for one in shown),
    )
    people = (
        "La somme des personnes présentes, là où l’activité le dit; ailleurs, la liste dit « non indiqué ». "
        "Une personne venue deux fois compte deux fois."
    )
    yield _number("personnes", "Personnes rejointes par les activités", people, map(_reached, ours), "personnes")
    yield _number(
        "personnes-en-comite",
        "Personnes rejointes en comité",
        f"De même, pour les présentations en comité. {people}",
        map(_reached, shown),
        "personnes",
    )
    steps = [(step.fait_le, step.quoi, one) for one in index.activities for step in one.meta.suites if step.fait_le is not None]
    yield _number(
        "suites-faites",
        "Suites faites",
        "Ce qui a été décidé à une activité, et qui a été fait dans la période.",
        (
            Listed(titre=what, jour=day, adresse=page_address(one), precision=one.meta.titre)
            for day, what, one in sorted(steps, key=lambda step: step[:2])
            if day in period
        ),
    )


def _needs(index: SiteIndex, period: Period) -> Iterable[Number]:
    needs = sorted((one.need for one in index.needs), key=lambda need: (need.meta.date, need.slug))
    yield _number(
        "besoins-poses",
        "Besoins inscrits",
        "Les questions des comités posées dans la période.",
        (_listed(need, need.meta.date) for need in needs if need.meta.date in period),
    )
    yield _number(
        "besoins-avec-reponse",
        "Besoins qui ont eu leur réponse",
        "Les questions dont la réponse a été donnée dans la période, posées avant ou pendant.",
        (_listed(need, need.meta.repondu_le) for need in needs if need.meta.repondu_le is not None and need.meta.repondu_le in period),
    )
    yield _number(
        STILL_WAITING,
        "Besoins en attente à la fin de la période",
        "Les questions posées avant la fin de la période, et qui n’avaient pas leur réponse ce jour-là.",
        (_listed(need, need.meta.date) for need in needs if need.meta.date <= period.last and _open_after(need, period.last)),
    )


def _open_after(need: Need, day: date) -> bool:
    return need.meta.repondu_le is None or need.meta.repondu_le > day


def _surveys(index: SiteIndex, period: Period) -> tuple[SurveyDigest, ...]:
    """Return the surveys of the years of the period, and those that followed its activities, the earliest first."""
    found = []
    for file in reversed(tuple(index.catalogue.evaluations.values())):
        data, activity = file.meta, index.catalogue.activities.get(file.meta.activite or "")
        of_period = activity.meta.date in period if activity else period.first.year <= data.annee <= period.last.year
        if of_period:
            found.append(SurveyDigest(titre=data.titre, adresse=file.address, resume=said_of(data), phrases=tuple(_phrases(data))))
    return tuple(found)


def _phrases(data: Evaluation) -> Iterable[str]:
    for block in data.blocs:
        yield f"{block.titre}. {sentence_of(block)}"
    for choice in data.choix:
        if said := most_chosen(choice, data.reponses):
            yield f"{choice.titre}. {said}"


def _number(key: str, name: str, definition: str, items: Iterable[Listed], unit: Unit = "elements") -> Number:
    number = Number(
        cle=key,
        nom=name,
        definition=typographic(definition),
        compte=unit,
        nombre=None,
        liste=tuple(items),
    )
    return number.model_copy(update={"nombre": number.counted()})


def _listed(document: Fiche | Activity | Need, day: date, precision: str | None = None) -> Listed:
    words = {"precision": precision} if precision else {}
    return Listed(titre=document.meta.titre, jour=day, adresse=page_address(document), **words)


def _committees(index: SiteIndex, activity: Activity) -> str | None:
    return ", ".join(committee.meta.nom for committee in index.committees_named(activity.meta.comites)) or None


def _reached(activity: Activity) -> Listed:
    return Listed(titre=activity.meta.titre, jour=activity.meta.date, adresse=page_address(activity), personnes=activity.meta.participants)
