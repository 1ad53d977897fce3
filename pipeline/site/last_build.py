"""What the last build of a site knew, in a small file, and whether anything has changed since.

Quick to import: a build may have nothing to do.
"""

import hashlib
import json
import os
from datetime import date

from pipeline.edition.docs_tree import files_under
from pipeline.fingerprints import fingerprint, register_fingerprint
from pipeline.project import Project
from pipeline.writing import replace_if_different

_STATE = "etat.json"


class State:
    """What the last build knew; an unreadable file knows nothing."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._path = project.build / _STATE

    def read(self, key: str) -> str | None:
        """Return what it knew under that key, or None."""
        return self.values().get(key)

    def values(self) -> dict[str, str]:
        """Return all that it knew."""
        try:
            values = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {key: value for key, value in values.items() if isinstance(value, str)} if isinstance(values, dict) else {}

    def write(self, values: dict[str, str]) -> None:
        """Keep ``values`` for the next build."""
        replace_if_different(self._path, json.dumps(values, indent=1, sort_keys=True).encode())

    def forget(self) -> None:
        """Make the next build trust nothing of what was built before."""
        self._path.unlink(missing_ok=True)

    def holds(self, today: date, inputs: str) -> bool:
        """Say whether the site is still what would be made on ``today`` of what has the fingerprint ``inputs``."""
        values = self.values()
        first, last = values.get("from"), values.get("until")
        same = values.get("inputs") == inputs and values.get("register") == register_fingerprint(self._project)
        on_its_day = first is not None and last is not None and first <= today.isoformat() < last
        return same and on_its_day and (self._project.site / "index.html").is_file()

    @property
    def untouched(self) -> bool:
        """True when nobody has changed the files of ``site/`` since."""
        return self.read("site") == site_fingerprint(self._project)


def nothing_to_do(project: Project, today: date, *, drafts: bool) -> bool:
    """Say whether a build would change nothing at all."""
    state = State(project)
    return state.read("inputs") is not None and state.holds(today, fingerprint(project, drafts=drafts)) and state.untouched


def site_fingerprint(project: Project) -> str:
    """Return a hash of the names, sizes and times of the files of ``site/``: what someone wrote over has another time."""
    digest = hashlib.sha256()
    for name, path in files_under(project.site).items():
        if not name.rpartition("/")[2].startswith("."):
            status = os.stat(path)
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()
