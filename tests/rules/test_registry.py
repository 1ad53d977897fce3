"""The registry finds every rule where it is declared: no list of them is kept by hand."""

from itertools import pairwise
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from pipeline.rules import registry
from pipeline.rules.registry import CHECKS, FAMILIES, RULES
from pipeline.text.diagnostics import Family, Rule, Severity

OTHER = Rule(code="K001", severity=Severity.INFO, title="Une autre", why="Pour l’essai.", wrong="faux", right="vrai")


@pytest.mark.parametrize("check", CHECKS, ids=[check.function.__name__ for check in CHECKS])
def test_a_check_is_on_what_its_first_parameter_says(check):
    first = next(iter(get_type_hints(check.function).values()))
    assert classes(first) == classes(check.on)


def classes(kind: Any) -> set[type]:
    """The classes of a union, or the one class; « AnyDocument », which is « Document[Any] », is « Document »."""
    return {get_origin(one) or one for one in (get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,))}


def test_a_check_takes_only_what_a_run_gives():
    given = {"catalogue", "vocabulary", "today", "published"}
    assert [(check.function.__name__, check.takes) for check in CHECKS if not given.issuperset(check.takes)] == []


def test_rules_of_a_family_begin_with_its_letter_in_the_order_of_their_codes():
    for _, rules in FAMILIES:
        assert len({rule.code[0] for rule in rules}) == 1
        assert all(one.code < other.code for one, other in pairwise(rules))
    assert [rule.code for _, rules in FAMILIES for rule in rules] == list(RULES)


def test_a_code_that_is_declared_twice_or_that_is_of_no_family_is_a_bug(monkeypatch):
    declared = registry._declared
    monkeypatch.setattr(registry, "_declared", lambda kind: [*declared(kind), *([OTHER] if kind is Rule else [])])
    with pytest.raises(ValueError, match="declared twice"):
        registry._families()
    monkeypatch.setattr(
        registry, "_declared", lambda kind: [one for one in declared(kind) if not (isinstance(one, Family) and one.letter == "K")]
    )
    with pytest.raises(ValueError, match="of no family: K001, K002"):
        registry._families()
