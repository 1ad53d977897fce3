"""Names of authors, by one set of rules whatever gave them: BibTeX, RIS, CSL-JSON, feeds, registries.

Formats differ in what they mark (CSL-JSON tells a person from an organisation, RIS does not) and programs in what they respect. Where the
text leaves a doubt, the reading says so in French: nobody is made up and nobody is lost in silence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.patterns import pattern
from pipeline.text.typographic import NBSP
from pipeline.text.words import collapse, fold, word_set


@dataclass(frozen=True, slots=True)
class Name:
    """A person (``family``, ``given``, and a ``suffix`` such as « Jr. ») or an organisation (``family`` alone, ``literal``)."""

    family: str
    given: str = ""
    literal: bool = False
    suffix: str = ""

    @property
    def initials(self) -> str:
        """Given names as initials: « Marie-Ève » gives « M.-È. »; a particle that stands there stays: « Jean de » gives « J. de »."""
        parts = [
            word if word[0].islower() and fold(word) in _PARTICLES else "-".join(f"{piece[0]}." for piece in word.split("-") if piece)
            for word in self.given.split()
        ]
        return NBSP.join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Read:
    """The names that a text gave, in order, and in French what is doubtful in that reading."""

    names: tuple[Name, ...] = ()
    doubts: tuple[str, ...] = ()


AND_OTHERS = frozenset(("others", "et al", "et al.", "et coll", "et coll.", "and others", "et autres"))
# Words of organisations, folded, in French and in English; they tell « Ministère des Essais, du Loisir et du Sport » from a person.
_OF_ORGANISATIONS = word_set("""
    academie academy agence agency alliance asbl assemblee assembly association associes bibliotheque board bureau canada caucus
    cegep center centre centres chaire chambre city clinique coalition college colleges collectif comite commission commissariat
    committee community company conference confederation conseil consortium cooperative corporation council cour cree csss ciusss
    cisss department departement direction directorate division ecole ecoles equipe etats federation fondation forum foundation fund
    gouvernement government group groupe hopital hospital inc initiative inspection institut institute institution institutions
    international laboratoire laboratory league library ligue ltd ltee mairie ministere ministry municipalite mrc nations network
    observatoire office ordre organisation organization partenaires parlement parliament partnership press presses program programme
    project projet quebec regie region regroupement reseau school schools secretariat service services societe society statistique
    syndicat table team trust unesco unicef ocde oecd union unite universite universities university ville institutes collaboration
    investigators collaborators contributors
""")
_PARTICLES = word_set("""
    de d du des di da dal dalla della delle dei del den der la las le les los lo van vander von vom zu zum zur ten ter te of el al
    ap bin ibn y e af av st saint
""")
_FRENCH_PARTICLES = word_set("du de des la le les l d")
_CAPITAL = f"[{''.join(letter for letter in map(chr, range(0x41, 0x250)) if letter.isupper())}]"
_SMALL = f"[{''.join(letter for letter in map(chr, range(0x61, 0x250)) if letter.islower())}]"
SUFFIX = pattern(r"(?:jr|sr|ii|iii|iv|2nd|3rd|4th)\.?", re.IGNORECASE)
# « A. », « J.-P. », « AB », « A. B. »: initials, and nothing else.
_INITIALS = pattern(rf"{_CAPITAL}\.?(?:[ -]?{_CAPITAL}\.?){{0,4}}(?: (?:de|du|van|von|der|di|da))?")
# « Essai AB » (PubMed, Embase, Vancouver): a family name, then one to three initials without comma.
_FAMILY_INITIALS = pattern(
    r"(?P<family>\S.{0,80}?\S) (?P<given>[A-ZÀ-ÖØ-Þ](?:[.-]{0,2}[A-ZÀ-ÖØ-Þ]){0,3}\.?)(?P<suffix> (?:Jr|Sr|2nd|3rd)\.?)?"
)
# Prefixes after which a name has a capital in its middle.
_BEFORE_CAPITAL = word_set("""
    mc mac o de d la le l du di da fitz van von saint st vander ap del des el al bel
""")
_GLUE = pattern(rf"([^\W\d_]*{_SMALL})({_CAPITAL}{_SMALL})")
_JOINED = pattern(r"\s{1,5}(?:et|and|&|und|y)\s{1,5}|\s{0,5}&\s{0,5}", re.IGNORECASE)
MAX_NAMES = 2_000


def organisation_in(text: str) -> bool:
    """Say whether the words of ``text`` are those of an organisation."""
    words = re.findall(r"[^\W_]+", fold(text))
    return any(word in _OF_ORGANISATIONS for word in words)


def structured(family: str, given: str, particle: str = "", dropping: str = "", suffix: str = "") -> Name:
    """Return a name given in parts: ``particle`` is part of the family name, ``dropping`` follows the given name (CSL 1.0.2)."""
    joint = "" if particle.endswith(("'", "’")) or not particle else " "
    whole = f"{particle}{joint}{family}" if family else particle
    first = " ".join(filter(None, (given, dropping)))
    if not whole:
        return Name(first, literal=True)
    return with_suffix(Name(whole, first, literal=not first, suffix=suffix if first else ""))


def with_suffix(name: Name) -> Name:
    """Return a person whose « Jr. » or « III » stands apart, wherever it was written."""
    if name.literal or name.suffix:
        return name
    family, given = name.family.split(), re.split(r"[\s,]+", name.given.strip(" ,"))
    if len(family) > 1 and SUFFIX.fullmatch(family[-1]):
        return Name(" ".join(family[:-1]).rstrip(","), name.given, suffix=family[-1])
    if len(given) > 1 and SUFFIX.fullmatch(given[-1]):
        return Name(name.family, " ".join(given[:-1]), suffix=given[-1])
    if len(given) > 1 and SUFFIX.fullmatch(given[0]):
        return Name(name.family, " ".join(given[1:]), suffix=given[0])
    return name


def names_in(text: str, *, natural: bool = False) -> Read:
    """Return the people or the organisation that a field of a format without marks names: RIS, a feed, a spreadsheet.

    ``natural``: « Anne Tremblay, Luc Roy » is two people there, as feeds write, and not one whose given names come second.
    """
    shown = collapse(text).strip(" ,;")
    if not shown:
        return Read()
    if glued(shown):
        return Read((), (f"« {shown[:80]} » colle des noms ensemble : aucun n’est gardé; ajoutez les auteurs que la source nomme",))
    if ";" in shown:
        parts = [names_in(part, natural=natural) for part in shown.split(";") if part.strip()]
        told = (f"« {shown[:80]} » est lu comme {len(parts)} noms",) if len(parts) > 1 else ()
        return Read(tuple(name for part in parts for name in part.names), (*told, *(doubt for part in parts for doubt in part.doubts)))
    if fold(shown) in AND_OTHERS:
        return Read((Name(shown, literal=True),))
    if organisation_in(shown) and not is_a_persons(shown):
        return _organisation(shown)
    people = _several(shown, natural=natural)
    if people is not None:
        return people
    return _one(shown, natural=natural)


def is_a_persons(shown: str) -> bool:
    """Say whether a word of organisations is here somebody's name: « Ville, Isabelle », « Table, A. »."""
    family, comma, given = (part.strip() for part in shown.partition(","))
    words = given.split()
    return bool(comma) and " " not in family and 1 <= len(words) <= 2 and words[0][0].isupper() and not organisation_in(given)


def _organisation(shown: str) -> Read:
    doubt = (f"« {shown[:80]} » est lu comme un organisme, d’après ses mots",) if "," in shown else ()
    return Read((Name(shown, literal=True),), doubt)


def _one(shown: str, *, natural: bool) -> Read:
    """Read one name."""
    family, comma, given = (part.strip() for part in shown.partition(","))
    if comma and given:
        first = given.split()[0]
        if first[0].islower() and fold(first.split("’")[0].split("'")[0]) not in _PARTICLES - _FRENCH_PARTICLES:
            return Read(
                (Name(shown, literal=True),),
                (f"« {shown[:80]} » est lu comme un organisme : ce qui suit la virgule n’est pas un prénom",),
            )
        # « García Márquez, Gabriel José », or « Jean Exemple, Anne Modèle »: the format says one person, and many forget it.
        two = all(len(part.split()) > 1 and not _INITIALS.fullmatch(part) for part in (family, given)) and "." not in shown
        two = two and family[0].isupper() and not any(fold(word) in _PARTICLES for word in shown.replace(",", "").split())
        doubt_of_two = f"« {shown[:80]} » est lu comme une personne, dont le nom vient d’abord; si c’en sont deux, séparez-les"
        return Read((with_suffix(Name(family, given)),), (doubt_of_two,) if two else ())
    match = _FAMILY_INITIALS.fullmatch(shown)
    if match and not match.group("family").isupper() and not _INITIALS.fullmatch(match.group("family")):
        return Read(
            (_family_and_initials(match),),
            () if "." in match.group("given") else (f"« {shown[:80]} » est lu comme une personne : nom, puis initiales",),
        )
    if natural and len(shown.split()) > 1:
        return Read((natural_name(shown),))
    words = shown.split()
    doubt = 1 < len(words) <= 4 and all(word[0].isupper() or fold(word) in _PARTICLES for word in words)
    return Read(
        (Name(shown, literal=True),),
        (f"« {shown[:80]} » n’a pas de virgule : c’est lu comme un organisme; pour une personne, écrivez « Nom, Prénom »",)
        if doubt
        else (),
    )


def _family_and_initials(match: re.Match[str]) -> Name:
    letters = re.findall(r"-?[^\W\d_]", match.group("given"))
    given = " ".join(f"{letter}." for letter in letters).replace(" -", "-")
    return Name(match.group("family"), given, suffix=(match.group("suffix") or "").strip())


def natural_name(shown: str) -> Name:
    """Return « Jean-Pierre de la Tour » as a person, the family name being the last word and the particles before it."""
    words = shown.split()
    suffix = words.pop() if len(words) > 2 and SUFFIX.fullmatch(words[-1]) else ""
    start = len(words) - 1
    while start > 1 and words[start - 1][0].islower() and fold(words[start - 1]) in _PARTICLES:
        start -= 1
    if start == 0:
        return Name(shown, literal=True)
    return Name(" ".join(words[start:]), " ".join(words[:start]).rstrip(","), suffix=suffix.strip(","))


def _several(shown: str, *, natural: bool) -> Read | None:
    """Return the people of one field that holds several without a semicolon; None when it holds one."""
    pieces = [piece.strip(" ,") for piece in _JOINED.split(shown) if piece.strip(" ,")]
    found: list[Name] = []
    for piece in pieces:
        names = _comma_list(piece, natural=natural or len(pieces) > 1)
        if names is None:
            return None
        found += names
    if len(found) < 2:
        return None
    said = ", ".join(f"{name.given} {name.family}".strip() for name in found[:3]) + (" …" if len(found) > 3 else "")
    return Read(tuple(found), (f"« {shown[:80]} » est lu comme {len(found)} noms ({said})",))


def _comma_list(piece: str, *, natural: bool) -> Sequence[Name] | None:
    """Return the names of a list between commas; None when it cannot be told where each ends."""
    parts = [part.strip() for part in piece.split(",") if part.strip()]
    if any(SUFFIX.fullmatch(part) for part in parts) and len(parts) == 3:
        return (with_suffix(Name(parts[0], " ".join(parts[1:]))),)
    vancouver = [_FAMILY_INITIALS.fullmatch(part) for part in parts]
    if len(parts) > 1 and all(vancouver):
        return tuple(_family_and_initials(match) for match in vancouver if match)
    whole = [len(part.split()) > 1 and not _INITIALS.fullmatch(part) for part in parts]
    if len(parts) == 1:
        match = _FAMILY_INITIALS.fullmatch(parts[0])
        if match:
            return (_family_and_initials(match),)
        return (natural_name(parts[0]),) if whole[0] else None
    if all(whole) and (len(parts) > 2 or natural) and not any(part[0].islower() for part in parts):
        return tuple(_family_and_initials(match) if (match := _FAMILY_INITIALS.fullmatch(part)) else natural_name(part) for part in parts)
    # « Essai, A., Roy, J.-P. » and « Essai, Anne, Roy, Luc ».
    if len(parts) % 2 == 0:
        pairs = list(zip(parts[::2], parts[1::2], strict=True))
        initials = all(_INITIALS.fullmatch(given) and not _INITIALS.fullmatch(family) for family, given in pairs)
        simple = len(pairs) > 1 and all(len(part.split()) <= 2 and part[0].isupper() for part in parts)
        if initials or len(pairs) == 1 or simple:
            return tuple(with_suffix(Name(family, given)) for family, given in pairs)
    return None


def glued(text: str) -> bool:
    """Say whether names stand in ``text`` with nothing between them: « Anne EssaiLuc RoyUniversité exemple »."""
    for word in re.findall(r"[^\W\d_]+", text):
        for match in _GLUE.finditer(word):
            if fold(match.group(1)) not in _BEFORE_CAPITAL and match.group(1)[0].isupper() and len(match.group(1)) > 2:
                return True
    return False
