"""Where the broken inputs of the loop are, and that each is told at a line or at a cell, in words of its own.

Each list is tried where it stands: nothing here is run again.
"""

import re

import pytest

from tests.content.kind_rules.test_need_rules import BROKEN as OF_NEEDS_COMMITTEES_AND_TOOLS
from tests.intake.surveys.faults import FAULTS as OF_SURVEYS
from tests.intake.test_plan_import import BROKEN as OF_SPREADSHEETS
from tests.rules.examples import MARK, PLAN_FILE
from tests.rules.test_broken_inputs import BROKEN as OF_FILES

TOLD = {
    "plans": [told for broken in OF_FILES for told in broken.errors if PLAN_FILE in broken.files or told.startswith("content/plans/")],
    "surveys": [told for fault in OF_SURVEYS for told in fault.told],
    "needs, committees and tools": [told for _, said in OF_NEEDS_COMMITTEES_AND_TOOLS.values() for told in said],
    "spreadsheets": [told for _, _, said in OF_SPREADSHEETS for told in said],
}
LINE, CELL = rf"({MARK}|[\w./-]+\.(md|yml|csv):\d+:\d+) [A-Z]\d{{3}}", r"Feuille1![A-Z]+\d+"


def test_more_than_forty_different_mistakes_are_told_in_their_own_words():
    words = {re.sub(r"«[^»]*»", "«…»", told.split(" ", 1)[1]) for every in TOLD.values() for told in every}
    assert len(words) >= 40


@pytest.mark.parametrize("kind", TOLD)
def test_each_is_told_at_its_line_or_its_cell_in_a_sentence(kind):
    assert len(TOLD[kind]) >= 10
    assert [told for told in TOLD[kind] if not re.fullmatch(rf"({LINE}|{CELL}) [A-ZÀ-Ý«À].*\.", told)] == []
