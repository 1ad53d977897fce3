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

pytestmark = pytest.mark.lengthy

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


def test_of_the_event_only_numbers_names_of_accounts_and_the_default_branch_come_in_by_the_environment():
    expressions = set(re.findall(r"\$\{\{ *(.*?) *\}\}", FILE.read_text(encoding="utf-8")))
    assert {one for one in expressions if not one.startswith("steps.")} == {
        "github.event.issue.number",
        "github.event.repository.default_branch",
        "github.token",
        "github.repository",
        "github.actor",
        "github.triggering_actor",
    }


def test_each_action_is_pinned_by_commit_and_keeps_no_credentials():
    used = [step for step in JOB["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"]) for step in used)
    assert used[0]["with"]["persist-credentials"] is False


def test_its_commands_exist():
    assert set(re.findall(r"bin/passerelle --racine \w+ ([\w-]+)", "\n".join(SCRIPTS.values()))) == {"depuis-formulaire"}
    assert "depuis-formulaire" in COMMANDS


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


# GitHub's command, made up: it writes down what it was asked, and keeps what it was asked to make or to take away.
# A file beside says what there is: « open », « label » and « fork » (a fork's request of a branch of the same name), « runs » (how many),
# and what GitHub refuses: « refused-pr », « refused-run », « refused-label », « refused-edit ».
GH = """#!/bin/sh
printf '%s\\n' "$*" >> "$GH/asked"
case "$*" in
*"pr list"*)
  case "$*" in *isCrossRepository*"| not"*) ;; *) if [ -e "$GH/fork" ]; then echo 99; fi;; esac
  if [ -e "$GH/open" ]; then echo 7; fi;;
*"pr create"*) if [ -e "$GH/refused-pr" ]; then exit 1; fi; touch "$GH/open";;
*"--method DELETE"*) if [ -e "$GH/refused-label" ]; then exit 1; fi; rm "$GH/label"; git -C "$GH/../origine.git" rev-parse "$BRANCHE" >> "$GH/unlabelled";;
*labels*) if [ -e "$GH/label" ]; then echo 1; else echo 0; fi;;
*runs*) if [ -e "$GH/runs" ]; then cat "$GH/runs"; else echo 1; fi;;
*"workflow run"*) if [ -e "$GH/refused-run" ]; then exit 1; fi;;
*"--edit-last"*) if [ -e "$GH/refused-edit" ]; then exit 1; fi; cp "$7" "$GH/comment";;
*"issue comment"*) cp "$5" "$GH/comment";;
esac
"""


class Runner:
    """A machine that runs the scripts of the workflow, each time on a fresh clone, and skips the steps that GitHub would skip."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.origin, self.gh = folder, folder / "origine.git", folder / "gh"
        site = make_site(folder / "site", {**FILES, ".gitignore": ".venv\nreponse.md\ncommentaire.md\nfusion.md\ndemande/\n"}).root
        (site / ".github").mkdir()
        (site / ".github/pull_request_template.md").write_bytes((REPOSITORY / ".github/pull_request_template.md").read_bytes())
        git(site, "init", "--quiet", "--initial-branch=main")
        git(site, "add", ".")
        git(site, "-c", "user.name=Exemple", "-c", "user.email=exemple@exemple.org", "commit", "--quiet", "--message=Begin")
        git(folder, "clone", "--quiet", "--bare", str(site), str(self.origin))
        (folder / "bin").mkdir()
        (folder / "bin/gh").write_text(GH, encoding="utf-8")
        (folder / "bin/gh").chmod(0o755)
        self.gh.mkdir()
        self.times = 0

    def run(self, body: str, *, command: str | None = None, again_by: str = "exemple") -> dict[str, str]:
        """Run the steps as for an edit of request 12, and return how each ended, by name.

        ``command`` stands for « passerelle »; ``again_by`` is who ran it again by hand.
        """
        self.times += 1
        clone = self.folder / f"machine-{self.times}"
        git(self.folder, "clone", "--quiet", str(self.origin), str(clone))
        (clone / ".venv/bin").mkdir(parents=True)
        passerelle = command or f'exec "{sys.executable}" -m pipeline.cli "$@"'
        (clone / ".venv/bin/passerelle").write_text(f"#!/bin/sh\n{passerelle}\n", encoding="utf-8")
        (clone / ".venv/bin/passerelle").chmod(0o755)
        event = self.folder / "evenement.json"
        event.write_text(json.dumps({"issue": {"number": 12, "body": body.replace("\n", "\r\n")}}), encoding="utf-8")
        known = {
            "github.event.issue.number": "12",
            "github.event.repository.default_branch": "main",
            "github.token": "exemple",
            "github.repository": "exemple/depot",
            "github.actor": "exemple",
            "github.triggering_actor": again_by,
        }
        given = {
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "PYTHONPATH": str(REPOSITORY),
            "GH": str(self.gh),
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_SERVER_URL": "https://exemple.invalid",
            "GITHUB_REPOSITORY": "exemple/depot",
            "GITHUB_RUN_ID": "34",
            **DAY,
        }
        ended: dict[str, str] = {}
        for step in JOB["steps"]:
            if "run" not in step or step["name"] == "Installer":
                continue
            if not runs(step.get("if", "success()"), known, ended):
                ended[step["name"]] = "skipped"
            else:
                output = self.folder / "sortie"
                output.write_text("", encoding="utf-8")
                environment = {name: filled(value, known) for name, value in {**JOB["env"], **step.get("env", {})}.items()}
                done = subprocess.run(
                    # The network is not asked: the registry of a DOI has tests of its own.
                    ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"].replace(" --reseau", "")],
                    cwd=clone,
                    env={**given, **environment, "GITHUB_OUTPUT": str(output)},
                    capture_output=True,
                    text=True,
                )
                ended[step["name"]] = "failure" if done.returncode else "success"
                for name, value in (line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines()):
                    known[f"steps.{step['id']}.outputs.{name}"] = value
            known[f"steps.{step.get('id')}.outcome"] = ended[step["name"]]
        return ended

    def there_is(self, name: str, text: str = "") -> None:
        """Make something true at GitHub's, as said beside its command."""
        (self.gh / name).write_text(text, encoding="utf-8")

    def refuse_pushes(self) -> None:
        """Make the repository refuse what is pushed, as a rule of its settings does."""
        (self.origin / "hooks/pre-receive").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        (self.origin / "hooks/pre-receive").chmod(0o755)

    def branch(self, path: str) -> str:
        """A file of the request's branch."""
        return git(self.origin, "show", f"formulaire-12:{path}")

    @property
    def comment(self) -> str:
        """The comment that the request has."""
        return (self.gh / "comment").read_text(encoding="utf-8")

    @property
    def asked(self) -> list[str]:
        """What was asked of GitHub's command."""
        return (self.gh / "asked").read_text(encoding="utf-8").splitlines()


def filled(text: str, known: dict[str, str]) -> str:
    """Return a value of the environment; what no step gave is empty, as on GitHub."""
    return re.sub(r"\$\{\{ *(.*?) *\}\}", lambda found: known.get(found.group(1), ""), str(text))


def runs(condition: str, known: dict[str, str], ended: dict[str, str]) -> bool:
    """Say whether GitHub runs a step: a condition that names no state of the job is asked only when all went well."""
    terms = [term.strip() for term in condition.split("&&")]
    if "always()" not in terms and "failure" in ended.values():
        return False
    for term in terms:
        name, _, value = term.partition(" == ")
        if name not in ("always()", "success()") and known.get(name, "") != value.strip("'"):
            return False
    return True


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

    runner.run(body_of(the_forms[FormKind.SHEET], {**SHEET, "titre": "Un autre titre"}))
    assert "Contexte d’une personne." in runner.branch(MAIN)
    assert "titre: Un autre titre\n" in runner.branch(MAIN)
    assert len([line for line in runner.asked if line.startswith("pr create")]) == 1
    assert runner.asked.count("workflow run verification.yml --ref formulaire-12") == 2  # once for each push
    assert runner.asked[-1] == "issue comment 12 --edit-last --create-if-none --body-file commentaire.md"
    assert runner.comment.startswith("## Bien reçu")


# Whatever fails, the contributor reads what happened, and who must do what.

RUN = "https://exemple.invalid/exemple/depot/actions/runs/34"
VERSER, VERIFIER, FUSION = "Verser les fichiers", "Lancer les vérifications", "Ouvrir la demande de fusion, une fois"


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


@pytest.fixture
def body(the_forms: dict[FormKind, Form]) -> str:
    return body_of(the_forms[FormKind.SHEET], SHEET)


def test_when_github_refuses_the_pull_request_the_answer_says_who_opens_it_and_from_where(runner: Runner, body: str):
    runner.there_is("refused-pr")
    assert runner.run(body)[FUSION] == "failure"
    assert runner.comment.startswith("## La demande de fusion reste à ouvrir\n")
    assert "(https://exemple.invalid/exemple/depot/compare/main...formulaire-12?expand=1)" in runner.comment
    assert "Allow GitHub Actions to create and approve pull requests" in runner.comment
    assert "## Bien reçu" in runner.comment  # what was understood follows


def test_when_the_branch_is_refused_the_answer_says_so_and_that_nothing_is_lost(runner: Runner, body: str):
    runner.refuse_pushes()
    ended = runner.run(body)
    assert (ended[VERSER], ended[VERIFIER], ended[FUSION]) == ("failure", "skipped", "skipped")
    assert runner.comment.startswith("## Vos réponses sont reçues, mais le dépôt a refusé la branche\n")
    assert f"[cette exécution]({RUN})" in runner.comment
    assert "## Bien reçu" in runner.comment


def test_when_the_program_stops_the_answer_says_so(runner: Runner, body: str):
    ended = runner.run(body, command="exit 1")
    assert (ended["Faire les fichiers"], ended[FUSION]) == ("failure", "skipped")
    assert runner.comment.startswith("## Vos réponses sont reçues, mais le robot a eu une panne\n")
    assert f"[cette exécution]({RUN})" in runner.comment


def test_when_the_checks_do_not_start_the_pull_request_is_still_opened_and_the_answer_says_who_starts_them(runner: Runner, body: str):
    runner.there_is("refused-run")
    ended = runner.run(body)
    assert (ended[VERIFIER], ended[FUSION]) == ("failure", "success")
    assert runner.comment.startswith("## Les vérifications restent à lancer\n")
    assert "branche formulaire-12)" in runner.comment


def test_when_the_comment_cannot_be_edited_another_is_made(runner: Runner, body: str):
    runner.there_is("refused-edit")
    runner.run(body)
    assert runner.asked[-1] == "issue comment 12 --body-file commentaire.md"
    assert runner.comment.startswith("## Bien reçu")


def test_an_account_that_starts_too_many_in_a_day_is_told_to_come_back_and_nothing_is_made(runner: Runner, body: str):
    runner.there_is("runs", "31\n")
    ended = runner.run(body)
    assert {name for name, how in ended.items() if how == "success"} == {"Répondre, toujours dans le même commentaire"}
    assert runner.comment.startswith("## À demain\n")
    assert git(runner.origin, "branch", "--list", "formulaire-12") == ""


def test_who_keeps_the_repository_runs_one_again_whatever_the_number(runner: Runner, body: str):
    runner.there_is("runs", "31\n")
    assert "failure" not in runner.run(body, again_by="personne-du-depot").values()
    assert runner.comment.startswith("## Bien reçu")


# What nobody has read yet.


def test_the_label_goes_before_what_nobody_has_read_is_pushed(runner: Runner, body: str):
    runner.run(body)
    before = git(runner.origin, "rev-parse", "formulaire-12").strip()
    runner.there_is("label")
    runner.run(body.replace("Exemple de contexte.", "Exemple de texte que personne n’a lu."))
    assert not (runner.gh / "label").exists()
    assert (runner.gh / "unlabelled").read_text(encoding="utf-8").strip() == before
    assert git(runner.origin, "rev-parse", "formulaire-12").strip() != before


def test_a_label_that_cannot_be_taken_off_holds_back_the_push(runner: Runner, body: str):
    runner.run(body)
    before = git(runner.origin, "rev-parse", "formulaire-12")
    for name in ("label", "refused-label"):
        runner.there_is(name)
    assert runner.run(body.replace("Exemple de contexte.", "Exemple de texte que personne n’a lu."))[VERSER] == "failure"
    assert git(runner.origin, "rev-parse", "formulaire-12") == before


def test_the_request_of_a_fork_with_a_branch_of_the_same_name_is_not_taken_for_this_one(runner: Runner, body: str):
    runner.there_is("fork")
    runner.run(body)
    assert [line for line in runner.asked if line.startswith("pr create")] != []
