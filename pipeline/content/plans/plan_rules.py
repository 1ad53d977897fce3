"""Committees' plans: dates that hold, values that have a source, decisions that have a ground (J001 and on; field guide, section 6)."""

from datetime import date
from itertools import islice

from pipeline.content.catalogue import Catalogue
from pipeline.content.kind_rules.named import missing_activities, missing_sheets, near_name, unread
from pipeline.content.needs import NEEDS
from pipeline.content.plans.plan import Indicator, PlacedAction, Plan, number_of
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.particulars import particulars
from pipeline.text.words import fold
from pipeline.text.yaml_in import KeyPath

NAME = Rule(
    code="J001",
    severity=Severity.ERROR,
    title="Un plan porte le nom de son comité et de son année",
    why="L’adresse de la page vient du nom du fichier\u00a0: elle doit dire la même chose que le plan.",
    wrong="content/plans/plan.yml",
    right="content/plans/comite-exemple-2026-2027.yml",
)
DUE = Rule(
    code="J002",
    severity=Severity.WARNING,
    title="Une échéance passée dit ce qu’il en est",
    why="Une action dont on ne dit plus rien ne s’ajuste pas.",
    wrong="echeance: 2026-10-15 (sans « etat », le 24 novembre)",
    right="echeance: 2026-10-15\netat: en-cours",
)
REACHED = Rule(
    code="J003",
    severity=Severity.ERROR,
    title="« Atteint » a une valeur et sa source",
    why="Sans valeur observée, personne ne peut dire que la cible est atteinte.",
    wrong="etat: atteint\nrealisation: {indicateur: Ateliers tenus, cible: 4}",
    right="etat: atteint\nrealisation: {indicateur: Ateliers tenus, cible: 4, valeur: 4, source: Registre du comité}",
)
SOURCE = Rule(
    code="J004",
    severity=Severity.ERROR,
    title="Une valeur observée a sa source",
    why="Un nombre sans source ne se vérifie pas.",
    wrong="{indicateur: Ateliers tenus, valeur: 3}",
    right="{indicateur: Ateliers tenus, valeur: 3, source: Registre du comité}",
)
GROUND = Rule(
    code="J005",
    severity=Severity.ERROR,
    title="Ajuster ou cesser se fonde sur des constats",
    why="Qui n’était pas à la rencontre doit comprendre la décision.",
    wrong="decision: ajuster (sans « constats »)",
    right="constats: Les familles arrivent après 18\u00a0h.\ndecision: ajuster",
)
DEADLINE = Rule(
    code="J006",
    severity=Severity.ERROR,
    title="Une échéance dans l’année du plan",
    why="Une année mal tapée ne serait jamais en retard.",
    wrong="annee: 2026-2027\necheance: 2062-03-31",
    right="annee: 2026-2027\necheance: 2027-03-31",
)
LINKED = Rule(
    code="J007",
    severity=Severity.ERROR,
    title="Une fiche sur laquelle on s’appuie est publiée",
    why="Le plan mène à la fiche, et la fiche au plan.",
    wrong="fiches: [lecture-été]",
    right="fiches: [lecture-ete]",
)
TWICE = Rule(
    code="J008",
    severity=Severity.ERROR,
    title="Un objectif, une action, une fois",
    why="Deux lignes du même nom ne se distinguent ni dans le tableau ni dans le bilan.",
    wrong="Deux actions « Tenir des ateliers » sous le même objectif",
    right="Une seule, ou deux qui disent ce qui les distingue",
)
PERSONAL = Rule(
    code="J009",
    severity=Severity.ERROR,
    title="Aucun renseignement personnel dans un plan",
    why="Le plan est publié\u00a0: on y nomme des rôles et des organismes, pas de courriel ni de téléphone.",
    wrong="responsable: alex@exemple.org",
    right="responsable: Bibliothèque",
)
BELOW = Rule(
    code="J010",
    severity=Severity.WARNING,
    title="« Atteint » s’accorde avec la cible",
    why="Une valeur sous la cible dit autre chose que l’état.",
    wrong="etat: atteint\nrealisation: {…, cible: 4, valeur: 2, …}",
    right="etat: partiel",
)
FUTURE = Rule(
    code="J011",
    severity=Severity.ERROR,
    title="Un plan revu à une date passée",
    why="La page dit de quel jour est ce qu’on y lit.",
    wrong="a_jour_au: 2062-11-24",
    right="a_jour_au: 2026-11-24",
)
NEED = Rule(
    code="J012",
    severity=Severity.ERROR,
    title="Un besoin repris par un plan est au registre",
    why="Le plan mène au besoin, et le besoin au plan.",
    wrong="besoins: [lire-l-été]",
    right="besoins: [lire-pendant-l-ete]",
)
HELD = Rule(
    code="J013",
    severity=Severity.ERROR,
    title="Une activité nommée par un plan est au calendrier",
    why="Le plan mène à l’activité dont l’action est une suite, et l’activité au plan.",
    wrong="activites: [2026-11-10-presentation]",
    right="activites: [2026-11-10-presentation-comite]",
)
RULES = (NAME, DUE, REACHED, SOURCE, GROUND, DEADLINE, LINKED, TWICE, PERSONAL, BELOW, FUTURE, NEED, HELD)


def check_plan(plan: Plan, today: date) -> list[Diagnostic]:
    """Return what is wrong with a plan on ``today``, whatever the other files say."""
    found: list[Diagnostic] = []
    meta = plan.meta
    if plan.slug != meta.slug:
        _tell(
            plan,
            found,
            NAME,
            (),
            "Le nom du fichier n’est pas celui du comité et de l’année.",
            f"Renommez-le\u00a0: {meta.slug}.yml",
            plan.slug,
        )
    if meta.a_jour_au > today:
        _tell(
            plan,
            found,
            FUTURE,
            ("a_jour_au",),
            "Cette date est à venir.",
            "Écrivez le jour où le plan a été revu.",
            meta.a_jour_au.isoformat(),
        )
    for placed in plan.actions:
        _check_dates(plan, placed, today, found)
        _check_state(plan, placed, found)
    _check_once(plan, found)
    _check_personal(plan, found)
    return found


def check_plan_links(catalogue: Catalogue, plan: Plan, today: date) -> list[Diagnostic]:
    """Return what a plan names (sheets, activities, needs of the register) that readers do not find on ``today``."""
    found: list[Diagnostic] = []
    for rank, objective in enumerate(plan.meta.objectifs):
        for index, slug in enumerate(objective.besoins):
            _check_need(catalogue, plan, ("objectifs", rank, "besoins", index), slug, found)
    for placed in plan.actions:
        for one in missing_sheets(catalogue, placed.action.fiches, today):
            _tell(plan, found, LINKED, (*placed.path, "fiches", one.rank), one.message, one.hint, one.name)
        for one in missing_activities(catalogue, placed.action.activites):
            _tell(plan, found, HELD, (*placed.path, "activites", one.rank), one.message, one.hint, one.name)
    return found


def _check_need(catalogue: Catalogue, plan: Plan, path: KeyPath, slug: str, found: list[Diagnostic]) -> None:
    need = catalogue.needs.get(slug)
    if need is not None and need.draft:
        _tell(plan, found, NEED, path, f"Le besoin « {slug} » est un brouillon.", "Acceptez-le d’abord\u00a0: « etat: ouvert ».", slug)
    elif need is None and not unread(catalogue, NEEDS, slug):
        hint = near_name(slug, [other.slug for other in catalogue.needs.values() if not other.draft])
        _tell(plan, found, NEED, path, f"Il n’y a pas de besoin « {slug} ».", hint, slug)


def _tell(plan: Plan, found: list[Diagnostic], rule: Rule, path: KeyPath, message: str, help_text: str, text: str = "") -> None:
    found.append(Diagnostic(rule, plan.source.place(plan.header.where(path)), message, text, help_text))


def _check_dates(plan: Plan, placed: PlacedAction, today: date, found: list[Diagnostic]) -> None:
    action, years = placed.action, plan.meta.years
    due, path = action.echeance.isoformat(), (*placed.path, "echeance")
    if action.echeance.year not in years:
        message = f"Cette échéance n’est pas dans l’année du plan, {plan.meta.annee}."
        _tell(plan, found, DEADLINE, path, message, f"Choisissez un jour de {' ou '.join(map(str, years))}.", due)
    elif action.etat is None and action.echeance < today:
        message = f"L’échéance, {due}, est passée, et l’état de l’action n’est pas dit."
        _tell(plan, found, DUE, path, message, "Ajoutez « etat »\u00a0: en-cours, atteint, partiel ou non-atteint.", action.action[:60])


def _check_state(plan: Plan, placed: PlacedAction, found: list[Diagnostic]) -> None:
    action, path = placed.action, placed.path
    for key, indicator in action.indicators:
        if indicator.valeur is not None and indicator.source is None:
            message = "Cette valeur observée n’a pas de source."
            _tell(plan, found, SOURCE, (*path, key, "valeur"), message, "Ajoutez « source »\u00a0: d’où vient la valeur.", indicator.valeur)
        if action.etat == "atteint" and _misses(indicator):
            message = f"L’action est « atteint », et la valeur, {indicator.valeur}, n’est pas à la cible, {indicator.cible}."
            _tell(plan, found, BELOW, (*path, key, "valeur"), message, "Écrivez « etat: partiel », ou corrigez la valeur ou la cible.")
    if action.etat == "atteint" and not any(indicator.valeur for _, indicator in action.indicators):
        message = "L’action est « atteint », et aucune valeur n’a été observée."
        _tell(plan, found, REACHED, (*path, "etat"), message, "Ajoutez « valeur » et « source » à un indicateur.", action.action[:60])
    if action.decision in ("ajuster", "cesser") and action.constats is None:
        message = f"La décision est « {action.decision} », et les constats ne sont pas dits."
        _tell(
            plan, found, GROUND, (*path, "decision"), message, "Ajoutez « constats »\u00a0: ce que le comité a observé.", action.action[:60]
        )


def _misses(indicator: Indicator) -> bool:
    """Say whether a value is on the wrong side of its target; what cannot be compared misses nothing."""
    value, target = number_of(indicator.valeur or ""), number_of(indicator.cible or "")
    if value is None or target is None or (fold(value[1]) != fold(target[1]) and "" not in (value[1], target[1])):
        return False
    return value[0] > target[0] if indicator.a_la_baisse else value[0] < target[0]


def _check_once(plan: Plan, found: list[Diagnostic]) -> None:
    objectives: set[str] = set()
    for rank, objective in enumerate(plan.meta.objectifs):
        if fold(objective.objectif) in objectives:
            _tell(
                plan,
                found,
                TWICE,
                ("objectifs", rank, "objectif"),
                "Cet objectif est déjà dans le plan.",
                "Gardez-en un, ou dites ce qui distingue le second.",
                objective.objectif[:60],
            )
        objectives.add(fold(objective.objectif))
        actions: set[str] = set()
        for index, action in enumerate(objective.actions):
            if fold(action.action) in actions:
                path = ("objectifs", rank, "actions", index, "action")
                _tell(
                    plan,
                    found,
                    TWICE,
                    path,
                    "Cette action est déjà sous cet objectif.",
                    "Gardez-en une, ou dites ce qui distingue la deuxième.",
                    action.action[:60],
                )
            actions.add(fold(action.action))


def _check_personal(plan: Plan, found: list[Diagnostic]) -> None:
    for path, span in plan.header.values.items():
        value = plan.source.text[span.start : span.end]
        if not path or isinstance(_at(plan, path), list | dict):
            continue
        for match, _ in islice(particulars(value), 1):
            message = "Ce texte contient un courriel ou un numéro de téléphone."
            _tell(plan, found, PERSONAL, path, message, "Nommez un rôle ou un organisme.", match.group())


def _at(plan: Plan, path: KeyPath) -> object:
    value: object = plan.header.data
    for part in path:
        value = value[part]  # type: ignore[index]
    return value
