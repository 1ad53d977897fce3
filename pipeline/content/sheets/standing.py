"""What a sheet is worth, in the words that every page, list and file says: the kind of its evidence, the confidence worded with it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from pipeline.content.catalogue import Catalogue
from pipeline.content.names import CONFIDENCE, DIRECTION
from pipeline.content.sheets.evidence_kind import EvidenceKind, excerpt_kind, kind_of_evidence
from pipeline.content.sheets.meta import Confidence, Direction, Effect
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sources.notes import Note, excerpts_named
from pipeline.text.typographic import typographic

EVIDENCE_MEANING = {
    EvidenceKind.TESTED: "Quelqu’un a fait l’action, et l’a comparée à ce qui se passe sans elle.",
    EvidenceKind.OBSERVED: "Deux choses vont ensemble dans les données. Cela ne dit pas que l’une cause l’autre.",
    EvidenceKind.DESCRIBED: "Des chiffres, une règle, un conseil ou ce que des gens ont dit. Rien n’a été comparé.",
}
# How sure one may be, weakest first: « peut-être » where « peu sûr que l’action aide » would be read as « it does not ».
_SURE = {
    Confidence.VERY_LIMITED: "quelques indices",
    Confidence.LIMITED: "peut-être",
    Confidence.MODERATE: "assez sûr",
    Confidence.HIGH: "très sûr",
}
_TOO_FEW = {
    EvidenceKind.TESTED: "trop peu d’études pour dire ce que l’action change",
    EvidenceKind.OBSERVED: "trop peu d’études pour dire s’il y a un lien",
    EvidenceKind.DESCRIBED: "trop peu de sources pour bien décrire",
}
_DESCRIPTION = {
    Confidence.VERY_LIMITED: "description très incomplète",
    Confidence.LIMITED: "description incomplète",
    Confidence.MODERATE: "assez sûr de ce qui est décrit",
    Confidence.HIGH: "très sûr de ce qui est décrit",
}
_UNKNOWN_EFFECT = {
    Confidence.VERY_LIMITED: "quelques indices sur l’effet de l’action",
    Confidence.LIMITED: "une première idée de l’effet de l’action",
    Confidence.MODERATE: "assez sûr de l’effet de l’action",
    Confidence.HIGH: "très sûr de l’effet de l’action",
}
# What an action does, by the directions of the effects that were read; an effect that was not seen is no proof that there is none.
_DOES = {
    frozenset({Direction.HELPS}): "que l’action aide",
    frozenset({Direction.NONE}): "qu’aucun effet ne ressort",
    frozenset({Direction.HARMS}): "que l’action nuit",
    frozenset({Direction.HELPS, Direction.NONE}): "que l’action aide, mais pas pour tout",
    frozenset({Direction.NONE, Direction.HARMS}): "que l’action n’aide pas",
}
# What goes together says nothing of what helps: the same directions, in words that name no cause.
_GOES_WITH = {
    Direction.HELPS: "va de pair avec du mieux",
    Direction.NONE: "aucun lien vu",
    Direction.HARMS: "va de pair avec du moins bien",
    Direction.NOT_READ: DIRECTION[Direction.NOT_READ],
}
_DEPENDS = "que l’action aide ou nuit, selon le résultat"


@dataclass(frozen=True, slots=True)
class Standing:
    """The kind of a sheet's evidence and its confidence; ``words`` says both levels in one: « Confiance modérée : assez sûr que… »."""

    kind: EvidenceKind
    level: Confidence
    words: str


def standing(fiche: Fiche, catalogue: Catalogue) -> Standing:
    """Return what a sheet is worth."""
    kind = kind_of_evidence(fiche, catalogue)
    # A sheet on an action may also say what goes together: that is no effect of the action.
    same = [effect.sens for effect in fiche.meta.effets if effect_kind(effect, catalogue.notes) is kind]
    directions = frozenset(same or (effect.sens for effect in fiche.meta.effets))
    return Standing(kind, fiche.meta.force, confidence(fiche.meta.force, kind, directions))


def effect_kind(effect: Effect, notes: Mapping[str, Note]) -> EvidenceKind:
    """Return the kind of evidence of an effect: the strongest of the excerpts that it names; a description when none is found."""
    kinds = [excerpt_kind(excerpt, notes) for excerpt in excerpts_named(effect.extraits, notes)]
    return min(kinds, key=list(EvidenceKind).index, default=EvidenceKind.DESCRIBED)


def direction(kind: EvidenceKind, sens: Direction) -> str:
    """Return « aide » of an action that was tested, « va de pair avec du mieux » of what was only seen to go together."""
    return DIRECTION[sens] if kind is EvidenceKind.TESTED else _GOES_WITH[sens]


def effects_title(kinds: Iterable[EvidenceKind]) -> str:
    """Return the title of a list of effects of these kinds: they are links where nothing was tested."""
    return "Effets mesurés" if EvidenceKind.TESTED in kinds else "Liens mesurés"


def standings(fiches: Iterable[Fiche], catalogue: Catalogue) -> Mapping[str, Standing]:
    """Return what each of these sheets is worth, by slug; a page that shows them keeps it, and changes when it does."""
    return {fiche.slug: _recalled(fiche, catalogue) for fiche in fiches}


def _recalled(fiche: Fiche, catalogue: Catalogue) -> Standing:
    cited = tuple(catalogue.notes.get(key) for key in fiche.cited_keys)
    return catalogue.memory.recall("standing", fiche.source.path, (fiche, *cited), partial(standing, fiche, catalogue))


def confidence(level: Confidence, kind: EvidenceKind, directions: Collection[Direction]) -> str:
    """Return « Confiance modérée : assez sûr que l’action aide »: the level, then what one may be sure of.

    ``directions`` are those of the effects that the words are about; one that was not read says nothing.
    """
    return typographic(f"Confiance {CONFIDENCE[level]} : {_sure_of(level, kind, frozenset(directions) - {Direction.NOT_READ})}")


def _sure_of(level: Confidence, kind: EvidenceKind, directions: frozenset[Direction]) -> str:
    if level is Confidence.INSUFFICIENT:
        return _TOO_FEW[kind]
    if kind is EvidenceKind.DESCRIBED:
        return _DESCRIPTION[level]
    if kind is EvidenceKind.OBSERVED:
        return f"{_SURE[level]} qu’{'aucun lien ne ressort' if directions == {Direction.NONE} else 'il y a un lien'}"
    return f"{_SURE[level]} {_DOES.get(directions, _DEPENDS)}" if directions else _UNKNOWN_EFFECT[level]
