"""An effect as a picture: a dot on an axis that goes from « nuit » to « aide », with its interval, in SVG.

Effects of the same measure share one axis, whatever the sheet, so that two of them compare by eye; no two measures do, for nothing is
converted: a correlation does not stand on the axis of standard deviations. The side of an effect is that which its sheet says
(``Effect.sens``): where the source counts what one wants less of, the axis runs the other way, and its numbers say so.
"""

import re
from dataclasses import dataclass
from html import escape
from math import log

from pipeline.content.sheets.evidence_kind import EvidenceKind
from pipeline.content.sheets.measures import Measure
from pipeline.content.sheets.meta import Direction, Effect
from pipeline.patterns import pattern
from pipeline.text.typographic import SPACE, typographic


@dataclass(frozen=True, slots=True)
class Axis:
    """What one measure is drawn on: from ``-limit`` to ``limit``, marked at ``steps``; a ratio goes from 1/``limit`` to ``limit``.

    ``unit`` is said after a number of the axis. What lies beyond is drawn at the end, as an arrow.
    """

    limit: float
    steps: tuple[float, ...]
    unit: str
    ratio: bool = False

    def place(self, value: float) -> float:
        """Return where ``value`` is: 0 at no effect, from -1 to 1 on the axis; the logarithm of a ratio, for 0.5 is as far from 1 as 2."""
        return log(value) / log(self.limit) if self.ratio else value / self.limit

    @property
    def ends(self) -> tuple[float, float]:
        """The numbers at both ends, the smaller first."""
        return (1 / self.limit if self.ratio else -self.limit), self.limit

    @property
    def words(self) -> str:
        """What the axis goes from and to: « de −1,25 à 1,25 »."""
        return f"de {_shown(self.ends[0])} à {_shown(self.ends[1])}" + (", sans effet à 1" if self.ratio else "")

    @property
    def marks(self) -> tuple[float, ...]:
        """The numbers that are marked, that of no effect in the middle."""
        less = [1 / step if self.ratio else -step for step in reversed(self.steps)]
        return *less, 1.0 if self.ratio else 0.0, *self.steps


# Wide enough for what sheets hold, and fixed: on axes that followed the content, one sheet would change the strips of all others.
AXES = {
    Measure.DEVIATION: Axis(1.25, (0.5, 1.0), "écart-type"),
    Measure.CORRELATION: Axis(1.0, (0.5, 1.0), "de corrélation"),
    Measure.ODDS_RATIO: Axis(8.0, (2.0, 4.0), "de rapport de cotes", ratio=True),
    Measure.POINTS: Axis(25.0, (10.0, 20.0), "points de pourcentage"),
    Measure.PERCENT: Axis(50.0, (25.0, 50.0), "%"),
    Measure.MONTHS: Axis(12.0, (6.0, 12.0), "mois de progrès"),
}
_WIDTH, _HALF, _LINE = 240, 108, 20
_MIDDLE = _WIDTH // 2
_NUMBER = rf"[+−–-]?\d{{1,3}}(?:{SPACE}\d{{3}})*(?:,\d{{1,9}})?"
_UNIT = rf"(?:{SPACE}?(?:%|mois|points?\b[^\d]{{0,40}}|écarts?-types?))?"
_ALONE = pattern(rf"({_NUMBER}){_UNIT}")
_RANGE = pattern(rf"({_NUMBER})(?:{SPACE}?%)?{SPACE}(?:à|et){SPACE}({_NUMBER}){_UNIT}")
# What the two ends of the axis are: of an action that was tested (True), of what was only seen to go together.
_ENDS = {True: ("nuit", "aide"), False: ("moins bien", "mieux")}
_UNREAD_IN_WORDS = {
    Direction.HELPS: "une flèche en pointillé vers « {1} »",
    Direction.HARMS: "une flèche en pointillé vers « {0} »",
    Direction.NONE: "un trait en pointillé au milieu",
    Direction.NOT_READ: "un trait en pointillé d’un bout à l’autre",
}
_SIDE_IN_WORDS = {
    Direction.HELPS: "du côté « {1} »",
    Direction.HARMS: "du côté « {0} »",
    Direction.NONE: "sans différence",
}


@dataclass(frozen=True, slots=True)
class Strip:
    """Where an effect stands on its axis, from -1 (« nuit ») to 1 (« aide »); beyond, off the axis.

    ``value`` is None for a range of values with no one between them; ``low`` and ``high`` are its bounds, or those of the interval of
    ``value``, None without one. ``turned`` when the numbers of the axis go down towards « aide ».
    """

    axis: Axis
    value: float | None
    low: float | None
    high: float | None
    turned: bool

    @property
    def way(self) -> int:
        """What a place on an axis whose numbers go up is multiplied by."""
        return -1 if self.turned else 1


def strip_of(effect: Effect) -> Strip | None:
    """Return where an effect stands; None when its size or direction was not read, or when no axis holds it (« mesure: autre »)."""
    axis = AXES.get(effect.mesure)
    if effect.valeur is None or axis is None or effect.sens is Direction.NOT_READ:
        return None
    alone, several = _ALONE.fullmatch(effect.valeur), _RANGE.fullmatch(effect.valeur)
    interval = _RANGE.fullmatch(effect.intervalle) if alone is not None and effect.intervalle is not None else several
    numbers = [_number(text) for match in (alone, interval) if match for text in match.groups()]
    if not numbers or (axis.ratio and min(numbers) <= 0):  # a ratio is over nothing: no logarithm tells where a mistyped one would be
        return None
    places = [axis.place(number) for number in numbers]
    at = places[0] if alone is not None else sum(places)
    turned = (effect.sens is Direction.HELPS and at < 0) or (effect.sens is Direction.HARMS and at > 0)
    places = [-place if turned else place for place in places]
    bounds = sorted(places[1:] if alone is not None else places)
    low, high = (bounds[0], bounds[-1]) if bounds else (None, None)
    return Strip(axis=axis, value=places[0] if alone is not None else None, low=low, high=high, turned=turned)


def effect_strip(effect: Effect, kind: EvidenceKind, *, alone: bool = True) -> str:
    """Return the strip of an effect of that kind of evidence as inline SVG, safe HTML.

    One that stands ``alone`` has its numbers, and words for who does not see it; in a table, whose cell says as much, it is hidden from
    screen readers. An effect that no axis holds has a dashed line on its side, in grey: its size was not read.
    """
    strip = strip_of(effect)
    marks = _unread(effect.sens) if strip is None else _measured(strip, hollow=effect.sens is Direction.NONE)
    side = "non-lu" if strip is None else effect.sens.value
    named = f'role="img" aria-label="{escape(told(effect, kind))}"' if alone else 'aria-hidden="true"'
    box = f"0 12 {_WIDTH} 16" if not alone else f"0 0 {_WIDTH} {28 if strip is None else 42}"
    numbers = _numbers(strip, _ends(kind)) if alone else ""
    axis = f'<path class="p-strip__axis" d="M{_MIDDLE - _HALF} {_LINE}h{2 * _HALF}M{_MIDDLE} 13v14"/>'
    return f'<svg class="p-strip p-strip--{side}" viewBox="{box}" {named} focusable="false">{axis}{numbers}{marks}</svg>'


def _ends(kind: EvidenceKind) -> tuple[str, str]:
    return _ENDS[kind is EvidenceKind.TESTED]


def told(effect: Effect, kind: EvidenceKind) -> str:
    """Return the strip in words: its axis, then the effect on it."""
    strip, ends = strip_of(effect), _ends(kind)
    axis = f"Axe de « {ends[0]} » à « {ends[1]} »"
    if strip is None:
        why = "taille non lue" if effect.valeur is None else "sens non lu" if effect.mesure in AXES else "sa mesure n’a pas d’axe"
        return typographic(f"{axis} : {_UNREAD_IN_WORDS[effect.sens].format(*ends)}; {why}.")
    first, last = reversed(strip.axis.ends) if strip.turned else strip.axis.ends
    values = f"{effect.valeur}" if strip.value is not None else f"des valeurs de {effect.valeur}"
    interval = f"; intervalle de {effect.intervalle}" if strip.value is not None and strip.low is not None else ""
    numbers = f"de {_shown(first)} à {_shown(last)} {strip.axis.unit}"
    return typographic(f"{axis}, {numbers} : {values}, {_SIDE_IN_WORDS[effect.sens].format(*ends)}{interval}.")


def _measured(strip: Strip, *, hollow: bool) -> str:
    marks = ""
    if strip.low is not None and strip.high is not None:
        # Several values with no one between them are a band; one value with its interval, a line with two ends.
        low, high = _x(strip.low), _x(strip.high)
        band = f'<path class="p-strip__band" d="M{low} 15H{high}v10H{low}Z"/>'
        ends = _end(strip.low) + _end(strip.high)
        marks += band if strip.value is None else f'<path class="p-strip__interval" d="M{low} {_LINE}H{high}{ends}"/>'
    if strip.value is not None and abs(strip.value) > 1:
        away = 9 if strip.value < 0 else -9
        marks += f'<path class="p-strip__dot" d="M{_x(strip.value)} {_LINE}l{away} -6v12z"/>'
    elif strip.value is not None:
        none = " p-strip__dot--none" if hollow else ""
        marks += f'<circle class="p-strip__dot{none}" cx="{_x(strip.value)}" cy="{_LINE}" r="5"/>'
    return marks


def _end(place: float) -> str:
    """Return the end of an interval: a stroke, or the point of an arrow where the axis stops before it."""
    if abs(place) <= 1:
        return f"M{_x(place)} 15v10"
    back = 5 if place < 0 else -5
    return f"M{_x(place)} {_LINE}l{back} -5m{-back} 5l{back} 5"


def _unread(direction: Direction) -> str:
    right, left = _MIDDLE + _HALF, _MIDDLE - _HALF
    ways = {
        Direction.HELPS: (f"M{_MIDDLE} {_LINE}H{right}", f"M{right - 7} 15l7 5-7 5"),
        Direction.HARMS: (f"M{_MIDDLE} {_LINE}H{left}", f"M{left + 7} 15l-7 5 7 5"),
        Direction.NONE: (f"M{_MIDDLE - 22} {_LINE}h44", ""),
        Direction.NOT_READ: (f"M{left} {_LINE}H{right}", ""),
    }
    line, point = ways[direction]
    return f'<path class="p-strip__unread" d="{line}"/>' + (f'<path class="p-strip__axis" d="{point}"/>' if point else "")


def _numbers(strip: Strip | None, ends: tuple[str, str]) -> str:
    words = f'<text x="{_MIDDLE - _HALF}" y="10">{ends[0]}</text><text x="{_MIDDLE + _HALF}" y="10" text-anchor="end">{ends[1]}</text>'
    if strip is None:
        return words
    places = [(strip.way * strip.axis.place(number), number) for number in strip.axis.marks]
    lines = "".join(f"M{_x(place)} 17v6" for place, _ in places)
    told = "".join(f'<text x="{_x(place)}" y="40" text-anchor="{_anchor(place)}">{_shown(number)}</text>' for place, number in places)
    return f'<path class="p-strip__axis" d="{lines}"/>{words}{told}'


def _anchor(place: float) -> str:
    """Return how a number is set so that it stays in the picture at either end."""
    return "middle" if abs(place) < 1 else "end" if place > 0 else "start"


def _x(place: float) -> str:
    return f"{_MIDDLE + _HALF * max(-1.0, min(1.0, place)):.1f}".removesuffix(".0")


def _number(text: str) -> float:
    return float(re.sub(SPACE, "", text).replace(",", ".").replace("−", "-").replace("–", "-"))


def _shown(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".").replace(".", ",").replace("-", "−")
