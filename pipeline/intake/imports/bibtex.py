"""BibTeX and BibLaTeX from elsewhere: any type, any key, « crossref » followed."""

import re
from collections.abc import Mapping
from dataclasses import replace

from pipeline.content.sources.bibliography import REQUIRED
from pipeline.content.sources.bibtex_entries import RawEntry, UnreadEntry, raw_entries
from pipeline.intake.imports.entries import (
    MAX_ENTRIES,
    NO_ABSTRACT,
    ReferenceEntry,
    UnreadableReferencesError,
    no_private_note,
    no_such_type,
    unplaced,
    unread_entry,
)
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import Source
from pipeline.text.people.authors import Name

# BibTeX's types (btxdoc, 1988) and BibLaTeX's (manual, 2.1) that are not ours.
_TYPES = {
    "conference": "inproceedings",
    "inbook": "incollection",
    "suppbook": "incollection",
    "inreference": "incollection",
    "proceedings": "book",
    "collection": "book",
    "mvbook": "book",
    "reference": "book",
    "electronic": "online",
    "www": "online",
    "thesis": "phdthesis",
    "periodical": "misc",
    "suppperiodical": "article",
    "jurisdiction": "legislation",
    "movie": "video",
    "data": "dataset",
    "booklet": "misc",
    "manual": "misc",
}
_ALIASES = {"location": "address", "article-number": "eid", "articleno": "eid", "article_number": "eid", "isan": "isbn", "key": "sortkey"}
# What programs note for themselves on the machine where they run.
_OF_THE_PROGRAM = re.compile(r"file|timestamp|owner|date-(?:added|modified)|bdsk-.*|crossref|xdata|ids|__markedentry")

# Fields for one’s own notes: biblatex, section 2.2.2 (« annotation »), JabRef (« comment », « review »). « note » is printed with the work.
_PRIVATE = ("annote", "annotation", "comment", "review")


def read_bibtex(text: str) -> list[ReferenceEntry]:
    """Return the works of a BibTeX text, those that cannot be read too, each with why.

    Raise UnreadableReferencesError when no entry can be read.
    """
    found: list[Diagnostic] = []
    raw = raw_entries(Source("", text), found)
    read = [entry for entry in raw if isinstance(entry, RawEntry)]
    if not read or len(raw) > MAX_ENTRIES:
        broken = next((entry for entry in raw if isinstance(entry, UnreadEntry)), None)
        where = f" Ligne {broken.line} : {broken.reason}" if broken else ""
        raise UnreadableReferencesError(f"ce fichier ne contient aucune référence en BibTeX, ou plus de {MAX_ENTRIES}.{where}")
    by_key = {entry.key.lower(): entry for entry in read}
    children = {parent.key: entry.key for entry in read if (parent := _parent(entry, by_key)) is not None}
    entries: list[ReferenceEntry] = []
    for entry in raw:
        if isinstance(entry, UnreadEntry):
            entries.append(unread_entry(entry.key, entry.line, entry.reason))
        elif entry.type != "xdata":  # fields to share, which are no work
            entries.append(_entry(entry, by_key, children.get(entry.key)))
    unread = tuple(f"ligne {diagnostic.place.line} : {diagnostic.message} {diagnostic.help}" for diagnostic in found)
    if unread and entries:
        entries[-1] = replace(entries[-1], told=(*entries[-1].told, *unread))
    return entries


def _entry(raw: RawEntry, by_key: Mapping[str, RawEntry], child: str | None) -> ReferenceEntry:
    if raw.type == "set":
        reason = "elle ne fait que grouper d’autres entrées (« @set ») : importez ces entrées elles-mêmes."
        return ReferenceEntry("misc", "", authors=(), editors=(), fields={}, told=(), origin=raw.key, unread=reason)
    told: list[str] = [*raw.doubts]
    if child is not None:
        told.append(f"importée aussi parce que « {child} » y renvoie (« crossref ») : effacez-la si rien ne la cite")
    kind = _TYPES.get(raw.type, raw.type)
    if kind not in REQUIRED:
        told.append(no_such_type(raw.type))
        kind = "misc"
    given = _inherited(raw, by_key, told)
    if kind == "incollection" and "booktitle" not in given:
        kind = "book"
    if raw.type == "thesis" and re.search(r"(?i)mathesis|master|maîtrise|mémoire", given.get("type", "")):
        kind = "mastersthesis"
    fields: dict[str, str] = {}
    for name, value in given.items():
        if name == "abstract":
            told.append(NO_ABSTRACT)
        elif name in _PRIVATE:
            told.append(no_private_note(f"« {name} »"))
        elif name == "subtitle":
            fields["title"] = f"{given.get('title', '')}: {value}"
        elif _OF_THE_PROGRAM.fullmatch(name):
            told += unplaced([(name, value)]) if name == "file" else []
        elif not re.fullmatch(r"[a-z-]{1,40}", name):
            told += unplaced([(name, value)])
        else:
            fields.setdefault(_ALIASES.get(name, name), value)
    title = fields.pop("title", "")
    told += [f"le champ « {name} » n’est pas gardé : {reason}" for name, reason in raw.unread.items()]
    people = _people(raw, by_key)
    refused = f"son titre ne se lit pas : {raw.unread['title']}." if "title" in raw.unread else ""
    return ReferenceEntry(
        kind,
        title,
        authors=people.get("author", ()),
        editors=people.get("editor", ()),
        fields=fields,
        told=tuple(told),
        origin=raw.key,
        unread=refused,
    )


def _people(raw: RawEntry, by_key: Mapping[str, RawEntry]) -> dict[str, tuple[Name, ...]]:
    """Return the authors and editors of an entry: a part of a book has the editors of the whole (biblatex, appendix B)."""
    people = dict(raw.people)
    for shared in _shared(raw, by_key):
        people = {**shared.people, **people}
    parent = _parent(raw, by_key)
    if parent is None:
        return people
    roles = ("author", "editor") if raw.type in ("inbook", "book", "article") and not people else ("editor",)
    return {**{role: names for role, names in parent.people.items() if role in roles}, **people}


def _shared(raw: RawEntry, by_key: Mapping[str, RawEntry]) -> list[RawEntry]:
    """Return the « @xdata » that an entry names (biblatex, section 3.13.6), at most ten."""
    names = [name.strip().lower() for name in raw.fields.get("xdata", "").split(",")[:10] if name.strip()]
    return [by_key[name] for name in names if name in by_key and by_key[name] is not raw]


def _parent(raw: RawEntry, by_key: Mapping[str, RawEntry]) -> RawEntry | None:
    parent = by_key.get(raw.fields.get("crossref", "").lower())
    return parent if parent is not raw else None


def _inherited(raw: RawEntry, by_key: Mapping[str, RawEntry], told: list[str]) -> dict[str, str]:
    """Return the fields of an entry, those that it lacks taken from its « xdata », then its « crossref » (whose title is the book's)."""
    fields = dict(raw.fields)
    for shared in _shared(raw, by_key):
        fields = {**{name: value for name, value in shared.fields.items() if name != "xdata"}, **fields}
    parent = _parent(raw, by_key)
    missing = [
        name
        for name in ("crossref", "xdata")
        for key in raw.fields.get(name, "").split(",")
        if key.strip() and key.strip().lower() not in by_key
    ]
    told += [f"« {name} » renvoie à une entrée qui n’est pas dans le fichier : {raw.fields[name]}" for name in dict.fromkeys(missing)]
    if parent is None:
        return fields
    taken = {name: value for name, value in parent.fields.items() if name not in ("crossref", "xdata", "key", "note", "subtitle")}
    if "subtitle" in parent.fields and "title" in taken:
        taken["title"] = f"{taken['title']}: {parent.fields['subtitle']}"
    if raw.type not in ("article", "book") and "title" in taken:
        taken["booktitle"] = taken.pop("title")
    return {**taken, **fields}
