"""Words of Québec French for what the models hold: a level of confidence, what was read, when an activity takes place."""

from pipeline.content.activities.activity import ActivityMeta
from pipeline.content.names import CONFIDENCE
from pipeline.content.sheets.meta import Confidence
from pipeline.content.sources.reading import Reading
from pipeline.text.french import clock, time_zone_name, weekday_date
from pipeline.text.typographic import typographic

READING_SHORT = {Reading.PRESS_RELEASE: "communiqué", Reading.THIRD_PARTY: "page d’un tiers", Reading.OWN_WORDS: "relevé"}


def activity_when(meta: ActivityMeta) -> str:
    """Return « mardi 9 février 2027, 12 h à 13 h (heure de l’Est) », or that the new day is not known."""
    if meta.undated:
        return f"date à venir (d’abord annoncée pour le {weekday_date(meta.date)})"
    if meta.debut is None:
        return weekday_date(meta.date)
    hours = clock(meta.debut) + (f" à {clock(meta.fin)}" if meta.fin is not None else "")
    return f"{weekday_date(meta.date)}, {hours} ({time_zone_name(meta.fuseau)})"


def confidence(level: Confidence) -> str:
    """Return « Confiance dans la preuve : modérée », its label and its level."""
    return typographic(f"Confiance dans la preuve : {CONFIDENCE[level]}")
