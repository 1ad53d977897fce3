"""What commands read of the content before they write anything from it."""

import sys

from pipeline.catalogue.loader import Catalogue
from pipeline.catalogue.project import Project
from pipeline.checks.run import Report, check
from pipeline.cli_french import build_day
from pipeline.report import print_text


def read_catalogue(project: Project, replaced: str | None = None) -> Catalogue:
    """Return what was read; nothing is written from content that has errors, but for those of the file that is to be ``replaced``."""
    report = check(project, build_day())
    blocking = tuple(one for one in report.blocking() if one.place.path != replaced)
    if report.catalogue is None or blocking:
        print_text(blocking or report.diagnostics, sys.stderr, project, address=site_address(report))
        print("Rien n’est écrit\u00a0: corrigez d’abord ces erreurs.", file=sys.stderr)
        sys.exit(1)
    return report.catalogue


def site_address(report: Report) -> str | None:
    """Return the site's address, or None while it is « à compléter »."""
    return report.catalogue.organisation.adresse if report.catalogue else None
