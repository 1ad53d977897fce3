"""Where a quotation was cut out of its sentence, told by « […] »; apart from the HTML that shows it, for its cases to be read alone."""

import re

from pipeline.content.sources.notes import Excerpt
from pipeline.content.sources.reading import Reading
from pipeline.text.typographic import NBSP

CUT = "[…]"
# A sentence ends so, whatever quotation marks or brackets close after it. A colon or a semicolon ends none.
_ENDED = re.compile(r"[.!?…][\s»”’\"')\]]*\Z")
# A lower-case word, or a sign that nothing begins with; « iPad » and « eLearning » are names.
_INSIDE = re.compile(r"\A[\s«“‘\"'(\[]*(?:[a-zà-öø-ÿœ](?![A-Z])|[,;:.)\]–-]|…)")
# What is no sentence has no end to miss: a title, a cell, a label, an item of a list, a table of contents.
_NO_SENTENCE = re.compile(
    r"(?i)\b(?:titres?|tableaux?|rubriques?|table des matières|listes?|cases?|étiquettes?|cotes?|légendes?|figures?)\b"
)
# A verdict or a label of so few words is whole as it is.
_LABEL = 5


def cut(quotation: str, locator: str, reading: Reading) -> tuple[bool, bool]:
    """Say whether words of its sentence come before a quotation, and after it, as far as the quotation itself tells.

    A capital does not prove a beginning, nor a lower-case name a middle; a full stop that was left out counts as words left out.
    """
    if reading is Reading.OWN_WORDS or not quotation or quotation.startswith(CUT):
        return False, False
    if _NO_SENTENCE.search(locator):
        return False, False
    before = _INSIDE.match(quotation) is not None
    label = not before and len(quotation.split()) <= _LABEL and quotation[-1] not in ",;:"  # « Does not meet WWC standards »
    return before, not label and _ENDED.search(quotation) is None and not quotation.endswith(CUT)


def as_shown(excerpt: Excerpt) -> str:
    """Return the words of an excerpt as readers see them, « […] » where they were cut."""
    before, after = cut(excerpt.quotation, excerpt.locator, excerpt.reading)
    return f"{f'{CUT}{NBSP}' if before else ''}{excerpt.quotation}{f'{NBSP}{CUT}' if after else ''}"
