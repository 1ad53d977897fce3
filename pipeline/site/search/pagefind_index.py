"""Pagefind's indexes: one of the pages that readers look for, one of the references, searched on request."""

import gzip
import json
import re
import subprocess
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from pagefind_bin import get_executable

from pipeline.edition.docs_tree import FileState, file_state, files_under, remove_orphans
from pipeline.memory import Memory
from pipeline.site.search.search_entries import ORDER, Tier
from pipeline.site.search.searched_pages import searched_page
from pipeline.writing import replace_if_different

SEARCH = "pagefind"
# How long a running index takes to see that it is to stop.
_LOOK_S = 0.1
_REFERENCES = "references/"
# One language for all pages, of which Pagefind knows no stems: an exact word is told from its family by recherche/moteur.js.
_OPTIONS = ("--force-language", "und", "--quiet")
# Read first by the browser: it names all the others.
_ENTRY = "pagefind-entry.json"
# What our own script loads; the rest is ready-made search boxes, a worker that costs more than it spares, and filters that ours replace.
_LOADED = re.compile(r"(?:fragment|index)/|ordre\.|facettes\.|rangs\.|pagefind\.|pagefind-entry\.|wasm\.")
# How Pagefind's own files begin, once decompressed.
_SIGNATURE = b"pagefind_dcd"


@dataclass(frozen=True)
class SearchIndex:
    """One index, of the pages of references or of all others: its folder under ``pagefind/`` in the site, Pagefind's options."""

    references: bool
    folder: str
    options: tuple[str, ...]

    def holds(self, page: str) -> bool:
        """Say whether the page at that path of the site may be in this index."""
        return page.startswith(_REFERENCES) is self.references


# By folder of the build, the longest to make last: other work goes on beside that one.
# Pages of references have no « data-pagefind-body »: only their own index sees them. What a sheet says of other pages is theirs to be
# found by.
INDEXES = {
    f"{SEARCH}-references": SearchIndex(True, _REFERENCES, ("--root-selector", "#contenu")),
    SEARCH: SearchIndex(
        False, "", ("--exclude-selectors", ".p-related, .p-references, .p-facts, .p-actions, .p-share, .p-cite-as, .p-needs-js")
    ),
}


# What results tell of a page that Pagefind does not keep: its tier, its headings by their id.
_Told: TypeAlias = tuple[int, Mapping[str, str]]


class SearchStoppedError(Exception):
    """A search index was stopped before its end."""


@dataclass(frozen=True)
class KeptPages:
    """Where the pages stay as the indexer read them, from one index to the next, and the ``memory`` of what each was made from."""

    folder: Path
    memory: Memory


@dataclass(frozen=True)
class ReadPages:
    """The pages of one index as the indexer reads them, in ``folder``, and what is ``told`` of each, by the address it will give it."""

    folder: Path
    told: Mapping[str, _Told]


def index_search(site: Path, output: Path, index: SearchIndex) -> None:
    """Write an index of the pages under ``site`` into ``output``: see ``index_pages``."""
    with tempfile.TemporaryDirectory(prefix="pages-") as folder:
        index_pages(read_pages(site, index, KeptPages(Path(folder), Memory())), output, index)


def read_pages(site: Path, index: SearchIndex, kept: KeptPages, stop: threading.Event | None = None) -> ReadPages:
    """Write the pages of an index as the indexer reads them; those ``kept`` that are as they were are not read again.

    Raises ``SearchStoppedError`` as soon as ``stop`` is set.
    """
    told: dict[str, _Told] = {}
    expected: set[str] = set()
    for name, path in files_under(site).items():
        if stop is not None and stop.is_set():
            raise SearchStoppedError
        if not name.endswith("/index.html") or not index.holds(name):
            continue
        make = partial(_write_page, path, kept.folder / name)
        of_page = kept.memory.recall_read(str(kept.folder), name, (file_state(path),), file_state, make)
        if of_page is not None:
            expected.add(name)
            told[f"/{name.removesuffix('index.html')}"] = of_page
    remove_orphans(kept.folder, expected)
    return ReadPages(kept.folder, told)


def index_pages(
    pages: ReadPages, output: Path, index: SearchIndex, stop: threading.Event | None = None, meanwhile: Callable[[], None] = lambda: None
) -> None:
    """Write an index of these pages into ``output``; an empty folder when there is no reference.

    ``meanwhile`` is called while Pagefind works. Raises ``SearchStoppedError`` as soon as ``stop`` is set, and ``CalledProcessError``, with
    what Pagefind said, when it fails.
    """
    output.mkdir(parents=True, exist_ok=True)
    if index.references and not pages.told:
        meanwhile()
        return
    command = [str(get_executable()), "--site", str(pages.folder), "--output-path", str(output), *_OPTIONS, *index.options]
    _run(command, stop, meanwhile)
    _lighten(output, pages.told)


def _write_page(path: str, target: Path) -> tuple[_Told | None, Mapping[Path, FileState | None]]:
    """Write a page as the indexer reads it into ``target``, if it says something of itself to the search.

    Returns what is told of it, None when it says nothing, and the state of what was written.
    """
    page = searched_page(Path(path).read_text(encoding="utf-8"))
    if page is None:
        return None, {}
    target.parent.mkdir(parents=True, exist_ok=True)
    replace_if_different(target, page.html.encode())
    return (page.tier, page.headings), {target: file_state(target)}


def _run(command: Sequence[str], stop: threading.Event | None, meanwhile: Callable[[], None]) -> None:
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8") as process:
        try:
            meanwhile()
            said = None
            while said is None:
                if stop is not None and stop.is_set():
                    raise SearchStoppedError
                with suppress(subprocess.TimeoutExpired):
                    said, _ = process.communicate(timeout=_LOOK_S)
        except BaseException:
            process.kill()
            raise
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command, said)


def _lighten(index: Path, pages: Mapping[str, _Told]) -> None:
    """Take from what is loaded with each result the text that no result shows, and write the order, facets and tiers of the pages beside.

    Of its anchors stay the headings, as the page words them. ``pages`` gives these by address.

    « ordre » lists the pages in their order, « rangs » those of each tier after the first. « facettes » gives, by facet and value, where in
    that order the pages with this value are: the place of the first, then what separates each from the one before.
    Pagefind could sort and filter by itself, but every search would load the rank of every page, and each value ask for a search.
    """
    orders: dict[str, str] = {}
    filters: dict[str, dict[str, list[str]]] = {}
    tiers: dict[int, list[str]] = {}
    for path in sorted((index / "fragment").iterdir()):
        page = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE))
        orders[path.stem] = page["meta"].pop(ORDER)
        filters[path.stem] = page["filters"]
        tier, headings = pages[page["url"]]
        tiers.setdefault(tier, []).append(path.stem)
        anchors = [{**one, "text": headings[one["id"]]} for one in page["anchors"] if one["id"] in headings]
        shown = {**page, "content": "", "anchors": anchors}
        path.write_bytes(gzip.compress(_SIGNATURE + json.dumps(shown, ensure_ascii=False).encode(), mtime=0))
    ids = sorted(orders, key=lambda one: orders[one])
    after_first = [tiers.get(tier, []) for tier in list(Tier)[1:]]
    for language in _languages(index).values():
        for name, content in (("ordre", ids), ("facettes", _facets([filters[one] for one in ids])), ("rangs", after_first)):
            (index / f"{name}.{language['hash']}.json").write_text(json.dumps(content, separators=(",", ":")), encoding="utf-8")


def _facets(pages: Sequence[Mapping[str, Sequence[str]]]) -> dict[str, dict[str, list[int]]]:
    """Return, by facet and value, the pages that have it: the place of the first, then the step to each of the others."""
    places: dict[str, dict[str, list[int]]] = {}
    for place, page in enumerate(pages):
        for facet, values in page.items():
            for value in values:
                places.setdefault(facet, {}).setdefault(value, []).append(place)
    return {
        facet: {value: [one - before for before, one in zip([0, *found], found, strict=False)] for value, found in sorted(values.items())}
        for facet, values in sorted(places.items())
    }


def _languages(index: Path) -> Mapping[str, Mapping[str, str]]:
    languages: Mapping[str, Mapping[str, str]] = json.loads((index / _ENTRY).read_text(encoding="utf-8"))["languages"]
    return languages


def published_files(build: Path) -> dict[str, str]:
    """Return the files of every index made under ``build``, by their path in the site's search folder, the entry points last."""
    files = {
        f"{index.folder}{name}": path
        for folder, index in INDEXES.items()
        for name, path in files_under(build / folder).items()
        if _LOADED.match(name)
    }
    return dict(sorted(files.items(), key=lambda file: (file[0].endswith(_ENTRY), -file[0].count("/"))))
