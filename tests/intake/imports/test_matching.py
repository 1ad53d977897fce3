"""Matching: what is merged without a person, what a person is asked about, what is left alone."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from pipeline.intake.imports.matching import Index, Match, MatchKind, Record, match
from tests.intake.test_killed import word

KIM = Record("The Effects of Summer Reading: A Meta-Analysis", 2013, "Kim, James S.", "10.3102/0034654313483906")


def against(record: Record, *known: Record) -> Match | None:
    """Match ``record`` with known works, whose keys are a, b, c…"""
    return match(record, Index((chr(ord("a") + number), other) for number, other in enumerate(known)))


@pytest.mark.parametrize(
    "record",
    [
        Record("Anything", doi="https://doi.org/10.3102/0034654313483906"),
        Record("Anything", doi="doi:10.3102/0034654313483906"),
        Record("THE EFFECTS OF SUMMER READING – a meta-analysis.", 2013, "James S. Kim"),
        Record("The Effects of Summer Reading: A Meta-Analysis", 2014, "Kim, J."),
    ],
)
def test_the_same_doi_or_the_same_title_year_and_author_is_the_same_work(record):
    assert against(record, KIM) == Match(MatchKind.SAME, "a")


@pytest.mark.parametrize(
    "record",
    [
        Record("The Effects of Summer Reading: A Meta-Analysis"),
        Record("The Effects of Summer Reading", 2013, "Kim, James S."),
        Record("The Efects of Summer Reading: A Meta-Analysis", 2013, "Kim, James S."),
        Record("Les effets de la lecture d’été / The Effects of Summer Reading: A Meta-Analysis", 2013, "Kim, James S."),
        Record("The Effects of Summer Reading: A Meta-Analysis", 2013, "Kim, James S.", "10.1234/another"),
        Record("Erratum: The Effects of Summer Reading: A Meta-Analysis", 2013, "Kim, James S."),
    ],
)
def test_what_only_looks_alike_is_for_a_person_to_decide(record):
    assert against(record, KIM) == Match(MatchKind.POSSIBLE, "a")


@pytest.mark.parametrize(
    "record",
    [
        Record("The Effects of Winter Sports on Sleep", 2013, "Kim, James S."),
        Record("The Effects of Summer Reading 2: A Meta-Analysis of 2020", 2023, "Kim, James S."),
        Record("The Effects of Summer Camps: A Meta-Analysis", 2013, "Sample, Sam"),
    ],
)
def test_another_work_is_left_alone(record):
    assert against(record, KIM) is None


def test_each_of_a_thousand_works_is_found_again_under_a_title_a_letter_longer():
    records = [
        Record(f"The effects of {word(n)} on {word(n % 97)} in school", 2000 + n % 25, f"{word(n % 50)}, A.", f"10.1234/{n}")
        for n in range(1000)
    ]
    index = Index((str(n), record) for n, record in enumerate(records))
    found = [match(Record(record.title + "s", record.year, record.first_author), index) for record in records]
    assert [result and result.key for result in found] == [str(n) for n in range(1000)]


def test_two_short_titles_of_one_author_are_not_merged():
    assert against(Record("Éditorial", 2023, "Exemple, Alex"), Record("Éditorial", 2023, "Exemple, Alex")) == Match(MatchKind.POSSIBLE, "a")


def test_a_yearly_report_is_not_merged_with_that_of_the_year_before():
    report = Record("Portrait de la persévérance", 2023, "Table exemple")
    assert against(Record(report.title, 2024, report.first_author), report) == Match(MatchKind.POSSIBLE, "a")


def test_a_preprint_and_its_article_are_linked_whichever_comes_first():
    preprint = Record(KIM.title, 2012, "Kim, James S.", "10.31234/osf.io/exemple")
    assert against(preprint, KIM) == Match(MatchKind.PREPRINT_OF, "a")
    assert against(KIM, preprint) == Match(MatchKind.ARTICLE_OF, "a")


def test_the_certain_match_wins_over_the_possible_one():
    assert against(KIM, Record("The Effects of Summer Reading", 2013, "Kim, James S."), Record(KIM.title, 2013, "Kim, J.")) == Match(
        MatchKind.SAME, "b"
    )


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("10.5555/ABC", "10.5555/abc"),
        ("https://doi.org/10.5555/a", "10.5555/a"),
        ("http://dx.doi.org/10.5555/a", "10.5555/a"),
        ("DOI: 10.5555/a", "10.5555/a"),
    ],
)
def test_a_doi_is_compared_bare_and_without_case(typed, bare):
    assert Record("Un titre", doi=typed).bare_doi == bare


def test_among_many_works_only_those_that_share_something_rare_are_compared():
    crowd = Index(
        (f"exemple{n}", Record(f"The effects of sample number {n} on reading", 2000 + n % 25, f"Exemple{n % 50}")) for n in range(10_000)
    )
    crowd.add("kim", KIM)
    found = crowd.near(Record("The Effects of Sumer Reading: A Meta-Analysis", 2013, "Kim, James S."))
    assert ("kim", KIM) in found
    assert len(found) <= 500


def test_on_the_labelled_pairs_merges_are_right_and_duplicates_are_found():
    with Path(__file__).with_name("pairs.csv").open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file))
    merged = merged_right = duplicates = duplicates_found = near = near_right = 0
    missed: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        one, other = (
            Record(
                pair[f"title_{side}"], int(pair[f"year_{side}"] or 0) or None, pair[f"author_{side}"] or None, pair[f"doi_{side}"] or None
            )
            for side in "ab"
        )
        found = match(other, Index([("a", one)]))
        same = pair["relation"] != "distinct"
        duplicates += same
        duplicates_found += same and found is not None
        if found is None:
            if same:
                missed[pair["kind"]].append(pair["title_b"])
        elif found.kind is MatchKind.SAME:
            merged += 1
            merged_right += pair["relation"] == "same"
        else:
            near += 1
            near_right += same
    print(f"\n{len(pairs)} pairs, {duplicates} of them of one work")
    print(f"merged without a person: {merged}, precision {merged_right / merged:.4f}")
    print(f"found, near matches included: recall {duplicates_found / duplicates:.4f}; missed: {dict(missed)}")
    print(f"shown to a person: {near}, of which {near_right} are of one work")
    assert len(pairs) >= 200
    assert merged_right / merged >= 0.99
    assert duplicates_found / duplicates >= 0.95
    assert all(pair["relation"] != "preprint" or pair["kind"] == "preprint" for pair in pairs)
