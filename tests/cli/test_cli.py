"""The command line: exit codes, French everywhere, and commands that do what their help says."""

import json
import os
import pty
import re
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from importlib import import_module
from io import BytesIO, TextIOWrapper
from pathlib import Path

import click
import pytest

from pipeline.cli import cli, main
from pipeline.cli._declare import load_command
from pipeline.cli._table import BY_PURPOSE, COMMANDS
from pipeline.rules.registry import RULES
from pipeline.rules.typography import _PATTERNS
from pipeline.text.typographic import typographic
from tests.intake.surveys.faults import FIVE, HEADER, QUESTIONNAIRE, ROW
from tests.rules.examples import SHEET, Files, activity, line_of, page, place_of, sheet, text
from tests.support import FICHE, make_site

# The whole words of click's own sentences.
CLICKS_ENGLISH = re.compile(
    r"(?i)\b(usage:|options:|commands:|arguments:|show this|message and exit|error|try|for help|no such|did you mean|one of|missing|invalid"
    r"|value for|requires|got|unexpected|extra|integer|range|path|text|default|does not|take|command|help\.)(?!\w)"
)
GIVEN = {"COLUMNS": "100"}
# Where the body of the small sheet begins, and the line of what ``text`` writes there.
BODY, CHANGED = place_of("\n## À retenir"), line_of("Exemple de contexte.")


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in ``root`` as a person does, but in this process: starting one takes longer than most of what is tried here."""
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    code = 0
    with pytest.MonkeyPatch.context() as patch, chdir(root), redirect_stdout(out), redirect_stderr(err):
        for name, value in (GIVEN | environment).items():
            patch.setenv(name, value)
        try:
            main(arguments)
        except SystemExit as end:
            code = end.code
    return subprocess.CompletedProcess(arguments, code, *(stream.buffer.getvalue().decode() for stream in (out, err)))


def run_alone(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "pipeline.cli", *arguments]
    given = os.environ | GIVEN | environment
    return subprocess.run(command, cwd=root, env=given, capture_output=True, text=True, encoding="utf-8", timeout=120)


def site(root: Path, files: Files | None = None, *, templates: bool = False) -> Path:
    make_site(root, files, templates=templates)
    return root


def said(result: subprocess.CompletedProcess[str]) -> str:
    """All that was written; never a traceback."""
    assert "Traceback" not in result.stderr
    return result.stdout + result.stderr


# Help.


@pytest.mark.parametrize(
    "arguments", [["--aide"], ["--help"], ["nouvelle", "fiche", "--aide"], *([name, "--aide"] for name in COMMANDS)], ids=" ".join
)
def test_help_is_in_french_down_to_its_headings(tmp_path, arguments):
    result = run(tmp_path, *arguments)
    assert result.returncode == 0
    assert result.stderr == ""
    assert result.stdout.startswith("Usage\u00a0: passerelle ")
    assert "Options\u00a0:\n" in result.stdout
    assert "--aide, --help" in result.stdout
    assert "Afficher cette aide." in result.stdout
    assert CLICKS_ENGLISH.findall(result.stdout) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_option_and_argument_has_its_help(name):
    command = load_command(name)
    assert (command.help or "").endswith(".")
    without = [
        parameter.name
        for parameter in command.params
        if not (getattr(parameter, "help", None) or "").rstrip(")").endswith((".", "tous", "libre"))
    ]
    assert without == []


def test_the_options_of_the_group_have_their_help():
    assert [parameter.name for parameter in cli.params if isinstance(parameter, click.Option) and not parameter.help] == []


def test_a_process_gives_the_same_as_these_tests_read(tmp_path):
    alone, here = run_alone(site(tmp_path), "verifier", "--format", "xml"), run(tmp_path, "verifier", "--format", "xml")
    assert (alone.returncode, alone.stdout, alone.stderr) == (here.returncode, here.stdout, here.stderr)


def test_the_help_groups_the_commands_by_what_a_person_wants_to_do(tmp_path):
    shown = run(tmp_path, "--aide").stdout
    titles = re.findall(r"^(\w+)\u00a0:$", shown, re.MULTILINE)
    assert titles == ["Options", "Écrire", "Vérifier", "Publier", "Veiller", "Rencontrer", "Suivre"]
    assert re.findall(r"^  ([a-z][\w-]*)  ", shown, re.MULTILINE) == [one.name for group in BY_PURPOSE.values() for one in group]


def test_a_command_is_declared_once():
    declared = [one.name for group in BY_PURPOSE.values() for one in group]
    assert sorted(declared) == sorted(set(declared))
    nouvelle = load_command("nouvelle")
    with pytest.raises(ValueError, match="registered twice: fiche"):
        nouvelle.add_command(nouvelle.commands["fiche"])


@pytest.mark.parametrize("name", COMMANDS)
def test_a_line_of_the_table_is_the_command_of_that_name_and_help(name):
    command = load_command(name)
    assert (command.name, command.help) == (name, typographic(COMMANDS[name].help, verbatim_quotes=True))


def test_every_command_that_is_written_is_in_the_table():
    for module in {one.module for one in COMMANDS.values()}:
        held = vars(import_module(f"pipeline.cli.{module}")).values()
        assert {one.name for one in held if isinstance(one, click.Command)} == {
            name for name, one in COMMANDS.items() if one.module == module
        }


# Slow to import, or for the site alone.
HEAVY = ("babel", "httpx", "icalendar", "jinja2", "markdown", "mkdocs", "nh3", "openpyxl", "pypandoc", "typst", "watchdog")


@pytest.mark.lengthy
@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--aide"], [*HEAVY, "pydantic", "pybtex", "rapidfuzz", "rich", "yaml", "pipeline.content", "pipeline.rules", "pipeline.site"]),
        (["construir"], [*HEAVY, "pydantic", "pybtex", "rapidfuzz", "rich", "yaml", "pipeline.content", "pipeline.rules", "pipeline.site"]),
        (["verifier"], [*HEAVY, "rapidfuzz", "webvtt", "pipeline.edition", "pipeline.handouts", "pipeline.intake", "pipeline.site"]),
        (["regle"], [*HEAVY, "rapidfuzz", "webvtt", "pipeline.edition", "pipeline.handouts", "pipeline.intake", "pipeline.site"]),
        (["etat"], [*HEAVY, "rapidfuzz", "webvtt", "pipeline.handouts", "pipeline.intake", "pipeline.site"]),
        (["corriger"], [*HEAVY, "pipeline.edition", "pipeline.handouts", "pipeline.intake", "pipeline.site"]),
    ],
    ids=lambda given: given[0],
)
def test_a_command_imports_nothing_that_it_does_not_use(tmp_path, arguments, unwanted):
    asked = f"import sys\nfrom pipeline.cli import main\ntry:\n    main({arguments})\nfinally:\n    print(*sys.modules, file=sys.stderr)"
    ran = subprocess.run(
        [sys.executable, "-c", asked], cwd=site(tmp_path), env=os.environ | GIVEN, capture_output=True, text=True, timeout=120
    )
    assert "click" in ran.stderr.split()
    assert [name for name in unwanted if name in ran.stderr.split()] == []


def test_without_a_command_the_help_is_shown_and_the_use_is_wrong(tmp_path):
    result = run(tmp_path)
    assert result.returncode == 2
    assert all(name in result.stdout for name in COMMANDS)


# Wrong use.


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["construir"], "La commande « construir » n’existe pas. Vouliez-vous dire « construire »?"),
        (["zzz"], "La commande « zzz » n’existe pas."),
        (["--zzz", "verifier"], "L’option « --zzz » n’existe pas."),
        (["annonce"], "Il manque un argument\u00a0: ACTIVITÉ."),
        (["annonce", "absente"], "Il n’y a pas d’activité « absente » dans content/activites/."),
        (["infolettre"], "Il manque l’option « --depuis »."),
        (["infolettre", "--depuis", "hier"], "La valeur de « --depuis » est refusée\u00a0: il faut une date comme 2026-11-24."),
        (["verifier", "--inf"], "L’option « --inf » n’existe pas. Vouliez-vous dire « --infos »?"),
        (["verifier", "--format", "xml"], "La valeur de « --format » est refusée\u00a0: il faut « texte » ou « github » ou « json »."),
        (["verifier", "--format"], "L’option « --format » demande une valeur."),
        (["verifier", "--infos=oui"], "L’option « --infos » ne prend pas de valeur."),
        (["servir", "--port", "abc"], "La valeur de « --port » est refusée\u00a0: il faut un nombre entier de 0 à 65535."),
        (["servir", "--port", "99999"], "La valeur de « --port » est refusée\u00a0: il faut un nombre entier de 0 à 65535."),
        (["construire", "exemple.md"], "La commande ne prend pas d’argument de ce genre\u00a0: « exemple.md »."),
        (["--racine", "."], f"Il manque une commande\u00a0: {', '.join(sorted(COMMANDS))}."),
        (
            ["--racine", "absent", "verifier"],
            "Il n’y a pas de dossier « content » dans « absent ». Lancez la commande à la racine du dépôt, ou donnez --racine.",
        ),
        (["ajouter"], "Donnez un DOI, une adresse ou un fichier; ou --zotero et le numéro d’un groupe."),
        (["ajouter", "10.1234/a", "--zotero", "1"], "Donnez un DOI, une adresse ou un fichier; ou --zotero et le numéro d’un groupe."),
        (["sondage"], "Il manque un argument\u00a0: RÉPONSES.csv."),
        (
            ["sondage", "reponses.csv", "--annee", "26"],
            "La valeur de « --annee » est refusée\u00a0: il faut un nombre entier de 2000 à 2100.",
        ),
        (["sondage", "reponses.csv", "--activite", "absente"], "Il n’y a pas d’activité « absente » dans content/activites/."),
        (
            ["sondage", "reponses.csv"],
            "Donnez --correspondance et le questionnaire\u00a0: content/questionnaires/ en a 0 de ce genre («\u00a0sujet: annee\u00a0»).",
        ),
        (["sondage", "absentes.csv", "--modele"], "« absentes.csv » ne s’ouvre pas."),
        (["preuves"], "Il manque un argument\u00a0: CLÉ."),
        (["preuves", "sample2021"], "Il manque un argument\u00a0: FICHIER."),
        (["verifier", "absente.md"], "« absente.md » n’est pas un fichier de ce dépôt."),
        (["regle", "O01"], "Il n’y a pas de règle « O01 ». Vouliez-vous dire « O001 »?"),
        (
            ["corriger", "mkdocs.yml"],
            "« mkdocs.yml » n’est ni une page, ni une note, ni une bibliographie, ni un fichier YAML, ni des sous-titres de ce dépôt.",
        ),
        (["verifier", "/"], "« / » n’est pas un fichier de ce dépôt."),
        (["verifier", "--revue", "absente"], "Il n’y a pas de fiche « absente » dans content/fiches/."),
        (["verifier", "--resume", "content"], "La valeur de « --resume » est refusée\u00a0: il faut un fichier, non un dossier."),
        (["comparer", "content/organisme.yml"], "L’argument BASE est refusé\u00a0: il faut un dossier, non un fichier."),
    ],
)
def test_a_wrong_use_is_told_in_french_with_code_2(tmp_path, arguments, message):
    result = run(site(tmp_path), *arguments)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr == f"Erreur d’utilisation\u00a0: {message}\nAide\u00a0: passerelle --aide\n"


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (["verifier", "--resume", "absent/resume.md"], "absent/resume.md"),
        (["comparer", ".", "--sortie", "mkdocs.yml/ici.md"], "mkdocs.yml"),
    ],
)
def test_a_file_that_cannot_be_written_is_named_and_no_traceback(tmp_path, arguments, file):
    (site(tmp_path) / "mkdocs.yml").touch()
    result = run(tmp_path, *arguments)
    assert result.returncode == 2
    assert re.fullmatch(rf"« (?:\S*/)?{file} » ne s’ouvre pas, ou ne s’écrit pas\u00a0: .*\?\n", result.stderr)


@pytest.mark.parametrize("epoch", ["hier", "99999999999999999999"])
def test_a_day_of_the_build_that_is_none_is_a_wrong_use(tmp_path, epoch):
    result = run(site(tmp_path), "verifier", SOURCE_DATE_EPOCH=epoch)
    assert result.returncode == 2
    assert "SOURCE_DATE_EPOCH doit être un nombre de secondes depuis 1970." in said(result)


# verifier.


def test_a_site_without_error_gives_code_0_and_a_summary(tmp_path):
    result = run(site(tmp_path), "verifier")
    assert result.returncode == 0
    assert result.stdout == (
        f"{BODY} S021 avertissement\u00a0: Le texte a 106 mots.\n"
        "    à faire\u00a0: Visez de 400 à 900 mots.\n"
        "    exemple\u00a0: Une fiche de 1\u00a0600 mots → Une fiche de 650 mots\n"
        "    règle\u00a0: passerelle regle S021\n"
        "Vérification\u00a0: 1 avertissement, 2 informations. Les informations se lisent avec --infos.\n"
    )


def test_informations_are_told_when_asked_for(tmp_path):
    result = run(site(tmp_path), "verifier", "--infos")
    assert result.returncode == 0
    assert f"{BODY} R002 info\u00a0: 4,0 mots par phrase" in result.stdout
    assert "--infos" not in result.stdout


def test_an_error_gives_code_1_with_its_place_text_and_what_to_do(tmp_path):
    result = run(site(tmp_path, sheet("publiee_le: 2026-11-01", "publiee_le: 2026-02-30")), "verifier")
    assert result.returncode == 1
    line = line_of("publiee_le: 2026-11-01")
    assert result.stdout.startswith(
        f"{SHEET}:{line}:13 E014 erreur\u00a0: « 2026-02-30 » n’est pas une date du calendrier.\n"
        f"    {line} | publiee_le: 2026-02-30\n"
        "       |             ^^^^^^^^^^\n"
        "    à faire\u00a0: Écrivez l’année, le mois et le jour\u00a0: 2026-11-24.\n"
        "    exemple\u00a0: publiee_le: 2026-02-30 → publiee_le: 2026-02-28\n"
        "    règle\u00a0: passerelle regle E014\n"
    )


def test_json_is_read_back_by_a_program(tmp_path):
    result = run(site(tmp_path, text("Pourquoi ?")), "verifier", "--format", "json")
    assert result.returncode == 0
    assert {(row["code"], row["ligne"], row["colonne"]) for row in json.loads(result.stdout)} >= {
        ("O001", CHANGED, 9),
        ("S021", line_of("\n## À retenir"), 1),
    }


def test_github_commands_have_no_raw_line_end_or_percent(tmp_path):
    result = run(site(tmp_path, text("En tout, 15%.")), "verifier", "--format", "github")
    assert result.returncode == 1
    lines = result.stdout.splitlines()
    assert all(re.match(r"::(error|warning|notice) file=[^,:]+,line=\d+,col=\d+,title=[^,:]+::", line) for line in lines)
    assert lines[0].startswith(
        f"::error file={SHEET},line={CHANGED},col=10,title=T001 Un chiffre a sa citation%2C dans sa phrase::« 15%25 »"
    )


@pytest.mark.parametrize(
    ("paths", "codes"),
    [
        (["content/pages"], ["O001"]),
        (["content/pages/a-propos.md"], ["O001"]),
        ([SHEET], ["S021"]),
        ([SHEET, "content/pages"], ["S021", "O001"]),
        (["."], ["S021", "O001"]),
        (["research_notes"], []),
    ],
)
def test_paths_keep_what_concerns_them(tmp_path, paths, codes):
    result = run(site(tmp_path, page("Du texte.", "Du texte ?")), "verifier", *paths)
    assert re.findall(r" ([A-Z]\d{3}) ", result.stdout) == codes


def test_only_the_errors_of_the_paths_count_for_the_exit_code(tmp_path):
    root = site(tmp_path, sheet("licence:", "zzz: 1\nlicence:"))
    assert run(root, "verifier", "content/pages").returncode == 0
    assert run(root, "verifier", SHEET).returncode == 1


def test_from_another_folder_paths_are_those_of_the_site(tmp_path):
    root = site(tmp_path / "site", page("Du texte.", "Du texte ?"))
    result = run(tmp_path, "--racine", str(root), "verifier", "content/pages/a-propos.md")
    assert re.findall(r" ([A-Z]\d{3}) ", result.stdout) == ["O001"]


def test_a_review_prints_the_claim_its_paraphrase_and_its_excerpt(tmp_path):
    result = run(site(tmp_path), "verifier", "--revue", "exemple")
    assert result.returncode == 0
    assert f"1. Ligne {line_of('L’effet global')}\u00a0: L’effet global est de 0,25.\n" in result.stdout
    assert "     paraphrase\u00a0: L’effet global est de 0,25 écart-type dans 42 essais.\n" in result.stdout
    assert "     extrait\u00a0: « an overall effect of 0.25 SD across forty-two trials »\n" in result.stdout


def test_a_review_takes_the_path_of_a_sheet_too(tmp_path):
    assert run(site(tmp_path), "verifier", "--revue", SHEET).stdout.startswith("Revue de « Exemple de fiche sur le tutorat »")


def test_a_review_of_a_sheet_that_cannot_be_read_says_why(tmp_path):
    result = run(site(tmp_path, sheet("titre: ", "titres: ")), "verifier", "--revue", "exemple")
    assert result.returncode == 1
    assert f"{place_of('titre: ')} E010 erreur\u00a0: La clé « titres » est inconnue." in result.stdout
    assert result.stdout.endswith("La fiche « exemple » ne se lit pas encore\u00a0: corrigez d’abord ces erreurs.\n")


def test_a_terminal_without_our_signs_gets_escapes_and_no_traceback(tmp_path):
    result = run_alone(site(tmp_path, text("Pourquoi ?")), "verifier", PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    assert "Retirez l\\u2019espace." in said(result)


def test_a_file_name_that_is_not_utf_8_is_told_and_no_traceback(tmp_path):
    root = site(tmp_path)
    Path(os.fsdecode(os.fsencode(root / "content/fiches") + b"/\xff.md")).write_text(FICHE)
    for form in ("texte", "github", "json"):
        result = run_alone(root, "verifier", "--format", form)
        assert result.returncode == 1
        assert "content/fiches/\\udcff.md" in said(result)


# construire.


def test_a_site_is_built_then_found_up_to_date_then_kept_from_a_mistake(tmp_path):
    root = site(tmp_path, templates=True)
    first = run_alone(root, "construire")
    assert (first.returncode, "Site construit\u00a0: " in first.stdout) == (0, True)
    assert (root / "site/fiches/exemple/index.html").is_file()
    again = run_alone(root, "construire")
    assert (again.returncode, again.stdout) == (0, "Rien n’a changé\u00a0: le site est à jour.\n")
    before = (root / "site/fiches/exemple/index.html").read_bytes()
    (root / SHEET).write_text(FICHE.replace("titre: ", "titres: "))
    wrong = run_alone(root, "construire")
    assert wrong.returncode == 1
    assert "La clé « titres » est inconnue." in wrong.stdout
    assert wrong.stdout.splitlines()[-1].startswith("Le site n’a pas été changé\u00a0: 1 erreur")
    assert (root / "site/fiches/exemple/index.html").read_bytes() == before


def test_the_steps_are_told_in_french_one_a_line_elsewhere_than_on_a_terminal(tmp_path):
    result = run(site(tmp_path, sheet("titre: ", "titres: "), templates=True), "construire")
    assert result.stderr == "… Lecture et vérification\n"


# servir.


def test_a_port_already_taken_is_a_wrong_use(tmp_path):
    import socket

    root = site(tmp_path, sheet("titre: ", "titres: "), templates=True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run(root, "servir", "--port", str(port))
    assert result.returncode == 2
    assert f"Le port {port} est déjà pris, ou réservé. Donnez-en un autre, ou --port 0 pour un port libre." in said(result)


# Letters.


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [
        (["annonce", "2026-10-01-exemple"], "Subject: "),
        (["annonce", "content/activites/2026-10-01-exemple.md", "--forme", "rappel"], "Subject: Rappel"),
        (
            ["annonce", "2026-10-01-exemple", "--forme", "publication"],
            "Webinaire exemple sur le tutorat\njeudi 1er\u00a0octobre\u00a02026\n",
        ),
        (["infolettre", "--depuis", "2026-11-01"], "Subject: "),
    ],
)
def test_a_letter_is_written_to_the_standard_output(tmp_path, arguments, begins):
    root = site(tmp_path, activity(), templates=True)
    result = run(root, *arguments)
    assert (result.returncode, result.stderr) == (0, "")
    assert re.sub(r"=\?utf-8\?q\?(\w+).*", r"\1", result.stdout).startswith(begins)


def test_no_letter_is_written_from_content_that_has_errors(tmp_path):
    result = run(site(tmp_path, activity("etat: tenue", "etat: faite"), templates=True), "annonce", "2026-10-01-exemple")
    assert (result.returncode, result.stdout) == (1, "")
    assert "E013" in said(result)


# Sources.

RIS = "TY  - JOUR\nAU  - Kim, James\nTI  - The Effects of Summer Reading\nJO  - Revue exemple\nPY  - 2013\nLA  - en\nER  - \n"


def test_a_source_is_added_from_a_file_and_its_note_is_to_write(tmp_path):
    (site(tmp_path) / "export.ris").write_text(RIS)
    added = run(tmp_path, "ajouter", "export.ris")
    assert (added.returncode, added.stderr) == (0, "")
    assert "kim2013\u00a0: Kim (2013). The Effects of Summer Reading\n" in added.stdout
    checked = run(tmp_path, "verifier")
    assert checked.returncode == 0
    assert "N007 avertissement\u00a0: Il reste à écrire\u00a0: « population »." in checked.stdout


def test_an_excerpt_is_proved_or_told_absent(tmp_path):
    (site(tmp_path) / "copie.txt").write_text("A sample synthesis. We find an overall effect of 0.25 SD across forty-two trials.")
    proved = run(tmp_path, "preuves", "sample2021", "copie.txt")
    assert proved.returncode == 0
    assert proved.stdout.startswith(
        "#effet\u00a0: trouvé mot pour mot.\nExtraits cherchés\u00a0: 1; exacts\u00a0: 1, proches\u00a0: 0, absents\u00a0: 0.\n"
    )
    (tmp_path / "copie.txt").write_text("A sample synthesis. We find nothing.")
    assert run(tmp_path, "preuves", "sample2021", "copie.txt").returncode == 1
    assert "N008 erreur" in run(tmp_path, "verifier").stdout


def test_a_command_that_cannot_be_done_says_that_nothing_changed(tmp_path):
    result = run(site(tmp_path), "preuves", "sampel2021", "copie.pdf")
    assert result.returncode == 1
    assert result.stdout == "Rien n’a été changé\u00a0: la bibliographie n’a pas de clé « sampel2021 ». Vouliez-vous dire « sample2021 »?\n"


# regle, corriger.


def test_a_rule_is_explained_where_one_works(tmp_path):
    result = run(site(tmp_path), "regle", "o001")
    assert result.returncode == 0
    assert result.stdout == (
        "O001 avertissement\u00a0: Rien avant «\u00a0;\u00a0», «\u00a0!\u00a0» et «\u00a0?\u00a0»\n"
        "    pourquoi\u00a0: Au Québec, ces signes se collent au mot (une espace fine est acceptée).\n"
        "    à éviter\u00a0: Pourquoi ?\n"
        "    plutôt\u00a0: Pourquoi?\n"
        "    remède\u00a0: « passerelle corriger » le fait pour vous, quand c’est certain.\n"
        "    exception\u00a0: cette règle peut être tue sur une ligne\u00a0: <!-- silence O001\u00a0: la raison -->\n"
    )


def test_without_a_code_every_rule_is_listed(tmp_path):
    listed = re.findall(r"^    ([A-Z]\d{3})  ", run(site(tmp_path), "regle").stdout, re.MULTILINE)
    assert listed == list(RULES)


FAULTS = sheet("Exemple de contexte.", "Pourquoi ? À 13h30.") | page("Du texte.", "Du texte ?")


def test_corrections_are_shown_and_wait_for_a_yes_when_nobody_is_there_to_ask(tmp_path):
    root = site(tmp_path, FAULTS)
    result = run(root, "corriger", SHEET)
    assert result.returncode == 1
    assert result.stdout == (
        f"{SHEET}\n"
        f"    {CHANGED} | O001, O005\n"
        "       - Pourquoi ? À 13h30.\n"
        "       + Pourquoi? À 13⍽h⍽30.\n"
        "\n1 changement dans 1 fichier. Le signe ⍽ montre une espace insécable.\n"
        "Rien n’est encore écrit. Pour écrire ces changements\u00a0: passerelle corriger --oui\n"
    )
    assert (root / SHEET).read_text() == FAULTS[SHEET]


def test_corrections_are_written_on_a_yes_and_there_are_none_left(tmp_path):
    root = site(tmp_path, FAULTS)
    first, second = run(root, "corriger", "--oui"), run(root, "corriger")
    assert first.returncode == 0
    assert first.stdout.endswith("Les changements sont écrits. Relisez-les, puis lancez\u00a0: passerelle verifier\n")
    assert (root / SHEET).read_text() == FICHE.replace("Exemple de contexte.", "Pourquoi? À 13\u00a0h\u00a030.")
    assert (second.returncode, second.stdout) == (0, "Rien à corriger.\n")


def test_what_is_not_named_is_not_corrected(tmp_path):
    root = site(tmp_path, FAULTS)
    assert run(root, "corriger", "--oui", "content/pages").returncode == 0
    assert (root / SHEET).read_text() == FAULTS[SHEET]


def test_help_and_options_follow_the_typography_of_the_rules():
    texts = [(name, load_command(name).help or "") for name in COMMANDS]
    texts += [(name, getattr(parameter, "help", None) or "") for name in COMMANDS for parameter in load_command(name).params]
    faults = [
        (name, pattern.rule.code, match.group())
        for name, text in texts
        for pattern in _PATTERNS
        if pattern.rule.code not in ("O003", "O009")  # a terminal keeps its spaces; « 2026-11-24 » is to be typed
        for match in pattern.regex.finditer(text)
    ]
    assert faults == []


@pytest.mark.parametrize(("answer", "written"), [("oui", True), ("non", False)])
def test_on_a_terminal_the_question_is_asked(tmp_path, answer, written):
    root = site(tmp_path, FAULTS)
    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    command = [sys.executable, "-m", "pipeline.cli", "corriger", SHEET]
    result = subprocess.run(command, cwd=root, env=os.environ | GIVEN, stdin=theirs, capture_output=True, text=True, timeout=120)
    os.close(ours)
    os.close(theirs)
    assert "Écrire ces changements? (oui ou non)\u00a0: " in result.stdout
    assert result.returncode == (0 if written else 1)
    assert ("À 13\u00a0h\u00a030" in (root / SHEET).read_text()) is written


# Surveys.


def test_a_survey_is_read_from_outside_the_site_and_its_results_are_then_fine(tmp_path):
    root = site(tmp_path / "site")
    (tmp_path / "reponses.csv").write_text(FIVE + "\n".join(ROW.replace("Plutôt d’accord", "3") for _ in range(8)), encoding="utf-8")
    (tmp_path / "sondage.yml").write_text(QUESTIONNAIRE, encoding="utf-8")
    result = run(root, "sondage", "../reponses.csv", "--correspondance", "../sondage.yml", "--annee", "2026", "--invitations", "20")
    assert result.returncode == 0
    assert said(result).startswith(
        "Lu\u00a0: Google Forms, UTF-8, séparateur virgule, en-têtes à la ligne 1.\nRéponses\u00a0: 13. Colonnes lues\u00a0: 3.\n"
    )
    assert run(root, "verifier", "content/evaluation").returncode == 0
    # What an older version, or a hand, wrote wrong is mended by the same import.
    results = root / "content/evaluation/2026.yml"
    results.write_text(results.read_text(encoding="utf-8").replace("invitations: 20", "invitations: 3"), encoding="utf-8")
    assert run(root, "verifier", "content/evaluation").returncode == 1
    again = run(root, "sondage", "../reponses.csv", "--correspondance", "../sondage.yml", "--annee", "2026", "--invitations", "20")
    assert again.returncode == 0
    assert run(root, "verifier", "content/evaluation").returncode == 0


def test_the_skeleton_of_a_correspondence_is_one_that_reads_the_same_export(tmp_path):
    root = site(tmp_path / "site")
    (tmp_path / "reponses.csv").write_text("\n".join([HEADER, *[ROW.replace("Comité A", "4")] * 12]), encoding="utf-8")
    skeleton = run(root, "sondage", "../reponses.csv", "--modele")
    assert skeleton.returncode == 0
    (tmp_path / "sondage.yml").write_text(skeleton.stdout, encoding="utf-8")
    assert run(root, "sondage", "../reponses.csv", "--correspondance", "../sondage.yml").returncode == 0
    assert "reponses: 12" in (root / "content/evaluation/2026.yml").read_text(encoding="utf-8")


def test_a_broken_export_is_told_and_nothing_is_written(tmp_path):
    root = site(tmp_path / "site")
    (tmp_path / "reponses.csv").write_bytes(b"PK\x03\x04")
    (tmp_path / "sondage.yml").write_text(QUESTIONNAIRE, encoding="utf-8")
    result = run(root, "sondage", "../reponses.csv", "--correspondance", "../sondage.yml")
    assert result.returncode == 1
    assert said(result).startswith("reponses.csv:1:1 H001 erreur\u00a0: C’est un classeur Excel (.xlsx), et non un CSV")
    assert not (root / "content/evaluation").exists()


# The council's own data: without it, nothing can be read.


@pytest.mark.parametrize(
    "arguments",
    [
        ["annonce", "2026-10-01-exemple"],
        ["bilan", "comite-exemple-2026"],
        ["canevas", "compte-rendu", "--sortie", "documents"],
        ["comparer", "."],
        ["deplacer", "exemple", "autre"],
        ["dossier", "--theme", "tutorat", "--sortie", "documents"],
        ["etat"],
        ["etat", "--format", "json"],
        ["formulaires"],
        ["infolettre", "--depuis", "2026-11-01"],
        ["liens"],
        ["nouvelle", "fiche", "--titre", "Exemple"],
        ["plan", "plan.csv", "--comite", "comite-exemple", "--annee", "2026"],
        ["rapport", "--du", "2025-07-01", "--au", "2026-06-30"],
        ["schemas"],
        ["sondage", "reponses.csv"],
        ["trier"],
        ["trousse", "comite-exemple", "--sortie", "documents"],
        ["veille"],
    ],
    ids=" ".join,
)
def test_content_that_cannot_be_read_stops_every_command_in_one_way(tmp_path, arguments):
    result = run(site(tmp_path, {"content/vocabulaire.yml": "themes: [\n"}), *arguments)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("content/vocabulaire.yml:1:9 E002 erreur\u00a0: ")
    assert result.stderr.endswith("\nRien n’a été fait\u00a0: corrigez d’abord ces erreurs.\n")
