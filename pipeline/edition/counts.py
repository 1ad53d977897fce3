"""« Tableau de bord »: where the council's work stands, counted from the site's own files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.content import names
from pipeline.content.activities.activity import Activity, FollowUp
from pipeline.content.address_book import page_address
from pipeline.content.plans import plan_words
from pipeline.content.plans.plan import OPEN, Plan
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.surveys.evaluation import EvaluationFile
from pipeline.edition.index import PlanLink, SiteIndex
from pipeline.edition.tallies import Tally, TallyItem
from pipeline.text import french
from pipeline.text.typographic import COLON, quoted


@dataclass(frozen=True)
class Attendance:
    """People at the activities that say how many there were, and those activities; ``silent`` are those that do not say."""

    people: int
    told: Sequence[TallyItem]
    silent: Sequence[TallyItem]


@dataclass(frozen=True)
class PlanState:
    """A committee's latest plan: where it is in words, and its actions."""

    link: PlanLink
    sentence: str
    actions: Sequence[TallyItem]


def held(activity: Activity) -> bool:
    """Say whether an activity is the council's own, and took place."""
    return activity.meta.etat == "tenue" and not activity.meta.autre_organisme


def attendance(activities: Iterable[Activity]) -> Attendance:
    """Return how many people these activities reached, where they say it: someone who came to two of them counts twice."""
    told: list[TallyItem] = []
    silent: list[TallyItem] = []
    people = 0
    for activity in activities:
        number = activity.meta.participants
        if number is None:
            silent.append(_activity(activity))
        else:
            told.append(TallyItem(activity.meta.titre, page_address(activity), french.count(number, "personne", "personnes")))
            people += number
    return Attendance(people, tuple(told), tuple(silent))


def follow_up(activity: Activity, step: FollowUp) -> TallyItem:
    """Return what was decided at an activity, with when it was done or is due; who does it stays on the activity's page."""
    when = f"faite le {french.long_date(step.fait_le)}" if step.fait_le else f"échéance{COLON} {french.long_date(step.quand)}"
    due = None if step.fait_le else step.quand
    return TallyItem(step.quoi, f"{page_address(activity)}#suites", f"{when}, décidée à {quoted(activity.meta.titre)}", due=due)


def needs(index: SiteIndex) -> tuple[Tally, ...]:
    """Return the needs of the register in each state."""
    kinds = (
        ("ouvert", "besoin ouvert", "besoins ouverts", "La question est inscrite; personne n’y travaille encore."),
        ("en-traitement", "besoin en traitement", "besoins en traitement", "Une réponse se prépare."),
        ("reporte", "besoin reporté", "besoins reportés", "La réponse attend; la page du besoin dit pourquoi."),
        ("repondu", "besoin avec réponse", "besoins avec réponse", "La réponse est donnée, par une fiche, une activité ou un dossier."),
    )
    return tuple(
        Tally(
            state,
            one=one,
            many=many,
            meaning=meaning,
            items=tuple(
                TallyItem(need.meta.titre, page_address(need), f"répondu le {french.long_date(need.meta.repondu_le)}")
                if need.meta.repondu_le and state == "repondu"
                else TallyItem(need.meta.titre, page_address(need), asked=need.meta.date)
                for need in (answered.need for answered in index.needs)
                if need.meta.etat == state
            ),
            listed=f"besoins/?etat={state}",
        )
        for state, one, many, meaning in kinds
    )


def reviewed(fiche: Fiche) -> TallyItem:
    """Return a sheet with the day of its last revision (``asked``)."""
    day = fiche.meta.revisee_le
    return TallyItem(fiche.meta.titre, page_address(fiche), f"revue le {french.long_date(day)}", asked=day)


def reviews(index: SiteIndex) -> tuple[Tally, ...]:
    """Return the sheets that someone reread, those that nobody did, and those to revise."""
    reread = tuple(reviewed(fiche) for fiche in index.fiches if fiche.meta.revision is not None)
    waiting = tuple(reviewed(fiche) for fiche in index.fiches if fiche.meta.revision is None)
    flagged = tuple(reviewed(fiche) for fiche in index.fiches if fiche.meta.statut == "a-reviser")
    return (
        Tally(
            "relues", one="fiche relue", many="fiches relues", meaning="Une personne du domaine l’a relue; la fiche la nomme.", items=reread
        ),
        Tally(
            "pas-relues",
            one="fiche pas encore relue",
            many="fiches pas encore relues",
            meaning="Aucune personne du domaine ne l’a encore relue; la fiche le dit.",
            items=waiting,
        ),
        Tally(
            "a-reviser",
            one="fiche à réviser",
            many="fiches à réviser",
            meaning="L’équipe a noté que son contenu est à revoir.",
            items=flagged,
        ),
    )


def _activity(activity: Activity) -> TallyItem:
    meta = activity.meta
    state = f" ({names.STATE[meta.etat]})" if meta.etat in ("annulee", "reportee") else ""
    when = "date à venir" if meta.undated else french.long_date(meta.date)
    return TallyItem(meta.titre, page_address(activity), f"{names.FORM[meta.forme].lower()}, {when}{state}")


def activities(index: SiteIndex) -> tuple[Tally, ...]:
    """Return the activities held, in a committee, announced, cancelled, and of others."""
    ours = [one for one in index.activities if not one.meta.autre_organisme]
    done = [one for one in ours if held(one)]
    return (
        _of(
            "tenues", "activité tenue", "activités tenues", "Nos webinaires, conférences, ateliers et présentations qui ont eu lieu.", done
        ),
        _of(
            "presentations",
            "présentation en comité",
            "présentations en comité",
            "Parmi les activités tenues, celles d’un comité.",
            [one for one in done if one.meta.forme == "presentation"],
        ),
        _of(
            "annoncees",
            "activité annoncée",
            "activités annoncées",
            "Nos activités à venir, ou reportées à un autre jour.",
            [one for one in ours if one.meta.etat in ("prevue", "reportee")],
        ),
        _of(
            "annulees",
            "activité annulée",
            "activités annulées",
            "Nos activités qui n’auront pas lieu.",
            [one for one in ours if one.meta.etat == "annulee"],
        ),
        _of(
            "autres",
            "activité d’un autre organisme",
            "activités d’autres organismes",
            f"Des activités que le site signale{COLON} elles ne sont pas les nôtres.",
            [one for one in index.activities if one.meta.autre_organisme],
        ),
    )


def _of(key: str, one: str, many: str, meaning: str, activities: Sequence[Activity]) -> Tally:
    return Tally(key, one=one, many=many, meaning=meaning, items=tuple(_activity(activity) for activity in activities))


def follow_ups(index: SiteIndex) -> tuple[Tally, ...]:
    """Return what was decided at activities: done, then to do."""
    steps = [(activity, step) for activity in index.activities for step in activity.meta.suites]
    done = tuple(follow_up(activity, step) for activity, step in steps if step.fait_le)
    left = tuple(follow_up(activity, step) for activity, step in sorted(steps, key=lambda one: one[1].quand) if not step.fait_le)
    return (
        Tally(
            "suites-faites",
            one="suite faite",
            many="suites faites",
            meaning="Ce qui a été décidé à une activité, et qui est fait.",
            items=done,
        ),
        Tally(
            "suites-a-faire",
            one="suite à faire",
            many="suites à faire",
            meaning="Ce qui a été décidé à une activité, et qui reste à faire.",
            items=left,
        ),
    )


def after_activities(evaluations: Sequence[EvaluationFile]) -> Tally:
    """Return the results of the questionnaires that followed activities."""
    return Tally(
        "questionnaires",
        one="activité évaluée",
        many="activités évaluées",
        meaning="Activités dont les réponses au questionnaire sont publiées.",
        items=tuple(
            TallyItem(file.meta.titre, file.address, french.count(file.meta.reponses, "réponse", "réponses"))
            for file in evaluations
            if file.meta.activite is not None
        ),
        listed="evaluation/",
    )


def plan_states(index: SiteIndex) -> tuple[PlanState, ...]:
    """Return where the latest plan of each committee is."""
    latest = latest_plans(index)
    return tuple(_plan_state(index, latest[one.slug]) for one in index.committees if one.slug in latest)


def without_plan(index: SiteIndex) -> Tally:
    """Return the committees that have no plan."""
    latest = latest_plans(index)
    return Tally(
        key="sans-plan",
        one="comité sans plan inscrit",
        many="comités sans plan inscrit",
        meaning="Comités dont aucun plan d’action n’est au registre du site.",
        items=tuple(TallyItem(one.meta.nom, page_address(one)) for one in index.committees if one.slug not in latest),
        listed="comites/",
    )


def latest_plans(index: SiteIndex) -> Mapping[str, Plan]:
    """Return the latest plan of each committee that has one, by the committee's name."""
    return {plan.meta.comite: plan for plan in reversed(index.plans)}


def _plan_state(index: SiteIndex, plan: Plan) -> PlanState:
    (link,) = index.plan_links((plan,))
    actions = []
    for placed in plan.actions:
        action, (_, objective, _, rank) = placed.action, placed.path
        state = plan_words.STATE_NAME[action.etat].lower()
        actions.append(
            TallyItem(
                action.action,
                f"{link.address}#action-{int(objective) + 1}-{int(rank) + 1}",
                f"{state}, échéance{COLON} {french.long_date(action.echeance)}",
                due=action.echeance if action.etat in OPEN else None,
            )
        )
    return PlanState(link, plan_words.progress(placed.action for placed in plan.actions), tuple(actions))
