"""What a sheet, a theme and the bibliography offer to take away: citations, sources, the frame, the selection's data."""

import json
import re

import rispy
from pybtex.database import parse_string

from pipeline.edition.prose.portable import PortableProse
from tests.edition.test_index import index_of, sheet
from tests.site.built_pages import page, parse
from tests.support import NOTE_EXEMPLE

SHEET = "fiches/tutorat-grande-echelle/"


def test_a_sheet_is_cited_in_apa_bibtex_and_ris(example_site):
    tree = page(example_site.site, SHEET)
    fiche = example_site.catalogue.fiches["tutorat-grande-echelle"]
    full = f"https://exemple.invalid/passerelle/{SHEET}"
    apa = next(element for element in tree.walk() if element.attributes.get("id") == "citer-apa")
    assert apa.text == f"Équipe exemple. (2026, 24\u00a0novembre). {fiche.meta.titre}. Passerelle & exemple. {full}"
    bibtex = parse_string(tree.one("pre", id="citer-bibtex").text, "bibtex").entries["tutorat-grande-echelle"]
    assert (bibtex.fields["date"], bibtex.fields["url"]) == ("2026-11-24", full)
    assert [str(name) for name in bibtex.persons["author"]] == ["{Équipe exemple}"]
    (ris,) = rispy.loads("".join(tree.one("pre", id="citer-ris")._texts()))
    assert (ris["title"], ris["authors"], ris["urls"], ris["date"]) == (fiche.meta.titre, ["Équipe exemple"], [full], "2026/11/24")


def test_a_sheet_without_an_address_says_so_in_its_citation(small_site):
    tree = page(small_site.site, "fiches/exemple/")
    assert tree.one("p", id="citer-apa").text.endswith(" Site exemple.")
    assert "url" not in tree.one("pre", id="citer-bibtex").text


def test_a_sheets_sources_are_what_it_cites_in_three_formats(real_site):
    for fiche in real_site.index.fiches:
        stem = real_site.site / "fiches" / fiche.slug / fiche.slug
        cited = sorted(set(fiche.cited_keys))
        assert sorted(parse_string(stem.with_suffix(".bib").read_text(encoding="utf-8"), "bibtex").entries) == cited
        assert sorted(item["id"] for item in rispy.loads(stem.with_suffix(".ris").read_bytes().decode())) == cited
        assert sorted(item["id"] for item in json.loads(stem.with_suffix(".json").read_bytes())) == cited


def test_the_whole_bibliography_is_offered_in_three_formats(real_site):
    links = [link.attributes["href"] for link in page(real_site.site, "bibliographie/").all("a") if "download" in link.attributes]
    assert links == ["bibliographie.bib", "bibliographie.ris", "bibliographie.json"]
    read = parse_string((real_site.site / "bibliographie" / "bibliographie.bib").read_text(encoding="utf-8"), "bibtex")
    assert sorted(read.entries) == sorted(real_site.catalogue.references)


def test_each_theme_has_the_text_of_its_frame_once_the_site_has_an_address(example_site, small_site):
    text = next(one.text for one in page(example_site.site, "reprendre/").all("pre") if "/widget/tutorat/" in one.text)
    (frame,) = parse(text).children
    assert frame.attributes == {
        "src": "https://exemple.invalid/passerelle/widget/tutorat/", "title": "Passerelle & exemple\u00a0: Tutorat", "width": "100%", "height": "480",
        "loading": "lazy",
    }  # fmt: skip
    reuse = page(small_site.site, "reprendre/")
    assert reuse.all("pre") == []
    assert reuse.one("a", href="../widget/tutorat/").text == "Tutorat"


def test_a_frame_lists_the_latest_sheets_without_script_or_header_and_leaves_the_frame(example_site):
    tree = page(example_site.site, "widget/tutorat/")
    listed = [fiche.meta.titre for fiche in example_site.index.with_term("themes", "tutorat")[:5]]
    assert [item.all("a")[0].text for item in tree.all("li")] == listed
    assert all(item.all("p")[0].text for item in tree.all("li"))
    assert (tree.all("script"), tree.all("header"), tree.all("nav")) == ([], [], [])
    assert tree.one("base").attributes == {"target": "_top"}
    assert tree.one("meta", name="robots").attributes["content"] == "noindex"
    assert "widget/" not in (example_site.site / "sitemap.xml").read_text(encoding="utf-8")


def test_what_was_read_second_hand_says_so_away_from_the_sheet_too(tmp_path):
    both = sheet("a").replace("[@exemple2020, résumé, #lien]", "[@exemple2020, résumé, #lien; @sample2021, résumé]")
    note = NOTE_EXEMPLE.replace("{#lien lang=fr lu=resume}", "{#lien lang=fr lu=communique}")
    index = index_of(tmp_path, {"a": both}, **{"research_notes/notes/exemple2020.md": note})
    first, second = PortableProse(lambda address: f"/{address}").messages(index.portable["a"])
    assert first.endswith('(<a href="/references/sample2021/">Sample, 2021</a>).')
    assert second.endswith(
        '(<a href="/references/exemple2020/">Exemple et Modèle, 2020</a>, communiqué; <a href="/references/sample2021/">Sample, 2021</a>).'
    )


def test_the_selections_data_is_safe_html_whose_links_start_at_the_selection(real_site):
    listed = json.loads((real_site.site / "selection" / "fiches.json").read_bytes())
    assert [item["fiche"] for item in listed] == [fiche.slug for fiche in real_site.index.fiches]
    for fiche in real_site.index.fiches:
        data = json.loads((real_site.site / "fiches" / fiche.slug / "selection.json").read_bytes())
        assert (data["titre"], data["adresse"]) == (fiche.meta.titre, f"../fiches/{fiche.slug}/")
        assert (len(data["messages"]), len(data["questions"])) == (len(fiche.key_messages), len(fiche.questions))
        assert sorted(data["references"]) == sorted(set(fiche.cited_keys))
        for html in (*data["messages"], *data["questions"], *data["references"].values()):
            elements = list(parse(html).walk())
            assert {element.tag for element in elements} <= {"a", "em", "strong", "i", "b", "sup", "sub", "span", "code"}
            assert all(re.match(r"\.\./|https?://", element.attributes.get("href", "../")) for element in elements)
            assert [name for element in elements for name in element.attributes if name.startswith("on")] == []
