"""What is said of a value that its model refuses: why, and what to write instead."""

import pytest

from pipeline.content.activities.activity import ActivityMeta
from pipeline.fields.validation import validate
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import Source
from pipeline.text.yaml_in import read_yaml_file


@pytest.mark.parametrize(
    ("typed", "message", "help_text"),
    [
        ("-5", "La valeur de « participants » ne convient pas\u00a0: ce nombre est plus petit que 0.", "Écrivez au moins 0."),
        ("9999999", "La valeur de « participants » ne convient pas\u00a0: ce nombre dépasse 1000000.", "Écrivez au plus 1000000."),
    ],
)
def test_a_number_out_of_bounds_is_told_with_its_bound(typed, message, help_text):
    found: list[Diagnostic] = []
    data = read_yaml_file(Source("exemple.md", f"participants: {typed}\n"), found)
    assert data is not None
    validate(data, ActivityMeta, found)
    assert [(one.message, one.help, str(one.place)) for one in found if "participants" in one.message] == [
        (message, help_text, "exemple.md:1:15")
    ]
