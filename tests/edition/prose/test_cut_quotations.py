"""Where a quotation was cut out of its sentence, « […] » says so."""

import pytest

from pipeline.content.sources.reading import Reading
from pipeline.edition.prose.cut_quotations import cut


@pytest.mark.parametrize(
    ("quotation", "before", "after"),
    [
        ("We sent weekly, automated alerts to parents.", False, False),
        ("with an overall pooled ES of 0.288 SD", True, True),
        ("which involved 12,500 students at 65 schools across the U.S.", True, False),
        (
            "The meta-analysis yielded an overall effect size of d = 0.162 (p < 0.05). Smartphone bans have a significant effect",
            False,
            True,
        ),
        ("(g = 0.81) was noted in countries that used it more", True, True),
        (", and are held during school", True, True),
        ("Is it worth it?", False, False),
        ("Elle dit : « Oui, toujours. »", False, False),
        ("Les adultes lisent à l’enfant (tous les jours, etc.)", False, False),
        ("l’échantillon compte 120 élèves du primaire", True, True),
        ("Écrire tôt aide à lire;", False, True),
        ("20 % des élèves le disent.", False, False),
        ("à raison de deux fois par semaine.", True, False),
        ("eLearning helped the students.", False, False),
        ("Does not meet WWC standards", False, False),  # a verdict
        ("89 RCT studies", False, False),  # what a label holds
        ("[…] des élèves le disent […]", False, False),  # the person who quoted said so already
    ],
)
def test_a_quotation_tells_where_it_was_cut(quotation, before, after):
    assert cut(quotation, "résumé", Reading.ABSTRACT) == (before, after)


@pytest.mark.parametrize(
    "locator", ["tableau 2, p. 5", "table des matières", "fiche, rubrique Effect Size", "titre", "liste des exceptions"]
)
def test_what_is_no_sentence_has_no_end_to_miss(locator):
    assert cut("objectifs, transformations et actions à mettre en place dans chaque école", locator, Reading.ARTICLE) == (False, False)


def test_our_own_words_are_not_cut():
    assert cut("définitions d’abandon et de décrochage", "relevé de lecture", Reading.OWN_WORDS) == (False, False)
