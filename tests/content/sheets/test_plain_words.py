"""Words of statistics, and phrases in which a sheet speaks of itself: which are, which are not, and where they may stand."""

import pytest

from pipeline.content.sheets.plain_words import self_talk
from pipeline.content.sheets.statistical_words import statistical_words
from tests.rules.examples import TEXT, sheet, text, told
from tests.support import FICHE


@pytest.mark.parametrize(
    "said",
    [
        "un gain de 0,288 écart-type",
        "des tailles d’effet",
        "une méta-analyse",
        "une métaanalyse de 89 essais",
        "une corrélation de 0,2",
        "un effet significatif",
        "s’améliore de façon significative",
        "statistiquement",
        "un rapport de cotes",
        "des essais randomisés",
        "une régression",
        "la variance",
        "l’intervalle de confiance",
        "le devis de l’étude",
        "un petit effet (d = 0,41)",
        "un lien (r = 0,2)",
        "une étude longitudinale",
        "des enquêtes transversales",
        "une revue systématique",
    ],
)
def test_a_word_of_statistics_is_found(said):
    assert [word.text for word in statistical_words(said)] != []


@pytest.mark.parametrize(
    "said",
    [
        "une synthèse d’études",
        "des essais où l’on a comparé",
        "des groupes tirés au sort",
        "des groupes témoins",
        "selon l’Institut de la statistique du Québec",
        "d’après Statistique Canada",
        "la médiatrice culturelle",
        "les compétences transversales",
        "les tests standardisés",
        "l’effet est modeste",
        "ce lien est fort",
        "le coût, en dollars",
        "un code = un élève",
    ],
)
def test_a_word_that_a_colleague_repeats_is_none(said):
    assert [word.text for word in statistical_words(said)] == []


@pytest.mark.parametrize(
    "said",
    [
        "Nous avons lu les résumés.",
        "Nous n’avons pas lu l’article.",
        "Selon une page tierce, l’effet est petit.",
        "Nos extraits n’en disent rien.",
        "Le résumé lu ne le dit pas.",
        "La synthèse, lue dans son résumé, compte 12 études.",
        "Aucun chiffre de la région n’a été lu pour cette fiche.",
        "Les passages lus ne l’expliquent pas.",
        "Selon une fiche lue sur une page tierce",
    ],
)
def test_a_sheet_that_speaks_of_how_it_was_read_is_heard(said):
    assert len(list(self_talk(said))) >= 1


@pytest.mark.parametrize(
    "said",
    [
        "Lire un livre avec son enfant.",
        "Les élèves ont lu davantage.",
        "La page du comité donne l’horaire.",
        "L’étude ne dit pas qui a donné le tutorat.",
        "Des extraits de romans.",
        "Le document de la loi.",
    ],
)
def test_a_sheet_that_speaks_of_its_subject_is_left_alone(said):
    assert list(self_talk(said)) == []


@pytest.mark.parametrize("key", ["titre", "question", "reponse", "premier_pas"])
def test_the_short_answer_has_no_word_of_statistics(tmp_path, key):
    line = next(line for line in FICHE.split("\n") if line.startswith(f"{key}: "))
    files = sheet(line, line.replace("xemple", "xemple de méta-analyse", 1))
    (said,) = told(tmp_path, files, "R003")
    assert said.endswith(f"« méta-analyse », dans « {key} », est un mot de statistique.")


def test_statistics_stand_under_the_fold(tmp_path):
    fold = "### Les chiffres, pour qui les veut\n\nUn écart-type mesure la dispersion.\n\n## Limites"
    assert told(tmp_path, sheet("## Limites", fold), "R004") == []
    said = told(tmp_path / "outside", text("Un écart-type mesure la dispersion."), "R004")
    assert said == [f"{TEXT}:4 « écart-type », hors de « Les chiffres, pour qui les veut », est un mot de statistique."]


def test_one_phrase_about_the_reading_is_enough(tmp_path):
    # The small sheet has one, in its limits.
    assert told(tmp_path, {}, "R005") == []
    (said,) = told(tmp_path / "twice", sheet("\n\nNous avons lu", "\n\nSelon une page tierce, un exemple.\n\n‸Nous avons lu"), "R005")
    assert said.startswith("‸ ")
