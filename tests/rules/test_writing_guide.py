"""The examples of the writing guide: each wrong one is told by the rule named beside it and by no other, each right one by none."""

import re

import pytest

from pipeline.rules.registry import RULES
from tests.rules.examples import SHEET, text
from tests.support import REPOSITORY, report_on

GUIDE = (REPOSITORY / "content/pages/guide-de-redaction.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^(?:À éviter \(`([A-Z]\d{3})`\)|Plutôt)\u00a0:\n\n```exemple\n(.+?)\n```$", GUIDE, re.MULTILINE | re.DOTALL)


def told(root, written: str, code: str) -> set[str]:
    """The rules that speak of ``written`` in the example sheet, besides those that say its length, its readability and that nothing was published."""
    files = text(written)
    if code == "P002":  # what it says holds for a sheet of very limited confidence
        files = {SHEET: files[SHEET].replace("force: limitee", "force: tres-limitee")}
    return {one.rule.code for one in report_on(root, files).diagnostics} - {"S021", "R002", "A004"}


def test_every_example_says_which_rule_it_shows_or_is_the_better_way_of_the_one_before():
    assert len(EXAMPLES) == GUIDE.count("```exemple\n") > 0
    assert [code for code, _ in EXAMPLES if code and code not in RULES] == []


@pytest.mark.parametrize(
    ("code", "written"), [(code, written) for code, written in EXAMPLES if code], ids=[code for code, _ in EXAMPLES if code]
)
def test_what_to_avoid_is_told_by_its_rule_alone(tmp_path, code, written):
    assert told(tmp_path, written, code) == {code}


def test_what_to_write_instead_is_told_by_no_rule(tmp_path):
    code, faults = "", {}
    for number, (named, written) in enumerate(EXAMPLES):
        code = named or code
        if not named:
            faults[written] = told(tmp_path / str(number), written, code)
    assert {written: codes for written, codes in faults.items() if codes} == {}
