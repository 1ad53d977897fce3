"""Traceability: every figure of a page is in the excerpt that its sentence cites, with its unit."""

import pytest

from tests.rules.examples import (
    ACTIVITY,
    NOTE,
    PLAN_FILE,
    TEXT,
    activity,
    advice,
    committee,
    council,
    note,
    note_en,
    page,
    place_of,
    plan,
    sheet,
    text,
    told,
)
from tests.support import NOTE_EXEMPLE

SAMPLE = "[@sample2021, résumé]"
CITED = "[@exemple2020, résumé, #lien]"


def test_a_figure_without_citation_is_named_with_its_column(tmp_path):
    files = text("Un exemple de ‸12\u00a0écoles.")
    assert told(tmp_path, files, "T001") == ["‸ « 12\u00a0écoles » est dans une phrase sans citation."]
    assert advice(tmp_path / "again", files, "T001") == ["Citez l’extrait avant le point de la phrase, ou retirez le chiffre."]


def test_a_citation_in_the_next_sentence_does_not_count(tmp_path):
    assert told(tmp_path, text(f"Un effet de 0,25\u00a0écart-type. Un exemple {SAMPLE}."), "T001") == [
        f"{TEXT}:13 « 0,25\u00a0écart-type » est dans une phrase sans citation."
    ]


def test_two_figures_of_one_line_have_each_their_column(tmp_path):
    assert told(tmp_path, text("De ‸12\u00a0écoles et de ‸30\u00a0classes."), "T001") == [
        "‸ « 12\u00a0écoles » est dans une phrase sans citation.",
        "‸ « 30\u00a0classes » est dans une phrase sans citation.",
    ]


def test_a_page_is_held_to_the_same_rule(tmp_path):
    assert told(tmp_path, page("Du texte.", "Un exemple de ‸12\u00a0écoles."), "T001") == [
        "‸ « 12\u00a0écoles » est dans une phrase sans citation."
    ]


@pytest.mark.parametrize(
    "written",
    [
        f"Un effet de 0,25\u00a0écart-type {SAMPLE}.",
        f"Les 42\u00a0essais le montrent {SAMPLE}.",
        f"Quarante-deux essais le montrent {SAMPLE}.",
        f"Un effet d’environ 0,3\u00a0écart-type {SAMPLE}.",
        f"Lisent davantage\u00a0: 15\u00a0% des élèves aidés {CITED}.",
        "La 6e année commence le 24 novembre 2026, à 13\u00a0h\u00a030.",
        "Voir la recommandation 3, p. 5, et `12 écoles`.",
    ],
)
def test_a_figure_found_in_its_excerpt_or_that_is_none_passes(tmp_path, written):
    assert told(tmp_path, text(written), "T001") + told(tmp_path / "again", text(written), "T002") == []


@pytest.mark.parametrize(
    ("written", "figure", "column"),
    [
        (f"Un effet de 0,35\u00a0écart-type {SAMPLE}.", "0,35\u00a0écart-type", 13),
        (f"Un effet de −0,25\u00a0écart-type {SAMPLE}.", "−0,25\u00a0écart-type", 13),
        (f"Un effet de 0,3\u00a0écart-type {SAMPLE}.", "0,3\u00a0écart-type", 13),
        (f"Les 15\u00a0écoles lisent davantage {CITED}.", "15\u00a0écoles", 5),
        (f"Les 42\u00a0écoles le montrent {SAMPLE}.", "42\u00a0écoles", 5),
    ],
    ids=["digit", "sign", "rounded without environ", "percent is not schools", "trials are not schools"],
)
def test_a_figure_that_its_excerpt_does_not_hold_is_named_with_the_excerpt(tmp_path, written, figure, column):
    assert told(tmp_path, text(written), "T002") == [
        f"{TEXT}:{column} « {figure} » ne se trouve pas dans l’extrait cité, avec cette unité."
    ]
    (help_text,) = advice(tmp_path / "again", text(written), "T002")
    assert help_text.startswith(
        (
            "Reprenez le chiffre de l’extrait, ou citez celui qui le porte. Extrait\u00a0: sample2021 #effet\u00a0: « an overall effect",
            "Reprenez le chiffre de l’extrait, ou citez celui qui le porte. Extrait\u00a0: exemple2020 #lien\u00a0: « 15 %",
        )
    )


def test_a_figure_whose_citation_leads_nowhere_is_told_with_its_citation_alone(tmp_path):
    files = text("Un effet de 0,25\u00a0écart-type [‸@sampel2021, résumé].")
    assert told(tmp_path, files, "T002") == []
    assert told(tmp_path / "again", files, "C001") == ["‸ La bibliographie n’a pas de clé « sampel2021 »."]


JUSTIFIED = "force_justification: "


@pytest.mark.parametrize(
    ("written", "figures"),
    [
        ("Deux études, lues dans leur résumé. ", []),  # sample2021 and exemple2020 are cited
        ("Une synthèse et une étude. ", []),
        ("Trois études, lues dans leur résumé. ", ["Trois études"]),
        ("Deux synthèses. ", ["Deux synthèses"]),
        ("Deux écoles y étaient. ", ["Deux écoles"]),
    ],
)
def test_a_justification_may_say_how_many_studies_were_read_and_no_other_number(tmp_path, written, figures):
    files = sheet(JUSTIFIED, JUSTIFIED + written)
    assert [one.split("« ")[1].split(" »")[0] for one in told(tmp_path, files, "T003")] == figures


def test_what_counts_the_studies_read_is_in_no_other_key(tmp_path):
    assert told(tmp_path, sheet("reponse: ", "reponse: Deux études le disent. "), "T003") != []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Un gain de 0,25 écart-type selon une synthèse.", []),
        (
            "Un gain de ‸0,4 écart-type selon une synthèse.",
            ["‸ « 0,4 écart-type », dans « reponse », n’est pas un chiffre que le texte cite."],
        ),
    ],
)
def test_a_figure_of_the_header_is_one_that_the_text_cites(tmp_path, written, said):
    old = "reponse: Un exemple de résumé, assez long pour être accepté par le modèle. Une autre phrase dit jusqu’où."
    assert told(tmp_path, sheet(old, f"reponse: {written} Une autre phrase."), "T003") == said


def test_a_figure_of_the_title_is_named_inside_its_quotes(tmp_path):
    files = sheet("titre: Exemple de fiche sur le tutorat", 'titre: "Exemple\u00a0: ‸12 écoles"')
    assert told(tmp_path, files, "T003") == ["‸ « 12 écoles », dans « titre », n’est pas un chiffre que le texte cite."]


def test_a_summary_in_our_own_words_carries_no_figure(tmp_path):
    assert told(tmp_path, note("{#lien lang=fr lu=resume}", "{#lien lang=fr lu=releve}"), "T004") == [
        place_of("15\u00a0% lisent") + " « 15\u00a0% » s’appuie sur un relevé dans nos mots, non sur une phrase de la source."
    ]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (activity(), []),
        (activity("participants: 206", "participants: ‸250"), ["‸ « 250 » ne se trouve dans aucun extrait de la source."]),
    ],
    ids=["quoted", "not quoted"],
)
def test_the_participants_of_an_activity_are_in_the_words_of_its_source(tmp_path, files, said):
    assert told(tmp_path, files, "T005") == said


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            note("L’étude porte sur 120\u00a0élèves.", "L’étude porte sur ‸130\u00a0élèves."),
            "‸ « 130\u00a0élèves » ne se trouve pas dans la citation de « #taille ».",
        ),
        (
            note("population: 120\u00a0élèves", "population: ‸130\u00a0élèves"),
            "‸ « 130\u00a0élèves », dans « population », ne se trouve dans aucun extrait de la note.",
        ),
        (
            note_en("dans 42\u00a0essais", "dans ‸43\u00a0essais"),
            "‸ « 43\u00a0essais » ne se trouve pas dans la citation de « #effet ».",
        ),
    ],
    ids=["paraphrase", "population", "number words in English"],
)
def test_a_figure_of_a_note_is_in_its_excerpts(tmp_path, files, said):
    assert told(tmp_path, files, "T006") == [said]


def test_a_figure_of_a_remark_is_told_in_the_remark(tmp_path):
    remark = note("L’étude porte sur 120\u00a0élèves.", "L’étude porte sur 120\u00a0élèves.\n\nUne remarque,\nsur ‸12\u00a0écoles.")
    assert told(tmp_path, remark, "T006") == ["‸ « 12\u00a0écoles » ne se trouve pas dans la citation de « #taille »."]


@pytest.mark.parametrize(
    ("quotation", "said"),
    [
        ("un échantillon récent (N = 120)", [place_of("120\u00a0élèves [@"), place_of("120\u00a0élèves.", NOTE, NOTE_EXEMPLE)]),
        ("120 élèves et enseignants", [place_of("120\u00a0élèves [@"), place_of("120\u00a0élèves.", NOTE, NOTE_EXEMPLE)]),
        ("un échantillon d’élèves (N = 120)", []),
    ],
)
def test_a_figure_that_rests_on_one_of_two_readings_is_told(tmp_path, quotation, said):
    found = told(tmp_path, note("> l’échantillon compte 120 élèves", f"> {quotation}"), "T007")
    assert [line.partition(" ")[0] for line in found] == said


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            activity("participants: 206", "objectif: Aider ‸12\u00a0élèves."),
            "‸ « 12\u00a0élèves », dans « objectif », n’est pas un chiffre que le texte cite.",
        ),
        (
            activity(
                "participants: 206",
                "questions_repondues:\n  - question: Combien?\n    reponse: >-\n      Un gain\n      de ‸15\u00a0%.\nparticipants: 206",
            ),
            "‸ « 15\u00a0% », dans « questions_repondues.reponse », n’est pas un chiffre que le texte cite.",
        ),
        (
            sheet("licence:", "corrections:\n  - {date: 2026-11-20, texte: Il y a ‸12\u00a0écoles.}\nlicence:"),
            "‸ « 12\u00a0écoles », dans « corrections.texte », n’est pas un chiffre que le texte cite.",
        ),
        (
            committee("enjeu: Lire", "enjeu: Aider ‸12\u00a0élèves"),
            "‸ « 12\u00a0élèves », dans « enjeux.enjeu », n’est pas un chiffre que le texte cite.",
        ),
        (
            council("devise: De l’étude", "devise: Pour ‸12\u00a0élèves, de l’étude"),
            "‸ « 12\u00a0élèves », dans « devise », ne peut mener à aucun extrait\u00a0: ce fichier n’a pas de texte qui cite.",
        ),
    ],
    ids=["aim", "answer over two lines", "correction", "issue", "council"],
)
def test_a_figure_of_any_claim_of_a_header_is_named_at_its_place(tmp_path, files, said):
    assert told(tmp_path, files, "T003") == [said]


def test_a_figure_of_an_answer_may_be_one_that_the_text_cites(tmp_path):
    files = activity(
        "participants: 206", "questions_repondues: [{question: Combien?, reponse: Un gain de 0,25\u00a0écart-type.}]\nparticipants: 206"
    )
    files[ACTIVITY] = str(files[ACTIVITY]).replace("Un exemple de texte.", f"Un gain de 0,25\u00a0écart-type {SAMPLE}.")
    assert told(tmp_path, files, "T003") == []


def test_a_correction_quotes_what_the_sheet_said_before(tmp_path):
    files = sheet("licence:", "corrections: [{date: 2026-11-20, texte: La fiche disait «\u00a012\u00a0écoles\u00a0».}]\nlicence:")
    assert told(tmp_path, files, "T003") == []


@pytest.mark.parametrize(
    ("files", "place", "name", "hint"),
    [
        (
            sheet("résumé, assez long", "résumé ‸[@sample2021, résumé], assez long"),
            "‸",
            "reponse",
            "Mettez la phrase et sa citation dans le texte\u00a0: ici, le chiffre se dit sans elle.",
        ),
        (
            activity("participants: 206", "essentiel: [{a: '1:00', point: '‸@sample2021 le montre.'}]"),
            "‸",
            "essentiel.point",
            "Mettez la phrase et sa citation dans le texte\u00a0: ici, le chiffre se dit sans elle.",
        ),
        (
            plan("etat: atteint", "constats: Un exemple ‸[@sample2021, résumé].\n        etat: atteint"),
            "‸",
            "objectifs.actions.constats",
            "Mettez la phrase et sa citation dans une page, et menez-y.",
        ),
        (
            note("population: 120\u00a0élèves (exemple)", "population: Élèves ‸[@sample2021, résumé]"),
            "‸",
            "population",
            "Retirez-la\u00a0: une note se cite, elle ne cite pas.",
        ),
    ],
    ids=["summary", "author's name in the sentence", "plan", "note"],
)
def test_a_citation_that_would_be_printed_as_it_is_says_where_to_put_it(tmp_path, files, place, name, hint):
    assert told(tmp_path, files, "T009") == [f"{place} Une citation se trouve dans « {name} », qui s’affiche tel quel."]
    assert advice(tmp_path / "again", files, "T009") == [hint]


def test_an_address_and_a_name_on_a_network_are_no_citation(tmp_path):
    files = activity("participants: 206", "objectif: Écrire à acces@exemple.invalid ou à @exemple.\nparticipants: 206")
    assert told(tmp_path, files, "T009") == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "resultat: ‸12\u00a0élèves sont venues",
            ["‸ « 12\u00a0élèves », dans « suites.resultat », ne dit pas d’où il vient."],
        ),
        ("resultat: 12\u00a0élèves sont venues, source: Liste de présences", []),
        ("resultat: Des élèves sont venus", []),
    ],
    ids=["no source", "source", "no figure"],
)
def test_a_number_that_the_council_counted_says_its_source(tmp_path, written, said):
    files = activity("participants: 206", f"suites: [{{quoi: Écrire aux familles, qui: la table, quand: 2026-12-01, {written}}}]")
    assert [line.split(" ", 1) for line in told(tmp_path, files, "T008")] == [line.split(" ", 1) for line in said]


def test_the_number_of_an_action_is_that_of_its_indicator(tmp_path):
    assert told(tmp_path, plan("action: Exemple d’action", "action: Exemple de 4\u00a0heures"), "T008") == []
    alone = plan("action: Exemple d’action", "action: Exemple de ‸4\u00a0heures")
    alone[PLAN_FILE] = str(alone[PLAN_FILE]).split("        realisation:")[0]
    assert told(tmp_path / "alone", alone, "T008") == ["‸ « 4\u00a0heures », dans « objectifs.actions.action », ne dit pas d’où il vient."]
    assert advice(tmp_path / "advice", alone, "T008") == ["Remplissez « realisation » ou « effet », à côté, ou retirez le nombre."]


def test_the_places_of_an_activity_are_in_the_words_of_its_source(tmp_path):
    said = activity("participants: 206", "inscription: {note: Il y a ‸40\u00a0élèves.}\nparticipants: 206")
    assert told(tmp_path, said, "T005") == ["‸ « 40\u00a0élèves » ne se trouve dans aucun extrait de la source."]
    ours = {ACTIVITY: str(said[ACTIVITY]).split("source:")[0] + "---\n\n## Déroulement\n\nUn exemple de texte.\n"}
    assert told(tmp_path / "ours", ours, "T005") == []
