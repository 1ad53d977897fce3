"""VTIMEZONE by rule: one STANDARD and one DAYLIGHT, each with its yearly RRULE.

Outlook reads no other ([MS-STANOICAL], 2.2.47: RDATE is ignored), and a list of dates ends with its last year. The rule is worked out
from the zone's own clock changes (tzdata) and held against each year that is asked for; where no rule holds, there is none to give.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of the clock: the last local time before it, and the offsets on both sides."""

    local: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


def time_zone(name: str, first: int, last: int) -> Timezone | None:
    """Return the VTIMEZONE of the zone ``name`` for the years ``first`` to ``last``, both included; None when no yearly rule tells them."""
    zone = ZoneInfo(name)
    years = [_changes(name, year) for year in range(first, last + 1)]
    component = Timezone()
    component.add("tzid", name)
    if not any(years):
        start = datetime(first, 1, 1, tzinfo=zone)
        offset = start.utcoffset() or timedelta()
        always = TimezoneStandard()
        _part(always, datetime(first, 1, 1), offset, offset, start.tzname() or name)
        component.add_component(always)
        return component
    if any(len(changes) != 2 or {change.summer for change in changes} != {True, False} for changes in years):
        return None
    for summer in (False, True):
        changes = [change for year in years for change in year if change.summer is summer]
        rule = _rule([change.local for change in changes])
        if rule is None or len({(change.before, change.after, change.name, change.local.time()) for change in changes}) != 1:
            return None
        begin = changes[0]
        kind: type[TimezoneDaylight] | type[TimezoneStandard] = TimezoneDaylight if summer else TimezoneStandard
        part = kind()
        _part(part, begin.local, begin.before, begin.after, begin.name)
        part.add("rrule", {"freq": "yearly", "bymonth": begin.local.month, "byday": rule})
        component.add_component(part)
    return component


def _part(part: TimezoneStandard | TimezoneDaylight, start: datetime, before: timedelta, after: timedelta, name: str) -> None:
    part.add("dtstart", start)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    part.add("tzname", name)


@lru_cache(maxsize=200)
def _changes(name: str, year: int) -> tuple[_Change, ...]:
    """Return the changes of a year, in order, found to the minute."""
    zone, found = ZoneInfo(name), list[_Change]()
    hour = timedelta(hours=1)
    at = datetime(year, 1, 1, tzinfo=UTC)
    end = datetime(year + 1, 1, 1, tzinfo=UTC)
    while at < end:
        step = min(timedelta(days=7), end - at)
        if at.astimezone(zone).utcoffset() != (at + step).astimezone(zone).utcoffset():
            low, high = at, at + step
            while high - low > timedelta(minutes=1):
                middle = low + (high - low) // 2
                middle -= timedelta(seconds=middle.second, microseconds=middle.microsecond)
                if middle <= low:
                    middle = low + timedelta(minutes=1)
                if middle.astimezone(zone).utcoffset() == at.astimezone(zone).utcoffset():
                    low = middle
                else:
                    high = middle
            before, after = low.astimezone(zone).utcoffset() or hour, high.astimezone(zone).utcoffset() or hour
            local = high.replace(tzinfo=None) + before
            there = high.astimezone(zone)
            found.append(_Change(local=local, before=before, after=after, name=there.tzname() or "", summer=bool(there.dst())))
        at += step
    return tuple(found)


def _rule(days: list[datetime]) -> str | None:
    """Return the day of these changes as a rule of its month, « 2SU » or « -1SU », or None when they follow none."""
    if len({(day.month, day.weekday()) for day in days}) != 1:
        return None
    name = _DAYS[days[0].weekday()]
    ranks = {(day.day - 1) // 7 + 1 for day in days}
    if len(ranks) == 1 and ranks != {4}:
        return f"{ranks.pop()}{name}"
    if all((day + timedelta(days=7)).month != day.month for day in days):
        return f"-1{name}"
    return f"4{name}" if ranks == {4} else None
