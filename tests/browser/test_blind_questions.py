"""Questions of people who saw the titles of the sheets and nothing else (``tests/search_blind.py``), asked of the council's site.

The content changes, so what is asserted is far under what was measured: a search that breaks is seen, a sheet that is rewritten is not.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import LONG
from tests.search_blind import EVERYDAY, FIRST, SET_ASIDE, TUNING, Question, ask, misspelt, read_questions, without_accents

# Of the questions whose sheets are there: how many bring one among the first; of those that no sheet answers, how many say so.
FOUND, SILENT = 0.85, 0.6


def test_the_two_halves_share_no_question_and_each_has_questions_that_nothing_answers():
    tuning, aside = read_questions(TUNING), read_questions(SET_ASIDE)
    assert {one.set_aside for one in tuning} == {False}
    assert {one.set_aside for one in aside} == {True}
    assert len(tuning) + len(aside) >= 150
    for half in (tuning, aside):
        assert any(one.english for one in half)
        assert any(not one.sheets for one in half)


@pytest.mark.parametrize("path", [TUNING, SET_ASIDE, EVERYDAY], ids=lambda path: path.stem)
def test_most_questions_bring_a_sheet_that_answers_and_most_of_the_others_say_that_none_does(
    browser: Browser, address: str, site: Path, path: Path
):
    asked = [one for one in read_questions(path) if not one.sheets or _there(site, one)]
    answered, others = [one for one in asked if one.sheets], [one for one in asked if not one.sheets]
    page = browser.new_context(locale="fr-CA").new_page()
    page.goto(f"{address}recherche/")
    for change in (str, misspelt, without_accents) if LONG or path == TUNING else (str,):
        answers = ask(page, [change(one.text) for one in answered])
        missed = [
            one.text
            for one, answer in zip(answered, answers, strict=True)
            if not set(one.sheets) & {path for path, *_ in answer["found"][:FIRST]}
        ]
        assert len(missed) <= (1 - FOUND) * len(answered), missed
    noisy = [one.text for one, answer in zip(others, ask(page, [one.text for one in others]), strict=True) if answer["found"]]
    page.context.close()
    assert len(noisy) <= (1 - SILENT) * len(others), noisy


def _there(site: Path, question: Question) -> bool:
    """Say whether a sheet that answers is on the site, and not withdrawn."""
    files = [site / sheet / "index.html" for sheet in question.sheets]
    return any(file.is_file() and "data-pagefind-body" in file.read_text(encoding="utf-8") for file in files)
