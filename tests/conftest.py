"""What the run of the tests prints at its end."""

from itertools import chain

import pytest

from tests.marks import mark
from tests.support import TABLE


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
