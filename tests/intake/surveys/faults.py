"""Broken exports and correspondences, and what is said of each: « place code message » for every fault. « Zoé » is in the cells, never in what is said."""

from dataclasses import dataclass

QUESTIONNAIRE = """\
titre: Sondage exemple
resume: Un sondage exemple, pour les tests seulement.
introduction: Un exemple.
sujet: annee
blocs:
  - cle: bloc
    code: BLOC
    titre: Le bloc
    question: Diriez-vous que
    enonces:
      - {cle: utile, court: Utile, texte: Les rencontres sont utiles.}
      - {cle: claire, court: Claire, texte: La visée est claire.}
repartition:
  code: GRP
  titre: Comité
  question: Quel comité?
  options:
    - {cle: comite-a, nom: Comité A}
    - {cle: comite-b, nom: Comité B}
"""
HEADER = "Horodateur,Nom,Les rencontres sont utiles.,La visée est claire.,Quel comité?"
ROW = "2026/05/04 9:41:37 AM UTC-4,Zoé Exemplaire,Plutôt d’accord,4,Comité A"
FIVE = "\n".join([HEADER, *[ROW] * 5]) + "\n"
CSV, YML = "reponses.csv", "sondage.yml"


@dataclass(frozen=True)
class Fault:
    """One broken input: an export, a correspondence, the results of the same year that are there already; and what is told: « place code message »."""

    name: str
    told: list[str]
    export: str | bytes = FIVE
    questionnaire: str = QUESTIONNAIRE
    former: str = ""
    invitations: int | None = None


def row(number: int, old: str, new: str) -> str:
    """Return the five answers with the ``number``-th changed (from 1)."""
    lines = FIVE.splitlines()
    assert old in lines[number]
    lines[number] = lines[number].replace(old, new)
    return "\n".join(lines) + "\n"


def header(old: str, new: str) -> str:
    """Return the five answers under another header."""
    return row(0, old, new)


def asked(old: str, new: str) -> str:
    """Return the correspondence with a change."""
    assert old in QUESTIONNAIRE
    return QUESTIONNAIRE.replace(old, new, 1)


RESULTS = "content/evaluation/2026.yml"


OTHER_QUESTION = "choix: [{cle: autre, titre: Une autre question exemple}]\n"


def already(questionnaire: str, answers: int) -> str:
    """Return results that the file of the year holds already."""
    return f"titre: Sondage exemple\nannee: 2026\nquestionnaire: {questionnaire}\nreponses: {answers}\n{OTHER_QUESTION}"


UTILE = "texte: Les rencontres sont utiles."
FAULTS = (
    Fault("an empty file", [f"{CSV}:1:1 H001 Ce fichier est vide."], b""),
    Fault("a workbook under another name", [f"{CSV}:1:1 H001 C’est un classeur Excel (.xlsx), et non un CSV\u00a0: enregistrez-le en « CSV UTF-8 »."], b"PK\x03\x04Zo\xc3\xa9"),
    Fault("an image under another name", [f"{CSV}:2:1 H001 Un octet nul se trouve ici\u00a0: ce n’est pas du texte."], b"\x89PNG\n\x00Zo\xe9"),
    Fault("a byte of no encoding", [f"{CSV}:3:1 H001 Un octet n’est ni de l’UTF-8 ni du windows-1252."], row(2, "Zoé", "Zo~").encode("cp1252").replace(b"~", b"\x81")),
    Fault("UTF-8 by its mark, and a byte that is not", [f"{CSV}:3:1 H001 Un caractère ne se lit pas en UTF-8."], b"\xef\xbb\xbf" + row(2, "Zoé", "Zo~").encode().replace(b"~", b"\xe9")),
    Fault("UTF-16 cut in half", [f"{CSV}:7:1 H001 Un caractère ne se lit pas en UTF-16."], b"\xff\xfe" + FIVE.encode("utf-16-le") + b"Z"),
    Fault("no header", [f"{CSV}:1:1 H002 Aucune des premières lignes n’a les en-têtes du questionnaire."], "\n".join([ROW] * 5)),
    Fault("another survey's export", [f"{CSV}:1:1 H002 Aucune des premières lignes n’a les en-têtes du questionnaire."], "Zoé,Exemplaire\na,b\n"),
    Fault("a header on the fourth line", [f"{CSV}:1:1 H002 Aucune des premières lignes n’a les en-têtes du questionnaire."], "Zoé\na\nb\n" + FIVE),
    Fault("columns of two tools", [f"{CSV}:1:1 H003 Les en-têtes sont de deux outils\u00a0: Google Forms et Microsoft Forms."], header("Nom", "Heure de début")),
    Fault("two exports side by side", [f"{CSV}:1:1 H003 Les en-têtes sont de deux outils\u00a0: LimeSurvey et Google Forms."], header("Nom", "lastpage")),
    Fault("a row that is short", [f"{CSV}:3:1 H004 Cette ligne a 4 cellules; il y a 5 en-têtes."], row(2, ",Comité A", "")),
    Fault("a row with one cell more", [f"{CSV}:6:1 H004 Cette ligne a 6 cellules; il y a 5 en-têtes."], row(5, "Comité A", "Comité A,Zoé")),
    Fault("a comma that nobody quoted", [f"{CSV}:4:1 H004 Cette ligne a 6 cellules; il y a 5 en-têtes."], row(3, "Zoé Exemplaire", "Exemplaire, Zoé")),
    Fault("a level that is no whole number", [f"{CSV}:2:4 H005 Cellule D2\u00a0: cette réponse n’est pas de l’échelle."], row(1, ",4,", ',"3,5",')),
    Fault("a level above the scale", [f"{CSV}:2:4 H005 Cellule D2\u00a0: cette réponse n’est pas de l’échelle."], row(1, ",4,", ",6,")),
    Fault("a level of none", [f"{CSV}:2:4 H005 Cellule D2\u00a0: cette réponse n’est pas de l’échelle."], row(1, ",4,", ",0,")),
    Fault("a word of no scale", [f"{CSV}:5:3 H005 Cellule C5\u00a0: cette réponse n’est pas de l’échelle."], row(4, "Plutôt d’accord", "Zoé le pense")),
    Fault("a formula instead of an answer", [f"{CSV}:5:3 H005 Cellule C5\u00a0: cette réponse n’est pas de l’échelle."], row(4, "Plutôt d’accord", "=HYPERLINK(Zoé)")),
    Fault("a score out of five", [f"{CSV}:5:4 H005 Cellule D5\u00a0: cette réponse n’est pas de l’échelle."], row(4, ",4,", ",4/5,")),
    Fault("a name instead of a group", [f"{CSV}:4:5 H006 Cellule E4\u00a0: ce groupe n’est pas de la liste."], row(3, "Comité A", "Zoé Exemplaire")),
    Fault("a group of another year", [f"{CSV}:4:5 H006 Cellule E4\u00a0: ce groupe n’est pas de la liste."], row(3, "Comité A", "Comité C")),
    Fault("several faults, told at once", [f"{CSV}:2:4 H005 Cellule D2\u00a0: cette réponse n’est pas de l’échelle.", f"{CSV}:4:1 H004 Cette ligne a 6 cellules; il y a 5 en-têtes.", f"{CSV}:6:5 H006 Cellule E6\u00a0: ce groupe n’est pas de la liste."], "\n".join([HEADER, ROW.replace(",4,", ",9,"), ROW, ROW + ",Zoé", ROW, ROW.replace("Comité A", "Zoé")])),
    Fault("a header with another word", [f"{YML}:11:9 H007 Aucune colonne ne répond à «\u00a0Les rencontres sont utiles.\u00a0»."], header("Les rencontres sont utiles.", "Les rencontres sont utiles et courtes")),
    Fault("two columns that are not there", [f"{YML}:11:9 H007 Aucune colonne ne répond à «\u00a0Les rencontres sont utiles.\u00a0».", f"{YML}:14:3 H007 Aucune colonne ne répond à «\u00a0Quel comité?\u00a0»."], header("Les rencontres sont utiles.", "Autre").replace("Quel comité?", "Zut")),
    Fault("a column that the correspondence misnames", [f"{YML}:11:81 H007 Aucune colonne ne répond à «\u00a0Les rencontre sont utile\u00a0»."], questionnaire=asked(UTILE, f"{UTILE}, colonne: Les rencontre sont utile")),
    Fault("two columns of one name", [f"{CSV}:1:4 H008 Deux colonnes ou plus ont cet en-tête (C et D)."], header("La visée est claire.", "Les rencontres sont utiles.").replace("Horodateur", "La visée est claire.").replace("2026/05/04 9:41:37 AM UTC-4", "4")),
    Fault("a personal column, asked for", [f"{YML}:11:81 H009 «\u00a0Nom\u00a0» est une colonne personnelle\u00a0: elle n’est jamais lue."], questionnaire=asked(UTILE, f"{UTILE}, colonne: Nom")),
    Fault("a column of e-mails, asked for in English", [f"{YML}:11:81 H009 «\u00a0E-mail address\u00a0» est une colonne personnelle\u00a0: elle n’est jamais lue."], questionnaire=asked(UTILE, f"{UTILE}, colonne: 'E-mail address '")),
    Fault("a column of addresses of machines, asked for as the group", [f"{YML}:17:12 H009 «\u00a0IP address\u00a0» est une colonne personnelle\u00a0: elle n’est jamais lue."], questionnaire=asked("question: Quel comité?", "question: Quel comité?\n  colonne: IP address")),
    Fault("four answers", [f"{CSV}:1:1 H010 Il y a 4 réponses; sous 5, rien n’est publié."], "\n".join([HEADER, *[ROW] * 4])),
    Fault("no answer at all", [f"{CSV}:1:1 H010 Il y a 0 réponse; sous 5, rien n’est publié."], HEADER + "\n"),
    Fault("one answer more than there were", [f"{RESULTS}:1:1 H013 Ce sondage est déjà publié, avec 6 réponses\u00a0: la différence dirait ce que quelques personnes ont répondu (le nombre de réponses)."], former=already("sondage", 6)),
    Fault("fewer invitations than answers", [f"{CSV}:1:1 H014 Il y a 5 réponses pour 3 invitations."], invitations=3),
    Fault("another questionnaire of the same year", [f"{RESULTS}:1:1 H012 Ce fichier tient les résultats d’un autre questionnaire, « autre »."], former=already("autre", 40)),
    Fault("a level between two", [f"{CSV}:2:4 H005 Cellule D2\u00a0: cette réponse n’est pas de l’échelle."], row(1, ",4,", ",4 - 5,")),
    Fault("a title too long for the year to follow it", [f"{YML}:1:8 E015 La valeur de « titre » ne convient pas\u00a0: la liste a plus de 150 valeurs."], questionnaire=asked("Sondage exemple", "S" * 155)),
    Fault("a key that comes back", [f"{YML}:12:15 H011 La clé «\u00a0utile\u00a0» revient dans ce questionnaire."], questionnaire=asked("cle: claire", "cle: utile")),
    Fault("a code that comes back", [f"{YML}:14:9 H011 Le code «\u00a0BLOC\u00a0» revient dans ce questionnaire."], questionnaire=asked("code: GRP", "code: BLOC")),
    Fault("a key that is misspelt", [f"{YML}:16:3 E010 La clé « qestion » est inconnue."], questionnaire=asked("question: Quel comité?", "qestion: Quel comité?")),
    Fault("a code that LimeSurvey refuses", [f"{YML}:7:11 E015 La valeur de « code » ne convient pas\u00a0: un code a de une à vingt lettres ou chiffres, et commence par une lettre."], questionnaire=asked("code: BLOC", "code: MON_BLOC")),
    Fault("a correspondence that is no YAML", [f"{YML}:1:8 E002 Un crochet est ouvert et jamais fermé."], questionnaire="titre: [Zut\n"),
    Fault("a correspondence that asks nothing", [f"{YML}:1:1 E015 Ce fichier ne convient pas\u00a0: il faut au moins un bloc d’énoncés ou une question à choix."], questionnaire=QUESTIONNAIRE[: QUESTIONNAIRE.index("blocs:")]),
)  # fmt: skip
