"""Which excerpts of the notes speak of what a new sheet is about."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from rapidfuzz import fuzz, process

from pipeline.authoring.begin import key_words
from pipeline.content.catalogue import Catalogue
from pipeline.content.sources.bibliography import Reference
from pipeline.content.sources.notes import Excerpt

# As alike as « élève » and « élèves », « lecture » and « lectures ».
_ALIKE = 85
# A word that few excerpts have says no more than one that these many have.
_RARE = 5
_MOST, _MOST_OF_A_SOURCE = 12, 4


@dataclass(frozen=True)
class Suggestion:
    """An excerpt, its source, and how much of what was asked for it has; a word weighs more when few excerpts have it."""

    reference: Reference
    excerpt: Excerpt
    weight: float


def suggested_excerpts(catalogue: Catalogue, about: str) -> list[Suggestion]:
    """Return the excerpts that share words with ``about``, best first: a few, and not all of the same source.

    The words of an excerpt are those of our paraphrase and of the source's title.
    """
    wanted = key_words(about)
    shared: list[tuple[Reference, Excerpt, frozenset[str]]] = []
    for key, note in catalogue.notes.items():
        reference = catalogue.references.get(key)
        if reference is not None and not note.to_write:
            title = key_words(reference.title)
            shared += [(reference, excerpt, _shared(wanted, [*key_words(excerpt.paraphrase), *title])) for excerpt in note.excerpts]
    times = Counter(word for _, _, words in shared for word in words)
    found = [
        Suggestion(reference, excerpt, sum(log(1 + len(shared) / max(times[word], _RARE)) for word in sorted(words)))
        for reference, excerpt, words in shared
        if words
    ]
    return _varied(sorted(found, key=lambda one: -one.weight))


def _shared(wanted: list[str], words: list[str]) -> frozenset[str]:
    return frozenset(word for word in wanted if process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None)


def _varied(found: Iterable[Suggestion]) -> list[Suggestion]:
    kept: list[Suggestion] = []
    of_source: dict[str, int] = {}
    for one in found:
        if len(kept) < _MOST and of_source.get(one.excerpt.key, 0) < _MOST_OF_A_SOURCE:
            of_source[one.excerpt.key] = of_source.get(one.excerpt.key, 0) + 1
            kept.append(one)
    return kept
