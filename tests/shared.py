"""What the run of the tests makes once for all its processes."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder ``name`` of this run: the first process to ask makes it, the others wait for it. Nobody changes it afterwards.

    What failed in one process is tried again by the next, in a folder of its own.
    """
    base = factory.getbasetemp()
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base  # each process has a folder in that of the run
    done = run / f"commun-{name}.fait"
    with (run / f"commun-{name}.verrou").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.is_file():
            folder = factory.mktemp(f"commun-{name}")
            make(folder)
            done.write_text(str(folder), encoding="utf-8")
        return Path(done.read_text(encoding="utf-8"))
