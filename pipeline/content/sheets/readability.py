"""Plain language, in figures: reported, never blocking."""

import re
from functools import lru_cache

from pipeline.content.document import Fiche
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.words import fold

LONG_SENTENCE = Rule(
    code="R001",
    severity=Severity.INFO,
    title="Phrase d’au plus 35 mots",
    why="Une phrase longue se relit; une phrase courte se comprend.",
    wrong="Une phrase de quarante mots",
    right="Deux phrases",
    silenceable=True,
)
PLAIN = Rule(
    code="R002",
    severity=Severity.INFO,
    title="Lisibilité",
    why="Moyenne visée\u00a0: de 15 à 25 mots par phrase. L’indice de Kandel et Moles (207 − 1,015 × mots par phrase − 73,6 × syllabes "
    "par mot) se compare d’une version à l’autre; il ne juge pas un texte.",
    wrong="Une moyenne de 30 mots par phrase",
    right="Une moyenne de 18 mots par phrase",
)
RULES = (LONG_SENTENCE, PLAIN)

MAX_SENTENCE_WORDS = 35
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d[\d\u00a0\u202f.,]*")


def check_readability(fiche: Fiche) -> list[Diagnostic]:
    """Return the long sentences of one sheet, and its plain-language figures."""
    found: list[Diagnostic] = []
    counts: list[int] = []
    for sentence in fiche.prose.sentences:
        words = _WORD.findall(fiche.prose.plain, sentence.span.start, sentence.span.end)
        counts.append(len(words))
        if len(words) > MAX_SENTENCE_WORDS:
            message = f"Cette phrase a {len(words)} mots."
            shown = fiche.source.text[sentence.span.start : sentence.span.end].split("\n", 1)[0][:40]
            found.append(Diagnostic(LONG_SENTENCE, fiche.source.place(sentence.span.start), message, shown, "Coupez-la en deux."))
    return [*found, _measure(fiche, counts)]


def _measure(fiche: Fiche, counts: list[int]) -> Diagnostic:
    words = _WORD.findall(fiche.prose.plain, fiche.body_start)
    per_sentence = sum(counts) / max(len(counts), 1)
    per_word = sum(syllables(word) for word in words) / max(len(words), 1)
    index = 207 - 1.015 * per_sentence - 73.6 * per_word
    shown = f"{per_sentence:.1f} mots par phrase, indice de Kandel et Moles {index:.0f}".replace(".", ",")
    return Diagnostic(PLAIN, fiche.source.place(fiche.body_start), f"{shown}, {fiche.word_count} mots.")


@lru_cache(maxsize=100_000)
def syllables(word: str) -> int:
    """Return the syllables of a French word: its groups of vowels, a last mute e left out."""
    bare = re.sub(r"[^a-z]", "", fold(word).replace("qu", "q"))
    groups = re.findall(r"[aeiouy]+", bare)
    mute = len(groups) > 1 and re.search(r"[^aeiouy](?:e|es|ent)$", bare) and not re.search(r"[éèê]\w?$", word.lower())
    return max(1, len(groups) - bool(mute))
