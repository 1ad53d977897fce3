"""Names that a feed gives: creators with roles, degrees and affiliations beside them."""

import re
from collections.abc import Iterable

from pipeline.text.people.authors import Name, Read, glued, names_in, organisation_in
from pipeline.text.words import collapse

_ROLE = re.compile(r"\s*\((?:[^()]{0,60})\)\s*")
# Degrees after a name, and the call of a note stuck to it.
_DEGREE = re.compile(
    r",?\s{1,5}(?:Ph\.?\s?D|M\.?\s?D|Ed\.?\s?D|Psy\.?\s?D|M\.?\s?(?:A|Sc|Ed|Ps)|B\.?\s?(?:A|Sc|Ed)|MBA|RN"
    r"|ps[.]\s?éd)\.?(?=\s{0,5}(?:[,;]|$))"
)
_CALL = re.compile(r"(?<=[^\W\d_]{2})\d{1,2}(?:,\d{1,2})*(?=\s*(?:[,;]|$|\s(?:et|and|&)\s))")


def bare_creator(typed: str) -> str:
    """Return what a feed gives as a creator without what is no name: a role or an affiliation in brackets, degrees, calls of notes."""
    return collapse(_CALL.sub("", _DEGREE.sub("", _ROLE.sub(" ", typed)))).strip(" ,;")


def feed_names(creators: Iterable[str]) -> Read:
    """Return the people that a feed names; affiliations beside their names are left out, and told."""
    names: list[Name] = []
    doubts: list[str] = []
    for typed in creators:
        creator = bare_creator(typed)
        people = _without_affiliations(creator)
        if people != creator:
            doubts.append(f"« {creator[:80]} » : ce qui est d’un organisme n’est pas gardé")
        read = names_in(people, natural=True)
        names += read.names
        doubts += read.doubts
    return Read(tuple(names), tuple(doubts))


def _without_affiliations(creator: str) -> str:
    """Return « Anne Exemple » of « Anne Exemple, Université exemple »; what begins by an organisation, or joins names, is left whole."""
    parts = [part.strip() for part in creator.split(",")]
    if len(parts) < 2 or ";" in creator or glued(creator) or organisation_in(parts[0]) or len(parts[0].split()) < 2:
        return creator
    kept = [part for part in parts if not organisation_in(part)]
    return ", ".join(kept) if len(kept) < len(parts) else creator
