"""Files written in one step: whoever reads one, or is killed while writing, meets the old one or the new one, whole."""

from collections.abc import Mapping
from pathlib import Path


def temporary(path: Path) -> Path:
    """Return what a file is written through, beside it."""
    return path.with_name(f".{path.name}.tmp")


def replace_if_different(path: Path, data: bytes) -> bool:
    """Write ``data`` to ``path`` in one step, only when it holds something else; say whether it was written."""
    try:
        if path.read_bytes() == data:
            return False
    except OSError:
        path.parent.mkdir(parents=True, exist_ok=True)
    written = temporary(path)
    written.write_bytes(data)
    written.replace(path)
    return True


def replace_all(texts: Mapping[Path, bytes]) -> None:
    """Write several files: every one is whole on the disk before the first takes its place, so that what fails to be written changes nothing."""
    temporaries: dict[Path, Path] = {}
    try:
        for path, data in texts.items():
            temporaries[path] = temporary(path)
            temporaries[path].write_bytes(data)
    except OSError:
        for written in temporaries.values():
            written.unlink(missing_ok=True)
        raise
    for path, written in temporaries.items():
        written.replace(path)
