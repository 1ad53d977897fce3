"""String helpers: accent and case folding, slugs, the nearest of several names (fuzzy match)."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from pipeline.text.typographic import NBSP

SLUG_LETTERS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Of these, Windows keeps some names for devices, whatever the extension (Microsoft, « Naming Files, Paths, and Namespaces »): a copy of the
# repository there could not hold them.
_DEVICES = r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])"
SLUG = re.compile(rf"(?!{_DEVICES}(?![a-z0-9-])){SLUG_LETTERS.pattern}")
# A name longer than that is no address that people dictate, and may be no name of a file either.
MAX_SLUG = 80
# Ligatures, and letters that Unicode does not decompose: they fold to what people type without them.
_LIGATURES = str.maketrans("øØłŁđĐðÐıħĦŧŦŋŊĸƒɐə’\u00a0\u202f", "oOlLdDdDihHtTnNkfae'  ") | str.maketrans(
    {"œ": "oe", "æ": "ae", "Œ": "OE", "Æ": "AE", "þ": "th", "Þ": "Th"}
)

_COUNTED = re.compile(r"[^\W_]+(?:[’'.,-][^\W_]+)*")


def word_set(text: str) -> frozenset[str]:
    """Return the words of ``text``, which spaces part: how a long list of words is written in the code."""
    return frozenset(text.split())


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Return ``text`` without case, accents, ligatures, or kinds of apostrophe and space."""
    if text.isascii():  # most words
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def small(text: str) -> str:
    """Return ``text`` in small letters, each at its offset: a pattern is found there two or three times sooner than with « (?i) »."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)  # « İ » would be two


def collapse(text: str) -> str:
    """Return ``text`` on one line, each run of spaces made one plain space."""
    return " ".join(text.split())


def slug(text: str) -> str:
    """Return an address part: lowercase, accents folded, words joined by hyphens, a name that Windows keeps made another."""
    made = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    return f"{made}-1" if re.fullmatch(_DEVICES, made) else made


def is_slug(text: str) -> bool:
    """Say whether ``text`` can name a file, an address, a key: the one rule of all names, length included."""
    return len(text) <= MAX_SLUG and SLUG.fullmatch(text) is not None


def nearest_slug(text: str, otherwise: str = "nom-de-la-page") -> str:
    """Return a slug made of ``text``, cut to the length of one; ``otherwise`` when no letter of it stays."""
    return slug(slug(text)[:MAX_SLUG]) or otherwise


def word_count(text: str, start: int = 0, end: int | None = None) -> int:
    """Return how many words ``text[start:end]`` has, as people count them: « l’école » and « 0,25 » are one each."""
    return len(_COUNTED.findall(text, start, len(text) if end is None else end))


def counted(number: int, word: str) -> str:
    """Return « 1 piste », « 6 pistes »; in French, zero is singular."""
    return f"{number} {word}{'s' * (number > 1)}"


def grouped(number: int) -> str:
    """Return « 20 000 », its groups of three parted by spaces that do not break."""
    return f"{number:,}".replace(",", NBSP)


def nearest(word: str, choices: Iterable[str], *, cutoff: int = 60) -> str | None:
    """Return the choice that looks most like ``word``, if any looks like it at all."""
    from rapidfuzz import fuzz, process  # slow to import: only what is misspelt asks for it

    found = process.extractOne(word, list(choices), scorer=fuzz.ratio, processor=fold, score_cutoff=cutoff)
    return found[0] if found else None
