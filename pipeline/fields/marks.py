"""What a model says of its fields besides their type: the words people read, the list that a value is of, what its figures rest on.

``fields.py`` and ``claims.py`` read them; pydantic leaves all but ``says`` alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from pydantic import Field

from pipeline.text.typographic import typographic


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


@dataclass(frozen=True)
class Claims:
    """A text of ours that a page shows as it is.

    A figure in it is one that the text under the header cites, or that the excerpts of its note hold. ``earlier``: between guillemets
    stand the words of an earlier version, which are told in order to be corrected. ``excerpts``: the key beside it that names the
    excerpts it rests on; a figure in it is then one of theirs. ``read``: it may also say how many studies were read, those that the
    text cites: we counted these, and no excerpt does.
    """

    earlier: bool = False
    excerpts: str = ""
    read: bool = False


@dataclass(frozen=True)
class Counted:
    """A number, or a text whose figures, that no research says: who counted them, or set them, is said instead of a citation.

    Either ``source``: the keys beside the field of which one at least must be filled where there is a figure; or ``by``: who counts,
    whom the page names anyway.
    """

    source: tuple[str, ...] = ()
    by: str = ""

    def __post_init__(self) -> None:
        """Refuse a mark that says nothing, or two things."""
        if bool(self.source) == bool(self.by):
            raise ValueError("a count has either a key that gives its source, or somebody who counts")


@dataclass(frozen=True)
class NoClaim:
    """Why a value can hold no claim; ``prose``: it is nevertheless words of ours that people read, and its typography matters."""

    reason: str
    prose: bool = False


# What a text or a number of a model is; a test refuses one that has none of the three.
Mark: TypeAlias = Claims | Counted | NoClaim
NAME = NoClaim("a proper name, or a title that somebody else gave")
LABEL = NoClaim("a name of ours for a thing: it says nothing of it", prose=True)
HIDDEN = NoClaim("no page shows it")
FORM = NoClaim("its form leaves no room for a sentence")


def says(label: str, description: str, *examples: object) -> Any:
    """Return what people read of a field: its name, what it is for, and examples of its value as YAML gives them."""
    return Field(title=typographic(label), description=typographic(description), examples=list(examples))
