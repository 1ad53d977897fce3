"""An effect as a strip: a dot, and its interval, on an axis whose left is worse and whose right is better. Inline SVG, made when the site is built.

Effects measured in the same unit share one axis, so that strips one above the other compare; nothing is converted from one unit to another.
The words beside a strip say all that it shows, so that it is hidden from screen readers; lines take the colour of the text.
"""

import math
import re
from dataclasses import dataclass

from pipeline.content.sheets.evidence_kind import EvidenceKind
from pipeline.content.sheets.meta import Direction, Effect, Measure
from pipeline.text.typographic import NBSP


@dataclass(frozen=True, slots=True)
class Scale:
    """The axis of one ``unit``: its ends and the value that means no effect; ``log`` for ratios, where 2 is as far from 1 as ½."""

    unit: str
    low: float
    high: float
    neutral: float = 0.0
    log: bool = False

    def place(self, value: float, *, mirrored: bool) -> float:
        """Return where ``value`` stands, from 0 (the left end) to 1; beyond them when it is off the axis."""
        low, high, neutral, at = (math.log(one) if self.log else one for one in (self.low, self.high, self.neutral, value))
        return ((2 * neutral - at if mirrored else at) - low) / (high - low)


# Wide enough for what education research finds; what is beyond an end is drawn as an arrow.
SCALES = {
    Measure.DEVIATION: Scale("en écart-type", -0.5, 1.0),
    Measure.CORRELATION: Scale("en corrélation", -1.0, 1.0),
    Measure.ODDS_RATIO: Scale("en rapport de cotes", 0.25, 4.0, 1.0, log=True),
    Measure.POINTS: Scale("en points", -20.0, 40.0),
    Measure.PERCENT: Scale(f"en{NBSP}%", -25.0, 50.0),
    Measure.MONTHS: Scale("en mois", -6.0, 12.0),
}
_NUMBER = rf"[+−-]?\d+(?:[{NBSP} ]\d{{3}})*(?:,\d+)?"
_VALUE = re.compile(rf"({_NUMBER})(?:[{NBSP} ]?(?:%|mois|points?\b[^\d]*|écarts?-types?))?")
_RANGE = re.compile(rf"({_NUMBER})[{NBSP} ]?%?[{NBSP} ]+(?:à|et)[{NBSP} ]+({_NUMBER})(?:[{NBSP} ]?%)?")
# What the two ends and the middle mean: for what was only seen to go together (False), for an action that was tested.
_ENDS = {False: ("moins bien", "aucun lien", "mieux"), True: ("nuit", "aucun effet", "aide")}
WIDTH, _MARGIN, _AXIS = 320, 8, 12


def strip(effect: Effect, kind: EvidenceKind) -> str:
    """Return the SVG of an effect of that kind of evidence; nothing when its size or its direction was not read, or when its unit has no axis."""
    scale, values = SCALES.get(effect.mesure), _numbers(effect.valeur)
    if scale is None or not values or effect.sens is Direction.NOT_READ or (scale.log and min(values) <= 0):
        return ""
    # A fall in absences helps: its side is that of what it does, whatever the sign that the source gives it.
    side = math.copysign(1, scale.place(values[0], mirrored=False) - scale.place(scale.neutral, mirrored=False))
    mirrored = (effect.sens is Direction.HELPS and side < 0) or (effect.sens is Direction.HARMS and side > 0)
    bounds = _numbers(effect.intervalle) or (values if len(values) > 1 else ())
    shapes = [_axis(scale, _ENDS[kind is EvidenceKind.TESTED])]
    if len(bounds) > 1 and not (scale.log and min(bounds) <= 0):
        shapes.append(_interval(*sorted(scale.place(one, mirrored=mirrored) for one in bounds)))
    if len(values) == 1:
        shapes.append(_dot(scale.place(values[0], mirrored=mirrored)))
    return (
        f'<svg class="p-strip p-strip--{effect.sens.value}" viewBox="0 0 {WIDTH} 34" aria-hidden="true" focusable="false">'
        f"{''.join(shapes)}</svg>"
    )


def _numbers(text: str | None) -> tuple[float, ...]:
    """Return the number that a text is, or the two of a range (« 0,10 à 0,30 »); nothing for any other words."""
    match = (_RANGE.fullmatch(text) or _VALUE.fullmatch(text)) if text is not None else None
    return tuple(_number(one) for one in match.groups()) if match else ()


def _number(typed: str) -> float:
    return float(re.sub(rf"[{NBSP} +]", "", typed).replace("−", "-").replace(",", "."))


def _x(place: float) -> float:
    return round(_MARGIN + min(1.0, max(0.0, place)) * (WIDTH - 2 * _MARGIN), 1)


def _axis(scale: Scale, ends: tuple[str, str, str]) -> str:
    left, middle, right = ends
    zero = _x(scale.place(scale.neutral, mirrored=False))
    return (
        f'<path class="p-strip__axis" d="M{_MARGIN} {_AXIS}H{WIDTH - _MARGIN}"/><path class="p-strip__zero" d="M{zero} 3v18"/>'
        f'<text x="{_MARGIN}" y="32">{left}</text><text x="{zero}" y="32" text-anchor="middle">{middle}</text>'
        f'<text x="{WIDTH - _MARGIN}" y="32" text-anchor="end">{right} ({scale.unit})</text>'
    )


def _interval(low: float, high: float) -> str:
    left, right = _x(low), _x(high)
    arrows = (f"M{left + 6} {_AXIS - 5}l-6 5 6 5" if low < 0 else "") + (f"M{right - 6} {_AXIS - 5}l6 5-6 5" if high > 1 else "")
    return f'<path class="p-strip__interval" d="M{left} {_AXIS}H{right}{arrows}"/>'


def _dot(place: float) -> str:
    if 0 <= place <= 1:
        return f'<circle class="p-strip__dot" cx="{_x(place)}" cy="{_AXIS}" r="6"/>'
    x, back = _x(place), -10 if place > 1 else 10
    return f'<path class="p-strip__dot" d="M{x} {_AXIS}l{back} -6v12Z"/>'
