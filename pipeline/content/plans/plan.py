"""``content/plans/<comité>-<année>.yml``: what a committee wants to do in a year, and what came of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from pipeline.content import names
from pipeline.content.activities.activity import EventDay
from pipeline.content.kind import Kind, Written
from pipeline.fields.marks import FORM, NAME, Counted, Named, OfList, says
from pipeline.fields.types import Day, LongText, Slug, Slugs, Strict, Text, Title, formed, typed_number
from pipeline.text.typographic import NBSP
from pipeline.text.words import fold
from pipeline.text.yaml_in import KeyPath

# A committee sets its own targets, and says what it needs: the page is its plan.
COMMITTEE = "the committee, whose plan it is"
ActionState: TypeAlias = Literal["a-venir", "en-cours", "atteint", "partiel", "non-atteint"]
ActionDecision: TypeAlias = Literal["poursuivre", "ajuster", "cesser"]
# What still has to be done, or is not said to be done.
OPEN: frozenset[str | None] = frozenset({None, "a-venir", "en-cours"})
_NUMBER = re.compile(rf"(\d{{1,3}}(?:[ {NBSP}\u202f]\d{{3}}){{1,3}}|\d{{1,12}})(?:[,.](\d{{1,6}}))?")


Quantity: TypeAlias = Annotated[
    str, BeforeValidator(typed_number), StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=r"^[^\n]*$")
]


# In a table, « ; » parts one from the next.
Partner: TypeAlias = Annotated[Text, formed(r"[^;]+", "il faut une entrée par partenaire, sans point-virgule")]


def _school_year(value: str) -> str:
    first, _, last = value.partition("-")
    if last and int(last) != int(first) + 1:
        raise ValueError(f"une année scolaire s’écrit « {first}-{int(first) + 1} »")
    return value


SchoolYear: TypeAlias = Annotated[
    str,
    BeforeValidator(typed_number),
    formed(r"20\d{2}(?:-20\d{2})?", "une année s’écrit « 2026 », ou « 2026-2027 » pour une année scolaire"),
    AfterValidator(_school_year),
    FORM,
]


def number_of(quantity: str) -> tuple[Decimal, str] | None:
    """Return the number that a quantity begins with and the words after it (« 12 écoles »), or None when it begins with words."""
    match = _NUMBER.match(quantity)
    if match is None:
        return None
    digits = re.sub(r"\D", "", match.group(1))
    return Decimal(f"{digits}.{match.group(2)}" if match.group(2) else digits), quantity[match.end() :].strip()


class Indicator(Strict):
    """How one sees that an action took place, or what it changed; ``valeur`` is what was observed, ``source`` who says so."""

    indicateur: Annotated[Text, Counted(by=COMMITTEE), says("Indicateur", "Ce qui se compte ou s’observe.", "Ateliers tenus")]
    cible: Annotated[Quantity | None, Counted(by=COMMITTEE), says("Cible", "Ce que l’on vise : un nombre, ou des mots.", "4 ateliers")] = (
        None
    )
    valeur: Annotated[
        Quantity | None,
        Counted(by="whom its own source names (J004 asks for it)"),
        says("Valeur observée", "Ce qui a été observé.", "3 ateliers"),
    ] = None
    source: Annotated[
        Text | None,
        Counted(by="the source itself"),
        says("Source", "D’où vient la valeur observée : registre, questionnaire, rencontre.", "Registre du comité"),
    ] = None
    a_la_baisse: Annotated[bool, says("À la baisse", "« oui » quand le progrès est une diminution.", True)] = False

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

    action: Annotated[
        Title,
        Counted(source=("realisation", "effet")),
        says("Action", "Ce qui est à faire, en une ligne.", "Tenir quatre ateliers de lecture"),
    ]
    publics: Annotated[Slugs, OfList("publics"), says("Publics", "Pour qui.", ["scolaire"])] = ()
    responsable: Annotated[
        Text, NAME, says("Responsable", "Un rôle ou un organisme, jamais le nom d’une personne.", "Bibliothèque municipale")
    ]
    partenaires: Annotated[tuple[Partner, ...], NAME, says("Partenaires", "Les organismes qui y participent.", ["Maison des jeunes"])] = ()
    echeance: Annotated[EventDay, says("Échéance", "Le jour où l’action doit être faite.", "2027-03-31")]
    ressources: Annotated[
        LongText | None,
        Counted(by=COMMITTEE),
        says("Ressources", "Ce qu’il faut : temps, local, argent.", "Un local, deux soirs par semaine"),
    ] = None
    realisation: Annotated[Indicator | None, says("Indicateur de réalisation", "Ce qui montre que l’action a été faite.")] = None
    effet: Annotated[Indicator | None, says("Indicateur d’effet", "Ce qui montre ce que l’action a changé.")] = None
    etat: Annotated[
        ActionState | None,
        Named(names.PLAN_STATE),
        says("État", "Où en est l’action; obligatoire quand l’échéance est passée.", "en-cours"),
    ] = None
    constats: Annotated[
        LongText | None,
        Counted(source=("realisation.source", "effet.source")),
        says("Constats", "Ce que le comité a constaté.", "Les familles arrivent après 18 h."),
    ] = None
    decision: Annotated[
        ActionDecision | None, Named(names.PLAN_DECISION), says("Décision", "Ce que le comité a décidé de la suite.", "poursuivre")
    ] = None
    fiches: Annotated[
        Slugs, OfList("fiches"), says("Fiches", "Les fiches sur lesquelles l’action s’appuie, par le nom de leur fichier.", ["lecture-ete"])
    ] = ()
    activites: Annotated[
        Slugs,
        OfList("activites"),
        says(
            "Activités",
            "Les activités dont l’action est une suite, ou qu’elle prépare, par le nom de leur fichier.",
            ["2027-02-09-exemple"],
        ),
    ] = ()

    @property
    def indicators(self) -> tuple[tuple[str, Indicator], ...]:
        """Its indicators, each with its key."""
        both = (("realisation", self.realisation), ("effet", self.effet))
        return tuple((key, indicator) for key, indicator in both if indicator is not None)


class Objective(Strict):
    """What the committee wants, and the need that it answers."""

    objectif: Annotated[
        Title,
        Counted(source=("source",)),
        says("Objectif", "Ce que le comité veut, en une ligne.", "Des élèves aidés tôt, près de chez eux"),
    ]
    besoin: Annotated[
        LongText | None,
        Counted(source=("source",)),
        says("Besoin", "Le besoin auquel l’objectif répond, dans les mots du comité.", "Aider sans attendre un élève qui prend du retard"),
    ] = None
    source: Annotated[
        Text | None,
        Counted(by="the source itself"),
        says("Source du besoin", "D’où vient ce besoin : rencontre, sondage, portrait.", "Rencontre du comité"),
    ] = None
    besoins: Annotated[
        Slugs,
        OfList("besoins"),
        says("Besoins du registre", "Les besoins du registre que l’objectif reprend, par le nom de leur fichier.", ["lire-pendant-l-ete"]),
    ] = ()
    determinants: Annotated[Slugs, OfList("determinants"), says("Déterminants", "Sur quoi l’objectif agit.", ["eleve"])] = ()
    actions: Annotated[tuple[Action, ...], Field(min_length=1, max_length=60), says("Actions", "Ce qui sera fait pour l’objectif.")]


class PlanMeta(Strict):
    """The whole file."""

    comite: Annotated[Slug, OfList("comites"), says("Comité", "Le comité dont c’est le plan.", "comite-exemple")]
    annee: Annotated[SchoolYear, says("Année", "L’année, ou l’année scolaire.", "2026-2027")]
    a_jour_au: Annotated[Day, says("À jour au", "Le jour où le plan a été revu pour la dernière fois.", "2026-11-24")]
    objectifs: Annotated[tuple[Objective, ...], Field(min_length=1, max_length=30), says("Objectifs", "Ce que le comité vise cette année.")]

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


class Plan(Written[PlanMeta]):
    """A committee's plan for a year."""

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

    @property
    def activities(self) -> tuple[str, ...]:
        """The slugs of the activities that its actions follow from or prepare, each once."""
        return tuple(dict.fromkeys(slug for placed in self.actions for slug in placed.action.activites))

    @property
    def needs(self) -> tuple[str, ...]:
        """The slugs of the needs of the register that its objectives take up, each once."""
        return tuple(dict.fromkeys(slug for objective in self.meta.objectifs for slug in objective.besoins))

    def last_day(self) -> date:
        """The day that plans are sorted by: the end of their last year."""
        return date(self.meta.years[-1], 12, 31)


PLANS = Kind(
    name="plan",
    title="Plan d’action",
    one="un plan d’action",
    files="content/plans/*.yml",
    model=PlanMeta,
    document=Plan,
    address="plans/",
    meanwhile="comites/",
    described=False,
)
