"""The words of a text as the search index holds them.

``site_templates/theme/assets/recherche/mots.js`` folds what readers type in the same way: ``tests/text/index_words.yml`` is asked of
both.
"""

import re
import unicodedata
from functools import lru_cache
from html import unescape

from pipeline.text.words import fold

# Closes each word of the index: what begins with « tutoratß » is that word alone, and what begins with « tutorat », its family. A letter,
# which no folded word has: with another sign, Pagefind would index the parts of « 1re » too.
END = "ß"
# Every mark that people take for an apostrophe or a hyphen inside a word.
_APOSTROPHES, _HYPHENS = "'’‘ʼ´`′＇", "‐‑-"
_TOKEN = re.compile(rf"[^\W_]+(?:[{_APOSTROPHES}{_HYPHENS}]+[^\W_]+)*[{_APOSTROPHES}]?")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]+")
_HYPHEN = re.compile(f"[{_HYPHENS}]+")
# Soft hyphens and other signs that only tell where a line may break.
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_ELIDED = frozenset(("c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quelqu", "quoiqu", "presqu"))
_HOURS = re.compile(r"(\d+)h(\d\d)?")
# After a hyphen these are no part of a compound word: « peut-il », « celui-ci », « a-t-elle ».
_AFTER_VERB = frozenset(
    (
        "je",
        "tu",
        "il",
        "elle",
        "on",
        "nous",
        "vous",
        "ils",
        "elles",
        "ce",
        "ci",
        "la",
        "moi",
        "toi",
        "lui",
        "leur",
        "y",
        "en",
        "t",
        "le",
        "les",
    )
)
# Singulars in « -s » of which another word would be left: « cours » is not « cour ».
_INVARIABLE = frozenset(("cours", "fils", "fois", "mars", "mois", "sens"))
_LONGEST_SINGULAR = 3
_LONGEST_ELISION = 2


def index_words(text: str) -> list[str]:
    """Return the words of ``text`` in order, folded: no case, accent, ligature, elision or plural.

    A compound gives its parts, then the whole (« grands-parents »: grand, parent, grandparent).
    """
    plain = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return [word for token in _TOKEN.findall(plain) for word in _words_of(token)]


@lru_cache(maxsize=20_000)  # pages say many things alike: nine pieces of ten are of an earlier page
def index_text(markup: str) -> str:
    """Return the words of a piece of HTML between two tags as the indexer is given them: each closed by ``END``, spaces around."""
    return "".join(f" {word}{END}" for word in index_words(unescape(markup) if "&" in markup else markup)) + " "


def singular(word: str) -> str:
    """Return a folded word without what makes it a plural; the same for both numbers, though not always a word."""
    if len(word) <= _LONGEST_SINGULAR or word in _INVARIABLE:
        return word
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux"):
        return f"{word[:-2]}il" if word in {"travaux", "vitraux"} else f"{word[:-2]}l"
    return word[:-1] if word[-1] in "sx" and not word.endswith("ss") else word


@lru_cache(maxsize=200_000)
def _words_of(token: str) -> tuple[str, ...]:
    # Before folding, which makes of some apostrophes an accent.
    folded = fold(_APOSTROPHE.sub("'", token))
    if folded == "aujourd'hui":
        return ("aujourdhui",)
    words: list[str] = []
    for compound in _spoken(folded.split("'")):
        parts = [word for part in _HYPHEN.split(compound) if part for word in _hours(part)]
        words += [singular(part) for part in parts]
        if _HYPHEN.search(compound) and len(parts) > 1 and not _AFTER_VERB.intersection(parts[1:]):
            words.append("".join(singular(part) for part in parts))
    kept = tuple(word for word in words if len(word) > 1 or word.isdigit())
    # « jusqu’à » has no word but what was elided.
    return kept or tuple(piece for piece in folded.split("'") if len(piece) > _LONGEST_ELISION)


def _hours(word: str) -> list[str]:
    """Return the words of « 25h » (25, heure) and of « 8h30 » (8, heure, 30); any other word alone."""
    found = _HOURS.fullmatch(word)
    return [word] if found is None else [part for part in (found[1], "heure", found[2]) if part]


def _spoken(pieces: list[str]) -> list[str]:
    """Return the pieces of a word between apostrophes, without the elided ones: « l’ », « qu’ », « peut-être qu’ »."""
    *elided, last = pieces
    return [piece for piece in elided if piece not in _ELIDED] + [last] * bool(last)
