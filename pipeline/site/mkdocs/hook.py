"""Makes plain ``mkdocs build`` and ``mkdocs serve`` give the same pages as ``passerelle construire``."""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from pipeline.content.catalogue import Catalogue
from pipeline.edition.register import record
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.site.build import files_laid_over, finish, forget_state, prepare
from pipeline.site.build_lock import BuildLock
from pipeline.site.mkdocs.driver import apply_settings
from pipeline.site.search.pagefind_index import INDEXES, SEARCH, index_search
from pipeline.terminal.report import print_text
from pipeline.text.build_day import today_for_build
from pipeline.writing import replace_if_different


@dataclass
class _Run:
    """One run of MkDocs, between its events: MkDocs tells a hook its command at the start, and nowhere else."""

    command: str = "build"
    catalogue: Catalogue | None = None
    memory: Memory = field(default_factory=Memory)
    lock: BuildLock | None = None


_run = _Run()


def on_startup(*, command: str, **_: Any) -> None:
    """Remember which command runs."""
    _run.command = command


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the content and write the docs tree; stop before anything is cleaned when there are errors."""
    project = _project(config)
    if _run.command == "build":
        # Until MkDocs is done; where it stops before, its process ends, and the lock with it.
        _run.lock = BuildLock(project.build, lambda told: print(f"… {told}", file=sys.stderr, flush=True))
        _run.lock.take()
    prepared = prepare(project, today_for_build(), memory=_run.memory)
    if prepared.blocking:
        print_text(prepared.blocking, sys.stderr, project)
        raise Abort("Le contenu a des erreurs; rien n’a été changé.")
    if _run.command == "build":
        forget_state(project)  # this run replaces what « passerelle construire » remembers having made
    _run.catalogue = prepared.index.catalogue
    apply_settings(config, _run.catalogue.organisation, prepared.navigation)
    # The reloading script that MkDocs adds to each page is inline: the page's policy would refuse it.
    config.extra["sans_politique"] = _run.command == "serve"
    return config


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Watch what people write, not only the tree made from it."""
    project = _project(config)
    for folder in (project.content, project.research, project.templates):
        server.watch(str(folder))
    return server


def on_post_build(config: MkDocsConfig) -> None:
    """Add the search index and, after a build, move the result into ``site/``."""
    project = _project(config)
    if _run.command == "build" and Path(config.site_dir) == project.staging:
        finish(project, _run.memory)
        if _run.catalogue is not None:
            record(_run.catalogue, today_for_build())
    else:
        _overlay(files_laid_over(project), Path(config.site_dir))
        for index in INDEXES.values():
            index_search(Path(config.site_dir), Path(config.site_dir, SEARCH, index.folder), index)
    if _run.lock is not None:
        _run.lock.release()


def _project(config: MkDocsConfig) -> Project:
    return Project(Path(config.config_file_path or "mkdocs.yml").resolve().parent)


def _overlay(files: dict[str, str], site: Path) -> None:
    """Add ``files`` (the path of each, by its name in the site), which MkDocs does not make, to a site that it serves itself."""
    for name, path in files.items():
        replace_if_different(site / name, Path(path).read_bytes())
