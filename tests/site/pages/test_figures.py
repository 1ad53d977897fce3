"""« Les chiffres »: every figure that a sheet says, with the excerpt that holds it."""

import csv
import io
import json
from pathlib import Path

from pipeline.edition.figure_register import sheet_figures
from pipeline.site.build import index_of
from pipeline.site.downloads.figure_files import COLUMNS
from tests.site.built_pages import page
from tests.site.sites import Site
from tests.support import FICHE, TODAY, report_on

RULE = "regles: [{texte: Une règle exemple vise 15\u00a0% des élèves., extrait: exemple2020#lien, vue_le: 2026-11-24}]\n"
EFFECT = "effets: [{resultat: un exemple, mesure: ecart-type, valeur: '0,25', etudes: 42, sens: aide, pour: des élèves, extraits: [sample2021#effet]}]\n"


def registered(root: Path, more: str = "", text: str = FICHE) -> list[tuple[str, str, str]]:
    report = report_on(root, {"content/fiches/exemple.md": text.replace("redaction:", f"{more}redaction:", 1)})
    assert report.catalogue is not None
    (portable,) = index_of(report.catalogue, TODAY).portable.values()
    return [(one.text, one.unit, f"{one.excerpt.key}#{one.excerpt.id}") for one in sheet_figures(portable).figures]


def test_each_figure_of_the_text_comes_with_its_unit_and_its_excerpt(tmp_path: Path):
    assert registered(tmp_path) == [
        ("0,25", "taille d’effet", "sample2021#effet"),
        ("15\u00a0%", "%", "exemple2020#lien"),
        ("42\u00a0essais", "étude", "sample2021#effet"),
        ("42\u00a0essais", "étude", "sample2021#effet"),
        ("120\u00a0élèves", "élève", "exemple2020#taille"),
    ]


def test_figures_of_measured_effects_and_of_rules_come_after_those_of_the_text(tmp_path: Path):
    assert registered(tmp_path, EFFECT + RULE)[5:] == [
        ("0,25\u00a0écart-type", "écart-type", "sample2021#effet"),
        ("42\u00a0études", "étude", "sample2021#effet"),
        ("15\u00a0%", "%", "exemple2020#lien"),
    ]


def test_a_sentence_is_told_without_its_citations_or_its_signs(tmp_path: Path):
    text = FICHE.replace("L’étude porte sur 120", "L’**étude** [d’ici](https://exemple.invalid/) porte sur 120")
    report = report_on(tmp_path, {"content/fiches/exemple.md": text})
    assert report.catalogue is not None
    (portable,) = index_of(report.catalogue, TODAY).portable.values()
    assert sheet_figures(portable).figures[-1].sentence == "L’étude d’ici porte sur 120\u00a0élèves."


def test_no_figure_of_the_real_sheets_is_left_out(real_site: Site):
    index = real_site.index
    said = sum(len(trace.sentence.figures) for portable in index.portable.values() for trace in portable.traces)
    of_text = [
        one
        for portable in index.portable.values()
        for one in sheet_figures(portable).figures
        if one.sentence not in _headers(portable.fiche)
    ]
    assert said > 0
    assert len(of_text) >= said


def _headers(fiche) -> set[str]:
    return {rule.texte for rule in fiche.meta.regles}


def test_the_page_the_csv_and_the_json_hold_the_same_figures(example_site: Site):
    folder = example_site.site / "chiffres"
    heads, *rows = csv.reader(io.StringIO((folder / "chiffres.csv").read_bytes().decode("utf-8-sig")), delimiter=";")
    data = json.loads((folder / "chiffres.json").read_text(encoding="utf-8"))["chiffres"]
    shown = [part for part in page(example_site.site, "chiffres/").one("article").all("tr") if "data-lu" in part.attributes]
    assert heads == list(COLUMNS.values())
    assert len(rows) == len(data) == len(shown) > 0
    assert all(one["extrait"] and one["phrase"] and one["lu_le"] for one in data)


def test_a_figure_leads_to_its_excerpt_on_the_page_of_its_source(example_site: Site):
    for link in page(example_site.site, "chiffres/").one("article").one("section", id="tutorat-grande-echelle").all("a"):
        target, _, anchor = link.attributes["href"].removeprefix("../").partition("#")
        assert not anchor or f'id="{anchor}"' in (example_site.site / target / "index.html").read_text(encoding="utf-8")


def test_the_key_messages_of_a_sheet_are_claims_that_cite_their_sources(small_site: Site):
    claims = page(small_site.site, "fiches/exemple/").structured_data()["hasPart"]
    assert [(one["@type"], one["text"]) for one in claims] == [
        ("Claim", "L’effet global est de 0,25."),
        ("Claim", "Parmi les élèves aidés, 15\u00a0% lisent davantage."),
    ]
    assert [[work["name"] for work in one["citation"]] for one in claims] == [["A sample synthesis"], ["Exemple d’étude sur le tutorat"]]
    assert claims[0]["appearance"]["name"] == "Exemple de fiche sur le tutorat"
