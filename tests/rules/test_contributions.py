"""Sixty contributions as people really send them: each mistake at its place, with words that teach, and the whole page as it is read."""

import io
import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.rules.run import check
from pipeline.terminal.report import print_text, totals
from tests.rules.examples import (
    BIB,
    MARK,
    NOTE,
    NOTE_EN,
    SHEET,
    At,
    Files,
    activity,
    bib,
    expected_place,
    note,
    note_en,
    page,
    place_of,
    section,
    sheet,
    text,
    unmarked,
    vocabulary,
)
from tests.support import FICHE, TODAY, make_site

PRINTED = Path(__file__).parent / "contributions"
# A mistake, a line of the file under it, and the lines of all that are alike, as they are printed.
_PLACE, _QUOTED = re.compile(r"(\S[^:]*):(\d+):(?=\d)"), re.compile(r" +(\d+)(?= \|)")
_ALL = re.compile(r" +en tout\u00a0: \w+ ×\d+, lignes? ")
TITLE = "titre: Exemple de fiche sur le tutorat"


@dataclass(frozen=True)
class Contribution:
    """What someone sent, the code of a mistake that it holds, words of the advice that it gets and the place: a mark, unless it is another."""

    name: str
    files: Files
    code: str
    advice: str
    place: str | At = MARK


def encoded(encoding: str) -> Files:
    return {SHEET: FICHE.encode(encoding)}


C = Contribution
FAMILIES: dict[str, list[Contribution]] = {
    "encodages": [
        C("un traitement de texte a enregistré en UTF-16", encoded("utf-16"), "F001", "choisissez « UTF-8 »", f"{SHEET}:1:1"),
        C("un vieux logiciel a enregistré en Latin-1", {SHEET: FICHE.replace("’", "'").encode("latin-1")}, "F001", "choisissez « UTF-8 »", place_of("é")),
        C("le Bloc-notes a mis un indicateur au début", encoded("utf-8-sig"), "F002", "(sans BOM)", f"{SHEET}:1:1"),
        C("un ordinateur sous Windows", {SHEET: FICHE.replace("\n", "\r\n")}, "F003", "remplacez « CRLF » par « LF »", f"{SHEET}:1:4"),
        C("un fichier créé et jamais rempli", {SHEET: ""}, "F004", "Écrivez-y une page", f"{SHEET}:1:1"),
        C("un texte collé d’un PDF", text("Un ex\u00adem‸\u200bple."), "F008", "retapez le mot"),
        C("un nom de fichier avec un accent", {"content/fiches/été à lire.md": FICHE}, "F007", "ete-a-lire.md", "content/fiches/été à lire.md:1:1"),
        C("une fiche dans un sous-dossier", {"content/fiches/2026/exemple.md": FICHE}, "F010", "directement dans content/fiches/", "content/fiches/2026/exemple.md:1:1"),
    ],
    "en-tetes": [
        C("pas d’en-tête", {SHEET: FICHE[FICHE.index("## À retenir") :]}, "E001", "Commencez le fichier", f"{SHEET}:1:1"),
        C("en-tête jamais fermé", {SHEET: FICHE.replace("\n---\n", "\n", 1)}, "E001", "Ajoutez « --- » seul sur une ligne", f"{SHEET}:1:1"),
        C("deux-points dans le titre", sheet(TITLE, "titre: Le tutorat ‸: un exemple"), "E002", "entre guillemets droits"),
        C("tabulation", sheet("themes: [tutorat]", "themes:\n‸\t- tutorat"), "E002", "deux espaces"),
        C("guillemet jamais fermé", sheet(TITLE, 'titre: ‸"Exemple de fiche'), "E002", "Fermez-le"),
        C("crochet jamais fermé", sheet("themes: [tutorat]", "themes: ‸[tutorat"), "E002", "Fermez la liste par « ] »"),
        C("une espace au début d’une ligne", sheet("themes: [tutorat]", "‸ themes: [tutorat]"), "E002", "tout à gauche"),
        C("guillemet jamais fermé, un autre plus bas", {SHEET: FICHE.replace(TITLE, 'titre: ‸"Exemple de fiche').replace("reponse: ", 'reponse: "')}, "E002", "Fermez-le"),
        C("guillemets dans des guillemets", sheet(TITLE, 'titre: "Le ‸"tutorat" en exemple"'), "E002", "« … »"),
        C("deux-points collé à la clé", sheet(TITLE, "titre‸:Exemple de fiche"), "E002", "une espace entre"),
        C("clé accentuée", sheet("reponse: ", "‸réponse: "), "E010", "Vouliez-vous dire « reponse »?"),
        C("ancienne clé", sheet("reponse: ", "‸resume: "), "E010", "« reponse » remplace « resume »"),
        C("clé deux fois", sheet("type: fait", "‸titre: Autre\ntype: fait"), "E003", "Gardez une seule des lignes."),
        C("clé oubliée", sheet("licence: CC BY 4.0\n", ""), "E011", "Ajoutez une ligne «\u00a0licence: …\u00a0».", f"{SHEET}:2:1"),
        C("titre trop long", sheet(TITLE, "titre: ‸" + "Un exemple " * 20), "E015", "au plus 160 caractères"),
        C("statut avec un accent", sheet("statut: publiee", "statut: ‸publiée"), "E013", "Vouliez-vous dire « publiee »?"),
    ],
    "listes": [
        C("un thème sans crochets", sheet("themes: [tutorat]", "themes: ‸tutorat"), "E012", "« themes: [tutorat] »"),
        C("un thème avec une majuscule", sheet("themes: [tutorat]", "themes: [‸Tutorat]"), "E013", "Vouliez-vous dire « tutorat »?"),
        C("un public d’aucune liste", sheet("publics: [scolaire]", "publics: [scolaire, ‸xyz]"), "E013", "Valeurs\u00a0: scolaire, communautaire."),
        C("le même thème deux fois", sheet("themes: [tutorat]", "themes: ‸[tutorat, tutorat]"), "E015", "Gardez « tutorat » une seule fois."),
        C("deux tirets mal alignés", sheet("themes: [tutorat]", "themes:\n  - ‸tutorat\n   - lecture"), "E013", "sous les autres"),
        C("un tiret long devant un élément", sheet("themes: [tutorat]", "themes:\n  ‸– tutorat"), "E012", "« - tutorat »"),
        C("une liste vide", sheet("ages: [primaire]", "ages: ‸[]"), "E015", "Donnez au moins une valeur."),
        C("un comité inconnu", sheet("licence:", "comites: [‸abc]\nlicence:"), "E013", "Cette liste est vide"),
        C("un vocabulaire avec un accent dans un nom court", vocabulary("slug: lecture", "slug: ‸Lécture"), "E015", "Écrivez « lecture »."),
        C("un public de piste inconnu", sheet("- **Qui**\u00a0: scolaire", "- **Qui**\u00a0: ‸scolaires"), "S017", "Vouliez-vous dire « scolaire »?"),
    ],
    "structure": [
        C("section oubliée", sheet(section("Limites"), ""), "S010", "Ajoutez une ligne « ## Limites ».", At(SHEET, "\n## À retenir")),
        C("section mal nommée", sheet("## Limites", "‸## Les limites"), "S012", "Vouliez-vous dire « Limites »?"),
        C("section vide", sheet("Nous avons lu les résumés.\n\n", ""), "S020", "Écrivez au moins une phrase.", At(SHEET, "## Limites")),
        C("un seul message", sheet(FICHE[FICHE.index("2. Parmi") : FICHE.index("\n## Pistes")], ""), "S014", "Écrivez-les en liste", At(SHEET, "## À retenir")),
        C("un message sans source", sheet(FICHE[FICHE.index("1. L’effet") : FICHE.index("2. Parmi")], "‸1. Le tutorat aide.\n"), "S016", "la clé de la source et son repère"),
        C("une piste sans obstacle", sheet("- **Obstacle probable**\u00a0: le temps\n", ""), "S017", "Ajoutez\u00a0: - **Obstacle probable**\u00a0: …", At(SHEET, "### Essayer")),
        C("un appui vague", sheet("étude [@sample2021, résumé]\n\n## Pour d", "‸le bon sens\n\n## Pour d"), "S018", "étude [@nickow2023"),
        C("une seule question", sheet("- Avec qui?\n", ""), "S019", "une ligne qui commence par « - »", At(SHEET, "## Pour en")),
        C("du gras en HTML", text("Un ‸<b>exemple</b>."), "S022", "**gras**"),
        C("une image", text("Voir ‸![un graphique](graphique.png)."), "S024", "dites en mots ce qu’elle montre"),
        C("un titre de rang 1", text("‸# Exemple"), "S023", "deux dièses"),
    ],
    "citations": [
        C("clé mal tapée", text("Un exemple [‸@sampel2021, résumé]."), "C001", "Vouliez-vous dire « @sample2021 »?"),
        C("source absente", text("Un exemple [‸@tremblay1999, résumé]."), "C001", "passerelle ajouter"),
        C("repère oublié", text("Un exemple [‸@sample2021]."), "C002", "Repères possibles\u00a0: « résumé »."),
        C("repère mal tapé", text("Un exemple [@sample2021, ‸resumé p]."), "C003", "Vouliez-vous dire « résumé »?"),
        C("plusieurs extraits", text("Un exemple [@exemple2020, ‸résumé]."), "C004", "#taille, #lien"),
        C("extrait mal tapé", text("Un exemple [@exemple2020, ‸résumé, #liens]."), "C005", "Vouliez-vous dire « #lien »?"),
        C("crochet jamais fermé", text("Un exemple ‸[@sample2021, résumé."), "C006", "Ajoutez « ] »"),
        C("deux repères sans clé", text("Un exemple [@sample2021, résumé;‸ p. 5]."), "C007", "Répétez la clé devant chaque repère."),
        C("note à écrire", {NOTE_EN: None}, "C008", "Écrivez research_notes/notes/sample2021.md.", At(SHEET, "@sample2021")),
        C("entrée BibTeX sans virgule", bib("year    = {2020},", "year    = {2020}"), "B001", "Vérifiez la virgule", At(BIB, "  langid")),
        C("type de référence mal tapé", bib("@article{sample", "@‸artcle{sample"), "B004", "Vouliez-vous dire « article »?"),
        C("citation d’une note trop longue", note("> l’échantillon", "‸> " + "mot " * 30 + "l’échantillon"), "N004", "Gardez la phrase"),
        C("attribut mal tapé dans une note", note("{#lien lang=fr", "{#lien langue=fr"), "N002", "Vouliez-vous dire « lang » au lieu de « langue »?", At(NOTE, "## résumé {#lien")),
        C("un lien vers une fiche mal nommée", page("Du texte.", "[la fiche](‸../fiches/exemples.md)"), "L002", "Vouliez-vous dire « content/fiches/exemple.md »?"),
        C("une ancre mal tapée", text("[les limites](‸#limite)"), "L003", "Vouliez-vous dire « #limites »?"),
    ],
    "chiffres": [
        C("chiffre sans citation", text("L’exemple touche ‸12\u00a0écoles."), "T001", "avant le point de la phrase"),
        C("chiffre qui n’est pas dans l’extrait", text("Les ‸43\u00a0essais le montrent [@sample2021, résumé]."), "T002", "across forty-two trials"),
        C("bon chiffre, mauvaise unité", text("Les ‸42\u00a0écoles le montrent [@sample2021, résumé]."), "T002", "across forty-two trials"),
        C("chiffre du résumé que rien ne cite", sheet("reponse: Un exemple de", "reponse: ‸12\u00a0écoles de"), "T003", "le texte"),
        C("chiffre d’une paraphrase", note("L’étude porte sur 120", "L’étude porte sur ‸130"), "T006", "l’échantillon compte 120 élèves"),
        C("nombre d’études lues, faux", sheet("force_justification: ", "force_justification: ‸Trois études. "), "T003", "Citez ce chiffre"),
        C("confiance élevée sans synthèse", {**sheet("force: limitee", "force: ‸elevee"), **note_en("devis: synthese", "devis: transversal")}, "P001", "citez une synthèse"),
    ],
    "dates": [
        C("30 février", sheet("publiee_le: 2026-11-01", "publiee_le: ‸2026-02-30"), "E014", "l’année, le mois et le jour"),
        C("date en toutes lettres", sheet("publiee_le: 2026-11-01", "publiee_le: ‸1er novembre 2026"), "E014", "Écrivez 2026-11-01."),
        C("date sans le jour", sheet("publiee_le: 2026-11-01", "publiee_le: ‸novembre 2026"), "E014", "l’année, le mois et le jour"),
        C("publiée après sa révision", sheet("publiee_le: 2026-11-01", "publiee_le: 2026-11-25"), "D001", "Corrigez l’une des dates.", At(SHEET, "2026-11-24")),
        C("mauvais jour de la semaine", text("Le ‸lundi 24 novembre 2026."), "D003", "dans un calendrier"),
        C("date en chiffres dans une phrase", text("La rencontre du ‸2026-11-24 a eu lieu."), "O009", "« 24 novembre 2026 »"),
        C("fin avant le début", activity("etat: tenue", 'debut: "13:30"\nfin: ‸"12:00"\netat: tenue'), "K001", "Corrigez l’une des heures."),
        C("heure écrite comme dans un texte", activity("etat: tenue", "debut: ‸13 h 30\netat: tenue"), "E015", 'Écrivez « debut: "13:30" ».'),
    ],
    "typographie": [
        C("espace avant un point d’interrogation", text("Pourquoi‸ ? Parce que."), "O001", "Retirez l’espace."),
        C("deux-points collé", text("Trois choses‸: lire."), "O002", "Ctrl+Maj+Espace"),
        C("guillemets sans espaces", text("Le ‸«mot» est là."), "O003", "deux espaces insécables"),
        C("pourcentage collé, dans un très long paragraphe", text("Un mot et un autre. " * 30 + "En tout, 15‸% [@exemple2020, résumé, #lien]."), "O004", "ne se sépare pas"),
        C("heure collée", text("La rencontre est à ‸13h30."), "O005", "h"),
        C("virgule après le jour", text("Le ‸mardi, 24 novembre 2026."), "O006", "Retirez la virgule."),
        C("guillemets anglais", text("Un ‸“mot”."), "O007", "« … »"),
        C("point médian", text("Les élèves ‸motivé·es."), "O008", "tournure neutre"),
        C("la même faute partout", text("Le ‸«mot» est là. Un «autre» aussi, et le «dernier»."), "O003", "deux espaces insécables"),
        C("un silence sans raison", page("Du texte.", "Du texte ? ‸<!-- silence O001 -->"), "X002", "Dites pourquoi"),
    ],
}  # fmt: skip
ALL = [(family, contribution) for family, contributions in FAMILIES.items() for contribution in contributions]


def printed(root: Path, contribution: Contribution) -> str:
    """Return what the person reads of « passerelle verifier », but for the length of the small sheet."""
    project = make_site(root, unmarked(contribution.files)[0])
    found = [d for d in check(project, TODAY).diagnostics if d.rule.code != "S021"]
    stream = io.StringIO()
    print_text(found, stream, project, infos=False)
    return without_lines(stream.getvalue()) + totals(found, infos=False)


def _from_mark(line: str, mark: int) -> str:
    away = int(line) - mark
    return f"{MARK}{away:+}" if away else MARK


def without_lines(page: str) -> str:
    """Return a printed page with lines numbered from each mistake, « ‸ » being its own: a key more in the small sheet changes no page."""
    lines: list[str] = []
    first = 0  # the line of the mistake that is being told
    for line in page.splitlines(keepends=True):
        if place := _PLACE.match(line):
            first = int(place.group(2))
            lines.append(f"{place.group(1)}:{MARK}:{line[place.end() :]}")
        elif quoted := _QUOTED.match(line):
            lines.append(f"{_from_mark(quoted.group(1), first):>6}{line[quoted.end() :]}")
        elif all_of_them := _ALL.match(line):
            numbers = re.sub(r"\d+", lambda number: _from_mark(number.group(), first), line[all_of_them.end() :])  # noqa: B023 (called here)
            lines.append(all_of_them.group() + numbers)
        else:
            lines.append(line)
    return "".join(lines)


@pytest.mark.parametrize(("family", "contribution"), ALL, ids=[f"{family}: {contribution.name}" for family, contribution in ALL])
def test_a_contribution_is_answered_at_its_place_with_words_that_teach(tmp_path, family, contribution):
    found = check(make_site(tmp_path, unmarked(contribution.files)[0]), TODAY).diagnostics
    place = expected_place(contribution.files, contribution.place)
    advice = [d.help for d in found if (str(d.place), d.rule.code) == (place, contribution.code)]
    assert advice, [f"{d.place} {d.rule.code} {d.message}" for d in found]
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
