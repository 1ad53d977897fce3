"""A sheet: its sections, its actions, the three sentences that help to decide."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from pipeline.content.kind import Kind, PageDocument, Words
from pipeline.content.sheets.meta import FicheMeta
from pipeline.content.sources.notes import TO_WRITE
from pipeline.text.files import Span
from pipeline.text.markdown import Block, BlockKind, Section, sections
from pipeline.text.typographic import NBSP
from pipeline.text.words import collapse, fold, slug

KEY_MESSAGES = "À retenir"
ACTIONS = "Pistes d’action"
DECISION = "Pour décider"
CONTEXT = "Pourquoi c’est important ici"
EXAMINED = "Ce que la recherche a examiné"
RESULTS = "Ce qu’elle montre"
KNOWN = "Ce qu’on sait"
UNKNOWN = "Ce qu’on ne sait pas"
LIMITS = "Limites"
QUESTIONS = "Pour en discuter en comité"
FICHE_SECTIONS = (KEY_MESSAGES, ACTIONS, DECISION, CONTEXT, EXAMINED, RESULTS, LIMITS, QUESTIONS)
# What a sheet of each type has, in order (« type » in its header).
SECTIONS_OF: Mapping[str, tuple[str, ...]] = {
    "fait-saillant": FICHE_SECTIONS,
    "repere": (KEY_MESSAGES, KNOWN, UNKNOWN, LIMITS, QUESTIONS),
    "retour-sur-outil": (KEY_MESSAGES, CONTEXT, EXAMINED, RESULTS, LIMITS, ACTIONS, DECISION, QUESTIONS),
}
EVERY_SECTION = tuple(dict.fromkeys(title for titles in SECTIONS_OF.values() for title in titles))
# Under « Ce qu’elle montre », folded on the page: effect sizes and what they mean.
FIGURES = "Les chiffres, pour qui les veut"
# The three sentences of « Pour décider », and the words that each begins with.
DECISION_SENTENCES = ("On sait que", "Si vous agissez, attendez-vous à", "Ne comptez pas sur")
LEAD_FIELDS = ("Pour", "Qui", "Quoi", "Premier pas", "Obstacle probable", "Appui")


class Support(StrEnum):
    """What an action rests on: the first word of its « Appui »."""

    STUDY = "etude"
    GUIDE = "guide"
    EXPERIENCE = "experience"
    IDEA = "idee"

    @property
    def researched(self) -> bool:
        """True when a study tested the action, or a guide recommends it."""
        return self in (Support.STUDY, Support.GUIDE)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the ``public`` of the vocabulary as it is typed at ``start``, and ``who`` exactly (« direction, équipe-école »)."""

    public: str
    who: str
    start: int


@dataclass(frozen=True, slots=True)
class ActionLead:
    """One « piste d’action »: what someone can do, and on what ground. ``fields`` gives the offsets of each named part."""

    section: Section
    title: str
    fields: dict[str, tuple[int, int]]

    def span(self, name: str) -> Span | None:
        """Return where a part stands in the text (« Pour », « Appui »), or None."""
        return Span(*self.fields[name]) if name in self.fields else None


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

    @property
    def section_titles(self) -> tuple[str, ...]:
        """The titles of its sections, in order, as its type asks for them."""
        return SECTIONS_OF[self.meta.type]

    @cached_property
    def decision(self) -> tuple[Block, ...]:
        """The items of « Pour décider », in order."""
        section = self.section(DECISION)
        return tuple(block for block in section.blocks if block.kind is BlockKind.ITEM) if section else ()

    @cached_property
    def figures_part(self) -> Section | None:
        """The part of « Ce qu’elle montre » that the page folds, « Les chiffres, pour qui les veut »."""
        section = self.section(RESULTS)
        parts = sections(self.source.text, section.blocks, 3) if section else []
        return next((part for part in parts if fold(collapse(part.title)) == fold(FIGURES)), None)

    def actors(self, lead: ActionLead) -> tuple[Actor, ...]:
        """Return who acts, as « Qui » names them: « scolaire (direction), communautaire (organisme qui coordonne) »."""
        span = lead.span("Qui")
        if span is None:
            return ()
        found = _ACTOR.finditer(self.source.text, span.start, span.end)
        return tuple(Actor(match["public"].strip(" .\n"), collapse(match["who"] or ""), match.start("public")) for match in found)

    def lead_publics(self, lead: ActionLead) -> tuple[str, ...]:
        """Return the publics that do an action, as written, each once."""
        return tuple(dict.fromkeys(actor.public for actor in self.actors(lead)))

    def support(self, lead: ActionLead) -> Support | None:
        """Return what an action rests on, or None when « Appui » does not begin with a word that says it."""
        span = lead.span("Appui")
        match = _SUPPORT.match(self.source.text, span.start, span.end) if span else None
        return _SUPPORTS.get(fold(match.group(1))) if match else None

    @cached_property
    def word_count(self) -> int:
        """Words of the body, citations left out."""
        return len(re.findall(r"[^\W_]+(?:[’'-][^\W_]+)*", self.prose.plain[self.body_start :]))

    @property
    def reading_minutes(self) -> int:
        """Reading time in minutes, at 200 words a minute, never under one."""
        return max(1, round(self.word_count / 200))


_LEAD_FIELD = re.compile(rf"\*\*([^*\n]{{2,30}})\*\*[ {NBSP}]?:[ {NBSP}]*")
# A public up to a comma or a bracket, then who exactly; commas between brackets part nobody.
_ACTOR = re.compile(r"\s*(?P<public>[^\s,;.()][^,;()]*)(?:\((?P<who>[^()]*)\))?")
_SUPPORT = re.compile(r"\s*([^\W\d_]+)")
_SUPPORTS = {"etude": Support.STUDY, "guide": Support.GUIDE, "experience": Support.EXPERIENCE, "idee": Support.IDEA}


FICHES = Kind(
    name="fiche",
    title="Fiche",
    one="une fiche",
    files="content/fiches/*.md",
    model=FicheMeta,
    document=Fiche,
    address="fiches/",
    asked=("titre", "question", "reponse", "themes", "publics", "ages", "determinants", "besoins", "buts"),
    given={
        "type": "fait-saillant",
        "statut": "brouillon",
        "premier_pas": TO_WRITE,
        "questions": [TO_WRITE],
        "effets": [],
        "regles": [],
        "force": "insuffisante",
        "donnees_quebecoises": False,
        "revision": None,
        "interets": "Aucun intérêt déclaré.",
        "licence": "CC BY 4.0",
    },
    unique="titre",
    words=Words(the="La fiche", of="de fiche"),
    anchors=(
        *map(slug, EVERY_SECTION),
        "regles",
        "effets",
        "images",
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
