"""The pages of the works that sheets cite, the bibliography, and the register of figures, each with the excerpt that holds it."""

from collections.abc import Iterator, Mapping

from pipeline.content.council import Organisation
from pipeline.content.menu import Entry
from pipeline.content.needs import NEEDS
from pipeline.edition.figure_register import SheetFigures
from pipeline.edition.index import Work, in_order
from pipeline.edition.prose.cut_quotations import as_shown
from pipeline.edition.prose.excerpts import excerpt_body, places_read
from pipeline.edition.prose.html import safe
from pipeline.edition.reader_links import reports
from pipeline.site.downloads.figure_files import register_slices, register_stem
from pipeline.site.metadata.structured_data import reference_data
from pipeline.site.pages.page_types import Context, Edition, Indexed, lazy, page
from pipeline.site.pages.paging import PAGE_SIZE, Slice, slices
from pipeline.site.search.search_entries import reference_entry
from pipeline.text.typographic import COLON

Counted = tuple[Work, int]


def _address(work: Work) -> str:
    return f"references/{work.key}/"


def _works(edition: Edition) -> Iterator[tuple[str, Work]]:
    return ((_address(work), work) for work in edition.index.works.values())


@page(_works, "reference.md.j2", genre="reference", indexed=Indexed.ENTRY)
def reference(edition: Edition, work: Work) -> Context:
    """Return a work, the first of the sheets that cite it, how many there are, and the needs that the first answer."""
    citing = edition.index.cited_in.get(work.key, ())
    shown = tuple(citing[:PAGE_SIZE])
    needs = {need.slug: need for fiche in shown for need in edition.index.relations.beside(fiche, NEEDS)}
    return Context(
        str(work.label),
        f"{work.reference.title}{COLON} extraits lus, devis et fiches qui la citent.",
        {
            "reference": work.reference,
            "note": work.note,
            "etiquette": work.label,
            "citation": safe(work.formatted.html),
            "fiches": shown,
            "preuves": edition.index.standings(shown),
            "nombre": len(citing),
            "besoins": tuple(needs.values()),
        },
        more=lazy(_reference, edition.organisation, work),
        search=lazy(reference_entry, work.reference, _address(work)),
        jsonld=lazy(reference_data, work.reference),
    )


def _reference(council: Organisation, work: Work) -> Mapping[str, object]:
    read = work.note.meta.lu_le if work.note else None
    return {
        "extraits": [(excerpt, safe(excerpt_body(excerpt, work.note))) for excerpt in work.note.excerpts] if work.note else [],
        "copies": safe(", ".join(places_read(work.note.meta.vu_a))) if work.note else "",
        "signalements": reports(council, str(work.label), _address(work), read),
    }


def _bibliography(edition: Edition) -> Iterator[tuple[str, Slice[Counted]]]:
    index = edition.index
    ordered = in_order(index.works.values())
    counted = tuple((work, len(index.cited_in.get(work.key, ()))) for work in ordered)
    return ((part.address, part) for part in slices(counted, "bibliographie/"))


@page(_bibliography, "bibliographie.md.j2", genre="liste", styles=("partage",), entry=Entry("comprendre", 50))
def bibliography(_: Edition, part: Slice[Counted]) -> Context:
    """Return one page of the bibliography: works, each with the number of sheets that cite it."""
    return Context(f"Bibliographie{part.suffix}", "Toutes les sources lues, en style APA, avec leurs extraits.", {"part": part})


def _registers(edition: Edition) -> Iterator[tuple[str, Slice[SheetFigures]]]:
    return ((part.address, part) for part in register_slices(edition.index))


@page(_registers, "chiffres.md.j2", genre="chiffres", script="chiffres", styles=("chiffres",), entry=Entry("comprendre", 35))
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
