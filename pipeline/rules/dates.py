"""Dates: in order, real, and not too old."""

import re
from datetime import date, timedelta
from itertools import pairwise

from pipeline.content.document import Activity, AnyDocument, Fiche
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.written_dates import MONTHS

ORDER = Rule(
    code="D001",
    severity=Severity.ERROR,
    title="Dates dans l’ordre",
    why="On publie, puis on révise, puis on révisera.",
    wrong="publiee_le: 2026-11-24\nrevisee_le: 2026-10-01",
    right="publiee_le: 2026-10-01\nrevisee_le: 2026-11-24",
)
OVERDUE = Rule(
    code="D002",
    severity=Severity.WARNING,
    title="Fiche révisée depuis moins de deux ans",
    why="La recherche avance\u00a0: une fiche ancienne le dit à ses lecteurs.",
    wrong="revisee_le: 2023-01-15",
    right="Une fiche relue, avec une nouvelle date",
    silenceable=True,
)
IMPOSSIBLE = Rule(
    code="D003",
    severity=Severity.ERROR,
    title="Date qui existe",
    why="Une date impossible ou un jour de semaine qui ne va pas avec elle fait manquer un rendez-vous.",
    wrong="le lundi 24 novembre 2026",
    right="le mardi 24 novembre 2026",
)
FILE_DATE = Rule(
    code="D004",
    severity=Severity.ERROR,
    title="Le nom de l’activité commence par sa date",
    why="Les fichiers se classent d’eux-mêmes, et l’adresse dit quand.",
    wrong="activites/parascolaire.md",
    right="activites/2022-09-29-parascolaire.md",
)
RULES = (ORDER, OVERDUE, IMPOSSIBLE, FILE_DATE)

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_WRITTEN = re.compile(rf"(?i)(?:\b({'|'.join(DAYS)})[, \u00a0]+)?\b(\d{{1,2}})(?:er)?[ \u00a0]({'|'.join(MONTHS)})[ \u00a0](\d{{4}})\b")
REVIEW_AFTER = timedelta(days=731)


def check_dates(document: AnyDocument, today: date) -> list[Diagnostic]:
    """Return the dates of one page that are impossible, out of order, or too old on ``today``."""
    found: list[Diagnostic] = []
    if isinstance(document, Fiche):
        _check_order(document, found)
        revised = document.meta.revisee_le
        if today - revised > REVIEW_AFTER:
            place = document.source.place(document.header.where(("revisee_le",)))
            message = f"Cette fiche n’a pas été révisée depuis le {revised.isoformat()}."
            found.append(Diagnostic(OVERDUE, place, message, revised.isoformat(), "Relisez-la, puis changez « revisee_le »."))
    if isinstance(document, Activity):
        expected = document.meta.first_date.isoformat()
        if not document.slug.startswith(expected + "-"):
            place = document.source.place(document.header.where(("date" if document.meta.ancienne_date is None else "ancienne_date",)))
            message = f"Le nom du fichier ne commence pas par « {expected}- »."
            found.append(Diagnostic(FILE_DATE, place, message, document.slug, f"Renommez-le\u00a0: {expected}-….md"))
    # An example in code may hold any date.
    text = document.source.text[: document.body_start] + document.prose.without_code[document.body_start :]
    for match in _WRITTEN.finditer(text):
        problem = _impossible(match)
        if problem:
            place = document.source.place(match.start())
            found.append(Diagnostic(IMPOSSIBLE, place, problem, match.group(), "Vérifiez la date dans un calendrier."))
    return found


def _check_order(fiche: Fiche, found: list[Diagnostic]) -> None:
    steps = (
        ("publiee_le", fiche.meta.publiee_le),
        ("revisee_le", fiche.meta.revisee_le),
        ("prochaine_revision", fiche.meta.prochaine_revision),
    )
    for (before, first), (after, second) in pairwise(steps):
        if second < first:
            place = fiche.source.place(fiche.header.where((after,)))
            found.append(
                Diagnostic(ORDER, place, f"« {after} » vient avant « {before} ».", second.isoformat(), "Corrigez l’une des dates.")
            )


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
    """Return 2026-11-24 for « 24 novembre 2026 », « mardi 24 novembre 2026 », 2026/11/24 or 2026-11-24 with digits left out; None for what is less clear."""
    words, digits = _WRITTEN.fullmatch(written.strip()), re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", written.strip())
    try:
        if words and _impossible(words) is None:
            return date(int(words.group(4)), MONTHS.index(words.group(3).lower()) + 1, int(words.group(2))).isoformat()
        return date(*map(int, digits.groups())).isoformat() if digits else None
    except ValueError:
        return None
