"""Campaigns and initiatives: when, what a partner can do, what goes with them; and both sides of each link."""

from datetime import date
from pathlib import Path

import icalendar
import ics

from tests.rules.examples import campaign
from tests.site.built_pages import Element, page
from tests.site.sites import Site, body_of

INITIATIVE = "initiatives/midis-de-lecture/"
CAMPAIGN, FUND = "campagnes/semaine-de-la-lecture/", "campagnes/fonds-exemple/"


def links(part: Element) -> list[str]:
    return [link.attributes["href"] for link in part.all("a")]


def test_a_campaign_its_sheets_and_its_tools_lead_to_one_another_though_it_alone_names_them(example_site: Site):
    found = links(page(example_site.site, CAMPAIGN).one("article"))
    for address in ("fiches/lecture-a-voix-haute/", "outils/guide-exemple/"):
        assert f"../../{address}" in found
        assert f"../../{CAMPAIGN}" in links(page(example_site.site, address).one("article"))


def test_a_campaign_shows_the_days_of_an_edition_with_a_file_for_agendas(example_site: Site):
    article = page(example_site.site, CAMPAIGN).one("article")
    (edition,) = [item for item in article.all("li") if item.attributes.get("id", "").startswith("edition-")]
    assert "du lundi 15\u00a0février\u00a02027 au vendredi 19\u00a0février\u00a02027" in edition.text
    assert "campagne-semaine-de-la-lecture-2027.ics" in links(edition)


def test_a_campaign_without_a_date_or_anything_to_do_says_so(example_site: Site):
    article = page(example_site.site, FUND).one("article")
    said = [part.text for part in article.all("p", class_="p-empty")]
    assert said[:2] == [
        "Ce qu’un partenaire peut faire n’est pas encore inscrit ici. Votre équipe de liaison peut vous le dire.",
        "Aucune date n’est inscrite ici.",
    ]
    assert "Non précisé sur les pages lues" in article.text


def test_a_campaign_that_says_what_to_do_says_it_once(example_site: Site):
    headings = [part.text for part in page(example_site.site, CAMPAIGN).all("h2")]
    assert headings.count("Ce que vous pouvez faire") == 1


def test_two_parsers_read_whole_days_that_leave_the_agenda_free(example_site: Site):
    data = (example_site.site / CAMPAIGN / "campagne-semaine-de-la-lecture-2027.ics").read_bytes()
    (one,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    (other,) = ics.Calendar(data.decode()).events
    # RFC 5545, 3.6.1: the end of whole days is the day after.
    assert (one.DTSTART, one.DTEND, str(one["TRANSP"])) == (date(2027, 2, 15), date(2027, 2, 20), "TRANSPARENT")
    assert (other.all_day, other.begin.date(), other.name) == (True, date(2027, 2, 15), "Semaine exemple de la lecture & du conte")
    assert other.uid == "campagne-semaine-de-la-lecture-2027@exemple.invalid"


def test_each_edition_of_a_real_campaign_is_on_its_page_with_its_file_for_agendas(real_site: Site):
    for one in real_site.catalogue.campaigns.values():
        article = page(real_site.site, f"campagnes/{one.slug}/").one("article")
        assert [link for link in links(article) if link.endswith(".ics")] == [f"{days.slug}.ics" for days in one.days]


def test_a_campaign_without_a_date_leads_to_its_own_site(tmp_path: Path):
    dated = "editions:\n  - {nom: 2027, debut: 2027-02-15, fin: 2027-02-19}\n"
    undated = campaign(dated, "lien: https://www.example.org/semaine\n")
    assert "Voyez le site." in body_of(tmp_path, undated, "campagnes/semaine-exemple/").text


def test_an_initiative_its_committee_its_sheets_and_its_tools_lead_to_one_another(example_site: Site):
    found = links(page(example_site.site, INITIATIVE).one("article"))
    for address in ("comites/comite-exemple/", "fiches/lecture-a-voix-haute/", "outils/guide-exemple/"):
        assert f"../../{address}" in found
        assert f"../../{INITIATIVE}" in links(page(example_site.site, address).one("article"))


def test_an_initiative_says_who_agreed_and_when_it_was_reviewed(example_site: Site):
    said = page(example_site.site, INITIATIVE).one("article").text
    assert "Donné le 20\u00a0novembre\u00a02026 par\u00a0: La direction" in said
    assert "Relue le 22\u00a0novembre\u00a02026" in said


def test_an_initiative_that_waits_for_its_review_is_nowhere_on_the_site(example_site: Site):
    assert not (example_site.site / "initiatives" / "jardin-en-attente").exists()
    assert [link for link in links(page(example_site.site, "initiatives/").one("article")) if link.endswith("/")] == ["midis-de-lecture/"]


def test_the_list_of_initiatives_says_how_to_propose_one(example_site: Site):
    article = page(example_site.site, "initiatives/").one("article")
    assert "Vous en menez une?" in article.text
    assert links(article)[:2] == [
        "mailto:contact@exemple.invalid?subject=Pr%C3%A9senter%20une%20initiative",
        "https://exemple.invalid/depot/issues/new?template=initiative.yml",
    ]
