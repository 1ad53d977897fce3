"""What a long-lived process keeps from one build to the next: results, each with what it was made from."""

from collections.abc import Callable, Mapping
from typing import TypeVar, cast

Result = TypeVar("Result")
Question = TypeVar("Question")


class Memory:
    """Results of pure functions, by kind and name. One that is made from the same things is not made again.

    It lives as long as the process (``passerelle servir``); nothing of it is written to disk.
    """

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, tuple[tuple[object, ...], object]]] = {}

    def recall(self, kind: str, name: str, inputs: tuple[object, ...], make: Callable[[], Result]) -> Result:
        """Return what ``make`` gave for these ``inputs`` the last time, or call it.

        ``inputs`` are everything that ``make`` looks at: they are compared one by one, the same object first, then equal ones.
        """
        kept = self._kept.setdefault(kind, {})
        before = kept.get(name)
        if before is not None and _same(before[0], inputs):
            return cast(Result, before[1])
        made = make()
        kept[name] = (inputs, made)
        return made

    def recall_read(
        self,
        kind: str,
        name: str,
        inputs: tuple[object, ...],
        ask: Callable[[Question], object],
        make: Callable[[], tuple[Result, Mapping[Question, object]]],
    ) -> Result:
        """Return what ``make`` gave for these ``inputs`` the last time, or call it.

        ``make`` also gives what it read elsewhere, each answer by its question: where ``ask`` answers otherwise now, it is called again.
        """
        kept = self._kept.setdefault(kind, {})
        before = kept.get(name)
        if before is not None and _same(before[0], inputs):
            made, answers = cast(tuple[Result, Mapping[Question, object]], before[1])
            if all(_equal(answer, ask(question)) for question, answer in answers.items()):
                return made
        result = make()
        kept[name] = (inputs, result)
        return result[0]

    def forget(self, kind: str, name: str) -> None:
        """Make that result anew the next time."""
        self._kept.get(kind, {}).pop(name, None)


def _same(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    return len(before) == len(now) and all(_equal(one, other) for one, other in zip(before, now, strict=True))


def _equal(one: object, other: object) -> bool:
    return one is other or one == other
