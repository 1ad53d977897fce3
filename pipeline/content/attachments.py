"""The files beside a page: those of ``content/outils/<slug>/`` are published next to the tool, as they are.

Only kinds that no browser runs: a page of HTML or an image in SVG may hold a script, and would be of our own site.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic, Place, Rule
from pipeline.text.files import check_file_name

FORMATS = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".odt": "texte OpenDocument",
    ".xlsx": "Excel",
    ".ods": "classeur OpenDocument",
    ".pptx": "PowerPoint",
    ".odp": "présentation OpenDocument",
    ".csv": "CSV",
}
# What a partner on a phone may still be asked to download; 20 million bytes.
MAX_SIZE = 20_000_000
REFUSED = Rule(
    code="W002",
    title="Un fichier d’outil se télécharge sans danger",
    why="Ce qui est à côté d’un outil est publié tel quel : un document, jamais une page ni un programme, et jamais un lien "
    "vers un autre endroit.",
    wrong="content/outils/guide-exemple/guide.html",
    right="content/outils/guide-exemple/guide.pdf",
)


@dataclass(frozen=True)
class Attachment:
    """A file to download: its name, its path from the root, its size in bytes."""

    name: str
    path: str
    size: int

    @property
    def format(self) -> str:
        """What kind of document it is, in words."""
        return FORMATS[Path(self.name).suffix]


def load_attachments(project: Project, folder: Path, slugs: Iterable[str], found: list[Diagnostic]) -> dict[str, tuple[Attachment, ...]]:
    """Return the files of the folder of each of these pages of ``folder``, by name; what cannot be published is told in ``found``."""
    result: dict[str, tuple[Attachment, ...]] = {}
    for slug in slugs:
        own = folder / slug
        if not own.is_dir():
            continue
        names = sorted(os.listdir(own)) if not own.is_symlink() else []
        if own.is_symlink():
            found.append(_refused(project, own, "Ce dossier est un lien vers un autre endroit.", "Copiez-y plutôt les fichiers."))
        kept = (_attachment(project, own / name, found) for name in names if not name.startswith("."))
        if files := tuple(one for one in kept if one is not None):
            result[slug] = files
    return result


def _attachment(project: Project, path: Path, found: list[Diagnostic]) -> Attachment | None:
    if path.is_symlink():
        found.append(_refused(project, path, "Ce fichier est un lien vers un autre endroit.", "Copiez plutôt le fichier."))
        return None
    if not path.is_file() or path.suffix not in FORMATS:
        accepted = ", ".join(FORMATS)
        found.append(_refused(project, path, "Ce fichier n’est pas d’un format accepté.", f"Formats acceptés : {accepted}."))
        return None
    size = path.stat().st_size
    if size > MAX_SIZE:
        message = f"Ce fichier est trop lourd : {size // 1_000_000} Mo."
        found.append(_refused(project, path, message, f"La limite est de {MAX_SIZE // 1_000_000} Mo : allégez-le, ou donnez un lien."))
        return None
    return Attachment(path.name, project.relative(path), size) if check_file_name(project, path, found) else None


def _refused(project: Project, path: Path, message: str, hint: str) -> Diagnostic:
    return Diagnostic(REFUSED, Place(project.relative(path)), message, text=path.name, help=hint)
