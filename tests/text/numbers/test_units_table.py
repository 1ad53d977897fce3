"""What a number counts: a table of excerpts, half of it set aside while the rule was written."""

import re
from pathlib import Path

import pytest
import yaml

from pipeline.text.numbers.figures import figures

HERE = Path(__file__).parent
CASES = [
    pytest.param(*row, id=f"{name}-{number}")
    for name in ("seen", "aside", "later")
    for number, row in enumerate(yaml.safe_load((HERE / f"units_{name}.yml").read_text("utf-8")), start=1)
]


def unit_read(language: str, excerpt: str, number: str) -> str:
    """Return the unit of the figure that ``number`` begins, as the table writes it; "no figure" when none is read there."""
    found = re.search(rf"(?<!\d){re.escape(number)}(?!\w)", excerpt)
    assert found is not None
    for figure in figures(excerpt, language):
        if figure.start <= found.end() - 1 < figure.end:
            return "|".join((figure.unit or "none", *figure.doubt))
    return "no figure"


@pytest.mark.parametrize(("language", "excerpt", "number", "unit"), CASES)
def test_a_number_counts_the_right_noun(language, excerpt, number, unit):
    assert unit_read(language, excerpt, number) == unit
