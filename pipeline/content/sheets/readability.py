"""Plain language, in figures: reported, never blocking."""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.content.sheets.sheet import Fiche
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Family, Severity
from pipeline.text.typographic import NBSP
from pipeline.text.words import fold

FAMILY = Family(letter="R", title="Langue simple", rank=250)


MAX_SENTENCE_WORDS = 35
_WORD = re.compile(rf"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d[\d{NBSP}\u202f.,]*")
_NO_LETTER = re.compile(r"[^a-z]")
_VOWELS = re.compile(r"[aeiouy]+")
_MUTE, _SOUNDED = re.compile(r"[^aeiouy](?:e|es|ent)$"), re.compile(r"[éèê]\w?$")


@rule(
    "R001",
    on=Fiche,
    severity=Severity.INFO,
    title="Phrase d’au plus 35 mots",
    why="Une phrase longue se relit; une phrase courte se comprend.",
    wrong="Une phrase de quarante mots",
    right="Deux phrases",
    silenceable=True,
)
@rule(
    "R002",
    on=Fiche,
    severity=Severity.INFO,
    title="Lisibilité",
    why="Moyenne visée : de 15 à 25 mots par phrase. L’indice de Kandel et Moles (207 − 1,015 × mots par phrase − 73,6 × syllabes "
    "par mot) se compare d’une version à l’autre; il ne juge pas un texte.",
    wrong="Une moyenne de 30 mots par phrase",
    right="Une moyenne de 18 mots par phrase",
)
def how_plain_a_sheet_is(fiche: Fiche) -> Iterator[Fault]:
    """Yield the long sentences of a sheet, then its plain-language figures."""
    plain, spans = fiche.prose.plain, [sentence.span for sentence in fiche.prose.sentences]
    counts = [(span.start, len(_WORD.findall(plain, span.start, span.end))) for span in spans]
    for start, number in counts:
        if number > MAX_SENTENCE_WORDS:
            shown = fiche.source.text[start:].split("\n", 1)[0][:40]
            yield fault(start, f"Cette phrase a {number} mots.", text=shown, hint="Coupez-la en deux.", code="R001")
    words = _WORD.findall(plain, fiche.body_start)
    per_sentence = sum(number for _, number in counts) / max(len(counts), 1)
    per_word = sum(map(syllables, words)) / max(len(words), 1)
    index = 207 - 1.015 * per_sentence - 73.6 * per_word
    shown = f"{per_sentence:.1f} mots par phrase, indice de Kandel et Moles {index:.0f}".replace(".", ",")
    yield fault(fiche.body_start, f"{shown}, {fiche.word_count} mots.", hint="", code="R002")


@lru_cache(maxsize=100_000)
def syllables(word: str) -> int:
    """Return the syllables of a French word: its groups of vowels, a last mute e left out."""
    bare = _NO_LETTER.sub("", fold(word).replace("qu", "q"))
    groups = len(_VOWELS.findall(bare))
    mute = groups > 1 and _MUTE.search(bare) is not None and _SOUNDED.search(word.lower()) is None
    return max(1, groups - mute)
