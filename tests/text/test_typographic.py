import pytest

from pipeline.text.diagnostics import Diagnostic, Place, Rule, Severity
from pipeline.text.typographic import typographic

TYPED = [
    ("Rien n’est écrit : corrigez d’abord ces erreurs.", "Rien n’est écrit\u00a0: corrigez d’abord ces erreurs."),
    ("Partenaires :", "Partenaires\u00a0:"),
    ("- **Qui** : à écrire", "- **Qui**\u00a0: à écrire"),
    ("<strong>Où :</strong> ici", "<strong>Où\u00a0:</strong> ici"),
    ("le thème « Lecture »", "le thème «\u00a0Lecture\u00a0»"),
    ("34 % des élèves, 12,50 $", "34\u00a0% des élèves, 12,50\u00a0$"),
    ("de 13 h 30 à 15 h, 52 min", "de 13\u00a0h\u00a030 à 15\u00a0h, 52\u00a0min"),
    ("moins de 2 Mo.", "moins de 2\u00a0Mo."),
]


@pytest.mark.parametrize(("typed", "printed"), TYPED)
def test_french_spaces_are_put(typed: str, printed: str) -> None:
    assert typographic(typed) == printed


@pytest.mark.parametrize("printed", [printed for _, printed in TYPED])
def test_doing_it_twice_changes_nothing_more(printed: str) -> None:
    assert typographic(printed) == printed


@pytest.mark.parametrize(
    "text",
    [
        "13:30",
        "https://exemple.invalid/a:b",
        "titre: La lecture",
        "le code `a : b « c » 5 %` d’un fichier",
        "Pourquoi? Oui; non!",
        "un pH :7",
        "7 hommes, 3 minutes, 5 sans",
    ],
)
def test_what_has_no_place_for_them_stays(text: str) -> None:
    assert typographic(text) == text


def test_words_quoted_from_a_file_stay_as_typed_while_what_is_said_of_them_does_not() -> None:
    text = "Cette ligne est double : « Prix : 5 % »."
    assert typographic(text, verbatim_quotes=True) == "Cette ligne est double\u00a0: « Prix : 5 % »."


def test_a_rule_shows_what_is_wrong_as_typed() -> None:
    rule = Rule(
        code="X001", severity=Severity.INFO, title="Titre : exemple", why="Raison : exemple.", wrong="mal : typé", right="bien : typé"
    )
    assert (rule.title, rule.why, rule.wrong, rule.right) == (
        "Titre\u00a0: exemple",
        "Raison\u00a0: exemple.",
        "mal : typé",
        "bien\u00a0: typé",
    )
    found = Diagnostic(rule, Place("a.md"), "Il manque : « a : b ».", text="a : b", help="Ajoutez-le : 5 %.")
    assert (found.message, found.text, found.help) == ("Il manque\u00a0: « a : b ».", "a : b", "Ajoutez-le\u00a0: 5\u00a0%.")
