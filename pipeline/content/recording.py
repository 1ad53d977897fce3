"""Dependency tracking: a proxy of the catalogue records what a check reads, and these reads are the inputs of its cached result."""

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Any, TypeAlias, TypeVar, cast

from pipeline.content.catalogue import Catalogue
from pipeline.content.kind import AnyKind, Kind, One

Result = TypeVar("Result")
# What was read: a name of the catalogue, the kind or the file that it was asked for, and a key of the mapping that it gives.
Question: TypeAlias = tuple[str, tuple[Any, ...], object]


class _Whole(Enum):
    """In place of a key: the keys there are, or the value itself."""

    KEYS = "keys"
    VALUE = "value"


# What a method answers from the disk, or gives whole: asked again, not followed into.
_ASKED = ("unread", "has_file", "naming")
_UNRECORDED = ("memory",)


def recall(catalogue: Catalogue, what: str, name: str, inputs: tuple[object, ...], make: Callable[[Catalogue], Result]) -> Result:
    """Return ``make`` of the catalogue, cached on its ``inputs`` and on all that it read there."""

    def made() -> tuple[Result, Mapping[Question, object]]:
        view = _View(catalogue)
        return make(cast(Catalogue, view)), view._answers

    return catalogue.memory.recall_read(what, name, inputs, lambda question: _answer(catalogue, question), made)


class _View:
    """A recording proxy of a catalogue: answers as it does, and keeps each answer by its question."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._answers: dict[Question, object] = {}

    def of(self, kind: Kind[One]) -> Mapping[str, One]:
        """Return the files of one kind, by name."""
        return _Read(self._catalogue.of(kind), ("of", (kind,)), self._answers)

    def __getattr__(self, name: str) -> Any:
        """Return what the catalogue has under that name, which the view has at once from then on.

        Its methods see this view, and what they read is kept too.

        Raises:
            AttributeError: ``project``, by which a check would read the disk unseen: the catalogue says what files there are.

        """
        value = self.__dict__[name] = self._seen(name)
        return value

    def _seen(self, name: str) -> Any:
        if name in _ASKED:
            return lambda *asked: self._kept((name, asked, _Whole.VALUE))
        if name in _UNRECORDED:
            return getattr(self._catalogue, name)
        if name == "project":
            raise AttributeError("a check that is cached asks the catalogue what files there are: what it reads itself is not kept")
        method = getattr(type(self._catalogue), name, None)
        if callable(method):
            return method.__get__(self)
        value = getattr(self._catalogue, name)
        return _Read(value, (name, ()), self._answers) if isinstance(value, Mapping) else self._kept((name, (), _Whole.VALUE))

    def _kept(self, question: Question) -> object:
        if question not in self._answers:
            self._answers[question] = _answer(self._catalogue, question)
        return self._answers[question]


class _Read(Mapping[str, One]):
    """A recording proxy of a mapping: keeps each entry that is read, and the keys when it is iterated or measured."""

    def __init__(self, entries: Mapping[str, One], name: tuple[str, tuple[AnyKind, ...]], answers: dict[Question, object]) -> None:
        self._entries, self._name, self._answers = entries, name, answers

    def __getitem__(self, key: str) -> One:
        self._answers[*self._name, key] = self._entries.get(key)
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        self._answers[*self._name, _Whole.KEYS] = tuple(self._entries)
        return iter(self._entries)

    def __len__(self) -> int:
        self._answers[*self._name, _Whole.KEYS] = tuple(self._entries)
        return len(self._entries)


def _answer(catalogue: Catalogue, question: Question) -> object:
    name, asked, key = question
    value = getattr(catalogue, name)
    if asked:
        value = value(*asked)
    if key is _Whole.VALUE:
        return value
    return tuple(value) if key is _Whole.KEYS else value.get(key)
