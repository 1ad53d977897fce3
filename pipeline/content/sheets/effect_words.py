"""The size of an effect in words, in the unit of its source: what a page, a document and a feed say of it."""

import re

from pipeline.content.sheets.meta import Effect, Measure
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
    words = effect.valeur if _HAS_UNIT.search(effect.valeur) else _SIZES[effect.mesure].format(effect.valeur)
    if effect.intervalle is not None:
        words += f" (intervalle : {effect.intervalle})"
    if effect.etudes is not None:
        words += f", d’après {french.count(effect.etudes, 'étude', 'études')}"
    return typographic(french.units_held(words))
