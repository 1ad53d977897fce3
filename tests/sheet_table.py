"""What each published sheet gives to decide on, in one table: kind of evidence, confidence, effects, supported actions, plain words.

Usage: python -m tests.sheet_table [FOLDER]

FOLDER holds « content » and « research_notes » (by default, this repository). It asserts nothing: what it prints is said of the content
as it is; ``tests/content/sheets/test_sheet_table.py`` holds what is true of any content. The bounds asked are those of issue 17.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.content import names
from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.content.sheets.evidence_kind import EvidenceKind, kind_of_evidence
from pipeline.content.sheets.meta import Effect
from pipeline.content.sheets.plain_words import self_talk, words_outside_the_fold
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sheets.statistical_words import statistical_words
from pipeline.project import Project
from pipeline.text.words import word_count
from tests.support import REPOSITORY

SUPPORTED, TITLES, TITLE_WORDS, SHEETS, THEMES = 0.60, 0.90, 12, 24, 17


@dataclass(frozen=True)
class Row:
    """One sheet: counts are of its body, ``in_messages`` of its key messages; ``supported`` actions rest on a study or a guide."""

    slug: str
    type: str
    kind: EvidenceKind
    confidence: str
    effects: tuple[Effect, ...]
    supported: int
    actions: int
    words: int
    self_talk: int
    statistical: int
    in_messages: int
    title: int
    themes: tuple[str, ...]


def rows_of(catalogue: Catalogue) -> list[Row]:
    """Return a row for each published sheet, in the order of their names."""
    return [_row(fiche, catalogue) for _, fiche in sorted(catalogue.fiches.items()) if fiche.published]


def _row(fiche: Fiche, catalogue: Catalogue) -> Row:
    supports = [fiche.support(lead) for lead in fiche.leads]
    messages = (statistical_words(fiche.prose.plain, block.inner, block.end) for block in fiche.key_messages)
    return Row(
        slug=fiche.slug,
        type=fiche.meta.type,
        kind=kind_of_evidence(fiche, catalogue),
        confidence=fiche.meta.force,
        effects=fiche.meta.effets,
        supported=sum(support is not None and support.researched for support in supports),
        actions=len(supports),
        words=fiche.word_count,
        self_talk=len(list(self_talk(fiche.prose.plain, fiche.body_start))),
        statistical=len(list(words_outside_the_fold(fiche))),
        in_messages=sum(len(list(found)) for found in messages),
        title=word_count(fiche.meta.titre),
        themes=fiche.meta.themes,
    )


def told(effect: Effect) -> str:
    """Return « la lecture : 0,25 (écart-type, aide) [sample2021#effet] »."""
    size = effect.valeur or "valeur non lue"
    return f"{effect.resultat} : {size} ({names.MEASURE[effect.mesure]}, {names.DIRECTION[effect.sens]}) [{', '.join(effect.extraits)}]"


def table(rows: Sequence[Row]) -> str:
    """Return the table as text: a line a sheet, its effects under it."""
    width = max((len(row.slug) for row in rows), default=5)
    lines = [f"{'fiche':{width}}  type            preuve          confiance      appuyées  mots  de soi  stat.  messages  titre"]
    for row in rows:
        lines.append(
            f"{row.slug:{width}}  {row.type:14}  {row.kind:14}  {row.confidence:13}  {row.supported:>5}/{row.actions}  {row.words:>5}"
            f"  {row.self_talk:>6}  {row.statistical:>5}  {row.in_messages:>8}  {row.title:>5}"
        )
        lines += [f"    {told(effect)}" for effect in row.effects]
    return "\n".join(lines)


def asked(rows: Sequence[Row]) -> str:
    """Return what issue 17 asks of all the sheets together, beside what they have."""
    actions, supported = sum(row.actions for row in rows), sum(row.supported for row in rows)
    short = sum(row.title <= TITLE_WORDS for row in rows)
    themes = {theme for row in rows for theme in row.themes}
    shares = [
        (f"actions qui reposent sur une étude ou un guide : {supported} sur {actions}", _at_least(supported, actions, SUPPORTED)),
        (f"mots de statistique dans les messages : {sum(row.in_messages for row in rows)}", not any(row.in_messages for row in rows)),
        (f"au plus une phrase de la fiche sur elle-même : {sum(row.self_talk <= 1 for row in rows)} sur {len(rows)}", _all_quiet(rows)),
        (f"titres d’au plus {TITLE_WORDS} mots : {short} sur {len(rows)}", _at_least(short, len(rows), TITLES)),
        (f"fiches et repères : {len(rows)}; thèmes : {len(themes)}", len(rows) >= SHEETS and len(themes) >= THEMES),
    ]
    return "\n".join(f"{'oui' if held else 'NON'}  {what}" for what, held in shares)


def _at_least(part: int, whole: int, share: float) -> bool:
    return whole > 0 and part / whole >= share


def _all_quiet(rows: Iterable[Row]) -> bool:
    return all(row.self_talk <= 1 for row in rows)


def main() -> int:
    """Print the table of a folder, then what is asked of it."""
    catalogue = load_catalogue(Project(Path(sys.argv[1]) if len(sys.argv) > 1 else REPOSITORY), [])
    if catalogue is None:
        print("Les données de l’organisme ne se lisent pas : passerelle verifier.")
        return 1
    rows = rows_of(catalogue)
    print(f"{table(rows)}\n\n{asked(rows)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
