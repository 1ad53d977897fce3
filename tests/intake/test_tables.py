"""Spreadsheets of any make, read as text: what is in them is never run, and what is too large is refused before it is parsed."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from pipeline.intake.tables import MAX_BYTES, UnreadableTableError, read_table


def workbook(path: Path, *rows: tuple[object, ...], **named: object) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Plan"
    for row in rows:
        sheet.append(row)
    for cell, number_format in named.items():
        sheet[cell].number_format = number_format
    book.save(path)
    return path


def texts(path: Path) -> list[list[str]]:
    return [[cell.text for cell in row] for row in read_table(path).rows]


def test_values_are_read_as_people_see_them(tmp_path):
    path = workbook(tmp_path / "x.xlsx", ("Été", 4, 2.5, 0.15, date(2026, 10, 15), None, True), D1="0 %")
    assert texts(path) == [["Été", "4", "2,5", "15\u00a0%", "2026-10-15", "", "oui"]]


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ("\ufeffA;B\r\nété;1,5\r\n".encode(), [["A", "B"], ["été", "1,5"]]),
        ('A,B\nété,"1,5"\n'.encode(), [["A", "B"], ["été", "1,5"]]),
        ("A\tB\nété\t1\n".encode("utf-16"), [["A", "B"], ["été", "1"]]),
        (b'A;B\n"deux\nlignes";1\n', [["A", "B"], ["deux lignes", "1"]]),
        ("A;B\nzéro\u200b;1\n".encode(), [["A", "B"], ["zéro", "1"]]),
    ],
    ids=["Excel in French", "commas", "UTF-16 with tabs", "a cell of two lines", "an invisible character"],
)
def test_a_csv_is_read_whatever_its_encoding_and_its_separator(tmp_path, data, rows):
    (tmp_path / "x.csv").write_bytes(data)
    assert texts(tmp_path / "x.csv") == rows


def test_a_csv_of_windows_is_read_and_said(tmp_path):
    (tmp_path / "x.csv").write_bytes("A;B\nété;1\n".encode("cp1252"))
    table = read_table(tmp_path / "x.csv")
    assert table.rows[1][0].text == "été"
    assert table.remarks == (
        "Le fichier n’est pas en UTF-8\u00a0: il a été lu comme l’écrit Windows (windows-1252). Vérifiez les accents.",
    )


def test_formulas_and_errors_are_marked_and_never_evaluated(tmp_path):
    path = workbook(tmp_path / "x.xlsx", ("=1+1", '=HYPERLINK("https://exemple.invalid")', "#REF!"))
    assert [(cell.text, cell.formula, cell.error) for cell in read_table(path).rows[0]] == [
        ("=1+1", True, False), ('=HYPERLINK("https://exemple.invalid")', True, False), ("#REF!", False, True),
    ]  # fmt: skip


def test_hidden_rows_columns_sheets_and_macros_are_said(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Plan"
    book.active.append(["A", "B"])
    book.active.append(["1", "2"])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.create_sheet("Notes")
    book.save(tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx", "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"exemple")
    assert read_table(tmp_path / "x.xlsx").remarks == (
        "Les macros du classeur ne sont ni lues ni lancées.",
        "Feuilles laissées de côté\u00a0: Notes.",
        "Lignes masquées, lues comme les autres\u00a0: 2.",
        "Colonnes masquées, lues comme les autres\u00a0: B.",
    )


def test_a_sheet_that_is_hidden_is_read_only_when_it_is_named(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Masquée"
    book.active["A1"] = "un"
    book.create_sheet("Montrée")["A1"] = "deux"
    book.active.sheet_state = "hidden"
    book.save(tmp_path / "x.xlsx")
    assert texts(tmp_path / "x.xlsx") == [["deux"]]
    assert read_table(tmp_path / "x.xlsx", "Masquée").rows[0][0].text == "un"


def archive(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return data.getvalue()


def far(tmp_path: Path) -> bytes:
    book = openpyxl.Workbook()
    book.active["A3000"] = "loin"
    book.save(tmp_path / "loin.xlsx")
    return (tmp_path / "loin.xlsx").read_bytes()


def with_sheet(old: bytes, new: bytes) -> bytes:
    """A workbook of one cell, whose sheet has been retouched."""
    made, changed = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.save(made)
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(changed, "w") as after:
        for part in before.infolist():
            after.writestr(part, before.read(part).replace(old, new))
    return changed.getvalue()


def test_a_number_of_four_hundred_digits_is_a_long_text(tmp_path):
    (tmp_path / "x.xlsx").write_bytes(with_sheet(b"<v>1</v>", b"<v>" + b"9" * 400 + b"</v>"))
    assert texts(tmp_path / "x.xlsx") == [["9" * 400]]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (lambda _: b"x" * (MAX_BYTES + 1), "Ce fichier dépasse 5\u00a0Mo."),
        (lambda _: archive(**{"xl/a.xml": b"0" * 21_000_000}), "Ce classeur est démesuré une fois décompressé."),
        (lambda _: archive(**{f"{number}.xml": b"" for number in range(501)}), "Ce classeur est démesuré une fois décompressé."),
        (lambda _: archive(**{"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY a "aaaa">]><a/>'}), "Ce classeur contient une déclaration"),
        (lambda _: archive(**{"xl/workbook.xml": b"<a/>"}), "Ce classeur ne se lit pas."),
        (lambda _: archive(**{"a.xml": b"<a/>" * 99})[:-30], "Ce classeur est abîmé ou protégé."),
        (lambda _: b"\xd0\xcf\x11\xe0" + b"0" * 99, "Ce classeur est d’un ancien format (.xls), ou protégé"),
        (lambda _: b"A;B\n\x00\n", "Ce fichier n’est ni un classeur .xlsx ni un tableau .csv."),
        (lambda _: b'A;"' + b"x" * 200_000, "Ce tableau .csv ne se lit pas"),
        (lambda _: b"A;B\n" * 2_001, "La feuille s’étend sur 2001 lignes et 2 colonnes"),
        (lambda _: with_sheet(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "Des cellules fusionnées, ou un lien, couvrent"),
        (lambda _: with_sheet(b"</sheetData>", b'</sheetData><hyperlinks><hyperlink location="A1" ref="A1:XFD1048576"/></hyperlinks>'), "Des cellules fusionnées, ou un lien, couvrent"),
        (lambda _: archive(**{"xl/workbook.xml": '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16")}), "Ce classeur contient une déclaration"),
        (far, "La feuille s’étend sur 3000 lignes et 1 colonnes"),
    ],
    ids=["too heavy", "zip bomb", "too many parts", "entities", "no workbook", "cut short", "old or locked", "binary", "a cell without end", "too long", "a merge of everything", "a link on everything", "entities in UTF-16", "a cell far below"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told_in_french_with_what_to_do(tmp_path, data, message):
    (tmp_path / "x").write_bytes(data(tmp_path))
    with pytest.raises(UnreadableTableError) as told:
        read_table(tmp_path / "x")
    assert str(told.value).startswith(message)
    assert str(told.value).count(".") >= 2  # what is wrong, then what to do
