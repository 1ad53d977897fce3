"""The command that a message names works as typed, whether « passerelle » is on the PATH or not."""

from pathlib import Path

import pytest

from pipeline.cli._table import COMMANDS as DECLARED
from pipeline.terminal.typed_command import COMMANDS, as_typed, typed_command


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The command of an environment in the folder of a site."""
    command = tmp_path / ".venv/bin/passerelle"
    command.parent.mkdir(parents=True)
    command.write_text("#!/bin/sh\n", encoding="utf-8")
    command.chmod(0o755)
    return command


def test_after_make_site_it_is_the_file_of_the_environment(installed: Path, tmp_path: Path):
    assert typed_command(str(installed), "/usr/bin:/bin", tmp_path) == ".venv/bin/passerelle"


def test_from_another_folder_it_is_the_whole_path(installed: Path, tmp_path: Path):
    assert typed_command(str(installed), "/usr/bin:/bin", tmp_path / "ailleurs") == str(installed)


def test_on_the_path_its_name_is_enough(installed: Path, tmp_path: Path):
    assert typed_command(str(installed), str(installed.parent), tmp_path) == "passerelle"


@pytest.mark.parametrize("started_as", ["/usr/bin/python", "pytest", "absent/passerelle", ""])
def test_started_in_another_way_it_has_its_name(started_as: str, tmp_path: Path):
    assert typed_command(started_as, "/usr/bin:/bin", tmp_path) == "passerelle"


def test_only_a_command_that_is_named_changes():
    typed = ".venv/bin/passerelle"
    assert (
        as_typed("Lancez « passerelle verifier », puis passerelle servir.", typed) == f"Lancez « {typed} verifier », puis {typed} servir."
    )
    for text in ("Une passerelle entre deux rives.", "Passerelle verifier", ".venv/bin/passerelle verifier", "passerelle verifierait"):
        assert as_typed(text, typed) == text


def test_the_commands_that_messages_name_exist():
    assert set(COMMANDS) <= set(DECLARED)
