"""No-break spaces of French, as the OQLF asks for them (Vitrine linguistique, « Espacement »), put where French is printed.

Literals are typed with plain spaces; whoever prints them (diagnostics, commands, documents, feeds, calendars) calls ``typographic``.
"""

import re
from collections.abc import Iterable

NBSP = "\u00a0"
# In a pattern: a space, no-break or narrow.
SPACE = f"[ {NBSP}\u202f]"
# For a label beside words that must stay as they are typed: ``f"texte{COLON} {words}"``.
COLON = f"{NBSP}:"
_KEPT = r"(?P<kept>(?<!`)(?P<fence>`{3,}+)[\s\S]*?(?P=fence)|`[^`\n]*`"
# A colon that ends a word of a sentence: a space, the end, or a mark that closes follows it. Times and keys have no space before theirs.
_SPACES = r" (?=:(?:[\s»*<)_`]|$))|(?<=\d) (?=%|\$|°C\b|(?:h|min|s|ko|Mo|Go|kg|km|cm)\b)|(?<=\d h) (?=\d)"
_TYPED = re.compile(rf"{_KEPT})|{_SPACES}|(?<=«) | (?=»)")
_TYPED_BUT_QUOTED = re.compile(rf"{_KEPT}|«[^«»]*»)|{_SPACES}")


def typographic(text: str, *, verbatim_quotes: bool = False) -> str:
    """Return ``text`` with no-break spaces before a colon, inside guillemets, and between a number and %, $ or the symbol of its unit.

    Only plain spaces are replaced, so that doing it twice changes nothing more; code (between backquotes) stays as it is. With
    ``verbatim_quotes``, so does what is between guillemets: a diagnostic quotes a file there, and people search the file for it.
    """
    pattern = _TYPED_BUT_QUOTED if verbatim_quotes else _TYPED
    return pattern.sub(lambda match: match["kept"] or NBSP, text)


def french_text(text: str) -> str:
    """Return a message with its no-break spaces; what its guillemets quote stays as it is typed."""
    return typographic(text, verbatim_quotes=True)


def french_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the lines of a message as ``french_text`` gives them."""
    return tuple(map(french_text, lines))


def quoted(words: str) -> str:
    """Return ``words`` between guillemets, and kept with them; the words themselves stay as they are typed."""
    return f"«{NBSP}{words}{NBSP}»"


class FrenchError(Exception):
    """An error whose message, its only argument, is French and is shown to a person."""

    def __init__(self, message: str) -> None:
        super().__init__(typographic(message, verbatim_quotes=True))
