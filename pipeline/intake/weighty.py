"""Words and signs that turn what a sentence says into something else: figures, signs, numbers in words, directions, negations.

Two runs of words that are nearly the same say the same only when they have the same of these, in French and in English.
"""

import re
import unicodedata
from collections import Counter

from pipeline.text.numbers.numerals import TIMES_IN_ONE_WORD
from pipeline.text.words import fold


def _stems(text: str) -> tuple[tuple[str, str], ...]:
    """Return each stem of ``text`` with the name of its line: words of one line say the same direction."""
    lines = [line.split() for line in text.strip().splitlines()]
    pairs = [(stem, stems[0]) for stems in lines for stem in stems]
    return tuple(sorted(pairs, key=lambda pair: len(pair[0]), reverse=True))


# A line for each direction; « * » ends a stem that any ending may follow. Folded.
_DIRECTIONS = _stems("""
increas* augment* accroi* accru* croiss* croit croitre
decreas* diminu* reduc* reduct* redui* reduced decroi* declin* amoindri*
rise rises rising rose risen hausse* monte montent grimp*
fall falls falling fell fallen drop* baiss* chut* tomb*
gain gains gained gagn*
loss losses lost lose loses perte pertes perd perdent perdu*
larger largest bigger biggest
smaller smallest
large big grand grande grands grandes
small petit petite petits petites
greater greatest superieur* superior
inferieur* inferior
higher highest
lower lowest lowered lowers
high haut haute hauts hautes elev*
low faible faibles bas basse basses
more plus davantage
less moins
fewer fewest
few peu
many beaucoup nombreu*
most
least
better best mieux meilleur*
worse worst pire pires pis
improv* amelior*
worsen* deterior* aggrav* empir* degrad*
positive* positif* positively
negative* negatif* negatively
strong* fort forte forts fortes fortement
weak*
above au-dessus dessus
below dessous au-dessous
over
under
up
down
before avant anterieur*
after apres posterieur*
longer longest
shorter shortest
earlier earliest
later latest
faster fastest
slower slowest
majority majorite
minority minorite
maximum maximal* maximi*
minimum minimal* minimi*
support* favor* favour*
oppos* defavor*
success* reussi*
failure* fail* echec* echou*
always toujours
often souvent
rarely rarement seldom
all tous toutes
some quelques certain certains certaines
only seulement uniquement
significan*
nonsignifican* insignifican*
likely probable*
unlikely improbable*
effective* efficace*
ineffective* inefficace*
able capable*
unable incapable*
benefi* benefi*
harm* nuisi* nocif*
easier easy facile*
harder hard difficult* difficil*
younger youngest
older oldest
boys garcon*
girls fille*
""")
_NUMBERS = frozenset(
    [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
        "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
        "hundred", "hundreds", "thousand", "thousands", "million", "millions", "billion", "billions", "half", "halves", "third", "thirds",
        "quarter", "quarters", "fifth", "fifths", "double", "doubled", "doubles", "triple", "tripled", "dozen", "dozens", "first", "second",
        "fourth", "sixth", "seventh", "eighth", "ninth", "tenth", "deux", "trois", "quatre", "cinq", "sept", "huit", "neuf", "dix", "onze",
        "douze", "treize", "quatorze", "quinze", "seize", "vingt", "vingts", "trente", "quarante", "cinquante", "soixante", "septante",
        "huitante", "nonante", "cent", "cents", "mille", "milliard", "milliards", "moitie", "tiers", "quart", "quarts", "cinquieme",
        "cinquiemes", "dizaine", "douzaine", "quinzaine", "vingtaine", "trentaine", "quarantaine", "cinquantaine", "soixantaine",
        "centaine", "centaines", "milliers", "premier", "premiere", "deuxieme", "troisieme", "quatrieme", "sixieme", "demi", "demie",
        "triples", "doublent", *TIMES_IN_ONE_WORD,
    ]
)  # fmt: skip
_NEGATIONS = re.compile(
    r"(?<!\w)(?:not|no|nor|never|none|neither|without|cannot|hardly|barely|ne|pas|jamais|aucune?s?|ni|sans|non|nul|nulle"
    r"|guere|rien|personne|n[’']\w+|\w+n[’']t)(?!\w)"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SIGNED = re.compile(r"(?:(?<=[\s(\[=<>≤≥≈~,;:/±$€£])|(?<=^))([-‐‑−–+±])\s?(?=[.,]?\d)")
_OPERATORS = re.compile(r"[<>=≤≥≈±×÷^%‰$€]|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")


def weighty(text: str) -> Counter[str]:
    """Return what in ``text`` a sentence turns on, and how many times each stands there."""
    found: Counter[str] = Counter()
    normal = unicodedata.normalize("NFKC", text)
    found.update(f"signe {'-' if sign in '-‐‑−–' else sign}" for sign in _SIGNED.findall(normal))
    found.update(_OPERATORS.findall(normal))
    found.update(re.findall(r"\d+", normal))
    folded = fold(normal).replace("’", "'")
    found.update(
        f"négation {'non' if word.startswith('n') and len(word) > 2 and word[1] in chr(39) else word}"
        for word in _NEGATIONS.findall(folded)
    )
    for word in _WORD.findall(folded):
        parts = re.split("[-']", word)
        for part in (word, *parts) if len(parts) > 1 else parts:
            if part in _NUMBERS:
                found[f"nombre {part}"] += 1
            elif direction := _direction(part):
                found[f"sens {direction}"] += 1
    return found


def _direction(word: str) -> str | None:
    for stem, name in _DIRECTIONS:
        if word == stem or (stem.endswith("*") and word.startswith(stem[:-1])):
            return name
    return None


def differences(quotation: str, words: str) -> tuple[str, ...]:
    """Return what turns a quotation into the words of a copy, each named once: « signe - », « nombre three », « sens larger ».

    A word cut at a line end, in the copy, is tried in one piece and in two: « in- creased », « two- thirds ».
    """
    mine = weighty(quotation)
    readings = [words, re.sub(r"(?<=[^\W\d_])[-‐\u00ad] (?=[^\W\d_])", "", words), re.sub(r"(?<=[^\W\d_])- (?=[^\W\d_])", "-", words)]
    found = [tuple(sorted({*(mine - theirs), *(theirs - mine)})) for theirs in map(weighty, dict.fromkeys(readings))]
    return min(found, key=len)
