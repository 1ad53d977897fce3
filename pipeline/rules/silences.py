"""Silences: a line may set one rule aside, with its code and a reason.

``<!-- silence O001 : titre officiel -->`` in text (at the end of the line, or alone on the line before), or
``# silence O001 : …`` in front matter.
"""

import re
from dataclasses import dataclass
from functools import partial
from typing import Any

from pipeline.content.catalogue import Catalogue
from pipeline.content.kind import Document
from pipeline.fields.claims import YamlFile
from pipeline.text.diagnostics import Diagnostic, Family, Place, Rule, Severity
from pipeline.text.files import Source, Span
from pipeline.text.markdown import BlockKind, code_spans
from pipeline.text.typographic import NBSP
from pipeline.text.words import nearest

FAMILY = Family(letter="X", title="Silences", rank=260)

UNUSED = Rule(
    code="X001",
    severity=Severity.WARNING,
    title="Silence utile",
    why="Un silence qui ne tait plus rien cacherait une faute future.",
    wrong="<!-- silence O001\u00a0: … --> sur une ligne sans faute",
    right="La ligne, sans le silence",
)
REFUSED = Rule(
    code="X002",
    title="Silence motivé et permis",
    why="Un silence nomme une règle qui peut être tue, et dit pourquoi. Les règles de preuve, de citation et de chiffres ne se "
    "taisent pas.",
    wrong="<!-- silence T001 -->",
    right="<!-- silence O008 : citation d’un document -->",
)

_SILENCE = re.compile(
    rf"(?:<!--[ {NBSP}]*|(?P<header>#)[ {NBSP}]*)silence[ {NBSP}]+(?P<code>[A-Za-z]+\d*)[ {NBSP}]*+(?::(?P<reason>[^\n]*?))?(?:-->|$)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class _Silence:
    """A comment: where it stands, the code of the rule, the reason that is given, the comment itself, and the lines that it is about."""

    place: Place
    code: str
    reason: str
    text: str
    lines: tuple[int, ...]


def apply_silences(catalogue: Catalogue, diagnostics: list[Diagnostic], rules: dict[str, Rule]) -> list[Diagnostic]:
    """Return ``diagnostics`` without those that a comment sets aside, with what is wrong in the comments."""
    result: list[Diagnostic] = []
    silences: list[_Silence] = []
    pages: list[Document[Any] | YamlFile] = [*catalogue.documents, *catalogue.notes.values(), *catalogue.yaml_files]
    for page in pages:
        for silence in catalogue.memory.recall("silences", page.source.path, (page,), partial(_silences, page)):
            rule = rules.get(silence.code)
            if rule is None or not rule.silenceable or not silence.reason:
                why, hint = _refusal(rule, silence.code, rules)
                result.append(Diagnostic(REFUSED, silence.place, f"Silence refusé : {why}.", text=silence.text, help=hint))
                continue
            silences.append(silence)
    by_line = {(silence.place.path, line, silence.code): silence for silence in silences for line in silence.lines}
    used: set[Place] = set()
    for diagnostic in diagnostics:
        set_aside = by_line.get((diagnostic.place.path, diagnostic.place.line, diagnostic.rule.code))
        if set_aside is None:
            result.append(diagnostic)
        else:
            used.add(set_aside.place)
    for silence in silences:
        if silence.place not in used:
            message = f"Rien à taire ici pour « {silence.code} »."
            result.append(Diagnostic(UNUSED, silence.place, message, text=silence.code, help="Retirez ce commentaire."))
    return result


def _refusal(rule: Rule | None, code: str, rules: dict[str, Rule]) -> tuple[str, str]:
    """Return why a silence is refused, and what to do."""
    if rule is None:
        near = nearest(code, rules)
        return "la règle est inconnue", f"Vouliez-vous dire « {near} »?" if near else "« passerelle regle » donne la liste des règles."
    if not rule.silenceable:
        return "cette règle ne se tait pas", "Corrigez la faute, puis retirez ce commentaire."
    return "la raison manque", "Dites pourquoi, après un deux-points, dans le commentaire."


def silenced(document: Document[Any] | YamlFile) -> set[tuple[int, str]]:
    """Return the lines that a comment of the document sets aside, each with the code of the rule; whether it is allowed is not asked."""
    return {(line, silence.code) for silence in _silences(document) for line in silence.lines}


def _silences(document: Document[Any] | YamlFile) -> tuple[_Silence, ...]:
    source = document.source
    return tuple(
        _Silence(
            source.place(match.start()),
            match.group("code"),
            (match.group("reason") or "").strip(),
            match.group().strip(),
            _lines(source, match),
        )
        for match in _comments(document)
    )


def _lines(source: Source, match: re.Match[str]) -> tuple[int, ...]:
    """Return the lines that a comment is about."""
    number = source.place(match.start()).line
    line = source.text[source.line_offset(number) :].split("\n", 1)[0]
    # Alone, it is about the next line, and its own too: a rule on the whole text (S021) points at the first line under the header.
    return (number, number + 1) if line.strip() == match.group().strip() else (number,)


def _comments(document: Document[Any] | YamlFile) -> list[re.Match[str]]:
    """Return the silences of a page: « # » counts in its header only, and code only shows how to write one."""
    if isinstance(document, YamlFile):
        return [match for match in _SILENCE.finditer(document.source.text) if match.group("header")]
    text = document.source.text
    code = [Span(block.start, block.end) for block in document.blocks if block.kind is BlockKind.CODE]
    code += code_spans(text, document.body_start, len(text))
    return [
        match
        for match in _SILENCE.finditer(text)
        if not (match.group("header") and match.start() >= document.body_start)
        and not any(span.start <= match.start() < span.end for span in code)
    ]
