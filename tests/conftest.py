"""The day of every test, and what the run of the tests prints at its end."""

import getpass
import os
import tempfile
from itertools import chain

import pytest
from hypothesis import settings

from tests.marks import mark
from tests.memory_folder import memory_folder
from tests.support import DAY, LONG, REPOSITORY, TABLE

# The built sites, which tests of several rooms read.
pytest_plugins = ["tests.site.fixtures"]

# Before any test or fixture, and in each process of pytest-xdist: the commands and MkDocs read the day here, child processes inherit it.
os.environ.update(DAY)
# Tens of thousands of small files, read once: on a disk, they are a twelfth of what a run takes. Who names a folder (TMPDIR) keeps it.
if "TMPDIR" not in os.environ and (folder := memory_folder()):
    os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = None  # what was found before is asked again
# What processes leave each other is signed with a key of the tests' own (``pipeline.kept``), outside every site that they build.
os.environ["XDG_STATE_HOME"] = os.path.join(tempfile.gettempdir(), f"passerelle-essais-{getpass.getuser()}")  # noqa: PTH118
# Child processes run this repository's package, in whichever folder.
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(REPOSITORY), os.environ.get("PYTHONPATH"))))

# The ordinary run draws the same inputs each time: what a draw finds is found by who runs the tests at length, not by who happens to push.
settings.register_profile("ordinary", derandomize=not LONG)
settings.load_profile("ordinary")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the tables that tests gave: from a worker of pytest-xdist, nothing else reaches the terminal."""
    for name, text in chain.from_iterable(report.user_properties for report in terminalreporter.getreports("passed")):
        if name == TABLE:
            terminalreporter.write_line(f"\n{text}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what waits for a site or for a browser: `make test-vite` leaves it out."""
    for item in items:
        if isinstance(item, pytest.Function):
            mark(item)
