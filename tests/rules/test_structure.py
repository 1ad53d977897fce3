"""Structure: fixed headings, key messages, leads, questions, no raw HTML."""

import pytest

from tests.rules.examples import SHEET, TEXT, activity, advice, page, place_of, section, sheet, text, told
from tests.support import FICHE

# Where the body begins.
BODY = place_of("\n## À retenir")
TWO = "1. L’effet global est de 0,25 [@sample2021, résumé].\n2. Parmi les élèves aidés, 15\u00a0% lisent davantage [@exemple2020, résumé, #lien].\n"
LEAD = section("Pistes d’action").split("## Pistes d’action\n\n")[1]


def words(number: int) -> str:
    """A sentence of that many words."""
    return " ".join(["mot"] * number) + "."


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param(sheet(section("Limites"), ""), [f"{BODY} La section « Limites » manque."], id="removed"),
        pytest.param(sheet("## Limites", "## LIMITES"), [], id="capitals"),
        pytest.param(sheet("## Pistes d’action", "## Pistes d'action"), [], id="straight apostrophe"),
    ],
)
def test_a_section_is_missing_whatever_its_case_or_apostrophe(tmp_path, files, said):
    assert told(tmp_path, files, "S010") == said


def test_the_help_of_a_missing_section_gives_the_line_to_add(tmp_path):
    assert advice(tmp_path, sheet(section("Limites"), ""), "S010") == ["Ajoutez une ligne « ## Limites »."]


def test_a_heading_that_comes_twice_is_named_at_its_second_place_and_not_as_a_fault_of_order(tmp_path):
    twice = sheet("## Limites\n", "## Limites\n\nUn exemple.\n\n‸## Limites\n")
    assert told(tmp_path, twice, "S011") == ["‸ Le titre « Limites » revient deux fois."]
    assert told(tmp_path / "again", twice, "S013") == []


def test_a_heading_of_the_list_of_a_page_comes_once_too(tmp_path):
    twice = page("Du texte.", "Du texte.\n\n‸## Exemple\n\nDu texte.")
    assert told(tmp_path, twice, "S011") == ["‸ Le titre « Exemple » revient deux fois."]


def test_a_mistyped_heading_has_the_right_one_suggested(tmp_path):
    files = sheet("## Limites", "‸## Limite")
    assert told(tmp_path, files, "S012") == ["‸ « Limite » n’est pas une section de fiche."]
    assert advice(tmp_path / "again", files, "S012") == ["Vouliez-vous dire « Limites »?"]


def test_a_heading_like_no_other_has_the_whole_list(tmp_path):
    (help_text,) = advice(tmp_path, sheet("## Limites\n", "## Bibliographie zzz\n\nUn exemple.\n\n## Limites\n"), "S012")
    assert help_text.startswith("Sections\u00a0: À retenir, Pistes d’action, Pour décider")


def test_the_first_section_out_of_order_is_named_with_the_one_that_comes_before(tmp_path):
    limits = section("Limites")
    moved = {SHEET: FICHE.replace(limits, "").replace("## Pistes d’action", f"‸{limits}## Pistes d’action")}
    assert told(tmp_path, moved, "S013") == ["‸ « Limites » arrive trop tôt\u00a0: « Pistes d’action » vient avant."]


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        (TWO.split("\n", maxsplit=1)[0] + "\n", [f"{place_of('## À retenir')} « À retenir » a 1 message; il en faut deux ou trois."]),
        (TWO, []),
        (TWO + "3. Un exemple [@exemple2020, résumé, #lien].\n", []),
        (TWO * 2, [f"{place_of('## À retenir')} « À retenir » a 4 messages; il en faut deux ou trois."]),
    ],
    ids=["one", "two", "three", "four"],
)
def test_two_or_three_messages_are_kept(tmp_path, messages, said):
    assert told(tmp_path, sheet(TWO, messages), "S014") == said


@pytest.mark.parametrize(("number", "said"), [(35, []), (36, ["‸ Ce message a 36 mots; la limite est de 35."])])
def test_a_message_has_at_most_35_words_its_citation_apart(tmp_path, number, said):
    long = words(number).removesuffix(".") + " [@exemple2020, résumé, #lien]."
    assert told(tmp_path, sheet(TWO.split("\n", maxsplit=1)[0], f"‸1. {long}"), "S015") == said


def test_a_message_without_citation_is_named_even_without_a_figure(tmp_path):
    files = sheet(TWO.split("\n", maxsplit=1)[0], "‸1. Le tutorat aide.")
    assert told(tmp_path, files, "S016") == ["‸ Ce message ne cite aucun extrait."]


@pytest.mark.parametrize(
    ("files", "said", "help_text"),
    [
        pytest.param(
            sheet("- **Qui**\u00a0: scolaire (direction)\n", ""),
            f"{place_of('### Essayer')} La piste « Essayer un exemple » ne dit pas\u00a0: Qui.",
            "Ajoutez\u00a0: - **Qui**\u00a0: …",
            id="part missing",
        ),
        pytest.param(
            sheet("- **Qui**\u00a0: scolaire (direction)\n", "- **Qui**\u00a0:\n"),
            f"{place_of('### Essayer')} La piste « Essayer un exemple » ne dit pas\u00a0: Qui.",
            "Ajoutez\u00a0: - **Qui**\u00a0: …",
            id="part empty",
        ),
        pytest.param(
            sheet("- **Quoi**\u00a0: un essai\n", "- **Quoi**\u00a0: un essai\n- **‸Combien**\u00a0: rien\n"),
            "‸ « Combien » n’est pas une partie de piste.",
            "Parties\u00a0: Pour, Qui, Quoi, Premier pas, Obstacle probable, Appui.",
            id="part unknown",
        ),
        pytest.param(
            sheet("- **Quoi**\u00a0: un essai\n", "- **Quoi**\u00a0: un essai\n- **‸Premiers pas**\u00a0: rien\n"),
            "‸ « Premiers pas » n’est pas une partie de piste.",
            "Vouliez-vous dire « Premier pas »?",
            id="part mistyped",
        ),
        pytest.param(
            sheet("**Qui**\u00a0: scolaire (", "**Qui**\u00a0: ‸scolaires ("),
            "‸ « scolaires » n’est pas un public.",
            "Vouliez-vous dire « scolaire »?",
            id="audience unknown",
        ),
        pytest.param(
            sheet(LEAD, "Un exemple.\n\n"),
            f"{place_of('## Pistes')} Il y a 0 piste; il en faut d’une à cinq.",
            "Une piste commence par « ### ».",
            id="no lead",
        ),
        pytest.param(
            sheet(LEAD, LEAD * 6),
            f"{place_of('## Pistes')} Il y a 6 pistes; il en faut d’une à cinq.",
            "Une piste commence par « ### ».",
            id="six leads",
        ),
    ],
)
def test_a_lead_says_all_of_its_parts_and_no_other(tmp_path, files, said, help_text):
    assert told(tmp_path, files, "S017") == [said]
    assert advice(tmp_path / "again", files, "S017") == [help_text]


@pytest.mark.parametrize(
    "ground",
    [
        "idée à discuter",
        "Idée à discuter, à l’échelle d’une école",
        "Étude [@sample2021, résumé], dans 42\u00a0essais",
        "guide, sans niveau de preuve énoncé [@sample2021, résumé]",
        "expérience [@sample2021, résumé]",
    ],
)
def test_a_lead_says_what_it_stands_on(tmp_path, ground):
    assert told(tmp_path, sheet("étude [@sample2021, résumé]\n\n## Pour d", ground + "\n\n## Pour d"), "S018") == []


@pytest.mark.parametrize("ground", ["le bon sens", "savoir d’expérience", "une étude [@sample2021, résumé]"])
def test_what_is_none_of_the_four_words_is_no_ground(tmp_path, ground):
    assert told(tmp_path, sheet("étude [@sample2021, résumé]\n\n## Pour d", f"‸{ground}\n\n## Pour d"), "S018") == [
        "‸ L’appui commence par « étude », « guide », « expérience » (chacun avec sa citation) ou « idée à discuter »."
    ]


@pytest.mark.parametrize("ground", ["étude", "étude de Sample", "guide", "expérience d’une école"])
def test_a_study_a_guide_and_an_experience_cite_where_they_are_told(tmp_path, ground):
    files = sheet("étude [@sample2021, résumé]\n\n## Pour d", f"‸{ground}\n\n## Pour d")
    assert told(tmp_path, files, "S018") == ["‸ Cet appui ne cite pas sa source."]


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ("- Que ferions-nous?\n", [f"{place_of('## Pour en')} Il y a 1 question; il en faut de deux à quatre."]),
        ("- Quoi?\n- Qui?\n- Où?\n- Quand?\n", []),
        ("- Quoi?\n- Qui?\n- Où?\n- Quand?\n- Comment?\n", [f"{place_of('## Pour en')} Il y a 5 questions; il en faut de deux à quatre."]),
    ],
    ids=["one", "four", "five"],
)
def test_two_to_four_questions_are_asked(tmp_path, questions, said):
    assert told(tmp_path, sheet("- Que ferions-nous?\n- Avec qui?\n", questions), "S019") == said


def test_a_heading_with_nothing_under_it_is_an_empty_section(tmp_path):
    assert told(tmp_path, sheet("Nous avons lu les résumés.\n\n", ""), "S020") == [
        f"{place_of('## Limites')} La section « Limites » est vide."
    ]


# The small sheet has 106 words, of which 3 are those replaced.
@pytest.mark.parametrize(
    ("number", "said"),
    [(399, [f"{BODY} Le texte a 399 mots."]), (400, []), (900, []), (901, [f"{BODY} Le texte a 901 mots."])],
)
def test_a_sheet_has_400_to_900_words(tmp_path, number, said):
    assert told(tmp_path, text(words(number - 103)), "S021") == said


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("<b>Exemple</b>", [1, 11]),
        ("Exemple <br/> de texte.", [9]),
        ("<script>alert()</script>", [1, 16]),
        ("Exemple <!DOCTYPE html>", [9]),
        ("Exemple <?php ?>", [9]),
        ("Exemple <img src=x\nonerror=alert()>", [9]),
        ("Exemple <img src=x onerror=alert()", [9]),
    ],
)
def test_html_is_refused_at_each_tag_even_over_two_lines_or_unclosed(tmp_path, written, column):
    assert told(tmp_path, text(written), "S022") == [f"{TEXT}:{at} Du HTML se trouve dans le texte." for at in column]


@pytest.mark.parametrize(
    "written",
    [
        "Un effet petit (p < 0,05).",
        "Un exemple de `<b>code</b>`.",
        "```\n<b>code</b>\n```",
        "Voir <https://www.example.org/>.",
        "Exemple.\n\n<!-- un commentaire <b> -->",
        "A < b et c > d.",
    ],
)
def test_a_lone_sign_an_address_code_and_comments_are_no_html(tmp_path, written):
    assert told(tmp_path, text(written), "S022") == []


def test_html_is_refused_in_a_title(tmp_path):
    files = sheet("titre: Exemple de", "titre: Exemple ‸<b>de‸</b>")
    assert told(tmp_path, files, "S022") == ["‸ Du HTML se trouve dans le texte."] * 2


@pytest.mark.parametrize("files", [text("‸# Grand titre"), activity("## Déroulement", "‸# Déroulement")])
def test_a_heading_of_rank_1_is_refused(tmp_path, files):
    assert told(tmp_path, files, "S023") == ["‸ Ce titre est de rang 1."]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Un ‸![exemple](https://www.example.org/a.png).", ["‸ Une image se trouve dans le texte."]),
        ("Un ‸![exemple][a].", ["‸ Une image se trouve dans le texte."]),
        ("Un `![exemple](a.png)` de code.", []),
        ("Un exemple! [Un lien](https://www.example.org/).", []),
    ],
    ids=["image", "image by reference", "code", "link after an exclamation"],
)
def test_an_image_is_refused(tmp_path, written, said):
    assert told(tmp_path, text(written), "S024") == said


def test_a_sheet_without_a_body_is_named_under_its_header(tmp_path):
    assert told(tmp_path, {SHEET: FICHE.split("\n## À retenir")[0]}, "S001") == [f"{BODY} Il n’y a pas de texte sous l’en-tête."]
