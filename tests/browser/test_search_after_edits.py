"""After edits, real searches in the browser give what they give on a first build: results, excerpts, scores, order, facets."""

from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import _served
from tests.site import edits
from tests.site.edits import Desk, built_clean, six_sheets
from tests.site.sites import built

STEPS = (
    (edits.publish_a_draft, edits.add_a_sheet),
    (edits.edit_a_sheets_title, edits.rename_a_sheet),
    (edits.withdraw_a_sheet, edits.edit_a_sheets_question, edits.rename_a_term),
    (edits.edit_a_cited_excerpt, edits.edit_a_references_title),
)
# A word of every sheet, words of some, two words, a phrase, accents, nothing, and nothing known.
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
    "élève",
    "",
    "zzyzx",
)
# Pagefind gives no order to results of the same score, and its scores are floats of 32 bits. Of the facets, which are ours, the pages by value.
ASK = """
async ([index, queries]) => {
  const pagefind = await import(new URL(`../${index}/pagefind.js`, location.href).href);
  const answers = [];
  const urls = {};
  for (const query of [...queries, null]) {
    const search = await pagefind.search(query);
    const results = await Promise.all(search.results.map(async (result) => {
      const { url, excerpt, meta } = await result.data();
      urls[result.id] = url;
      return [url, excerpt, meta, Math.round(result.score * 1e4)];
    }));
    results.sort(([one], [other]) => (one < other ? -1 : 1));
    answers.push({ query, results });
  }
  const json = async (name) => (await fetch(new URL(`../${index}/${name}`, location.href))).json();
  const { hash } = Object.values((await json("pagefind-entry.json")).languages)[0];
  const order = (await json(`ordre.${hash}.json`)).map((id) => urls[id]);
  const facets = Object.entries(await json(`facettes.${hash}.json`)).map(([facet, values]) => [facet, Object.entries(values).map(([value, steps]) => {
    let place = 0;
    return [value, steps.map((step) => order[(place += step)])];
  })]);
  return { answers, order, facets };
}
"""


def answers(page: Page, site: Path) -> dict[str, Any]:
    """Return what each search index of a site answers to each query, its order and its facets."""
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
    assert {facet for facet, _ in edited["pagefind"]["facets"]} >= {"type", "theme", "public", "annee"}
    found = {answer["query"]: {url for url, *_ in answer["results"]} for answer in edited["pagefind"]["answers"] if answer["query"]}
    # The searches tell pages apart: some find all sheets, some find one, some nothing.
    assert len(found["exemple"]) > len(found["sobre"]) == 1
    assert found["eleve"] == found["élève"] != set()
    assert found["zzyzx"] == set()
