"""« Ce qui aide »: the page, what is taken away from it, its pages when sheets are many."""

import csv
import io
import json
from pathlib import Path

import pikepdf

from pipeline.site.downloads.overview_files import COLUMNS, EFFECT_COLUMNS
from tests.site.built_pages import page
from tests.site.sites import Site, body_of
from tests.support import FICHE, ORGANISME

PAGE = "ce-qui-aide/"
HEADERS = (
    "effets:\n"
    "  - {resultat: un exemple, mesure: ecart-type, valeur: '0,25', sens: aide, pour: des élèves, extraits: [sample2021#effet]}\n"
    "  - {resultat: un autre, mesure: non-lue, sens: aucun, pour: des élèves, extraits: [sample2021#effet]}\n"
    "redaction: Équipe"
)
MEASURED = {"content/fiches/exemple.md": FICHE.replace("redaction: Équipe", HEADERS)}


def test_a_row_says_the_evidence_the_first_effect_the_confidence_and_how_many_effects_follow(tmp_path: Path):
    body = body_of(tmp_path, MEASURED, PAGE)
    (row,) = [one for one in body.all("tr") if one.attributes.get("id") == "exemple"]
    cells = [" ".join(cell.text.split()) for cell in row.all("td")]
    assert cells[0] == "Action testée"
    assert cells[1].startswith("Aide, mais pas pour tout")
    assert "0,25\u00a0écart-type" in row.all("td")[1].text
    assert cells[1].endswith("et 1 autre résultat")
    assert cells[2:4] == ["Limitée", "Primaire"]


def test_what_no_source_says_is_said_not_to_be(tmp_path: Path):
    body = body_of(tmp_path, {}, PAGE)
    (row,) = [one for one in body.all("tr") if one.attributes.get("id") == "exemple"]
    assert [cell.text.strip() for cell in row.all("td")][4:] == ["Non dit dans ce qui a été lu", "Aucune dans ce qui a été lu"]
    assert row.all("td")[1].text.strip() == "Rien n’est mesuré"


def test_the_picture_has_its_text_with_a_link_for_each_sheet(example_site: Site):
    article = page(example_site.site, PAGE).one("article")
    (words,) = [part for part in article.all("details") if part.attributes.get("id") == "en-mots"]
    listed = {link.attributes["href"] for link in words.all("a")}
    drawn = {link.attributes["href"] for link in article.one("table", class_="p-quadrant").all("a")}
    assert listed == drawn == {f"../fiches/{fiche.slug}/" for fiche in example_site.index.fiches}


def test_the_csv_has_a_row_an_effect_and_runs_no_formula(example_site: Site):
    text = (example_site.site / PAGE / "ce-qui-aide.csv").read_bytes().decode("utf-8-sig")
    heads, *found = csv.reader(io.StringIO(text), delimiter=";")
    assert heads == [*COLUMNS.values(), *EFFECT_COLUMNS.values()]
    assert len(found) == sum(max(1, len(fiche.meta.effets)) for fiche in example_site.index.fiches)
    assert not [cell for row in found for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_the_json_has_every_sheet_and_values_as_their_excerpts_have_them(example_site: Site):
    data = json.loads((example_site.site / PAGE / "ce-qui-aide.json").read_text(encoding="utf-8"))
    told = {sheet["question"]: [effect["valeur"] for effect in sheet["effets"]] for sheet in data["fiches"]}
    assert told == {fiche.meta.question: [effect.valeur for effect in fiche.meta.effets] for fiche in example_site.index.fiches}


def test_the_document_is_on_two_wide_letter_pages_at_most(real_site: Site):
    with pikepdf.open(real_site.site / PAGE / "ce-qui-aide.pdf") as document:
        assert len(document.pages) <= 2
        assert {tuple(map(int, one.mediabox)) for one in document.pages} == {(0, 0, 792, 612)}


def test_the_frame_leads_out_of_itself(example_site: Site):
    article = page(example_site.site, "widget/ce-qui-aide/").one("main")
    assert {link.attributes.get("target") for link in article.all("a")} == {"_top"}


MAP = f"{PAGE}carte/"


def test_the_map_counts_sheets_by_theme_age_and_kind_of_evidence(tmp_path: Path):
    body = body_of(tmp_path, {}, MAP)
    heads, *rows = [[" ".join(cell.text.split()) for cell in (*row.all("th"), *row.all("td"))] for row in body.all("tr")]
    assert heads == ["Thème", "Primaire"]
    assert rows == [["Tutorat", "1 fiche : Tutorat, primaire 1 action testée."], ["Lecture", "Aucune"]]


def test_a_gap_leads_to_asking_only_where_someone_would_get_the_question(tmp_path: Path):
    council = {"content/organisme.yml": ORGANISME.replace("contact: null", "contact: equipe@example.org")}
    links = [link.attributes["href"] for link in body_of(tmp_path, council, MAP).all("a") if "Poser une question" in link.text]
    assert len(links) == 1
    assert links[0].startswith("mailto:equipe@example.org?")
    deposit = {"content/organisme.yml": ORGANISME.replace("depot: null", "depot: https://github.com/exemple/exemple")}
    links = [link.attributes["href"] for link in body_of(tmp_path / "depot", deposit, MAP).all("a") if "Poser une question" in link.text]
    assert links == ["https://github.com/exemple/exemple/issues/new?template=fiche.yml"]
