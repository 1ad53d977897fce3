"""The commands that bring in sources and watch over them, in the terminal."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from pipeline.intake.imports.importer import add, add_group, entries_of
from pipeline.intake.proofs.record import prove
from pipeline.intake.registries.crossref import Crossref
from pipeline.intake.registries.vigilance import keep_watch
from pipeline.intake.told import GatherError, Told
from pipeline.intake.web.client import Web, contact_of
from pipeline.project import Project

Progress = Callable[[], AbstractContextManager[Callable[[str], None]]]


def add_sources(project: Project, given: str | None, group: str | None, target: str, today: date) -> int:
    """Import what ``given`` (DOI, address, file) or the Zotero ``group`` describes; return the exit code."""
    web = Web(contact_of(project))
    if group is not None:
        return _tell(lambda: add_group(project, group, target, today, web))
    return _tell(lambda: add(project, entries_of(given or "", web), target, today)[0])


def prove_excerpts(project: Project, key: str, path: Path, wanted: frozenset[str], today: date) -> int:
    """Look for the excerpts of a note in a copy of its source; return the exit code."""
    return _tell(lambda: prove(project, key, path, wanted, today))


def ask_registries(project: Project, csv_file: Path | None, today: date, progress: Progress) -> int:
    """Ask Crossref about every source that has a DOI; return the exit code."""

    def act() -> Told:
        with progress() as step:
            return keep_watch(project, Crossref(Web(contact_of(project))), csv_file, today, step)

    return _tell(act)


def _tell(act: Callable[[], Told]) -> int:
    """Print what was done, or why it could not be."""
    try:
        told = act()
    except GatherError as error:
        print(f"Rien n’a été changé\u00a0: {error}")
        return 1
    print("\n".join(told.lines))
    return 0 if told.fine else 1
