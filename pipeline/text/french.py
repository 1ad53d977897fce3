"""Words and dates as readers of Québec French expect them."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from babel.dates import format_date, get_timezone_name
from babel.lists import format_list
from babel.numbers import format_decimal

from pipeline.text.instants import seconds
from pipeline.text.typographic import NBSP, typographic
from pipeline.text.words import grouped

# What a notice says of a work, and what its link leads to.
NOTICE = {
    "retractation": ("a été rétractée", "lire l’avis de rétractation"),
    "preoccupation": ("fait l’objet d’un doute publié", "lire l’avis"),
    "correction": ("a été corrigée depuis sa parution", "lire la correction"),
    "nouvelle-version": ("a une version plus récente", "lire cette version"),
}
LANGUAGE = {"fr": "français", "en": "anglais"}


@lru_cache(maxsize=10_000)
def long_date(day: date) -> str:
    """Return « 24 novembre 2026 », « 1er mai 2026 », its parts kept together."""
    text = format_date(day, "d MMMM y", locale="fr_CA")
    return (text.replace("1 ", "1er ", 1) if day.day == 1 else text).replace(" ", NBSP)


def weekday_date(day: date) -> str:
    """Return « mardi 24 novembre 2026 » (OQLF: no comma after the weekday)."""
    return f"{format_date(day, 'EEEE', locale='fr_CA')} {long_date(day)}"


def clock(hhmm: str) -> str:
    """Return « 13 h 30 » or « 9 h » for « 13:30 », « 09:00 »."""
    hour, minute = hhmm.split(":")
    return typographic(f"{int(hour)} h" + (f" {minute}" if minute != "00" else ""))


def time_zone_name(zone: str) -> str:
    """Return « heure de l’Est » for « America/Toronto »: the name that holds all year."""
    return get_timezone_name(zone, width="long", locale="fr_CA", zone_variant="generic")


def length(duration: str) -> str:
    """Return « 1 h 2 min » for « 1:02:30 », « 52 min » for « 52:30 », « 40 s » for « 0:40 »."""
    total = seconds(duration)
    if total < 60:
        return typographic(f"{total} s")
    hours, minutes = divmod(total // 60, 60)
    return typographic(" ".join(part for part in (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "") if part))


def enumeration(words: Sequence[str]) -> str:
    """Return « a, b et c »."""
    return format_list(list(words), locale="fr_CA")


def count(number: int, one: str, many: str) -> str:
    """Return « 1 fiche », « 3 fiches »; in French zero and one are singular."""
    return f"{grouped(number)}{NBSP}{one if number < 2 else many}"


def file_size(size: int) -> str:
    """Return « 68 ko », « 1,2 Mo » for a number of bytes; thousands of them, as systems and browsers show."""
    if size < 999_500:
        return typographic(f"{max(1, round(size / 1000))} ko")
    return typographic(f"{format_decimal(round(size / 1_000_000, 1), locale='fr_CA')} Mo")


def demonstration(designation: str) -> str:
    """Return what a site says as long as the council, named with its article, has not adopted it."""
    return f"Démonstration indépendante, ni produite ni approuvée par {designation}."


_NUMBER_THEN_WORD = re.compile(r"(?<=\d) (?=[^\W\d_]|[%$°]|\d{3}(?!\d))")


def units_held(text: str) -> str:
    """Return ``text`` with each number kept whole and held to what it counts, by no-break spaces: « 1 000 élèves », « 15 % »."""
    return _NUMBER_THEN_WORD.sub(NBSP, text)
