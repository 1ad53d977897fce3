"""Pandoc asked once for each document by the whole run of the tests: the sites that they build have nearly all the same canvases."""

import hashlib
import os
import pickle
from collections.abc import Callable
from pathlib import Path

from pipeline.handouts import office
from pipeline.handouts.office import OfficeDraft
from pipeline.project import Project

Converted = dict[OfficeDraft, dict[str, bytes]]


def converting_once(
    convert: Callable[[Project, list[OfficeDraft]], Converted], folder: Path
) -> Callable[[Project, list[OfficeDraft]], Converted]:
    """Return ``convert``, which takes from ``folder`` what any process of the run already made of the same draft and templates."""

    def kept_or_made(project: Project, drafts: list[OfficeDraft]) -> Converted:
        shaped_by = office._seed(project)
        files = {draft: folder / hashlib.sha256(repr((shaped_by, draft)).encode()).hexdigest() for draft in drafts}
        made = convert(project, [draft for draft, path in files.items() if not path.is_file()])
        for draft, one in made.items():
            written = files[draft].with_suffix(f".{os.getpid()}")  # another process may make the same one at the same time
            written.write_bytes(pickle.dumps(one))
            written.replace(files[draft])
        return {draft: made.get(draft) or pickle.loads(path.read_bytes()) for draft, path in files.items()}  # noqa: S301 - written above

    return kept_or_made
