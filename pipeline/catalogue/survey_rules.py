"""The rules of surveys: the questionnaire, the export that is read, and the results that are kept."""

from pipeline.catalogue.diagnostics import Rule, Severity

# Below this many people, nothing is told of a group.
MINIMUM = 5
# Below this many answers, nothing is told of how they spread over the scale.
SMALL = 10
# Exact only where at least so many are on each side; else a bound, which holds so many values (``pipeline.survey.disclosure``).
MARGIN = 4
# Below this many answers the two bounds would meet: nothing is told of a statement, whatever was answered.
FEWEST = 2 * MARGIN - 1
# On each side, in a group that is shown; among the groups that are put together, who are at least so many groups.
GROUP_MINORITY, POOL_MINORITY, POOL_GROUPS = 2, 3, 3

UNREADABLE_EXPORT = Rule(
    "H001",
    Severity.ERROR,
    "Export qui se lit",
    "Un octet abîmé ou un fichier vide ferait compter de travers.",
    "Un fichier de tableur (.xlsx) renommé en .csv",
    "Le fichier CSV que donne l’outil de sondage, sans le modifier",
)
NO_HEADER = Rule(
    "H002",
    Severity.ERROR,
    "En-têtes reconnus",
    "Sans en-têtes connus, on ne sait pas quelle colonne répond à quelle question, ni lesquelles sont personnelles.",
    "Un export dont la ligne d’en-têtes a été retirée",
    "L’export avec sa ligne d’en-têtes, parmi les trois premières lignes",
)
TWO_TOOLS = Rule(
    "H003",
    Severity.ERROR,
    "Un seul outil par fichier",
    "Des exports collés bout à bout comptent des personnes deux fois ou de travers.",
    "Horodateur, Heure de début, Heure de fin… dans un même fichier",
    "Un fichier par outil",
)
RAGGED_ROW = Rule(
    "H004",
    Severity.ERROR,
    "Autant de cellules que d’en-têtes",
    "Une ligne décalée donne la réponse d’une question à une autre.",
    "Oui;Plutôt d’accord (deux cellules sous trois en-têtes)",
    "Oui;Plutôt d’accord;Ne s’applique pas",
)
OUTSIDE_SCALE = Rule(
    "H005",
    Severity.ERROR,
    "Réponse de l’échelle",
    "Une réponse qu’on ne sait pas placer sur l’échelle fausserait la répartition.",
    "3,5 ou « Je ne sais pas »",
    "Un mot de l’échelle, un nombre de 1 à 5, « Ne s’applique pas », ou rien",
)
OUTSIDE_LIST = Rule(
    "H006",
    Severity.ERROR,
    "Groupe de la liste",
    "Un groupe mal nommé serait compté à part, et pourrait désigner une personne.",
    "Une réponse libre à la question du comité",
    "Un des choix de la répartition, ou rien",
)
MISSING_COLUMN = Rule(
    "H007",
    Severity.ERROR,
    "Une colonne par question",
    "Une question sans colonne ne peut pas être comptée.",
    "colonne: Les objectif sont clairs",
    "colonne: Les objectifs sont clairs",
)
REPEATED_COLUMN = Rule(
    "H008",
    Severity.ERROR,
    "Une seule colonne par question",
    "Quand deux colonnes ont le même en-tête, on ne sait pas laquelle compte.",
    "Deux colonnes « Les rencontres sont utiles »",
    "colonne: Les rencontres sont utiles2",
)
PERSONAL_COLUMN = Rule(
    "H009",
    Severity.ERROR,
    "Aucune colonne personnelle",
    "Nom, courriel, adresse IP et heure exacte désignent une personne\u00a0: ces colonnes ne sont jamais lues.",
    "colonne: Adresse de messagerie",
    "colonne: Les rencontres sont utiles",
)
TOO_FEW = Rule(
    "H010",
    Severity.ERROR,
    f"Au moins {MINIMUM} réponses",
    f"Sous {MINIMUM} réponses, tout résultat dit ce qu’une personne a répondu.",
    "Un export de 4 réponses",
    f"Un export d’au moins {MINIMUM} réponses",
)
REPEATED_KEY = Rule(
    "H011",
    Severity.ERROR,
    "Une clé et un code, une fois",
    "Deux questions de même clé seraient comptées l’une dans l’autre.",
    "Deux énoncés «\u00a0cle: utile\u00a0»",
    "cle: rencontres-utiles",
)
OTHER_SURVEY = Rule(
    "H012",
    Severity.ERROR,
    "Les résultats d’un seul questionnaire par fichier",
    "Deux sondages de la même année s’écraseraient l’un l’autre.",
    "« questionnaire: annuel » remplacé par les résultats de « rencontres »",
    "Un sondage par année, ou par activité",
)
FINAL = Rule(
    "H013",
    Severity.ERROR,
    "Un sondage publié est définitif",
    "Des lecteurs ont gardé la première version\u00a0: la différence des deux est la réponse des quelques personnes qui les séparent.",
    "Un deuxième import du sondage de 2026, avec une réponse corrigée",
    "Le même import, qui redonne le même fichier; ou le sondage suivant",
)
TOO_MANY = Rule(
    "H014",
    Severity.ERROR,
    "Autant d’invitations que de réponses, au moins",
    "Un taux de réponse de plus de 100\u00a0% est une erreur de frappe.",
    "--invitations 3, pour 12 réponses",
    "--invitations 30, pour 12 réponses",
)
SMALL_GROUP = Rule(
    "H020",
    Severity.ERROR,
    f"Aucun groupe de moins de {MINIMUM}",
    "Un petit groupe montré désigne ses membres. « passerelle sondage » les regroupe; une retouche à la main peut les ramener.",
    "{cle: comite-exemple, nom: Comité exemple, n: 3}",
    "Le groupe parmi les « regroupes »",
)
SAME_ANSWER = Rule(
    "H021",
    Severity.ERROR,
    "Aucun nombre exact quand presque tous répondent de même",
    "Quand presque tout un groupe répond de même, on sait ce que chaque personne a répondu. « passerelle sondage » donne alors une borne.",
    "{n: 16, favorables: 16}",
    "{n: 16, favorables: 13, borne: au-moins}",
)
UNBALANCED = Rule(
    "H022",
    Severity.ERROR,
    "Des nombres qui s’accordent",
    "Un total qui ne s’accorde pas avec ses parties est faux quelque part.",
    "n: 40 et niveaux: [1, 2, 3, 4, 5]",
    "n: 15 et niveaux: [1, 2, 3, 4, 5]",
)
ALONE = Rule(
    "H023",
    Severity.ERROR,
    "Trois groupes réunis, au moins",
    "Un groupe caché seul se retrouve par soustraction\u00a0: le total moins les autres. De deux, chacun connaît l’autre.",
    "regroupes: {n: 7, groupes: [un seul groupe]}",
    "regroupes: {n: 13, groupes: [trois groupes ou plus]}",
)
CHANGED_BY_HAND = Rule(
    "H024",
    Severity.ERROR,
    "Les nombres publiés, tels quels",
    "Le registre content/sondages-publies.yml tient ce qui a été publié. Un nombre changé à la main dirait une réponse par différence.",
    "reponses: 74 changé pour 75, dans content/evaluation/2026.yml",
    "reponses: 74, comme dans le registre",
)
EXPORT_RULES = (
    UNREADABLE_EXPORT,
    NO_HEADER,
    TWO_TOOLS,
    RAGGED_ROW,
    OUTSIDE_SCALE,
    OUTSIDE_LIST,
    MISSING_COLUMN,
    REPEATED_COLUMN,
    PERSONAL_COLUMN,
    TOO_FEW,
    OTHER_SURVEY,
    FINAL,
    TOO_MANY,
)
RULES = (*EXPORT_RULES, REPEATED_KEY, SMALL_GROUP, SAME_ANSWER, UNBALANCED, ALONE, CHANGED_BY_HAND)
