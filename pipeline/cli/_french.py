"""Commands whose help and usage errors are in French."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import click

from pipeline.project import Project
from pipeline.text.build_day import today_for_build
from pipeline.text.typographic import NBSP, typographic


class WrongUseError(click.UsageError):
    """A wrong use that we found ourselves: its message is French already, and gets its no-break spaces here."""

    def __init__(self, message: str) -> None:
        super().__init__(typographic(message, verbatim_quotes=True))


def build_day() -> date:
    """Return the day that commands take for today (``today_for_build``); one that is no day is a wrong use."""
    try:
        return today_for_build()
    except (ValueError, OverflowError, OSError) as error:
        raise WrongUseError("SOURCE_DATE_EPOCH doit être un nombre de secondes depuis 1970.") from error


def utc_now() -> datetime:
    """Return this moment: where commands read the clock, for what waits as long as a server asks."""
    return datetime.now(UTC)


class FrenchCommand(click.Command):
    """A command whose help and usage errors are in French; ``anywhere``: it needs no site where it runs."""

    anywhere = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put the no-break spaces of French in the help of the command and of what it takes."""
        super().__init__(*args, **kwargs)
        for explained in (self, *self.params):
            if isinstance(explained, (click.Command, click.Option, click.Argument)) and explained.help:
                explained.help = typographic(explained.help, verbatim_quotes=True)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command, in a folder that holds a site."""
        # Asked here, once the command is read: its help is shown in any folder. A group lets its commands ask.
        if not isinstance(self, click.Group) and not self.anywhere and isinstance(ctx.obj, Project) and not ctx.obj.content.is_dir():
            folder = ctx.find_root().params["racine"]
            raise WrongUseError(
                f"Il n’y a pas de dossier « content » dans « {folder} ». Lancez la commande à la racine du dépôt, ou donnez --racine."
            )
        return super().invoke(ctx)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Afficher cette aide."
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line of usage."""
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=typographic("Usage : "))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, each with its help."""
        rows = [
            (record[0], record[1].replace("[required]", "(obligatoire)"))
            for parameter in self.get_params(ctx)
            if isinstance(parameter, click.Option) and (record := parameter.get_help_record(ctx)) is not None
        ]
        if rows:
            with formatter.section(f"Options{NBSP}"):
                formatter.write_dl(rows)

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the arguments, each with its help."""
        rows = [parameter.get_help_record(ctx) for parameter in self.get_params(ctx) if isinstance(parameter, click.Argument)]
        if rows:
            with formatter.section(f"Arguments{NBSP}"):
                formatter.write_dl(rows)


class FrenchGroup(FrenchCommand, click.Group):
    """A group of such commands."""

    command_class = FrenchCommand

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Register a command, once: a second one of the same name, which click would put in its place, is a ValueError."""
        if (name or cmd.name) in self.commands:
            raise ValueError(f"registered twice: {name or cmd.name}")
        super().add_command(cmd, name)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        FrenchCommand.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (click's signature)
        """Write the commands, each with its help."""
        rows = [(name, command.get_short_help_str(160)) for name, command in sorted(self.commands.items())]
        with formatter.section(f"Commandes{NBSP}"):
            formatter.write_dl(rows)


def in_french(error: click.ClickException, commands: Iterable[str]) -> str:
    """Say what click found wrong; its own sentences are English, so they are said again from what it knows."""
    match error:
        case WrongUseError():
            return error.message
        case click.exceptions.NoSuchCommand():
            return f"La commande « {error.command_name} » n’existe pas.{_suggestions(error.possibilities)}"
        case click.exceptions.NoSuchOption():
            return f"L’option « {error.option_name} » n’existe pas.{_suggestions(error.possibilities)}"
        case click.exceptions.BadOptionUsage():
            wants = "ne prend pas de valeur" if "not take" in error.message else "demande une valeur"
            return f"L’option « {error.option_name} » {wants}."
        case click.exceptions.MissingParameter(param=click.Option() as option):
            return f"Il manque l’option « {option.opts[0]} »."
        case click.exceptions.MissingParameter(param=click.Argument() as argument):
            return f"Il manque un argument : {argument.metavar}."
        case click.exceptions.BadParameter(param=click.Option() as option):
            return f"La valeur de « {option.opts[0]} » est refusée : il faut {_expected(option.type)}."
        case click.exceptions.BadParameter(param=click.Argument() as argument):
            return f"L’argument {argument.metavar} est refusé : il faut {_expected(argument.type)}."
    if extra := re.search(r"unexpected extra arguments? \((.*)\)", error.message):
        return f"La commande ne prend pas d’argument de ce genre : « {extra.group(1)} »."
    if error.message == "Missing command.":
        return f"Il manque une commande : {', '.join(sorted(commands))}."
    return "La commande ne se lit pas ainsi."


def _suggestions(possibilities: Sequence[str] | None) -> str:
    return f" Vouliez-vous dire {' ou '.join(f'« {name} »' for name in possibilities)}?" if possibilities else ""


def _expected(kind: object) -> str:
    if isinstance(kind, click.Choice):
        return " ou ".join(f"« {choice} »" for choice in kind.choices)
    if isinstance(kind, click.IntRange):
        return f"un nombre entier de {kind.min} à {kind.max}"
    if isinstance(kind, click.Path):
        return "un fichier, non un dossier" if kind.file_okay else "un dossier, non un fichier"
    return "une date comme 2026-11-24" if isinstance(kind, click.DateTime) else "une autre valeur"
