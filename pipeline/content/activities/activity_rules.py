"""The rules of activities: a stable code, why, and an example of each (K001 and on)."""

from pipeline.content.document import ACTIVITY_SECTIONS
from pipeline.text.diagnostics import Rule, Severity

ORDER = Rule(
    code="K001",
    severity=Severity.ERROR,
    title="La fin après le début",
    why="Un agenda refuse une activité qui finit avant de commencer.",
    wrong='debut: "13:30"\nfin: "12:00"',
    right='debut: "13:30"\nfin: "15:00"',
)
CLOCK_CHANGE = Rule(
    code="K002",
    severity=Severity.ERROR,
    title="Une heure qui vient une seule fois",
    why="La nuit où l’on change d’heure, une heure manque ou vient deux fois\u00a0: le décalage dit laquelle.",
    wrong='date: 2027-11-07\ndebut: "01:30"',
    right='date: 2027-11-07\ndebut: "01:30"\ndecalage: "-05:00"',
)
NO_START = Rule(
    code="K003",
    severity=Severity.ERROR,
    title="Un début avant une fin",
    why="Une heure de fin seule ne dit pas quand arriver.",
    wrong='fin: "15:00" (sans « debut »)',
    right='debut: "13:30"\nfin: "15:00"',
)
DEADLINE = Rule(
    code="K004",
    severity=Severity.ERROR,
    title="Une échéance avant l’activité",
    why="On ne s’inscrit plus, et on ne demande plus d’adaptation, quand l’activité a eu lieu.",
    wrong="date: 2027-02-09\ninscription: {limite: 2027-02-10}",
    right="date: 2027-02-09\ninscription: {limite: 2027-02-05}",
)
POSTPONED = Rule(
    code="K005",
    severity=Severity.ERROR,
    title="Une activité reportée dit sa date d’avant",
    why="Qui avait noté l’ancienne date doit la reconnaître. Si la nouvelle n’est pas connue, « date » garde l’ancienne.",
    wrong="etat: reportee (sans « ancienne_date »)",
    right="date: 2027-03-09\netat: reportee\nancienne_date: 2027-02-09",
)
LINKED = Rule(
    code="K006",
    severity=Severity.ERROR,
    title="Une fiche liée est publiée",
    why="L’activité mène à ses fiches, et chaque fiche à ses activités\u00a0: un lien mort en ferait deux.",
    wrong="fiches: [lecture-été]",
    right="fiches: [lecture-ete]",
)
SOURCED = Rule(
    code="K007",
    severity=Severity.ERROR,
    title="L’activité d’un autre organisme a sa source",
    why="Ce qu’on dit d’un autre organisme se lit sur sa page. Une activité de l’organisme dit qui l’organise.",
    wrong="autre_organisme: oui (sans « source »)",
    right="source: {adresse: https://…, lu_le: 2026-11-24, extraits: […]}",
)
TOO_SOON = Rule(
    code="K008",
    severity=Severity.ERROR,
    title="Une activité tenue a eu lieu",
    why="La page dirait au passé ce qui reste à venir.",
    wrong="etat: tenue (la date est dans un mois)",
    right="etat: prevue",
)
STILL_PLANNED = Rule(
    code="K009",
    severity=Severity.WARNING,
    title="Une activité passée dit ce qu’il en est",
    why="Une semaine après, on veut savoir si elle a eu lieu, et en lire l’essentiel.",
    wrong="etat: prevue (la date est passée depuis un mois)",
    right="etat: tenue",
)
BARE = Rule(
    code="K010",
    severity=Severity.INFO,
    title="Une activité tenue laisse quelque chose",
    why="Un mois après, on y cherche un enregistrement, des diapositives ou des suites.",
    wrong="etat: tenue (ni « enregistrement », ni « diapositives », ni « suites »)",
    right="suites:\n  - {quoi: …, qui: …, quand: 2027-06-01}",
)
CHAPTERS = Rule(
    code="K011",
    severity=Severity.ERROR,
    title="Des chapitres dans l’ordre, dans l’enregistrement",
    why="Un chapitre mène à un moment de l’enregistrement; le premier commence à 0:00.",
    wrong='chapitres:\n  - {debut: "5:00", titre: …}',
    right='chapitres:\n  - {debut: "0:00", titre: …}\n  - {debut: "5:00", titre: …}',
)
AFTERWARDS = Rule(
    code="K012",
    severity=Severity.ERROR,
    title="Ce qui vient après attend que l’activité soit tenue",
    why="Un nombre de participants ou un enregistrement n’existent qu’après.",
    wrong="etat: prevue\nparticipants: 24",
    right="etat: tenue\nparticipants: 24",
)
RECORDING = Rule(
    code="K013",
    severity=Severity.ERROR,
    title="Un enregistrement a une adresse",
    why="Sans adresse, on ne peut rien voir ni entendre.",
    wrong='enregistrement: {duree: "1:02:00"}',
    right='enregistrement: {lien: https://…, duree: "1:02:00"}',
)
FOLLOW_UP = Rule(
    code="K014",
    severity=Severity.INFO,
    title="Une suite à échéance dit ce qu’elle est devenue",
    why="Une décision dont on ne dit plus rien se perd.",
    wrong="{quoi: …, qui: …, quand: 2026-03-01}",
    right="{quoi: …, qui: …, quand: 2026-03-01, fait_le: 2026-02-20, resultat: …}",
)
ESSENTIAL = Rule(
    code="K015",
    severity=Severity.ERROR,
    title="L’essentiel en trois à cinq points, chacun à sa minute",
    why="On lit les points, puis on va écouter. Un chiffre, lui, se met dans le texte, avec sa citation (T003).",
    wrong='essentiel:\n  - {a: "4:30", point: …}',
    right='essentiel:\n  - {a: "4:30", point: …}\n  - {a: "12:00", point: …}\n  - {a: "31:15", point: …}',
)
PLACE = Rule(
    code="K016",
    severity=Severity.ERROR,
    title="Une activité en personne dit où",
    why="Sans lieu, personne ne peut s’y rendre.",
    wrong="modalite: en-personne (sans « lieu »)",
    right="modalite: en-personne\nlieu: Bibliothèque…",
)
HEADING = Rule(
    code="K017",
    severity=Severity.ERROR,
    title="Les titres d’une activité",
    why="D’une activité à l’autre, on sait où trouver chaque chose.",
    wrong="## Programme",
    right=" · ".join(ACTIVITY_SECTIONS),
)
REASON = Rule(
    code="K018",
    severity=Severity.INFO,
    title="Une activité annulée ou reportée dit pourquoi",
    why="Une phrase suffit, et évite des appels.",
    wrong="etat: annulee (sans « etat_raison »)",
    right="etat_raison: La personne-ressource ne peut pas être présente.",
)
COMMITTEE = Rule(
    code="K019",
    severity=Severity.ERROR,
    title="Une présentation en comité nomme le comité",
    why="La diffusion régulière se suit par comité.",
    wrong="forme: presentation (sans « comites »)",
    right="forme: presentation\ncomites: [comite-exemple]",
)
RULES = (
    ORDER, CLOCK_CHANGE, NO_START, DEADLINE, POSTPONED, LINKED, SOURCED, TOO_SOON, STILL_PLANNED, BARE, CHAPTERS, AFTERWARDS, RECORDING,
    FOLLOW_UP, ESSENTIAL, PLACE, HEADING, REASON, COMMITTEE,
)  # fmt: skip
