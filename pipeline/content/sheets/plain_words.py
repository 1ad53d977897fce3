"""Plain words: no statistics where people repeat a sentence, and a sheet that speaks of its subject rather than of itself."""

from collections.abc import Iterator

from pipeline.content.sheets.sheet import FIGURES, Fiche
from pipeline.content.sheets.statistical_words import FAMILIES, StatisticalWord, statistical_words
from pipeline.patterns import pattern
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Severity
from pipeline.text.markdown import BlockKind
from pipeline.text.typographic import NBSP
from pipeline.text.words import small

_PLAIN_KEYS = ("titre", "question", "reponse", "premier_pas")
MAX_SELF_TALK = 1
# Phrases, in small letters, in which a sheet speaks of itself and of how it was read, instead of what it is about; « _ » is a space,
# plain or not.
_SELF_TALK = pattern(
    "|".join(
        (
            "nos_extraits|l[’']extrait_lu|(?:les_|des_|aux_)?(?:extraits|passages)_lus|(?:le_|un_)?passage_lu",
            r"n[’']avons_rien_lu|(?:chiffre|donnée|résultat)s?\b[^.;:\n]{0,60}_n[’'](?:a|ont)_été_lue?s?",
            "nous_(?:n[’'])?avons_(?:pas_|seulement_)?(?:lu|consulté)|n[’']avons_(?:pas_)?lu|nous_n[’']avons_que",
            "pages?_tierces?|pages?_d[’']un_tiers|lue?s?_sur_une_page|pour_cette_fiche|non_(?:l[’']article|le_texte)_entiers?",
            r"(?:le_|les_|du_|au_|des_|leurs?_|son_|seuls?_(?:le_|les_)?)résumés?_lus?\b|résumés?_(?:a_|ont_)?(?:été_)?lus?\b",
            "lue?s?_dans_(?:le|un|son|leur)_résumé|ce_(?:que_nous_avons|qui_a_été)_lu",
            "(?:article|document|texte|étude)s?_(?:complets?_|entiers?_)?n[’'](?:a|ont)_pas_été_lue?s?",
            r"(?:études?|travaux|textes|sources)_(?:que_nous_avons_)?lue?s\b",
        )
    ).replace("_", f"[ {NBSP}]")
)


@rule(
    "R003",
    on=Fiche,
    title="Aucun mot de statistique dans ce que l’on répète",
    why="Le titre, la réponse, le premier pas et les messages à retenir se redisent à voix haute à des gens qui n’ont pas étudié les "
    "statistiques. " + " ".join(f"{family.why[0].upper()}{family.why[1:]} : {family.instead}." for family in FAMILIES),
    wrong="1. Une méta-analyse trouve un effet de 0,288 écart-type [@nickow2023, résumé, #effet-global].",
    right="1. Selon une synthèse d’études, les élèves qui ont du tutorat apprennent davantage [@nickow2023, résumé, #effet-global].",
)
def what_is_repeated_is_plain(fiche: Fiche) -> Iterator[Fault]:
    """Yield the words of statistics of the short answer and of the key messages."""
    for key in _PLAIN_KEYS:
        for word in statistical_words(str(fiche.header.data.get(key) or "")):
            yield _told((key,), word, f"dans « {key} »")
    for block in fiche.key_messages:
        for word in statistical_words(fiche.prose.plain, block.inner, block.end):
            yield _told(word.start, word, "dans un message à retenir")


@rule(
    "R004",
    on=Fiche,
    severity=Severity.WARNING,
    title="Les mots de statistique ont leur place",
    why=f"Sous « {FIGURES} », que la page plie, on dit aussi ce qu’ils veulent dire. Ailleurs, ils arrêtent le lecteur.",
    wrong="L’effet est significatif (méta-analyse de 89 essais randomisés).",
    right=f"### {FIGURES}",
    silenceable=True,
)
def statistics_have_their_place(fiche: Fiche) -> Iterator[Fault]:
    """Yield the words of statistics of the body, the key messages apart, that are not where the page folds them."""
    for word in words_outside_the_fold(fiche):
        if not any(block.start <= word.start < block.end for block in fiche.key_messages):
            yield _told(word.start, word, f"hors de « {FIGURES} »")


def words_outside_the_fold(fiche: Fiche) -> Iterator[StatisticalWord]:
    """Yield the words of statistics of the body that are not under « Les chiffres, pour qui les veut »; headings are read too."""
    fold = fiche.figures_part
    for block in fiche.prose.readable:
        folded = fold is not None and fold.heading.start <= block.start < fold.end
        if block.kind is not BlockKind.QUOTE and not folded:
            yield from statistical_words(fiche.prose.plain, block.inner, block.end)


@rule(
    "R005",
    on=Fiche,
    severity=Severity.WARNING,
    title="La fiche parle de son sujet, non d’elle-même",
    why="Ce qui a été lu (l’article, son résumé, la page d’un tiers) se montre de soi-même, d’après les notes. Une seule phrase dans le "
    "texte suffit.",
    wrong="Nous avons lu les résumés. […] selon une page tierce […] nos extraits ne disent pas…",
    right="Les limites disent ce que la preuve ne permet pas d’affirmer.",
    silenceable=True,
)
def a_sheet_speaks_of_its_subject(fiche: Fiche) -> Iterator[Fault]:
    """Yield, beyond ``MAX_SELF_TALK``, the phrases in which the body says how it was read."""
    told = list(self_talk(fiche.prose.plain, fiche.body_start))
    for start, words in told[MAX_SELF_TALK:]:
        message = f"« {words} » : la fiche parle encore de la façon dont elle a été lue ({len(told)} fois)."
        yield fault(start, message, text=words, hint="Retirez-le : la page le dit, d’après les notes.")


def self_talk(text: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """Yield where each phrase of ``text``, from ``start`` on, that speaks of how the sheet was read begins, and its words, in order."""
    for match in _SELF_TALK.finditer(small(text), start):
        yield match.start(), text[match.start() : match.end()]


def _told(where: tuple[str] | int, word: StatisticalWord, place: str) -> Fault:
    message = f"« {word.text} », {place}, est un mot de statistique."
    return fault(where, message, text=word.text, hint=f"Écrivez plutôt : {word.family.instead}.")
