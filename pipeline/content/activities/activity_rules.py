"""The rules of activities: a stable code, why, and an example of each (K001 and on)."""

from pipeline.content.document import ACTIVITY_SECTIONS
from pipeline.text.diagnostics import Rule, Severity

ORDER = Rule(
    "K001",
    Severity.ERROR,
    "La fin après le début",
    "Un agenda refuse une activité qui finit avant de commencer.",
    'debut: "13:30"\nfin: "12:00"',
    'debut: "13:30"\nfin: "15:00"',
)
CLOCK_CHANGE = Rule(
    "K002",
    Severity.ERROR,
    "Une heure qui vient une seule fois",
    "La nuit où l’on change d’heure, une heure manque ou vient deux fois\u00a0: le décalage dit laquelle.",
    'date: 2027-11-07\ndebut: "01:30"',
    'date: 2027-11-07\ndebut: "01:30"\ndecalage: "-05:00"',
)
NO_START = Rule(
    "K003",
    Severity.ERROR,
    "Un début avant une fin",
    "Une heure de fin seule ne dit pas quand arriver.",
    'fin: "15:00" (sans « debut »)',
    'debut: "13:30"\nfin: "15:00"',
)
DEADLINE = Rule(
    "K004",
    Severity.ERROR,
    "Une échéance avant l’activité",
    "On ne s’inscrit plus, et on ne demande plus d’adaptation, quand l’activité a eu lieu.",
    "date: 2027-02-09\ninscription: {limite: 2027-02-10}",
    "date: 2027-02-09\ninscription: {limite: 2027-02-05}",
)
POSTPONED = Rule(
    "K005",
    Severity.ERROR,
    "Une activité reportée dit sa date d’avant",
    "Qui avait noté l’ancienne date doit la reconnaître. Si la nouvelle n’est pas connue, « date » garde l’ancienne.",
    "etat: reportee (sans « ancienne_date »)",
    "date: 2027-03-09\netat: reportee\nancienne_date: 2027-02-09",
)
LINKED = Rule(
    "K006",
    Severity.ERROR,
    "Une fiche liée est publiée",
    "L’activité mène à ses fiches, et chaque fiche à ses activités\u00a0: un lien mort en ferait deux.",
    "fiches: [lecture-été]",
    "fiches: [lecture-ete]",
)
SOURCED = Rule(
    "K007",
    Severity.ERROR,
    "L’activité d’un autre organisme a sa source",
    "Ce qu’on dit d’un autre organisme se lit sur sa page. Une activité de l’organisme dit qui l’organise.",
    "autre_organisme: oui (sans « source »)",
    "source: {adresse: https://…, lu_le: 2026-11-24, extraits: […]}",
)
TOO_SOON = Rule(
    "K008",
    Severity.ERROR,
    "Une activité tenue a eu lieu",
    "La page dirait au passé ce qui reste à venir.",
    "etat: tenue (la date est dans un mois)",
    "etat: prevue",
)
STILL_PLANNED = Rule(
    "K009",
    Severity.WARNING,
    "Une activité passée dit ce qu’il en est",
    "Une semaine après, on veut savoir si elle a eu lieu, et en lire l’essentiel.",
    "etat: prevue (la date est passée depuis un mois)",
    "etat: tenue",
)
BARE = Rule(
    "K010",
    Severity.INFO,
    "Une activité tenue laisse quelque chose",
    "Un mois après, on y cherche un enregistrement, des diapositives ou des suites.",
    "etat: tenue (ni « enregistrement », ni « diapositives », ni « suites »)",
    "suites:\n  - {quoi: …, qui: …, quand: 2027-06-01}",
)
CHAPTERS = Rule(
    "K011",
    Severity.ERROR,
    "Des chapitres dans l’ordre, dans l’enregistrement",
    "Un chapitre mène à un moment de l’enregistrement; le premier commence à 0:00.",
    'chapitres:\n  - {debut: "5:00", titre: …}',
    'chapitres:\n  - {debut: "0:00", titre: …}\n  - {debut: "5:00", titre: …}',
)
AFTERWARDS = Rule(
    "K012",
    Severity.ERROR,
    "Ce qui vient après attend que l’activité soit tenue",
    "Un nombre de participants ou un enregistrement n’existent qu’après.",
    "etat: prevue\nparticipants: 24",
    "etat: tenue\nparticipants: 24",
)
RECORDING = Rule(
    "K013",
    Severity.ERROR,
    "Un enregistrement a une adresse",
    "Sans adresse, on ne peut rien voir ni entendre.",
    'enregistrement: {duree: "1:02:00"}',
    'enregistrement: {lien: https://…, duree: "1:02:00"}',
)
FOLLOW_UP = Rule(
    "K014",
    Severity.INFO,
    "Une suite à échéance dit ce qu’elle est devenue",
    "Une décision dont on ne dit plus rien se perd.",
    "{quoi: …, qui: …, quand: 2026-03-01}",
    "{quoi: …, qui: …, quand: 2026-03-01, fait_le: 2026-02-20, resultat: …}",
)
ESSENTIAL = Rule(
    "K015",
    Severity.ERROR,
    "L’essentiel en trois à cinq points, chacun à sa minute",
    "On lit les points, puis on va écouter. Un chiffre, lui, se met dans le texte, avec sa citation (T003).",
    'essentiel:\n  - {a: "4:30", point: …}',
    'essentiel:\n  - {a: "4:30", point: …}\n  - {a: "12:00", point: …}\n  - {a: "31:15", point: …}',
)
PLACE = Rule(
    "K016",
    Severity.ERROR,
    "Une activité en personne dit où",
    "Sans lieu, personne ne peut s’y rendre.",
    "modalite: en-personne (sans « lieu »)",
    "modalite: en-personne\nlieu: Bibliothèque…",
)
HEADING = Rule(
    "K017",
    Severity.ERROR,
    "Les titres d’une activité",
    "D’une activité à l’autre, on sait où trouver chaque chose.",
    "## Programme",
    " · ".join(ACTIVITY_SECTIONS),
)
REASON = Rule(
    "K018",
    Severity.INFO,
    "Une activité annulée ou reportée dit pourquoi",
    "Une phrase suffit, et évite des appels.",
    "etat: annulee (sans « etat_raison »)",
    "etat_raison: La personne-ressource ne peut pas être présente.",
)
COMMITTEE = Rule(
    "K019",
    Severity.ERROR,
    "Une présentation en comité nomme le comité",
    "La diffusion régulière se suit par comité.",
    "forme: presentation (sans « comites »)",
    "forme: presentation\ncomites: [comite-exemple]",
)
RULES = (
    ORDER, CLOCK_CHANGE, NO_START, DEADLINE, POSTPONED, LINKED, SOURCED, TOO_SOON, STILL_PLANNED, BARE, CHAPTERS, AFTERWARDS, RECORDING,
    FOLLOW_UP, ESSENTIAL, PLACE, HEADING, REASON, COMMITTEE,
)  # fmt: skip
