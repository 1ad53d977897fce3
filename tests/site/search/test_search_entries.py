"""What the search index is told of a page: facets, order, everyday words, the message that a result shows."""

from datetime import date

import pytest

from pipeline.content.council import Usage
from pipeline.site.search.search_entries import activity_entry, fiche_entry, order_key, page_entry, reference_entry, search_markup
from pipeline.site.search.searched_pages import TEXT_AT
from tests.site.built_pages import page
from tests.site.edits import searched
from tests.site.sites import Site


def entry_of(site: Site, slug: str):
    fiche = site.catalogue.fiches[slug]
    references = [site.catalogue.references[key] for key in fiche.cited_keys]
    return fiche_entry(fiche, site.index.standings([fiche])[slug], f"fiches/{slug}/", site.catalogue.vocabulary, references)


def test_a_sheets_entry_has_every_facet(example_site):
    entry = entry_of(example_site, "travail-pendant-les-etudes")
    assert entry.filters == (
        ("type", "repere"),
        ("theme", "etudes-travail"),
        ("public", "employeur"),
        ("public", "scolaire"),
        ("age", "secondaire"),
        ("determinant", "eleve"),
        ("determinant", "communaute"),
        ("preuve", "etat-des-lieux"),
        ("force", "tres-limitee"),
        ("annee", "2025"),
        ("langue", "fr"),
    )
    assert (entry.kind, entry.evidence, entry.confidence) == (
        "Repère", "État des lieux", "Confiance très limitée\u00a0: description très incomplète",
    )  # fmt: skip


def test_a_sheet_is_found_by_the_committees_that_it_names(example_site):
    assert ("comite", "comite-exemple") in entry_of(example_site, "tutorat-grande-echelle").filters


def test_a_result_may_show_the_short_answer_or_a_key_message_without_citations_and_with_its_no_break_spaces(example_site):
    entry = entry_of(example_site, "tutorat-grande-echelle")
    fiche = example_site.catalogue.fiches["tutorat-grande-echelle"]
    assert entry.messages[0] == fiche.meta.reponse
    assert len(entry.messages) == 1 + len(fiche.key_messages)
    assert "@" not in "".join(entry.messages)


def test_a_sheet_is_about_the_words_of_its_first_theme_and_shares_those_of_the_next_and_the_expressions_of_all(example_site):
    entry = entry_of(example_site, "lecture-a-voix-haute")
    assert entry.subject == "Lecture & littératie, lire, livre"
    assert "aide aux devoirs" in entry_of(example_site, "tutorat-grande-echelle").others
    assert "aide aux devoirs" not in entry_of(example_site, "tutorat-grande-echelle").subject


def test_a_sheet_has_the_usages_of_what_its_title_and_questions_name(example_site):
    fiche = example_site.catalogue.fiches["tutorat-grande-echelle"]
    usages = (Usage(mot="Tutorats", comme=("tutoring",), compris=("tutor",)), Usage(mot="tutorat de midi", comme=("lunch",)))
    vocabulary = example_site.catalogue.vocabulary.model_copy(update={"usages": usages})
    worth = example_site.index.standings([fiche])[fiche.slug]
    assert fiche_entry(fiche, worth, "fiches/x/", vocabulary, []).usages == "tutoring, tutor"


def test_an_activity_a_page_and_a_reference_have_entries_of_their_own(example_site):
    catalogue = example_site.catalogue
    workshop = activity_entry(catalogue.activities["2027-02-10-atelier-lecture"], "activites/x/", catalogue.vocabulary)
    assert ("comite", "comite-exemple") in workshop.filters
    activity = activity_entry(catalogue.activities["2026-12-01-webinaire-tutorat"], "activites/x/", catalogue.vocabulary)
    assert activity.filters == (("type", "activite"), ("theme", "tutorat"), ("forme", "webinaire"), ("annee", "2026"))
    assert (activity.kind, activity.when) == ("Webinaire d’un autre organisme", "mardi 1er\u00a0décembre\u00a02026 (annulée)")
    assert (workshop.kind, workshop.when) == ("Atelier", "mercredi 10\u00a0février\u00a02027")
    assert page_entry(catalogue.pages["a-propos"], "a-propos/").filters == (("type", "page"),)
    reference = reference_entry(catalogue.references["sample2021"], "references/sample2021/")
    assert (reference.kind, reference.language, reference.filters) == ("Référence", "en", ())


@pytest.mark.parametrize(
    "pages",
    [
        [(date(2026, 11, 24), "b/"), (date(2026, 11, 23), "a/")],
        [(date(2026, 11, 24), "a/"), (date(2026, 11, 24), "b/")],
        [(date(1999, 1, 1), "b/"), (None, "a/")],
    ],
)
def test_pages_are_ordered_by_date_the_latest_first_then_by_address(pages):
    keys = [order_key(*one) for one in pages]
    assert keys == sorted(keys)


def test_results_of_surveys_dossiers_and_kits_are_found_and_what_they_repeat_is_not_theirs(example_site):
    found = searched(example_site.site)
    kinds = {
        address: found[f"/{address}"]["meta"]["genre"] for address in ("evaluation/2026/", "dossiers/lecture/", "trousses/comite-exemple/")
    }
    assert kinds == {"evaluation/2026/": "Sondage", "dossiers/lecture/": "Dossier", "trousses/comite-exemple/": "Trousse"}
    assert found["/trousses/comite-exemple/"]["filters"] == {"type": ["page"], "comite": ["comite-exemple"]}
    # The sheets that a dossier holds have pages of their own: its few words are those of its head.
    assert found["/dossiers/lecture/"]["word_count"] - TEXT_AT < 60 < found["/fiches/tutorat-grande-echelle/"]["word_count"] - TEXT_AT


def test_what_people_wrote_is_escaped_on_its_way_to_the_indexer(example_site):
    markup = search_markup(entry_of(example_site, "lecture-a-voix-haute"))
    assert markup.startswith('<div class="p-search-entry" data-rang="0" hidden>')
    assert markup.count("<div") == markup.count("</div>") == 1
    assert "<=" not in markup


def test_the_page_holds_its_entry_where_no_reader_meets_it(example_site):
    tree = page(example_site.site, "fiches/tutorat-grande-echelle/")
    hidden = [element for element in tree.all("div") if "hidden" in element.attributes]
    assert len(hidden) == 1
    assert "aide aux devoirs" in hidden[0].text
    assert tree.one("article").text.count("aide aux devoirs") == 1
