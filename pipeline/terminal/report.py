"""How diagnostics are told: to a person, to GitHub, to a program."""

import json
import re
from collections.abc import Sequence
from typing import TextIO

from pipeline.project import Project
from pipeline.terminal.carets import WIDTH, SourceLines, printable, quoted
from pipeline.terminal.say import say
from pipeline.terminal.typed_command import as_typed
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.typographic import COLON, typographic

# From how many diagnostics on the files are counted at the end, and how many files are named.
_LONG, _FILES = 20, 10
SHOWN_BY_GITHUB = 10
_PLURAL = {
    Severity.ERROR: ("erreur", "erreurs"),
    Severity.WARNING: ("avertissement", "avertissements"),
    Severity.INFO: ("information", "informations"),
}


def print_text(
    diagnostics: Sequence[Diagnostic], stream: TextIO, project: Project | None = None, *, address: str | None = None, infos: bool = True
) -> None:
    """Write one block per diagnostic: place, code, message; then the line with carets under the place, what to do, what is right.

    The first line keeps the form that editors read. What would only repeat is left out: the same advice of the same rule is given
    once, and only the first diagnostic of a rule shows its example and where the rule is told: on the site when it has an
    ``address``, by a command otherwise. The lines are those of the files of ``project``; without it, as for a file that has no line to
    show, the text alone is given.
    """
    lines = SourceLines(project) if project is not None else None
    given: set[tuple[str, str]] = set()
    path: str | None = None
    for found in diagnostics:
        if found.severity is Severity.INFO and not infos:
            continue
        if path not in (None, found.place.path):
            print(file=stream)
        path = found.place.path
        print(printable(f"{found.place} {found.rule.code} {found.severity}{COLON} {found.message}"), file=stream)
        for row in _quotation(found, lines, stream.encoding):
            print(row, file=stream)
        for label, text in _lesson(found.rule, found.help, address):
            if (found.rule.code, text) not in given:
                given.add((found.rule.code, text))
                print(_labelled(label, as_typed(text)), file=stream)


def fault_lines(where: str, severity: Severity, message: str, text: str, help_text: str) -> list[str]:
    """Return what is said of one fault that is not in a line of text: a cell of a spreadsheet."""
    lines = [printable(f"{where} {severity}{COLON} {message}")]
    lines += [_labelled("texte", text)] if text else []
    return lines + ([_labelled("à faire", help_text)] if help_text else [])


def _quotation(found: Diagnostic, lines: SourceLines | None, encoding: str | None) -> list[str]:
    """Return the line of the diagnostic and its carets, or its text; nothing when what is wrong is that something lacks."""
    place = found.place
    if not found.text and place.column == 1:
        return []
    line = lines.line(place) if lines is not None else None
    text = found.text.split("\n", 1)[0]
    if line is None or not line.strip() or text not in line:  # it is about the file, or about what stands elsewhere
        return [_labelled("texte", found.text)] if found.text else []
    length = len(text) if line.startswith(text, place.column - 1) else 1
    shown, carets = quoted(line, place.column, length, encoding)
    gutter = f"{place.line:>6} | "
    return [gutter + shown, " " * (len(gutter) - 2) + "| " + carets]


def rule_row(rule: Rule) -> str:
    """Return one rule as one line of a list."""
    return f"    {rule.code}  {rule.severity:<13}  {rule.title}"


def print_rule(rule: Rule, stream: TextIO) -> None:
    """Write one rule as the site tells it: what, why, an example, and what one may do about it."""
    print(f"{rule.code} {rule.severity}{COLON} {rule.title}", file=stream)
    print(_labelled("pourquoi", rule.why), file=stream)
    print(_labelled("à éviter", rule.wrong), file=stream)
    print(_labelled("plutôt", rule.right), file=stream)
    if rule.fixable:
        print(_labelled("remède", "« passerelle corriger » le fait pour vous, quand c’est certain."), file=stream)
    if rule.silenceable:
        form = f"cette règle peut être tue sur une ligne : <!-- silence {rule.code} : la raison -->"
        print(_labelled("exception", typographic(form)), file=stream)


def _lesson(rule: Rule, advice: str, address: str | None) -> list[tuple[str, str]]:
    """Return what to do, an example, and where the rule is told."""
    lesson = [("à faire", advice)] if advice and advice != rule.right else []
    if "→" in rule.wrong or "\n" in rule.wrong + rule.right or len(rule.wrong + rule.right) > WIDTH:
        lesson += [("à éviter", rule.wrong), ("plutôt", rule.right)]
    else:
        lesson.append(("exemple", f"{rule.wrong} → {rule.right}"))
    return [*lesson, ("règle", f"{address.rstrip('/')}/regles/#{rule.code.lower()}" if address else f"passerelle regle {rule.code}")]


def _labelled(label: str, text: str) -> str:
    """Return ``text`` after its label, its other lines under the first."""
    first, *others = (printable(line) for line in text.splitlines() or [""])
    return "\n".join([f"    {label}{COLON} {first}", *((" " * (len(label) + 7) + line).rstrip() for line in others)])


def totals(diagnostics: Sequence[Diagnostic], *, infos: bool = True) -> str:
    """Return what to read after a long list: how many in which file, most serious first, and what a command mends; or nothing."""
    told = [found for found in diagnostics if infos or found.severity is not Severity.INFO]
    paths: dict[str, list[Diagnostic]] = {}
    for found in told:
        paths.setdefault(found.place.path, []).append(found)
    rows: list[str] = []
    if len(told) > _LONG and len(paths) > 1:
        ranked = sorted(paths.items(), key=lambda item: tuple(-sum(d.severity is severity for d in item[1]) for severity in Severity))
        rows = [f"    {printable(path)}{COLON} {summary(inside)}" for path, inside in ranked[:_FILES]]
        rest = len(ranked) - _FILES
        rows += [f"    et {rest} autre{'s' if rest > 1 else ''} fichier{'s' if rest > 1 else ''}"] if rest > 0 else []
        rows = ["", typographic("Par fichier :"), *rows]
    if any(found.rule.fixable for found in told):
        mended = "« passerelle corriger » répare ce qui est certain : espaces, heures, dates, guillemets, DOI, ordre des clés."
        rows += ["", typographic(mended, verbatim_quotes=True)]
    return as_typed("".join(f"{row}\n" for row in rows))


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return « 2 erreurs, 1 avertissement » in words."""
    counts = {severity: sum(d.severity is severity for d in diagnostics) for severity in Severity}
    parts = [f"{number} {_PLURAL[severity][number > 1]}" for severity, number in counts.items() if number]
    return ", ".join(parts) or "aucune faute"


def print_github(diagnostics: Sequence[Diagnostic], stream: TextIO) -> None:
    """Write workflow commands, the most serious first, and say how many are left out.

    GitHub shows ``SHOWN_BY_GITHUB`` of a kind per step and drops the others without a word (actions/toolkit, docs/problem-matchers.md).
    """
    kinds = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    left = []
    for severity, kind in kinds.items():
        of_kind = sorted((found for found in diagnostics if found.severity is severity), key=Diagnostic.sort_key)
        left += of_kind[SHOWN_BY_GITHUB:]
        for found in of_kind[:SHOWN_BY_GITHUB]:
            title = _property(f"{found.rule.code} {found.rule.title}")
            place = f"file={_property(found.place.path)},line={found.place.line},col={found.place.column}"
            message = f"{found.message} {found.help}".strip()
            print(f"::{kind} {place},title={title}::{_data(message)}", file=stream)
    if left:
        say(f"GitHub n’en montre que {SHOWN_BY_GITHUB} de chaque sorte. Il reste : {summary(left)}.", file=stream)


def _data(text: str) -> str:
    return text.encode(errors="backslashreplace").decode().replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def print_json(diagnostics: Sequence[Diagnostic], stream: TextIO) -> None:
    """Write one JSON array of objects."""
    rows = [
        {
            "fichier": found.place.path,
            "ligne": found.place.line,
            "colonne": found.place.column,
            "code": found.rule.code,
            "gravite": found.severity.value,
            "message": found.message,
            "texte": found.text,
            "aide": found.help,
        }
        for found in diagnostics
    ]
    text = json.dumps(rows, ensure_ascii=False, indent=2)
    print(re.sub("[\ud800-\udfff]", lambda match: f"\\u{ord(match.group()):04x}", text), file=stream)
