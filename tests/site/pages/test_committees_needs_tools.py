"""Committees, the region and the register of needs: both sides of each link, and pages that say what they are for when empty."""

from pathlib import Path

import pytest

from tests.rules.examples import COMMITTEE as COMMITTEE_FILE
from tests.site.built_pages import Element, page
from tests.site.sites import Site, body_of
from tests.support import BESOIN, COMITE, ORGANISME, OUTIL, PAGE

COMMITTEE = "comites/comite-exemple/"
NEED = "content/besoins/exemple.md"
ANSWERED, WAITING, PUT_OFF = "besoins/lire-pendant-l-ete/", "besoins/heures-de-travail/", "besoins/parents-et-devoirs/"


def links(part: Element) -> list[str]:
    return [link.attributes["href"] for link in part.all("a")]


def test_a_committee_shows_its_issues_with_sheets_on_their_themes(example_site: Site):
    issues = page(example_site.site, COMMITTEE).one("ol", class_="p-issues").all("li")
    first = [issue.one("h3").text for issue in issues if issue.all("h3")]
    assert first == ["Lire pendant l’été (exemple)", "Concilier les études et le travail (exemple)", "Faire connaître le comité (exemple)"]
    assert links(issues[0])[:2] == ["../../themes/lecture/", "../../fiches/lecture-a-voix-haute/"]


def test_a_committee_shows_the_needs_the_activities_and_the_partners_it_has(example_site: Site):
    found = links(page(example_site.site, COMMITTEE).one("article"))
    assert {f"../../{address}" for address in (ANSWERED, WAITING)} <= set(found)
    assert f"../../{PUT_OFF}" not in found
    assert "../../activites/2026-11-10-presentation-comite/" in found
    assert "École exemple et Centre d’études & de formation (exemple)" in page(example_site.site, COMMITTEE).one("article").text


def test_a_committee_shows_no_empty_part_and_says_in_one_sentence_what_it_lacks(tmp_path: Path):
    bare = {COMMITTEE_FILE: COMITE[: COMITE.index("enjeux:")] + "---\n"}
    body = body_of(tmp_path, bare, "comites/comite-exemple/")
    assert [part.text for part in body.all("p", class_="p-empty")] == [
        "Rien n’est encore inscrit ici sur ses enjeux, ses besoins, ses activités, les initiatives de ses partenaires, son plan d’action "
        "et ses partenaires."
    ]
    assert [title for title in ("Ses enjeux", "Ses besoins", "Ses activités", "Son plan", "Ses partenaires") if title in body.text] == []


def test_a_sheet_that_names_a_need_is_its_answer_on_the_page_of_the_need(example_site: Site):
    assert "../../fiches/travail-pendant-les-etudes/" in links(page(example_site.site, WAITING).one("article"))
    assert f"../../{WAITING}" in links(page(example_site.site, "fiches/travail-pendant-les-etudes/").one("article"))


def test_a_need_of_a_survey_and_the_survey_lead_to_each_other(example_site: Site):
    assert "../../evaluation/2026/" in links(page(example_site.site, WAITING).one("dl", class_="p-about"))
    assert f"../../{WAITING}" in links(page(example_site.site, "evaluation/2026/").one("article"))


def test_an_activity_and_the_plan_that_follows_from_it_lead_to_each_other(example_site: Site):
    activity, plan = "activites/2026-11-10-presentation-comite/", "plans/comite-exemple-2026-2027/"
    assert f"../../{plan}" in links(page(example_site.site, activity).one("section", **{"aria-labelledby": "plans"}))
    assert f"../../{activity}" in links(page(example_site.site, plan).all("article", class_="p-plan-action")[0])


def test_a_sheet_that_a_need_names_says_so_on_its_own_page(example_site: Site):
    assert "../../fiches/lecture-a-voix-haute/" in links(page(example_site.site, ANSWERED).one("article"))
    assert f"../../{ANSWERED}" in links(page(example_site.site, "fiches/lecture-a-voix-haute/").one("article"))


def test_a_need_named_on_both_sides_is_answered_once(example_site: Site):
    [need] = [one for one in example_site.index.needs if one.need.slug == "passage-au-secondaire"]
    assert [activity.slug for activity in need.activities] == ["2026-11-17-webinaire-video"]


def test_a_need_that_was_put_off_says_why(example_site: Site):
    tree = page(example_site.site, PUT_OFF)
    assert tree.one("p", class_="p-notice").text.endswith("La synthèse attendue sur ce sujet n’a pas encore paru (exemple).")
    assert tree.one("p", class_="p-empty").text == "Rien pour l’instant\u00a0: la réponse est reportée."


def test_the_register_puts_what_waits_first_the_oldest_first_and_no_draft(example_site: Site):
    rows = page(example_site.site, "besoins/").one("tbody").all("tr")
    assert [links(row)[0] for row in rows] == [
        "parents-et-devoirs/", "heures-de-travail/", "passage-au-secondaire/", "lire-pendant-l-ete/",
    ]  # fmt: skip
    assert [row.attributes["data-etat"] for row in rows] == ["reporte", "en-traitement", "en-traitement", "repondu"]
    assert not (example_site.site / "besoins" / "idee-de-sondage").exists()


def test_the_register_has_no_column_that_nothing_fills(tmp_path: Path):
    asked = BESOIN.replace("etat: repondu\nrepondu_le: 2026-11-20\nreponses: {fiches: [exemple]}", "etat: ouvert")
    shown = [title.text for title in body_of(tmp_path / "ouvert", {NEED: asked}, "besoins/").one("thead").all("th")]
    assert shown == ["Question", "État"]
    shown = [title.text for title in body_of(tmp_path / "repondu", {NEED: BESOIN}, "besoins/").one("thead").all("th")]
    assert shown == ["Question", "État", "Fiches"]


def test_the_region_shows_each_territory_with_its_committees_and_what_waits(example_site: Site):
    rows = page(example_site.site, "region/").one("table", class_="p-region").one("tbody").all("tr")
    assert [[cell.text for cell in row.all("td")][::2] for row in rows] == [
        ["Comité exemple de Val-Exemple", "1"], ["Comité exemple des deux rives", "2"], ["Comité exemple des deux rives", "2"],
    ]  # fmt: skip


def test_the_region_shows_where_local_and_regional_issues_meet(example_site: Site):
    rows = page(example_site.site, "region/").one("table", class_="p-grid").one("tbody").all("tr")
    assert [(row.one("th").one("a").text, "enjeu commun" in row.text) for row in rows] == [
        ("Lecture & littératie", True), ("Tutorat", False), ("Études et travail", False), ("Transitions", True),
    ]  # fmt: skip


def test_a_territory_without_a_committee_says_so(tmp_path: Path):
    council = ORGANISME + "enjeux:\n  - {enjeu: Lire en famille, themes: [lecture]}\n"
    (row,) = body_of(tmp_path, {"content/organisme.yml": council}, "region/").one("table", class_="p-region").one("tbody").all("tr")
    assert (row.one("th").text, row.all("td")[0].text) == ("Val-Exemple", "Aucun comité inscrit pour l’instant")


def test_each_territory_of_the_real_site_has_its_committees_or_says_that_it_has_none(real_site: Site):
    rows = page(real_site.site, "region/").one("table", class_="p-region").one("tbody").all("tr")
    for row, territory in zip(rows, real_site.catalogue.organisation.territoires, strict=True):
        named = [one.meta.nom for one in real_site.catalogue.committees.values() if territory.slug in one.meta.territoires]
        assert row.one("th").text == territory.nom
        assert [name for name in named if name not in row.text] == []
        assert ("Aucun comité inscrit pour l’instant" in row.text) is (named == [])


def test_the_page_of_the_region_knows_no_proper_name(real_site: Site, example_site: Site):
    for site in (real_site, example_site):
        assert page(site.site, "region/").one("h1").text == f"La région\u00a0: {site.catalogue.organisation.region}"


def test_a_tool_and_its_sheets_lead_to_one_another_whichever_names_the_other(example_site: Site):
    found = links(page(example_site.site, "outils/guide-exemple/").one("article"))
    for sheet in ("fiches/tutorat-grande-echelle/", "fiches/retour-sur-un-outil/"):
        assert f"../../{sheet}" in found
        assert "../../outils/guide-exemple/" in links(page(example_site.site, sheet).one("article"))


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("lien: https://www.example.org/guide", ["Ouvrir l’outil"]),
        (
            "lien: https://www.example.org/page\nmention: oui",
            ["Lire la page qui en parle", "L’adresse de l’outil lui-même n’a pas été trouvée"],
        ),
    ],
)
def test_a_tool_opens_at_its_address_or_says_that_only_a_page_mentions_it(tmp_path: Path, where: str, said: list[str]):
    tool = {"content/outils/outil-exemple.md": OUTIL.replace("lien: https://www.example.org/guide", where)}
    text = body_of(tmp_path, tool, "outils/outil-exemple/").text
    assert [
        words
        for words in ("Ouvrir l’outil", "Lire la page qui en parle", "L’adresse de l’outil lui-même n’a pas été trouvée")
        if words in text
    ] == said


def test_a_page_may_have_a_button_that_writes_to_the_council_once_it_can_be_written_to(example_site: Site, tmp_path: Path):
    address = "ce-que-votre-agent-peut-faire/"
    [button] = page(example_site.site, address).all("a", class_="p-button--main")
    assert button.attributes["href"] == "mailto:contact@exemple.invalid?subject=Demander%20un%20accompagnement%20%26%20plus%20%28exemple%29"
    without = {"content/pages/a-propos.md": PAGE.replace("\n---\n", "\nbouton: Demander un accompagnement\n---\n", 1)}
    assert body_of(tmp_path, without, "a-propos/").all("a", class_="p-button--main") == []


def test_a_tool_offers_its_files_with_their_format_and_their_size(example_site: Site):
    (item,) = [item for item in page(example_site.site, "outils/guide-exemple/").all("li") if "ordre-du-jour-exemple.csv" in item.text]
    assert item.one("span").text == "CSV, 1\u00a0ko"
    (link,) = links(item)
    published = example_site.site / "outils" / "guide-exemple" / link
    assert published.read_bytes() == (example_site.project.content / "outils" / "guide-exemple" / link).read_bytes()


def test_what_came_of_an_activity_says_where_its_numbers_come_from(example_site: Site):
    followed = page(example_site.site, "activites/2026-11-10-presentation-comite/").one("section", **{"aria-labelledby": "suites"}).text
    assert "Deux personnes sont nommées (exemple)." in followed
    assert "Source\u00a0: Compte rendu exemple" in followed
