"""The whole site as a branch of the repository would make it: its content, as data, by the code and templates of this copy."""

import io
import os
import shutil
import subprocess
import tarfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.content.catalogue import load_catalogue
from pipeline.project import Project
from pipeline.site.build import Built, build
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.typographic import typographic
from pipeline.writing import replace_if_different

_NO_INDEX = '<meta name="robots" content="noindex">'
_STYLE = "<style>.p-apercu { padding: 0.75rem 1rem; border-bottom: 2px solid; font-weight: 600; text-align: center; }</style>"
_NOTICE = '<aside class="p-apercu" aria-label="Aperçu">Aperçu de la demande {number} : rien de ce qui a changé ici n’est publié.</aside>'


def preview_address(number: int) -> str:
    """Return the address, in the published site, of the preview of a pull request."""
    return f"apercu/{number}/"


def write_site_preview(
    project: Project, commit: str, number: int, work: Path, folder: Path, today: date, *, drafts: bool = False
) -> Sequence[Diagnostic]:
    """Build in ``work`` the site that ``commit`` would give and put it in ``folder``; return what blocks it, then nothing is put there.

    Of the commit come « content » and « research_notes », plain files only: none of its code runs. Each page says that it is a preview
    of the pull request ``number``, and asks not to be indexed. With ``drafts``, those that the commit adds or changes are shown too, when
    they have no error; never those of others. Raises ``CalledProcessError`` when the commit is not in the repository.
    """
    _take(project, commit, work)
    copy = Project(work)
    if project.own(project.templates):
        _copy_over(project.templates, work / "site_templates")
    if project.own(project.mkdocs_config):
        shutil.copy2(project.mkdocs_config, work / "mkdocs.yml")
    copy.docs.mkdir(parents=True, exist_ok=True)
    built = _with_its_drafts(project, copy, today) if drafts else None
    if built is None:
        _take(project, commit, work)
        built = build(copy, today)
    if built.prepared is not None and built.prepared.blocking:
        return built.prepared.blocking
    _copy_over(copy.site, folder)
    (folder / "sitemap.xml").unlink(missing_ok=True)
    for page in folder.rglob("*.html"):
        replace_if_different(page, _marked(page.read_text(encoding="utf-8"), number).encode())
    return ()


def _with_its_drafts(project: Project, copy: Project, today: date) -> Built | None:
    """Build with the drafts of the request, those that are here too left out; None when something there has errors."""
    for path in _drafts_of(project) & _drafts_of(copy):
        if (project.root / path).read_bytes() == (copy.root / path).read_bytes():
            (copy.root / path).unlink()
    built = build(copy, today, drafts=True)
    return None if built.prepared is not None and built.prepared.blocking else built


def _drafts_of(project: Project) -> set[str]:
    catalogue = load_catalogue(project, [])
    return {document.source.path for document in catalogue.documents if document.draft} if catalogue is not None else set()


def _take(project: Project, commit: str, work: Path) -> None:
    """Put the content of ``commit`` in ``work``, and nothing that was there before."""
    folders = [folder.name for folder in (project.content, project.research)]
    archive = subprocess.run(
        [shutil.which("git") or "git", "archive", "--format=tar", commit, "--", *folders], cwd=project.root, capture_output=True, check=True
    ).stdout
    for name in folders:
        shutil.rmtree(work / name, ignore_errors=True)
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for member in files:
            target = Path(os.path.normpath(work / member.name))
            if not member.isfile() or not any(target.is_relative_to(work / name) for name in folders):
                continue  # a link could show a file of the machine
            target.parent.mkdir(parents=True, exist_ok=True)
            content = files.extractfile(member)
            target.write_bytes(content.read() if content else b"")


def _copy_over(source: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)


def _marked(page: str, number: int) -> str:
    """Return a page that says what it is; one without a head or a body, as a widget's redirection, keeps what it has."""
    head, found, rest = page.partition("<head>")
    page = f"{head}{found}{_NO_INDEX}{_STYLE}{rest}" if found else page
    start = page.find("<body")
    end = page.find(">", start) + 1
    return page[:end] + typographic(_NOTICE.format(number=number)) + page[end:] if start >= 0 else page
