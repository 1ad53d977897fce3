"""What commands share: the content that they read, or why it cannot be."""

import sys
from collections.abc import Collection
from typing import NoReturn

from pipeline.cli._french import build_day
from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.project import Project
from pipeline.rules.run import Report, check
from pipeline.terminal.report import print_text
from pipeline.terminal.say import say
from pipeline.text.diagnostics import Diagnostic


def stop(faults: Collection[Diagnostic], project: Project, address: str | None = None) -> NoReturn:
    """Tell the faults of the content of which nothing can be made, and end with the exit code 1."""
    print_text(sorted(faults, key=Diagnostic.sort_key), sys.stderr, project, address=address)
    say("Rien n’a été fait : corrigez d’abord ces erreurs.", file=sys.stderr)
    sys.exit(1)


def load_or_stop(project: Project, found: list[Diagnostic]) -> Catalogue:
    """Return what can be read, and put the faults of the rest in ``found``; without the council's own data, nothing can be."""
    catalogue = load_catalogue(project, found)
    if catalogue is None:
        stop(found, project)
    return catalogue


def check_or_stop(project: Project, replaced: str | None = None) -> Catalogue:
    """Return what was read and checked; nothing is made from content with errors, but for those of drafts and of the file ``replaced``."""
    report = check(project, build_day())
    blocking = tuple(one for one in report.blocking() if one.place.path != replaced)
    if report.catalogue is None or blocking:
        stop(blocking or report.diagnostics, project, site_address(report))
    return report.catalogue


def site_address(report: Report) -> str | None:
    """Return the site's address, or None while it is not set."""
    return report.catalogue.organisation.adresse if report.catalogue else None
