"""Figures in a text: what is read as a number, with its unit.

This is the heart of traceability: « 0,288 écart-type » in a sheet is the same figure as "0.288 SD" in an
excerpt, « 15 % » the same as "15 per cent" and not the same as "15 schools".
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

from pipeline.patterns import pattern
from pipeline.text.files import Span
from pipeline.text.numbers.exempted import NOT_FIGURES, YEAR
from pipeline.text.numbers.figure import Figure
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
from pipeline.text.numbers.unit_beside import DOLLAR_BEFORE, DOLLARS, PERCENT, SYMBOL_BEFORE, UnitBeside, unit_beside
from pipeline.text.numbers.units import MILLIONS, unit_of_word
from pipeline.text.typographic import NBSP, SPACE

_SIGN = rf"(?P<sign>[−–+-][ {NBSP}]?)?"
_NUMBER = pattern(
    rf"(?<![\w#])(?<![\w][.,]){_SIGN}(?P<digits>\d{{1,3}}(?:(?:{SPACE}\d{{3}}(?!\d))+|(?:,\d{{3}}(?!\d))+"
    rf"|(?:\.\d{{3}}(?!\d)){{2,}})?|\d{{1,15}}|(?<!\.)(?=\.\d))"
    rf"(?P<decimals>[.,]\d{{1,9}})?(?!\d)"
)
_ORDINAL = pattern(r"(?:ers?|res?|ère|e|es|ème|èmes|nde?|th|st|nd|rd|ᵉ|ʳᵉ)(?![\w])")
_BOTH = pattern(rf"(?i)\b(?:les|ces|des|aux|leurs|nos|vos|ses|tous|toutes)[ {NBSP}](?:les[ {NBSP}])?deux\b")
_ROUNDED = pattern(rf"(?i:\b(?:environ|près{SPACE}d[e’'])){SPACE}?(?:les{SPACE}|la{SPACE}|le{SPACE})?$")
_MULTIPLIER = pattern(rf"(?i){SPACE}(millions?|milliards?|billions?)\b")
# « 2,5 M$ », "$2.5M", « 3 G$ », « 40 k$ »: thousands, millions and billions of dollars, by their symbol.
_SYMBOL_OF_DOLLARS = pattern(rf"{SPACE}?(?P<scale>k|K|M|G|B|Md|bn|m)(?P<dollar>{SPACE}?(?:\$|CAD\b))?(?![\w])")
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
_RATIO = {
    "fr": pattern(
        rf"(?i)(?<![−–.,-])\b(\d+|un|une|deux|trois|quatre|cinq|six|sept|huit"
        rf"|neuf)(?P<of>(?:{SPACE}[^\W\d]+){{0,3}}){SPACE}sur{SPACE}(\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix"
        rf"|cent)\b(?!{SPACE}?%|[.,]\d|{SPACE}\d{{3}}\b)"
    ),
    "en": pattern(
        r"(?i)(?<![−–.,-])\b(\d+|one|two|three|four|five|six|seven|eight|nine)(?P<of>(?: [^\W\d]+){0,3}) (?:in|out of"
        r"|of every) (\d+|two|three|four|five|six|seven|eight|nine|ten)\b(?! [a-z]+ing|[.,]\d)"
    ),
}
_TWO_WORDS = pattern(r"(?: [^\W\d_]+){1,2}")
_CONNECTS = pattern(rf"^(?:{SPACE}?[–‑-]{SPACE}?|{SPACE}(?:à|et|to|and|ou|or){SPACE}|,{SPACE}?)$")
_RANGE_OF = pattern(rf"(?i)^{SPACE}?\((?:range|étendue){SPACE}?:?{SPACE}(?:from{SPACE}|de{SPACE})?$")


# Most sentences of a sheet count nothing: this, searched in small letters, tells them apart at once.
_MAY_COUNT = pattern(
    r"[\d¼½¾⅐-⅞]|(?<!\w)(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt"
    r"|trente|quarante|cinquante|soixante|septante|huitante|nonante|cent|mille|demi|moitié|tiers|quart|cinquième)"
)


def figures(text: str, language: str, *, start: int = 0, end: int | None = None, in_sheet: bool = False) -> list[Figure]:
    """Return the figures of ``text[start:end]`` in order.

    ``text`` must already be free of citations, code and addresses (blanked out). ``in_sheet`` applies what
    holds for a sheet only: number words count from *deux* and before a counted noun.
    """
    stop = len(text) if end is None else end
    if in_sheet and not _MAY_COUNT.search(text[start:stop].lower()):
        return []
    blocked = [Span(*m.span()) for one in NOT_FIGURES for m in one.finditer(text, start, stop)]
    commas = text.find(",", start, stop) >= 0
    original, lists = text, [Span(*m.span()) for m in LISTED[language].finditer(text, start, stop)] if commas else []
    for listed in lists:  # what is listed is no label (« grades 3,4,5 »), and its commas part it
        blocked = [span for span in blocked if not span.start <= listed.start < span.end <= listed.end]
        text = text[: listed.start] + text[listed.start : listed.end].replace(",", ";") + text[listed.end :]
    found: list[Figure] = []
    taken = _Taken(blocked)
    for read in (_signs, _ratios, _fractions, _digits):
        more = read(text, language, start, stop, taken)
        taken, found = taken.and_also(more), found + more
    found += _numerals(text, language, start, stop, taken, in_sheet)
    if not in_sheet:
        found += _collectives(text, language, start, stop)
    ordered = sorted(found, key=lambda figure: figure.start)
    return _share_units(original, ordered)


class _Taken:
    """Stretches of a text that are already read as something; asked as « position in taken »."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = ordered = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in ordered]
        self._ends = list(accumulate((span.end for span in ordered), max))

    def and_also(self, found: Sequence[Figure]) -> "_Taken":
        return _Taken([*self._spans, *(Span(figure.start, figure.end) for figure in found)]) if found else self

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
            unit_beside(text, match.start(), match.end(), start, stop, language, one=False)
            if match.group("whole")
            else UnitBeside("fraction", match.end())
        )
        found.append(
            Figure(
                text=text[match.start() : unit.end],
                start=match.start(),
                end=unit.end,
                values=(value,),
                unit=unit.name,
                quantum=Fraction(1, 100),
                of=unit.rate,
                doubt=unit.doubt,
            )
        )
    for match in POWER.finditer(text, start, stop):
        power = power_value(match)
        if power is not None and match.start("base") not in taken:
            found.append(
                Figure(text=match.group(), start=match.start(), end=match.end(), values=(power,), unit=None, quantum=Fraction(1, 10**9))
            )
    return found


def _digits(text: str, language: str, start: int, stop: int, taken: _Taken) -> list[Figure]:
    found: list[Figure] = []
    years = _Taken(Span(*m.span()) for m in YEAR.finditer(text, start, stop) if not _counts(text, m, start, stop))
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
        unit = unit_beside(text, first, finish, start, stop, language, one=values == (Fraction(1),))
        if multiplier and unit.name is None:
            unit = UnitBeside(MILLIONS, unit.end)
        signed = tuple(-v for v in values) if sign == "-" else values
        rounded = bool(_ROUNDED.search(text, max(start, first - 24), first))
        found.append(
            Figure(
                text=text[first : unit.end],
                start=first,
                end=unit.end,
                values=signed,
                unit=unit.name,
                quantum=quantum,
                rounded=rounded,
                of=unit.rate,
                doubt=unit.doubt,
            )
        )
    return found


def _scale_of_dollars(text: str, first: int, finish: int, start: int, stop: int) -> tuple[int, int] | None:
    """Return by what a sum is multiplied, and where it ends: « 2,5 M$ », "$2.5M"; None when it is no sum so written."""
    match = _SYMBOL_OF_DOLLARS.match(text, finish, stop)
    if match is None or not (match.group("dollar") or DOLLAR_BEFORE.search(text, max(start, first - 2), first)):
        return None
    if match.group("scale") == "m" and match.group("dollar"):
        return None  # metres, for all we know
    return _SCALES[match.group("scale")], match.end()


def _dollars(text: str, first: int, finish: int, values: tuple[Fraction, ...], quantum: Fraction, start: int) -> Figure:
    rounded = bool(_ROUNDED.search(text, max(start, first - 24), first))
    return Figure(text=text[first:finish], start=first, end=finish, values=values, unit="dollar", quantum=quantum, rounded=rounded)


def _counts(text: str, year: re.Match[str], start: int, stop: int) -> bool:
    """Say whether what looks like a year counts something: « 2000 élèves », « 2000 $ », "n = 1995"."""
    position = year.end()
    if PERCENT.match(text, position, stop) or DOLLARS.match(text, position, stop):
        return True
    if SYMBOL_BEFORE.search(text, max(start, year.start() - 24), year.start()):
        return True
    word = re.compile(rf"{SPACE}([^\W\d_][\w’'-]*)").match(text, position, stop)
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
    plain = re.sub(SPACE, "", digits)
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
            found.append(
                Figure(text=match.group(), start=match.start(), end=match.end(), values=(Fraction(top, bottom),), unit="fraction", of=of)
            )
    return found


def _first_unit(words: str) -> str | None:
    return next((unit for word in re.split(SPACE, words) if (unit := unit_of_word(word))), None)


def _small(word: str, language: str) -> int | None:
    return int(word) if word.isdecimal() else value_of(word, language)


def _fractions(text: str, language: str, start: int, stop: int, taken: _Taken) -> list[Figure]:
    return [
        Figure(text=match.group(), start=match.start(), end=match.end(), values=(fraction_of(match, language),), unit="fraction")
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
        unit = unit_beside(text, match.start(), match.end(), start, stop, language, one=number == 1)
        if in_sheet and (number < 2 or not (unit.name or _before_a_plural(text, match.end(), stop))):
            continue
        rounded = bool(_ROUNDED.search(text, max(start, match.start() - 24), match.start()))
        words = text[match.start() : unit.end]
        found.append(
            Figure(
                text=words,
                start=match.start(),
                end=unit.end,
                values=(Fraction(number),),
                unit=unit.name,
                quantum=Fraction(1),
                rounded=rounded,
                of=unit.rate,
                doubt=unit.doubt,
            )
        )
    return found


def _collectives(text: str, language: str, start: int, stop: int) -> list[Figure]:
    """Return the figures of words that count in one word: "twice a week", « une dizaine d’heures »."""
    found: list[Figure] = []
    for match in COLLECTIVE[language].finditer(text, start, stop):
        word = match.group("word").lower()
        unit = (
            UnitBeside("times", match.end())
            if word in TIMES_IN_ONE_WORD
            else unit_beside(text, match.start(), match.end(), start, stop, language, one=False)
        )
        figure = text[match.start() : unit.end]
        found.append(
            Figure(
                text=figure,
                start=match.start(),
                end=unit.end,
                values=(Fraction(collective_value(word)),),
                unit=unit.name,
                of=unit.rate,
                doubt=unit.doubt,
            )
        )
    return found


def _before_a_plural(text: str, position: int, stop: int) -> bool:
    """Say whether a word in -s or -x (or a range, « deux à trois fois ») follows: a counted noun."""
    return bool(re.compile(rf"{SPACE}(?:[^\W\d_]+{SPACE})?[^\W\d_]+[sx](?!\w)").match(text, position, stop))


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
