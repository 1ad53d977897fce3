"""BibTeX as people write it: what is read, what is refused and where."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.content.sources.bibliography import Name, Reference, load_bibliography
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic

ENTRY = "@article{%s,\n  author = {Alex Exemple},\n  title = {%s},\n  journal = {Revue exemple},\n  year = {2020}\n}\n"
FOLDER = "research_notes/bibliographie"


def read(root: Path, *texts: str) -> tuple[dict[str, Reference], list[Diagnostic]]:
    """Write each text as a file (a.bib, b.bib …) and read them all."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in zip("abc", texts, strict=False):
        (folder / f"{name}.bib").write_text(text, encoding="utf-8")
    found: list[Diagnostic] = []
    return load_bibliography(Project(root), found, Memory()), found


def said(found: list[Diagnostic]) -> list[tuple[str, str, str]]:
    return [(d.rule.code, str(d.place).removeprefix(f"{FOLDER}/"), d.message.replace("\u00a0", " ")) for d in found]


def one(root: Path, text: str) -> Reference:
    references, found = read(root, text)
    assert said(found) == []
    assert len(references) == 1
    return next(iter(references.values()))


# --- What is read --------------------------------------------------------------------------------------------------


def test_an_entry_is_read_with_its_places(tmp_path):
    reference = one(tmp_path, "\n" + ENTRY % ("exemple2020", "Un exemple"))
    assert (reference.key, reference.type, reference.title, reference.year) == ("exemple2020", "article", "Un exemple", "2020")
    assert reference.authors == (Name("Exemple", "Alex"),)
    assert str(reference.place) == f"{FOLDER}/a.bib:2:10"
    assert str(reference.field_places["year"]) == f"{FOLDER}/a.bib:6:3"


def test_references_come_in_the_order_of_their_keys(tmp_path):
    references, found = read(tmp_path, ENTRY % ("b2020", "B") + ENTRY % ("a2020", "A"), ENTRY % ("c2020", "C") + ENTRY % ("aa2020", "AA"))
    assert (list(references), found) == (["a2020", "aa2020", "b2020", "c2020"], [])


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        (r"{\'E}tude", "Étude"),
        (r"\'Etude", "Étude"),
        (r"Fran{\c{c}}ois", "François"),
        (r"Fran\c{c}ois", "François"),
        (r"M{\"o}bius", "Möbius"),
        (r"M\"obius", "Möbius"),
        (r"h{\^o}tel", "hôtel"),
        (r"{\oe}uvre", "œuvre"),
        (r"Garc{\'\i}a", "García"),
        (r"L'\'ecole \& la rue", "L'école & la rue"),
        (r"15 \% et 15 % ", "15 % et 15 %"),
        ("{{Un Titre}}", "Un Titre"),
        ("{T}utorat", "Tutorat"),
        ("pages 5--9", "pages 5–9"),
        (r"\emph{Un} \textit{mot}", "Un mot"),
        ("Sur\n    deux lignes", "Sur deux lignes"),
        ("Déjà en UTF-8, 𝒳", "Déjà en UTF-8, 𝒳"),
    ],
)
def test_latex_becomes_plain_text(tmp_path, typed, read_as):
    assert one(tmp_path, ENTRY % ("exemple2020", typed)).title == read_as


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Alex Exemple and Billie Modèle", [Name("Exemple", "Alex"), Name("Modèle", "Billie")]),
        ("Exemple, Alex and Modèle, B. C.", [Name("Exemple", "Alex"), Name("Modèle", "B. C.")]),
        ("Jean de la Tour", [Name("de la Tour", "Jean")]),
        (r"M{\"o}ller, Fran{\c{c}}oise", [Name("Möller", "Françoise")]),
        ("Exemple, Jr, Alex", [Name("Exemple", "Alex", suffix="Jr")]),
        ("{Table exemple de la persévérance}", [Name("Table exemple de la persévérance", literal=True)]),
        ("{Chambre and Commerce} and Alex Exemple", [Name("Chambre and Commerce", literal=True), Name("Exemple", "Alex")]),
        ("Institut", [Name("Institut", literal=True)]),
    ],
)
def test_people_and_organisations(tmp_path, typed, names):
    reference = one(tmp_path, f"@misc{{exemple2020, author = {{{typed}}}, title = {{Exemple}}}}")
    assert list(reference.authors) == names


@pytest.mark.parametrize(
    ("given_names", "initials"),
    [("Marie-Ève", "M.-È."), ("Alex B.", "A.\u00a0B."), ("J.-P.", "J.-P."), ("A", "A."), ("", ""), ("Alex - B", "A.\u00a0B.")],
)
def test_initials(given_names, initials):
    assert Name("Exemple", given_names).initials == initials


def test_a_macro_is_replaced_where_it_is_used(tmp_path):
    text = '@string{rev = {Revue exemple}}\n@string(suite = "la suite")\n@misc{a2020, title = rev # {, } # suite, month = nov}\n'
    reference = one(tmp_path, text)
    assert (reference.title, reference.fields["month"]) == ("Revue exemple, la suite", "November")


def test_comments_preambles_and_text_between_entries_are_left_out(tmp_path):
    text = 'Du texte, info@exemple.org\n@comment{x}\n@preamble{"x"}\n' + ENTRY % ("exemple2020", "A") + "% fin\n"
    assert one(tmp_path, text).key == "exemple2020"


@pytest.mark.parametrize(
    ("typed", "bare", "address"),
    [
        ("10.1234/ABC_d", "10.1234/abc_d", "https://doi.org/10.1234/ABC_d"),
        ("https://doi.org/10.1234/ABC", "10.1234/abc", "https://doi.org/10.1234/ABC"),
        ("HTTP://DX.DOI.ORG/10.1234/ABC", "10.1234/abc", "https://doi.org/10.1234/ABC"),
        ("doi: 10.1234/abc", "10.1234/abc", "https://doi.org/10.1234/abc"),
        (r"10.1234/a\_b", "10.1234/a_b", "https://doi.org/10.1234/a_b"),
    ],
)
def test_a_doi_is_bare_and_its_address_keeps_its_case(tmp_path, typed, bare, address):
    reference = one(tmp_path, f"@misc{{exemple2020, title = {{Exemple}}, doi = {{{typed}}}, url = {{https://exemple.org}}}}")
    assert (reference.doi, reference.url) == (bare, address)


def test_without_a_doi_the_address_is_the_url_as_typed(tmp_path):
    reference = one(tmp_path, r"@misc{exemple2020, title = {Exemple}, url = {https://exemple.org/a\_b?x=1%20&y~z}}")
    assert (reference.doi, reference.url) == (None, "https://exemple.org/a_b?x=1%20&y~z")


@pytest.mark.parametrize(
    ("field", "year"),
    [("year = 2020", "2020"), ("date = {2019-03}", "2019"), ("year = {s. d.}", None), ("year = {vers 1998}", "1998"), ("note = {x}", None)],
)
def test_the_year_is_four_digits_or_unknown(tmp_path, field, year):
    assert one(tmp_path, f"@misc{{exemple2020, title = {{Exemple}}, {field}}}").year == year


@pytest.mark.parametrize(("langid", "language"), [("french", "fr"), ("French", "fr"), ("canadien", "fr"), ("english", "en"), ("", "en")])
def test_the_language_of_a_work(tmp_path, langid, language):
    assert one(tmp_path, f"@misc{{exemple2020, title = {{Exemple}}, langid = {{{langid}}}}}").language == language


# --- What is refused -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("broken", "place", "message"),
    [
        ("@article{casse2020,\n  title = {Jamais fermé,\n  year = 2020\n}\n", "a.bib:7:1", "L’entrée « casse2020 » n’est pas fermée."),
        (
            "@article{casse2020,\n  title = {Sans virgule}\n  year = 2020\n}\n",
            "a.bib:9:1",
            "L’entrée « casse2020 » ne se lit pas à cette ligne.",
        ),
        (
            "@misc{casse2020,\n  title = {Macro},\n  note = inconnue\n}\n",
            "a.bib:9:1",
            "L’entrée « casse2020 » ne se lit pas à cette ligne.",
        ),
        ("@misc{casse2020, title = {A}, title = {B}}\n", "a.bib:7:1", "L’entrée « casse2020 » ne se lit pas."),
        (
            "@misc{casse2020, author = {A, B, C, D}, title = {A}}\n",
            "a.bib:7:7",
            "Le champ « author » de « casse2020 » ne se lit pas : un nom a trop de virgules; séparez les noms par « and ».",
        ),
        ("@misc{casse2020, title = " + "{" * 500 + "}" * 500 + "}\n", "a.bib:7:1", "L’entrée « casse2020 » ne se lit pas à cette ligne."),
    ],
)
def test_a_broken_entry_is_named_and_leaves_the_others_readable(tmp_path, broken, place, message):
    references, found = read(tmp_path, ENTRY % ("avant2020", "Avant") + broken + ENTRY % ("apres2020", "Après"))
    assert list(references) == ["apres2020", "avant2020"]
    assert said(found) == [("B001", place, message)]


def test_an_entry_that_begins_in_the_middle_of_a_line_is_named(tmp_path):
    references, found = read(tmp_path, "@misc{a2020, title = {A}} @misc{b2020, title = {B}}\n")
    assert list(references) == ["a2020"]
    assert said(found) == [("B001", "a.bib:1:33", "L’entrée « b2020 » commence au milieu d’une ligne : elle n’est pas lue.")]


def test_a_key_twice_in_one_file(tmp_path):
    references, found = read(tmp_path, ENTRY % ("exemple2020", "Le premier") + ENTRY % ("exemple2020", "Le second"))
    assert references["exemple2020"].title == "Le premier"
    assert said(found) == [("B002", "a.bib:7:10", f"La clé « exemple2020 » existe déjà ({FOLDER}/a.bib:1:10).")]


def test_a_key_twice_across_files(tmp_path):
    references, found = read(tmp_path, ENTRY % ("exemple2020", "Le premier"), "\n" + ENTRY % ("exemple2020", "Le second"))
    assert references["exemple2020"].title == "Le premier"
    assert said(found) == [("B002", "b.bib:2:10", f"La clé « exemple2020 » existe déjà ({FOLDER}/a.bib:1:10).")]


@pytest.mark.parametrize(
    ("entry", "missing"),
    [
        ("@article{x2020, title = {T}, journal = {J}, year = 2020}", "author"),
        ("@article{x2020, author = {A B}, title = {T}, year = 2020}", "journal ou journaltitle"),
        ("@article{x2020, author = {A B}}", "title, journal ou journaltitle, year ou date"),
        ("@article{x2020, author = {A B}, title = {}, journal = {J}, year = 2020}", "title"),
        ("@book{x2020, title = {T}, publisher = {P}, year = 2020}", "author ou editor"),
        ("@techreport{x2020, author = {A B}, title = {T}, year = 2020}", "institution"),
        ("@online{x2020, author = {A B}, title = {T}}", "url"),
        ("@misc{x2020, year = 2020}", "title"),
        ("@misc{x2020,}", "title"),
        ("@misc{x2020, title = {T}, author = {A B and others}}", "la suite des auteurs, après « and others »"),
    ],
)
def test_a_missing_field_is_named(tmp_path, entry, missing):
    assert said(read(tmp_path, entry)[1]) == [("B003", f"a.bib:1:{entry.index('x2020') + 1}", f"Il manque à « x2020 » : {missing}.")]


@pytest.mark.parametrize(
    "entry",
    [
        "@book{x2020, editor = {A B}, title = {T}, publisher = {P}, date = {2020}}",
        "@online{x2020, author = {{Table exemple}}, title = {T}, url = {https://exemple.org}}",
        "@phdthesis{x2020, author = {A B}, title = {T}, institution = {U}, year = 2020}",
        "@ARTICLE(x2020, AUTHOR = {A B}, Title = {T}, journaltitle = {J}, date = {2020})",
        "@misc{x2020, title = {T}}",
    ],
)
def test_either_of_two_fields_is_enough(tmp_path, entry):
    assert one(tmp_path, entry).key == "x2020"


def test_an_unknown_type_is_named(tmp_path):
    _, found = read(tmp_path, "\n  @artcle{x2020, title = {T}}")
    assert said(found) == [("B004", "a.bib:2:4", "Le type « @artcle » est inconnu.")]
    assert found[0].help.startswith("Vouliez-vous dire « article »? Types possibles\u00a0: article, book,")


@pytest.mark.parametrize("key", ["Exemple2020", "böttger2024", "exemple_2020", "exemple:2020", "exemple--2020", "-exemple", ""])
def test_a_key_that_makes_no_address_is_refused(tmp_path, key):
    references, found = read(tmp_path, f"@misc{{{key}, title = {{T}}}}")
    assert references == {}
    assert said(found) == [
        ("B005", "a.bib:1:7", f"La clé « {key} » n’est pas faite de minuscules sans accent, de chiffres et de traits d’union.")
    ]


# --- Any text ------------------------------------------------------------------------------------------------------


@settings(max_examples=50, deadline=None, derandomize=True)
@given(
    value=st.text(alphabet="{}\\\"'~^$%&#_@,=-abé1 \n") | st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S")))
)
def test_any_value_is_read_or_refused_and_the_next_entry_stays(tmp_path_factory, value):
    references, _ = read(tmp_path_factory.mktemp("exemple"), ENTRY % ("exemple2020", value) + "\n\n" + ENTRY % ("apres2020", "Après"))
    assert references["apres2020"].title == "Après"


PIECES = [
    "{",
    "}",
    "[",
    "(",
    "`",
    ".",
    "1",
    "<!--",
    "@",
    " ",
    "$",
    "\\",
    '\\"',
    "{\\",
    "~",
    "%",
    "and ",
    " and a",
    "a, ",
    ",",
    "A ",
    '"',
    "{}",
    "\\c{c",
]


@pytest.mark.lengthy
@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("field", ["author", "title", "doi"])
def test_a_long_hostile_line_leaves_the_next_entry_readable(tmp_path, piece, field):
    values = {"author": "Alex Exemple", "title": "Exemple", "doi": "10.1234/x", field: piece * (19_900 // len(piece))}
    fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in values.items())
    references, _ = read(tmp_path, f"@misc{{exemple2020,\n{fields}\n}}\n" + ENTRY % ("apres2020", "Après"))
    assert references["apres2020"].title == "Après"
