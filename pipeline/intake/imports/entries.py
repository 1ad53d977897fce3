"""References as other programs write them, made into entries of our bibliography; what has no place in it is told, never lost."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.content.sources.bibliography import REQUIRED, Reference
from pipeline.text import dois
from pipeline.text.addresses import is_web_address
from pipeline.text.diagnostics import Place
from pipeline.text.files import without_invisible
from pipeline.text.html_text import text_of_mixed
from pipeline.text.people.authors import AND_OTHERS, Name, with_suffix
from pipeline.text.typographic import FrenchError, french_lines, french_text
from pipeline.text.words import collapse, fold, word_set
from pipeline.text.written_dates import read_date, year_in

MAX_ENTRIES = 5_000
MAX_FIELD = 4_000
# Authors' rights: an abstract is not ours to publish (docs/decisions/013-no-abstracts.md).
NO_ABSTRACT = "non gardé : résumé, que le droit d’auteur ne permet pas de garder"
_FRENCH_WORDS = word_set("""
    le la les l d de des du un une et dans chez pour par sur aux au avec entre selon qui que qu ou est son ses leur leurs en s n ce
    cette sans vers nos notre
""")
_ENGLISH_WORDS = word_set("""
    the of and in for to with from among between its by an is at how what do does their that are as not into
""")
_FRENCH_ENDS = re.compile(
    r"(?:aires?|uels?|uelles?|eux|euses?|eurs?|oires?|iques?|ismes?|eaux?|ois|oises?|aises?|illes?|antes?|apports?|mmes?)$"
)
_ENGLISH_ENDS = re.compile(r"(?:ing|ings|ness|ship|ly|ful|ght|th|ity|ities|ed|ies|ory|cy|ool|ools|ment|ments|ey|er|ers|sh|ow|k|ks)$")
# Nouns of French titles that have no accent, and that English has not.
_FRENCH_NOUNS = word_set("""
    rapport rapports bilan projet projets enfants jeunes enseignants enseignantes avis loi lois outil outils recherche recherches
    trousse fiche fiches cadre tutorat mentorat apprentissage apprentissages accompagnement enseignement perfectionnement rendement
    travail vie temps mots livres classe
""")
# Names of places with an accent say nothing of the language of a title.
_PLACES = frozenset(("québec", "montréal", "trois-rivières", "québécois"))
# Signs that BibTeX reads as its own, whatever is put before them.
_LATEX = frozenset("\\{}")
_IN_PLACE_OF_LATEX = str.maketrans("\\{}", "/()")
# The field of what a work of each type appeared in, and of who published it.
_CONTAINER = {
    "article": "journal",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
    "misc": "howpublished",
    "online": "organization",
    "unpublished": "eventtitle",
    "video": "series",
}
_PUBLISHER = {
    "techreport": "institution",
    "phdthesis": "school",
    "mastersthesis": "school",
    "online": "organization",
    "video": "organization",
}
# The order of the fields in our files, whichever way the work came; what is not here follows, as it was given.
_ORDER = ("journal", "booktitle", "institution", "school", "publisher", "year", "volume", "number", "eid", "pages", "doi", "url")
_NAMES = {
    "author": "auteur", "title": "titre", "journal": "revue", "journaltitle": "revue", "year": "année", "date": "date",
    "publisher": "éditeur", "booktitle": "titre du livre", "institution": "établissement", "school": "université", "url": "adresse",
}  # fmt: skip


class UnreadableReferencesError(FrenchError):
    """A text that holds no reference to read; the message is French."""


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """A work as a file or a registry describes it, with BibTeX's types and field names, its text decoded.

    ``told`` says in French what was changed or has no place; ``origin`` is the name that the work had there; ``unread`` says why it cannot
    be one of ours, when it cannot.
    """

    type: str
    title: str
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    fields: Mapping[str, str]
    told: tuple[str, ...] = ()
    origin: str = ""
    unread: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "told", french_lines(self.told))
        object.__setattr__(self, "unread", french_text(self.unread))

    @property
    def doi(self) -> str | None:
        """Bare DOI in lower case, or None."""
        doi = dois.bare(self.fields.get("doi", ""))
        return dois.same(doi) if doi else None

    @property
    def year(self) -> str | None:
        """Year of publication as four digits, or None."""
        year = year_in(self.fields.get("year", "") or self.fields.get("date", ""))
        return str(year) if year is not None else None

    def reference(self, key: str) -> Reference:
        """Return the entry under ``key``, as our bibliography reads it."""
        return Reference(
            key=key,
            type=self.type,
            authors=self.authors,
            editors=self.editors,
            fields={"title": self.title, **self.fields},
            place=Place(""),
            field_places={},
        )


def finished(entry: ReferenceEntry) -> ReferenceEntry:
    """Return the entry made fit for our bibliography: text and fields in one form and order, DOI bare, language said, a fitting type.

    Raise UnreadableReferencesError when it has no title, or was not read.
    """
    if entry.unread:
        raise UnreadableReferencesError(f"{entry.origin or 'une référence'} {entry.unread}")
    told = list(entry.told)
    fields = {name: tidy(_worded(name, value), told, name) for name, value in entry.fields.items() if value.strip()}
    title = tidy(text_of_mixed(entry.title), told, "title")
    if not title:
        raise UnreadableReferencesError(f"la référence « {entry.origin or 'sans nom'} » n’a pas de titre.")
    _tidy_addresses(fields, told)
    if number := re.fullmatch(r"(?:article|art\.|article no\.?|e-?article)\s*(\S{1,20})", fields.get("pages", ""), re.IGNORECASE):
        fields.setdefault("eid", number.group(1))
        del fields["pages"]
    if "pages" in fields:
        fields["pages"] = re.sub(r"(?<=\w)\s*[-–—−]{1,3}\s*(?=\w)", "–", fields["pages"])
    _tidy_dates(fields, told)
    fields["langid"] = _language(fields, title, told)
    fields = {name: fields[name] for name in (*_ORDER, *fields) if name in fields}
    result = replace(entry, title=title, authors=_people(entry.authors, told), editors=_people(entry.editors, told), fields=fields)
    missing = _missing(result)
    if missing:
        told.append(f"sans {', '.join(missing)}, le type « {entry.type} » devient « misc » : complétez l’entrée, puis changez son type")
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


def _worded(name: str, value: str) -> str:
    """Return the words of a field: registries and programs leave tags and entities in them."""
    return value if name in ("url", "doi") else text_of_mixed(value)


def _tidy_dates(fields: dict[str, str], told: list[str]) -> None:
    """Make one year of « year » and « date »: the year first; a date that disagrees is told and left out, never mixed with it."""
    year, written = fields.get("year", ""), read_date(fields.get("date", ""))
    if year and not re.fullmatch(r"\d{4}", year):
        known = year_in(year)
        told.append(f"l’année « {year[:40]} » est lue {known if known is not None else 'comme inconnue'}")
        fields["year"] = str(known) if known is not None else ""
    if "date" in fields and written is None and not fields.get("year") and (known := year_in(fields["date"])) is not None:
        told.append(f"de la date « {fields['date'][:40]} », l’année {known} seule est lue")
        fields["year"] = str(known)
    if written is None:
        if fields.pop("date", ""):
            told += [] if fields.get("year") else ["la date ne se lit pas : l’année est inconnue"]
    elif fields.get("year") and int(fields["year"]) != written.year:
        told.append(f"deux années sont données : {fields['year']}, qui est gardée, et {fields.pop('date')}; vérifiez dans la source")
    else:
        if written.doubtful:
            told.append(f"la date « {fields['date'][:40]} » est donnée comme incertaine")
        fields["date"] = written.iso
        if written.month is None:
            fields["year"] = fields.pop("date")
    if "urldate" in fields:
        seen = read_date(fields["urldate"])
        fields["urldate"] = seen.iso if seen is not None else fields["urldate"]
    for name in [name for name in ("year", "date") if not fields.get(name, "x")]:
        del fields[name]


def _tidy_addresses(fields: dict[str, str], told: list[str]) -> None:
    """Keep the DOI bare, wherever it was given, and the address only when it says something else."""
    typed = fields.get("doi", "")
    doi = dois.bare(typed or fields.get("url", ""))
    if doi is not None:
        fields["doi"] = doi
        same_address = dois.bare(fields.get("url", ""))
        if same_address is not None and dois.same(same_address) == dois.same(doi):
            del fields["url"]  # it says the same
    elif typed:
        told.append(f"le DOI « {fields.pop('doi')[:80]} » n’en est pas un : il n’est pas gardé")
    if "url" in fields and (not is_web_address(fields["url"]) or re.search(r"[{}]", fields["url"])):
        told.append(f"l’adresse « {fields.pop('url')[:80]} » n’est pas une adresse http : elle n’est pas gardée")


def _people(names: tuple[Name, ...], told: list[str]) -> tuple[Name, ...]:
    kept: list[Name] = []
    for name in names:
        family, given, suffix = (tidy(text_of_mixed(part), told, "nom") for part in (name.family, name.given, name.suffix))
        if not given and fold(family) in AND_OTHERS:
            told.append("la liste des auteurs n’est pas complète : ajoutez ceux que la source nomme")
        elif family or given:
            person = Name(family, given, name.literal or not given, suffix) if family else Name(given, literal=True)
            kept.append(with_suffix(person))
    return tuple(kept)


def _language(fields: dict[str, str], title: str, told: list[str]) -> str:
    said = fields.pop("language", "") or fields.pop("langid", "")
    fields.pop("langid", None)
    known = {"fr": "french", "en": "english"}.get(fold(said)[:2]) if fold(said) != "french" else "french"
    if said:
        return known or {"canadien": "french", "american": "english", "british": "english"}.get(fold(said), said)
    french = is_french(title)
    told.append(f"langue supposée d’après le titre : {'français' if french else 'anglais'}; corrigez « langid » s’il le faut")
    return "french" if french else "english"


def is_french(title: str) -> bool:
    """Say whether a title looks French: its small words first, then its accents, then how its words end; in doubt, it is not."""
    words = [word for word in re.split(r"[^\w-]+", title.casefold()) if word and word not in _PLACES]
    french = 2.0 * sum(word in _FRENCH_WORDS for word in words)
    french += 1.5 * sum(re.search("[àâçéèêëîïôùûœ]", word) is not None for word in words)
    french += 1.5 * sum(word in _FRENCH_NOUNS for word in words)
    french += sum(_FRENCH_ENDS.search(word) is not None for word in words if len(word) > 4)
    english = 2.0 * sum(word in _ENGLISH_WORDS for word in words)
    english += sum(_ENGLISH_ENDS.search(word) is not None for word in words if len(word) > 3 and word.isascii())
    return french > english


def _missing(entry: ReferenceEntry) -> list[str]:
    present = {"title", *entry.fields, *(["author"] if entry.authors else []), *(["editor"] if entry.editors else [])}
    return [_NAMES.get(names[0], names[0]) for names in REQUIRED[entry.type] if not present & set(names)]


def published_in(kind: str, container: str, publisher: str) -> dict[str, str]:
    """Return the fields of what a work of type ``kind`` appeared in and of who published it, those that are not empty."""
    found = {_CONTAINER.get(kind, "booktitle"): container} if container else {}
    return found | ({_PUBLISHER.get(kind, "publisher"): publisher} if publisher else {})


def no_such_type(given: str) -> str:
    """Return how a type is told that our bibliography has not."""
    return f"le type « {given} » n’a pas d’équivalent : il devient « misc »"


def no_private_note(named: str) -> str:
    """Return how it is told that what someone wrote for themselves of a work is left out: `research_notes/bibliographie/` is public."""
    return f"non gardé : la note {named}, que quelqu’un a écrite pour soi; la bibliographie est publique"


def unplaced(pairs: Iterable[tuple[str, object]]) -> list[str]:
    """Return how what has no place is told: its name there and what it said, shortened."""
    return [
        f"« {name} » n’a pas de place ici : {shown}"
        for name, value in pairs
        if (shown := collapse(str(value))[:120]) not in ("", "[]", "{}", "None")
    ]


def unread_entry(origin: str, line: int, reason: str) -> ReferenceEntry:
    """Return an entry that could not be read, so that it is counted and told with the others; ``line`` counts from 1."""
    return ReferenceEntry("misc", "", authors=(), editors=(), fields={}, told=(), origin=origin, unread=f"(ligne {line}) : {reason}")
