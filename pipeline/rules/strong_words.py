"""Words that say how much, how often, how surely or because of what: for each family, what must stand in a quotation that bears it.

Sources of the reasons: the reading of the notes and sheets of 30 November 2026 (a size word put for a statistical one, « tend to » lost, an
association told as an effect), and the advice of Cochrane's plain language summaries to keep a result in its authors' own words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.patterns import pattern

# What an effect is called: « un grand espoir » says nothing of an effect, « un grand effet » does.
_RESULT = (
    r"(?:effets?|impacts?|gains?|bienfaits?|bénéfices?|améliorations?|progrès|hausses?|baisses?|réductions?|diminutions?|reculs?|liens?|"
    r"associations?|corrélations?|différences?|écarts?|influences?)"
)
_LARGE = (
    r"(?:importante?s?|considérables?|majeure?s?|substantiel(?:le)?s?|marquée?s?|puissante?s?|forte?s?|grande?s?|"
    r"remarquables?|impressionnante?s?)"
)
# « effets positifs importants », « effet plus grand » apart: a comparison tells no size.
_BETWEEN = r"(?:(?!plus|moins|aussi|trop|peu)[a-zà-ÿ]{4,} )?"
# « Beaucoup sont ouvertes » counts; « beaucoup plus » measures.
_COUNTED = r"(?: d[’']| (?:de|des|sont|ont|en|y)(?!\w))"


@dataclass(frozen=True)
class Strength:
    """A family of words: ``said``, in our French, in small letters; ``borne``, by the language of a quotation, the words that say as much.

    ``why`` says what goes wrong without them, ``instead`` what to write. ``negated``: the words are themselves a denial.
    """

    name: str
    said: re.Pattern[str]
    borne: Mapping[str, re.Pattern[str]]
    why: str
    instead: str
    negated: bool = False


# A word begins after its elision (« l’améliore », « qu’elle »).
_BEFORE, _AFTER = r"(?<![\w’'-])(?:[ldnsmtcj][’']|qu[’'])?(?P<word>", r")(?!\w)"


def _words(patterns: str) -> re.Pattern[str]:
    """Return what finds any of the ``patterns``, parted by « | », each from the beginning of a word to the end of one."""
    return pattern(_BEFORE + patterns.replace(" ", r"\s") + _AFTER)


def _stems(patterns: str) -> re.Pattern[str]:
    """Return what finds any of the ``patterns``, parted by « | », at the beginning of a word."""
    return pattern(rf"(?i)\b(?:{patterns})".replace(" ", r"\s+"))


SIZE = Strength(
    name="grandeur",
    said=_words(
        r"nettement|fortement|considérablement|largement|grandement|"
        r"substantiellement|profondément|gravement|vivement|sensiblement|"
        rf"beaucoup(?!{_COUNTED})|"
        r"bien (?:plus|moins|meilleure?s?)|"
        rf"{_RESULT} {_BETWEEN}{_LARGE}|"
        rf"(?<!plus ){_LARGE} {_RESULT}",
    ),
    borne={
        "en": _stems(
            r"substantial|large\b|largely|strong(?:ly)?\b|stark|considerab|dramatic|sharp|marked|major|"
            r"great(?:ly)?\b|high(?:ly)?\b|much\b|far (?:more|less|fewer|larger|smaller|higher|lower)|massive|"
            r"powerful|particularly|heav|robust|pronounced|important|broad|wide|drastic|profound|severe|notabl",
        ),
        "fr": _stems(
            r"important|forte?s?\b|fortement|net(?:te)?s?\b|nettement|marqué|notable|considérab|beaucoup|"
            r"grande?s?\b|grandement|élevé|majeur|large|sensible|substantiel|très|particulièrement|gravement",
        ),
    },
    why="« 0,288 » ou « significativement » ne disent pas si c’est grand : un mot statistique n’est pas une mesure.",
    instead="Reprenez le mot de la source (« petit », « modeste », « important ») ou son chiffre, sans plus.",
)
EXTREME = Strength(
    name="démesure",
    said=_words(
        r"énormes?|énormément|spectaculaires?|spectaculairement|massi(?:f|fs|ve|ves)|massivement|radica(?:l|le|les|ux)|radicalement|"
        r"drastiques?|drastiquement|(?:s’|s')?effondre(?:nt)?|explose(?:nt)?|élimine(?:nt)?|supprime(?:nt)?|guéri(?:t|ssent)",
    ),
    borne={
        "en": _stems(
            r"huge|enormous|dramatic|drastic|massive|spectacular|tremendous|radical|stark|very large|collaps|plummet|soar|"
            r"eliminat|eradicat|cure|remov|abolish",
        ),
        "fr": _stems(r"énorm|spectacul|massi[fv]|radica|drastiq|effondr|explos|élimin|supprim|guéri|disparu|disparaît"),
    },
    why="Un grand effet n’est pas « énorme », et une baisse n’est pas une disparition.",
    instead="Reprenez le mot de la source (« grand », « baisse »), sans plus.",
)
MANY = Strength(
    name="quantité",
    said=_words(
        rf"beaucoup(?={_COUNTED})|"
        r"la plupart|la (?:grande |vaste )?majorité|presque (?:tous|toutes)|majoritairement|partout|"
        r"généralement|en général|le plus souvent|tout le monde",
    ),
    borne={
        "en": _stems(
            r"most\b|mostly|majority|nearly all|almost all|many|numerous|general|typical|usual|mainly|predominant|"
            r"often|tend|on average|a lot|large (?:number|share|part)|widespread|more than half|two[- ]thirds|"
            r"(?:5[1-9]|[6-9]\d)(?:\.\d+)? ?%|much|far",
        ),
        "fr": _stems(
            r"plupart|majorit|presque tou|nombreu|beaucoup|général|souvent|tend|en moyenne|plus de la moitié|"
            r"deux tiers|(?:5[1-9]|[6-9]\d)(?:,\d+)?\s?%|habituel|surtout",
        ),
    },
    why="« Près de la moitié » n’est pas « la plupart », et une étude n’est pas « partout ».",
    instead="Dites la part ou le nombre que la source donne.",
)
VERY = Strength(
    name="intensité",
    said=_words(r"très|extrêmement|particulièrement|hautement|tellement"),
    borne={
        "en": _stems(
            r"very|highly|high\b|extremely|particularly|especially|strong(?:ly)?\b|large\b|substantial|really|"
            r"minimal|quite|severe|most\b|exceptional|only|over \d|more than \d",
        ),
        "fr": _stems(r"très|extrême|particuli|vraiment|réellement|hautement|fort|surtout|élevé|à peine|si |plus de \d"),
    },
    why="« Très » ajoute un degré que la source n’a peut-être pas dit.",
    instead="Retirez ce mot, ou reprenez celui de la source.",
)
WHOLLY = Strength(
    name="totalité",
    said=_words(r"complètement|entièrement|totalement|parfaitement|absolument|intégralement"),
    borne={
        "en": _stems(r"complete|entire|full|whol|total|absolute|all\b|perfect|without|outright"),
        "fr": _stems(r"compl|entier|entièr|total|pleine|tout|absolu|intégral|parfait|sans"),
    },
    why="Un effet partiel n’est pas un effet entier.",
    instead="Retirez ce mot, ou dites « en partie » si la source le dit.",
)
ALWAYS = Strength(
    name="constance",
    said=_words(
        r"toujours(?! (?:pas|selon|d’après|dans|chez|en vigueur))|systématiquement|invariablement|constamment|"
        r"sans exception|à (?:tout coup|tous les coups)|en tout temps|à chaque fois|de façon constante|"
        r"immanquablement",
    ),
    borne={
        "en": _stems(
            r"always|consisten|systematic|invariabl|every|each\b|all\b|without exception|whenever|constant|continu|"
            r"still|remain|any time|ongoing",
        ),
        "fr": _stems(
            r"toujours|systématiq|constan|chaque|tous|toutes|tout\b|sans exception|invariab|encore|reste|demeure",
        ),
    },
    why="Une moyenne n’est pas une règle : un effet moyen ne se produit pas « toujours ».",
    instead="Dites « en moyenne », « dans cette étude », « tend à ».",
)
NEVER = Strength(
    name="absence",
    said=_words(r"(?<!que )jamais|en aucun cas"),
    borne={"en": _stems(r"never|ever\b|none\b|at no time|not once"), "fr": _stems(r"jamais|aucun|nul")},
    why="« Aucun effet observé ici » n’est pas « jamais ».",
    instead="Dites « dans cette étude, aucun effet n’a été observé ».",
    negated=True,
)
PROOF = Strength(
    name="certitude",
    said=_words(
        r"prouve(?:nt)?|(?:a|ont|est|sont|été) prouvée?s?|démontre(?:nt)?|(?:a|ont|est|sont|été) démontrée?s?|"
        r"garanti(?:t|ssent)|confirme(?:nt)?|atteste(?:nt)?|la preuve(?= qu)|sans (?:aucun |nul )?doute|"
        r"assurément|certainement|indéniable(?:ment)?s?|incontestable(?:ment)?s?|à coup sûr|"
        r"il est (?:établi|certain|sûr)(?= qu)",
    ),
    borne={
        "en": _stems(
            r"prov(?:e|es|ed|en|ing)\b|proof|demonstrat|establish|confirm|guarant|ensur|conclusiv|certain|"
            r"definitive|(?:strong|reliable|sufficient|causal|clear|compelling) evidence|undoubted",
        ),
        "fr": _stems(r"prouv|éprouv|démontr|établi|confirm|attest|garanti|assur|certain|preuve|sans doute"),
    },
    why="Une étude montre, suggère, observe; elle prouve rarement.",
    instead="Écrivez « montre », « observe », « donne à penser ».",
)
LASTING = Strength(
    name="durée",
    said=_words(r"(?<!développement )durables?|durablement|permanents?|pour toujours|à vie"),
    borne={
        "en": _stems(
            r"lasted|lasting|longer?[- ]term|sustain|persist|maintain|durabl|endur|years? later|follow-up|"
            r"a year or longer|permanen|over time|multiple years",
        ),
        "fr": _stems(r"dur|maint|persist|à (?:plus )?long terme|permanen|pérenn|ans plus tard|au fil du temps|soutenu"),
    },
    why="Un gain mesuré à la fin d’un programme ne dit rien de la suite.",
    instead="Dites quand l’effet a été mesuré.",
)
VITAL = Strength(
    name="importance",
    said=_words(
        r"(?<!l’)(?<!l')essentiel(?:le)?s?|crucia(?:l|le|les|ux)|indispensables?|décisi(?:f|ve)s?|"
        r"incontournables?|primordia(?:l|le|les|ux)|"
        r"(?:rôle|influence|facteur|importance|est|sont) déterminante?s?|vita(?:l|le|les|ux)",
    ),
    borne={
        "en": _stems(
            r"essential|critical|crucial|key\b|vital|pivotal|decisive|indispensab|necess|must\b|need(?:s|ed)? to|imperative|"
            r"fundamental",
        ),
        "fr": _stems(
            r"essentiel|crucia|indispensab|nécessa|incontournab|déterminant|primordia|décisi|vita|doi(?:t|vent)|"
            r"faut|obligat|requis",
        ),
    },
    why="« Lié à » ou « utile » n’est pas « indispensable ».",
    instead="Dites « compte », « aide », ou le mot de la source.",
)
DEGREES = (SIZE, EXTREME, MANY, VERY, WHOLLY, ALWAYS, NEVER, PROOF, LASTING, VITAL)

# Verbs in the present, and participles after « avoir »: « pour réduire » is an aim, « vise à améliorer » promises nothing.
CAUSE = Strength(
    name="cause",
    said=_words(
        r"améliore(?:nt)?|augmente(?:nt)?|accroît|accroissent|favorise(?:nt)?|renforce(?:nt)?|"
        r"(?<!la )(?<!en )(?<!une )hausse|haussent|réduit(?! de)|réduisent|diminue(?:nt)?|abaisse(?:nt)?|"
        r"préviennent|prévient|protège(?:nt)?|"
        r"(?:fait|font) (?:baisser|monter|progresser|reculer|augmenter|diminuer|grimper|chuter)|"
        r"nuit (?:\w+ment )?(?:à|au|aux)|nuisent|(?<!la )(?<!une )(?<!en )(?<!aucune )(?<!cette )(?<!à )cause|causent|"
        r"provoque(?:nt)?|entraîne(?:nt)?|engendre(?:nt)?|déclenche(?:nt)?|"
        r"(?:mène|mènent|conduit|conduisent) (?:à|au|aux)|permet(?:tent)?(?= d[e’'])|pousse(?:nt)?|"
        r"(?<!l’)(?<!une )influence(?! d)|influencent|détermine(?:nt)?(?= le| la| les| l’)|transforme(?:nt)?|"
        r"(?<!se )rend(?:ent)?(?= (?:les?|la|l’|des|plus|moins|leurs?))|"
        r"(?:ne |n’)(?:change|changent) (?:pas|rien|jamais)|grâce (?:à|au|aux)|"
        r"à cause(?= d)|"
        r"(?:a|ont|avait|avaient) (?:\w+ment )?"
        r"(?:amélioré|augmenté|accru|favorisé|renforcé|haussé|réduit|diminué|abaissé|causé|provoqué|entraîné)",
    ),
    borne={
        "en": _stems(
            r"effect|impact|influenc|improv|increas|reduc|decreas|lower(?:ed|s|ing)\b|rais(?:e|ed|es|ing)\b|boost|"
            r"leads? to|leading to|led to|caus|result(?:s|ed|ing)? in|resulting|produc(?:e|ed|es|ing)\b|gains?\b|"
            r"benefi|help|prevent|protect|inoculat|enhanc|promot|due to|because|thanks to|attribut|affect|contribut|"
            r"yield|enabl|allow|facilitat|foster|strengthen|support(?:s|ed)? (?!for\b|to\b|and\b|services?\b|staff\b)\w|"
            r"heighten|chang|transform|shap|driv|trigger|"
            r"detriment|harm|hurt|worsen|determin(?:e|es|ed|ing)\b|ES\b|partly by|fewer|declin|grow|rise|"
            r"progress|bring|mak(?:e|es|ing)\b|made|ensures?\b|ensured|avoid|correct|create",
        ),
        "fr": _stems(
            r"effet|impact|influenc|amélior|augment|accr|réd?ui|rédu|diminu|baiss|hauss|favoris(?:e|ent|er|ant)\b|renforc|caus|"
            r"provoqu|entraîn|mèn|conduit|permet|grâce|aid|protè|protect|prévient|prévent|contribu|gain|bienfait|"
            r"nui|détermin|chang|fait |maximis|évit|contr(?:er|e la)|progr|soutient|soutenir|facilit|apport|donn|"
            r"évolution|rend",
        ),
    },
    why="« Associé à », « prédit », ou des mots qui ne font que décrire, ne disent pas ce qui produit quoi.",
    instead="Écrivez « est associé à », « va avec », ou reprenez la réserve de la source (« pourrait », « tend à »).",
)


@cache
def any_word() -> re.Pattern[str]:
    """Return what finds any word of any family: most sentences have none, and are read once."""
    return re.compile(_BEFORE + "|".join(one.said.pattern[len(_BEFORE) : -len(_AFTER)] for one in (*DEGREES, CAUSE)) + _AFTER)


# Where a quotation links two things without saying that one makes the other, « effect » is the name of a statistic.
ASSOCIATION = {
    "en": pattern(
        r"(?i)\b(?:associat\w+|correlat\w+|relat(?:ed|ionship)|linked|predict\w*|odds|risk (?:domains?|factors?)|moderated by)\b"
    ),
    "fr": pattern(r"(?i)\b(?:associ\w+|corrél\w+|liée?s?|lien|prédi\w+|cotes|facteurs? de risque)\b"),
}
EFFECT_NOUN = pattern(r"(?i)\b(?:effects?|impacts?|effets?)(?:\s+sizes?)?\b")
# What a source holds as possible, or denies, is not what it says.
HEDGED = {
    "en": pattern(
        r"(?i)\b(?:may|might|could|can|tends? to|tended to|likely to|appears? to|seems? to|promising|aims? to|designed to|trying to)\b"
        r"(?:\s+[\w’'-]+){1,4}"
    ),
    "fr": pattern(
        r"(?i)\b(?:pourrai\w+|peu(?:t|vent)|sembl\w+|tend(?:ent)? à|tendance à|susceptibles? d[e’']|vise\w* à|dans le but de|"
        r"contribue\w* à prédire)"
        r"(?:\s*[\w’'-]+){1,4}"
    ),
}
DENIED = {
    "en": pattern(r"(?i)(?:\b(?:not|no|never|neither|nor|without|unrelated|lack of)\b|n[’']t\b)(?:\s+[\w’'-]+){1,4}"),
    "fr": pattern(
        r"(?i)(?:\bn[’']|\bne\s+)[\w’'-]+\s+(?:pas|jamais|guère|plus)\b(?:\s+[\w’'-]+){1,4}|\b(?:aucune?|sans)\b(?:\s+[\w’'-]+){1,3}"
    ),
}
# An example in parentheses is beside what is said, unless we give it as one too.
GIVEN = pattern(r"(?i)\bpar exemple\b|\bnotamment\b|\bcomme\b")
EXAMPLE = pattern(r"(?i)\((?:e\.g\.|for example|such as|p\. ex\.|par exemple)[^()]*\)")
# Our own reserve, anywhere in the sentence.
RESERVE = pattern(
    r"(?i)(?<!\w)(?:peut|peuvent|pourrai\w+|puisse\w*|sembl\w+|paraî\w+|tend|tendent|tendance|suggèr\w+|probabl\w+|susceptibles?|"
    r"à penser|croire|possibles?|vise\w*|cherche\w*|aurai\w+|devrai\w+|serai\w+|si|s’|espèr\w+|promett\w+|prometteu\w+|indices?)(?!\w)"
)
