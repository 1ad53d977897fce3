"""What Pagefind's index holds beside its own: the order of the pages, and no text that no result shows."""

import gzip
import json
from itertools import accumulate
from pathlib import Path
from typing import Any

from pipeline.content.initiatives import INITIATIVES
from pipeline.handouts.dossier import theme_dossiers


def fragment(path: Path) -> dict[str, Any]:
    """Read what Pagefind loads with one result: JSON after its signature, compressed."""
    value: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
    return value


def test_the_file_of_the_order_has_every_page_the_latest_sheet_first_and_undated_pages_last(example_site):
    folder = example_site.site / "pagefind"
    pages = {path.stem: fragment(path)["url"] for path in (folder / "fragment").iterdir()}
    [order] = folder.glob("ordre.*.json")
    urls = [pages.pop(one) for one in json.loads(order.read_text(encoding="utf-8"))]
    assert pages == {}
    sheets = [url for url in urls if url.startswith("/fiches/")]
    assert sheets == [f"/fiches/{fiche.slug}/" for fiche in example_site.index.fiches]
    index = example_site.index
    filled = [theme.slug for theme, _ in theme_dossiers(index)]
    undated = sorted(
        [f"/dossiers/{slug}/" for slug in filled]
        + [f"/trousses/{slug}/" for slug in example_site.catalogue.committees]
        + [f"/{file.address}" for file in example_site.catalogue.evaluations.values()]
        + [f"/comites/{slug}/" for slug in example_site.catalogue.committees]
        + [f"/campagnes/{slug}/" for slug in example_site.catalogue.campaigns]
        + [f"/initiatives/{one.slug}/" for one in example_site.index.published(INITIATIVES)]
        + [f"/outils/{slug}/" for slug in example_site.catalogue.tools]
        + [
            f"/{slug}/"
            for slug in (*example_site.catalogue.pages, "canevas", "reprendre", "tableau-de-bord", "evaluation/comment-nous-protegeons")
        ]
    )
    assert urls[-len(undated) :] == undated


def test_the_file_of_the_tiers_lists_what_the_council_offers_besides_sheets_then_the_pages_about_the_site(example_site):
    folder = example_site.site / "pagefind"
    pages = {path.stem: fragment(path)["url"] for path in (folder / "fragment").iterdir()}
    [tiers] = folder.glob("rangs.*.json")
    other, about = ({pages.pop(one) for one in listed} for listed in json.loads(tiers.read_text(encoding="utf-8")))
    assert sorted(pages.values()) == sorted(f"/fiches/{fiche.slug}/" for fiche in example_site.index.fiches)
    assert {f"/outils/{slug}/" for slug in example_site.catalogue.tools} <= other
    assert {f"/{slug}/" for slug in (*example_site.catalogue.pages, "canevas", "reprendre", "tableau-de-bord")} <= about


def test_the_file_of_the_facets_says_where_in_that_order_the_pages_with_each_value_are(example_site):
    folder = example_site.site / "pagefind"
    [order], [facets] = (
        [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob(f"{name}.*.json")] for name in ("ordre", "facettes")
    )
    declared = {path.stem: fragment(path)["filters"] for path in (folder / "fragment").iterdir()}
    read = {
        (facet, value): [order[place] for place in accumulate(steps)] for facet, values in facets.items() for value, steps in values.items()
    }
    assert read == {
        (facet, value): [one for one in order if value in declared[one].get(facet, [])]
        for facet, value in {(facet, value) for page in declared.values() for facet, values in page.items() for value in values}
    }
    assert {"type", "theme", "public", "annee", "comite"} <= set(facets)
    assert not (folder / "filter").exists()


def test_a_result_is_loaded_without_the_text_of_its_page(example_site):
    for path in (example_site.site / "pagefind" / "fragment").iterdir():
        assert fragment(path)["content"] == ""
        assert fragment(path)["meta"]["message"]
