"""Silences: a line may set one rule aside, with its code and a reason."""

import pytest

from tests.rules.examples import SHEET, advice, council, note, page, sheet, text, told
from tests.support import FICHE

FAULT = "Pourquoi‸ ?"


def both(root, files):
    """What is still said of the spaces before « ? », and of the silences."""
    return told(root, files, "O001", "X001", "X002")


@pytest.mark.parametrize(
    "written",
    [
        f"{FAULT} <!-- silence O001 : titre officiel -->",
        f"{FAULT} <!-- silence O001\u00a0: titre officiel -->",
        f"{FAULT}  <!--silence O001: titre officiel-->  ",
        f"<!-- silence O001 : titre officiel -->\n{FAULT}",
        f"<!-- silence O001 : titre officiel -->  \n{FAULT}",
        f"{FAULT} Et {FAULT} <!-- silence O001 : titres officiels -->",
    ],
    ids=["end of the line", "no-break space", "other spaces", "alone on the line before", "alone, with spaces after", "two faults"],
)
def test_a_silence_with_a_reason_sets_its_rule_aside(tmp_path, written):
    assert both(tmp_path, text(written)) == []


def test_a_silence_in_the_header_is_a_yaml_comment(tmp_path):
    silent = sheet("titre: Exemple de fiche sur le tutorat", "titre: Exemple de fiche ?  # silence O001 : titre officiel")
    assert both(tmp_path, silent) == []
    above = sheet("titre: Exemple de fiche sur le tutorat", "# silence O001 : titre officiel\ntitre: Exemple de fiche ?")
    assert both(tmp_path / "above", above) == []


def test_a_silence_in_a_file_of_yaml_is_a_comment_too(tmp_path):
    silent = council("devise: De l’étude à la décision.", "devise: Est-ce utile ?  # silence O001 : devise officielle")
    assert both(tmp_path, silent) == []
    useless = council("devise: De l’étude", "‸# silence O001 : devise officielle\ndevise: De l’étude")
    assert both(tmp_path / "useless", useless) == ["‸ Rien à taire ici pour « O001 »."]


def test_a_rule_on_the_whole_text_is_silenced_under_the_header(tmp_path):
    files = {SHEET: FICHE.replace("---\n\n## À retenir", "---\n<!-- silence S021 : fiche courte exemple -->\n\n## À retenir")}
    assert told(tmp_path, files, "S021") + both(tmp_path, files) == []


def test_a_silence_is_for_its_own_line_and_rule(tmp_path):
    other_line = text(f"{FAULT}\n\nUn exemple. ‸<!-- silence O001 : titre officiel -->")
    assert both(tmp_path, other_line) == ["‸ Espace de trop avant ce signe.", "‸ Rien à taire ici pour « O001 »."]
    other_rule = text(f"{FAULT} ‸<!-- silence O002 : titre officiel -->")
    assert both(tmp_path / "rule", other_rule) == ["‸ Espace de trop avant ce signe.", "‸ Rien à taire ici pour « O002 »."]


def test_a_silence_that_silences_nothing_is_to_be_removed(tmp_path):
    files = page("Du texte.", "Du texte. ‸<!-- silence O001 : titre officiel -->")
    assert told(tmp_path, files, "X001") == ["‸ Rien à taire ici pour « O001 »."]
    assert advice(tmp_path / "again", files, "X001") == ["Retirez ce commentaire."]


@pytest.mark.parametrize(
    ("comment", "why", "hint"),
    [
        ("<!-- silence O001 -->", "la raison manque", "Dites pourquoi, après un deux-points, dans le commentaire."),
        ("<!-- silence O001 : -->", "la raison manque", "Dites pourquoi, après un deux-points, dans le commentaire."),
        ("<!-- silence Z999 : un exemple -->", "la règle est inconnue", "« passerelle regle » donne la liste des règles."),
        ("<!-- silence o001 : un exemple -->", "la règle est inconnue", "Vouliez-vous dire « O001 »?"),
        ("<!-- silence T001 : un exemple -->", "cette règle ne se tait pas", "Corrigez la faute, puis retirez ce commentaire."),
        ("<!-- silence C001 : un exemple -->", "cette règle ne se tait pas", "Corrigez la faute, puis retirez ce commentaire."),
        ("<!-- silence P001 : un exemple -->", "cette règle ne se tait pas", "Corrigez la faute, puis retirez ce commentaire."),
        ("<!-- silence S022 : un exemple -->", "cette règle ne se tait pas", "Corrigez la faute, puis retirez ce commentaire."),
        ("<!-- silence X002 : un exemple -->", "cette règle ne se tait pas", "Corrigez la faute, puis retirez ce commentaire."),
    ],
)
def test_a_silence_without_reason_or_for_a_rule_that_is_never_silent_is_refused(tmp_path, comment, why, hint):
    files = text(f"{FAULT} ‸{comment}")
    assert both(tmp_path, files) == ["‸ Espace de trop avant ce signe.", f"‸ Silence refusé\u00a0: {why}."]
    assert advice(tmp_path / "again", files, "X002") == [hint]


def test_a_figure_without_citation_is_told_in_spite_of_a_silence(tmp_path):
    files = text("Un exemple de ‸12\u00a0écoles. <!-- silence T001 : un exemple -->")
    assert told(tmp_path, files, "T001") == ["‸ « 12\u00a0écoles » est dans une phrase sans citation."]


@pytest.mark.parametrize(
    "written",
    ["Écrivez `<!-- silence O001 : la raison -->`.", "```\n<!-- silence O001 : la raison -->\n```", "Le canal # silence radio."],
    ids=["code", "block of code", "sharp sign outside the header"],
)
def test_what_only_shows_or_names_a_silence_is_none(tmp_path, written):
    assert both(tmp_path, text(written)) == []


def test_a_note_may_silence_a_rule_in_its_header_too(tmp_path):
    files = note("evaluation_fondement: revue exemple", 'evaluation_fondement: "Peer: yes" # silence O002 : mots de la page')
    assert told(tmp_path, files, "O002") == []
    assert told(tmp_path / "again", files, "X001") == []
