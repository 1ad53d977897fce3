"""A site with the rooms that are lived in: what has no content has no page, no entry and no link, and comes with its first file."""

import re
from pathlib import Path

import pytest

from pipeline.rules.run import check
from pipeline.site.build import build, index_of
from pipeline.site.navigation import navigation
from pipeline.site.pages.page_types import Edition, site_pages
from tests.real import REAL_DAY, copy_content, grow
from tests.site.built_pages import parse
from tests.support import BESOIN, COMITE, FICHE, INITIATIVE, ORGANISME, PAGE, TODAY, make_site

NEED = "content/besoins/exemple.md"
REGISTER = "content/adresses.txt"
NOTHING: dict[str, str | bytes | None] = {"content/fiches/exemple.md": None}


def edition_of(root: Path, files: dict[str, str | bytes | None]) -> Edition:
    report = check(make_site(root, files), TODAY)
    assert report.catalogue is not None
    return Edition(index_of(report.catalogue, TODAY))


def addresses(root: Path, files: dict[str, str | bytes | None]) -> set[str]:
    return {page.address for page in site_pages(edition_of(root, files))}


def names(edition: Edition) -> tuple[list[str], dict[str, list[str]]]:
    links = navigation(site_pages(edition))
    return [name for name, _ in links.menu], {title: [name for name, _ in group] for title, group in links.footer}


def test_a_council_that_begins_has_no_empty_page(tmp_path):
    there = addresses(tmp_path, NOTHING)
    assert not there & {
        "fiches/", "activites/", "comites/", "besoins/", "plans/", "initiatives/", "campagnes/", "outils/", "evaluation/", "rapports/",
        "region/", "tableau-de-bord/", "dossiers/", "selection/", "themes/", "publics/", "ages/", "determinants/",
    }  # fmt: skip
    assert [address for address in there if address.startswith(("themes/", "dossiers/", "widget/"))] == []


@pytest.mark.parametrize(
    ("files", "opens"),
    [
        ({NEED: BESOIN}, {"besoins/", "tableau-de-bord/"}),
        ({"content/initiatives/exemple.md": INITIATIVE}, {"initiatives/"}),
        ({"content/comites/exemple.md": COMITE}, {"comites/", "region/", "dossiers/"}),
        ({"content/comites/exemple.md": re.sub(r"enjeux:\n  - .*\n", "", COMITE)}, {"comites/", "dossiers/"}),
        ({"content/organisme.yml": ORGANISME + "enjeux:\n  - {enjeu: Lire en famille, themes: [lecture]}\n"}, {"region/"}),
    ],
)
def test_a_list_comes_with_its_first_file(files, opens, tmp_path):
    before, after = addresses(tmp_path / "avant", {}), addresses(tmp_path / "apres", files)
    lists = {address for address in after - before if address.count("/") == 1}
    assert lists == opens


def test_a_dossier_comes_with_the_second_sheet_of_its_theme(tmp_path):
    other = FICHE.replace("Exemple de fiche sur le tutorat", "Autre exemple de fiche")
    assert "dossiers/tutorat/" not in addresses(tmp_path / "une", {})
    assert {"dossiers/", "dossiers/tutorat/"} <= addresses(tmp_path / "deux", {"content/fiches/autre.md": other})


def test_the_menu_and_the_footer_name_what_is_there_and_nothing_else(tmp_path):
    assert names(edition_of(tmp_path / "rien", NOTHING)) == (
        [],
        {
            "Comprendre": ["Comment nous choisissons", "Bibliographie"],
            "Pour les comités": ["Canevas"],
            "Le site": ["Reprendre nos contenus"],
        },
    )
    menu, groups = names(edition_of(tmp_path / "comite", {"content/comites/exemple.md": COMITE, NEED: BESOIN}))
    assert menu == ["Fiches", "Ce qui aide", "Comités"]
    assert "Vos besoins, nos réponses" in groups["Pour les comités"]
    assert groups["La région"] == ["La région", "Tableau de bord"]


def test_a_written_page_says_its_own_place(tmp_path):
    said = PAGE.replace("\n---\n", "\nmenu: site\nrang: 5\nnom_au_menu: Exemple court\n---\n", 1)
    _, groups = names(edition_of(tmp_path, {"content/pages/a-propos.md": said}))
    assert groups["Le site"] == ["Exemple court", "Reprendre nos contenus"]


def test_an_address_that_was_published_leads_to_an_open_page_until_it_has_something_to_show(tmp_path):
    """A reader's bookmark: first the page, then nothing to show, then the page again."""
    project = make_site(tmp_path, {NEED: BESOIN}, templates=True)
    assert build(project, TODAY).prepared is not None
    shown = tmp_path / "site/besoins/index.html"
    assert 'http-equiv="refresh"' not in shown.read_text(encoding="utf-8")
    (tmp_path / NEED).unlink()
    (tmp_path / REGISTER).write_text("besoins/\nfiches/exemple/\n", encoding="utf-8")
    assert build(project, TODAY).prepared.blocking == ()
    html = shown.read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../">' in html
    assert 'name="robots" content="noindex"' in html
    assert "besoins/" not in (tmp_path / "site/index.html").read_text(encoding="utf-8")
    (tmp_path / NEED).write_text(BESOIN, encoding="utf-8")
    assert build(project, TODAY).prepared.blocking == ()
    assert 'http-equiv="refresh"' not in shown.read_text(encoding="utf-8")


def test_every_page_follows_when_an_entry_comes(tmp_path):
    project = make_site(tmp_path, templates=True)
    build(project, TODAY)
    about = tmp_path / "site/a-propos/index.html"
    assert "Initiatives des partenaires" not in about.read_text(encoding="utf-8")
    path = tmp_path / "content/initiatives/exemple.md"
    path.parent.mkdir()
    path.write_text(INITIATIVE, encoding="utf-8")
    build(project, TODAY)
    groups = parse(about.read_bytes()).one("nav", **{"aria-label": "Pied de page"})
    assert [link.attributes["href"] for link in groups.all("a") if link.text == "Initiatives des partenaires"] == ["../initiatives/"]


def test_what_is_counted_as_published_is_what_is_made(tmp_path):
    project = grow(copy_content(tmp_path / "reel"))
    for catalogue, day in (
        (check(project, REAL_DAY).catalogue, REAL_DAY),
        (check(make_site(tmp_path / "petit", NOTHING), TODAY).catalogue, TODAY),
    ):
        assert catalogue is not None
        made = {page.address for page in site_pages(Edition(index_of(catalogue, day))) if page.type.listed}
        assert {address for address in made if "/page/" not in address} <= catalogue.published_addresses(day)
        assert not made & catalogue.closed_rooms(day).keys()


def test_no_page_speaks_to_the_editor_and_no_button_writes_to_nobody(small_site):
    for path in small_site.site.rglob("index.html"):
        html = path.read_text(encoding="utf-8")
        assert "mailto:?" not in html, path
        assert "(adresse" not in html, path
        assert "à compléter" not in html, path
