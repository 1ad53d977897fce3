"""References as others write them: nothing is lost in silence, and what the formats share goes round."""

import json
from pathlib import Path

import pytest

from pipeline.content.sources.bibliography import Name
from pipeline.intake.imports.bibtex import read_bibtex
from pipeline.intake.imports.csl import csl_entry, read_csl
from pipeline.intake.imports.entries import ReferenceEntry, UnreadableReferencesError, finished
from pipeline.intake.imports.ris import read_ris
from pipeline.references.exports import bibtex, csl, ris
from tests.support import references_of

EXAMPLES = Path(__file__).parent / "exemples"
GUESSED = "langue supposée d’après le titre\u00a0: anglais; corrigez « langid » s’il le faut"


def example(name: str) -> str:
    return (EXAMPLES / name).read_text(encoding="utf-8")


def one(entries: list[ReferenceEntry]) -> ReferenceEntry:
    (entry,) = entries
    return finished(entry)


def from_csl(**item: object) -> ReferenceEntry:
    return finished(csl_entry({"type": "article-journal", "title": "A title", "language": "en", **item}))


# Reading.


def test_a_bibtex_entry_of_another_program_is_read():
    entry = one(read_bibtex(example("pybtex-extrafields.bib")))
    assert (entry.type, entry.title) == ("article", "scikit-image: image processing in Python")
    assert entry.authors[0] == Name("van der Walt", "Stéfan")
    assert entry.authors[-1] == Name("the scikit-image contributors", literal=True) or entry.authors[-1].family.endswith("contributors")
    assert entry.fields["doi"] == "10.7717/peerj.453"
    assert entry.fields["keywords"].startswith("Image processing, Reproducible research")
    assert entry.told == (GUESSED,)


def test_bibtex_types_macros_and_crossrefs_are_followed():
    entries = {entry.origin: entry for entry in read_bibtex(example("xampl.bib"))}
    article = finished(entries["article-crossref"])
    assert (article.fields["journal"], article.fields["year"], article.fields["volume"]) == ("G-Animal's Journal", "1986", "41")
    paper = finished(entries["inproceedings-crossref"])
    assert paper.fields["booktitle"] == "Proc. Fifteenth Annual Symposium on the Theory of Computing"
    book = finished(entries["inbook-crossref"])
    assert (book.type, book.authors[0].family) == ("incollection", "Knuth")


def test_a_year_that_is_more_than_a_year_is_read_and_told():
    entry = one(read_bibtex("@misc{a, title = {Un titre}, year = {1981 (réimpression)}}"))
    assert entry.year == "1981"
    assert "l’année « 1981 (réimpression) » est lue 1981" in entry.told


def test_what_sorts_a_year_is_no_part_of_it():
    book = finished(next(entry for entry in read_bibtex(example("xampl.bib")) if entry.origin == "book-minimal"))
    assert (book.year, book.told) == ("1981", (GUESSED,))


def test_an_entry_without_a_title_is_refused():
    entry = next(entry for entry in read_bibtex(example("xampl.bib")) if entry.origin == "misc-minimal")
    with pytest.raises(UnreadableReferencesError, match="« misc-minimal » n’a pas de titre"):
        finished(entry)


def test_biblatex_fields_are_kept_and_those_of_a_machine_are_told():
    text = "@thesis{a:b, author={Exemple, A.}, title={Lire}, subtitle={Essai}, type={mathesis}, institution={U}, date={2020-05-01}, location={Ici}, file={/home/a.pdf}, abstract={Long}, langid={french}}"
    entry = one(read_bibtex(text))
    assert (entry.type, entry.title, entry.year) == ("mastersthesis", "Lire: Essai", "2020")
    assert entry.fields == {"type": "mathesis", "institution": "U", "date": "2020-05-01", "address": "Ici", "langid": "french"}
    assert entry.told == (
        "« file » n’a pas de place ici\u00a0: /home/a.pdf",
        "non gardé\u00a0: résumé, que le droit d’auteur ne permet pas de garder",
    )


def test_a_broken_entry_leaves_the_others_and_is_told():
    entries = read_bibtex("@misc{a, title = {Un}\n  note = {x}}\n@misc{b, title = {Deux}}\n")
    assert [(entry.origin, entry.title, bool(entry.unread)) for entry in entries] == [("a", "", True), ("b", "Deux", False)]
    assert entries[0].unread.startswith("(ligne 1)\u00a0: L’entrée « a » ne se lit pas")


def test_ris_is_read_and_every_tag_without_a_place_is_told():
    first, second = map(finished, read_ris(example("rispy-example_full.ris")))
    assert (first.title, second.title) == ("Title of reference", "The title of the reference")
    assert (first.authors, first.editors) == ((Name("Marx", "Karl"), Name("Lindgren", "Astrid")), (Name("Glattauer", "Daniel"),))
    assert first.fields["publisher"] == "Fun Factory; Fun Factory USA"
    assert first.told == (
        "non gardé\u00a0: résumé, que le droit d’auteur ne permet pas de garder",
        "« M1 » n’a pas de place ici\u00a0: 1008150341",
        "« L2 » n’a pas de place ici\u00a0: http://example.com",
        GUESSED,
    )


def test_ris_with_a_type_in_words_and_a_value_on_two_lines_is_read():
    entry = one(read_ris(example("rispy-example_utf_chars.ris")))
    assert (entry.type, entry.year, entry.fields["pages"], entry.fields["volume"]) == ("article", "2009", "52–57", "8")
    assert entry.title.startswith("Состояние рецепторного")
    assert "Ä,Ö,Ü" not in str(entry.fields)  # « N1 »: someone's own note


def test_csl_json_that_is_not_json_is_told_with_its_line():
    with pytest.raises(UnreadableReferencesError, match="à la ligne 32, colonne 3"):
        read_csl(example("bbt-csl-365-invalide.csl.json"))


def test_csl_json_is_read_and_what_has_no_place_is_told():
    film, report, *_ = map(finished, read_csl(example("bbt-csl-365-invalide.csl.json").replace("  }\n  {", "  },\n  {")))
    assert (film.type, film.fields["organization"], film.fields["address"]) == ("video", "The Distributor", "US/GB")
    assert film.authors == (Name("Doe", "John"), Name("Roe", "Rob"))
    assert from_csl(scale="1:10").told[0] == "« scale » n’a pas de place ici\u00a0: 1:10"
    assert (report.type, report.fields["institution"], report.fields["number"], report.fields["type"]) == (
        "techreport",
        "Institution",
        "77",
        "working paper",
    )
    assert report.editors == (Name("Editrix", "Emma"), Name("Editor", "Ed"))


def test_the_answer_of_a_registry_is_read_without_what_it_says_of_its_record():
    entry = from_csl(
        author=[{"given": "James S.", "family": "Kim", "ORCID": "x", "affiliation": []}], title="The <i>effects</i>",
        issued={"date-parts": [[2013, 9, 1]]}, DOI="10.3102/0034654313483906", URL="https://doi.org/10.3102/0034654313483906", ISSN=["0034-6543", "1935-1046"],
        **{"container-title": "Review", "is-referenced-by-count": 3, "page": "386-431", "reference": [{}]},
    )  # fmt: skip
    assert entry.title == "The effects"
    assert entry.fields == {
        "pages": "386–431", "doi": "10.3102/0034654313483906", "issn": "0034-6543, 1935-1046", "year": "2013", "date": "2013-09-01",
        "journal": "Review", "langid": "english",
    }  # fmt: skip
    assert entry.told == ()


# Making fit.


@pytest.mark.parametrize("doi", ["10.1234/AbC", "https://doi.org/10.1234/AbC", "http://dx.doi.org/10.1234/AbC", "doi:10.1234/AbC"])
def test_a_doi_is_made_bare(doi):
    assert from_csl(DOI=doi).fields["doi"] == "10.1234/AbC"


@pytest.mark.parametrize(
    ("field", "value"), [("DOI", "javascript:x"), ("URL", "javascript:alert(1)"), ("URL", "https://a.org/}x{"), ("DOI", "10.1234/a}b")]
)
def test_an_address_that_is_none_is_not_kept_and_is_told(field, value):
    entry = from_csl(**{field: value})
    assert field.lower() not in entry.fields
    assert value in " ".join(entry.told)


def test_text_is_made_one_line_of_composed_unicode_without_hidden_characters():
    entry = from_csl(title="E\u0301cole\u202e\n  d’ici\x00", author=[{"family": "Be\u0301\u200b", "given": "A"}])
    assert (entry.title, entry.authors) == ("École d’ici", (Name("Bé", "A"),))


@pytest.mark.parametrize(("language", "langid"), [("fr-CA", "french"), ("fre", "french"), ("en-US", "english"), ("de", "de")])
def test_a_language_is_said_as_the_bibliography_says_it(language, langid):
    assert from_csl(language=language).fields["langid"] == langid


@pytest.mark.parametrize(("title", "langid"), [("Les effets du tutorat sur la lecture", "french"), ("The effects of tutoring", "english")])
def test_a_language_that_is_not_said_is_guessed_and_told(title, langid):
    entry = from_csl(title=title, language="")
    assert entry.fields["langid"] == langid
    assert any(remark.startswith("langue supposée") for remark in entry.told)


def test_signs_that_bibtex_reads_as_its_own_are_replaced_and_it_is_told():
    entry = from_csl(title="a {b} \\c", author=[{"family": "Kim", "given": "J."}, {"literal": "others"}])
    assert (entry.title, entry.authors) == ("a (b) /c", (Name("Kim", "J."),))
    assert entry.told[:2] == (
        "dans « title », les signes \\ { } deviennent / ( )",
        "la liste des auteurs n’est pas complète\u00a0: ajoutez ceux que la source nomme",
    )


def test_a_work_that_lacks_what_its_type_needs_becomes_a_misc_and_it_is_told():
    entry = from_csl(author=[{"literal": "Table exemple"}], issued={"date-parts": [[2020]]})
    assert entry.type == "misc"
    assert entry.told == ("sans revue, le type « article » devient « misc »\u00a0: complétez l’entrée, puis changez son type",)


# There and back.

ROUND = r"""
@article{kim2013, author = {James S. Kim and David M. Quinn}, title = {{The Effects of Summer}}, journal = {Review}, year = {2013},
  volume = {83}, number = {3}, pages = {386--431}, doi = {10.3102/0034654313483906}, langid = {english}}
@techreport{iem2024, author = {{Institut exemple de la mesure}}, title = {{Enquête}}, institution = {Institut exemple de la mesure}, year = {2024},
  number = {8}, url = {https://www.example.org/a_b}, langid = {french}}
@incollection{exemple2020, author = {Alex Exemple}, editor = {Billie Modèle}, title = {{Un chapitre}}, booktitle = {{Un livre}}, publisher = {Presses exemple},
  address = {Val-Exemple}, pages = {12--34}, year = {2020}, langid = {french}}
"""


def described(entry: ReferenceEntry) -> dict[str, object]:
    named = {name: value for name, value in entry.fields.items() if name not in ("shorttitle",)}
    return {"type": entry.type, "title": entry.title, "authors": entry.authors, "editors": entry.editors, **named}


@pytest.mark.parametrize(("write", "read"), [(bibtex, read_bibtex), (csl, read_csl), (ris, read_ris)], ids=["bibtex", "csl", "ris"])
def test_our_own_exports_are_read_back_whole(write, read):
    references = references_of(ROUND)
    back = {entry.origin: described(finished(entry)) for entry in read(write(references))}
    for reference in references:
        fields = dict(reference.fields)
        title = fields.pop("title")
        expected = {"type": reference.type, "title": title, "authors": reference.authors, "editors": reference.editors, **fields}
        assert back[reference.key] == expected


@pytest.mark.parametrize("name", ["xampl.bib", "pybtex-extrafields.bib", "rispy-example_full.ris", "rispy-example_utf_chars.ris"])
def test_a_sample_written_as_our_bibliography_is_read_back_whole(name):
    read = read_ris if name.endswith("ris") else read_bibtex
    entries = []
    for number, entry in enumerate(read(example(name))):
        try:
            entries.append((f"cle{number}", finished(entry)))
        except UnreadableReferencesError:
            continue
    references = references_of(bibtex(entry.reference(key) for key, entry in entries))
    back = {reference.key: reference for reference in references}
    for key, entry in entries:
        assert (back[key].title, back[key].authors, back[key].editors) == (entry.title, entry.authors, entry.editors)
        assert {n: v for n, v in back[key].fields.items() if n != "title"} == dict(entry.fields)


@pytest.mark.parametrize(
    ("read", "text"),
    [(read_csl, "[]"), (read_csl, "[" * 100_000), (read_ris, "bonjour"), (read_bibtex, "bonjour"), (read_csl, json.dumps("x"))],
)
def test_a_text_without_references_is_refused(read, text):
    with pytest.raises(UnreadableReferencesError):
        read(text)
