"""A line of « usages » whose word no sheet names any more is told."""

from tests.rules.examples import VOCABULARY
from tests.support import VOCABULAIRE, found, report_on

USAGES = """\
usages:
  - {mot: exemples, comme: [sample]}
  - {mot: "aider l’enfant", comme: [helping a child]}
  - {mot: mentorat, comme: [mentoring]}
"""


def test_a_usage_is_of_the_sheets_whose_title_or_questions_have_its_words_in_either_number_and_of_no_other(tmp_path):
    text = VOCABULAIRE + USAGES
    [told] = found(report_on(tmp_path, {VOCABULARY: text}), "R006")
    assert told.message == "Aucune fiche ne dit « mentorat », ni dans son titre ni dans ses questions."
    assert text.splitlines()[told.place.line - 1][told.place.column - 1 :].startswith("mentorat")


def test_nothing_is_told_before_the_first_sheet(tmp_path):
    none = {"content/fiches/exemple.md": None}
    assert found(report_on(tmp_path, {VOCABULARY: VOCABULAIRE + USAGES, **none}), "R006") == []
