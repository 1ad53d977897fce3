"""« Ma sélection » in a real Chromium: kept on the reader's device and in the address, arranged by keyboard, printed on paper."""

import io
import re
import zlib
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import SUB_PATH, Log

TUTORAT, LECTURE, TRAVAIL = "tutorat-grande-echelle", "lecture-a-voix-haute", "travail-pendant-les-etudes"
ONE, TWO = f"selection/?fiches={TUTORAT}", f"selection/?fiches={TUTORAT},{LECTURE}"


def opened(page: Page, home: str, path: str) -> None:
    page.goto(home + path)
    page.locator("#selection-document h2").first.wait_for()


def titles(page: Page) -> list[str]:
    return page.locator(".p-chosen-sheet h2").all_inner_texts()


def chosen(page: Page) -> str:
    """Return what the address says is chosen."""
    found = re.search(r"\?fiches=(.*)$", page.url)
    return found.group(1) if found else ""


def test_a_sheet_leads_to_a_selection_that_gathers_what_a_meeting_needs(page, example_address):
    log = Log()
    log.follow(page)
    page.goto(f"{example_address}fiches/{TUTORAT}/")
    key_messages = page.locator(".p-key > li").count()
    questions = page.locator("#questions li").all_inner_texts()
    page.get_by_role("button", name="Ajouter à ma sélection").click()
    page.locator(".p-kept").click()
    page.locator("#selection-document h2").first.wait_for()
    assert chosen(page) == TUTORAT
    sheet = page.locator(".p-chosen-sheet").first
    expect(sheet).to_contain_text("Action testée · Confiance modérée\u00a0: assez sûr que l’action aide, mais pas pour tout")
    assert sheet.locator("ol > li").count() == key_messages
    assert page.locator(".p-agenda ul li").all_inner_texts() == questions
    assert titles(page)[1:] == ["Déroulement de la rencontre (45 minutes)", "Références"]
    assert page.locator(".p-references li").count() >= 1
    assert log.problems == []
    # The names of the sheets, on the device, and nothing else.
    assert (
        page.evaluate("() => [document.cookie, JSON.stringify(localStorage), sessionStorage.length].join()")
        == f',{{"selection":"{TUTORAT}"}},0'
    )


@pytest.mark.parametrize("number", range(1, 11))
def test_the_minutes_of_a_meeting_always_add_up_to_45(page, example_address, number):
    page.goto(example_address + "selection/")
    module = example_address + "assets/selection.js"
    minutes = page.evaluate("async ([module, number]) => (await import(module)).partager(number)", [module, number])
    assert len(minutes) == number
    assert all(reading >= 1 and discussion >= reading for reading, discussion in minutes)
    assert 5 + sum(reading + discussion for reading, discussion in minutes) + 10 == 45


def test_the_agenda_runs_from_0_to_45_minutes_without_a_gap(page, example_address):
    opened(page, example_address, f"selection/?fiches={TUTORAT},{LECTURE},{TRAVAIL}")
    times = [re.findall(r"\d+", text) for text in page.locator(".p-agenda__time").all_inner_texts()]
    assert times[0][0] == "0"
    assert times[-1][1] == "45"
    assert [end for _, end in times[:-1]] == [start for start, _ in times[1:]]


def test_sheets_are_added_moved_and_removed_by_keyboard_and_the_address_follows(page, example_address):
    page.goto(example_address + "selection/")
    expect(page.get_by_text("Aucune fiche pour l’instant.")).to_be_visible()
    page.locator("#selection-ajout summary").press("Enter")
    words = page.get_by_label("Mots du titre")
    words.fill("TUTORAT")
    box = page.locator("#selection-offres input").first
    box.press("Space")
    page.locator(".p-chosen li").first.wait_for()
    expect(box).to_be_focused()
    words.fill("fatigue")
    page.locator("#selection-offres input").first.press("Space")
    expect(page.locator(".p-chosen li")).to_have_count(2)
    first, second = chosen(page).split(",")
    up = page.locator(".p-chosen li").nth(1).get_by_role("button", name="Monter")
    up.press("Enter")
    assert chosen(page) == f"{second},{first}"
    expect(page.locator("#selection-etat")).to_contain_text("est maintenant en position 1.")
    # At the top, « Monter » is off: the focus goes to « Descendre » of the same sheet.
    expect(page.locator(f"[data-fiche='{second}'][data-role=descendre]")).to_be_focused()
    page.locator(f"[data-fiche='{second}'][data-role=retirer]").press("Enter")
    assert chosen(page) == first
    expect(page.locator(f"[data-fiche='{first}'][data-role=retirer]")).to_be_focused()
    page.go_back()
    expect(page.locator(".p-chosen li")).to_have_count(2)
    assert chosen(page) == f"{second},{first}"


def test_a_title_is_found_whatever_its_case_and_accents_and_nothing_found_says_what_to_do(page, example_address):
    page.goto(example_address + "selection/")
    page.locator("#selection-ajout summary").click()
    page.get_by_label("Mots du titre").fill("EST ASSOCIE")
    expect(page.locator("#selection-offres li").first).to_contain_text("est associé à plus de fatigue")
    page.get_by_label("Mots du titre").fill("zzz")
    expect(page.locator("#selection-nombre")).to_have_text(
        "Aucune fiche n’a ces mots dans son titre. Essayez un seul mot, ou un mot plus court."
    )


@pytest.mark.newcomer
def test_an_address_shared_with_someone_shows_the_same_page(browser: Browser, page, example_address):
    opened(page, example_address, TWO)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#selection").get_by_role("button", name="Copier le lien").click()
    expect(page.locator("#selection .p-share [role=status]")).to_have_text("Lien copié.")
    address = page.evaluate("() => navigator.clipboard.readText()")
    assert address == example_address + TWO
    other = browser.new_context()
    there = other.new_page()
    there.goto(address)
    there.locator("#selection-document h2").first.wait_for()
    assert titles(there) == titles(page)
    other.close()


HOSTILE = (
    "<script>alert()</script>", "../../references/sample2021", "javascript:alert()", "%00", "A".lower() * 5000, "__proto__", "constructor", "..",
    "fiches/a", "a--b", "%F0%9F%92%A9",
)  # fmt: skip


def test_what_no_sheet_answers_to_is_left_aside_with_a_message(page, example_address):
    log = Log()
    log.follow(page)
    opened(page, example_address, f"selection/?fiches={','.join(HOSTILE)},{TUTORAT},inconnue,{TUTORAT}")
    expect(page.locator("#selection-etat")).to_have_text(
        "Une partie de l’adresse ne désigne aucune fiche en ligne\u00a0: elle a été laissée de côté."
    )
    assert page.locator(".p-chosen li").count() == 1
    assert "script" not in page.locator("#selection").inner_html()
    # What has the form of a slug is asked for, and nothing else.
    asked = sorted(url.split(SUB_PATH)[1] for url in log.requests if "selection.json" in url)
    assert asked == ["fiches/constructor/selection.json", "fiches/inconnue/selection.json", f"fiches/{TUTORAT}/selection.json"]


def test_a_sheet_that_cannot_be_loaded_says_so(page, example_address):
    page.route("**/selection.json", lambda route: route.abort())
    page.goto(example_address + ONE)
    expect(page.locator("#selection-etat")).to_have_text(
        "Des fiches n’ont pas pu être chargées. Rechargez la page pour essayer de nouveau."
    )


def test_a_second_sheet_is_added_from_its_own_page_and_the_first_stays(page, example_address):
    for number, slug in enumerate((TUTORAT, LECTURE), 1):
        page.goto(f"{example_address}fiches/{slug}/")
        before = page.url
        page.get_by_role("button", name="Ajouter à ma sélection").click()
        assert page.url == before
        expect(page.locator(".p-kept")).to_have_text(f"Ma sélection\u00a0: {number} fiche{'s' if number > 1 else ''}")
    expect(page.locator("[data-selection-etat]")).to_have_text("Votre sélection compte 2 fiches.")
    page.locator(".p-kept").click()
    expect(page.locator(".p-chosen li")).to_have_count(2)
    assert chosen(page) == f"{TUTORAT},{LECTURE}"


def test_a_selection_survives_moving_about_and_closing_the_page_and_is_emptied_in_one_gesture(browser: Browser, example_address):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{example_address}fiches/{TUTORAT}/")
    page.get_by_role("button", name="Ajouter à ma sélection").click()
    page.close()
    again = context.new_page()
    again.goto(example_address)
    expect(again.locator(".p-kept")).to_be_visible()
    again.goto(example_address + "selection/")
    again.get_by_role("button", name="Tout retirer").click()
    expect(again.locator(".p-kept")).to_be_hidden()
    assert again.evaluate("() => localStorage.length") == 0
    context.close()


def test_a_selection_that_someone_sends_does_not_replace_the_readers_own(page, example_address):
    page.goto(f"{example_address}fiches/{TUTORAT}/")
    page.get_by_role("button", name="Ajouter à ma sélection").click()
    opened(page, example_address, f"selection/?fiches={LECTURE},{TRAVAIL}")
    expect(page.locator("#selection-venue")).to_contain_text("Cette sélection vient d’un lien. La vôtre compte 1 fiche.")
    page.get_by_role("button", name=re.compile("^Retirer")).first.click()
    assert page.evaluate("() => localStorage.getItem('selection')") == TUTORAT
    page.get_by_role("button", name="Revenir à la mienne").click()
    expect(page.locator("#selection-venue")).to_be_hidden()
    assert chosen(page) == TUTORAT
    opened(page, example_address, f"selection/?fiches={LECTURE}")
    page.get_by_role("button", name="Garder celle-ci à la place").click()
    assert page.evaluate("() => localStorage.getItem('selection')") == LECTURE


def test_what_is_not_the_name_of_a_sheet_in_the_storage_is_left_aside(page, example_address):
    page.goto(example_address + "selection/")
    page.evaluate("([kept]) => localStorage.setItem('selection', kept)", [",".join((*HOSTILE, TUTORAT))])
    page.goto(example_address + "selection/")
    page.locator("#selection-document h2").first.wait_for()
    assert page.locator(".p-chosen li").count() == 1
    assert "script" not in page.locator("#selection").inner_html()


def test_where_the_browser_keeps_nothing_the_address_carries_the_selection(browser: Browser, example_address):
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("Object.defineProperty(globalThis, 'localStorage', { get() { throw new Error('refused'); } })")
    opened(page, example_address, ONE)
    page.goto(f"{example_address}fiches/{LECTURE}/?selection={TUTORAT},<b>")
    page.get_by_role("link", name="Ajouter à ma sélection").click()
    page.locator(".p-chosen li").nth(1).wait_for()
    assert chosen(page) == f"{TUTORAT},{LECTURE}"
    context.close()


def test_a_sheet_is_sent_with_its_answer_its_confidence_and_its_address(page, example_address):
    page.goto(f"{example_address}fiches/{TUTORAT}/")
    page.locator("summary", has_text="Partager").click()
    link = page.get_by_role("link", name="Par courriel").get_attribute("href")
    body = parse_qs(urlsplit(link or "").query)["body"][0]
    answer = page.locator(".p-head .p-lead").inner_text()
    assert body.startswith(answer)
    assert "(Confiance modérée" in body
    assert body.endswith(f"\n{example_address}fiches/{TUTORAT}/")
    expect(page.get_by_role("link", name="Par texto")).to_be_hidden()
    expect(page.get_by_role("button", name="Envoyer…")).to_be_hidden()


def test_a_device_that_has_its_own_way_to_share_is_given_the_answer_and_the_address(browser: Browser, example_address):
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("navigator.share = async (what) => { globalThis.sent = what; }")
    page.goto(f"{example_address}fiches/{TUTORAT}/")
    page.locator("summary", has_text="Partager").click()
    page.get_by_role("button", name="Envoyer…").click()
    sent = page.evaluate("() => globalThis.sent")
    assert sent["url"] == f"{example_address}fiches/{TUTORAT}/"
    assert "(Confiance modérée" in sent["text"]
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_sheets_chosen_and_the_list_open(browser: Browser, example_address, scheme):
    context = browser.new_context(viewport={"width": 360, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    opened(page, example_address, TWO)
    page.locator("#selection-ajout summary").click()
    page.locator("#selection-offres li").first.wait_for()
    wrong = violations(page)
    wide = page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
    context.close()
    assert wrong == []
    assert not wide


def test_without_javascript_the_page_says_so_and_leads_to_the_sheets(browser: Browser, example_address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(example_address + ONE)
    expect(page.get_by_text("La sélection demande JavaScript.")).to_be_visible()
    expect(page.locator("#selection").get_by_role("link", name="fiches")).to_have_attribute("href", "../fiches/")
    expect(page.get_by_role("button", name="Imprimer")).to_be_hidden()
    context.close()


def pdf_pages(data: bytes) -> int:
    """Return the number of pages of a PDF that Chromium wrote, its compressed objects included (ISO 32000, 7.5.7)."""
    plain = data + b"".join(inflated(match.group(1)) for match in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL))
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", plain))


def inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(io.BytesIO(stream).read())
    except zlib.error:
        return b""


def test_two_sheets_print_on_two_pages_without_a_control(page, example_address):
    opened(page, example_address, TWO)
    page.emulate_media(media="print")
    for hidden in (page.get_by_role("button", name="Imprimer"), page.locator("#selection-ajout"), page.locator(".p-header")):
        expect(hidden).to_be_hidden()
    expect(page.get_by_role("heading", name="Déroulement de la rencontre (45 minutes)")).to_be_visible()
    expect(page.locator(".p-agenda__blank").first).to_be_visible()
    assert pdf_pages(page.pdf(format="Letter", prefer_css_page_size=True)) <= 2
