"""Copying a link or a citation, and a theme's sheets in another site's frame."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import SUB_PATH, Log, _served

FICHE = "fiches/tutorat-grande-echelle/"


def copied(page) -> str:
    text: str = page.evaluate("() => navigator.clipboard.readText()")
    return text


@pytest.mark.newcomer
def test_a_link_and_each_citation_are_copied_and_said_to_be(page, example_address):
    log = Log()
    log.follow(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{example_address}{FICHE}?selection=autre#citer")
    page.locator("summary", has_text="Partager").click()
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.get_by_text("Lien copié.")).to_be_visible()
    assert copied(page) == example_address + FICHE
    page.get_by_role("button", name="Copier la citation APA").click()
    expect(page.get_by_text("Citation copiée.")).to_be_visible()
    assert copied(page).startswith("Équipe exemple. (2026, 24\u00a0novembre). Exemple\u00a0: le tutorat aide")
    for format_, start in (("BibTeX", "@online{tutorat-grande-echelle,"), ("RIS", "TY  - ELEC")):
        page.locator("summary", has_text=format_).press("Enter")
        page.get_by_role("button", name=f"Copier le {format_}").press("Enter")
        expect(page.get_by_text(f"{format_} copié.")).to_be_visible()
        assert copied(page).startswith(start)
    assert log.problems == []


def test_a_refused_copy_says_so(page, example_address):
    page.goto(example_address + FICHE)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException('refus')); }")
    page.locator("summary", has_text="Partager").click()
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.get_by_text("La copie n’a pas été permise par le navigateur.")).to_be_visible()


def test_without_javascript_citations_are_read_and_sources_downloaded(browser: Browser, example_address):
    context = browser.new_context(java_script_enabled=False, accept_downloads=True)
    page = context.new_page()
    page.goto(example_address + FICHE)
    page.locator("summary", has_text="Partager").click()
    expect(page.get_by_role("link", name="Citer", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Copier le lien")).to_be_hidden()
    page.locator("summary", has_text="BibTeX").click()
    expect(page.locator("#citer-bibtex")).to_be_visible()
    with page.expect_download() as download:
        page.locator(".p-cite-as").get_by_role("link", name="BibTeX").click()
    assert download.value.suggested_filename == "tutorat-grande-echelle.bib"
    context.close()


def test_a_frame_in_another_site_shows_the_theme_and_its_links_leave_the_frame(page, example_address, tmp_path: Path):
    (tmp_path / "hote.html").write_text(
        f'<!doctype html><html lang="fr"><title>Hôte exemple</title><iframe src="{example_address}widget/tutorat/" title="Fiches" width="100%" height="480" loading="lazy"></iframe>',
        encoding="utf-8",
    )
    with _served(tmp_path) as host:
        assert host != example_address  # another port is another origin
        log = Log()
        log.follow(page)
        page.goto(host + "hote.html")
        frame = page.frame_locator("iframe")
        expect(frame.get_by_role("heading", name="Tutorat")).to_be_visible()
        assert frame.locator("li").count() >= 1
        frame.locator("li a").first.click()
        page.wait_for_url(example_address + "fiches/*/")
        expect(page.locator("h1")).to_be_visible()
        assert [problem for problem in log.problems if "favicon" not in problem and "404" not in problem] == []
    assert SUB_PATH in page.url
