"""Units and counted things, in French and English, and which may stand for which.

Words are grouped under one canonical name. « 15 élèves » and "15 students" share one; so do « essais » and
"trials". A general name covers its particular ones: *persons* covers girls, boys, parents, teachers.
"""

import re
from functools import lru_cache

from pipeline.text.words import fold

_GROUPS: dict[str, str] = {
    "study": "étude études study studies essai essais trial trials rct rcts expérimentation expérimentations experiment experiments",
    "review": "synthèse synthèses revue revues review reviews méta-analyse méta-analyses meta-analysis meta-analyses",
    "person": "participant participants participante participantes personne personnes people individuals individual répondant répondants "
    "répondante répondantes respondent respondents adulte adultes adult adults",
    "student": "élève élèves étudiant étudiants étudiante étudiantes jeune jeunes enfant enfants adolescent adolescents décrocheur "
    "décrocheurs écolier écoliers écolière écolières collégien collégiens cégépien cégépiens cégépienne cégépiennes tout-petit tout-petits "
    "apprenant apprenants bambin bambins toddler toddlers infant infants preschooler preschoolers learner learners teen teens kid kids "
    "student students pupil pupils child children youth youths teenager teenagers repeater repeaters dropouts",
    "girl": "fille filles girl girls adolescente adolescentes",
    "boy": "garçon garçons boy boys",
    "parent": "parent parents caregiver caregivers mère mères père pères mother mothers",
    "teacher": (
        "enseignant enseignants enseignante enseignantes professeur professeurs professeure professeures teacher teachers "
        "educator educators"
    ),
    "author": "auteur auteurs autrice autrices auteure auteures author authors chercheur chercheurs researcher researchers",
    "employer": "employeur employeurs employer employers entreprise entreprises",
    "school": "école écoles school schools établissement établissements",
    "class": "classe classes class classroom classrooms",
    "country": "pays country countries",
    "dollar": "dollar dollars",
    "territory": "mrc municipalité municipalités région régions",
    "effect-count": "mesures effect-sizes tailles",
    "sample": "échantillon échantillons sample samples cohorte cohortes cohort cohorts",
    "group": "groupe groupes group groups",
    "domain": "domaine domaines domain domains",
    "factor": "facteur facteurs factor factors",
    "category": "catégorie catégories category categories",
    "trajectory": "trajectoire trajectoires trajectory trajectories",
    "intervention": "intervention interventions programme programmes program programs programmes",
    "outcome": "résultat résultats outcome outcomes",
    "wave": "collecte collectes",
    "session": "séance séances rencontre rencontres meeting meetings session sessions",
    "times": "fois reprise reprises times fold occasion occasions",
    "minute": "minute minutes min",
    "hour": "heure heures hour hours hr hrs h",
    "day": "jour jours journée journées day days",
    "night": "nuit nuits night nights weeknight weeknights",
    "week": "semaine semaines week weeks weekly",
    "month": "mois month months",
    "year": "an ans année années year years",
    "deviation": "écart-type écarts-types sd sds deviation deviations",
    "point": "point points rang rangs percentile centile centiles",
    "habit": "habitude habitudes",
}
_SYMBOLS = {
    symbol: unit
    for unit, symbols in {
        "d": "d d¯",
        "g": "g",
        "r": "r",
        "p": "p",
        "effect-count": "k",
        "person": "N n N-Total",
        "odds-ratio": "OR RC",
        "effect": "ES SMD",
        "deviation": "SD",
        "se": "SE",
        "mean": "M",
        "interval": "IC CI",
    }.items()
    for symbol in symbols.split()
}
# Written before the number, an effect size can be named in general or by its symbol.
_GENERAL: dict[str, frozenset[str]] = {
    "effect": frozenset({"d", "g", "r", "deviation", "odds-ratio"}),
    "mean": frozenset({"year", "point"}),
}
# Who is more than one kind of person: a text may say less than its excerpt (« 15 élèves » of "15 girls"), never more.
_KINDS: dict[str, frozenset[str]] = {
    "person": frozenset({"student", "girl", "boy", "parent", "teacher", "author", "employer"}),
    "student": frozenset({"girl", "boy"}),
}
# After one of these, another phrase begins: "over 3 years teachers reported".
TIMES_AND_MEASURES = frozenset({"minute", "hour", "day", "night", "week", "month", "year", "times", "deviation", "point", "dollar"})
NAMED = frozenset(_GROUPS) - {"point", "deviation"}  # what a noun must say: a score may go without
# What is counted one by one: no number of these has decimals.
THINGS = frozenset(_GROUPS) - TIMES_AND_MEASURES
PEOPLE = frozenset({"person", *_KINDS["person"]})
# A noun that names no unit of these lists: it stands for no unit that they name.
OTHER = "other"
# « 315 millions », of what is not said: money, as the press writes it.
MILLIONS = "millions"
# These never match a bare number: « 15 % » is not "15".
_STRICT = frozenset({"percent", "dollar", "fraction"})

UNIT_WORD: dict[str, str] = {fold(word): unit for unit, words in _GROUPS.items() for word in words.split()}


_NAMED_OTHERWISE = {
    "percent": "%",
    "fraction": "part",
    "odds-ratio": "rapport de cotes",
    "effect": "taille d’effet",
    "effect-count": "taille d’effet",
}


def unit_name(unit: str | None) -> str:
    """Return the French word for a unit, in the singular (« élève », « % »); nothing for one that has no word, or that was not told."""
    if unit is None:
        return ""
    return _NAMED_OTHERWISE.get(unit) or _GROUPS.get(unit, "").partition(" ")[0]


@lru_cache(maxsize=50_000)
def unit_of_word(word: str) -> str | None:
    """Return the canonical unit that ``word`` names, or None; hyphenated ends count ("10-week")."""
    folded = fold(word).strip("-‑")
    if folded in UNIT_WORD:
        return UNIT_WORD[folded]
    first = re.split(r"[-‑/]", folded, maxsplit=1)[0]
    return UNIT_WORD.get(first)


def unit_of_symbol(symbol: str) -> str:
    """Return the canonical unit of a statistical symbol written before « = »."""
    return _SYMBOLS[symbol]


def compatible(mine: str | None, theirs: str | None) -> bool:
    """Say whether a figure in ``mine``, the unit of a text, may be carried by a figure in ``theirs``, the unit of an excerpt.

    A text may be more general than its excerpt, never more particular: "61,000 participants" are not said to be pupils.
    """
    if mine == theirs:
        return True
    if MILLIONS in (mine, theirs):
        return {mine, theirs} <= {MILLIONS, "dollar", None}
    if mine in _STRICT or theirs in _STRICT:
        return False
    if mine is None or theirs is None:
        return True
    if theirs in _KINDS.get(mine, ()):
        return True
    return theirs in _GENERAL.get(mine, ()) or mine in _GENERAL.get(theirs, ())
