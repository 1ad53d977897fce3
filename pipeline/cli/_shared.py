"""What commands share: the content that they read, or why it cannot be; what a person names and answers."""

import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NoReturn

import click

from pipeline.cli._french import build_day
from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.project import Project
from pipeline.rules.run import Report, check
from pipeline.terminal.report import print_text
from pipeline.terminal.say import say
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.typographic import typographic
from pipeline.text.words import nearest


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


def resolved(project: Project, path: Path) -> Path:
    """Return the file or folder that a person named, from where they are or from --racine."""
    return path.resolve() if path.exists() else (project.root / path).resolve()


def meant(typed: str, names: Iterable[str]) -> str:
    """Return « Vouliez-vous dire… », after a space, when one of the names is near what was typed."""
    near = nearest(typed, names)
    return f" Vouliez-vous dire « {near} »?" if near else ""


def agrees(question: str) -> bool:
    """Ask for a yes on the terminal; nobody there to answer is a no."""
    if not sys.stdin.isatty():
        return False
    try:
        return typed(f"{question} (oui ou non)").strip().lower() in ("o", "oui")
    except click.Abort:
        return False


def typed(question: str) -> str:
    """Return what the person at the terminal answers; the end of the input is click.Abort."""
    try:
        return input(typographic(f"{question} : ", verbatim_quotes=True))
    except EOFError as error:
        raise click.Abort from error


def site_address(report: Report) -> str | None:
    """Return the site's address, or None while it is « à compléter »."""
    return report.catalogue.organisation.adresse if report.catalogue else None
