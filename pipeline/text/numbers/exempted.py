"""What looks like a figure and is none, rule by rule, so that the rules page can say it."""

from pipeline.patterns import pattern
from pipeline.text.typographic import SPACE
from pipeline.text.written_dates import ENGLISH_MONTHS, MONTHS

EXEMPTIONS = (
    (
        "les rangs",
        "« 6e année », « 1re secondaire », « 3rd » : un chiffre collé à e, re, er, ème, th, st, nd ou rd; « la cinquième année »",
    ),
    ("les années", "un nombre de quatre chiffres de 1900 à 2099 qu’aucune unité ne suit, seul ou en période (« 2022-2023 »)"),
    ("les dates et les heures", "« 24 novembre 2026 », « 2026-11-24 », « 13\u00a0h\u00a030 »"),
    ("les repères", "« Recommandation 3 », « p. 5 », « tableau 2 », « Grade 4 », « nᵒ 2 », « version 2 », « CC BY 4.0 »"),
    ("les étapes de la vie", "« de 0 à 5\u00a0ans », pour dire la petite enfance"),
    ("les adresses, le code et les citations", "ce qui est dans un lien, entre accents graves ou dans [@…]"),
    ("« un tiers »", "« la page d’un tiers », « par un tiers » : une autre personne, non une fraction"),
    ("« les deux »", "« les deux », « ces deux », « tous deux » : l’un et l’autre, non un compte"),
)
_MONTHS = "|".join(MONTHS)
_MONTHS_EN = "|".join(ENGLISH_MONTHS)
# The first digit of a number: what stands before it is looked at from there, so that the search goes from digit to digit.
_FIRST = r"\d(?<!\w\d)"
NOT_FIGURES = tuple(
    pattern(form)
    for form in (
        rf"{_FIRST}\d{{3}}-\d{{2}}-\d{{2}}\b",
        rf"(?i:{_FIRST}\d?(?:er)?{SPACE}(?:au{SPACE}\d{{1,2}}{SPACE})?(?:{_MONTHS})(?:{SPACE}\d{{4}})?\b)",
        rf"\b(?:{_MONTHS_EN}) \d{{1,2}}(?:, \d{{4}})?\b",
        rf"{_FIRST}\d? (?:{_MONTHS_EN})(?: \d{{4}})?\b",
        rf"{_FIRST}\d?{SPACE}?h{SPACE}?\d{{2}}\b",
        rf"\b(?:à|dès|vers|avant|après|entre|et){SPACE}\d{{1,2}}{SPACE}h\b(?!{SPACE}(?:par\b|de\b|d[’'])|/)",
        rf"{_FIRST}\d?{SPACE}h(?={SPACE}?(?:à|[–-]){SPACE}?\d+{SPACE}h\b)",
        (
            rf"(?i:\b(?:recommandations?|recommendations?|tableaux?|tables?|figures?|chapitres?|sections?|annexes?|pages?|pp?\.|vol\."
            rf"|volumes?|numéros?|no|nᵒ|n°|no\.|grades?|tier|paliers?|niveaux?|versions?|phases?|étapes?|règles?|wcag|rfc|iso"
            rf"|cc by(?:-[a-z-]+)?|covid|fascicules?)(?:{SPACE}|-)?\d+(?:[.-]\d+)*(?:{SPACE}(?:et|à|and|to|,){SPACE}\d+)*)"
        ),
        r"(?i:\b(?:k|prek|prék)[-–‑]12\b)",
        (
            rf"(?i:\b(?:pages?|résumés?|sites?|textes?|articles?|communiqués?){SPACE}d[’']un{SPACE}tiers\b|\b(?:par"
            rf"|chez){SPACE}un{SPACE}tiers\b)"
        ),
        rf"(?i:\b(?:de{SPACE})?0(?:{SPACE}à{SPACE}|[-–])\d{{1,2}}{SPACE}ans\b)",
    )
)
YEAR = pattern(r"(?<![\d.,−+])(?:19|20)\d{2}(?:[-–/](?:19|20)?\d{2})?(?![\d]|[.,]\d)")
