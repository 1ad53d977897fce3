"""A plan's states, progress and review, in words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.content import names
from pipeline.content.address_book import plan_address
from pipeline.content.plans.plan import Action, ActionState, Indicator, Plan
from pipeline.content.plans.plan_review import PlanFinding, Question, review
from pipeline.text import french
from pipeline.text.typographic import NBSP, typographic

# One action, and several: « 1 est atteinte », « 2 sont atteintes ».
STATE: dict[ActionState | None, tuple[str, str]] = {
    "atteint": ("est atteinte", "sont atteintes"),
    "partiel": ("est atteinte en partie", "sont atteintes en partie"),
    "en-cours": ("est en cours", "sont en cours"),
    "a-venir": ("est à venir", "sont à venir"),
    "non-atteint": ("n’est pas atteinte", "ne sont pas atteintes"),
    None: ("n’a pas d’état", "n’ont pas d’état"),
}
STATE_NAME: Mapping[str | None, str] = {state: names.PLAN_STATE.get(state or "", "État à préciser") for state in STATE}
INDICATOR = {"realisation": "Indicateur de réalisation", "effet": "Indicateur d’effet"}
QUESTION = {Question.LATE: "En retard", Question.NO_VALUE: "Sans valeur observée", Question.TO_DECIDE: "À décider"}
NOTHING = {
    Question.LATE: "Aucune action n’est en retard.",
    Question.NO_VALUE: "Aucune valeur ne manque.",
    Question.TO_DECIDE: "Rien n’attend une décision.",
}


def progress(actions: Iterable[Action]) -> str:
    """Return where actions are, as a sentence: « Sur 5 actions, 1 est atteinte, 3 sont en cours et 1 est à venir. »."""
    counted = Counter(action.etat for action in actions)
    total = sum(counted.values())
    if total == 1:
        (state,) = counted
        return f"La seule action {STATE[state][0]}."
    if len(counted) == 1:
        (state,) = counted
        return f"Les {total}{NBSP}actions {STATE[state][1]}."
    parts = [f"{counted[state]} {words[counted[state] > 1]}" for state, words in STATE.items() if counted[state]]
    return f"Sur {total}{NBSP}actions, {french.enumeration(parts)}."


def measured(indicator: Indicator) -> str:
    """Return what was observed beside what was wanted."""
    wanted = f"cible : {indicator.cible}" + (" ou moins" if indicator.a_la_baisse else "") if indicator.cible else "sans cible"
    return typographic(f"{indicator.valeur} ({wanted})" if indicator.valeur else f"Aucune valeur observée ({wanted})")


def missing(finding: PlanFinding) -> str:
    """Return what a finding asks, beyond the name of its action."""
    action = finding.placed.action
    day = french.long_date(action.echeance)
    match finding.question:
        case Question.LATE:
            return typographic(f"Échéance : {day}. Responsable : {action.responsable}.")
        case Question.NO_VALUE:
            what = f"Indicateur : {finding.indicator.indicateur}." if finding.indicator else "L’action n’a pas d’indicateur."
            return typographic(f"{what} Échéance : {day}.")
    return typographic(f"{STATE_NAME[action.etat]}. Échéance : {day}. Poursuivre, ajuster ou cesser?")


@dataclass(frozen=True)
class ReviewText:
    """The review of a plan on a day, as text for a terminal."""

    plan: Plan
    committee: str
    day: date

    def lines(self) -> list[str]:
        """Return the lines: where the plan is, then what it has to answer, each with its place in the file."""
        plan = self.plan
        found = review(plan, self.day)
        result = [
            typographic(f"{self.committee}, plan d’action {plan.meta.annee} : bilan au {french.long_date(self.day)}"),
            progress(placed.action for placed in plan.actions),
        ]
        for question, items in found.items():
            result += ["", typographic(f"{QUESTION[question]} : {len(items)}") if items else NOTHING[question]]
            for item in items:
                place = plan.source.place(plan.header.where(item.placed.path))
                late = (
                    f" ({french.count((self.day - item.placed.action.echeance).days, 'jour', 'jours')} de retard)"
                    if question is Question.LATE
                    else ""
                )
                result += [f"  - {item.placed.action.action}{late}", f"      {missing(item)}", f"      {place.path}:{place.line}"]
        return result


def csv_address(plan: Plan) -> str:
    """Return the address of the plan's table."""
    return f"{plan_address(plan.slug)}plan-{plan.slug}.csv"


def docx_address(plan: Plan) -> str:
    """Return the address of the plan as a document for word processors."""
    return f"{plan_address(plan.slug)}plan-{plan.slug}.docx"
