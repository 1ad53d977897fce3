"""The workflow of forms: what it may do, and its scripts run for real against a repository, with only GitHub's own command made up."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from pipeline.cli._table import COMMANDS
from pipeline.intake.forms.questions import LAST_LABEL, Form, FormKind
from tests.intake.forms.bodies import SHEET, body_of
from tests.intake.forms.conftest import FILES
from tests.support import DAY, REPOSITORY, make_site

FILE = REPOSITORY / ".github/workflows/formulaire.yml"
WORKFLOW = yaml.safe_load(FILE.read_text(encoding="utf-8"))
JOB = WORKFLOW["jobs"]["formulaire"]
SCRIPTS = {step["name"]: step["run"] for step in JOB["steps"] if "run" in step}
MAIN = "content/fiches/exemple-de-fiche-venue-d-un-formulaire.md"


def test_it_runs_when_a_request_is_opened_or_edited():
    assert WORKFLOW[True] == {"issues": {"types": ["opened", "edited"]}}  # YAML 1.1 reads « on » as true


def test_it_may_write_the_branch_the_request_and_the_pull_request_start_the_checks_and_nothing_else():
    assert WORKFLOW["permissions"] == {}
    assert JOB["permissions"] == {"actions": "write", "contents": "write", "issues": "write", "pull-requests": "write"}


def test_it_knows_a_request_by_the_question_that_ends_every_form():
    assert f"contains(github.event.issue.body, '### {LAST_LABEL}')" in JOB["if"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_expression_is_put_into_a_script(name: str):
    assert "${{" not in SCRIPTS[name]
    assert not re.search(r"\beval\b|\bbash -c\b", SCRIPTS[name])


def test_of_the_event_only_numbers_and_the_default_branch_come_in_by_the_environment():
    expressions = set(re.findall(r"\$\{\{ *(.*?) *\}\}", FILE.read_text(encoding="utf-8")))
    assert expressions == {"github.event.issue.number", "github.event.repository.default_branch", "github.token"}


def test_each_action_is_pinned_by_commit_and_keeps_no_credentials():
    used = [step for step in JOB["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"]) for step in used)
    assert used[0]["with"]["persist-credentials"] is False


def test_its_commands_exist():
    assert set(re.findall(r"bin/passerelle --racine \w+ ([\w-]+)", "\n".join(SCRIPTS.values()))) == {"depuis-formulaire"}
    assert "depuis-formulaire" in COMMANDS


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


# GitHub's command, made up: it writes down what it was asked.
GH = """#!/bin/sh
printf '%s\\n' "$*" >> "$GH_ASKED"
if [ "$1 $2" = "pr list" ] && [ -e "$GH_ASKED.open" ]; then echo 7; fi
if [ "$1 $2" = "pr create" ]; then touch "$GH_ASKED.open"; fi
"""


class Runner:
    """A machine that runs the scripts of the workflow, each time on a fresh clone."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.origin = folder, folder / "origine.git"
        site = make_site(folder / "site", {**FILES, ".gitignore": ".venv\nreponse.md\nfusion.md\ndemande/\n"}).root
        (site / ".github").mkdir()
        (site / ".github/pull_request_template.md").write_bytes((REPOSITORY / ".github/pull_request_template.md").read_bytes())
        git(site, "init", "--quiet", "--initial-branch=main")
        git(site, "add", ".")
        git(site, "-c", "user.name=Exemple", "-c", "user.email=exemple@exemple.org", "commit", "--quiet", "--message=Begin")
        git(folder, "clone", "--quiet", "--bare", str(site), str(self.origin))
        (folder / "bin").mkdir()
        (folder / "bin/gh").write_text(GH, encoding="utf-8")
        (folder / "bin/gh").chmod(0o755)
        self.times = 0

    def run(self, body: str) -> Path:
        """Run every script after the installation, as for an edit of request 12; return the clone."""
        self.times += 1
        clone = self.folder / f"machine-{self.times}"
        git(self.folder, "clone", "--quiet", str(self.origin), str(clone))
        (clone / ".venv/bin").mkdir(parents=True)
        (clone / ".venv/bin/passerelle").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipeline.cli "$@"\n', encoding="utf-8")
        (clone / ".venv/bin/passerelle").chmod(0o755)
        event = self.folder / "evenement.json"
        event.write_text(json.dumps({"issue": {"number": 12, "body": body.replace("\n", "\r\n")}}), encoding="utf-8")
        given = {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}", "HOME": str(self.folder), "PYTHONPATH": str(REPOSITORY), "GH_ASKED": str(self.folder / "gh.txt"),
            "GITHUB_EVENT_PATH": str(event), "BRANCHE": "formulaire-12", "NUMERO": "12", "BASE": "main", **DAY,
        }  # fmt: skip
        for name, script in SCRIPTS.items():
            if name == "Installer":
                continue
            done = subprocess.run(
                # The network is not asked: the registry of a DOI has tests of its own.
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script.replace(" --reseau", "")],
                cwd=clone, env=given, capture_output=True, text=True,
            )  # fmt: skip
            assert done.returncode == 0, f"{name}\n{done.stdout}{done.stderr}"
        return clone

    def branch(self, path: str) -> str:
        """A file of the request's branch."""
        return git(self.origin, "show", f"formulaire-12:{path}")

    @property
    def asked(self) -> list[str]:
        """What was asked of GitHub's command."""
        return (self.folder / "gh.txt").read_text(encoding="utf-8").splitlines()


def test_a_request_makes_a_branch_and_a_pull_request_and_its_edit_keeps_what_a_person_wrote(
    tmp_path: Path, the_forms: dict[FormKind, Form]
):
    runner = Runner(tmp_path)
    runner.run(body_of(the_forms[FormKind.SHEET], SHEET))
    assert "Exemple de contexte." in runner.branch(MAIN)
    assert git(runner.origin, "diff", "--name-only", "main", "formulaire-12").split() == [
        MAIN, "research_notes/bibliographie/ajouts.bib", "research_notes/formulaires/12.json", "research_notes/notes/exemple2024.md",
    ]  # fmt: skip
    assert [line for line in runner.asked if line.startswith("pr create")] == [
        "pr create --head formulaire-12 --base main --title Demande 12, par formulaire --body-file fusion.md"
    ]

    person = tmp_path / "personne"
    git(tmp_path, "clone", "--quiet", "--branch", "formulaire-12", str(runner.origin), str(person))
    sheet = person / MAIN
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("Exemple de contexte.", "Contexte d’une personne."), encoding="utf-8")
    git(person, "-c", "user.name=P", "-c", "user.email=p@exemple.org", "commit", "--quiet", "--all", "--message=Say it better")
    git(person, "push", "--quiet", "origin", "formulaire-12")

    clone = runner.run(body_of(the_forms[FormKind.SHEET], {**SHEET, "titre": "Un autre titre"}))
    assert "Contexte d’une personne." in runner.branch(MAIN)
    assert "titre: Un autre titre\n" in runner.branch(MAIN)
    assert len([line for line in runner.asked if line.startswith("pr create")]) == 1
    assert runner.asked.count("workflow run verification.yml --ref formulaire-12") == 2  # once for each push
    assert runner.asked[-1] == "issue comment 12 --edit-last --create-if-none --body-file reponse.md"
    assert "## Bien reçu" in (clone / "reponse.md").read_text(encoding="utf-8")
