"""The register of figures to take away, for who wants to audit it: a table for spreadsheets, the same as JSON."""

import json
from collections.abc import Iterator

from pipeline.content import names
from pipeline.content.address_book import FIGURES, page_address
from pipeline.content.council import Organisation
from pipeline.edition.docs_tree import Made
from pipeline.edition.figure_register import RegisteredFigure, SheetFigures, sheet_figures
from pipeline.edition.index import SiteIndex
from pipeline.edition.prose.cut_quotations import as_shown
from pipeline.site.pages.paging import Slice, slices
from pipeline.text.addresses import absolute
from pipeline.text.spreadsheet import csv_table

SHEETS = 40
COLUMNS = {
    "chiffre": "Chiffre",
    "unite": "Unité",
    "fiche": "Fiche",
    "adresse": "Adresse de la fiche",
    "phrase": "Phrase",
    "extrait": "Extrait, dans les mots de la source",
    "traduction": "Traduction",
    "langue": "Langue",
    "repere": "Repère dans la source",
    "lu": "Ce qui a été lu",
    "lu_a": "Où",
    "source": "Source",
    "doi": "DOI",
    "lu_le": "Lu le",
    "retrouve_le": "Retrouvé dans une copie le",
}


def register_slices(index: SiteIndex) -> Iterator[Slice[SheetFigures]]:
    """Yield the pages of the register, by sheets in the order of their titles."""
    recall = index.catalogue.memory.recall
    found = [
        recall("figures", portable.fiche.source.path, (portable,), lambda portable=portable: sheet_figures(portable))  # type: ignore[misc]
        for portable in sorted(index.portable.values(), key=lambda one: one.fiche.meta.titre.casefold())
    ]
    return slices([one for one in found if one.figures], FIGURES, SHEETS)


def register_stem(part: Slice[SheetFigures]) -> str:
    """Return the address of a page's files to download, without their extension."""
    return f"{part.address}chiffres"


def figure_files(index: SiteIndex) -> Iterator[Made]:
    """Yield the CSV and the JSON of each page of the register."""
    organisation = index.catalogue.organisation
    for part in register_slices(index):
        inputs = (part, organisation)
        yield Made(f"{register_stem(part)}.csv", inputs, lambda inputs=inputs: register_csv(*inputs))  # type: ignore[misc]
        yield Made(f"{register_stem(part)}.json", inputs, lambda inputs=inputs: register_json(*inputs))  # type: ignore[misc]


def register_csv(part: Slice[SheetFigures], organisation: Organisation) -> bytes:
    """Return a row a figure."""
    return csv_table(COLUMNS.values(), ([row[key] or "" for key in COLUMNS] for row in _rows(part, organisation)))


def register_json(part: Slice[SheetFigures], organisation: Organisation) -> bytes:
    """Return the same as a list; what is not known is null."""
    return json.dumps({"chiffres": list(_rows(part, organisation))}, ensure_ascii=False, indent=1).encode()


def _rows(part: Slice[SheetFigures], organisation: Organisation) -> Iterator[dict[str, str | None]]:
    for sheet in part.items:
        address = page_address(sheet.fiche)
        for figure in sheet.figures:
            yield {"fiche": sheet.fiche.meta.titre, "adresse": absolute(organisation.adresse, address) or address, **_row(figure)}


def _row(figure: RegisteredFigure) -> dict[str, str | None]:
    excerpt, reference = figure.excerpt, figure.work.reference
    return {
        "chiffre": figure.text,
        "unite": figure.unit or None,
        "phrase": figure.sentence,
        "extrait": as_shown(excerpt),
        "traduction": excerpt.translation,
        "langue": excerpt.language,
        "repere": excerpt.locator,
        "lu": names.READING[excerpt.reading],
        "lu_a": excerpt.url or reference.url,
        "source": figure.work.formatted.text,
        "doi": reference.doi,
        "lu_le": figure.read_on.isoformat() if figure.read_on is not None else None,
        "retrouve_le": excerpt.verified_on.isoformat() if excerpt.verified_on is not None else None,
    }
