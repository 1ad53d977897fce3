"""A small site with feeds, and one run of its watch against the local server."""

from datetime import date, datetime, timedelta
from pathlib import Path

from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.content.watch.candidates import Candidate
from pipeline.content.watch.journal import load_journal
from pipeline.intake.watch.journal_entries import repair
from pipeline.intake.watch.watch_run import WatchReport, watch
from pipeline.intake.web.fetch import Fetcher
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic
from tests.intake.conftest import NOW
from tests.support import TODAY, make_site

FEEDS = "research_notes/veille/fils.toml"


def feeds(**addresses: str) -> str:
    """Return the list of feeds of these names and addresses."""
    return "# Exemple\n" + "".join(
        f'\n[[fil]]\nnom = "{name}"\nadresse = "{address}"\nlangue = "fr"\nconfirmee = false\n' for name, address in addresses.items()
    )


def project_with(root: Path, settings: str) -> Project:
    return make_site(root, {FEEDS: settings})


def loaded(project: Project) -> Catalogue:
    """Read the site, where nothing may be wrong with the watch's own files."""
    found: list[Diagnostic] = []
    catalogue = load_catalogue(project, found)
    assert [d for d in found if d.place.path.startswith("research_notes/veille")] == []
    assert catalogue is not None
    return catalogue


def run(project: Project, fetcher: Fetcher, *, later: timedelta = timedelta(), today: date = TODAY) -> WatchReport:
    repair(project)
    return watch(loaded(project), fetcher, NOW + later, today)


def at(day: int) -> datetime:
    return NOW + timedelta(days=day)


def candidates(project: Project) -> dict[str, Candidate]:
    return loaded(project).watch.candidates


def journal(project: Project) -> list[tuple[str, str]]:
    """Return the id and the decision of each line of the journal."""
    return [(entry.id, entry.decision.value) for entry in load_journal(project, [])]


def files(project: Project) -> dict[str, bytes]:
    """Return the watch's files, by name."""
    folder = project.research / "veille"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
