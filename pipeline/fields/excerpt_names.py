"""Excerpts that a header names (« nickow2023#effet-global »): a field of this type is an edge from its file to a reading note."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, TypeAlias

from pydantic import BaseModel

from pipeline.fields.claims import marked
from pipeline.fields.marks import NoClaim
from pipeline.fields.types import formed
from pipeline.text.yaml_in import KeyPath, YamlData

NAMES_AN_EXCERPT = NoClaim("it names an excerpt")
EXCERPT_FORM = "un extrait se nomme par sa clé, un dièse et son identifiant, comme nickow2023#effet-global"
ExcerptName: TypeAlias = Annotated[str, formed(r"[A-Za-z0-9_][\w.:-]*#[\w-]+", EXCERPT_FORM), NAMES_AN_EXCERPT]


@dataclass(frozen=True, slots=True)
class NamedExcerpt:
    """An excerpt that a header names at ``path``: the ``key`` of its source, its ``id`` in the note, and the offset of its name."""

    path: KeyPath
    key: str
    id: str
    start: int

    @property
    def name(self) -> str:
        """How a header names it."""
        return f"{self.key}#{self.id}"


def named_excerpts(header: YamlData, model: type[BaseModel]) -> Iterator[NamedExcerpt]:
    """Yield the excerpts that the keys of ``header`` name, in the order of the file; what has not the form of a name is left out."""
    for one in marked(header, model):
        if one.mark is NAMES_AN_EXCERPT and one.text.count("#") == 1:
            key, _, id = one.text.partition("#")
            yield NamedExcerpt(one.path, key, id, one.start)
