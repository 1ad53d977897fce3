"""RIS (Research Information Systems, 2011), read by rispy."""

from collections.abc import Iterable, Mapping

import rispy

from pipeline.intake.imports.entries import (
    MAX_ENTRIES,
    NO_ABSTRACT,
    ReferenceEntry,
    UnreadableReferencesError,
    no_private_note,
    no_such_type,
    published_in,
    unplaced,
)
from pipeline.text.html_text import text_of_mixed
from pipeline.text.people.authors import Name, names_in
from pipeline.text.written_dates import WrittenDate, read_date

_TYPES = {
    "JOUR": "article", "JOURNAL ARTICLE": "article", "MGZN": "article", "NEWS": "article", "EJOUR": "article", "JFULL": "article",
    "ABST": "article",
    "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "CHAP": "incollection", "ECHAP": "incollection", "ENCYC": "incollection",
    "CPAPER": "inproceedings", "CONF": "inproceedings", "RPRT": "techreport", "GOVDOC": "techreport", "THES": "phdthesis",
    "ELEC": "online", "BLOG": "online",
    "WEB": "online", "DATA": "dataset", "AGGR": "dataset", "DBASE": "dataset", "VIDEO": "video", "MPCT": "video", "ADVS": "video",
    "SLIDE": "unpublished",
    "STAT": "legislation", "BILL": "legislation", "LEGAL": "legislation", "GEN": "misc", "UNPB": "misc", "INPR": "misc", "PAMP": "misc",
}  # fmt: skip
# Tags to our fields; the first that is present wins, the others are told when they say something else.
_FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("volume", ("VL", "VO")), ("edition", ("ET",)), ("address", ("CY",)), ("type", ("M3",)), ("series", ("T3",)),
    ("doi", ("DO",)), ("eid", ("C7",)), ("language", ("LA",)), ("shorttitle", ("ST",)), ("origtitle", ("OP",)), ("volumes", ("NV",)),
    ("shortjournal", ("J2", "JA")), ("url", ("UR",)),
)  # fmt: skip
_TITLES = ("TI", "T1", "CT", "BT")
_CONTAINERS = ("T2", "JF", "JO")
_TAGS = {name: tag for tag, name in rispy.TAG_KEY_MAPPING.items()}


def read_ris(text: str) -> list[ReferenceEntry]:
    """Return the works of a RIS text; raise UnreadableReferencesError when there is none."""
    try:
        records = rispy.loads(text.lstrip("\ufeff"), enforce_list_tags=False, skip_unknown_tags=False)
    except (OSError, ValueError, KeyError) as error:
        raise UnreadableReferencesError(
            "ce fichier RIS ne se lit pas : chaque ligne commence par une étiquette, comme « TY  - JOUR »."
        ) from error
    if not records or len(records) > MAX_ENTRIES:
        raise UnreadableReferencesError(
            f"ce fichier ne contient aucune référence en RIS, ou plus de {MAX_ENTRIES}. Une référence commence par « TY  - » et "
            "finit par « ER  - »."
        )
    return [_entry(dict(_by_tag(record))) for record in records]


def _by_tag(record: Mapping[str, object]) -> Iterable[tuple[str, list[str]]]:
    for name, value in record.items():
        if name == "unknown_tag" and isinstance(value, dict):
            yield from ((tag, [str(one) for one in values]) for tag, values in value.items())
        else:
            yield _TAGS.get(name, name), [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _entry(tags: dict[str, list[str]]) -> ReferenceEntry:
    told: list[str] = []
    given = tags.pop("TY", [""])[0].strip()
    kind = _TYPES.get(given.upper(), "misc")
    if given.upper() not in _TYPES:
        told.append(no_such_type(given))
    origin = tags.pop("ID", [""])[0]
    authors, editors = (_people(tags, wanted, told) for wanted in (("AU", "A1"), ("A2", "ED")))
    title = _first(tags, _TITLES, told) or _first(tags, ("ST",), told)
    fields = {name: value for name, wanted in _FIELDS if (value := _first(tags, wanted, told))}
    fields |= published_in(kind, _first(tags, _CONTAINERS, told), "; ".join(tags.pop("PB", [])))
    if number := _first(tags, ("IS",) if kind == "article" else ("M1", "IS"), told):
        fields["number"] = number
    if serial := _first(tags, ("SN",), told):
        fields["issn" if kind == "article" else "isbn"] = serial
    if keywords := ", ".join(tags.pop("KW", [])):
        fields["keywords"] = keywords
    fields |= _pages(tags) | _dates(tags, told)
    if tags.pop("AB", []) + tags.pop("N2", []):
        told.append(NO_ABSTRACT)
    if tags.pop("N1", []):
        told.append(no_private_note("« N1 »"))
    tags.pop("ER", None)
    told += unplaced((tag, "; ".join(values)) for tag, values in tags.items())
    return ReferenceEntry(kind, title, authors=authors, editors=editors, fields=fields, told=tuple(told), origin=origin)


def _first(tags: dict[str, list[str]], wanted: tuple[str, ...], told: list[str]) -> str:
    """Take the values of ``wanted`` from ``tags``; return the first, and tell those that differ."""
    values = [(tag, value.strip()) for tag in wanted for value in tags.pop(tag, []) if value.strip()]
    told += unplaced((tag, value) for tag, value in values[1:] if value != values[0][1])
    return values[0][1] if values else ""


def _pages(tags: dict[str, list[str]]) -> dict[str, str]:
    first, last = (tags.pop(tag, [""])[0].strip() for tag in ("SP", "EP"))
    pages = f"{first}–{last}" if first and last and first != last else first or last
    return {"pages": pages} if pages else {}


def _dates(tags: dict[str, list[str]], told: list[str]) -> dict[str, str]:
    """Return one year, and its date when one goes with it: « PY » is believed first, then « Y1 », then « DA »; « Y2 » is the day of access.

    RIS programs disagree on these tags; what says another year is told.
    """
    found: dict[str, str] = {}
    kept: WrittenDate | None = None
    for tag in ("PY", "Y1", "DA"):
        for value in tags.pop(tag, []):
            written = read_date(value)
            if written is None:
                told += unplaced([(tag, value)])
            elif kept is None:
                kept = written
            elif not kept.agrees(written):
                told.append(f"« {tag} » donne une autre date ({written.iso}) : {kept.iso} est gardée; vérifiez dans la source")
            elif len(written.iso) > len(kept.iso):
                kept = written
    if kept is not None:
        found["year"] = f"{kept.year:04}"
        if kept.month is not None:
            found["date"] = kept.iso
    accessed = read_date(tags.get("Y2", [""])[0])
    if accessed is not None and accessed.whole_day is not None:
        tags.pop("Y2")
        found["urldate"] = accessed.iso
    return found


def _people(tags: dict[str, list[str]], wanted: tuple[str, ...], told: list[str]) -> tuple[Name, ...]:
    """Take the names of these tags; RIS marks neither organisations nor fields that hold several."""
    reads = [names_in(text_of_mixed(name)) for tag in wanted for name in tags.pop(tag, [])]
    told += [doubt for read in reads for doubt in read.doubts]
    return tuple(name for read in reads for name in read.names)
