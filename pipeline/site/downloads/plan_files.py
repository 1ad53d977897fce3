"""A plan to take away: a table for spreadsheets."""

from collections.abc import Iterator

from pipeline.content.plans.plan import Indicator, PlacedAction, Plan
from pipeline.content.plans.plan_words import csv_address
from pipeline.content.plans.table import COLUMNS, SEPARATOR
from pipeline.edition.docs_tree import Made
from pipeline.edition.index import SiteIndex
from pipeline.text.spreadsheet import csv_table


def plan_files(index: SiteIndex) -> Iterator[Made]:
    """Yield the table of each plan."""
    for plan in index.plans:
        yield Made(csv_address(plan), (plan,), lambda plan=plan: plan_csv(plan))  # type: ignore[misc]


def plan_csv(plan: Plan) -> bytes:
    """Return the plan, a row an action."""
    rows = (dict(_cells(placed)) for placed in plan.actions)
    return csv_table(COLUMNS.values(), ([cells[key] for key in COLUMNS] for cells in rows))


def _cells(placed: PlacedAction) -> Iterator[tuple[str, str]]:
    objective, action = placed.objective, placed.action
    yield "objectif", objective.objectif
    yield "besoin", objective.besoin or ""
    yield "besoin_source", objective.source or ""
    yield "besoins", _list(objective.besoins)
    yield "determinants", _list(objective.determinants)
    yield "action", action.action
    yield "publics", _list(action.publics)
    yield "responsable", action.responsable
    yield "partenaires", _list(action.partenaires)
    yield "echeance", action.echeance.isoformat()
    yield "ressources", action.ressources or ""
    for key, indicator in (("realisation", action.realisation), ("effet", action.effet)):
        yield from _indicator(key, indicator)
    yield "etat", action.etat or ""
    yield "constats", action.constats or ""
    yield "decision", action.decision or ""
    yield "fiches", _list(action.fiches)
    yield "activites", _list(action.activites)


def _indicator(key: str, indicator: Indicator | None) -> Iterator[tuple[str, str]]:
    for name in ("indicateur", "cible", "valeur", "source"):
        yield f"{key}.{name}", (getattr(indicator, name) or "") if indicator else ""
    yield f"{key}.a_la_baisse", "oui" if indicator and indicator.a_la_baisse else ""


def _list(words: tuple[str, ...]) -> str:
    return f"{SEPARATOR} ".join(words)
