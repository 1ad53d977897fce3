"""What a model asks for, field by field: the one description from which schemas, templates, forms and the page of fields are made."""

import types
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, StrEnum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MaxLen, MinLen
from pydantic import AfterValidator, BaseModel, BeforeValidator, StringConstraints
from pydantic.fields import FieldInfo

from pipeline.fields.marks import Long, Named, OfList
from pipeline.fields.types import Formed, typed_number
from pipeline.text.addresses import site_address, web_address


class FieldKind(StrEnum):
    """How a value is typed."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    BOOL = "bool"
    DATE = "date"
    CHOICE = "choice"
    LIST = "list"
    GROUP = "group"


@dataclass(frozen=True)
class Choice:
    """A value of a closed list, and the French name that people read."""

    slug: str
    name: str


Lists = Mapping[str, tuple[Choice, ...]]


@dataclass(frozen=True)
class FieldFacts:
    """A field as people fill it.

    ``required``: the key must be there; ``nullable``: « null » is a value. ``example`` is a value as YAML gives it (None: no example).
    ``least`` and ``most`` are characters of a text, or items of a list. ``pattern`` is a regular expression that the whole text
    matches, ``form`` says it in French; ``number_too``: a whole number is
    such a text. ``parts`` are the keys of a group, or of each item of a list of groups; ``item`` is an item of
    a list. ``choices`` is not empty for a choice, and for a list whose items are chosen from one; ``list_name`` names that list when it
    is the council's.
    """

    name: str
    label: str
    description: str
    kind: FieldKind
    required: bool = False
    nullable: bool = False
    example: object = None
    choices: tuple[Choice, ...] = ()
    list_name: str | None = None
    least: int | None = None
    most: int | None = None
    pattern: str | None = None
    form: str | None = None
    number_too: bool = False
    parts: tuple["FieldFacts", ...] = ()
    item: "FieldFacts | None" = None


def plain_fields(model: type[BaseModel]) -> tuple[FieldFacts, ...]:
    """Return the fields of ``model`` without the choices that are a council's; see ``fields_of``."""
    return fields_with(model, {})


def fields_with(model: type[BaseModel], lists: Lists) -> tuple[FieldFacts, ...]:
    """Return the fields of ``model``, in its order; a field that draws from one of ``lists`` has its choices."""
    return tuple(_field(info.alias or name, info, lists) for name, info in model.model_fields.items())


def _field(name: str, info: FieldInfo, lists: Lists) -> FieldFacts:
    return replace(
        _typed(info.annotation, list(info.metadata), lists),
        name=name,
        label=info.title or name.replace("_", " ").capitalize(),
        description=info.description or "",
        required=info.is_required(),
        example=info.examples[0] if info.examples else None,
    )


def _typed(annotation: Any, metadata: list[Any], lists: Lists) -> FieldFacts:
    """Return how a value of that type is typed, the words of its field left empty."""
    kind, nullable, metadata = _bare(annotation, metadata)
    of_list = next((mark.name for mark in metadata if isinstance(mark, OfList)), None)
    least, most = _bounds(metadata)
    pattern, form = _form(metadata)
    item: FieldFacts | None = None
    parts: tuple[FieldFacts, ...] = ()
    if get_origin(kind) is tuple:
        # The list that a field names is that of its items; what bounds the field counts them.
        inherited = [mark for mark in metadata if isinstance(mark, (OfList, Named))]
        item = _typed(get_args(kind)[0], inherited, lists)
        parts = item.parts
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        parts = fields_with(kind, lists)
    choices = item.choices if item else _choices(kind, metadata, lists)
    way = _kind(kind, metadata, chosen=bool(choices) or of_list is not None)
    return FieldFacts(
        name="",
        label="",
        description="",
        kind=way,
        nullable=nullable,
        choices=choices,
        list_name=of_list,
        least=least,
        most=most,
        pattern=pattern,
        form=form,
        number_too=any(isinstance(mark, BeforeValidator) and mark.func is typed_number for mark in metadata),
        parts=parts,
        item=item,
    )


def _form(metadata: list[Any]) -> tuple[str | None, str | None]:
    """Return the pattern that a text matches, and the same in French."""
    for mark in metadata:
        if isinstance(mark, AfterValidator) and isinstance(mark.func, Formed):
            return mark.func.pattern, mark.func.form
        if isinstance(mark, AfterValidator) and mark.func in (web_address, site_address):
            return r"""https?://[^\s<>"'\\]+""", "une adresse commence par http:// ou https://"
    return None, None


def _bare(annotation: Any, metadata: list[Any]) -> tuple[Any, bool, list[Any]]:
    """Return the type under « | None » and Annotated, whether None was accepted, and all that was said of it."""
    nullable = False
    while True:
        if get_origin(annotation) in (Union, types.UnionType):
            kept = [argument for argument in get_args(annotation) if argument is not type(None)]
            if len(kept) != 1:
                return annotation, nullable, metadata
            nullable, annotation = nullable or len(kept) < len(get_args(annotation)), kept[0]
        elif get_origin(annotation) is Annotated:
            annotation, *inner = get_args(annotation)
            metadata = [*inner, *metadata]
        else:
            return annotation, nullable, metadata


def _choices(kind: Any, metadata: list[Any], lists: Lists) -> tuple[Choice, ...]:
    of_list = next((mark.name for mark in metadata if isinstance(mark, OfList)), None)
    if of_list is not None:
        return tuple(lists.get(of_list, ()))
    named = next((mark.names for mark in metadata if isinstance(mark, Named)), {})
    if get_origin(kind) is Literal:
        values = [str(value) for value in get_args(kind)]
    elif isinstance(kind, type) and issubclass(kind, Enum):
        values = [str(value.value) for value in kind]
    else:
        return ()
    return tuple(Choice(value, named.get(value, value)) for value in values)


def _bounds(metadata: list[Any]) -> tuple[int | None, int | None]:
    least = most = None
    for mark in metadata:
        if isinstance(mark, StringConstraints):
            least, most = mark.min_length or least, mark.max_length or most
        elif isinstance(mark, MinLen):
            least = mark.min_length
        elif isinstance(mark, MaxLen):
            most = mark.max_length
    return least, most


def _kind(kind: Any, metadata: list[Any], *, chosen: bool) -> FieldKind:
    if get_origin(kind) is tuple:
        return FieldKind.LIST
    if chosen:
        return FieldKind.CHOICE
    if kind is str:
        return FieldKind.LONG if any(isinstance(mark, Long) for mark in metadata) else FieldKind.TEXT
    simple = {bool: FieldKind.BOOL, int: FieldKind.NUMBER, float: FieldKind.NUMBER, date: FieldKind.DATE}
    if kind in simple:
        return simple[kind]
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return FieldKind.GROUP
    raise TypeError(f"no one has said how to type a value of {kind!r}")
