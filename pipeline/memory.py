"""In-process cache: each result is kept with the inputs it was computed from."""

from collections.abc import Callable, Mapping
from typing import TypeVar, cast

Result = TypeVar("Result")
Question = TypeVar("Question")


class Memory:
    """Cached results of pure functions, by kind and name; the last one only, computed again when an input differs.

    It lives as long as the process (``passerelle servir``); nothing of it is written to disk.
    """

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, tuple[tuple[object, ...], object]]] = {}

    def recall(self, kind: str, name: str, inputs: tuple[object, ...], make: Callable[[], Result]) -> Result:
        """Return the cached result if its ``inputs`` are the same, else call ``make``.

        ``inputs`` are all that ``make`` depends on; they are compared one by one, by identity, then by equality.
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
        """Return the cached result if its ``inputs``, and all that it read, are the same, else call ``make``.

        ``make`` returns its result and the answers that it read, by question; ``ask`` gives the present answer to a question.
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
        """Invalidate that result."""
        self._kept.get(kind, {}).pop(name, None)


def _same(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    return len(before) == len(now) and all(_equal(one, other) for one, other in zip(before, now, strict=True))


def _equal(one: object, other: object) -> bool:
    return one is other or one == other
