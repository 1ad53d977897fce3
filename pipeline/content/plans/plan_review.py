"""The mid-year review of a plan: what is late, what lacks a value, what is to be decided.

Nothing here knows the day: each finding says from which day on it holds, so that a page can follow the reader's clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.content.plans.plan import OPEN, Indicator, PlacedAction, Plan


class Question(StrEnum):
    """What the review asks of an action."""

    LATE = "retard"
    NO_VALUE = "valeur"
    TO_DECIDE = "decision"


@dataclass(frozen=True)
class PlanFinding:
    """One thing to look at; ``indicator`` is the one that lacks a value (None: the action has no indicator).

    It holds on the days after ``after``; None: on any day.
    """

    question: Question
    placed: PlacedAction
    after: date | None
    indicator: Indicator | None = None

    def holds(self, day: date) -> bool:
        """Say whether it is so on ``day``."""
        return self.after is None or self.after < day


def findings(plan: Plan) -> Iterator[PlanFinding]:
    """Yield all that the review may ask, on one day or another, in the order of the plan."""
    for placed in plan.actions:
        action = placed.action
        waiting = action.etat in OPEN
        if waiting:
            yield PlanFinding(Question.LATE, placed, action.echeance)
        started = None if action.etat not in (None, "a-venir") else action.echeance
        missing: list[Indicator | None] = [indicator for _, indicator in action.indicators if indicator.valeur is None]
        for indicator in missing if action.indicators else [None]:
            yield PlanFinding(Question.NO_VALUE, placed, started, indicator)
        if action.decision is None:
            yield PlanFinding(Question.TO_DECIDE, placed, action.echeance if waiting else None)


def review(plan: Plan, day: date) -> dict[Question, list[PlanFinding]]:
    """Return what the plan has to answer on ``day``, by question; the longest overdue first among what is late."""
    found: dict[Question, list[PlanFinding]] = {question: [] for question in Question}
    for finding in findings(plan):
        if finding.holds(day):
            found[finding.question].append(finding)
    found[Question.LATE].sort(key=lambda finding: finding.placed.action.echeance)
    return found
