"""Diagnostics as a page of Markdown: what GitHub shows under the run of a workflow (its « job summary »), every one with what to do."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from pipeline.terminal.report import summary
from pipeline.text.diagnostics import Diagnostic, Severity
from pipeline.text.markdown import inert
from pipeline.text.typographic import COLON, typographic
from pipeline.text.words import collapse

# Bytes: GitHub refuses the whole summary of a step beyond 1 MiB. The last kilobyte is for saying what was cut.
LARGEST = 1024 * 1024
_MARGIN = 1024


def markdown_report(diagnostics: Sequence[Diagnostic], largest: int = LARGEST) -> str:
    """Return what was found, as Markdown of at most ``largest`` bytes; what is cut is counted.

    The files that stop publication come first; informations come last, folded. Nothing that people wrote acts as Markdown.
    """
    lines = [typographic(f"## Vérification : {summary(diagnostics)}"), ""]
    if diagnostics:
        lines += ["Une erreur arrête la publication; un avertissement et une information ne l’arrêtent pas.", ""]
    size = sum(len(line.encode(errors="replace")) + 1 for line in lines)
    told, folded = 0, False
    for piece, holds in _pieces(diagnostics):
        size += len(piece.encode(errors="replace")) + 1
        if size > largest - _MARGIN:
            break
        lines.append(piece)
        told += holds
        folded = folded or piece.startswith("<details>")
    if folded:
        lines += ["", "</details>"]
    if told < len(diagnostics):
        cut = f"**La liste est coupée ici** (GitHub n’en montre pas plus) : il en reste {len(diagnostics) - told}. "
        lines += ["", typographic(f"{cut}Pour tout lire : `passerelle verifier --infos`.")]
    return "\n".join([*lines, ""])


def append_report(diagnostics: Sequence[Diagnostic], path: Path) -> None:
    """Add the report to ``path``, which GitHub gives to each step for its summary and reads when the step ends."""
    with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(markdown_report(diagnostics))


def _pieces(diagnostics: Iterable[Diagnostic]) -> Iterable[tuple[str, int]]:
    """Yield the pieces of the list, each with the number of diagnostics that it tells."""
    order = list(Severity)
    by_place = sorted(diagnostics, key=Diagnostic.sort_key)
    serious = {found.place.path for found in by_place if found.severity is Severity.ERROR}
    told = sorted((d for d in by_place if d.severity is not Severity.INFO), key=lambda d: d.place.path not in serious)
    for path, group in groupby(told, key=lambda found: found.place.path):
        yield f"### {inert(collapse(path))}\n", 0
        for found in sorted(group, key=lambda found: order.index(found.severity)):
            yield _told(found), 1
    if infos := [found for found in by_place if found.severity is Severity.INFO]:
        yield f"<details><summary>{summary(infos)}</summary>\n", 0
        for found in infos:
            place = f"{inert(collapse(found.place.path))}, ligne {found.place.line}"
            yield f"- {place}, {found.rule.code}{COLON} {inert(collapse(found.message))}", 1


def _told(found: Diagnostic) -> str:
    lines = [f"- **{found.severity.capitalize()} {found.rule.code}**, ligne {found.place.line}{COLON} {inert(collapse(found.message))}"]
    if found.text:
        lines.append(f"  - texte{COLON} {inert(collapse(found.text))}")
    if found.help:
        lines.append(f"  - à faire{COLON} {inert(collapse(found.help))}")
    return "\n".join(lines)
