"""A line as a terminal shows it, with carets under one place."""

import pytest
from rich.cells import cell_len

from pipeline.terminal.carets import WIDTH, printable, quoted


@pytest.mark.parametrize(
    ("line", "column", "length", "shown", "carets"),
    [
        ("titre: Exemple", 8, 7, "titre: Exemple", "       ^^^^^^^"),
        ("titre:", 7, 1, "titre:", "      ^"),  # at the end of the line, where something lacks
        ("\ttype: x", 2, 4, "→   type: x", "    ^^^^"),
        ("全角 mot", 4, 3, "全角 mot", "     ^^^"),  # each of these two takes two cells
        ("e\u0301te\u0301 mot", 7, 3, "e\u0301te\u0301 mot", "    ^^^"),  # accents typed apart take none
        ("un\u202emot", 3, 1, "un\\u202emot", "  ^^^^^^"),
        ("", 1, 1, "", "^"),
    ],
    ids=["plain", "end", "tab", "wide", "combining", "invisible", "empty"],
)
def test_the_carets_stand_under_the_place(line, column, length, shown, carets):
    assert quoted(line, column, length) == (shown, carets)


@pytest.mark.parametrize("column", [1, 30, 500, 970, 1000])
def test_a_long_line_is_cut_around_the_place(column):
    line = "".join(f"{number:03} " for number in range(250))
    shown, carets = quoted(line, column, 3)
    assert cell_len(shown) <= WIDTH
    assert shown.startswith("…") is (column > 45)
    assert shown.endswith("…") is (column < 950)
    assert shown[carets.index("^") :][: carets.count("^")] == line[column - 1 :][: carets.count("^")]


def test_a_mark_that_is_longer_than_the_screen_is_cut_with_it():
    shown, carets = quoted("x" * 30_000, 10_000, 20_000)
    assert (len(shown), len(carets)) == (WIDTH, WIDTH - 1)


def test_a_terminal_without_our_signs_still_has_its_carets_under_the_place():
    shown, carets = quoted("été: mot", 6, 3, "ascii")
    assert shown == "\\xe9t\\xe9: mot"
    assert carets == "           ^^^"


def test_what_would_command_the_terminal_or_not_be_seen_is_escaped():
    assert printable("a\x1b[2J\u200b\u202e\udcffé\u00a0b") == "a\\x1b[2J\\u200b\\u202e\\udcffé\u00a0b"
