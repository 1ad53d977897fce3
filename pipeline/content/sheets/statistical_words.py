"""Words of statistics: those that a colleague could not repeat in a meeting, listed once, with the reason of each family.

They have their place, « Les chiffres, pour qui les veut », where what they mean is said; nowhere else in a sheet.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.patterns import pattern
from pipeline.text.typographic import NBSP
from pipeline.text.words import small


@dataclass(frozen=True, slots=True)
class WordFamily:
    """Words of one kind: a pattern of French in small letters, why they stay out of plain text, and what to write instead."""

    pattern: str
    why: str
    instead: str


_S = f"[ {NBSP}]"
FAMILIES = (
    WordFamily(
        rf"écarts?-types?|tailles?{_S}d[’']effets?|\b[dg]{_S}de{_S}(?:cohen|hedges)|coefficients?|rapports?{_S}de{_S}cotes|cotes"
        rf"|risques?{_S}relatifs?|centiles?|percentiles?|[dgr]{_S}?=",
        "une mesure d’effet ne dit rien à qui ne l’a pas apprise",
        "dites qui progresse, de combien dans les mots de la source; le nombre va sous « Les chiffres, pour qui les veut »",
    ),
    WordFamily(
        rf"méta-?analys\w*|méta-?régression\w*|revues?{_S}systématiques?|revues?{_S}de{_S}portée",
        "le nom d’une sorte de synthèse",
        "« une synthèse d’études »",
    ),
    WordFamily(
        rf"randomisée?s?|randomisation|essais?{_S}(?:cliniques?|contrôlés?)|groupes?{_S}contrôles?|quasi-expérimenta\w+"
        rf"|expérimentations?{_S}contrôlées?",
        "le nom d’une façon de comparer",
        "« des groupes tirés au sort », « des essais où l’on a comparé »",
    ),
    WordFamily(
        rf"corrélations?|corrélée?s?|corrélationnel\w*|régressions?|variances?|covariances?|covariables?|hétérogénéité|multivariée?s?"
        rf"|pondérée?s?|différences?{_S}(?:de{_S}moyennes?{_S})?standardisées?|longitudina(?:le?s?|ux)|(?:étude|enquête|analyse)s?{_S}"
        rf"transversales?|cohortes?|médianes?",
        "le vocabulaire du calcul",
        "« va de pair avec », « est lié à », « suivis pendant plusieurs années »",
    ),
    WordFamily(
        rf"significati(?:fs?|ves?|vement)|significativité|intervalles?{_S}de{_S}confiance|marges?{_S}d[’']erreur|valeurs?{_S}p\b"
        rf"|\bp{_S}?[<>=]|statistiques?|statistiquement",
        "« significatif » veut dire autre chose dans la vie de tous les jours",
        "dites ce qui a été observé, et jusqu’où s’y fier",
    ),
    WordFamily(r"devis", "le mot des chercheurs pour la façon de mener une étude", "« la façon dont l’étude a été menée »"),
)
_WORD = pattern(rf"(?<![\w-])(?:{'|'.join(f'(?P<f{number}>{one.pattern})' for number, one in enumerate(FAMILIES))})(?![\w])")
# « D = 4 » is no measure of effect, « d = 0,4 » is.
_CAPITAL_SYMBOL = pattern(rf"[DGR]{_S}?=")
# The proper names of those who count: nobody is asked to know statistics to read them.
_NAMES = pattern(rf"institut{_S}de{_S}la{_S}statistique|statistique{_S}canada|statistics{_S}canada")


@dataclass(frozen=True, slots=True)
class StatisticalWord:
    """A word of statistics in a text, from ``start``, and its family."""

    text: str
    start: int
    family: WordFamily


def statistical_words(text: str, start: int = 0, end: int | None = None) -> Iterator[StatisticalWord]:
    """Yield the words of statistics of ``text[start:end]``, in order; the names of those who count are none."""
    stop = len(text) if end is None else end
    before = max(0, start - 1)  # a word begins after what is none
    lowered = small(text[before:stop])
    names: list[tuple[int, int]] | None = None
    for match in _WORD.finditer(lowered, start - before):
        if names is None:
            names = [name.span() for name in _NAMES.finditer(lowered, start - before)]
        said = text[before + match.start() : before + match.end()]
        if _CAPITAL_SYMBOL.match(said) is None and not any(first <= match.start() < last for first, last in names):
            number = int((match.lastgroup or "f0")[1:])
            yield StatisticalWord(said, before + match.start(), FAMILIES[number])
