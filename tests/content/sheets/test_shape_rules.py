"""What helps to decide: the short answer, the first step, the three sentences, the ground of actions, the questions of people."""

import pytest

from tests.rules.examples import NOTE_EN, SHEET, advice, note_en, place_of, sheet, told
from tests.support import FICHE, NOTE_SAMPLE

GROUND = "étude [@sample2021, résumé]\n\n## Pour d"
LAST = "- Ne comptez pas sur un autre exemple [@exemple2020, résumé, #lien].\n"


def with_line(key: str, value: str) -> dict[str, str | bytes | None]:
    line = next(line for line in FICHE.split("\n") if line.startswith(f"{key}: "))
    return sheet(f"{line}\n", f"{key}: {value}\n")


@pytest.mark.parametrize(
    ("words", "said"), [(12, []), (13, ["S030"]), (16, ["S030"]), (17, ["S031"])], ids=["twelve", "thirteen", "sixteen", "seventeen"]
)
def test_a_title_of_more_than_twelve_words_is_long_and_of_more_than_sixteen_refused(tmp_path, words, said):
    files = with_line("titre", " ".join(["mot"] * words))
    assert [code for code in ("S030", "S031") if told(tmp_path / code, files, code)] == said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("L’exemple aide-t-il?", []),
        ("Les effets de l’exemple", ["Cette question ne finit pas par un point d’interrogation."]),
        (" ".join(["mot"] * 13) + "?", ["Cette question a 13 mots; la limite est de 12."]),
    ],
)
def test_a_question_is_short_and_asks(tmp_path, question, said):
    assert told(tmp_path, with_line("question", f"‸{question}"), "S032") == [f"‸ {one}" for one in said]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("Une phrase d’exemple. Une autre phrase d’exemple.", []),
        ("Une seule phrase d’exemple, un peu longue.", ["La réponse a 1 phrase; il en faut deux."]),
        ("Une phrase exemple. Une autre. Une dernière.", ["La réponse a 3 phrases; il en faut deux."]),
        (f"Une phrase. Une {'autre ' * 44}phrase.", ["La réponse a 48 mots; la limite est de 45."]),
        ("Près de 0,25 dans l’exemple. Une autre phrase.", []),
    ],
)
def test_an_answer_is_two_short_sentences(tmp_path, answer, said):
    assert told(tmp_path, with_line("reponse", f"‸{answer}"), "S033") == [f"‸ {one}" for one in said]


@pytest.mark.parametrize(
    ("kind", "step", "said"),
    [
        ("fait-saillant", "La direction essaie.", None),
        ("fait-saillant", "null", f"{place_of('Un exemple de résumé')} Le premier pas manque."),
        ("retour-sur-outil", "null", None),
        ("repere", "null", None),
        ("repere", "‸La direction essaie.", "‸ Un repère n’a pas de premier pas."),
        ("fait-saillant", "‸" + "mot " * 26, "‸ Ce premier pas a 26 mots; la limite est de 25."),
    ],
)
def test_a_first_step_goes_with_actions(tmp_path, kind, step, said):
    text = FICHE.replace("premier_pas: La direction essaie un exemple.", f"premier_pas: {step}")
    files = {SHEET: text.replace("type: fait-saillant", f"type: {kind}")}
    assert told(tmp_path, files, "S034") == ([said] if said else [])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (LAST, "", f"{place_of('## Pour décider')} « Pour décider » a 2 phrases; il en faut trois."),
        ("Ne comptez pas sur un autre", "‸N’attendez pas un autre", "‸ Cette phrase ne commence pas par les mots attendus."),
        (
            " [@exemple2020, résumé, #lien].\n\n## Pourquoi",
            ".\n\n## Pourquoi",
            f"{place_of('Ne comptez pas')} Cette phrase ne cite aucun extrait.",
        ),
        ("attendez-vous à un exemple", "attendez-vous au même exemple", None),
        ("On sait que", "on sait que", None),
    ],
)
def test_three_sentences_begin_as_they_must_and_cite(tmp_path, old, new, said):
    assert told(tmp_path, sheet(old, new), "S035") == ([said] if said else [])


@pytest.mark.parametrize(
    ("ground", "said"), [("idée à discuter", True), ("expérience [@sample2021, résumé]", True), ("guide [@sample2021, résumé]", False)]
)
def test_one_action_rests_on_a_study_or_a_guide_or_the_text_is_a_landmark(tmp_path, ground, said):
    files = sheet(GROUND, f"{ground}\n\n## Pour d")
    assert (told(tmp_path, files, "S036") != []) is said
    if said:
        assert advice(tmp_path / "again", files, "S036") == ["Ajoutez-en une, ou écrivez « type: repere »."]


def test_a_landmark_has_no_action(tmp_path):
    said = told(tmp_path, sheet("type: fait-saillant", "type: repere"), "S012")
    assert said[0] == f"{place_of('## Pistes')} « Pistes d’action » n’est pas une section d’une fiche de type « repere »."


@pytest.mark.parametrize(
    ("ground", "note", "said"),
    [
        ("étude [@sample2021, résumé]", {}, False),
        ("étude [@exemple2020, résumé, #lien]", {}, True),
        ("guide [@sample2021, résumé]", {}, True),
        ("guide [@sample2021, résumé]", note_en("lang=en lu=resume", "lang=en lu=resume genre=recommandation"), False),
        ("guide [@sample2021, résumé]", note_en("devis: synthese", "devis: guide"), False),
    ],
)
def test_a_ground_is_what_its_excerpt_bears(tmp_path, ground, note, said):
    files = {**sheet(GROUND, f"{ground}\n\n## Pour d"), **note}
    assert (told(tmp_path, files, "P010") != []) is said


def test_two_sheets_do_not_claim_one_question_whatever_its_case_and_signs(tmp_path):
    other = FICHE.replace("titre: Exemple", "titre: Autre exemple").replace("question: L’exemple de", "question: Un autre exemple de")
    asked = (
        other.replace("un exemple ça marche-tu", "UN EXEMPLE CA MARCHE TU!")
        .replace("aider mon", "soigner mon")
        .replace("qui peut", "qui sait")
    )
    files = {"content/fiches/autre.md": asked}
    assert told(tmp_path, files, "U005") == [f"{place_of('un exemple ça marche-tu')} La fiche « autre » dit répondre à la même question."]
    draft = {"content/fiches/autre.md": asked.replace("statut: publiee", "statut: brouillon")}
    assert told(tmp_path / "draft", draft, "U005") == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Traduction", "Traduction", []),
        (
            "Traduction",
            "Remarque",
            [
                f"{place_of('## résumé', NOTE_EN, NOTE_SAMPLE)} L’extrait « #effet » porte un message à retenir de la fiche « exemple », et n’est pas traduit."
            ],
        ),
    ],
)
def test_what_carries_a_message_is_translated(tmp_path, old, new, said):
    assert told(tmp_path, note_en(old, new), "N012") == said


def test_the_figures_of_a_translation_are_those_of_its_quotation(tmp_path):
    assert told(tmp_path, note_en("quarante-deux essais", "des essais"), "N013") == [
        f"{place_of('un effet global de', NOTE_EN, NOTE_SAMPLE)} La traduction de « #effet » ne dit pas « forty-two trials »."
    ]
    assert told(tmp_path / "more", note_en("quarante-deux essais", "quarante-trois essais"), "T006") != []


def test_a_sheet_of_yesterday_is_told_what_to_add_and_what_replaces_its_summary(tmp_path):
    kept = [line for line in FICHE.split("\n") if not line.startswith(("question: ", "buts: "))]
    files = {SHEET: "\n".join(kept).replace("reponse: ", "‸resume: ", 1)}
    assert [line.split(" ", 1)[1] for line in told(tmp_path, files, "E010", "E011")[1:]] == [
        "La clé « buts » manque.",
        "La clé « question » manque.",
    ]
    assert told(tmp_path / "again", files, "E010") == ["‸ La clé « resume » est inconnue."]
    (said,) = advice(tmp_path / "advice", files, "E010")
    assert said.startswith("« reponse » remplace « resume »\u00a0: deux phrases")
