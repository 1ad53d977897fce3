"""An action in words: who acts, by the names of the publics, and what follows the word that says on what it rests."""

import re
from collections.abc import Mapping

from pipeline.content.sheets.sheet import ActionLead, Fiche
from pipeline.text.typographic import NBSP

# The word of « Appui », which its mark says: « guide, preuve faible… », « étude [@…] », « idée à discuter ».
_SUPPORT_WORD = re.compile(rf"\s*[^\W\d_]+(?:[ {NBSP}]à[ {NBSP}]discuter)?")


def acting(fiche: Fiche, lead: ActionLead, publics: Mapping[str, str]) -> str:
    """Return « Milieu scolaire (direction, équipe-école) », who does an action; nothing where « Qui » names no public of the list."""
    actors = fiche.actors(lead)
    if not actors or any(actor.public not in publics for actor in actors):
        return ""
    told = "; ".join(publics[actor.public].lower() + (f" ({actor.who})" if actor.who else "") for actor in actors)
    return told[:1].upper() + told[1:]


def after_support(fiche: Fiche, lead: ActionLead) -> tuple[int, int] | None:
    """Return where what follows the word of « Appui » begins and ends in the file; None when nothing does."""
    span = lead.span("Appui")
    if span is None:
        return None
    match = _SUPPORT_WORD.match(fiche.source.text, span.start, span.end)
    start = match.end() if match and fiche.support(lead) else span.start
    return (start, span.end) if fiche.source.text[start : span.end].strip(" .\n") else None
