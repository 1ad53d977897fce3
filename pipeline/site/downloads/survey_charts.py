"""Charts of survey results: SVG pictures, each with its own ground, patterns as well as colours, and numbers in the bars.

They are shown as images, so that they read alike in light, dark and forced colours, and in print, and no rule of the page reaches in.
The table beside says the same: the picture is never alone to say something.
"""

import sys
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, fromstring, register_namespace, tostring

from pipeline.content.surveys.evaluation import BlockResult, StatementResult
from pipeline.text.typographic import typographic

WIDTH = 460
_MIDDLE = 2
_SVG = "http://www.w3.org/2000/svg"
_FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"
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
    return 190 + 52 * len(charted(block)) - 20 * (len(block.niveaux) - len(parts(block)))


def chart(block: BlockResult) -> bytes:
    """Return the SVG of a block: a bar a statement, cut in five by the share of answers at each level."""
    pygal = _pygal()
    shown, told = charted(block), parts(block)
    looks = [part[-1] if part[0] < _MIDDLE else part[0] for part in told]
    style = pygal.style.Style(
        background="#fdfcf8",
        plot_background="#fdfcf8",
        foreground="#1b2529",
        foreground_strong="#1b2529",
        foreground_subtle="#6b7c83",
        font_family=_FONT,
        label_font_size=17,
        major_label_font_size=17,
        legend_font_size=17,
        value_font_size=17,
        title_font_size=22,
        colors=tuple(_COLOURS[look] for look in looks),
        value_colors=("#1b2529",) * 5,
        opacity=1,
        opacity_hover=1,
        transition="none",
    )
    drawn = pygal.HorizontalStackedBar(
        style=style,
        width=WIDTH,
        height=chart_height(block),
        js=[],
        explicit_size=False,
        disable_xml_declaration=True,
        no_prefix=True,
        show_legend=True,
        legend_at_bottom=True,
        legend_at_bottom_columns=1,
        truncate_legend=-1,
        truncate_label=-1,
        legend_box_size=18,
        print_values=False,
        show_x_guides=False,
        show_y_guides=False,
        margin=14,
        spacing=12,
        tooltip_border_radius=0,
        pretty_print=False,
        show_x_labels=False,
        range=(0, 100),
    )
    drawn.config.defs.extend(_PATTERNS.values())
    drawn.config.css.append(
        "inline:"
        + " ".join(f".color-{place} {{ fill: url(#p-{look}) !important; }}" for place, look in enumerate(looks) if look in _PATTERNS)
    )
    drawn.x_labels = [one.court for one in reversed(shown)]
    for part in told:
        name = " / ".join(block.niveaux[level] for level in part)
        drawn.add(
            name, [round(100 * counted_with(one.niveaux, part) / (one.n or 1), 3) for one in reversed(shown) if one.niveaux is not None]
        )
    return _bare(drawn.render(is_unicode=True), block.titre, chart_text(block))


def _pygal() -> Any:
    """Return the library, which only surveys need, without the finder of plugins that it adds to every import that follows."""
    import pygal.style

    sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__name__ != "PluginImportFixer"]
    return pygal


def _bare(svg: str, title: str, text: str) -> bytes:
    """Return the picture without its scripts, comments and what answers a pointer, named and described."""
    register_namespace("", _SVG)
    picture = fromstring(svg)  # noqa: S314 (what pygal has just drawn)
    for parent in list(picture.iter()):
        for child in list(parent):
            name = str(child.tag).rpartition("}")[2]
            if name in ("script", "title", "desc") or "tooltip-overlay" in (child.get("class") or ""):
                parent.remove(child)
    picture.attrib.pop("id", None)
    picture.set("role", "img")
    picture.set("aria-labelledby", "titre description")
    for place, (name, said) in enumerate((("title", title), ("desc", text))):
        told = Element(f"{{{_SVG}}}{name}", {"id": "titre" if name == "title" else "description"})
        told.text = said
        picture.insert(place, told)
    return bytes(tostring(picture, encoding="utf-8")) + b"\n"
