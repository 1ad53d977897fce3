"""Markdown that the site shows otherwise than CommonMark does (GitHub's, editors' previews), told with its mend.

The site's Markdown (Python-Markdown) asks for an empty line before a list and four spaces under an item; CommonMark (0.31) does not. What is
written so that both read the same is left alone: whoever writes sees in any preview what readers will see.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.catalogue.diagnostics import Diagnostic, Rule, Severity
from pipeline.catalogue.markdown_text import Kind, code_spans
from pipeline.catalogue.pages import AnyDocument

LIST = Rule(
    "S026",
    Severity.WARNING,
    "Une liste que tous lisent de même",
    "Sans ligne vide avant elle, ou avec un retrait de deux ou trois espaces, une liste se voit dans GitHub et pas dans le site.",
    "Un exemple\u00a0:\n- un\n  - deux",
    "Un exemple\u00a0:\n\n- un\n    - deux",
)
NUMBER = Rule(
    "S027",
    Severity.WARNING,
    "Un nombre au début d’une ligne n’est pas une liste",
    "« 2020. » au début d’une ligne commence une liste, numérotée à partir de 1 dans le site et dans le PDF.",
    "2020. Cette année-là, rien.",
    "2020\\. Cette année-là, rien.",
)
HEADING = Rule(
    "S028",
    Severity.ERROR,
    "Un titre\u00a0: des dièses, puis une espace ordinaire",
    "Une espace insécable après « ## » fait un titre pour les uns, et pas pour les autres.",
    "##\u00a0Limites (espace insécable)",
    "## Limites",
)
FOOTNOTE = Rule(
    "S029",
    Severity.ERROR,
    "Pas de note de bas de page",
    "Le site n’en a pas\u00a0: une source se cite, et une précision se dit dans la phrase.",
    "Une note[^1].\n\n[^1]: Tremblay, 2020.",
    "Une note [@tremblay2020, résumé].",
)
RULES = (LIST, NUMBER, HEADING, FOOTNOTE)

_ITEM = re.compile(r"(?P<indent> {0,11})(?:(?P<bullet>[-*+])|(?P<number>\d{1,9})(?P<sign>[.)]))(?P<gap>[ \t]+)(?=\S)")
_HASHES = re.compile(r" {0,3}#{1,6}[\u00a0\u2007\u2009\u202f\u3000]")
_OTHER = re.compile(r" {0,3}(?:#{1,6}(?:[ \t]|$)|>|\||\{)|\s{0,12}(?:[-*_][ \t]{0,5}){3,80}$")
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,60}\]")
_SPACES = "quatre espaces"


@dataclass(slots=True)
class _State:
    """What was read before a line: the items that it may be under, whether its paragraph began as text, the last number of a list."""

    indents: list[int]
    in_text: bool = False
    empty: bool = True
    number: int | None = None
    markers: dict[int, str] = field(default_factory=dict)
    deep: bool = False
    """True in a paragraph or an item that an empty line and four spaces put under an item."""


def check_common_markdown(document: AnyDocument) -> list[Diagnostic]:
    """Return what the site and CommonMark show otherwise, each with what to write; an ill-placed list is told once."""
    source = document.source
    found = [_diagnostic(document, at, rule, message, shown, hint) for at, rule, message, shown, hint in _faults(document)]
    notes = [
        match
        for block in document.blocks
        if block.kind not in (Kind.CODE, Kind.COMMENT)
        for match in _NOTE.finditer(source.text, block.start, block.end)
    ]
    code = code_spans(source.text, document.body_start, len(source.text))
    notes = [match for match in notes if not any(span.start <= match.start() < span.end for span in code)]
    if notes:
        hint = "Citez la source là où elle sert, « [@clé, repère] », ou dites la précision dans la phrase; retirez la note et son appel."
        message = "Les notes de bas de page ne servent pas ici" + (
            f"\u00a0: {len(notes)} appels ou notes, dont celui-ci." if len(notes) > 1 else "."
        )
        found.append(_diagnostic(document, notes[0].start(), FOOTNOTE, message, notes[0].group(), hint))
    return found


def _diagnostic(document: AnyDocument, at: int, rule: Rule, message: str, shown: str, hint: str) -> Diagnostic:
    return Diagnostic(rule, document.source.place(at), message, shown, hint)


Fault = tuple[int, Rule, str, str, str]


def _faults(document: AnyDocument) -> Iterator[Fault]:
    """Yield each fault: where, which rule, what is said, the text, the mend."""
    text = document.source.text
    skipped = [(block.start, block.end) for block in document.blocks if block.kind in (Kind.CODE, Kind.COMMENT)]
    state = _State([])
    offset = document.body_start
    for line in text[document.body_start :].split("\n"):
        if any(start <= offset < max(end, start + 1) for start, end in skipped):
            state = _State([])
        else:
            yield from _of_line(line, offset, state)
        offset += len(line) + 1


def _of_line(line: str, offset: int, state: _State) -> Iterator[Fault]:
    if not line.strip():
        state.empty, state.in_text, state.deep = True, False, False
        return
    item = _ITEM.match(line)
    shown = line.strip()[:60]
    if state.deep and not line.startswith("    "):
        state.deep = False
        yield (
            offset,
            LIST,
            "Cette ligne est collée à la suite d’un point\u00a0: le site l’y met.",
            shown,
            "Laissez une ligne vide avant elle.",
        )
    state.deep = state.deep or (state.empty and bool(state.indents) and line.startswith("    "))
    if _HASHES.match(line):
        yield (
            offset,
            HEADING,
            "Une espace insécable suit les dièses de ce titre.",
            shown,
            "Remplacez-la par une espace ordinaire\u00a0: « ## Titre ».",
        )
    if item and not _OTHER.match(line):
        yield from _of_item(item, shown, offset, state)
    else:
        if state.indents and state.empty:
            yield from _of_following(line, shown, offset, state)
        if _OTHER.match(line):
            state.indents, state.in_text, state.number = [], False, None
        elif not (state.indents and not state.empty):
            state.in_text = True
    state.empty = False


def _of_item(item: re.Match[str], shown: str, offset: int, state: _State) -> Iterator[Fault]:
    indent, digits = len(item.group("indent")), item.group("number")
    begins = int(digits) if digits else None
    # CommonMark, 5.3: only a list that begins at 1 interrupts a paragraph.
    if state.in_text and begins not in (None, 1):
        return
    at = offset + indent
    if item.group("sign") == ")":
        yield at, LIST, f"« {digits}) » fait une liste ailleurs, et pas dans le site.", shown, f"Écrivez « {digits}. »."
    if not state.indents and indent > 3:
        message = f"Ce point est en retrait de {indent} espaces, et aucun point ne le précède\u00a0: c’est du code."
        yield at, LIST, message, shown, "Retirez son retrait."
    if state.in_text:
        yield (
            at,
            LIST,
            "Cette liste est collée à la phrase qui la précède\u00a0: le site ne la montre pas en liste.",
            shown,
            "Laissez une ligne vide avant elle.",
        )
        state.in_text = False
    elif state.indents and indent > state.indents[0] and indent % 4:
        yield (
            at,
            LIST,
            f"Ce point est en retrait de {indent} espaces\u00a0: le site ne le met pas sous le point qui précède.",
            shown,
            f"Mettez {_SPACES} devant lui.",
        )
    elif begins is not None and indent == 0 and begins not in (1, (state.number or 0) + 1):
        yield from _of_number(begins, item.group("sign"), at, shown)
    marker = item.group("bullet") or item.group("sign")
    level = indent // 4
    if state.indents and state.markers.get(level, marker) != marker and not (indent > state.indents[0] and indent % 4):
        yield (
            at,
            LIST,
            "Deux listes se suivent, de sortes différentes\u00a0: le site n’en montre qu’une.",
            shown,
            "Gardez le même signe pour tous les points, ou mettez une phrase entre les deux listes.",
        )
    while state.indents and state.indents[-1] > indent:
        state.indents.pop()
    if not state.indents or state.indents[-1] < indent:
        state.indents.append(indent)
    state.markers = {**{above: sign for above, sign in state.markers.items() if above < level and state.indents}, level: marker}
    state.number = begins if indent == 0 else state.number


def _of_number(begins: int, sign: str, at: int, shown: str) -> Iterator[Fault]:
    message = f"« {begins}{sign} » commence ici une liste, que le site et le PDF numérotent à partir de 1."
    yield at, NUMBER, message, shown, f"Si ce n’est pas une liste, écrivez « {begins}\\{sign} »; si c’en est une, commencez-la à « 1. »."


def _of_following(line: str, shown: str, offset: int, state: _State) -> Iterator[Fault]:
    """Tell the paragraph after an empty line that CommonMark puts under the item before, and the site does not; then leave the list if it ends."""
    indent = len(line) - len(line.lstrip(" "))
    if indent == 0 or indent < 2:
        state.indents, state.number = [], None
    elif indent % 4 and indent > state.indents[0]:
        message = f"Cette suite est en retrait de {indent} espaces\u00a0: le site ne la met pas sous le point qui précède."
        yield offset + indent, LIST, message, shown, f"Mettez {_SPACES} devant elle."
