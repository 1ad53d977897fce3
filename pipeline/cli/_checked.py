"""What is wrong in the content, as the last check found it when nothing has changed since. Quick to import."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import cast

from pipeline.fingerprints import fingerprint, register_fingerprint
from pipeline.kept import CHECKED, kept_memory, leave, shelf_of
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic

_REPORT = "rapport"


@dataclass(frozen=True)
class Found:
    """Everything that a check found, sorted by file and line, and the site's address, None while it is not set."""

    diagnostics: tuple[Diagnostic, ...]
    address: str | None


def checked(project: Project, today: date) -> Found:
    """Return what a check of everything finds on ``today``."""
    shelf, inputs = shelf_of(project), _inputs(project, today)
    kept = shelf.load(_REPORT)
    if kept is not None:
        before, known = cast(tuple[str, Found], kept[0])
        if before == inputs:
            return known
    from pipeline.cli._shared import site_address
    from pipeline.rules.run import check

    memory = kept_memory(shelf, CHECKED)
    report = check(project, today, memory)
    found = Found(report.diagnostics, site_address(report))
    if _inputs(project, today) == inputs:  # nobody wrote meanwhile
        shelf.save(_REPORT, (inputs, found))
    leave(shelf, CHECKED, memory)
    return found


def _inputs(project: Project, today: date) -> str:
    """Return a hash of all that a check looks at."""
    parts = (fingerprint(project, drafts=False), register_fingerprint(project), today.isoformat())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
