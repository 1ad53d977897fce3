"""Which needs of the register a candidate of the watch may answer: a guess, that a person weighs."""

import re
from collections.abc import Iterable
from datetime import date

from pipeline.content.needs import Need
from pipeline.content.watch.candidates import Candidate
from pipeline.text.words import fold

MOST = 3
# A theme that words of the text tell weighs more than one that the whole feed is about.
_TOLD, _OF_THE_FEED, _WORD = 3, 1, 2
# One theme of a feed alone says nothing of the work itself; nor does one word, which may be « élèves ».
_LEAST = 3
_SHORTEST = 6
# Words of any question, as ``_words`` makes them.
_OF_ANY = frozenset(["autre", "comment", "depui", "lorsque", "pendant", "plusieur", "pourquoi", "quelle", "quelque", "toute"])


def needs_met(candidate: Candidate, needs: Iterable[Need]) -> tuple[Need, ...]:
    """Return the unanswered needs that share a theme, or words, with a candidate: the nearest first, then the oldest."""
    themes = {guess.slug: _TOLD if guess.mots else _OF_THE_FEED for guess in candidate.themes}
    words = _words(f"{candidate.titre} {candidate.debut or ''}")
    found: list[tuple[int, date, str, Need]] = []
    for need in needs:
        if need.draft or need.meta.etat == "repondu":
            continue
        score = sum(themes.get(theme, 0) for theme in need.meta.themes) + _WORD * len(words & _words(need.meta.titre))
        if score >= _LEAST:
            found.append((-score, need.meta.date, need.slug, need))
    return tuple(need for *_, need in sorted(found, key=lambda one: one[:3])[:MOST])


def _words(text: str) -> frozenset[str]:
    """Return the long words of a text, folded, singular."""
    return frozenset(word.rstrip("sx") for word in re.findall(r"[^\W\d_]+", fold(text)) if len(word) >= _SHORTEST) - _OF_ANY
