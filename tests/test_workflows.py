"""The scheduled watch: what it may do, and that no word of a feed can reach a shell."""

import re

import pytest
import yaml

from pipeline.cli import cli
from tests.support import REPOSITORY

WORKFLOW = yaml.safe_load((REPOSITORY / ".github/workflows/veille.yml").read_text(encoding="utf-8"))
STEPS = WORKFLOW["jobs"]["veille"]["steps"]
SCRIPTS = [step["run"] for step in STEPS if "run" in step]


def test_it_runs_every_week_and_by_hand():
    # YAML 1.1 reads « on » as true.
    assert WORKFLOW[True] == {"schedule": [{"cron": "17 9 * * 1"}], "workflow_dispatch": None}


def test_it_may_write_branches_and_pull_requests_and_nothing_else():
    assert WORKFLOW["permissions"] == {"contents": "write", "pull-requests": "write"}


@pytest.mark.parametrize("script", SCRIPTS, ids=[step["name"] for step in STEPS if "run" in step])
def test_no_expression_is_put_into_a_script(script):
    assert "${{" not in script
    assert "eval" not in script


def test_what_a_feed_says_goes_by_a_file():
    asked = [line.strip() for script in SCRIPTS for line in script.splitlines() if "gh pr c" in line]
    assert len(asked) == 2
    assert all(line.endswith("--body-file build/veille.md") for line in asked)


def test_a_failure_in_a_pipe_stops_it():
    assert WORKFLOW["defaults"] == {"run": {"shell": "bash"}}


def test_its_commands_exist():
    # « vigilance » comes with the checks of cited works.
    named = set(re.findall(r"bin/passerelle (\w+)", "\n".join(SCRIPTS)))
    assert named == {"veille", "vigilance", "verifier"}
    assert named - {"vigilance"} <= cli.commands.keys()


def test_each_action_has_its_version():
    assert [step["uses"] for step in STEPS if "uses" in step] == ["actions/checkout@v4", "actions/setup-python@v5"]
