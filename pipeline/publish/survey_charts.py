"""Charts of survey results: SVG pictures, each with its own ground, patterns as well as colours, and numbers in the bars.

They are shown as images, so that they read alike in light, dark and forced colours, and in print, and no rule of the page reaches in.
The table beside says the same: the picture is never alone to say something.
"""

import re
from xml.sax.saxutils import escape

import pygal
from pygal.style import Style

from pipeline.catalogue.evaluation import BlockResult, StatementResult

WIDTH = 640
_FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"
# From disagreement to agreement: clay, its tint, paper grey, river's tint, river (the theme's two colours).
_COLOURS = ("#8a3f12", "#e0a578", "#d3dbde", "#7fb2cc", "#14506e")
# What tells the levels apart without colour: dots, oblique lines, nothing, the other oblique lines, nothing on dark.
_PATTERNS = {
    0: '<pattern id="p-0" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#8a3f12"/><circle cx="4" cy="4" r="1.4" fill="#ffffff"/></pattern>',
    1: '<pattern id="p-1" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" fill="#e0a578"/><rect width="2" height="8" fill="#8a3f12"/></pattern>',
    3: '<pattern id="p-3" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="8" height="8" fill="#7fb2cc"/><rect width="2" height="8" fill="#14506e"/></pattern>',
}


def chart_address(survey: str, block: BlockResult) -> str:
    """Return the address of a block's chart in the site, from that of its survey's page."""
    return f"{survey}{block.cle}.svg"


def charted(block: BlockResult) -> tuple[StatementResult, ...]:
    """Return the statements that a chart shows: those whose spread is told."""
    return tuple(statement for statement in block.enonces if statement.niveaux is not None)


def chart_text(block: BlockResult) -> str:
    """Return what the chart says, for who does not see it."""
    parts = [f"{one.court}\u00a0: {sum(one.niveaux[3:])} d’accord sur {one.n}" for one in charted(block) if one.niveaux is not None and one.n]
    return f"Répartition des réponses, {block.titre}. {'; '.join(parts)}. Le tableau qui suit donne chaque nombre."


def chart(block: BlockResult) -> bytes:
    """Return the SVG of a block: a bar a statement, cut in five by the number of answers at each level."""
    shown = charted(block)
    style = Style(
        background="#fdfcf8", plot_background="#fdfcf8", foreground="#1b2529", foreground_strong="#1b2529", foreground_subtle="#6b7c83",
        font_family=_FONT, label_font_size=19, major_label_font_size=19, legend_font_size=18, value_font_size=17, title_font_size=22,
        colors=_COLOURS, value_colors=("#1b2529",) * 5, opacity=1, opacity_hover=1, transition="none",
    )  # fmt: skip
    drawn = pygal.HorizontalStackedBar(
        style=style, width=WIDTH, height=150 + 58 * len(shown) + 30 * 3, js=[], explicit_size=False, disable_xml_declaration=True, no_prefix=True,
        show_legend=True, legend_at_bottom=True, legend_at_bottom_columns=1, legend_box_size=18, print_values=False, show_x_guides=False, show_y_guides=False,
        margin=14, spacing=12, tooltip_border_radius=0, value_formatter=lambda value: str(int(value)), pretty_print=False, show_x_labels=False,
    )  # fmt: skip
    drawn.config.defs.extend(_PATTERNS.values())
    drawn.config.css.append("inline:" + " ".join(f".color-{level} {{ fill: url(#p-{level}) !important; }}" for level in _PATTERNS))
    drawn.x_labels = [one.court for one in reversed(shown)]
    for level, name in enumerate(block.niveaux):
        drawn.add(name, [one.niveaux[level] for one in reversed(shown) if one.niveaux is not None])
    return _bare(drawn.render(is_unicode=True), block.titre, chart_text(block)).encode()


def _bare(svg: str, title: str, text: str) -> str:
    """Return the picture without its script, comments and tooltips, named and described."""
    svg = re.sub(r"<!--.*?-->|<script\b.*?</script>|<script\b[^>]*/>|<desc\b[^>]*>.*?</desc>|<title>.*?</title>|<desc\b[^>]*/>", "", svg, flags=re.DOTALL)
    opening = re.match(r"<svg\b[^>]*>", svg)
    if opening is None:
        raise ValueError("not an SVG picture")
    named = opening.group().replace("<svg", '<svg role="img" aria-labelledby="titre description"', 1)
    return f'{named}<title id="titre">{escape(title)}</title><desc id="description">{escape(text)}</desc>{svg[opening.end() :]}\n'
