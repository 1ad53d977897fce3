"""What the front matter of a reading note may say of the source and of what was read. Unknown keys refused, like everywhere."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator

from pipeline.content import names
from pipeline.fields.marks import NAME, Claims, Named, says
from pipeline.fields.types import Address, Day, LongText, Strict, Text, yes_or_no


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


class Genre(StrEnum):
    """What an excerpt says: what binds people, what its source advises, what it measured, where it took place."""

    RULE = "regle"
    ADVICE = "recommandation"
    RESULT = "resultat"
    CONTEXT = "contexte"


class PeerReview(StrEnum):
    """Whether peers reviewed a source: stated where it was read, only likely from where it was published, or not said."""

    STATED = "oui"
    LIKELY = "probable"
    UNSAID = "non"


class Registry(Strict):
    """A notice about the source; « passerelle vigilance » writes those that have a ``source``, a person writes the others.

    ``date`` is the notice's, ``vu_le`` the day when we first saw it, ``titre`` that of the new version.
    """

    etat: Annotated[
        Literal["retractation", "preoccupation", "correction", "nouvelle-version"],
        Named(names.NOTICE),
        says("Avis", "Ce qui est arrivé à la source depuis sa parution.", "correction"),
    ]
    date: Annotated[Day | None, says("Date de l’avis", "Le jour de l’avis, s’il est connu.", "2026-11-24")] = None
    adresse: Annotated[
        Address, says("Adresse de l’avis", "La page de l’avis ou de la nouvelle version.", "https://doi.org/10.1234/exemple")
    ]
    source: Annotated[
        Literal["crossref", "retraction-watch"] | None,
        Named(names.REGISTRY),
        says("Registre", "Le registre qui l’a dit; « passerelle vigilance » l’écrit, une personne le laisse vide.", "crossref"),
    ] = None
    vu_le: Annotated[Day | None, says("Vu le", "Le jour où nous avons vu l’avis.", "2026-11-24")] = None
    titre: Annotated[Text | None, NAME, says("Titre", "Le titre de la nouvelle version.", "Titre exemple")] = None


class NoteMeta(Strict):
    """Front matter of ``research_notes/notes/<clé>.md``."""

    devis: Annotated[Design, Named(names.DESIGN), says("Devis", "Le genre d’étude, tel que ce qui a été lu le dit.", "synthese")]
    devis_enonce: Annotated[
        Text | None,
        Claims(),
        says("Devis, dans les mots de la source", "Le genre d’étude dans les mots de la source, ou « null ».", "méta-analyse"),
    ]
    lien: Annotated[
        Link,
        Named(names.LINK),
        says("Nature du lien", "Ce que la source permet d’affirmer : un effet, un lien, une description.", "association"),
    ]
    population: Annotated[Text, Claims(), says("Population", "Qui a été étudié, et où.", "Élèves du primaire")]
    lu: Annotated[
        Reading, Named(names.READING), says("Ce qui a été lu", "L’article entier, son résumé, un communiqué, la page d’un tiers.", "resume")
    ]
    lu_par: Annotated[Text, NAME, says("Lu par", "Le nom de la personne ou de l’équipe qui a lu.", "Équipe Passerelle")]
    lu_le: Annotated[Day, says("Lu le", "Le jour de la lecture.", "2026-11-24")]
    evaluation_par_les_pairs: Annotated[
        PeerReview,
        BeforeValidator(yes_or_no),
        Named(names.PEER_REVIEW),
        says(
            "Évaluée par les pairs",
            "« oui » quand ce qui a été lu le dit; « probable » quand on le déduit de la revue savante; sinon « non ».",
            "probable",
        ),
    ]
    evaluation_fondement: Annotated[
        Text,
        Claims(),
        says("D’où nous le savons", "Ce qui permet de dire que l’étude a été évaluée par les pairs, ou non.", "revue savante"),
    ]
    licence: Annotated[Text | None, NAME, says("Licence", "La licence de la source, si elle est dite.", "CC BY 4.0")] = None
    prudence: Annotated[
        LongText | None, Claims(), says("Prudence", "Ce qu’il faut savoir avant de citer la source.", "Seul le résumé a été lu.")
    ] = None
    vu_a: Annotated[tuple[Address, ...], says("Vu à", "Les pages où la source a été lue.", ["https://www.exemple.org/etude"])] = ()
    registre: Annotated[tuple[Registry, ...], says("Avis des registres", "Rétractations, corrections et nouvelles versions.")] = ()
