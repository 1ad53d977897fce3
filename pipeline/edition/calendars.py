"""How an activity leads to calendars: the address of its file, the calendars to subscribe to, links to other agendas."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from pipeline.content.activities.activity import Activity, ActivityMeta
from pipeline.content.address_book import page_address
from pipeline.content.campaigns import CampaignDays, Dated
from pipeline.content.committees import Committee
from pipeline.content.council import Organisation
from pipeline.edition.index import SiteIndex
from pipeline.text import french
from pipeline.text.addresses import absolute
from pipeline.text.typographic import typographic

EVERYTHING = "calendrier/tout.ics"


def calendar_file(dated: Dated) -> str:
    """Return the address of the calendar file of an activity, or of an edition of a campaign, beside its page."""
    return f"{dated_page(dated)}{dated.slug}.ics"


def dated_page(dated: Dated) -> str:
    """Return the address of the page that tells of an activity, or of an edition of a campaign."""
    return page_address(dated.campaign if isinstance(dated, CampaignDays) else dated)


def committee_calendar(committee: Committee) -> str:
    """Return the address of the calendar of a committee, which exists when it has activities."""
    return f"calendrier/comites/{committee.slug}.ics"


def all_dated(index: SiteIndex) -> tuple[Dated, ...]:
    """Return the activities, and the editions of campaigns, latest first."""
    both: tuple[Dated, ...] = (*index.activities, *index.campaign_days)
    return tuple(sorted(both, key=lambda one: (one.start.date(), one.slug), reverse=True))


def calendars(index: SiteIndex) -> Iterator[tuple[str, str, list[Dated]]]:
    """Yield each calendar to subscribe to: its name, its address, what it holds; only those that hold something, but for the first.

    Campaigns are in the first, and in those of their audiences.
    """
    everything = list(all_dated(index))
    yield "Toutes les activités", EVERYTHING, everything
    for term in index.terms("publics"):
        if chosen := [one for one in everything if term.slug in _publics(one)]:
            yield typographic(f"Pour : {term.nom}"), f"calendrier/publics/{term.slug}.ics", chosen
    for committee in index.committees:
        if theirs := [activity for activity in index.activities if committee.slug in activity.meta.comites]:
            yield committee.meta.nom, committee_calendar(committee), list(theirs)


def _publics(dated: Dated) -> tuple[str, ...]:
    return dated.campaign.meta.publics if isinstance(dated, CampaignDays) else dated.meta.publics


def google_link(organisation: Organisation, activity: Activity) -> str:
    """Return the address at which Google's calendar proposes the activity; nothing is sent before the reader goes there."""
    if activity.meta.debut is None:
        dates = f"{activity.meta.date:%Y%m%d}/{activity.meta.date + timedelta(days=1):%Y%m%d}"
    else:
        dates = "/".join(moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") for moment in (activity.start, _likely_end(activity)))
    query = {
        "action": "TEMPLATE",
        "text": activity.meta.titre,
        "dates": dates,
        "ctz": activity.meta.fuseau,
        "details": description(organisation, activity),
        "location": place(activity.meta),
    }
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
    query |= {"body": description(organisation, activity), "location": place(activity.meta)}
    return "https://outlook.live.com/calendar/0/deeplink/compose?" + urlencode(query)


def _likely_end(activity: Activity) -> datetime:
    """Return the end; an activity without one takes an hour in those agendas, which refuse not to know."""
    return activity.end if activity.meta.fin is not None else activity.start + timedelta(hours=1)


def place(meta: ActivityMeta) -> str:
    """Return where it is, in a room and on a platform."""
    return "; ".join(part for part in (meta.lieu, meta.plateforme) if part is not None)


def campaign_description(organisation: Organisation, days: CampaignDays) -> str:
    """Return what an agenda says of an edition of a campaign: its summary, who leads it, its site, its page."""
    meta = days.campaign.meta
    lines = [meta.resume]
    if meta.organisme is not None:
        lines.append(typographic(f"Menée par : {meta.organisme}."))
    return "\n".join([*lines, *([meta.lien] if meta.lien else []), *_site_lines(organisation, days)])


def _site_lines(organisation: Organisation, dated: Dated) -> list[str]:
    said = (
        []
        if organisation.statut == "officiel"
        else [f"Démonstration indépendante, ni produite ni approuvée par {organisation.designation}."]
    )
    page = absolute(organisation.adresse, dated_page(dated))
    return [*said, *([page] if page else [])]


def description(organisation: Organisation, activity: Activity) -> str:
    """Return what an agenda says of it: its summary, what happened to it, who holds it, its page."""
    meta = activity.meta
    lines = [meta.resume]
    if meta.etat_raison is not None:
        lines.append(meta.etat_raison)
    if meta.etat == "reportee" and meta.ancienne_date is not None:
        lines.append(f"D’abord annoncée pour le {french.weekday_date(meta.ancienne_date)}.")
    if meta.organisateur is not None:
        lines.append(typographic(f"Organisée par : {meta.organisateur}."))
    return "\n".join([*lines, *_site_lines(organisation, activity)])
