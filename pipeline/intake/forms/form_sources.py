"""The sources of a form: what a person wrote of each, and what it becomes: an entry of the bibliography and a reading note."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.content.sources.bibliography import Reference
from pipeline.content.sources.notes import TO_WRITE
from pipeline.content.sources.reading import Design, Link, Reading
from pipeline.intake.imports.bibtex import read_bibtex
from pipeline.intake.imports.entries import ReferenceEntry, UnreadableReferencesError
from pipeline.intake.imports.ris import read_ris
from pipeline.text import dois, inert
from pipeline.text.people.authors import names_in
from pipeline.text.typographic import NBSP
from pipeline.text.words import fold
from pipeline.text.yaml_out import yaml_text

MAX_SOURCES, MAX_EXCERPTS = 30, 20
_START = re.compile(r"^[ \t]*\[?(\d{1,2})[\].)][ \t]+(?=https?:|10\.|doi:)", re.MULTILINE | re.IGNORECASE)
_DETAIL = re.compile(rf"^[ \t]*([^\W\d_][\w ’'-]{{1,30}}?)[ {NBSP}]?:[ {NBSP}]+(\S.*)$")
_APA = re.compile(
    r"^(?P<people>[^()\n]{2,400}?)[ ]*\((?P<year>\d{4})[a-z]?\)\.?[ ]+(?P<title>[^\n]{4,400}?)\.(?:[ ]+(?P<where>[^\n.]{2,200})\.?.*)?$"
)
_LOCATOR = "repere"


@dataclass(frozen=True)
class QuotedPart:
    """One excerpt as it was given."""

    locator: str
    quotation: str
    paraphrase: str


@dataclass(frozen=True)
class GivenSource:
    """One source as it was given: ``number`` is what the text cites it by, ``details`` are « clé : valeur » lines, folded keys."""

    number: int
    address: str | None
    doi: str | None
    reference: str
    details: Mapping[str, str] = field(default_factory=dict)
    excerpts: tuple[QuotedPart, ...] = ()


def given_sources(text: str) -> tuple[GivenSource, ...]:
    """Return the sources that a person listed, each begun by its number and its address."""
    starts = list(_START.finditer(text))[:MAX_SOURCES]
    ends = [*(found.start() for found in starts[1:]), len(text)]
    sources: dict[int, GivenSource] = {}
    for found, end in zip(starts, ends, strict=False):
        number = int(found.group(1))
        where, _, rest = text[found.end() : end].partition("\n")
        sources.setdefault(number, given_source(number, where, rest))
    return tuple(sources.values())


def given_source(number: int, where: str, rest: str) -> GivenSource:
    """Return one source: its address, then its reference, details and excerpts, in lines."""
    doi = dois.find(where)
    lines = rest.split("\n")
    reference: list[str] = []
    details: dict[str, str] = {}
    while lines and not _begins_excerpt(lines[0]):
        line = lines.pop(0)
        detail = _DETAIL.match(line) if not reference or len(line) < 200 else None
        if detail and fold(detail.group(1)).strip() in _DETAILS:
            details[fold(detail.group(1)).strip()] = inert.line(detail.group(2))
        elif line.strip():
            reference.append(line)
    address = inert.address(where.rstrip(" .,;")) or (dois.address(doi) if doi else None)
    return GivenSource(
        number=number, address=address, doi=doi, reference="\n".join(reference), details=details, excerpts=quoted_parts(lines)
    )


def quoted_parts(lines: list[str]) -> tuple[QuotedPart, ...]:
    """Return the excerpts that ``lines`` hold: perhaps a locator, then the words after « > », then what they mean."""
    parts: list[tuple[str, list[str], list[str]]] = []
    locator = "résumé"
    for line in lines:
        detail = _DETAIL.match(line)
        if detail and fold(detail.group(1)).strip() == _LOCATOR:
            locator = inert.locator(detail.group(2)) or locator
        elif line.lstrip().startswith(">"):
            if not parts or parts[-1][2] or parts[-1][0] != locator:
                parts.append((locator, [], []))
            parts[-1][1].append(line)
        elif line.strip() and parts:
            parts[-1][2].append(line)
    return tuple(
        QuotedPart(where, inert.quotation("\n".join(words)), inert.sentence("\n".join(meaning)))
        for where, words, meaning in parts[:MAX_EXCERPTS]
        if inert.quotation("\n".join(words))
    )


def _begins_excerpt(line: str) -> bool:
    detail = _DETAIL.match(line)
    return line.lstrip().startswith(">") or (detail is not None and fold(detail.group(1)).strip() == _LOCATOR)


# What may be said of a source in its block, by folded key: the key of the note that it fills.
_DETAILS = {"population": "population", "devis": "devis_enonce", "lu par": "lu_par", "pairs": "evaluation_fondement"}


def described(source: GivenSource) -> ReferenceEntry | None:
    """Return the work as the person described it, in BibTeX, in RIS or in one line; None when they did not."""
    pasted = _pasted(source.reference)
    return pasted if pasted is not None and not pasted.unread else _written(source)


def _pasted(reference: str) -> ReferenceEntry | None:
    try:
        if re.search(r"^[ \t]*@[A-Za-z]+[ \t]*\{", reference, re.MULTILINE):
            return read_bibtex(reference)[0]
        if re.search(r"^TY {2}-", reference, re.MULTILINE):
            return read_ris(reference)[0]
    except UnreadableReferencesError:
        return None
    return None


def _written(source: GivenSource) -> ReferenceEntry | None:
    """Return the work of a reference in APA style, « Auteurs (année). Titre. Revue. »; None when it is written otherwise."""
    found = _APA.match(inert.line(source.reference))
    if found is None:
        return None
    people = names_in(found.group("people")).names
    fields = {"year": found.group("year")}
    where = found.group("where")
    if source.doi:
        fields["doi"] = source.doi
    elif source.address:
        fields["url"] = source.address
    if where:
        fields["journal"] = re.sub(r",\s*\d.*$", "", where).strip(" *_,")
    kind = "article" if where and people else "online" if source.address and people else "misc"
    return ReferenceEntry(
        kind,
        found.group("title").strip(" *_"),
        authors=people,
        editors=(),
        fields=fields,
        told=(),
        origin=source.doi or source.address or found.group("title"),
    )


def excerpt_ids(source: GivenSource, prefix: str) -> tuple[str, ...]:
    """Return the id of each excerpt."""
    return tuple(f"{prefix}-{number}" for number in range(1, len(source.excerpts) + 1))


def note_text(reference: Reference, source: GivenSource, known: Mapping[str, str], prefix: str, today: date) -> str:
    """Return the reading note of a work; what nobody said is « à écrire » (rule N007).

    ``known`` holds what the form asked apart; an empty answer there is « null ».
    """
    details = {_DETAILS[name]: value for name, value in source.details.items()}
    pairs = re.match(r"(oui|non|probable)\b[ ,:;.]*", details.get("evaluation_fondement", ""), re.IGNORECASE)
    if pairs:
        details["evaluation_fondement"] = details["evaluation_fondement"][pairs.end() :]

    def said(name: str, unsaid: str = TO_WRITE) -> str:
        if known.get(name) == "":
            return "null"
        return yaml_text(known.get(name) or details.get(name) or unsaid)

    lu = known.get("lu", Reading.ABSTRACT)
    header = [
        f"devis: {known.get('devis', Design.UNSTATED)}",
        f"devis_enonce: {said('devis_enonce')}",
        f"lien: {known.get('lien', Link.UNDETERMINED)}",
        f"population: {said('population')}",
        f"lu: {lu}",
        f"lu_par: {said('lu_par')}",
        f"lu_le: {today.isoformat()}",
        f"evaluation_par_les_pairs: {known.get('evaluation_par_les_pairs') or (pairs.group(1).lower() if pairs else 'non')}",
        f"evaluation_fondement: {said('evaluation_fondement')}",
    ]
    return "\n".join(["---", *header, "---", ""]) + excerpt_sections(reference, source, lu, prefix)


def excerpt_sections(reference: Reference, source: GivenSource, reading: str, prefix: str) -> str:
    """Return the sections of the excerpts, each after an empty line."""
    url = f" url={source.address}" if source.address else ""
    return "".join(
        (
            f"\n## {part.locator} {{#{id} lang={reference.language} lu={reading}{url}}}\n\n> {part.quotation}\n\n"
            f"{part.paraphrase or TO_WRITE}\n"
        )
        for id, part in zip(excerpt_ids(source, prefix), source.excerpts, strict=True)
    )


def same_doi(reference: Reference, source: GivenSource) -> bool:
    """Say whether that entry of the bibliography is that source, by DOI or address."""
    if source.doi:
        return reference.doi == dois.same(source.doi)
    return bool(source.address) and reference.url == source.address


_CITED = re.compile(r"(?<![\\\w\]])\[(\d{1,2}(?:\.\d{1,2})?(?:[ ]?[,;][ ]?\d{1,2}(?:\.\d{1,2})?)*)\](?![(:])")


@dataclass(frozen=True)
class Cited:
    """What « [1] » and « [1.2] » become: a citation by number of source and of excerpt."""

    by_number: Mapping[tuple[int, int], str]

    def in_text(self, text: str, unknown: set[str]) -> str:
        """Return ``text`` with its numbers made citations; those of no known excerpt stay text, and are added to ``unknown``."""

        def replace(found: re.Match[str]) -> str:
            numbers = re.split(r"[ ]?[,;][ ]?", found.group(1))
            citations = [self.by_number.get((int(first), int(second or 1))) for first, _, second in (n.partition(".") for n in numbers)]
            unknown.update(number for number, citation in zip(numbers, citations, strict=True) if citation is None)
            if None in citations:
                return f"\\{found.group()[:-1]}\\]"
            return f"[{'; '.join(citation for citation in citations if citation)}]"

        return _CITED.sub(replace, text)


def citation(key: str, part: QuotedPart, id: str) -> str:
    """Return the citation of one excerpt, without brackets."""
    return f"@{key}, {part.locator}, #{id}"
