"""BibTeX and BibLaTeX from elsewhere: any type, any key, « crossref » followed."""

import re
from collections.abc import Mapping

from pipeline.content.sources.bibliography import REQUIRED, RawEntry, raw_entries
from pipeline.intake.imports.entries import ABSTRACT, MAX_ENTRIES, ReferenceEntry, UnreadableReferencesError, unplaced
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import Source

# BibTeX's types (btxdoc, 1988) and BibLaTeX's (manual, 2.1) that are not ours.
_TYPES = {
    "conference": "inproceedings", "inbook": "incollection", "suppbook": "incollection", "inreference": "incollection", "proceedings": "book",
    "collection": "book", "mvbook": "book", "reference": "book", "electronic": "online", "www": "online", "thesis": "phdthesis", "periodical": "misc",
    "suppperiodical": "article", "unpublished": "misc", "booklet": "misc", "manual": "misc",
}  # fmt: skip
_ALIASES = {"location": "address", "isan": "isbn", "key": "sortkey"}
# What programs note for themselves on the machine where they run.
_OF_THE_PROGRAM = re.compile(r"file|timestamp|owner|date-(?:added|modified)|bdsk-.*|crossref|xdata|ids|__markedentry")


def read_bibtex(text: str) -> list[ReferenceEntry]:
    """Return the works of a BibTeX text; what cannot be read of it is told by the entries around.

    Raise UnreadableReferencesError when no entry can be read.
    """
    found: list[Diagnostic] = []
    raw = raw_entries(Source("", text), found)
    if not raw or len(raw) > MAX_ENTRIES:
        where = f" Ligne {found[0].place.line}\u00a0: {found[0].message} {found[0].help}" if found else ""
        raise UnreadableReferencesError(f"ce fichier ne contient aucune référence en BibTeX, ou plus de {MAX_ENTRIES}.{where}")
    by_key = {entry.key.lower(): entry for entry in raw}
    entries = [_entry(entry, by_key) for entry in raw]
    unread = tuple(f"ligne {diagnostic.place.line}\u00a0: {diagnostic.message} {diagnostic.help}" for diagnostic in found)
    last = entries[-1]
    return [
        *entries[:-1],
        ReferenceEntry(last.type, last.title, last.authors, last.editors, last.fields, (*last.told, *unread), last.origin),
    ]


def _entry(raw: RawEntry, by_key: Mapping[str, RawEntry]) -> ReferenceEntry:
    told: list[str] = []
    kind = _TYPES.get(raw.type, raw.type)
    if kind not in REQUIRED:
        told.append(f"le type « {raw.type} » n’a pas d’équivalent\u00a0: il devient « misc »")
        kind = "misc"
    given = _inherited(raw, by_key)
    if kind == "incollection" and "booktitle" not in given:
        kind = "book"
    if raw.type == "thesis" and re.search(r"(?i)mathesis|master|maîtrise|mémoire", given.get("type", "")):
        kind = "mastersthesis"
    fields: dict[str, str] = {}
    for name, value in given.items():
        if name == "abstract":
            told.append(f"non gardé\u00a0: {ABSTRACT}")
        elif name == "subtitle":
            fields["title"] = f"{given.get('title', '')}: {value}"
        elif _OF_THE_PROGRAM.fullmatch(name):
            told += unplaced([(name, value)]) if name == "file" else []
        elif not re.fullmatch(r"[a-z-]{1,40}", name):
            told += unplaced([(name, value)])
        else:
            fields.setdefault(_ALIASES.get(name, name), value)
    title = fields.pop("title", "")
    people = raw.people
    if raw.type in ("inbook", "book") and not people and (parent := _parent(raw, by_key)):
        people = parent.people
    return ReferenceEntry(kind, title, people.get("author", ()), people.get("editor", ()), fields, tuple(told), raw.key)


def _parent(raw: RawEntry, by_key: Mapping[str, RawEntry]) -> RawEntry | None:
    parent = by_key.get(raw.fields.get("crossref", "").lower())
    return parent if parent is not raw else None


def _inherited(raw: RawEntry, by_key: Mapping[str, RawEntry]) -> dict[str, str]:
    """Return the fields of an entry, those that it lacks taken from its « crossref » (whose title is the book's)."""
    parent = _parent(raw, by_key)
    if parent is None:
        return dict(raw.fields)
    taken = {name: value for name, value in parent.fields.items() if name not in ("crossref", "key", "note")}
    if raw.type not in ("article", "book") and "title" in taken:
        taken["booktitle"] = taken.pop("title")
    return {**taken, **raw.fields}
