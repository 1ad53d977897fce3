"""How diagnostics are told: to a person, to GitHub, to a program."""

import json
import re
from collections import Counter
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
SHOWN_BY_FILE = 30
# How many lines are named of what is in many.
_LINES = 10
_PLURAL = {
    Severity.ERROR: ("erreur", "erreurs"),
    Severity.WARNING: ("avertissement", "avertissements"),
    Severity.INFO: ("information", "informations"),
}


def print_text(
    diagnostics: Sequence[Diagnostic], stream: TextIO, project: Project | None = None, *, address: str | None = None, infos: bool = True
) -> None:
    """Write what was found, in the order in which one mends it, one block for what one gesture mends.

    A block is: place, code, message; then the line with carets under the place, what to do, what is right, and where else the same is.
    The first line keeps the form that editors read. Files with errors come first, and errors first in each; what others rest on (the
    council's own files, bibliography, notes) comes before what cites it. ``SHOWN_BY_FILE`` blocks at most are given of one file, the
    others counted.

    What would only repeat is left out: the same advice of the same rule is given once, and only the first diagnostic of a rule shows its
    example and where the rule is told: on the site when it has an ``address``, by a command otherwise. The lines are those of the files
    of ``project``; without it, as for a file that has no line to show, the text alone is given.
    """
    lines = SourceLines(project) if project is not None else None
    given: set[tuple[str, str]] = set()
    told = [found for found in diagnostics if infos or found.severity is not Severity.INFO]
    for number, (_, in_file) in enumerate(_by_file(told)):
        if number:
            print(file=stream)
        gestures = _gestures(in_file)
        for gesture in gestures[:SHOWN_BY_FILE]:
            found = gesture[0]
            print(printable(f"{found.place} {found.rule.code} {found.severity}{COLON} {found.message}"), file=stream)
            for row in _quotation(found, lines, stream.encoding):
                print(row, file=stream)
            for label, text in _lesson(found, address):
                if (found.rule.code, text) not in given:
                    given.add((found.rule.code, text))
                    print(_labelled(label, as_typed(text)), file=stream)
            if len(gesture) > 1:
                print(_labelled("en tout", as_typed(_everywhere(gesture))), file=stream)
        if rest := [found for gesture in gestures[SHOWN_BY_FILE:] for found in gesture]:
            say(f"    … et {summary(rest)} de plus dans ce fichier : corrigez d’abord ce qui précède.", file=stream)


# What others rest on is mended before them.
_FIRST = ("content/organisme.yml", "content/vocabulaire.yml", "research_notes/bibliographie/", "research_notes/notes/")


def _by_file(diagnostics: Sequence[Diagnostic]) -> list[tuple[str, list[Diagnostic]]]:
    """Return what was found in each file, in the order of mending."""
    files: dict[str, list[Diagnostic]] = {}
    order = list(Severity)
    for found in sorted(diagnostics, key=lambda found: (order.index(found.severity), *found.sort_key())):
        files.setdefault(found.place.path, []).append(found)

    def rank(item: tuple[str, list[Diagnostic]]) -> tuple[int, int, str]:
        path, inside = item
        return order.index(inside[0].severity), next((at for at, first in enumerate(_FIRST) if path.startswith(first)), len(_FIRST)), path

    return sorted(files.items(), key=rank)


def _gestures(diagnostics: Sequence[Diagnostic]) -> list[list[Diagnostic]]:
    """Return together what one gesture mends: the same fault told again, or the faults of form that a command mends."""
    gestures: dict[tuple[str, ...], list[Diagnostic]] = {}
    for found in diagnostics:
        by_command = found.rule.fixable and found.severity is not Severity.ERROR
        same = (found.rule.code,) if by_command else (found.rule.code, found.message, found.help)
        gestures.setdefault(same, []).append(found)
    return list(gestures.values())


def _everywhere(gesture: Sequence[Diagnostic]) -> str:
    """Return how often a fault is there, on which lines, and the command that mends it, when there is one."""
    lines = list(dict.fromkeys(str(found.place.line) for found in gesture))
    named = ", ".join(lines[:_LINES]) + ("…" if len(lines) > _LINES else "")
    where = f"{gesture[0].rule.code} ×{len(gesture)}, ligne{'s' if len(lines) > 1 else ''} {named}"
    return f"{where}{COLON} passerelle corriger" if gesture[0].rule.fixable else where


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


def _lesson(found: Diagnostic, address: str | None) -> list[tuple[str, str]]:
    """Return what to do, an example, and where the rule is told."""
    rule, advice, (wrong, right) = found.rule, found.help, found.example or (found.rule.wrong, found.rule.right)
    lesson = [("à faire", advice)] if advice and advice != rule.right else []
    if "→" in wrong or "\n" in wrong + right or len(wrong + right) > WIDTH:
        lesson += [("à éviter", wrong), ("plutôt", right)]
    else:
        lesson.append(("exemple", f"{wrong} → {right}"))
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
    fixable = Counter(found.rule.code for found in told if found.rule.fixable)
    if fixable:
        which = ", ".join(f"{code} ×{number}" if number > 1 else code for code, number in sorted(fixable.items()))
        mended = f"« passerelle corriger » répare ce qui est certain ({which}) : espaces, heures, dates, guillemets, DOI, ordre des clés."
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
