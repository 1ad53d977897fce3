"""Calendars (RFC 5545): a file for each activity, and calendars to subscribe to.

Times carry their zone with its full VTIMEZONE (without one, Outlook is an hour off); the UID never changes; SEQUENCE and
DTSTAMP come from ``content/calendrier.txt``, never from the clock. Alarms are left to the reader.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Sequence as Ordered
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pipeline.content.activities.activity import Activity, ActivityMeta
from pipeline.content.campaigns import CampaignDays, Dated
from pipeline.content.council import Organisation
from pipeline.content.sequences import Sequence, calendar_name
from pipeline.edition.calendars import all_dated, calendar_file, calendars, campaign_description, dated_page, description, place
from pipeline.edition.docs_tree import Made
from pipeline.edition.index import SiteIndex
from pipeline.text.addresses import absolute
from pipeline.text.typographic import typographic
from pipeline.text.words import slug

if TYPE_CHECKING:  # slow to import, and the calendars that there are may still hold
    from icalendar import Calendar, Event

_STATUS = {"prevue": "CONFIRMED", "tenue": "CONFIRMED", "annulee": "CANCELLED"}


def calendar_files(index: SiteIndex, sequences: Mapping[str, Sequence]) -> Iterator[Made]:
    """Yield every calendar file, by its address in the site. ``sequences`` knows every activity and edition of a campaign."""
    organisation = index.catalogue.organisation
    names = {one.slug: calendar_name(one, index.catalogue.addresses.first) for one in all_dated(index)}
    for one in all_dated(index):
        yield Made(
            calendar_file(one), (one, sequences[one.slug], names[one.slug]), partial(calendar, organisation, [one], sequences, names=names)
        )
    for name, address, chosen in calendars(index):
        title = typographic(f"{organisation.titre_du_site} : {name}")
        inputs = (title, *chosen, *(sequences[one.slug] for one in chosen), *(names[one.slug] for one in chosen))
        yield Made(address, inputs, partial(calendar, organisation, chosen, sequences, title, names))


def calendar(
    organisation: Organisation,
    chosen: Iterable[Dated],
    sequences: Mapping[str, Sequence],
    name: str | None = None,
    names: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Return one calendar: CRLF, lines folded at 75 octets; ``name`` is shown by those that subscribe.

    ``names`` gives what agendas know each by, where it is not its slug.
    """
    from icalendar import Calendar

    result = Calendar()
    result.add("version", "2.0")
    result.add("prodid", f"-//{slug(organisation.sigle)}//Passerelle//FR")
    result.add("calscale", "GREGORIAN")
    result.add("method", "PUBLISH")
    if name is not None:
        result.add("name", name)
        result.add("x-wr-calname", name)
        result.add("refresh-interval", timedelta(hours=12), parameters={"value": "DURATION"})
    ordered = sorted(chosen, key=lambda one: (one.start, one.slug))
    _add_zones(result, ordered)
    for one in ordered:
        event = _common(organisation, one, sequences[one.slug], names.get(one.slug, one.slug))
        result.add_component(_campaign(organisation, one, event) if isinstance(one, CampaignDays) else _activity(organisation, one, event))
    if ordered:  # a zone that follows no yearly rule
        years = [one.start.year for one in ordered]
        result.add_missing_timezones(first_date=date(min(years) - 1, 1, 1), last_date=date(max(years) + 2, 1, 1))
    return bytes(result.to_ical(sorted=False))


def _add_zones(result: "Calendar", ordered: Ordered[Dated]) -> None:
    """Add the VTIMEZONE of each zone that an hour is in, by rule where there is one."""
    from pipeline.site.time_zones import time_zone

    timed = [one for one in ordered if isinstance(one, Activity) and one.meta.debut is not None and not one.meta.undated]
    years = [year for one in timed for year in (one.start.year, one.end.year)]
    for name in sorted({str(one.start.tzinfo) for one in timed}):
        zone = time_zone(name, min(years) - 1, max(years) + 1)
        if zone is not None:
            result.add_component(zone)


def _common(organisation: Organisation, dated: Dated, sequence: Sequence, known_as: str) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{known_as}@{_domain(organisation)}")
    event.add("dtstamp", datetime.combine(sequence.changed, time(), UTC))
    event.add("last-modified", datetime.combine(sequence.changed, time(), UTC))
    event.add("sequence", sequence.number)
    if page := absolute(organisation.adresse, dated_page(dated)):
        event.add("url", page)
    return event


def _campaign(organisation: Organisation, days: CampaignDays, event: "Event") -> "Event":
    """Return whole days, the end not included (RFC 5545, 3.6.1), which take no one's time: the agenda stays free."""
    event.add("summary", days.campaign.meta.titre)
    event.add("dtstart", days.edition.debut)
    event.add("dtend", days.edition.last + timedelta(days=1))
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("description", campaign_description(organisation, days))
    return event


def _activity(organisation: Organisation, activity: Activity, event: "Event") -> "Event":
    meta = activity.meta
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
    return event


def _domain(organisation: Organisation) -> str:
    host = urlsplit(organisation.adresse).hostname if organisation.adresse is not None else None
    return host or f"{slug(organisation.sigle)}.invalid"


def _summary(meta: ActivityMeta) -> str:
    if meta.etat == "annulee":
        return typographic(f"Annulée : {meta.titre}")
    return typographic(f"Reportée, nouvelle date à venir : {meta.titre}") if meta.undated else meta.titre
