"""The columns of a plan in a table: one row an action. What is exported so is imported so, without a mapping."""

from pipeline.content import names

# The key of each column, and its heading. « realisation.cible » is the key « cible » of « realisation ».
COLUMNS: dict[str, str] = {
    "objectif": "Objectif",
    "besoin": "Besoin",
    "besoin_source": "Source du besoin",
    "besoins": "Besoins du registre",
    "determinants": "Déterminants",
    "action": "Action",
    "publics": "Publics",
    "responsable": "Responsable",
    "partenaires": "Partenaires",
    "echeance": "Échéance",
    "ressources": "Ressources",
    "realisation.indicateur": "Indicateur de réalisation",
    "realisation.cible": "Cible de réalisation",
    "realisation.valeur": "Valeur de réalisation",
    "realisation.source": "Source de la valeur de réalisation",
    "realisation.a_la_baisse": "Réalisation à la baisse",
    "effet.indicateur": "Indicateur d’effet",
    "effet.cible": "Cible d’effet",
    "effet.valeur": "Valeur d’effet",
    "effet.source": "Source de la valeur d’effet",
    "effet.a_la_baisse": "Effet à la baisse",
    "etat": "État",
    "constats": "Constats",
    "decision": "Décision",
    "fiches": "Fiches",
    "activites": "Activités",
}
# Columns of the objective, the same on each of its rows; an empty objective is that of the row above.
OF_OBJECTIVE = ("objectif", "besoin", "besoin_source", "besoins", "determinants")
LISTS = ("besoins", "determinants", "publics", "partenaires", "fiches", "activites")
REQUIRED = ("objectif", "action", "responsable", "echeance")
SEPARATOR = ";"
# What is read for each of them, besides itself.
VALUES: dict[str, dict[str, str]] = {
    "etat": {
        **{name: state for state, name in names.PLAN_STATE.items()},
        "atteint": "atteint",
        "partiel": "partiel",
        "atteint en partie": "partiel",
        "en cours": "en-cours",
        "non atteint": "non-atteint",
    },
    "decision": {name: decision for decision, name in names.PLAN_DECISION.items()},
}
