"""Dates as people and programs write them, in French or in English, with their precision: nothing that the text does not say is added.

ISO 8601 (calendar dates, and day of the year), RFC 5322 and its older two-digit years, RFC 9557's and EDTF's marks of doubt, RIS
(« 2021/03// »), and what content systems write: « Vendredi, 13 Mars, 2020 - 12:22 », « 1er juin 2019 », « March 5, 2020 ».
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.patterns import pattern
from pipeline.text.words import fold

MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")
ENGLISH_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
EARLIEST, LATEST = 1400, 2199
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier january janv jan",
            "fevrier february fevr fev feb",
            "mars march mar mrs",
            "avril april avr apr",
            "mai may",
            "juin june jun",
            "juillet july juil jul",
            "aout august aou aug",
            "septembre september sept sep",
            "octobre october oct",
            "novembre november nov",
            "decembre december dec",
        ),
        1,
    )
    for name in names.split()
}
# The alternatives of a pattern: a month in folded text, in either language, whole or cut short.
MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_SEASON = "printemps|ete|automne|hiver|spring|summer|autumn|fall|winter|trimestre|quarter"
_DAY_OF_WEEK = r"(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)[a-z]*\.?,?\s+"
_TIME = r"(?:(?:\s*[t,]\s*|\s*-\s*|\s+(?:a\s+|at\s+)?)\d{1,2}\s?[:h]\s?\d{0,2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?)?"
_ZONE = r"\s*(?P<zone>z|utc|gmt|[a-z]{3,4}|(?:gmt|utc)?[+-]\d{1,2}:?\d{0,2})?(?:\s*\([\w .:+-]{1,40}\))?(?:\[[\w/+-]{1,40}\])?"
_END = rf"{_TIME}{_ZONE}$"
_FORMS = tuple(
    pattern(form)
    for form in (
        rf"(?P<y>\d{{4}})([-/.])(?P<m>\d{{1,2}})\2(?P<d>\d{{1,2}}){_END}",
        rf"(?P<y>\d{{4}})(?P<m>\d{{2}})(?P<d>\d{{2}}){_END}",
        r"(?P<y>\d{4})-(?P<n>\d{3})$",
        r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})(?:[-/.]{1,2})?$",
        r"(?P<y>\d{4})/{0,3}$",
        (
            rf"(?:{_DAY_OF_WEEK})?(?P<d>\d{{1,2}})(?:er|st|nd|rd|th)?[\s-]+(?:de\s+"
            rf"|of\s+)?(?P<w>{MONTH})\.?,?[\s-]+(?:de\s+)?(?P<y>\d{{4}}){_END}"
        ),
        rf"(?:{_DAY_OF_WEEK})?(?P<w>{MONTH})\.?\s+(?P<d>\d{{1,2}})(?:er|st|nd|rd|th)?,?\s+(?P<y>\d{{4}}){_END}",
        # RFC 822: two digits, and always an hour.
        rf"(?:{_DAY_OF_WEEK})?(?P<d>\d{{1,2}})[\s-]+(?P<w>{MONTH})\.?[\s-]+(?P<yy>\d{{2}})\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?{_ZONE}$",
        # asctime
        rf"{_DAY_OF_WEEK}(?P<w>{MONTH})\s+(?P<d>\d{{1,2}})\s+\d{{2}}:\d{{2}}(?::\d{{2}})?(?:\s+[a-z]{{3,4}})?\s+(?P<y>\d{{4}})$",
        rf"(?P<w>{MONTH})\.?,?[\s/-]+(?:de\s+)?(?P<y>\d{{4}})$",
        rf"(?P<y>\d{{4}})[\s,/-]+(?P<w>{MONTH})\.?(?:[\s,/-]+(?P<d>\d{{1,2}}))?$",
        rf"(?:{_SEASON})\.?\s*\d?,?\s*(?P<y>\d{{4}})$",
        rf"(?P<y>\d{{4}})\s+(?:{MONTH})\.?\s?[-/–]\s?(?:{MONTH})\.?$",
        rf"(?:{MONTH})\.?\s?[-/–]\s?(?:{MONTH})\.?,?\s+(?P<y>\d{{4}})$",
        rf"(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.(?P<y>\d{{4}}){_END}",
        rf"(?P<a>\d{{1,2}})([/-])(?P<b>\d{{1,2}})\2(?P<y>\d{{4}}){_END}",
    )
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it is written: its year, its month and its day when they are said, and the offset from UTC that stands beside it, if any.

    ``doubtful``: day and month could be either (« 03/05/2016 »), so that neither is kept, or the text itself doubts (« 2004-06? »).
    """

    year: int
    month: int | None = None
    day: int | None = None
    offset: timedelta | None = None
    doubtful: bool = False

    @property
    def iso(self) -> str:
        """ISO 8601, as precise as the date is: « 2019 », « 2019-03 », « 2019-03-05 »."""
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)])

    @property
    def whole_day(self) -> date | None:
        """The day, as the calendar of whoever wrote it has it; None when the text says less than a day."""
        return date(self.year, self.month, self.day) if self.month is not None and self.day is not None else None

    def agrees(self, other: "WrittenDate") -> bool:
        """Say whether both say the same, as far as both go."""
        parts = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(mine == theirs for mine, theirs in parts if mine is not None and theirs is not None)


def read_date(text: str) -> WrittenDate | None:
    """Return the date that ``text`` writes; None when it writes none, or one that no calendar has. Of a range, its beginning."""
    shown = re.sub(r"\s+", " ", fold(text)).strip(" \"'.;")[:100]
    doubtful = re.search(r"[?~%]$", shown) is not None or re.match(r"(?:vers|circa|ca?\.)\s", shown) is not None
    shown = re.sub(r"^(?:vers|circa|ca?\.|le|the|on)\s+", "", shown.rstrip("?~% "))
    # RIS: « 2021/03// », « 2022/01/15/Hiver ».
    shown = re.sub(r"^(\d{4})/(\d{1,2})?/(\d{1,2})?(?:/.*)?$", lambda parts: "/".join(filter(None, parts.groups())), shown)
    # EDTF: « 2004/2006 », « 2004/ » (open); « 2004-06/2004-08 ».
    shown = re.sub(r"^(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:/(?:\d{4}(?:-\d{2}(?:-\d{2})?)?)|/\.\.|/|[-–]\d{4})$", r"\1", shown)
    for form in _FORMS:
        if match := form.match(shown):
            return _made(match.groupdict(), doubtful)
    return None


def year_in(text: str) -> int | None:
    """Return the year that ``text`` says, alone or in a date; otherwise the one number of four digits in it that may be a year."""
    written = read_date(text)
    if written is not None:
        return written.year
    found = {int(number) for number in re.findall(r"(?<!\d)\d{4}(?!\d)", text) if EARLIEST <= int(number) <= LATEST}
    return found.pop() if len(found) == 1 else None


def _made(parts: dict[str, str | None], doubtful: bool) -> WrittenDate | None:
    year, month, day = _year(parts), _number(parts.get("m")), _number(parts.get("d"))
    if word := parts.get("w"):
        month = _MONTHS[word]
    if (ordinal := _number(parts.get("n"))) is not None:
        if not 1 <= ordinal <= (date(year, 12, 31) - date(year, 1, 1)).days + 1:
            return None
        found = date(year, 1, 1) + timedelta(days=ordinal - 1)
        month, day = found.month, found.day
    first, second = _number(parts.get("a")), _number(parts.get("b"))
    if first is not None and second is not None:
        if first <= 12 and second <= 12 and first != second:
            return WrittenDate(year, doubtful=True) if EARLIEST <= year <= LATEST else None
        day, month = (second, first) if second > 12 else (first, second)
    if not EARLIEST <= year <= LATEST or (month is not None and not 1 <= month <= 12):
        return None
    try:
        date(year, month or 1, 1 if day is None else day)
    except ValueError:
        return None
    return WrittenDate(year=year, month=month, day=day, offset=_offset(parts.get("zone")), doubtful=doubtful)


def _year(parts: dict[str, str | None]) -> int:
    if short := parts.get("yy"):
        return int(short) + (2000 if int(short) < 50 else 1900)  # RFC 5322, section 4.3
    return int(parts["y"] or 0)


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


# RFC 5322, section 4.3; Eastern, and the others of that list. What else is named is not known.
_ZONES = {
    "z": 0,
    "utc": 0,
    "gmt": 0,
    "ut": 0,
    "edt": -4,
    "est": -5,
    "cdt": -5,
    "cst": -6,
    "mdt": -6,
    "mst": -7,
    "pdt": -7,
    "pst": -8,
    "hae": -4,
    "hne": -5,
}


def _offset(zone: str | None) -> timedelta | None:
    if not zone:
        return None
    if zone in _ZONES:
        return timedelta(hours=_ZONES[zone])
    match = re.fullmatch(r"(?:gmt|utc)?([+-])(\d{1,2}):?(\d{2})?", zone)
    if not match:
        return None
    return (1 if match.group(1) == "+" else -1) * timedelta(hours=int(match.group(2)), minutes=int(match.group(3) or 0))
