"""What front matter may say: one pydantic model per kind of file, unknown keys refused.

Keys are in French because agents type them; each description is what an agent reads about the key.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from pipeline.catalogue import names
from pipeline.catalogue.annotations import Long, Named, OfList, says
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
        _ = parts.port  # read only when it is asked for
    except ValueError as error:
        raise ValueError("cette adresse ne se lit pas; une adresse ressemble à https://www.exemple.org/page") from error
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or any(c.isspace() or not c.isprintable() or c in "<>\"'\\" for c in value)
    ):
        raise ValueError("une adresse commence par http:// ou https:// et ne contient ni espace ni guillemet")
    return value


def is_web_address(text: str) -> bool:
    """Say whether a link may have ``text`` for address."""
    try:
        return bool(web_address(text))
    except ValueError:
        return False


def site_address(value: str) -> str:
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
        raise PydanticCustomError("twice", "a value twice", {"value": twice})
    return values


def typed_number(value: object) -> object:
    """Accept a number as YAML reads it, for people type « cible: 4 »; a yes or a no is no number."""
    if isinstance(value, bool):
        raise PydanticCustomError("string_type", "a yes or a no")
    return str(value) if isinstance(value, int) else value


def _one_line(value: str) -> str:
    """Join the lines of a value typed over several: on a page, it is one line of Markdown."""
    return re.sub(r"\s*\n\s*", " ", value)


@dataclass(frozen=True)
class Formed:
    """A validator that refuses what ``pattern`` does not match, and says in French the form that is due."""

    pattern: str
    form: str

    def __call__(self, value: str) -> str:
        """Return ``value`` if it has the form; raise ValueError when not."""
        if not re.fullmatch(self.pattern, value):
            raise ValueError(self.form)
        return value


def formed(pattern: str, form: str) -> AfterValidator:
    """Return what refuses a value that ``pattern`` does not match, and says in French the form that is due."""
    return AfterValidator(Formed(pattern, form))


# What is said of a short name, and of an hour, that is none.
CLOCK_FORM = "une heure s’écrit « 09:00 » ou « 13:30 »"
SLUG_FORM = "il faut des minuscules sans accent, des chiffres et des traits d’union"
Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), AfterValidator(_one_line)]
Title: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=160), AfterValidator(_one_line)]
Summary: TypeAlias = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=20, max_length=320), AfterValidator(_one_line), Long()
]
LongText: TypeAlias = Annotated[Text, Long()]
Slug: TypeAlias = Annotated[
    str,
    StringConstraints(max_length=MAX_SLUG),
    formed(SLUG.pattern, SLUG_FORM),
]
Clock: TypeAlias = Annotated[str, formed(r"([01]\d|2[0-3]):[0-5]\d", CLOCK_FORM)]
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
SiteAddress: TypeAlias = Annotated[str, AfterValidator(site_address)]
Day: TypeAlias = Annotated[date, BeforeValidator(_iso_date)]


class Strict(BaseModel):
    """A model that refuses unknown keys and never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Term(Strict):
    """One word of a controlled list: an address part and a name people read."""

    slug: Annotated[Slug, says("Mot dans l’adresse", "Le mot qui entre dans l’adresse de la page et dans l’en-tête des fiches.", "lecture")]
    nom: Annotated[Text, says("Nom", "Le nom que lisent les gens.", "Lecture et littératie")]
    mots: Annotated[tuple[Text, ...], says("Mots de tous les jours", "Ce que les gens tapent dans la recherche; aucune page ne les montre.", ["lire", "livre"])] = ()  # fmt: skip


class Vocabulary(Strict):
    """``content/vocabulaire.yml``: the lists that filters and index pages are made from."""

    themes: Annotated[tuple[Term, ...], says("Thèmes", "De quoi il est question.")]
    publics: Annotated[tuple[Term, ...], says("Publics", "Qui peut agir.")]
    ages: Annotated[tuple[Term, ...], says("Âges", "L’âge des jeunes dont il est question.")]
    determinants: Annotated[tuple[Term, ...], says("Déterminants", "Ce qui joue sur la persévérance.")]
    axes: Annotated[tuple[Term, ...], says("Axes", "Les axes de travail de l’organisme.")]


class Territory(Strict):
    """A territory of the region (an MRC, a basin)."""

    slug: Annotated[Slug, says("Mot dans les fichiers", "Le mot qui désigne le territoire dans les autres fichiers.", "mrc-exemple")]
    nom: Annotated[Text, says("Nom", "Le nom que lisent les gens.", "MRC exemple")]


class Issue(Strict):
    """An issue that a committee, or the whole region, puts first; ``themes`` says which sheets are about it."""

    enjeu: Annotated[Text, says("Enjeu", "L’enjeu, en quelques mots, sans chiffre.", "Lire en famille")]
    themes: Annotated[
        Slugs, OfList("themes"), says("Thèmes", "Les thèmes qui y touchent\u00a0: la page en montre les fiches.", ["lecture"])
    ] = ()


class Organisation(Strict):
    """``content/organisme.yml``: the council, as data; None means « à compléter »."""

    nom: Annotated[Text, says("Nom", "Le nom complet de l’organisme.", "Organisme exemple")]
    sigle: Annotated[Text, says("Sigle", "Le sigle ou le nom court.", "ORGEX")]
    designation: Annotated[Text, says("Désignation", "Le nom avec son article, tel qu’il suit « par ».", "l’ORGEX")]
    region: Annotated[Text, says("Région", "Le nom de la région.", "Région exemple")]
    statut: Annotated[Literal["demonstration", "officiel"], Named(names.SITE_STATUS), says("Statut du site", "« demonstration » tant que l’organisme n’a pas adopté le site.", "demonstration")]  # fmt: skip
    titre_du_site: Annotated[Text, says("Titre du site", "Le nom du site, en tête de chaque page.", "Passerelle")]
    devise: Annotated[Text, says("Devise", "Une phrase qui dit à quoi sert le site.", "De l’étude à la décision.")]
    question: Annotated[Text, says("Question de l’accueil", "La question posée au-dessus de la recherche, à l’accueil.", "Que dit la recherche sur…")]  # fmt: skip
    exemples_de_recherche: Annotated[tuple[Text, ...], says("Exemples de recherche", "Des mots proposés sous la recherche, à l’accueil.", ["lecture"])] = ()  # fmt: skip
    contact: Annotated[Email | None, says("Courriel", "L’adresse où écrire à l’organisme; « null » s’affiche « à compléter ».", "nom@exemple.org")] = None  # fmt: skip
    adresse: Annotated[SiteAddress | None, says("Adresse du site", "L’adresse publique du site, une fois en ligne.", "https://www.exemple.org/")] = None  # fmt: skip
    depot: Annotated[Address | None, says("Adresse du dépôt", "L’adresse du dépôt GitHub, une fois en ligne.", "https://github.com/exemple/exemple")] = None  # fmt: skip
    territoires: Annotated[tuple[Territory, ...], says("Territoires", "Les territoires de la région.")]
    enjeux: Annotated[tuple[Issue, ...], says("Enjeux", "Les enjeux que la région met en priorité.")] = ()


class Correction(Strict):
    """A mistake that was found on a sheet, in plain words; ``ouverte`` while it is being looked into."""

    date: Annotated[Day, says("Date", "Le jour de la correction, ou du signalement.", "2026-11-24")]
    texte: Annotated[LongText, says("Texte", "Ce qui était inexact et ce qui a changé, en mots simples.", "Le nombre d’écoles était inexact; il a été corrigé.")]  # fmt: skip
    ouverte: Annotated[bool, says("À l’étude", "« oui » tant que la question n’est pas réglée.", False)] = False


class Withdrawal(Strict):
    """Why and when a sheet was withdrawn; its address stays and says so."""

    date: Annotated[Day, says("Date", "Le jour du retrait.", "2026-11-24")]
    raison: Annotated[LongText, says("Raison", "Pourquoi la fiche est retirée, en mots simples.", "L’étude principale a été rétractée.")]


class FicheMeta(Strict):
    """Front matter of ``content/fiches/<slug>.md``."""

    titre: Annotated[Title, says("Titre", "Le message de la fiche, en une phrase\u00a0: c’est le titre de la page.", "Le tutorat fait progresser les élèves")]  # fmt: skip
    resume: Annotated[Summary, says("Résumé", "Une ou deux phrases simples, pour les listes et la recherche.", "Les élèves qui reçoivent du tutorat progressent davantage que les autres.")]  # fmt: skip
    type: Annotated[Literal["fait-saillant", "retour-sur-outil"], Named(names.KIND), says("Type", "Ce que la recherche montre, ou le retour sur un outil d’ici.", "fait-saillant")]  # fmt: skip
    statut: Annotated[Literal["brouillon", "en-revision", "publiee", "a-reviser", "retiree"], Named(names.STATUS), says("Statut", "Où en est la fiche. Un brouillon et une fiche en révision ne sont pas sur le site.", "brouillon")]  # fmt: skip
    themes: Annotated[Slugs, Field(min_length=1, max_length=4), OfList("themes"), says("Thèmes", "De quoi il est question\u00a0: un à quatre thèmes, le principal d’abord.", ["lecture"])]  # fmt: skip
    publics: Annotated[Slugs, Field(min_length=1), OfList("publics"), says("Publics", "Qui peut agir à partir de la fiche.", ["scolaire", "parents"])]  # fmt: skip
    ages: Annotated[Slugs, Field(min_length=1), OfList("ages"), says("Âges", "L’âge des jeunes que les études ont suivis.", ["primaire"])]
    determinants: Annotated[Slugs, Field(min_length=1), OfList("determinants"), says("Déterminants", "Ce sur quoi la fiche permet d’agir.", ["ecole"])]  # fmt: skip
    axes: Annotated[Slugs, OfList("axes"), says("Axes", "Les axes de travail de l’organisme que la fiche sert.", ["transfert"])] = ()
    comites: Annotated[Slugs, OfList("comites"), says("Comités", "Les comités que la fiche concerne, s’il y en a.", ["comite-exemple"])] = ()  # fmt: skip
    besoins: Annotated[Slugs, OfList("besoins"), says("Besoins", "Les besoins du registre auxquels la fiche répond.", ["lire-pendant-l-ete"])] = ()  # fmt: skip
    outils: Annotated[
        Slugs, OfList("outils"), says("Outils", "Les outils du répertoire sur lesquels la fiche revient.", ["guide-exemple"])
    ] = ()
    force: Annotated[Confidence, Named(names.CONFIDENCE), says("Confiance dans la preuve", "Jusqu’où se fier à ce que la fiche affirme, d’après les études citées.", "moderee")]  # fmt: skip
    force_justification: Annotated[LongText, says("Justification de la confiance", "Pourquoi ce niveau\u00a0: nombre et genre d’études, ce qui a été lu, ce qui manque.", "Une seule méta-analyse, lue dans son résumé.")]  # fmt: skip
    divergence: Annotated[bool, says("Les études divergent", "« oui » quand les études citées ne disent pas la même chose.", False)] = False  # fmt: skip
    savoir_experience: Annotated[bool, says("Savoir d’expérience", "« oui » quand la fiche rapporte aussi ce que des personnes du terrain savent d’expérience.", False)] = False  # fmt: skip
    pays: Annotated[tuple[Text, ...], says("Pays des études", "Où les études ont été menées, si elles le disent.", ["Canada"])] = ()
    donnees_quebecoises: Annotated[bool, says("Données québécoises", "« oui » quand au moins une étude porte sur le Québec.", False)]
    conditions: Annotated[LongText | None, says("Conditions", "À quelles conditions l’effet ou le lien vaut, selon les études.", "L’effet est positif quand les groupes sont petits.")] = None  # fmt: skip
    cout: Annotated[LongText | None, says("Coût", "Ce que les études disent du coût.", "Les études lues ne parlent pas du coût.")] = None
    effort: Annotated[LongText | None, says("Effort", "Ce que les études disent du temps et des personnes qu’il faut.", "Les études lues ne parlent pas du temps requis.")] = None  # fmt: skip
    redaction: Annotated[Text, says("Rédaction", "La personne ou l’équipe qui a écrit la fiche\u00a0: un vrai nom.", "Équipe Passerelle")]
    revision: Annotated[
        Text | None, says("Révision", "La personne du domaine qui a relu la fiche; « null » tant que personne ne l’a fait.", None)
    ]
    publiee_le: Annotated[Day, says("Publiée le", "Le jour de la première publication; une date à venir garde la fiche hors du site.", "2026-11-24")]  # fmt: skip
    revisee_le: Annotated[Day, says("Mise à jour le", "Le jour où le contenu a été revu pour la dernière fois.", "2026-11-24")]
    prochaine_revision: Annotated[Day, says("Prochaine révision", "Le jour où il faudra revoir la fiche, au plus deux ans plus tard.", "2028-11-24")]  # fmt: skip
    interets: Annotated[
        LongText, says("Intérêts déclarés", "Les intérêts des personnes qui ont écrit ou relu la fiche.", "Aucun intérêt déclaré.")
    ]
    licence: Annotated[Text, says("Licence", "Ce qu’il est permis de faire de notre texte.", "CC BY 4.0")]
    corrections: Annotated[tuple[Correction, ...], says("Corrections", "Les corrections faites depuis la publication, avec leur date.")] = ()  # fmt: skip
    retrait: Annotated[Withdrawal | None, says("Retrait", "Pourquoi et quand la fiche a été retirée; seulement si son statut est « retiree ».")] = None  # fmt: skip


class Registry(Strict):
    """A notice about the source; « passerelle vigilance » writes those that have a ``source``, a person writes the others.

    ``date`` is the notice's, ``vu_le`` the day when we first saw it, ``titre`` that of the new version.
    """

    etat: Annotated[Literal["retractation", "preoccupation", "correction", "nouvelle-version"], Named(names.NOTICE), says("Avis", "Ce qui est arrivé à la source depuis sa parution.", "correction")]  # fmt: skip
    date: Annotated[Day | None, says("Date de l’avis", "Le jour de l’avis, s’il est connu.", "2026-11-24")] = None
    adresse: Annotated[Address, says("Adresse de l’avis", "La page de l’avis ou de la nouvelle version.", "https://doi.org/10.1234/exemple")]  # fmt: skip
    source: Annotated[Literal["crossref", "retraction-watch"] | None, Named(names.REGISTRY), says("Registre", "Le registre qui l’a dit; « passerelle vigilance » l’écrit, une personne le laisse vide.", "crossref")] = None  # fmt: skip
    vu_le: Annotated[Day | None, says("Vu le", "Le jour où nous avons vu l’avis.", "2026-11-24")] = None
    titre: Annotated[Text | None, says("Titre", "Le titre de la nouvelle version.", "Titre exemple")] = None


class NoteMeta(Strict):
    """Front matter of ``research_notes/notes/<clé>.md``."""

    devis: Annotated[Design, Named(names.DESIGN), says("Devis", "Le genre d’étude, tel que ce qui a été lu le dit.", "synthese")]
    devis_enonce: Annotated[Text | None, says("Devis, dans les mots de la source", "Le genre d’étude dans les mots de la source, ou « null ».", "méta-analyse")]  # fmt: skip
    lien: Annotated[Link, Named(names.LINK), says("Nature du lien", "Ce que la source permet d’affirmer\u00a0: un effet, un lien, une description.", "association")]  # fmt: skip
    population: Annotated[Text, says("Population", "Qui a été étudié, et où.", "Élèves du primaire")]
    lu: Annotated[Reading, Named(names.READING), says("Ce qui a été lu", "L’article entier, son résumé, un communiqué, la page d’un tiers.", "resume")]  # fmt: skip
    lu_par: Annotated[Text, says("Lu par", "Le nom de la personne ou de l’équipe qui a lu.", "Équipe Passerelle")]
    lu_le: Annotated[Day, says("Lu le", "Le jour de la lecture.", "2026-11-24")]
    evaluation_par_les_pairs: Annotated[
        bool, says("Évaluée par les pairs", "« oui » quand la source le dit, ou que la revue l’exige.", True)
    ]
    evaluation_fondement: Annotated[Text, says("D’où nous le savons", "Ce qui permet de dire que l’étude a été évaluée par les pairs, ou non.", "revue savante")]  # fmt: skip
    licence: Annotated[Text | None, says("Licence", "La licence de la source, si elle est dite.", "CC BY 4.0")] = None
    prudence: Annotated[LongText | None, says("Prudence", "Ce qu’il faut savoir avant de citer la source.", "Seul le résumé a été lu.")] = (
        None
    )
    vu_a: Annotated[tuple[Address, ...], says("Vu à", "Les pages où la source a été lue.", ["https://www.exemple.org/etude"])] = ()
    registre: Annotated[tuple[Registry, ...], says("Avis des registres", "Rétractations, corrections et nouvelles versions.")] = ()


class PageMeta(Strict):
    """Front matter of ``content/pages/<slug>.md``."""

    titre: Annotated[Title, says("Titre", "Le titre de la page.", "Comment lire nos fiches")]
    resume: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=320), AfterValidator(_one_line), Long(), says("Résumé", "Une phrase qui dit ce qu’on trouve sur la page.", "Ce que veut dire chaque mention d’une fiche.")]  # fmt: skip
    bouton: Annotated[Text | None, says("Bouton", "Les mots d’un bouton qui écrit à l’organisme.", "Demander un accompagnement")] = None
