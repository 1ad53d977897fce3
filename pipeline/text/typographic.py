"""No-break spaces of French, as the OQLF asks for them (Vitrine linguistique, « Espacement »), put where French is printed.

Literals are typed with plain spaces; whoever prints them (diagnostics, commands, documents, feeds, calendars) calls ``typographic``.
"""

import re

NBSP = "\u00a0"
# A colon that ends a word of a sentence: a space, the end, or a mark that closes follows it. Times and keys have no space before theirs.
_COLON = re.compile(r" :(?=[\s»*<)_]|$)")
_AFTER_NUMBER = re.compile(r"(?<=\d) (?=%|\$|°C\b|(?:h|min|s|ko|Mo|Go|kg|km|cm)\b)|(?<=\d h) (?=\d\d\b)")
_CODE = re.compile(r"(`[^`\n]*`)")
_CODE_OR_QUOTED = re.compile(r"(`[^`\n]*`|«[^«»]*»)")


def typographic(text: str, *, verbatim_quotes: bool = False) -> str:
    """Return ``text`` with no-break spaces before a colon, inside guillemets, and between a number and %, $ or the symbol of its unit.

    Only plain spaces are replaced, so that doing it twice changes nothing more; what is between backquotes stays as it is. With
    ``verbatim_quotes``, so does what is between guillemets: a diagnostic quotes a file there, and people search the file for it.
    """
    parts = (_CODE_OR_QUOTED if verbatim_quotes else _CODE).split(text)
    parts[::2] = [_held(part) if verbatim_quotes else _nbsp_guillemets(_held(part)) for part in parts[::2]]
    return "".join(parts)


def _held(text: str) -> str:
    return _AFTER_NUMBER.sub(NBSP, _COLON.sub(f"{NBSP}:", text))


def _nbsp_guillemets(text: str) -> str:
    return text.replace("« ", f"«{NBSP}").replace(" »", f"{NBSP}»")
