"""Pandoc's citations and ours: keys, locators, excerpts, and where each stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.citation_syntax import CitationGroup, citation_groups, unclosed_citations


def groups(text: str) -> list[CitationGroup]:
    return citation_groups(text, 0, len(text))


def read(text: str) -> list[list[tuple[str, str, str | None]]]:
    """Return key, locator and excerpt id of each citation, group by group."""
    return [[(c.key, c.locator, c.excerpt_id) for c in group.citations] for group in groups(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oui [@exemple2020].", ("exemple2020", "", None)),
        ("Oui [@exemple2020, résumé].", ("exemple2020", "résumé", None)),
        ("Oui [@exemple2020,résumé].", ("exemple2020", "résumé", None)),
        ("Oui [@exemple2020, p. 5].", ("exemple2020", "p. 5", None)),
        ("Oui [@exemple2020, tableau 2, ligne 3].", ("exemple2020", "tableau 2, ligne 3", None)),
        ("Oui [@exemple2020, résumé, #effet-global].", ("exemple2020", "résumé", "effet-global")),
        ("Oui [@exemple2020,  résumé ,  #effet ].", ("exemple2020", "résumé", "effet")),
        ("Oui [@exemple2020, #effet].", ("exemple2020", "", "effet")),
        ("Oui [@exemple2020, résumé #effet].", ("exemple2020", "résumé #effet", None)),
        ("Oui [@bellei-rodriguez2020, résumé].", ("bellei-rodriguez2020", "résumé", None)),
        ("Oui [voir @exemple2020, p. 5].", ("exemple2020", "p. 5", None)),
        ("Oui [-@exemple2020, p. 5].", ("exemple2020", "p. 5", None)),
        ("Oui [voir aussi -@exemple2020].", ("exemple2020", "", None)),
        ("Oui [@exemple2020, 15 % des élèves].", ("exemple2020", "15 % des élèves", None)),
        ("Oui [@exemple2020, fiche,\nrubrique exemple].", ("exemple2020", "fiche, rubrique exemple", None)),
        ("Oui [@Exemple_2020:a, résumé].", ("Exemple_2020:a", "résumé", None)),
    ],
)
def test_a_citation_in_brackets(text, expected):
    assert read(text) == [[expected]]
    assert not groups(text)[0].narrative


def test_one_group_holds_several_works():
    text = "Oui [voir @a, p. 5; @b, tableau 2, #lien;@c]."
    assert read(text) == [[("a", "p. 5", None), ("b", "tableau 2", "lien"), ("c", "", None)]]


def test_groups_come_in_the_order_of_the_text():
    assert read("@a dit oui [@b, résumé], puis @c [p. 2] et [@d][@e].") == [
        [("a", "", None)],
        [("b", "résumé", None)],
        [("c", "p. 2", None)],
        [("d", "", None)],
        [("e", "", None)],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@exemple2020 montre", ("exemple2020", "", None)),
        ("@exemple2020 [résumé] montre", ("exemple2020", "résumé", None)),
        ("@exemple2020\u00a0[p. 5] montre", ("exemple2020", "p. 5", None)),
        ("@exemple2020 [résumé, #effet] montre", ("exemple2020", "résumé", "effet")),
        ("Voir @exemple2020.", ("exemple2020", "", None)),
        ("(@exemple2020, oui)", ("exemple2020", "", None)),
        ("« @exemple2020 »", ("exemple2020", "", None)),
        ("@exemple2020’s", ("exemple2020", "", None)),
        ("**@exemple2020**", ("exemple2020", "", None)),
        ("@exemple2020 [texte](page.md)", ("exemple2020", "", None)),
    ],
)
def test_a_narrative_citation(text, expected):
    assert read(text) == [[expected]]
    assert groups(text)[0].narrative


@pytest.mark.parametrize(
    "text",
    [
        r"Oui \[@exemple2020].",
        r"Oui \@exemple2020.",
        "Écrire à info@exemple.org.",
        "[info@exemple.org]",
        "nom.prenom@exemple.org",
        "[texte](page.md)",
        "[texte sans clé]",
        "une @ seule",
        "@",
        "@ exemple",
        "@éa",
    ],
)
def test_what_is_no_citation(text):
    assert groups(text) == []


@pytest.mark.parametrize(
    ("text", "malformed"),
    [
        ("[@exemple2020 résumé]", ["@exemple2020 résumé"]),
        ("[@a et @b]", ["@a et @b"]),
        ("[@a; texte; @b]", [" texte"]),
        ("[@a;]", [""]),
        ("[@]", ["@"]),
        ("[@élan2020]", ["@élan2020"]),
    ],
)
def test_a_part_that_cannot_be_read_is_pointed_at(text, malformed):
    assert [text[span.start : span.end] for group in groups(text) for span in group.malformed] == malformed


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Oui [@exemple2020, résumé. Fin", [4]),
        ("Oui [ @exemple2020", [4]),
        ("[@a] puis [@b", [10]),
        ("[@a, [@b]", [0]),
        ("[@a, résumé]", []),
        (r"\[@a", []),
        ("[texte", []),
    ],
)
def test_a_bracket_that_nothing_closes(text, columns):
    assert unclosed_citations(text, 0, len(text)) == columns


def test_offsets_point_at_the_source():
    text = "Début [voir @exemple2020,  résumé, #lien; @sample2021, p. 5]. Et @fin2020 [tableau 1]."
    first, last = groups(text)
    assert text[first.start : first.end] == "[voir @exemple2020,  résumé, #lien; @sample2021, p. 5]"
    assert text[last.start : last.end] == "@fin2020 [tableau 1]"
    citations = (*first.citations, *last.citations)
    assert [text[c.start : c.end] for c in citations] == [
        "voir @exemple2020,  résumé, #lien",
        " @sample2021, p. 5",
        "@fin2020 [tableau 1]",
    ]
    assert [text[c.key_at.start : c.key_at.end] for c in citations] == ["exemple2020", "sample2021", "fin2020"]
    assert [text[c.locator_at.start : c.locator_at.end] for c in citations] == ["résumé, #lien", "p. 5", "tableau 1"]


def test_without_a_locator_its_place_is_just_after_the_key():
    text = "Oui [@exemple2020]."
    citation = groups(text)[0].citations[0]
    assert (citation.locator_at.start, citation.locator_at.end) == (17, 17)


def test_only_the_asked_part_is_read():
    text = "[@a] et [@b] et [@c]"
    assert [c.key for group in citation_groups(text, 5, 12) for c in group.citations] == ["b"]


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.text() | st.text(alphabet="@[]();,#-.\\ \nabé1_"))
def test_any_text_is_read_and_each_key_is_where_it_says(text):
    found = groups(text)
    assert all(text[c.key_at.start : c.key_at.end] == c.key for group in found for c in group.citations)
    assert [group.start for group in found] == sorted(group.start for group in found)
    assert all(text[offset] == "[" for offset in unclosed_citations(text, 0, len(text)))


@settings(max_examples=50, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[a-z0-9]{1,12}(-[a-z0-9]{1,6})?", fullmatch=True),
            st.sampled_from(["", "résumé", "p. 5", "tableau 2", "fiche, rubrique exemple"]),
            st.sampled_from([None, "effet", "effet-global"]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_written_is_read_back(works):
    parts = ["".join([f"@{key}", f", {locator}" if locator else "", f", #{excerpt}" if excerpt else ""]) for key, locator, excerpt in works]
    assert read(f"Texte [{'; '.join(parts)}].") == [works]


@pytest.mark.parametrize(
    "piece", ["[", "(", "`", ".", "1", "<!--", "@", " ", "[@", "[@a", "[@a]", "@a ", "@a [", "[@a;", "[@a, ", "@a:", "[@a] @a "]
)
@pytest.mark.parametrize("end", ["", "x", "]"])
def test_a_long_hostile_line_is_read(piece, end):
    line = piece * (20_000 // len(piece)) + end
    assert all(line[group.start] in "[@" for group in groups(line))
    assert all(line[offset] == "[" for offset in unclosed_citations(line, 0, len(line)))
