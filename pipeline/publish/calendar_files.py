"""Calendars (RFC 5545): a file for each activity, and calendars to subscribe to.

Times carry their zone with its full VTIMEZONE (without one, Outlook is an hour off); the UID never changes; SEQUENCE and
DTSTAMP come from ``content/calendrier.txt``, never from the clock. Alarms are left to the reader.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from pipeline.catalogue.activity_models import ActivityMeta
from pipeline.catalogue.addresses import page_address
from pipeline.catalogue.models import Organisation
from pipeline.catalogue.pages import Activity
from pipeline.catalogue.sequences import Sequence
from pipeline.catalogue.words import slug
from pipeline.publish.addresses import absolute
from pipeline.publish.calendar_links import calendar_file, calendars, description, place
from pipeline.publish.docs_tree import Made
from pipeline.publish.index import SiteIndex

_STATUS = {"prevue": "CONFIRMED", "tenue": "CONFIRMED", "annulee": "CANCELLED"}


def calendar_files(index: SiteIndex, sequences: Mapping[str, Sequence]) -> Iterator[Made]:
    """Yield every calendar file, by its address in the site. ``sequences`` knows every activity."""
    organisation = index.catalogue.organisation
    for activity in index.activities:
        yield Made(calendar_file(activity), (activity, sequences[activity.slug]), partial(calendar, organisation, [activity], sequences))
    for name, address, activities in calendars(index):
        title = f"{organisation.titre_du_site}\u00a0: {name}"
        inputs = (title, *activities, *(sequences[activity.slug] for activity in activities))
        yield Made(address, inputs, partial(calendar, organisation, activities, sequences, title))


def calendar(
    organisation: Organisation, activities: Iterable[Activity], sequences: Mapping[str, Sequence], name: str | None = None
) -> bytes:
    """Return one calendar: CRLF, lines folded at 75 octets; ``name`` is shown by those that subscribe."""
    result = Calendar()
    result.add("version", "2.0")
    result.add("prodid", f"-//{slug(organisation.sigle)}//Passerelle//FR")
    result.add("calscale", "GREGORIAN")
    result.add("method", "PUBLISH")
    if name is not None:
        result.add("name", name)
        result.add("x-wr-calname", name)
        result.add("refresh-interval", timedelta(hours=12), parameters={"value": "DURATION"})
    ordered = sorted(activities, key=lambda activity: (activity.start, activity.slug))
    for activity in ordered:
        result.add_component(_event(organisation, activity, sequences[activity.slug]))
    if ordered:
        years = [activity.start.year for activity in ordered]
        result.add_missing_timezones(first_date=date(min(years) - 1, 1, 1), last_date=date(max(years) + 2, 1, 1))
    return bytes(result.to_ical(sorted=False))


def _event(organisation: Organisation, activity: Activity, sequence: Sequence) -> Event:
    meta = activity.meta
    event = Event()
    event.add("uid", f"{activity.slug}@{_domain(organisation)}")
    event.add("dtstamp", datetime.combine(sequence.changed, time(), UTC))
    event.add("last-modified", datetime.combine(sequence.changed, time(), UTC))
    event.add("sequence", sequence.number)
    event.add("summary", _summary(meta))
    if meta.debut is None or meta.undated:
        event.add("dtstart", meta.date)
        event.add("dtend", meta.date + timedelta(days=1))
    else:
        event.add("dtstart", activity.start)
        if meta.fin is not None:
            event.add("dtend", activity.end)
    event.add("status", "TENTATIVE" if meta.undated else _STATUS.get(meta.etat, "CONFIRMED"))
    if meta.etat == "annulee" or meta.undated:
        event.add("transp", "TRANSPARENT")
    event.add("description", description(organisation, activity))
    if where := place(meta):
        event.add("location", where)
    if page := absolute(organisation.adresse, page_address(activity)):
        event.add("url", page)
    return event


def _domain(organisation: Organisation) -> str:
    host = urlsplit(organisation.adresse).hostname if organisation.adresse is not None else None
    return host or f"{slug(organisation.sigle)}.invalid"


def _summary(meta: ActivityMeta) -> str:
    if meta.etat == "annulee":
        return f"Annulée\u00a0: {meta.titre}"
    return f"Reportée, nouvelle date à venir\u00a0: {meta.titre}" if meta.undated else meta.titre
