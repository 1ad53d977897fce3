"""Files of the site that MkDocs does not make: kept beside its output, and laid over it when the site is put in place."""

from pathlib import Path

from pipeline.writing import replace_if_different


def lay_over(files: dict[str, str], site: Path) -> None:
    """Add ``files`` (the path of each, by its name in the site) to a site that MkDocs serves itself."""
    for name, path in files.items():
        replace_if_different(site / name, Path(path).read_bytes())
