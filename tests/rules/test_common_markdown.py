"""What the site's Markdown and CommonMark show otherwise is told, with what to write; what is told, once written, reads the same in both."""

import re

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pydantic import BaseModel

from pipeline.content.kind import PageDocument
from pipeline.rules.common_markdown import markdown_reads_the_same_everywhere
from pipeline.rules.run import check
from pipeline.text.files import Source
from tests.support import PAGE, TODAY, fiche_with, found, make_site, report_on

PAGE_PATH = "content/pages/a-propos.md"
CODES = ("S026", "S027", "S028", "S029")


def told(tmp_path, text: str) -> list[tuple[str, int, str]]:
    """Return what is told of a text at the end of a page: the rule, the line counted from the text's first, the mend."""
    before = f"{PAGE.rstrip()}\n\n"
    report = report_on(tmp_path, {PAGE_PATH: before + text + "\n"})
    first = before.count("\n")
    return [(d.rule.code, d.place.line - first, d.help.replace("\u00a0", " ")) for d in report.diagnostics if d.rule.code in CODES]


FOUR = "Mettez quatre espaces devant lui."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # M1
        ("Un exemple :\n- un\n- autre", [("S026", 2, "Laissez une ligne vide avant elle.")]),
        ("Un exemple :\n* un", [("S026", 2, "Laissez une ligne vide avant elle.")]),
        ("Un exemple :\n1. un\n2. autre", [("S026", 2, "Laissez une ligne vide avant elle.")]),
        ("- un\n  - dessous", [("S026", 2, FOUR)]),
        ("- un\n   - dessous", [("S026", 2, FOUR)]),
        ("1. un\n   - dessous", [("S026", 2, FOUR)]),
        ("1. un\n\n   suite", [("S026", 3, "Mettez quatre espaces devant elle.")]),
        ("- un\n\n  suite", [("S026", 3, "Mettez quatre espaces devant elle.")]),
        ("1) un\n2) autre", [("S026", 1, "Écrivez « 1. »."), ("S026", 2, "Écrivez « 2. ».")]),
        # M2
        ("2020. Cette année-là.", [("S027", 1, "Si ce n’est pas une liste, écrivez « 2020\\. »; si c’en est une, commencez-la à « 1. ».")]),
        (
            "1. un\n\n2020. Cette année-là.",
            [("S027", 3, "Si ce n’est pas une liste, écrivez « 2020\\. »; si c’en est une, commencez-la à « 1. ».")],
        ),
        ("12. Douze.", [("S027", 1, "Si ce n’est pas une liste, écrivez « 12\\. »; si c’en est une, commencez-la à « 1. ».")]),
        # M3
        ("##\u00a0Un titre", [("S028", 1, "Remplacez-la par une espace ordinaire : « ## Titre ».")]),
        ("###\u202fUn titre", [("S028", 1, "Remplacez-la par une espace ordinaire : « ## Titre ».")]),
    ],
)
def test_what_reads_otherwise_elsewhere_is_told_with_its_mend(tmp_path, text, said):
    assert told(tmp_path, text) == said


@pytest.mark.parametrize(
    "text",
    [
        "Un exemple :\n\n- un\n- autre", "- un\n    - dessous\n- autre", "1. un\n\n    suite\n\n2. autre", "2020\\. Cette année-là.", "En 2020. Et après.", "## Un titre",
        "1. un\n1. autre", "1. un\n2. autre\n\nUn mot.", "Un texte\n2020. qui suit, et n’est une liste pour personne.", "```\nUn :\n- un\n  - deux\n1) trois\n```", "`[^1]`",
        "| a | b |\n|---|---|\n| - un | 2 |",
    ],
)  # fmt: skip
def test_what_reads_the_same_everywhere_is_left_alone(tmp_path, text):
    assert told(tmp_path, text) == []


# M4.


@pytest.mark.parametrize(
    "text",
    [
        "Une note[^1].\n\n[^1]: Absent.md, 12 pages.",
        "Une note[^note] et une autre[^b].\n\n[^note]: un.\n[^b]: deux.",
        "Un appel sans note[^x].",
    ],
)
def test_footnotes_are_told_in_one_message(tmp_path, text):
    (one,) = told(tmp_path, text)
    assert (one[0], one[1]) == ("S029", 1)
    assert "[@clé, repère]" in one[2]


def test_a_footnote_in_a_sheet_is_neither_a_broken_link_nor_a_figure(tmp_path):
    text = fiche_with("Exemple de contexte.", "Exemple de contexte[^1].\n\n[^1]: absente")
    report = check(make_site(tmp_path, {"content/fiches/exemple.md": text}), TODAY)
    assert len(found(report, "S029")) == 1
    assert found(report, "L002") == []
    assert found(report, "T001") == []


# What nobody thought of: the two grammars themselves, on drawn lines.

LINES = st.sampled_from(
    [
        "Texte :",
        "- un",
        "  - deux",
        "    - trois",
        "1. un",
        "2. deux",
        "1) un",
        "   suite",
        "",
        "2020. Rien.",
        "## Titre",
        "* un",
        "  suite",
        "un mot",
    ]
)


def shape(page: str) -> str:
    """Return a page's elements and words, without what shows the same: paragraphs in items, numbers of beginning, names of titles."""
    page = re.sub(r' (?:id|start)="[^"]*"', "", re.sub(r"</?p>", " ", page))
    return re.sub(r"\s+", " ", re.sub(r"\s*(</?[a-z0-9]+>)\s*", r"\1", page)).strip()


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=5).map("\n".join))
def test_where_the_two_grammars_disagree_something_is_told(text):
    if shape(markdown.markdown(text)) != shape(MarkdownIt().render(text)):
        assert codes_of(text)


class Nothing(BaseModel):
    """A page without a header."""


def codes_of(text: str) -> list[str]:
    """Return the rules that a text alone breaks."""
    return [fault.code for fault in markdown_reads_the_same_everywhere(PageDocument("x", Source("x.md", text), None, Nothing(), 0))]
