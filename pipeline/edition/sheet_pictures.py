"""The pictures of a sheet, in SVG: a finding that was revised, its size against scale, people among people.

Each is hidden from screen readers: the words beside it, with the button that opens the excerpt, say all that it shows. Lengths start at
zero, so that a fall of a fifth looks like one; nothing is converted, and no point is drawn that the sheet does not have.
"""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from pipeline.content.sheets.pictures import Picture, PicturePoint

_HIDDEN = 'aria-hidden="true" focusable="false"'
_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _GROUND = 320, 140, 54, 266, 30, 112
# Two years whose names would touch stand as far apart as these do.
_GAP = 72
_BAR, _ROW = 240, 14
_PERSON, _ABREAST = 24, 10


def revision(picture: Picture) -> str:
    """Return the line of a figure that was revised: its years to scale where their names do not touch, a range as an upright stroke."""
    low, high = _bounds(picture.points)
    places = _places([point.year or 0 for point in picture.points])
    middles = [sum(point.values) / len(point.values) for point in picture.points]
    line = " ".join(f"{_short(x)},{_short(_y(middle, low, high))}" for x, middle in zip(places, middles, strict=True))
    marks = f'<path class="p-drawn__axis" d="M18 {_short(_y(0, low, high))}H302"/><polyline class="p-drawn__line" points="{line}"/>'
    for point, x, middle in zip(picture.points, places, middles, strict=True):
        top = _y(max(point.values), low, high)
        if len(point.values) > 1:
            marks += f'<path class="p-drawn__range" d="M{_short(x)} {_short(top)}V{_short(_y(min(point.values), low, high))}"/>'
        else:
            marks += f'<circle class="p-drawn__dot" cx="{_short(x)}" cy="{_short(_y(middle, low, high))}" r="5"/>'
        marks += f'<text class="p-drawn__value" x="{_short(x)}" y="{_short(top - 11)}">{escape(point.valeur)}</text>'
        marks += f'<text x="{_short(x)}" y="{_HEIGHT - 6}">{point.year}</text>'
    marks += f'<text x="14" y="{_short(_y(0, low, high) + 4)}" class="p-drawn__zero">0</text>'
    return f'<svg class="p-drawn p-drawn--evolution" viewBox="0 0 {_WIDTH} {_HEIGHT}" {_HIDDEN}>{marks}</svg>'


def bars(picture: Picture) -> list[str]:
    """Return a bar a point, from zero, all on one scale; a range ends in a lighter stretch."""
    low, high = _bounds(picture.points)

    def x(value: float) -> float:
        return _BAR * (value - low) / (high - low)

    drawn = []
    for point in picture.points:
        near, far = min(point.values, key=abs), max(point.values, key=abs)
        ends = sorted((x(0), x(near)))
        marks = f'<rect class="p-drawn__bar" x="{_short(ends[0])}" y="1" width="{_short(ends[1] - ends[0])}" height="{_ROW - 2}"/>'
        if far != near:
            ends = sorted((x(near), x(far)))
            marks += f'<rect class="p-drawn__more" x="{_short(ends[0])}" y="1" width="{_short(ends[1] - ends[0])}" height="{_ROW - 2}"/>'
        marks += f'<path class="p-drawn__axis" d="M{_short(x(0))} 0v{_ROW}"/>'
        drawn.append(f'<svg class="p-drawn p-drawn--taille" viewBox="-1 0 {_BAR + 2} {_ROW}" {_HIDDEN}>{marks}</svg>')
    return drawn


def people(point: PicturePoint) -> str:
    """Return as many people as the base of a share, those that it counts full, the others in outline."""
    counted, among = point.share or (0, 0)
    width = _PERSON * min(among, _ABREAST)
    height = 44 * -(-among // _ABREAST)
    each = "".join(
        f'<path class="p-drawn__person{"" if index < counted else " p-drawn__person--other"}" '
        f'transform="translate({_PERSON * (index % _ABREAST)} {44 * (index // _ABREAST)})" '
        'd="M12 3a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9zM5 24a7 8 0 0 1 14 0v8h-3v9h-8v-9h-3z"/>'
        for index in range(among)
    )
    return f'<svg class="p-drawn p-drawn--part" viewBox="0 0 {width} {height}" width="{width}" height="{height}" {_HIDDEN}>{each}</svg>'


def _bounds(points: Sequence[PicturePoint]) -> tuple[float, float]:
    values = [0.0, *(value for point in points for value in point.values)]
    low, high = min(values), max(values)
    return low, high if high > low else low + 1


def _y(value: float, low: float, high: float) -> float:
    return _GROUND - (_GROUND - _TOP) * (value - low) / (high - low)


def _places(years: Sequence[int]) -> list[float]:
    """Return where the years stand: to scale, or evenly where two would touch."""
    span = max(years) - min(years)
    places = [_LEFT + (_RIGHT - _LEFT) * (year - years[0]) / span if span else _LEFT for year in years]
    if all(after - before >= _GAP for before, after in pairwise(places)):
        return places
    return [_LEFT + (_RIGHT - _LEFT) * index / max(1, len(years) - 1) for index in range(len(years))]


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
