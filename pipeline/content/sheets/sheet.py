"""What the front matter of a sheet may say. Unknown keys refused, like everywhere."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from pipeline.content import names
from pipeline.content.kind import Kind, PageDocument, Words
from pipeline.fields.marks import NAME, Claims, Named, OfList, says
from pipeline.fields.types import Day, LongText, Slugs, Strict, Summary, Text, Title
from pipeline.text.markdown import Block, BlockKind, Section, sections
from pipeline.text.typographic import NBSP
from pipeline.text.words import fold, slug

KEY_MESSAGES = "À retenir"
CONTEXT = "Pourquoi c’est important ici"
EXAMINED = "Ce que la recherche a examiné"
RESULTS = "Ce qu’elle montre"
LIMITS = "Limites"
ACTIONS = "Pistes d’action"
QUESTIONS = "Pour en discuter en comité"
FICHE_SECTIONS = (KEY_MESSAGES, CONTEXT, EXAMINED, RESULTS, LIMITS, ACTIONS, QUESTIONS)
LEAD_FIELDS = ("Pour", "Qui", "Quoi", "Premier pas", "Obstacle probable", "Appui")


class Confidence(StrEnum):
    """« Confiance dans la preuve », weakest first."""

    INSUFFICIENT = "insuffisante"
    VERY_LIMITED = "tres-limitee"
    LIMITED = "limitee"
    MODERATE = "moderee"
    HIGH = "elevee"

    @property
    def rank(self) -> int:
        """Position on the scale, 0 for the weakest."""
        return list(Confidence).index(self)


class Correction(Strict):
    """A mistake that was found on a sheet, in plain words; ``ouverte`` while it is being looked into."""

    date: Annotated[Day, says("Date", "Le jour de la correction, ou du signalement.", "2026-11-24")]
    texte: Annotated[
        LongText,
        Claims(earlier=True),
        says("Texte", "Ce qui était inexact et ce qui a changé, en mots simples.", "Le nombre d’écoles était inexact; il a été corrigé."),
    ]
    ouverte: Annotated[bool, says("À l’étude", "« oui » tant que la question n’est pas réglée.", False)] = False


class Withdrawal(Strict):
    """Why and when a sheet was withdrawn; its address stays and says so."""

    date: Annotated[Day, says("Date", "Le jour du retrait.", "2026-11-24")]
    raison: Annotated[
        LongText,
        Claims(earlier=True),
        says("Raison", "Pourquoi la fiche est retirée, en mots simples.", "L’étude principale a été rétractée."),
    ]


class FicheMeta(Strict):
    """Front matter of ``content/fiches/<slug>.md``."""

    titre: Annotated[
        Title,
        Claims(),
        says("Titre", "Le message de la fiche, en une phrase : c’est le titre de la page.", "Le tutorat fait progresser les élèves"),
    ]
    resume: Annotated[
        Summary,
        Claims(),
        says(
            "Résumé",
            "Une ou deux phrases simples, pour les listes et la recherche.",
            "Les élèves qui reçoivent du tutorat progressent davantage que les autres.",
        ),
    ]
    type: Annotated[
        Literal["fait-saillant", "retour-sur-outil"],
        Named(names.KIND),
        says("Type", "Ce que la recherche montre, ou le retour sur un outil d’ici.", "fait-saillant"),
    ]
    statut: Annotated[
        Literal["brouillon", "en-revision", "publiee", "a-reviser", "retiree"],
        Named(names.STATUS),
        says("Statut", "Où en est la fiche. Un brouillon et une fiche en révision ne sont pas sur le site.", "brouillon"),
    ]
    themes: Annotated[
        Slugs,
        Field(min_length=1, max_length=4),
        OfList("themes"),
        says("Thèmes", "De quoi il est question : un à quatre thèmes, le principal d’abord.", ["lecture"]),
    ]
    publics: Annotated[
        Slugs, Field(min_length=1), OfList("publics"), says("Publics", "Qui peut agir à partir de la fiche.", ["scolaire", "parents"])
    ]
    ages: Annotated[Slugs, Field(min_length=1), OfList("ages"), says("Âges", "L’âge des jeunes que les études ont suivis.", ["primaire"])]
    determinants: Annotated[
        Slugs, Field(min_length=1), OfList("determinants"), says("Déterminants", "Ce sur quoi la fiche permet d’agir.", ["ecole"])
    ]
    axes: Annotated[Slugs, OfList("axes"), says("Axes", "Les axes de travail de l’organisme que la fiche sert.", ["transfert"])] = ()
    comites: Annotated[
        Slugs, OfList("comites"), says("Comités", "Les comités que la fiche concerne, s’il y en a.", ["comite-exemple"])
    ] = ()
    besoins: Annotated[
        Slugs, OfList("besoins"), says("Besoins", "Les besoins du registre auxquels la fiche répond.", ["lire-pendant-l-ete"])
    ] = ()
    outils: Annotated[
        Slugs, OfList("outils"), says("Outils", "Les outils du répertoire sur lesquels la fiche revient.", ["guide-exemple"])
    ] = ()
    force: Annotated[
        Confidence,
        Named(names.CONFIDENCE),
        says("Confiance dans la preuve", "Jusqu’où se fier à ce que la fiche affirme, d’après les études citées.", "moderee"),
    ]
    force_justification: Annotated[
        LongText,
        Claims(),
        says(
            "Justification de la confiance",
            "Pourquoi ce niveau : nombre et genre d’études, ce qui a été lu, ce qui manque.",
            "Une seule méta-analyse, lue dans son résumé.",
        ),
    ]
    divergence: Annotated[bool, says("Les études divergent", "« oui » quand les études citées ne disent pas la même chose.", False)] = False
    savoir_experience: Annotated[
        bool,
        says("Savoir d’expérience", "« oui » quand la fiche rapporte aussi ce que des personnes du terrain savent d’expérience.", False),
    ] = False
    pays: Annotated[tuple[Text, ...], NAME, says("Pays des études", "Où les études ont été menées, si elles le disent.", ["Canada"])] = ()
    donnees_quebecoises: Annotated[bool, says("Données québécoises", "« oui » quand au moins une étude porte sur le Québec.", False)]
    conditions: Annotated[
        LongText | None,
        Claims(),
        says(
            "Conditions",
            "À quelles conditions l’effet ou le lien vaut, selon les études.",
            "L’effet est positif quand les groupes sont petits.",
        ),
    ] = None
    cout: Annotated[
        LongText | None, Claims(), says("Coût", "Ce que les études disent du coût.", "Les études lues ne parlent pas du coût.")
    ] = None
    effort: Annotated[
        LongText | None,
        Claims(),
        says("Effort", "Ce que les études disent du temps et des personnes qu’il faut.", "Les études lues ne parlent pas du temps requis."),
    ] = None
    redaction: Annotated[Text, NAME, says("Rédaction", "La personne ou l’équipe qui a écrit la fiche : un vrai nom.", "Équipe Passerelle")]
    revision: Annotated[
        Text | None, NAME, says("Révision", "La personne du domaine qui a relu la fiche; « null » tant que personne ne l’a fait.", None)
    ]
    publiee_le: Annotated[
        Day, says("Publiée le", "Le jour de la première publication; une date à venir garde la fiche hors du site.", "2026-11-24")
    ]
    revisee_le: Annotated[Day, says("Mise à jour le", "Le jour où le contenu a été revu pour la dernière fois.", "2026-11-24")]
    prochaine_revision: Annotated[
        Day, says("Prochaine révision", "Le jour où il faudra revoir la fiche, au plus deux ans plus tard.", "2028-11-24")
    ]
    interets: Annotated[
        LongText,
        Claims(),
        says("Intérêts déclarés", "Les intérêts des personnes qui ont écrit ou relu la fiche.", "Aucun intérêt déclaré."),
    ]
    licence: Annotated[Text, NAME, says("Licence", "Ce qu’il est permis de faire de notre texte.", "CC BY 4.0")]
    corrections: Annotated[
        tuple[Correction, ...], says("Corrections", "Les corrections faites depuis la publication, avec leur date.")
    ] = ()
    retrait: Annotated[
        Withdrawal | None, says("Retrait", "Pourquoi et quand la fiche a été retirée; seulement si son statut est « retiree ».")
    ] = None


@dataclass(frozen=True, slots=True)
class ActionLead:
    """One « piste d’action »: what someone can do, and on what ground."""

    section: Section
    title: str
    fields: dict[str, tuple[int, int]]


class Fiche(PageDocument[FicheMeta]):
    """A fact sheet."""

    @property
    def published(self) -> bool:
        """True when the sheet belongs on the site."""
        return self.meta.statut in ("publiee", "a-reviser")

    @property
    def draft(self) -> bool:
        """True when the sheet is not published."""
        return not self.published

    @property
    def withdrawn(self) -> bool:
        """True when the sheet was published and then withdrawn."""
        return self.meta.statut == "retiree"

    def listed(self, today: date) -> bool:
        """Say whether readers find the sheet on ``today``: published, and its day has come."""
        return self.published and self.meta.publiee_le <= today

    def on_site(self, today: date) -> bool:
        """Say whether the sheet has a page on ``today``, if only to say that it was withdrawn."""
        return self.listed(today) or (self.withdrawn and self.meta.publiee_le <= today)

    @cached_property
    def key_messages(self) -> tuple[Block, ...]:
        """The items of « À retenir »."""
        section = self.section(KEY_MESSAGES)
        return tuple(block for block in section.blocks if block.kind is BlockKind.ITEM) if section else ()

    @cached_property
    def questions(self) -> tuple[Block, ...]:
        """The items of « Pour en discuter en comité »."""
        section = self.section(QUESTIONS)
        return tuple(block for block in section.blocks if block.kind is BlockKind.ITEM) if section else ()

    @cached_property
    def leads(self) -> tuple[ActionLead, ...]:
        """The « pistes d’action », in order; ``fields`` gives the offsets of each named part."""
        section = self.section(ACTIONS)
        if section is None:
            return ()
        return tuple(self._lead(part) for part in sections(self.source.text, section.blocks, 3))

    def _lead(self, part: Section) -> ActionLead:
        fields: dict[str, tuple[int, int]] = {}
        for block in part.blocks:
            match = _LEAD_FIELD.match(self.source.text, block.inner, block.end)
            if match:
                name = next((known for known in LEAD_FIELDS if fold(known) == fold(match.group(1))), match.group(1))
                fields[name] = (match.end(), block.end)
        return ActionLead(part, part.title, fields)

    def lead_publics(self, lead: ActionLead) -> tuple[str, ...]:
        """Return the audiences that a lead is for, as written."""
        start, end = lead.fields.get("Pour", (0, 0))
        return tuple(part.strip(" .\n") for part in self.source.text[start:end].split(",") if part.strip(" .\n"))

    @cached_property
    def word_count(self) -> int:
        """Words of the body, citations left out."""
        return len(re.findall(r"[^\W_]+(?:[’'-][^\W_]+)*", self.prose.plain[self.body_start :]))

    @property
    def reading_minutes(self) -> int:
        """Reading time in minutes, at 200 words a minute, never under one."""
        return max(1, round(self.word_count / 200))


_LEAD_FIELD = re.compile(rf"\*\*([^*\n]{{2,30}})\*\*[ {NBSP}]?:[ {NBSP}]*")


FICHES = Kind(
    name="fiche",
    title="Fiche",
    one="une fiche",
    files="content/fiches/*.md",
    model=FicheMeta,
    document=Fiche,
    address="fiches/",
    asked=("titre", "resume", "themes", "publics", "ages", "determinants", "besoins"),
    given={
        "type": "fait-saillant",
        "statut": "brouillon",
        "force": "insuffisante",
        "donnees_quebecoises": False,
        "revision": None,
        "interets": "Aucun intérêt déclaré.",
        "licence": "CC BY 4.0",
    },
    unique="titre",
    words=Words(the="La fiche", of="de fiche"),
    anchors=(
        *map(slug, FICHE_SECTIONS),
        *(f"piste-{number}" for number in range(1, 6)),
        "questions",
        "references",
        "a-propos-de-cette-fiche",
        "corrections",
        "activites-liees",
        "plans",
        "a-lire-aussi",
        "citer",
        "citer-apa",
        "citer-bibtex",
        "citer-ris",
    ),
)
