"""References as other programs read them: BibTeX, RIS, CSL-JSON.

Each gives back every field that we hold: what a reader exports is what our bibliography says, nothing shortened for a style.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator

from pipeline.content.sources.bibliography import Reference
from pipeline.references.apa import csl_json
from pipeline.text.people.authors import Name
from pipeline.text.written_dates import read_date

# What LaTeX reads as a command, and the signs that its fonts join into another (btxdoc, 1988; The TeXbook, chapter 2).
_COMMANDS = {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "%": "\\%",
    "&": "\\&",
    "_": "\\_",
    "#": "\\#",
    "$": "\\$",
}
_SIGN = re.compile(r"[\\{}~^%&_#$]")
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[?!])(?=`)")
# Addresses are copied as they are (biblatex, verbatim fields): an escape would be part of the address.
_VERBATIM = ("url", "doi")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")

# BibTeX types to RIS types, and fields to tags (RIS, Research Information Systems, 2011).
_RIS_TYPES = {
    "article": "JOUR",
    "book": "BOOK",
    "incollection": "CHAP",
    "inproceedings": "CPAPER",
    "techreport": "RPRT",
    "report": "RPRT",
    "phdthesis": "THES",
    "mastersthesis": "THES",
    "online": "ELEC",
    "misc": "GEN",
    "dataset": "DATA",
    "video": "VIDEO",
    "unpublished": "SLIDE",
    "legislation": "STAT",
}
_RIS_TAGS = {
    "title": "TI",
    "journal": "T2",
    "journaltitle": "T2",
    "booktitle": "T2",
    "series": "T3",
    "volume": "VL",
    "edition": "ET",
    "publisher": "PB",
    "institution": "PB",
    "school": "PB",
    "organization": "PB",
    "address": "CY",
    "type": "M3",
    "abstract": "AB",
    "isbn": "SN",
    "issn": "SN",
    "eid": "C7",
}
# What no style of ours prints, so that ``csl_json`` leaves it out.
_CSL_MORE = {
    "pagetotal": "number-of-pages",
    "note": "note",
    "isbn": "ISBN",
    "issn": "ISSN",
    "address": "publisher-place",
    "abstract": "abstract",
    "organization": "publisher",
}


def bibtex(references: Iterable[Reference]) -> str:
    """Return the references as one ``.bib`` file, in UTF-8; each field as our bibliography has it, LaTeX's signs escaped."""
    return "\n".join(_bibtex_entry(reference) for reference in references)


def _bibtex_entry(reference: Reference) -> str:
    fields = [(role, " and ".join(_bibtex_name(name) for name in people)) for role, people in _roles(reference) if people]
    fields += [(name, _bibtex_value(name, value)) for name, value in reference.fields.items()]
    lines = [f"  {name} = {{{value}}}" for name, value in fields]
    return f"@{reference.type}{{{reference.key},\n" + ",\n".join(lines) + "\n}\n"


def _roles(reference: Reference) -> tuple[tuple[str, tuple[Name, ...]], ...]:
    return (("author", reference.authors), ("editor", reference.editors))


def _bibtex_value(name: str, value: str) -> str:
    if name in _VERBATIM:
        return re.sub(r"[{}\s]", "", _one_line(value))
    text = _latex(value)
    # In its own braces a title keeps its capitals, and an organisation's name its commas.
    return f"{{{text}}}" if name in ("title", "booktitle") else text


def _latex(text: str) -> str:
    return _LIGATURE.sub("{}", _SIGN.sub(lambda sign: _COMMANDS[sign.group()], _one_line(text)))


def _bibtex_name(name: Name) -> str:
    if name.literal:
        return f"{{{_latex(name.family)}}}"
    suffix = f"{_protected(name.suffix)}, " if name.suffix else ""
    return f"{_protected(name.family)}, {suffix}{_protected(name.given)}"


def _protected(part: str) -> str:
    """Return a part of a name that BibTeX keeps whole: it splits at commas, at « and », and before a lower-case word."""
    text = _latex(part)
    small_after_capital = re.search(r"(?:^|\s)[^\W\d_a-z]\S*\s+[a-z]", part)
    capital = any(word[:1].isupper() for word in part.split())
    return f"{{{text}}}" if re.search(r",|\band\b", part) or small_after_capital or not capital else text


def ris(references: Iterable[Reference]) -> str:
    """Return the references as one ``.ris`` file; its lines end with CR LF, as the format asks."""
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for reference in references for tag, value in _ris_lines(reference))


def _ris_lines(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", _RIS_TYPES[reference.type]
    yield "ID", reference.key
    for tag, people in (("AU", reference.authors), ("A2", reference.editors)):
        for name in people:
            yield tag, name.family if name.literal else ", ".join(filter(None, (name.family, name.given, name.suffix)))
    tags: dict[str, str] = {}
    for field, value in reference.fields.items():
        if field in _RIS_TAGS:
            tags.setdefault(_RIS_TAGS[field], value)
    fields = reference.fields
    first, _, last = re.sub(r"-{1,3}|–", "-", fields.get("pages") or fields.get("pagetotal", "")).partition("-")
    number = {"IS" if reference.type == "article" else "M1": fields.get("number")}
    day = (_date(reference) or "").replace("-", "/")
    rest = {"PY": reference.year, "DA": day, **tags, **number, "SP": first, "EP": last, "N1": fields.get("note")}
    rest |= {"DO": reference.doi_as_typed, "UR": fields.get("url") or reference.url, "LA": reference.language}
    yield from ((tag, value) for tag, value in rest.items() if value)
    yield "ER", ""


def csl(references: Iterable[Reference]) -> str:
    """Return the references as CSL-JSON (schema csl-data 1.0): an array, one item a reference."""
    return json.dumps([_csl_item(reference) for reference in references], ensure_ascii=False, indent=1) + "\n"


def _csl_item(reference: Reference) -> dict[str, object]:
    item = csl_json(reference)
    item |= {variable: reference.fields[name] for name, variable in _CSL_MORE.items() if name in reference.fields}
    if day := _date(reference):
        item["issued"] = {"date-parts": [[int(part) for part in day.split("-")]]}
    return item


def _date(reference: Reference) -> str | None:
    """Return the date of publication (ISO 8601), as precise as it is; None when only the year is known, or when it is of another year."""
    written = read_date(reference.fields.get("date", ""))
    return written.iso if written is not None and written.month is not None and str(written.year) == reference.year else None


def _one_line(text: str) -> str:
    """Return ``text`` without line ends or control characters: in these formats, a line is a field."""
    return re.sub(" {2,}", " ", _CONTROL.sub(" ", text)).strip(" ")


Writer = Callable[[Iterable[Reference]], str]
FORMATS: tuple[tuple[str, Writer], ...] = (("bib", bibtex), ("ris", ris), ("json", csl))
