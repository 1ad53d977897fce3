"""« passerelle ajouter »: from a DOI, an address, a file or a Zotero group to an entry and a note to write. The registries are local."""

import json
from datetime import date
from pathlib import Path

import pytest

from pipeline.edition.index import SiteIndex
from pipeline.intake.imports.importer import add, add_group, entries_of
from pipeline.intake.told import GatherError, Told
from pipeline.intake.web.client import Web
from pipeline.project import Project
from pipeline.rules.run import check
from tests.intake.fake_registries import NOW, Registries
from tests.support import NOTE_SAMPLE, TODAY, make_site

ADDED = "research_notes/bibliographie/ajouts.bib"
KIM = {
    "type": "article-journal", "title": "The Effects of Summer Reading", "container-title": "Review exemple", "volume": "83", "page": "386-431",
    "author": [{"family": "Kim", "given": "James"}], "issued": {"date-parts": [[2013]]}, "DOI": "10.5555/kim", "language": "en",
}  # fmt: skip
WRITTEN = """\
@article{kim2013,
  author = {Kim, James},
  title = {{The Effects of Summer Reading}},
  journal = {Review exemple},
  year = {2013},
  volume = {83},
  pages = {386–431},
  doi = {10.5555/kim},
  langid = {english}
}
"""


def added(project: Project, *items: dict[str, object], target: str = "ajouts.bib") -> Told:
    path = project.root / "export.json"
    path.write_text(json.dumps(list(items)))
    return add(project, entries_of(str(path), Web(None, lambda: NOW)), target, TODAY)[0]


def text(project: Project, path: str = ADDED) -> str:
    return (project.root / path).read_text()


def codes(project: Project, *beginnings: str) -> list[str]:
    return [d.rule.code for d in check(project, TODAY).diagnostics if d.rule.code.startswith(beginnings)]


# From where.


@pytest.mark.parametrize(
    "given", ["10.5555/kim", "https://doi.org/10.5555/kim", "doi:10.5555/kim", "https://www.example.org/doi/full/10.5555/kim?x=1"]
)
def test_a_doi_is_described_by_its_registry(registries, web, given):
    registries.answer("/10.5555/kim", status=302, Location=f"{registries.base}/csl")
    registries.answer("/csl", KIM)
    (entry,) = entries_of(given, web, registries.base)
    assert (entry.title, entry.doi) == ("The Effects of Summer Reading", "10.5555/kim")
    assert registries.asked[-1].headers["accept"] == "application/vnd.citationstyles.csl+json"


def test_the_page_of_an_article_says_its_doi(registries, web):
    registries.answer("/article", b'<html><meta name="citation_title" content="x"><meta name="citation_doi" content="10.5555/kim">')
    registries.answer("/10.5555/kim", KIM)
    assert entries_of(f"{registries.base}/article", web, registries.base)[0].doi == "10.5555/kim"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("10.5555/absent", "n’existe pas"),
        ("10.5555/page", "ne décrit pas l’étude"),
        ("absent.bib", "n’est ni un DOI, ni une adresse, ni un fichier"),
        ("http://192.168.0.1/article", "réseau privé"),
        ("http://169.254.169.254/latest/meta-data", "réseau privé"),
    ],
)
def test_what_gives_no_reference_is_told_in_french(registries, web, given, said):
    registries.answer("/10.5555/page", b"<html>")
    with pytest.raises(GatherError, match=said):
        entries_of(given, web, registries.base)


def test_a_page_that_says_no_doi_is_told(registries, web):
    registries.answer("/article", b"<html>")
    with pytest.raises(GatherError, match="ne dit pas le DOI"):
        entries_of(f"{registries.base}/article", web, registries.base)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.bib", "@article{x, author={Kim, James}, title={T}, journal={J}, year=2013}"),
        ("a.ris", "TY  - JOUR\r\nAU  - Kim, James\r\nTI  - T\r\nJO  - J\r\nPY  - 2013\r\nER  - \r\n"),
        ("a.json", '[{"type": "article-journal", "title": "T", "author": [{"family": "Kim", "given": "James"}]}]'),
        ("sans-extension", "\ufeffTY  - JOUR\nAU  - Kim, James\nTI  - T\nER  - \n"),
    ],
)
def test_a_file_is_known_by_what_it_holds(tmp_path, web, name, content):
    (tmp_path / name).write_text(content, newline="")
    (entry,) = entries_of(str(tmp_path / name), web)
    assert (entry.title, entry.authors[0].family) == ("T", "Kim")


# What is written.


def test_an_entry_and_a_note_to_write_are_made_and_what_comes_next_is_said(tmp_path):
    project = make_site(tmp_path)
    told = added(project, KIM)
    assert text(project) == WRITTEN
    assert told.lines == (
        "kim2013\u00a0: Kim (2013). The Effects of Summer Reading",
        "Note à écrire\u00a0: research_notes/notes/kim2013.md",
        "Références ajoutées\u00a0: 1; déjà là\u00a0: 0; refusées\u00a0: 0.",
        "Ensuite\u00a0: relisez research_notes/bibliographie/ajouts.bib, écrivez les notes, puis lancez « passerelle verifier ».",
    )
    assert told.fine


def test_the_checks_say_what_is_to_write_and_let_the_site_be_published(tmp_path):
    project = make_site(tmp_path)
    added(project, KIM)
    report = check(project, TODAY)
    assert report.blocking() == ()
    assert [d.message for d in report.diagnostics if d.rule.code == "N007"] == [
        f"Il reste à écrire\u00a0: « {name} »." for name in ("devis_enonce", "population", "lu_par", "evaluation_fondement")
    ] + [f"Il reste à écrire\u00a0: l’extrait « #extrait-{number} »." for number in (1, 2)]


def test_the_page_of_a_reference_does_not_show_a_note_that_is_to_write(tmp_path):
    project = make_site(tmp_path)
    added(project, KIM)
    catalogue = check(project, TODAY).catalogue
    assert catalogue is not None
    index = SiteIndex(catalogue, dict.fromkeys(catalogue.references), dict.fromkeys(catalogue.references), TODAY)
    assert index.works["kim2013"].note is None
    assert index.works["sample2021"].note is not None


def test_the_same_import_again_changes_nothing(tmp_path):
    project = make_site(tmp_path)
    added(project, KIM)
    told = added(project, KIM)
    assert text(project) == WRITTEN
    assert told.lines[-1] == "Références ajoutées\u00a0: 0; déjà là\u00a0: 1; refusées\u00a0: 0."


def test_entries_are_put_in_order_and_no_byte_of_the_others_changes(tmp_path):
    mine = "% Le mien.\n@misc{bravo2000, title={Bravo}}\n% De Xavier.\n@misc{xavier2000,title={Xavier}}"
    project = make_site(tmp_path, {ADDED: mine})
    added(project, KIM, {**KIM, "DOI": "10.5555/a", "title": "Another subject altogether", "author": [{"family": "Abel", "given": "A"}]})
    abel, rest = text(project).split("% Le mien.\n")
    assert abel.startswith("@article{abel2013,")
    assert rest == f"@misc{{bravo2000, title={{Bravo}}}}\n\n{WRITTEN}\n% De Xavier.\n@misc{{xavier2000,title={{Xavier}}}}\n"


def test_two_works_of_an_author_in_a_year_have_two_keys(tmp_path):
    project = make_site(tmp_path)
    added(project, KIM, {**KIM, "DOI": "10.5555/other", "title": "Mathematics homework in secondary schools"})
    assert sorted(path.stem for path in (project.research / "notes").glob("kim*")) == ["kim2013", "kim2013a"]
    assert codes(project, "B") == []


def test_a_duplicate_is_refused_by_its_doi_or_its_title(tmp_path):
    project = make_site(tmp_path)
    by_doi = {"type": "book", "title": "Autrement dit", "DOI": "10.1234/SAMPLE.2021"}
    by_title = {
        "type": "article-journal",
        "title": "Exemple d'étude sur le tutorat",
        "author": [{"family": "Exemple", "given": "A."}],
        "issued": {"date-parts": [[2020]]},
    }
    told = added(project, by_doi, by_title)
    assert told.lines == (
        "Déjà dans la bibliographie\u00a0: sample2021, « Autrement dit ».",
        "Déjà dans la bibliographie\u00a0: exemple2020, « Exemple d'étude sur le tutorat ».",
        "Références ajoutées\u00a0: 0; déjà là\u00a0: 2; refusées\u00a0: 0.",
    )
    assert not (project.root / ADDED).exists()


def test_a_note_that_was_written_is_never_written_over(tmp_path):
    project = make_site(tmp_path)
    (project.research / "notes" / "kim2013.md").write_text(NOTE_SAMPLE)
    added(project, KIM)
    assert text(project, "research_notes/notes/kim2013.md") == NOTE_SAMPLE


def test_an_entry_refused_leaves_the_others(tmp_path):
    project = make_site(tmp_path)
    told = added(project, {"type": "book", "id": "sans-titre"}, KIM)
    assert not told.fine
    assert told.lines[0] == "Refusée\u00a0: la référence « sans-titre » n’a pas de titre."
    assert text(project) == WRITTEN


@pytest.mark.parametrize("target", ["../ailleurs.bib", "/etc/a.bib", "Ajouts.bib", "ajouts.txt", ".bib"])
def test_a_file_outside_of_the_bibliography_is_refused(tmp_path, target):
    with pytest.raises(GatherError, match="n’est pas un nom de fichier de la bibliographie"):
        added(make_site(tmp_path), KIM, target=target)


def test_a_bibliography_with_a_mistake_is_mended_first(tmp_path):
    project = make_site(tmp_path, {ADDED: "@misc{a, title={A}\n  year=2000}\n"})
    with pytest.raises(GatherError, match=r"ajouts\.bib:2:1"):
        added(project, KIM)


def test_what_a_registry_writes_to_do_harm_stays_text(tmp_path):
    project = make_site(tmp_path)
    added(
        project,
        {
            **KIM,
            "title": "x}}\n@misc{mal, title={Mal}}<script>alert(1)</script>",
            "author": [{"family": "}, url={javascript:x}", "given": "a"}],
            "volume": "1\n}",
        },
    )
    references = check(project, TODAY).catalogue.references
    assert set(references) == {"exemple2020", "sample2021", "url-javascript-x2013"}
    assert references["url-javascript-x2013"].title == "x)) @misc(mal, title=(Mal))"
    assert codes(project, "B", "E", "F") == []


# A Zotero group.

LIBRARY = "/groups/42/items/top"


def zotero_item(key: str, **csl: object) -> dict[str, object]:
    return {"key": key, "version": 7, "data": {"itemType": "journalArticle"}, "csljson": {**KIM, "id": key, **csl}}


def imported(project: Project, registries: Registries, web: Web, today: date = TODAY) -> Told:
    return add_group(project, "42", "ajouts.bib", today, web, registries.base)


def state(project: Project) -> object:
    return json.loads(text(project, "research_notes/veille/zotero.json"))


def test_a_group_is_read_once_then_only_what_is_new(tmp_path, registries, web):
    project = make_site(tmp_path)
    other = zotero_item("BBBB", DOI="10.5555/other", title="Mathematics homework in secondary schools")
    registries.answer(
        LIBRARY,
        [zotero_item("AAAA"), {"key": "N", "data": {"itemType": "note"}, "csljson": {}}],
        Last_Modified_Version="7",
        Total_Results="2",
    )
    registries.answer(LIBRARY, [other], Last_Modified_Version="9", Total_Results="1")
    registries.answer(LIBRARY, status=304)
    imported(project, registries, web)
    assert state(project) == {"42": {"version": 7, "references": {"AAAA": "kim2013"}}}
    imported(project, registries, web)
    assert state(project) == {"42": {"version": 9, "references": {"AAAA": "kim2013", "BBBB": "kim2013a"}}}
    once = text(project)
    assert imported(project, registries, web).lines == ("Références ajoutées\u00a0: 0; déjà là\u00a0: 0; refusées\u00a0: 0.",)
    assert text(project) == once
    assert [request.params["since"] for request in registries.asked] == ["0", "7", "9"]
    assert registries.asked[-1].headers["if-modified-since-version"] == "9"


def test_a_reference_changed_in_zotero_is_told_and_not_written_over(tmp_path, registries, web):
    project = make_site(tmp_path)
    registries.answer(LIBRARY, [zotero_item("AAAA")], Last_Modified_Version="7", Total_Results="1")
    registries.answer(LIBRARY, [zotero_item("AAAA", title="Changed")], Last_Modified_Version="8", Total_Results="1")
    imported(project, registries, web)
    assert imported(project, registries, web).lines[0].startswith("Changée dans Zotero depuis son importation\u00a0: kim2013.")
    assert text(project) == WRITTEN


def test_a_group_of_many_pages_is_read_to_its_end(tmp_path, registries, web):
    project = make_site(tmp_path)
    works = [
        zotero_item(
            f"K{n}", DOI=f"10.5555/{n}", title=f"{'abcdefghijkl'[n % 12] * 9} {n} exemple", author=[{"family": f"Nom{n}", "given": "A"}]
        )
        for n in range(150)
    ]
    for part in (works[:100], works[100:]):
        registries.answer(LIBRARY, part, Last_Modified_Version="7", Total_Results="150")
    assert imported(project, registries, web).lines[-2] == "Références ajoutées\u00a0: 150; déjà là\u00a0: 0; refusées\u00a0: 0."
    assert [request.params["start"] for request in registries.asked] == ["0", "100"]


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [(403, b"", "n’est pas public"), (404, b"", "n’existe pas"), (200, b"{", "ne se lit pas"), (500, b"", "en panne")],
)
def test_a_group_that_cannot_be_read_is_told(tmp_path, registries, web, status, body, said):
    registries.answer(LIBRARY, body, status, Last_Modified_Version="7")
    with pytest.raises(GatherError, match=said):
        imported(make_site(tmp_path), registries, web)


def test_a_group_is_given_by_its_number(tmp_path, web):
    with pytest.raises(GatherError, match="par son numéro"):
        add_group(make_site(tmp_path), "../7", "ajouts.bib", TODAY, web)


def test_the_files_of_a_project_are_the_only_ones_written(tmp_path):
    project = make_site(tmp_path / "site")
    before = {path for path in Path(tmp_path).rglob("*") if path.is_file()}
    added(project, KIM)
    new = {str(path.relative_to(project.root)) for path in Path(tmp_path).rglob("*") if path.is_file() and path not in before}
    assert new == {"export.json", ADDED, "research_notes/notes/kim2013.md"}
