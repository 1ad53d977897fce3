"""One rule for every name that goes into an address: letters, length, what Windows keeps; and the nearest name that follows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.words import MAX_SLUG, is_slug, nearest_slug


@pytest.mark.parametrize("name", ["tutorat", "lecture-ete", "2027", "con-1", "a" * MAX_SLUG])
def test_a_name_in_lower_case_with_hyphens_is_one(name):
    assert is_slug(name)


@pytest.mark.parametrize("name", ["", "Tutorat", "été", "a--b", "-a", "a-", "a b", "a_b", "con", "aux", "a" * (MAX_SLUG + 1), "a\n"])
def test_any_other_is_not(name):
    assert not is_slug(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Été à lire!", "ete-a-lire"), ("CON", "con-1"), ("…", "nom-de-la-page"), ("mot " * 40, "-".join(["mot"] * 20))],
)
def test_the_nearest_name_folds_what_people_write(text, name):
    assert nearest_slug(text) == name


@given(st.text(max_size=200))
def test_the_nearest_name_of_any_text_is_one(text):
    assert is_slug(nearest_slug(text))
