"""What a sheet says first: on a phone, the answer down to the first step without scrolling; then what one decides with; the rest after."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.site.built_pages import html_files

PHONE = {"width": 360, "height": 740}
# A « repère » has no first step: it has no action.
ANSWER = ("h1", ".p-lead", ".p-head .p-kind", ".p-head .p-force", ".p-step")
SHEET, SHORT = "fiches/tutorat-grande-echelle/", "fiches/travail-pendant-les-etudes/"


def sheets(site: Path) -> dict[str, bool]:
    """Return the address of each sheet that is published, and whether it is a « repère »."""
    pages = {path: path.read_text(encoding="utf-8") for path in html_files(site / "fiches") if path.parent != site / "fiches"}
    listed = {path: text for path, text in pages.items() if 'class="p-key"' in text}
    return {f"fiches/{path.parent.name}/": 'data-pagefind-filter="type:repere"' in text for path, text in listed.items()}


@pytest.fixture(scope="module")
def phone(browser: Browser):
    context = browser.new_context(viewport=PHONE, locale="fr-CA")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("which", ["example", "site"])
def test_on_a_phone_the_answer_down_to_the_first_step_is_on_the_first_screen(phone, which, request):
    home = request.getfixturevalue("example_address" if which == "example" else "address")
    found = sheets(request.getfixturevalue(which))
    assert len(found) >= 4
    below, missing = {}, []
    for address, short in found.items():
        phone.goto(home + address)
        wanted = ANSWER[:-1] if short else ANSWER
        ends = phone.evaluate("parts => parts.map(p => document.querySelector(p)?.getBoundingClientRect().bottom ?? null)", list(wanted))
        below |= {(address, part): end for part, end in zip(wanted, ends, strict=True) if end is not None and end > PHONE["height"]}
        missing += [(address, part) for part, end in zip(wanted, ends, strict=True) if end is None]
    assert (below, missing) == ({}, [])


def test_after_the_answer_come_the_messages_the_actions_the_effects_then_the_rest(page, example_address):
    page.goto(example_address + SHEET)
    assert page.locator("h2").all_inner_texts()[:9] == [
        "À retenir", "Pistes d’action", "Effets mesurés", "En images", "Pour décider", "Pourquoi c’est important ici", "Ce que la recherche a examiné",
        "Ce qu’elle montre", "Limites",
    ]  # fmt: skip


def test_a_repere_says_that_it_has_no_action_and_what_is_not_known(page, example_address):
    page.goto(example_address + SHORT)
    expect(page.locator(".p-kicker")).to_contain_text("Repère, sans piste d’action")
    titles = page.locator("h2").all_inner_texts()
    assert titles[:6] == ["Au Québec, la règle dit…", "À retenir", "En images", "Ce qu’on sait", "Ce qu’on ne sait pas", "Limites"]
    assert "Pistes d’action" not in titles


def test_a_sheet_that_nobody_of_the_field_has_read_says_so_above_its_title(page, example_address):
    page.goto(example_address + SHORT)
    said, title = page.get_by_text("pas encore relue par une personne du domaine"), page.locator("h1")
    assert said.bounding_box()["y"] < title.bounding_box()["y"]


@pytest.mark.newcomer
@pytest.mark.parametrize(("today", "shown"), [("2026-02-27T12:00:00", False), ("2026-03-02T12:00:00", True)])
def test_a_rule_checked_over_a_year_ago_is_told_by_the_readers_clock(page, example_address, today, shown):
    """The rule was checked on 1 March 2025, and the site is not built again."""
    page.clock.set_fixed_time(today)
    page.goto(example_address + SHORT)
    expect(page.get_by_text("assurez-vous que la règle tient toujours")).to_be_visible(visible=shown)


def test_each_effect_says_its_direction_its_size_in_its_own_unit_for_whom_and_opens_its_excerpt(page, example_address):
    page.goto(example_address + SHEET)
    first, second, third = page.locator(".p-effects > li").all()
    expect(first).to_contain_text("Aide")
    expect(first).to_contain_text("0,25\u00a0écart-type, d’après 42\u00a0études")
    expect(first).to_contain_text("Chez\u00a0: élèves du primaire et du secondaire")
    expect(second).to_contain_text("Aucun effet observé")
    expect(second).to_contain_text("0,08\u00a0écart-type (intervalle\u00a0: −0,02 à 0,18)")
    expect(second).to_contain_text("selon la source\u00a0: petit («\u00a0small\u00a0»)")
    expect(second).to_contain_text("Confiance limitée\u00a0: peut-être qu’aucun effet ne ressort")
    expect(third).to_contain_text("taille non lue")
    first.locator(".p-cite").click()
    expect(page.locator(".p-excerpt:popover-open")).to_contain_text("an overall effect of 0.25 SD")


def test_an_action_says_who_acts_whom_it_serves_and_on_what_it_rests(page, example_address):
    page.goto(example_address + SHEET)
    tested, idea = page.locator(".p-lead-card").all()
    expect(tested.locator(".p-lead-card__support")).to_have_text("Étude Sample et Specimen, 2021a")
    expect(tested).to_contain_text("les élèves exemples qui prennent du retard")
    expect(tested).to_contain_text("Milieu scolaire (direction, équipe-école)")
    expect(idea.locator(".p-lead-card__support")).to_have_text("Idée à discuter, inspirée de l’étude Sample et Specimen, 2021b")
    expect(idea).to_contain_text("Milieu communautaire (organisme exemple); milieu municipal (service des loisirs)")


def test_figures_are_folded_and_a_link_to_them_opens_them(page, example_address):
    page.goto(example_address + SHEET)
    figures = page.locator(".p-figures")
    expect(figures.get_by_text("L’écart-type mesure la dispersion")).to_be_hidden()
    figures.locator("summary").press("Enter")
    expect(figures.get_by_text("L’écart-type mesure la dispersion")).to_be_visible()
    page.goto("about:blank")
    page.goto(example_address + SHEET + "#les-chiffres-pour-qui-les-veut")
    expect(figures.get_by_text("L’écart-type mesure la dispersion")).to_be_visible()


def test_everyday_questions_are_at_the_foot(page, example_address):
    page.goto(example_address + SHEET)
    assert page.locator("article h2").all_inner_texts()[-1] == "Cette fiche répond aussi à…"
    expect(page.locator(".p-asked li").first).to_have_text("Ça vaut-tu la peine, le tutorat?")
