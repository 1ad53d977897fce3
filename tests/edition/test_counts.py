"""« Tableau de bord » on the example site: each number, and the things that it counts."""

from tests.site.built_pages import Element, page
from tests.site.sites import body_of
from tests.support import BESOIN

ADDRESS = "tableau-de-bord/"


def tallies(tree: Element) -> dict[str, list[str]]:
    """Return each number that opens, with the names of what it counts."""
    return {
        details.one("summary").text.replace("\u00a0", " "): [item.text.split(" (exemple)")[0] for item in details.one("ul").all("a")]
        for details in tree.all("details", class_="p-tally")
        if "data-mois" not in details.attributes
    }


def test_every_number_opens_on_as_many_things_as_it_says(example_site):
    found = tallies(page(example_site.site, ADDRESS))
    numbers = {words: items for words, items in found.items() if words[0].isdigit() and "personnes" not in words}
    assert [(words.split(" ")[0], words) for words, items in numbers.items() if int(words.split(" ")[0]) != len(items)] == []
    assert list(numbers) == [
        "2 besoins en traitement", "1 besoin reporté", "1 besoin avec réponse",
        "1 fiche revue en 2025", "3 fiches revues en 2026", "1 fiche relue", "3 fiches pas encore relues", "1 fiche à réviser",
        "2 activités tenues", "1 présentation en comité", "2 activités annoncées", "1 activité d’un autre organisme",
        "1 suite faite", "1 suite à faire", "4 actions : Comité exemple de Val-Exemple, 2026-2027", "1 comité sans plan inscrit",
        "1 activité évaluée",
    ]  # fmt: skip


def test_every_number_links_to_pages_of_the_site_that_show_what_it_counts(example_site):
    links = {link.attributes["href"] for link in page(example_site.site, ADDRESS).one("article", id="contenu").all("a")}
    assert {
        "../besoins/?etat=repondu", "../besoins/lire-pendant-l-ete/", "../fiches/lecture-a-voix-haute/",
        "../activites/2026-11-10-presentation-comite/#suites", "../plans/comite-exemple-2026-2027/#action-1-2",
        "../evaluation/2026/#la-concertation", "../comment-nous-choisissons/", "../comites/comite-deux-rives/",
    } <= links  # fmt: skip


def test_people_are_counted_only_where_the_activity_says_how_many(example_site):
    (people,) = [
        details for details in page(example_site.site, ADDRESS).all("details") if "personnes rejointes" in details.one("summary").text
    ]
    assert people.one("summary").text == "14 personnes rejointes"
    assert [item.text for item in people.all("span", class_="p-muted")] == ["14\u00a0personnes", "non indiqué"]


def test_the_last_survey_says_what_was_used_and_what_was_thought_of_it(example_site):
    words = list(tallies(page(example_site.site, ADDRESS)))
    assert "L’usage des fiches et des activités. Le plus choisi : « Rien de cela », 38 sur 74 (51 %)." in words
    assert any(one.startswith("La concertation. Le plus d’accord : « Les bonnes personnes sont autour de la table », 52") for one in words)


def test_the_watch_is_counted_as_on_the_page_that_explains_it(example_site):
    tiles = page(example_site.site, ADDRESS).one("ul", class_="p-tiles--small").all("a")
    assert [tile.text for tile in tiles] == ["6 textes repérés", "1 doublon", "3 textes exclus", "1 texte en attente", "1 texte retenu"]


def test_what_is_not_known_yet_is_said_with_what_will_come(tmp_path):
    need = {"content/besoins/exemple.md": BESOIN}
    tree = body_of(tmp_path, need, ADDRESS)
    assert [paragraph.text.split(".")[0] for paragraph in tree.all("p", class_="p-empty")] == [
        "Aucune activité n’est inscrite pour l’instant", "Aucune suite n’est inscrite pour l’instant",
        "Aucun plan d’action n’est inscrit pour l’instant", "Aucun sondage annuel n’est encore publié",
        "La veille n’a pas encore commencé : son journal est vide",
    ]  # fmt: skip
    assert "1 fiche pas encore relue" in tallies(tree)
    assert "Les visites du site ne sont pas comptées." in tree.text


def test_a_council_member_finds_it_from_every_page_and_from_the_region(example_site):
    assert page(example_site.site, "").one("footer").all("a", href="tableau-de-bord/")
    assert page(example_site.site, "region/").one("article", id="contenu").all("a", href="../tableau-de-bord/")
