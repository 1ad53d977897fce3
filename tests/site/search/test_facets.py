"""The filters of search and of the list of sheets, and the words that mend spelling."""

import json
import re
from dataclasses import replace

import pytest

from pipeline.content.council import Usage
from pipeline.site.search.facets import activity_filters, search_filters, words_file
from tests.edition.test_index import index_of, sheet
from tests.rules.examples import ACTIVITE, ACTIVITY
from tests.site.built_pages import html_files, page


def choices(index, name, **options):
    return next((one.choices for one in search_filters(index, **options) if one.name == name), None)


def test_a_facet_offers_only_what_some_page_has_in_the_councils_order(example_site):
    assert choices(example_site.index, "theme") == (
        ("lecture", "Lecture & littératie"),
        ("tutorat", "Tutorat"),
        ("etudes-travail", "Études et travail"),
        ("transitions", "Transitions"),
    )
    assert choices(example_site.index, "langue") == (("fr", "Français"), ("en", "Anglais"))


def test_confidence_is_offered_the_highest_first_and_years_the_latest_first(example_site):
    assert [value for value, _ in choices(example_site.index, "force")] == ["moderee", "limitee", "tres-limitee", "insuffisante"]
    assert [value for value, _ in choices(example_site.index, "annee")] == ["2027", "2026", "2025"]


def test_the_kind_of_evidence_is_offered_from_the_strongest_to_the_weakest(example_site):
    kinds = (("action-testee", "Action testée"), ("lien-observe", "Lien observé"), ("etat-des-lieux", "État des lieux"))
    assert choices(example_site.index, "preuve") == choices(example_site.index, "preuve", only_fiches=True) == kinds


def test_the_list_of_sheets_offers_the_kinds_and_years_of_sheets_alone(example_site):
    kinds = (("fait-saillant", "Faits saillants"), ("repere", "Repère"), ("retour-sur-outil", "Retour sur un outil"))
    assert choices(example_site.index, "type", only_fiches=True) == kinds
    assert choices(example_site.index, "type") == (
        *kinds,
        ("activite", "Activités"),
        ("besoin", "Besoins"),
        ("campagne", "Campagnes et services"),
        ("comite", "Comités"),
        ("initiative", "Initiatives"),
        ("outil", "Outils"),
        ("page", "Pages du site"),
    )
    assert choices(example_site.index, "annee", only_fiches=True) == (("2026", "2026"), ("2025", "2025"))


def test_a_committee_is_a_choice_of_sheets_even_alone_and_none_is_no_facet(example_site, small_site):
    assert choices(example_site.index, "comite", only_fiches=True) == (("comite-exemple", "Comité exemple de Val-Exemple"),)
    assert choices(small_site.index, "comite", only_fiches=True) is None


@pytest.mark.parametrize("which", ["example_site", "real_site"])
def test_what_a_page_of_the_search_index_has_is_a_choice_of_the_search(which, request):
    built = request.getfixturevalue(which)
    offered = {(one.name, value) for one in search_filters(built.index) for value, _ in one.choices}
    facets = {name for name, _ in offered}
    for path in html_files(built.site):
        values = {tuple(value.split(":")) for value in re.findall('data-pagefind-filter="([^"]*)"', path.read_text(encoding="utf-8"))}
        assert {one for one in values if one[0] in facets} - offered == set(), path


@pytest.mark.parametrize("which", ["example_site", "real_site"])
def test_the_search_that_a_committees_page_leads_to_offers_the_committee(which, request):
    built = request.getfixturevalue(which)
    for committee in built.index.committees:
        assert page(built.site, f"comites/{committee.slug}/").all("a", href=f"../../recherche/?comite={committee.slug}")
        assert page(built.site, "recherche/").all("input", type="checkbox", value=committee.slug)


def test_activities_have_facets_of_their_own_that_some_activity_divides(example_site, small_site, tmp_path):
    found = {one.name: [value for value, _ in one.choices] for one in activity_filters(example_site.index)}
    assert found == {
        "forme": ["webinaire", "conference", "atelier", "presentation"],
        "theme": ["lecture", "tutorat", "etudes-travail", "transitions"],
        "public": ["scolaire", "communautaire", "employeur"],
        "comite": ["comite-exemple"],
        "annee": ["2027", "2026"],
    }
    other = ACTIVITE.replace("forme: webinaire", "forme: atelier").replace("titre: Webinaire", "titre: Atelier")
    of_no_committee = index_of(tmp_path, {"a": sheet("a")}, **{ACTIVITY: ACTIVITE, ACTIVITY.replace("-exemple", "-autre"): other})
    assert [one.name for one in activity_filters(of_no_committee)] == ["forme"]
    assert activity_filters(small_site.index) == ()


def test_a_facet_of_one_choice_is_not_a_facet(small_site):
    assert [one.name for one in search_filters(small_site.index, only_fiches=True)] == ["langue"]


def test_the_list_of_words_is_sorted_spelt_once_and_holds_titles_and_everyday_words(example_site):
    data = json.loads(words_file(example_site.index))
    assert data["mots"] == sorted(set(data["mots"]), key=data["mots"].index)
    assert {"tutorat", "tuteur", "programme", "littératie", "primaire"} <= set(data["mots"])
    assert [word for word in data["mots"] if len(word) < 4 or not word.islower()] == []
    assert {"nom": "Tutorat", "adresse": "themes/tutorat/", "mots": ["tuteur", "aide aux devoirs"]} in data["themes"]


def test_the_list_of_words_has_those_of_bodies_while_there_is_room(example_site, monkeypatch):
    words = set(json.loads(words_file(example_site.index))["mots"])
    assert "agissez" in words  # « Si vous agissez », of the text of sheets, not of a title or a summary
    monkeypatch.setattr("pipeline.site.search.facets.MAX_WORDS", 20)
    few = json.loads(words_file(example_site.index))["mots"]
    assert len(few) == 20
    assert "agissez" not in few


def test_the_list_of_words_is_in_the_site_and_the_same_each_time(example_site):
    published = (example_site.site / "recherche" / "mots.json").read_bytes()
    assert published == words_file(example_site.index) == words_file(example_site.index)


def test_what_is_understood_and_never_said_mends_no_word(example_site):
    usage = Usage(mot="tutorat", comme=("parrainage",), compris=("niochon",))
    vocabulary = example_site.catalogue.vocabulary.model_copy(update={"usages": (usage,)})
    index = replace(example_site.index, catalogue=replace(example_site.catalogue, vocabulary=vocabulary))
    words = json.loads(words_file(index))["mots"]
    assert "parrainage" in words
    assert "niochon" not in words
