"""The commands that look at the world outside: new texts, what was decided of each, links that lead nowhere any more."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import click

from pipeline.cli._asking import typed
from pipeline.cli._declare import FILE, command
from pipeline.cli._french import build_day, utc_now
from pipeline.cli._progress import counted_progress
from pipeline.cli._shared import load_or_stop, stop
from pipeline.content.catalogue import Catalogue
from pipeline.intake.watch.journal_entries import repair
from pipeline.intake.watch.screening import STOP, Screened, screen
from pipeline.intake.watch.telling import markdown_list, summary
from pipeline.intake.watch.watch_run import watch
from pipeline.intake.web.fetch import Fetcher, user_agent
from pipeline.intake.web.outside_links import check_outside, outside_links
from pipeline.intake.web.outside_links_text import as_issue, told
from pipeline.project import Project
from pipeline.terminal.say import say
from pipeline.text.diagnostics import Diagnostic, Severity
from pipeline.text.words import collapse
from pipeline.writing import replace_if_different


@command
@click.option(
    "--liste",
    type=FILE,
    metavar="FICHIER",
    help="Écrire aussi la liste des signalements, en Markdown.",
)
@click.pass_obj
def veille(project: Project, liste: Path | None) -> None:
    """Read the feeds of the watch and tell what is new."""
    catalogue, today, now = _catalogue(project), build_day(), utc_now()
    with counted_progress("Lecture des fils", len(catalogue.watch.feeds.fil)) as step:
        report = watch(catalogue, _fetcher(catalogue), now, today, step=step)
    needs = catalogue.needs.values()
    print(summary(report, catalogue.vocabulary, today, needs))
    if liste is not None:
        replace_if_different(liste.resolve(), markdown_list(report, catalogue.vocabulary, today, needs).encode())


@command
@click.option("--personne", metavar="NOM", help="Votre nom ou vos initiales, pour le journal.")
@click.pass_obj
def trier(project: Project, personne: str | None) -> None:
    """Walk the candidates with the person at the terminal."""
    screened = screen(_catalogue(project), lambda: _signature(personne), _ask, lambda text: print(text, flush=True), build_day())
    say(_told(screened))


@command
@click.option(
    "--liste",
    type=FILE,
    metavar="FICHIER",
    help="Écrire aussi ce qui est à revoir, en Markdown; vide quand tout va bien.",
)
@click.pass_obj
def liens(project: Project, liste: Path | None) -> int:
    """Ask for each address outside the site; 1 when this machine reaches none."""
    catalogue = load_or_stop(project, [])
    links = outside_links(catalogue)
    with counted_progress("Liens", len(links)) as step:
        report = check_outside(links, _fetcher(catalogue, "verification des liens"), step=step)
    print(told(report))
    if liste is not None and not report.offline:
        replace_if_different(liste.resolve(), as_issue(report).encode(errors="backslashreplace"))
    return 1 if report.offline else 0


def _fetcher(catalogue: Catalogue, purpose: str = "veille documentaire") -> Fetcher:
    """Return what asks for pages, under a name that says ``purpose`` and whom to write to."""
    council = catalogue.organisation
    agent = user_agent(version("passerelle"), catalogue.watch.feeds.contact, council.contact, council.depot, council.adresse)
    return Fetcher(agent.replace("veille documentaire", purpose), utc_now)


def _catalogue(project: Project) -> Catalogue:
    """Return what can be read, once what the watch stands on has no error; those of sheets and notes can wait."""
    repair(project)  # before it is read: what was cut short is no one's mistake
    found: list[Diagnostic] = []
    catalogue = load_or_stop(project, found)
    research = project.relative(project.research)
    of_watch = (d for d in found if d.place.path.startswith(f"{research}/") and not d.place.path.startswith(f"{research}/notes/"))
    errors = [diagnostic for diagnostic in of_watch if diagnostic.severity is Severity.ERROR]
    if errors:
        stop(errors, project)
    return catalogue


def _signature(given: str | None) -> str:
    name = collapse(given or "")
    while not name:
        name = collapse(typed("Votre nom ou vos initiales, pour le journal"))
    return name[:80]


def _ask(question: str, choices: Sequence[str]) -> str:
    while True:
        try:
            answer = typed(question).strip().lower()
        except click.Abort:
            if STOP in choices:
                return STOP
            raise
        if answer in choices:
            return answer
        say(f"Répondez par l’un de ces signes : {', '.join(choices)}.")


def _told(screened: Screened) -> str:
    lines = []
    if screened.recorded:
        lines.append(f"Décisions prises dans les fichiers et portées au journal : {screened.recorded}.")
    decided = len(screened.kept) + screened.set_aside + screened.later
    if not decided and not screened.left:
        return "\n".join([*lines, "Aucun signalement à trier."])
    lines.append(
        f"Gardés : {len(screened.kept)}. Écartés : {screened.set_aside}. Encore à trier : {screened.left}. "
        "Chaque décision est dans research_notes/veille/journal.csv."
    )
    return "\n".join(lines)
