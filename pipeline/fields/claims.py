"""The texts and numbers of a header, each with the mark that its model gives it, and where each of its characters stands in the file.

The marks (``Claims``, ``Counted``, ``NoClaim``) say what a figure in a value rests on: checks walk them, and know no key by its name.
"""

import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from pipeline.fields.marks import Claims, Counted, Mark, NoClaim
from pipeline.text.files import Source
from pipeline.text.yaml_in import KeyPath, Value, YamlData


@dataclass(frozen=True)
class Shape:
    """What a value is made of: parts by key, items of one shape, or (``open``) a text or a number that anybody may write anything in.

    ``mark`` is the field's, or that of its type.
    """

    mark: Mark | None = None
    open: bool = False
    parts: Mapping[str, "Shape"] = field(default_factory=dict)
    item: "Shape | None" = None


@lru_cache
def shape_of(model: type[BaseModel]) -> Shape:
    """Return the shape of what ``model`` reads.

    Raises:
        TypeError: a field has a type that no one has said how to read.

    """
    return Shape(parts={info.alias or name: _shape(info.annotation, list(info.metadata)) for name, info in model.model_fields.items()})


def _shape(annotation: Any, metadata: list[Any]) -> Shape:
    kind, metadata = _bare(annotation, metadata)
    # What a field says of its own wins over what its type says: the last written is the field's.
    mark = next((one for one in reversed(metadata) if isinstance(one, Claims | Counted | NoClaim)), None)
    if get_origin(kind) in (tuple, dict, Mapping):
        item = _shape(get_args(kind)[0 if get_origin(kind) is tuple else 1], [mark] if mark is not None else [])
        return Shape(mark, item=item)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return Shape(mark, parts=shape_of(kind).parts)
    closed = get_origin(kind) is Literal or (isinstance(kind, type) and issubclass(kind, Enum | bool | date))
    if closed or kind in (str, int, float):
        return Shape(mark, open=not closed)
    raise TypeError(f"no one has said what a value of {kind!r} may claim")


def _bare(annotation: Any, metadata: list[Any]) -> tuple[Any, list[Any]]:
    """Return the type under « | None » and Annotated, and all that was said of it, the innermost first."""
    while True:
        if get_origin(annotation) in (Union, types.UnionType):
            (annotation,) = (argument for argument in get_args(annotation) if argument is not type(None))
        elif get_origin(annotation) is Annotated:
            annotation, *inner = get_args(annotation)
            metadata = [*inner, *metadata]
        else:
            return annotation, metadata


def open_fields(model: type[BaseModel]) -> Iterator[tuple[tuple[str, ...], Mark | None]]:
    """Yield every text and number that ``model`` may hold, by its keys (those of a list's items are the list's), with its mark."""
    yield from _open(shape_of(model), ())


def _open(shape: Shape, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Mark | None]]:
    if shape.open:
        yield keys, shape.mark
    for key, part in shape.parts.items():
        yield from _open(part, (*keys, key))
    if shape.item is not None:
        yield from _open(shape.item, keys)


@dataclass(frozen=True)
class Marked:
    """A text or a number of a header, as YAML reads it, its lines joined as a page shows them; ``mark`` says what its figures rest on."""

    header: YamlData
    path: KeyPath
    mark: Mark
    text: str

    @property
    def name(self) -> str:
        """Its keys, as a diagnostic names it: « questions_repondues.reponse »."""
        return ".".join(part for part in self.path if isinstance(part, str))

    @property
    def start(self) -> int:
        """The offset of its first character in the source."""
        return self._offsets[0] if self._offsets else self.header.where(self.path)

    @property
    def end(self) -> int:
        """The offset after its last character in the source."""
        return self._offsets[-1] + 1 if self._offsets else self.start

    @property
    def escaped(self) -> bool:
        """True when the file writes some of its characters otherwise than they read."""
        return self.header.source.text[self.start : self.end] != self.text

    def offset(self, index: int) -> int:
        """Return the offset in the source of the character ``index`` of ``text``."""
        return self._offsets[index] if index < len(self._offsets) else self.end

    def told(self, key: str) -> bool:
        """Say whether the key beside it (« source », or « realisation.source » in one beside it) is filled."""
        return self.beside(key) not in (None, "", [], {})

    def beside(self, key: str) -> Value:
        """Return the value of the key beside it, as ``told`` names it, or None."""
        value: Value = self.header.data
        inner: list[str | int] = [*self.path[:-1], *key.split(".")]
        if self.path and isinstance(self.path[-1], int):
            inner = [*self.path[:-2], *key.split(".")]
        for part in inner:
            if isinstance(value, dict) and isinstance(part, str):
                value = value.get(part)
            elif isinstance(value, list) and isinstance(part, int):
                value = value[part]
            else:
                return None
        return value

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        span = self.header.values.get(self.path)
        if span is None:
            return ()
        return tuple(span.start + offset for offset in _alignment(self.header.source.text[span.start : span.end], self.text))


def marked(header: YamlData, model: type[BaseModel]) -> Iterator[Marked]:
    """Yield the texts and numbers of ``header`` that ``model`` marks, in the order of its file; what is of another shape is left out."""
    yield from _marked(header, shape_of(model), header.data, ())


def _marked(header: YamlData, shape: Shape, value: Value, path: KeyPath) -> Iterator[Marked]:
    if isinstance(value, dict):
        for key, inner in value.items():
            below = shape.parts.get(key) or (shape.item if not shape.parts else None)
            if below is not None:
                yield from _marked(header, below, inner, (*path, key))
    elif isinstance(value, list):
        if shape.item is not None:
            for index, inner in enumerate(value):
                yield from _marked(header, shape.item, inner, (*path, index))
    elif shape.open and shape.mark is not None and value is not None and not isinstance(value, bool):
        yield Marked(header, path, shape.mark, str(value).replace("\n", " "))


@dataclass(frozen=True)
class YamlFile:
    """A whole file in YAML that people or the software wrote, and the model that reads it."""

    source: Source
    header: YamlData
    model: type[BaseModel]


# « \u00a0 » between double quotes: a backslash, then a letter, and as many digits as it says.
_DIGITS = {"x": 2, "u": 4, "U": 8}


def _alignment(raw: str, text: str) -> Iterator[int]:
    """Yield, for each character of ``text``, where in ``raw`` (the value as the file writes it) it stands."""
    quoted = raw[:1] in ("'", '"')
    if not quoted and raw == text:
        yield from range(len(text))
        return
    at = 1 if quoted else (raw.find("\n") + 1 if raw[:1] in ("|", ">") else 0)
    for character in text:
        if character == " ":  # a break of a line and the spaces around it read as one space
            blank = re.compile(r"[ \t]*(?:\\?\n[ \t]*)+|[ \t]").match(raw, at)
            yield min(at, max(len(raw) - 1, 0))
            at = blank.end() if blank else at
            continue
        while raw[at : at + 1] in (" ", "\t", "\n", "\r") and raw[at : at + 1] != character:
            at += 1
        if raw[:1] == '"' and raw[at : at + 2] == "\\\n":
            at += 2 + len(raw[at + 2 :]) - len(raw[at + 2 :].lstrip(" \t"))
        yield min(at, max(len(raw) - 1, 0))
        if raw[:1] == '"' and raw[at : at + 1] == "\\":
            at += 2 + _DIGITS.get(raw[at + 1 : at + 2], 0)
        elif raw[:1] == "'" and raw[at : at + 2] == "''":
            at += 2
        else:
            at += 1
