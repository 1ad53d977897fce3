"""Markdown that the site shows otherwise than CommonMark does (GitHub's, editors' previews), told with its mend.

The site's Markdown (Python-Markdown) asks for an empty line before a list and four spaces under an item; CommonMark (0.31) does not. What
is written so that both read the same is left alone: whoever writes sees in any preview what readers will see.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.content.kind import AnyDocument, PageDocument
from pipeline.text.checks import Fault, fault, finds
from pipeline.text.diagnostics import Rule, Severity
from pipeline.text.markdown import BlockKind, code_spans

LIST = Rule(
    code="S026",
    severity=Severity.WARNING,
    title="Une liste que tous lisent de même",
    why="Sans ligne vide avant elle, ou avec un retrait de deux ou trois espaces, une liste se voit dans GitHub et pas dans le site.",
    wrong="Un exemple :\n- un\n  - deux",
    right="Un exemple :\n\n- un\n    - deux",
)
NUMBER = Rule(
    code="S027",
    severity=Severity.WARNING,
    title="Un nombre au début d’une ligne n’est pas une liste",
    why="« 2020. » au début d’une ligne commence une liste, numérotée à partir de 1 dans le site et dans le PDF.",
    wrong="2020. Cette année-là, rien.",
    right="2020\\. Cette année-là, rien.",
)
HEADING = Rule(
    code="S028",
    title="Un titre : des dièses, puis une espace ordinaire",
    why="Une espace insécable après « ## » fait un titre pour les uns, et pas pour les autres.",
    wrong="##\u00a0Limites (espace insécable)",
    right="## Limites",
)
FOOTNOTE = Rule(
    code="S029",
    title="Pas de note de bas de page",
    why="Le site n’en a pas : une source se cite, et une précision se dit dans la phrase.",
    wrong="Une note[^1].\n\n[^1]: Exemple, 2020.",
    right="Une note [@exemple2020, résumé].",
)
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


@finds(LIST, NUMBER, HEADING, FOOTNOTE, on=PageDocument)
def markdown_reads_the_same_everywhere(document: AnyDocument) -> Iterator[Fault]:
    """Yield what the site and CommonMark show otherwise, each with what to write; an ill-placed list is told once."""
    source = document.source
    for at, rule, message, shown, hint in _faults(document):
        yield fault(at, message, text=shown, hint=hint, code=rule.code)
    notes = [
        match
        for block in document.blocks
        if block.kind not in (BlockKind.CODE, BlockKind.COMMENT)
        for match in _NOTE.finditer(source.text, block.start, block.end)
    ]
    code = code_spans(source.text, document.body_start, len(source.text))
    notes = [match for match in notes if not any(span.start <= match.start() < span.end for span in code)]
    if notes:
        hint = "Citez la source là où elle sert, « [@clé, repère] », ou dites la précision dans la phrase; retirez la note et son appel."
        several = f" : {len(notes)} appels ou notes, dont celui-ci." if len(notes) > 1 else "."
        message = f"Les notes de bas de page ne servent pas ici{several}"
        yield fault(notes[0].start(), message, text=notes[0].group(), hint=hint, code=FOOTNOTE.code)


_Fault = tuple[int, Rule, str, str, str]


def _faults(document: AnyDocument) -> Iterator[_Fault]:
    """Yield each fault: where, which rule, what is said, the text, the mend."""
    text = document.source.text
    skipped = [(block.start, block.end) for block in document.blocks if block.kind in (BlockKind.CODE, BlockKind.COMMENT)]
    state = _State([])
    offset = document.body_start
    for line in text[document.body_start :].split("\n"):
        if any(start <= offset < max(end, start + 1) for start, end in skipped):
            state = _State([])
        else:
            yield from _of_line(line, offset, state)
        offset += len(line) + 1


def _of_line(line: str, offset: int, state: _State) -> Iterator[_Fault]:
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
            "Cette ligne est collée à la suite d’un point : le site l’y met.",
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
            "Remplacez-la par une espace ordinaire : « ## Titre ».",
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


def _of_item(item: re.Match[str], shown: str, offset: int, state: _State) -> Iterator[_Fault]:
    indent, digits = len(item.group("indent")), item.group("number")
    begins = int(digits) if digits else None
    # CommonMark, 5.3: only a list that begins at 1 interrupts a paragraph.
    if state.in_text and begins not in (None, 1):
        return
    at = offset + indent
    if item.group("sign") == ")":
        yield at, LIST, f"« {digits}) » fait une liste ailleurs, et pas dans le site.", shown, f"Écrivez « {digits}. »."
    if not state.indents and indent > 3:
        message = f"Ce point est en retrait de {indent} espaces, et aucun point ne le précède : c’est du code."
        yield at, LIST, message, shown, "Retirez son retrait."
    if state.in_text:
        yield (
            at,
            LIST,
            "Cette liste est collée à la phrase qui la précède : le site ne la montre pas en liste.",
            shown,
            "Laissez une ligne vide avant elle.",
        )
        state.in_text = False
    elif state.indents and indent > state.indents[0] and indent % 4:
        yield (
            at,
            LIST,
            f"Ce point est en retrait de {indent} espaces : le site ne le met pas sous le point qui précède.",
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
            "Deux listes se suivent, de sortes différentes : le site n’en montre qu’une.",
            shown,
            "Gardez le même signe pour tous les points, ou mettez une phrase entre les deux listes.",
        )
    while state.indents and state.indents[-1] > indent:
        state.indents.pop()
    if not state.indents or state.indents[-1] < indent:
        state.indents.append(indent)
    state.markers = {**{above: sign for above, sign in state.markers.items() if above < level and state.indents}, level: marker}
    state.number = begins if indent == 0 else state.number


def _of_number(begins: int, sign: str, at: int, shown: str) -> Iterator[_Fault]:
    message = f"« {begins}{sign} » commence ici une liste, que le site et le PDF numérotent à partir de 1."
    yield at, NUMBER, message, shown, f"Si ce n’est pas une liste, écrivez « {begins}\\{sign} »; si c’en est une, commencez-la à « 1. »."


def _of_following(line: str, shown: str, offset: int, state: _State) -> Iterator[_Fault]:
    """Tell the paragraph after an empty line that CommonMark puts under the item before, and the site does not; leave a list that ends."""
    indent = len(line) - len(line.lstrip(" "))
    if indent == 0 or indent < 2:
        state.indents, state.number = [], None
    elif indent % 4 and indent > state.indents[0]:
        message = f"Cette suite est en retrait de {indent} espaces : le site ne la met pas sous le point qui précède."
        yield offset + indent, LIST, message, shown, f"Mettez {_SPACES} devant elle."
