"""A rule is one function with its words: ``@rule`` on what checks it, which yields ``fault(...)`` for each thing that breaks it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from inspect import signature
from types import UnionType
from typing import Any, Protocol, TypeAlias

from pipeline.text.diagnostics import Diagnostic, Place, Rule, Severity
from pipeline.text.files import Source
from pipeline.text.yaml_in import KeyPath, YamlData

# Where a fault stands: a key of the header, an offset in the text, or a place of any file.
Where: TypeAlias = KeyPath | int | Place


@dataclass(frozen=True, slots=True)
class Fault:
    """What breaks a rule.

    ``hint`` says what to do about it, None when the rule's own example does; ``code`` names one rule among several.
    """

    where: Where
    message: str
    text: str = ""
    hint: str | None = None
    code: str = ""


def fault(where: Where, message: str, *, text: str = "", hint: str | None = None, code: str = "") -> Fault:
    """Return one fault, as ``Fault`` says."""
    return Fault(where, message, text, hint, code)


Function: TypeAlias = Callable[..., Iterable[Fault]]


class Checked(Protocol):
    """What most rules look at: a file that was read, with its header."""

    @property
    def source(self) -> Source:
        """Its text."""

    @property
    def header(self) -> YamlData:
        """Its keys and values, with their places."""


@dataclass(frozen=True)
class Check:
    """A function that looks for what breaks its ``rules`` in one thing of the type ``on``.

    ``takes`` are the names of what it looks at besides: ``today``; ``vocabulary``; the ``catalogue``;
    ``published``, the addresses of the site.
    """

    function: Function
    on: type[Any] | UnionType
    rules: tuple[Rule, ...]
    takes: tuple[str, ...]

    def concerns(self, kind: type[Any]) -> bool:
        """Say whether it looks at things of that type."""
        return issubclass(kind, self.on)

    @property
    def alone(self) -> bool:
        """True when it looks at its file, the day and the lists of the council, and at no other file."""
        return {"today", "vocabulary"}.issuperset(self.takes)

    def __call__(self, *args: Any, **kwargs: Any) -> Iterable[Fault]:
        """Return the faults, as the function does."""
        return self.function(*args, **kwargs)

    def run(self, subject: Any, given: Mapping[str, object]) -> Iterator[Diagnostic]:
        """Yield what is wrong in ``subject``; ``given`` holds at least what the check takes.

        Raises:
            ValueError: a fault does not say which of several rules it breaks.

        """
        for found in self.function(subject, **{name: given[name] for name in self.takes}):
            broken = [rule for rule in self.rules if found.code in ("", rule.code)]
            if len(broken) != 1:
                raise ValueError(f"{self.function.__name__}: {found.code!r} names {len(broken)} of its rules")
            hint = broken[0].right if found.hint is None else found.hint
            yield Diagnostic(broken[0], _place(subject, found.where), found.message, text=found.text, help=hint)


def _place(subject: Checked, where: Where) -> Place:
    if isinstance(where, Place):
        return where
    return subject.source.place(where if isinstance(where, int) else subject.header.where(where))


def rule(
    code: str,
    *,
    severity: Severity = Severity.ERROR,
    title: str,
    why: str,
    wrong: str,
    right: str,
    silenceable: bool = False,
    fixable: bool = False,
    on: type[Any] | UnionType | None = None,
) -> Callable[[Function], Check]:
    """Declare a rule on the function that checks it; ``on`` is the type of its first parameter, said once where several are stacked.

    The words are those of ``Rule``.
    """
    declared = Rule(code=code, severity=severity, title=title, why=why, wrong=wrong, right=right, silenceable=silenceable, fixable=fixable)
    return finds(declared, on=on)


def finds(*rules: Rule, on: type[Any] | UnionType | None = None) -> Callable[[Function], Check]:
    """Say that a function finds what breaks ``rules``, declared elsewhere because a reader tells them too.

    Raises:
        TypeError: nothing says what is checked.

    """

    def decorate(function: Function) -> Check:
        if isinstance(function, Check):
            return replace(function, rules=(*rules, *function.rules))
        if on is None:
            raise TypeError(f"@rule on {function.__name__} does not say what it is on")
        return Check(function, on, rules, tuple(signature(function).parameters)[1:])

    return decorate
