"""Committees' plans: dates that hold, values that have a source, decisions that have a ground (J001 and on)."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from pipeline.content.activities.activity import ACTIVITIES
from pipeline.content.catalogue import Catalogue
from pipeline.content.needs import NEEDS
from pipeline.content.plans.plan import Indicator, Plan, number_of
from pipeline.content.relations import unfound
from pipeline.content.sheets.sheet import FICHES
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Family, Severity
from pipeline.text.people.particulars import particulars
from pipeline.text.words import fold
from pipeline.text.yaml_in import KeyPath

FAMILY = Family(letter="J", title="Plans d’action", rank=190)


@rule(
    "J001",
    on=Plan,
    title="Un plan porte le nom de son comité et de son année",
    why="L’adresse de la page vient du nom du fichier : elle doit dire la même chose que le plan.",
    wrong="content/plans/plan.yml",
    right="content/plans/comite-exemple-2026-2027.yml",
)
def a_plan_has_the_name_of_its_committee_and_year(plan: Plan) -> Iterator[Fault]:
    """Yield a name of file that says something else than the plan."""
    if plan.slug != plan.meta.slug:
        message = "Le nom du fichier n’est pas celui du comité et de l’année."
        yield fault((), message, text=plan.slug, hint=f"Renommez-le : {plan.meta.slug}.yml")


@rule(
    "J002",
    on=Plan,
    severity=Severity.WARNING,
    title="Une échéance passée dit ce qu’il en est",
    why="Une action dont on ne dit plus rien ne s’ajuste pas.",
    wrong="echeance: 2026-10-15 (sans « etat », le 24 novembre)",
    right="echeance: 2026-10-15\netat: en-cours",
)
def what_is_overdue_says_where_it_stands(plan: Plan, today: date) -> Iterator[Fault]:
    """Yield the actions whose day is past on ``today``, and whose state is not told."""
    for placed in plan.actions:
        action, due = placed.action, placed.action.echeance
        if due.year in plan.meta.years and action.etat is None and due < today:
            message = f"L’échéance, {due.isoformat()}, est passée, et l’état de l’action n’est pas dit."
            hint = "Ajoutez « etat » : en-cours, atteint, partiel ou non-atteint."
            yield fault((*placed.path, "echeance"), message, text=action.action[:60], hint=hint)


@rule(
    "J003",
    on=Plan,
    title="« Atteint » a une valeur et sa source",
    why="Sans valeur observée, personne ne peut dire que la cible est atteinte.",
    wrong="etat: atteint\nrealisation: {indicateur: Ateliers tenus, cible: 4}",
    right="etat: atteint\nrealisation: {indicateur: Ateliers tenus, cible: 4, valeur: 4, source: Registre du comité}",
)
def what_is_reached_has_a_value(plan: Plan) -> Iterator[Fault]:
    """Yield the actions that are said to be reached, of which nothing was observed."""
    for placed in plan.actions:
        action = placed.action
        if action.etat == "atteint" and not any(indicator.valeur for _, indicator in action.indicators):
            message, hint = (
                "L’action est « atteint », et aucune valeur n’a été observée.",
                "Ajoutez « valeur » et « source » à un indicateur.",
            )
            yield fault((*placed.path, "etat"), message, text=action.action[:60], hint=hint)


@rule(
    "J004",
    on=Plan,
    title="Une valeur observée a sa source",
    why="Un nombre sans source ne se vérifie pas.",
    wrong="{indicateur: Ateliers tenus, valeur: 3}",
    right="{indicateur: Ateliers tenus, valeur: 3, source: Registre du comité}",
)
def an_observed_value_has_its_source(plan: Plan) -> Iterator[Fault]:
    """Yield the values that do not say where they come from."""
    for path, _, indicator in _indicators(plan):
        if indicator.valeur is not None and indicator.source is None:
            hint = "Ajoutez « source » : d’où vient la valeur."
            yield fault((*path, "valeur"), "Cette valeur observée n’a pas de source.", text=indicator.valeur, hint=hint)


@rule(
    "J005",
    on=Plan,
    title="Ajuster ou cesser se fonde sur des constats",
    why="Qui n’était pas à la rencontre doit comprendre la décision.",
    wrong="decision: ajuster (sans « constats »)",
    right="constats: Les familles arrivent après 18 h.\ndecision: ajuster",
)
def a_change_has_its_ground(plan: Plan) -> Iterator[Fault]:
    """Yield the decisions to adjust or to stop that no finding explains."""
    for placed in plan.actions:
        action = placed.action
        if action.decision in ("ajuster", "cesser") and action.constats is None:
            message = f"La décision est « {action.decision} », et les constats ne sont pas dits."
            hint = "Ajoutez « constats » : ce que le comité a observé."
            yield fault((*placed.path, "decision"), message, text=action.action[:60], hint=hint)


@rule(
    "J006",
    on=Plan,
    title="Une échéance dans l’année du plan",
    why="Une année mal tapée ne serait jamais en retard.",
    wrong="annee: 2026-2027\necheance: 2062-03-31",
    right="annee: 2026-2027\necheance: 2027-03-31",
)
def a_deadline_is_in_the_year(plan: Plan) -> Iterator[Fault]:
    """Yield the days of another year than the plan's."""
    years = plan.meta.years
    for placed in plan.actions:
        due = placed.action.echeance
        if due.year not in years:
            message = f"Cette échéance n’est pas dans l’année du plan, {plan.meta.annee}."
            hint = f"Choisissez un jour de {' ou '.join(map(str, years))}."
            yield fault((*placed.path, "echeance"), message, text=due.isoformat(), hint=hint)


@rule(
    "J007",
    on=Plan,
    title="Une fiche sur laquelle on s’appuie est publiée",
    why="Le plan mène à la fiche, et la fiche au plan.",
    wrong="fiches: [lecture-été]",
    right="fiches: [lecture-ete]",
)
def a_named_sheet_is_read(plan: Plan, catalogue: Catalogue, today: date) -> Iterator[Fault]:
    """Yield the sheets of actions that readers do not find on ``today``."""
    return unfound(plan, catalogue, today, FICHES)


@rule(
    "J008",
    on=Plan,
    title="Un objectif, une action, une fois",
    why="Deux lignes du même nom ne se distinguent ni dans le tableau ni dans le bilan.",
    wrong="Deux actions « Tenir des ateliers » sous le même objectif",
    right="Une seule, ou deux qui disent ce qui les distingue",
)
def an_objective_comes_once_and_its_actions(plan: Plan) -> Iterator[Fault]:
    """Yield the objectives that have the words of one before, and such actions under one objective."""
    objectives: set[str] = set()
    for rank, objective in enumerate(plan.meta.objectifs):
        if fold(objective.objectif) in objectives:
            hint, shown = "Gardez-en un, ou dites ce qui distingue le second.", objective.objectif[:60]
            yield fault(("objectifs", rank, "objectif"), "Cet objectif est déjà dans le plan.", text=shown, hint=hint)
        objectives.add(fold(objective.objectif))
        actions: set[str] = set()
        for index, action in enumerate(objective.actions):
            if fold(action.action) in actions:
                where, shown = ("objectifs", rank, "actions", index, "action"), action.action[:60]
                hint = "Gardez-en une, ou dites ce qui distingue la deuxième."
                yield fault(where, "Cette action est déjà sous cet objectif.", text=shown, hint=hint)
            actions.add(fold(action.action))


@rule(
    "J009",
    on=Plan,
    title="Aucun renseignement personnel dans un plan",
    why="Le plan est publié : on y nomme des rôles et des organismes, pas de courriel ni de téléphone.",
    wrong="responsable: alex@exemple.org",
    right="responsable: Bibliothèque",
)
def no_particulars_of_a_person(plan: Plan) -> Iterator[Fault]:
    """Yield the first e-mail address or telephone number of each value."""
    for path, span in plan.header.values.items():
        if not path or isinstance(_at(plan, path), list | dict):
            continue
        for match, _ in islice(particulars(plan.source.text[span.start : span.end]), 1):
            message = "Ce texte contient un courriel ou un numéro de téléphone."
            yield fault(path, message, text=match.group(), hint="Nommez un rôle ou un organisme.")


@rule(
    "J010",
    on=Plan,
    severity=Severity.WARNING,
    title="« Atteint » s’accorde avec la cible",
    why="Une valeur sous la cible dit autre chose que l’état.",
    wrong="etat: atteint\nrealisation: {…, cible: 4, valeur: 2, …}",
    right="etat: partiel",
)
def what_is_reached_is_at_its_target(plan: Plan) -> Iterator[Fault]:
    """Yield the values on the wrong side of their target, of actions that are said to be reached."""
    for path, etat, indicator in _indicators(plan):
        if etat == "atteint" and _misses(indicator):
            message = f"L’action est « atteint », et la valeur, {indicator.valeur}, n’est pas à la cible, {indicator.cible}."
            yield fault((*path, "valeur"), message, hint="Écrivez « etat: partiel », ou corrigez la valeur ou la cible.")


@rule(
    "J011",
    on=Plan,
    title="Un plan revu à une date passée",
    why="La page dit de quel jour est ce qu’on y lit.",
    wrong="a_jour_au: 2062-11-24",
    right="a_jour_au: 2026-11-24",
)
def a_plan_was_reviewed_on_a_day_that_came(plan: Plan, today: date) -> Iterator[Fault]:
    """Yield a review after ``today``."""
    day = plan.meta.a_jour_au
    if day > today:
        yield fault(("a_jour_au",), "Cette date est à venir.", text=day.isoformat(), hint="Écrivez le jour où le plan a été revu.")


@rule(
    "J012",
    on=Plan,
    title="Un besoin repris par un plan est au registre",
    why="Le plan mène au besoin, et le besoin au plan.",
    wrong="besoins: [lire-l-été]",
    right="besoins: [lire-pendant-l-ete]",
)
def a_named_need_is_in_the_register(plan: Plan, catalogue: Catalogue, today: date) -> Iterator[Fault]:
    """Yield the needs of objectives that are not in the register."""
    return unfound(plan, catalogue, today, NEEDS)


@rule(
    "J013",
    on=Plan,
    title="Une activité nommée par un plan est au calendrier",
    why="Le plan mène à l’activité dont l’action est une suite, et l’activité au plan.",
    wrong="activites: [2026-11-10-presentation]",
    right="activites: [2026-11-10-presentation-comite]",
)
def a_named_activity_is_in_the_calendar(plan: Plan, catalogue: Catalogue, today: date) -> Iterator[Fault]:
    """Yield the activities of actions that are not there."""
    return unfound(plan, catalogue, today, ACTIVITIES)


def _indicators(plan: Plan) -> Iterator[tuple[KeyPath, str | None, Indicator]]:
    """Yield the path of each indicator, the state of its action, and the indicator."""
    for placed in plan.actions:
        for key, indicator in placed.action.indicators:
            yield (*placed.path, key), placed.action.etat, indicator


def _misses(indicator: Indicator) -> bool:
    """Say whether a value is on the wrong side of its target; what cannot be compared misses nothing."""
    value, target = number_of(indicator.valeur or ""), number_of(indicator.cible or "")
    if value is None or target is None or (fold(value[1]) != fold(target[1]) and "" not in (value[1], target[1])):
        return False
    return value[0] > target[0] if indicator.a_la_baisse else value[0] < target[0]


def _at(plan: Plan, path: KeyPath) -> object:
    value: object = plan.header.data
    for part in path:
        value = value[part]  # type: ignore[index]
    return value
