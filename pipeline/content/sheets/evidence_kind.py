"""What kind of evidence a sheet brings: an action that somebody tested, a link that was observed, a description."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from pipeline.content.catalogue import Catalogue
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sources.notes import Excerpt, Note
from pipeline.content.sources.reading import Design, Genre, Link


class EvidenceKind(StrEnum):
    """« Action testée », « Lien observé », « État des lieux »: what readers must not take one for another."""

    TESTED = "action-testee"
    OBSERVED = "lien-observe"
    DESCRIBED = "etat-des-lieux"


# Designs that have nothing to compare with what was done, whatever their note says of the link. One that is not stated is not of them:
# the note's « lien: effet » says that an effect was estimated, and so that something was compared.
_NOT_COMPARING = (Design.SURVEY, Design.CROSS_SECTIONAL, Design.CASE_STUDY, Design.GUIDE, Design.DOCUMENT, Design.SCOPING)
# Designs that measure nothing of their own.
_SAYING = (Design.GUIDE, Design.DOCUMENT)
# What an excerpt says that is no finding of the source: a rule, a piece of advice, where it took place.
_NO_FINDING = (Genre.RULE, Genre.ADVICE, Genre.CONTEXT)


def kind_of_evidence(fiche: Fiche, catalogue: Catalogue) -> EvidenceKind:
    """Return what kind of evidence the key messages of a sheet rest on, from what the notes of the excerpts they cite say (« lien »).

    Where messages differ, the most of them decide, and a tie goes to the first message: it is the one that people repeat. A single
    message that cites a trial would not make of a sheet on what goes together with absences a tested action; nor would one piece of
    context make of tests of tutoring a description. A message is of the strongest kind among its excerpts, for a second excerpt often
    only says of whom; it is tested only by a finding of a source that estimates an effect (« lien: effet ») with a design that compares:
    a before–after without a group to compare with tests nothing. A sheet whose messages cite nothing describes.
    """
    kinds = list(message_kinds(fiche, catalogue))
    if not kinds:
        return EvidenceKind.DESCRIBED
    most = max(kinds.count(kind) for kind in kinds)
    return next(kind for kind in kinds if kinds.count(kind) == most)


def message_kinds(fiche: Fiche, catalogue: Catalogue) -> Iterator[EvidenceKind]:
    """Yield the kind of evidence of each key message that cites an excerpt, in order."""
    order = list(EvidenceKind)
    traces = catalogue.traces(fiche)
    for block in fiche.key_messages:
        excerpts = [one for trace in traces if block.start <= trace.sentence.span.start < block.end for one in trace.excerpts]
        if excerpts:
            yield min((excerpt_kind(one, catalogue.notes) for one in excerpts), key=order.index)


def excerpt_kind(excerpt: Excerpt, notes: Mapping[str, Note]) -> EvidenceKind:
    """Return the kind of evidence of one excerpt, which is of one of ``notes``."""
    meta = notes[excerpt.key].meta
    if excerpt.genre in _NO_FINDING:
        return EvidenceKind.DESCRIBED
    if meta.lien is Link.EFFECT and meta.devis not in _NOT_COMPARING:
        return EvidenceKind.TESTED
    # A synthesis whose abstract does not say how its studies were done measured what goes together: the cause alone is unsaid.
    described = meta.lien is Link.DESCRIPTION or (meta.lien is Link.UNDETERMINED and meta.devis in _SAYING)
    return EvidenceKind.DESCRIBED if described else EvidenceKind.OBSERVED
