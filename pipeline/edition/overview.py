"""« Ce qui aide »: what each published sheet says, in one row, as its own data has it. Nothing is added up, nothing converted."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.content.catalogue import Catalogue
from pipeline.content.council import Vocabulary
from pipeline.content.sheets.effect_words import size
from pipeline.content.sheets.evidence_kind import EvidenceKind
from pipeline.content.sheets.meta import Direction, Effect
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sheets.standing import Standing, effect_kind
from pipeline.content.sources.notes import Note
from pipeline.text.french import units_held
from pipeline.text.typographic import typographic
from pipeline.text.words import fold

# How « cout » and « effort » begin where no source says it (the rule of sheets).
_ESTIMATED = re.compile(r"estimation de l[’']équipe\s*:\s*", re.IGNORECASE)
_FIRST_SENTENCE = re.compile(r"\A.+?[.!?](?=\s|$)", re.DOTALL)


class Tendency(StrEnum):
    """Which way all the effects of a sheet go together, what helps most first: the order of the table and of its picture."""

    HELPS = "aide"
    PARTLY = "aide-en-partie"
    DEPENDS = "selon-le-resultat"
    NONE = "aucun"
    HARMS = "nuit"
    UNREAD = "non-lu"
    UNMEASURED = "non-mesure"


# What the effects of a tested action say; what was only observed or described goes with more or less, and causes nothing.
TENDENCY = {
    Tendency.HELPS: "aide",
    Tendency.PARTLY: "aide, mais pas pour tout",
    Tendency.DEPENDS: "aide ou nuit, selon le résultat",
    Tendency.NONE: "aucun effet observé",
    Tendency.HARMS: "nuit",
    Tendency.UNREAD: "sens non lu",
    Tendency.UNMEASURED: "rien n’est mesuré",
}
_GOES_WITH = {
    Tendency.HELPS: "va de pair avec du mieux",
    Tendency.PARTLY: "va de pair avec du mieux, mais pas pour tout",
    Tendency.DEPENDS: "va de pair avec du mieux ou du moins bien, selon le résultat",
    Tendency.NONE: "aucun lien",
    Tendency.HARMS: "va de pair avec du moins bien",
}
_TENDENCY_OF = {
    frozenset({Direction.HELPS}): Tendency.HELPS,
    frozenset({Direction.HELPS, Direction.NONE}): Tendency.PARTLY,
    frozenset({Direction.NONE}): Tendency.NONE,
    frozenset({Direction.HARMS}): Tendency.HARMS,
    frozenset({Direction.HARMS, Direction.NONE}): Tendency.HARMS,
    frozenset[Direction](): Tendency.UNREAD,
}


def tendency(effects: Iterable[Effect]) -> Tendency:
    """Return which way effects go together; one whose direction was not read says nothing."""
    directions = {effect.sens for effect in effects}
    if not directions:
        return Tendency.UNMEASURED
    return _TENDENCY_OF.get(frozenset(directions - {Direction.NOT_READ}), Tendency.DEPENDS)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sheet says that acting takes: « Coût » or « Temps et personnes »; ``estimated`` when the team says it, and no source."""

    of: str
    text: str
    estimated: bool


@dataclass(frozen=True)
class OverviewRow:
    """A sheet in the table: the first effect of its list, which way all go, what it asks, the condition that matters most.

    ``kinds`` are those of its effects, in order; ``tendency`` is that of the effects of the sheet's own kind.
    """

    fiche: Fiche
    worth: Standing
    kinds: tuple[EvidenceKind, ...]
    tendency: Tendency
    asked: tuple[Asked, ...]

    @property
    def way(self) -> str:
        """Which way all its effects go, in words; « aide » is said of a tested action alone."""
        tested = self.worth.kind is EvidenceKind.TESTED
        return TENDENCY[self.tendency] if tested else _GOES_WITH.get(self.tendency, TENDENCY[self.tendency])

    @property
    def effect(self) -> Effect | None:
        """The first effect of the sheet, which its people put first."""
        return next(iter(self.fiche.meta.effets), None)

    @property
    def effects(self) -> Sequence[tuple[Effect, EvidenceKind]]:
        """Its effects, each with its kind of evidence."""
        return tuple(zip(self.fiche.meta.effets, self.kinds, strict=True))

    @property
    def first(self) -> tuple[Effect, EvidenceKind] | None:
        """The first effect with its kind of evidence, None where nothing was measured."""
        return next(iter(self.effects), None)

    @property
    def size(self) -> str:
        """The size of that effect in words, nothing when it was not read."""
        return size(self.effect) if self.effect is not None else ""

    @property
    def condition(self) -> str:
        """The first sentence of the sheet's conditions, nothing when it has none."""
        return units_held(_first_sentence(self.fiche.meta.conditions or ""))


@dataclass(frozen=True)
class OverviewGroup:
    """The rows of one goal: ``slug`` and ``name`` of the vocabulary."""

    slug: str
    name: str
    rows: tuple[OverviewRow, ...]


def overview_row(fiche: Fiche, worth: Standing, notes: Mapping[str, Note]) -> OverviewRow:
    """Return the row of a sheet; ``notes`` hold the excerpts that its effects name."""
    meta = fiche.meta
    kinds = tuple(effect_kind(effect, notes) for effect in meta.effets)
    # As its confidence is worded: a sheet on an action may also say what goes together, which is no effect of the action.
    same = [effect for effect, kind in zip(meta.effets, kinds, strict=True) if kind is worth.kind] or meta.effets
    told = (("Coût", meta.cout), ("Temps et personnes", meta.effort))
    return OverviewRow(fiche, worth, kinds, tendency(same), tuple(_asked(of, text) for of, text in told if text is not None))


def ordered(fiches: Iterable[Fiche], worths: Mapping[str, Standing], catalogue: Catalogue) -> tuple[OverviewRow, ...]:
    """Return the rows in the order of the table.

    By goal, each sheet under the first of its own; then what was tested before what was observed or described, the surest first, what
    helps before what does not.
    """
    goals = {term.slug: rank for rank, term in enumerate(catalogue.vocabulary.buts)}
    kinds, tendencies = list(EvidenceKind), list(Tendency)

    def order(row: OverviewRow) -> tuple[int, int, int, int, str]:
        meta, worth = row.fiche.meta, row.worth
        return goals[meta.buts[0]], kinds.index(worth.kind), -worth.level.rank, tendencies.index(row.tendency), fold(meta.question)

    return tuple(sorted((overview_row(fiche, worths[fiche.slug], catalogue.notes) for fiche in fiches), key=order))


def grouped(rows: Sequence[OverviewRow], vocabulary: Vocabulary) -> tuple[OverviewGroup, ...]:
    """Return rows that are in order under their goals; a goal without one is left out."""
    return tuple(
        OverviewGroup(goal.slug, goal.nom, found)
        for goal in vocabulary.buts
        if (found := tuple(row for row in rows if row.fiche.meta.buts[0] == goal.slug))
    )


def _asked(of: str, text: str) -> Asked:
    estimated = _ESTIMATED.match(text)
    words = text[estimated.end() :] if estimated else text
    return Asked(of, typographic(units_held(_first_sentence(words[:1].upper() + words[1:]))), estimated is not None)


def _first_sentence(text: str) -> str:
    match = _FIRST_SENTENCE.match(text)
    return match.group() if match else text
