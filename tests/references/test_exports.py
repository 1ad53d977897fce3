"""References exported, then read back by other people's programs: pybtex, rispy, pandoc."""

import json
import subprocess

import pypandoc
import pytest
import rispy
from pybtex.database import parse_string
from pybtex.richtext import Text

from pipeline.content.sources.bibliography import REQUIRED, Name, Reference, load_bibliography
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.references.exports import bibtex, csl, ris
from pipeline.text.diagnostics import Place
from tests.support import REPOSITORY, make_site

REAL = tuple(load_bibliography(Project(REPOSITORY), [], Memory()).values())


def work(kind: str, *authors: Name, key: str = "x", editors: tuple[Name, ...] = (), **fields: str) -> Reference:
    return Reference(key, kind, authors, editors, fields, Place("exemple.bib"), {})


HOSTILE = (
    work("article", Name("Exemple", "Alex"), key="signes", title="50 % & plus : l’_essai_ #1, ~2 $, a^b, c\\d", journal="A & B_C", year="2020"),
    work("article", Name("Exemple", "Alex"), key="accolades", title="Un { deux }} trois {", journal="}{", year="2020"),
    work("misc", key="entree", title='Fin"}\n@article{y, title = {Faux}}\nER  - \nTY  - JOUR', note="deux\r\nlignes\tet \u2028 plus"),
    work("misc", key="tirets", title="a--b---c ``d'' ?`e !`f", year="2001"),
    work("report", Name("Ministère de l’Éducation, du Loisir and Co., Ltd", literal=True), key="organisme", title="T", institution="I and J", year="2024"),
    work("article", *(Name(f"Nom{rank}", "Prénom M.-È.") for rank in range(120)), key="foule", title="T", journal="J", year="2020"),
    work(
        "incollection", Name("de la Tour", "Anne"), Name("O'Neil", "J.-P."), Name("Bell Hooks", "b."), Name("hooks", "bell"), Name("Smith, Jr.", "A."),
        Name("Anderson and Sons", "B."), Name("Van der Berg", "C."), Name("Ng", "安"), key="noms", editors=(Name("Tiers", "Marie-Ève"),), title="T",
        booktitle="Le livre", pages="12--34", year="1999", publisher="P", edition="2e", isbn="978-2-0000-0000-0",
    ),
    work("online", Name("Table exemple", literal=True), key="adresse", title="T", url="https://exemple.org/a_b%20c?x=1&y=~z#a", doi="10.1/a_b%3Cc", date="2026-11-24"),
    work("book", Name("Exemple", "Alex"), key="livre", title="<i>Balises</i> & <script>", publisher="P", address="Joliette", year="2010", pagetotal="212"),
    work("phdthesis", Name("Exemple", "Alex"), key="these", title="T", school="École & exemple", year="2011", month="jan"),
    work("mastersthesis", Name("Exemple", "Alex"), key="memoire", title="T", institution="École exemple", year="2012"),
    work("inproceedings", Name("Exemple", "Alex"), key="actes", title="T", booktitle="Les actes", organization="O", abstract="Un résumé.", year="2013", issn="1234-5678"),
)  # fmt: skip
ALL = (*REAL, *HOSTILE)

# What LaTeX reads and pybtex leaves as typed; a private character holds its place while pybtex reads the rest.
LATEX_ONLY = {"\\textbraceleft{}": "{", "\\textbraceright{}": "}", "\\textasciicircum{}": "^", "\\$": "$"}


def said(latex: str) -> str:
    for place, command in enumerate(LATEX_ONLY):
        latex = latex.replace(command, chr(0xE000 + place))
    text = str(Text.from_latex(latex))
    for place, sign in enumerate(LATEX_ONLY.values()):
        text = text.replace(chr(0xE000 + place), sign)
    return text


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_real_bibliography_is_there():
    assert REAL != ()


@pytest.mark.parametrize("reference", ALL, ids=lambda reference: reference.key)
def test_pybtex_reads_every_field_back(reference):
    database = parse_string(bibtex([reference]), "bibtex")
    assert list(database.entries) == [reference.key]
    entry = database.entries[reference.key]
    assert entry.type == reference.type
    fields = {name.lower(): value for name, value in entry.fields.items()}
    assert sorted(fields) == sorted(reference.fields)
    for name, value in reference.fields.items():
        read = fields[name] if name in ("url", "doi") else said(fields[name])
        assert (name, flat(read)) == (name, flat(value))


@pytest.mark.parametrize("reference", ALL, ids=lambda reference: reference.key)
def test_pybtex_reads_every_name_back(reference):
    entry = parse_string(bibtex([reference]), "bibtex").entries[reference.key]
    for role, people in (("author", reference.authors), ("editor", reference.editors)):
        read = [
            (
                " ".join(said(part) for part in (*person.prelast_names, *person.last_names, *person.lineage_names)),
                " ".join(said(part) for part in (*person.first_names, *person.middle_names)),
            )
            for person in entry.persons.get(role, [])
        ]
        assert read == [(" ".join(filter(None, (name.family, name.suffix))), name.given) for name in people]


def test_our_own_reader_gives_back_the_real_bibliography(tmp_path):
    project = make_site(tmp_path, {"research_notes/bibliographie/exemple.bib": bibtex(REAL)})
    found: list = []
    again = load_bibliography(project, found, Memory())
    assert found == []
    assert [(r.key, r.type, r.authors, r.editors, r.fields) for r in again.values()] == [
        (r.key, r.type, r.authors, r.editors, r.fields) for r in REAL
    ]


RIS_TYPES = {
    "article": "JOUR", "techreport": "RPRT", "report": "RPRT", "online": "ELEC", "misc": "GEN", "incollection": "CHAP", "book": "BOOK",
    "inproceedings": "CPAPER", "phdthesis": "THES", "mastersthesis": "THES",
    "dataset": "DATA", "video": "VIDEO", "unpublished": "SLIDE", "legislation": "STAT",
}  # fmt: skip
RIS_NAMES = {
    "title": "title", "journal": "secondary_title", "booktitle": "secondary_title", "series": "tertiary_title", "volume": "volume", "year": "year",
    "publisher": "publisher", "institution": "publisher", "type": "type_of_work", "edition": "edition", "isbn": "issn", "address": "place_published",
    "pagetotal": "start_page", "journaltitle": "secondary_title", "school": "publisher", "organization": "publisher", "issn": "issn",
    "abstract": "abstract",
}  # fmt: skip


def test_every_type_of_work_that_we_accept_is_exported():
    assert set(RIS_TYPES) == set(REQUIRED)


@pytest.mark.parametrize("reference", ALL, ids=lambda reference: reference.key)
def test_rispy_reads_every_field_back(reference):
    (read,) = rispy.loads(ris([reference]))
    assert (read["type_of_reference"], read["id"], read["language"]) == (RIS_TYPES[reference.type], reference.key, reference.language)
    for role, people in (("authors", reference.authors), ("secondary_authors", reference.editors)):
        assert read.get(role, []) == [
            name.family if name.literal else ", ".join(filter(None, (name.family, name.given, name.suffix))) for name in people
        ]
    fields = dict(reference.fields)
    assert read.get("urls", []) == ([fields.pop("url")] if "url" in fields else [reference.url] if reference.url else [])
    assert read.get("doi") == fields.pop("doi", None)
    assert read.get("number" if reference.type == "article" else "note") == fields.pop("number", None)
    assert read.get("notes", []) == ([flat(fields.pop("note"))] if "note" in fields else [])
    assert read.get("date") == (fields.pop("date", "").replace("-", "/") or None)
    if "pages" in fields:
        first, _, last = fields.pop("pages").replace("--", "-").replace("–", "-").partition("-")
        assert (read["start_page"], read.get("end_page", "")) == (first, last)
    # What has no tag (a month, a keyword) is left out; where two fields share one (a school and a publisher), the first is kept.
    tagged = {name: RIS_NAMES[name] for name in fields if name in RIS_NAMES}
    for name, tag in tagged.items():
        first = next(other for other, its_tag in tagged.items() if its_tag == tag)
        assert (name, read[tag]) == (name, flat(fields[first]))


def test_a_ris_file_ends_its_lines_as_the_format_asks_and_its_records_with_er():
    lines = ris(REAL[:2]).split("\r\n")
    assert lines[-1] == ""
    assert lines.count("ER  - ") == 2
    assert not any("\n" in line or "\r" in line for line in lines)


def pandoc(items: str) -> list[dict[str, object]]:
    """Return CSL-JSON as pandoc's reader understands it."""
    command = [pypandoc.get_pandoc_path(), "-f", "csljson", "-t", "csljson"]
    done = subprocess.run(command, input=items, capture_output=True, text=True, encoding="utf-8", check=True)
    read: list[dict[str, object]] = json.loads(done.stdout)
    return read


def plain(value: object) -> object:
    """Return a CSL value with straight quotes, as pandoc curls them, and names with their particles."""
    if isinstance(value, dict):
        if "family" in value:
            parts = ("dropping-particle", "non-dropping-particle", "family", "suffix")
            return (flat(" ".join(str(plain(value[part])) for part in parts if part in value)), plain(value.get("given", "")))
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return flat(str(value).translate(str.maketrans("“”‘’«»\u00a0", '""\'\'"" '))) if isinstance(value, str) else value


def test_a_csl_reader_gives_every_item_back_with_every_field():
    written = csl(ALL)
    read = {str(item["id"]): item for item in pandoc(written)}
    assert sorted(read) == sorted(reference.key for reference in ALL)
    for item in json.loads(written):
        got = read[item["id"]]
        for name, value in item.items():
            assert (item["id"], name, plain(got.get(name))) == (item["id"], name, plain(value))


def test_csl_items_hold_the_names_the_day_and_what_no_style_prints():
    items = {item["id"]: item for item in json.loads(csl(HOSTILE))}
    assert items["noms"]["author"][0] == {"family": "de la Tour", "given": "Anne"}
    assert items["noms"]["editor"] == [{"family": "Tiers", "given": "Marie-Ève"}]
    assert items["organisme"]["author"] == [{"literal": "Ministère de l’Éducation, du Loisir and Co., Ltd"}]
    assert items["adresse"]["issued"] == {"date-parts": [[2026, 11, 24]]}
    assert (items["livre"]["number-of-pages"], items["livre"]["publisher-place"]) == ("212", "Joliette")
    assert len(items["foule"]["author"]) == 120


def test_a_publisher_that_is_the_author_is_kept():
    report = work("techreport", Name("Table exemple", literal=True), title="T", institution="Table exemple", year="2021")
    assert json.loads(csl([report]))[0]["publisher"] == "Table exemple"
