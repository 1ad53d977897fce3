"""Words of Québec French for what the models hold (what a sheet is worth: ``sheets/standing.py``)."""

from pipeline.content.activities.activity import ActivityMeta
from pipeline.content.council import Organisation
from pipeline.content.sources.reading import Reading
from pipeline.text.french import clock, demonstration, time_zone_name, weekday_date

READING_IN_A_WORD = {
    Reading.ARTICLE: "document",
    Reading.ABSTRACT: "résumé",
    Reading.PRESS_RELEASE: "communiqué",
    Reading.THIRD_PARTY: "page d’un tiers",
    Reading.OWN_WORDS: "relevé dans nos mots",
}
READING_SHORT = {Reading.PRESS_RELEASE: "communiqué", Reading.THIRD_PARTY: "page d’un tiers", Reading.OWN_WORDS: "relevé"}


def mention(organisation: Organisation) -> str:
    """Return what a site says as long as its council has not adopted it, and nothing after."""
    return demonstration(organisation.designation) if organisation.statut == "demonstration" else ""


def activity_when(meta: ActivityMeta) -> str:
    """Return « mardi 9 février 2027, 12 h à 13 h (heure de l’Est) », or that the new day is not known."""
    if meta.undated:
        return f"date à venir (d’abord annoncée pour le {weekday_date(meta.date)})"
    if meta.debut is None:
        return weekday_date(meta.date)
    hours = clock(meta.debut) + (f" à {clock(meta.fin)}" if meta.fin is not None else "")
    return f"{weekday_date(meta.date)}, {hours} ({time_zone_name(meta.fuseau)})"
