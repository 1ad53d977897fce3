"""The pages people write: fact sheets, activities, campaigns, committees, needs, other pages; their structure and places."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Generic, TypeAlias, TypeVar

from pydantic import BaseModel

from pipeline.content.activities.activity import ActivityMeta
from pipeline.content.campaigns import CampaignMeta, Edition
from pipeline.content.committees import CommitteeMeta
from pipeline.content.initiatives import InitiativeMeta
from pipeline.content.needs import NeedMeta
from pipeline.content.plain_pages import PageMeta
from pipeline.content.sheets.sheet import FicheMeta
from pipeline.content.sources.notes import Note
from pipeline.content.sources.reading import NoteMeta
from pipeline.content.tools import ToolMeta
from pipeline.text.files import Source
from pipeline.text.instants import instant
from pipeline.text.markdown import Block, BlockKind, Section, blocks, sections
from pipeline.text.prose import Prose
from pipeline.text.words import collapse, fold
from pipeline.text.yaml_in import YamlData, split_front_matter

KEY_MESSAGES = "À retenir"
CONTEXT = "Pourquoi c’est important ici"
EXAMINED = "Ce que la recherche a examiné"
RESULTS = "Ce qu’elle montre"
LIMITS = "Limites"
ACTIONS = "Pistes d’action"
QUESTIONS = "Pour en discuter en comité"
ACTIVITY_SECTIONS = ("En bref", "Au programme", "Déroulement", "Pour aller plus loin")
FICHE_SECTIONS = (KEY_MESSAGES, CONTEXT, EXAMINED, RESULTS, LIMITS, ACTIONS, QUESTIONS)
LEAD_FIELDS = ("Pour", "Qui", "Quoi", "Premier pas", "Obstacle probable", "Appui")

Meta = TypeVar("Meta", bound=BaseModel)


@dataclass(frozen=True)
class Document(Generic[Meta]):
    """One Markdown file with its front matter."""

    slug: str
    source: Source
    header: YamlData
    meta: Meta
    body_start: int

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the body."""
        return tuple(blocks(self.source.text, self.body_start))

    @cached_property
    def prose(self) -> Prose:
        """The body as sentences."""
        return Prose(self.source, self.blocks)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The body's sections of rank 2."""
        return tuple(sections(self.source.text, self.blocks, 2))

    @cached_property
    def cited_keys(self) -> tuple[str, ...]:
        """Keys of the works cited, each once, in order of first citation."""
        return tuple(dict.fromkeys(c.key for group in self.prose.groups for c in group.citations))

    @property
    def draft(self) -> bool:
        """True when the page is not to be published as it stands: its faults then stop nothing."""
        return False

    def on_site(self, today: date) -> bool:  # noqa: ARG002 (some kinds wait for their day)
        """Say whether readers find the page on ``today``."""
        return not self.draft

    def section(self, title: str) -> Section | None:
        """Return the section of that title, whatever its case, accents or apostrophes."""
        wanted = fold(title)
        return next((section for section in self.sections if fold(collapse(section.title)) == wanted), None)


@dataclass(frozen=True, slots=True)
class ActionLead:
    """One « piste d’action »: what someone can do, and on what ground."""

    section: Section
    title: str
    fields: dict[str, tuple[int, int]]


class Fiche(Document[FicheMeta]):
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


_LEAD_FIELD = re.compile(r"\*\*([^*\n]{2,30})\*\*[ \u00a0]?:[ \u00a0]*")


class Activity(Document[ActivityMeta]):
    """A webinar, conference, workshop, or presentation in a committee."""

    @cached_property
    def start(self) -> datetime:
        """The first instant, with its offset; without an hour, the first of its day."""
        return instant(self.meta.date, self.meta.debut or "00:00", self.meta.fuseau, self.meta.decalage)

    @cached_property
    def end(self) -> datetime:
        """The instant from which it is over; without an hour of end, the end of its day."""
        if self.meta.debut is None or self.meta.fin is None:
            return self.end_of(self.meta.date)
        return instant(self.meta.date, self.meta.fin, self.meta.fuseau, self.meta.decalage)

    def end_of(self, day: date) -> datetime:
        """Return the instant at which ``day`` is over where the activity is."""
        return instant(day + timedelta(days=1), "00:00", self.meta.fuseau)


class Page(Document[PageMeta]):
    """Any other page."""


def page_of(note: Note) -> Document[NoteMeta]:
    """Return the file of a reading note as any page that people write."""
    split = split_front_matter(note.source, [])
    return Document(note.key, note.source, note.header, note.meta, split[1] if split else 0)


class Committee(Document[CommitteeMeta]):
    """A local committee."""


class Need(Document[NeedMeta]):
    """A need for knowledge: a question that committees ask."""

    @property
    def draft(self) -> bool:
        """True when nobody has accepted the question yet."""
        return self.meta.etat == "brouillon"


class Tool(Document[ToolMeta]):
    """A tool, a model, a training that partners may use."""


class Initiative(Document[InitiativeMeta]):
    """What a partner does, told with its consent."""

    @property
    def draft(self) -> bool:
        """True until it was reviewed and published."""
        return self.meta.statut != "publiee"


CAMPAIGN_ACTIONS = "Ce que vous pouvez faire"


class Campaign(Document[CampaignMeta]):
    """A campaign, a programme or a contest that partners may join."""

    @cached_property
    def days(self) -> tuple["CampaignDays", ...]:
        """Its editions, the earliest first."""
        return tuple(CampaignDays(self, edition) for edition in sorted(self.meta.editions, key=lambda one: (one.debut, one.nom)))


@dataclass(frozen=True)
class CampaignDays:
    """The days of one edition of a campaign, as calendars and lists of activities show them."""

    campaign: Campaign
    edition: Edition

    @property
    def slug(self) -> str:
        """What calendars know it by: no activity has such a name, which begins with a date."""
        return f"campagne-{self.campaign.slug}-{self.edition.nom}"

    @property
    def start(self) -> datetime:
        """The first instant of its first day."""
        return instant(self.edition.debut, "00:00", _ZONE)

    @property
    def end(self) -> datetime:
        """The instant from which its last day is over."""
        return instant(self.edition.last + timedelta(days=1), "00:00", _ZONE)


_ZONE = "America/Toronto"
# What takes place on a day that is known: calendars and the list of activities show both.
Dated: TypeAlias = Activity | CampaignDays
AnyDocument: TypeAlias = Document[Any]
