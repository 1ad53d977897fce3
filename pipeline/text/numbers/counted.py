"""Which noun a number counts: the head of the nouns and adjectives that follow it.

An English count of two or more has a plural head, and what stands before a plural head is singular or an adjective: in "28 school
absenteeism risk domains", the first plural is what is counted. A French head comes first, but for a few adjectives that stand before
their noun (« neuf premières années »). A unit of time closes the search, for what follows it is another phrase ("over 3 years teachers
reported"); so does any word of the closed classes below. Where a second noun could be counted as well as the first ("30 students
teachers had referred", « 40 enseignants et élèves »), both readings are given, and neither is chosen.
"""

import re
from dataclasses import dataclass

from pipeline.patterns import pattern
from pipeline.text.numbers.numerals import NUMERAL
from pipeline.text.numbers.units import OTHER, TIMES_AND_MEASURES, unit_of_word
from pipeline.text.typographic import NBSP


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """What a number counts: its unit, where the noun ends, and the units of the other readings."""

    unit: str
    end: int
    doubt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the phrase: folded to lower case, its end without punctuation, and what closes or joins it."""

    text: str
    end: int
    next: int
    joined: bool
    closes: bool

    @property
    def unit(self) -> str | None:
        return unit_of_word(self.text)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TOKEN = pattern(rf"[^\s{NBSP}\u202f]{{1,80}}")
_CLOSING = pattern(r"[.;:!?)\]»”\"…—]$")
_TRAILING = ".,;:!?)]»”\"…*_'’—"
_FAR = 10  # words: further than that, a noun belongs to something else
_NEVER_HEADS_EN = _words(
    "to in for with vs versus as on overall of from than per at by a an the their his her its our your my each every who which that "
    "this these those when where while whose what how if because although though but so nor not no then there here they them we us "
    "you he she it i was were is are be been being am has have had do does did can could may might must shall should will would found "
    "show shows showed shown met gave took saw kept left came got made led said grew rose fell went began ran across after again "
    "against along among around about above before behind below between beyond during into onto out over since through throughout "
    "toward towards under until up upon via within without also always already almost ago apart away both even ever instead less "
    "lower higher perhaps plus quite rather respectively sometimes afterwards once only often soon still thus twice too very yet"
)
_NEVER_HEADS_FR = _words(
    "à au aux chez contre dans dès depuis durant en entre envers hors jusque jusqu malgré outre par parmi pendant pour sans sauf "
    "selon sous sur vers de du des le la les un une ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs "
    "que qui quoi dont où quand comme car donc ni mais si puis ne pas plus moins très aussi même alors ainsi lors après avant est "
    "sont était étaient sera seront a ont avait avaient aura auront y il elle ils elles on nous vous je tu se"
)
_BEFORE_THE_NOUN = _words(
    "premier premiers première premières dernier derniers dernière dernières prochain prochains prochaine prochaines nouveau nouveaux "
    "nouvelle nouvelles autre autres grand grands grande grandes petit petits petite petites même mêmes différent différents "
    "différente différentes principal principaux principale principales ancien anciens ancienne anciennes bon bons bonne bonnes "
    "meilleur meilleurs meilleure meilleures gros grosse grosses long longs longue longues court courts courte courtes haut hauts "
    "haute hautes vrai vrais vraie vraies seul seuls seule seules certain certains certaine certaines divers diverse diverses tout "
    "tous toute toutes quelque quelques vieux vieille vieilles beau beaux belle belles double doubles pleine pleines plein pleins "
    "demi demis"
)
_PLURALS = _words("children people men women youth staff alumni criteria phenomena curricula mice feet sd hr hrs h min mins")
_NOT_PLURAL = _words("less across plus versus always sometimes perhaps various previous numerous consecutive business mathematics physics")
_NUMBERED = frozenset(("grade", "year", "tier", "level", "stage", "age"))  # "grade 7 students"
# What is counted is said after them, but « deux types d’écoles » are not two schools for certain.
_KINDS = _words("type types sorte sortes forme formes genre genres espèce espèces kind kinds sort sorts form forms")
_OF_KINDS = {"en": pattern(r"[ \n]of(?=[ \n])"), "fr": re.compile(rf"[ {NBSP}\n]d(?:e(?=[ {NBSP}\n])|[’'])")}
_OR_MORE = {
    "en": pattern(r"(?i)[ \n](?:or|and) (?:more|fewer|less|so|over|under)\b(?! than)"),
    "fr": pattern(rf"(?i)[ {NBSP}\n](?:ou|et)[ {NBSP}](?:plus|moins|davantage)\b"),
}
_EN_NUMBER = rf"(?:\d[\d,]*|{NUMERAL['en'].pattern})(?=[ \n])"
# « 36 incluses »: the noun is left out.
_PARTICIPLE = pattern(r"(?:(?<![eilru]t)és|ées|ues|uses|ises|clus|pris|tenus|ndus)$")
_PARTITIVE = {
    "en": pattern(rf"(?i)[ \n]of(?:[ \n](?:the|these|those|our|their|its|all(?: the)?)(?=[ \n])(?:[ \n]{_EN_NUMBER})?|[ \n]{_EN_NUMBER})"),
    "fr": pattern(rf"(?i)[ {NBSP}\n](?:des|de ces|de nos|de leurs|de ses|parmi les)(?=[ {NBSP}\n])"),
}
_OF_A_LARGE_NUMBER = pattern(rf"(?i)[ {NBSP}\n]d(?:e[ {NBSP}\n]|[’'])")
_DIGITS_FR = pattern(rf"[ {NBSP}\n]\d[\d {NBSP}\u202f]*(?=[ {NBSP}\n])")


def counted_noun(text: str, finish: int, stop: int, language: str, *, one: bool = False) -> CountedNoun | None:
    """Return what the number that ends at ``finish`` counts, or None when no noun follows that it could count.

    ``one`` says that the number is one, which counts a singular. A noun that names no unit we know gives ``OTHER``.
    """
    if language == "en":
        return _english(text, _after_or_more(text, finish, stop, language), stop, one)
    position = _after_or_more(text, finish, stop, language)
    large = re.search(r"(?i)(?:millions?|milliards?|aine)$", text[max(0, finish - 10) : finish])
    if large and (of := _OF_A_LARGE_NUMBER.match(text, position, stop)):
        position = of.end()
    elif partitive := _PARTITIVE["fr"].match(text, position, stop):
        position = partitive.end()
        if number := _DIGITS_FR.match(text, position, stop) or _spelled(text, position, stop, "fr"):
            position = number.end()
    return _french(text, position, stop)


def _after_or_more(text: str, position: int, stop: int, language: str) -> int:
    more = _OR_MORE[language].match(text, position, stop)
    return more.end() if more else position


def _spelled(text: str, position: int, stop: int, language: str) -> re.Match[str] | None:
    return NUMERAL[language].match(text, position + 1, stop)


def _word(text: str, position: int, stop: int) -> _Word | None:
    """Return the word at ``position``, or None when the phrase ends there."""
    match = _TOKEN.search(text, position, stop)
    if match is None:
        return None
    gap, token = text[position : match.start()], match.group()
    if (len(gap) > 1 and "\n" not in gap) or token[0] in "([{;:–—=<>+/":
        return None
    bare = token.strip('«“"*_').rstrip(_TRAILING)
    end = match.start() + len(token.rstrip(_TRAILING))
    closes = bool(_CLOSING.search(token)) or "—" in token
    return _Word(text=re.split("—", bare)[0].lstrip("-–‑").lower(), end=end, next=match.end(), joined=token[0] in "-‑", closes=closes)


def _english(text: str, position: int, stop: int, one: bool) -> CountedNoun | None:
    if partitive := _PARTITIVE["en"].match(text, position, stop):
        position, one = partitive.end(), False
    singular: CountedNoun | None = None
    before = ""
    for rank in range(_FAR):
        word = _word(text, position, stop)
        if word is None or not word.text:
            break
        if word.joined:  # "10-week", "seven-step"; in "3-5 hours", the second number counts
            return None if word.text[0].isdigit() else CountedNoun(word.unit or OTHER, word.end)
        if word.text == "effect" and text[word.end :].lstrip().lower().startswith("size"):
            return CountedNoun("effect-count", word.end)
        unit = word.unit
        ends_at_once = unit in TIMES_AND_MEASURES and (rank == 0 or one)
        if _is_plural(word.text) or ends_at_once:
            head = _of_kinds(text, word, stop, "en") or CountedNoun(unit or OTHER, word.end)
            return head if word.closes or unit in TIMES_AND_MEASURES else _with_doubt(text, head, word, stop, "en")
        if _breaks(word, before, rank):
            break
        if unit is not None and (one or singular is None):
            singular = CountedNoun(unit, word.end)
        if word.closes or (unit is not None and text[word.end : word.next].startswith(",")):
            break
        position, before = word.next, word.text
    return singular


def _breaks(word: _Word, before: str, rank: int) -> bool:
    """Say whether an English word ends the phrase: a verb, an adverb, another number, or the word of a closed class."""
    if re.match(r"\d", word.text):
        return before not in _NUMBERED and not re.search(r"[-‑][a-z]", word.text)
    if word.text in ("and", "or"):  # "public and private schools"
        return rank == 0
    return word.text in _NEVER_HEADS_EN or (rank > 0 and NUMERAL["en"].fullmatch(word.text) is not None)


def _is_plural(word: str) -> bool:
    if word in _PLURALS:
        return True
    if word in _NEVER_HEADS_EN:
        return False
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in _NOT_PLURAL


def _french(text: str, position: int, stop: int) -> CountedNoun | None:
    for _ in range(_FAR):
        word = _word(text, position, stop)
        if word is None or not word.text or word.text[0].isdigit():
            return None
        if word.text in _BEFORE_THE_NOUN or (word.text in ("plus", "moins") and _adjective_follows(text, word.next, stop)):
            if word.closes:
                return None
            position = word.next
            continue
        if word.joined:
            return CountedNoun(word.unit, word.end) if word.unit else None
        if word.text in _NEVER_HEADS_FR or re.match(r"(?:d|l|qu|n|s|c)[’']", word.text) or NUMERAL["fr"].fullmatch(word.text):
            return None
        if word.unit is None:
            plural = word.text[-1] in "sx" and not _PARTICIPLE.search(word.text)
            acronym = len(word.text) > 1 and text[word.end - len(word.text) : word.end].isupper()
            return _of_kinds(text, word, stop, "fr") or (CountedNoun(OTHER, word.end) if plural or acronym else None)
        head = CountedNoun(word.unit, word.end)
        return head if word.closes or word.unit in TIMES_AND_MEASURES else _with_doubt(text, head, word, stop, "fr")
    return None


def _of_kinds(text: str, word: _Word, stop: int, language: str) -> CountedNoun | None:
    """Return what the kinds are of, in doubt with the kinds themselves: "two types of activities"."""
    of = _OF_KINDS[language].match(text, word.end, stop)
    if word.text not in _KINDS or of is None:
        return None
    noun = _english(text, of.end(), stop, one=True) if language == "en" else _french(text, of.end(), stop)
    if noun is None or noun.unit == OTHER:
        return None
    return CountedNoun(noun.unit, noun.end, (f"kind of {noun.unit}",))


def _adjective_follows(text: str, position: int, stop: int) -> bool:
    word = _word(text, position, stop)
    return word is not None and word.text in _BEFORE_THE_NOUN


def _with_doubt(text: str, head: CountedNoun, word: _Word, stop: int, language: str) -> CountedNoun:
    """Return ``head`` with the unit of the plural nouns beside it, joined by a conjunction or by nothing at all."""
    if text[word.end : word.next].strip("’'"):
        return head
    joined = False
    following = _word(text, word.next, stop)
    if following is not None and following.text in ("and", "or", "et", "ou"):
        joined = True
        following = _word(text, following.next, stop)
    if following is None or following.unit in (None, head.unit, *TIMES_AND_MEASURES) or not _is_plural(following.text):
        return head
    if language == "en" and not joined and _in_a_complement(text, head, word):
        return head
    return CountedNoun(head.unit, following.end if joined else head.end, (following.unit or OTHER,))


_COMPLEMENT = pattern(
    r"(?i)\b(?:in|at|within|across|among|from|of)[ \n](?:(?:the|these|about|over|some)[ \n])?[^ \n]+(?:[ \n][^ \n]+){0,3}$"
)


def _in_a_complement(text: str, head: CountedNoun, word: _Word) -> bool:
    """Say whether a preposition opens the phrase, which then ends with its head: "in 2 schools students chose"."""
    return bool(_COMPLEMENT.search(text, max(0, head.end - 60), word.end))
