"""Plain language, in figures: reported, never blocking."""

import pytest

from pipeline.content.sheets.readability import syllables
from tests.rules.examples import TEXT, advice, place_of, text, told
from tests.support import report_on


@pytest.mark.parametrize(("number", "said"), [(35, []), (36, [f"{TEXT}:1 Cette phrase a 36 mots."])])
def test_a_sentence_has_at_most_35_words(tmp_path, number, said):
    assert told(tmp_path, text(" ".join(["mot"] * number) + "."), "R001") == said


def test_a_long_sentence_says_what_to_do(tmp_path):
    assert advice(tmp_path, text("mot " * 40), "R001") == ["Coupez-la en deux."]


def test_two_sentences_of_30_words_are_not_one_of_60(tmp_path):
    assert told(tmp_path, text(" ".join(["mot"] * 30) + ". " + " ".join(["Mot"] * 30) + "."), "R001") == []


def test_each_sheet_has_its_figures_with_french_commas(tmp_path):
    assert told(tmp_path, {}, "R002") == [place_of("\n## À retenir") + " 4,0 mots par phrase, indice de Kandel et Moles 87, 106 mots."]


def test_plain_language_never_stops_publication(tmp_path):
    assert [d.rule.code for d in report_on(tmp_path, text("mot " * 40)).blocking()] == []


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("lire", 1), ("école", 2), ("été", 2), ("élève", 2), ("lisent", 1), ("qualité", 3), ("tutorat", 3), ("persévérance", 4),
        ("œuvre", 1), ("l’école", 2), ("12", 1),
    ],
)  # fmt: skip
def test_the_syllables_of_a_french_word_are_its_groups_of_vowels_without_a_mute_e(word, number):
    assert syllables(word) == number
