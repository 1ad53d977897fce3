"""What the repository remembers of a request: its texts as the form last gave them, so that what people wrote since is told apart.

Kept in ``research_notes/formulaires/<numéro>.json``, with the request's branch; nothing of it is published.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.project import Project
from pipeline.text.files import MAX_BYTES
from pipeline.text.words import SLUG
from pipeline.writing import replace_if_different

# The only places where a form writes.
PATH = re.compile(rf"(?:content/(?:fiches|activites|initiatives)|research_notes/notes)/{SLUG.pattern}\.md")

# Where the numbers of requests that came by e-mail begin.
BY_POST = 9_000_001


@dataclass(frozen=True)
class LedgerEntry:
    """The request ``number``, first read on ``day``: ``files`` as the form last gave them, by path.

    ``keys`` are those of its sources, by their number in the form; ``additions`` the files of others to which it only added; ``entry``
    the line that it put under ``corrections:``.
    """

    number: int
    day: date
    kind: str = ""
    main: str | None = None
    files: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    additions: tuple[str, ...] = ()
    entry: str = ""


def trace_path(project: Project, number: int) -> Path:
    """Return where the trace of a request is kept."""
    return project.research / "formulaires" / f"{number}.json"


def free_number(project: Project) -> int:
    """Return the number of a request that came by no form of GitHub's: the first that is free, far from those of its issues."""
    number = BY_POST
    while trace_path(project, number).exists():
        number += 1
    return number


def read_trace(project: Project, number: int, today: date) -> LedgerEntry:
    """Return the trace of a request; an empty one of ``today`` when there is none, or none that can be trusted."""
    path = trace_path(project, number)
    try:
        if path.is_symlink() or path.stat().st_size > MAX_BYTES:
            return LedgerEntry(number, today)
        return _trace(number, json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return LedgerEntry(number, today)


def _trace(number: int, data: dict[str, Any]) -> LedgerEntry:
    files = {path: text for path, text in data["fichiers"].items() if PATH.fullmatch(path) and isinstance(text, str)}
    main = data["principal"] if data["principal"] in files else None
    keys = {number: key for number, key in data["cles"].items() if SLUG.fullmatch(key)}
    additions = tuple(path for path in data["ajouts"] if path in files)
    return LedgerEntry(
        number=number,
        day=date.fromisoformat(data["jour"]),
        kind=str(data["formulaire"]),
        main=main,
        files=files,
        keys=keys,
        additions=additions,
        entry=str(data["correction"]),
    )


def write_trace(project: Project, trace: LedgerEntry) -> None:
    """Keep the trace of a request."""
    data = {
        "formulaire": trace.kind,
        "jour": trace.day.isoformat(),
        "principal": trace.main,
        "cles": trace.keys,
        "ajouts": sorted(trace.additions),
        "correction": trace.entry,
        "fichiers": trace.files,
    }
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
    replace_if_different(trace_path(project, trace.number), f"{text}\n".encode())
