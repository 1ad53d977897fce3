"""Files as people leave them: what is refused, and where it is said to be."""

import os
import unicodedata
from pathlib import Path

import pytest

from pipeline.project import Project
from pipeline.rules.fixes import correct
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import MAX_BYTES, MAX_LINE, Source, check_file_name, files_of, invisible, read_source
from pipeline.text.words import SLUG, slug

NAME = "content/fiches/exemple.md"


def read(root: Path, raw: bytes) -> tuple[Source | None, list[tuple[str, int, int]]]:
    """Write one file and read it; return its source, and code, line and column of each diagnostic."""
    path = root / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    return read_path(root, path)


def read_path(root: Path, path: Path) -> tuple[Source | None, list[tuple[str, int, int]]]:
    found: list[Diagnostic] = []
    source = read_source(Project(root), path, found)
    return source, [(d.rule.code, d.place.line, d.place.column) for d in found]


def test_a_file_in_utf_8_is_read_as_it_is(tmp_path):
    source, found = read(tmp_path, "Été\u00a0: œuvre — 2ᵉ\n".encode())
    assert source == Source(NAME, "Été\u00a0: œuvre — 2ᵉ\n")
    assert found == []


@pytest.mark.parametrize(
    ("raw", "code", "line", "column"),
    [
        ("Exemple".encode("utf-16"), "F001", 1, 1),
        ("Exemple".encode("utf-16-be"), "F008", 1, 1),
        ("Exemple\nété".encode("cp1252"), "F001", 2, 1),
        ("Exempl\u00e9 été".encode() + b" \xe9", "F001", 1, 13),
        (b"\xef\xbb\xbfExemple", "F002", 1, 1),
        (b"Exemple\r\nsuite\r\n", "F003", 1, 8),
        (b"Exemple\rsuite", "F003", 1, 8),
        (b"", "F004", 1, 1),
        (b" \n\t\n", "F004", 1, 1),
        (b"Exemple\nun\x00deux", "F008", 2, 3),
        ("Exemple\u200b".encode(), "F008", 1, 8),
        ("a\u202eb".encode(), "F008", 1, 2),
        ("a\u2028b".encode(), "F008", 1, 2),
        (b"a\x0cb", "F008", 1, 2),
        ("a\ue000b".encode(), "F008", 1, 2),
        ("a\u2067b".encode(), "F008", 1, 2),  # a direction isolate
        ("a\U000e0041b".encode(), "F008", 1, 2),  # a tag
        ("a\ufe0fb".encode(), "F008", 1, 2),  # a variation selector
        ("a\u3164b".encode(), "F008", 1, 2),  # a filler
        ("a\u2800b".encode(), "F008", 1, 2),  # the blank of braille
    ],
)
def test_what_is_not_plain_text_is_refused_at_its_place(tmp_path, raw, code, line, column):
    assert read(tmp_path, raw) == (None, [(code, line, column)])


def test_two_kinds_of_mistakes_are_both_said(tmp_path):
    assert read(tmp_path, "un\r\ndeux\u200b".encode()) == (None, [("F003", 1, 3), ("F008", 2, 5)])


@pytest.mark.parametrize("text", ["un\tdeux", "un\u00a0deux", "un\u202fdeux", "un\u2011deux", "𝒳 et 👍"])
def test_spaces_tabs_and_signs_are_not_invisible(tmp_path, text):
    source, found = read(tmp_path, text.encode())
    assert (source and source.text, found) == (text, [])


def test_every_character_of_the_invisible_categories_is_refused_and_no_other_that_is_seen():
    line_ends, mended = "\t\n", "\u00ad"
    hidden = {"Cc", "Cf", "Zl", "Zp", "Cs", "Co"}
    refused = [chr(code) for code in range(0x110000) if invisible(chr(code))]
    missed = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in hidden and not invisible(chr(code))]
    assert sorted(missed) == sorted(line_ends + mended)
    seen = {character for character in refused if unicodedata.category(character) not in hidden | {"Cn"}}
    # Default_Ignorable (DerivedCoreProperties.txt), then what stands for something that was lost, then the blank of braille.
    ignorable = {
        "\u034f",
        "\u115f",
        "\u1160",
        "\u17b4",
        "\u17b5",
        *map(chr, (*range(0x180B, 0x180E), 0x180F, *range(0xFE00, 0xFE10))),
        "\u3164",
        "\uffa0",
    }
    assert seen == {*ignorable, *map(chr, range(0xE0100, 0xE01F0)), "\ufffc", "\ufffd", "\u2800"}


@pytest.mark.parametrize(
    ("typed", "message", "column"),
    [
        ("Un e\u0301le\u0300ve", "Un accent est séparé de sa lettre (2 endroits).", 4),
        ("Un élè\u00adve", "Un trait d’union caché coupe ce mot.", 7),
    ],
)
def test_accents_apart_and_hidden_hyphens_are_read_as_ordinary_letters_and_told_once(tmp_path, typed, message, column):
    (tmp_path / NAME).parent.mkdir(parents=True)
    (tmp_path / NAME).write_text(typed, encoding="utf-8")
    found: list[Diagnostic] = []
    source = read_source(Project(tmp_path), tmp_path / NAME, found)
    assert source is not None
    assert source.text == "Un élève"
    assert [(d.rule.code, d.message, d.place.column) for d in found] == [("F011", message, column)]
    mended = correct(NAME, typed.encode())
    assert (mended and mended.after) == "Un élève".encode()


@pytest.mark.parametrize("name", ["con", "aux", "nul", "prn", "com1", "lpt9"])
def test_a_name_that_windows_keeps_is_no_name_of_ours(tmp_path, name):
    found: list[Diagnostic] = []
    assert not check_file_name(Project(tmp_path), tmp_path / f"{name}.md", found)
    assert [(d.rule.code, d.message, d.help) for d in found] == [
        ("F007", "Windows ne peut pas tenir un fichier de ce nom.", f"Renommez-le\u00a0: {name}-1.md")
    ]
    assert not SLUG.fullmatch(name)
    assert SLUG.fullmatch(slug(name))


@pytest.mark.parametrize("name", ["console", "con-exemple", "nul-exemple", "com", "com10", "auxiliaire"])
def test_a_name_that_begins_like_one_of_them_is_fine(tmp_path, name):
    assert check_file_name(Project(tmp_path), tmp_path / f"{name}.md", [])


def test_the_invisible_character_is_named():
    assert invisible("a\u202eb") == "U+202E"
    assert invisible("a b\n") is None


def test_a_file_is_as_large_as_the_limit_and_no_larger(tmp_path):
    lines = b"x" * 999 + b"\n"
    assert read(tmp_path, lines * (MAX_BYTES // 1000))[1] == []
    assert read(tmp_path, lines * (MAX_BYTES // 1000) + b"x") == (None, [("F005", 1, 1)])


def test_a_line_is_as_long_as_the_limit_and_no_longer(tmp_path):
    assert read(tmp_path, b"un\n" + b"x" * MAX_LINE)[1] == []
    assert read(tmp_path, b"un\n" + b"x" * (MAX_LINE + 1)) == (None, [("F005", 2, 1)])


@pytest.mark.parametrize("piece", ["[", "(", "`", ".", "1", "<!--", "@", " ", "\t", "é"])
def test_a_long_hostile_line_is_read(tmp_path, piece):
    text = "x" + piece * ((MAX_LINE - 1) // len(piece))
    source, found = read(tmp_path, text.encode())
    assert (source and source.text, found) == (text, [])


def test_a_link_out_of_the_repository_is_refused(tmp_path):
    inside, outside = tmp_path / "depot", tmp_path / "ailleurs.md"
    inside.mkdir()
    outside.write_text("Exemple")
    (inside / "lien.md").symlink_to(outside)
    assert read_path(inside, inside / "lien.md") == (None, [("F006", 1, 1)])


def test_a_link_to_itself_is_refused(tmp_path):
    (tmp_path / "lien.md").symlink_to(tmp_path / "lien.md")
    source, found = read_path(tmp_path, tmp_path / "lien.md")
    assert source is None
    assert found in ([("F006", 1, 1)], [("F009", 1, 1)])  # from Python 3.13 on, such a link resolves, and only then does not open


def test_a_link_inside_the_repository_is_followed(tmp_path):
    (tmp_path / "vrai.md").write_text("Exemple")
    (tmp_path / "lien.md").symlink_to(tmp_path / "vrai.md")
    assert read_path(tmp_path, tmp_path / "lien.md") == (Source("lien.md", "Exemple"), [])


def test_a_folder_or_a_missing_file_does_not_open(tmp_path):
    (tmp_path / "dossier.md").mkdir()
    assert read_path(tmp_path, tmp_path / "dossier.md") == (None, [("F009", 1, 1)])
    assert read_path(tmp_path, tmp_path / "absent.md") == (None, [("F009", 1, 1)])


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "tuyau.md")
    assert read_path(tmp_path, tmp_path / "tuyau.md") == (None, [("F009", 1, 1)])


@pytest.mark.parametrize(
    ("offset", "line", "column"), [(0, 1, 1), (2, 1, 3), (3, 2, 1), (5, 2, 3), (6, 3, 1), (7, 4, 1), (8, 4, 2)]
)  # fmt: skip
def test_an_offset_has_a_line_and_a_column(offset, line, column):
    place = Source("x.md", "ab\n𝒳é\n\nc").place(offset)
    assert (place.path, place.line, place.column) == ("x.md", line, column)


def test_a_line_has_an_offset():
    source = Source("x.md", "ab\ncd\n")
    assert [source.line_offset(line) for line in (1, 2, 3, 9)] == [0, 3, 6, 6]


@pytest.mark.parametrize("name", ["exemple.md", "exemple-2.md", "2026-11-24-exemple.md"])
def test_a_plain_name_may_become_an_address(tmp_path, name):
    found: list[Diagnostic] = []
    assert check_file_name(Project(tmp_path), tmp_path / name, found)
    assert found == []


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("Élèves absents.md", "eleves-absents.md"),
        ("exemple_2.md", "exemple-2.md"),
        ("l’œuvre.md", "l-oeuvre.md"),
        ("exemple--2.md", "exemple-2.md"),
        ("Exemple.md", "exemple.md"),
        ("🙂.md", "nom-de-la-page.md"),
    ],
)
def test_another_name_is_refused_and_a_better_one_proposed(tmp_path, name, better):
    found: list[Diagnostic] = []
    assert not check_file_name(Project(tmp_path), tmp_path / name, found)
    assert [(d.rule.code, d.text, d.help) for d in found] == [("F007", name, f"Renommez-le\u00a0: {better}")]


def test_the_files_of_a_folder_come_sorted_and_any_other_is_told(tmp_path):
    for name in ("b.md", "a.md", "c.txt", ".cache", "sous/d.md"):
        (tmp_path / "fiches" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "fiches" / name).write_text("x")
    found: list[Diagnostic] = []
    assert [path.name for path in files_of(Project(tmp_path), tmp_path / "fiches", ".md", found)] == ["a.md", "b.md"]
    assert [(d.rule.code, str(d.place)) for d in found] == [("F010", "fiches/c.txt:1:1"), ("F010", "fiches/sous/d.md:1:1")]
    assert files_of(Project(tmp_path), tmp_path / "absent", ".md", found) == []
