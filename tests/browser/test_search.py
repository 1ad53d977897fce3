"""Search in the browser: accents, plurals, the header's field, an address that can be shared."""

import pytest
from playwright.sync_api import Page, expect


def titles(page: Page) -> list[str]:
    page.locator("#recherche-etat", has_text="pour «").wait_for()
    page.locator("#recherche-resultats li").first.wait_for()
    return page.locator("#recherche-resultats .p-card__title a").evaluate_all("links => links.map(a => new URL(a.href).pathname)")


@pytest.mark.parametrize(
    ("query", "sheet"),
    [
        ("tutorat", "fiches/tutorat-grande-echelle/"),
        ("persévérance", "fiches/motivation-autodetermination/"),
        ("perseverance", "fiches/motivation-autodetermination/"),
        ("absenteisme", "fiches/absenteisme-facteurs-de-risque/"),
        ("cellulaire", "fiches/cellulaire-a-l-ecole/"),
        ("redoublement", "fiches/redoublement/"),
        ("sommeil", "fiches/sommeil-notes-mathematiques/"),
    ],
)
def test_a_query_brings_its_sheet_in_the_first_three(page, address, query, sheet):
    page.goto(f"{address}recherche/?q={query}")
    assert any(path.endswith(sheet) for path in titles(page)[:3])


def test_accents_change_nothing(page, address):
    page.goto(f"{address}recherche/?q=élève")
    accented = titles(page)
    page.goto(f"{address}recherche/?q=eleve")
    assert titles(page) == accented
    assert any("/fiches/" in path for path in accented)


def test_the_headers_field_leads_to_the_results_and_the_back_button_returns(page, address):
    page.goto(address + "fiches/redoublement/")
    page.get_by_role("searchbox", name="Chercher dans le site").fill("tutorat")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=tutorat")
    assert titles(page)
    page.go_back()
    page.wait_for_url("**/fiches/redoublement/")


def test_a_search_for_nothing_known_says_what_to_do(page, address):
    page.goto(address + "recherche/?q=zzyzx")
    expect(page.locator("#recherche-etat")).to_have_text(
        "Pas encore de fiche là-dessus : « zzyzx ». Essayez un seul mot, ou parcourez les thèmes."
    )


def test_a_query_with_markup_is_shown_as_text(page, address):
    page.goto(address + "recherche/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.locator("#recherche-etat")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("#recherche img").count() == 0


def test_references_are_not_in_the_default_results(page, address):
    page.goto(address + "recherche/?q=tutorat")
    assert not any("/references/" in path for path in titles(page))
