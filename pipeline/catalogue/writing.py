"""Files written in one step: whoever reads one, or is killed while writing, meets the old one or the new one, whole."""

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
