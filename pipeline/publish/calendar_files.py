"""Calendars (RFC 5545): a file for each activity, and calendars to subscribe to.

Times carry their zone with its full VTIMEZONE (without one, Outlook is an hour off); the UID never changes; SEQUENCE and
DTSTAMP come from ``content/calendrier.txt``, never from the clock. Alarms are left to the reader.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from urllib.parse import urlencode, urlsplit

from icalendar import Calendar, Event

from pipeline.catalogue.activity_models import ActivityMeta
from pipeline.catalogue.addresses import page_address
from pipeline.catalogue.models import Organisation
from pipeline.catalogue.pages import Activity
from pipeline.catalogue.sequences import Sequence
from pipeline.catalogue.words import slug
from pipeline.publish import french
from pipeline.publish.addresses import absolute
from pipeline.publish.docs_tree import Made
from pipeline.publish.index import SiteIndex

EVERYTHING = "calendrier/tout.ics"
_STATUS = {"prevue": "CONFIRMED", "tenue": "CONFIRMED", "annulee": "CANCELLED"}


def calendar_file(activity: Activity) -> str:
    """Return the address of an activity's own calendar file, beside its page."""
    return f"{page_address(activity)}{activity.slug}.ics"


def calendars(index: SiteIndex) -> Iterator[tuple[str, str, list[Activity]]]:
    """Yield each calendar to subscribe to: its name, its address, its activities; only those that hold some, but for the first."""
    everything = list(index.activities)
    yield "Toutes les activités", EVERYTHING, everything
    for term in index.terms("publics"):
        if chosen := [activity for activity in everything if term.slug in activity.meta.publics]:
            yield f"Pour\u00a0: {term.nom}", f"calendrier/publics/{term.slug}.ics", chosen
    for committee in index.catalogue.organisation.comites:
        if chosen := [activity for activity in everything if committee.slug in activity.meta.comites]:
            yield committee.nom, f"calendrier/comites/{committee.slug}.ics", chosen


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
    event.add("description", _description(organisation, activity))
    if place := _place(meta):
        event.add("location", place)
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


def _place(meta: ActivityMeta) -> str:
    return "; ".join(part for part in (meta.lieu, meta.plateforme) if part is not None)


def _description(organisation: Organisation, activity: Activity) -> str:
    meta = activity.meta
    lines = [meta.resume]
    if meta.etat_raison is not None:
        lines.append(meta.etat_raison)
    if meta.etat == "reportee" and meta.ancienne_date is not None:
        lines.append(f"D’abord annoncée pour le {french.weekday_date(meta.ancienne_date)}.")
    if meta.organisateur is not None:
        lines.append(f"Organisée par\u00a0: {meta.organisateur}.")
    if organisation.statut == "demonstration":
        lines.append(f"Démonstration indépendante, ni produite ni approuvée par {organisation.designation}.")
    if page := absolute(organisation.adresse, page_address(activity)):
        lines.append(page)
    return "\n".join(lines)


def google_link(organisation: Organisation, activity: Activity) -> str:
    """Return the address at which Google's calendar proposes the activity; nothing is sent before the reader goes there."""
    if activity.meta.debut is None:
        dates = f"{activity.meta.date:%Y%m%d}/{activity.meta.date + timedelta(days=1):%Y%m%d}"
    else:
        dates = "/".join(moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") for moment in (activity.start, _likely_end(activity)))
    query = {
        "action": "TEMPLATE", "text": activity.meta.titre, "dates": dates, "ctz": activity.meta.fuseau,
        "details": _description(organisation, activity), "location": _place(activity.meta),
    }  # fmt: skip
    return "https://calendar.google.com/calendar/render?" + urlencode(query)


def outlook_link(organisation: Organisation, activity: Activity) -> str:
    """Return the address at which Outlook's calendar on the Web proposes the activity."""
    query = {"path": "/calendar/action/compose", "rru": "addevent", "subject": activity.meta.titre}
    if activity.meta.debut is None:
        query |= {
            "allday": "true",
            "startdt": activity.meta.date.isoformat(),
            "enddt": (activity.meta.date + timedelta(days=1)).isoformat(),
        }
    else:
        moments = (moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") for moment in (activity.start, _likely_end(activity)))
        query |= dict(zip(("startdt", "enddt"), moments, strict=True))
    query |= {"body": _description(organisation, activity), "location": _place(activity.meta)}
    return "https://outlook.live.com/calendar/0/deeplink/compose?" + urlencode(query)


def _likely_end(activity: Activity) -> datetime:
    """Return the end; an activity without one takes an hour in those agendas, which refuse not to know."""
    return activity.end if activity.meta.fin is not None else activity.start + timedelta(hours=1)
