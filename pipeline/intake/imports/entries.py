"""References as other programs write them, made into entries of our bibliography; what has no place in it is told, never lost in silence."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.content.sources.bibliography import REQUIRED, Name, Reference
from pipeline.intake.imports.matching import bare_doi
from pipeline.intake.registries.crossref import plain
from pipeline.text.addresses import is_web_address
from pipeline.text.diagnostics import Place
from pipeline.text.files import without_invisible
from pipeline.text.typographic import FrenchError
from pipeline.text.words import collapse, fold

MAX_ENTRIES = 5_000
MAX_FIELD = 4_000
# Authors' rights: an abstract is not ours to publish (field guide, section 5).
ABSTRACT = "résumé, que le droit d’auteur ne permet pas de garder"
_DOI_ADDRESS = re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)
_FRENCH_WORDS = frozenset(["le", "la", "les", "l", "des", "du", "une", "et", "dans", "chez", "pour", "par", "sur", "aux", "au", "avec", "entre", "selon", "qui", "que", "ou", "est", "son", "ses", "leur", "leurs"])  # fmt: skip
_ENGLISH_WORDS = frozenset(["the", "of", "and", "in", "for", "to", "on", "with", "from", "among", "between", "its", "by", "an", "is", "at", "how", "what"])  # fmt: skip
# Signs that BibTeX reads as its own, whatever is put before them.
_LATEX = frozenset("\\{}")
_IN_PLACE_OF_LATEX = str.maketrans("\\{}", "/()")
_AND_OTHERS = frozenset(("others", "et al", "et al.", "et coll", "et coll."))
# The order of the fields in our files, whichever way the work came; what is not here follows, as it was given.
_ORDER = ("journal", "booktitle", "institution", "school", "publisher", "year", "volume", "number", "pages", "doi", "url")
_NAMES = {
    "author": "auteur", "title": "titre", "journal": "revue", "journaltitle": "revue", "year": "année", "date": "date",
    "publisher": "éditeur", "booktitle": "titre du livre", "institution": "établissement", "school": "université", "url": "adresse",
}  # fmt: skip


class UnreadableReferencesError(FrenchError):
    """A text that holds no reference to read; the message is French."""


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """A work as a file or a registry describes it, with BibTeX's types and field names, its text decoded.

    ``told`` says in French what was changed or has no place; ``origin`` is the name that the work had there.
    """

    type: str
    title: str
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    fields: Mapping[str, str]
    told: tuple[str, ...] = ()
    origin: str = ""

    @property
    def doi(self) -> str | None:
        """Bare DOI in lower case, or None."""
        return bare_doi(self.fields["doi"]) if "doi" in self.fields else None

    @property
    def year(self) -> str | None:
        """Year of publication as four digits, or None."""
        match = re.search(r"\d{4}", self.fields.get("year", self.fields.get("date", "")))
        return match.group() if match else None

    def reference(self, key: str) -> Reference:
        """Return the entry under ``key``, as our bibliography reads it."""
        return Reference(key, self.type, self.authors, self.editors, {"title": self.title, **self.fields}, Place(""), {})


def finished(entry: ReferenceEntry) -> ReferenceEntry:
    """Return the entry made fit for our bibliography: text and fields in one form and order, DOI bare, language said, a type whose fields it has.

    Raise UnreadableReferencesError when it has no title.
    """
    told = list(entry.told)
    fields = {name: tidy(value, told, name) for name, value in entry.fields.items() if value.strip()}
    title = tidy(plain(entry.title), told, "title")
    if not title:
        raise UnreadableReferencesError(f"la référence « {entry.origin or 'sans nom'} » n’a pas de titre.")
    _tidy_addresses(fields, told)
    if "pages" in fields:
        fields["pages"] = re.sub(r"(?<=\w)\s*[-–—−]{1,3}\s*(?=\w)", "–", fields["pages"])
    if "year" in fields and not re.fullmatch(r"\d{4}", fields["year"]):
        digits = re.search(r"(\d{4})\D*$", fields["year"])
        told.append(f"l’année « {fields['year'][:40]} » est lue {digits.group(1) if digits else 'comme inconnue'}")
        fields["year"] = digits.group(1) if digits else ""
        fields = {name: value for name, value in fields.items() if value}
    fields["langid"] = _language(fields, title, told)
    fields = {name: fields[name] for name in (*_ORDER, *fields) if name in fields}
    result = replace(entry, title=title, authors=_people(entry.authors, told), editors=_people(entry.editors, told), fields=fields)
    missing = _missing(result)
    if missing:
        told.append(
            f"sans {', '.join(missing)}, le type « {entry.type} » devient « misc »\u00a0: complétez l’entrée, puis changez son type"
        )
        result = replace(result, type="misc")
    return replace(result, told=tuple(told))


def tidy(value: str, told: list[str], name: str) -> str:
    """Return a value on one line, in composed Unicode (NFC), without the characters that our files refuse."""
    text = collapse(without_invisible(unicodedata.normalize("NFC", value)))
    if name not in ("url", "doi") and _LATEX.intersection(text):
        told.append(f"dans « {name} », les signes \\ {{ }} deviennent / ( )")
        text = text.translate(_IN_PLACE_OF_LATEX)
    if len(text) > MAX_FIELD:
        told.append(f"« {name} » est coupé à {MAX_FIELD} caractères")
        text = text[:MAX_FIELD]
    return text


def _tidy_addresses(fields: dict[str, str], told: list[str]) -> None:
    doi = re.sub(r"^doi:\s*", "", _DOI_ADDRESS.sub("", fields.get("doi", "")), flags=re.IGNORECASE).strip()
    if not doi and _DOI_ADDRESS.match(fields.get("url", "")):
        doi = _DOI_ADDRESS.sub("", fields["url"])
    if doi and re.fullmatch(r"10\.\d{4,9}/[^\s{}\"<>\\]+", doi):
        fields["doi"] = doi
        if bare_doi(fields.get("url", "")) == doi.lower():
            del fields["url"]  # it says the same
    elif "doi" in fields:
        told.append(f"le DOI « {fields.pop('doi')[:80]} » n’en est pas un\u00a0: il n’est pas gardé")
    if "url" in fields and (not is_web_address(fields["url"]) or re.search(r"[{}]", fields["url"])):
        told.append(f"l’adresse « {fields.pop('url')[:80]} » n’est pas une adresse http\u00a0: elle n’est pas gardée")


def _people(names: tuple[Name, ...], told: list[str]) -> tuple[Name, ...]:
    kept: list[Name] = []
    for name in names:
        family, given = (tidy(plain(part), told, "nom") for part in (name.family, name.given))
        if not given and fold(family) in _AND_OTHERS:
            told.append("la liste des auteurs n’est pas complète\u00a0: ajoutez ceux que la source nomme")
        elif family or given:
            kept.append(Name(family, given, name.literal or not given) if family else Name(given, literal=True))
    return tuple(kept)


def _language(fields: dict[str, str], title: str, told: list[str]) -> str:
    said = fields.pop("language", "") or fields.pop("langid", "")
    fields.pop("langid", None)
    known = {"fr": "french", "en": "english"}.get(fold(said)[:2]) if fold(said) != "french" else "french"
    if said:
        return known or {"canadien": "french", "american": "english", "british": "english"}.get(fold(said), said)
    words = set(re.split(r"\W+", title.casefold()))
    french = len(words & _FRENCH_WORDS) > len(words & _ENGLISH_WORDS)
    told.append(f"langue supposée d’après le titre\u00a0: {'français' if french else 'anglais'}; corrigez « langid » s’il le faut")
    return "french" if french else "english"


def _missing(entry: ReferenceEntry) -> list[str]:
    present = {"title", *entry.fields, *(["author"] if entry.authors else []), *(["editor"] if entry.editors else [])}
    return [_NAMES.get(names[0], names[0]) for names in REQUIRED[entry.type] if not present & set(names)]


def unplaced(pairs: Iterable[tuple[str, object]]) -> list[str]:
    """Return how what has no place is told: its name there and what it said, shortened."""
    return [
        f"« {name} » n’a pas de place ici\u00a0: {shown}"
        for name, value in pairs
        if (shown := collapse(str(value))[:120]) not in ("", "[]", "{}", "None")
    ]
