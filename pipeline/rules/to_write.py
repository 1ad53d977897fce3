"""What a new file holds where a person has yet to write: told once a section; a draft is not blamed for it, a published page is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.content.kind import AnyDocument, PageDocument
from pipeline.content.sheets.readability import how_plain_a_sheet_is
from pipeline.content.sources.notes import TO_WRITE
from pipeline.rules.structure import a_sheet_is_neither_short_nor_long
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Diagnostic, Severity
from pipeline.text.markdown import Block, BlockKind
from pipeline.text.typographic import NBSP

_MARK = re.compile(rf"(?:\*\*[^*\n]{{1,40}}\*\*[ {NBSP}]?:[ {NBSP}]*)?{TO_WRITE}\b", re.IGNORECASE)
_TEXT = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE)


@dataclass(frozen=True)
class _Waiting:
    """A part that waits for its words: a key (``end`` is ``start``), or a block of the section ``where``."""

    where: str
    start: int
    end: int


@rule(
    "V010",
    on=PageDocument,
    severity=Severity.WARNING,
    title="Brouillon : il reste à écrire",
    why="« passerelle nouvelle » prépare la fiche et écrit « à écrire » là où il manque vos mots. Le reste est vérifié comme d’habitude.",
    wrong="- **Qui**\u00a0: à écrire",
    right="- **Qui** : La direction de l’école.",
)
def a_draft_waits_for_its_words(document: AnyDocument) -> Iterator[Fault]:
    """Yield what is « à écrire » in a draft: its keys, then its sections, each once."""
    if document.draft:
        yield from _to_write(document)


@rule(
    "V011",
    on=PageDocument,
    title="Rien « à écrire » sur le site",
    why="Une page publiée ne montre pas un texte à faire.",
    wrong="statut: publiee, et « à écrire » sous « Limites »",
    right="Le texte, ou « statut: brouillon » tant qu’il manque",
)
def nothing_waits_on_the_site(document: AnyDocument) -> Iterator[Fault]:
    """Yield what is « à écrire » in a page of the site: its keys, then its sections, each once."""
    if not document.draft:
        yield from _to_write(document)


def _to_write(document: AnyDocument) -> Iterator[Fault]:
    told: set[str] = set()
    for part in _waiting(document):
        if part.where not in told:
            hint = "Remplacez « à écrire » par votre texte, ou retirez la ligne."
            yield fault(part.start, f"Il reste à écrire : {part.where}.", text=TO_WRITE, hint=hint)
        told.add(part.where)


def not_yet_due(document: AnyDocument, found: list[Diagnostic]) -> list[Diagnostic]:
    """Return ``found`` without what a draft is told because its words are not written yet."""
    waiting = list(_waiting(document)) if document.draft else []
    if not waiting:
        return found
    place = document.source.place
    lines = {line for part in waiting for line in range(place(part.start).line, place(part.end).line + 1)}
    own = {one.code for check in (a_draft_waits_for_its_words, nothing_waits_on_the_site) for one in check.rules}
    length = {one.code for check in (a_sheet_is_neither_short_nor_long, how_plain_a_sheet_is) for one in check.rules}
    return [d for d in found if d.rule.code in own or (d.place.line not in lines and d.rule.code not in length)]


def _waiting(document: AnyDocument) -> Iterator[_Waiting]:
    text = document.source.text
    if TO_WRITE not in text.casefold():
        return
    for name, value in document.header.data.items():
        if any(isinstance(one, str) and _MARK.match(one) for one in (value if isinstance(value, list) else [value])):
            at = document.header.where((name,))
            yield _Waiting(f"« {name} »", at, at)
    section = "le début du texte"
    for block in document.blocks:
        if block.kind is BlockKind.HEADING and block.level == 2:
            section = f"« {block.text(text).strip()} »"
        if block.kind in _TEXT and _MARK.match(text, _first_word(text, block), block.end):
            yield _Waiting(section, block.start, block.end)


def _first_word(text: str, block: Block) -> int:
    return block.end - len(text[block.inner : block.end].lstrip())
