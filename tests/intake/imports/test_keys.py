"""Keys are made by one rule."""

import pytest

from pipeline.content.sources.bibliography import Name
from pipeline.intake.imports.keys import make_key


@pytest.mark.parametrize(
    ("people", "title", "year", "key"),
    [
        ([Name("Kim", "James S.")], "Summer", "2013", "kim2013"),
        ([Name("Belleï-Rodriguez", "Carmen-Édith"), Name("Larivée", "Serge")], "T", "2020", "bellei-rodriguez2020"),
        ([Name("van der Walt", "Stéfan")], "T", "2014", "van-der-walt2014"),
        ([Name("Institut exemple de la mesure", literal=True)], "T", "2024", "iem2024"),
        ([Name("Ville-Exemple", literal=True)], "T", "2024", "ville-exemple2024"),
        ([], "L’école d’ici", None, "ecolesd"),
        ([Name("Дорохова", "Ю.")], "Состояние", "2009", "reference2009"),
        ([Name("A" * 200)], "T", "2009", "a" * 68 + "2009"),
    ],
)
def test_the_key_is_the_first_author_and_the_year(people, title, year, key):
    assert make_key(people, title, year, ()) == key


def test_a_key_that_is_taken_takes_a_letter():
    taken = {"kim2013"}
    for expected in ("kim2013a", "kim2013b"):
        key = make_key([Name("Kim")], "T", "2013", taken)
        assert key == expected
        taken.add(key)


def test_after_z_come_two_letters():
    taken = {"kim2013", *(f"kim2013{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")}
    assert make_key([Name("Kim")], "T", "2013", taken) == "kim2013aa"
