"""The commands of plans and canvases: what an agent reads, what is written, and what is never overwritten."""

import docx
import pytest

from tests.cli.test_cli import run, said, site
from tests.rules.examples import PLAN, PLAN_FILE, line_of, place_of, plan
from tests.site.sites import EXAMPLE, copy_project

TABLE = "Objectif;Action;Responsable;Échéance\nExemple d’objectif;Exemple d’action;École;{}\n"
EXAMPLE_PLAN = "content/plans/comite-exemple-2026-2027.yml"
OPTIONS = ("--comite", "comite-exemple", "--annee", "2026")


def test_a_review_says_what_is_late_lacks_a_value_or_waits_on_that_day():
    result = run(EXAMPLE, "bilan", "comite-exemple-2026-2027", "--le", "2027-05-20")
    plan_text = (EXAMPLE / EXAMPLE_PLAN).read_text(encoding="utf-8")
    first, late = (line_of(words, plan_text) for words in ("former quatre", "jumeler des"))
    assert result.stdout.replace("\u00a0", " ").splitlines() == [
        "Comité exemple de Val-Exemple, plan d’action 2026-2027 : bilan au 20 mai 2027",
        "Sur 4 actions, 1 est atteinte, 2 sont en cours et 1 est à venir.",
        "",
        "En retard : 2",
        "  - Exemple : former quatre groupes de tutorat & les suivre (202 jours de retard)",
        "      Échéance : 30 octobre 2026. Responsable : Direction de l’école exemple.",
        f"      {EXAMPLE_PLAN}:{first}",
        "  - Exemple : jumeler des élèves plus âgés et plus jeunes (5 jours de retard)",
        "      Échéance : 15 mai 2027. Responsable : Équipe-école exemple.",
        f"      {EXAMPLE_PLAN}:{late}",
        "",
        "Sans valeur observée : 2",
        "  - Exemple : former quatre groupes de tutorat & les suivre",
        "      Indicateur : Élèves qui disent se sentir mieux aidés. Échéance : 30 octobre 2026.",
        f"      {EXAMPLE_PLAN}:{first}",
        "  - Exemple : jumeler des élèves plus âgés et plus jeunes",
        "      Indicateur : Jumelages. Échéance : 15 mai 2027.",
        f"      {EXAMPLE_PLAN}:{late}",
        "",
        "À décider : 2",
        "  - Exemple : former quatre groupes de tutorat & les suivre",
        "      En cours. Échéance : 30 octobre 2026. Poursuivre, ajuster ou cesser?",
        f"      {EXAMPLE_PLAN}:{first}",
        "  - Exemple : jumeler des élèves plus âgés et plus jeunes",
        "      À venir. Échéance : 15 mai 2027. Poursuivre, ajuster ou cesser?",
        f"      {EXAMPLE_PLAN}:{late}",
    ]


def test_without_a_day_the_review_is_that_of_today_and_says_when_nothing_is_asked():
    result = run(EXAMPLE, "bilan", "content/plans/comite-exemple-2026-2027.yml", SOURCE_DATE_EPOCH="1791000000")
    assert "bilan au 3\u00a0octobre\u00a02026\n" in result.stdout
    assert "Aucune action n’est en retard.\n" in result.stdout
    assert "Rien n’attend une décision." in result.stdout


def test_the_review_of_a_plan_with_errors_tells_them(tmp_path):
    result = run(site(tmp_path, plan("etat: atteint", "etat: fini")), "bilan", "comite-exemple-2026")
    assert result.returncode == 1
    assert f"{place_of('atteint', PLAN_FILE, PLAN)} E013" in result.stdout
    assert result.stdout.endswith("Pas de bilan\u00a0: corrigez d’abord ce plan.\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bilan", "comite-exemple-2027"], "Il n’y a pas de plan « comite-exemple-2027 » dans content/plans/. Vouliez-vous dire « comite-exemple-2026 »?"),
        (["canevas", "notes", "--sortie", "x"], "L’argument NOM est refusé\u00a0: il faut « prise-de-notes » ou « compte-rendu » ou « plan-d-action » ou « evaluation-d-activite »."),
        (["canevas", "compte-rendu", "--comite", "comite-exmple", "--sortie", "x"], "Il n’y a pas de comité « comite-exmple ». Vouliez-vous dire « comite-exemple »?"),
    ],
)  # fmt: skip
def test_a_name_that_is_none_is_told_with_the_nearest(tmp_path, arguments, message):
    result = run(site(tmp_path, plan()), *arguments)
    assert (result.returncode, result.stderr.splitlines()[0]) == (2, f"Erreur d’utilisation\u00a0: {message}")


def test_a_canvas_is_written_in_both_formats(tmp_path):
    root = copy_project(EXAMPLE, tmp_path / "site").root
    result = run(root, "canevas", "compte-rendu", "--comite", "comite-exemple", "--sortie", str(tmp_path / "sortie"))
    assert said(result).splitlines() == [f"Écrit\u00a0: {tmp_path}/sortie/compte-rendu-comite-exemple.{form}" for form in ("docx", "odt")]
    title = docx.Document(str(tmp_path / "sortie" / "compte-rendu-comite-exemple.docx")).core_properties.title
    assert title == "Compte rendu de rencontre\u00a0: Comité exemple de Val-Exemple"


def test_a_table_becomes_a_plan_that_passes_the_checks_and_is_never_written_over(tmp_path):
    root = site(tmp_path, {**plan(), PLAN_FILE: None})
    (root / "plan.csv").write_text(TABLE.format("2026-12-15"), encoding="utf-8")
    first = run(root, "plan", "plan.csv", *OPTIONS)
    assert first.stdout.replace("\u00a0", " ").splitlines() == [
        f"Écrit : {PLAN_FILE} (1 action, 1 objectif).", "Relisez-le, puis lancez « passerelle verifier ».",
    ]  # fmt: skip
    assert run(root, "verifier", "content/plans").returncode == 0
    (root / PLAN_FILE).write_text(PLAN, encoding="utf-8")
    again = run(root, "plan", "plan.csv", *OPTIONS)
    assert (again.returncode, (root / PLAN_FILE).read_text(encoding="utf-8")) == (1, PLAN)
    assert again.stdout == f"Rien n’a été écrit\u00a0: {PLAN_FILE} existe déjà. Ajoutez --remplacer pour le remplacer.\n"
    assert run(root, "plan", "plan.csv", *OPTIONS, "--remplacer").returncode == 0
    assert (root / PLAN_FILE).read_text(encoding="utf-8") != PLAN


def test_the_faults_of_a_table_are_told_by_cell_and_nothing_is_written(tmp_path):
    root = site(tmp_path, {**plan(), PLAN_FILE: None})
    (root / "plan.csv").write_text(TABLE.format("bientôt"), encoding="utf-8")
    result = run(root, "plan", "plan.csv", *OPTIONS)
    assert result.returncode == 1
    assert result.stdout.replace("\u00a0", " ").splitlines() == [
        "D2 erreur : « bientôt » n’a pas la forme d’une date de fichier.", "    texte : bientôt",
        "    à faire : Écrivez l’année, le mois et le jour : 2026-11-24.", "Rien n’a été écrit : 1 erreur.",
    ]  # fmt: skip
    assert not (root / PLAN_FILE).exists()


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("absent.xlsx", None, "absent.xlsx\u00a0: Ce fichier ne s’ouvre pas."),
        ("x.xlsx", "PK\x03\x04", "x.xlsx\u00a0: Ce classeur est abîmé ou protégé."),
    ],
)
def test_a_file_that_is_no_table_is_told_and_nothing_is_written(tmp_path, name, text, told):
    root = site(tmp_path, plan())
    if text is not None:
        (root / name).write_text(text, encoding="utf-8")
    result = run(root, "plan", name, *OPTIONS, "--remplacer")
    assert (result.returncode, result.stdout.startswith(told)) == (1, True)
    assert (root / PLAN_FILE).read_text(encoding="utf-8") == PLAN
