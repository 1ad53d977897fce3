"""How a command is declared: a line of the table, and a function of that name under ``@command``, imported when it is asked for."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click

from pipeline.cli._french import FrenchCommand, FrenchGroup
from pipeline.cli._table import BY_PURPOSE, COMMANDS
from pipeline.text.typographic import NBSP

DAY = click.DateTime(["%Y-%m-%d"])
PATH = click.Path(path_type=Path)
FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)


def command(body: Callable[..., int | None]) -> click.Command:
    """Make a command of a function that returns its exit code, None for 0. Its help is that of the table; KeyError: it is not there."""
    name = body.__name__.replace("_", "-")
    made = click.command(name, cls=FrenchCommand, help=COMMANDS[name].help)(body)
    made.anywhere = COMMANDS[name].anywhere
    return made


def load_command(name: str) -> click.Command:
    """Import a command of the table."""
    found: click.Command = getattr(import_module(f"pipeline.cli.{COMMANDS[name].module}"), name.replace("-", "_"))
    return found


class TableGroup(FrenchGroup):
    """The group of the table's commands: lists them without importing any, and imports the one that is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the names of the commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command of that name, None when there is none."""
        return load_command(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the name of the command asked for, the command, and what follows; NoSuchCommand knows those that are near."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            raise click.exceptions.NoSuchCommand(error.command_name, possibilities=COMMANDS, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the commands, grouped by what a person wants to do; their help begins in one column."""
        width = max(map(len, COMMANDS))
        for purpose, group in BY_PURPOSE.items():
            rows = [(one.name.ljust(width), FrenchCommand(one.name, help=one.help).get_short_help_str(160)) for one in group]
            with formatter.section(f"{purpose}{NBSP}"):
                formatter.write_dl(rows)
