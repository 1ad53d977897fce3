"""CSL-JSON (citationstyles.org, schema csl-data 1.0), as files, Zotero, Crossref and DataCite give it."""

import json
import re
from collections.abc import Mapping

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
from pipeline.text.people.authors import Name, Read, names_in, structured
from pipeline.text.words import word_set
from pipeline.text.written_dates import read_date, year_in

# CSL's types and, after them, those that Crossref leaves in its CSL-JSON.
_TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "review": "article",
    "review-book": "article",
    "book": "book", "chapter": "incollection", "entry-encyclopedia": "incollection", "entry-dictionary": "incollection",
    "paper-conference": "inproceedings", "report": "techreport", "thesis": "phdthesis", "webpage": "online", "post-weblog": "online",
    "post": "online",
    "article": "misc", "document": "misc", "manuscript": "misc", "dataset": "dataset", "motion_picture": "video", "broadcast": "video",
    "speech": "unpublished", "legislation": "legislation", "bill": "legislation", "regulation": "legislation",
    "journal-article": "article", "book-chapter": "incollection", "proceedings-article": "inproceedings", "monograph": "book",
    "edited-book": "book", "reference-book": "book", "dissertation": "phdthesis", "posted-content": "misc",
}  # fmt: skip
_FIELDS = {
    "volume": "volume", "page": "pages", "publisher-place": "address", "collection-title": "series", "genre": "type", "edition": "edition",
    "URL": "url", "DOI": "doi", "ISBN": "isbn", "ISSN": "issn", "number-of-pages": "pagetotal",
    "number-of-volumes": "volumes",
    "keyword": "keywords", "language": "language", "title-short": "shorttitle", "shortTitle": "shorttitle",
    "container-title-short": "shortjournal",
    "journalAbbreviation": "shortjournal", "original-title": "origtitle", "event": "eventtitle", "event-title": "eventtitle",
    "event-place": "venue", "chapter-number": "chapter", "version": "version", "medium": "howpublished", "short-title": "shorttitle",
}  # fmt: skip
_READ = word_set("""
    id type title subtitle author editor issued accessed container-title publisher issue number translator note
""")
_PARTS = ("family", "given", "literal", "name", "non-dropping-particle", "dropping-particle", "suffix")
# What registries say of their record, or of other works: nothing of the work itself.
_OF_THE_RECORD = word_set("""
    abstract alternative-id archive assertion author-count categories citation-key citation-label content-created content-domain
    content-updated copyright created deposited funder indexed is-referenced-by-count isbn-type issn-type journal-issue license link
    member original-title-lang prefix published published-online published-other published-print reference reference-count
    references-count relation resource score short-container-title source subject subtype update-policy updated-by update-to custom
    contributor-count aliases schema system_id approved
""")


def read_csl(text: str) -> list[ReferenceEntry]:
    """Return the works of a CSL-JSON text: an array, one object, or Zotero's ``{"items": […]}``.

    Raise UnreadableReferencesError, with the line, when it is not JSON.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableReferencesError(
            f"ce fichier JSON ne se lit pas à la ligne {error.lineno}, colonne {error.colno} : il y manque peut-être une virgule ou "
            "un guillemet."
        ) from error
    except RecursionError as error:
        raise UnreadableReferencesError("ce fichier JSON est démesuré.") from error
    if isinstance(data, dict):
        data = data["items"] if isinstance(data.get("items"), list) else [data]
    items = [item for item in data if isinstance(item, dict)] if isinstance(data, list) else []
    if not items or len(items) > MAX_ENTRIES:
        raise UnreadableReferencesError(f"ce fichier ne contient aucune référence en CSL-JSON, ou plus de {MAX_ENTRIES}.")
    return [csl_entry(item) for item in items]


def csl_entry(item: Mapping[str, object]) -> ReferenceEntry:
    """Return one CSL-JSON item as an entry, not yet finished."""
    told: list[str] = []
    given = str(item.get("type", ""))
    kind = _TYPES.get(given, "misc")
    if given not in _TYPES:
        told.append(no_such_type(given or "non dit"))
    genre = _text(item.get("genre")).casefold()
    if kind == "phdthesis" and any(word in genre for word in ("master", "maîtrise", "mémoire")):
        kind = "mastersthesis"
    if "note" in item:
        told.append(no_private_note("(« note », le champ « Extra » de Zotero)"))
    fields = {ours: _text(item[theirs]) for theirs, ours in _FIELDS.items() if theirs in item}
    title = ": ".join(filter(None, (_text(item.get("title")), _text(item.get("subtitle")))))
    fields |= _dates(item) | _numbers(item, kind, told)
    container = "" if kind == "legislation" else _text(item.get("container-title"))
    fields |= published_in(kind, container, _text(item.get("publisher")))
    if article := _text(item.get("article-number")):
        fields["eid"] = article
        if fields.get("pages") == article:
            del fields["pages"]
    if people := _people(item.get("translator"), told):
        fields["translator"] = " and ".join(person.family if person.literal else f"{person.family}, {person.given}" for person in people)
    if item.get("abstract"):
        told.append(NO_ABSTRACT)
    authors, editors = _people(item.get("author"), told), _people(item.get("editor"), told)
    if kind == "video" and not authors:
        authors = _people(item.get("director"), told)
    known = {*_FIELDS, *_READ, *_OF_THE_RECORD}
    known |= {"director"} if kind == "video" and authors else set()
    told += unplaced((name, _shown(value)) for name, value in item.items() if name not in known)
    return ReferenceEntry(kind, title, authors=authors, editors=editors, fields=fields, told=tuple(told), origin=str(item.get("id", "")))


def _numbers(item: Mapping[str, object], kind: str, told: list[str]) -> dict[str, str]:
    issue, number = _text(item.get("issue")), _text(item.get("number"))
    if kind == "article":
        # CSL 1.0.2: beside an issue, the number is the article's own, which takes the place of pages.
        both = {"number": issue, "eid": number} if issue and number != issue else {"number": issue or number}
        return {name: value for name, value in both.items() if value}
    if issue and number and issue != number:
        told += unplaced([("issue", issue)])
    container = _text(item.get("container-title")) if kind == "legislation" else ""
    chosen = ", ".join(filter(None, (container, number or issue)))
    return {"number": chosen} if chosen else {}


def _dates(item: Mapping[str, object]) -> dict[str, str]:
    found: dict[str, str] = {}
    issued = next((day for name in ("issued", "published", "published-print", "published-online") if (day := _date(item.get(name)))), "")
    if issued:
        found["year"] = issued[:4]
        if len(issued) > 4:
            found["date"] = issued
    if accessed := _date(item.get("accessed")):
        found["urldate"] = accessed
    return found


def _date(value: object) -> str:
    """Return a CSL date in ISO 8601, as precise as it is; "" when there is none."""
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        numbers = [str(part) for part in parts[0][:3] if str(part).isdigit()]
        written = read_date("-".join([*numbers[:1], *(number.zfill(2) for number in numbers[1:])]))
        if written is None and numbers:
            written = read_date(numbers[0])
        if written is not None:
            return written.iso
    raw = str(value.get("raw") or value.get("literal") or "")
    written = read_date(raw)
    known = year_in(raw)
    return written.iso if written is not None else f"{known:04}" if known is not None else ""


def _people(value: object, told: list[str]) -> tuple[Name, ...]:
    found: list[Name] = []
    for person in value if isinstance(value, list) else []:
        if not isinstance(person, dict):
            continue
        part = {name: text_of_mixed(str(person.get(name) or "")) for name in _PARTS}
        literal = part["literal"] or part["name"]
        if literal and not part["family"]:
            found.append(Name(literal, literal=True))
        elif part["family"] and not part["given"] and not part["dropping-particle"]:
            # A whole name, or several, in the field of family names; an organisation, more often than not.
            read = names_in(part["family"]) if re.search("[,;]", part["family"]) else Read((Name(part["family"], literal=True),))
            found += read.names
            told += read.doubts
        elif part["family"] or part["given"]:
            found.append(
                structured(part["family"], part["given"], part["non-dropping-particle"], part["dropping-particle"], part["suffix"])
            )
    return tuple(found)


def _text(value: object) -> str:
    """Return a value as text; Crossref gives some of them as lists."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(_text(part) for part in value if isinstance(part, str | int)))
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _shown(value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "; ".join(
            " ".join(str(part) for part in (item.get("given"), item.get("family"), item.get("literal")) if part)
            for item in value
            if isinstance(item, dict)
        )
    if isinstance(value, dict) and "date-parts" in value:
        return _date(value)
    return _text(value) or (json.dumps(value, ensure_ascii=False)[:120] if value else "")
