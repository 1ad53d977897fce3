"""The command line: commands only, no logic. Exit codes: 0 fine, 1 the content has errors, 2 wrong use."""

import atexit
import gc
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from pipeline.cli._declare import TableGroup
from pipeline.cli._french import in_french
from pipeline.cli._table import COMMANDS
from pipeline.project import Project
from pipeline.terminal.say import say


@click.group(
    cls=TableGroup,
    context_settings={"help_option_names": ["--aide", "--help"]},
    options_metavar="[OPTIONS]",
    subcommand_metavar="COMMANDE",
)
@click.option(
    "--racine",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DOSSIER",
    help="Dossier du site (par défaut : le dossier courant).",
)
@click.pass_context
def cli(context: click.Context, racine: Path) -> None:
    """Passerelle : de l’étude à la décision, chaque chiffre mène à sa source."""
    context.obj = Project(racine.resolve())


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line, on ``arguments`` or else on those of the process; wrong uses are told in French. Ends with SystemExit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows no « ’ », a file name that is not UTF-8
    # Thousands of sheets make millions of objects that stay: to look for cycles among them so often costs a tenth of the time.
    gc.set_threshold(10_000, 50, 50)
    # Python would look for cycles among all of them once more as it ends.
    atexit.register(gc.freeze)
    try:
        code = cli.main(arguments, prog_name="passerelle", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.ctx.get_help() if error.ctx else "")
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except Exception as error:
        told = _told(error)
        if told is None:
            raise  # a bug of ours: its traceback is what tells it
        say(told, file=sys.stderr)
        sys.exit(2)
    sys.exit(code or 0)


def _told(error: Exception) -> str | None:
    """Return what a person reads of an error that is theirs, or the machine's; None when it is ours."""
    from pipeline.cli._disk import refused_by_disk

    if told := refused_by_disk(error):
        return told
    if isinstance(error, click.ClickException):
        return f"Erreur d’utilisation : {in_french(error, COMMANDS)}\nAide : passerelle --aide"
    if isinstance(error, OSError) and error.filename is not None:  # a folder that is not there, or where one may not write
        from pipeline.terminal.carets import printable

        name = printable(str(error.filename))
        return f"« {name} » ne s’ouvre pas, ou ne s’écrit pas : le dossier existe-t-il, et avez-vous le droit d’y écrire?"
    return None
