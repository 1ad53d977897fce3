"""How a command of the watch answers the person who typed it."""

from dataclasses import dataclass

from pipeline.text.typographic import FrenchError


class GatherError(FrenchError):
    """What was asked cannot be done, and nothing was changed; the message is French and says what to do."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was done, in lines of French; ``fine`` is False when a person has something to mend."""

    lines: tuple[str, ...]
    fine: bool = True
