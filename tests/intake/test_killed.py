"""A run of the watch killed at any moment: nothing is lost, nothing comes twice, no file is unreadable."""

import hashlib
import random
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.project import Project
from tests.intake.server import entry, feed
from tests.intake.site import feeds, files, loaded, project_with
from tests.support import LONG, REPOSITORY

MOMENTS = 20 if LONG else 3
SOURCES, ENTRIES = 4, 25
_RUN = """
import sys
from pathlib import Path
from pipeline.project import Project
from pipeline.intake.web.fetch import Fetcher
from tests.intake.conftest import NOW, PATIENT
from tests.intake.site import run
run(Project(Path(sys.argv[1])), Fetcher("Passerelle/exemple", lambda: NOW, PATIENT, allow_loopback=True))
"""


def start(project: Project) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", _RUN, str(project.root)], cwd=REPOSITORY)


def kill_when(project: Project, reached: Callable[[], bool]) -> None:
    """Start a run and kill it as soon as ``reached`` is true."""
    with start(project) as process:
        while process.poll() is None and not reached():
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.001)
        process.kill()


def to_the_end(project: Project) -> None:
    with start(project) as process:
        assert process.wait(120) == 0


def written(folder: Path) -> int:
    return sum(not path.name.startswith(".") for path in folder.glob("*.yml"))


def word(number: int) -> str:
    """Return a word that is like no other, so that no title looks like another."""
    return hashlib.sha256(str(number).encode()).hexdigest()[:12].translate(str.maketrans("0123456789", "ghijklmnop"))


@pytest.mark.lengthy
def test_a_run_that_is_killed_then_run_again_gives_what_one_run_gives(tmp_path, server):
    addresses = {}
    for source in range(SOURCES):
        entries = (
            entry(
                f"Exemple {word(number)} {word(100 * source + number)}",
                100 * source + number,
                more=f"<description>Résumé {number}</description>",
            )
            for number in range(ENTRIES)
        )
        # One work is given by every source.
        shared = entry("Exemple partagé", link="https://doi.org/10.1234/partage", guid=f"partage-{source}")
        addresses[f"Revue {source}"] = server.answer(f"/{source}", feed(*entries, shared), etag=f'"v{source}"')
    settings = feeds(**addresses)
    whole = project_with(tmp_path / "whole", settings)
    to_the_end(whole)
    expected = content(whole)
    total = SOURCES * ENTRIES + 1
    assert written(whole.candidates) == total
    for moment in range(MOMENTS):
        project = project_with(tmp_path / f"killed-{moment}", settings)
        # The state is the last thing that is written.
        number = random.Random(moment).randrange(total) if LONG else moment * total // (MOMENTS - 1)  # noqa: S311
        kill_when(project, lambda project=project, number=number: written(project.candidates) >= number)
        if LONG:
            kill_when(project, lambda project=project, number=number: written(project.candidates) > number)
        loaded_files = loaded_in_spite_of_the_kill(project)
        assert set(loaded_files) <= {Path(name).stem for name in expected}
        to_the_end(project)
        assert content(project) == expected
    to_the_end(project)
    assert content(project) == expected


def content(project: Project) -> dict[str, list[bytes]]:
    """Return the lines of each file; those of the journal may come in another order."""
    return {name: sorted(data.splitlines()) if name == "journal.csv" else data.splitlines() for name, data in files(project).items()}


def loaded_in_spite_of_the_kill(project: Project) -> list[str]:
    """Return the candidates that can be read; a journal cut in its last line is mended by the next run."""
    journal = project.journal
    if journal.is_file() and not journal.read_bytes().endswith(b"\n"):
        return []
    return list(loaded(project).watch.candidates)
