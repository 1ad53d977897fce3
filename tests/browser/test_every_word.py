"""Whoever copies a word of a sheet into the search finds the sheet: every word of five letters or more, as it stands on the page."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

# What a sheet says of other pages is theirs to be found by (``pipeline.site.search.pagefind_index``); references have a search of their own,
# and a drawing is said in words beside it.
LEFT_OUT = (
    "[data-pagefind-ignore], [hidden], .p-related, .p-references, .p-facts, .p-actions, .p-share, .p-cite-as, .p-needs-js, .headerlink, svg"
)
# Each word of the sheets that their page does not come for; and how many were tried.
LOST = r"""
async ([paths, leftOut]) => {
  const root = new URL("..", location.href);
  const { Moteur } = await import(new URL("assets/recherche/moteur.js", root).href);
  const engine = new Moteur(new URL("pagefind/pagefind.js", root).href, root.pathname, async () => ({ mots: [] }));
  const pages = new Map();
  for (const page of await engine.tout()) pages.set(page.id, new URL((await page.data()).url, location.href).href);
  const words = new Map();
  for (const path of paths) {
    const address = new URL(path, root).href;
    const html = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    const article = html.querySelector("#contenu");
    for (const one of article.querySelectorAll(leftOut)) one.remove();
    const nodes = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      for (const word of node.textContent.match(/[\p{L}\p{M}\p{N}’'\u00ad-]{5,}/gu) || []) {
        if ((word.match(/\p{L}/gu) || []).length < 5) continue;
        if (!words.has(word)) words.set(word, new Set());
        words.get(word).add(address);
      }
    }
  }
  const lost = [];
  for (const [word, there] of words) {
    const { resultats } = await engine.chercher(word, { telle: true });
    const found = new Set(resultats.map(({ id }) => pages.get(id)));
    for (const address of there) if (!found.has(address)) lost.push([word, address]);
  }
  return [words.size, lost];
}
"""


@pytest.mark.parametrize("which", ["example", "site"])
def test_every_word_of_every_published_sheet_finds_its_page(browser: Browser, request: pytest.FixtureRequest, which: str):
    folder: Path = request.getfixturevalue(which)
    home: str = request.getfixturevalue("example_address" if which == "example" else "address")
    sheets = sorted(
        path.parent.relative_to(folder).as_posix() + "/"
        for path in folder.glob("fiches/*/index.html")
        if "data-pagefind-body" in path.read_text(encoding="utf-8")
    )
    page = browser.new_context(locale="fr-CA").new_page()
    page.goto(f"{home}recherche/")
    tried, lost = page.evaluate(LOST, [sheets, LEFT_OUT])
    page.context.close()
    assert tried > 300
    assert lost == []
