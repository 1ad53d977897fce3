"""« Comment nous choisissons »: the counts of the journal, as a diagram and as a table, and what was chosen by hand apart."""

from pipeline.content.watch.journal import count
from tests.site.built_pages import Element, page

ADDRESS = "comment-nous-choisissons/"
NB = "\u00a0"


def rows(tree: Element) -> list[tuple[str, str]]:
    """Return the rows of the table: name, number."""
    return [(row.one("th").text, row.one("td").text) for row in tree.one("table").one("tbody").all("tr")]


def boxes(tree: Element) -> list[str]:
    """Return what the boxes of the diagram say, in order."""
    return [box.text for box in tree.one("figure").all("p")]


def test_the_table_gives_the_stages_with_each_reason(example_site):
    assert rows(page(example_site.site, ADDRESS)) == [
        ("Repérés", "6"),
        ("Doublons", "1"),
        (f"Exclus{NB}: hors de nos thèmes", "1"),
        (f"Exclus{NB}: pas une étude (nouvelle, opinion, annonce)", "2"),
        ("En attente d’une décision", "1"),
        ("Retenus", "1"),
    ]


def test_the_diagram_gives_the_same_numbers(example_site):
    said = ["Repérés 6", "Doublons 1", "À examiner, sans les doublons 5", "Exclus 3", "Pas exclus 2", "En attente 1", "Retenus 1"]
    assert boxes(page(example_site.site, ADDRESS)) == said


def test_the_numbers_are_those_of_the_journal(example_site):
    flow = count(example_site.catalogue.watch.journal)
    assert (flow.found, flow.duplicates, flow.set_aside, flow.waiting, flow.kept) == (6, 1, 3, 1, 1)


def test_the_days_are_those_of_the_journal(example_site):
    assert f"du 10{NB}novembre{NB}2026 au 17{NB}novembre{NB}2026" in page(example_site.site, ADDRESS).text


def test_studies_chosen_by_hand_are_counted_apart(small_site):
    assert f"2{NB}études ont été choisies à la main, hors de la veille." in page(small_site.site, ADDRESS).text
    assert small_site.index.founding == 2


def test_before_its_first_run_the_watch_has_not_begun(small_site):
    tree = page(small_site.site, ADDRESS)
    assert f"La veille n’a pas encore commencé{NB}: son journal est vide." in tree.text
    assert tree.all("figure") == tree.all("table") == []
    assert "Les fils suivis" not in tree.text


def test_a_feed_that_was_never_read_is_to_be_confirmed(example_site):
    feeds = [item.text for item in page(example_site.site, ADDRESS).one("ul", class_="p-feeds").all("li")]
    assert feeds == ["Revue exemple", "Sample Journal adresse à confirmer"]


def test_every_page_leads_to_it(example_site):
    links = page(example_site.site, "fiches/").one("footer").all("a")
    assert [link.attributes["href"] for link in links if link.text == "Comment nous choisissons"] == ["../comment-nous-choisissons/"]
