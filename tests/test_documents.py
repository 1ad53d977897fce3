"""What people read before they begin: every command is named there, and the ready environment asks for what exists."""

import json
import re
import tomllib

from pipeline.cli._table import COMMANDS
from tests.support import REPOSITORY


def read(name: str) -> str:
    return (REPOSITORY / name).read_text(encoding="utf-8")


def test_every_command_is_named_in_the_readme_and_how_to_contribute():
    readme = set(re.findall(r"[a-z-]+", read("README.md").split("## The commands")[1].split("Messages, help")[0]))
    contributing = set(re.findall(r"[a-z-]+", read("CONTRIBUTING.md")))
    assert [name for name in sorted(COMMANDS) if name not in readme] == []
    assert [name for name in sorted(COMMANDS) if name not in contributing] == []


def test_every_command_that_the_documents_give_exists():
    given = re.findall(r"(?:\.venv/bin/|`)passerelle ([a-z][a-z-]*)", read("README.md") + read("CONTRIBUTING.md"))
    assert sorted({name for name in given if name not in COMMANDS}) == []


def test_every_goal_of_make_that_the_documents_give_exists():
    goals = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    given = re.findall(r"`make ([a-z-]+)`|^    make ([a-z-]+)", read("README.md") + read("CONTRIBUTING.md"), re.MULTILINE)
    assert sorted({one or other for one, other in given} - goals) == []


def test_the_ready_environment_has_the_python_that_we_need_and_makes_what_the_makefile_makes():
    container = json.loads(read(".devcontainer/devcontainer.json"))
    python = re.fullmatch(r"mcr\.microsoft\.com/devcontainers/python:\d+-(3\.\d+)-[a-z]+", container["image"])
    assert python is not None
    assert f">={python.group(1)}" == tomllib.loads(read("pyproject.toml"))["project"]["requires-python"]
    assert container["postCreateCommand"] == "make .venv/tests.ok"
    assert "\n$(VENV)/tests.ok:" in read("Makefile")
    recommended = json.loads(read(".vscode/extensions.json"))["recommendations"]
    assert [name for name in recommended if name not in container["customizations"]["vscode"]["extensions"]] == []
