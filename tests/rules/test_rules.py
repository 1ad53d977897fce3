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
    At,
    Files,
    activity,
    bib,
    campaign,
    committee,
    effect,
    expected_place,
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
    unmarked,
    year_report,
)
from tests.support import BIBLIOGRAPHIE, FICHE, NOTE_EXEMPLE, OUTIL, PAGE, REPOSITORY, TABLE, TODAY, VOCABULAIRE, fiche_with, make_site

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


# Code, what is changed in the small site, and the first place that the rule names: a mark in what is changed, or words of the file.
CASES: list[tuple[str, Files | Callable[[Path], None], str | At]] = [
    ("F001", {SHEET: FICHE.encode("utf-16")}, f"{SHEET}:1:1"),
    ("F002", {SHEET: b"\xef\xbb\xbf" + FICHE.encode()}, f"{SHEET}:1:1"),
    ("F003", {SHEET: FICHE.replace("\n", "\r\n")}, f"{SHEET}:1:4"),
    ("F004", {SHEET: ""}, f"{SHEET}:1:1"),
    ("F005", text("‸a" * 30_000), "‸"),
    ("F006", _link_to_outside, "content/fiches/lien.md:1:1"),
    ("F007", {"content/fiches/Élèves absents.md": FICHE}, "content/fiches/Élèves absents.md:1:1"),
    ("F008", text("Un exemple‸\u202e inversé."), "‸"),
    ("F009", _folder, "content/fiches/dossier.md:1:1"),
    ("F010", {"content/fiches/2026/exemple.md": FICHE}, "content/fiches/2026/exemple.md:1:1"),
    ("F011", text("Un ex‸e\u0301mple."), "‸"),
    ("E001", {SHEET: "‸Un exemple sans en-tête.\n"}, "‸"),
    ("E002", sheet("titre: Exemple de", "titre: Exemple‸: de"), "‸"),
    ("E003", sheet("type: fait", "‸titre: Autre\ntype: fait"), "‸"),
    ("E004", sheet("titre: Exemple", "titre: ‸&a Exemple"), "‸"),
    ("E010", sheet("titre: Exemple", "‸titres: Exemple"), "‸"),
    ("E011", sheet("statut: publiee\n", ""), f"{SHEET}:2:1"),
    ("E012", sheet("titre: Exemple de fiche sur le tutorat", "titre: ‸[a, b]"), "‸"),
    ("E013", sheet("publics: [scolaire]", "publics: [scolaire, ‸école]"), "‸"),
    ("E014", sheet("publiee_le: 2026-11-01", "publiee_le: ‸2026-02-30"), "‸"),
    ("E015", sheet("titre: Exemple de fiche sur le tutorat", 'titre: ‸""'), "‸"),
    ("E016", sheet("statut: publiee\nthemes: [tutorat]\n", "themes: [tutorat]\n‸statut: publiee\n"), "‸"),
    ("E020", {VOCABULARY: None}, f"{VOCABULARY}:1:1"),
    ("B001", bib("year    = {2020},", "year    = {2020}"), At(BIB, "  langid")),
    ("B002", bib(BIBLIOGRAPHIE, BIBLIOGRAPHIE + "\n@misc{‸sample2021, title = {Exemple}}\n"), "‸"),
    ("B003", bib("  journal = {Revue exemple},\n", ""), At(BIB, "exemple2020")),
    ("B004", bib("@article{exemple", "@‸artcle{exemple"), "‸"),
    ("B005", bib("@article{exemple", "@article{‸Éxemple"), "‸"),
    ("B006", bib("year    = {2020},", "year    = {2020},\n  ‸url     = {javascript:alert()},"), "‸"),
    ("N001", note("> l’échantillon compte 120 élèves du primaire\n", ""), At(NOTE, "## résumé")),
    ("N002", note(" {#taille lang=fr lu=resume}", ""), At(NOTE, "## résumé")),
    ("N003", note("{#lien lang", "{#taille lang"), At(NOTE, "## résumé {#taille lang=fr lu=resume}\n\n> 15")),
    ("N004", note("> l’échantillon", "‸> " + "mot " * 30 + "l’échantillon"), "‸"),
    ("N005", note("## résumé {#lien", "‸## résumé; page 2 {#lien"), "‸"),
    ("N006", {"research_notes/notes/autre2019.md": NOTE_EXEMPLE}, "research_notes/notes/autre2019.md:1:1"),
    ("G001", {FEEDS: "[[fil]]\nnom = ‸Revue exemple\n"}, "‸"),
    ("G002", {FEEDS: FEED + FEED.replace("Revue", "Autre")}, f"{FEEDS}:8:11"),
    ("G003", {CANDIDATE: SIGNALEMENT.replace("decision: null", "decision: ‸ecarte")}, "‸"),
    ("G004", {JOURNAL: "date,source,id,titre,décision,motif,personne\n‸2026-11-24,Revue,a,Titre,peut-être,,A\n"}, "‸"),
    ("G005", {CANDIDATE: SIGNALEMENT.replace("debut: null", "debut: " + "‸mot " * 30)}, "‸"),
    ("N007", note("population: 120\u00a0élèves (exemple)", "population: ‸à écrire"), "‸"),
    ("N008", note("{#lien lang=fr lu=resume}", f"{{#lien lang=fr lu=resume empreinte=abc-{LINK_PRINT} absent=2026-11-24}}"), At(NOTE, "## résumé {#lien")),
    ("N009", note("## résumé {#lien lang=fr lu=resume}", f"## p. 5-6 {{#lien lang=fr lu=resume empreinte=abc-{LINK_PRINT} page=7 trouve=2026-11-24}}"), At(NOTE, "## p")),
    ("N010", note("{#lien lang=fr lu=resume}", "{#lien lang=fr lu=resume empreinte=abc-12345678 trouve=2026-11-24}"), At(NOTE, "## résumé {#lien")),
    ("N020", note("evaluation_fondement: revue exemple", "evaluation_fondement: revue savante"), At(NOTE, "oui\nevaluation")),
    ("S001", {SHEET: FICHE[: FICHE.index("\n## À retenir")] + "‸"}, "‸"),
    ("S010", sheet(section("Limites"), ""), At(SHEET, "\n## À retenir")),
    ("S011", sheet("## Limites\n", "## Limites\n\nUn exemple.\n\n‸## Limites\n"), "‸"),
    ("S012", sheet("## Limites", "‸## Limite"), "‸"),
    ("S013", {SHEET: FICHE.replace("## Limites", "## X").replace("## Ce qu’elle montre", "‸## Limites").replace("## X", "## Ce qu’elle montre")}, "‸"),
    ("S014", sheet(TWO_MESSAGES, TWO_MESSAGES * 2), At(SHEET, "## À")),
    ("S015", sheet("1. L’effet", "‸1. " + "mot " * 40 + "l’effet"), "‸"),
    ("S016", sheet(TWO_MESSAGES.split("\n", maxsplit=1)[0], "‸1. Un exemple."), "‸"),
    ("S017", sheet("- **Qui**\u00a0: scolaire (direction)\n", ""), At(SHEET, "### Essayer")),
    ("S018", sheet("étude [@sample2021, résumé]\n\n## Pour d", "‸le bon sens\n\n## Pour d"), "‸"),
    ("S019", sheet("- Avec qui?\n", ""), At(SHEET, "## Pour en")),
    ("S020", sheet("Nous avons lu les résumés.\n\n", ""), At(SHEET, "## Limites")),
    ("S021", {}, At(SHEET, "\n## À retenir")),
    ("S030", sheet("titre: Exemple", f"titre: {'mot ' * 10}Exemple"), At(SHEET, "mot")),
    ("S031", sheet("titre: Exemple", f"titre: {'mot ' * 14}Exemple"), At(SHEET, "mot")),
    ("S032", sheet("aide-t-il?", "aide-t-il"), At(SHEET, "L’exemple")),
    ("S033", sheet(" Une autre phrase dit jusqu’où.", ""), At(SHEET, "Un exemple")),
    ("S034", sheet("premier_pas: La direction essaie un exemple.\n", ""), At(SHEET, "Un exemple")),
    ("S035", sheet("- Ne comptez pas sur un autre exemple [@exemple2020, résumé, #lien].\n", ""), At(SHEET, "## Pour")),
    ("S036", sheet("étude [@sample2021, résumé]\n\n## Pour d", "idée à discuter\n\n## Pour d"), At(SHEET, "## Pistes")),
    ("S037", sheet("un exemple ça marche-tu, ", ""), At(SHEET, "[aider")),
    ("S022", text("Un ‸<b>exemple</b>."), "‸"),
    ("S023", text("‸# Exemple"), "‸"),
    ("S024", text("Un ‸![exemple](https://www.example.org/a.png)."), "‸"),
    ("S025", text("‸[" * 40), "‸"),
    ("S026", text("Exemple\u00a0:\n‸- un"), "‸"),
    ("S027", text("‸2020. Cette année-là."), "‸"),
    ("S028", text("‸###\u00a0Exemple"), "‸"),
    ("S029", text("Exemple‸[^1]."), "‸"),
    ("C001", text("Exemple [‸@sampel2021, résumé]."), "‸"),
    ("C002", text("Exemple [‸@sample2021]."), "‸"),
    ("C003", text("Exemple [@sample2021, ‸sommaire]."), "‸"),
    ("C004", text("Exemple [@exemple2020, ‸résumé]."), "‸"),
    ("C005", text("Exemple [@exemple2020, ‸résumé, #liens]."), "‸"),
    ("C006", text("Exemple ‸[@sample2021, résumé."), "‸"),
    ("C007", text("Exemple [@sample2021, résumé;‸ p. 5]."), "‸"),
    ("C008", {NOTE_EN: None}, At(SHEET, "@sample2021")),
    ("C009", bib(BIBLIOGRAPHIE, BIBLIOGRAPHIE + "\n@misc{‸autre2019, title = {Exemple}}\n"), "‸"),
    ("C010", note("population: 120\u00a0élèves (exemple)", "population: à écrire"), At(SHEET, "@exemple2020")),
    ("T001", text("Un exemple de ‸12\u00a0écoles."), "‸"),
    ("T002", text("Les ‸43\u00a0essais le montrent [@sample2021, résumé]."), "‸"),
    ("T003", sheet("reponse: Un exemple de", "reponse: ‸12\u00a0écoles de"), "‸"),
    ("T004", note("{#lien lang=fr lu=resume}", "{#lien lang=fr lu=releve}"), At(SHEET, "15\u00a0% lisent")),
    ("T005", activity("participants: 206", "participants: ‸250"), "‸"),
    ("T006", note("L’étude porte sur 120", "L’étude porte sur ‸130"), "‸"),
    ("T007", note("> l’échantillon compte 120 élèves", "> un échantillon récent (N = 120)"), At(SHEET, "120")),
    ("T008", activity("participants: 206", "suites: [{quoi: Écrire à ‸12\u00a0familles, qui: la table, quand: 2026-11-30}]"), "‸"),
    ("T009", sheet("résumé, assez long", "résumé ‸[@sample2021, résumé], assez long"), "‸"),
    ("P001", {**sheet("force: limitee", "force: ‸elevee"), NOTE_EN: None}, "‸"),
    ("P002", {SHEET: fiche_with("force: limitee", "force: tres-limitee").replace("Exemple de contexte", "Cela ‸prouve")}, "‸"),
    ("P003", text(f"L’exemple réduit le risque {LINKED}."), At(SHEET, "réduit")),
    ("P020", text(f"Les élèves aidés lisent nettement plus {LINKED}."), At(SHEET, "nettement")),
    ("P021", note("L’étude porte sur 120", "L’aide ‸améliore la lecture de 120"), "‸"),
    ("P004", note("{#lien lang=fr lu=resume}", "{#lien lang=fr lu=communique}"), At(SHEET, "2. Parmi")),
    (
        "P005",
        note("\n---\n\n##", "\nregistre: [{etat: retractation, date: 2026-11-01, adresse: https://www.example.org/}]\n---\n\n##"),
        At(SHEET, "@exemple2020"),
    ),
    (
        "C011",
        sheet("redaction: Équipe", "regles: [{texte: Un exemple., extrait: ‸exemple2020#age, vue_le: 2026-11-24}]\nredaction: Équipe"),
        "‸",
    ),
    (
        "P007",
        note("\n---\n\n##", "\nregistre: [{etat: correction, date: 2026-11-01, adresse: https://www.example.org/}]\n---\n\n##"),
        At(SHEET, "@exemple2020"),
    ),
    ("P010", sheet("étude [@sample2021, résumé]\n\n## Pour d", "‸étude [@exemple2020, résumé, #lien]\n\n## Pour d"), "‸"),
    ("P011", law("exemple2020#lien", "‸exemple2020#taille"), "‸"),
    ("P012", effect("sens: aide", "sens: ‸aucun"), "‸"),
    ("T010", effect("mesure: ecart-type", "mesure: ‸correlation"), "‸"),
    ("T011", effect("intervalle: null", 'intervalle: ‸"0,25 à 42"'), "‸"),
    ("T012", {**effect("etudes: 42", "etudes: ‸30"), **note_en("across forty-two trials", "for 30 pupils")}, "‸"),
    ("T013", effect("mesure: ecart-type", "mesure: ‸non-lue"), "‸"),
    ("T014", pictures("un élève sur deux", "‸15 %"), "‸"),
    ("T015", pictures("un élève sur deux", "‸deux élèves sur quatre"), "‸"),
    ("T016", pictures('"2019, exemple"', '‸"2018, exemple"'), "‸"),
    ("D005", law("2026-11-20", "‸2026-11-25"), "‸"),
    ("D006", law("2026-11-20", "‸2025-11-23"), "‸"),
    ("R003", sheet("est de 0,25 [", "est de 0,25\u00a0‸écart-type ["), "‸"),
    ("R004", text("Une ‸méta-analyse exemple."), "‸"),
    ("R005", text("Un exemple, selon une page tierce. ‸Nos extraits n’en disent rien."), "‸"),
    ("R006", {VOCABULARY: VOCABULAIRE + "usages:\n  - {mot: ‸mentorat, comme: [mentoring]}\n"}, "‸"),
    ("U005", {"content/fiches/autre.md": FICHE.replace("titre: Exemple", "titre: Autre exemple")}, At(SHEET, "L’exemple")),
    ("N012", note_en("Traduction", "Remarque"), At(NOTE_EN, "## résumé")),
    ("N013", note_en("quarante-deux essais", "des essais"), At(NOTE_EN, "un effet")),
    ("P006", sheet("revision: null", "revision: ‸Équipe exemple"), "‸"),
    ("D001", sheet("publiee_le: 2026-11-01", "publiee_le: 2026-11-25"), At(SHEET, "2026-11-24")),
    ("D002", sheet("2026-11-01\nrevisee_le: 2026-11-24", "2024-11-01\nrevisee_le: ‸2024-11-22"), "‸"),
    ("D003", text("Le ‸lundi 24 novembre 2026."), "‸"),
    ("D004", {"content/activites/exemple.md": ACTIVITE}, At("content/activites/exemple.md", "2026")),
    ("K001", activity("etat: tenue", 'debut: "13:30"\nfin: ‸"12:00"\netat: tenue'), "‸"),
    ("K002", activity("etat: tenue", 'debut: "13:30"\ndecalage: ‸"-05:00"\netat: tenue'), "‸"),
    ("K003", activity("etat: tenue", 'fin: ‸"12:00"\netat: tenue'), "‸"),
    ("K004", activity("etat: tenue", "etat: tenue\ninscription: {limite: ‸2026-10-02}"), "‸"),
    ("K005", activity("etat: tenue", "etat: ‸reportee"), "‸"),
    ("K006", activity("etat: tenue", "etat: tenue\nfiches: [‸absente]"), "‸"),
    ("K007", activity("organisateur: Table exemple", "organisateur: ‸null"), "‸"),
    ("K008", {"content/activites/2026-11-25-exemple.md": ACTIVITE.replace("2026-10-01", "2026-11-25")}, At("content/activites/2026-11-25-exemple.md", "tenue\norganisateur")),
    ("K009", activity("etat: tenue", "etat: ‸prevue"), "‸"),
    ("K010", activity(), At(ACTIVITY, "tenue\norganisateur")),
    ("K011", activity("participants: 206", "chapitres: ‸[{debut: '0:00', titre: Un exemple}]"), "‸"),
    ("K012", activity("etat: tenue", "etat: annulee"), At(ACTIVITY, "206\nsource")),
    ("K013", activity("participants: 206", "enregistrement: ‸{duree: '1:00'}"), "‸"),
    ("K014", activity("participants: 206", "suites: [‸{quoi: Exemple, qui: la table, quand: 2026-11-23}]"), "‸"),
    ("K015", activity("participants: 206", "essentiel: ‸[{a: '1:00', point: Un exemple}]"), "‸"),
    ("K016", activity("participants: 206", "modalite: ‸en-personne"), "‸"),
    ("K017", activity("## Déroulement", "‸## Programme"), "‸"),
    ("K018", activity("etat: tenue", "etat: ‸annulee"), "‸"),
    ("K019", activity("forme: webinaire", "forme: ‸presentation"), "‸"),
    ("K020", {**activity("participants: 206", "sous_titres: exemple.vtt"), "content/activites/exemple.vtt": "WEBVTT\n\n‸00:05 -> 00:09\nUn exemple\n"}, "‸"),
    ("K021", {**activity("participants: 206", "sous_titres: exemple.vtt"), "content/activites/exemple.vtt": "WEBVTT\n\n‸00:01.000 --> 00:09.000\nUn exemple\n"}, "‸"),
    ("K022", activity("participants: 206", "enregistrement: {fichier: ‸absent.mp4}"), "‸"),
    ("M001", committee("L’agente ou l’agent de liaison", "Dominique au ‸450 555-0123"), "‸"),
    ("Q001", need("fiches: [exemple]", "fiches: [‸exempl]"), "‸"),
    ("Q002", sheet("force: limitee", "besoins: [‸choisir]\nforce: limitee"), "‸"),
    ("Q003", need("reponses: {fiches: [exemple]}\n", ""), At(NEED, "repondu\nrepondu")),
    ("Q004", need("etat: repondu\nrepondu_le: 2026-11-20", "etat: ‸reporte"), "‸"),
    ("Q005", need("repondu_le: 2026-11-20", "repondu_le: ‸2026-09-30"), "‸"),
    ("Q006", need("etat: repondu\nrepondu_le: 2026-11-20", "etat: ‸ouvert"), "‸"),
    ("Q007", need("origine: rencontre", "origine: sondage\nsondage: ‸2025"), "‸"),
    ("W001", sheet("force: limitee", "outils: [‸guide]\nforce: limitee"), "‸"),
    ("W002", {"content/outils/guide.md": OUTIL, "content/outils/guide/guide.html": "‸<p>Un exemple.</p>"}, "‸"),
    ("Y001", campaign("fiches: [exemple]", "fiches: [‸exempl]"), "‸"),
    ("Y002", campaign("fin: 2027-02-19", "fin: ‸2027-02-09"), "‸"),
    ("Y003", campaign("fiches:", "  - {nom: ‸2027, debut: 2027-05-01}\nfiches:"), "‸"),
    ("Z001", initiative("consentement: {le: 2026-11-20, par_role: La direction}\n", ""), At(INITIATIVE_FILE, "publiee\norganisme")),
    ("Z002", initiative("relue_le: 2026-11-22\n", ""), At(INITIATIVE_FILE, "publiee\norganisme")),
    ("Z003", initiative("Du texte.", "Écrivez à ‸nom@exemple.org."), "‸"),
    ("Z004", initiative("fiches: [exemple]", "fiches: [‸exempl]"), "‸"),
    ("V001", sheet("statut: publiee", "statut: ‸retiree"), "‸"),
    ("V002", sheet("licence:", "corrections:\n  - {date: ‸2026-10-31, texte: Un exemple.}\nlicence:"), "‸"),
    ("V010", {SHEET: FICHE.replace("statut: publiee", "statut: brouillon").replace("Exemple de contexte.", "‸à écrire")}, "‸"),
    ("V011", text("‸à écrire"), "‸"),
    ("H010", survey("reponses: 30", "reponses: ‸4"), "‸"),
    ("H011", {QUESTIONS: QUESTIONNAIRE}, At(QUESTIONS, "bloc, court")),
    ("H020", survey("nom: Comité A, n: 12", "nom: Comité A, n: 4"), At(SURVEY, "{cle")),
    ("H021", survey("{n: 12, favorables: 8}", "‸{n: 6, favorables: 6}"), "‸"),
    ("H022", survey("[null, null, 10, 10, 10]", "‸[null, null, 10, 10, 9]"), "‸"),
    ("H023", survey(", {cle: comite-c, nom: Comité C}, {cle: comite-d, nom: Comité D}", ""), At(SURVEY, "{n: 18")),
    ("H024", {**survey("n: 30, favorables: 20, niveaux: [null, null, 10, 10, 10]", "n: 30, favorables: 20"), **published(RESULTS)}, At(SURVEY, "30\nrepartition")),
    ("A001", {"content/adresses.txt": "fiches/exemple/\n‸fiches/ancienne/\n"}, "‸"),
    ("A002", {"content/redirections.yml": MOVED.format("fiches/ancienne/", "fiches/absente/")}, At("content/redirections.yml", "{de")),
    ("A003", {"content/redirections.yml": MOVED.format("fiches/exemple/", "fiches/")}, At("content/redirections.yml", "{de")),
    ("A004", {}, "content/adresses.txt:1:1"),
    ("A005", {"content/pages/fiches.md": PAGE}, "content/pages/fiches.md:1:1"),
    ("U001", {"content/fiches/second.md": FICHE}, At("content/fiches/second.md", "Exemple")),
    ("U002", bib("year    = {2020},", "year    = {2020},\n  doi     = {10.1234/sample.2021},"), At(BIB, "doi     = {10.1234/sample.2021},\n  langid  = {english")),
    ("U003", bib("10.1234/sample.2021", "doi.org/3102"), At(BIB, "doi")),
    ("U004", bib("10.1234/sample.2021", "https://doi.org/10.1234/sample.2021"), At(BIB, "doi")),
    ("L001", text("[un exemple](‸javascript:alert())"), "‸"),
    ("L002", text("[un exemple](‸absente.md)"), "‸"),
    ("L003", text("[un exemple](‸#absente)"), "‸"),
    ("O001", text("Pourquoi‸ ?"), "‸"),
    ("O002", text("Trois choses‸: lire."), "‸"),
    ("O003", text("Le ‸«mot\u00a0»."), "‸"),
    ("O004", text("En tout, 15‸%."), "‸"),
    ("O005", text("À ‸13h30."), "‸"),
    ("O006", text("Le ‸mardi, 24 novembre 2026."), "‸"),
    ("O007", text("Un ‸“mot”."), "‸"),
    ("O008", text("Les élèves ‸motivé·es."), "‸"),
    ("O009", text("Le 24 ‸Novembre 2026."), "‸"),
    ("R001", text("‸mot " * 40), "‸"),
    ("R002", {}, At(SHEET, "\n## À retenir")),
    ("X001", page("Du texte.", "Du texte. ‸<!-- silence O001 : un exemple -->"), "‸"),
    ("X002", page("Du texte.", "Du texte. ‸<!-- silence O001 -->"), "‸"),
    ("J001", {**plan(), PLAN_FILE: None, "content/plans/plan.yml": PLAN}, "content/plans/plan.yml:1:1"),
    ("J002", {**plan(), PLAN_FILE: PLAN.replace("        etat: atteint\n", "").replace("2026-12-15", "‸2026-10-15")}, "‸"),
    ("J003", plan("          valeur: 4\n          source: Registre exemple\n", ""), At(PLAN_FILE, "atteint\n        fiches")),
    ("J004", plan("          source: Registre exemple\n", ""), At(PLAN_FILE, "4\n        etat")),
    ("J005", plan("        etat: atteint\n", "        etat: atteint\n        decision: ‸ajuster\n"), "‸"),
    ("J006", plan("2026-12-15", "‸2062-12-15"), "‸"),
    ("J007", plan("[exemple]", "[‸exempel]"), "‸"),
    ("J008", plan("        fiches: [exemple]\n", "      - {action: ‸Exemple d’action, responsable: École, echeance: 2026-12-15}\n"), "‸"),
    ("J009", plan("École exemple", "‸alex@exemple.org"), "‸"),
    ("J010", plan("valeur: 4", "valeur: ‸2"), "‸"),
    ("J012", plan("    determinants: [eleve]\n", "    determinants: [eleve]\n    besoins: [‸absent]\n"), "‸"),
    ("J013", plan("fiches: [exemple]", "activites: [‸2026-10-01-absente]"), "‸"),
    ("J011", plan("2026-11-20", "‸2026-11-30"), "‸"),
    ("I001", {"content/rapports/annuel.yml": REPORT}, At("content/rapports/annuel.yml", "2025")),
    ("I002", year_report("fige_le: 2026-07-02", "fige_le: ‸2026-06-30"), "‸"),
    ("I003", year_report("nombre: 14", "nombre: ‸40"), "‸"),
    ("I004", year_report("exemple, jour: 2026-03-10, adresse", "exemple, jour: ‸2024-03-10, adresse"), "‸"),
    ("I005", year_report("cle: personnes", "cle: ‸presentations"), "‸"),
]  # fmt: skip


def changed(root: Path, change: Files | Callable[[Path], None]):
    """The report on the small site with one change."""
    if callable(change):
        project = make_site(root)
        change(root)
    else:
        project = make_site(root, unmarked(change)[0])
    return check(project, TODAY)


@pytest.mark.parametrize(("code", "change", "place"), CASES, ids=[code for code, _, _ in CASES])
def test_the_example_of_a_rule_triggers_it_at_its_place(tmp_path, code, change, place):
    report = changed(tmp_path / "site", change)
    expected = place if callable(change) else expected_place(change, place)
    assert [str(d.place) for d in report.diagnostics if d.rule.code == code][:1] == [expected]


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


@pytest.mark.lengthy
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
