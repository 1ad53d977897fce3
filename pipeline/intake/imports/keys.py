"""The key of a reference, by one rule: first author and year, in small letters without accents, and a letter when it is taken.

A module of its own: the rule is tested on names alone, and kept whatever a reference is imported from.
"""

import re
from collections.abc import Collection, Sequence
from itertools import count, product
from string import ascii_lowercase

from pipeline.text.people.authors import Name
from pipeline.text.words import MAX_SLUG, fold, slug, word_set

_SMALL = word_set("""
    a an and au aux by d de des du en et for in l la le les of on par pour the to un une
""")
_LONGEST_NAME = MAX_SLUG - 12


def make_key(people: Sequence[Name], title: str, year: str | None, taken: Collection[str]) -> str:
    """Return the key of a work, none of ``taken``: « kim2013 », then « kim2013a », « kim2013b ».

    A person gives the family name, an organisation of three words or more its initials, a work without authors the first word of its
    title; a work without a year ends in « sd ».
    """
    stem = (_name(people[0]) if people else "") or _first_word(title) or "reference"
    key = f"{stem[:_LONGEST_NAME].rstrip('-')}{year or 'sd'}"
    if key not in taken:
        return key
    suffixes = ("".join(letters) for length in count(1) for letters in product(ascii_lowercase, repeat=length))
    return next(f"{key}{suffix}" for suffix in suffixes if f"{key}{suffix}" not in taken)


def _name(name: Name) -> str:
    if not name.literal:
        return slug(name.family)
    words = [word for word in re.split(r"[^a-z0-9]+", fold(name.family)) if word and word not in _SMALL]
    return "".join(word[0] for word in words) if len(words) > 2 else "-".join(words)


def _first_word(title: str) -> str:
    return next((word for word in re.split(r"[^a-z0-9]+", fold(title)) if word and word not in _SMALL), "")
