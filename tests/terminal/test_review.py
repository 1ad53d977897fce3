"""``verifier --revue``: each claim beside its paraphrase and its excerpt."""

from pipeline.terminal.review import review
from tests.rules.examples import SHEET, effect, law, line_of, note_en
from tests.support import report_on

EXPECTED = f"""\
Revue de « Exemple de fiche sur le tutorat » (content/fiches/exemple.md)
Les chiffres sont retrouvés par la machine; le sens est à vous.

1. Ligne {line_of("L’effet global")}\u00a0: L’effet global est de 0,25.
   sample2021, résumé, #effet (resume, en)
     paraphrase\u00a0: L’effet global est de 0,25 écart-type dans 42 essais.
     extrait\u00a0: « an overall effect of 0.25 SD across forty-two trials »
     traduction\u00a0: un effet global de 0,25 écart-type dans quarante-deux essais
     chiffres retrouvés\u00a0: 0,25
     le sens est-il le même? [ ] oui  [ ] non

2. Ligne {line_of("Parmi les élèves")}\u00a0: Parmi les élèves aidés, 15 % lisent davantage.
   exemple2020, résumé, #lien (resume, fr)
     paraphrase\u00a0: Parmi les élèves aidés, 15 % lisent davantage.
     extrait\u00a0: « 15 % des élèves aidés lisent davantage »
     chiffres retrouvés\u00a0: 15 %
     le sens est-il le même? [ ] oui  [ ] non
"""


def reviewed(root, slug="exemple", files=None):
    catalogue = report_on(root, files).catalogue
    assert catalogue is not None
    return review(catalogue, slug)


def test_each_claim_is_beside_its_paraphrase_its_excerpt_and_the_figures_found(tmp_path):
    text = reviewed(tmp_path)
    assert text is not None
    assert text.startswith(EXPECTED)
    assert text.count("le sens est-il le même? [ ] oui  [ ] non") == 8


def test_the_caution_of_a_note_is_told_with_each_claim_that_rests_on_it(tmp_path):
    cautious = note_en("evaluation_fondement: revue exemple", "evaluation_fondement: revue exemple\nprudence: Un exemple de mise en garde.")
    text = reviewed(tmp_path, files=cautious)
    assert text is not None
    assert text.count("     prudence\u00a0: Un exemple de mise en garde.") == 5


def test_the_effects_and_the_rules_of_the_header_are_claims_too(tmp_path):
    text = reviewed(tmp_path, files=effect())
    assert text is not None
    assert (
        f"9. Ligne {line_of('resultat:', str(effect()[SHEET]))}\u00a0: Effet (aide)\u00a0: la lecture des élèves, 0,25, écart-type, 42 études; pour les élèves\n   sample2021, "
        in text
    )
    assert text.endswith("     chiffres retrouvés\u00a0: 0,25, 42 études\n     le sens est-il le même? [ ] oui  [ ] non\n")
    ruled = reviewed(tmp_path / "again", files=law())
    assert ruled is not None
    assert (
        f"9. Ligne {line_of('texte:', str(law()[SHEET]))}\u00a0: Une règle exemple.\n   exemple2020, résumé, #lien (resume, fr)\n" in ruled
    )


def test_there_is_no_review_of_an_unknown_sheet(tmp_path):
    assert reviewed(tmp_path, "absente") is None
