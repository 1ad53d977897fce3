"""The pages people write (until each importer names the kind's own module)."""

from pipeline.content.activities.activity import ACTIVITY_SECTIONS, Activity
from pipeline.content.campaigns import CAMPAIGN_ACTIONS, Campaign, CampaignDays, Dated
from pipeline.content.committees import Committee
from pipeline.content.initiatives import Initiative
from pipeline.content.kind import AnyDocument, Document, PageDocument
from pipeline.content.needs import Need
from pipeline.content.plain_pages import Page
from pipeline.content.sheets.sheet import (
    ACTIONS,
    CONTEXT,
    EXAMINED,
    FICHE_SECTIONS,
    KEY_MESSAGES,
    LEAD_FIELDS,
    LIMITS,
    QUESTIONS,
    RESULTS,
    ActionLead,
    Fiche,
)
from pipeline.content.tools import Tool

__all__ = (
    "ACTIONS",
    "ACTIVITY_SECTIONS",
    "CAMPAIGN_ACTIONS",
    "CONTEXT",
    "EXAMINED",
    "FICHE_SECTIONS",
    "KEY_MESSAGES",
    "LEAD_FIELDS",
    "LIMITS",
    "QUESTIONS",
    "RESULTS",
    "ActionLead",
    "Activity",
    "AnyDocument",
    "Campaign",
    "CampaignDays",
    "Committee",
    "Dated",
    "Document",
    "Fiche",
    "Initiative",
    "Need",
    "Page",
    "PageDocument",
    "Tool",
)
