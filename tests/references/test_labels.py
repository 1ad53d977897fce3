"""Short labels, assigned over the whole bibliography."""

import pytest

from pipeline.content.sources.bibliography import Name, Reference
from pipeline.references.labels import assign_labels
from pipeline.text.diagnostics import Place

A, B, C = Name("Exemple", "Alex"), Name("Modèle", "Billie"), Name("Tiers", "Camille")
TABLE = Name("Table exemple", literal=True)


def work(key: str, *authors: Name, year: str | None = "2018", title: str = "Un titre", editors: tuple[Name, ...] = ()) -> Reference:
    fields = {"title": title} | ({"year": year} if year else {})
    return Reference(key, "article", authors, editors, fields, Place("exemple.bib"), {})


def labels(*works: Reference) -> dict[str, str]:
    """Return each label as people read it, with plain spaces."""
    return {key: str(label).replace("\u00a0", " ") for key, label in assign_labels(works).items()}


@pytest.mark.parametrize(
    ("authors", "label"),
    [
        ((A,), "Exemple, 2018"),
        ((A, B), "Exemple et Modèle, 2018"),
        ((A, B, C), "Exemple et al., 2018"),
        ((A, B, C, TABLE), "Exemple et al., 2018"),
        ((TABLE,), "Table exemple, 2018"),
        ((TABLE, A), "Table exemple et Exemple, 2018"),
    ],
)
def test_one_two_or_more_authors(authors, label):
    assert labels(work("x", *authors)) == {"x": label}


def test_et_al_does_not_break_across_lines():
    assert assign_labels([work("x", A, B, C)])["x"].authors == "Exemple et\u00a0al."


def test_without_authors_a_work_goes_by_its_editors_then_its_title():
    assert labels(work("x", editors=(A, B)), work("y", title="Sans auteur")) == {"x": "Exemple et Modèle, 2018", "y": "Sans auteur, 2018"}


def test_a_work_without_a_date_says_so():
    assert labels(work("x", TABLE, year=None)) == {"x": "Table exemple, s. d."}


def test_a_second_work_of_the_same_year_forces_letters_in_the_order_of_titles():
    first, second = work("z", A, title="Abc"), work("a", A, title="Élan")
    assert labels(second) == {"a": "Exemple, 2018"}
    assert labels(second, first) == {"z": "Exemple, 2018a", "a": "Exemple, 2018b"}


def test_letters_do_not_depend_on_the_order_of_the_files():
    works = [work(f"k{number}", A, title=f"Titre {number}") for number in range(5)]
    assert labels(*works) == labels(*reversed(works))


def test_works_of_the_same_title_take_their_letters_in_the_order_of_keys():
    assert labels(work("b", A), work("a", A)) == {"a": "Exemple, 2018a", "b": "Exemple, 2018b"}


def test_without_a_date_the_letter_follows_a_hyphen():
    assert labels(work("x", TABLE, year=None, title="Abc"), work("y", TABLE, year=None, title="Def")) == {
        "x": "Table exemple, s. d.-a",
        "y": "Table exemple, s. d.-b",
    }


def test_other_years_and_other_authors_take_no_letter():
    assert labels(work("x", A), work("y", A, year="2019"), work("z", A, B), work("n", A, year=None)) == {
        "x": "Exemple, 2018",
        "y": "Exemple, 2019",
        "z": "Exemple et Modèle, 2018",
        "n": "Exemple, s. d.",
    }


D = Name("Quatrième", "Dominique")
E = Name("Cinquième", "Élie")


def test_teams_that_et_al_would_confuse_are_written_until_they_differ():
    """APA 7, 8.18."""
    assert labels(work("x", A, B, C, D), work("y", A, C, B, D)) == {
        "x": "Exemple, Modèle et al., 2018",
        "y": "Exemple, Tiers et al., 2018",
    }


def test_et_al_never_stands_for_one_name():
    """« al. » is a plural: the last name is written (APA 7, 8.18)."""
    assert labels(work("x", A, B, C), work("y", A, B, D)) == {
        "x": "Exemple, Modèle et Tiers, 2018",
        "y": "Exemple, Modèle et Quatrième, 2018",
    }


def test_a_team_that_is_the_beginning_of_another_is_written_whole():
    assert labels(work("x", A, B, C), work("y", A, B, C, D, E)) == {
        "x": "Exemple, Modèle et Tiers, 2018",
        "y": "Exemple, Modèle, Tiers, Quatrième et Cinquième, 2018",
    }


def test_one_team_that_writes_twice_in_a_year_keeps_et_al_and_takes_letters():
    assert labels(work("x", A, B, C, title="Abc"), work("y", A, B, C, title="Def")) == {
        "x": "Exemple et al., 2018a",
        "y": "Exemple et al., 2018b",
    }


def test_teams_of_two_years_are_not_confused():
    assert labels(work("x", A, B, C), work("y", A, C, B, year="2019")) == {"x": "Exemple et al., 2018", "y": "Exemple et al., 2019"}


def test_a_suffix_is_no_part_of_a_label():
    assert labels(work("x", Name("King", "M. L.", suffix="Jr."))) == {"x": "King, 2018"}


def test_after_z_letters_go_on():
    found = labels(*(work(f"k{number:02}", A, title=f"Titre {number:02}") for number in range(28)))
    assert [found["k00"], found["k25"], found["k26"], found["k27"]] == [
        "Exemple, 2018a",
        "Exemple, 2018z",
        "Exemple, 2018aa",
        "Exemple, 2018ab",
    ]


def test_two_first_authors_of_one_family_name_take_their_initials():
    assert labels(work("x", A), work("y", Name("Exemple", "Zoé Marie"), B, year="2020")) == {
        "x": "A. Exemple, 2018",
        "y": "Z. M. Exemple et Modèle, 2020",
    }


def test_the_same_name_in_second_place_changes_nothing():
    assert labels(work("x", A), work("y", B, Name("Exemple", "Zoé"))) == {"x": "Exemple, 2018", "y": "Modèle et Exemple, 2018"}


def test_one_person_whose_second_initial_is_sometimes_left_out_stays_one():
    assert labels(work("x", Name("Exemple", "Alex")), work("y", Name("Exemple", "A. B."), year="2019")) == {
        "x": "Exemple, 2018",
        "y": "Exemple, 2019",
    }


def test_two_second_initials_are_two_persons_even_where_a_third_entry_leaves_it_out():
    found = labels(work("x", Name("Exemple", "A.")), work("y", Name("Exemple", "A. B.")), work("z", Name("Exemple", "A. C.")))
    assert found == {"x": "A. Exemple, 2018", "y": "A. B. Exemple, 2018", "z": "A. C. Exemple, 2018"}


def test_an_organisation_has_no_initials():
    assert labels(work("x", TABLE), work("y", Name("Table exemple", "Tania"))) == {"x": "Table exemple, 2018a", "y": "Table exemple, 2018b"}
