"""Is this work known already? By DOI, then by title, year and first author; what only looks alike is for a person to decide."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from rapidfuzz import fuzz

from pipeline.content.sources.bibliography import Reference
from pipeline.text import dois
from pipeline.text.words import fold


class MatchKind(StrEnum):
    """What a known work is to the one at hand; only the first is certain enough to act on without a person."""

    SAME = "meme"
    POSSIBLE = "possible"
    PREPRINT_OF = "prepublication-de"
    """The work at hand is a preprint or a working paper, and the known one its article."""
    ARTICLE_OF = "article-de"
    """The work at hand is the article, and the known one its preprint."""


@dataclass(frozen=True, slots=True)
class Match:
    """The nearest known work, by its key."""

    kind: MatchKind
    key: str


@dataclass(frozen=True)
class Record:
    """What tells one work from another. ``first_author`` is « Kim, James S. », « James S. Kim » or a family name alone."""

    title: str
    year: int | None = None
    first_author: str | None = None
    doi: str | None = None

    @cached_property
    def bare_doi(self) -> str | None:
        """The DOI, bare and in lower case, or None."""
        doi = dois.bare(self.doi or "")
        return dois.same(doi) if doi else None

    @cached_property
    def words(self) -> str:
        """The title without case, accents or punctuation, « & » read as a word."""
        return _words(self.title)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of the first author's name, initials left out."""
        return frozenset(word for word in _words(self.first_author or "").split() if len(word) > 1)

    @cached_property
    def family(self) -> str:
        """The family name, folded; empty when the author is not known."""
        name = (self.first_author or "").strip()
        if "," in name:
            return _words(name.split(",")[0])
        words = _words(name).split()
        return words[-1] if words else ""

    @cached_property
    def shapes(self) -> tuple[str, ...]:
        """The title in whole, then its parts: before the subtitle, and each language of « Titre / Title » or « Titre [Title] »."""
        parts = [self.title.split(": ")[0], self.title.split(". ")[0], self.title.split(" – ")[0], re.sub(r"\s*[\[(].*", "", self.title)]
        parts += re.split(r"\s+/\s+|\s*[\[\]]\s*", self.title)
        long_enough = (words for part in parts if len(words := _words(part)) >= _LONG_PART)
        return (self.words, *dict.fromkeys(words for words in long_enough if words != self.words))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers of the title: years, volumes, parts (« Part II » is 2)."""
        return frozenset(re.findall(r"\d+", self.words)) | {
            str(_ROMAN[numeral])
            for numeral in re.findall(r"\b(?:part|partie|tome|volume|phase|study|etude) ([ivx]+)\b", self.words)
            if numeral in _ROMAN
        }

    @property
    def is_preprint(self) -> bool:
        """True when its DOI was given by a server of preprints or working papers."""
        return self.bare_doi is not None and self.bare_doi.startswith(_PREPRINT_PREFIXES)


# Servers of preprints and working papers, by the prefix of their DOIs: OSF and its communities, PsyArXiv, EdArXiv, SocArXiv, arXiv, bioRxiv
# and medRxiv, SSRN, NBER, EdWorkingPapers, Research Square, Preprints.org.
_PREPRINT_PREFIXES = tuple(
    f"10.{number}/" for number in ("31219", "31234", "35542", "31235", "48550", "1101", "2139", "3386", "26300", "21203", "20944")
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_LETTERS = str.maketrans({"&": " and "})
# « Éditorial », « Introduction »: the same author may write two in a year.
_SHORT_TITLE = 3
_YEARLY = 6
_LONG_PART = 15
_ALIKE, _ALIKE_SAME_AUTHOR = 90, 78
# A word that more titles hold than this tells nothing; it also bounds what a title is compared with.
_COMMON = 60
_RAREST = 6


def record_of(reference: Reference) -> Record:
    """Return what tells an entry of the bibliography from another."""
    first = reference.authors[0] if reference.authors else None
    name = None if first is None else (first.family if first.literal else f"{first.family}, {first.given}")
    return Record(reference.title, int(reference.year) if reference.year else None, name, reference.doi)


class Index:
    """Known works. A search costs the same among a hundred and ten thousand: it looks at those that share a rare word or an author."""

    def __init__(self, known: Iterable[tuple[str, Record]] = ()) -> None:
        self._records: list[tuple[str, Record]] = []
        self._by_doi: dict[str, int] = {}
        self._by_title: dict[str, list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_author: dict[tuple[str, int], list[int]] = defaultdict(list)
        for key, record in known:
            self.add(key, record)

    def __len__(self) -> int:
        return len(self._records)

    def add(self, key: str, record: Record) -> None:
        """Make a work known under ``key``."""
        number = len(self._records)
        self._records.append((key, record))
        if record.bare_doi:
            self._by_doi.setdefault(record.bare_doi, number)
        self._by_title[record.words].append(number)
        for word in set(record.words.split()):
            self._by_word[word].append(number)
        if record.family and record.year:
            self._by_author[record.family, record.year].append(number)

    def by_doi(self, doi: str | None) -> str | None:
        """Return the key of the work of that bare DOI, or None."""
        number = self._by_doi.get(doi) if doi else None
        return None if number is None else self._records[number][0]

    def near(self, record: Record) -> list[tuple[str, Record]]:
        """Return the works worth comparing with ``record``: same title, a rare word in common, or same author and year."""
        numbers = dict.fromkeys(self._by_title.get(record.words, ())[:_COMMON])
        present = sorted((len(found), word) for word in set(record.words.split()) if (found := self._by_word.get(word)) is not None)
        for count, word in present[:_RAREST]:
            if count <= _COMMON:
                numbers |= dict.fromkeys(self._by_word[word])
        for year in (record.year - 1, record.year, record.year + 1) if record.year and record.family else ():
            numbers |= dict.fromkeys(self._by_author.get((record.family, year), ())[:_COMMON])
        return [self._records[number] for number in numbers]


def match(record: Record, known: Index) -> Match | None:
    """Return the nearest known work and what it is to ``record``; None when nothing looks like it."""
    key = known.by_doi(record.bare_doi)
    if key is not None:
        return Match(MatchKind.SAME, key)
    best: tuple[int, float, Match] | None = None
    for other_key, other in known.near(record):
        kind, score = _compare(record, other)
        if kind is not None:
            rank = (_ORDER[kind], score)
            if best is None or rank > best[:2]:
                best = (*rank, Match(kind, other_key))
    return best[2] if best else None


_ORDER = {MatchKind.SAME: 2, MatchKind.PREPRINT_OF: 1, MatchKind.ARTICLE_OF: 1, MatchKind.POSSIBLE: 0}


def _compare(one: Record, other: Record) -> tuple[MatchKind | None, float]:
    """Say what ``other``, whose DOI is not that of ``one``, is to it, and how near their titles are (0 to 100)."""
    exact = one.words == other.words
    score = 100.0 if exact else fuzz.ratio(one.words, other.words)
    authors = _same_author(one, other)
    years = abs(one.year - other.year) if one.year and other.year else None
    alike = (
        (exact and (authors is not False or len(one.words.split()) > 2 * _SHORT_TITLE))
        or (score >= _ALIKE and authors is not False)
        or (score >= _ALIKE_SAME_AUTHOR and authors is True)
        or (authors is not False and _share_a_part(one, other))
    )
    if not alike or not _same_numbers(one, other):
        return None, score
    if one.is_preprint != other.is_preprint and one.bare_doi and other.bare_doi and authors is not False:
        return (MatchKind.PREPRINT_OF if one.is_preprint else MatchKind.ARTICLE_OF), score
    if years is not None and years > (3 if authors else 1):
        return None, score
    # A yearly report keeps its short title: there, the year must be the same.
    certain = exact and authors is True and years is not None and years <= (len(one.words.split()) >= _YEARLY)
    certain = certain and len(one.words.split()) >= _SHORT_TITLE
    if certain and not (one.bare_doi and other.bare_doi) and not (one.is_preprint or other.is_preprint):
        return MatchKind.SAME, score
    return MatchKind.POSSIBLE, score


def _same_author(one: Record, other: Record) -> bool | None:
    """Say whether the first authors may be the same person; None when one of them is not known."""
    if not one.names or not other.names:
        return None
    if one.family == other.family:
        return True
    # « van der Put » and « Put », « Gillett-Swan » and « Gillett Swan », « Garcia Marquez, G. » and « Gabriel Garcia Marquez ».
    if one.family in other.names or other.family in one.names or set(one.family.split()) & set(other.family.split()):
        return True
    return fuzz.ratio(one.family, other.family) >= 80


def _share_a_part(one: Record, other: Record) -> bool:
    """Say whether the whole title of one is a part of the other: its subtitle, or its translation, is left out."""
    return one.words in other.shapes[1:] or other.words in one.shapes[1:] or bool(set(one.shapes[1:]) & set(other.shapes[1:]))


def _same_numbers(one: Record, other: Record) -> bool:
    """Say whether the numbers of the titles go together: « Part 1 » is not « Part 2 », a survey of 2016 not that of 2022."""
    return one.numbers <= other.numbers or other.numbers <= one.numbers


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text).translate(_LETTERS)))
