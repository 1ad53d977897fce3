"""Numbers written as words, in French and in English: « quatre-vingt-douze », "ninety-two"."""

import re
import unicodedata
from fractions import Fraction

from pipeline.patterns import pattern
from pipeline.text.typographic import NBSP

_FRENCH = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30,
    "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80, "nonante": 90, "cent": 100, "cents": 100,
    "mille": 1000,
}  # fmt: skip
_ENGLISH = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
    "thousand": 1000,
}  # fmt: skip
_JOINERS = {"fr": "et", "en": "and"}
_WORDS = {"fr": _FRENCH, "en": _ENGLISH}
# "ten-week" counts weeks; "one-to-one" counts nothing.
_NOT_AFTER = {"fr": r"(?![\w-])", "en": r"(?!\w|-(?:on|to|by)-)"}


# "eight thousand, three hundred sixty": the comma of the digits, written in words too.
_AFTER_THOUSAND = {
    "fr": r"(?<=mille),[ \u00a0](?=\w+[ \u00a0-]cents?\b|cent\b)",
    "en": r"(?<=thousand),[ ](?=(?:\w+[ -]hundred|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b)",
}


def _pattern(language: str) -> re.Pattern[str]:
    word = "|".join(sorted(_WORDS[language], key=len, reverse=True))
    joiner = _JOINERS[language]
    return pattern(
        (
            rf"(?<![\w’'-])(?:{word})(?:(?:[- {NBSP}]{joiner}[- {NBSP}]|[- {NBSP}]"
            rf"|{_AFTER_THOUSAND[language]})(?:{word})){{0,8}}{_NOT_AFTER[language]}"
        ),
        re.IGNORECASE,
    )


NUMERAL = {language: _pattern(language) for language in _WORDS}


def value_of(words: str, language: str) -> int | None:
    """Return the number that ``words`` spell, or None when they spell none (« deux trois »)."""
    table, joiner = _WORDS[language], _JOINERS[language]
    total, current, room = 0, 0, 1000
    for token in re.split(rf",?[- {NBSP}]", words.lower()):
        if token == joiner:
            continue
        number = table[token]
        if number == 1000:
            total, current, room = total + max(current, 1) * 1000, 0, 1000
        elif number == 100 and current < 10:
            current, room = max(current, 1) * 100, 100
        elif number == 20 and current % 100 == 4 and language == "fr":
            current, room = current + 76, 20
        elif number < room:
            current, room = current + number, _room_after(number, language)
        else:
            return None
    return total + current


def _room_after(number: int, language: str) -> int:
    """Return what the next word must be smaller than: « soixante » takes up to « dix-neuf »."""
    if language == "fr" and number in (60, 80):
        return 20
    if number >= 20:
        return 10
    return 10 if number == 10 and language == "fr" else 0


_FRACTIONS_FR = {"demi": 2, "demie": 2, "moitié": 2, "tiers": 3, "quart": 4, "quarts": 4, "cinquième": 5, "cinquièmes": 5}
_FRACTIONS_EN = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5}
_DENOMINATORS = {"fr": _FRACTIONS_FR, "en": _FRACTIONS_EN}
_NUMERATOR = {
    "fr": (
        rf"(?:(?P<n>\d{{1,2}}|un|une|deux|trois|quatre)[ {NBSP}]|(?:le|la|du|au|l’|l'|les)[ {NBSP}]?(?P<n2>deux|trois"
        rf"|quatre)?[ {NBSP}]?)"
    ),
    "en": r"(?:(?P<n>\d{1,2}|one|two|three|four|a|the)[ -])?(?P<n2>)",
}
# « la cinquième année », "a third study": ranks, unless a whole follows (« de », "of").
_RANK = {
    "fr": rf"(?!(?:un|une|le|la|du|au)[ {NBSP}]cinquième[ {NBSP}](?!d[eu’'])(?!(?:à|et|ou)\b)\w)",
    "en": rf"(?!(?:(?:a|the)[ {NBSP}])?(?:third|fifth)[ {NBSP}](?!(?:of|to|and|or)\b)\w)",
}
FRACTION = {
    language: pattern(
        rf"\b{_RANK[language]}{_NUMERATOR[language]}(?P<d>{'|'.join(sorted(_DENOMINATORS[language], key=len, reverse=True))})\b",
        re.IGNORECASE,
    )
    for language in _WORDS
}


def fraction_of(match: re.Match[str], language: str) -> Fraction:
    """Return the value of a match of ``FRACTION``: « les deux tiers » is 2/3."""
    numerator = (match.group("n") or match.group("n2") or "1").lower()
    top = int(numerator) if numerator.isdecimal() else _WORDS[language].get(numerator, 1)
    return Fraction(top, _DENOMINATORS[language][match.group("d").lower()])


TIMES_IN_ONE_WORD = {"twice": 2, "thrice": 3}
_COLLECTIVES = TIMES_IN_ONE_WORD | {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50,
    "soixantaine": 60, "centaine": 100, "dozen": 12,
}  # fmt: skip
COLLECTIVE = {
    "fr": pattern(rf"(?i)\bune[ {NBSP}](?P<word>(?:di|dou|quin)zaine|(?:ving|tren|quaran|cinquan|soixan|cen)taine)\b"),
    "en": pattern(r"(?i)\b(?P<word>twice|thrice|(?<=\ba )dozen)\b"),
}


def collective_value(word: str) -> int:
    """Return what a word that counts by itself is worth: « dizaine » is 10, "twice" is 2."""
    return _COLLECTIVES[word]


# Commas that part numbers, and are no part of them. Spaces would have told; these have none.
_STATISTIC = (
    rf"(?<![\w])(?:F|t|T|H|U|W|Q|z|Z|χ2|χ²|χ 2|chi2|X2"
    rf"|r)[ {NBSP}]?\([ {NBSP}]?\d{{1,5}}(?:\.\d{{1,3}})?,\d{{1,6}}(?:\.\d{{1,3}})?[ {NBSP}]?\)"
)
_POINTS = r"(?<![\w.,])[-−–]?\d{0,4}\.\d{1,6}(?:,[-−–]?\d{0,4}\.\d{1,6})+(?![\w]|[.,]\d)"
_WHOLES = r"(?<![\w.,])\d{1,2}(?:,\d{1,2}){2,12}(?![\w]|[.,]\d)"
_BRACKETS = r"\[[-−–]?\d{1,3},[-−–]?\d{1,2}\]"
LISTED = {
    "fr": pattern(rf"{_STATISTIC}|{_POINTS}|{_WHOLES}"),
    "en": pattern(rf"{_STATISTIC}|{_POINTS}|{_WHOLES}|{_BRACKETS}"),
}
"""Stretches in which each comma parts two numbers: « F(1,210) », "[0.12,0.45]", « 3,4,5 »."""

# « ½ », « 1½ »: one sign for a fraction (Unicode, U+00BC to U+00BE and U+2150 to U+215E), after a whole number or alone.
VULGAR = pattern(rf"(?<![\w.,])(?:(?P<whole>\d{{1,4}})[ {NBSP}\u202f\u2009]?)?(?P<sign>[¼½¾⅐-⅞])(?!\d)")


def vulgar_value(match: re.Match[str]) -> Fraction:
    """Return the value of a match of ``VULGAR``: « 1½ » is 3/2."""
    top, _, bottom = unicodedata.normalize("NFKC", match.group("sign")).partition("\u2044")
    return Fraction(int(match.group("whole") or 0)) + Fraction(int(top), int(bottom))


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–", "0123456789-+--")
# « 10^48 », « 3 × 10⁻⁴ »; after a times sign, « 10−48 » too: copied from a PDF, an exponent loses its height.
POWER = pattern(
    rf"(?<![\w.,^])(?:(?P<times>[-−–]?\d{{1,9}}(?:[.,]\d{{1,9}})?)[ {NBSP}\u2009]?[×x·*][ {NBSP}\u2009]?)?(?P<base>\d{{1,4}})"
    r"(?:\^[ ]?[{(]?(?P<caret>[-−–+]?\d{1,3})[)}]?|(?<=10)(?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|(?<=10)(?P<lost>[-−–]\d{1,3})(?=\D|$))(?!\d)"
)


def power_value(match: re.Match[str]) -> Fraction | None:
    """Return the value of a match of ``POWER``, or None when it is none: « 10−48 » alone is a range."""
    if match.group("lost") and not match.group("times"):
        return None
    exponent = int((match.group("caret") or match.group("raised") or match.group("lost")).translate(_RAISED))
    base = int(match.group("base"))
    if base == 0 or abs(exponent) > 400:
        return None
    factor = Fraction((match.group("times") or "1").replace(",", ".").translate(_RAISED))
    return factor * Fraction(base) ** exponent
