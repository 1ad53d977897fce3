"""What runs on GitHub: what each workflow may do, and that no word from outside can reach a shell. Read by actionlint and zizmor too."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.cli._table import COMMANDS
from pipeline.site.preview.open_requests import LABEL
from tests.support import REPOSITORY

FILES = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
BIN = Path(sys.executable).parent
# Of the same actions, the same versions everywhere: commit and tag, as the actions' own repositories have them.
PINS = {
    "actions/cache": "27d5ce7f107fe9357f9df03efb73ab90386fccae # v5.0.5",
    "actions/checkout": "3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
    "actions/deploy-pages": "cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0",
    "actions/setup-python": "5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0",
    "actions/upload-artifact": "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0",
    "actions/upload-pages-artifact": "fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0",
}
# Each right to write that a workflow has, its own or a job's. What is not here only reads.
WRITES = {
    "apercu.yml": {"actions"},
    "commentaire.yml": {"pull-requests"},
    "formulaire.yml": {"actions", "contents", "issues", "pull-requests"},
    "liens.yml": {"issues"},
    "publication.yml": {"id-token", "pages"},
    "veille.yml": {"actions", "contents", "pull-requests"},
}


def read(path: Path) -> dict[Any, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def jobs(workflow: dict[Any, Any]) -> Iterator[dict[str, Any]]:
    yield from workflow["jobs"].values()


def scripts(workflow: dict[Any, Any]) -> list[str]:
    return [step["run"] for job in jobs(workflow) for step in job["steps"] if "run" in step]


def triggers(workflow: dict[Any, Any]) -> set[str]:
    # YAML 1.1 reads « on » as true.
    return set(workflow[True])


@pytest.fixture(params=FILES, ids=lambda path: path.name)
def path(request) -> Path:
    return request.param


@pytest.fixture
def workflow(path) -> dict[Any, Any]:
    return read(path)


def test_it_writes_nothing_but_what_it_is_for(path, workflow):
    granted = [workflow["permissions"], *(job.get("permissions", {}) for job in jobs(workflow))]
    assert {name for rights in granted for name, right in rights.items() if right == "write"} <= WRITES.get(path.name, set())


def test_what_people_propose_runs_without_any_right_to_write_and_without_secrets(path, workflow):
    if triggers(workflow) & {"pull_request", "push"} and path.name not in WRITES:
        assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in triggers(workflow)
    assert "secrets" not in path.read_text(encoding="utf-8")


def test_no_expression_is_put_into_a_script(workflow):
    assert [script for script in scripts(workflow) if "${{" in script or "eval" in script] == []


def test_each_action_is_pinned_by_its_commit(path):
    used = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert [action for action in used if action not in {f"{name}@{pin}" for name, pin in PINS.items()}] == []


def test_the_token_does_not_stay_with_the_files(workflow):
    copies = [step for job in jobs(workflow) for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
    assert [step for step in copies if step["with"]["persist-credentials"] is not False] == []


def test_a_failure_in_a_pipe_stops_it_and_nothing_runs_for_hours(workflow):
    assert workflow["defaults"] == {"run": {"shell": "bash"}}
    assert [job for job in jobs(workflow) if not 0 < job["timeout-minutes"] <= 60] == []


def test_its_commands_exist(workflow):
    named = set(re.findall(r"bin/passerelle (?:--\S+ \S+ )?([a-z-]+)", "\n".join(scripts(workflow))))
    assert named <= COMMANDS.keys()


# The watch.


def test_the_watch_runs_every_week_and_by_hand():
    assert read(REPOSITORY / ".github/workflows/veille.yml")[True] == {"schedule": [{"cron": "17 9 * * 1"}], "workflow_dispatch": None}


def test_what_a_feed_says_goes_by_a_file():
    told = "\n".join(scripts(read(REPOSITORY / ".github/workflows/veille.yml")))
    asked = [line.strip() for line in told.splitlines() if "gh pr c" in line]
    assert 'gh pr comment "$number" --body-file build/veille.md' in asked
    assert len(asked) == 2
    assert all(line.endswith("--body-file build/veille.md") for line in asked)


# What is proposed, its comment, and what is published.


def test_the_comment_follows_the_checks_and_takes_no_file_of_what_was_proposed():
    workflow = read(REPOSITORY / ".github/workflows/commentaire.yml")
    checks = read(REPOSITORY / ".github/workflows/verification.yml")
    assert workflow[True] == {"workflow_run": {"workflows": [checks["name"]], "types": ["completed"]}}
    (copy,) = [step for job in jobs(workflow) for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
    assert copy["with"] == {"persist-credentials": False}  # no « ref »: the default branch
    lent = [step["name"] for job in jobs(workflow) for step in job["steps"] if "GH_TOKEN" in step.get("env", {})]
    assert lent == [
        "Prendre le texte de la vérification, sans le déballer", "Trouver la demande", "Le poser sur la demande, ou le mettre à jour",
    ]  # fmt: skip
    assert [script for script in scripts(workflow) if "gh " in script and "passerelle" in script] == []


def test_only_the_main_branch_is_published_and_all_is_built_anew_every_night():
    workflow = read(REPOSITORY / ".github/workflows/publication.yml")
    assert workflow[True]["workflow_run"] == {"workflows": ["Vérification"], "types": ["completed"]}
    assert workflow[True]["push"] == {"branches": ["main"]}
    assert workflow[True]["schedule"] == [{"cron": "41 7 * * *"}]
    condition = workflow["jobs"]["construction"]["if"]
    assert condition == (
        "github.ref == 'refs/heads/main' && (github.event_name != 'workflow_run' || (github.event.workflow_run.conclusion == 'success'"
        " && github.event.workflow_run.head_repository.full_name == github.repository))"
    )
    # A run that does nothing waits in no line: it would take the place of one that publishes.
    assert workflow["concurrency"]["group"] == f"${{{{ {condition} && 'publication' || format('publication-{{0}}', github.run_id) }}}}"
    (copy,) = [step for job in jobs(workflow) for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
    assert copy["with"]["ref"] == "main"
    assert workflow["jobs"]["publication"]["needs"] == "construction"
    (script,) = [script for script in scripts(workflow) if "construire" in script]
    assert script.startswith('if [ "$EVENT" = schedule ]; then\n  .venv/bin/passerelle construire --propre\n')


def test_the_label_of_a_person_publishes_again_and_nothing_of_the_request_is_read_but_its_label_and_its_branch():
    text = (REPOSITORY / ".github/workflows/apercu.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow[True] == {"pull_request": {"types": ["labeled", "unlabeled", "closed"]}}
    assert workflow["jobs"]["apercu"]["if"] == (
        "github.event.pull_request.head.repo.full_name == github.repository && startsWith(github.event.pull_request.head.ref, 'formulaire-')"
        f" && (github.event.action == 'closed' || github.event.label.name == '{LABEL}')"
    )
    assert set(re.findall(r"\$\{\{ *(.*?) *\}\}", text)) == {"github.event.pull_request.number", "github.run_id", "github.token"}
    assert scripts(workflow) == ['gh workflow run publication.yml --repo "$GITHUB_REPOSITORY" --ref main']
    assert "checkout" not in text


# What reads them.


def test_actionlint_and_zizmor_refuse_a_broken_workflow_and_make_test_asks_them(tmp_path):
    broken = tmp_path / "exemple.yml"
    broken.write_text(
        "on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.event.issue.title }}\n",
        encoding="utf-8",
    )
    actionlint = ["sh", "tests/actionlint/lancer.sh", str(BIN)]
    zizmor = [str(BIN / "zizmor"), "--offline", "--quiet", "--strict-collection"]
    read = subprocess.run([*actionlint, *FILES, broken], cwd=REPOSITORY, capture_output=True, text=True)
    assert (read.returncode, [line.split(": ")[0] for line in read.stdout.splitlines()]) == (1, [f"{broken}:7:23"])
    assert subprocess.run([*actionlint, *FILES], cwd=REPOSITORY, capture_output=True).returncode == 0
    assert subprocess.run([*zizmor, ".github"], cwd=REPOSITORY, capture_output=True).returncode == 0
    refused = subprocess.run([*zizmor, broken], capture_output=True, text=True)
    assert (refused.returncode > 0, "error[template-injection]" in refused.stdout) == (True, True)
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    assert "\ntest: lint\n" in makefile
    recipe = makefile.split("\nlint:")[1].split("\n\n")[0]
    assert "sh tests/actionlint/lancer.sh $(BIN) .github/workflows/*.yml" in recipe
    assert "$(BIN)/zizmor --offline --quiet --strict-collection .github" in recipe


# Their scripts, in a real shell, with a « gh » that notes what it is asked and answers what a test says.


@pytest.fixture
def asked_of_gh(tmp_path):
    """What « gh » was asked by one step; ``answers`` gives its answer to the questions that hold some words."""

    def run(name: str, step: str, answers: dict[str, str], files: dict[str, str] | None = None) -> list[str]:
        script = next(
            one["run"] for job in jobs(read(REPOSITORY / f".github/workflows/{name}")) for one in job["steps"] if one.get("name") == step
        )
        (tmp_path / "build").mkdir()
        for path, text in (files or {}).items():
            (tmp_path / path).write_text(text, encoding="utf-8")
        gh = tmp_path / "gh"
        cases = "".join(f'*"{words}"*) printf "%s\\n" "{answer}";;\n' for words, answer in answers.items())
        gh.write_text(f'#!/bin/sh\necho "$*" >> "{tmp_path}/demande"\ncase "$*" in\n{cases}esac\n', encoding="utf-8")
        gh.chmod(0o755)
        environment = {
            "PATH": f"{tmp_path}:/usr/bin:/bin", "GITHUB_REPOSITORY": "exemple/depot", "SHA": "a" * 40, "OWNER": "x", "BRANCH": "y; rm -rf /",
            "DEFAULT_BRANCH": "main", "RUN": "7", "NUMBER": "12", "GITHUB_OUTPUT": str(tmp_path / "sortie"),
        }  # fmt: skip
        subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script], cwd=tmp_path, env=environment, check=True)
        return (tmp_path / "demande").read_text(encoding="utf-8").splitlines()

    return run


POSE = ("commentaire.yml", "Le poser sur la demande, ou le mettre à jour")
LINKS = ("liens.yml", "Ouvrir le billet, le tenir à jour, ou le fermer")


@pytest.mark.parametrize(("number", "output"), [("12", "numero=12\n"), ("", None), ("12; x", None), ("null", None)])
def test_the_request_is_the_open_one_that_has_the_commit_or_none(asked_of_gh, tmp_path, number, output):
    assert len(asked_of_gh("commentaire.yml", "Trouver la demande", {"/pulls -f": number})) == 1
    written = tmp_path / "sortie"
    assert (written.read_text(encoding="utf-8") if written.exists() else None) == output


def test_each_open_request_of_the_repository_has_its_preview_beside_the_site_and_a_faulty_one_holds_back_nothing(tmp_path):
    commands = tmp_path / ".venv/bin/passerelle"
    commands.parent.mkdir(parents=True)
    listed = f"12 {'a' * 40}\n13 {'b' * 40}\n14 {'c' * 40} formulaire\n"
    commands.write_text(
        f'#!/bin/sh\ncase "$1" in demandes) printf "%s" "{listed}"; exit;; esac\necho "$*" >> "{tmp_path}/demande"\n'
        'case "$*" in *"-- 13 "*) exit 1;; esac\n',
        encoding="utf-8",
    )
    commands.chmod(0o755)
    for file in ("site/index.html", "build/demandes.json"):
        (tmp_path / file).parent.mkdir()
        (tmp_path / file).write_text("Exemple.", encoding="utf-8")
    (script,) = [one for one in scripts(read(REPOSITORY / ".github/workflows/publication.yml")) if "apercu-site" in one]
    environment = {"PATH": "/usr/bin:/bin", "RUNNER_TEMP": str(tmp_path), "GITHUB_REPOSITORY": "exemple/depot"}
    subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script], cwd=tmp_path, env=environment, check=True)
    asked = (tmp_path / "demande").read_text(encoding="utf-8").splitlines()
    assert asked == [
        f"apercu-site --sortie {tmp_path}/publie {shown}-- {number} {letter * 40}"
        for number, letter, shown in [(12, "a", ""), (13, "b", ""), (14, "c", "--brouillons ")]
    ]
    assert (tmp_path / "publie/index.html").is_file()


@pytest.mark.parametrize(
    ("comment", "last"),
    [
        ("", "api --method POST repos/exemple/depot/issues/12/comments -F body=@build/commentaire.md --silent"),
        ("34", "api --method PATCH repos/exemple/depot/issues/comments/34 -F body=@build/commentaire.md --silent"),
    ],
)
def test_one_comment_is_put_then_kept_up_to_date(asked_of_gh, comment, last):
    assert asked_of_gh(*POSE, {"comments?per_page": comment})[-1] == last


@pytest.mark.parametrize(
    ("number", "listing", "last"),
    [
        ("", "- x", "issue create --title Liens à revoir --body-file build/liens.md"),
        ("5", "- x", "issue edit 5 --body-file build/liens.md"),
        ("5", "", "issue close 5 --comment Tous les liens mènent à une page."),
        ("", "", "issue list"),
    ],
)
def test_one_issue_keeps_the_links_and_closes_when_there_are_none(asked_of_gh, number, listing, last):
    assert asked_of_gh(*LINKS, {"issue list": number}, {"build/liens.md": listing})[-1].startswith(last)


@pytest.mark.parametrize(
    ("head", "branch", "options"),
    [
        ("exemple/depot", "exemple", "--apercu 12 "),
        ("exemple/depot", "formulaire-7", "--apercu 12 --etiquette "),
        ("ailleurs/depot", "formulaire-7", ""),
        ("ailleurs/depot", "exemple", ""),
    ],
)
def test_the_comment_says_of_what_a_form_wrote_that_its_preview_waits(tmp_path, head, branch, options):
    command = tmp_path / ".venv/bin/passerelle"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\necho "$*" >> "{tmp_path}/demande"\n', encoding="utf-8")
    command.chmod(0o755)
    (script,) = [one for one in scripts(read(REPOSITORY / ".github/workflows/commentaire.yml")) if "passerelle commenter" in one]
    environment = {
        "PATH": "/usr/bin:/bin", "HEAD": head, "BRANCH": branch, "GITHUB_REPOSITORY": "exemple/depot", "NUMBER": "12",
        "CONCLUSION": "success", "RUN": "7", "GITHUB_SERVER_URL": "https://exemple.invalid",
    }  # fmt: skip
    subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script], cwd=tmp_path, env=environment, check=True)
    assert (tmp_path / "demande").read_text(encoding="utf-8") == (
        f"commenter build/texte.zip --sortie build/commentaire.md {options}--conclusion success"
        " --execution https://exemple.invalid/exemple/depot/actions/runs/7\n"
    )
