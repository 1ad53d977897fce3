"""Rules of Québec that a sheet tells: from an excerpt that says a rule, checked on a day that is not too old."""

from collections.abc import Iterator
from datetime import date

from pipeline.content.catalogue import Catalogue
from pipeline.content.names import GENRE
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sources.notes import excerpts_named
from pipeline.content.sources.reading import Genre
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Severity

# A regulation changes with a school year: a rule that was seen longer ago may no longer hold.
RULE_MONTHS = 12


@rule(
    "P011",
    on=Fiche,
    title="Une règle vient d’un extrait qui en dit une",
    why="« Au Québec, la règle dit… » engage le lecteur : l’extrait est la règle, ou la page qui l’explique, et sa note le dit.",
    wrong="regles: [{texte: …, extrait: isq2024-travail#onze-heures, …}]",
    right="regles: [{texte: …, extrait: cnesst2023#dix-heures, …}], et « genre=regle » à cet extrait de la note",
)
def a_rule_comes_from_a_rule(fiche: Fiche, catalogue: Catalogue) -> Iterator[Fault]:
    """Yield the rules whose excerpt is there and is no rule."""
    for index, told in enumerate(fiche.meta.regles):
        for excerpt in (one for one in excerpts_named((told.extrait,), catalogue.notes) if one.genre is not Genre.RULE):
            genre = f"est « {GENRE[excerpt.genre]} »" if excerpt.genre is not None else "n’a pas de genre"
            message = f"L’extrait « {told.extrait} » {genre} dans sa note, et non « règle »."
            hint = f"Nommez l’extrait qui dit la règle, ou ajoutez-lui « genre=regle », dans research_notes/notes/{excerpt.key}.md."
            yield fault(("regles", index, "extrait"), message, text=told.extrait, hint=hint)


@rule(
    "D005",
    on=Fiche,
    title="Une règle a été vue avant d’être dite",
    why="Le lecteur voit le jour où la règle a été vérifiée : il ne peut pas être à venir.",
    wrong="vue_le: 2027-11-30",
    right="vue_le: 2026-11-30",
)
def a_rule_was_seen_already(fiche: Fiche, today: date) -> Iterator[Fault]:
    """Yield the rules that are said to be seen after ``today``."""
    for index, told in enumerate(fiche.meta.regles):
        if told.vue_le > today:
            day = told.vue_le.isoformat()
            yield fault(
                ("regles", index, "vue_le"), f"Cette règle serait vue le {day}, un jour à venir.", text=day, hint="Corrigez la date."
            )


@rule(
    "D006",
    on=Fiche,
    severity=Severity.WARNING,
    title="Règle vérifiée depuis moins d’un an",
    why="Les lois et les règlements changent : passé un an, la page le dit à ses lecteurs.",
    wrong="vue_le: 2025-06-01",
    right="La règle relue à sa source, avec une nouvelle date",
    silenceable=True,
)
def a_rule_is_seen_again_in_time(fiche: Fiche, today: date) -> Iterator[Fault]:
    """Yield the rules that were seen more than ``RULE_MONTHS`` before ``today``."""
    for index, told in enumerate(fiche.meta.regles):
        if rule_is_old(told.vue_le, today):
            day = told.vue_le.isoformat()
            hint = "Relisez-la à sa source, puis changez « vue_le »."
            yield fault(("regles", index, "vue_le"), f"Cette règle n’a pas été vérifiée depuis le {day}.", text=day, hint=hint)


def rule_is_old(seen: date, today: date) -> bool:
    """Say whether a rule that was seen on a day is too old on ``today``: ``RULE_MONTHS`` months, to the day."""
    return (seen.year + RULE_MONTHS // 12, seen.month, seen.day) < (today.year, today.month, today.day)
