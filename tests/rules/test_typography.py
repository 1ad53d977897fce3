"""Québec typography (OQLF) and inclusive writing: each fault at its column, each right form accepted."""

import pytest

from tests.rules.examples import TEXT, activity, advice, council, page, plan, sheet, text, told

AT = TEXT + ":"
NB = "\u00a0"
THIN = "\u202f"


@pytest.mark.parametrize(
    ("code", "written", "columns"),
    [
        ("O001", "Pourquoi ?", [9]),
        ("O001", f"Pourquoi{NB}? Bravo{NB}! Ici ; là.", [9, 17, 23]),
        ("O001", f"Pourquoi? Bravo! Ici; là. Pourquoi{THIN}?", []),
        ("O001", "Un exemple, ![une image](https://www.example.org/a.png)", []),
        ("O002", "Trois choses : lire.", [13]),
        ("O002", "Trois choses: lire.", [13]),
        ("O002", f"Trois choses{NB}: lire, à 13:30, et https://www.example.org/.", []),
        ("O003", f"Le «mot{NB}» est là.", [4]),
        ("O003", f"Le «{NB}mot» est là.", [9]),
        ("O003", "Le « mot » est là.", [4, 10]),
        ("O003", f"Le «{NB}mot{NB}» et «{THIN}mot{THIN}» sont là.", []),
        ("O004", "En tout, 15%.", [12]),
        ("O004", "En tout, 15 % et 20 $.", [12, 20]),
        ("O004", "En tout, 1 600 mots et 12 semaines.", [11, 26]),
        ("O004", f"En tout, 15{NB}%, 1{NB}600 mots, 12{NB}semaines, 20{NB}$.", []),
        ("O005", "À 13h30.", [3]),
        ("O005", f"À 9{NB}h{NB}00.", [3]),
        ("O005", "À 2 p.m.", [3]),
        ("O005", "À 2:30 pm.", [3]),
        ("O005", f"À 13{NB}h{NB}30, ou à 9{NB}h.", []),
        ("O006", "Le mardi, 24 novembre 2026.", [4]),
        ("O006", "Le mardi 24 novembre 2026, puis mardi, à dix heures.", []),
        ("O007", 'Le "mot" est là.', [4, 8]),
        ("O007", "Le “mot” est là.", [4, 8]),
        ("O007", "Le `\"mot\"` est du code.", []),
        ("O008", "Les élèves motivé·es.", [12]),
        ("O008", "Les apprenant.e.s.", [5]),
        ("O008", "Les directeur.trice.s.", [5]),
        ("O008", "Les personnes qui apprennent. Les autres.", []),
    ],
)  # fmt: skip
def test_a_fault_is_named_at_its_column_and_the_right_form_passes(tmp_path, code, written, columns):
    assert [place.split(" ")[0] for place in told(tmp_path, text(written), code)] == [f"{AT}{column}" for column in columns]


@pytest.mark.parametrize(
    ("code", "written", "message", "help_text"),
    [
        ("O001", "Pourquoi ?", "Espace de trop avant ce signe.", "Retirez l’espace."),
        (
            "O002",
            "Trois choses : lire.",
            "Il faut une espace insécable avant le deux-points.",
            f"Tapez-la{NB}: Ctrl+Maj+Espace dans un traitement de texte, Option+Espace sur un Mac.",
        ),
        ("O003", f"«mot{NB}»", "Il faut une espace insécable à l’intérieur des guillemets.", "« mot », avec deux espaces insécables."),
        ("O004", "15%", "Il faut une espace insécable ici.", "Le nombre ne se sépare pas de ce qui le suit."),
        ("O005", "13h30", "Cette heure ne s’écrit pas ainsi.", f"Écrivez « 13{NB}h{NB}30 » ou « 9{NB}h »."),
        ("O006", "mardi, 24 novembre 2026", "Virgule de trop après le jour.", "Retirez la virgule."),
        ("O007", "“", "Guillemets droits ou anglais.", "Utilisez « … »."),
        ("O008", "motivé·es", "Signe au milieu d’un mot.", "Cherchez une tournure neutre."),
    ],
)
def test_each_fault_says_in_french_what_it_is_and_what_to_do(tmp_path, code, written, message, help_text):
    (said,) = told(tmp_path, text(written), code)
    assert said.split(" ", 1)[1] == message
    assert advice(tmp_path / "again", text(written), code) == [help_text]


def test_a_space_after_a_citation_counts_as_one(tmp_path):
    assert told(tmp_path, text("Un exemple [@sample2021, résumé] ?"), "O001") == [f"{AT}33 Espace de trop avant ce signe."]


def test_a_comment_and_the_address_of_a_link_are_not_prose(tmp_path):
    assert told(tmp_path, text("Un [exemple](https://www.example.org/?a=15%).\n\n<!-- Pourquoi ? -->"), "O001") == []
    assert told(tmp_path / "again", text("Un [exemple](https://www.example.org/?a=15%)."), "O004") == []


@pytest.mark.parametrize(
    ("files", "place"),
    [
        (sheet("titre: Exemple de fiche sur le tutorat", "titre: Exemple de fiche‸ ?"), "‸"),
        (sheet("titre: Exemple de fiche sur le tutorat", 'titre: "Exemple de fiche‸ ?"'), "‸"),
        (sheet("force_justification: Exemple", "force_justification: Exemple‸ ?"), "‸"),
        (page("Du texte.", "Du texte‸ ?"), "‸"),
        (activity("Un exemple de texte.", "Un exemple‸ ?"), "‸"),
        (activity("etat: tenue", "etat: tenue\nobjectif: Est-ce utile‸ ?"), "‸"),
        (activity("participants: 206", "essentiel: [{a: '1:00', point: Lire‸ ?}]"), "‸"),
        (sheet("licence:", "corrections:\n  - date: 2026-11-20\n    texte: Un nombre‸ ?\nlicence:"), "‸"),
        (council("devise: De l’étude à la décision.", "devise: Est-ce utile‸ ?"), "‸"),
        (plan("action: Exemple d’action", "action: Un exemple‸ ?"), "‸"),
    ],
    ids=["title", "quoted title", "justification", "page", "activity", "aim", "point", "correction", "council", "plan"],
)
def test_headers_pages_and_activities_are_read_too(tmp_path, files, place):
    assert told(tmp_path, files, "O001") == [f"{place} Espace de trop avant ce signe."]


@pytest.mark.parametrize(
    "files",
    [
        activity("- 206 Participants", "- Combien de participants ? 206 Participants"),
        activity("source:", "personnes_ressources: [{nom: Alex ? Exemple}]\nsource:"),
        council("statut:", "exemples_de_recherche: [lire]\nstatut:"),
    ],
    ids=["words of the source", "name", "right form"],
)
def test_the_words_of_others_and_names_are_left_as_they_are(tmp_path, files):
    assert told(tmp_path, files, "O001") == []


def test_the_quotes_around_a_yaml_value_are_not_quotation_marks(tmp_path):
    assert told(tmp_path, sheet("titre: Exemple de fiche sur le tutorat", 'titre: "Exemple de fiche"'), "O007") == []
