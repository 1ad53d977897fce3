"""Incremental writes of a folder (docs tree, overlay): a file is rewritten only where its bytes differ; orphans are removed."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.memory import Memory
from pipeline.writing import replace_if_different


@dataclass(frozen=True)
class Changes:
    """What a write changed, as paths relative to the folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)


@dataclass(frozen=True)
class Made:
    """A file that ``make`` gives, from ``inputs`` alone."""

    name: str
    inputs: tuple[object, ...]
    make: Callable[[], bytes]


def write_made(folder: Path, files: Iterable[Made], settings: tuple[object, ...], memory: Memory) -> Changes:
    """Make ``folder`` hold exactly ``files``; an unchanged file is not touched. Dot files are left alone.

    A file that an earlier build of this process made from equal inputs and ``settings`` is not made again, as long as nobody touched it.
    """
    written: list[str] = []
    expected: set[str] = set()
    for file in files:
        path = folder / file.name
        expected.add(file.name)

        def make(file: Made = file, path: Path = path) -> FileState | None:
            if replace_if_different(path, file.make()):
                written.append(file.name)
            return file_state(path)

        made = memory.recall(str(folder), file.name, (*settings, *file.inputs), make)
        if made != file_state(path):
            memory.forget(str(folder), file.name)
            memory.recall(str(folder), file.name, (*settings, *file.inputs), make)
    return Changes(tuple(written), remove_orphans(folder, expected))


FileState = tuple[int, int, int]


def file_state(path: str | Path) -> FileState | None:
    """Return the state by which a write is seen: inode, mtime (ns), size (bytes); None when there is no file."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def files_under(folder: Path) -> dict[str, str]:
    """Return the files under ``folder``, sorted: the path of each, by its path relative to the folder."""
    found: list[tuple[str, str]] = []
    start = len(str(folder)) + 1
    for current, _, names in os.walk(folder):
        found += [(f"{current}/{name}"[start:], f"{current}/{name}") for name in names]
    return dict(sorted(found))


def remove_orphans(folder: Path, expected: set[str]) -> tuple[str, ...]:
    """Remove files of ``folder`` that are not ``expected``, then the folders left empty; return what was removed."""
    removed: list[str] = []
    start = len(str(folder)) + 1
    for current, folders, names in os.walk(folder, topdown=False):
        left = len(names)
        for name in names:
            relative = f"{current}/{name}"[start:]
            if relative not in expected and (not name.startswith(".") or name.endswith(".tmp")):
                Path(current, name).unlink()
                removed.append(relative)
                left -= 1
        if not left and len(current) >= start and not (folders and os.listdir(current)):
            Path(current).rmdir()
    return tuple(sorted(removed))
