"""A committee's plan: its page, its table, and the sheets it rests on, on the example site."""

import csv
import io

from pipeline.text.french import file_size
from tests.site.built_pages import page

ADDRESS = "plans/comite-exemple-2026-2027/"
TITLE = "Exemple\u00a0: former quatre groupes de tutorat & les suivre"


def test_the_page_says_in_words_where_the_plan_is_before_any_bar(example_site):
    tree = page(example_site.site, ADDRESS)
    assert tree.one("p", class_="p-lead").text == "Sur 4\u00a0actions, 1 est atteinte, 2 sont en cours et 1 est à venir."
    objectives = tree.one("ul", class_="p-plan-progress").all("li")
    assert [one.one("span", class_="p-plan-progress__words").text for one in objectives] == [
        "Sur 3\u00a0actions, 1 est atteinte, 1 est en cours et 1 est à venir.", "La seule action est en cours.",
    ]  # fmt: skip
    # Drawn as they are told, one part a state.
    assert [[(part.attributes["title"], part.text) for part in one.one("span", class_="p-segments").all("span")] for one in objectives] == [
        [("Atteinte", "1"), ("En cours", "1"), ("À venir", "1")],
        [("En cours", "1")],
    ]


def test_the_list_of_plans_says_of_each_whose_it_is_and_where_it_stands(example_site):
    card = page(example_site.site, "plans/").one("li", class_="p-card")
    assert card.one("a").attributes["href"] == "comite-exemple-2026-2027/"
    assert [part.text for part in card.all("h2") + card.all("p")] == [
        "Comité exemple de Val-Exemple, 2026-2027",
        "Sur 4\u00a0actions, 1 est atteinte, 2 sont en cours et 1 est à venir.",
        "Revu le 20\u00a0novembre\u00a02026",
    ]


def test_every_bar_has_a_name_and_stands_beside_its_words(example_site):
    tree = page(example_site.site, ADDRESS)
    bars = [bar.attributes for one in tree.all("article", class_="p-plan-action") for bar in one.all("progress")]
    assert [(bar["aria-label"], bar["value"], bar["max"]) for bar in bars] == [
        ("Groupes formés", "3", "4"), ("Feuillets remis", "200", "200"), ("Heures du conte tenues", "2", "8"),
    ]  # fmt: skip
    (action, *_) = tree.all("article", class_="p-plan-action")
    assert "Maison des jeunes exemple, Bibliothèque <b>exemple</b> {{ a }} *b* [c](javascript:d)" in action.text  # hostile words stay words
    assert "3 groupes (cible\u00a0: 4 groupes)" in action.text
    assert "Source\u00a0: Registre exemple de l’école" in action.text


def test_the_review_lists_what_may_be_late_lack_a_value_or_wait_each_from_its_day(example_site):
    tree = page(example_site.site, ADDRESS)
    found = {
        section.attributes["data-question"]: [(li.one("a").text.split(" ")[1], li.attributes.get("data-apres")) for li in section.all("li")]
        for section in tree.all("section")
        if "data-question" in section.attributes
    }
    assert found == {
        "retard": [("former", "2026-10-30"), ("jumeler", "2027-05-15"), ("tenir", "2027-06-15")],
        "valeur": [("former", None), ("jumeler", "2027-05-15")],
        "decision": [("former", "2026-10-30"), ("jumeler", "2027-05-15")],
    }


def test_each_action_is_told_once_and_the_review_leads_to_it(example_site):
    tree = page(example_site.site, ADDRESS)
    told = [heading.text for heading in tree.all("h4")]
    assert len(told) == len(set(told)) == 4
    assert tree.all("table") == []
    named = {link.attributes["href"].removeprefix("#"): link.text for link in tree.one("div", class_="p-review").all("a")}
    assert named == {heading.attributes["id"]: heading.text for heading in tree.all("h4") if heading.attributes["id"] in named}


def test_the_plan_and_its_sheets_lead_to_each_other(example_site):
    plan, sheet = page(example_site.site, ADDRESS), page(example_site.site, "fiches/lecture-a-voix-haute/")
    assert [link for link in plan.all("a") if link.attributes["href"] == "../../fiches/lecture-a-voix-haute/"]
    (link,) = [link for link in sheet.all("a") if link.attributes.get("href") == f"../../{ADDRESS}"]
    assert link.text == "Utilisée dans le plan de Comité exemple de Val-Exemple, 2026-2027"
    assert [
        one for one in page(example_site.site, "fiches/retour-sur-un-outil/").all("a") if ADDRESS in one.attributes.get("href", "")
    ] == []


def test_the_plan_its_committee_and_the_need_it_takes_up_lead_to_each_other(example_site):
    plan = page(example_site.site, ADDRESS)
    links = {link.attributes["href"]: link.text for link in plan.all("a")}
    assert links["../../comites/comite-exemple/"] == "Comité exemple de Val-Exemple"
    assert links["../../besoins/lire-pendant-l-ete/"] == "Que faire pour que les enfants lisent pendant l’été (exemple)?"
    committee = {link.attributes.get("href"): link.text for link in page(example_site.site, "comites/comite-exemple/").all("a")}
    assert committee[f"../../{ADDRESS}"] == "Plan d’action 2026-2027"
    assert "../../canevas/#canevas-comite-exemple" in committee
    assert "canevas-comite-exemple" in page(example_site.site, "canevas/").ids
    need = {link.attributes.get("href"): link.text for link in page(example_site.site, "besoins/lire-pendant-l-ete/").all("a")}
    assert need[f"../../{ADDRESS}"] == "Repris dans le plan de Comité exemple de Val-Exemple, 2026-2027"
    other = page(example_site.site, "comites/comite-deux-rives/")
    assert "son plan d’action" in other.one("p", class_="p-empty").text


def test_the_table_to_download_is_for_excel_in_french(example_site):
    data = (example_site.site / ADDRESS / "plan-comite-exemple-2026-2027.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfObjectif;Besoin;")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row["Action"].split(" ")[1] for row in rows] == ["former", "informer", "jumeler", "tenir"]
    assert (rows[0]["Partenaires"], rows[3]["Effet à la baisse"]) == (
        "Maison des jeunes exemple; Bibliothèque <b>exemple</b> {{ a }} *b* [c](javascript:d)",
        "oui",
    )


def test_the_canvases_are_listed_with_their_format_and_their_size(example_site):
    folder = example_site.site / "canevas"
    tree = page(example_site.site, "canevas/")
    links = [link.attributes["href"] for link in tree.all("a") if "download" in link.attributes]
    assert len(links) == 24  # four blank, four for each of two committees, in two formats
    sizes = [one.text for one in tree.all("span", class_="p-muted")]
    assert sizes == [file_size((folder / link).stat().st_size) for link in links]
    assert "Word (.docx)\u00a0: Prise de notes, Comité exemple de Val-Exemple" in [link.text for link in tree.all("a")]


def test_the_real_site_has_a_page_for_each_plan_and_canvases_for_each_committee(real_site):
    plans, committees = real_site.catalogue.plans, real_site.catalogue.committees
    assert {path.parent.name for path in (real_site.site / "plans").glob("*/index.html")} == set(plans)
    for slug in committees:
        assert (real_site.site / "canevas" / slug / f"prise-de-notes-{slug}.docx").is_file()
    tree = page(real_site.site, "canevas/")
    # Four canvases in two formats: blank, then for each committee.
    assert len([link for link in tree.all("a") if "download" in link.attributes]) == 8 * (1 + len(committees))
