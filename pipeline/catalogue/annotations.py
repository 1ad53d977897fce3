"""What a model says of its fields besides their type: the words people read, and the list that a value is of.

``fields.py`` reads them; pydantic leaves all but ``says`` alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from pipeline.catalogue.words import held_quotes


@dataclass(frozen=True, eq=False)  # hashed by identity: a mapping has no hash
class Named:
    """The French name of each value of the closed list beside it."""

    names: Mapping[str, str]


@dataclass(frozen=True)
class OfList:
    """The value, or each item of the list, is of that list of the council: one of its vocabulary, its committees, its sheets."""

    name: str


@dataclass(frozen=True)
class Long:
    """A text of a few sentences: it is typed in a box, not on a line."""


def says(label: str, description: str, *examples: object) -> Any:
    """Return what people read of a field: its name, what it is for, and examples of its value as YAML gives them."""
    return Field(title=label, description=held_quotes(description), examples=list(examples))
