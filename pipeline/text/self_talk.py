"""Phrases in which a sheet speaks of itself and of how it was read, instead of what it is about."""

import re
from collections.abc import Iterator

from pipeline.text.typographic import NBSP

_S = f"[ {NBSP}]"
_SELF_TALK = re.compile(
    rf"(?i)nos{_S}extraits|l[’']extrait{_S}lu|(?:les{_S}|des{_S}|aux{_S})?extraits{_S}lus|nous{_S}(?:n[’'])?avons{_S}(?:pas{_S}|seulement{_S})?"
    rf"(?:lu|consulté)|n[’']avons{_S}(?:pas{_S})?lu|nous{_S}n[’']avons{_S}que|pages?{_S}tierces?|pages?{_S}d[’']un{_S}tiers"
    rf"|(?:le{_S}|les{_S}|du{_S}|au{_S}|des{_S}|leurs?{_S}|son{_S}|seuls?{_S}(?:le{_S}|les{_S})?)résumés?{_S}lus?|résumés?{_S}(?:a{_S}|ont{_S})?"
    rf"(?:été{_S})?lus?\b|lue?s?{_S}dans{_S}(?:le|un|son|leur){_S}résumé|lue?s?{_S}sur{_S}une{_S}page|ce{_S}(?:que{_S}nous{_S}avons|qui{_S}a"
    rf"{_S}été){_S}lu|(?:article|document|texte|étude)s?{_S}(?:complets?{_S}|entiers?{_S})?n[’'](?:a|ont){_S}pas{_S}été{_S}lue?s?"
    rf"|(?:études?|travaux|textes|sources){_S}(?:que{_S}nous{_S}avons{_S})?lue?s\b|pour{_S}cette{_S}fiche|non{_S}(?:l[’']article|le{_S}texte)"
    rf"{_S}entiers?"
)


def self_talk(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, str]]:
    """Yield where each such phrase of ``text[start:end]`` begins, and its words, in order; phrases that overlap are one."""
    for match in _SELF_TALK.finditer(text, start, len(text) if end is None else end):
        yield match.start(), match.group()
