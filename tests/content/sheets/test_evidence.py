"""Wording and evidence: how strong, on what kind of design, read where."""

import pytest

from tests.rules.examples import SHEET, TEXT, advice, note, note_en, place_of, sheet, text, told
from tests.support import fiche_with

LINKED = "[@exemple2020, résumé, #lien]"
RETRACTION = (
    "evaluation_fondement: revue exemple\nregistre:\n  - etat: {}\n    date: 2026-11-01\n    adresse: https://www.example.org/avis\n"
)


@pytest.mark.parametrize("force", ["moderee", "elevee"])
def test_moderate_confidence_without_a_synthesis_is_named(tmp_path, force):
    files = {**sheet("force: limitee", f"force: {force}"), **note_en("devis: synthese", "devis: essai-randomise")}
    assert told(tmp_path, files, "P001") == [f"{place_of('limitee')} La confiance est « {force} », et aucune synthèse n’est citée."]


@pytest.mark.parametrize("force", ["insuffisante", "tres-limitee", "limitee", "moderee", "elevee"])
def test_with_a_synthesis_every_confidence_may_be_said(tmp_path, force):
    assert told(tmp_path, sheet("force: limitee", f"force: {force}"), "P001") == []


@pytest.mark.parametrize(
    ("written", "word", "column"),
    [
        ("L’exemple prouve un lien.", "prouve", 11),
        ("L’exemple démontre un lien.", "démontre", 11),
        ("Un exemple efficace.", "efficace", 12),
        ("L’efficacité de l’exemple.", "efficacité", 3),
    ],
)
@pytest.mark.parametrize("force", ["tres-limitee", "insuffisante"])
def test_a_strong_word_is_refused_when_confidence_is_thin(tmp_path, written, word, column, force):
    files = {SHEET: fiche_with("force: limitee", f"force: {force}").replace("Exemple de contexte.", written)}
    assert told(tmp_path, files, "P002") == [f"{TEXT}:{column} « {word} » en dit trop pour une confiance « {force} »."]
    assert advice(tmp_path / "again", files, "P002") == ["Écrivez « est associé à », « suggère », « observe »."]


def test_a_strong_word_of_the_title_is_refused_too(tmp_path):
    files = {SHEET: fiche_with("force: limitee", "force: tres-limitee").replace("sur le tutorat", "‸efficace")}
    assert told(tmp_path, files, "P002") == ["‸ « efficace » en dit trop pour une confiance « tres-limitee »."]


def test_a_strong_word_of_any_claim_of_the_header_is_refused_too(tmp_path):
    files = {SHEET: fiche_with("force: limitee", "force: tres-limitee").replace("redaction:", "cout: Un exemple ‸efficace.\nredaction:")}
    assert told(tmp_path, files, "P002") == ["‸ « efficace » en dit trop pour une confiance « tres-limitee »."]


def test_a_quoted_word_is_not_ours(tmp_path):
    files = {
        SHEET: fiche_with("force: limitee", "force: tres-limitee").replace("Exemple de contexte.", "Le titre dit «\u00a0efficace\u00a0».")
    }
    assert told(tmp_path, files, "P002") == []


def test_a_strong_word_is_allowed_when_confidence_is_limited(tmp_path):
    assert told(tmp_path, text("Un exemple efficace."), "P002") == []


@pytest.mark.parametrize(
    ("written", "word", "column"),
    [
        (f"L’exemple réduit le risque {LINKED}.", "réduit", 11),
        (f"L’exemple améliore la lecture {LINKED}.", "améliore", 11),
        (f"L’exemple fait progresser les élèves {LINKED}.", "fait progresser", 11),
        (f"Grâce à l’exemple, on lit {LINKED}.", "Grâce à", 1),
    ],
)
def test_a_verb_of_cause_is_named_when_the_source_shows_a_link(tmp_path, written, word, column):
    assert told(tmp_path, text(written), "P003") == [
        f"{TEXT}:{column} « {word} » parle de cause; les sources citées montrent un lien ou décrivent."
    ]


@pytest.mark.parametrize(
    "written",
    [
        f"L’exemple est associé à la lecture {LINKED}.",
        "L’exemple améliore la lecture [@sample2021, résumé].",
        f"L’exemple améliore la lecture {LINKED.removesuffix(']')}; @sample2021, résumé].",
        f"Le titre dit «\u00a0améliore\u00a0» {LINKED}.",
        "L’exemple améliore la lecture.",
    ],
    ids=["link", "effect", "link and effect", "quoted", "nothing cited"],
)
def test_a_verb_of_cause_passes_when_an_effect_was_estimated_or_the_word_is_quoted(tmp_path, written):
    assert told(tmp_path, text(written), "P003") == []


@pytest.mark.parametrize("written", ["C’est un lien, non une cause", "L’exemple n’est pas la cause", "Un portrait sans parler de cause"])
def test_a_cause_that_is_denied_is_no_cause(tmp_path, written):
    assert told(tmp_path, text(f"{written} {LINKED}."), "P003") == []
    assert told(tmp_path / "said", text(f"Ce n’est pas le hasard, mais la cause {LINKED}."), "P003") != []


def test_the_header_of_a_sheet_that_cites_links_alone_speaks_of_no_cause(tmp_path):
    summed_up = fiche_with("Un exemple de résumé, assez long", "Un exemple qui ‸améliore la lecture, assez long")
    assert told(tmp_path, {SHEET: summed_up}, "P003") == []  # a synthesis of effects is cited too
    links_alone = {SHEET: summed_up.replace("@sample2021, résumé", "@exemple2020, résumé, #taille")}
    assert told(tmp_path / "links", links_alone, "P003") == [
        "‸ « améliore » parle de cause; les sources citées montrent un lien ou décrivent."
    ]


@pytest.mark.parametrize("reading", ["communique", "page-tierce", "releve"])
def test_a_key_message_does_not_stand_on_second_hand_reading_alone(tmp_path, reading):
    assert told(tmp_path, note("{#lien lang=fr lu=resume}", f"{{#lien lang=fr lu={reading}}}"), "P004") == [
        f"{place_of('2. Parmi')} Ce message ne s’appuie que sur un communiqué, la page d’un tiers ou un relevé."
    ]


def test_a_key_message_may_add_a_press_release_to_an_abstract(tmp_path):
    cited = sheet("[@exemple2020, résumé, #lien].", "[@exemple2020, résumé, #lien; @sample2021, résumé].")
    assert told(tmp_path, {**cited, **note("{#lien lang=fr lu=resume}", "{#lien lang=fr lu=communique}")}, "P004") == []


def test_a_retracted_study_is_named_where_it_is_first_cited(tmp_path):
    retracted = note("evaluation_fondement: revue exemple\n", RETRACTION.format("retractation"))
    assert told(tmp_path, retracted, "P005") == [f"{place_of('@exemple2020')} « exemple2020 » a été rétractée."]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("correction", "a été corrigée"),
        ("preoccupation", "a fait l’objet d’un doute publié"),
        ("nouvelle-version", "a une version plus récente"),
    ],
)
def test_a_study_with_a_notice_may_be_cited_and_is_told(tmp_path, state, said):
    files = note("evaluation_fondement: revue exemple\n", RETRACTION.format(state))
    assert told(tmp_path, files, "P005") == []
    assert told(tmp_path / "again", files, "P007") == [f"{place_of('@exemple2020')} « exemple2020 » {said}."]


def test_a_retracted_study_is_told_once_whatever_other_notices_say(tmp_path):
    notices = RETRACTION.format("correction") + RETRACTION.format("retractation").partition("registre:\n")[2]
    assert told(tmp_path, note("evaluation_fondement: revue exemple\n", notices), "P007") == []


@pytest.mark.parametrize(
    ("reviewer", "said"),
    [
        ("Équipe exemple", [f"{place_of('null')} « revision » nomme la même personne que « redaction »."]),
        ("équipe Exemple", [f"{place_of('null')} « revision » nomme la même personne que « redaction »."]),
        ("A. Exemple", []),
        ("null", []),
    ],
)
def test_nobody_reviews_their_own_sheet(tmp_path, reviewer, said):
    assert told(tmp_path, sheet("revision: null", f"revision: {reviewer}"), "P006") == said
