"""Figures in a text: their value, their unit, and whether another text carries them.

This is the heart of traceability: « 0,288 écart-type » in a sheet is the same figure as "0.288 SD" in an
excerpt, « 15 % » the same as "15 per cent" and not the same as "15 schools". What is *not* a figure is
written here too, rule by rule (``EXEMPTIONS``), so that the rules page can say it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from pipeline.patterns import pattern
from pipeline.text.files import Span
from pipeline.text.numbers.counted import counted_noun
from pipeline.text.numbers.numerals import (
    COLLECTIVE,
    FRACTION,
    LISTED,
    NUMERAL,
    POWER,
    TIMES_IN_ONE_WORD,
    VULGAR,
    collective_value,
    fraction_of,
    power_value,
    value_of,
    vulgar_value,
)
from pipeline.text.numbers.units import MILLIONS, NAMED, OTHER, PEOPLE, THINGS, compatible, unit_of_symbol, unit_of_word
from pipeline.text.typographic import NBSP
from pipeline.text.written_dates import MONTHS

EXEMPTIONS = (
    (
        "les rangs",
        "« 6e année », « 1re secondaire », « 3rd » : un chiffre collé à e, re, er, ème, th, st, nd ou rd; « la cinquième année »",
    ),
    ("les années", "un nombre de quatre chiffres de 1900 à 2099 qu’aucune unité ne suit, seul ou en période (« 2022-2023 »)"),
    ("les dates et les heures", "« 24 novembre 2026 », « 2026-11-24 », « 13\u00a0h\u00a030 »"),
    ("les repères", "« Recommandation 3 », « p. 5 », « tableau 2 », « Grade 4 », « nᵒ 2 », « version 2 », « CC BY 4.0 »"),
    ("les étapes de la vie", "« de 0 à 5\u00a0ans », pour dire la petite enfance"),
    ("les adresses, le code et les citations", "ce qui est dans un lien, entre accents graves ou dans [@…]"),
    ("« un tiers »", "« la page d’un tiers », « par un tiers » : une autre personne, non une fraction"),
    ("« les deux »", "« les deux », « ces deux », « tous deux » : l’un et l’autre, non un compte"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text.

    ``values`` holds one value, or two when a separator can be read both ways ("25,334").
    ``quantum`` is the size of the last digit written, for rounding; ``rounded`` when *environ* stands before.
    ``of`` is what a share is a share of (« un élève sur deux »: persons), or the time of a rate (« trois séances par semaine »: week).
    ``doubt`` holds the units of the other readings, where the
    text can be read in more than one way ("30 students teachers had referred").
    """

    text: str
    start: int
    end: int
    values: tuple[Fraction, ...]
    unit: str | None
    quantum: Fraction = Fraction(1)
    rounded: bool = False
    of: str | None = None
    doubt: tuple[str, ...] = ()

    @property
    def readings(self) -> tuple[str | None, ...]:
        """Every unit that the figure may have; one, when it reads in one way only."""
        return (self.unit, *self.doubt)

    def carried_by(self, other: "Figure") -> bool:
        """Say whether ``other``, a figure of an excerpt, is this figure with its unit."""
        if any(self._same(mine, theirs) for mine in self.values for theirs in other.values):
            return self._counts(other) and compatible(self.of, other.of)
        share = {self.unit, other.unit} == {"percent", "fraction"}
        percent, fraction = (self, other) if self.unit == "percent" else (other, self)
        return share and any(p == f * 100 for p in percent.values for f in fraction.values)

    def in_doubt(self, other: "Figure") -> bool:
        """Say whether ``other`` can be read in a way that is not this figure: a bare number, for one, counts no one knows what."""
        if other.unit is None and self.unit in NAMED:
            return True
        return any(not any(compatible(mine, theirs) for mine in self.readings) for theirs in other.readings if other.doubt)

    def _counts(self, other: "Figure") -> bool:
        whole = any(value.denominator == 1 for value in other.values)
        if other.unit is None and not whole and self.unit in THINGS:  # a bare 77.61 is no number of schools
            return False
        return any(compatible(self.unit, theirs) for theirs in other.readings)

    def _same(self, mine: Fraction, theirs: Fraction) -> bool:
        if mine == theirs:
            return True
        slack = self.quantum / 2
        if self.quantum > 1:  # « environ 100 » says more than « de 50 à 150 »
            slack = min(slack, abs(mine) / 10)
        return self.rounded and abs(theirs - mine) <= slack


_SPACE = f"[ {NBSP}\u202f]"
_SIGN = rf"(?P<sign>[−–+-][ {NBSP}]?)?"
_NUMBER = pattern(
    rf"(?<![\w#])(?<![\w][.,]){_SIGN}(?P<digits>\d{{1,3}}(?:(?:{_SPACE}\d{{3}}(?!\d))+|(?:,\d{{3}}(?!\d))+"
    rf"|(?:\.\d{{3}}(?!\d)){{2,}})?|\d{{1,15}}|(?<!\.)(?=\.\d))"
    rf"(?P<decimals>[.,]\d{{1,9}})?(?!\d)"
)
_ORDINAL = pattern(r"(?:ers?|res?|ère|e|es|ème|èmes|nde?|th|st|nd|rd|ᵉ|ʳᵉ)(?![\w])")
_MONTHS = "|".join(MONTHS)
_MONTHS_EN = "January|February|March|April|May|June|July|August|September|October|November|December"
_NOT_FIGURES = tuple(
    pattern(form)
    for form in (
        r"\b\d{4}-\d{2}-\d{2}\b",
        rf"(?i:\b\d{{1,2}}(?:er)?{_SPACE}(?:au{_SPACE}\d{{1,2}}{_SPACE})?(?:{_MONTHS})(?:{_SPACE}\d{{4}})?\b)",
        rf"\b(?:{_MONTHS_EN}) \d{{1,2}}(?:, \d{{4}})?\b",
        rf"\b\d{{1,2}} (?:{_MONTHS_EN})(?: \d{{4}})?\b",
        rf"\b\d{{1,2}}{_SPACE}?h{_SPACE}?\d{{2}}\b",
        rf"\b(?:à|dès|vers|avant|après|entre|et){_SPACE}\d{{1,2}}{_SPACE}h\b(?!{_SPACE}(?:par\b|de\b|d[’'])|/)",
        rf"\b\d{{1,2}}{_SPACE}h(?={_SPACE}?(?:à|[–-]){_SPACE}?\d+{_SPACE}h\b)",
        (
            rf"(?i:\b(?:recommandations?|recommendations?|tableaux?|tables?|figures?|chapitres?|sections?|annexes?|pages?|pp?\.|vol\."
            rf"|volumes?|numéros?|no|nᵒ|n°|no\.|grades?|tier|paliers?|niveaux?|versions?|phases?|étapes?|règles?|wcag|rfc|iso"
            rf"|cc by(?:-[a-z-]+)?|covid|fascicules?)(?:{_SPACE}|-)?\d+(?:[.-]\d+)*(?:{_SPACE}(?:et|à|and|to|,){_SPACE}\d+)*)"
        ),
        r"(?i:\b(?:k|prek|prék)[-–‑]12\b)",
        (
            rf"(?i:\b(?:pages?|résumés?|sites?|textes?|articles?|communiqués?){_SPACE}d[’']un{_SPACE}tiers\b|\b(?:par"
            rf"|chez){_SPACE}un{_SPACE}tiers\b)"
        ),
        rf"(?i:\b(?:de{_SPACE})?0(?:{_SPACE}à{_SPACE}|[-–])\d{{1,2}}{_SPACE}ans\b)",
    )
)
_YEAR = pattern(r"(?<![\d.,−+])(?:19|20)\d{2}(?:[-–/](?:19|20)?\d{2})?(?![\d]|[.,]\d)")
_BOTH = pattern(rf"(?i)\b(?:les|ces|des|aux|leurs|nos|vos|ses|tous|toutes)[ {NBSP}](?:les[ {NBSP}])?deux\b")
_ROUNDED = pattern(rf"(?i:\b(?:environ|près{_SPACE}d[e’'])){_SPACE}?(?:les{_SPACE}|la{_SPACE}|le{_SPACE})?$")
_MULTIPLIER = pattern(rf"(?i){_SPACE}(millions?|milliards?|billions?)\b")
# « 2,5 M$ », "$2.5M", « 3 G$ », « 40 k$ »: thousands, millions and billions of dollars, by their symbol.
_SYMBOL_OF_DOLLARS = pattern(rf"{_SPACE}?(?P<scale>k|K|M|G|B|Md|bn|m)(?P<dollar>{_SPACE}?(?:\$|CAD\b))?(?![\w])")
_SCALES = {
    "k": 1_000,
    "K": 1_000,
    "m": 1_000_000,
    "M": 1_000_000,
    "G": 1_000_000_000,
    "B": 1_000_000_000,
    "Md": 1_000_000_000,
    "bn": 1_000_000_000,
}
_OF_DOLLARS = pattern(rf"(?i){_SPACE}(?:de{_SPACE})?(?:dollars?\b|\$)")
_PERCENT = pattern(rf"(?i){_SPACE}?(?:%|per{_SPACE}?cent\b|pour{_SPACE}cent\b|p\.{_SPACE}100)")
_DOLLAR_BEFORE = pattern(rf"\${_SPACE}?$")
_DOLLARS = pattern(rf"{_SPACE}?\$")
_RATIO = {
    "fr": pattern(
        rf"(?i)(?<![−–.,-])\b(\d+|un|une|deux|trois|quatre|cinq|six|sept|huit"
        rf"|neuf)(?P<of>(?:{_SPACE}[^\W\d]+){{0,3}}){_SPACE}sur{_SPACE}(\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix"
        rf"|cent)\b(?!{_SPACE}?%|[.,]\d|{_SPACE}\d{{3}}\b)"
    ),
    "en": pattern(
        r"(?i)(?<![−–.,-])\b(\d+|one|two|three|four|five|six|seven|eight|nine)(?P<of>(?: [^\W\d]+){0,3}) (?:in|out of"
        r"|of every) (\d+|two|three|four|five|six|seven|eight|nine|ten)\b(?! [a-z]+ing|[.,]\d)"
    ),
}
_TWO_WORDS = pattern(r"(?: [^\W\d_]+){1,2}")
_CONNECTS = pattern(rf"^(?:{_SPACE}?[–‑-]{_SPACE}?|{_SPACE}(?:à|et|to|and|ou|or){_SPACE}|,{_SPACE}?)$")
_RANGE_OF = pattern(rf"(?i)^{_SPACE}?\((?:range|étendue){_SPACE}?:?{_SPACE}(?:from{_SPACE}|de{_SPACE})?$")
_SYMBOL_BEFORE = pattern(
    rf"(?<![\w])(?P<symbol>[dgrkNnpM]|OR|ES|SD|SE|SMD|RC|N-Total|IC|CI|d¯)(?:{_SPACE}de{_SPACE}(?:Hedges"
    rf"|Cohen))?(?:{_SPACE}?[=<>≥≤]{_SPACE}?[\[(]?|{_SPACE}de{_SPACE})$"
)
_NEUTRAL = pattern(rf"[^\s{NBSP}\u202f]{{1,80}}")


# Most sentences of a sheet count nothing: this tells them apart at once.
_MAY_COUNT = pattern(
    r"(?i)[\d¼½¾⅐-⅞]|(?<!\w)(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt"
    r"|trente|quarante|cinquante|soixante|septante|huitante|nonante|cent|mille|demi|moitié|tiers|quart|cinquième)"
)


def figures(text: str, language: str, *, start: int = 0, end: int | None = None, in_sheet: bool = False) -> list[Figure]:
    """Return the figures of ``text[start:end]`` in order.

    ``text`` must already be free of citations, code and addresses (blanked out). ``in_sheet`` applies what
    holds for a sheet only: number words count from *deux* and before a counted noun.
    """
    stop = len(text) if end is None else end
    if in_sheet and not _MAY_COUNT.search(text, start, stop):
        return []
    blocked = [Span(*m.span()) for pattern in _NOT_FIGURES for m in pattern.finditer(text, start, stop)]
    original, lists = text, [Span(*m.span()) for m in LISTED[language].finditer(text, start, stop)]
    for listed in lists:  # what is listed is no label (« grades 3,4,5 »), and its commas part it
        blocked = [span for span in blocked if not span.start <= listed.start < span.end <= listed.end]
        text = text[: listed.start] + text[listed.start : listed.end].replace(",", ";") + text[listed.end :]
    found = _signs(text, language, start, stop, _Taken(blocked))
    found += _ratios(text, language, start, stop, _Taken([*blocked, *_spans(found)]))
    found += _fractions(text, language, start, stop, _Taken([*blocked, *_spans(found)]))
    found += _digits(text, language, start, stop, _Taken([*blocked, *_spans(found)]))
    found += _numerals(text, language, start, stop, _Taken([*blocked, *_spans(found)]), in_sheet)
    if not in_sheet:
        found += _collectives(text, language, start, stop)
    ordered = sorted(found, key=lambda figure: figure.start)
    return _share_units(original, ordered)


def _spans(found: Iterable[Figure]) -> list[Span]:
    return [Span(figure.start, figure.end) for figure in found]


class _Taken:
    """Stretches of a text that are already read as something; asked as « position in taken »."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((span.end for span in ordered), max))

    def __contains__(self, position: int) -> bool:
        before = bisect_right(self._starts, position)
        return before > 0 and position < self._ends[before - 1]


def _signs(text: str, language: str, start: int, stop: int, taken: _Taken) -> list[Figure]:
    """Return the figures that signs write: « ½ », « 1½ heure », « 3 × 10⁻⁴ »."""
    found: list[Figure] = []
    for match in VULGAR.finditer(text, start, stop):
        if match.start("sign") in taken:
            continue
        value = vulgar_value(match)
        unit = (
            _unit(text, match.start(), match.end(), start, stop, language, one=False)
            if match.group("whole")
            else _Unit("fraction", match.end())
        )
        found.append(
            Figure(
                text[match.start() : unit.end],
                match.start(),
                unit.end,
                (value,),
                unit.name,
                Fraction(1, 100),
                of=unit.rate,
                doubt=unit.doubt,
            )
        )
    for match in POWER.finditer(text, start, stop):
        power = power_value(match)
        if power is not None and match.start("base") not in taken:
            found.append(Figure(match.group(), match.start(), match.end(), (power,), None, Fraction(1, 10**9)))
    return found


def _digits(text: str, language: str, start: int, stop: int, taken: _Taken) -> list[Figure]:
    found: list[Figure] = []
    years = _Taken(Span(*m.span()) for m in _YEAR.finditer(text, start, stop) if not _counts(text, m, start, stop))
    for match in _NUMBER.finditer(text, start, stop):
        begin = match.start("digits")
        if begin in taken or begin in years or _ORDINAL.match(text, match.end()):
            continue
        sign = _sign(text, match, start)
        values, quantum = _values(match.group("digits"), match.group("decimals") or "", language)
        finish = match.end()
        if multiplier := _MULTIPLIER.match(text, finish, stop):
            factor = 1_000_000 if multiplier.group(1).lower().startswith("million") else 1_000_000_000
            values, quantum, finish = tuple(v * factor for v in values), quantum * factor, multiplier.end()
        first = match.start("sign") if sign else begin
        scale = _scale_of_dollars(text, first, finish, start, stop)
        if scale is not None:
            values, quantum, finish = tuple(v * scale[0] for v in values), quantum * scale[0], scale[1]
            found.append(_dollars(text, first, finish, tuple(-v for v in values) if sign == "-" else values, quantum, start))
            continue
        unit = _unit(text, first, finish, start, stop, language, one=values == (Fraction(1),))
        if multiplier and unit.name is None:
            unit = _Unit(MILLIONS, unit.end)
        signed = tuple(-v for v in values) if sign == "-" else values
        rounded = bool(_ROUNDED.search(text, max(start, first - 24), first))
        found.append(Figure(text[first : unit.end], first, unit.end, signed, unit.name, quantum, rounded, of=unit.rate, doubt=unit.doubt))
    return found


def _scale_of_dollars(text: str, first: int, finish: int, start: int, stop: int) -> tuple[int, int] | None:
    """Return by what a sum is multiplied, and where it ends: « 2,5 M$ », "$2.5M"; None when it is no sum so written."""
    match = _SYMBOL_OF_DOLLARS.match(text, finish, stop)
    if match is None or not (match.group("dollar") or _DOLLAR_BEFORE.search(text, max(start, first - 2), first)):
        return None
    if match.group("scale") == "m" and match.group("dollar"):
        return None  # metres, for all we know
    return _SCALES[match.group("scale")], match.end()


def _dollars(text: str, first: int, finish: int, values: tuple[Fraction, ...], quantum: Fraction, start: int) -> Figure:
    rounded = bool(_ROUNDED.search(text, max(start, first - 24), first))
    return Figure(text[first:finish], first, finish, values, "dollar", quantum, rounded)


def _counts(text: str, year: re.Match[str], start: int, stop: int) -> bool:
    """Say whether what looks like a year counts something: « 2000 élèves », « 2000 $ », "n = 1995"."""
    position = year.end()
    if _PERCENT.match(text, position, stop) or _DOLLARS.match(text, position, stop):
        return True
    if _SYMBOL_BEFORE.search(text, max(start, year.start() - 24), year.start()):
        return True
    word = re.compile(rf"{_SPACE}([^\W\d_][\w’'-]*)").match(text, position, stop)
    unit = unit_of_word(word.group(1)) if word else None
    return unit is not None and unit != "year"


def _sign(text: str, match: re.Match[str], start: int) -> str:
    sign = (match.group("sign") or "").strip(f" {NBSP}")
    if not sign:
        return ""
    position = match.start()
    while position > start and text[position - 1] in f" {NBSP}\u202f\n":
        position -= 1
    before = text[max(start, position - 1) : position]
    is_range = before.isdigit() or (before.isalpha() and position == match.start())
    # Apart from its number, a true minus (U+2212) is still a sign; a hyphen or a dash is one only after « = » or a bracket.
    if is_range or (len(match.group("sign")) > 1 and sign != "−" and before not in ("=", "<", ">", "(", "[", "")):
        return ""
    return "+" if sign == "+" else "-"


def _values(digits: str, decimals: str, language: str) -> tuple[tuple[Fraction, ...], Fraction]:
    plain = re.sub(_SPACE, "", digits)
    if "," in plain:
        groups = Fraction(plain.replace(",", ""))
        if decimals or plain.count(",") > 1:
            return (_fraction(plain.replace(",", "") + decimals.replace(",", ".")),), Fraction(1)
        as_decimal = _fraction(plain.replace(",", "."))
        if language == "fr" or plain.startswith("0"):
            return (as_decimal,), Fraction(1, 1000)
        return (groups, as_decimal), Fraction(1)
    if plain.count(".") > 1:
        return (Fraction(plain.replace(".", "")),), Fraction(1)
    value = _fraction(plain + decimals.replace(",", "."))
    if decimals:
        return (value,), Fraction(1, 10 ** (len(decimals) - 1))
    zeros = len(plain) - len(plain.rstrip("0")) if value else 0
    return (value,), Fraction(10**zeros)


def _fraction(text: str) -> Fraction:
    return Fraction(Decimal(text))


@dataclass(frozen=True, slots=True)
class _Unit:
    """The unit of a number, where the figure ends, unit included, the units of its other readings, and the time of a rate."""

    name: str | None
    end: int
    doubt: tuple[str, ...] = ()
    rate: str | None = None


def _unit(text: str, first: int, finish: int, start: int, stop: int, language: str, *, one: bool) -> _Unit:
    if percent := _PERCENT.match(text, finish, stop):
        return _Unit("percent", percent.end())
    if dollars := _DOLLARS.match(text, finish, stop) or _OF_DOLLARS.match(text, finish, stop):
        return _Unit("dollar", dollars.end())
    if _DOLLAR_BEFORE.search(text, max(start, first - 2), first):
        return _Unit("dollar", finish)
    symbol = _SYMBOL_BEFORE.search(text, max(start, first - 24), first)
    if symbol:
        unit = unit_of_symbol(symbol.group("symbol"))
        return _sample_size(text, first, finish, start, stop, language) if unit == "person" else _Unit(unit, finish)
    noun = counted_noun(text, finish, stop, language, one=one)
    if noun is not None and noun.unit != OTHER:
        return _Unit(noun.unit, noun.end, noun.doubt, _rate(text, noun.end, stop, language))
    before = _unit_before(text, first, start)
    if before is not None or noun is None:
        return _Unit(before, finish)
    return _Unit(OTHER, finish)


_RATE = {
    "en": pattern(r"(?i) (?:per|an?|each|every) (?:school )?(?P<time>minute|hour|day|night|week|month|year)\b"),
    "fr": pattern(rf"(?i){_SPACE}(?:par|chaque){_SPACE}(?P<time>minute|heure|jour|nuit|semaine|mois|an|année)\b"),
}


def _rate(text: str, end: int, stop: int, language: str) -> str | None:
    """Return the time over which what ends at ``end`` is counted: "three sessions a week"."""
    match = _RATE[language].match(text, end, stop)
    return unit_of_word(match.group("time")) if match else None


def _sample_size(text: str, first: int, finish: int, start: int, stop: int, language: str) -> _Unit:
    """Return what "N =" counts: the people named after the number, or before it, the nearest first; pupils perhaps where nobody is."""
    after = counted_noun(text, finish, stop, language)
    if after is not None and after.unit in PEOPLE:
        return _Unit(after.unit, after.end, after.doubt)
    words = reversed(re.findall(r"[^\W\d_][\w-]*", text[max(start, first - 400) : first]))
    people = [*dict.fromkeys(unit for word in words if (unit := unit_of_word(word)) in PEOPLE)] or ["person", "student"]
    return _Unit(people[0], finish, tuple(unit for unit in people[1:] if unit is not None))


_UNIT_BEFORE = pattern(
    rf"(?i)(?P<unit>tailles?{_SPACE}d[’']effet|effect{_SPACE}sizes?|effets?|écarts?-types?|corrélation"
    rf"|rapports?{_SPACE}de{_SPACE}cotes|(?<!\w)aged?|âgée?s?|as young as"
    rf"|percentage{_SPACE}points?{_SPACE}[a-z]+)(?:{_SPACE}(?:moyen(?:ne)?s?|global(?:e|aux)?|est|combinée?s?|was|of|de"
    rf"|d[’']environ|estimé(?:e|s)?|était|of|environ|à))*{_SPACE}?\(?$"
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


def shares(text: str, language: str) -> list[tuple[int, int]]:
    """Return the shares that a text tells in people or things, as it tells them: « deux élèves sur dix » is (2, 10), and not (1, 5)."""
    return [(top, bottom) for _, top, bottom in _shares(text, language, 0, len(text))]


def _shares(text: str, language: str, start: int, stop: int) -> Iterator[tuple[re.Match[str], int, int]]:
    for match in _RATIO[language].finditer(text, start, stop):
        top, bottom = (_small(word, language) for word in (match.group(1), match.group(match.lastindex or 1)))
        counts_things = bottom is None or bottom > 100 or "port" in match.group()  # « 75 études portant sur 781 facteurs »
        if top and bottom and top <= bottom and not counts_things:
            yield match, top, bottom


def _ratios(text: str, language: str, start: int, stop: int, taken: _Taken) -> list[Figure]:
    found: list[Figure] = []
    for match, top, bottom in _shares(text, language, start, stop):
        if match.start() not in taken:
            of = _first_unit(match.group("of"))
            if of is None and language == "en" and (after := _TWO_WORDS.match(text, match.end(), stop)):  # "one in two students"
                of = _first_unit(" ".join(reversed(after.group().split())))
            found.append(Figure(match.group(), match.start(), match.end(), (Fraction(top, bottom),), "fraction", of=of))
    return found


def _first_unit(words: str) -> str | None:
    return next((unit for word in re.split(rf"[ {NBSP}\u202f]", words) if (unit := unit_of_word(word))), None)


def _small(word: str, language: str) -> int | None:
    return int(word) if word.isdecimal() else value_of(word, language)


def _fractions(text: str, language: str, start: int, stop: int, taken: _Taken) -> list[Figure]:
    return [
        Figure(match.group(), match.start(), match.end(), (fraction_of(match, language),), "fraction")
        for match in FRACTION[language].finditer(text, start, stop)
        if match.start("d") not in taken
    ]


def _numerals(text: str, language: str, start: int, stop: int, taken: _Taken, in_sheet: bool) -> list[Figure]:
    found: list[Figure] = []
    both = _Taken(Span(*match.span()) for match in _BOTH.finditer(text, start, stop) if in_sheet)
    for match in NUMERAL[language].finditer(text, start, stop):
        number = value_of(match.group(), language)
        if number is None or match.start() in taken or match.start() in both:
            continue
        unit = _unit(text, match.start(), match.end(), start, stop, language, one=number == 1)
        if in_sheet and (number < 2 or not (unit.name or _before_a_plural(text, match.end(), stop))):
            continue
        rounded = bool(_ROUNDED.search(text, max(start, match.start() - 24), match.start()))
        words = text[match.start() : unit.end]
        found.append(
            Figure(words, match.start(), unit.end, (Fraction(number),), unit.name, Fraction(1), rounded, of=unit.rate, doubt=unit.doubt)
        )
    return found


def _collectives(text: str, language: str, start: int, stop: int) -> list[Figure]:
    """Return the figures of words that count in one word: "twice a week", « une dizaine d’heures »."""
    found: list[Figure] = []
    for match in COLLECTIVE[language].finditer(text, start, stop):
        word = match.group("word").lower()
        unit = (
            _Unit("times", match.end())
            if word in TIMES_IN_ONE_WORD
            else _unit(text, match.start(), match.end(), start, stop, language, one=False)
        )
        figure = text[match.start() : unit.end]
        found.append(
            Figure(figure, match.start(), unit.end, (Fraction(collective_value(word)),), unit.name, of=unit.rate, doubt=unit.doubt)
        )
    return found


def _before_a_plural(text: str, position: int, stop: int) -> bool:
    """Say whether a word in -s or -x (or a range, « deux à trois fois ») follows: a counted noun."""
    return bool(re.compile(rf"{_SPACE}(?:[^\W\d_]+{_SPACE})?[^\W\d_]+[sx](?!\w)").match(text, position, stop))


def _share_units(text: str, found: list[Figure]) -> list[Figure]:
    """Give the first end of a range the unit of its second (« de 6 à 10 semaines »), and a range after a score that of the score.

    "A percentage point increase of 8.5 (range: 3.6 to 15.9)": a range is in the unit of what it is the range of. Only for scores: of
    what is counted, "10 studies (range: 3 to 5)" can be a range of something else.
    """
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        here, after = result[index], result[index + 1]
        if here.unit is None and _CONNECTS.match(text[here.end : after.start]):
            result[index] = replace(here, unit=after.unit, of=after.of, doubt=after.doubt)
    for index in range(len(result) - 2):
        whole, low, high = result[index : index + 3]
        bare = low.unit is None and high.unit is None and _CONNECTS.match(text[low.end : high.start])
        if bare and whole.unit in ("point", "deviation") and _RANGE_OF.match(text[whole.end : low.start]):
            result[index + 1 : index + 3] = [replace(low, unit=whole.unit), replace(high, unit=whole.unit)]
    return result


def carried(figure: Figure, excerpt_figures: Iterable[Figure]) -> bool:
    """Say whether one of ``excerpt_figures`` is ``figure``, value and unit."""
    return any(figure.carried_by(other) for other in excerpt_figures)


def doubtful(figure: Figure, excerpt_figures: Iterable[Figure]) -> bool:
    """Say whether ``figure`` is carried only by figures that can be read in a way that is not it."""
    carriers = [other for other in excerpt_figures if figure.carried_by(other)]
    return bool(carriers) and all(figure.in_doubt(other) for other in carriers)
