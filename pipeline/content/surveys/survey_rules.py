"""The rules of surveys: the questionnaire, the export that is read, and the results that are kept."""

from pipeline.text.diagnostics import Family, Rule

FAMILY = Family(letter="H", title="Sondages", rank=180)

# Below this many people, nothing is told of a group.
MINIMUM = 5
# Below this many answers, nothing is told of how they spread over the scale.
SMALL = 10
# Exact only where at least so many are on each side; else a bound, which holds so many values (``pipeline.intake.surveys.disclosure``).
MARGIN = 4
# Below this many answers the two bounds would meet: nothing is told of a statement, whatever was answered.
FEWEST = 2 * MARGIN - 1
# On each side, in a group that is shown; among the groups that are put together, who are at least so many groups.
GROUP_MINORITY, POOL_MINORITY, POOL_GROUPS = 2, 3, 3

UNREADABLE_EXPORT = Rule(
    code="H001",
    title="Export qui se lit",
    why="Un octet abîmé ou un fichier vide ferait compter de travers.",
    wrong="Un fichier de tableur (.xlsx) renommé en .csv",
    right="Le fichier CSV que donne l’outil de sondage, sans le modifier",
)
NO_HEADER = Rule(
    code="H002",
    title="En-têtes reconnus",
    why="Sans en-têtes connus, on ne sait pas quelle colonne répond à quelle question, ni lesquelles sont personnelles.",
    wrong="Un export dont la ligne d’en-têtes a été retirée",
    right="L’export avec sa ligne d’en-têtes, parmi les trois premières lignes",
)
TWO_TOOLS = Rule(
    code="H003",
    title="Un seul outil par fichier",
    why="Des exports collés bout à bout comptent des personnes deux fois ou de travers.",
    wrong="Horodateur, Heure de début, Heure de fin… dans un même fichier",
    right="Un fichier par outil",
)
RAGGED_ROW = Rule(
    code="H004",
    title="Autant de cellules que d’en-têtes",
    why="Une ligne décalée donne la réponse d’une question à une autre.",
    wrong="Oui;Plutôt d’accord (deux cellules sous trois en-têtes)",
    right="Oui;Plutôt d’accord;Ne s’applique pas",
)
OUTSIDE_SCALE = Rule(
    code="H005",
    title="Réponse de l’échelle",
    why="Une réponse qu’on ne sait pas placer sur l’échelle fausserait la répartition.",
    wrong="3,5 ou « Je ne sais pas »",
    right="Un mot de l’échelle, un nombre de 1 à 5, « Ne s’applique pas », ou rien",
)
OUTSIDE_LIST = Rule(
    code="H006",
    title="Groupe de la liste",
    why="Un groupe mal nommé serait compté à part, et pourrait désigner une personne.",
    wrong="Une réponse libre à la question du comité",
    right="Un des choix de la répartition, ou rien",
)
MISSING_COLUMN = Rule(
    code="H007",
    title="Une colonne par question",
    why="Une question sans colonne ne peut pas être comptée.",
    wrong="colonne: Les objectif sont clairs",
    right="colonne: Les objectifs sont clairs",
)
REPEATED_COLUMN = Rule(
    code="H008",
    title="Une seule colonne par question",
    why="Quand deux colonnes ont le même en-tête, on ne sait pas laquelle compte.",
    wrong="Deux colonnes « Les rencontres sont utiles »",
    right="colonne: Les rencontres sont utiles2",
)
PERSONAL_COLUMN = Rule(
    code="H009",
    title="Aucune colonne personnelle",
    why="Nom, courriel, adresse IP et heure exacte désignent une personne : ces colonnes ne sont jamais lues.",
    wrong="colonne: Adresse de messagerie",
    right="colonne: Les rencontres sont utiles",
)
TOO_FEW = Rule(
    code="H010",
    title=f"Au moins {MINIMUM} réponses",
    why=f"Sous {MINIMUM} réponses, tout résultat dit ce qu’une personne a répondu.",
    wrong="Un export de 4 réponses",
    right=f"Un export d’au moins {MINIMUM} réponses",
)
REPEATED_KEY = Rule(
    code="H011",
    title="Une clé et un code, une fois",
    why="Deux questions de même clé seraient comptées l’une dans l’autre.",
    wrong="Deux énoncés «\u00a0cle: utile\u00a0»",
    right="cle: rencontres-utiles",
)
OTHER_SURVEY = Rule(
    code="H012",
    title="Les résultats d’un seul questionnaire par fichier",
    why="Deux sondages de la même année s’écraseraient l’un l’autre.",
    wrong="« questionnaire: annuel » remplacé par les résultats de « rencontres »",
    right="Un sondage par année, ou par activité",
)
FINAL = Rule(
    code="H013",
    title="Un sondage publié est définitif",
    why="Des lecteurs ont gardé la première version : la différence des deux est la réponse des quelques personnes qui les séparent.",
    wrong="Un deuxième import du sondage de 2026, avec une réponse corrigée",
    right="Le même import, qui redonne le même fichier; ou le sondage suivant",
)
TOO_MANY = Rule(
    code="H014",
    title="Autant d’invitations que de réponses, au moins",
    why="Un taux de réponse de plus de 100 % est une erreur de frappe.",
    wrong="--invitations 3, pour 12 réponses",
    right="--invitations 30, pour 12 réponses",
)
SMALL_GROUP = Rule(
    code="H020",
    title=f"Aucun groupe de moins de {MINIMUM}",
    why="Un petit groupe montré désigne ses membres. « passerelle sondage » les regroupe; une retouche à la main peut les ramener.",
    wrong="{cle: comite-exemple, nom: Comité exemple, n: 3}",
    right="Le groupe parmi les « regroupes »",
)
SAME_ANSWER = Rule(
    code="H021",
    title="Aucun nombre exact quand presque tous répondent de même",
    why="Quand presque tout un groupe répond de même, on sait ce que chaque personne a répondu. « passerelle sondage » donne alors "
    "une borne.",
    wrong="{n: 16, favorables: 16}",
    right="{n: 16, favorables: 13, borne: au-moins}",
)
UNBALANCED = Rule(
    code="H022",
    title="Des nombres qui s’accordent",
    why="Un total qui ne s’accorde pas avec ses parties est faux quelque part.",
    wrong="n: 40 et niveaux: [1, 2, 3, 4, 5]",
    right="n: 15 et niveaux: [1, 2, 3, 4, 5]",
)
ALONE = Rule(
    code="H023",
    title="Trois groupes réunis, au moins",
    why="Un groupe caché seul se retrouve par soustraction : le total moins les autres. De deux, chacun connaît l’autre.",
    wrong="regroupes: {n: 7, groupes: [un seul groupe]}",
    right="regroupes: {n: 13, groupes: [trois groupes ou plus]}",
)
CHANGED_BY_HAND = Rule(
    code="H024",
    title="Les nombres publiés, tels quels",
    why="Le registre content/sondages-publies.yml tient ce qui a été publié. Un nombre changé à la main dirait une réponse par différence.",
    wrong="reponses: 74 changé pour 75, dans content/evaluation/2026.yml",
    right="reponses: 74, comme dans le registre",
)
