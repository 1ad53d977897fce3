"""In what an effect is measured."""

from enum import StrEnum


class Measure(StrEnum):
    """In what an effect is measured, as its source says it; never converted into another."""

    DEVIATION = "ecart-type"
    CORRELATION = "correlation"
    ODDS_RATIO = "rapport-de-cotes"
    POINTS = "points"
    PERCENT = "pourcentage"
    MONTHS = "mois"
    OTHER = "autre"
    NOT_READ = "non-lue"
