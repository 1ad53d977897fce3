"""Every rule: a stable code, a page worth reading, and an example that triggers it where it should."""

import re
from collections.abc import Callable
from pathlib import Path
from textwrap import indent

import pytest

from pipeline.content.sources.notes import words_print
from pipeline.rules.registry import FAMILIES, RULES
from pipeline.rules.run import check
from pipeline.rules.typography import _PATTERNS
from pipeline.text.diagnostics import Diagnostic, Rule
from pipeline.writing import replace_if_different
from tests.intake.surveys.faults import FAULTS
from tests.rules.examples import (
    ACTIVITE,
    ACTIVITY,
    BIB,
    CAMPAIGN,
    COMMITTEE,
    INITIATIVE_FILE,
    NEED,
    NOTE,
    NOTE_EN,
    PLAN,
    PLAN_FILE,
    QUOTED,
    REPORT,
    REPORT_FILE,
    RESULTS,
    SHEET,
    VOCABULARY,
    Files,
    activity,
    bib,
    campaign,
    committee,
    effect,
    initiative,
    law,
    need,
    note,
    note_en,
    page,
    pictures,
    plan,
    poor_french,
    section,
    sheet,
    text,
    told,
    year_report,
)
from tests.support import BIBLIOGRAPHIE, FICHE, NOTE_EXEMPLE, OUTIL, PAGE, REPOSITORY, TABLE, TODAY, fiche_with, make_site

LINK_PRINT = words_print("15 % des élèves aidés lisent davantage")
LINKED = "[@exemple2020, résumé, #lien]"
TWO_MESSAGES = FICHE[FICHE.index("1. L’effet") : FICHE.index("\n## Pistes")]
FEEDS, JOURNAL = "research_notes/veille/fils.toml", "research_notes/veille/journal.csv"
FEED = '[[fil]]\nnom = "Revue"\nadresse = "https://www.example.org/fil"\nlangue = "fr"\n\n'
CANDIDATE = "research_notes/veille/signalements/2026-11-24-exemple.yml"
SIGNALEMENT = "titre: Un exemple\nrepere_le: 2026-11-24\nsource: Revue\nlangue: fr\ndecision: null\ndebut: null\n"
SURVEY, QUESTIONS = "content/evaluation/2026.yml", "content/questionnaires/exemple.yml"
QUESTIONNAIRE = """\
titre: Sondage exemple
resume: Un sondage exemple, pour les tests seulement.
introduction: Un exemple.
sujet: annee
blocs:
  - {cle: bloc, code: BLOC, titre: Le bloc, question: Un exemple, enonces: [{cle: bloc, court: Utile, texte: C’est utile.}]}
"""
MOVED = "redirections:\n  - {{de: {}, vers: {}, le: 2026-11-24}}\n"


def _link_to_outside(root: Path) -> None:
    (root.parent / "ailleurs.md").write_text(FICHE)
    (root / "content/fiches/lien.md").symlink_to(root.parent / "ailleurs.md")


def survey(old: str, new: str) -> Files:
    """The results of a survey that agree with one another, with one change."""
    assert old in RESULTS
    return {SURVEY: RESULTS.replace(old, new)}


def published(results: str) -> Files:
    """The register of what was published, with these results."""
    return {"content/sondages-publies.yml": f"publications:\n  - le: 2026-11-20\n    resultats:\n{indent(results, '      ')}"}


def _folder(root: Path) -> None:
    (root / "content/fiches/dossier.md").mkdir()


# Code, what is changed in the small site, and the first place that the rule names.
CASES: list[tuple[str, Files | Callable[[Path], None], str]] = [
    ("F001", {SHEET: FICHE.encode("utf-16")}, f"{SHEET}:1:1"),
    ("F002", {SHEET: b"\xef\xbb\xbf" + FICHE.encode()}, f"{SHEET}:1:1"),
    ("F003", {SHEET: FICHE.replace("\n", "\r\n")}, f"{SHEET}:1:4"),
    ("F004", {SHEET: ""}, f"{SHEET}:1:1"),
    ("F005", text("a" * 30_000), f"{SHEET}:50:1"),
    ("F006", _link_to_outside, "content/fiches/lien.md:1:1"),
    ("F007", {"content/fiches/Élèves absents.md": FICHE}, "content/fiches/Élèves absents.md:1:1"),
    ("F008", text("Un exemple\u202e inversé."), f"{SHEET}:50:11"),
    ("F009", _folder, "content/fiches/dossier.md:1:1"),
    ("F010", {"content/fiches/2026/exemple.md": FICHE}, "content/fiches/2026/exemple.md:1:1"),
    ("F011", text("Un exe\u0301mple."), f"{SHEET}:50:6"),
    ("E001", {SHEET: "Un exemple sans en-tête.\n"}, f"{SHEET}:1:1"),
    ("E002", sheet("titre: Exemple de", "titre: Exemple: de"), f"{SHEET}:2:15"),
    ("E003", sheet("type: fait", "titre: Autre\ntype: fait"), f"{SHEET}:6:1"),
    ("E004", sheet("titre: Exemple", "titre: &a Exemple"), f"{SHEET}:2:8"),
    ("E010", sheet("titre: Exemple", "titres: Exemple"), f"{SHEET}:2:1"),
    ("E011", sheet("statut: publiee\n", ""), f"{SHEET}:2:1"),
    ("E012", sheet("titre: Exemple de fiche sur le tutorat", "titre: [a, b]"), f"{SHEET}:2:8"),
    ("E013", sheet("publics: [scolaire]", "publics: [scolaire, école]"), f"{SHEET}:9:21"),
    ("E014", sheet("publiee_le: 2026-11-01", "publiee_le: 2026-02-30"), f"{SHEET}:19:13"),
    ("E015", sheet("titre: Exemple de fiche sur le tutorat", 'titre: ""'), f"{SHEET}:2:8"),
    ("E016", {SHEET: FICHE.replace("statut: publiee\n", "").replace("titre:", "statut: publiee\ntitre:")}, f"{SHEET}:3:1"),
    ("E020", {VOCABULARY: None}, f"{VOCABULARY}:1:1"),
    ("B001", bib("year    = {2020},", "year    = {2020}"), f"{BIB}:6:1"),
    ("B002", bib(BIBLIOGRAPHIE, BIBLIOGRAPHIE + "\n@misc{sample2021, title = {Exemple}}\n"), f"{BIB}:18:7"),
    ("B003", bib("  journal = {Revue exemple},\n", ""), f"{BIB}:1:10"),
    ("B004", bib("@article{exemple", "@artcle{exemple"), f"{BIB}:1:2"),
    ("B005", bib("@article{exemple", "@article{Éxemple"), f"{BIB}:1:10"),
    ("B006", bib("year    = {2020},", "year    = {2020},\n  url     = {javascript:alert()},"), f"{BIB}:6:3"),
    ("N001", note("> l’échantillon compte 120 élèves du primaire\n", ""), f"{NOTE}:13:1"),
    ("N002", note(" {#taille lang=fr lu=resume}", ""), f"{NOTE}:13:1"),
    ("N003", note("{#lien lang", "{#taille lang"), f"{NOTE}:19:1"),
    ("N004", note("> l’échantillon", "> " + "mot " * 30 + "l’échantillon"), f"{NOTE}:15:1"),
    ("N005", note("## résumé {#lien", "## résumé; page 2 {#lien"), f"{NOTE}:19:1"),
    ("N006", {"research_notes/notes/autre2019.md": NOTE_EXEMPLE}, "research_notes/notes/autre2019.md:1:1"),
    ("G001", {FEEDS: "[[fil]]\nnom = Revue exemple\n"}, f"{FEEDS}:2:7"),
    ("G002", {FEEDS: FEED + FEED.replace("Revue", "Autre")}, f"{FEEDS}:8:11"),
    ("G003", {CANDIDATE: SIGNALEMENT.replace("decision: null", "decision: ecarte")}, f"{CANDIDATE}:5:11"),
    ("G004", {JOURNAL: "date,source,id,titre,décision,motif,personne\n2026-11-24,Revue,a,Titre,peut-être,,A\n"}, f"{JOURNAL}:2:1"),
    ("G005", {CANDIDATE: SIGNALEMENT.replace("debut: null", "debut: " + "mot " * 30)}, f"{CANDIDATE}:6:8"),
    ("N007", note("population: 120\u00a0élèves (exemple)", "population: à écrire"), f"{NOTE}:5:13"),
    ("N008", note("{#lien lang=fr lu=resume}", f"{{#lien lang=fr lu=resume empreinte=abc-{LINK_PRINT} absent=2026-11-24}}"), f"{NOTE}:19:1"),
    ("N009", note("## résumé {#lien lang=fr lu=resume}", f"## p. 5-6 {{#lien lang=fr lu=resume empreinte=abc-{LINK_PRINT} page=7 trouve=2026-11-24}}"), f"{NOTE}:19:1"),
    ("N010", note("{#lien lang=fr lu=resume}", "{#lien lang=fr lu=resume empreinte=abc-12345678 trouve=2026-11-24}"), f"{NOTE}:19:1"),
    ("N020", note("evaluation_fondement: revue exemple", "evaluation_fondement: revue savante"), f"{NOTE}:9:27"),
    ("S001", {SHEET: FICHE[: FICHE.index("\n## À retenir")]}, f"{SHEET}:25:1"),
    ("S010", sheet(section("Limites"), ""), f"{SHEET}:25:1"),
    ("S011", sheet("## Limites\n", "## Limites\n\nUn exemple.\n\n## Limites\n"), f"{SHEET}:64:1"),
    ("S012", sheet("## Limites", "## Limite"), f"{SHEET}:60:1"),
    ("S013", {SHEET: FICHE.replace("## Limites", "## X").replace("## Ce qu’elle montre", "## Limites").replace("## X", "## Ce qu’elle montre")}, f"{SHEET}:56:1"),
    ("S014", sheet(TWO_MESSAGES, TWO_MESSAGES * 2), f"{SHEET}:26:1"),
    ("S015", sheet("1. L’effet", "1. " + "mot " * 40 + "l’effet"), f"{SHEET}:28:1"),
    ("S016", sheet(TWO_MESSAGES.split("\n", maxsplit=1)[0], "1. Un exemple."), f"{SHEET}:28:1"),
    ("S017", sheet("- **Qui**\u00a0: scolaire (direction)\n", ""), f"{SHEET}:33:1"),
    ("S018", sheet("étude [@sample2021, résumé]\n\n## Pour d", "le bon sens\n\n## Pour d"), f"{SHEET}:40:15"),
    ("S019", sheet("- Avec qui?\n", ""), f"{SHEET}:64:1"),
    ("S020", sheet("Nous avons lu les résumés.\n\n", ""), f"{SHEET}:60:1"),
    ("S021", {}, f"{SHEET}:25:1"),
    ("S030", sheet("titre: Exemple", f"titre: {'mot ' * 10}Exemple"), f"{SHEET}:2:8"),
    ("S031", sheet("titre: Exemple", f"titre: {'mot ' * 14}Exemple"), f"{SHEET}:2:8"),
    ("S032", sheet("aide-t-il?", "aide-t-il"), f"{SHEET}:3:11"),
    ("S033", sheet(" Une autre phrase dit jusqu’où.", ""), f"{SHEET}:4:10"),
    ("S034", sheet("premier_pas: La direction essaie un exemple.\n", ""), f"{SHEET}:4:10"),
    ("S035", sheet("- Ne comptez pas sur un autre exemple [@exemple2020, résumé, #lien].\n", ""), f"{SHEET}:42:1"),
    ("S036", sheet("étude [@sample2021, résumé]\n\n## Pour d", "idée à discuter\n\n## Pour d"), f"{SHEET}:31:1"),
    ("S037", sheet("un exemple ça marche-tu, ", ""), f"{SHEET}:16:12"),
    ("S022", text("Un <b>exemple</b>."), f"{SHEET}:50:4"),
    ("S023", text("# Exemple"), f"{SHEET}:50:1"),
    ("S024", text("Un ![exemple](https://www.example.org/a.png)."), f"{SHEET}:50:4"),
    ("S025", text("[" * 40), f"{SHEET}:50:1"),
    ("S026", text("Exemple\u00a0:\n- un"), f"{SHEET}:51:1"),
    ("S027", text("2020. Cette année-là."), f"{SHEET}:50:1"),
    ("S028", text("###\u00a0Exemple"), f"{SHEET}:50:1"),
    ("S029", text("Exemple[^1]."), f"{SHEET}:50:8"),
    ("C001", text("Exemple [@sampel2021, résumé]."), f"{SHEET}:50:10"),
    ("C002", text("Exemple [@sample2021]."), f"{SHEET}:50:10"),
    ("C003", text("Exemple [@sample2021, sommaire]."), f"{SHEET}:50:23"),
    ("C004", text("Exemple [@exemple2020, résumé]."), f"{SHEET}:50:24"),
    ("C005", text("Exemple [@exemple2020, résumé, #liens]."), f"{SHEET}:50:24"),
    ("C006", text("Exemple [@sample2021, résumé."), f"{SHEET}:50:9"),
    ("C007", text("Exemple [@sample2021, résumé; p. 5]."), f"{SHEET}:50:30"),
    ("C008", {NOTE_EN: None}, f"{SHEET}:28:32"),
    ("C009", bib(BIBLIOGRAPHIE, BIBLIOGRAPHIE + "\n@misc{autre2019, title = {Exemple}}\n"), f"{BIB}:18:7"),
    ("C010", note("population: 120\u00a0élèves (exemple)", "population: à écrire"), f"{SHEET}:29:51"),
    ("T001", text("Un exemple de 12\u00a0écoles."), f"{SHEET}:50:15"),
    ("T002", text("Les 43\u00a0essais le montrent [@sample2021, résumé]."), f"{SHEET}:50:5"),
    ("T003", sheet("reponse: Un exemple de", "reponse: 12\u00a0écoles de"), f"{SHEET}:4:10"),
    ("T004", note("{#lien lang=fr lu=resume}", "{#lien lang=fr lu=releve}"), f"{SHEET}:29:28"),
    ("T005", activity("participants: 206", "participants: 250"), f"{ACTIVITY}:10:15"),
    ("T006", note("L’étude porte sur 120", "L’étude porte sur 130"), f"{NOTE}:17:19"),
    ("T007", note("> l’échantillon compte 120 élèves", "> un échantillon récent (N = 120)"), f"{SHEET}:58:19"),
    ("T008", activity("participants: 206", "suites: [{quoi: Écrire à 12\u00a0familles, qui: la table, quand: 2026-11-30}]"), f"{ACTIVITY}:10:26"),
    ("T009", sheet("résumé, assez long", "résumé [@sample2021, résumé], assez long"), f"{SHEET}:4:31"),
    ("P001", {**sheet("force: limitee", "force: elevee"), NOTE_EN: None}, f"{SHEET}:13:8"),
    ("P002", {SHEET: fiche_with("force: limitee", "force: tres-limitee").replace("Exemple de contexte", "Cela prouve")}, f"{SHEET}:50:6"),
    ("P003", text(f"L’exemple réduit le risque {LINKED}."), f"{SHEET}:50:11"),
    ("P020", text(f"Les élèves aidés lisent nettement plus {LINKED}."), f"{SHEET}:50:25"),
    ("P021", note("L’étude porte sur 120", "L’aide améliore la lecture de 120"), f"{NOTE}:17:8"),
    ("P004", note("{#lien lang=fr lu=resume}", "{#lien lang=fr lu=communique}"), f"{SHEET}:29:1"),
    (
        "P005",
        note("\n---\n\n##", "\nregistre: [{etat: retractation, date: 2026-11-01, adresse: https://www.example.org/}]\n---\n\n##"),
        f"{SHEET}:29:51",
    ),
    (
        "C011",
        sheet("redaction: Équipe", "regles: [{texte: Un exemple., extrait: exemple2020#age, vue_le: 2026-11-24}]\nredaction: Équipe"),
        f"{SHEET}:17:40",
    ),
    (
        "P007",
        note("\n---\n\n##", "\nregistre: [{etat: correction, date: 2026-11-01, adresse: https://www.example.org/}]\n---\n\n##"),
        f"{SHEET}:29:51",
    ),
    ("P010", sheet("étude [@sample2021, résumé]\n\n## Pour d", "étude [@exemple2020, résumé, #lien]\n\n## Pour d"), f"{SHEET}:40:15"),
    ("P011", law("exemple2020#lien", "exemple2020#taille"), f"{SHEET}:19:14"),
    ("P012", effect("sens: aide", "sens: aucun"), f"{SHEET}:23:11"),
    ("T010", effect("mesure: ecart-type", "mesure: correlation"), f"{SHEET}:19:13"),
    ("T011", effect("intervalle: null", 'intervalle: "0,25 à 42"'), f"{SHEET}:21:17"),
    ("T012", {**effect("etudes: 42", "etudes: 30"), **note_en("across forty-two trials", "for 30 pupils")}, f"{SHEET}:22:13"),
    ("T013", effect("mesure: ecart-type", "mesure: non-lue"), f"{SHEET}:19:13"),
    ("T014", pictures("un élève sur deux", "15 %"), f"{SHEET}:27:18"),
    ("T015", pictures("un élève sur deux", "deux élèves sur quatre"), f"{SHEET}:27:18"),
    ("T016", pictures("2019, exemple", "2018, exemple"), f"{SHEET}:22:34"),
    ("D005", law("2026-11-20", "2026-11-25"), f"{SHEET}:20:13"),
    ("D006", law("2026-11-20", "2025-11-23"), f"{SHEET}:20:13"),
    ("R003", sheet("est de 0,25 [", "est de 0,25\u00a0écart-type ["), f"{SHEET}:28:31"),
    ("R004", text("Une méta-analyse exemple."), f"{SHEET}:50:5"),
    ("R005", text("Un exemple, selon une page tierce. Nos extraits n’en disent rien."), f"{SHEET}:50:36"),
    ("U005", {"content/fiches/autre.md": FICHE.replace("titre: Exemple", "titre: Autre exemple")}, f"{SHEET}:3:11"),
    ("N012", note_en("Traduction", "Remarque"), f"{NOTE_EN}:13:1"),
    ("N013", note_en("quarante-deux essais", "des essais"), f"{NOTE_EN}:19:14"),
    ("P006", sheet("revision: null", "revision: Équipe exemple"), f"{SHEET}:18:11"),
    ("D001", sheet("publiee_le: 2026-11-01", "publiee_le: 2026-11-25"), f"{SHEET}:20:13"),
    ("D002", sheet("2026-11-01\nrevisee_le: 2026-11-24", "2024-11-01\nrevisee_le: 2024-11-22"), f"{SHEET}:20:13"),
    ("D003", text("Le lundi 24 novembre 2026."), f"{SHEET}:50:4"),
    ("D004", {"content/activites/exemple.md": ACTIVITE}, "content/activites/exemple.md:5:7"),
    ("K001", activity("etat: tenue", 'debut: "13:30"\nfin: "12:00"\netat: tenue'), f"{ACTIVITY}:7:6"),
    ("K002", activity("etat: tenue", 'debut: "13:30"\ndecalage: "-05:00"\netat: tenue'), f"{ACTIVITY}:7:11"),
    ("K003", activity("etat: tenue", 'fin: "12:00"\netat: tenue'), f"{ACTIVITY}:6:6"),
    ("K004", activity("etat: tenue", "etat: tenue\ninscription: {limite: 2026-10-02}"), f"{ACTIVITY}:7:23"),
    ("K005", activity("etat: tenue", "etat: reportee"), f"{ACTIVITY}:6:7"),
    ("K006", activity("etat: tenue", "etat: tenue\nfiches: [absente]"), f"{ACTIVITY}:7:10"),
    ("K007", activity("organisateur: Table exemple", "organisateur: null"), f"{ACTIVITY}:7:15"),
    ("K008", {"content/activites/2026-11-25-exemple.md": ACTIVITE.replace("2026-10-01", "2026-11-25")}, "content/activites/2026-11-25-exemple.md:6:7"),
    ("K009", activity("etat: tenue", "etat: prevue"), f"{ACTIVITY}:6:7"),
    ("K010", activity(), f"{ACTIVITY}:6:7"),
    ("K011", activity("participants: 206", "chapitres: [{debut: '0:00', titre: Un exemple}]"), f"{ACTIVITY}:10:12"),
    ("K012", activity("etat: tenue", "etat: annulee"), f"{ACTIVITY}:10:15"),
    ("K013", activity("participants: 206", "enregistrement: {duree: '1:00'}"), f"{ACTIVITY}:10:17"),
    ("K014", activity("participants: 206", "suites: [{quoi: Exemple, qui: la table, quand: 2026-11-23}]"), f"{ACTIVITY}:10:10"),
    ("K015", activity("participants: 206", "essentiel: [{a: '1:00', point: Un exemple}]"), f"{ACTIVITY}:10:12"),
    ("K016", activity("participants: 206", "modalite: en-personne"), f"{ACTIVITY}:10:11"),
    ("K017", activity("## Déroulement", "## Programme"), f"{ACTIVITY}:18:1"),
    ("K018", activity("etat: tenue", "etat: annulee"), f"{ACTIVITY}:6:7"),
    ("K019", activity("forme: webinaire", "forme: presentation"), f"{ACTIVITY}:4:8"),
    ("K020", {**activity("participants: 206", "sous_titres: exemple.vtt"), "content/activites/exemple.vtt": "WEBVTT\n\n00:05 -> 00:09\nUn exemple\n"}, "content/activites/exemple.vtt:3:1"),
    ("K021", {**activity("participants: 206", "sous_titres: exemple.vtt"), "content/activites/exemple.vtt": "WEBVTT\n\n00:01.000 --> 00:09.000\nUn exemple\n"}, "content/activites/exemple.vtt:3:1"),
    ("K022", activity("participants: 206", "enregistrement: {fichier: absent.mp4}"), f"{ACTIVITY}:10:27"),
    ("M001", committee("L’agente ou l’agent de liaison", "Dominique au 450 555-0123"), f"{COMMITTEE}:11:30"),
    ("Q001", need("fiches: [exemple]", "fiches: [exempl]"), f"{NEED}:10:21"),
    ("Q002", sheet("force: limitee", "besoins: [choisir]\nforce: limitee"), f"{SHEET}:13:11"),
    ("Q003", need("reponses: {fiches: [exemple]}\n", ""), f"{NEED}:8:7"),
    ("Q004", need("etat: repondu\nrepondu_le: 2026-11-20", "etat: reporte"), f"{NEED}:8:7"),
    ("Q005", need("repondu_le: 2026-11-20", "repondu_le: 2026-09-30"), f"{NEED}:9:13"),
    ("Q006", need("etat: repondu\nrepondu_le: 2026-11-20", "etat: ouvert"), f"{NEED}:8:7"),
    ("Q007", need("origine: rencontre", "origine: sondage\nsondage: 2025"), f"{NEED}:4:10"),
    ("W001", sheet("force: limitee", "outils: [guide]\nforce: limitee"), f"{SHEET}:13:10"),
    ("W002", {"content/outils/guide.md": OUTIL, "content/outils/guide/guide.html": "<p>Un exemple.</p>"}, "content/outils/guide/guide.html:1:1"),
    ("Y001", campaign("fiches: [exemple]", "fiches: [exempl]"), f"{CAMPAIGN}:9:10"),
    ("Y002", campaign("fin: 2027-02-19", "fin: 2027-02-09"), f"{CAMPAIGN}:8:41"),
    ("Y003", campaign("fiches:", "  - {nom: 2027, debut: 2027-05-01}\nfiches:"), f"{CAMPAIGN}:9:11"),
    ("Z001", initiative("consentement: {le: 2026-11-20, par_role: La direction}\n", ""), f"{INITIATIVE_FILE}:4:9"),
    ("Z002", initiative("relue_le: 2026-11-22\n", ""), f"{INITIATIVE_FILE}:4:9"),
    ("Z003", initiative("Du texte.", "Écrivez à nom@exemple.org."), f"{INITIATIVE_FILE}:14:11"),
    ("Z004", initiative("fiches: [exemple]", "fiches: [exempl]"), f"{INITIATIVE_FILE}:7:10"),
    ("V001", sheet("statut: publiee", "statut: retiree"), f"{SHEET}:7:9"),
    ("V002", sheet("licence:", "corrections:\n  - {date: 2026-10-31, texte: Un exemple.}\nlicence:"), f"{SHEET}:24:12"),
    ("V010", {SHEET: FICHE.replace("statut: publiee", "statut: brouillon").replace("Exemple de contexte.", "à écrire")}, f"{SHEET}:50:1"),
    ("V011", text("à écrire"), f"{SHEET}:50:1"),
    ("H010", survey("reponses: 30", "reponses: 4"), f"{SURVEY}:4:11"),
    ("H011", {QUESTIONS: QUESTIONNAIRE}, f"{QUESTIONS}:6:83"),
    ("H020", survey("nom: Comité A, n: 12", "nom: Comité A, n: 4"), f"{SURVEY}:7:13"),
    ("H021", survey("{n: 12, favorables: 8}", "{n: 6, favorables: 6}"), f"{SURVEY}:17:30"),
    ("H022", survey("[null, null, 10, 10, 10]", "[null, null, 10, 10, 9]"), f"{SURVEY}:16:89"),
    ("H023", survey(", {cle: comite-c, nom: Comité C}, {cle: comite-d, nom: Comité D}", ""), f"{SURVEY}:8:14"),
    ("H024", {**survey("n: 30, favorables: 20, niveaux: [null, null, 10, 10, 10]", "n: 30, favorables: 20"), **published(RESULTS)}, f"{SURVEY}:4:11"),
    ("A001", {"content/adresses.txt": "fiches/exemple/\nfiches/ancienne/\n"}, "content/adresses.txt:2:1"),
    ("A002", {"content/redirections.yml": MOVED.format("fiches/ancienne/", "fiches/absente/")}, "content/redirections.yml:2:5"),
    ("A003", {"content/redirections.yml": MOVED.format("fiches/exemple/", "fiches/")}, "content/redirections.yml:2:5"),
    ("A004", {}, "content/adresses.txt:1:1"),
    ("A005", {"content/pages/fiches.md": PAGE}, "content/pages/fiches.md:1:1"),
    ("U001", {"content/fiches/second.md": FICHE}, "content/fiches/second.md:2:8"),
    ("U002", bib("year    = {2020},", "year    = {2020},\n  doi     = {10.1234/sample.2021},"), f"{BIB}:15:3"),
    ("U003", bib("10.1234/sample.2021", "doi.org/3102"), f"{BIB}:14:3"),
    ("U004", bib("10.1234/sample.2021", "https://doi.org/10.1234/sample.2021"), f"{BIB}:14:3"),
    ("L001", text("[un exemple](javascript:alert())"), f"{SHEET}:50:14"),
    ("L002", text("[un exemple](absente.md)"), f"{SHEET}:50:14"),
    ("L003", text("[un exemple](#absente)"), f"{SHEET}:50:14"),
    ("O001", text("Pourquoi ?"), f"{SHEET}:50:9"),
    ("O002", text("Trois choses: lire."), f"{SHEET}:50:13"),
    ("O003", text("Le «mot\u00a0»."), f"{SHEET}:50:4"),
    ("O004", text("En tout, 15%."), f"{SHEET}:50:12"),
    ("O005", text("À 13h30."), f"{SHEET}:50:3"),
    ("O006", text("Le mardi, 24 novembre 2026."), f"{SHEET}:50:4"),
    ("O007", text("Un “mot”."), f"{SHEET}:50:4"),
    ("O008", text("Les élèves motivé·es."), f"{SHEET}:50:12"),
    ("O009", text("Le 24 Novembre 2026."), f"{SHEET}:50:7"),
    ("R001", text("mot " * 40), f"{SHEET}:50:1"),
    ("R002", {}, f"{SHEET}:25:1"),
    ("X001", page("Du texte.", "Du texte. <!-- silence O001 : un exemple -->"), "content/pages/a-propos.md:8:11"),
    ("X002", page("Du texte.", "Du texte. <!-- silence O001 -->"), "content/pages/a-propos.md:8:11"),
    ("J001", {**plan(), PLAN_FILE: None, "content/plans/plan.yml": PLAN}, "content/plans/plan.yml:1:1"),
    ("J002", {**plan(), PLAN_FILE: PLAN.replace("        etat: atteint\n", "").replace("2026-12-15", "2026-10-15")}, f"{PLAN_FILE}:11:19"),
    ("J003", plan("          valeur: 4\n          source: Registre exemple\n", ""), f"{PLAN_FILE}:15:15"),
    ("J004", plan("          source: Registre exemple\n", ""), f"{PLAN_FILE}:15:19"),
    ("J005", plan("        etat: atteint\n", "        etat: atteint\n        decision: ajuster\n"), f"{PLAN_FILE}:18:19"),
    ("J006", plan("2026-12-15", "2062-12-15"), f"{PLAN_FILE}:11:19"),
    ("J007", plan("[exemple]", "[exempel]"), f"{PLAN_FILE}:18:18"),
    ("J008", plan("        fiches: [exemple]\n", "      - {action: Exemple d’action, responsable: École, echeance: 2026-12-15}\n"), f"{PLAN_FILE}:18:18"),
    ("J009", plan("École exemple", "alex@exemple.org"), f"{PLAN_FILE}:10:22"),
    ("J010", plan("valeur: 4", "valeur: 2"), f"{PLAN_FILE}:15:19"),
    ("J012", plan("    determinants: [eleve]\n", "    determinants: [eleve]\n    besoins: [absent]\n"), f"{PLAN_FILE}:7:15"),
    ("J013", plan("fiches: [exemple]", "activites: [2026-10-01-absente]"), f"{PLAN_FILE}:18:21"),
    ("J011", plan("2026-11-20", "2026-11-30"), f"{PLAN_FILE}:3:12"),
    ("I001", {"content/rapports/annuel.yml": REPORT}, "content/rapports/annuel.yml:1:5"),
    ("I002", year_report("fige_le: 2026-07-02", "fige_le: 2026-06-30"), f"{REPORT_FILE}:3:10"),
    ("I003", year_report("nombre: 14", "nombre: 40"), f"{REPORT_FILE}:16:13"),
    ("I004", year_report("exemple, jour: 2026-03-10, adresse", "exemple, jour: 2024-03-10, adresse"), f"{REPORT_FILE}:10:45"),
    ("I005", year_report("cle: personnes", "cle: presentations"), f"{REPORT_FILE}:12:10"),
]  # fmt: skip


def changed(root: Path, change: Files | Callable[[Path], None]):
    """The report on the small site with one change."""
    if callable(change):
        project = make_site(root)
        change(root)
    else:
        project = make_site(root, change)
    return check(project, TODAY)


@pytest.mark.parametrize(("code", "change", "place"), CASES, ids=[code for code, _, _ in CASES])
def test_the_example_of_a_rule_triggers_it_at_its_place(tmp_path, code, change, place):
    report = changed(tmp_path / "site", change)
    assert [str(d.place) for d in report.diagnostics if d.rule.code == code][:1] == [place]


def test_every_rule_has_an_example_that_triggers_it():
    # Those of a survey's export, which is never in the site, have theirs in tests/intake/surveys/faults.py.
    exports = {told.split()[1] for fault in FAULTS for told in fault.told}
    # Those of --langue, which asks Grammalecte, have theirs in tests/rules/test_language.py.
    assert {code for code, _, _ in CASES} | exports | {"R010", "R011"} == set(RULES)


def test_the_small_site_triggers_only_its_length_and_its_figures(tmp_path):
    assert [d.rule.code for d in changed(tmp_path, {}).diagnostics if d.severity != "info"] == ["S021"]


def test_codes_are_unique_and_made_of_a_letter_and_three_digits():
    codes = [rule.code for _, rules in FAMILIES for rule in rules]
    assert len(codes) == len(set(codes))
    assert [code for code in codes if not re.fullmatch(r"[A-Z]\d{3}", code)] == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_says_what_why_what_is_wrong_and_what_is_right(rule):
    assert [name for name in ("title", "why", "wrong", "right") if not getattr(rule, name).strip()] == []
    assert rule.why.endswith(".")
    assert not rule.title.endswith(".")
    assert rule.wrong != rule.right


def test_rules_of_proof_citation_and_figures_are_never_silent():
    assert [code for code, rule in RULES.items() if code[0] in "TCFENBXS" and rule.silenceable] == ["S021"]


def test_only_warnings_and_informations_may_be_silenced():
    assert [code for code, rule in RULES.items() if rule.silenceable and rule.severity == "erreur"] == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_rules_follow_the_typography_that_they_ask_for(rule):
    faults = [
        (name, pattern.rule.code, match.group())
        for name in ("title", "why", "right")
        for pattern in _PATTERNS
        # « titre: … » is YAML, with its own colon, straight quotes and dates.
        if not (name != "title" and pattern.rule.code in ("O002", "O007", "O009"))
        for match in pattern.regex.finditer(getattr(rule, name))
    ]
    assert faults == []


def test_the_right_form_of_each_typographic_rule_passes_it(tmp_path):
    for rule in (pattern.rule for pattern in _PATTERNS):
        assert told(tmp_path / rule.code, text(rule.right), rule.code) == []


@pytest.fixture(scope="module")
def said(tmp_path_factory) -> dict[str, list[Diagnostic]]:
    """What each rule says of its example."""
    root = tmp_path_factory.mktemp("said")
    return {code: [d for d in changed(root / code, change).diagnostics if d.rule.code == code] for code, change, _ in CASES}


def test_every_message_is_a_french_sentence_and_every_error_says_what_to_do(said):
    assert [(code, fault) for code, found in said.items() for one in found for fault in poor_french(one)] == []


def test_messages_and_advice_follow_the_typography_that_the_rules_ask_for(said):
    faults = [
        (code, pattern.rule.code, match.group())
        for code, found in said.items()
        for one in found
        for text in (one.message, one.help)
        for pattern in _PATTERNS
        # What is quoted is someone's, or what to type; so are commands and examples.
        for match in pattern.regex.finditer(typed_or_quoted(text, one.rule.right))
    ]
    assert faults == []


def typed_or_quoted(text: str, example: str) -> str:
    """Return a message without what it quotes, nor what it gives to type."""
    text = text.replace(example, "").replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    text = re.sub(r"«\u00a0[^«»]*\u00a0»", "x", text)
    return re.sub(r"\d{4}-\d\d-\d\d|- \{[^}]*\}|- \*\*|\*\*|passerelle [a-z]+ \S+|vers: \S+|themes = \S+", "x", text)


JARGON = re.compile(
    r"(?i)\b(slug|front ?matter|pars\w*|commits?|commiter|string|regex\w*|token|warning|frontmatter|metadata|pull request|issue|bug|label)\b"
)


def test_no_word_of_the_trade_is_left_in_what_people_read(said):
    texts = [(code, text) for code, found in said.items() for one in found for text in (one.message, one.help)]
    texts += [(code, text) for code, rule in RULES.items() for text in (rule.title, rule.why)]
    assert [(code, word.group()) for code, text in texts for word in JARGON.finditer(QUOTED.sub("", text))] == []


def test_the_table_of_all_messages_is_made_for_whoever_proofreads_them(said, record_property):
    rows = [table_of(family, rules, said) for family, rules in FAMILIES]
    target = REPOSITORY / "build" / "messages.md"
    target.parent.mkdir(exist_ok=True)
    replace_if_different(target, ("# Tous les messages\n\n" + "\n".join(rows)).encode())
    record_property(TABLE, f"Tous les messages, à relire\u00a0: build/messages.md ({len(RULES)} règles)")
    assert [code for code in RULES if f"### {code} " not in target.read_text(encoding="utf-8")] == []


def table_of(family: str, rules: tuple[Rule, ...], said: dict[str, list[Diagnostic]]) -> str:
    lines = [f"## {family}", ""]
    for rule in rules:
        lines += [f"### {rule.code} ({rule.severity}) {rule.title}", "", rule.why, ""]
        lines += [
            line
            for one in said.get(rule.code, [])[:3]
            for line in (f"- message\u00a0: {one.message}", f"  - à faire\u00a0: {one.help or '(rien)'}")
        ]
        lines += ["", "À éviter\u00a0:", "", *(f"    {line}" for line in rule.wrong.splitlines())]
        lines += ["", "Plutôt\u00a0:", "", *(f"    {line}" for line in rule.right.splitlines()), ""]
    return "\n".join(lines)


def test_a_report_that_counts_what_it_lists_has_nothing_wrong(tmp_path):
    assert [d for d in changed(tmp_path, year_report()).diagnostics if d.place.path == REPORT_FILE] == []


def test_results_that_agree_with_one_another_have_nothing_wrong(tmp_path):
    assert [d for d in changed(tmp_path, {SURVEY: RESULTS}).diagnostics if d.rule.code.startswith("H")] == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("n: 30, favorables: 20", "n: 30, sans_objet: 3, favorables: 20", "H020"),
        ("[null, null, 10, 10, 10]", "[null, 3, 7, 10, 10]", "H020"),
        ("favorables: 20, niveaux: [null, null, 10, 10, 10]", "favorables: 28", "H021"),
        ("favorables: 20, niveaux: [null, null, 10, 10, 10]", "favorables: 28, borne: au-moins", "H022"),
        ("autres: {n: 18, favorables: 12}", "autres: {n: 18, favorables: 16}", "H021"),
        ("n: 30, favorables", "n: 6, favorables", "H020"),
    ],
)
def test_a_number_that_a_hand_brings_back_is_told(tmp_path, old, new, code):
    assert code in [d.rule.code for d in changed(tmp_path, survey(old, new)).diagnostics]


def test_the_numbers_that_the_register_holds_have_nothing_wrong_whatever_is_said_of_them(tmp_path):
    said = RESULTS.replace("titre: Sondage exemple", "titre: Autre sondage exemple").replace("court: Utile", "court: Bien utile")
    files = {SURVEY: said + "commentaires: [Un commentaire exemple.]\n", **published(RESULTS)}
    assert [d for d in changed(tmp_path, files).diagnostics if d.rule.code.startswith("H")] == []
