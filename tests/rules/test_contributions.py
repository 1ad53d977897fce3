"""Sixty contributions as people really send them: each mistake at its place, with words that teach, and the whole page as it is read."""

import io
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.rules.run import check
from pipeline.terminal.report import print_text, totals
from tests.rules.examples import (
    ACTIVITY,
    BIB,
    NOTE,
    NOTE_EN,
    PAGE_FILE,
    SHEET,
    VOCABULARY,
    Files,
    activity,
    bib,
    note,
    note_en,
    page,
    section,
    sheet,
    text,
    vocabulary,
)
from tests.support import FICHE, TODAY, make_site

PRINTED = Path(__file__).parent / "contributions"
TITLE = "titre: Exemple de fiche sur le tutorat"


@dataclass(frozen=True)
class Contribution:
    """What someone sent, the first mistake that it holds (« line:column code ») and words of the advice that it gets."""

    name: str
    files: Files
    told: str
    advice: str
    path: str = SHEET


def encoded(encoding: str) -> Files:
    return {SHEET: FICHE.encode(encoding)}


C = Contribution
FAMILIES: dict[str, list[Contribution]] = {
    "encodages": [
        C("un traitement de texte a enregistré en UTF-16", encoded("utf-16"), "1:1 F001", "choisissez « UTF-8 »"),
        C("un vieux logiciel a enregistré en Latin-1", {SHEET: FICHE.replace("’", "'").encode("latin-1")}, "4:25 F001", "choisissez « UTF-8 »"),
        C("le Bloc-notes a mis un indicateur au début", encoded("utf-8-sig"), "1:1 F002", "(sans BOM)"),
        C("un ordinateur sous Windows", {SHEET: FICHE.replace("\n", "\r\n")}, "1:4 F003", "remplacez « CRLF » par « LF »"),
        C("un fichier créé et jamais rempli", {SHEET: ""}, "1:1 F004", "Écrivez-y une page"),
        C("un texte collé d’un PDF", text("Un ex\u00adem\u200bple."), "50:9 F008", "retapez le mot"),
        C("un nom de fichier avec un accent", {"content/fiches/été à lire.md": FICHE}, "1:1 F007", "ete-a-lire.md", "content/fiches/été à lire.md"),
        C("une fiche dans un sous-dossier", {"content/fiches/2026/exemple.md": FICHE}, "1:1 F010", "directement dans content/fiches/", "content/fiches/2026/exemple.md"),
    ],
    "en-tetes": [
        C("pas d’en-tête", {SHEET: FICHE[FICHE.index("## À retenir") :]}, "1:1 E001", "Commencez le fichier"),
        C("en-tête jamais fermé", {SHEET: FICHE.replace("\n---\n", "\n", 1)}, "1:1 E001", "Ajoutez « --- » seul sur une ligne"),
        C("deux-points dans le titre", sheet(TITLE, "titre: Le tutorat : un exemple"), "2:19 E002", "entre guillemets droits"),
        C("tabulation", sheet("themes: [tutorat]", "themes:\n\t- tutorat"), "9:1 E002", "deux espaces"),
        C("guillemet jamais fermé", sheet(TITLE, 'titre: "Exemple de fiche'), "2:8 E002", "Fermez-le"),
        C("crochet jamais fermé", sheet("themes: [tutorat]", "themes: [tutorat"), "8:9 E002", "Fermez la liste par « ] »"),
        C("une espace au début d’une ligne", sheet("themes: [tutorat]", " themes: [tutorat]"), "8:1 E002", "tout à gauche"),
        C("guillemet jamais fermé, un autre plus bas", {SHEET: FICHE.replace(TITLE, 'titre: "Exemple de fiche').replace("reponse: ", 'reponse: "')}, "2:8 E002", "Fermez-le"),
        C("guillemets dans des guillemets", sheet(TITLE, 'titre: "Le "tutorat" en exemple"'), "2:12 E002", "« … »"),
        C("deux-points collé à la clé", sheet(TITLE, "titre:Exemple de fiche"), "2:6 E002", "une espace entre"),
        C("clé accentuée", sheet("reponse: ", "réponse: "), "4:1 E010", "Vouliez-vous dire « reponse »?"),
        C("ancienne clé", sheet("reponse: ", "resume: "), "4:1 E010", "« reponse » remplace « resume »"),
        C("clé deux fois", sheet("type: fait", "titre: Autre\ntype: fait"), "6:1 E003", "Gardez une seule des lignes."),
        C("clé oubliée", sheet("licence: CC BY 4.0\n", ""), "2:1 E011", "Ajoutez une ligne «\u00a0licence: …\u00a0»."),
        C("titre trop long", sheet(TITLE, "titre: " + "Un exemple " * 20), "2:8 E015", "au plus 160 caractères"),
        C("statut avec un accent", sheet("statut: publiee", "statut: publiée"), "7:9 E013", "Vouliez-vous dire « publiee »?"),
    ],
    "listes": [
        C("un thème sans crochets", sheet("themes: [tutorat]", "themes: tutorat"), "8:9 E012", "« themes: [tutorat] »"),
        C("un thème avec une majuscule", sheet("themes: [tutorat]", "themes: [Tutorat]"), "8:10 E013", "Vouliez-vous dire « tutorat »?"),
        C("un public d’aucune liste", sheet("publics: [scolaire]", "publics: [scolaire, xyz]"), "9:21 E013", "Valeurs\u00a0: scolaire, communautaire."),
        C("le même thème deux fois", sheet("themes: [tutorat]", "themes: [tutorat, tutorat]"), "8:9 E015", "Gardez « tutorat » une seule fois."),
        C("deux tirets mal alignés", sheet("themes: [tutorat]", "themes:\n  - tutorat\n   - lecture"), "9:5 E013", "sous les autres"),
        C("un tiret long devant un élément", sheet("themes: [tutorat]", "themes:\n  – tutorat"), "9:3 E012", "« - tutorat »"),
        C("une liste vide", sheet("ages: [primaire]", "ages: []"), "10:7 E015", "Donnez au moins une valeur."),
        C("un comité inconnu", sheet("licence:", "comites: [abc]\nlicence:"), "23:11 E013", "Cette liste est vide"),
        C("un vocabulaire avec un accent dans un nom court", vocabulary("slug: lecture", "slug: Lécture"), "3:12 E015", "Écrivez « lecture ».", VOCABULARY),
        C("un public de piste inconnu", sheet("- **Qui**\u00a0: scolaire", "- **Qui**\u00a0: scolaires"), "36:13 S017", "Vouliez-vous dire « scolaire »?"),
    ],
    "structure": [
        C("section oubliée", sheet(section("Limites"), ""), "25:1 S010", "Ajoutez une ligne « ## Limites »."),
        C("section mal nommée", sheet("## Limites", "## Les limites"), "60:1 S012", "Vouliez-vous dire « Limites »?"),
        C("section vide", sheet("Nous avons lu les résumés.\n\n", ""), "60:1 S020", "Écrivez au moins une phrase."),
        C("un seul message", sheet(FICHE[FICHE.index("2. Parmi") : FICHE.index("\n## Pistes")], ""), "26:1 S014", "Écrivez-les en liste"),
        C("un message sans source", sheet(FICHE[FICHE.index("1. L’effet") : FICHE.index("2. Parmi")], "1. Le tutorat aide.\n"), "28:1 S016", "la clé de la source et son repère"),
        C("une piste sans obstacle", sheet("- **Obstacle probable**\u00a0: le temps\n", ""), "33:1 S017", "Ajoutez\u00a0: - **Obstacle probable**\u00a0: …"),
        C("un appui vague", sheet("étude [@sample2021, résumé]\n\n## Pour d", "le bon sens\n\n## Pour d"), "40:15 S018", "étude [@nickow2023"),
        C("une seule question", sheet("- Avec qui?\n", ""), "64:1 S019", "une ligne qui commence par « - »"),
        C("du gras en HTML", text("Un <b>exemple</b>."), "50:4 S022", "**gras**"),
        C("une image", text("Voir ![un graphique](graphique.png)."), "50:6 S024", "dites en mots ce qu’elle montre"),
        C("un titre de rang 1", text("# Exemple"), "50:1 S023", "deux dièses"),
    ],
    "citations": [
        C("clé mal tapée", text("Un exemple [@sampel2021, résumé]."), "50:13 C001", "Vouliez-vous dire « @sample2021 »?"),
        C("source absente", text("Un exemple [@tremblay1999, résumé]."), "50:13 C001", "passerelle ajouter"),
        C("repère oublié", text("Un exemple [@sample2021]."), "50:13 C002", "Repères possibles\u00a0: « résumé »."),
        C("repère mal tapé", text("Un exemple [@sample2021, resumé p]."), "50:26 C003", "Vouliez-vous dire « résumé »?"),
        C("plusieurs extraits", text("Un exemple [@exemple2020, résumé]."), "50:27 C004", "#taille, #lien"),
        C("extrait mal tapé", text("Un exemple [@exemple2020, résumé, #liens]."), "50:27 C005", "Vouliez-vous dire « #lien »?"),
        C("crochet jamais fermé", text("Un exemple [@sample2021, résumé."), "50:12 C006", "Ajoutez « ] »"),
        C("deux repères sans clé", text("Un exemple [@sample2021, résumé; p. 5]."), "50:33 C007", "Répétez la clé devant chaque repère."),
        C("note à écrire", {NOTE_EN: None}, "28:32 C008", "Écrivez research_notes/notes/sample2021.md."),
        C("entrée BibTeX sans virgule", bib("year    = {2020},", "year    = {2020}"), "6:1 B001", "Vérifiez la virgule", BIB),
        C("type de référence mal tapé", bib("@article{sample", "@artcle{sample"), "9:2 B004", "Vouliez-vous dire « article »?", BIB),
        C("citation d’une note trop longue", note("> l’échantillon", "> " + "mot " * 30 + "l’échantillon"), "15:1 N004", "Gardez la phrase", NOTE),
        C("attribut mal tapé dans une note", note("{#lien lang=fr", "{#lien langue=fr"), "19:1 N002", "Vouliez-vous dire « lang » au lieu de « langue »?", NOTE),
        C("un lien vers une fiche mal nommée", page("Du texte.", "[la fiche](../fiches/exemples.md)"), "8:12 L002", "Vouliez-vous dire « content/fiches/exemple.md »?", PAGE_FILE),
        C("une ancre mal tapée", text("[les limites](#limite)"), "50:15 L003", "Vouliez-vous dire « #limites »?"),
    ],
    "chiffres": [
        C("chiffre sans citation", text("L’exemple touche 12\u00a0écoles."), "50:18 T001", "avant le point de la phrase"),
        C("chiffre qui n’est pas dans l’extrait", text("Les 43\u00a0essais le montrent [@sample2021, résumé]."), "50:5 T002", "across forty-two trials"),
        C("bon chiffre, mauvaise unité", text("Les 42\u00a0écoles le montrent [@sample2021, résumé]."), "50:5 T002", "across forty-two trials"),
        C("chiffre du résumé que rien ne cite", sheet("reponse: Un exemple de", "reponse: 12\u00a0écoles de"), "4:10 T003", "le texte"),
        C("chiffre d’une paraphrase", note("L’étude porte sur 120", "L’étude porte sur 130"), "17:19 T006", "l’échantillon compte 120 élèves", NOTE),
        C("nombre d’études lues, faux", sheet("force_justification: ", "force_justification: Trois études. "), "14:22 T003", "Citez ce chiffre"),
        C("confiance élevée sans synthèse", {**sheet("force: limitee", "force: elevee"), **note_en("devis: synthese", "devis: transversal")}, "13:8 P001", "citez une synthèse"),
    ],
    "dates": [
        C("30 février", sheet("publiee_le: 2026-11-01", "publiee_le: 2026-02-30"), "19:13 E014", "l’année, le mois et le jour"),
        C("date en toutes lettres", sheet("publiee_le: 2026-11-01", "publiee_le: 1er novembre 2026"), "19:13 E014", "Écrivez 2026-11-01."),
        C("date sans le jour", sheet("publiee_le: 2026-11-01", "publiee_le: novembre 2026"), "19:13 E014", "l’année, le mois et le jour"),
        C("publiée après sa révision", sheet("publiee_le: 2026-11-01", "publiee_le: 2026-11-25"), "20:13 D001", "Corrigez l’une des dates."),
        C("mauvais jour de la semaine", text("Le lundi 24 novembre 2026."), "50:4 D003", "dans un calendrier"),
        C("date en chiffres dans une phrase", text("La rencontre du 2026-11-24 a eu lieu."), "50:17 O009", "« 24 novembre 2026 »"),
        C("fin avant le début", activity("etat: tenue", 'debut: "13:30"\nfin: "12:00"\netat: tenue'), "7:6 K001", "Corrigez l’une des heures.", ACTIVITY),
        C("heure écrite comme dans un texte", activity("etat: tenue", "debut: 13 h 30\netat: tenue"), "6:8 E015", 'Écrivez « debut: "13:30" ».' , ACTIVITY),
    ],
    "typographie": [
        C("espace avant un point d’interrogation", text("Pourquoi ? Parce que."), "50:9 O001", "Retirez l’espace."),
        C("deux-points collé", text("Trois choses: lire."), "50:13 O002", "Ctrl+Maj+Espace"),
        C("guillemets sans espaces", text("Le «mot» est là."), "50:4 O003", "deux espaces insécables"),
        C("pourcentage collé, dans un très long paragraphe", text("Un mot et un autre. " * 30 + "En tout, 15% [@exemple2020, résumé, #lien]."), "50:612 O004", "ne se sépare pas"),
        C("heure collée", text("La rencontre est à 13h30."), "50:20 O005", "h"),
        C("virgule après le jour", text("Le mardi, 24 novembre 2026."), "50:4 O006", "Retirez la virgule."),
        C("guillemets anglais", text("Un “mot”."), "50:4 O007", "« … »"),
        C("point médian", text("Les élèves motivé·es."), "50:12 O008", "tournure neutre"),
        C("la même faute partout", text("Le «mot» est là. Un «autre» aussi, et le «dernier»."), "50:4 O003", "deux espaces insécables"),
        C("un silence sans raison", page("Du texte.", "Du texte ? <!-- silence O001 -->"), "8:12 X002", "Dites pourquoi", PAGE_FILE),
    ],
}  # fmt: skip
ALL = [(family, contribution) for family, contributions in FAMILIES.items() for contribution in contributions]


def printed(root: Path, contribution: Contribution) -> str:
    """Return what the person reads of « passerelle verifier », but for the length of the small sheet."""
    project = make_site(root, contribution.files)
    found = [d for d in check(project, TODAY).diagnostics if d.rule.code != "S021"]
    stream = io.StringIO()
    print_text(found, stream, project, infos=False)
    return stream.getvalue() + totals(found, infos=False)


@pytest.mark.parametrize(("family", "contribution"), ALL, ids=[f"{family}: {contribution.name}" for family, contribution in ALL])
def test_a_contribution_is_answered_at_its_place_with_words_that_teach(tmp_path, family, contribution):
    found = [d for d in check(make_site(tmp_path, contribution.files), TODAY).diagnostics if d.place.path == contribution.path]
    place, code = contribution.told.split(" ")
    advice = [d.help for d in found if f"{d.place.line}:{d.place.column}" == place and d.rule.code == code]
    assert advice, [f"{d.place.line}:{d.place.column} {d.rule.code} {d.message}" for d in found]
    assert contribution.advice in advice[0]


@pytest.mark.parametrize("family", FAMILIES)
def test_what_is_printed_is_what_was_read_and_found_good(tmp_path, family):
    pages = [f"===== {c.name}\n\n{printed(tmp_path / str(number), c)}" for number, c in enumerate(FAMILIES[family])]
    kept = PRINTED / f"{family}.txt"
    if os.environ.get("PASSERELLE_CONTRIBUTIONS"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text("\n".join(pages), encoding="utf-8")
    assert "\n".join(pages) == kept.read_text(encoding="utf-8")


# What two rules would tell of one mistake, and the one that does.
DOUBLES = {
    "a section under another title": (sheet("## Limites", "## Les limites"), ["S012"]),
    "a key under another name": (sheet("titre: ", "titres: "), ["E010"]),
    "a text where a list is due, of no list": (sheet("themes: [tutorat]", "themes: Tutorat"), ["E012"]),
    "a message with a figure and no citation": (sheet("0,25 [@sample2021, résumé]", "0,25"), ["S016"]),
    "an image": (text("Voir ![un graphique](graphique.png)."), ["S024"]),
    "a figure whose citation leads nowhere": (text("Un effet de 0,25\u00a0écart-type [@exemple2020, résumé, #liens]."), ["C005"]),
}


@pytest.mark.parametrize("name", DOUBLES)
def test_one_mistake_is_told_once(tmp_path, name):
    files, codes = DOUBLES[name]
    assert [d.rule.code for d in check(make_site(tmp_path, files), TODAY).diagnostics if d.severity == "erreur"] == codes


def test_there_are_sixty_contributions_of_eight_kinds_or_more():
    assert (len(ALL) >= 60, len(FAMILIES)) == (True, 8)
