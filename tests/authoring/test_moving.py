"""A page changes its name: what leads to it follows, its old address leads to the new one, or nothing at all is written."""

import subprocess
from pathlib import Path

import pytest

from pipeline.authoring.moving import carry_out, plan_move
from pipeline.content.catalogue import load_catalogue
from pipeline.content.redirections import REDIRECTIONS
from pipeline.project import Project
from pipeline.rules.run import check
from pipeline.writing import replace_all
from tests.cli.test_cli import run, said
from tests.rules.examples import ACTIVITE, ACTIVITY, COMMITTEE, PAGE_FILE, PLAN, PLAN_FILE, SHEET, Files
from tests.support import COMITE, FICHE, PAGE, TODAY, make_site

LINK = "Voir [la fiche](../fiches/exemple.md#limites), et [encore](<../fiches/exemple.md>)."
PUBLISHED: Files = {
    "content/adresses.txt": "fiches/exemple/\n",
    ACTIVITY: ACTIVITE.replace("participants: 206", "fiches: [exemple]\nparticipants: 206").replace("Un exemple de texte.", LINK),
}


def site(root: Path, files: Files = PUBLISHED) -> Project:
    make_site(root, files)
    return Project(root)


def moved(project: Project, what: str, name: str) -> list[str]:
    """Carry out a move, and return the reasons against it."""
    catalogue = load_catalogue(project, [])
    assert catalogue is not None
    move, problems = plan_move(catalogue, what, name, TODAY)
    if move is not None:
        carry_out(catalogue, move)
    return problems


def everything(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def faults(project: Project) -> list[tuple[str, str]]:
    return [(d.rule.code, d.message) for d in check(project, TODAY).diagnostics if d.severity != "info"]


def test_the_file_the_links_the_keys_and_the_redirection_go_together(tmp_path):
    project = site(tmp_path)
    before = faults(project)
    assert moved(project, "exemple", "tutorat-exemple") == []
    assert not (tmp_path / SHEET).exists()
    assert (tmp_path / "content/fiches/tutorat-exemple.md").read_text() == FICHE
    activity = (tmp_path / ACTIVITY).read_text()
    assert "fiches: [tutorat-exemple]\n" in activity
    assert "[la fiche](../fiches/tutorat-exemple.md#limites), et [encore](<../fiches/tutorat-exemple.md>)." in activity
    assert (tmp_path / REDIRECTIONS.files).read_text() == (
        "redirections:\n  - {de: fiches/exemple/, vers: fiches/tutorat-exemple/, le: 2026-11-24}\n"
    )
    assert faults(project) == before


def test_the_old_address_leads_to_the_new_one_after_a_second_move(tmp_path):
    project = site(tmp_path)
    moved(project, "exemple", "deuxieme")
    moved(project, "deuxieme", "troisieme")
    addresses = load_catalogue(project, []).addresses
    assert (addresses.destination("fiches/exemple/"), addresses.destination("fiches/deuxieme/")) == (
        "fiches/troisieme/",
        "fiches/troisieme/",
    )


def test_a_page_may_come_back_to_its_first_name(tmp_path):
    project = site(tmp_path)
    before = faults(project)
    moved(project, "exemple", "deuxieme")
    assert moved(project, "deuxieme", "exemple") == []
    assert (
        tmp_path / REDIRECTIONS.files
    ).read_text() == "redirections:\n  - {de: fiches/deuxieme/, vers: fiches/exemple/, le: 2026-11-24}\n"
    assert faults(project) == before


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("# Un mot.\nredirections: []\n", "# Un mot.\nredirections:\n  - {}\n"),
        ("redirections:\n- {de: a/, vers: a-propos/, le: 2026-01-01} # Pourquoi.\n", "redirections:\n- {de: a/, vers: a-propos/, le: 2026-01-01} # Pourquoi.\n- {}\n"),
        ("redirections: [{de: a/, vers: a-propos/, le: 2026-01-01}]\n", "redirections: [{de: a/, vers: a-propos/, le: 2026-01-01}, {}]\n"),
        ("redirections:\n  - de: a/\n    vers: a-propos/\n    le: 2026-01-01\n", "redirections:\n  - de: a/\n    vers: a-propos/\n    le: 2026-01-01\n  - {}\n"),
    ],
)  # fmt: skip
def test_the_redirections_keep_their_shape(tmp_path, written, after):
    project = site(tmp_path, PUBLISHED | {REDIRECTIONS.files: written})
    moved(project, "exemple", "autre")
    assert (tmp_path / REDIRECTIONS.files).read_text() == after.replace("{}", "{de: fiches/exemple/, vers: fiches/autre/, le: 2026-11-24}")


def test_a_key_inside_another_follows_too(tmp_path):
    need = (
        "---\ntitre: Quel exemple choisir?\norigine: rencontre\ndate: 2026-11-24\nthemes: [tutorat]\netat: brouillon\n"
        "reponses:\n  fiches:\n    - 'exemple'\n---\n"
    )
    moved(site(tmp_path, PUBLISHED | {"content/besoins/quel-exemple.md": need}), "exemple", "autre")
    assert (tmp_path / "content/besoins/quel-exemple.md").read_text() == need.replace("'exemple'", "autre")


PLANNED = PUBLISHED | {COMMITTEE: COMITE, PLAN_FILE: PLAN}


def test_a_plan_that_rests_on_the_sheet_follows(tmp_path):
    project = site(tmp_path, PLANNED)
    before = faults(project)
    assert moved(project, "exemple", "autre") == []
    assert (tmp_path / PLAN_FILE).read_text() == PLAN.replace("fiches: [exemple]", "fiches: [autre]")
    assert faults(project) == before


def test_a_committee_that_has_a_plan_keeps_its_name_which_the_plan_bears(tmp_path):
    [why] = moved(site(tmp_path, PLANNED), "comite-exemple", "autre-comite")
    assert why == f"Un comité qui a un plan garde son nom\u00a0: l’adresse du plan en vient ({PLAN_FILE})."


def test_a_plan_that_cannot_be_read_stops_the_move(tmp_path):
    [why] = moved(site(tmp_path, PLANNED | {PLAN_FILE: PLAN.replace("annee:", "anne:")}), "exemple", "autre")
    assert why.endswith(f"corrigez d’abord les fichiers qui ne se lisent pas ({PLAN_FILE}).")


def test_a_draft_that_nobody_saw_needs_no_redirection(tmp_path):
    project = site(tmp_path, {SHEET: FICHE.replace("statut: publiee", "statut: brouillon")})
    assert moved(project, SHEET, "autre.md") == []
    assert not (tmp_path / REDIRECTIONS.files).exists()


def test_a_page_moves_too(tmp_path):
    project = site(tmp_path, {SHEET: FICHE.replace("Exemple de contexte.", "Voir [la page](../pages/a-propos.md).")})
    assert moved(project, "a-propos", "qui-nous-sommes") == []
    assert "[la page](../pages/qui-nous-sommes.md)" in (tmp_path / SHEET).read_text()
    assert "{de: a-propos/, vers: qui-nous-sommes/, le: 2026-11-24}" in (tmp_path / REDIRECTIONS.files).read_text()


@pytest.mark.parametrize(
    ("what", "name", "why"),
    [
        ("exempl", "autre", "Il n’y a pas de page « exempl », ou elle ne se lit pas. Vouliez-vous dire « exemple »?"),
        ("exemple", "exemple", "La page s’appelle déjà « exemple »."),
        (
            "exemple",
            "Été",
            "Un nom est fait de minuscules sans accent, de chiffres et de traits d’union (80 caractères au plus)\u00a0: ete.",
        ),
        (
            "exemple",
            "../pages/a b",
            "Un nom est fait de minuscules sans accent, de chiffres et de traits d’union (80 caractères au plus)\u00a0: a-b.",
        ),
        ("a-propos", "recherche", "« recherche/ » est déjà une page du site\u00a0: choisissez un autre nom."),
        ("2026-10-01-exemple", "webinaire", "Le nom d’une activité commence par sa date\u00a0: 2026-10-01-…"),
    ],
)
def test_a_move_that_cannot_be_changes_nothing(tmp_path, what, name, why):
    project = site(tmp_path)
    before = everything(tmp_path)
    assert moved(project, what, name) == [why]
    assert everything(tmp_path) == before


def test_a_published_activity_keeps_its_name_for_the_calendars_that_know_it(tmp_path):
    [why] = moved(site(tmp_path, PUBLISHED | {"content/adresses.txt": "activites/2026-10-01-exemple/\n"}), ACTIVITY, "2026-10-01-autre")
    assert why.startswith("Une activité publiée garde son nom\u00a0: les agendas la reconnaissent par lui.")


def test_a_page_that_cannot_be_read_stops_the_move_since_its_links_are_unknown(tmp_path):
    [why] = moved(site(tmp_path, PUBLISHED | {PAGE_FILE: PAGE.replace("titre:", "titres:")}), "exemple", "autre")
    assert why == f"Leurs liens ne suivraient pas\u00a0: corrigez d’abord les fichiers qui ne se lisent pas ({PAGE_FILE})."


def test_nothing_takes_its_place_when_one_of_the_files_cannot_be_written(tmp_path):
    (tmp_path / "un.md").write_text("avant")
    with pytest.raises(OSError, match="absent"):
        replace_all({tmp_path / "un.md": b"apres", tmp_path / "absent" / "deux.md": b"apres"})
    assert everything(tmp_path) == {"un.md": b"avant"}


def test_without_a_terminal_and_without_oui_the_change_is_shown_and_not_made(tmp_path):
    site(tmp_path)
    before = everything(tmp_path)
    done = run(tmp_path, "deplacer", "exemple", "autre")
    assert done.returncode == 1
    assert done.stdout.startswith("Renommé\u00a0: content/fiches/exemple.md → content/fiches/autre.md\n--- content/activites/")
    assert done.stdout.endswith("Rien n’a été changé. Pour l’appliquer, ajoutez --oui.\n")
    assert everything(tmp_path) == before


def test_git_applies_the_difference_that_is_shown(tmp_path):
    site(tmp_path)
    shown = run(tmp_path, "deplacer", "exemple", "autre").stdout.split("\n", 1)[1].rpartition("\n\n")[0]
    applied = subprocess.run(
        ["git", "apply", "--unidiff-zero", "-p0", "-"], cwd=tmp_path, input=f"{shown}\n", text=True, capture_output=True
    )
    assert applied.stderr == ""
    assert "fiches: [autre]\n" in (tmp_path / ACTIVITY).read_text()


def test_with_oui_it_is_made(tmp_path):
    site(tmp_path)
    done = run(tmp_path, "deplacer", "exemple", "autre", "--oui")
    assert done.returncode == 0
    assert said(done).endswith(
        "\nFait\u00a0: content/fiches/autre.md.\nL’ancienne adresse mène à la nouvelle (content/redirections.yml).\n"
        "Vérifiez, puis versez le tout\u00a0: passerelle verifier\n"
    )
