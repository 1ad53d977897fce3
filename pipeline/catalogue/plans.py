"""``content/plans/<comité>-<année>.yml``: what a committee wants to do in a year, and what came of it (field guide, section 6)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from pipeline.catalogue.activity_models import EventDay
from pipeline.catalogue.diagnostics import Diagnostic
from pipeline.catalogue.files import Source, check_file_name, files_of, read_once
from pipeline.catalogue.kinds import Lists, accepted_by
from pipeline.catalogue.memory import Memory
from pipeline.catalogue.models import Day, Slug, Slugs, Strict, Text, Title, formed
from pipeline.catalogue.project import Project
from pipeline.catalogue.validation import validate
from pipeline.catalogue.words import fold
from pipeline.catalogue.yaml_data import KeyPath, YamlData, read_yaml_file

FOLDER = "plans"
State: TypeAlias = Literal["a-venir", "en-cours", "atteint", "partiel", "non-atteint"]
Decision: TypeAlias = Literal["poursuivre", "ajuster", "cesser"]
# What still has to be done, or is not said to be done.
OPEN: frozenset[str | None] = frozenset({None, "a-venir", "en-cours"})
_NUMBER = re.compile(r"(\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,3}|\d{1,12})(?:[,.](\d{1,6}))?")


def _typed_number(value: object) -> object:
    """Accept a number as YAML reads it, for people type « cible: 4 »; a yes or a no is no quantity."""
    if isinstance(value, bool):
        raise PydanticCustomError("string_type", "not a quantity")
    return str(value) if isinstance(value, int) else value


Quantity: TypeAlias = Annotated[
    str, BeforeValidator(_typed_number), StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=r"^[^\n]*$")
]


def _school_year(value: str) -> str:
    first, _, last = value.partition("-")
    if last and int(last) != int(first) + 1:
        raise ValueError(f"une année scolaire s’écrit « {first}-{int(first) + 1} »")
    return value


Year: TypeAlias = Annotated[
    str,
    BeforeValidator(_typed_number),
    formed(r"20\d{2}(?:-20\d{2})?", "une année s’écrit « 2026 », ou « 2026-2027 » pour une année scolaire"),
    AfterValidator(_school_year),
]


def number_of(quantity: str) -> tuple[Decimal, str] | None:
    """Return the number that a quantity begins with and the words after it (« 12 écoles »), or None when it begins with words."""
    match = _NUMBER.match(quantity)
    if match is None:
        return None
    digits = re.sub(r"\D", "", match.group(1))
    return Decimal(f"{digits}.{match.group(2) or 0}"), quantity[match.end() :].strip()


class Indicator(Strict):
    """How one sees that an action took place, or what it changed; ``valeur`` is what was observed, ``source`` who says so."""

    indicateur: Text
    cible: Quantity | None = None
    valeur: Quantity | None = None
    source: Text | None = Field(default=None, description="D’où vient la valeur observée\u00a0: registre, questionnaire, rencontre…")
    a_la_baisse: bool = Field(default=False, description="« oui » quand le progrès est une diminution")

    @property
    def progress(self) -> tuple[Decimal, Decimal] | None:
        """What was observed and what was wanted, when both are numbers of the same thing and more is better."""
        value, target = number_of(self.valeur or ""), number_of(self.cible or "")
        if value is None or target is None or self.a_la_baisse or not target[0]:
            return None
        same = fold(value[1]) == fold(target[1]) or "" in (value[1], target[1])
        return (value[0], target[0]) if same else None


class Action(Strict):
    """One thing to do: what, for whom, by whom, until when, and what came of it."""

    action: Title
    publics: Slugs = ()
    responsable: Text = Field(description="Un rôle ou un organisme, jamais le nom d’une personne")
    partenaires: tuple[Text, ...] = ()
    echeance: EventDay
    ressources: Text | None = None
    realisation: Indicator | None = Field(default=None, description="L’indicateur de réalisation\u00a0: ce qui a été fait")
    effet: Indicator | None = Field(default=None, description="L’indicateur d’effet\u00a0: ce que cela a changé")
    etat: State | None = None
    constats: Text | None = Field(default=None, description="Ce que le comité a constaté")
    decision: Decision | None = None
    fiches: Slugs = Field(default=(), description="Les fiches sur lesquelles l’action s’appuie")

    @property
    def indicators(self) -> tuple[tuple[str, Indicator], ...]:
        """Its indicators, each with its key."""
        both = (("realisation", self.realisation), ("effet", self.effet))
        return tuple((key, indicator) for key, indicator in both if indicator is not None)


class Objective(Strict):
    """What the committee wants, and the need that it answers."""

    objectif: Title
    besoin: Text | None = Field(default=None, description="Le besoin auquel l’objectif répond, dans les mots du comité")
    source: Text | None = Field(default=None, description="D’où vient ce besoin\u00a0: rencontre, sondage, portrait…")
    determinants: Slugs = ()
    actions: Annotated[tuple[Action, ...], Field(min_length=1, max_length=60)]


class PlanMeta(Strict):
    """The whole file."""

    comite: Slug
    annee: Year
    a_jour_au: Day = Field(description="Le jour où le plan a été revu pour la dernière fois")
    objectifs: Annotated[tuple[Objective, ...], Field(min_length=1, max_length=30)]

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years that the plan is for: one, or two for a school year."""
        return tuple(int(part) for part in self.annee.split("-"))

    @property
    def slug(self) -> str:
        """What its file and its page are named."""
        return f"{self.comite}-{self.annee}"


@dataclass(frozen=True)
class PlacedAction:
    """An action, the objective that it serves, and where it stands in the file."""

    path: KeyPath
    objective: Objective
    action: Action


@dataclass(frozen=True)
class Plan:
    """A committee's plan for a year."""

    slug: str
    source: Source
    header: YamlData
    meta: PlanMeta

    @property
    def actions(self) -> Iterator[PlacedAction]:
        """Every action, in order."""
        for rank, objective in enumerate(self.meta.objectifs):
            for index, action in enumerate(objective.actions):
                yield PlacedAction(("objectifs", rank, "actions", index), objective, action)

    @property
    def fiches(self) -> tuple[str, ...]:
        """The slugs of the sheets that its actions rest on, each once."""
        return tuple(dict.fromkeys(slug for placed in self.actions for slug in placed.action.fiches))

    def last_day(self) -> date:
        """The day that plans are sorted by: the end of their last year."""
        return date(self.meta.years[-1], 12, 31)


def load_plans(project: Project, lists: Lists, found: list[Diagnostic], memory: Memory) -> dict[str, Plan]:
    """Read every plan; ``lists`` are what headers draw from."""
    accepted = accepted_by(PlanMeta, lists)
    plans: dict[str, Plan] = {}
    for path in files_of(project, project.content / FOLDER, ".yml", found):
        if not check_file_name(project, path, found):
            continue
        plan = read_once(project, path, memory, (accepted,), found, partial(read_plan, path.stem, accepted))
        if plan is not None:
            plans[path.stem] = plan
    return plans


def read_plan(slug: str, accepted: Lists, source: Source, found: list[Diagnostic]) -> Plan | None:
    """Read one plan; None with diagnostics when it cannot be used. ``accepted`` is what each of its keys accepts (« objectifs.determinants »)."""
    header = read_yaml_file(source, found)
    meta = validate(header, PlanMeta, found, lists=accepted) if header else None
    return Plan(slug, source, header, meta) if header is not None and meta is not None else None
