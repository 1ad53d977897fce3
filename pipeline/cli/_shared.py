"""What commands read of the content before they write anything from it."""

import sys
from collections.abc import Callable

from rich.console import Console

from pipeline.cli._french import build_day
from pipeline.content.catalogue import Catalogue
from pipeline.project import Project
from pipeline.rules.run import Report, check
from pipeline.terminal.report import print_text


def read_catalogue(project: Project) -> Catalogue:
    """Return what was read; nothing is written from content that has errors."""
    report = check(project, build_day())
    blocking = report.blocking()
    if report.catalogue is None or blocking:
        print_text(blocking or report.diagnostics, sys.stderr, project, address=site_address(report))
        print("Rien n’est écrit\u00a0: corrigez d’abord ces erreurs.", file=sys.stderr)
        sys.exit(1)
    return report.catalogue


def site_address(report: Report) -> str | None:
    """Return the site's address, or None while it is « à compléter »."""
    return report.catalogue.organisation.adresse if report.catalogue else None


class progress:  # noqa: N801 (used as a function)
    """Show the current step while it lasts: a moving line on a terminal, one line a step elsewhere."""

    def __enter__(self) -> Callable[[str], None]:
        console = Console(stderr=True)
        self._status = console.status("Passerelle") if console.is_terminal else None
        if self._status is None:
            return lambda name: print(f"… {name}", file=sys.stderr, flush=True)
        self._status.start()
        status = self._status
        return status.update

    def __exit__(self, *_: object) -> None:
        if self._status is not None:
            self._status.stop()
