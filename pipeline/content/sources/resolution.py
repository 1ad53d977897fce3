"""From a citation to the excerpt it means: by id, by locator, then by the figures of its sentence."""

from dataclasses import dataclass
from enum import Enum, auto

from pipeline.content.sources.notes import Excerpt, Note
from pipeline.text.citation_syntax import Citation
from pipeline.text.numbers.figure import Figure, carried
from pipeline.text.words import fold


class Failure(Enum):
    """Why a citation leads to no excerpt."""

    NO_NOTE = auto()
    NO_LOCATOR = auto()
    UNKNOWN_LOCATOR = auto()
    UNKNOWN_EXCERPT = auto()
    LOCATOR_MISMATCH = auto()
    AMBIGUOUS = auto()


@dataclass(frozen=True, slots=True)
class Resolution:
    """The excerpt a citation leads to, or why there is none and which were possible."""

    excerpt: Excerpt | None
    failure: Failure | None = None
    candidates: tuple[Excerpt, ...] = ()


def resolve(citation: Citation, note: Note | None, sentence_figures: tuple[Figure, ...]) -> Resolution:
    """Return the excerpt that ``citation`` means in a sentence that holds ``sentence_figures``."""
    if note is None:
        return Resolution(None, Failure.NO_NOTE)
    if not citation.locator:
        return Resolution(None, Failure.NO_LOCATOR, note.excerpts)
    candidates = tuple(excerpt for excerpt in note.excerpts if fold(excerpt.locator) == fold(citation.locator))
    if citation.excerpt_id is not None:
        return _by_id(citation, note, candidates)
    if not candidates:
        return Resolution(None, Failure.UNKNOWN_LOCATOR, note.excerpts)
    if len(candidates) == 1:
        return Resolution(candidates[0])
    scores = [sum(carried(figure, excerpt.figures) for figure in sentence_figures) for excerpt in candidates]
    best = max(scores)
    if best > 0 and scores.count(best) == 1:
        return Resolution(candidates[scores.index(best)])
    return Resolution(None, Failure.AMBIGUOUS, candidates)


def _by_id(citation: Citation, note: Note, candidates: tuple[Excerpt, ...]) -> Resolution:
    excerpt = note.excerpt(citation.excerpt_id or "")
    if excerpt is None:
        return Resolution(None, Failure.UNKNOWN_EXCERPT, note.excerpts)
    if not candidates:
        return Resolution(None, Failure.UNKNOWN_LOCATOR, note.excerpts)
    if excerpt not in candidates:
        return Resolution(None, Failure.LOCATOR_MISMATCH, (excerpt,))
    return Resolution(excerpt)
