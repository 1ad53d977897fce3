"""An activity's page, the home page and the list follow the reader's clock and time zone; the HTML is the same all along."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.conftest import LONG

WORKSHOP = "activites/2027-02-10-atelier-lecture/"  # 13:30 to 15:00, Eastern time: 18:30 to 20:00 in UTC
POSTPONED = "activites/2026-12-08-conference-reportee/"  # 19:00 to 20:30, Eastern summer time: 23:00 to 00:30 in UTC
CANCELLED, HELD = "activites/2026-12-01-webinaire-tutorat/", "activites/2026-11-10-presentation-comite/"
VIDEO = "activites/2026-11-17-webinaire-video/"
NBSP = "\u00a0"


@pytest.fixture(scope="module")
def readers(browser):
    """Return the page of a reader in a time zone: one for each, opened once."""
    pages = {}

    def reader(zone="America/Toronto"):
        if zone not in pages:
            pages[zone] = browser.new_context(viewport={"width": 360, "height": 800}, locale="fr-CA", timezone_id=zone).new_page()
        return pages[zone]

    yield reader
    for page in pages.values():
        page.context.close()


def at(page, moment, address):
    """Open ``address`` when the reader's clock says ``moment`` (ISO, with its offset)."""
    page.clock.set_fixed_time(datetime.fromisoformat(moment))
    page.goto(address)
    return page


def said(page):
    """What the frame of the date says, line by line."""
    return [line.replace(NBSP, " ") for line in page.locator("[data-quand] > p").filter(visible=True).all_inner_texts()]


def shown(page):
    """The headings that are shown among those of before, during and after."""
    return [
        name
        for name in ("Avant l’activité", "Pendant l’activité", "Après l’activité")
        if page.get_by_role("heading", name=name).is_visible()
    ]


DAY = "mercredi 10 février 2027, 13 h 30 à 15 h (heure de l’Est)"
BEFORE, DURING, AFTER = "Avant l’activité", "Pendant l’activité", "Après l’activité"


@pytest.mark.parametrize(
    ("moment", "state", "left", "parts"),
    [
        ("2026-11-24T12:00-05:00", "À venir", "Dans 78 jours", [BEFORE]),
        ("2027-02-08T12:00-05:00", "À venir", "Après-demain", [BEFORE]),
        ("2027-02-09T23:59-05:00", "À venir", "Demain", [BEFORE]),
        ("2027-02-10T00:00-05:00", "À venir", "Aujourd’hui, dans 13 heures", [BEFORE]),
        ("2027-02-10T13:14-05:00", "À venir", "Dans 16 minutes", [BEFORE]),
        ("2027-02-10T13:15-05:00", "À venir", "Dans 15 minutes", [BEFORE, DURING]),
        ("2027-02-10T13:29-05:00", "À venir", "Dans 1 minute", [BEFORE, DURING]),
        ("2027-02-10T13:30-05:00", "En ce moment", None, [DURING]),
        ("2027-02-10T14:59-05:00", "En ce moment", None, [DURING]),
        ("2027-02-10T15:00-05:00", "L’heure prévue est passée", None, [AFTER]),
        ("2028-02-10T15:00-05:00", "L’heure prévue est passée", None, [AFTER]),
    ],
)
def test_the_page_is_of_its_minute(readers, example_address, moment, state, left, parts):
    page = at(readers(), moment, example_address + WORKSHOP)
    assert said(page) == [state, DAY, *([left] if left else [])]
    assert shown(page) == parts


@pytest.mark.parametrize(
    ("moment", "open_"),
    [("2027-02-05T23:59-05:00", True), ("2027-02-06T00:00-05:00", False)],
)
def test_registration_closes_when_its_last_day_is_over_there(readers, example_address, moment, open_):
    page = at(readers("America/Vancouver"), moment, example_address + WORKSHOP)
    expect(page.get_by_role("link", name="S’inscrire")).to_be_visible(visible=open_)
    expect(page.get_by_text("Les inscriptions sont closes depuis le vendredi 5")).to_be_visible(visible=not open_)


@pytest.mark.parametrize(
    ("zone", "address", "here"),
    [
        ("America/Toronto", WORKSHOP, None),
        ("America/New_York", WORKSHOP, None),
        ("America/Los_Angeles", WORKSHOP, "À votre heure (heure du Pacifique) : mercredi 10 février 2027, 10 h 30 à 12 h"),
        ("Europe/Paris", WORKSHOP, "À votre heure (heure de l’Europe centrale) : mercredi 10 février 2027, 19 h 30 à 21 h"),
        ("America/Vancouver", POSTPONED, "À votre heure (heure du Pacifique) : mardi 13 avril 2027, 16 h à 17 h 30"),
        ("Europe/Paris", POSTPONED, "À votre heure (heure de l’Europe centrale) : mercredi 14 avril 2027, 1 h à 2 h 30"),
        ("Europe/London", POSTPONED, "À votre heure (Royaume-Uni) : mercredi 14 avril 2027, 0 h à 1 h 30"),
        ("Asia/Tokyo", POSTPONED, "À votre heure (heure normale du Japon) : mercredi 14 avril 2027, 8 h à 9 h 30"),
    ],
)
def test_the_readers_own_time_stands_beside_eastern_time_when_they_differ(readers, example_address, zone, address, here):
    page = at(readers(zone), "2026-11-24T12:00-05:00", example_address + address)
    lines = [line for line in said(page) if line.startswith("À votre heure")]
    assert lines == ([here] if here else [])


@pytest.mark.parametrize(
    ("zone", "debut", "fin", "said_there", "here"),
    [
        # The second Sunday of March: Québec is on summer time, Paris not yet.
        ("Europe/Paris", "2027-03-14T12:00:00-04:00", "2027-03-14T13:00:00-04:00", "À venir", "dimanche 14 mars 2027, 17 h à 18 h"),
        # The day before, both are on winter time.
        ("Europe/Paris", "2027-03-13T12:00:00-05:00", "2027-03-13T13:00:00-05:00", "À venir", "samedi 13 mars 2027, 18 h à 19 h"),
        # The last Sunday of October: Paris is back on winter time, Québec not yet.
        ("Europe/Paris", "2027-10-31T12:00:00-04:00", "2027-10-31T13:00:00-04:00", "À venir", "dimanche 31 octobre 2027, 17 h à 18 h"),
        # The first Sunday of November, across the hour that comes twice.
        (
            "America/Los_Angeles",
            "2027-11-07T12:00:00-05:00",
            "2027-11-07T13:00:00-05:00",
            "À venir",
            "dimanche 7 novembre 2027, 9 h à 10 h",
        ),
    ],
)
def test_each_side_of_a_change_of_clocks_has_its_own_hour(readers, example_address, zone, debut, fin, said_there, here):
    page = readers(zone)
    page.route(
        f"**/{WORKSHOP}",
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            body=answer.text().replace("2027-02-10T13:30:00-05:00", debut).replace("2027-02-10T15:00:00-05:00", fin),
        ),
    )
    at(page, "2026-11-24T12:00-05:00", example_address + WORKSHOP)
    page.unroute_all()
    lines = said(page)
    assert lines[0] == said_there
    assert [line.split(" : ")[1] for line in lines if line.startswith("À votre heure")] == [here]


def test_a_page_left_open_turns_by_itself_and_announces_it_once(browser, example_address):
    context = browser.new_context(locale="fr-CA", timezone_id="America/Toronto")
    page = context.new_page()
    page.clock.install(time=datetime.fromisoformat("2027-02-10T13:28:30-05:00"))
    page.goto(example_address + WORKSHOP)
    state = page.locator("[data-quand-etat]")
    expect(state).to_have_attribute("role", "status")
    expect(state).to_have_text("À venir")
    page.clock.run_for("02:00")
    expect(state).to_have_text("En ce moment")
    page.clock.fast_forward("01:30:00")
    expect(state).to_have_text("L’heure prévue est passée")
    context.close()


@pytest.mark.parametrize(
    ("address", "state"),
    [(CANCELLED, "Activité annulée"), (HELD, "Activité tenue"), (POSTPONED, "À venir, à une nouvelle date")],
)
def test_what_was_held_cancelled_or_postponed_is_said_whatever_the_clock(readers, example_address, address, state):
    for moment in ("2026-11-24T12:00-05:00", "2027-02-10T14:00-05:00"):
        page = at(readers(), moment, example_address + address)
        assert said(page)[0] == state


HOME = {
    "2026-11-24T12:00-05:00": ("Prochaine activité", "Atelier exemple", WORKSHOP + "2027-02-10-atelier-lecture.ics"),
    "2027-02-10T13:29-05:00": ("Prochaine activité", "Atelier exemple", WORKSHOP + "2027-02-10-atelier-lecture.ics"),
    "2027-02-10T14:00-05:00": ("En ce moment", "Atelier exemple", None),
    "2027-02-10T15:00-05:00": ("Prochaine activité", "Conférence exemple", POSTPONED + "2026-12-08-conference-reportee.ics"),
}


@pytest.mark.parametrize("moment", HOME)
def test_the_home_page_shows_the_next_activity_of_the_readers_day(readers, example_address, moment):
    page = at(readers(), moment, example_address)
    title, activity, file = HOME[moment]
    assert page.locator("[data-prochaine-titre]").inner_text().replace(NBSP, " ") == title
    rows = page.locator("[data-prochaine] > li").filter(visible=True)
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(activity)
    add = page.get_by_role("link", name="Ajouter à mon agenda").filter(visible=True)
    assert [link.get_attribute("href") for link in add.all()] == ([file] if file else [])


def test_the_home_page_speaks_of_no_activity_once_all_are_over(readers, example_address):
    page = at(readers(), "2028-01-01T12:00-05:00", example_address)
    expect(page.get_by_role("heading", name="Nouvelles fiches")).to_be_visible()
    expect(page.get_by_role("heading", name="Activités à venir")).to_be_hidden()


def titles(page, selector):
    return [text.split(NBSP)[0].split(" exemple")[0] for text in page.locator(f"{selector} h3").filter(visible=True).all_inner_texts()]


@pytest.mark.parametrize(
    ("moment", "said_of_2027"),
    [("2027-02-14T23:59-05:00", "À venir"), ("2027-02-19T23:59-05:00", "En ce moment"), ("2027-02-20T00:00-05:00", "Passée")],
)
def test_an_edition_of_a_campaign_is_of_the_readers_day(readers, example_address, moment, said_of_2027):
    page = at(readers(), moment, example_address + "campagnes/semaine-de-la-lecture/")
    assert page.locator("li .p-tag").filter(visible=True).all_inner_texts() == [said_of_2027]
    assert page.get_by_role("link", name="Ajouter à mon agenda").filter(visible=True).count() == (said_of_2027 != "Passée")
    expect(page.get_by_text("Aucune date à venir")).to_be_visible(visible=said_of_2027 == "Passée")


@pytest.mark.parametrize(
    ("moment", "coming", "past"),
    [
        ("2026-11-24T12:00-05:00", ["Atelier", "Semaine", "Conférence"], ["Webinaire", "Webinaire", "Présentation"]),
        ("2027-02-10T14:59-05:00", ["Atelier", "Semaine", "Conférence"], ["Webinaire", "Webinaire", "Présentation"]),
        ("2027-02-10T15:00-05:00", ["Semaine", "Conférence"], ["Atelier", "Webinaire", "Webinaire", "Présentation"]),
        ("2028-01-01T12:00-05:00", [], ["Conférence", "Semaine", "Atelier", "Webinaire", "Webinaire", "Présentation"]),
    ],
)
def test_the_list_puts_first_what_is_to_come_and_the_rest_under_its_year(readers, example_address, moment, coming, past):
    page = at(readers(), moment, example_address + "activites/")
    assert (titles(page, "[data-a-venir]"), titles(page, "[data-annee]")) == (coming, past)
    expect(page.get_by_text("Aucune activité n’est prévue pour l’instant.")).to_be_visible(visible=not coming)


def test_without_javascript_every_part_shows_with_its_name_and_no_state_that_may_be_wrong(browser, example_address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(example_address + WORKSHOP)
    assert said(page) == ["Activité prévue", DAY]
    assert shown(page) == [BEFORE, DURING, AFTER]
    expect(page.get_by_role("link", name="S’inscrire")).to_be_visible()
    expect(page.get_by_text("Jusqu’au vendredi 5")).to_be_visible()
    expect(page.get_by_text("Les inscriptions sont closes")).to_be_hidden()
    page.goto(example_address + "activites/")
    assert titles(page, "[data-annee]") == ["Conférence", "Semaine", "Atelier", "Webinaire", "Webinaire", "Présentation"]
    expect(page.get_by_role("heading", name="À venir")).to_be_hidden()
    expect(page.locator("#filtres")).to_be_hidden()
    page.goto(example_address)
    expect(page.locator("[data-prochaine] > li").filter(visible=True)).to_have_count(2)
    context.close()


@pytest.mark.parametrize("scheme", ["dark", "light"] if LONG else ["dark"])
def test_each_state_passes_axe_asks_no_other_host_and_is_reached_by_keyboard(browser, example_address, scheme):
    context = browser.new_context(viewport={"width": 360, "height": 800}, locale="fr-CA", timezone_id="Europe/Paris", color_scheme=scheme)
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    states = [(WORKSHOP, "2027-01-10T12:00-05:00"), (WORKSHOP, "2027-02-10T14:00-05:00"), (WORKSHOP, "2027-02-11T14:00-05:00")]
    states += [(address, "2027-01-10T12:00-05:00") for address in (HELD, VIDEO, CANCELLED, POSTPONED, "activites/", "")]
    for address, moment in states:
        at(page, moment, example_address + address)
        assert violations(page) == [], (address, moment)
        reached = page.evaluate(
            "() => [...document.querySelectorAll('#contenu a[href], #contenu button')].filter(e => e.checkVisibility()).every(e => e.tabIndex >= 0)"
        )
        assert reached, address
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), address
    assert [url for url in asked if not url.startswith(example_address)] == []
    context.close()


def test_a_recording_of_ours_plays_in_the_page_with_its_captions_and_goes_to_the_moment_asked(readers, example_address):
    page = at(readers(), "2027-01-10T12:00-05:00", example_address + HELD)
    video = page.locator("video")
    page.wait_for_function("() => document.querySelector('video').readyState >= 1")
    page.wait_for_function(
        "() => [...document.querySelectorAll('track')].every(track => track.track.kind !== 'captions' || track.readyState === 2)"
    )
    assert video.evaluate("v => [...v.textTracks].map(track => [track.kind, track.mode])") == [
        ["captions", "showing"],
        ["chapters", "disabled"],
    ]
    assert video.evaluate("v => [...v.textTracks[0].cues].length") == 4
    page.locator("#chapitres ~ ol a[data-temps='1']").press("Enter")
    expect(video).to_be_focused()
    page.wait_for_function("() => document.querySelector('video').currentTime >= 1")


def test_nothing_of_another_host_is_asked_for_before_the_reader_does(browser, example_address):
    context = browser.new_context(locale="fr-CA")
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("https://**", lambda route: route.fulfill(body="<title>Exemple</title>", content_type="text/html"))
    page.goto(example_address + VIDEO)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(example_address)] == []
    page.get_by_role("button", name="Voir la vidéo ici").press("Enter")
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("title", "Enregistrement\u00a0: Webinaire exemple dont la vidéo est ailleurs")
    expect(frame).to_be_focused()
    page.locator("a[data-temps='1200']").click()
    expect(frame).to_have_attribute("src", "https://www.youtube-nocookie.com/embed/exemple0000?rel=0&start=1200")
    page.wait_for_load_state("networkidle")
    assert {url.split("/")[2] for url in asked if not url.startswith(example_address)} == {"www.youtube-nocookie.com"}
    context.close()


def test_the_policy_opens_for_one_host_on_the_page_of_its_recording_alone(readers, example_address):
    page = readers()
    policies = {}
    for address in (VIDEO, HELD, "activites/"):
        page.goto(example_address + address)
        policies[address] = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content").partition("; frame-src ")[2]
    assert policies == {VIDEO: "https://www.youtube-nocookie.com", HELD: "", "activites/": ""}


def test_the_words_of_a_recording_are_found_by_the_search_and_lead_to_their_chapter(readers, example_address):
    page = readers()
    page.goto(example_address + "recherche/?q=rémouleurs")
    found = page.locator("#recherche-resultats .p-card")
    expect(found).to_have_count(1)
    expect(found.get_by_role("link").last).to_have_attribute("href", re.compile(re.escape(HELD) + "#chapitre-2$"))


def test_without_javascript_a_moment_leads_to_the_recording_there(browser, example_address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(example_address + VIDEO)
    expect(page.get_by_role("button", name="Voir la vidéo ici")).to_be_hidden()
    expect(page.get_by_role("link", name="Voir chez YouTube")).to_be_visible()
    expect(page.locator("a[data-temps='1200']")).to_have_attribute("href", "https://www.youtube.com/watch?v=exemple0000&t=1200s")
    page.goto(example_address + HELD)
    expect(page.locator("#chapitres ~ ol a[data-temps='1']")).to_have_attribute("href", "2026-11-10-presentation-comite.mp4#t=1")
    context.close()


def test_the_calendar_opens_on_the_readers_month_and_goes_from_month_to_month(readers, example_address):
    page = at(readers(), "2027-01-20T12:00-05:00", example_address + "activites/")
    month = page.locator("[data-calendrier]")
    expect(month.get_by_role("status")).to_have_text("janvier 2027")
    expect(month.get_by_text("Aucune activité ce mois-là.")).to_be_visible()
    expect(month.locator("td[aria-current=date]")).to_have_text("20")
    month.get_by_role("button", name="Mois suivant").press("Enter")
    expect(month.get_by_role("status")).to_have_text("février 2027")
    assert month.locator("tbody tr").nth(1).locator("td").all_text_contents() == ["7", "8", "9", "10", "11", "12", "13"]
    expect(month.locator("td a").first).to_have_attribute("href", "2027-02-10-atelier-lecture/")
    # A campaign is on each of its days, and once in the list.
    assert month.locator("td a").all_text_contents() == ["10", "15", "16", "17", "18", "19"]
    expect(month.locator("td a").last).to_have_attribute("href", "../campagnes/semaine-de-la-lecture/")
    expect(month.locator("[data-mois-liste] li")).to_have_count(2)
    for _ in range(3):
        month.get_by_role("button", name="Mois précédent").click()
    expect(month.get_by_role("status")).to_have_text("novembre 2026")
    assert month.locator("td a").all_text_contents() == ["10", "17"]


@pytest.mark.parametrize(("number", "grid"), [(5, False), (6, True)])
def test_the_days_of_a_month_are_drawn_once_it_has_six_activities(readers, example_address, number, grid):
    page = readers()
    card = """<li class="p-card" data-debut="2027-03-0{0}T18:00:00Z" data-fin="2027-03-0{0}T19:00:00Z" data-etat="prevue"><h3 class="p-card__title"><a
      href="exemple-{0}/">Exemple {0}</a></h3><p class="p-card__meta"><span><time datetime="2027-03-0{0}">{0} mars</time></span></p></li>"""

    def more(route):
        html = route.fetch().text()
        cards = "".join(card.format(day) for day in range(1, number + 1))
        route.fulfill(body=html.replace('<ul class="p-cards">', f'<ul class="p-cards">{cards}', 1), content_type="text/html")

    page.route("**/activites/", more)
    at(page, "2027-03-20T12:00-05:00", example_address + "activites/")
    month = page.locator("[data-calendrier]")
    expect(month.locator("[data-mois-liste] li")).to_have_count(number)
    expect(month.locator("table")).to_be_visible(visible=grid)


def test_a_cancelled_activity_is_struck_through_whole(readers, example_address):
    page = at(readers(), "2026-11-24T12:00-05:00", example_address + "activites/")
    struck = page.locator("[data-etat=annulee] :is(h3, .p-card__text, .p-card__meta)")
    assert set(struck.evaluate_all("parts => parts.map(part => getComputedStyle(part).textDecorationLine)")) == {"line-through"}


def test_the_calendar_of_a_long_list_says_where_older_months_are_and_never_that_they_are_empty(readers, example_address):
    page = readers()
    page.route(
        "**/activites/",
        lambda route: route.fulfill(
            response=(answer := route.fetch()), body=answer.text().replace("data-calendrier", 'data-calendrier data-suite="page/2/"')
        ),
    )
    at(page, "2026-12-20T12:00-05:00", example_address + "activites/")
    page.unroute_all()
    month = page.locator("[data-calendrier]")
    rows = month.locator("[data-mois-liste] li")
    expect(rows).to_have_count(1)
    month.get_by_role("button", name="Mois précédent").click()
    expect(rows.last).to_have_text("Voir les activités plus anciennes")
    expect(rows).to_have_count(3)
    month.get_by_role("button", name="Mois précédent").click()
    expect(rows).to_have_text(["Voir les activités plus anciennes"])
    expect(rows.get_by_role("link")).to_have_attribute("href", "page/2/")
