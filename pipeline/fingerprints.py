"""Hashes of what a result is made from: the files of a site, the code, the versions of the packages."""

import hashlib
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from pipeline.project import Project

_CODE = (".py", ".csl", ".json")


def fingerprint(project: Project, *, drafts: bool, shared: str | None = None) -> str:
    """Return a hash of everything that the site is made from; ``shared`` is its ``shared_fingerprint``, if known."""
    digest = hashlib.sha256((shared or shared_fingerprint(project)).encode())
    digest.update(str(drafts).encode())
    add_folder(digest.update, project.content, but=[path.name for path in project.kept_files])
    add_folder(digest.update, project.research)
    return digest.hexdigest()


def shared_fingerprint(project: Project) -> str:
    """Return a hash of what every page depends on: theme, settings, council, code, versions."""
    digest = hashlib.sha256(code_fingerprint().encode())
    add_folder(digest.update, project.templates)
    for path in (project.mkdocs_config, project.content / "organisme.yml"):
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def register_fingerprint(project: Project) -> str:
    """Return a hash of what the build keeps in ``content/``: someone may take a line back."""
    digest = hashlib.sha256()
    for path in project.kept_files:
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


@cache
def code_fingerprint() -> str:
    """Return a hash of this package's code, as this process began with it, of Python and of the installed packages, with their versions."""
    digest = hashlib.sha256(f"{sys.implementation.cache_tag} {sys.version}\n{_packages()}".encode())
    add_folder(digest.update, Path(__file__).parent, suffixes=_CODE)
    return digest.hexdigest()


@cache
def _packages() -> str:
    """Return the names of the folders in which installers say what is there (« mkdocs-1.6.1.dist-info »): one question to the disk."""
    found: set[str] = set()
    for place in sys.path:
        with suppress(OSError):  # not a folder
            found.update(name for name in os.listdir(place or ".") if name.endswith((".dist-info", ".egg-info")))
    return "\n".join(sorted(found))


def add_folder(update: Callable[[bytes], object], folder: Path, *, suffixes: tuple[str, ...] = ("",), but: Iterable[str] = ()) -> None:
    """Give ``update`` the name of each folder and file under ``folder``, where each link leads, and the bytes of each file.

    Only files whose names end with one of ``suffixes``; none of the names of ``but``. What cannot be read counts by its name.
    """
    left_out = frozenset(but)
    start = len(str(folder)) + 1
    for current, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted([*names, *folders]):
            if not name.endswith(suffixes) or name in left_out:
                continue
            path = f"{current}/{name}"
            update(f"{path[start:]}\0".encode(errors="surrogateescape"))
            if os.path.islink(path):
                update(f"{Path(path).readlink()}\0".encode(errors="surrogateescape"))
            if Path(path).is_file():
                update(_bytes_hash(path))


def _bytes_hash(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 (asked of every file of a site, where a Path costs more)
            return hashlib.sha256(file.read()).digest()
    except OSError:
        return b"unreadable"
