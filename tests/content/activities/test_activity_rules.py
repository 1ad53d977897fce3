"""Activities: twenty broken ones, each with its own mistake, told in French at its line."""

import pytest

from pipeline.rules.registry import RULES
from pipeline.rules.run import check
from tests.rules.examples import activity, poor_french, shown_at, unmarked
from tests.support import COMITE, TODAY, make_site, report_on

FILE = "content/activites/2026-10-06-atelier-exemple.md"
# A whole activity; the line of each key is what the table below names.
WHOLE = """\
---
titre: Atelier exemple sur le tutorat
resume: Un atelier exemple, pour les tests seulement.
forme: presentation
date: 2026-10-06
debut: "13:30"
fin: "15:00"
etat: tenue
objectif: Lire une fiche exemple ensemble.
besoin: Comment choisir une forme de tutorat (exemple)?
comites: [comite-exemple]
modalite: hybride
lieu: Salle exemple
plateforme: Plateforme exemple
organisateur: Table exemple
autre_organisme: non
themes: [tutorat]
publics: [scolaire]
personnes_ressources:
  - {nom: Alex Exemple, fonction: animation, organisation: Table exemple, lien: https://www.example.org/alex}
inscription: {lien: https://www.example.org/inscription, limite: 2026-10-01, note: Places limitées (exemple).}
accessibilite: {sous_titres_en_direct: oui, contact: acces@example.org, limite: 2026-09-29}
acces: {note: Lien envoyé aux personnes inscrites.}
questions_a_l_avance: {courriel: questions@example.org}
fiches: [exemple]
outils:
  - {titre: Outil exemple, lien: https://www.example.org/outil}
enregistrement: {lien: https://www.example.org/video, duree: "1:02:30", date: 2026-10-08}
chapitres:
  - {debut: "0:00", titre: Accueil}
  - {debut: "12:30", titre: Discussion}
diapositives:
  - {titre: Diapositives exemples, lien: https://www.example.org/diapositives}
essentiel:
  - {a: "4:30", point: Un premier point.}
  - {a: "12:40", point: Un autre point.}
  - {a: "1:00:15", point: Un dernier point.}
questions_repondues:
  - {question: Une question exemple?, reponse: Une réponse exemple.}
suites:
  - {quoi: Une suite exemple, qui: la table, quand: 2026-11-01, fait_le: 2026-10-30, resultat: C’est fait.}
participants: 24
questionnaire: https://www.example.org/questionnaire
---

## En bref

Un exemple de texte.
"""
HELD = WHOLE[WHOLE.index("enregistrement:") : WHOLE.index("questionnaire:")]


def told(root, text):
    """What is said of the activity: « line:column code »."""
    report = report_on(root, {FILE: text, "content/comites/comite-exemple.md": COMITE})
    return [f"{d.place.line}:{d.place.column} {d.rule.code}" for d in report.diagnostics if d.place.path == FILE]


def changed(old, new):
    assert WHOLE.count(old) == 1
    return WHOLE.replace(old, new)


def test_a_whole_activity_is_accepted(tmp_path):
    assert told(tmp_path, WHOLE) == []


BROKEN = {
    "a key mistyped": (changed("plateforme:", "platforme:"), "14:1 E010"),
    "a form that is not of the list": (changed("forme: presentation", "forme: colloque"), "4:8 E013"),
    "a day that does not exist": (changed("limite: 2026-09-29", "limite: 2026-09-31"), "22:81 E014"),
    "an hour in words": (changed('fin: "15:00"', 'fin: "15 h"'), "7:6 E015"),
    "an unknown committee": (changed("[comite-exemple]", "[comite-exempl]"), "11:11 E013"),
    "an end before the start": (changed('fin: "15:00"', 'fin: "12:00"'), "7:6 K001"),
    "an hour that comes twice": (changed('date: 2026-10-06\ndebut: "13:30"', 'date: 2026-11-01\ndebut: "01:30"'), "6:8 K002"),
    "a wrong offset": (changed('fin: "15:00"', 'fin: "15:00"\ndecalage: "-05:00"'), "8:11 K002"),
    "an end without a start": (changed('debut: "13:30"\n', ""), "6:6 K003"),
    "a registration that closes too late": (changed("limite: 2026-10-01", "limite: 2026-10-07"), "21:66 K004"),
    "a former date without a postponement": (changed("etat: tenue", "etat: tenue\nancienne_date: 2026-10-06"), "9:16 K005"),
    "a sheet that is not there": (changed("fiches: [exemple]", "fiches: [exemples]"), "25:10 K006"),
    "another body's activity without its source": (changed("autre_organisme: non", "autre_organisme: oui"), "16:18 K007"),
    "an activity planned long ago": (changed("etat: tenue", "etat: prevue").replace(HELD, ""), "8:7 K009"),
    "chapters out of order": (changed('debut: "12:30"', 'debut: "0:00"'), "31:13 K011"),
    "a chapter after the end": (changed('debut: "12:30"', 'debut: "1:02:30"'), "31:13 K011"),
    "participants of a cancelled activity": (
        changed("etat: tenue", "etat: annulee\netat_raison: Un exemple.").replace(HELD, "participants: 24\n"),
        "29:15 K012",
    ),
    "a recording without an address": (changed("lien: https://www.example.org/video, ", ""), "28:17 K013"),
    "a follow-up long due": (changed(", fait_le: 2026-10-30, resultat: C’est fait.", ""), "41:5 K014"),
    "a figure in a point": (changed("Un autre point.", "Un gain de 15\u00a0% des élèves."), "36:36 T003"),
    "two points only": (changed('  - {a: "4:30", point: Un premier point.}\n', ""), "35:3 K015"),
    "a place that is not told": (changed("lieu: Salle exemple\n", ""), "12:11 K016"),
    "a heading of one's own": (changed("## En bref", "## Programme"), "46:1 K017"),
    "a committee that is not named": (changed("comites: [comite-exemple]\n", ""), "4:8 K019"),
}


@pytest.mark.parametrize("mistake", BROKEN)
def test_each_mistake_of_an_activity_is_told_once_at_its_line(tmp_path, mistake):
    text, place = BROKEN[mistake]
    assert [said for said in told(tmp_path, text) if not said.endswith("D004")] == [place]


@pytest.mark.parametrize("mistake", BROKEN)
def test_what_is_said_of_a_broken_activity_is_french_and_says_what_to_do(tmp_path, mistake):
    report = report_on(tmp_path, {FILE: BROKEN[mistake][0], "content/comites/comite-exemple.md": COMITE})
    assert [fault for d in report.diagnostics if d.place.path == FILE for fault in poor_french(d)] == []


def test_the_file_of_a_postponed_activity_keeps_its_name(tmp_path):
    text = changed("date: 2026-10-06", "date: 2027-03-09").replace(HELD, "")
    text = text.replace("etat: tenue", "etat: reportee\nancienne_date: 2026-10-06\netat_raison: Un exemple.")
    assert told(tmp_path, text) == []


@pytest.mark.parametrize(
    ("hour", "offset", "said"),
    [
        ("00:30", "", []),
        ("01:30", "", ["6:8 K002"]),
        ("01:30", 'decalage: "-04:00"\n', []),
        ("01:30", 'decalage: "-05:00"\n', []),
        ("02:00", "", []),
    ],
)
def test_the_hour_that_comes_twice_asks_for_its_offset(tmp_path, hour, offset, said):
    text = changed('date: 2026-10-06\ndebut: "13:30"\n', f'date: 2026-11-01\ndebut: "{hour}"\n{offset}').replace(
        "2026-11-01, fait_le", "2026-12-01, fait_le"
    )
    assert [found for found in told(tmp_path, text) if not found.endswith(("D004", "E016"))] == said


def test_a_recording_that_leads_out_of_the_content_is_not_published(tmp_path):
    clean, places = unmarked(activity("participants: 206", "enregistrement: {fichier: ‸exemple.mp4}"))
    project = make_site(tmp_path, clean)
    (tmp_path / "content/activites/exemple.mp4").symlink_to(tmp_path / "mkdocs.yml")
    (tmp_path / "mkdocs.yml").write_text("exemple", encoding="utf-8")
    said = [one for one in check(project, TODAY).diagnostics if one.rule.code.startswith("K")]
    assert shown_at(said, places, "{d.rule.code}") == ["‸ K022"]


def test_every_rule_of_activities_is_on_the_page_of_rules():
    assert [code for code in RULES if code.startswith("K")] == [f"K{number:03}" for number in range(1, 23)]
