"""Incremental writes of a folder (docs tree, overlay): a file is rewritten only where its bytes differ; orphans are removed."""

import os
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pipeline.memory import Memory
from pipeline.writing import replace_if_different

# How many files each processor may have to make while others are read.
_AHEAD = 8


@dataclass(frozen=True)
class Changes:
    """What a write changed, as paths relative to the folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)


@dataclass(frozen=True)
class Later:
    """Bytes still to be made, of plain data: ``run`` may be called in another thread, beside all that the site does."""

    run: Callable[[], bytes]


def bytes_of(made: bytes | Later) -> bytes:
    """Return the bytes, made here where they are still to be."""
    return made.run() if isinstance(made, Later) else made


@dataclass(frozen=True)
class Made:
    """A file that ``make`` gives, from ``inputs`` alone."""

    name: str
    inputs: tuple[object, ...]
    make: Callable[[], bytes | Later]


def write_made(folder: Path, files: Iterable[Made], settings: tuple[object, ...], memory: Memory) -> Changes:
    """Make ``folder`` hold exactly ``files``; an unchanged file is not touched. Dot files are left alone.

    A file that an earlier build made from equal inputs and ``settings`` is not made again, as long as nobody touched it. What comes
    ``Later`` is made by as many threads as there are processors, a few at a time: bytes that wait to be written take memory.
    """
    written: set[str] = set()
    expected: dict[str, None] = {}
    coming: deque[tuple[Made, Future[bytes]]] = deque()
    processors = os.cpu_count() or 1

    def write(file: Made, data: bytes) -> None:
        path = folder / file.name
        if replace_if_different(path, data):
            written.add(file.name)
        memory.keep(str(folder), file.name, (*settings, *file.inputs), file_state(path))

    with ThreadPoolExecutor(processors) as threads:
        try:
            for file in files:
                expected[file.name] = None
                known = memory.known(str(folder), file.name, (*settings, *file.inputs))
                if known is not None and known == file_state(folder / file.name):
                    continue
                made = file.make()
                if not isinstance(made, Later):
                    write(file, made)
                    continue
                coming.append((file, threads.submit(made.run)))
                while coming and (len(coming) > _AHEAD * processors or coming[0][1].done()):
                    waited, future = coming.popleft()
                    write(waited, future.result())
            for waited, future in coming:
                write(waited, future.result())
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            raise
    return Changes(tuple(name for name in expected if name in written), remove_orphans(folder, {*expected}))


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
