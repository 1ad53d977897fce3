"""Local times to UTC instants: none (gap) or two (fold) in the nights when daylight saving time begins or ends."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo


def readings(day: date, hhmm: str, zone: str) -> tuple[datetime, ...]:
    """Return the instants that a clock of ``zone`` shows as ``hhmm`` on ``day``: one, two when it goes back, none when it goes forward."""
    naive = datetime.combine(day, time.fromisoformat(hhmm))
    folds = (naive.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    offsets = dict.fromkeys(fold.utcoffset() or timedelta() for fold in folds)
    fixed = (naive.replace(tzinfo=timezone(offset)) for offset in offsets)
    return tuple(moment for moment in fixed if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == naive)


def instant(day: date, hhmm: str, zone: str, offset: str | None = None) -> datetime:
    """Return the instant, in ``zone``, of a local time; ``offset`` (« -05:00 ») settles what the zone leaves open, and nothing else.

    Without it, an hour that comes twice is its first, and one that does not exist is read as the clock before the change.
    """
    where = ZoneInfo(zone)
    if offset is not None and len(readings(day, hhmm, zone)) != 1:
        return datetime.fromisoformat(f"{day.isoformat()}T{hhmm}{offset}").astimezone(where)
    return datetime.combine(day, time.fromisoformat(hhmm), where).astimezone(UTC).astimezone(where)


def seconds(duration: str) -> int:
    """Return « 1:04:30 » or « 64:30 » in seconds."""
    total = 0
    for part in duration.split(":"):
        total = 60 * total + int(part)
    return total
