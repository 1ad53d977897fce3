"""Duplicates: two sheets of one title, two references of one DOI; and the form of DOIs."""

import pytest

from tests.rules.examples import BIB, advice, bib, told
from tests.support import FICHE

SECOND = "content/fiches/second.md"


@pytest.mark.parametrize("title", ["Exemple de fiche sur le tutorat", "EXEMPLE de fiche sur le tutorât"])
def test_two_sheets_of_one_title_are_named_whatever_the_case_and_accents(tmp_path, title):
    files = {SECOND: FICHE.replace("Exemple de fiche sur le tutorat", f"‸{title}")}
    assert told(tmp_path, files, "U001") == ["‸ Ce titre est déjà celui de « exemple »."]
    assert advice(tmp_path / "again", files, "U001") == ["Changez l’un des titres."]


def test_two_titles_that_differ_pass(tmp_path):
    assert told(tmp_path, {SECOND: FICHE.replace("titre: Exemple", "titre: Autre exemple")}, "U001") == []


@pytest.mark.parametrize(
    "doi", ["10.1234/sample.2021", "10.1234/SAMPLE.2021", "https://doi.org/10.1234/sample.2021", "doi:10.1234/sample.2021"]
)
def test_one_doi_under_two_keys_is_named_however_it_is_written(tmp_path, doi):
    files = bib("year    = {2020},", f"year    = {{2020}},\n  doi     = {{{doi}}},")
    files[BIB] = "‸doi     = {10.1234/sample.2021}".join(str(files[BIB]).rsplit("doi     = {10.1234/sample.2021}", 1))
    assert told(tmp_path, files, "U002") == ["‸ Ce DOI est déjà celui de « exemple2020 »."]
    assert advice(tmp_path / "again", files, "U002") == ["Gardez une seule des références."]


def test_two_dois_that_differ_pass(tmp_path):
    assert told(tmp_path, bib("year    = {2020},", "year    = {2020},\n  doi     = {10.1234/autre},"), "U002") == []


@pytest.mark.parametrize("doi", ["doi.org/3102/000283", "10.12/trop-court", "10.1234/", "sample 2021"])
def test_what_is_no_doi_is_named(tmp_path, doi):
    files = bib("doi     = {10.1234/sample.2021}", f"‸doi     = {{{doi}}}")
    assert told(tmp_path, files, "U003") == [f"‸ « {doi} » n’a pas la forme d’un DOI."]
    assert advice(tmp_path / "again", files, "U003") == ["doi = {10.3102/00028312231208687}"]


@pytest.mark.parametrize("doi", ["10.1234/sample.2021", "10.3102/00028312231208687", "10.1002/(SICI)1097-4571(1999)50:1",
    "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2", "10.1002/(SICI)1520-6408(1996)19:4{\\textless}350::AID-DVG8{\\textgreater}3.0.CO;2-9",
    "10.1641/0006-3568(2005)055[0725:TEOTGE]2.0.CO;2",
])  # fmt: skip
def test_a_doi_with_points_and_brackets_passes(tmp_path, doi):
    assert told(tmp_path, bib("10.1234/sample.2021", doi), "U003") == []
