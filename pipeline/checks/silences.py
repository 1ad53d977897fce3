"""Silences: a line may set one rule aside, with its code and a reason.

``<!-- silence O001 : titre officiel -->`` in text (at the end of the line, or alone on the line before), or
``# silence O001 : …`` in front matter.
"""

import re
from dataclasses import dataclass

from pipeline.catalogue.diagnostics import Diagnostic, Place, Rule, Severity
from pipeline.catalogue.files import Source

UNUSED = Rule(
    "X001",
    Severity.WARNING,
    "Silence utile",
    "Un silence qui ne tait plus rien cacherait une faute future.",
    "<!-- silence O001\u00a0: … --> sur une ligne sans faute",
    "La ligne, sans le silence",
)
REFUSED = Rule(
    "X002",
    Severity.ERROR,
    "Silence motivé et permis",
    "Un silence nomme une règle qui peut être tue, et dit pourquoi. Les règles de preuve, de citation et de chiffres ne se taisent pas.",
    "<!-- silence T001 -->",
    "<!-- silence O008\u00a0: citation d’un document -->",
)
RULES = (UNUSED, REFUSED)

_SILENCE = re.compile(
    r"(?:<!--[ \u00a0]*|#[ \u00a0]*)silence[ \u00a0]+([A-Za-z]+\d*)[ \u00a0]*(?::[ \u00a0]*([^\n]*?))?[ \u00a0]*(?:-->|$)", re.MULTILINE
)


@dataclass(frozen=True)
class _Silence:
    place: Place
    code: str
    line: int


def apply_silences(sources: list[Source], diagnostics: list[Diagnostic], rules: dict[str, Rule]) -> list[Diagnostic]:
    """Return ``diagnostics`` without those that a comment sets aside, with what is wrong in the comments."""
    result: list[Diagnostic] = []
    silences: dict[tuple[str, int, str], _Silence] = {}
    for source in sources:
        for match in _SILENCE.finditer(source.text):
            place, code, reason = source.place(match.start()), match.group(1), (match.group(2) or "").strip()
            rule = rules.get(code)
            if rule is None or not rule.silenceable or not reason:
                why = (
                    "la règle est inconnue"
                    if rule is None
                    else "cette règle ne se tait pas"
                    if not rule.silenceable
                    else "la raison manque"
                )
                result.append(Diagnostic(REFUSED, place, f"Silence refusé\u00a0: {why}.", match.group().strip(), REFUSED.right))
                continue
            line_start = source.line_offset(place.line)
            alone = not source.text[line_start : match.start()].strip() and source.text[match.end() : match.end() + 1] in ("\n", "")
            line = place.line + 1 if alone else place.line
            silences[(source.path, line, code)] = _Silence(place, code, line)
    used: set[tuple[str, int, str]] = set()
    for diagnostic in diagnostics:
        key = (diagnostic.place.path, diagnostic.place.line, diagnostic.rule.code)
        if key in silences:
            used.add(key)
        else:
            result.append(diagnostic)
    for key, silence in silences.items():
        if key not in used:
            message = f"Rien à taire ici pour « {silence.code} »."
            result.append(Diagnostic(UNUSED, silence.place, message, silence.code, "Retirez ce commentaire."))
    return result
