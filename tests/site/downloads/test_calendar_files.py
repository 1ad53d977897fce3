"""Calendars, read back by two independent parsers: icalendar, which wrote them, and ics."""

import re
from datetime import UTC, date, datetime

import icalendar
import ics
import pytest

from pipeline.content.sequences import Sequence, read_sequences, sequences_on
from pipeline.edition.calendars import google_link, outlook_link
from pipeline.site.build import build
from pipeline.site.downloads.calendar_files import calendar
from tests.site.built_pages import snapshot
from tests.site.sites import built
from tests.support import TODAY

WORKSHOP, POSTPONED = "2027-02-10-atelier-lecture", "2026-12-08-conference-reportee"
CANCELLED, HELD = "2026-12-01-webinaire-tutorat", "2026-11-10-presentation-comite"


def raw(site, slug):
    return (site.site / "activites" / slug / f"{slug}.ics").read_bytes()


def event(data):
    (found,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return found


def moved(activity, **changes):
    return type(activity)(activity.slug, activity.source, activity.header, activity.meta.model_copy(update=changes), activity.body_start)


@pytest.mark.parametrize(
    ("slug", "start", "end"),
    [
        (WORKSHOP, datetime(2027, 2, 10, 18, 30, tzinfo=UTC), datetime(2027, 2, 10, 20, 0, tzinfo=UTC)),  # winter: five hours behind
        (POSTPONED, datetime(2027, 4, 13, 23, 0, tzinfo=UTC), datetime(2027, 4, 14, 0, 30, tzinfo=UTC)),  # summer: four
    ],
)
def test_two_parsers_read_the_same_instants_in_winter_and_in_summer(example_site, slug, start, end):
    data = raw(example_site, slug)
    one = event(data)
    (other,) = ics.Calendar(data.decode()).events
    assert (one.DTSTART.astimezone(UTC), one.DTEND.astimezone(UTC)) == (start, end)
    assert (other.begin.datetime.astimezone(UTC), other.end.datetime.astimezone(UTC)) == (start, end)


def test_two_parsers_read_the_same_words_signs_and_all(example_site):
    data = raw(example_site, WORKSHOP)
    one = event(data)
    (other,) = ics.Calendar(data.decode()).events
    title, place = 'Atelier exemple\u00a0: lire <= & "ensemble" {{ x }}', "Bibliothèque exemple & modèle, salle < B; Plateforme exemple"
    assert (str(one["SUMMARY"]), str(one["LOCATION"]), str(one["UID"])) == (title, place, f"{WORKSHOP}@exemple.invalid")
    assert (other.name, other.location, other.uid) == (title, place, f"{WORKSHOP}@exemple.invalid")
    assert str(one["DESCRIPTION"]).splitlines() == other.description.splitlines()


def test_a_file_carries_its_method_its_whole_time_zone_and_lines_of_at_most_75_octets(example_site):
    for path in sorted(example_site.site.rglob("*.ics")):
        data = path.read_bytes()
        lines = data.split(b"\r\n")
        assert b"\n" not in data.replace(b"\r\n", b""), path
        assert [line for line in lines if len(line) > 75] == [], path
        assert (lines[0], lines[-2], b"METHOD:PUBLISH" in lines) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR", True), path
        assert b"VALARM" not in data, path
        zones = icalendar.Calendar.from_ical(data).walk("VTIMEZONE")
        offsets = [{(part.name, part["TZOFFSETTO"].to_ical()) for part in zone.subcomponents} for zone in zones]
        # Whole days, as those of a campaign, are of no zone (RFC 5545, 3.3.4).
        of_whole_days = path.parts[-3] == "campagnes"
        assert offsets == ([] if of_whole_days else [{("STANDARD", "-0500"), ("DAYLIGHT", "-0400")}]), path


@pytest.mark.parametrize(
    ("slug", "status", "summary"),
    [
        (WORKSHOP, "CONFIRMED", "Atelier exemple"),
        (HELD, "CONFIRMED", "Présentation exemple"),
        (POSTPONED, "CONFIRMED", "Conférence exemple"),
        (CANCELLED, "CANCELLED", "Annulée\u00a0: Webinaire exemple"),
    ],
)
def test_each_state_keeps_its_entry_and_says_what_happened(example_site, slug, status, summary):
    found = event(raw(example_site, slug))
    assert (str(found["STATUS"]), str(found["SUMMARY"]).startswith(summary)) == (status, True)
    for reason in {POSTPONED: ("tempête", "mardi 8\u00a0décembre\u00a02026"), CANCELLED: ("ne peut pas être présente",)}.get(slug, ()):
        assert reason in str(found["DESCRIPTION"])


def test_an_activity_postponed_without_a_new_day_is_a_day_that_stays_free(example_site):
    activity = moved(example_site.catalogue.activities[POSTPONED], date=date(2026, 12, 8))
    found = event(calendar(example_site.catalogue.organisation, [activity], {POSTPONED: Sequence(1, "", TODAY)}))
    assert (found.DTSTART, str(found["STATUS"]), str(found["TRANSP"])) == (date(2026, 12, 8), "TENTATIVE", "TRANSPARENT")
    assert str(found["SUMMARY"]) == "Reportée, nouvelle date à venir\u00a0: Conférence exemple sur le travail et les études"


@pytest.mark.parametrize(
    ("address", "slugs"),
    [
        (
            "tout.ics",
            [
                HELD,
                "2026-11-17-webinaire-video",
                CANCELLED,
                WORKSHOP,
                "campagne-semaine-de-la-lecture-2027",
                POSTPONED,
            ],
        ),
        ("publics/scolaire.ics", [HELD, WORKSHOP]),
        ("publics/communautaire.ics", [WORKSHOP, "campagne-semaine-de-la-lecture-2027"]),
        ("publics/employeur.ics", [POSTPONED]),
        ("comites/comite-exemple.ics", [HELD, WORKSHOP]),
    ],
)
def test_a_calendar_to_subscribe_to_holds_the_activities_of_its_name_in_order(example_site, address, slugs):
    found = icalendar.Calendar.from_ical((example_site.site / "calendrier" / address).read_bytes())
    assert [str(one["UID"]).split("@")[0] for one in found.walk("VEVENT")] == slugs


def test_no_other_calendar_is_published(example_site):
    assert sorted(path.name for path in (example_site.site / "calendrier").rglob("*.ics")) == [
        "comite-exemple.ics",
        "communautaire.ics",
        "employeur.ics",
        "scolaire.ics",
        "tout.ics",
    ]


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ({}, 3),
        ({"titre": "Un autre titre exemple", "resume": "Un autre résumé exemple, assez long."}, 3),
        ({"date": date(2027, 2, 11)}, 4),
        ({"debut": "13:45"}, 4),
        ({"fin": "15:15"}, 4),
        ({"lieu": "Ailleurs (exemple)"}, 4),
        ({"etat": "annulee"}, 4),
    ],
)
def test_the_sequence_rises_when_the_day_the_hours_the_place_or_the_state_change_and_not_for_words(example_site, change, number):
    activity = example_site.catalogue.activities[WORKSHOP]
    (mark,) = [one.fingerprint for one in sequences_on(TODAY, {}, [activity]).values()]
    known = {WORKSHOP: Sequence(3, mark, date(2026, 10, 1))}
    (found,) = sequences_on(TODAY, known, [moved(activity, **change)]).values()
    assert (found.number, found.changed) == (number, TODAY if change and number == 4 else date(2026, 10, 1))


def test_two_branches_merge_line_by_line_and_the_higher_number_counts(tmp_path, example_site, copied):
    project = copied(example_site)
    path = project.content / "calendrier.txt"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert [line.split()[0] for line in lines if not line.startswith("#")] == sorted(one.slug for one in example_site.catalogue.dated)
    path.write_text("".join([*lines, f"{WORKSHOP} 7 0123456789ab 2026-11-25\n", "une ligne qui ne se lit pas\n"]), encoding="utf-8")
    assert read_sequences(project)[WORKSHOP] == Sequence(7, "0123456789ab", date(2026, 11, 25))


def test_a_change_of_day_raises_the_sequence_in_the_next_build_and_in_the_file_to_commit(example_site, copied):
    project = copied(example_site)
    sheet = project.content / "activites" / f"{WORKSHOP}.md"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace('debut: "13:30"', 'debut: "13:00"'), encoding="utf-8")
    changed = built(project)
    assert event(raw(changed, WORKSHOP))["SEQUENCE"] == 1
    assert read_sequences(project)[WORKSHOP].number == 1
    assert event(raw(changed, HELD))["SEQUENCE"] == 0


def test_a_site_built_two_years_later_has_the_same_pages_and_files_for_its_activities(example_site, copied):
    project = copied(example_site)
    later = build(project, date(2028, 11, 24), clean=True)
    assert later.prepared is not None
    before, after = snapshot(example_site.site), snapshot(project.site)
    kept = [name for name in before if name.startswith(("activites/", "calendrier/")) or name == "index.html"]
    assert len(kept) > len(example_site.catalogue.activities)
    assert [name for name in kept if before[name] != after.get(name)] == []


def test_the_links_to_other_agendas_give_the_same_instants(example_site):
    catalogue = example_site.catalogue
    google = google_link(catalogue.organisation, catalogue.activities[POSTPONED])
    outlook = outlook_link(catalogue.organisation, catalogue.activities[POSTPONED])
    assert re.search(r"[?&]dates=([^&]*)", google)[1] == "20270413T230000Z%2F20270414T003000Z"
    assert re.search(r"startdt=([^&]*)&enddt=([^&]*)", outlook).groups() == ("2027-04-13T23%3A00%3A00Z", "2027-04-14T00%3A30%3A00Z")
