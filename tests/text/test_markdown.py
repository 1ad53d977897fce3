"""Blocks, sections and sentences of a Markdown text, each at its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.files import Span
from pipeline.text.markdown import BlockKind, blocks, code_spans, mask, not_prose, sections, sentences


def shown(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text(text)) for block in blocks(text)]


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, 0, len(text))]


def spans_of(text: str) -> list[str]:
    return [text[span.start : span.end] for span in not_prose(text, 0, len(text))]


# --- Blocks --------------------------------------------------------------------------------------------------------


def test_a_page_is_cut_into_its_blocks():
    text = "# Titre\n\nUn paragraphe\nsur deux lignes.\n\n- un\n- deux\n  suite\n1. trois\n\n> cité\n> suite\n"
    assert shown(text) == [
        ("heading", "Titre"),
        ("paragraph", "Un paragraphe\nsur deux lignes."),
        ("item", "un"),
        ("item", "deux\n  suite"),
        ("item", "trois"),
        ("quote", " cité\n> suite"),
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("paragraphe\n# titre", ["paragraph", "heading"]),
        ("paragraphe\n- item", ["paragraph", "item"]),
        ("paragraphe\n> cité", ["paragraph", "quote"]),
        ("paragraphe\n```\ncode\n```", ["paragraph", "code"]),
        ("paragraphe\n<!-- non -->", ["paragraph", "comment"]),
        ("> cité\nparesseux", ["quote"]),
        ("#pas un titre", ["paragraph"]),
        ("####### sept", ["paragraph"]),
        ("-pas un item", ["paragraph"]),
        ("1.pas un item", ["paragraph"]),
        ("2026 élèves", ["paragraph"]),
        ("a\n   \nb", ["paragraph", "paragraph"]),
        ("\n\n", []),
        ("", []),
    ],
)
def test_where_a_block_begins(text, kinds):
    assert [block.kind for block in blocks(text)] == [BlockKind(kind) for kind in kinds]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("```\n# non\n\n- non\n```\n# oui", "```\n# non\n\n- non\n```"),
        ("~~~python\nx\n~~~\noui", "~~~python\nx\n~~~"),
        ("````\n```\n````\noui", "````\n```\n````"),
        ("```\njamais fermé\n# non", "```\njamais fermé\n# non"),
    ],
)
def test_nothing_is_read_between_fences(text, code):
    assert shown(text)[0] == ("code", code)


def test_a_comment_hides_what_it_holds():
    assert shown("<!-- # non\n\n- non -->\n# oui") == [("comment", "<!-- # non\n\n- non -->"), ("heading", "oui")]
    assert shown("<!-- jamais fermé\n# non") == [("comment", "<!-- jamais fermé\n# non")]


def test_levels_and_offsets_are_known():
    text = "### Trois\n  - retrait\n10) ordonné\n"
    heading, item, numbered = blocks(text)
    assert (heading.level, item.level, numbered.level) == (3, 2, 0)
    assert (heading.start, heading.inner, heading.end) == (0, 4, 9)
    assert (item.start, item.inner, item.end) == (10, 14, 21)


def test_only_the_asked_part_is_cut():
    text = "# Avant\n\npendant\n\naprès"
    assert [block.text(text) for block in blocks(text, 9, 16)] == ["pendant"]


# --- Sections ------------------------------------------------------------------------------------------------------

PAGE = "avant\n## A {#a lang=fr}\nx\n### B\ny\n## C ##\nz\n# D\nw\n"


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (1, [("D", "", ["w"])]),
        (2, [("A", "#a lang=fr", ["x", "B", "y"]), ("C", "", ["z"])]),
        (3, [("B", "", ["y"])]),
        (4, []),
    ],
)
def test_a_section_holds_what_follows_its_heading(level, expected):
    found = sections(PAGE, blocks(PAGE), level)
    assert [(section.title, section.attributes, [block.text(PAGE) for block in section.blocks]) for section in found] == expected


def test_a_section_ends_where_the_next_begins():
    first, last = sections(PAGE, blocks(PAGE), 2)
    assert (first.end, last.end) == (PAGE.index("## C"), PAGE.index("# D"))


# --- Sentences -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un. Deux! Trois? Quatre…", ["Un.", "Deux!", "Trois?", "Quatre…"]),
        ("Sans point final", ["Sans point final"]),
        ("Il y en a 3. Ensuite.", ["Il y en a 3.", "Ensuite."]),
        ("Un gain de 0.5 % ici. Fin.", ["Un gain de 0.5 % ici.", "Fin."]),
        ("Quoi?! Oui.", ["Quoi?!", "Oui."]),
        ("Peut-être... ou non. Fin.", ["Peut-être... ou non.", "Fin."]),
        ("(Oui.) Non.", ["(Oui.)", "Non."]),
        ("**Oui.** Non.", ["**Oui.**", "Non."]),
        ("«\u00a0Oui.\u00a0» Non.", ["«\u00a0Oui.\u00a0»", "Non."]),
        ("« Oui. » Non.", ["« Oui. »", "Non."]),
        ("“Oui.” Non.", ["“Oui.”", "Non."]),
        ("Oui.\nNon.", ["Oui.", "Non."]),
        ("  Oui.   Non.  ", ["Oui.", "Non."]),
        ("", []),
        ("   ", []),
    ],
)
def test_a_text_is_cut_into_sentences(text, expected):
    assert cut(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Voir p. 5 et pp. 6 à 8.",
        "Selon Exemple et al. 2020 la suite.",
        "Selon A. B. Exemple la suite.",
        "M. Exemple et Mme. Modèle.",
        "Un exemple, p. ex. Celui-ci.",
        "C’est-à-dire, c.-à-d. Ceci.",
        "Le vol. 3 de la collab. Exemple.",
        "Il dit oui. mais sans majuscule.",
        "fichier.texte sans espace.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text):
    assert cut(text) == [text]


# --- What is not prose ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("du `code 15` ici", ["`code 15`"]),
        ("``a`b`` ici", ["``a`b``"]),
        ("[texte](https://exemple.org/15) ici", ["](https://exemple.org/15)"]),
        ("[texte](page.md \"titre 15\")", ["](page.md \"titre 15\")"]),
        ("<https://exemple.org/15>", ["<https://exemple.org/15>"]),
        ("<mailto:a@exemple.org>", ["<mailto:a@exemple.org>"]),
        ("voir https://exemple.org/15 ici", ["https://exemple.org/15"]),
        ("voir www.exemple.org/15 ici", ["www.exemple.org/15"]),
        ("oui <!-- 15\n20 --> non", ["<!-- 15\n20 -->"]),
        ("`jamais fermé 15", []),
        ("[texte][1]", []),
        ("15 < 20", []),
    ],
)  # fmt: skip
def test_code_addresses_and_comments_are_not_prose(text, expected):
    assert spans_of(text) == expected


def test_code_spans_are_found_alone():
    text = "`un` [x](y) `deux`"
    assert [text[span.start : span.end] for span in code_spans(text, 0, len(text))] == ["`un`", "`deux`"]


def test_a_mask_keeps_every_offset_and_every_line():
    assert mask("avant\ncaché\naprès", [Span(6, 11)]) == "avant\n     \naprès"
    assert mask("ab\ncd", [Span(1, 4)], filler="_") == "a_\n_d"
    assert mask("abcdef", [Span(3, 5), Span(0, 2), Span(1, 4)]) == "     f"
    assert mask("abc", []) == "abc"


# --- Any text ------------------------------------------------------------------------------------------------------

PIECES = ["[", "(", "`", ".", "1", "<!--", "@", " ", "](", "](a", "<a:", "``a`", "{", "~", "- ", "> ", "# ", "http://", "www.", "?!»"]


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.text() | st.text(alphabet="#->`~<!-[](){}.?»” \n1a\u00a0"))
def test_any_text_is_cut_without_loss(text):
    found = blocks(text)
    assert [block.start for block in found] == sorted({block.start for block in found})
    assert all(block.start <= block.inner <= block.end <= len(text) for block in found)
    assert " ".join(text[block.start : block.end] for block in found).split() == text.split()
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
    assert len(mask(text, not_prose(text, 0, len(text)))) == len(text)
    sections(text, found, 2)


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("before", ["", "## ", "## a"])
def test_a_long_hostile_line_is_cut(piece, before):
    line = before + piece * (20_000 // len(piece)) + "x"
    found = blocks(line)
    assert found[-1].end == len(line)
    assert len(sections(line, found, 2)) == (1 if before else 0)
    assert "".join("".join(cut(line)).split()) == "".join(line.split())
    assert all(0 <= span.start < span.end <= len(line) for span in not_prose(line, 0, len(line)))
