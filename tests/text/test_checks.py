"""A rule is declared on the function that checks it: what it is on, what it takes, and what its faults say."""

from collections.abc import Iterator
from datetime import date

import pytest

from pipeline.fields.claims import YamlFile
from pipeline.text.checks import Check, Fault, fault, finds, rule
from pipeline.text.diagnostics import Place, Rule, Severity
from pipeline.text.files import Source
from pipeline.text.yaml_in import read_yaml_file
from tests.support import TODAY

WORDS = {"severity": Severity.ERROR, "title": "Un exemple", "why": "Pour l’essai.", "wrong": "cle: faux", "right": "cle: vrai"}


def file(text: str) -> YamlFile:
    source = Source("exemple.yml", text)
    header = read_yaml_file(source, [])
    assert header is not None
    return YamlFile(source, header, type(None))  # type: ignore[arg-type]


def told(check: Check, text: str, **given: object) -> list[str]:
    return [f"{d.place} {d.rule.code} {d.message} → {d.help}" for d in check.run(file(text), given)]


@rule("X101", on=YamlFile, **WORDS)
def the_key_is_true(written: YamlFile) -> Iterator[Fault]:
    if written.header.data["cle"] != "vrai":
        yield fault(("cle",), "La clé n’est pas vraie.")


@rule("X102", **WORDS)
@rule("X103", on=YamlFile, **WORDS)
def two_things(written: YamlFile, today: date) -> Iterator[Fault]:
    yield fault(0, f"Le {today.day}.", hint="Rien.", code="X103")
    yield fault(Place("autre.yml", 7), "Ailleurs.", hint="", code="X102")


@rule("X104", on=YamlFile, **WORDS)
def whatever_it_names(written: YamlFile) -> Iterator[Fault]:
    yield fault(0, "Une autre.", code="X999")


def test_a_fault_stands_at_its_key_and_its_advice_is_what_the_rule_gives_as_right():
    assert told(the_key_is_true, "autre: 1\ncle: faux\n") == ["exemple.yml:2:6 X101 La clé n’est pas vraie. → cle: vrai"]
    assert told(the_key_is_true, "cle: vrai\n") == []


def test_one_function_may_find_what_breaks_several_rules_at_an_offset_or_at_a_place_of_another_file():
    assert told(two_things, "cle: vrai\n", today=TODAY) == [
        f"exemple.yml:1:1 X103 Le {TODAY.day}. → Rien.",
        "autre.yml:7:1 X102 Ailleurs. → ",
    ]


def test_a_check_takes_what_its_parameters_name_and_is_alone_without_the_other_files():
    @rule("X105", on=YamlFile, **WORDS)
    def among_others(written: YamlFile, catalogue: object) -> Iterator[Fault]: ...

    assert (two_things.takes, two_things.alone) == (("today",), True)
    assert (among_others.takes, among_others.alone) == (("catalogue",), False)


@pytest.mark.parametrize("check", [whatever_it_names, finds(Rule(code="X106", **WORDS))(whatever_it_names)], ids=["one", "two"])
def test_a_fault_of_a_rule_that_the_function_does_not_declare_is_a_bug(check):
    with pytest.raises(ValueError, match="'X999' names 0 of its rules"):
        told(check, "cle: vrai\n")


def test_a_function_with_two_rules_says_which_one_is_broken():
    both = finds(Rule(code="X107", **WORDS))(the_key_is_true)
    with pytest.raises(ValueError, match="names 2 of its rules"):
        told(both, "cle: faux\n")


def test_a_rule_says_what_it_is_on():
    with pytest.raises(TypeError, match="does not say what it is on"):
        rule("X108", **WORDS)(lambda written: [])


def test_a_diagnostic_has_the_severity_of_its_rule():
    assert [d.severity for d in the_key_is_true.run(file("cle: faux\n"), {})] == [Severity.ERROR]
