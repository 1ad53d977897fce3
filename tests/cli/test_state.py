"""The commands that the workflows run, and « etat »: what a person or a workflow reads, and how each ends."""

import json
import re
import zipfile
from pathlib import Path

import pytest

from tests.cli.test_cli import run, said, site
from tests.rules.examples import SHEET, line_of, place_of, sheet, text
from tests.support import BIBLIOGRAPHIE, FICHE, NOTE_SAMPLE

WITHOUT_LINKS = {
    "research_notes/bibliographie/exemple.bib": BIBLIOGRAPHIE.replace("  doi     = {10.1234/sample.2021},\n", ""),
    "research_notes/notes/sample2021.md": NOTE_SAMPLE.replace(" url=https://doi.org/10.1234/sample.2021", ""),
}


# verifier --resume.


def test_the_whole_list_goes_to_the_summary_beside_the_annotations(tmp_path):
    root = site(tmp_path, text("En tout, 15%."))
    (root / "sommaire.md").write_text("Avant.\n", encoding="utf-8")
    result = run(root, "verifier", "--format", "github", "--resume", "sommaire.md")
    assert result.returncode == 1
    assert result.stdout.startswith("::error file=")
    summary = (root / "sommaire.md").read_text(encoding="utf-8")
    assert summary.startswith("Avant.\n## Vérification\u00a0: ")
    assert f"### {SHEET}\n\n- **Erreur T001**, ligne {line_of('Exemple de contexte.')}\u00a0: " in summary


def test_informations_are_annotated_only_when_asked_for(tmp_path):
    root = site(tmp_path)
    assert "::notice" not in run(root, "verifier", "--format", "github").stdout
    assert "::notice" in run(root, "verifier", "--format", "github", "--infos").stdout


# comparer.


def test_two_copies_are_compared_on_the_screen_or_into_a_file(tmp_path):
    before, after = site(tmp_path / "avant"), site(tmp_path / "apres", sheet("Que ferions-nous?", "Que ferait-on?"))
    shown = run(after, "comparer", str(before))
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "  - Texte\u00a0: Pour en discuter en comité.\n" in shown.stdout
    written = run(tmp_path / "avant", "comparer", ".", str(after), "--sortie", "dit.md")
    assert (written.returncode, said(written)) == (0, "")
    assert (before / "dit.md").read_text(encoding="utf-8") == shown.stdout


def test_what_is_no_copy_of_a_site_is_a_wrong_use(tmp_path):
    result = run(site(tmp_path / "bonne"), "comparer", str(tmp_path / "absente"))
    assert (result.returncode, result.stdout) == (2, "")
    assert f"Il n’y a pas de dossier « content » dans « {tmp_path}/absente »." in said(result)


# apercu.


def test_previews_are_named_and_what_has_no_page_is_told(tmp_path):
    result = run(site(tmp_path, templates=True), "apercu", "--sortie", "vu", "--", SHEET, "content/organisme.yml")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"{SHEET}\u00a0: {tmp_path / 'vu/fiches-exemple.html'}\ncontent/organisme.yml\u00a0: pas de page à montrer.\n"


def test_no_preview_is_made_of_content_that_has_errors(tmp_path):
    result = run(site(tmp_path, sheet("titre: ", "titres: "), templates=True), "apercu", SHEET)
    assert result.returncode == 1
    assert "La clé « titres » est inconnue." in result.stdout
    assert result.stdout.endswith("Aucun aperçu n’est fait\u00a0: corrigez d’abord ces erreurs.\n")


def test_a_preview_of_a_file_of_elsewhere_is_a_wrong_use(tmp_path):
    result = run(site(tmp_path), "apercu", "/etc/passwd")
    assert (result.returncode, "« /etc/passwd » n’est pas un fichier de ce dépôt." in said(result)) == (2, True)


# apercu-site.


@pytest.mark.parametrize(
    ("number", "commit", "message"),
    [
        ("12", "HEAD; rm -rf /", "« HEAD; rm -rf / » n’est pas un commit en entier (quarante chiffres hexadécimaux)."),
        ("12", "0" * 40, f"Le commit « {'0' * 40} » n’est pas dans ce dépôt, ou il n’a pas de contenu."),
        ("../x", "0" * 40, "NUMÉRO"),
    ],
)
def test_a_preview_of_the_site_wants_a_number_and_a_commit_of_this_repository(tmp_path, number, commit, message):
    result = run(site(tmp_path / "depot"), "apercu-site", "--sortie", "publie", "--", number, commit)
    assert (result.returncode, message in said(result)) == (2, True), said(result)
    assert not (tmp_path / "depot/publie").exists()


# demandes.


def test_the_open_requests_that_have_a_preview_are_listed_one_a_line(tmp_path):
    root = site(tmp_path)
    head = {"sha": "a" * 40, "repo": {"full_name": "exemple/depot"}}
    listed = [
        {"number": 12, "head": {**head, "ref": "exemple"}, "labels": []},
        {"number": 13, "head": {**head, "ref": "formulaire-7"}, "labels": []},
        {"number": 14, "head": {**head, "ref": "formulaire-8"}, "labels": [{"name": "apercu"}]},
    ]
    (root / "demandes.json").write_text(json.dumps(listed), encoding="utf-8")
    result = run(root, "demandes", "demandes.json", "--depot", "exemple/depot")
    assert (result.returncode, result.stdout) == (0, f"12 {'a' * 40}\n14 {'a' * 40} formulaire\n")


def test_what_github_answers_instead_of_a_listing_is_a_wrong_use(tmp_path):
    root = site(tmp_path)
    (root / "demandes.json").write_text('{"message": "Not Found"}', encoding="utf-8")
    result = run(root, "demandes", "demandes.json", "--depot", "exemple/depot")
    assert (result.returncode, "n’est pas une liste de demandes que GitHub donne." in said(result)) == (2, True)


# commenter.


def test_the_comment_gives_the_address_of_the_preview_once_the_site_has_one(tmp_path):
    arguments = (
        "commenter",
        "texte.zip",
        "--conclusion",
        "success",
        "--execution",
        "https://exemple.invalid/1",
        "--sortie",
        "dit.md",
        "--apercu",
        "12",
    )
    root = site(tmp_path)
    assert run(root, *arguments).returncode == 0
    assert "apercu/12/" not in (root / "dit.md").read_text(encoding="utf-8")
    council = root / "content/organisme.yml"
    council.write_text(
        council.read_text(encoding="utf-8").replace("adresse: null", "adresse: https://exemple.invalid/site/"), encoding="utf-8"
    )
    assert run(root, *arguments).returncode == 0
    assert "\u00a0: https://exemple.invalid/site/apercu/12/\n" in (root / "dit.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("left", [True, False])
def test_a_comment_is_written_with_the_text_that_was_left_or_without(tmp_path, left):
    root = site(tmp_path)
    if left:
        with zipfile.ZipFile(root / "texte.zip", "w") as archive:
            archive.writestr("commentaire.md", "Rien ne change @ici.")
    arguments = ("--conclusion", "success", "--execution", "https://exemple.invalid/1", "--sortie", "dit.md")
    assert run(root, "commenter", "texte.zip", *arguments).returncode == 0
    told = (root / "dit.md").read_text(encoding="utf-8")
    assert told.startswith("## Vérification de cette demande\n\nAucune erreur n’arrête la publication.\n")
    assert ("Rien ne change @\u2060ici." in told) == left


# liens.


def test_a_site_without_outside_links_leaves_an_empty_list(tmp_path):
    result = run(site(tmp_path, WITHOUT_LINKS), "liens", "--liste", "liens.md")
    assert (result.returncode, result.stdout) == (0, "Aucun lien vers l’extérieur.\n")
    assert (tmp_path / "liens.md").read_bytes() == b""


# etat.


def test_what_waits_is_told_by_who_it_waits_for_with_what_to_do(tmp_path):
    result = run(site(tmp_path, {"content/fiches/suite.md": FICHE.replace("statut: publiee", "statut: brouillon")}), "etat")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(
        "Ce qui attend, au 2026-11-24\n\n"
        "Pour qui rédige\n\n"
        "  Brouillons\u00a0: 1\n"
        "  À faire\u00a0: Finissez-les, puis écrivez « statut: en-revision ».\n"
        f"    {place_of('publiee', 'content/fiches/suite.md')}  Exemple de fiche sur le tutorat\n\n"
        "Pour qui relit\n\n"
        "  Fiches publiées, pas encore relues par une personne du domaine\u00a0: 1\n"
    )
    assert re.findall(r"^\S.*", result.stdout, re.MULTILINE) == [
        "Ce qui attend, au 2026-11-24", "Pour qui rédige", "Pour qui relit", "Pour l’organisme",
    ]  # fmt: skip


def test_a_program_reads_what_waits_on_the_day_that_is_asked_for(tmp_path):
    result = run(site(tmp_path), "etat", "--au", "2029-01-01", "--format", "json")
    groups = {group["code"]: group for group in json.loads(result.stdout)}
    assert groups["a-reviser"] == {
        "code": "a-reviser",
        "pour": "relecture",
        "titre": "Fiches à réviser",
        "a_faire": "Relisez-les, puis changez « revisee_le » et « prochaine_revision ».",
        "elements": [
            {
                "fichier": SHEET,
                "ligne": line_of("prochaine_revision"),
                "nom": "Exemple de fiche sur le tutorat",
                "detail": "prévue le 2028-11-24",
            }
        ],
    }


def test_files_that_cannot_be_read_are_said_to_be_missing_from_the_list(tmp_path):
    result = run(site(tmp_path, sheet("titre: ", "titres: ")), "etat")
    assert result.returncode == 0
    assert result.stdout.endswith("\nDes fichiers ont des fautes et n’y sont peut-être pas\u00a0: passerelle verifier\n")


def test_a_file_of_the_repository_may_be_named_from_elsewhere(tmp_path):
    root: Path = site(tmp_path / "depot", templates=True)
    result = run(tmp_path, "--racine", str(root), "apercu", SHEET, "--sortie", str(tmp_path / "vu"))
    assert result.stdout == f"{SHEET}\u00a0: {tmp_path / 'vu/fiches-exemple.html'}\n"
