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

from pipeline.content.sources.bibliography import Reference
from pipeline.references.labels import Label
from pipeline.text.people.authors import Name
from pipeline.text.typographic import NBSP
from pipeline.text.words import fold
from pipeline.text.written_dates import MONTHS, read_date
from pipeline.writing import replace_if_different

# BibTeX types to CSL types (CSL 1.0.2, appendix III).
_TYPES = {
    "article": "article-journal",
    "book": "book",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "techreport": "report",
    "report": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "online": "webpage",
    "misc": "document",
    "dataset": "dataset",
    "video": "motion_picture",
    "unpublished": "speech",
    "legislation": "legislation",
}
# BibTeX fields to CSL variables.
_FIELDS = {
    "title": "title",
    "journal": "container-title",
    "journaltitle": "container-title",
    "booktitle": "container-title",
    "volume": "volume",
    "pages": "page",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "organization": "publisher",
    "series": "collection-title",
    "type": "genre",
    "edition": "edition",
    "url": "URL",
    "doi": "DOI",
    "version": "version",
    "eventtitle": "event-title",
    "venue": "event-place",
}
# Works that APA dates to the day (7, 9.14; 10.5, 10.12, 10.16): their years take the day that is known.
_DATED_TO_THE_DAY = ("online", "video", "unpublished")
# What a work of these types is, when nothing else says so (APA 7, 9.21).
_GENRES = {
    "phdthesis": "thèse de doctorat",
    "mastersthesis": "mémoire de maîtrise",
    "dataset": "jeu de données",
    "video": "vidéo",
    "unpublished": "communication",
}
_GENRES_BY_KEY = {
    "phdthesis": "thèse de doctorat",
    "mathesis": "mémoire de maîtrise",
    "bathesis": "mémoire de baccalauréat",
    "candthesis": "mémoire",
}
# States of publication (biblatex, « pubstate », and what databases write).
_EARLY = frozenset(
    ("aheadofprint", "ahead of print", "online first", "advance online publication", "prepublished", "publication anticipée en ligne")
)
_IN_PRESS = frozenset(("inpress", "in press", "sous presse", "forthcoming"))
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
            item.setdefault(csl_name, reference.fields[bibtex_name])
    numbers = (
        ("number", reference.fields.get("eid")),
        ("issue" if reference.type == "article" else "number", reference.fields.get("number")),
    )
    item |= {name: number for name, number in numbers if number}
    if "page" in item:
        item["page"] = re.sub(r"-{1,3}|–", "-", str(item["page"]))
    if reference.doi_as_typed:
        item["DOI"] = reference.doi_as_typed
    if label is not None:
        item |= _as_shown(reference, label)
        if _publisher_is_author(reference):
            item.pop("publisher", None)  # APA 7, 9.29: a publisher that is the author is left out
    elif reference.year is not None:
        item["issued"] = {"date-parts": [[int(reference.year)]]}
    item["language"] = reference.language
    return item


def _as_shown(reference: Reference, label: Label) -> dict[str, object]:
    """Return what our style shows and the fields do not say: the year of the label (pandoc drops its letter), and French words."""
    fields = reference.fields
    state = fields.get("pubstate", "").lower()
    year = f"sous presse{label.year[4:]}" if state in _IN_PRESS and reference.year else label.year
    day = ""
    if reference.type in _DATED_TO_THE_DAY:
        day = _days(fields.get("eventdate") or fields.get("date", ""), reference.year)
    shown: dict[str, object] = {"status": f"{year}, {day}" if day else year}
    if state in _EARLY and "volume" not in fields:
        shown["note"] = "Publication anticipée en ligne"
    if edition := _edition(fields.get("edition", "")):
        shown["edition"] = edition
    genre = fields.get("type", "")
    if words := _GENRES_BY_KEY.get(genre.lower(), "") or genre or _GENRES.get(reference.type, ""):
        shown["genre"] = words
    if reference.type == "misc" and "publisher" not in fields and "organization" not in fields:
        held = fields.get("institution") or fields.get("howpublished", "")
        if held and not re.search(r"https?:", held):
            shown["publisher"] = held
    if reference.type == "article" and "eid" in fields and fields.get("pages") == fields["eid"]:
        shown["page"] = ""
    return shown


_RANKS = (
    ("first", "premiere", "1re"),
    ("second", "deuxieme", "seconde"),
    ("third", "troisieme"),
    ("fourth", "quatrieme"),
    ("fifth", "cinquieme"),
    ("sixth", "sixieme"),
    ("seventh", "septieme"),
    ("eighth", "huitieme"),
    ("ninth", "neuvieme"),
    ("tenth", "dixieme"),
)


def _edition(typed: str) -> str:
    """Return the number of an edition written as a rank: « Second », « 2nd ed. », « 3ᵉ édition »; "" when it says something else."""
    bare = re.sub(r"\s*(?:ed|edn|edition)\.?$", "", fold(typed).strip())
    if match := re.fullmatch(r"(\d{1,3})\s?(?:st|nd|rd|th|e|er|re|eme|ere)?\.?", bare):
        return match.group(1)
    return next((str(number) for number, words in enumerate(_RANKS, 1) if bare in words), "")


def _days(written: str, year: str | None) -> str:
    """Return « 5 mars », « 18-20 juin » or « mars » of a date or a range of the year; empty when it says no more than the year."""
    first, _, last = written.partition("/")
    start, end = read_date(first), read_date(last)
    if start is None or start.month is None or str(start.year) != year:
        return ""
    month = MONTHS[start.month - 1]
    if start.day is None:
        return month
    if end is not None and end.day is not None and (end.year, end.month) == (start.year, start.month) and end.day != start.day:
        return f"{start.day}-{end.day}{NBSP}{month}"
    if end is not None and end.day is not None and end.month is not None and (end.month, end.day) != (start.month, start.day):
        return f"{_ordinal(start.day)}{NBSP}{month}-{_ordinal(end.day)}{NBSP}{MONTHS[end.month - 1]}"
    return f"{_ordinal(start.day)}{NBSP}{month}"


def _ordinal(day: int) -> str:
    return "1er" if day == 1 else str(day)


def _publisher_is_author(reference: Reference) -> bool:
    publisher = reference.fields.get("institution") or reference.fields.get("publisher") or reference.fields.get("organization")
    return publisher is not None and any(name.literal and name.family == publisher for name in reference.authors)


def _csl_name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.family}
    return {"family": name.family, "given": name.given} | ({"suffix": name.suffix} if name.suffix else {})


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
    import pypandoc  # slow to import, and few builds have a reference to format

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
