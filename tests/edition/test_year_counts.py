"""A frozen report on the example site: its page, its document, and what it says when the content has moved on."""

import docx
import pytest

from pipeline.content.catalogue import load_catalogue
from pipeline.edition.index import SiteIndex
from pipeline.site.pages.page_types import Edition
from pipeline.site.pages.reports import frozen_reports
from tests.rules.examples import REPORT_FILE, year_report
from tests.site.built_pages import Element, page
from tests.site.sites import Site
from tests.support import TODAY, make_site

ADDRESS = "rapports/2025-11-24-au-2026-11-23/"
TITLE = "Rapport du 24\u00a0novembre\u00a02025 au 23\u00a0novembre\u00a02026"


@pytest.fixture(scope="module")
def report(example_site: Site) -> Element:
    return page(example_site.site, ADDRESS).one("article", id="contenu")


def test_every_number_stands_beside_its_definition_and_leads_to_what_it_counts(report):
    rows = [[cell.text for cell in row.children if not isinstance(cell, str)] for row in report.one("tbody").all("tr")]
    assert [(name, number) for name, number, _ in rows] == [
        ("Fiches publiées", "3"), ("Fiches révisées", "0"), ("Activités tenues", "2"), ("Présentations en comité", "1"),
        ("Personnes rejointes par les activités", "14"), ("Personnes rejointes en comité", "14"), ("Suites faites", "1"),
        ("Besoins inscrits", "4"), ("Besoins qui ont eu leur réponse", "1"), ("Besoins en attente à la fin de la période", "3"),
    ]  # fmt: skip
    assert all(definition.endswith(".") for _, _, definition in rows)
    links = [link.attributes["href"][1:] for link in report.one("tbody").all("a")]
    assert len(links) == 9
    assert set(links) <= set(report.ids)


def test_people_that_nobody_counted_are_said_not_to_be_known(report):
    assert "Webinaire exemple dont la vidéo est ailleurs (17\u00a0novembre\u00a02026; non indiqué)" in report.text


def test_nothing_is_claimed_about_visits(report):
    assert "Les visites du site ne sont pas comptées." in report.text


def test_what_a_number_counts_and_each_survey_lead_to_their_pages(report):
    links = {link.attributes["href"] for link in report.all("a")}
    assert {"../../activites/2026-11-10-presentation-comite/", "../../besoins/lire-pendant-l-ete/", "../../evaluation/2026/"} <= links


def test_the_list_the_dashboard_and_the_report_lead_to_each_other(example_site, report):
    (listed,) = page(example_site.site, "rapports/").one("ul", class_="p-list").all("a")
    assert (listed.attributes["href"], listed.text) == ("2025-11-24-au-2026-11-23/", TITLE)
    assert report.all("a", href="../")
    assert page(example_site.site, "tableau-de-bord/").all("a", href="../rapports/")
    assert page(example_site.site, "rapports/").all("a", href="../tableau-de-bord/")


def test_the_document_says_the_same_numbers_under_real_headings(example_site, report):
    (link,) = [link for link in report.all("a") if "download" in link.attributes]
    document = docx.Document(str(example_site.site / ADDRESS / link.attributes["href"]))
    assert document.core_properties.title == document.paragraphs[0].text == TITLE
    table = document.tables[0]
    on_page = [[cell.text for cell in row.children if not isinstance(cell, str)] for row in report.one("table").all("tr")]
    assert [[cell.text for cell in row.cells] for row in table.rows] == on_page
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert headings == ["Les nombres", "Ce que chaque nombre compte", "Sondages", "Ce que ce rapport ne dit pas"]
    assert any(paragraph.text.startswith('Exemple hostile\u00a0: a <= & "c" {{ d }} {% e %} *f* _g_ [h](i) #j') for paragraph in document.paragraphs)  # fmt: skip


def test_a_page_that_is_gone_leaves_its_line_in_the_report_without_a_link(tmp_path):
    def there(name: str, files: dict[str, str | bytes | None]) -> frozenset[str]:
        catalogue = load_catalogue(make_site(tmp_path / name, files), [])
        assert catalogue is not None
        ((_, (_, found)),) = frozen_reports(Edition(SiteIndex(catalogue, {}, {}, TODAY)))
        return found

    assert there("la", year_report()) == {"fiches/exemple/"}
    assert there("partie", {**year_report(), "content/fiches/exemple.md": None}) == frozenset()
    assert REPORT_FILE in year_report()
