"""Columns that are never read: those that three tools add by themselves in two languages, those that a questionnaire asked, those that cast a doubt."""

from contextlib import redirect_stdout
from io import StringIO

import pytest

from pipeline.cli.surveys import write_skeleton
from pipeline.intake.surveys.export import PERSONAL, QUIZ, TECHNICAL, TIME, is_doubtful, is_personal, read_export

# What each tool adds by itself, and why it is never read.
ADDED = {
    ("LimeSurvey", "fr"): {
        "ID de la réponse": TECHNICAL, "Date de soumission": TIME, "Dernière page": TECHNICAL, "Langue de départ": TECHNICAL, "Tête de série": TECHNICAL,
        "Code d’accès": PERSONAL, "Jeton": PERSONAL, "Date de lancement": TIME, "Date de la dernière action": TIME, "Adresse IP": PERSONAL, "URL de référence": PERSONAL,
        "Prénom": PERSONAL, "Nom de famille": PERSONAL, "Adresse courriel": PERSONAL, "Adresse email": PERSONAL,
    },
    ("LimeSurvey", "en"): {
        "Response ID": TECHNICAL, "Date submitted": TIME, "Last page": TECHNICAL, "Start language": TECHNICAL, "Seed": TECHNICAL, "Access code": PERSONAL, "Token": PERSONAL,
        "Date started": TIME, "Date last action": TIME, "IP address": PERSONAL, "Referrer URL": PERSONAL, "First name": PERSONAL, "Last name": PERSONAL, "Email address": PERSONAL,
        "submitdate": TIME, "lastpage": TECHNICAL, "startlanguage": TECHNICAL, "ipaddr": PERSONAL, "refurl": PERSONAL, "firstname": PERSONAL, "attribute_1": PERSONAL,
    },
    ("Google Forms", "fr"): {"Horodateur": TIME, "Adresse e-mail": PERSONAL, "Nom d’utilisateur": PERSONAL, "Score": QUIZ, "Score total": QUIZ},
    ("Google Forms", "en"): {"Timestamp": TIME, "Email Address": PERSONAL, "Username": PERSONAL, "Score": QUIZ, "Total score": QUIZ},
    ("Microsoft Forms", "fr"): {
        "ID": TECHNICAL, "Heure de début": TIME, "Heure de fin": TIME, "Adresse de messagerie": PERSONAL, "Nom": PERSONAL, "Heure de la dernière modification": TIME,
    },
    ("Microsoft Forms", "en"): {
        "ID": TECHNICAL, "Start time": TIME, "Completion time": TIME, "Email": PERSONAL, "Name": PERSONAL, "Last modified time": TIME, "Total points": QUIZ,
        "Quiz feedback": QUIZ,
    },
}  # fmt: skip


@pytest.mark.parametrize(("tool", "language"), ADDED)
def test_what_a_tool_adds_by_itself_is_never_read(tool, language):
    headers = [*ADDED[tool, language], "Les rencontres sont utiles."]
    read = read_export("reponses.csv", (";".join(headers) + "\n").encode(), lambda _: False, [])
    assert read is not None
    assert read.tool == tool
    assert {header.text: header.dropped for header in read.headers if header.dropped} == ADDED[tool, language]


@pytest.mark.parametrize(
    "asked",
    [
        "Nom", "  NOM ", "Prénom", "Votre nom", "Nom complet", "Quel est votre nom?", "Quels sont vos prénoms?", "Veuillez indiquer votre nom et prénom", "Inscrivez votre courriel",
        "Votre courriel professionnel", "Courriel (facultatif)", "E-mail", "Adresse de courriel", "Adresse postale", "Adresse du domicile", "Code postal", "Numéro de téléphone",
        "Numéro de cellulaire", "Nom, prénom", "Date de naissance", "Année de naissance", "NAS", "Numéro d’assurance maladie", "Code permanent", "Matricule", "Signature", "Initiales",
        "Pseudonyme", "Jeton", "Code d’invitation",
        "Name", "Full name", "First_name", "What is your name?", "Please enter your name", "Your e-mail", "Email (optional)", "Email or phone number", "Home address",
        "Zip code", "Phone number", "Mobile", "Date of birth", "Birthdate", "Social insurance number", "Employee ID", "Initials", "Invitation code", "User ID",
    ],
)  # fmt: skip
def test_a_question_that_asks_who_one_is_is_personal_in_french_and_in_english(asked):
    assert is_personal(asked)


@pytest.mark.parametrize(
    "asked",
    [
        "Nom de votre organisme", "Votre courriel, pour recevoir le bilan", "Pour participer au tirage, laissez vos coordonnées", "Âge", "Quel poste occupez-vous?",
        "Titre d’emploi", "Dans quelle école travaillez-vous?", "Depuis combien de temps (ancienneté)?", "Dans quelle municipalité?", "Comment vous joindre?",
        "Name of your organization", "Your age", "Job title", "Which school do you work in?", "How can we reach you?", "Phone, if you want to enter the draw",
    ],
)  # fmt: skip
def test_a_question_that_may_tell_a_person_apart_casts_a_doubt(asked):
    assert not is_personal(asked)
    assert is_doubtful(asked)


@pytest.mark.parametrize(
    "asked",
    [
        "Les objectifs sont clairs",
        "Ma voix est entendue",
        "Les rencontres sont utiles à mon travail",
        "The goals are clear",
        "À quel comité participez-vous?",
    ],
)
def test_a_statement_casts_no_doubt(asked):
    assert not is_personal(asked)
    assert not is_doubtful(asked)


def printed(tmp_path, text: str) -> tuple[int, str]:
    """Return the code of « --modele » on an export, and all that it prints."""
    path = tmp_path / "reponses.csv"
    path.write_text(text, encoding="utf-8")
    with redirect_stdout(StringIO()) as out:
        code = write_skeleton(path)
    return code, out.getvalue()


ANSWER = "2026/05/04 9:41:37,zoe@exemple.invalid,Plutôt d’accord,Zoé trouve que tout va bien"


@pytest.mark.parametrize(
    "text",
    [
        f"{ANSWER}\n{ANSWER}\n",
        # Words of headers, typed as answers.
        "Zoé Exemplaire,Courriel,Téléphone,Je préfère le soir\nYvon Spécimen,Courriel,Nom,Le matin\n",
        "Zoé Exemplaire,Nom,Prénom,Score\n",
        # A tool's own columns, and a line of answers where the header should be.
        f"Horodateur,{ANSWER}\n",
        f"Start time,{ANSWER}\n",
    ],
)
def test_a11_no_line_of_answers_is_ever_printed_for_want_of_headers(tmp_path, text):
    code, out = printed(tmp_path, text)
    assert code == 1
    assert "H002" in out
    for said in ("Zo", "Yvon", "zoe@", "soir", "matin", "9:41", "Plutôt"):
        assert said not in out


def test_a11_a_doubtful_column_is_left_out_of_the_skeleton_and_told(tmp_path):
    code, out = printed(
        tmp_path, "Horodateur,Nom,Nom de votre organisme,Les rencontres sont utiles.\n2026/05/04 9:41,Zoé,École exemple,4\n"
    )
    assert code == 0
    assert "# Colonnes laissées de côté, parce qu’elles demandent peut-être ce qui désigne une personne\u00a0: C." in out
    assert "organisme" not in out
    assert out.count('colonne: "') == 1
