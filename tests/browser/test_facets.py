"""Filters, on the search page and on the lists of sheets and activities: AND across, OR within, an address to share, a way back."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Log
from tests.browser.test_accessibility import landmarks_alike, measured_page

HOSTILE, TOOL, TUTORING, WORK = "lecture-a-voix-haute", "retour-sur-un-outil", "tutorat-grande-echelle", "travail-pendant-les-etudes"


def settled(page: Page) -> None:
    page.locator("#recherche-resultats[aria-busy=false]").wait_for(state="attached")


def opened(page: Page, address: str) -> Page:
    """Open a page and its panel of filters."""
    page.goto(address)
    settled(page)
    page.locator("#filtres > summary").click()
    page.locator("#filtres[data-pret]").wait_for()
    return page


def sheets(page: Page) -> list[str]:
    """Return the pages of the results, by the last part of their address."""
    settled(page)
    return page.locator("#recherche-resultats .p-card__title a").evaluate_all("links => links.map(a => a.pathname.split('/').at(-2))")


def group(page: Page, legend: str) -> Locator:
    return page.get_by_role("group", name=legend, exact=True)


def tick(page: Page, legend: str, choice: str) -> None:
    group(page, legend).get_by_role("checkbox", name=choice).check()
    settled(page)


def counts(page: Page, legend: str) -> dict[str, int]:
    """Return the choices of a facet that are offered, each with its count."""
    labels = group(page, legend).locator("label").filter(visible=True)
    return {label.locator("[data-nom]").inner_text(): int(label.locator("[data-nombre]").inner_text()) for label in labels.all()}


@pytest.fixture
def listing(page, example_address) -> Page:
    return opened(page, f"{example_address}fiches/")


def test_choices_are_or_within_a_facet_and_and_across(listing):
    tick(listing, "Public", "Employeurs")
    assert sheets(listing) == [WORK]
    tick(listing, "Public", "Milieu municipal")
    assert sheets(listing) == [TUTORING, WORK]
    tick(listing, "Âge", "Primaire")
    assert sheets(listing) == [TUTORING]
    expect(listing.locator("#recherche-etat")).to_have_text("1\u00a0résultat, des plus récents aux plus anciens.")


def test_counts_follow_the_choices_of_the_other_facets(listing):
    assert counts(listing, "Thème") == {"Lecture & littératie": 2, "Tutorat": 1, "Études et travail": 1, "Transitions": 2}
    tick(listing, "Âge", "Secondaire")
    assert counts(listing, "Thème") == {"Lecture & littératie": 1, "Tutorat": 1, "Études et travail": 1, "Transitions": 1}
    assert counts(listing, "Âge") == {"Primaire": 3, "Secondaire": 3}
    tick(listing, "Thème", "Tutorat")
    assert counts(listing, "Âge") == {"Primaire": 1, "Secondaire": 1}


def test_every_facet_of_the_content_is_offered(listing):
    assert listing.locator("#filtres legend").filter(visible=True).all_inner_texts() == [
        "Thème", "Public", "Âge", "Type", "Genre de preuve", "Confiance dans la preuve", "Déterminant", "Année de révision", "Comité", "Langue des sources",
    ]  # fmt: skip
    assert counts(listing, "Confiance dans la preuve") == {"Modérée": 1, "Limitée": 1, "Très limitée": 1, "Insuffisante": 1}
    assert counts(listing, "Année de révision") == {"2026": 3, "2025": 1}
    assert counts(listing, "Comité") == {"Comité exemple de Val-Exemple": 2}


def test_a_committees_sheets_activities_and_needs_are_one_address_away(page, example_address):
    page.goto(f"{example_address}fiches/{TUTORING}/")
    page.get_by_role("link", name="Comité exemple de Val-Exemple", exact=True).click()
    page.get_by_role("main").get_by_role("link", name="Recherche", exact=True).click()
    needs = ["heures-de-travail", "lire-pendant-l-ete"]
    its_own = [
        "comite-exemple",
        "comite-exemple",
        "comite-exemple-2026-2027",
        "midis-de-lecture",
    ]  # page, kit, plan, a partner's initiative
    activities = ["2026-11-10-presentation-comite", "2027-02-10-atelier-lecture"]
    assert sorted(sheets(page)) == sorted([*activities, *needs, *its_own, HOSTILE, TUTORING])
    assert page.locator("#filtres-actifs button").first.inner_text() == "Comité\u00a0: Comité exemple de Val-Exemple"


@pytest.mark.newcomer
def test_activities_are_filtered_as_sheets_are_and_the_list_and_calendar_come_back(page, example_address):
    page.clock.set_fixed_time(datetime(2026, 11, 24, 12, tzinfo=UTC))
    opened(page, f"{example_address}activites/")
    assert page.locator("#filtres legend").filter(visible=True).all_inner_texts() == ["Forme", "Thème", "Public", "Comité", "Année"]
    assert counts(page, "Forme") == {"Webinaire": 2, "Conférence": 1, "Atelier": 1, "Présentation en comité": 1}
    as_it_was = [page.get_by_role("heading", name=name, exact=True) for name in ("À venir", "Calendrier", "2026")]
    for heading in as_it_was:
        expect(heading).to_be_visible()
    tick(page, "Comité", "Comité exemple de Val-Exemple")
    tick(page, "Année", "2027")
    assert page.url == f"{example_address}activites/?comite=comite-exemple&annee=2027"
    assert sheets(page) == ["2027-02-10-atelier-lecture"]
    expect(page.locator("#recherche-resultats .p-card__meta span")).to_have_text(["Atelier", "mercredi 10\u00a0février\u00a02027"])
    for heading in as_it_was:
        expect(heading).to_be_hidden()
    expect(page.get_by_role("heading", name="S’abonner au calendrier")).to_be_visible()
    page.get_by_role("button", name="Tout effacer").press("Enter")
    settled(page)
    assert page.url == f"{example_address}activites/"
    for heading in as_it_was:
        expect(heading).to_be_visible()


def test_a_facet_that_divides_nothing_is_hidden_and_comes_back(listing):
    tick(listing, "Confiance dans la preuve", "Modérée")
    for legend in ("Thème", "Type", "Année de révision"):
        expect(group(listing, legend)).to_be_hidden()
    expect(group(listing, "Confiance dans la preuve")).to_be_visible()
    listing.get_by_role("button", name="Tout effacer").click()
    expect(group(listing, "Thème")).to_be_visible()


def test_the_address_holds_the_choices_and_the_back_button_undoes_them(listing, example_address):
    tick(listing, "Thème", "Tutorat")
    tick(listing, "Thème", "Études et travail")
    tick(listing, "Public", "Employeurs")
    assert listing.url == f"{example_address}fiches/?theme=tutorat,etudes-travail&public=employeur"
    assert sheets(listing) == [WORK]
    listing.go_back()
    listing.wait_for_url(f"{example_address}fiches/?theme=tutorat,etudes-travail")
    assert sheets(listing) == [TUTORING, WORK]
    expect(group(listing, "Public").get_by_role("checkbox", name="Employeurs")).not_to_be_checked()
    listing.go_back()
    listing.go_back()
    listing.wait_for_url(f"{example_address}fiches/")
    expect(listing.locator("#liste-fiches")).to_be_visible()


def test_a_shared_address_shows_the_same_and_unknown_choices_are_nothing(page, example_address):
    page.goto(f"{example_address}fiches/?theme=lecture,inconnu&force=%3Cimg%20src=x%3E")
    assert sheets(page) == [HOSTILE, TOOL]
    expect(page.locator("#liste-fiches")).to_be_hidden()
    assert page.locator("#filtres-actifs button").all_inner_texts() == ["Thème\u00a0: Lecture & littératie", "Tout effacer"]


def test_each_choice_is_a_chip_that_takes_it_back_and_one_button_takes_all(page, example_address):
    page.goto(f"{example_address}fiches/?theme=lecture,tutorat&age=primaire")
    settled(page)
    page.get_by_role("button", name="Retirer le filtre Thème\u00a0: Lecture & littératie").press("Enter")
    assert sheets(page) == [TUTORING]
    # The focus is on the chip that took its place.
    expect(page.get_by_role("button", name="Retirer le filtre Thème\u00a0: Tutorat")).to_be_focused()
    page.get_by_role("button", name="Tout effacer").press("Enter")
    settled(page)
    assert page.url == f"{example_address}fiches/"
    expect(page.locator("#filtres > summary")).to_be_focused()
    expect(page.locator("#filtres-actifs")).to_be_hidden()
    expect(page.locator("#liste-fiches")).to_be_visible()


def test_filters_and_a_question_go_together(page, example_address):
    opened(page, f"{example_address}recherche/?q=tutorat")
    assert counts(page, "Type")["Activités"] == 2
    tick(page, "Type", "Activités")
    assert sorted(sheets(page)) == ["2026-11-10-presentation-comite", "2026-12-01-webinaire-tutorat"]
    assert page.url == f"{example_address}recherche/?q=tutorat&type=activite"
    page.get_by_role("searchbox", name="Votre question ou votre mot").fill("portrait")
    page.keyboard.press("Enter")
    assert sheets(page) == []
    expect(page.get_by_text("Retirez un filtre pour voir plus de pages.")).to_be_visible()


def test_counts_are_those_of_a_question_typed_while_the_panel_opens(page, example_address):
    page.goto(f"{example_address}recherche/")
    page.locator("#filtres > summary").click()
    page.get_by_role("searchbox", name="Votre question ou votre mot").fill("tutorat")
    page.locator("#recherche-etat", has_text="pour «\u00a0tutorat\u00a0»").wait_for()
    page.locator("#filtres[data-pret]").wait_for()
    settled(page)
    assert sum(counts(page, "Type").values()) == len(sheets(page))


def test_the_data_of_filters_is_loaded_when_the_panel_opens_and_not_before(page, example_address):
    log = Log()
    log.follow(page)
    page.goto(f"{example_address}recherche/?q=tutorat")
    settled(page)
    assert [url for url in log.requests if "/pagefind/facettes." in url] == []
    page.locator("#filtres > summary").click()
    page.locator("#filtres[data-pret]").wait_for()
    assert len([url for url in log.requests if "/pagefind/facettes." in url]) == 1
    assert log.problems == []


@pytest.mark.parametrize("address", ["fiches/", "activites/"])
def test_a_list_loads_nothing_of_search_until_a_filter_is_wanted(page, example_address, address):
    log = Log()
    log.follow(page)
    page.goto(example_address + address)
    settled(page)
    assert [url for url in log.requests if "/pagefind/" in url] == []


def test_a_phone_shows_three_facets_then_the_others_on_request(browser: Browser, example_address):
    page = browser.new_context(viewport={"width": 360, "height": 800}, locale="fr-CA").new_page()
    opened(page, f"{example_address}fiches/")
    shown = page.locator("#filtres legend").filter(visible=True)
    assert shown.all_inner_texts() == ["Thème", "Public", "Âge"]
    page.get_by_role("button", name="Plus de filtres").click()
    assert shown.count() == 10
    page.context.close()


def test_a_choice_is_made_by_keyboard_alone_and_the_count_is_announced(page, example_address):
    page.goto(f"{example_address}fiches/")
    settled(page)
    page.locator("#filtres > summary").press("Enter")
    page.locator("#filtres[data-pret]").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert sheets(page) == [HOSTILE, TOOL]
    announced = page.get_by_role("status").filter(has_text="résultats")
    expect(announced).to_have_text("2\u00a0résultats, des plus récents aux plus anciens.")
    page.keyboard.press("Escape")
    expect(page.locator("#filtres > summary")).to_be_focused()
    expect(page.locator("#filtres")).not_to_have_attribute("open", "")


def test_without_javascript_the_list_leads_to_themes_audiences_and_ages(browser: Browser, example_address):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{example_address}fiches/")
    expect(page.locator("#filtres")).to_be_hidden()
    note = page.get_by_text("Les filtres demandent JavaScript.")
    assert note.get_by_role("link").all_inner_texts() == ["thèmes", "publics", "âges"]
    page.context.close()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (360, "dark"), (1280, "dark")])
def test_with_the_panel_open_and_results_nothing_is_inaccessible_or_too_wide(browser: Browser, example_address, width, scheme):
    page = measured_page(browser, width, color_scheme=scheme)
    opened(page, f"{example_address}recherche/?q=tutorat&public=scolaire&references=oui")
    page.locator("#recherche-references li").first.wait_for()
    assert_open_to_all(page, width)


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_the_list_of_activities_filtered_is_open_to_all(browser: Browser, example_address, width, scheme):
    page = measured_page(browser, width, color_scheme=scheme)
    opened(page, f"{example_address}activites/?theme=tutorat")
    assert_open_to_all(page, width)


def assert_open_to_all(page: Page, width: int) -> None:
    """Assert that a page, its panel open, passes axe and our measures, at that width and with text twice as large; close it."""
    if width < 768:
        page.get_by_role("button", name="Plus de filtres").click()
    assert violations(page) == []
    assert page.evaluate("measures.wide()") is False
    assert page.evaluate("measures.smallTargets()") == []
    assert landmarks_alike(page) == []
    # Text twice as large, on a screen as wide as that of other measures.
    page.set_viewport_size({"width": max(width, 360), "height": 800})
    page.add_style_tag(content="html { font-size: 250% !important }")
    assert page.evaluate("measures.clipped()") == []
    page.context.close()
