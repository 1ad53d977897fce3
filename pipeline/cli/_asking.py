"""What commands ask of the person at the terminal, and make of what is named. Quick to import: nothing of the content is read."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from pipeline.project import Project
from pipeline.text.typographic import typographic
from pipeline.text.words import nearest


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
