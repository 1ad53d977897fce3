"""Pages as they would be, each in one file: built from the content as it is, drafts included, apart from the site."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.content.address_book import page_address
from pipeline.content.catalogue import Catalogue
from pipeline.project import Project
from pipeline.site.build import build_pages
from pipeline.site.preview.standalone import standalone
from pipeline.text.addresses import absolute
from pipeline.text.diagnostics import Diagnostic
from pipeline.writing import replace_if_different


@dataclass(frozen=True)
class Previews:
    """``files``: the file written for each path that has a page; ``without``: the paths that have none; ``blocking``: what stops all."""

    files: Mapping[str, Path]
    without: Sequence[str]
    blocking: Sequence[Diagnostic] = ()


def write_previews(project: Project, paths: Sequence[str], folder: Path, today: date) -> Previews:
    """Write into ``folder`` the page of each of ``paths`` (files as the repository names them); the site itself is not touched.

    Drafts have a page too, unless some draft has errors: then only what would be published has.
    """
    with TemporaryDirectory(prefix="passerelle-") as name:
        copy = _copy(project, Path(name))
        built = build_pages(copy, today, drafts=True)
        if built.prepared is not None and built.prepared.blocking:
            built = build_pages(copy, today)
        if built.prepared is None or built.prepared.blocking:
            return Previews({}, (), built.prepared.blocking if built.prepared else ())
        catalogue = built.prepared.index.catalogue
        addresses = {
            path: address for path in paths if (address := _address(catalogue, path)) and (copy.site / address / "index.html").is_file()
        }
        links = {address: _file_name(address) for address in addresses.values()}
        files: dict[str, Path] = {}
        for path, address in addresses.items():
            text = standalone(copy.site, address, links, lambda other: absolute(catalogue.organisation.adresse, other))
            files[path] = folder / links[address]
            replace_if_different(files[path], text.encode())
        return Previews(files, tuple(path for path in paths if path not in files))


def _copy(project: Project, root: Path) -> Project:
    for folder in (project.content, project.research, project.templates):
        if folder.is_dir() and project.own(folder):
            shutil.copytree(folder, root / folder.relative_to(project.root), symlinks=True)
    if project.own(project.mkdocs_config):
        shutil.copy(project.mkdocs_config, root)
    copy = Project(root)
    copy.docs.mkdir(parents=True)
    return copy


def _address(catalogue: Catalogue, path: str) -> str | None:
    """Return the address of the page that shows the file ``path``: its own, or its source's for a reading note."""
    for document in catalogue.documents:
        if document.source.path == path:
            return page_address(document)
    note = next((note for note in catalogue.notes.values() if note.source.path == path), None)
    return f"references/{note.key}/" if note else None


def _file_name(address: str) -> str:
    return f"{address.strip('/').replace('/', '-')}.html"
