"""Dates: in order, real, and not too old."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from pipeline.content.activities.activity import Activity
from pipeline.content.kind import AnyDocument, PageDocument
from pipeline.content.sheets.sheet import Fiche
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Family, Severity
from pipeline.text.typographic import NBSP
from pipeline.text.written_dates import MONTHS

FAMILY = Family(letter="D", title="Dates", rank=100)


DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DAY = rf"(\d{{1,2}})(?:er)?[ {NBSP}]({'|'.join(MONTHS)})[ {NBSP}](\d{{4}})\b"
_WRITTEN = re.compile(rf"(?i)(?:\b({'|'.join(DAYS)})[, {NBSP}]+)?\b{_DAY}")
# Most texts have no day: this, searched in small letters, says so at once.
_HAS_A_DAY = re.compile(_DAY)
REVIEW_AFTER = timedelta(days=731)


@rule(
    "D001",
    on=Fiche,
    title="Dates dans l’ordre",
    why="On publie, puis on révise, puis on révisera.",
    wrong="publiee_le: 2026-11-24\nrevisee_le: 2026-10-01",
    right="publiee_le: 2026-10-01\nrevisee_le: 2026-11-24",
)
def days_are_in_order(fiche: Fiche) -> Iterator[Fault]:
    """Yield the days of a sheet that come before the one that they follow."""
    steps = (
        ("publiee_le", fiche.meta.publiee_le),
        ("revisee_le", fiche.meta.revisee_le),
        ("prochaine_revision", fiche.meta.prochaine_revision),
    )
    for (before, first), (after, second) in pairwise(steps):
        if second < first:
            message = f"« {after} » vient avant « {before} »."
            yield fault((after,), message, text=second.isoformat(), hint="Corrigez l’une des dates.")


@rule(
    "D002",
    on=Fiche,
    severity=Severity.WARNING,
    title="Fiche révisée depuis moins de deux ans",
    why="La recherche avance : une fiche ancienne le dit à ses lecteurs.",
    wrong="revisee_le: 2023-01-15",
    right="Une fiche relue, avec une nouvelle date",
    silenceable=True,
)
def a_sheet_is_reviewed_in_time(fiche: Fiche, today: date) -> Iterator[Fault]:
    """Yield a review that is too old on ``today``."""
    revised = fiche.meta.revisee_le
    if today - revised > REVIEW_AFTER:
        message = f"Cette fiche n’a pas été révisée depuis le {revised.isoformat()}."
        yield fault(("revisee_le",), message, text=revised.isoformat(), hint="Relisez-la, puis changez « revisee_le ».")


@rule(
    "D003",
    on=PageDocument,
    title="Date qui existe",
    why="Une date impossible ou un jour de semaine qui ne va pas avec elle fait manquer un rendez-vous.",
    wrong="le lundi 24 novembre 2026",
    right="le mardi 24 novembre 2026",
)
def a_written_day_exists(document: AnyDocument) -> Iterator[Fault]:
    """Yield the days that no calendar has, and those of another day of the week."""
    # An example in code may hold any date.
    text = document.source.text[: document.body_start] + document.prose.without_code[document.body_start :]
    for match in _WRITTEN.finditer(text) if _HAS_A_DAY.search(text.lower()) else ():
        problem = _impossible(match)
        if problem:
            yield fault(match.start(), problem, text=match.group(), hint="Vérifiez la date dans un calendrier.")


@rule(
    "D004",
    on=Activity,
    title="Le nom de l’activité commence par sa date",
    why="Les fichiers se classent d’eux-mêmes, et l’adresse dit quand.",
    wrong="activites/parascolaire.md",
    right="activites/2022-09-29-parascolaire.md",
)
def the_name_of_an_activity_begins_with_its_day(activity: Activity) -> Iterator[Fault]:
    """Yield a name of file that says another day than the first one announced."""
    expected = activity.meta.first_date.isoformat()
    if not activity.slug.startswith(expected + "-"):
        where = ("date" if activity.meta.ancienne_date is None else "ancienne_date",)
        message = f"Le nom du fichier ne commence pas par « {expected}- »."
        yield fault(where, message, text=activity.slug, hint=f"Renommez-le : {expected}-….md")


def _impossible(match: re.Match[str]) -> str | None:
    weekday, day, month, year = match.groups()
    try:
        written = date(int(year), MONTHS.index(month.lower()) + 1, int(day))
    except ValueError:
        return f"Le {day} {month} {year} n’existe pas."
    real = DAYS[written.weekday()]
    if weekday and weekday.lower() != real:
        return f"Le {day} {month} {year} est un {real}, pas un {weekday.lower()}."
    return None


def in_words(iso: str) -> str | None:
    """Return « 24 novembre 2026 » for 2026-11-24, or None when the calendar has no such day."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return None
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def in_digits(written: str) -> str | None:
    """Return 2026-11-24 for a day that is clearly written, None for any other text.

    Clear are « 24 novembre 2026 », « mardi 24 novembre 2026 », 2026/11/24, and 2026-11-24 with digits left out.
    """
    words, digits = _WRITTEN.fullmatch(written.strip()), re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", written.strip())
    try:
        if words and _impossible(words) is None:
            return date(int(words.group(4)), MONTHS.index(words.group(3).lower()) + 1, int(words.group(2))).isoformat()
        return date(*map(int, digits.groups())).isoformat() if digits else None
    except ValueError:
        return None
