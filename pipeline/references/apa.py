"""References in APA 7, French of Canada, formatted by pandoc's citation engine and kept by content.

Formatting one costs milliseconds, so each is kept under a hash of all that shapes it: its data, its label, the
style and pandoc's version. A reference already formatted costs nothing.
"""

import hashlib
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import resources
from importlib.metadata import version
from pathlib import Path

import pypandoc

from pipeline.content.sources.bibliography import Name, Reference
from pipeline.references.labels import Label
from pipeline.writing import replace_if_different

# BibTeX types to CSL types (CSL 1.0.2, appendix III).
_TYPES = {
    "article": "article-journal", "book": "book", "incollection": "chapter", "inproceedings": "paper-conference",
    "techreport": "report", "report": "report", "phdthesis": "thesis", "mastersthesis": "thesis", "online": "webpage",
    "misc": "document",
}  # fmt: skip
# BibTeX fields to CSL variables.
_FIELDS = {
    "title": "title", "journal": "container-title", "journaltitle": "container-title", "booktitle": "container-title",
    "volume": "volume", "pages": "page", "publisher": "publisher", "institution": "publisher", "school": "publisher",
    "series": "collection-title", "type": "genre", "edition": "edition", "url": "URL", "doi": "DOI",
}  # fmt: skip
_ENTRY = re.compile(r'<div id="ref-([^"]+)" class="csl-entry"[^>]*>\s*(.*?)\s*</div>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class FormattedReference:
    """A reference as people read it: ``html`` is safe to show, ``text`` has no markup."""

    html: str
    text: str


def csl_json(reference: Reference, label: Label | None = None) -> dict[str, object]:
    """Return the reference as CSL-JSON; with a ``label``, its year is the label's (« 2018a »)."""
    item: dict[str, object] = {"id": reference.key, "type": _TYPES[reference.type]}
    for role, people in (("author", reference.authors), ("editor", reference.editors)):
        if people:
            item[role] = [_csl_name(name) for name in people]
    for bibtex_name, csl_name in _FIELDS.items():
        if bibtex_name in reference.fields:
            item[csl_name] = reference.fields[bibtex_name]
    if number := reference.fields.get("number"):
        item["issue" if reference.type == "article" else "number"] = number
    if "page" in item:
        item["page"] = re.sub(r"-{1,3}|–", "-", str(item["page"]))
    if reference.doi_as_typed:
        item["DOI"] = reference.doi_as_typed
    if label is not None:
        item["status"] = label.year  # read by our style: pandoc does not keep a letter in a date
    elif reference.year is not None:
        item["issued"] = {"date-parts": [[int(reference.year)]]}
    if label is not None and _publisher_is_author(reference):
        item.pop("publisher", None)  # APA 7, 9.29: a publisher that is the author is left out
    item["language"] = reference.language
    return item


def _publisher_is_author(reference: Reference) -> bool:
    publisher = reference.fields.get("institution") or reference.fields.get("publisher")
    return publisher is not None and any(name.literal and name.family == publisher for name in reference.authors)


def _csl_name(name: Name) -> dict[str, str]:
    return {"literal": name.family} if name.literal else {"family": name.family, "given": name.given}


def format_references(references: Iterable[Reference], labels: Mapping[str, Label], cache: Path) -> dict[str, FormattedReference]:
    """Return each reference formatted, by key; those already in ``cache`` (a JSON file) are not formatted again."""
    style = resources.files("pipeline.references").joinpath("apa-7-fr-ca.csl").read_text(encoding="utf-8")
    seed = f"{version('pypandoc-binary')}\n{style}"
    items = {reference.key: csl_json(reference, labels[reference.key]) for reference in references}
    digests = {key: hashlib.sha256((seed + json.dumps(item, sort_keys=True)).encode()).hexdigest() for key, item in items.items()}
    kept = _read_cache(cache)
    missing = [key for key, digest in digests.items() if digest not in kept]
    if missing:
        fresh = _format_all([items[key] for key in missing], style)
        kept |= {digests[key]: fresh[key] for key in missing}
        _write_cache(cache, {digest: kept[digest] for digest in sorted(digests.values())})
    return {key: FormattedReference(kept[digest], _plain(kept[digest])) for key, digest in digests.items()}


def _read_cache(cache: Path) -> dict[str, str]:
    try:
        data = json.loads(cache.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(digest): str(html) for digest, html in data.items()} if isinstance(data, dict) else {}


def _write_cache(cache: Path, kept: Mapping[str, str]) -> None:
    replace_if_different(cache, json.dumps(kept, ensure_ascii=False, indent=0).encode())


def _format_all(items: list[dict[str, object]], style: str) -> dict[str, str]:
    workers = min(os.cpu_count() or 1, 1 + len(items) // 50)
    batches = [items[index::workers] for index in range(workers)]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(workers) as pool:
        style_file = Path(folder) / "style.csl"
        style_file.write_text(style, encoding="utf-8")
        results = pool.map(lambda batch: _pandoc(batch, style_file), batches)
        return {key: html for result in results for key, html in result.items()}


def _pandoc(items: list[dict[str, object]], style_file: Path) -> dict[str, str]:
    command = [
        pypandoc.get_pandoc_path(),
        "-f",
        "csljson",
        "-t",
        "html",
        "--citeproc",
        "--csl",
        str(style_file),
        "--wrap=none",
        "-M",
        "lang=fr-CA",
    ]
    done = subprocess.run(command, input=json.dumps(items), capture_output=True, text=True, encoding="utf-8", check=True)
    entries = {match.group(1): _tidy(match.group(2)) for match in _ENTRY.finditer(done.stdout)}
    lost = [str(item["id"]) for item in items if item["id"] not in entries]
    if lost:
        raise RuntimeError(f"pandoc returned no reference for {lost}: {done.stderr}")
    return entries


def _tidy(html: str) -> str:
    """Take away the links that pandoc makes of addresses; a no-break hyphen becomes an en dash."""
    html = re.sub(r"<a\s[^>]*>(.*?)</a>", r"\1", html, flags=re.DOTALL)
    return html.replace("\u2011", "–").strip()


def _plain(html: str) -> str:
    text = re.sub(r"<[^>]+>", "", html)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text
