"""Tables for spreadsheets, as Excel reads them in French; nothing in them is run as a formula."""

import csv
import io
from collections.abc import Iterable

# What a spreadsheet takes for the beginning of a formula (OWASP, « CSV Injection »), and our own mark before it.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
INERT = "'"


def inert(text: str) -> str:
    """Return ``text`` such that no spreadsheet runs it; ``typed`` gives it back."""
    return INERT + text if text.startswith((*FORMULA_SIGNS, INERT)) else text


def typed(text: str) -> str:
    """Return what was typed in a cell that ``inert`` may have marked."""
    return text[1:] if text.startswith(INERT) and text[1:].startswith((*FORMULA_SIGNS, INERT)) else text


def csv_table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Return the table in UTF-8 with a mark, its cells parted by « ; » and inert."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(map(inert, row) for row in rows)
    return text.getvalue().encode("utf-8-sig")
