"""The review of a plan: what it asks on a day, from what its actions say."""

from datetime import date

import pytest

from pipeline.content.plans.plan import Plan, PlanMeta
from pipeline.content.plans.plan_review import Question, findings, review
from pipeline.text.files import Source, Span
from pipeline.text.yaml_in import YamlData

DUE = date(2026, 10, 15)


def plan(**action: object) -> Plan:
    """A plan of one action, due on 15 October 2026."""
    given = {"action": "Exemple d’action", "responsable": "École exemple", "echeance": DUE, **action}
    objective = {"objectif": "Exemple d’objectif", "actions": [given]}
    meta = PlanMeta.model_validate({"comite": "exemple", "annee": "2026", "a_jour_au": DUE, "objectifs": [objective]})
    source = Source("content/plans/exemple-2026.yml", "")
    return Plan("exemple-2026", source, YamlData(source, {}, {(): Span(0, 0)}, {}), meta)


def asked(made: Plan, day: date) -> list[str]:
    return [question.value for question, found in review(made, day).items() for _ in found]


VALUE = {"indicateur": "Exemple", "cible": "4", "valeur": "4", "source": "Exemple"}
NO_VALUE = {"indicateur": "Exemple", "cible": "4"}


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ({"realisation": VALUE}, [], ["retard", "decision"]),
        ({"realisation": VALUE, "etat": "en-cours"}, [], ["retard", "decision"]),
        ({"realisation": VALUE, "etat": "en-cours", "decision": "poursuivre"}, [], ["retard"]),
        ({"realisation": NO_VALUE, "etat": "a-venir"}, [], ["retard", "valeur", "decision"]),
        ({"realisation": NO_VALUE, "etat": "en-cours"}, ["valeur"], ["retard", "valeur", "decision"]),
        (
            {"realisation": NO_VALUE, "effet": NO_VALUE, "etat": "partiel"},
            ["valeur", "valeur", "decision"],
            ["valeur", "valeur", "decision"],
        ),
        ({"realisation": VALUE, "etat": "atteint"}, ["decision"], ["decision"]),
        ({"realisation": VALUE, "etat": "atteint", "decision": "cesser", "constats": "Exemple"}, [], []),
        ({"etat": "non-atteint", "decision": "poursuivre"}, ["valeur"], ["valeur"]),
    ],
)
def test_an_action_is_asked_for_what_it_does_not_say_and_only_once_its_day_is_over(action, before, after):
    made = plan(**action)
    assert asked(made, DUE) == before
    assert asked(made, date(2026, 10, 16)) == after


def test_every_finding_says_from_which_day_on_it_holds():
    assert [(one.question, one.after) for one in findings(plan(realisation=VALUE))] == [(Question.LATE, DUE), (Question.TO_DECIDE, DUE)]
