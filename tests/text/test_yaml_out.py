from datetime import date

import pytest
import yaml

from pipeline.text.yaml_out import quoted_text, yaml_text, yaml_value


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        (None, "null"),
        (True, "oui"),
        (12, "12"),
        (date(2026, 11, 30), "2026-11-30"),
        ("Une phrase simple", "Une phrase simple"),
        ("Titre: sous-titre", '"Titre: sous-titre"'),
        ("non", '"non"'),
        ("3 écoles", '"3 écoles"'),
        (["lecture", "a, b"], '[lecture, "a, b"]'),
    ],
)
def test_a_value_is_written_as_people_type_it(value, typed):
    assert yaml_value(value) == typed


@pytest.mark.parametrize(
    "text", ["2026-11-30", "Oui", "a: b", "- a", "a #b", 'a "b"', "a\nb", "a\u2028b", " a", "é\u0085è", "[a]", "0x10", ""]
)
def test_a_text_is_read_back_as_that_very_text_in_a_block_and_in_a_list(text):
    assert yaml.safe_load(f"titre: {yaml_text(text)}\n") == {"titre": text}
    assert yaml.safe_load(f"[{yaml_text(text)}]") == [text]


def test_nothing_is_read_of_a_quoted_text():
    assert quoted_text('oui: "é"') == '"oui: \\"é\\""'
