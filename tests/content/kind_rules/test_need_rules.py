"""Committees, needs and tools: broken ones, each with its own mistake, told in French at its line."""

import pytest

from tests.rules.examples import (
    COMMITTEE,
    NEED,
    RESULTS,
    SHEET,
    Files,
    activity,
    committee,
    council,
    need,
    plan,
    poor_french,
    sheet,
    shown_at,
    unmarked,
)
from tests.support import BESOIN, COMITE, FICHE, OUTIL, report_on

TOOL = "content/outils/guide.md"
REPONDU = "etat: repondu\nrepondu_le: 2026-11-20\nreponses: {fiches: [exemple]}"
# What is changed, then what is said: « place code message ».
BROKEN: dict[str, tuple[Files, list[str]]] = {
    "a territory of another region": (
        committee("[val-exemple]", "[‸val-exempl]"),
        ["‸ E013 « val-exempl » n’est pas une valeur de « territoires »."],
    ),
    "a theme of an issue that is of no list": (
        committee("themes: [lecture]", "themes: [‸lectur]"),
        ["‸ E013 « lectur » n’est pas une valeur de « themes »."],
    ),
    "a sector that is of no list": (
        committee("secteur: scolaire", "secteur: ‸École"),
        ["‸ E013 « École » n’est pas une valeur de « secteur »."],
    ),
    "a person in place of a role": (
        committee("contact: {role: L’agente ou l’agent de liaison,", "contact: ‸{nom: Dominique Exemple,"),
        ["‸ E015 La valeur de « contact » ne convient pas\u00a0: un comité se joint par un rôle, et « nom » désigne une personne."],
    ),
    "the e-mail of a person": (
        committee("role: L’agente ou l’agent de liaison", "role: ‸a.exemple@exemple.invalid"),
        ["‸ M001 Une adresse de courriel se trouve dans ce fichier."],
    ),
    "a telephone number": (
        committee("organisme: Table exemple", "organisme: Table exemple au ‸(450) 555-0123"),
        ["‸ M001 Un numéro de téléphone se trouve dans ce fichier."],
    ),
    "an issue with a figure that nothing carries": (
        committee("Lire en famille", "Aider ‸300 familles à lire"),
        ["‸ T003 « 300 », dans « enjeux.enjeu », n’est pas un chiffre que le texte cite."],
    ),
    "a committee without its source": (
        committee("source: https://www.example.org/comite\n", ""),
        [f"{COMMITTEE}:2:1 E011 La clé « source » manque."],
    ),
    "committees still in the council's data": (
        council("territoires:", "‸comites: []\nterritoires:"),
        ["‸ E010 La clé « comites » est inconnue."],
    ),
    "a regional issue on a theme that is of no list": (
        council("territoires:", "enjeux: [{enjeu: Lire, themes: [‸lectur]}]\nterritoires:"),
        ["‸ E013 « lectur » n’est pas une valeur de « themes »."],
    ),
    "two committees of one name": (
        {COMMITTEE: COMITE, "content/comites/jumeau.md": COMITE.replace("nom: ", "nom: ‸", 1)},
        ["‸ U001 Ce titre est déjà celui de « comite-exemple »."],
    ),
    "a state that is of no list": (
        need("etat: repondu", "etat: ‸répondu"),
        ["‸ E013 « répondu » n’est pas une valeur de « etat »."],
    ),
    "an answer that is no sheet": (
        need("[exemple]", "[‸exempl]"),
        ["‸ Q001 Il n’y a pas de fiche « exempl »."],
    ),
    "an answer that is a draft": (
        {**need("[exemple]", "[‸exemple]"), SHEET: FICHE.replace("statut: publiee", "statut: brouillon")},
        ["‸ Q001 La fiche « exemple » n’est pas publiée."],
    ),
    "an answer that is no activity": (
        need("{fiches: [exemple]}", "{activites: [‸2026-10-01-exempl]}"),
        ["‸ Q001 Il n’y a pas d’activité « 2026-10-01-exempl »."],
    ),
    "a dossier that is no page": (
        need("{fiches: [exemple]}", "{dossier: ‸fiches/exempl/}"),
        ["‸ Q001 « fiches/exempl/ » n’est pas une page publiée."],
    ),
    "a sheet that names no need": (
        {**sheet("force: limitee", "besoins: [‸choisir-un-tutora]\nforce: limitee"), NEED: BESOIN},
        ["‸ Q002 Il n’y a pas de besoin « choisir-un-tutora »."],
    ),
    "an activity that names a draft": (
        {
            **activity("themes: [tutorat]", "themes: [tutorat]\nbesoins: [‸choisir-un-tutorat]"),
            NEED: BESOIN.replace(REPONDU, "etat: brouillon"),
        },
        ["‸ Q002 Le besoin « choisir-un-tutorat » est un brouillon."],
    ),
    "a need answered by nothing": (
        need(REPONDU, "etat: ‸repondu\nrepondu_le: 2026-11-20"),
        ["‸ Q003 Le besoin est « répondu », et rien n’y répond."],
    ),
    "a need put off without a word": (
        need(REPONDU, "etat: ‸reporte"),
        ["‸ Q004 Le besoin est reporté sans dire pourquoi."],
    ),
    "a reason without its state": (
        need(REPONDU, "etat: en-traitement\nmotif: ‸Une étude exemple est attendue."),
        ["‸ Q004 Un motif est donné, et le besoin n’est pas reporté."],
    ),
    "a question of the future": (
        {NEED: BESOIN.replace("date: 2026-10-01", "date: ‸2027-10-01").replace("repondu_le: ", "repondu_le: ‸")},
        ["‸ Q005 La question serait posée dans le futur.", "‸ Q005 La réponse viendrait avant la question."],
    ),
    "an answer of the future": (
        need("repondu_le: 2026-11-20", "repondu_le: ‸2026-12-20"),
        ["‸ Q005 La réponse serait donnée dans le futur."],
    ),
    "an answer without its day": (
        need("repondu\nrepondu_le: 2026-11-20\n", "‸repondu\n"),
        ["‸ Q005 Le besoin est « répondu », et le jour n’est pas dit."],
    ),
    "a day of answer without an answer": (
        need("etat: repondu\nrepondu_le: ", "etat: en-traitement\nrepondu_le: ‸"),
        ["‸ Q005 Un jour de réponse est donné, et l’état n’est pas « repondu »."],
    ),
    "a survey that was never published": (
        need("origine: rencontre", "origine: sondage\nsondage: ‸2025"),
        ["‸ Q007 Il n’y a pas de sondage « 2025 »."],
    ),
    "a survey named by a question of a meeting": (
        {**need("origine: rencontre", "origine: rencontre\nsondage: ‸2026"), "content/evaluation/2026.yml": RESULTS},
        ["‸ Q007 Un sondage est nommé, et la question n’en vient pas."],
    ),
    "a tool that rests on no sheet": (
        {TOOL: OUTIL.replace("lien:", "fiches: [‸exempl]\nlien:")},
        ["‸ W001 « exempl » n’est pas une page publiée de content/fiches/."],
    ),
    "a tool without its address": (
        {TOOL: OUTIL.replace("lien: https", "lien: ‸ftp")},
        [
            "‸ E015 La valeur de « lien » ne convient pas\u00a0: une adresse commence par http:// ou https:// et ne contient ni espace ni guillemet."
        ],
    ),
    "a need that is open though a sheet answers it": (
        {**sheet("force: limitee", "besoins: [choisir-un-tutorat]\nforce: limitee"), NEED: BESOIN.replace(REPONDU, "etat: ‸ouvert")},
        ["‸ Q006 Le besoin est « ouvert », et quelque chose y répond déjà."],
    ),
}


@pytest.mark.parametrize(("files", "said"), BROKEN.values(), ids=BROKEN)
def test_each_mistake_is_told_once_at_its_line_in_french(tmp_path, files, said):
    clean, places = unmarked(files)
    found = [one for one in report_on(tmp_path, clean).diagnostics if one.severity != "info" and one.rule.code != "S021"]
    assert shown_at(found, places, "{d.rule.code} {d.message}") == said
    assert [fault for one in found for fault in poor_french(one)] == []


def test_a_whole_committee_and_a_whole_need_have_no_fault(tmp_path):
    found = report_on(tmp_path, {COMMITTEE: COMITE, NEED: BESOIN}).diagnostics
    assert {one.rule.code for one in found if one.severity != "info"} == {"S021"}


@pytest.mark.parametrize("text", ["https://www.example.org/4505550123?a=b@exemple.org", "Le 2026-11-24, à 13 h 30.", "S. O. 2, 2e étage."])
def test_an_address_of_a_page_a_date_or_an_hour_is_no_personal_particular(tmp_path, text):
    found = report_on(tmp_path, {COMMITTEE: f"{COMITE}\n{text}\n"}).diagnostics
    assert [one for one in found if one.rule.code == "M001"] == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Au 4505550123", ["J009"]),
        ("https://www.exemple.org/suivi/450-555-0123", []),  # an address holds long numbers of its own
    ],
)
def test_a_plan_and_a_committee_hold_the_same_for_a_telephone(tmp_path, source, said):
    files = plan("Registre exemple", source)
    assert [one.rule.code for one in report_on(tmp_path, files).diagnostics if one.rule.code == "J009"] == said
