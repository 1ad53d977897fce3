"""What front matter may say: one pydantic model per kind of file, unknown keys refused.

Keys are in French because agents type them; each description is what an agent reads about the key.
"""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from pipeline.catalogue.words import MAX_SLUG, SLUG


class Confidence(StrEnum):
    """« Confiance dans la preuve » (field guide, section 1), weakest first."""

    INSUFFICIENT = "insuffisante"
    VERY_LIMITED = "tres-limitee"
    LIMITED = "limitee"
    MODERATE = "moderee"
    HIGH = "elevee"

    @property
    def rank(self) -> int:
        """Position on the scale, 0 for the weakest."""
        return list(Confidence).index(self)


class Design(StrEnum):
    """« Devis » of a source, as far as the page read states it."""

    SYNTHESIS = "synthese"
    SCOPING = "revue-de-portee"
    TRIAL = "essai-randomise"
    LONGITUDINAL = "longitudinal"
    CROSS_SECTIONAL = "transversal"
    CASE_CONTROL = "cas-temoins"
    SURVEY = "enquete"
    ADMINISTRATIVE = "donnees-administratives"
    CASE_STUDY = "etude-de-cas"
    GUIDE = "guide"
    DOCUMENT = "document"
    UNSTATED = "non-enonce"


class Link(StrEnum):
    """What kind of statement the source supports."""

    EFFECT = "effet"
    ASSOCIATION = "association"
    DESCRIPTION = "description"
    UNDETERMINED = "indetermine"


class Reading(StrEnum):
    """What was read of a source."""

    ARTICLE = "article"
    ABSTRACT = "resume"
    PRESS_RELEASE = "communique"
    THIRD_PARTY = "page-tierce"
    OWN_WORDS = "releve"

    @property
    def second_hand(self) -> bool:
        """True when the words read are not the authors' own publication."""
        return self in (Reading.PRESS_RELEASE, Reading.THIRD_PARTY, Reading.OWN_WORDS)


def web_address(value: str) -> str:
    """Return ``value`` if it is an address that a link may have; raise ValueError, in French, when not."""
    try:
        parts = urlsplit(value)
    except ValueError as error:
        raise ValueError("cette adresse ne se lit pas; une adresse ressemble à https://www.exemple.org/page") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or any(c.isspace() or c in "<>\"'\\" for c in value):
        raise ValueError("une adresse commence par http:// ou https:// et ne contient ni espace ni guillemet")
    return value


def is_web_address(text: str) -> bool:
    """Say whether a link may have ``text`` for address."""
    try:
        return bool(web_address(text))
    except ValueError:
        return False


def _site_address(value: str) -> str:
    """Accept only where a site may be: links are made of its path, and « //x » in a link is the host x."""
    parts = urlsplit(web_address(value))
    if "//" in parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        raise ValueError("l’adresse du site ressemble à https://www.exemple.org/ ou https://exemple.org/fiches/")
    return value


def _iso_date(value: object) -> date:
    """Accept only a full date: pydantic would also take numbers and times."""
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("date_parsing", "not a day of the calendar")


def time_zone(value: str) -> str:
    """Return ``value`` if the IANA data know a zone of that name; raise ValueError, in French, when not."""
    try:
        return ZoneInfo(value).key
    except (KeyError, ValueError, OSError):
        raise ValueError("un fuseau se nomme comme « America/Toronto » (base IANA)") from None


def _each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    twice = next((value for index, value in enumerate(values) if value in values[:index]), None)
    if twice is not None:
        raise ValueError(f"« {twice} » y est deux fois")
    return values


def _one_line(value: str) -> str:
    """Join the lines of a value typed over several: on a page, it is one line of Markdown."""
    return re.sub(r"\s*\n\s*", " ", value)


def formed(pattern: str, form: str) -> AfterValidator:
    """Return a validator that refuses what ``pattern`` does not match, and says in French the form that is due."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(form)
        return value

    return AfterValidator(check)


Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), AfterValidator(_one_line)]
Title: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=160), AfterValidator(_one_line)]
Summary: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=20, max_length=320), AfterValidator(_one_line)]
Slug: TypeAlias = Annotated[
    str,
    StringConstraints(max_length=MAX_SLUG),
    formed(SLUG.pattern, "il faut des minuscules sans accent, des chiffres et des traits d’union"),
]
Clock: TypeAlias = Annotated[str, formed(r"([01]\d|2[0-3]):[0-5]\d", "une heure s’écrit « 09:00 » ou « 13:30 »")]
Email: TypeAlias = Annotated[
    str,
    formed(
        r"[^\s@<>\"'?&#%,;:()\\]+@[^\s@<>\"'?&#%,;:()\\]+\.[^\s@<>\"'?&#%,;:()\\.]+", "une adresse de courriel ressemble à nom@exemple.org"
    ),
]
Slugs: TypeAlias = Annotated[tuple[Slug, ...], AfterValidator(_each_once)]
# The address of a page of the site: « fiches/tutorat/ », without a leading slash.
PageAddress: TypeAlias = Annotated[
    str, StringConstraints(max_length=200), formed(rf"(?:{SLUG.pattern}/){{1,4}}", "l’adresse d’une page ressemble à fiches/exemple/")
]
Address: TypeAlias = Annotated[str, AfterValidator(web_address)]
SiteAddress: TypeAlias = Annotated[str, AfterValidator(_site_address)]
Day: TypeAlias = Annotated[date, BeforeValidator(_iso_date)]


class Strict(BaseModel):
    """A model that refuses unknown keys and never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Term(Strict):
    """One word of a controlled list: an address part and a name people read."""

    slug: Slug
    nom: Text
    mots: tuple[Text, ...] = ()


class Vocabulary(Strict):
    """``content/vocabulaire.yml``: the lists that filters and index pages are made from."""

    themes: tuple[Term, ...]
    publics: tuple[Term, ...]
    ages: tuple[Term, ...]
    determinants: tuple[Term, ...]
    axes: tuple[Term, ...]


class Territory(Strict):
    """A territory of the region (an MRC, a basin)."""

    slug: Slug
    nom: Text


class Committee(Strict):
    """A local committee."""

    slug: Slug
    nom: Text
    sigle: Text | None = None
    territoire: Slug
    source: Address


class Organisation(Strict):
    """``content/organisme.yml``: the council, as data; None means « à compléter »."""

    nom: Text
    sigle: Text
    designation: Text = Field(description="Le nom avec son article, tel qu’il suit « par » : « le CREVALE »")
    region: Text
    statut: Literal["demonstration", "officiel"]
    titre_du_site: Text
    devise: Text
    question: Text = Field(description="La question posée au-dessus de la recherche, à l’accueil")
    exemples_de_recherche: tuple[Text, ...] = ()
    contact: Email | None = None
    adresse: SiteAddress | None = None
    depot: Address | None = None
    territoires: tuple[Territory, ...]
    comites: tuple[Committee, ...] = ()


class Correction(Strict):
    """A mistake that was found on a sheet, in plain words; ``ouverte`` while it is being looked into."""

    date: Day
    texte: Text
    ouverte: bool = False


class Withdrawal(Strict):
    """Why and when a sheet was withdrawn; its address stays and says so."""

    date: Day
    raison: Text


class FicheMeta(Strict):
    """Front matter of ``content/fiches/<slug>.md``."""

    titre: Title
    resume: Summary
    type: Literal["fait-saillant", "retour-sur-outil"]
    statut: Literal["brouillon", "en-revision", "publiee", "a-reviser", "retiree"]
    themes: Annotated[Slugs, Field(min_length=1, max_length=4)]
    publics: Annotated[Slugs, Field(min_length=1)]
    ages: Annotated[Slugs, Field(min_length=1)]
    determinants: Annotated[Slugs, Field(min_length=1)]
    axes: Slugs = ()
    comites: Slugs = Field(default=(), description="Les comités que la fiche concerne, s’il y en a; de la liste d’organisme.yml")
    force: Confidence
    force_justification: Text
    divergence: bool = False
    savoir_experience: bool = False
    pays: tuple[Text, ...] = ()
    donnees_quebecoises: bool
    conditions: Text | None = None
    cout: Text | None = None
    effort: Text | None = None
    redaction: Text
    revision: Text | None
    publiee_le: Day
    revisee_le: Day
    prochaine_revision: Day
    interets: Text
    licence: Text
    corrections: tuple[Correction, ...] = ()
    retrait: Withdrawal | None = None


class Registry(Strict):
    """A notice about the source; « passerelle vigilance » writes those that have a ``source``, a person writes the others.

    ``date`` is the notice's, ``vu_le`` the day when we first saw it, ``titre`` that of the new version.
    """

    etat: Literal["retractation", "preoccupation", "correction", "nouvelle-version"]
    date: Day | None = None
    adresse: Address
    source: Literal["crossref", "retraction-watch"] | None = None
    vu_le: Day | None = None
    titre: Text | None = None


class NoteMeta(Strict):
    """Front matter of ``research_notes/notes/<clé>.md``."""

    devis: Design
    devis_enonce: Text | None
    lien: Link
    population: Text
    lu: Reading
    lu_par: Text
    lu_le: Day
    evaluation_par_les_pairs: bool
    evaluation_fondement: Text
    licence: Text | None = None
    prudence: Text | None = None
    vu_a: tuple[Address, ...] = ()
    registre: tuple[Registry, ...] = ()


class PageMeta(Strict):
    """Front matter of ``content/pages/<slug>.md``."""

    titre: Title
    resume: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=320), AfterValidator(_one_line)]
