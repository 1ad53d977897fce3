"""How diagnostics are told: to a person, to GitHub, to a program."""

import json
import re
from collections.abc import Sequence
from typing import TextIO

from pipeline.catalogue.diagnostics import Diagnostic, Severity

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_PLURAL = {
    Severity.ERROR: ("erreur", "erreurs"),
    Severity.WARNING: ("avertissement", "avertissements"),
    Severity.INFO: ("information", "informations"),
}


def print_text(diagnostics: Sequence[Diagnostic], stream: TextIO, *, infos: bool = True) -> None:
    """Write one block per diagnostic: place, code, message; then the text, then what to do."""
    for found in diagnostics:
        if found.severity is Severity.INFO and not infos:
            continue
        for line in fault_lines(f"{found.place} {found.rule.code}", found.severity, found.message, found.text, found.help):
            print(line, file=stream)


def fault_lines(where: str, severity: Severity, message: str, text: str, help_text: str) -> list[str]:
    """Return what is said of one fault, wherever it is: a file's line, a cell."""
    lines = [_shown(f"{where} {severity}\u00a0: {message}")]
    lines += [f"    texte\u00a0: {_shown(text)}"] if text else []
    first, *others = help_text.splitlines() or [""]
    lines += [f"    à faire\u00a0: {_shown(first)}"] if first else []
    return lines + [f"              {_shown(line)}" for line in others]


def _shown(text: str) -> str:
    """Escape what would command a terminal, break the line, or not be written at all (a name that is not UTF-8)."""
    return re.sub(
        "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", lambda match: match.group().encode("unicode_escape").decode(), text
    )


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return « 2 erreurs, 1 avertissement » in words."""
    counts = {severity: sum(d.severity is severity for d in diagnostics) for severity in Severity}
    parts = [f"{number} {_PLURAL[severity][number > 1]}" for severity, number in counts.items() if number]
    return ", ".join(parts) or "aucune faute"


def print_github(diagnostics: Sequence[Diagnostic], stream: TextIO) -> None:
    """Write workflow commands (GitHub keeps ten of a kind per step: the most serious go first)."""
    kinds = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    for found in sorted(diagnostics, key=lambda d: (_ORDER[d.severity], d.sort_key())):
        title = _property(f"{found.rule.code} {found.rule.title}")
        place = f"file={_property(found.place.path)},line={found.place.line},col={found.place.column}"
        message = f"{found.message} {found.help}".strip()
        print(f"::{kinds[found.severity]} {place},title={title}::{_data(message)}", file=stream)


def _data(text: str) -> str:
    return text.encode(errors="backslashreplace").decode().replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def print_json(diagnostics: Sequence[Diagnostic], stream: TextIO) -> None:
    """Write one JSON array of objects."""
    rows = [
        {
            "fichier": found.place.path, "ligne": found.place.line, "colonne": found.place.column, "code": found.rule.code,
            "gravite": found.severity.value, "message": found.message, "texte": found.text, "aide": found.help,
        }
        for found in diagnostics
    ]  # fmt: skip
    text = json.dumps(rows, ensure_ascii=False, indent=2)
    print(re.sub("[\ud800-\udfff]", lambda match: f"\\u{ord(match.group()):04x}", text), file=stream)
