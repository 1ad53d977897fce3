"""Broken exports and correspondences, and what is said of each: « place code » for every fault. « Zoé » is in the cells, never in what is said."""

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
    """One broken input: an export, a correspondence, the results of the same year that are there already; and what is told: « place code »."""

    name: str
    told: list[str]
    export: str | bytes = FIVE
    questionnaire: str = QUESTIONNAIRE
    former: str = ""


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


def already(questionnaire: str, answers: int) -> str:
    """Return results that the file of the year holds already."""
    return f"titre: Sondage exemple\nannee: 2026\nquestionnaire: {questionnaire}\nreponses: {answers}\n"


UTILE = "texte: Les rencontres sont utiles."
FAULTS = (
    Fault("an empty file", [f"{CSV}:1:1 H001"], b""),
    Fault("a workbook under another name", [f"{CSV}:1:1 H001"], b"PK\x03\x04Zo\xc3\xa9"),
    Fault("an image under another name", [f"{CSV}:2:1 H001"], b"\x89PNG\n\x00Zo\xe9"),
    Fault("a byte of no encoding", [f"{CSV}:3:1 H001"], row(2, "Zoé", "Zo~").encode("cp1252").replace(b"~", b"\x81")),
    Fault("UTF-16 cut in half", [f"{CSV}:7:1 H001"], b"\xff\xfe" + FIVE.encode("utf-16-le") + b"Z"),
    Fault("no header", [f"{CSV}:1:1 H002"], "\n".join([ROW] * 5)),
    Fault("another survey's export", [f"{CSV}:1:1 H002"], "Zoé,Exemplaire\na,b\n"),
    Fault("a header on the fourth line", [f"{CSV}:1:1 H002"], "Zoé\na\nb\n" + FIVE),
    Fault("columns of two tools", [f"{CSV}:1:1 H003"], header("Nom", "Heure de début")),
    Fault("two exports side by side", [f"{CSV}:1:1 H003"], header("Nom", "lastpage")),
    Fault("a row that is short", [f"{CSV}:3:1 H004"], row(2, ",Comité A", "")),
    Fault("a row with one cell more", [f"{CSV}:6:1 H004"], row(5, "Comité A", "Comité A,Zoé")),
    Fault("a comma that nobody quoted", [f"{CSV}:4:1 H004"], row(3, "Zoé Exemplaire", "Exemplaire, Zoé")),
    Fault("a level that is no whole number", [f"{CSV}:2:4 H005"], row(1, ",4,", ',"3,5",')),
    Fault("a level above the scale", [f"{CSV}:2:4 H005"], row(1, ",4,", ",6,")),
    Fault("a level of none", [f"{CSV}:2:4 H005"], row(1, ",4,", ",0,")),
    Fault("a word of no scale", [f"{CSV}:5:3 H005"], row(4, "Plutôt d’accord", "Zoé le pense")),
    Fault("a formula instead of an answer", [f"{CSV}:5:3 H005"], row(4, "Plutôt d’accord", "=HYPERLINK(Zoé)")),
    Fault("a score out of five", [f"{CSV}:5:4 H005"], row(4, ",4,", ",4/5,")),
    Fault("a name instead of a group", [f"{CSV}:4:5 H006"], row(3, "Comité A", "Zoé Exemplaire")),
    Fault("a group of another year", [f"{CSV}:4:5 H006"], row(3, "Comité A", "Comité C")),
    Fault("several faults, told at once", [f"{CSV}:2:4 H005", f"{CSV}:4:1 H004", f"{CSV}:6:5 H006"], "\n".join([HEADER, ROW.replace(",4,", ",9,"), ROW, ROW + ",Zoé", ROW, ROW.replace("Comité A", "Zoé")])),
    Fault("a header with another word", [f"{YML}:11:9 H007"], header("Les rencontres sont utiles.", "Les rencontres sont utiles et courtes")),
    Fault("two columns that are not there", [f"{YML}:11:9 H007", f"{YML}:14:3 H007"], header("Les rencontres sont utiles.", "Autre").replace("Quel comité?", "Zut")),
    Fault("a column that the correspondence misnames", [f"{YML}:11:81 H007"], questionnaire=asked(UTILE, f"{UTILE}, colonne: Les rencontre sont utile")),
    Fault("two columns of one name", [f"{CSV}:1:4 H008"], header("La visée est claire.", "Les rencontres sont utiles.").replace("Horodateur", "La visée est claire.").replace("2026/05/04 9:41:37 AM UTC-4", "4")),
    Fault("a personal column, asked for", [f"{YML}:11:81 H009"], questionnaire=asked(UTILE, f"{UTILE}, colonne: Nom")),
    Fault("a column of e-mails, asked for in English", [f"{YML}:11:81 H009"], questionnaire=asked(UTILE, f"{UTILE}, colonne: 'E-mail address '")),
    Fault("a column of addresses of machines, asked for as the group", [f"{YML}:17:12 H009"], questionnaire=asked("question: Quel comité?", "question: Quel comité?\n  colonne: IP address")),
    Fault("four answers", [f"{CSV}:1:1 H010"], "\n".join([HEADER, *[ROW] * 4])),
    Fault("no answer at all", [f"{CSV}:1:1 H010"], HEADER + "\n"),
    Fault("one answer more than there were", [f"{RESULTS}:1:1 H010"], former=already("sondage", 6)),
    Fault("another questionnaire of the same year", [f"{RESULTS}:1:1 H012"], former=already("autre", 40)),
    Fault("a level between two", [f"{CSV}:2:4 H005"], row(1, ",4,", ",4 - 5,")),
    Fault("a title too long for the year to follow it", [f"{YML}:1:8 E015"], questionnaire=asked("Sondage exemple", "S" * 155)),
    Fault("a key that comes back", [f"{YML}:12:15 H011"], questionnaire=asked("cle: claire", "cle: utile")),
    Fault("a code that comes back", [f"{YML}:14:9 H011"], questionnaire=asked("code: GRP", "code: BLOC")),
    Fault("a key that is misspelt", [f"{YML}:14:3 E011", f"{YML}:16:3 E010"], questionnaire=asked("question: Quel comité?", "qestion: Quel comité?")),
    Fault("a code that LimeSurvey refuses", [f"{YML}:7:11 E015"], questionnaire=asked("code: BLOC", "code: MON_BLOC")),
    Fault("a correspondence that is no YAML", [f"{YML}:1:8 E002"], questionnaire="titre: [Zut\n"),
    Fault("a correspondence that asks nothing", [f"{YML}:1:1 E015"], questionnaire=QUESTIONNAIRE[: QUESTIONNAIRE.index("blocs:")]),
)  # fmt: skip
