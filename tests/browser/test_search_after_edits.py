"""After edits, real searches in the browser give what they give on a first build: results, excerpts, scores, filters."""

from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import _served
from tests.publish import edits
from tests.publish.edits import Desk, built_clean, six_sheets
from tests.publish.sites import built

STEPS = (
    (edits.publish_a_draft, edits.add_a_sheet),
    (edits.edit_a_sheets_title, edits.rename_a_sheet),
    (edits.withdraw_a_sheet, edits.edit_a_sheets_question, edits.rename_a_term),
    (edits.edit_a_cited_excerpt, edits.edit_a_references_title),
)
# A word of every sheet, words of some, two words, a phrase, accents, a plural, nothing, and nothing known.
QUERIES = (
    "exemple",
    "tutorat",
    "lecture",
    "famille",
    "sommeil",
    "sobre",
    "exemple sommeil",
    '"le tutorat"',
    "eleve",
    "élèves",
    "",
    "zzyzx",
)
# Pagefind gives no order to results of the same score, and its scores are floats of 32 bits.
ASK = """
async ([index, queries]) => {
  const pagefind = await import(new URL(`../${index}/pagefind.js`, location.href).href);
  const filters = await pagefind.filters();
  const choices = [{}, ...Object.entries(filters).flatMap(([name, values]) => Object.keys(values).map((value) => ({ [name]: value })))];
  const asked = [...queries.map((query) => [query, {}]), ...choices.map((choice) => [null, choice])];
  const answers = [];
  for (const [query, choice] of asked) {
    const search = await pagefind.search(query, { filters: choice });
    const results = await Promise.all(search.results.map(async (result) => {
      const { url, excerpt, meta } = await result.data();
      return [url, excerpt, meta, Math.round(result.score * 1e4)];
    }));
    results.sort(([one], [other]) => (one < other ? -1 : 1));
    answers.push({ query, choice, results, filters: search.filters, all: search.totalFilters });
  }
  return { filters, answers };
}
"""


def answers(page: Page, site: Path) -> dict[str, Any]:
    """Return what each search index of a site answers to each query, and to each filter alone."""
    with _served(site) as home:
        page.goto(f"{home}recherche/")
        return {index.name: page.evaluate(ASK, [index.name, QUERIES]) for index in sorted(site.glob("pagefind*"))}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A site that was edited and built at each step, and the first build of the same content."""
    root = tmp_path_factory.mktemp("recherche")
    desk = Desk(six_sheets(root / "suivi"), Random(2))  # noqa: S311 (a choice of examples)
    built(desk.project)
    for step in STEPS:
        for edit in step:
            edit(desk)
        built(desk.project)
    return desk.project.site, built_clean(desk.project, root / "neuf").site


def test_searches_after_edits_give_what_they_give_on_a_first_build(page, sites):
    edited, clean = (answers(page, site) for site in sites)
    assert edited == clean
    found = {answer["query"]: {url for url, *_ in answer["results"]} for answer in edited["pagefind"]["answers"] if answer["query"]}
    # The searches tell pages apart: some find all sheets, some find one, some nothing.
    assert len(found["exemple"]) > len(found["sobre"]) == 1
    assert found["eleve"] == found["élèves"] != set()
    assert found["zzyzx"] == set()
