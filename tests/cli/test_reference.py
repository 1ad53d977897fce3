"""The reference of the commands (docs/commands.md): each command with the help that it shows, kept as it is by « make commandes »."""

import os

import click

from pipeline.cli._declare import load_command
from pipeline.cli._table import BY_PURPOSE
from tests.cli.test_cli import run
from tests.support import REPOSITORY

REFERENCE = REPOSITORY / "docs/commands.md"
INTRODUCTION = """\
# The commands

Made by `make commandes` from the help that each command shows (`passerelle COMMANDE --aide`): change it there. The groups are what a
person wants to do. Exit codes: 0 fine, 1 the content has errors, 2 wrong use. A command that writes something else than messages
(a letter, Markdown, JSON) writes it to the standard output; content that cannot be read is told on the standard error.

How to add one: `docs/how-to-add.md`.
"""


def test_the_reference_of_the_commands_is_what_their_help_says(tmp_path):
    pieces = [INTRODUCTION, block(run(tmp_path, "--aide").stdout)]
    for purpose, group in BY_PURPOSE.items():
        pieces.append(f"\n## {purpose}\n")
        for declared in group:
            pieces += [f"\n### {declared.name}\n", block(run(tmp_path, declared.name, "--aide").stdout)]
            command = load_command(declared.name)
            if isinstance(command, click.Group):
                pieces += [block(run(tmp_path, declared.name, name, "--aide").stdout) for name in command.commands]
    if os.environ.get("PASSERELLE_COMMANDES"):
        REFERENCE.parent.mkdir(exist_ok=True)
        REFERENCE.write_text("".join(pieces), encoding="utf-8")
    assert REFERENCE.read_text(encoding="utf-8") == "".join(pieces)


def block(shown: str) -> str:
    return f"\n```text\n{shown.strip()}\n```\n"
