"""What a person did to YAML that does not read: the line where it was made, said in words, with that very line mended.

A YAML parser tells where it could not go on, often lines after the slip: a quotation mark left open ends at the next one, a line that
begins one space too far ends the line before. Lines are read here one by one instead, as people write them: « clé: valeur ».
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_KEY = re.compile(r"\A(?P<indent> *)(?P<dash>- +)?(?P<key>[\w-]+)(?P<colon> ?:)(?P<gap> +|$)(?P<value>.*)$")
_GLUED = re.compile(r"(?P<key>[a-z_]{2,40}):(?=[^\s/:])(?P<value>.+)$")
_WORD_FIRST = re.compile(r"(?P<key>[a-z_]{2,40}) +(?P<value>[^\s:].*)$")
_BLOCK = re.compile(r"[|>][+-]?\d?(?:\s+#.*)?$")
_STRAIGHT = re.compile(r'"([^"]*)"')
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_SINGLE = re.compile(r"'(?:[^']|'')*+'(?!')")
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*+"')
_LONGEST = 70


@dataclass(frozen=True, slots=True)
class YamlFault:
    """One slip: its offset in the text, what is said, the words shown, what to do, and the line wrong then right."""

    offset: int
    message: str
    shown: str
    hint: str
    example: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def indent(self) -> int:
        """The spaces before its first word."""
        return len(self.text) - len(self.text.lstrip(" "))


def first_fault(text: str, until: int) -> YamlFault | None:
    """Return the first slip of the lines of ``text`` up to the one at offset ``until``, where a parser stopped; None if none is known."""
    before: _Line | None = None
    lines = list(_lines(text))
    for number, line in enumerate(lines):
        if line.start > until:
            return None
        following = next(iter(lines[number + 1 :]), None)
        if found := _indented(before, line, following) or _of_line(line, following):
            return found
        before = line
    return None


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that say something: no comment, nothing of a block of text."""
    start, deeper_than = 0, -1
    for raw in text.split("\n"):
        line = _Line(start, raw)
        start += len(raw) + 1
        if not raw.strip() or (deeper_than >= 0 and line.indent > deeper_than):
            continue
        deeper_than = -1
        match = _KEY.match(raw)
        if match and _BLOCK.match(match["value"]):
            deeper_than = line.indent
        elif not raw.lstrip().startswith("#"):
            yield line


def _indented(before: _Line | None, line: _Line, following: _Line | None) -> YamlFault | None:
    """Return what is wrong with the spaces that begin a line."""
    match = _KEY.match(line.text)
    if match is None or not line.indent or match["dash"]:
        return None
    if before is None:
        return _too_far(line, "") if following is not None and not following.indent and _KEY.match(following.text) else None
    above = _KEY.match(before.text)
    if above is None:
        # An item of a list: a key that begins deeper than its dash is no part of it.
        return _too_far(line, "") if before.text.lstrip().startswith("- ") and line.indent > before.indent else None
    column = before.indent + len(above["dash"] or "")
    if not above["value"] or above["value"].startswith("#"):
        return None
    if above["value"][:1] in "[{" and not _closed(above["value"]):
        return None
    if above["value"][:1] in "\"'" and _closing(above["value"]) is None:
        return None
    if line.indent > column:
        return _too_far(line, " " * column)
    return None


def _too_far(line: _Line, right: str) -> YamlFault:
    more = line.indent - len(right)
    spaces = "Une espace de trop au début" if more == 1 else "Des espaces de trop au début"
    message = f"{spaces} de cette ligne." if not right else "Le retrait de cette ligne n’est pas celui de la ligne du dessus."
    hint = "Commencez la ligne tout à gauche." if not right else "Alignez-la sous la première clé de l’élément."
    wrong = line.text.rstrip()
    return YamlFault(line.start, message, wrong.strip(), hint, (_short(wrong), _short(right + wrong.strip())))


def _of_line(line: _Line, following: _Line | None) -> YamlFault | None:
    """Return what is wrong inside one line."""
    match = _KEY.match(line.text)
    if match is None:
        return _no_key(line)
    at, value = line.start + match.start("value"), match["value"].rstrip()
    if not value or value.startswith("#"):
        return None
    head = line.text[: match.start("value")]
    if value[0] in "\"'":
        return _quoted(head, at, value, following)
    if value[0] in "@`%":
        message = f"Une valeur ne peut pas commencer par « {value[0]} »."
        return _to_quote(head, at, value, message, value)
    if value[0] in "[{":
        return _bracket(head, at, value, following)
    colon = re.search(r":(?=\s)", value)
    if colon:
        message = "Un deux-points suivi d’une espace se trouve dans la valeur."
        return _to_quote(head, at + colon.start(), value, message, ":")
    return None


def _no_key(line: _Line) -> YamlFault | None:
    stripped = line.text.strip()
    if line.indent or stripped.startswith(("-", "#", "?", "[", "{", "]", "}", '"', "'", "...")):
        return None
    if glued := _GLUED.match(line.text):
        right = f"{glued['key']}: {glued['value'].strip()}"
        hint = "Écrivez une espace entre le deux-points et la valeur."
        offset = line.start + len(glued["key"])
        return YamlFault(offset, "Une espace manque après le deux-points.", ":", hint, (_short(stripped), _short(right)))
    if first := _WORD_FIRST.match(line.text):
        right = f"{first['key']}: {first['value'].strip()}"
        hint = "Ajoutez le deux-points après la clé."
        message = "Cette ligne n’a pas la forme « clé: valeur »."
        return YamlFault(line.start, message, stripped, hint, (_short(stripped), _short(right)))
    return None


def _quoted(head: str, at: int, value: str, following: _Line | None) -> YamlFault | None:
    mark = value[0]
    closing = _closing(value)
    wrong = (head + value).strip()
    if closing is None:
        # A value may go on under its key, deeper: only one that another key follows was forgotten.
        if following is not None and not (_KEY.match(following.text) and following.indent <= len(head) - len(head.lstrip(" "))):
            return None
        name = "Un guillemet droit" if mark == '"' else "Une apostrophe droite"
        agreed = "est ouvert et jamais fermé" if mark == '"' else "sert de guillemet : il est ouvert et jamais fermé"
        return YamlFault(at, f"{name} {agreed}.", value, "Fermez-le à la fin de la valeur.", (_short(wrong), _short(wrong + mark)))
    rest = value[closing + 1 :].lstrip()
    if not rest or rest.startswith("#") or value[closing + 1 :].startswith((",", "]", "}")):
        return None
    inside = value[1:].removesuffix(mark)
    if mark == "'":
        inside = _APOSTROPHE.sub("’", inside)
        message = "Une apostrophe se trouve dans une valeur qui est entre apostrophes droites."
        hint = "Mettez la valeur entre guillemets droits, et gardez l’apostrophe."
        return YamlFault(at + closing, message, "'", hint, (_short(wrong), _short(f'{head}"{inside}"'.strip())))
    inside = _STRAIGHT.sub(r"« \1 »", inside)
    message = "Des guillemets droits à l’intérieur de la valeur la ferment trop tôt."
    return YamlFault(at + closing, message, '"', "À l’intérieur, écrivez « … ».", (_short(wrong), _short(f'{head}"{inside}"'.strip())))


def _bracket(head: str, at: int, value: str, following: _Line | None) -> YamlFault | None:
    closing = _closed(value)
    name, agreed = ("crochet", "ouvert") if value[0] == "[" else ("accolade", "ouverte")
    if closing:
        rest = value[closing:].strip()
        if not rest or rest.startswith(("#", ",")):
            return None
        return _to_quote(
            head, at, value, f"Du texte suit le crochet fermé : une valeur qui commence par « {value[0]} » est une liste.", value
        )
    if following is not None and (not _KEY.match(following.text) or following.indent > len(head) - len(head.lstrip(" "))):
        return None
    wrong = (head + value).strip()
    if value[0] == "{":
        return _to_quote(head, at, value, f"Une {name} est {agreed} et jamais fermée.", value)
    hint = "Fermez la liste par « ] »."
    return YamlFault(at, f"Un {name} est {agreed} et jamais fermé.", value, hint, (_short(wrong), _short(wrong + "]")))


def _to_quote(head: str, offset: int, value: str, message: str, shown: str) -> YamlFault:
    """Return a fault that quotation marks around the whole value mend."""
    inside = _STRAIGHT.sub(r"« \1 »", value)
    hint = "Mettez toute la valeur entre guillemets droits."
    return YamlFault(offset, message, shown, hint, (_short((head + value).strip()), _short(f'{head}"{inside}"'.strip())))


def _closing(value: str) -> int | None:
    """Return where the quotation mark that begins ``value`` is closed on its line, or None."""
    match = (_SINGLE if value[0] == "'" else _DOUBLE).match(value)
    return match.end() - 1 if match else None


def _closed(value: str) -> int:
    """Return the offset after the bracket that closes the one that begins ``value``; 0 when nothing on the line does."""
    depth, quote = 0, ""
    for index, character in enumerate(value):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'" and value[index - 1] in " [{,":
            quote = character
        elif character in "[{":
            depth += 1
        elif character in "]}":
            depth -= 1
            if not depth:
                return index + 1
    return 0


def _short(line: str) -> str:
    """Return a long line with its middle left out: its two ends are what a quotation mark changes."""
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 20]}…{line[-19:]}"
