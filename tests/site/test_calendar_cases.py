"""Calendars as agendas read them: time zones by rule, names that survive a move, everything read back by three parsers of others."""

import io
import json
import subprocess
from datetime import UTC, date, datetime, timedelta

import icalendar
import ics
import pytest
from dateutil.tz import tzical

from pipeline.content.address_book import AddressBook
from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.content.redirections import Redirection
from pipeline.content.sequences import Sequence, calendar_name, fingerprint, sequences_on
from pipeline.project import Project
from pipeline.site.downloads.calendar_files import calendar
from pipeline.site.time_zones import time_zone
from tests.support import REPOSITORY, TODAY, report_on

BIN = REPOSITORY / ".venv" / "bin"
WORKSHOP, POSTPONED = "2027-02-10-atelier-lecture", "2026-12-08-conference-reportee"
RIGHT = {
    WORKSHOP: (datetime(2027, 2, 10, 18, 30, tzinfo=UTC), datetime(2027, 2, 10, 20, 0, tzinfo=UTC)),  # winter: five hours behind
    POSTPONED: (datetime(2027, 4, 13, 23, 0, tzinfo=UTC), datetime(2027, 4, 14, 0, 30, tzinfo=UTC)),  # summer: four
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The fictitious region, read and not built."""
    loaded = load_catalogue(Project(REPOSITORY / "tests" / "exemple"), [])
    assert loaded is not None
    return loaded


def written(catalogue: Catalogue, *slugs: str, names: dict[str, str] | None = None) -> bytes:
    chosen = [catalogue.activities[slug] for slug in slugs]
    sequences = {one.slug: Sequence(0, "", TODAY) for one in chosen}
    return calendar(catalogue.organisation, chosen, sequences, names=names or {})


# K1: zones.


@pytest.mark.parametrize("slug", [WORKSHOP, POSTPONED])
def test_k1_a_zone_is_one_standard_and_one_daylight_each_by_a_yearly_rule(catalogue, slug):
    (zone,) = icalendar.Calendar.from_ical(written(catalogue, slug)).walk("VTIMEZONE")
    rules = {part.name: part["RRULE"].to_ical().decode() for part in zone.subcomponents}
    assert rules == {"STANDARD": "FREQ=YEARLY;BYDAY=1SU;BYMONTH=11", "DAYLIGHT": "FREQ=YEARLY;BYDAY=2SU;BYMONTH=3"}
    assert b"RDATE" not in written(catalogue, slug)


def test_k1_the_rule_still_holds_long_after_the_year_of_the_activity(catalogue):
    """dateutil reads the zone as agendas do, from the file alone."""
    zone = tzical(io.StringIO(written(catalogue, WORKSHOP).decode())).get("America/Toronto")
    for year in (2027, 2031, 2045):
        assert datetime(year, 7, 1, 12, tzinfo=zone).utcoffset() == timedelta(hours=-4)
        assert datetime(year, 1, 15, 12, tzinfo=zone).utcoffset() == timedelta(hours=-5)


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("America/Toronto", {"1SU", "2SU"}),
        ("America/St_Johns", {"1SU", "2SU"}),
        ("Europe/Paris", {"-1SU"}),
        ("America/Regina", {None}),
    ],
)
def test_k1_the_rule_of_a_zone_is_that_of_its_clocks(name, rules):
    zone = time_zone(name, 2026, 2032)
    assert zone is not None
    assert {str(part["RRULE"]["BYDAY"]) if "RRULE" in part else None for part in zone.subcomponents} == rules


def test_k1_a_zone_that_follows_no_rule_has_none_made_up():
    assert time_zone("Africa/Casablanca", 2026, 2028) is None


# K2: names.


def moved(*pairs: tuple[str, str]) -> AddressBook:
    return AddressBook({}, tuple(Redirection(de=old, vers=new, le=date(2026, 11, number)) for number, (old, new) in enumerate(pairs, 1)))


def test_k2_an_activity_that_moved_keeps_the_name_that_agendas_know(catalogue):
    activity = catalogue.activities[WORKSHOP]
    old = "2027-02-10-ancien-nom"
    book = moved((f"activites/{old}/", f"activites/{WORKSHOP}/"))
    assert calendar_name(activity, book.first) == old
    data = written(catalogue, WORKSHOP, names={WORKSHOP: calendar_name(activity, book.first)})
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert str(event["UID"]) == f"{old}@exemple.invalid"


def test_k2_of_several_moves_the_first_name_counts_and_a_circle_ends():
    assert moved(("activites/a/", "activites/b/"), ("activites/b/", "activites/c/")).first("activites/c/") == "activites/a/"
    assert moved(("activites/a/", "activites/c/"), ("activites/b/", "activites/c/")).first("activites/c/") == "activites/a/"
    assert moved(("activites/a/", "activites/b/"), ("activites/b/", "activites/a/")).first("activites/a/") in (
        "activites/a/",
        "activites/b/",
    )


def test_k2_what_was_counted_under_the_old_name_goes_on(catalogue):
    activity = catalogue.activities[WORKSHOP]
    book = moved(("activites/2027-02-10-ancien-nom/", f"activites/{WORKSHOP}/"))
    known = {"2027-02-10-ancien-nom": Sequence(3, fingerprint(activity), date(2026, 10, 1))}
    assert sequences_on(TODAY, known, [activity], book.first) == {WORKSHOP: Sequence(3, fingerprint(activity), date(2026, 10, 1))}
    assert sequences_on(TODAY, known, [activity])[WORKSHOP].number == 0


ACTIVITY = "activites/2026-10-01-exemple/"


def lost(tmp_path, address: str, **files: str) -> str:
    (diagnostic,) = [d for d in report_on(tmp_path, {"content/adresses.txt": f"{address}\n", **files}).diagnostics if d.rule.code == "A001"]
    return diagnostic.help.replace("\u00a0", " ")


def test_k2_a_lost_activity_is_told_to_take_its_name_back_and_why(tmp_path):
    told = lost(tmp_path, ACTIVITY)
    assert told.startswith(
        "Redonnez à l’activité son nom de fichier, content/activites/2026-10-01-exemple.md : les agendas la reconnaissent par lui"
    )
    assert "ancienne_date" in told


@pytest.mark.parametrize("address", ["fiches/ancienne/", "outils/ancien/"])
def test_k2_another_page_is_told_its_redirection_alone(tmp_path, address):
    assert "agendas" not in lost(tmp_path, address)


# K3: redirections.


@pytest.mark.parametrize(
    "typed",
    [
        "- {de: fiches/ancienne/, vers: fiches/exemple/, le: 2026-11-24}\n",
        "# Un commentaire.\n\n- {de: fiches/ancienne/, vers: fiches/exemple/, le: 2026-11-24}\n",
        "- de: fiches/ancienne/\n  vers: fiches/exemple/\n  le: 2026-11-24\n",
    ],
)
def test_k3_a_redirection_alone_in_its_file_is_accepted(tmp_path, typed):
    files = {"content/adresses.txt": "fiches/ancienne/\nfiches/exemple/\n", "content/redirections.yml": typed}
    assert [d.rule.code for d in report_on(tmp_path, files).diagnostics if d.rule.code[0] in "AE" and d.rule.code != "A004"] == []


def test_k3_what_a001_tells_to_write_is_accepted_as_it_is(tmp_path):
    told = lost(tmp_path / "avant", "fiches/ancienne/")
    assert "à la place de « redirections: [] »" in told
    typed = told[told.index("redirections:\n") : told.index("\nou remettez")].replace("fiches/…/", "fiches/exemple/")
    files = {"content/adresses.txt": "fiches/ancienne/\nfiches/exemple/\n", "content/redirections.yml": typed + "\n"}
    after = report_on(tmp_path / "apres", files).diagnostics
    assert [d.message for d in after if d.rule.code[0] in "AE" and d.rule.code != "A004"] == []


def test_k3_a_fault_in_such_a_file_is_told_at_its_line(tmp_path):
    typed = "- {de: fiches/ancienne/, vers: fiches/absente/, le: 2026-11-24}\n"
    (fault,) = [d for d in report_on(tmp_path, {"content/redirections.yml": typed}).diagnostics if d.rule.code == "A002"]
    assert str(fault.place) == "content/redirections.yml:1:3"


# Item 7: three parsers of others.


@pytest.mark.parametrize("slug", RIGHT)
def test_two_parsers_read_the_instants(catalogue, slug):
    data = written(catalogue, slug)
    (one,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    (other,) = ics.Calendar(data.decode()).events
    assert (one.DTSTART.astimezone(UTC), one.DTEND.astimezone(UTC)) == RIGHT[slug]
    assert (other.begin.datetime.astimezone(UTC), other.end.datetime.astimezone(UTC)) == RIGHT[slug]


def test_ical_js_reads_the_names_the_words_and_the_instants_by_the_zone_of_the_file(catalogue, tmp_path):
    paths = []
    for slug in RIGHT:
        paths.append(str(tmp_path / f"{slug}.ics"))
        (tmp_path / f"{slug}.ics").write_bytes(written(catalogue, slug))
    done = subprocess.run(["sh", "tests/icaljs/lancer.sh", str(BIN), *paths], cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    read = {event["uid"].split("@")[0]: event for event in json.loads(done.stdout)}
    assert {slug: (datetime.fromisoformat(read[slug]["start"]), datetime.fromisoformat(read[slug]["end"])) for slug in RIGHT} == RIGHT
    assert {slug: read[slug]["summary"] for slug in RIGHT} == {slug: catalogue.activities[slug].meta.titre for slug in RIGHT}
