"""Citations: each leads to one excerpt of one reading note."""

import re

import pytest

from tests.rules.examples import NOTE, NOTE_EN, SHEET, advice, bib, note, place_in, sheet, text, told
from tests.support import BIBLIOGRAPHIE, FICHE

OTHER_ENTRY = "\n@misc{‸autre2019,\n  title = {Exemple non cité},\n  year = {2019}\n}\n"


@pytest.mark.parametrize("citation", ["[@exemple2020, résumé, #lien]", "[voir @exemple2020, résumé, #lien; @sample2021, résumé]"])
def test_a_citation_that_leads_to_its_excerpt_is_right(tmp_path, citation):
    for code in ("C001", "C002", "C003", "C004", "C005", "C006", "C007", "C008"):
        assert told(tmp_path / code, text(f"Un exemple {citation}."), code) == []


def test_a_narrative_citation_with_its_locator_is_right(tmp_path):
    for code in ("C001", "C002", "C003", "C006"):
        assert told(tmp_path / code, text("@sample2021 [résumé] montre un exemple."), code) == []


@pytest.mark.parametrize(
    ("citation", "code", "said", "help_text"),
    [
        pytest.param(
            "[‸@sampel2021, résumé]",
            "C001",
            "‸ La bibliographie n’a pas de clé « sampel2021 ».",
            "Vouliez-vous dire « @sample2021 »?",
            id="key mistyped",
        ),
        pytest.param(
            "[‸@zzzzzz, résumé]",
            "C001",
            "‸ La bibliographie n’a pas de clé « zzzzzz ».",
            "Ajoutez d’abord la source\u00a0: passerelle ajouter, puis son DOI ou son adresse.",
            id="key like no other",
        ),
        pytest.param(
            "[@sample2021, résumé; ‸@sampel2021, résumé]",
            "C001",
            "‸ La bibliographie n’a pas de clé « sampel2021 ».",
            "Vouliez-vous dire « @sample2021 »?",
            id="second of two",
        ),
        pytest.param("[‸@sample2021]", "C002", "‸ Le repère manque.", "Repères possibles\u00a0: « résumé ».", id="no locator"),
        pytest.param(
            "[@sample2021, ‸sommaire]",
            "C003",
            "‸ La note « sample2021 » n’a pas de repère « sommaire ».",
            "Repères\u00a0: « résumé ».",
            id="locator unknown",
        ),
        pytest.param(
            "[@sample2021, ‸résumés]",
            "C003",
            "‸ La note « sample2021 » n’a pas de repère « résumés ».",
            "Vouliez-vous dire « résumé »? Repères\u00a0: « résumé ».",
            id="locator mistyped",
        ),
        pytest.param(
            "[@exemple2020, ‸résumé]",
            "C004",
            "‸ Plusieurs extraits de « exemple2020 » ont le repère « résumé ».",
            "Nommez l’extrait à la fin de la citation\u00a0: #taille, #lien.",
            id="two excerpts",
        ),
        pytest.param(
            "[@exemple2020, ‸résumé, #liens]",
            "C005",
            "‸ La note « exemple2020 » n’a pas d’extrait « #liens ».",
            "Vouliez-vous dire « #lien »? Extraits\u00a0: #taille, #lien.",
            id="excerpt mistyped",
        ),
        pytest.param(
            "[@sample2021, résumé;‸ p. 5]",
            "C007",
            "‸ Cette partie de la citation ne nomme aucune source.",
            "Répétez la clé devant chaque repère.",
            id="part without a key",
        ),
    ],
)
def test_what_is_wrong_with_a_citation_is_told_at_its_column(tmp_path, citation, code, said, help_text):
    files = text(f"Un exemple {citation}.")
    assert told(tmp_path, files, code) == [said]
    assert advice(tmp_path / "again", files, code) == [help_text]


def test_an_excerpt_of_another_locator_is_told_with_the_right_citation(tmp_path):
    files = {**text("Un exemple [@exemple2020, ‸résumé, #lien]."), **note("## résumé {#lien ", "## page 5 {#lien ")}
    assert told(tmp_path, files, "C005")[-1] == "‸ L’extrait « #lien » est au repère « page 5 », pas « résumé »."
    assert advice(tmp_path / "again", files, "C005")[-1] == "Écrivez [@exemple2020, page 5, #lien]."


def test_a_note_without_excerpts_has_none_to_suggest(tmp_path):
    files = {**text("Un exemple [@exemple2020, résumé, #lien]."), NOTE: note("", "")[NOTE].split("## résumé")[0]}
    assert "Extraits\u00a0: aucun." in advice(tmp_path, files, "C005")


def test_the_figures_of_the_sentence_choose_between_two_excerpts_of_one_locator(tmp_path):
    assert told(tmp_path, text("Des élèves aidés, 15\u00a0% lisent davantage [@exemple2020, résumé]."), "C004") == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Un exemple ‸[@sample2021, résumé.", ["‸ Cette citation n’est pas fermée."]),
        ("Un exemple ‸[ @sample2021, résumé.", ["‸ Cette citation n’est pas fermée."]),
        ("Un exemple `[@sample2021, résumé` de code.", []),
        ("Un exemple [@sample2021,\nrésumé].", []),
    ],
    ids=["unclosed", "unclosed with a space", "code", "over two lines"],
)
def test_an_unclosed_citation_is_named_at_its_bracket(tmp_path, written, said):
    assert told(tmp_path, text(written), "C006") == said


def test_a_heading_carries_no_citation(tmp_path):
    files = sheet("### Essayer un exemple", "### Essayer ‸[@sample2021, résumé]")
    assert told(tmp_path, files, "C007") == ["‸ Un titre ne porte pas de citation."]


def test_a_source_without_a_note_is_named_with_the_file_to_write(tmp_path):
    files = {NOTE_EN: None}
    cited = [place_in(SHEET, FICHE, found.start()) for found in re.finditer("@sample2021", FICHE)]
    assert len(cited) > 1
    assert told(tmp_path, files, "C008") == [f"{place} La source « sample2021 » n’a pas de note de lecture." for place in cited]
    assert advice(tmp_path / "again", files, "C008")[0] == "Écrivez research_notes/notes/sample2021.md."


def test_a_reference_that_nothing_cites_is_told_for_information(tmp_path):
    assert told(tmp_path, bib(BIBLIOGRAPHIE, BIBLIOGRAPHIE + OTHER_ENTRY), "C009") == ["‸ Aucune page ne cite « autre2019 »."]


def test_a_code_example_of_a_citation_cites_nothing(tmp_path):
    assert told(tmp_path, text("Écrivez `[@inconnu2020, résumé]`."), "C001") == []
