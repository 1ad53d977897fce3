"""Effects: each number stands in one of the excerpts that it names, with its unit, its sign, and which way it goes.

That the number is there at all is told with every other figure (T002); here, that it is that measure, that interval, that count of
studies, and that direction.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.content import names
from pipeline.content.catalogue import Catalogue
from pipeline.content.sheets.measures import Measure
from pipeline.content.sheets.meta import Direction, Effect
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sources.notes import Excerpt, excerpts_named
from pipeline.patterns import pattern
from pipeline.text.checks import Fault, fault, finds
from pipeline.text.diagnostics import Rule, Severity
from pipeline.text.numbers.figure import Figure
from pipeline.text.numbers.figures import figures
from pipeline.text.yaml_in import KeyPath

UNIT = Rule(
    code="T010",
    title="Un effet garde la mesure de son extrait",
    why="Un écart-type n’est pas une corrélation, des points de pourcentage ne sont pas un pourcentage : rien n’est converti.",
    wrong="mesure: pourcentage, quand l’extrait dit « 8.5 percentage points »",
    right="mesure: points",
)
INTERVAL = Rule(
    code="T011",
    title="Un intervalle est celui de sa valeur",
    why="Les deux bornes se suivent dans l’extrait (« 0.10 to 0.40 »), la plus petite d’abord, et la valeur est entre elles.",
    wrong='valeur: "0,25", intervalle: "0,30 à 0,40"',
    right='valeur: "0,25", intervalle: "0,10 à 0,40"',
)
STUDIES = Rule(
    code="T012",
    title="Un nombre d’études compte des études",
    why="Des élèves ou des écoles ne sont pas des études.",
    wrong="etudes: 271, quand l’extrait dit « 271 schools »",
    right="etudes: 89, quand l’extrait dit « 89 RCT studies »",
)
DIRECTION = Rule(
    code="P012",
    severity=Severity.WARNING,
    title="Le sens d’un effet est celui de son extrait",
    why="Moins d’absences aide; moins de réussite nuit. Le signe de la valeur et les mots de l’extrait disent le sens; « aucun » s’y lit.",
    wrong="sens: nuit, quand l’extrait dit « positive impacts on learning »",
    right="sens: aide",
    silenceable=True,
)
SHAPE = Rule(
    code="T013",
    title="Une valeur a sa mesure",
    why="« mesure: non-lue » veut dire qu’aucune valeur n’a été lue; une valeur sans mesure ne dit rien.",
    wrong='mesure: non-lue, valeur: "0,288"',
    right='mesure: ecart-type, valeur: "0,288"',
)

# The measures that a figure of an excerpt may be, by its unit (``text/numbers/units.py``).
_MEASURES: dict[str | None, tuple[Measure, ...]] = {
    "deviation": (Measure.DEVIATION,),
    "d": (Measure.DEVIATION,),
    "g": (Measure.DEVIATION,),
    "effect": (Measure.DEVIATION, Measure.CORRELATION, Measure.ODDS_RATIO, Measure.OTHER),
    "r": (Measure.CORRELATION,),
    "odds-ratio": (Measure.ODDS_RATIO,),
    "percent": (Measure.PERCENT,),
    "point": (Measure.POINTS, Measure.OTHER),
    "month": (Measure.MONTHS,),
    # A bare number: what it measures is said elsewhere in the excerpt, if anywhere.
    None: (Measure.DEVIATION, Measure.CORRELATION, Measure.ODDS_RATIO, Measure.OTHER),
}
# What an excerpt says of a measure in words, where its number stands bare.
_SAID = {
    Measure.DEVIATION: pattern(r"(?i)standard deviations?|écarts?-types?|\bSDs?\b|(?-i:\b[dg]\b)|cohen|hedges"),
    Measure.CORRELATION: pattern(r"(?i)\bcorrelat\w+|corrélation\w*|(?-i:\br\b)"),
    Measure.ODDS_RATIO: pattern(r"(?i)odds|(?-i:\bOR\b)|rapports? de cotes"),
    Measure.POINTS: pattern(r"(?i)percentage points?|points? de pourcentage|\bp\.p\.|\bpp\b"),
}
_TO = pattern(r"\s*(?:[,;:–‑-]|to|and|through|à|et|au)?\s*")
_STUDIES = ("study", "review", "effect-count", "intervention", None)
# After these, it is said of whom, when, or beside what it was measured.
_OF_WHAT = pattern(r"[,(;:]| (?:chez|dans|selon|lié|associé|avec|malgré|résoudre|résolution) ")
# What one wants less of.
_UNWANTED = pattern(
    r"(?i)absen|abandon|décroch|redoubl|échec|dropout|suspen|exclusion|expuls|violen|intimid|harcèlement|agress|anxié|anxieux|dépress"
    r"|détresse|symptôme|stress|trouble|problème|difficulté|retard|risque|indiscipline|fatigue|solitude|consommation|abus|événement"
)
_NONE = pattern(
    r"(?i)\b(?:no|not|nor|zero|null|neither|without|never|nothing|non[- ]significant|insignificant|failed to|lack of)\b|n['’]t\b"
    r"|\bcannot\b|\b(?:aucune?s?|pas|ni|nulle?s?|rien|sans)\b"
)
# In small letters: « Reducing Risks » is the name of a programme.
_UP = pattern(
    r"\b(?:increas\w+|improv\w+|higher|gains?|greater|rais\w+|rose|boost\w*|benefi\w+|promot\w+|amélior\w+|augment\w+|hausses?|gagn\w+"
    r"|progress\w*|progrès|bénéfi\w+|favoris\w+)\b"
)
_DOWN = pattern(
    r"\b(?:reduc\w+|decreas\w+|lower\w*|declin\w+|fewer|drop(?:ped|s)?|fell|prevent\w*|rédui\w+|réduction\w*|diminu\w+|baiss\w+"
    r"|prévien\w+|prévenir)\b"
)
# « no overall benefit », "not have any impacts": of a benefit, to deny it.
_DENIED = pattern(
    r"(?i)\b(?:no|not?|without|aucune?|pas d[e’'])\b(?: [^\W\d][\w-]*){0,4} (?:effects?|impacts?|benefits?|gains?|progress\w*|produced)\b"
)
# Measures that are positive where there is more of the outcome.
_SIGNED = (Measure.DEVIATION, Measure.CORRELATION, Measure.MONTHS)
# « lower grades compared to those who sleep enough »: of which of the two it is said, the words do not tell.
_COMPARED = pattern(r"(?i)\b(?:lower|higher|fewer|greater|less|more)\b.{0,80}\b(?:compared|than|vs|versus)\b")
_GOOD = pattern(
    r"(?i)\bpositive(?: and significant| and large)? (?:effects?|impacts?|outcomes?|results?|influences?)|effets? positifs?"
    r"|résultats? positifs?"
)
_BAD = pattern(
    r"(?i)\bnegative (?:effects?|impacts?|outcomes?|consequences?|influences?)|\b(?:harm\w*|adverse\w*|detriment\w*|worse\w*)\b"
    r"|\b(?:nui\w*|nocif\w*)\b|effets? négatifs?"
)


@finds(UNIT, INTERVAL, STUDIES, DIRECTION, SHAPE, on=Fiche)
def effects_are_those_of_their_excerpts(fiche: Fiche, catalogue: Catalogue) -> Iterator[Fault]:
    """Yield, effect by effect, what its excerpts contradict; an effect whose excerpts are not found is told elsewhere."""
    for index, effect in enumerate(fiche.meta.effets):
        path: KeyPath = ("effets", index)
        if (effect.valeur is None) != (effect.mesure is Measure.NOT_READ):
            message = "Cet effet a une valeur, et « mesure: non-lue »." if effect.valeur else "Cet effet a une mesure, et aucune valeur."
            hint = "Dites la mesure." if effect.valeur else "Écrivez « mesure: non-lue », ou la valeur de l’extrait."
            yield fault((*path, "mesure"), message, text=effect.mesure, hint=hint, code=SHAPE.code)
            continue
        excerpts = excerpts_named(effect.extraits, catalogue.notes)
        if excerpts:
            yield from _unit(path, effect.valeur, effect.mesure, excerpts)
            yield from _interval(path, effect, excerpts)
            yield from _studies(path, effect, excerpts)
            yield from _direction(path, effect, excerpts)
    for index, picture in enumerate(fiche.meta.images):
        measure = picture.mesure
        if measure is not None:
            for point in picture.points:
                yield from _unit(("images", index), point.valeur, measure, excerpts_named((point.extrait,), catalogue.notes))


def _numbers(text: str | None) -> list[Figure]:
    """Return the figures of a value; a sign stands for itself, and « 2 à 7 » is two."""
    return figures(text or "", "fr", in_sheet=True)


def _matching(mine: Figure, excerpts: Sequence[Excerpt]) -> list[tuple[Excerpt, Figure]]:
    """Return the figures of the excerpts that have that very value, sign included."""
    return [(one, figure) for one in excerpts for figure in one.figures if set(mine.values) & set(figure.values)]


def _unit(path: KeyPath, value: str | None, measure: Measure, excerpts: Sequence[Excerpt]) -> Iterator[Fault]:
    for mine in _numbers(value):
        found = _matching(mine, excerpts)
        if found and not any(_is_of(measure, excerpt, figure) for excerpt, figure in found):
            excerpt, figure = found[0]
            message = f"« {mine.text} » n’est pas, dans l’extrait, en « {names.MEASURE[measure]} »."
            hint = f"L’extrait dit « {figure.text} » : reprenez sa mesure, ou « autre ». Extrait : « {excerpt.quotation} »"
            yield fault((*path, "mesure"), message, text=measure, hint=hint, code=UNIT.code)
            return


def _is_of(measure: Measure, excerpt: Excerpt, figure: Figure) -> bool:
    if figure.unit in _MEASURES:
        possible = _MEASURES[figure.unit]
        if figure.unit in (None, "effect"):
            said = [one for one, words in _SAID.items() if words.search(excerpt.quotation)]
            return measure in said or (not said and measure in possible) or measure is Measure.OTHER
        return measure in possible
    return measure is Measure.OTHER  # days, times, pupils: a number of things is no measure of the list


def _interval(path: KeyPath, effect: Effect, excerpts: Sequence[Excerpt]) -> Iterator[Fault]:
    if effect.intervalle is None:
        return
    bounds, value = _numbers(effect.intervalle), _numbers(effect.valeur)
    where = (*path, "intervalle")
    if len(bounds) != 2:
        message = "Un intervalle a deux bornes."
        yield fault(where, message, text=effect.intervalle, hint="Écrivez « 0,10 à 0,30 ».", code=INTERVAL.code)
        return
    low, high = (min(one.values) for one in bounds)
    if low >= high or (len(value) == 1 and not low <= min(value[0].values) <= high):
        message = "La valeur n’est pas entre les bornes de cet intervalle, la plus petite d’abord."
        yield fault(where, message, text=effect.intervalle, hint="Reprenez les bornes de l’extrait.", code=INTERVAL.code)
    elif not any(_is_interval(bounds, excerpt) for excerpt in excerpts):
        message = "Ces deux nombres ne se suivent pas dans l’extrait : ce n’y est pas un intervalle."
        yield fault(where, message, text=effect.intervalle, hint="Reprenez les bornes de l’extrait, ou « null ».", code=INTERVAL.code)


def _is_interval(bounds: Sequence[Figure], excerpt: Excerpt) -> bool:
    """Say whether the two bounds follow each other in the excerpt, with nothing but « to » or a sign between them."""
    first, second = (set(one.values) for one in bounds)
    return any(
        first & set(low.values) and second & set(high.values) and _TO.fullmatch(excerpt.quotation, low.end, high.start)
        for low, high in pairwise(excerpt.figures)
    )


def _studies(path: KeyPath, effect: Effect, excerpts: Sequence[Excerpt]) -> Iterator[Fault]:
    if effect.etudes is None:
        return
    found = [figure for excerpt in excerpts for figure in excerpt.figures if effect.etudes in figure.values]
    if found and not any(set(figure.readings) & set(_STUDIES) for figure in found):
        message = f"« {effect.etudes} », dans l’extrait, ne compte pas des études : « {found[0].text} »."
        hint = "Reprenez le nombre d’études de l’extrait, ou « null »."
        yield fault((*path, "etudes"), message, text=str(effect.etudes), hint=hint, code=STUDIES.code)


def _direction(path: KeyPath, effect: Effect, excerpts: Sequence[Excerpt]) -> Iterator[Fault]:
    """Yield a direction that the sign of the value, or all that the excerpts say, goes against."""
    where, told = (*path, "sens"), names.DIRECTION[effect.sens]
    words = " ".join(excerpt.quotation for excerpt in excerpts)
    reading = _read_direction(effect, words)
    if effect.sens is Direction.NONE:
        if not _NONE.search(words) and not _spans_zero(effect):
            message = "Aucun extrait ne dit qu’aucun effet n’a été observé."
            yield fault(where, message, text=effect.sens, hint="Nommez l’extrait qui le dit, ou changez « sens ».", code=DIRECTION.code)
    elif reading is not None and effect.sens in (Direction.HELPS, Direction.HARMS) and reading is not effect.sens:
        other = names.DIRECTION[reading]
        message = f"« {told} » : l’extrait, ou le signe de la valeur, semble dire « {other} » pour « {effect.resultat} »."
        hint = "Relisez l’extrait : est-ce une chose dont on veut plus, ou moins? Dites dans « resultat » ce qui a été mesuré."
        yield fault(where, message, text=effect.sens, hint=hint, code=DIRECTION.code)
    elif effect.valeur is None and effect.sens is Direction.HELPS and reading is None and _NONE.search(words) and not _GOOD.search(words):
        message = "L’extrait semble dire qu’aucun effet n’a été observé."
        yield fault(where, message, text=effect.sens, hint="Relisez-le; « sens: aucun » le dit.", code=DIRECTION.code)


def _spans_zero(effect: Effect) -> bool:
    """Say whether the interval of an effect goes from below zero to above: its source cannot tell it from nothing."""
    bounds = _numbers(effect.intervalle)
    return len(bounds) == 2 and min(bounds[0].values) <= 0 <= max(bounds[1].values)


def _read_direction(effect: Effect, words: str) -> Direction | None:
    """Return which way the effect goes, from its sign, then from the words of its excerpts; None where they do not say, or say both."""
    unwanted = _UNWANTED.search(_OF_WHAT.split(effect.resultat)[0])
    up_helps = not unwanted
    signs = {value > 0 for mine in _numbers(effect.valeur) for value in mine.values}
    negative = effect.valeur is not None and signs == {False}
    good, bad = bool(_GOOD.search(words)), bool(_BAD.search(words))
    if good != bad:
        return Direction.HELPS if good else Direction.HARMS
    if negative:
        return Direction.HARMS if up_helps else Direction.HELPS
    if signs == {True} and up_helps and effect.mesure in _SIGNED:
        return Direction.HELPS  # of what one wants less of, authors often turn the sign round: nothing is read there
    words = _DENIED.sub(" ", words)
    up, down = bool(_UP.search(words)), bool(_DOWN.search(words))
    if up == down or good or _COMPARED.search(words):
        return None
    return Direction.HELPS if up == up_helps else Direction.HARMS
