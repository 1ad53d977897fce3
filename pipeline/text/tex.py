r"""TeX as programs write it in BibTeX, decoded to plain text by one table; what is not in the table is told, never left half read.

Sources: The TeXbook, chapters 9 and 18; LaTeX's « Encodings guide » (T1, TS1); babel-french (« \\og », « \\up »); csquotes; the BibTeX that
Zotero, Better BibTeX, Mendeley, JabRef, Crossref, HAL and Érudit write.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from pipeline.text.typographic import NBSP
from pipeline.text.words import word_set

_TABLES = json.loads((Path(__file__).parent / "tex.json").read_text(encoding="utf-8"))
# Accents, by the sign or the letter that commands them: the combining character that follows the letter (Unicode, U+0300 to U+036F).
_ACCENTS: dict[str, str] = _TABLES["accents"]
_ALONE = {"\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0303": "~", "\u0304": "¯", "\u0308": "¨", "\u0327": "¸"}
# Signs that a command stands for; spaces keep words apart, whatever their width, and declarations change only how words look.
_SIGNS: dict[str, str] = _TABLES["signs"] | _TABLES["spaces"] | _TABLES["declarations"]
# Commands that show the words of their argument, changed only in look.
_AS_IS = word_set("""
    emph textit textbf textsc textrm textup texttt textsf textsl textmd textnormal text mbox hbox fbox mathrm mathit mathbf mathsf
    mathtt mathcal mathbb mathfrak operatorname ensuremath underline uline uppercase MakeUppercase MakeLowercase NoCaseChange
    textlatin textsuperscript textsubscript up fup boldsymbol bm url nolinkurl path mkbibemph mkbibparens ordinalnum lowercase sqrt
    textgreek textcyrillic phantomsection
""")
_QUOTED = frozenset(("enquote", "enquote*", "textquote", "mkbibquote"))
# The first argument says how, the second is the words.
_SECOND = frozenset(("foreignlanguage", "textcolor", "href", "hyperref", "texorpdfstring"))
_FRACTIONS = frozenset(("frac", "dfrac", "tfrac", "nicefrac", "sfrac"))
_NUMBERED = frozenset(("char", "symbol", "unichar"))
_ORDINALS = {"ier": "ᵉʳ", "iere": "ʳᵉ", "ieme": "ᵉ"}
_UNSEEN = word_set("""
    selectlanguage noopsort bibstring label cite phantom hspace vspace hskip footnote thanks
""")
_SUPERSCRIPTS = dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True))
_SUBSCRIPTS = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
_LIGATURES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("?`", "¿"), ("!`", "¡"), ("<<", "«"), (">>", "»"))
_COMMAND = re.compile(r"\\([A-Za-z]+\*?|.)[ \t]*", re.DOTALL)
# Nearly all of a text: what neither commands, groups, raises nor begins a ligature stands for itself.
_PLAIN = re.compile(r"[^\\{}$~^_" + "".join(re.escape(typed[0]) for typed, _ in _LIGATURES) + "]+")
_MAX_DEPTH = 40


class UndecodedError(Exception):
    """A command that the table has not; ``command`` is it, with its backslash."""

    def __init__(self, command: str) -> None:
        super().__init__(command)
        self.command = command


@dataclass(slots=True)
class _Reading:
    """Where the reading of a text is. ``math``: between dollars, where spaces do not show and « ^ » raises."""

    text: str
    at: int = 0
    math: bool = False
    depth: int = 0


def text_of_tex(typed: str, *, french: bool = False) -> str:
    """Return the plain text of LaTeX, in composed Unicode (NFC); spaces are kept as they are.

    ``french``: quotation commands give guillemets. An unescaped « % » is a sign that people type, not a comment. Raise UndecodedError.
    """
    reading = _Reading(typed)
    words = re.sub(r"«\u00a0[ \u00a0]+", "«\u00a0", _group(reading, french, ""))
    return unicodedata.normalize("NFC", re.sub(r"[ \u00a0]+\u00a0»", "\u00a0»", words))


def _group(reading: _Reading, french: bool, closing: str) -> str:
    """Read to ``closing``, or to the end when it is empty."""
    reading.depth += 1
    if reading.depth > _MAX_DEPTH:
        raise UndecodedError("{")
    pieces: list[str] = []
    text = reading.text
    while reading.at < len(text):
        if plain := _PLAIN.match(text, reading.at):
            pieces.append(plain.group())
            reading.at = plain.end()
            continue
        sign = text[reading.at]
        if closing and sign == closing:
            reading.at += 1
            break
        pieces.append(_piece(reading, french, sign))
    reading.depth -= 1
    return "".join(pieces)


def _piece(reading: _Reading, french: bool, sign: str) -> str:
    text = reading.text
    if sign == "\\":
        return _command(reading, french)
    if sign == "{":
        reading.at += 1
        return _group(reading, french, "}")
    if sign == "$":
        return _formula(reading, french)
    if reading.math and sign in "^_":
        reading.at += 1
        return _raised(_argument(reading, french), _SUPERSCRIPTS if sign == "^" else _SUBSCRIPTS, sign)
    reading.at += 1
    if sign == "}":
        return ""  # a brace too many, which pybtex would have refused
    if sign == "~":
        return NBSP
    for typed, shown in _LIGATURES:
        if sign == typed[0] and not reading.math and text.startswith(typed, reading.at - 1):
            reading.at += len(typed) - 1
            return shown
    return sign


def _formula(reading: _Reading, french: bool) -> str:
    """Read what stands between two dollars; a dollar alone is a price."""
    text = reading.text
    end = _closing_dollar(text, reading.at + 1)
    if end < 0:
        reading.at += 1
        return "$"
    inside = _Reading(text[reading.at + 1 : end], math=True, depth=reading.depth)
    reading.at = end + 1
    return _group(inside, french, "")


def _closing_dollar(text: str, start: int) -> int:
    found = start
    while (found := text.find("$", found)) >= 0:
        if text[found - 1] != "\\":
            inside = text[start:found]
            # « 5 $ et 10 $ »: what stands between is words, no formula.
            words = re.sub(r"\\[A-Za-z]+|[{}]", " ", inside)
            return found if "\\" in inside or (inside.strip() == inside != "" and not re.search(r"[^\W\d_]{3}", words)) else -1
        found += 1
    return -1


def _command(reading: _Reading, french: bool) -> str:
    match = _COMMAND.match(reading.text, reading.at)
    if match is None:  # a backslash ends the text
        reading.at += 1
        raise UndecodedError("\\")
    name = match.group(1)
    letters = name[0].isalpha()
    # After a command of letters, TeX drops the spaces; after a sign, it keeps them.
    reading.at = match.end() if letters else match.end(1)
    if name in ("(", ")"):
        return ""
    if name in _ACCENTS and not (name in _SIGNS and letters):
        return _accented(reading, french, _ACCENTS[name])
    if name in _SIGNS:
        return _sign(reading, name)
    if name in _AS_IS:
        return _argument(reading, french)
    if name in _QUOTED:
        words = _argument(reading, french)
        return f"«\u00a0{words}\u00a0»" if french else f"“{words}”"
    return _shaped(reading, french, name)


def _shaped(reading: _Reading, french: bool, name: str) -> str:
    """Read a command whose arguments are not shown as they are."""
    if name in _UNSEEN:
        _argument(reading, french)
        return ""
    if name in _SECOND:
        _argument(reading, french)
        return _argument(reading, french)
    if name in _FRACTIONS:
        return f"{_argument(reading, french)}/{_argument(reading, french)}"
    if name in _NUMBERED:
        return _numbered(reading)
    if name == "not":
        return _argument(reading, french) + "\u0338"
    if name in _ORDINALS and french:
        return _ORDINALS[name]
    raise UndecodedError(f"\\{name}")


def _sign(reading: _Reading, name: str) -> str:
    """Return the sign of a command, the empty braces that end its name taken."""
    if reading.text.startswith("{}", reading.at):
        reading.at += 2
    return _SIGNS[name]


def _numbered(reading: _Reading) -> str:
    match = re.compile(r"\{?(?:\"([0-9A-Fa-f]{1,6})|(\d{1,7}))\}?").match(reading.text, reading.at)
    if match is None:
        raise UndecodedError("\\char")
    reading.at = match.end()
    number = int(match.group(1), 16) if match.group(1) else int(match.group(2))
    if number > 0x10FFFF or not chr(number).isprintable():
        raise UndecodedError("\\char")
    return chr(number)


def _accented(reading: _Reading, french: bool, combining: str) -> str:
    base = _argument(reading, french)
    if not base.strip():
        return _ALONE.get(combining, "") + base
    first = {"ı": "i", "ȷ": "j"}.get(base[0], base[0])
    return unicodedata.normalize("NFC", first + combining) + base[1:]


def _argument(reading: _Reading, french: bool) -> str:
    """Return the next argument: a group, a command or one letter."""
    text = reading.text
    while reading.at < len(text) and text[reading.at] in " \t\n":
        reading.at += 1
    if reading.at >= len(text):
        return ""
    reading.depth += 1
    if reading.depth > _MAX_DEPTH:
        raise UndecodedError(text[reading.at])
    piece = _piece(reading, french, text[reading.at])
    reading.depth -= 1
    return piece


def _raised(words: str, table: dict[str, str], sign: str) -> str:
    plain = words.strip()
    if plain and all(letter in table for letter in plain):
        return "".join(table[letter] for letter in plain)
    if sign == "^" and plain == "TM":
        return "™"
    if sign == "^" and plain in ("\u2032", "°", "∘", "*", "†"):
        return plain
    if len(plain) <= 3 and plain.isalpha():
        return plain  # « 1^{er} », « H_i »
    return f"{sign}({plain})" if len(plain) > 1 else f"{sign}{plain}"
