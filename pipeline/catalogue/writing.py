"""Files written in one step: whoever reads one, or is killed while writing, meets the old one or the new one, whole."""

from collections.abc import Mapping
from pathlib import Path


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


def replace_all(texts: Mapping[Path, bytes]) -> None:
    """Write several files: every one is whole on the disk before the first takes its place, so that what fails to be written changes nothing."""
    temporaries: dict[Path, Path] = {}
    try:
        for path, data in texts.items():
            temporaries[path] = path.with_name(f".{path.name}.tmp")
            temporaries[path].write_bytes(data)
    except OSError:
        for temporary in temporaries.values():
            temporary.unlink(missing_ok=True)
        raise
    for path, temporary in temporaries.items():
        temporary.replace(path)
