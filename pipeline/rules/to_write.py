"""What a new file holds where a person has yet to write: told once a section; a draft is not blamed for it, a published page is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.content.document import AnyDocument
from pipeline.content.sources.notes import TO_WRITE
from pipeline.rules.structure import BODY_LENGTH
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.markdown import Block, BlockKind

IN_DRAFT = Rule(
    code="V010",
    severity=Severity.WARNING,
    title="Brouillon\u00a0: il reste à écrire",
    why="« passerelle nouvelle » prépare la fiche et écrit « à écrire » là où il manque vos mots. Le reste est vérifié comme d’habitude.",
    wrong="- **Qui**\u00a0: à écrire",
    right="- **Qui**\u00a0: La direction de l’école.",
)
ON_SITE = Rule(
    code="V011",
    severity=Severity.ERROR,
    title="Rien « à écrire » sur le site",
    why="Une page publiée ne montre pas un texte à faire.",
    wrong="statut: publiee, et « à écrire » sous « Limites »",
    right="Le texte, ou « statut: brouillon » tant qu’il manque",
)
RULES = (IN_DRAFT, ON_SITE)

_MARK = re.compile(rf"(?:\*\*[^*\n]{{1,40}}\*\*[ \u00a0]?:[ \u00a0]*)?{TO_WRITE}\b", re.IGNORECASE)
_TEXT = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE)


@dataclass(frozen=True)
class _Waiting:
    """A part that waits for its words: a key (``end`` is ``start``), or a block of the section ``where``."""

    where: str
    start: int
    end: int


def check_to_write(document: AnyDocument) -> list[Diagnostic]:
    """Return what is « à écrire » in one page: its keys, then its sections, each once."""
    rule = IN_DRAFT if document.draft else ON_SITE
    told: dict[str, Diagnostic] = {}
    for part in _waiting(document):
        message = f"Il reste à écrire\u00a0: {part.where}."
        hint = "Remplacez « à écrire » par votre texte, ou retirez la ligne."
        told.setdefault(part.where, Diagnostic(rule, document.source.place(part.start), message, TO_WRITE, hint))
    return list(told.values())


def not_yet_due(document: AnyDocument, found: list[Diagnostic]) -> list[Diagnostic]:
    """Return ``found`` without what a draft is told because its words are not written yet."""
    waiting = list(_waiting(document)) if document.draft else []
    if not waiting:
        return found
    place = document.source.place
    lines = {line for part in waiting for line in range(place(part.start).line, place(part.end).line + 1)}
    return [d for d in found if d.rule in RULES or (d.place.line not in lines and d.rule is not BODY_LENGTH)]


def _waiting(document: AnyDocument) -> Iterator[_Waiting]:
    text = document.source.text
    if TO_WRITE not in text.casefold():
        return
    for name, value in document.header.data.items():
        if isinstance(value, str) and _MARK.match(value):
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
