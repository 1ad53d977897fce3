"""The watch's commands in the terminal: progress, questions, answers."""

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.intake.watch.journal_entries import repair
from pipeline.intake.watch.screening import STOP, Screened, screen
from pipeline.intake.watch.telling import markdown_list, summary
from pipeline.intake.watch.watch_run import watch
from pipeline.intake.web.fetch import Fetcher, user_agent
from pipeline.project import Project
from pipeline.terminal.report import print_text
from pipeline.text.diagnostics import Diagnostic, Severity
from pipeline.text.words import collapse
from pipeline.writing import replace_if_different


def read_feeds(project: Project, today: date, listing: Path | None) -> int:
    """Run the watch and tell what it found; ``listing`` is the Markdown file to write. Return the exit code."""
    catalogue = _catalogue(project)
    if catalogue is None:
        return 1
    council = catalogue.organisation
    contacts = (catalogue.watch.feeds.contact, council.contact, council.depot, council.adresse)
    fetcher = Fetcher(user_agent(version("passerelle"), *contacts), lambda: datetime.now(UTC))
    console = Console(stderr=True)
    columns = (TextColumn("Lecture des fils"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=len(catalogue.watch.feeds.fil))
        report = watch(
            catalogue, fetcher, datetime.now(UTC), today, step=lambda done, total: progress.update(task, completed=done, total=total)
        )
    needs = catalogue.needs.values()
    print(summary(report, catalogue.vocabulary, today, needs))
    if listing is not None:
        replace_if_different(listing.resolve(), markdown_list(report, catalogue.vocabulary, today, needs).encode())
    return 0


def screen_candidates(project: Project, today: date, person: str | None) -> int:
    """Walk the candidates with the person at the terminal; return the exit code."""
    catalogue = _catalogue(project)
    if catalogue is None:
        return 1
    screened = screen(catalogue, lambda: _signature(person), _ask, lambda text: print(text, flush=True), today)
    print(_told(screened))
    return 0


def _catalogue(project: Project) -> Catalogue | None:
    """Return the catalogue, or None when what the watch stands on has mistakes, which are told; those of sheets can wait."""
    repair(project)  # before it is read: what was cut short is no one's mistake
    found: list[Diagnostic] = []
    catalogue = load_catalogue(project, found)
    research = project.relative(project.research)
    errors = [d for d in found if d.severity is Severity.ERROR and (catalogue is None or d.place.path.startswith(f"{research}/"))]
    errors = [d for d in errors if catalogue is None or not d.place.path.startswith(f"{research}/notes/")]
    if errors:
        print_text(sorted(errors, key=Diagnostic.sort_key), sys.stdout, project)
        print("Rien n’a été fait\u00a0: corrigez d’abord ces erreurs.")
        return None
    return catalogue


def _signature(given: str | None) -> str:
    name = collapse(given or "")
    while not name:
        name = collapse(_typed("Votre nom ou vos initiales, pour le journal"))
    return name[:80]


def _ask(question: str, choices: Sequence[str]) -> str:
    while True:
        try:
            answer = _typed(question).lower()
        except click.Abort:
            if STOP in choices:
                return STOP
            raise
        if answer in choices:
            return answer
        print(f"Répondez par l’un de ces signes\u00a0: {', '.join(choices)}.")


def _typed(question: str) -> str:
    try:
        return input(f"{question}\u00a0: ").strip()
    except EOFError as error:
        raise click.Abort from error


def _told(screened: Screened) -> str:
    lines = []
    if screened.recorded:
        lines.append(f"Décisions prises dans les fichiers et portées au journal\u00a0: {screened.recorded}.")
    decided = len(screened.kept) + screened.set_aside + screened.later
    if not decided and not screened.left:
        return "\n".join([*lines, "Aucun signalement à trier."])
    lines.append(
        f"Gardés\u00a0: {len(screened.kept)}. Écartés\u00a0: {screened.set_aside}. Encore à trier\u00a0: {screened.left}. "
        "Chaque décision est dans research_notes/veille/journal.csv."
    )
    return "\n".join(lines)
