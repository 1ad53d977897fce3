"""The commands that make the site: once, or each time a file changes."""

import errno
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, cast

import click

from pipeline.cli._declare import command
from pipeline.cli._disk import refused_by_disk
from pipeline.cli._french import WrongUseError, build_day
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.site.last_build import nothing_to_do
from pipeline.terminal.report import print_text, summary, totals
from pipeline.terminal.say import say
from pipeline.text.words import counted

if TYPE_CHECKING:  # slow to import, and there may be nothing to do
    from pipeline.site.build import Built


_CODE = "gabarits"
_UP_TO_DATE = "Rien n’a changé : le site est à jour."


@command
@click.option("--propre", is_flag=True, help="Tout refaire, sans rien reprendre du travail d’avant.")
@click.option("--brouillons", is_flag=True, help="Montrer aussi les brouillons.")
@click.pass_obj
def construire(project: Project, propre: bool, brouillons: bool) -> int:
    """Check the content and build the site."""
    today = build_day()
    if not propre and nothing_to_do(project, today, drafts=brouillons):
        say(_UP_TO_DATE)
        return 0
    from pipeline.cli._progress import progress
    from pipeline.edition.template_code import TEMPLATE_CODE, Left
    from pipeline.kept import BUILT, kept_memory, leave, shelf_of
    from pipeline.site.build import build

    shelf = shelf_of(project)
    memory = Memory() if propre else kept_memory(shelf, BUILT)
    code = None if propre else shelf.load(_CODE)
    TEMPLATE_CODE.take(cast(Left, code[0]) if code else {})

    def leave_all() -> None:
        leave(shelf, BUILT, memory)
        if (made := TEMPLATE_CODE.to_leave()) is not None:
            shelf.save(_CODE, made)

    with progress() as step:
        built = build(project, today, clean=propre, drafts=brouillons, memory=memory, step=step, meanwhile=leave_all)
    if built.prepared is None or built.prepared.blocking:  # no index was made: nothing was left yet
        leave_all()
    return _tell_build(project, built)


@command
@click.option("--port", type=click.IntRange(0, 65535), default=8000, metavar="NUMÉRO", help="Port local (0 : n’importe lequel de libre).")
@click.option("--brouillons", is_flag=True, help="Montrer aussi les brouillons.")
@click.pass_obj
def servir(project: Project, port: int, brouillons: bool) -> None:
    """Build and serve the site, and build it again when a file changes."""
    from pipeline.cli._progress import progress
    from pipeline.kept import BUILT, kept_memory, shelf_of
    from pipeline.site.build import build_pages, build_search
    from pipeline.site.search.pagefind_index import SearchStoppedError
    from pipeline.site.serve import serve

    memory, searched = kept_memory(shelf_of(project), BUILT), Memory()

    def rebuild() -> bool:
        try:
            with progress() as step:
                built = build_pages(project, build_day(), drafts=brouillons, memory=memory, step=step)
        except Exception as error:
            if not (told := refused_by_disk(error)):
                raise
            say(told, file=sys.stderr, flush=True)
            return False
        return _tell_build(project, built) == 0

    def index(stop: threading.Event) -> None:
        try:
            if build_search(project, stop, searched).written:
                print("La recherche est à jour.", flush=True)
        except SearchStoppedError:
            pass  # an edit came: the index of its pages follows
        except (OSError, subprocess.CalledProcessError) as error:
            if told := refused_by_disk(error):
                say(told, file=sys.stderr, flush=True)
                return
            if not isinstance(error, subprocess.CalledProcessError):
                raise
            say(f"La recherche n’a pas été mise à jour : Pagefind s’est arrêté.\n{error.output}", file=sys.stderr, flush=True)

    try:
        serve(project, port, rebuild, index, lambda address: print(f"Le site est à {address} (Ctrl+C pour arrêter).", flush=True))
    except OSError as error:
        if error.filename is not None or error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise WrongUseError(f"Le port {port} est déjà pris, ou réservé. Donnez-en un autre, ou --port 0 pour un port libre.") from error


def _tell_build(project: Project, built: "Built") -> int:
    if built.prepared is None and built.updated is not None:
        number = len(built.updated.written) + len(built.updated.removed)
        say(f"Rien n’a changé dans le contenu, mais {project.site.name}/ avait été modifié : {counted(number, 'fichier')} comme avant.")
        return 0
    if built.prepared is None:
        say(_UP_TO_DATE)
        return 0
    from pipeline.cli._shared import site_address

    report = built.prepared.report
    if built.prepared.blocking:
        print_text(report.diagnostics, sys.stdout, project, address=site_address(report), infos=False)
        print(totals(report.diagnostics, infos=False), end="")
        say(f"Le site n’a pas été changé : {summary(report.diagnostics)}.")
        return 1
    print_text(report.diagnostics, sys.stdout, project, address=site_address(report), infos=False)
    changed = counted(len(built.updated.written) if built.updated else 0, "fichier")
    say(f"Site construit : {counted(built.pages, 'page')}, {changed} mis à jour; {summary(report.diagnostics)}.")
    beside = ", ou make serve" if (project.root / "Makefile").is_file() else ""
    say(f"Pour l’ouvrir : passerelle servir{beside}. Les fichiers sont dans {project.site.name}/.")
    return 0
