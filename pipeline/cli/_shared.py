"""What commands read of the content before they write anything from it."""

import sys

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
