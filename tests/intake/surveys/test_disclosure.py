"""From all that is published of a survey, no hidden number can be worked out, by someone who knows the method and answered: on drawn surveys, exactly."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from random import Random
from xml.etree.ElementTree import fromstring

import pytest
import yaml

from pipeline.content.council import Organisation
from pipeline.content.surveys.evaluation import Evaluation, evaluation_text
from pipeline.content.surveys.questionnaire import Questionnaire
from pipeline.content.surveys.survey_words import percent
from pipeline.edition.year_counts import _phrases
from pipeline.intake.surveys.disclosure import NOBODY, Bound, Coded, CountCell, Division, Published, coded, divide, one_each, row, spread
from pipeline.project import Project
from pipeline.site.downloads.survey_charts import chart, charted, parts
from pipeline.site.pages.dashboard import _survey
from pipeline.site.pages.page_types import SitePage, page_types
from pipeline.site.pages.renderer import PageRenderer
from pipeline.site.pages.surveys import results as results_page
from pipeline.site.pages.surveys import results_of
from tests.intake.surveys.attacker import Output, Respondent, Survey, cell_bounds, drawn, leaks
from tests.intake.surveys.conftest import WORDS
from tests.intake.surveys.small import GROUPS, SINGLE, TEXT, Someone, Told, questionnaire, results, rng, some, some_sizes, statements, told
from tests.support import LONG, ORGANISME, REPOSITORY

SURVEYS = 2000 if LONG else 200


# One publication, attacked by someone who knows the method and answered.


def method(survey: Survey, former: tuple[Published, ...] = ()) -> Output:
    """Publish a survey of one statement: what ``aggregate`` does, without the words (the test after next holds them together)."""
    names = [str(group) for group in range(len(survey))]
    cells = {name: CountCell(size, agree) for name, (size, agree) in zip(names, survey, strict=True)}
    sizes = {name: cell.n for name, cell in cells.items()}
    whole = sum(cells.values(), NOBODY)
    agree = coded(whole.yes, whole.n)
    bounds = (0, whole.n) if agree is None else (agree.value, agree.value)
    if agree is not None and agree.bound is not None:
        bounds = (0, agree.value) if agree.bound is Bound.AT_MOST else (agree.value, whole.n)
    division = divide(sizes, former)
    by_group = row(division, "q", cells, former) if agree is not None else None
    shown = tuple((int(name), sizes[name]) for name in division.shown)
    return Output(
        whole.n, bounds, shown, whole.n - sum(size for _, size in shown),
        tuple(by_group[part].yes for part in division.classes) if by_group else None,
    )  # fmt: skip


def test_no_hidden_count_is_known_within_one_nor_any_group_of_one_mind_even_to_who_answered():
    known, shown, by_group = {}, 0, 0
    for seed in range(SURVEYS):
        random = rng(seed)
        survey = drawn(random)
        answers = [
            Respondent(group, agrees) for group, (size, agree) in enumerate(survey) for agrees in [True] * agree + [False] * (size - agree)
        ]
        found = leaks(method, survey, [None, random.choice(answers)], random)
        if found:
            known[seed] = found
        output = method(survey)
        shown, by_group = shown + bool(output.shown), by_group + (output.told is not None)
    assert known == {}
    # A method that says nothing would pass: this one says something of the groups of more than half of these small surveys.
    assert shown > SURVEYS / 2
    assert by_group > SURVEYS / 10


def test_nor_by_who_knows_the_year_before_as_well():
    known, shown = {}, 0
    for seed in range(SURVEYS):
        random = rng(seed)
        survey = drawn(random)
        sizes = [max(0, size + random.choice((-7, -3, -1, 0, 0, 1, 2, 6))) for size, _ in survey]
        former = tables_of(tuple((size, sum(random.random() < 0.7 for _ in range(size))) for size in sizes))
        answers = [
            Respondent(group, agrees) for group, (size, agree) in enumerate(survey) for agrees in [True] * agree + [False] * (size - agree)
        ]
        found = leaks(lambda other, former=former: method(other, former), survey, [None, random.choice(answers)], random)
        if found:
            known[seed] = found
        shown += bool(former) and bool(method(survey, former).shown)
    assert known == {}
    assert shown > SURVEYS / 10


def tables_of(survey: Survey) -> tuple[Published, ...]:
    """Return the tables by group that are published of a survey, as the next year meets them."""
    output = method(survey)
    if not output.shown:
        return ()
    shown = {frozenset([str(group)]): size for group, size in output.shown}
    others = frozenset(str(group) for group in range(len(survey)) if group not in dict(output.shown))
    people = shown | ({others: output.others} if output.others else {})
    return (Published({"": people, "q": people} if output.told is not None else {"": people}),)


def test_the_attacker_finds_what_a_lone_hidden_group_answered():
    """Were group 1, of eight people, blanked alone, its agreements would be the total less those of group 0."""

    def careless(survey: Survey) -> Output:
        return Output(20, (15, 15), ((0, 12),), 8, (9, 6))

    assert leaks(careless, ((12, 9), (8, 6)), [None], rng(1)) == ["anyone: people of 1 is 8 to 8", "anyone: agree of 1 is 6 to 6"]


def test_what_the_attacker_inverts_is_what_is_published():
    for seed in range(SURVEYS // 5):
        random = rng(seed)
        sizes = some_sizes(random)
        # One statement that all answer, of two levels.
        people = [Someone(one.group, (random.choice((2, 4)), None)) for one in some(random, sizes)]
        survey = tuple(
            (size, sum(one.group == group and one.levels[0] == 4 for one in people)) for group, size in zip(GROUPS, sizes, strict=True)
        )
        output, read = method(survey), told(results(people))
        statement, table = read["blocs"][0]["enonces"][0], read["repartition"]
        assert tuple((GROUPS.index(group["cle"]), group["n"]) for group in (table["montres"] if table else ())) == output.shown
        agreeing = [cell["favorables"] for cell in statement["groupes"].values()] + (
            [statement["autres"]["favorables"]] if statement["autres"] else []
        )
        assert (tuple(agreeing) or None) == output.told
        if statement["n"] is not None:
            value = statement["favorables"]
            bounds = {"au-moins": (value, statement["n"]), "au-plus": (0, value), None: (value, value)}[statement["borne"]]
            assert bounds == output.agree


# A1 to A12 of one publication, case by case: what was seen, and what is published now.


def groups_of(*cells: tuple[int, int]) -> dict[str, CountCell]:
    return {name: CountCell(*cell) for name, cell in zip("ABCDE", cells, strict=False)}


def test_a4_a_statement_where_a_group_is_of_one_mind_is_told_by_group_for_none():
    """Others 12 of 15 gave A 9 of 9 and D 3 of 6, for A could only be there for its unanimity: answers no longer decide of the groups."""
    sizes = {"A": 9, "B": 12, "C": 13, "D": 6, "non-precise": 0}
    cells = groups_of((9, 9), (12, 8), (13, 7), (6, 3))
    assert divide(sizes) == Division(("A", "B", "C", "D"), ())
    assert row(divide(sizes), "q", cells) is None
    assert row(divide(sizes), "q", cells | groups_of((9, 7))) is not None


def test_a5_nobody_is_alone_with_one_other_group():
    sizes = {"A": 20, "B": 4, "C": 17, "D": 1, "non-precise": 0}
    division = divide(sizes)
    assert division == Division(("A",), ("B", "C", "D", "non-precise"))
    # And if all the others but one think alike, that one would know it: two of them must differ from the rest, and more.
    assert row(division, "q", {"A": CountCell(20, 12), "B": CountCell(4, 4), "C": CountCell(17, 16), "D": CountCell(1, 0)}) is None


@pytest.fixture(scope="module")
def published() -> dict[int, Told]:
    """What is published of drawn surveys, by seed."""
    found = {}
    for seed in range(SURVEYS):
        random = rng(seed)
        found[seed] = told(results(some(random, some_sizes(random))))
    return found


def side(levels: list[int | None], first: int, last: int) -> dict[str, int]:
    """Return the parts of one side of a spread that are told, by name."""
    return {str(level): number for level, number in enumerate(levels[first:last]) if number is not None}


def test_a6_the_spread_of_a_shown_group_cannot_be_worked_out(published):
    """Each side is a table, groups by levels, of which the margins are known: each cell has three values possible or more."""
    narrow, looked = [], 0
    for one in (one for read in published.values() for one in statements(read)):
        if not one["groupes"] or not one["niveaux"]:
            continue
        cells = one["groupes"] | ({"autres": one["autres"]} if one["autres"] else {})
        for first, last, rows in (
            (0, 3, {group: cell["n"] - cell["favorables"] for group, cell in cells.items()}),
            (3, 5, {group: cell["favorables"] for group, cell in cells.items()}),
        ):
            columns = side(one["niveaux"], first, last)
            if len(columns) > 1:  # of a single part, a group's count is the one that is shown
                looked += 1
                narrow += [cell for cell, (least, most) in cell_bounds(rows, columns).items() if most - least < 2]
    assert narrow == []
    assert looked > SURVEYS / 20


def test_everything_that_is_shown_stands_on_enough_people_on_each_side(published):
    wrong = []
    for seed, read in published.items():
        table = read["repartition"] or {"montres": [], "regroupes": None}
        wrong += [(seed, group) for group in table["montres"] if group["n"] < 5]
        if others := table["regroupes"]:
            wrong += [(seed, others)] if others["n"] < 5 or len(others["groupes"]) < 3 else []
        for one in statements(read):
            cells = [*((cell, 2) for cell in one["groupes"].values()), *([(one["autres"], 3)] if one["autres"] else [])]
            wrong += [(seed, cell) for cell, few in cells if cell["n"] < 5 or min(cell["favorables"], cell["n"] - cell["favorables"]) < few]
            wrong += [(seed, one)] if one["n"] is not None and one["n"] < 7 else []
            wrong += [(seed, one)] if one["niveaux"] and min(level for level in one["niveaux"] if level is not None) < 4 else []
        wrong += [(seed, option) for choice in read["choix"] for option in choice["options"] if 0 < option["nombre"] < 5]
    assert wrong == []


@pytest.mark.parametrize("people", range(5, 10))
def test_a7_a_small_survey_says_the_same_whether_all_agree_or_all_but_three(people):
    """« caché » said that all agreed. Now the same words stand for four counts, or nothing is said, whatever was answered."""
    published = {agree: coded(agree, people) for agree in range(people + 1)}
    alike = [agree for agree in published if published[agree] == published[people]]
    assert len(alike) >= 4
    assert len([agree for agree in published if published[agree] == published[0]]) >= 4


def test_a7_one_who_disagrees_does_not_learn_that_all_the_others_agree():
    assert coded(8, 9) == coded(7, 9) == coded(6, 9) == Coded(6, Bound.AT_LEAST)
    assert coded(5, 9) == Coded(5)


@pytest.mark.parametrize(
    ("levels", "published"),
    [
        ([4, 5, 6, 7, 8], (4, 5, 6, 7, 8)),
        ([1, 5, 6, 7, 8], (None, 6, 6, 7, 8)),
        ([4, 5, 3, 7, 8], (None, None, 12, 7, 8)),
        ([4, 5, 6, 7, 3], (4, 5, 6, 10, None)),
        ([0, 0, 4, 3, 3], None),
        ([2, 1, 0, 10, 10], None),
        ([0, 0, 4, 4, 1], None),
    ],
)
def test_a_level_of_fewer_than_four_is_counted_with_its_neighbour(levels, published):
    assert spread(levels) == published


def test_a10_of_a_question_with_one_answer_each_no_hidden_option_can_be_worked_out():
    """34 less 20 less 12 gave 2. Now three options or more are put together, those who chose none counting for one; each is tried."""
    narrow, shown = [], 0
    for seed in range(SURVEYS):
        random = rng(seed)
        counts = {key: random.choice((0, 0, 1, 2, 3, 5, 7, 12, 20)) for key in SINGLE}
        people = sum(counts.values()) + random.choice((0, 0, 1, 4))
        if people < 5:
            continue
        told_ones = one_each(counts, people)
        shown += bool(told_ones)
        if len(told_ones) == len(counts):
            continue
        hidden = [key for key in counts if key not in told_ones]
        left = people - sum(counts[key] for key in told_ones)
        seen: dict[str, set[int]] = {key: {counts[key]} for key in hidden}
        for split in splits(left, len(hidden) + 1, random):
            other = {**counts, **dict(zip(hidden, split, strict=False))}
            if one_each(other, people) == told_ones:
                for key in hidden:
                    seen[key].add(other[key])
            if all(max(values) - min(values) >= 2 for values in seen.values()):
                break
        else:
            narrow.append((seed, counts, people, seen))
    assert narrow == []
    assert shown > SURVEYS / 4


def splits(total: int, places: int, random: Random) -> Iterator[tuple[int, ...]]:
    """Yield ways to split a number between places, at random, often enough to meet the extremes."""
    for _ in range(2000):
        weights = [random.random() ** 4 for _ in range(places)]
        drawn_places = random.choices(range(places), weights, k=total)
        yield tuple(drawn_places.count(place) for place in range(places))


def test_a10_a_hidden_option_is_not_the_total_less_the_others():
    assert one_each({"s1": 20, "s2": 12, "s3": 2, "s4": 0}, 34) == ()
    assert one_each({"s1": 20, "s2": 12, "s3": 2, "s4": 1}, 37) == ("s1", "s2")
    assert one_each({"s1": 20, "s2": 12, "s3": 0, "s4": 5}, 37) == ("s1", "s2", "s3", "s4")


def test_a_choice_of_several_that_all_but_three_made_is_told_as_such():
    people = [Someone("comite-a", (4, 2), ("p1", "p2") if place < 18 else ("p2",)) for place in range(20)]
    published = told(results(people))["choix"][0]
    assert [option["cle"] for option in published["presque_tous"]] == ["p1", "p2"]
    assert [option["cle"] for option in published["sans_nombre"]] == ["p3"]


# From one survey to another, over all years.


@pytest.mark.parametrize(
    ("sizes", "division"),
    [
        ({"A": 12, "B": 11, "C": 9, "non-precise": 0}, (("A", "B", "C"), ())),
        # B has three people: it joins those who come last in the questionnaire.
        ({"A": 12, "B": 3, "C": 7, "D": 8, "non-precise": 2}, (("A", "C"), ("B", "D", "non-precise"))),
        # Two groups with answers would be too few: C joins them, for it comes last of those that are left; then B.
        ({"A": 12, "B": 30, "C": 7, "D": 0, "non-precise": 2}, (("A",), ("B", "C", "D", "non-precise"))),
        ({"A": 12, "B": 30, "C": 7, "D": 1, "non-precise": 2}, (("A", "B"), ("C", "D", "non-precise"))),
        # All in one group: the total says all.
        ({"A": 12, "B": 0, "C": 0, "non-precise": 0}, ((), ("A", "B", "C", "non-precise"))),
    ],
)
def test_groups_are_put_together_in_the_order_of_the_questionnaire(sizes, division):
    assert divide(sizes) == Division(*division)


def test_a_group_that_four_people_left_is_put_together_the_next_year():
    before = Published({"": {frozenset("A"): 12, frozenset("B"): 15, frozenset("C"): 20, frozenset("D"): 30}})
    sizes = {"A": 20, "B": 11, "C": 30, "D": 9, "non-precise": 8}
    assert divide(sizes).shown == ("A", "B", "C", "D", "non-precise")
    assert divide(sizes, (before,)) == Division(("A", "C"), ("B", "D", "non-precise"))


def test_a_statement_that_three_more_people_of_a_group_answered_is_not_told_by_group():
    before = Published({"q": {frozenset("A"): 12, frozenset("B"): 15}})
    division = Division(("A", "B"), ())
    assert row(division, "q", groups_of((15, 8), (22, 11)), (before,)) is None
    assert row(division, "r", groups_of((15, 8), (22, 11)), (before,)) is not None


YEARS = SURVEYS // 4


def test_a8_no_year_less_any_earlier_one_is_of_one_to_four_people_whatever_the_names():
    """Two years' gap, a questionnaire renamed, groups renamed (by their key, their name, or both): the groups are the same people."""
    found, compared = [], 0
    for seed in range(YEARS):
        random = rng(seed)
        sizes = [random.choice((6, 9, 12, 15, 20)) for _ in GROUPS]
        years = []
        for year, names in ((2024, "Comité"), (2025, "Comité"), (2027, random.choice(("Comité", "Table", "Cercle")))):
            asked = renamed(names)
            people = [
                replace(one, group=one.group.replace("comite-", "cercle-") if names == "Cercle" else one.group)
                for one in some(random, sizes, 0.6)
            ]
            years.append(told(results(people, year, [Evaluation.model_validate(one) for one in years], asked)))
            sizes = [max(0, size + random.choice((0, 0, 1, -2, 3, 7, -8))) for size in sizes]
        for before, after in ((0, 1), (0, 2), (1, 2)):
            then, now = tables(years[before]), tables(years[after])
            for key in now.keys() & then.keys():
                for part in smallest(unions(now[key]).keys() & unions(then[key]).keys()):
                    compared += 1
                    if 0 < abs(unions(now[key])[part] - unions(then[key])[part]) < 5:
                        found.append((seed, before, after, key, sorted(part)))
    assert found == []
    assert compared > YEARS / 4


def renamed(names: str) -> Questionnaire:
    """Return the small questionnaire under another name, its groups too: « Table » changes their names; « Cercle » their keys and their names."""
    text = TEXT.replace("nom: Comité", f"nom: {names}")
    return questionnaire(
        text.replace("cle: comite-", "cle: cercle-") if names == "Cercle" else text, {"Comité": "sondage"}.get(names, names.lower())
    )


def tables(read: Told) -> dict[str, dict[frozenset[str], int]]:
    """Return each table by group that is published: how many in each class, its groups by the last letter of their key."""

    def known(keys: list[str]) -> frozenset[str]:
        return frozenset(key[-1] for key in keys)

    found: dict[str, dict[frozenset[str], int]] = {}
    if table := read["repartition"]:
        found[""] = {known([group["cle"]]): group["n"] for group in table["montres"]}
        if others := table["regroupes"]:
            found[""][known([group["cle"] for group in others["groupes"]])] = others["n"]
    for block in read["blocs"]:
        for one in block["enonces"]:
            if one["groupes"]:
                found[one["cle"]] = {known([group]): cell["n"] for group, cell in one["groupes"].items()}
                if one["autres"]:
                    found[one["cle"]][known(block["regroupes"])] = one["autres"]["n"]
    return found


def unions(counts: dict[frozenset[str], int]) -> dict[frozenset[str], int]:
    """Return every set of groups whose number can be had by adding classes, but all of them."""
    return {
        frozenset().union(*some_of): sum(counts[part] for part in some_of)
        for size in range(1, len(counts))
        for some_of in combinations(counts, size)
    }


def smallest(parts_: set[frozenset[str]]) -> list[frozenset[str]]:
    """Return those that hold no other: unions of these add nothing."""
    return [part for part in parts_ if not any(other < part for other in parts_)]


# Pages, the dashboard, reports and pictures: nothing but what the file of results tells.


def test_pages_dashboard_reports_and_pictures_hold_no_number_that_the_results_do_not_publish(published):
    renderer = PageRenderer(Project(REPOSITORY), Organisation.model_validate(yaml.safe_load(ORGANISME)), WORDS)
    (type_,) = [one for one in page_types() if one.context is results_page]
    added = []
    for seed in list(published)[: SURVEYS // 10]:
        data = Evaluation.model_validate(published[seed])
        context = results_of(data, "evaluation/2026/", {"activite": None, "questionnaire": None, "besoins": ()})
        body = renderer.page(SitePage("evaluation/2026/", type_, context)).text()
        said = [
            re.sub(r"<[^>]*>", " ", body.partition("Comment lire ces résultats")[0].partition("</h1>")[2]),
            *_phrases(data),
            str(_survey("evaluation/2026/", data)),
        ]
        pairs = [(one.favorables or 0, one.n or 0) for block in data.blocs for one in block.enonces]
        pairs += [
            (cell.favorables, cell.n)
            for block in data.blocs
            for one in block.enonces
            for cell in (*one.groupes.values(), *([one.autres] if one.autres else []))
        ]
        pairs += [(option.nombre, data.reponses) for choice in data.choix for option in choice.options]
        fit = {*numbers(evaluation_text(data)), *numbers(" ".join(percent(part, whole) for part, whole in pairs if whole)), "2026"}
        # The thresholds of the rules: « moins de 4 », « moins de 7 réponses », « à 3 près », « moins de 5 personnes ».
        added += [(seed, number) for text in said for number in numbers(text) if number not in fit | {"3", "4", "5", "7"}]
    assert added == []


def numbers(text: str) -> list[str]:
    return re.findall(r"(?<![\w/.-])\d+(?:,\d+)?(?![\w/-])", text)


def test_the_lengths_of_a_picture_are_those_of_the_parts_that_its_table_tells(published):
    blocks = [block for read in published.values() for block in Evaluation.model_validate(read).blocs if charted(block)][: SURVEYS // 40]
    assert blocks
    for block in blocks:
        bars = [group for group in fromstring(chart(block)).iter() if group.get("class") == "bar"]  # noqa: S314 (a picture of ours)
        drawn_parts = [[float(part.attrib["width"]) for part in group if part.get("class") == "rect"] for group in bars]
        for one, bar in zip(charted(block), drawn_parts, strict=True):
            told_parts = [sum(one.niveaux[level] or 0 for level in part) for part in parts(block)]
            assert bar == pytest.approx([sum(bar) * number / one.n for number in told_parts], abs=0.01)
