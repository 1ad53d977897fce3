"""Diagnostics: a rule, a place (file, line, column), a message in French, what to do."""

from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.text.typographic import typographic


class Severity(StrEnum):
    """How much a diagnostic weighs; only an error stops publication."""

    ERROR = "erreur"
    WARNING = "avertissement"
    INFO = "info"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule, as the rules page shows it.

    ``code`` is stable for ever: people cite it, silence it and search for it. ``fixable`` says that « passerelle corriger » knows how
    to mend what is certain of it.
    """

    code: str
    severity: Severity = Severity.ERROR
    title: str
    why: str
    wrong: str
    right: str
    silenceable: bool = False
    fixable: bool = False

    def __post_init__(self) -> None:
        """Put French spaces: the rules page follows the rules (``wrong`` shows a fault as typed)."""
        for name in ("title", "why", "right"):
            object.__setattr__(self, name, typographic(getattr(self, name)))


@dataclass(frozen=True)
class Family:
    """The rules whose codes begin with ``letter``; the rules page shows families by ``rank``, and the rules of each by code."""

    letter: str
    title: str
    rank: int


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A place in a file; ``line`` and ``column`` start at 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a rule, a place, the offending text, and what to do about it.

    ``example`` is made of what the person wrote, wrong then right, where that teaches better than the rule's own example.
    """

    rule: Rule
    place: Place
    message: str
    text: str = field(default="", kw_only=True)
    help: str = field(default="", kw_only=True)
    example: tuple[str, str] | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        """Put French spaces in what is said; guillemets quote the file: theirs stay as typed."""
        object.__setattr__(self, "message", typographic(self.message, verbatim_quotes=True))
        object.__setattr__(self, "help", typographic(self.help, verbatim_quotes=True))

    @property
    def severity(self) -> Severity:
        """The severity of the rule that was broken."""
        return self.rule.severity

    def sort_key(self) -> tuple[Place, str, str]:
        """Order by file, line, column, then code."""
        return (self.place, self.rule.code, self.message)


def has_errors(diagnostics: list[Diagnostic]) -> bool:
    """Say whether anything here stops publication."""
    return any(found.severity is Severity.ERROR for found in diagnostics)
