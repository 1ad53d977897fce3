"""Addresses for ever: what was published stays, or says where it went."""

from tests.support import FICHE, found, report_on

REGISTER = "content/adresses.txt"
MOVED = "redirections:\n  - {de: fiches/ancienne/, vers: fiches/exemple/, le: 2026-11-24}\n"


def test_a_page_that_goes_without_a_word_is_an_error_at_its_line_of_the_register(tmp_path):
    report = report_on(tmp_path, {REGISTER: "fiches/exemple/\nfiches/exempel/\n"})
    [lost] = found(report, "A001")
    assert str(lost.place) == "content/adresses.txt:2:1"
    assert lost.message == "La page « fiches/exempel/ » n’est plus publiée."
    assert "- {de: fiches/exempel/, vers: fiches/exemple/, le: 2026-11-24}" in lost.help


def test_a_page_that_moved_with_a_redirection_is_fine(tmp_path):
    report = report_on(tmp_path, {REGISTER: "fiches/ancienne/\n", "content/redirections.yml": MOVED})
    assert [d for d in report.diagnostics if d.rule.code in ("A001", "A002", "A003")] == []


def test_a_withdrawn_sheet_keeps_its_address(tmp_path):
    text = FICHE.replace("statut: publiee", "statut: retiree\nretrait: {date: 2026-11-24, raison: Exemple de raison.}")
    assert found(report_on(tmp_path, {REGISTER: "fiches/exemple/\n", "content/fiches/exemple.md": text}), "A001") == []


def test_a_sheet_that_becomes_a_draft_again_loses_its_address(tmp_path):
    text = FICHE.replace("statut: publiee", "statut: brouillon")
    assert len(found(report_on(tmp_path, {REGISTER: "fiches/exemple/\n", "content/fiches/exemple.md": text}), "A001")) == 1


def test_a_sheet_that_cannot_be_read_is_not_taken_for_removed(tmp_path):
    report = report_on(tmp_path, {REGISTER: "fiches/exemple/\n", "content/fiches/exemple.md": FICHE.replace("titre:", "titres:")})
    assert found(report, "A001") == []
    assert found(report, "E010") != []


def test_a_redirection_to_nowhere_names_its_line(tmp_path):
    moved = "redirections:\n  - {de: fiches/ancienne/, vers: fiches/exempel/, le: 2026-11-24}\n"
    [wrong] = found(report_on(tmp_path, {"content/redirections.yml": moved}), "A002")
    assert str(wrong.place) == "content/redirections.yml:2:5"
    assert wrong.help == "Écrivez\u00a0: vers: fiches/exemple/"


def test_a_redirection_to_a_redirection_is_told_the_last_page(tmp_path):
    moved = MOVED + "  - {de: fiches/tres-ancienne/, vers: fiches/ancienne/, le: 2026-11-24}\n"
    [wrong] = found(report_on(tmp_path, {"content/redirections.yml": moved}), "A002")
    assert wrong.help == "Écrivez\u00a0: vers: fiches/exemple/"


def test_a_page_that_exists_is_not_redirected(tmp_path):
    moved = "redirections:\n  - {de: fiches/exemple/, vers: fiches/, le: 2026-11-24}\n"
    [wrong] = found(report_on(tmp_path, {"content/redirections.yml": moved}), "A003")
    assert wrong.message == "« fiches/exemple/ » est encore une page publiée."


def test_a_redirection_cannot_leave_the_site(tmp_path):
    moved = "redirections:\n  - {de: fiches/ancienne/, vers: https://exemple.invalid/, le: 2026-11-24}\n"
    assert [str(d.place) for d in found(report_on(tmp_path, {"content/redirections.yml": moved}), "E015")] == [
        "content/redirections.yml:2:34"
    ]


def test_new_addresses_are_told_once(tmp_path):
    assert len(found(report_on(tmp_path), "A004")) == 1
