"""Names in BibTeX: « and » between them, braces around organisations, BibLaTeX's extended names."""

import re
from collections.abc import Callable

from pybtex.database import Person
from pybtex.exceptions import PybtexError

from pipeline.text.people.authors import (
    MAX_NAMES,
    SUFFIX,
    Name,
    Read,
    is_a_persons,
    names_in,
    natural_name,
    organisation_in,
    structured,
    with_suffix,
)
from pipeline.text.words import collapse, fold, word_set


def bibtex_names(field: str, decoded: Callable[[str], str]) -> Read:
    """Return the names of a BibTeX field (« and » between them, braces around organisations), BibLaTeX's extended names included.

    ``decoded`` turns LaTeX into text, and may raise. Raise ValueError when a name has more commas than BibTeX knows.
    """
    names: list[Name] = []
    doubts: list[str] = []
    for typed in _parts_of_list(field):
        if extended := _extended(typed):
            names.append(_of_extended(extended, decoded))
        elif typed.startswith("{") and _closes(typed) == len(typed):
            names.append(Name(collapse(decoded(typed)), literal=True))
        elif organisation := _unbraced(collapse(decoded(typed))):
            names.append(organisation)
            doubts.append(
                f"« {organisation.family[:80]} » est lu comme un organisme, d’après ses mots : mettez son nom entre deux accolades"
            )
        elif re.search(r"(?<!\\);", re.sub(r"&#?\w{1,12};|\{[^{}]*\}", "", typed)):
            read = names_in(decoded(typed))
            names += read.names
            doubts += [*read.doubts, f"« {collapse(decoded(typed))[:80]} » : dans BibTeX, les noms se séparent par « and »"]
        else:
            try:
                person = Person(typed)
            except PybtexError as error:
                raise ValueError(str(error)) from error
            names.append(_of_person(person, decoded))
    return Read(tuple(names[:MAX_NAMES]), tuple(doubts))


# Words that are no one's family name; « Ville », « Table » or « Chambre » may be.
_SURE = word_set("""
    ministere ministry department departement universite universites university institut institute association foundation fondation
    corporation committee comite commission council conseil organisation organization federation agency agence gouvernement
    government secretariat consortium regroupement observatoire cegep societe reseau
""")


def _unbraced(shown: str) -> Name | None:
    """Return the organisation that a BibTeX name is, though nobody put it in braces: BibTeX would make it a person."""
    words = re.findall(r"[^\W_]+", fold(shown))
    if ";" in shown or not (set(words) & _SURE) or is_a_persons(shown) or len(words) < 2:
        return None
    family, comma, _ = shown.partition(",")
    if comma and not organisation_in(family):
        return None
    return Name(shown, literal=True)


def _parts_of_list(field: str) -> list[str]:
    """Return the names between the « and » that stand outside braces; an « and » with no name beside it says nothing."""
    parts, depth, start = [], 0, 0
    for sign in re.finditer(r"[{}]|(?<![^\s}])and(?=[\s{]|$)", field, re.IGNORECASE):
        if sign.group() == "{":
            depth += 1
        elif sign.group() == "}":
            depth -= 1
        elif depth == 0:
            parts.append(field[start : sign.start()])
            start = sign.end()
    return [name for part in (*parts, field[start:]) if (name := part.strip().strip(",").strip())]


def _closes(text: str) -> int:
    """Return the offset after the brace that closes the first one."""
    depth = 0
    for at, sign in enumerate(text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0:
            return at + 1
    return -1


def _of_person(person: Person, decoded: Callable[[str], str]) -> Name:
    """Return a name that pybtex cut."""
    family, suffix, given = (
        collapse(decoded(" ".join(parts)))
        for parts in (
            (*person.prelast_names, *person.last_names),
            person.lineage_names,
            (*person.first_names, *person.middle_names),
        )
    )
    if not given:
        return Name(collapse(" ".join(filter(None, (family, suffix)))), literal=True)
    if SUFFIX.fullmatch(family) and " " in given:  # « Martin Luther King Jr. »
        return natural_name(f"{given} {family}")
    if SUFFIX.fullmatch(given) and suffix and not SUFFIX.fullmatch(suffix):  # « King, Martin Luther, Jr. », the order of RIS
        given, suffix = suffix, given
    return with_suffix(Name(family, given, suffix=suffix))


def _extended(typed: str) -> dict[str, str]:
    """Return the parts of an extended name (biblatex, section 3.5): « family=Essai, given=Anne, prefix=de, useprefix=true »."""
    if not re.match(r"\{?\s*(?:family|given|prefix|suffix|useprefix|id|hash)(?:-i)?\s*=", typed):
        return {}
    parts: dict[str, str] = {}
    for match in re.finditer(r"([a-z-]+)\s*=\s*(\{(?:[^{}]|\{[^{}]*\})*\}|\"[^\"]*\"|[^,]*)\s*(?:,|$)", typed):
        parts[match.group(1)] = match.group(2).strip().strip('"')
    return parts if "family" in parts or "given" in parts else {}


def _of_extended(parts: dict[str, str], decoded: Callable[[str], str]) -> Name:
    family, given, prefix, suffix = (collapse(decoded(parts.get(name, ""))) for name in ("family", "given", "prefix", "suffix"))
    return structured(
        family, given, prefix if parts.get("useprefix") == "true" else "", "" if parts.get("useprefix") == "true" else prefix, suffix
    )
