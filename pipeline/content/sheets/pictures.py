"""What a sheet draws beside its effects: a finding that was revised, its size against scale, a share of which the base was read.

Every point names the excerpt that holds its value; nothing is converted, and « 20 % » never becomes « 1 sur 5 ».
"""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from pipeline.content import names
from pipeline.content.sheets.measures import Measure
from pipeline.fields.excerpt_names import ExcerptName
from pipeline.fields.marks import Claims, Named, says
from pipeline.fields.types import Strict, Text, typed_number
from pipeline.text.numbers.figures import figures, shares
from pipeline.text.typographic import NBSP

# More people than this are a crowd, and are no longer counted at a glance.
MOST_PEOPLE = 20
_TRACED = Claims(excerpts="extrait")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_RANGE = re.compile(rf"([+−–-]?\d[\d {NBSP}]*(?:,\d+)?)[ {NBSP}](?:à|et)[ {NBSP}]([+−–-]?\d[\d {NBSP}]*(?:,\d+)?)")


class PictureKind(StrEnum):
    """What is drawn."""

    REVISION = "evolution"
    SCALE = "taille"
    SHARE = "part"


class PicturePoint(Strict):
    """One thing that a picture shows."""

    valeur: Annotated[
        Text,
        BeforeValidator(typed_number),
        _TRACED,
        says("Valeur", "Le nombre de l’extrait; pour une part, ses mots : « un enfant sur cinq ».", "0,37"),
    ]
    repere: Annotated[
        Text,
        _TRACED,
        says(
            "Repère",
            "Évolution : l’année, puis de quoi c’est le chiffre. Taille : combien de jeunes. Part : la suite de la phrase.",
            "2020, document de travail",
        ),
    ]
    extrait: Annotated[ExcerptName, says("Extrait", "L’extrait de la note où se trouve la valeur.", "nickow2023#version-2020")]

    @property
    def year(self) -> int | None:
        """The year that its words begin with, or None."""
        match = _YEAR.match(self.repere)
        return int(match[0]) if match else None

    @property
    def values(self) -> tuple[float, ...]:
        """Its number, or the two of a range; none when it has no number, more than two, or two that are no range."""
        found = [float(one.values[0]) for one in figures(self.valeur, "fr", in_sheet=True)]
        return tuple(found) if len(found) == 1 or (len(found) == 2 and _RANGE.search(self.valeur)) else ()

    @property
    def share(self) -> tuple[int, int] | None:
        """How many among how many (« un enfant sur cinq »: 1, 5), or None."""
        found = shares(self.valeur, "fr")
        return found[0] if len(found) == 1 else None


class Picture(Strict):
    """A picture of a sheet: what it is, its title, and its points in the order in which they are shown."""

    figure: Annotated[
        PictureKind,
        Named(names.PICTURE),
        says(
            "Figure", "Un chiffre qui a été révisé, un effet selon la taille du programme, ou une part dont la base a été lue.", "evolution"
        ),
    ]
    titre: Annotated[Text, Claims(), says("Titre", "Ce que l’image montre, en une phrase.", "L’effet d’ensemble a été revu à la baisse")]
    mesure: Annotated[
        Measure | None,
        Named(names.MEASURE),
        says("Mesure", "L’unité de la source, la même pour tous les points; « null » pour une part.", "ecart-type"),
    ] = None
    points: Annotated[
        tuple[PicturePoint, ...],
        Field(min_length=1, max_length=6),
        says("Points", "Ce que l’image montre, un chiffre à la fois, avec son extrait."),
    ]
