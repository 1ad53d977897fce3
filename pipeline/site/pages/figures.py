"""« Les chiffres »: every figure of the published sheets in one register, with what holds it."""

from collections.abc import Iterator

from pipeline.content.menu import Entry
from pipeline.edition.figure_register import SheetFigures
from pipeline.edition.prose.cut_quotations import as_shown
from pipeline.site.downloads.figure_files import register_slices, register_stem
from pipeline.site.pages.page_types import Context, Edition, page
from pipeline.site.pages.paging import Slice


def _pages(edition: Edition) -> Iterator[tuple[str, Slice[SheetFigures]]]:
    return ((part.address, part) for part in register_slices(edition.index))


@page(_pages, "chiffres.md.j2", genre="chiffres", script="chiffres", styles=("chiffres",), entry=Entry("comprendre", 35))
def figures_register(_: Edition, part: Slice[SheetFigures]) -> Context:
    """Return one page of the register."""
    return Context(
        f"Les chiffres{part.suffix}",
        "Chaque chiffre des fiches : la phrase qui le dit, l’extrait qui le porte, et où il a été lu.",
        {
            "part": part,
            "nombre": sum(len(sheet.figures) for sheet in part.items),
            "fichiers": register_stem(part),
            "montre": {figure.excerpt.anchor: as_shown(figure.excerpt) for sheet in part.items for figure in sheet.figures},
        },
    )
