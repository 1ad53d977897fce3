"""A DOI that is already here is told without asking the network."""

import socket

import pytest

from pipeline.intake.imports.known_dois import already_here
from pipeline.intake.imports.ris import read_ris
from tests.cli.test_cli import run, said, site
from tests.support import make_site


@pytest.mark.parametrize("given", ["10.1234/sample.2021", "https://doi.org/10.1234/SAMPLE.2021", " doi:10.1234/sample.2021 "])
def test_a_doi_that_is_here_with_its_note_is_found(tmp_path, given):
    known = already_here(make_site(tmp_path), given)
    assert known is not None
    assert known.key == "sample2021"


@pytest.mark.parametrize("given", ["10.1234/autre", "https://www.exemple.org/article", "exemple.bib"])
def test_anything_else_is_to_be_asked_for(tmp_path, given):
    assert already_here(make_site(tmp_path), given) is None


def test_without_its_note_there_is_something_to_do(tmp_path):
    project = make_site(tmp_path)
    (project.research / "notes/sample2021.md").unlink()
    assert already_here(project, "10.1234/sample.2021") is None


def test_the_command_says_where_it_is(tmp_path):
    result = run(site(tmp_path), "ajouter", "10.1234/sample.2021")
    assert (result.returncode, said(result)) == (
        0,
        "Déjà dans la bibliographie\u00a0: sample2021. Sa note\u00a0: research_notes/notes/sample2021.md\n",
    )


def test_a_machine_that_is_cut_off_is_told_so_and_not_that_the_address_is_wrong(tmp_path, monkeypatch):
    def nowhere(*_: object, **__: object):
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    result = run(site(tmp_path), "ajouter", "10.1234/autre")
    assert (result.returncode, said(result)) == (
        1,
        "Rien n’a été changé\u00a0: pas de réseau\u00a0: cette machine n’est pas connectée à Internet. "
        "Connectez-la, ou ajoutez un fichier RIS ou BibTeX.\n",
    )


def test_what_someone_noted_for_themselves_in_ris_is_left_out_and_told():
    (entry,) = read_ris("TY  - JOUR\nAU  - Exemple, A.\nTI  - Un exemple\nPY  - 2020\nN1  - Exemple de note : à revoir avec K.\nER  - \n")
    assert "K." not in str(entry.fields)
    assert entry.told == ("non gardé\u00a0: la note « N1 », que quelqu’un a écrite pour soi; la bibliographie est publique",)
