"""Tables that people keep in a spreadsheet, read as text: .xlsx, .xlsm and .csv. Hostile until read.

Nothing is run: a formula is told, never evaluated; macros and links are left aside; sizes are bounded before anything is parsed.
"""

import contextlib
import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from xml.parsers import expat

import openpyxl
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.text.decoding import WINDOWS, decode
from pipeline.text.files import without_invisible
from pipeline.text.typographic import FrenchError, french_lines, typographic

MAX_BYTES = 5_000_000
MAX_UNPACKED = 20_000_000
MAX_PARTS = 500
MAX_ROWS, MAX_COLUMNS = 2_000, 100
# The cells of all the ranges that openpyxl makes one by one, be they empty: those of a merge, of a link, of a comment.
MAX_SPREAD = MAX_ROWS * MAX_COLUMNS
_SPREAD = ("mergeCell", "hyperlink", "comment")
_EDGES = (1, 1, 16_384, 1_048_576)
# Day 0 of Excel's two calendars (ECMA-376, 18.17.4.1).
_EPOCHS = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}
# Characters of one cell of a .csv.
MAX_CELL = 131_072
_BREAKS = re.compile(r"(?<![ \t])[ \t]*[\r\n]+[ \t\r\n]*")


class UnreadableTableError(FrenchError):
    """A file that holds no table to read; the message is French and says what to do."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """What a cell shows, as text; ``formula`` when it is computed, ``error`` when it shows an error."""

    row: int
    column: int
    text: str
    formula: bool = False
    error: bool = False


@dataclass(frozen=True)
class Table:
    """One sheet: its name (empty for a .csv), its rows from the first, merged ranges, and what was noticed."""

    sheet: str
    rows: tuple[tuple[TableCell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    remarks: tuple[str, ...] = ()
    calendar: int = 1900

    def __post_init__(self) -> None:
        object.__setattr__(self, "remarks", french_lines(self.remarks))

    def where(self, row: int, column: int) -> str:
        """Return « Feuille1!C7 », or « C7 » in a .csv."""
        cell = f"{get_column_letter(column)}{row}"
        return f"{self.sheet}!{cell}" if self.sheet else cell

    def day(self, serial: int) -> date | None:
        """Return the day that a number of days stands for, where it is one that a plan may hold."""
        return _EPOCHS[self.calendar] + timedelta(days=serial) if 20_000 <= serial <= 80_000 else None


def read_table(path: Path, sheet: str | None = None) -> Table:
    """Return the table of a file; ``sheet`` names the one to read (the first that is shown, by default)."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableTableError(f"Ce fichier dépasse {MAX_BYTES // 1_000_000} Mo. Gardez seulement le tableau à lire.")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableTableError("Ce fichier ne s’ouvre pas. Vérifiez son nom et son dossier.") from error
    if data.startswith(b"PK\x03\x04"):
        return _workbook(data, sheet)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        message = "Ce classeur est d’un ancien format (.xls), ou protégé par un mot de passe. Enregistrez-le en .xlsx, sans mot de passe."
        raise UnreadableTableError(message)
    return _csv(data)


def _csv(data: bytes) -> Table:
    text, remarks = _decoded(data)
    if "\x00" in text:
        raise UnreadableTableError("Ce fichier n’est ni un classeur .xlsx ni un tableau .csv. Enregistrez-le dans l’un de ces formats.")
    head = text[:20_000].split("\n", 1)[0]
    delimiter = max(";,\t", key=head.count)
    try:
        csv.field_size_limit(MAX_CELL)  # of the whole process: every reader sets its own
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableTableError(
            "Ce tableau .csv ne se lit pas : un guillemet ouvert n’est jamais fermé, ou une cellule est démesurée."
        ) from error
    _check_size(len(rows), max(map(len, rows), default=0))
    cells = tuple(
        tuple(TableCell(number, column, _clean(value), value.lstrip().startswith("=")) for column, value in enumerate(row, 1))
        for number, row in enumerate(rows, 1)
    )
    return Table("", cells, remarks=tuple(remarks))


def _decoded(data: bytes) -> tuple[str, list[str]]:
    try:
        text, encoding = decode(data)
    except UnicodeDecodeError as error:
        raise UnreadableTableError("Ce fichier ne se lit pas comme du texte. Enregistrez-le en « CSV UTF-8 ».") from error
    told = "Le fichier n’est pas en UTF-8 : il a été lu comme l’écrit Windows (windows-1252). Vérifiez les accents."
    return text, [told] if encoding == WINDOWS else []


def _workbook(data: bytes, wanted: str | None) -> Table:
    macros = _check_parts(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not keep (styles, validations) is nothing to us
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=False, keep_links=False)
    except Exception as error:  # a hostile workbook makes the library raise almost anything
        raise UnreadableTableError("Ce classeur ne se lit pas. Ouvrez-le dans un tableur et enregistrez-le de nouveau en .xlsx.") from error
    sheets = [sheet for sheet in book.worksheets if isinstance(sheet, Worksheet)]
    shown = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    if not shown:
        raise UnreadableTableError("Ce classeur n’a pas de feuille à lire.")
    named = {sheet.title: sheet for sheet in sheets}
    if wanted is not None and wanted not in named:
        raise UnreadableTableError(f"Ce classeur n’a pas de feuille « {wanted} ». Feuilles : {', '.join(named)}.")
    sheet = named[wanted] if wanted is not None else shown[0]
    _check_size(sheet.max_row, sheet.max_column)
    remarks = ["Les macros du classeur ne sont ni lues ni lancées."] if macros else []
    others = [one.title for one in sheets if one is not sheet]
    remarks += [f"Feuilles laissées de côté : {', '.join(others)}."] if others else []
    remarks += _hidden(sheet)
    rows = tuple(tuple(_cell(cell) for cell in row) for row in sheet.iter_rows())
    merged = tuple((one.min_row, one.min_col, one.max_row, one.max_col) for one in sheet.merged_cells.ranges)
    return Table(
        sheet=sheet.title,
        rows=rows,
        merged=tuple(sorted(merged)),
        remarks=tuple(remarks),
        calendar=1904 if book.epoch.year == 1904 else 1900,
    )


def _check_parts(data: bytes) -> bool:
    """Refuse what would fill the memory, whatever the parts hold; say whether there are macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            # A part never gives more than it declares: zipfile stops there.
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise UnreadableTableError("Ce classeur est démesuré une fois décompressé. Copiez le tableau dans un classeur neuf.")
            if sum(_spread(archive.read(part)) for part in parts) > MAX_SPREAD:
                raise UnreadableTableError(
                    "Des cellules fusionnées, ou un lien, couvrent presque toute une feuille. Copiez le tableau seul dans un classeur neuf."
                )
            return any(part.filename.endswith("vbaProject.bin") for part in parts)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise UnreadableTableError(
            "Ce classeur est abîmé ou protégé. Ouvrez-le dans un tableur et enregistrez-le de nouveau en .xlsx."
        ) from error


def _spread(part: bytes) -> int:
    """Return how many cells a part spreads over with merges, links and comments; refuse one that declares entities."""
    cells = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal cells
        if name.rpartition(" ")[2] in _SPREAD:
            with contextlib.suppress(ValueError):  # what is no range is told by whoever reads the workbook
                left, top, right, bottom = (
                    here or edge for here, edge in zip(range_boundaries(attributes.get("ref", "")), _EDGES, strict=True)
                )
                cells += (abs(right - left) + 1) * (abs(bottom - top) + 1)

    def declared(*_: object) -> None:
        raise UnreadableTableError(
            "Ce classeur contient une déclaration que les tableurs n’écrivent pas (DOCTYPE). Enregistrez-le de nouveau."
        )

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.StartDoctypeDeclHandler = begin, declared
    with contextlib.suppress(expat.ExpatError, ValueError, LookupError):  # an image, a macro; or XML that is not read either
        parser.Parse(part, True)
    return cells


def _check_size(rows: int, columns: int) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        message = (
            f"La feuille s’étend sur {rows} lignes et {columns} colonnes; la limite est de {MAX_ROWS} lignes et {MAX_COLUMNS} colonnes."
        )
        raise UnreadableTableError(f"{message} Copiez seulement le tableau dans une feuille neuve.")


def _hidden(sheet: Worksheet) -> Iterator[str]:
    rows = [str(number) for number in range(1, sheet.max_row + 1) if number in sheet.row_dimensions and sheet.row_dimensions[number].hidden]
    if rows:
        yield f"Lignes masquées, lues comme les autres : {', '.join(rows)}."
    columns = sorted(name for name, dimension in sheet.column_dimensions.items() if dimension.hidden)
    if columns:
        yield f"Colonnes masquées, lues comme les autres : {', '.join(columns)}."


def _cell(cell: SheetCell | MergedCell) -> TableCell:
    row, column = int(cell.row or 0), int(cell.column or 0)
    if isinstance(cell, MergedCell) or cell.value is None:
        return TableCell(row, column, "")
    value = cell.value
    if cell.data_type in ("f", "e"):
        shown = value if isinstance(value, str) else "="
        return TableCell(row=row, column=column, text=_clean(shown), formula=cell.data_type == "f", error=cell.data_type == "e")
    return TableCell(row, column, _clean(_shown(value, cell.number_format)))


def _shown(value: object, number_format: str) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        percent = "%" in number_format
        number = Decimal(value)  # exact, and of any size
        digits = f"{number * 100 if percent else number:.6f}".rstrip("0").rstrip(".").replace(".", ",")
        return typographic(f"{digits} %") if percent else digits
    return str(value)


def _clean(text: str) -> str:
    """Return the text of a cell on one line, without what no file of ours may hold."""
    return _BREAKS.sub(" ", without_invisible(text)).strip()
