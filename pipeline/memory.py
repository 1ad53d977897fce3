"""Cached results, each kept with the inputs it was computed from: in the process, and from one to the next (``kept``)."""

from collections.abc import Callable, Mapping
from typing import TypeAlias, TypeVar, cast

Result = TypeVar("Result")
Question = TypeVar("Question")


# By kind, then by name: what a result was made from, and the result.
Results: TypeAlias = dict[str, dict[str, tuple[tuple[object, ...], object]]]


class Memory:
    """Cached results of pure functions, by kind and name; the last one only, computed again when an input differs.

    It lives as long as the process (``passerelle servir``), and begins with the results that an earlier one left (``parts``).
    """

    def __init__(self, *kept: Results) -> None:
        self._kept: Results = {kind: results for part in kept for kind, results in part.items()}
        self._asked: dict[str, set[str]] = {}
        self._first: frozenset[str] = frozenset()
        self._made = 0

    @property
    def renewed(self) -> float:
        """How much of what is kept was computed here, from 0 to 1."""
        return self._made / max(1, sum(map(len, self._kept.values())))

    def separate(self) -> None:
        """Say that the kinds of results asked for until now are a part of their own: a later process may do without the others."""
        self._first = frozenset(self._asked)

    def parts(self) -> tuple[Results, Results]:
        """Return what to leave to the next process: the kinds before ``separate``, then the others.

        Of a kind that was asked for here, only the results that were: what they are about is still there.
        """
        left: Results = {
            kind: {name: results[name] for name in results if name in self._asked[kind]} if kind in self._asked else results
            for kind, results in self._kept.items()
        }
        return (
            {kind: results for kind, results in left.items() if kind in self._first},
            {kind: results for kind, results in left.items() if kind not in self._first},
        )

    def _results(self, kind: str, name: str) -> dict[str, tuple[tuple[object, ...], object]]:
        self._asked.setdefault(kind, set()).add(name)
        return self._kept.setdefault(kind, {})

    def recall(self, kind: str, name: str, inputs: tuple[object, ...], make: Callable[[], Result]) -> Result:
        """Return the cached result if its ``inputs`` are the same, else call ``make``.

        ``inputs`` are all that ``make`` depends on; they are compared one by one, by identity, then by equality.
        """
        kept = self._results(kind, name)
        before = kept.get(name)
        if before is not None and _same(before[0], inputs):
            return cast(Result, before[1])
        made = make()
        self._made += 1
        kept[name] = (inputs, made)
        return made

    def known(self, kind: str, name: str, inputs: tuple[object, ...]) -> object | None:
        """Return the cached result if its ``inputs`` are the same, else None."""
        before = self._results(kind, name).get(name)
        return before[1] if before is not None and _same(before[0], inputs) else None

    def keep(self, kind: str, name: str, inputs: tuple[object, ...], made: object) -> None:
        """Cache what was made of these ``inputs``."""
        self._results(kind, name)[name] = (inputs, made)
        self._made += 1

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
        kept = self._results(kind, name)
        before = kept.get(name)
        if before is not None and _same(before[0], inputs):
            made, answers = cast(tuple[Result, Mapping[Question, object]], before[1])
            if all(_equal(answer, ask(question)) for question, answer in answers.items()):
                return made
        result = make()
        self._made += 1
        kept[name] = (inputs, result)
        return result[0]


def _same(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    return len(before) == len(now) and all(_equal(one, other) for one, other in zip(before, now, strict=True))


def _equal(one: object, other: object) -> bool:
    return one is other or one == other
