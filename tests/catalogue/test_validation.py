"""What is said of a value that its model refuses: why, and what to write instead."""

import pytest

from pipeline.catalogue.activity_models import ActivityMeta
from pipeline.catalogue.diagnostics import Diagnostic
from pipeline.catalogue.files import Source
from pipeline.catalogue.validation import validate
from pipeline.catalogue.yaml_data import read_yaml_file


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
