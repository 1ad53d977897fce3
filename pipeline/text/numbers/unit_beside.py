"""The unit of a number, read in the words and signs that stand beside it."""

import re
from dataclasses import dataclass

from pipeline.patterns import pattern
from pipeline.text.numbers.counted import counted_noun
from pipeline.text.numbers.units import OTHER, PEOPLE, unit_of_symbol, unit_of_word
from pipeline.text.typographic import NBSP, SPACE

_OF_DOLLARS = pattern(rf"(?i){SPACE}(?:de{SPACE})?(?:dollars?\b|\$)")
PERCENT = pattern(rf"(?i){SPACE}?(?:%|per{SPACE}?cent\b|pour{SPACE}cent\b|p\.{SPACE}100)")
DOLLAR_BEFORE = pattern(rf"\${SPACE}?$")
DOLLARS = pattern(rf"{SPACE}?\$")
SYMBOL_BEFORE = pattern(
    rf"(?<![\w])(?P<symbol>[dgrkNnpM]|OR|ES|SD|SE|SMD|RC|N-Total|IC|CI|d¯)(?:{SPACE}de{SPACE}(?:Hedges"
    rf"|Cohen))?(?:{SPACE}?[=<>≥≤]{SPACE}?[\[(]?|{SPACE}de{SPACE})$"
)


@dataclass(frozen=True, slots=True)
class UnitBeside:
    """The unit of a number, where the figure ends, unit included, the units of its other readings, and the time of a rate."""

    name: str | None
    end: int
    doubt: tuple[str, ...] = ()
    rate: str | None = None


def unit_beside(text: str, first: int, finish: int, start: int, stop: int, language: str, *, one: bool) -> UnitBeside:
    """Return the unit of the number at ``text[first:finish]``, read between ``start`` and ``stop``; ``one``: it counts a singular."""
    if percent := PERCENT.match(text, finish, stop):
        return UnitBeside("percent", percent.end())
    if dollars := DOLLARS.match(text, finish, stop) or _OF_DOLLARS.match(text, finish, stop):
        return UnitBeside("dollar", dollars.end())
    if DOLLAR_BEFORE.search(text, max(start, first - 2), first):
        return UnitBeside("dollar", finish)
    symbol = SYMBOL_BEFORE.search(text, max(start, first - 24), first)
    if symbol:
        unit = unit_of_symbol(symbol.group("symbol"))
        return _sample_size(text, first, finish, start, stop, language) if unit == "person" else UnitBeside(unit, finish)
    noun = counted_noun(text, finish, stop, language, one=one)
    if noun is not None and noun.unit != OTHER:
        return UnitBeside(noun.unit, noun.end, noun.doubt, _rate(text, noun.end, stop, language))
    before = _unit_before(text, first, start)
    if before is not None or noun is None:
        return UnitBeside(before, finish)
    return UnitBeside(OTHER, finish)


_RATE = {
    "en": pattern(r"(?i) (?:per|an?|each|every) (?:school )?(?P<time>minute|hour|day|night|week|month|year)\b"),
    "fr": pattern(rf"(?i){SPACE}(?:par|chaque){SPACE}(?P<time>minute|heure|jour|nuit|semaine|mois|an|année)\b"),
}


def _rate(text: str, end: int, stop: int, language: str) -> str | None:
    """Return the time over which what ends at ``end`` is counted: "three sessions a week"."""
    match = _RATE[language].match(text, end, stop)
    return unit_of_word(match.group("time")) if match else None


def _sample_size(text: str, first: int, finish: int, start: int, stop: int, language: str) -> UnitBeside:
    """Return what "N =" counts: the people named after the number, or before it, the nearest first; pupils perhaps where nobody is."""
    after = counted_noun(text, finish, stop, language)
    if after is not None and after.unit in PEOPLE:
        return UnitBeside(after.unit, after.end, after.doubt)
    words = reversed(re.findall(r"[^\W\d_][\w-]*", text[max(start, first - 400) : first]))
    people = [*dict.fromkeys(unit for word in words if (unit := unit_of_word(word)) in PEOPLE)] or ["person", "student"]
    return UnitBeside(people[0], finish, tuple(unit for unit in people[1:] if unit is not None))


_UNIT_BEFORE = pattern(
    rf"(?i)(?P<unit>tailles?{SPACE}d[’']effet|effect{SPACE}sizes?|effets?|écarts?-types?|corrélation"
    rf"|rapports?{SPACE}de{SPACE}cotes|(?<!\w)aged?|âgée?s?|as young as"
    rf"|percentage{SPACE}points?{SPACE}[a-z]+)(?:{SPACE}(?:moyen(?:ne)?s?|global(?:e|aux)?|est|combinée?s?|was|of|de"
    rf"|d[’']environ|estimé(?:e|s)?|était|of|environ|à))*{SPACE}?\(?$"
)


def _unit_before(text: str, first: int, start: int) -> str | None:
    match = _UNIT_BEFORE.search(text, max(start, first - 60), first)
    if match is None:
        return None
    words = re.sub(rf"[\s{NBSP}\u202f]+", " ", match.group("unit").lower().replace("'", "’"))
    if words.startswith(("age", "âgé", "as young")):
        return "year"
    if words.startswith("percentage"):
        return "point"
    return {"corrélation": "r", "rapport de cotes": "odds-ratio", "rapports de cotes": "odds-ratio"}.get(words, "effect")
