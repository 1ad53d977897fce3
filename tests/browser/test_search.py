"""Search in the browser: accents, plurals, the header's field, an address that can be shared."""

import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import SUB_PATH


def titles(page: Page) -> list[str]:
    page.locator("#recherche-etat", has_text="pour «").wait_for()
    page.locator("#recherche-resultats[aria-busy=false] li").first.wait_for()
    return page.locator("#recherche-resultats .p-card__title a").evaluate_all("links => links.map(a => new URL(a.href).pathname)")


@pytest.mark.parametrize(
    ("query", "sheet"),
    [
        ("écart-type", "fiches/tutorat-grande-echelle/"),
        ("synthese", "fiches/tutorat-grande-echelle/"),
        ("fatigués", "fiches/travail-pendant-les-etudes/"),
        ("emploi", "fiches/travail-pendant-les-etudes/"),
        ("voix haute", "fiches/lecture-a-voix-haute/"),
    ],
)
def test_a_query_brings_its_sheet_in_the_first_three(page, example_address, query, sheet):
    page.goto(f"{example_address}recherche/?q={query}")
    assert any(path.endswith(sheet) for path in titles(page)[:3])


def test_a_word_that_names_a_tool_a_campaign_and_a_committee_brings_them_then_its_sheet(page, address):
    page.goto(f"{address}recherche/?q=girouettes")  # of tests/grandi
    kinds = [path.split("/")[-3] for path in titles(page)]
    assert {"outils", "campagnes", "comites"} <= set(kinds[: kinds.index("fiches")])


def test_accents_change_nothing(page, example_address):
    page.goto(f"{example_address}recherche/?q=élève")
    accented = titles(page)
    page.goto(f"{example_address}recherche/?q=eleve")
    assert titles(page) == accented
    assert any("/fiches/" in path for path in accented)


def test_the_headers_field_leads_to_the_results_and_the_back_button_returns(page, example_address):
    page.goto(example_address + "fiches/lecture-a-voix-haute/")
    page.get_by_role("searchbox", name="Chercher dans le site").fill("tutorat")
    page.keyboard.press("Enter")
    page.wait_for_url("**/recherche/?q=tutorat")
    assert titles(page)
    page.go_back()
    page.wait_for_url("**/fiches/lecture-a-voix-haute/")


def test_a_search_for_nothing_known_says_what_to_do(page, address):
    page.goto(address + "recherche/?q=zzyzx")
    expect(page.locator("#recherche-etat")).to_have_text("Pas encore de fiche là-dessus : « zzyzx ».")


def test_a_query_with_markup_is_shown_as_text(page, address):
    page.goto(address + "recherche/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.locator("#recherche-etat")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("#recherche img").count() == 0


def test_references_are_not_in_the_default_results(page, example_address):
    page.goto(example_address + "recherche/?q=tutorat")
    assert not any("/references/" in path for path in titles(page))


def status(page: Page) -> str:
    page.locator("#recherche-resultats[aria-busy=false]").wait_for(state="attached")
    return page.locator("#recherche-etat").inner_text()


def ask(page: Page, query: str) -> list[str]:
    """Type a query; return the paths of its results."""
    page.get_by_role("searchbox", name="Votre question ou votre mot").fill(query)
    page.keyboard.press("Enter")
    status(page)
    return page.locator("#recherche-resultats .p-card__title a").evaluate_all("links => links.map(a => new URL(a.href).pathname)")


@pytest.fixture
def search(page, example_address) -> Page:
    page.goto(example_address + "recherche/")
    return page


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sœur", "SOEUR"),
        ("mise en œuvre", "mise en oeuvre"),
        ("l’élève", "l'eleve"),
        ("Girouettes", "girouette"),
        ("comment aider un élève avec une girouette?", "aider eleve girouette"),
        ("qu’est-ce que la girouette", "girouette"),
    ],
)
def test_what_does_not_change_the_meaning_does_not_change_the_results(page, address, one, other):
    page.goto(address + "recherche/")  # of the council's content and tests/grandi, which has these words
    assert ask(page, one) == ask(page, other) != []


def test_a_query_of_little_words_only_is_looked_for_as_it_is(search):
    ask(search, "pour qui")
    assert status(search).endswith("pour «\u00a0pour qui\u00a0».")


def test_a_sheet_is_found_by_everyday_words_that_it_does_not_show(search, example_address):
    assert any(path.endswith("fiches/tutorat-grande-echelle/") for path in ask(search, "aide aux devoirs"))
    search.goto(example_address + "fiches/tutorat-grande-echelle/")
    assert "aide aux devoirs" not in search.locator("body").inner_text()
    assert "aide aux devoirs" not in search.locator("body").aria_snapshot()


def test_a_sheet_is_found_by_what_else_people_call_what_it_names_in_english_too(search):
    assert ask(search, "tutoring programs")[0].endswith("fiches/tutorat-grande-echelle/")
    assert ask(search, "tutoring")[0].endswith("fiches/tutorat-grande-echelle/")


def test_pages_that_have_more_of_the_words_come_before_those_that_have_fewer(search):
    paths = ask(search, "effet du tutorat en lecture")
    assert paths[0].endswith("fiches/tutorat-grande-echelle/")
    assert any(path.endswith("fiches/lecture-a-voix-haute/") for path in paths[1:])


def test_one_result_is_told_in_the_singular_and_nothing_is_said_of_how_it_was_found(search):
    assert ask(search, "la fatigue à la cafétéria") == [f"{SUB_PATH}fiches/travail-pendant-les-etudes/"]
    assert status(search) == "1\u00a0résultat pour «\u00a0la fatigue à la cafétéria\u00a0»."
    expect(search.locator("#recherche-correction")).to_be_hidden()


def test_a_misspelt_word_is_mended_at_once_and_may_be_looked_for_as_it_is(search, example_address):
    assert ask(search, "littéradie au primaire")[0].endswith("fiches/lecture-a-voix-haute/")
    assert re.fullmatch(r"\d+\u00a0résultats\.", status(search))
    mended = search.locator("#recherche-correction")
    expect(mended).to_have_text("Résultats pour littératie au primaire. Chercher plutôt littéradie.")
    assert mended.locator("strong").all_inner_texts() == ["littératie"]
    assert search.url == f"{example_address}recherche/?q=litt%C3%A9radie+au+primaire"
    mended.get_by_role("link", name="littéradie").click()
    search.wait_for_url(f"{example_address}recherche/?q=litt%C3%A9radie+au+primaire&telle=oui")
    expect(mended).to_be_hidden()
    assert "littératie" not in status(search)
    expect(search.get_by_role("searchbox", name="Votre question ou votre mot")).to_be_focused()
    ask(search, "littéradie")
    assert search.url == f"{example_address}recherche/?q=litt%C3%A9radie"
    expect(mended).to_have_text("Résultats pour littératie. Chercher plutôt littéradie.")


@pytest.mark.parametrize("query", ["tutorta au primaire", "au primaire, du tutorta", "est-ce que le tutorta marche vraiment?"])
def test_a_word_is_mended_wherever_it_stands(search, query):
    assert any(path.endswith("fiches/tutorat-grande-echelle/") for path in ask(search, query)[:3])
    expect(search.locator("#recherche-correction strong")).to_have_text("tutorat")


def test_the_list_of_words_is_asked_for_only_when_a_word_is_unknown(search):
    asked: list[str] = []
    search.on("request", lambda request: asked.append(request.url))
    ask(search, "lecture")
    assert [url for url in asked if url.endswith("mots.json")] == []
    ask(search, "lectuse")
    assert len([url for url in asked if url.endswith("mots.json")]) == 1


def test_a_result_shows_the_message_that_fits_the_kind_the_confidence_and_where_the_words_are(search):
    ask(search, "effet du tutorat")
    card = search.locator("#recherche-resultats .p-card").filter(has_text="Exemple\u00a0: le tutorat aide, mais")
    text = card.locator(".p-card__text")
    # Its short answer has both words; one of its key messages has those of the next question.
    expect(text).to_contain_text("Les élèves exemples qui reçoivent du tutorat apprennent davantage que les autres.")
    assert text.locator("mark").all_inner_texts() == ["tutorat", "effet"]
    assert card.locator(".p-card__meta span").all_inner_texts() == [
        "Faits saillants", "Action testée", "Confiance modérée\u00a0: assez sûr que l’action aide, mais pas pour tout",
    ]  # fmt: skip
    ask(search, "essais sur le tutorat")
    expect(text).to_contain_text("Les élèves qui reçoivent du tutorat apprennent davantage, d’après 42\u00a0essais.")


def test_a_word_of_the_text_alone_is_told_by_the_part_that_has_it(search):
    ask(search, "synthèse")
    card = search.locator("#recherche-resultats .p-card").filter(has_text="Exemple\u00a0: le tutorat aide, mais")
    found = card.locator(".p-card__found")
    expect(found).to_contain_text("Dans\u00a0: ")
    target = found.get_by_role("link").get_attribute("href")
    search.goto(urljoin(search.url, target))
    expect(search.locator(f"[id='{target.split('#')[1]}']")).to_be_in_viewport()


def test_nothing_found_offers_near_themes_and_an_e_mail_with_the_question(search):
    assert ask(search, "xylophone & foxxxer") == []
    nothing = search.locator("#recherche-vide")
    expect(nothing.get_by_role("link", name="tous les thèmes")).to_be_visible()
    mail = nothing.get_by_role("link", name="Poser la question").get_attribute("href")
    assert (
        mail == "mailto:contact@exemple.invalid?subject=Question%20sans%20fiche&body=Ma%20question%C2%A0%3A%20xylophone%20%26%20foxxxer%0A"
    )
    expect(nothing.locator("#vide-mots")).to_be_hidden()
    expect(nothing.locator("#vide-themes")).to_be_hidden()


def test_a_question_that_no_page_answers_has_no_result_though_some_pages_have_a_word_of_it(search):
    assert ask(search, "trombone en littératie") == []
    assert status(search) == "Pas encore de fiche là-dessus\u00a0: «\u00a0trombone en littératie\u00a0»."
    nothing = search.locator("#recherche-vide")
    assert nothing.get_by_role("list").get_by_role("link").all_inner_texts() == ["Lecture & littératie"]
    expect(nothing.get_by_role("link", name="Poser la question")).to_be_visible()
    nothing.get_by_role("button", name="Voir les pages qui ont une partie de ces mots").click()
    expect(search.locator("#recherche-resultats li").first).to_be_visible()
    expect(nothing.get_by_role("button")).to_be_hidden()


def test_references_are_searched_when_asked_for_in_a_list_of_their_own(search, example_address):
    ask(search, "tutorat")
    references = search.get_by_role("region", name="Références")
    expect(references).to_be_hidden()
    search.get_by_role("checkbox", name="Chercher aussi dans les références").check()
    status(search)
    expect(references.get_by_role("link", name="Sample et Specimen, 2021a")).to_be_visible()
    assert references.locator("[lang=en]").count() > 0
    assert search.url == f"{example_address}recherche/?q=tutorat&references=oui"
    search.go_back()
    expect(references).to_be_hidden()


def test_results_follow_the_keys_without_moving_the_focus_in_one_step_of_history(search, example_address):
    field = search.get_by_role("searchbox", name="Votre question ou votre mot")
    field.press_sequentially("tutorat")
    search.locator("#recherche-etat", has_text="pour «\u00a0tutorat\u00a0»").wait_for()
    expect(field).to_be_focused()
    assert search.url == f"{example_address}recherche/?q=tutorat"
    search.go_back()
    search.wait_for_url(f"{example_address}recherche/")
    expect(search.locator("#recherche-etat")).to_have_text("Écrivez un mot ou une question.")


@pytest.mark.newcomer
def test_the_first_five_results_are_shown_before_the_others_are_there(search):
    free, held = 5, list[Route]()

    def hold_all_but_the_free(route: Route) -> None:
        nonlocal free
        free -= 1
        if free >= 0:
            route.continue_()
        else:
            held.append(route)

    search.context.route("**/pagefind/fragment/*", hold_all_but_the_free)
    search.get_by_role("searchbox", name="Votre question ou votre mot").fill("exemple")
    results = search.locator("#recherche-resultats > li")
    expect(results).to_have_count(5)
    free = 5
    for route in held:
        route.continue_()
    expect(results).to_have_count(10)


@pytest.mark.newcomer
def test_what_every_search_needs_is_there_before_the_first_key(page, address):
    with page.context.expect_event("requestfinished", lambda request: request.url.endswith("/wasm.unknown.pagefind")):
        page.goto(address + "recherche/")
    expect(page.locator("#recherche-etat")).to_have_text("Écrivez un mot ou une question.")


def test_pages_of_equal_score_come_the_latest_first_then_by_address(page, example_address):
    page.goto(example_address + "recherche/?type=fait-saillant,repere,retour-sur-outil")
    status(page)
    paths = page.locator("#recherche-resultats a").evaluate_all("links => links.map(a => new URL(a.href).pathname.split('/').at(-2))")
    assert paths == ["lecture-a-voix-haute", "retour-sur-un-outil", "tutorat-grande-echelle", "travail-pendant-les-etudes"]


def test_a_search_that_cannot_load_says_what_to_do(page, example_address):
    page.route("**/pagefind/pagefind.js", lambda route: route.abort())
    page.goto(example_address + "recherche/?q=lecture")
    expect(page.locator("#recherche-etat")).to_have_text("La recherche n’a pas pu se charger. Rechargez la page, ou parcourez les thèmes.")


def test_what_was_typed_before_the_script_came_is_kept_and_searched(page, example_address):
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/assets/recherche.js", hold)
    page.goto(example_address + "recherche/", wait_until="commit")
    page.locator("#q").fill("tutorat")
    held.pop().continue_()
    expect(page.locator("#recherche-etat")).to_contain_text("pour « tutorat »")
    assert page.locator("#q").input_value() == "tutorat"


def test_two_quick_presses_on_more_results_show_no_page_twice(page, example_address):
    page.goto(example_address + "recherche/?q=exemple")
    titles(page)
    page.locator("#recherche-plus").evaluate("button => { button.click(); button.click(); }")
    expect(page.locator("#recherche-resultats li").nth(10)).to_be_visible()
    page.wait_for_function("() => document.querySelector('#recherche-resultats').getAttribute('aria-busy') === 'false'")
    shown = titles(page)
    assert len(shown) == len(set(shown))
