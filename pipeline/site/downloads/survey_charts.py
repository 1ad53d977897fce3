"""Charts of survey results: SVG pictures, each with its own ground, patterns as well as colours, and percentages on the bars.

They are shown as images, so that they read alike in light, dark and forced colours, and in print, and no rule of the page reaches in;
so each carries the site's type. Who neither agrees nor disagrees stands astride the line in the middle: what lies on either side of it
compares by eye. The table beside says the same: the picture is never alone to say something.
"""

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from textwrap import wrap

from pipeline.content.surveys.evaluation import BlockResult, StatementResult
from pipeline.content.surveys.survey_words import percent
from pipeline.text.typographic import typographic

WIDTH = 400
# The site's text, in the templates: a picture shown as an image can load nothing, and holds it.
TEXT_FONT = "theme/assets/polices/texte-400.woff2"
_MIDDLE = 2
_FONT = "'Passerelle Texte', -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
_GROUND, _INK, _AXIS = "#fdfcf8", "#1b2529", "#6b7c83"
_MARGIN, _ROW, _BAR, _LINE = 14, 58, 28, 26
# As many letters as a line beside a key holds.
_LETTERS = 44
# Under this width, a percentage would stand out of its part of the bar: the table has it.
_NARROWEST = 42
_DARK, _WHITE = (0, 4), ' style="fill: #ffffff"'
# From disagreement to agreement: clay, its tint, paper grey, river's tint, river (the theme's two colours).
_COLOURS = ("#8a3f12", "#e0a578", "#d3dbde", "#7fb2cc", "#14506e")
# What tells the levels apart without colour: dots, oblique lines, nothing, the other oblique lines, nothing on dark.
_PATTERNS = {
    0: (
        '<pattern id="p-0" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" '
        'fill="#8a3f12"/><circle cx="4" cy="4" r="1.4" fill="#ffffff"/></pattern>'
    ),
    1: (
        '<pattern id="p-1" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" '
        'height="8" fill="#e0a578"/><rect width="2" height="8" fill="#8a3f12"/></pattern>'
    ),
    3: (
        '<pattern id="p-3" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="8" '
        'height="8" fill="#7fb2cc"/><rect width="2" height="8" fill="#14506e"/></pattern>'
    ),
}


def chart_address(survey: str, block: BlockResult) -> str:
    """Return the address of a block's chart in the site, from that of its survey's page."""
    return f"{survey}{block.cle}.svg"


def charted(block: BlockResult) -> tuple[StatementResult, ...]:
    """Return the statements that a chart shows: those whose spread is told."""
    return tuple(statement for statement in block.enonces if statement.niveaux is not None)


def parts(block: BlockResult) -> tuple[tuple[int, ...], ...]:
    """Return the levels (from 0) that a bar tells apart, weakest first: those that every statement of the chart tells apart.

    Nothing is drawn that the tables do not tell: a level that is counted with its neighbour has no length of its own.
    """
    shown = [one.niveaux for one in charted(block) if one.niveaux is not None]
    low = max((sum(level is None for level in levels[:3]) for levels in shown), default=0)
    high = any(levels[4] is None for levels in shown)
    disagreeing = (tuple(range(low + 1)), *((level,) for level in range(low + 1, 3)))
    return (*disagreeing, *(((3, 4),) if high else ((3,), (4,))))


def counted_with(levels: Sequence[int | None], part: Sequence[int]) -> int:
    """Return how many answers a part of a bar holds."""
    return sum(levels[level] or 0 for level in part)


def chart_text(block: BlockResult) -> str:
    """Return what the chart says, for who does not see it."""
    parts = [f"{one.court} : {one.favorables} d’accord sur {one.n}" for one in charted(block)]
    return typographic(f"Répartition des réponses, {block.titre}. {'; '.join(parts)}. Le tableau qui suit donne chaque nombre.")


def chart_height(block: BlockResult) -> int:
    """Return the height of a block's chart, for a width of ``WIDTH``."""
    return 2 * _MARGIN + _ROW * len(charted(block)) + _LINE * sum(map(len, _names(block))) + 4


def chart(block: BlockResult, font: bytes = b"") -> bytes:
    """Return the SVG of a block: a bar a statement, cut by the share of answers at each level; ``font`` is the site's text, in woff2."""
    told, shown = parts(block), charted(block)
    looks = [part[-1] if part[0] < _MIDDLE else part[0] for part in told]
    shares = [[100 * counted_with(one.niveaux or (), part) / (one.n or 1) for part in told] for one in shown]
    before = [sum(bar[: _left_of_middle(told)]) + (bar[told.index((_MIDDLE,))] / 2 if (_MIDDLE,) in told else 0) for bar in shares]
    left, right = max(before, default=0), max((sum(bar) - part for bar, part in zip(shares, before, strict=True)), default=0)
    unit = (WIDTH - 2 * _MARGIN) / ((left + right) or 1)
    middle = _MARGIN + left * unit
    bars = "".join(
        _bar(one, _MARGIN + _ROW * row, middle - part * unit, [share * unit for share in bar], looks, told)
        for row, (one, bar, part) in enumerate(zip(shown, shares, before, strict=True))
    )
    foot = _MARGIN + _ROW * len(shown)
    axis = f'<path d="M{_short(middle)} {_MARGIN + 20}V{foot - 4}" stroke="{_AXIS}" stroke-dasharray="2 3" fill="none"/>'
    keys = ""
    for look, name in zip(looks, _names(block), strict=True):
        keys += f'<rect x="{_MARGIN}" y="{foot + 4}" width="18" height="18" fill="{_fill(look)}" stroke="{_AXIS}"/>'
        for line in name:
            keys += f'<text x="{_MARGIN + 28}" y="{foot + 19}">{escape(line)}</text>'
            foot += _LINE
    face = f"@font-face {{ font-family: 'Passerelle Texte'; src: url(data:font/woff2;base64,{b64encode(font).decode()}); }}" if font else ""
    height = chart_height(block)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="titre description">'
        f'<title id="titre">{escape(block.titre)}</title><desc id="description">{escape(chart_text(block))}</desc>'
        f"<defs><style>{face} text {{ font: 16px {_FONT}; fill: {_INK}; }}</style>{''.join(_PATTERNS.values())}</defs>"
        f'<rect width="{WIDTH}" height="{height}" fill="{_GROUND}"/>{axis}{bars}{keys}</svg>\n'
    ).encode()


def _names(block: BlockResult) -> list[list[str]]:
    """Return what each part of a bar is called, in lines that hold in the picture."""
    return [wrap(" / ".join(block.niveaux[level] for level in part), _LETTERS) for part in parts(block)]


def _left_of_middle(told: Sequence[Sequence[int]]) -> int:
    """Return how many parts stand left of the line whole: those that disagree, and the neutral ones where they are counted with these."""
    return sum(part[0] < _MIDDLE for part in told)


def _bar(one: StatementResult, top: int, left: float, widths: Sequence[float], looks: Sequence[int], told: Sequence[Sequence[int]]) -> str:
    drawn = f'<text x="{_MARGIN}" y="{top + 16}">{escape(one.court)}</text>'
    for width, look, part in zip(widths, looks, told, strict=True):
        drawn += f'<rect class="rect" x="{_short(left)}" y="{top + 22}" width="{_short(width)}" height="{_BAR}" fill="{_fill(look)}"/>'
        if width >= _NARROWEST:
            said, at = percent(counted_with(one.niveaux or (), part), one.n or 1), left + width / 2
            ground = 9 * len(said)  # plain, under digits that a pattern would cross
            drawn += (
                f'<rect x="{_short(at - ground / 2)}" y="{top + 26}" width="{ground}" height="20" fill="{_COLOURS[look]}"/>'
                f'<text x="{_short(at)}" y="{top + 42}" text-anchor="middle"{_WHITE if look in _DARK else ""}>{escape(said)}</text>'
            )
        left += width
    return f'<g class="bar">{drawn}</g>'


def _fill(look: int) -> str:
    return f"url(#p-{look})" if look in _PATTERNS else _COLOURS[look]


def _short(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".")
