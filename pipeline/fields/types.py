"""What a value of a header may be: the types of keys, each with the words that refuse what it is not."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, TypeAlias
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from pipeline.fields.marks import FORM, Long
from pipeline.text.addresses import site_address, web_address
from pipeline.text.words import MAX_SLUG, SLUG


def _iso_date(value: object) -> date:
    """Accept only a full date: pydantic would also take numbers and times."""
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("date_parsing", "not a day of the calendar")


def time_zone(value: str) -> str:
    """Return ``value`` if the IANA data know a zone of that name; raise ValueError, in French, when not."""
    try:
        return ZoneInfo(value).key
    except (KeyError, ValueError, OSError):
        raise ValueError("un fuseau se nomme comme « America/Toronto » (base IANA)") from None


def _each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    twice = next((value for index, value in enumerate(values) if value in values[:index]), None)
    if twice is not None:
        raise PydanticCustomError("twice", "a value twice", {"value": twice})
    return values


def typed_number(value: object) -> object:
    """Accept a number as YAML reads it, for people type « cible: 4 »; a yes or a no is no number."""
    if isinstance(value, bool):
        raise PydanticCustomError("string_type", "a yes or a no")
    return str(value) if isinstance(value, int) else value


def yes_or_no(value: object) -> object:
    """Return « oui » and « non », which YAML reads as booleans, as the words of a list that has others."""
    return {True: "oui", False: "non"}[value] if isinstance(value, bool) else value


def one_line(value: str) -> str:
    """Join the lines of a value typed over several: on a page, it is one line of Markdown."""
    return re.sub(r"\s*\n\s*", " ", value)


@dataclass(frozen=True)
class Formed:
    """A validator that refuses what ``pattern`` does not match, and says in French the form that is due."""

    pattern: str
    form: str

    def __call__(self, value: str) -> str:
        """Return ``value`` if it has the form; raise ValueError when not."""
        if not re.fullmatch(self.pattern, value):
            raise ValueError(self.form)
        return value


def formed(pattern: str, form: str) -> AfterValidator:
    """Return what refuses a value that ``pattern`` does not match, and says in French the form that is due."""
    return AfterValidator(Formed(pattern, form))


# What is said of a short name, and of an hour, that is none.
CLOCK_FORM = "une heure s’écrit « 09:00 » ou « 13:30 »"
SLUG_FORM = "il faut des minuscules sans accent, des chiffres et des traits d’union"
Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), AfterValidator(one_line)]
Title: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=160), AfterValidator(one_line)]
Summary: TypeAlias = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=20, max_length=320), AfterValidator(one_line), Long()
]
LongText: TypeAlias = Annotated[Text, Long()]
Slug: TypeAlias = Annotated[
    str,
    StringConstraints(max_length=MAX_SLUG),
    formed(SLUG.pattern, SLUG_FORM),
    FORM,
]
Clock: TypeAlias = Annotated[str, formed(r"([01]\d|2[0-3]):[0-5]\d", CLOCK_FORM), FORM]
Email: TypeAlias = Annotated[
    str,
    formed(
        r"[^\s@<>\"'?&#%,;:()\\]+@[^\s@<>\"'?&#%,;:()\\]+\.[^\s@<>\"'?&#%,;:()\\.]+", "une adresse de courriel ressemble à nom@exemple.org"
    ),
    FORM,
]
Slugs: TypeAlias = Annotated[tuple[Slug, ...], AfterValidator(_each_once)]
# The address of a page of the site: « fiches/tutorat/ », without a leading slash.
PageAddress: TypeAlias = Annotated[
    str, StringConstraints(max_length=200), formed(rf"(?:{SLUG.pattern}/){{1,4}}", "l’adresse d’une page ressemble à fiches/exemple/"), FORM
]
Address: TypeAlias = Annotated[str, AfterValidator(web_address), FORM]
SiteAddress: TypeAlias = Annotated[str, AfterValidator(site_address), FORM]
Day: TypeAlias = Annotated[date, BeforeValidator(_iso_date)]


class Strict(BaseModel):
    """A model that refuses unknown keys and never changes.

    ``replaced`` says, in French, what to write instead of each key that it had.
    """

    replaced: ClassVar[Mapping[str, str]] = {}
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, strict=False)
