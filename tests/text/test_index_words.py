"""The words of a text as the index holds them, and the same text as a reader types it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.text.index_words import index_text, index_words

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("index_words.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_text_gives_its_words_folded_and_the_whole_of_a_compound(case):
    assert index_words(case["text"]) == [*case["words"], *([case["whole"]] if "whole" in case else [])]


def test_a_piece_of_html_gives_each_of_its_words_closed_and_apart_from_those_of_other_pieces():
    assert index_text("l&rsquo;&eacute;t&eacute;&nbsp;: id&eacute;es") == " etéß ideeß ".replace("é", "e")
    assert index_text("\n") == " "
