"""From all that is published of a survey, no hidden number can be computed: solved for, on random surveys, by a solver that knows no rule."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from random import Random
from typing import Any

import pytest
import yaml

from pipeline.content.surveys.evaluation import Evaluation, evaluation_text
from pipeline.intake.surveys.aggregation import aggregate
from pipeline.intake.surveys.answers import SurveyAnswers, count_answers
from pipeline.intake.surveys.columns import comparable, find_columns, known_names
from pipeline.intake.surveys.disclosure import CountCell, Division, Published, divide
from pipeline.intake.surveys.export import read_export
from pipeline.text.diagnostics import Diagnostic
from tests.intake.surveys.conftest import Form
from tests.intake.surveys.exports import Person, google_forms, some_people
from tests.intake.surveys.solver import System

SURVEYS = 400 if os.environ.get("PASSERELLE_LONG") == "1" else 40
LEVELS = range(1, 6)
Told = dict[str, Any]


def counted(form: Form, people: list[Person]) -> SurveyAnswers:
    """Return the answers as the code counts them, through a tool's export."""
    found: list[Diagnostic] = []
    known = known_names(form.questionnaire, form.options)
    raw = google_forms(form.questionnaire, form.options, form.groups, people)
    export = read_export("exemple.csv", raw, lambda header: comparable(header) in known, found)
    assert export is not None
    columns = find_columns(export, form.questionnaire, form.options, found)
    assert columns is not None
    answers = count_answers(export, columns, form.questionnaire, form.options, form.groups, found)
    assert found == []
    return answers


def results(form: Form, people: list[Person], year: int = 2026, former: tuple[Evaluation, ...] = ()) -> Evaluation:
    return aggregate(form.questionnaire, str(year), year, None, counted(form, people), form.options, form.groups, former)


def told(evaluation: Evaluation) -> Told:
    """Return what anyone may read: the published text, read by a parser that is not ours."""
    read = yaml.safe_load(evaluation_text(evaluation))
    assert isinstance(read, dict)
    return read


def random_sizes(random: Random, form: Form) -> dict[str | None, int]:
    """Return sizes of groups, small ones most often, and of those who said none."""
    sizes: dict[str | None, int] = {group.cle: random.choice((0, 1, 2, 4, 5, 6, 8, 9, 12, 15, 20)) for group in form.groups}
    return {**sizes, None: random.choice((0, 0, 1, 3, 6))}


def surveys(form: Form, number: int = SURVEYS) -> Iterator[tuple[int, list[Person]]]:
    """Yield random surveys of at least five people."""
    for seed in range(number):
        random = Random(seed)  # noqa: S311 (a choice of examples)
        people = some_people(random, form.questionnaire, form.options, random_sizes(random, form))
        if len(people) >= 5:
            yield seed, people


def answered(people: list[Person], key: str) -> Counter[str]:
    """Return the number of answers to a statement by group, as it truly is."""
    return Counter(person.group or "non-precise" for person in people if person.levels.get(key))


def system(block: Told, statement: Told, sizes: Mapping[str, int]) -> System:
    """Return all that a reader knows of a statement, who also knows how many answered it in each group (``sizes``).

    Unknowns: « groupe/niveau », and « groupe/accord » with its contrary.
    """
    solved = System()
    agree = statement["favorables"]
    for group, number in sizes.items():
        for name in (*LEVELS, "accord", "autre"):
            solved.unknown(f"{group}/{name}", number)
        solved.known([f"{group}/{name}" for name in (1, 2, 3, "accord")], number)
        solved.known([f"{group}/{name}" for name in (4, 5, "autre")], number)
        if cell := statement["groupes"].get(group):
            assert cell["n"] == number
            solved.known([f"{group}/accord"], cell["favorables"])
    solved.known([f"{group}/accord" for group in sizes], agree)
    if statement["niveaux"]:
        for level, number in zip(LEVELS, statement["niveaux"], strict=True):
            solved.known([f"{group}/{level}" for group in sizes], number)
    if others := statement["autres"]:
        solved.known([f"{group}/accord" for group in block["regroupes"] if group in sizes], others["favorables"])
    return solved


def single_values(form: Form, people: list[Person], read: Told) -> list[str]:
    """Return the hidden counts that have one possible value: there should be none."""
    found = []
    for block in read["blocs"]:
        for statement in block["enonces"]:
            sizes = {group: number for group, number in answered(people, statement["cle"]).items() if number}
            if statement["n"] is None or statement["favorables"] in (0, statement["n"]) or len(sizes) == 1:
                continue
            solved = system(block, statement, sizes)
            names = ["accord", *(level for level in LEVELS if statement["niveaux"] and statement["niveaux"][level - 1])]
            hidden = {f"{group}/{name}" for group in sizes if group not in statement["groupes"] for name in names}
            found += [f"{statement['cle']}: {name} = {value}" for name, value in solved.fixed().items() if name in hidden]
    return found


def test_no_hidden_count_can_be_solved_for(yearly):
    computed = {
        seed: single
        for seed, people in surveys(yearly, SURVEYS // 4)
        if (single := single_values(yearly, people, told(results(yearly, people))))
    }
    assert computed == {}


def test_the_solver_finds_what_a_lone_hidden_group_answered(yearly):
    # Were group B blanked alone, its six agreements would be the total less those of A.
    solved = system(
        {"regroupes": []},
        {"favorables": 15, "niveaux": None, "groupes": {"a": {"n": 12, "favorables": 9}}, "autres": None},
        {"a": 12, "b": 8},
    )
    assert solved.fixed()["b/accord"] == 6


def test_random_surveys_show_groups_as_well_as_hide_them(yearly):
    shown = [len(block["montres"]) for _, people in surveys(yearly) for block in told(results(yearly, people))["blocs"]]
    assert min(shown) == 0
    assert max(shown) >= 3


def test_the_number_of_people_of_a_hidden_group_cannot_be_solved_for(yearly):
    computed = []
    for seed, people in surveys(yearly):
        read = told(results(yearly, people))
        others = (read["repartition"] or {}).get("regroupes")
        if others is None:
            continue
        solved = System()
        names = [group["cle"] for group in others["groupes"]]
        for name in names:
            solved.unknown(name, read["reponses"])
        solved.known(names, read["reponses"] - sum(group["n"] for group in read["repartition"]["montres"]))
        computed += [(seed, name) for name in solved.fixed()]
    assert computed == []


def test_everything_that_is_shown_stands_on_five_people_who_do_not_all_answer_alike(yearly):
    wrong = []
    for seed, people in surveys(yearly):
        read = told(results(yearly, people))
        table = read["repartition"] or {"montres": [], "regroupes": None}
        sizes = [group["n"] for group in table["montres"]] + ([table["regroupes"]["n"]] if table["regroupes"] else [])
        wrong += [(seed, size) for size in sizes if size < 5]
        for block in read["blocs"]:
            for one in block["enonces"]:
                cells = [*one["groupes"].values(), *([one["autres"]] if one["autres"] else [])]
                wrong += [
                    (seed, one["cle"], cell) for cell in cells if cell["n"] < 5 or (cell["n"] < 10 and cell["favorables"] in (0, cell["n"]))
                ]
                wrong += [(seed, one["cle"])] if one["niveaux"] and one["n"] < 10 else []
        wrong += [(seed, option["cle"]) for choice in read["choix"] for option in choice["options"] if option["nombre"] < 5]
    assert wrong == []


def test_a_choice_without_a_number_may_have_any_from_none_to_four(yearly):
    """The number of those who chose something is not told: with nothing to add up to, a hidden choice has no bound but the rule."""
    for _, people in surveys(yearly):
        for choice in told(results(yearly, people))["choix"]:
            assert set(choice) == {"cle", "titre", "besoins", "options", "sans_nombre"}
            assert all(set(option) == {"cle", "nom", "theme"} for option in choice["sans_nombre"])


def tables(read: Told) -> Iterator[tuple[str, dict[frozenset[str], int]]]:
    """Yield each table by group that is published: its key, and how many in each of its classes."""
    if table := read["repartition"]:
        counts = {frozenset({group["cle"]}): group["n"] for group in table["montres"]}
        if others := table["regroupes"]:
            counts[frozenset(group["cle"] for group in others["groupes"])] = others["n"]
        yield "", counts
    for block in read["blocs"]:
        for one in block["enonces"]:
            if one["groupes"]:
                counts = {frozenset({group}): cell["n"] for group, cell in one["groupes"].items()}
                yield one["cle"], counts | ({frozenset(block["regroupes"]): one["autres"]["n"]} if one["autres"] else {})


def unions(counts: Mapping[frozenset[str], int]) -> dict[frozenset[str], int]:
    """Return every set of groups whose number can be had by adding classes, but all of them."""
    classes = list(counts)
    return {
        frozenset().union(*some): sum(counts[part] for part in some)
        for size in range(1, len(classes))
        for some in combinations(classes, size)
    }


def test_the_difference_of_two_years_is_never_of_one_to_four_people(yearly):
    leaks, compared = [], 0
    for seed in range(SURVEYS):
        random = Random(seed)  # noqa: S311 (a choice of examples)
        sizes: dict[str | None, int] = {group.cle: random.choice((6, 9, 12, 15, 20)) for group in yearly.groups}
        people = some_people(random, yearly.questionnaire, yearly.options, sizes)
        gone = [person for person in people if random.random() < random.choice((0, 0.1, 0.6))]
        come = some_people(random, yearly.questionnaire, yearly.options, {group: random.choice((0, 0, 1, 3, 7)) for group in sizes})
        first = results(yearly, people)
        second = results(yearly, [person for person in people if person not in gone] + come, 2027, (first,))
        before = dict(tables(told(first)))
        for key, counts in tables(told(second)):
            now, then = unions(counts), unions(before.get(key, {}))
            shared = [part for part in now if part in then]
            # A union of others that can be compared adds nothing to them.
            for part in (one for one in shared if not any(other < one for other in shared)):
                compared += 1
                if 0 < abs(now[part] - then[part]) < 5:
                    leaks.append((seed, key, sorted(part)))
    assert leaks == []
    assert compared > 20


# The rule, case by case.


def cells(**groups: tuple[int, int]) -> dict[str, CountCell]:
    return {name: CountCell(*cell) for name, cell in groups.items()}


@pytest.mark.parametrize(
    ("sizes", "statement", "division"),
    [
        ({"a": 12, "b": 11}, cells(a=(12, 8), b=(11, 7)), (("a", "b"), ())),
        # B is under five, and would be had back by subtraction: the smallest of the others joins it.
        ({"a": 12, "b": 3, "c": 7}, cells(a=(12, 8), b=(3, 2), c=(7, 4)), (("a",), ("b", "c"))),
        # Two hidden groups of two would be four people: a third joins them.
        ({"a": 12, "b": 2, "c": 2, "d": 6}, cells(a=(12, 8), b=(2, 1), c=(2, 1), d=(6, 3)), (("a",), ("b", "c", "d"))),
        # All of B agree: it is hidden, though it has seven people; and not alone.
        ({"a": 12, "b": 7, "c": 9}, cells(a=(12, 8), b=(7, 7), c=(9, 4)), (("a",), ("b", "c"))),
        # Twelve people of one mind may be shown.
        ({"a": 12, "b": 11}, cells(a=(12, 12), b=(11, 7)), (("a", "b"), ())),
        # The others together would all agree: one more joins them.
        ({"a": 12, "b": 3, "c": 4, "d": 8}, cells(a=(12, 8), b=(3, 3), c=(4, 4), d=(8, 4)), (("a",), ("b", "c", "d"))),
        # Nothing is left to show.
        ({"a": 6, "b": 3}, cells(a=(6, 3), b=(3, 2)), ((), ("a", "b"))),
        # Nobody answered in B: there is nobody to protect, and nothing to show.
        ({"a": 12, "b": 0, "c": 7}, cells(a=(12, 8), c=(7, 4)), (("a", "c"), ())),
    ],
)
def test_groups_are_put_together_until_nothing_can_be_had_back(sizes, statement, division):
    assert divide(sizes, {"q": statement}) == Division(*division)


def test_a_group_that_alone_answered_a_statement_among_the_hidden_ones_is_joined_by_another():
    # B is hidden for the first statement, C did not answer the second: there, « the others » would be B.
    both = {"q": cells(a=(14, 8), b=(7, 7), c=(9, 4), d=(12, 5)), "r": cells(a=(14, 8), b=(7, 3), d=(12, 6))}
    assert divide({"a": 14, "b": 7, "c": 9, "d": 12}, both) == Division(("a",), ("b", "c", "d"))


def test_a_group_hidden_among_people_stays_hidden_in_each_block():
    sizes, statement = {"a": 12, "b": 11, "c": 10}, cells(a=(12, 8), b=(11, 7), c=(10, 4))
    assert divide(sizes, {"q": statement}, pooled=("b", "c")) == Division(("a",), ("b", "c"))


def test_everyone_together_may_be_two_more_than_the_year_before_for_the_total_is_given():
    before = Published({"": {frozenset("ab"): 20, frozenset("c"): 15}})
    assert divide({"a": 25, "b": 3, "c": 9}, {}, (before,)) == Division(("a",), ("b", "c"))


def test_a_group_whose_like_of_the_year_before_lacks_those_who_named_none_grows_until_it_lacks_more():
    before = Published({"": {frozenset("a"): 20, frozenset("b"): 10, frozenset("c"): 15}})
    # B and the three who named no group are thirteen: less the ten of B, they would be those three.
    assert divide({"a": 20, "b": 10, "c": 15, "non-precise": 3}, {}, (before,)) == Division((), ("a", "b", "c", "non-precise"))
    assert divide({"a": 26, "b": 10, "c": 20, "non-precise": 3}, {}, (before,)) == Division(("a",), ("b", "c", "non-precise"))


def test_a_group_that_four_people_left_is_hidden_the_next_year():
    before = Published({"": {frozenset("a"): 12, frozenset("b"): 15, frozenset("c"): 9}})
    assert divide({"a": 20, "b": 11, "c": 19}, {}, (before,)) == Division(("a",), ("b", "c"))
    assert divide({"a": 20, "b": 10, "c": 19}, {}, (before,)) == Division(("a", "b", "c"), ())


def test_others_that_add_up_to_last_years_are_not_told_apart():
    before = Published({"": {frozenset("a"): 12, frozenset("bc"): 13, frozenset("d"): 20}})
    assert divide({"a": 17, "b": 7, "c": 8, "d": 20}, {}, (before,)) == Division(("d",), ("a", "b", "c"))
