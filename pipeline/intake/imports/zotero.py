"""A Zotero group library, read by Zotero's public API (version 3); each time, only what changed since the last.

https://www.zotero.org/support/dev/web_api/v3/syncing: ``Last-Modified-Version`` is the version of the library; ``since`` asks what changed
after one; an unchanged library answers 304 to ``If-Modified-Since-Version``.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path

from pipeline.intake.imports.csl import csl_entry
from pipeline.intake.imports.entries import ReferenceEntry
from pipeline.intake.told import GatherError
from pipeline.intake.web.client import NoAnswerError, Web
from pipeline.project import Project
from pipeline.writing import replace_if_different

ZOTERO = "https://api.zotero.org"
PAGE = 100
MAX_ITEMS = 5_000
_NOT_WORKS = frozenset(("attachment", "note", "annotation"))


@dataclass(frozen=True, slots=True)
class ZoteroLibrary:
    """What is known of a group: the version last read, and our key of each of its items by Zotero's."""

    version: int = 0
    keys: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changed:
    """What a group holds that is new, and our keys of the items that changed since they were imported."""

    version: int
    entries: tuple[ReferenceEntry, ...]
    edited: tuple[str, ...]


def changed_since(group: str, library: ZoteroLibrary, web: Web, base: str = ZOTERO) -> Changed:
    """Return what changed in the group since ``library``; the origin of each entry is Zotero's key. Raise GatherError without an answer."""
    if not re.fullmatch(r"[0-9]{1,11}", group):
        raise GatherError("le groupe Zotero se donne par son numéro : celui qui suit « groups/ » dans l’adresse de sa page.")
    entries: list[ReferenceEntry] = []
    edited: list[str] = []
    version, start = None, 0
    while True:
        params = {
            "format": "json",
            "include": "csljson",
            "since": str(library.version),
            "limit": str(PAGE),
            "start": str(start),
            "sort": "dateAdded",
            "direction": "asc",
        }
        headers = (
            {"Zotero-API-Version": "3", "If-Modified-Since-Version": str(library.version)}
            if start == 0 and library.version
            else {"Zotero-API-Version": "3"}
        )
        try:
            answer = web.get(f"{base}/groups/{group}/items/top", params, headers)
        except NoAnswerError as error:
            raise GatherError(f"{error}.") from error
        if answer.status == HTTPStatus.NOT_MODIFIED:
            return Changed(library.version, (), ())
        if answer.status in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND):
            raise GatherError(
                f"le groupe Zotero {group} n’existe pas, ou n’est pas public. Rendez sa bibliothèque lisible par tous, ou exportez-la."
            )
        items, seen, total = _items(answer.status, answer.body, answer.headers)
        if version is not None and seen != version:
            raise GatherError("la bibliothèque Zotero a changé pendant la lecture. Relancez la commande.")
        version = seen
        for item in items:
            _take(item, library, entries, edited)
        start += PAGE
        if start >= min(total, MAX_ITEMS) or not items:
            return Changed(version, tuple(entries), tuple(sorted(edited)))


def _items(status: int, body: bytes, headers: Mapping[str, str]) -> tuple[list[dict[str, object]], int, int]:
    """Return the items of one answer, the version of the library and its number of items."""
    try:
        items = json.loads(body) if status == HTTPStatus.OK else None
        version, total = int(headers["last-modified-version"]), int(headers.get("total-results", "0"))
    except (ValueError, KeyError, RecursionError):
        items = None
    if not isinstance(items, list):
        raise GatherError("la réponse de Zotero ne se lit pas; réessayez plus tard.")
    return [item for item in items if isinstance(item, dict)], version, total


def _take(item: Mapping[str, object], library: ZoteroLibrary, entries: list[ReferenceEntry], edited: list[str]) -> None:
    key, described = str(item.get("key", "")), item.get("csljson")
    data = item.get("data")
    if not isinstance(described, dict) or (isinstance(data, dict) and data.get("itemType") in _NOT_WORKS):
        return
    if key in library.keys:
        edited.append(library.keys[key])
        return
    entries.append(replace(csl_entry(described), origin=key))


def read_library(project: Project, group: str) -> ZoteroLibrary:
    """Return what the project knows of a group; nothing when its file is not there or cannot be read: then all is read anew."""
    known = _read(_path(project)).get(group)
    if not isinstance(known, dict) or not isinstance(known.get("version"), int) or not isinstance(known.get("references"), dict):
        return ZoteroLibrary()
    return ZoteroLibrary(known["version"], {str(theirs): str(ours) for theirs, ours in known["references"].items()})


def keep_library(project: Project, group: str, library: ZoteroLibrary) -> None:
    """Keep what is known of a group, sorted, so that two branches merge."""
    groups = _read(_path(project)) | {group: {"version": library.version, "references": dict(library.keys)}}
    replace_if_different(_path(project), (json.dumps(groups, indent=1, sort_keys=True) + "\n").encode())


def _path(project: Project) -> Path:
    return project.research / "veille" / "zotero.json"


def _read(path: Path) -> dict[str, object]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
