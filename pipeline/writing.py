"""Files written in one step: whoever reads one, or is killed while writing, meets the old one or the new one, whole.

What the disk refuses (full, a quota, an error) leaves nothing half-written behind: OSError, and everything as it was.
"""

from collections.abc import Mapping
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from types import TracebackType


def temporary(path: Path) -> Path:
    """Return what a file is written through, beside it."""
    return path.with_name(f".{path.name}.tmp")


def replace_if_different(path: Path, data: bytes) -> bool:
    """Write ``data`` to ``path`` in one step, only when it holds something else; say whether it was written."""
    with Replacements() as pending:
        try:
            if path.read_bytes() == data:
                return False
        except OSError:
            pending.make_folder(path.parent)
        pending.add(path, data)
        pending.carry_out()
    return True


def replace_all(texts: Mapping[Path, bytes]) -> None:
    """Write several files: every one is whole on the disk before the first takes its place, so that a failed write changes nothing."""
    with Replacements() as pending:
        for path, data in texts.items():
            pending.add(path, data)
        pending.carry_out()


class Replacements:
    """Files that take their places together, once every one is whole on the disk beside its place; else none does.

    A context manager: what ``carry_out`` has not put in place when it ends is removed, with the folders made for it.
    """

    def __init__(self) -> None:
        self._pending: dict[Path, Path] = {}
        self._folders: list[Path] = []

    def __enter__(self) -> "Replacements":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        for written in self._pending.values():
            with suppress(OSError):
                written.unlink()
        for folder in reversed(self._folders):
            with suppress(OSError):  # something is in it now
                folder.rmdir()

    def make_folder(self, folder: Path) -> None:
        """Make a folder, and those above it, for files to come."""
        missing = list(takewhile(lambda one: not one.is_dir(), (folder, *folder.parents)))
        for one in reversed(missing):
            one.mkdir(exist_ok=True)
            self._folders.append(one)

    def add(self, path: Path, data: bytes) -> None:
        """Write ``data`` beside ``path``, whose folder must be there."""
        written = temporary(path)
        self._pending[path] = written
        written.write_bytes(data)

    def carry_out(self) -> None:
        """Put every file in its place, in the order in which they were added."""
        for path in list(self._pending):
            self._pending[path].replace(path)
            del self._pending[path]
        self._folders.clear()
