"""Files of the site that MkDocs does not make: kept beside its output, and laid over it when the site is put in place."""

from pathlib import Path

from pipeline.catalogue.writing import replace_if_different
from pipeline.publish.docs_tree import files_under


def lay_over(folder: Path, site: Path) -> None:
    """Add the files of ``folder`` to a site that MkDocs serves itself."""
    for name, path in files_under(folder).items():
        replace_if_different(site / name, Path(path).read_bytes())
