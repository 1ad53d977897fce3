"""The size of an effect in words, in the unit of its source: what a page, a document and a feed say of it."""

import re

from pipeline.content.sheets.measures import Measure
from pipeline.content.sheets.meta import Effect
from pipeline.content.sheets.pictures import Picture, PicturePoint
from pipeline.text import french
from pipeline.text.typographic import typographic

# « {} » stands for the value, as the excerpt has it; one that carries its unit (« 27 % ») keeps it.
_SIZES = {
    Measure.DEVIATION: "{} écart-type",
    Measure.CORRELATION: "corrélation de {}",
    Measure.ODDS_RATIO: "rapport de cotes de {}",
    Measure.POINTS: "{} points de pourcentage",
    Measure.PERCENT: "{} %",
    Measure.MONTHS: "{} mois de progrès, selon la source",
    Measure.OTHER: "{}",
}
_HAS_UNIT = re.compile(r"%|[^\W\d_]{2}")


def size(effect: Effect) -> str:
    """Return « 0,288 écart-type (intervalle : 0,10 à 0,30), d’après 89 études », or nothing when its size was not read."""
    if effect.valeur is None or effect.mesure is Measure.NOT_READ:
        return ""
    words = measured(effect.valeur, effect.mesure)
    if effect.intervalle is not None:
        words += f" (intervalle : {effect.intervalle})"
    if effect.etudes is not None:
        words += f", d’après {french.count(effect.etudes, 'étude', 'études')}"
    return typographic(french.units_held(words))


def measured(value: str, measure: Measure) -> str:
    """Return a value in its measure: « 0,288 écart-type »; one that carries its unit keeps it."""
    return value if measure is Measure.NOT_READ or _HAS_UNIT.search(value) else _SIZES[measure].format(value)


def point_words(picture: Picture, point: PicturePoint) -> str:
    """Return a point of a picture in words: « 2020, document de travail : 0,37 écart-type », « un enfant sur cinq se fait lire… »."""
    if picture.mesure is None:
        return typographic(french.units_held(f"{point.valeur} {point.repere}"))
    return typographic(french.units_held(f"{point.repere} : {measured(point.valeur, picture.mesure)}"))
