"""The docs tree on disk: rewritten only where bytes differ, orphans removed."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Changes:
    """What a write changed, as paths relative to the folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)


def write_tree(folder: Path, files: Iterable[tuple[str, str]]) -> Changes:
    """Make ``folder`` hold exactly ``files`` (path, text); an unchanged file is not touched. Dot files are left alone."""
    written: list[str] = []
    expected: set[str] = set()
    for name, text in files:
        expected.add(name)
        if replace_if_different(folder / name, text.encode()):
            written.append(name)
    removed = remove_orphans(folder, expected)
    return Changes(tuple(written), removed)


def replace_if_different(path: Path, data: bytes) -> bool:
    """Write ``data`` to ``path`` in one step, only when it holds something else; say whether it was written."""
    try:
        if path.read_bytes() == data:
            return False
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_bytes(data)
    temporary.replace(path)
    return True


def remove_orphans(folder: Path, expected: set[str]) -> tuple[str, ...]:
    """Remove files of ``folder`` that are not ``expected``, then the folders left empty; return what was removed."""
    removed: list[str] = []
    for current, _, names in os.walk(folder, topdown=False):
        for name in names:
            path = Path(current, name)
            relative = path.relative_to(folder).as_posix()
            if relative not in expected and (not name.startswith(".") or name.endswith(".tmp")):
                path.unlink()
                removed.append(relative)
        if Path(current) != folder and not os.listdir(current):
            Path(current).rmdir()
    return tuple(sorted(removed))
