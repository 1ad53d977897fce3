"""References as readers see them, formatted by the real pandoc."""

import json
from pathlib import Path

import pytest

from pipeline.content.sources.bibliography import Name, Reference
from pipeline.references.apa import FormattedReference, csl_json, format_references
from pipeline.references.labels import Label, assign_labels
from pipeline.text.diagnostics import Place

A, B, C = Name("Exemple", "Alex"), Name("Modèle", "Billie Ann"), Name("Tiers", "Marie-Ève")
TABLE = Name("Table exemple", literal=True)


def work(kind: str, *authors: Name, key: str = "x", editors: tuple[Name, ...] = (), **fields: str) -> Reference:
    return Reference(key, kind, authors, editors, {"title": "Un titre"} | fields, Place("exemple.bib"), {})


def article(*authors: Name, key: str = "x", **fields: str) -> Reference:
    return work("article", *authors, key=key, **({"journal": "Revue exemple", "year": "2020"} | fields))


def crowd(size: int) -> tuple[Name, ...]:
    return tuple(Name(f"Nom{rank:02}", "A.") for rank in range(1, size + 1))


def shown(cache: Path, *works: Reference) -> list[FormattedReference]:
    return list(format_references(works, assign_labels(works), cache / "references.json").values())


CASES = {
    "an article": (
        article(A, volume="3", number="2", pages="10--20", doi="10.1234/ABC"),
        "Exemple, A. (2020). Un titre. *Revue exemple*, *3*(2), 10-20. https://doi.org/10.1234/ABC",
    ),
    "an article without a number": (article(A, volume="3", pages="e12"), "Exemple, A. (2020). Un titre. *Revue exemple*, *3*, e12."),
    "two authors": (article(A, B), "Exemple, A. et Modèle, B. A. (2020). Un titre. *Revue exemple*."),
    "three authors": (article(A, B, C), "Exemple, A., Modèle, B. A. et Tiers, M.-È. (2020). Un titre. *Revue exemple*."),
    "a report with a type and a number": (
        work("techreport", A, institution="Institut exemple", year="2021", type="Document de travail", number="24-1"),
        "Exemple, A. (2021). *Un titre* (Document de travail nᵒ 24-1). Institut exemple.",
    ),
    "a report with a number only, in a series": (
        work("report", A, institution="Institut exemple", year="2021", number="8", series="Série exemple"),
        "Exemple, A. (2021). *Un titre* (nᵒ 8). Série exemple. Institut exemple.",
    ),
    "an organisation that publishes its own report": (
        work("techreport", TABLE, institution="Table exemple", year="2021"),
        "Table exemple. (2021). *Un titre*.",
    ),
    "an organisation that another publishes": (
        work("techreport", TABLE, institution="Institut exemple", year="2021"),
        "Table exemple. (2021). *Un titre*. Institut exemple.",
    ),
    "a page without a date": (
        work("online", TABLE, url="https://exemple.org/a_b?x=1&y=2"),
        "Table exemple. (s. d.). *Un titre*. https://exemple.org/a_b?x=1&y=2",
    ),
    "a chapter": (
        work("incollection", A, editors=(B, C), booktitle="Livre exemple", publisher="Presses exemple", year="2019", pages="5--9"),
        "Exemple, A. (2019). Un titre. Dans B. A. Modèle et M.-È. Tiers (dir.), *Livre exemple* (p. 5-9). Presses exemple.",
    ),
    "a book": (
        work("book", A, publisher="Presses exemple", year="2018", edition="2"),
        "Exemple, A. (2018). *Un titre* (2ᵉ éd.). Presses exemple.",
    ),
    "a book by its editors": (
        work("book", editors=(A, B), publisher="Presses exemple", year="2018"),
        "Exemple, A. et Modèle, B. A. (dir.). (2018). *Un titre*. Presses exemple.",
    ),
    "a thesis": (
        work("phdthesis", A, school="Université exemple", year="2017"),
        "Exemple, A. (2017). *Un titre* [thèse de doctorat, Université exemple].",
    ),
    "a paper": (work("inproceedings", A, booktitle="Actes exemple", year="2016"), "Exemple, A. (2016). Un titre. Dans *Actes exemple*."),
    "a document without an author": (work("misc", year="2015"), "*Un titre*. (2015)."),
    "a DOI before an address": (
        article(A, doi="https://doi.org/10.1234/abc", url="https://exemple.org"),
        "Exemple, A. (2020). Un titre. *Revue exemple*. https://doi.org/10.1234/abc",
    ),
    "a title that ends with a question": (article(A, title="Est-ce un titre?"), "Exemple, A. (2020). Est-ce un titre? *Revue exemple*."),
}  # fmt: skip


def starred(html: str) -> str:
    """Return a reference with italics as stars and plain spaces, as the cases write it."""
    return html.replace("<em>", "*").replace("</em>", "*").replace("&amp;", "&").replace("\u00a0", " ")


@pytest.fixture(scope="module")
def formatted(tmp_path_factory) -> dict[str, str]:
    """Every case in one run of pandoc, each with its label as if it were alone."""
    works = {name: Reference(f"k{rank}", *_without_key(case[0])) for rank, (name, case) in enumerate(CASES.items())}
    labels = {reference.key: assign_labels([reference])[reference.key] for reference in works.values()}
    found = format_references(works.values(), labels, tmp_path_factory.mktemp("cache") / "references.json")
    return {name: starred(found[reference.key].html) for name, reference in works.items()}


def _without_key(reference: Reference) -> tuple:
    return (reference.type, reference.authors, reference.editors, reference.fields, reference.place, reference.field_places)


@pytest.mark.parametrize("name", CASES)
def test_apa_in_french(formatted, name):
    assert formatted[name] == CASES[name][1]


@pytest.mark.parametrize("size", [19, 20])
def test_up_to_twenty_authors_are_all_named(tmp_path, size):
    (reference,) = shown(tmp_path, article(*crowd(size)))
    before = ", ".join(f"Nom{rank:02}, A." for rank in range(1, size))
    assert reference.text == f"{before} et Nom{size}, A. (2020). Un titre. Revue exemple."


@pytest.mark.parametrize("size", [21, 22, 40])
def test_from_twenty_one_authors_nineteen_and_the_last_are_named(tmp_path, size):
    (reference,) = shown(tmp_path, article(*crowd(size)))
    before = ", ".join(f"Nom{rank:02}, A." for rank in range(1, 20))
    assert reference.text.replace("\u00a0", " ") == f"{before}, … Nom{size}, A. (2020). Un titre. Revue exemple."


def test_the_year_is_the_one_of_the_label(tmp_path):
    first, second = shown(tmp_path, article(A, key="a", title="Abc"), article(A, key="b", title="Def"))
    assert (first.text, second.text) == ("Exemple, A. (2020a). Abc. Revue exemple.", "Exemple, A. (2020b). Def. Revue exemple.")
    undated = shown(tmp_path, work("online", TABLE, key="a", title="Abc", url="u"), work("online", TABLE, key="b", title="Def", url="v"))
    assert [reference.text.replace("\u00a0", " ") for reference in undated] == [
        "Table exemple. (s. d.-a). Abc. u",
        "Table exemple. (s. d.-b). Def. v",
    ]


def test_html_in_a_title_comes_out_escaped(tmp_path):
    (reference,) = shown(tmp_path, article(A, title="Un <script>alert(1)</script> & <img src=x onerror=y> </div> fin"))
    assert reference.html == (
        "Exemple, A. (2020). Un &lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;img src=x onerror=y&gt; &lt;/div&gt; fin. "
        "<em>Revue exemple</em>."
    )
    assert reference.text == "Exemple, A. (2020). Un <script>alert(1)</script> & <img src=x onerror=y> </div> fin. Revue exemple."


def test_html_in_a_name_a_journal_or_an_address_comes_out_escaped(tmp_path):
    (reference,) = shown(
        tmp_path, article(Name("<script>x</script>", literal=True), journal="<img src=x>", url='https://exemple.org/"><svg>')
    )
    assert "<script" not in reference.html
    assert "<img" not in reference.html
    assert "<svg" not in reference.html
    assert "&lt;img src=x&gt;" in reference.html


def test_markdown_in_a_title_stays_as_typed(tmp_path):
    (reference,) = shown(tmp_path, article(A, title="Un *titre* de [lien](https://exemple.org) `code` $x$ @clé"))
    assert reference.html == "Exemple, A. (2020). Un *titre* de [lien](https://exemple.org) `code` $x$ @clé. <em>Revue exemple</em>."


# --- The cache -----------------------------------------------------------------------------------------------------


def test_a_second_call_formats_nothing(tmp_path):
    """The marks left in the cache come back as they are: pandoc was not asked."""
    cache = tmp_path / "dossier" / "references.json"
    works = [article(A, key="a"), article(B, key="b")]
    first = format_references(works, assign_labels(works), cache)
    kept = cache.read_bytes()
    assert format_references(works, assign_labels(works), cache) == first
    assert cache.read_bytes() == kept
    marked = json.dumps(dict.fromkeys(json.loads(kept), "gardée"))
    cache.write_text(marked, encoding="utf-8")
    assert {found.html for found in format_references(works, assign_labels(works), cache).values()} == {"gardée"}
    assert cache.read_text(encoding="utf-8") == marked


def test_only_the_entry_that_is_not_known_is_formatted(tmp_path):
    """What the cache holds is believed: a mark left in it comes back, and the new entry stands beside."""
    cache = tmp_path / "references.json"
    old, new = article(A, key="a"), article(B, key="b")
    labels = assign_labels([old, new])
    format_references([old], labels, cache)
    cache.write_text(json.dumps(dict.fromkeys(json.loads(cache.read_text(encoding="utf-8")), "gardée")), encoding="utf-8")
    found = format_references([old, new], labels, cache)
    assert (found["a"].text, found["b"].text) == ("gardée", "Modèle, B. A. (2020). Un titre. Revue exemple.")


@pytest.mark.parametrize(
    ("reference", "label"),
    [
        (article(A, title="Autre"), Label("Exemple", "2020")),
        (article(A), Label("Exemple", "2020a")),
        (article(B), Label("Exemple", "2020")),
    ],
)
def test_what_shapes_an_entry_makes_it_another(tmp_path, reference, label):
    cache = tmp_path / "references.json"
    before = format_references([article(A)], {"x": Label("Exemple", "2020")}, cache)["x"]
    assert format_references([reference], {"x": label}, cache)["x"] != before


def test_what_is_no_longer_used_leaves_the_cache(tmp_path):
    cache = tmp_path / "references.json"
    shown(tmp_path, article(A, key="a"), article(B, key="b"))
    shown(tmp_path, article(A, key="a"), article(C, key="c"))
    assert len(json.loads(cache.read_text(encoding="utf-8"))) == 2


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"'])
def test_a_spoilt_cache_is_made_again(tmp_path, text):
    (tmp_path / "references.json").write_text(text, encoding="utf-8")
    assert [reference.text for reference in shown(tmp_path, article(A))] == ["Exemple, A. (2020). Un titre. Revue exemple."]


def test_the_cache_does_not_depend_on_the_order_of_entries(tmp_path):
    works = [article(name, key=key) for name, key in ((A, "a"), (B, "b"), (C, "c"))]
    for folder, order in (("un", works), ("deux", works[::-1])):
        format_references(order, assign_labels(order), tmp_path / folder / "references.json")
    assert (tmp_path / "un" / "references.json").read_bytes() == (tmp_path / "deux" / "references.json").read_bytes()


def test_many_entries_are_formatted_in_batches_and_none_is_lost(tmp_path):
    works = [article(A, key=f"k{number:03}", title=f"Titre {number:03}") for number in range(120)]
    found = format_references(works, assign_labels(works), tmp_path / "references.json")
    assert list(found) == [reference.key for reference in works]
    assert "Titre 119" in found["k119"].text


# --- CSL-JSON ------------------------------------------------------------------------------------------------------


def test_csl_json_has_a_date_without_a_label_and_the_label_with_one():
    reference = article(A, number="2", pages="10--20", doi="doi:10.1234/ABC", langid="french")
    assert csl_json(reference) == {
        "id": "x",
        "type": "article-journal",
        "author": [{"family": "Exemple", "given": "Alex"}],
        "title": "Un titre",
        "container-title": "Revue exemple",
        "issue": "2",
        "page": "10-20",
        "DOI": "10.1234/ABC",
        "issued": {"date-parts": [[2020]]},
        "language": "fr",
    }
    labelled = csl_json(reference, Label("Exemple", "2020a"))
    assert (labelled["status"], "issued" in labelled) == ("2020a", False)


def test_an_organisation_is_a_literal_name():
    assert csl_json(work("online", TABLE, url="u"))["author"] == [{"literal": "Table exemple"}]
