"""A fault of YAML, as people make it: told on the line where it was made, with an example made of that very line.

The cases were written before the code; those of ``ASIDE`` were not looked at while it was tuned.
"""

import pytest

from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import Source
from pipeline.text.yaml_in import read_yaml_file

# What was typed, the place, words of what is said, and the line as it should be.
SEEN = [
    ("statut: publiee\n themes: [tutorat]\nages: [primaire]\n", "2:1", "espace de trop au début", "themes: [tutorat]"),
    (" titre: Exemple\nquestion: Pourquoi?\n", "1:1", "espace de trop au début", "titre: Exemple"),
    ('titre: "Exemple de fiche\nreponse: "Un exemple."\n', "1:8", "ouvert et jamais fermé", 'titre: "Exemple de fiche"'),
    ("titre: 'Exemple de fiche\ntype: repere\n", "1:8", "ouvert et jamais fermé", "titre: 'Exemple de fiche'"),
    ("titre: 'L'école et le tutorat'\n", "1:10", "apostrophe", 'titre: "L’école et le tutorat"'),
    ('titre: "Le "tutorat" à l’école"\n', "1:12", "guillemets droits à l’intérieur", 'titre: "Le « tutorat » à l’école"'),
    ("titre:Exemple de fiche\ntype: repere\n", "1:6", "espace manque après le deux-points", "titre: Exemple de fiche"),
    ("titre Exemple de fiche\ntype: repere\n", "1:1", "n’a pas la forme", "titre: Exemple de fiche"),
    ("titre: @exemple de fiche\n", "1:8", "ne peut pas commencer par « @ »", 'titre: "@exemple de fiche"'),
    ("titre: % d’élèves\n", "1:8", "ne peut pas commencer par « % »", 'titre: "% d’élèves"'),
    ("titre: `exemple` de fiche\n", "1:8", "ne peut pas commencer par « ` »", 'titre: "`exemple` de fiche"'),
    ("titre: [Important] Exemple de fiche\n", "1:8", "suit le crochet", 'titre: "[Important] Exemple de fiche"'),
    ("titre: {exemple\ntype: repere\n", "1:8", "accolade est ouverte", 'titre: "{exemple"'),
    ("themes: [tutorat\nages: [primaire]\n", "1:9", "crochet est ouvert", "themes: [tutorat]"),
    ("titre: Deux choses: lire\n", "1:19", "deux-points suivi d’une espace", 'titre: "Deux choses: lire"'),
]
ASIDE = [
    ("themes:\n  - tutorat\n   ages: [primaire]\ntype: repere\n", "3:1", "espaces de trop au début", "ages: [primaire]"),
    ("suites:\n  - quoi: Un exemple\n     resultat: Une rencontre\n", "3:1", "retrait", "    resultat: Une rencontre"),
    ("type: repere\nstatut: publiee\n  licence: CC BY 4.0\n", "3:1", "espaces de trop au début", "licence: CC BY 4.0"),
    ('titre: "Exemple\nreponse: Un exemple "entre guillemets".\n', "1:8", "ouvert et jamais fermé", 'titre: "Exemple"'),
    ('statut: publiee\ninterets: "Aucun\n', "2:11", "ouvert et jamais fermé", 'interets: "Aucun"'),
    ("reponse: 'Ce n'est pas clair.'\n", "1:15", "apostrophe", 'reponse: "Ce n’est pas clair."'),
    ("reponse: \"Le mot 'clé' et le mot \"exemple\".\"\n", "1:34", "guillemets droits à l’intérieur", "« exemple »"),
    ("type: repere\nstatut:publiee\nages: [primaire]\n", "2:7", "espace manque après le deux-points", "statut: publiee"),
    ("type: repere\nstatut publiee\n", "2:1", "n’a pas la forme", "statut: publiee"),
    ("premier_pas: @direction essaie\ntype: repere\n", "1:14", "ne peut pas commencer par « @ »", '"@direction essaie"'),
    ("themes: [tutorat, lecture\ntype: repere\n", "1:9", "crochet est ouvert", "themes: [tutorat, lecture]"),
    ("themes: tutorat]\nages: [primaire, secondaire\n", "2:7", "crochet est ouvert", "ages: [primaire, secondaire]"),
    ("titre: Note : une étude\n", "1:13", "deux-points suivi d’une espace", 'titre: "Note : une étude"'),
    ("question: [Ça marche?] et après\n", "1:11", "suit le crochet", 'question: "[Ça marche?] et après"'),
]  # fmt: skip


def told(text: str) -> Diagnostic:
    found: list[Diagnostic] = []
    assert read_yaml_file(Source("exemple.yml", text), found) is None
    return found[0]


@pytest.mark.parametrize(("text", "place", "words", "right"), [*SEEN, *ASIDE])
def test_a_fault_of_yaml_is_told_where_it_was_made_with_its_own_example(text, place, words, right):
    found = told(text)
    assert (str(found.place), words in found.message) == (f"exemple.yml:{place}", True), found
    assert found.example is not None
    assert right in found.example[1]
    assert found.example[0].strip() in text
