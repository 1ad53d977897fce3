"""What helps to decide: a short title, a question, an answer in two sentences, a first step, three sentences, an action on solid ground."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.content.catalogue import Catalogue
from pipeline.content.sheets.evidence_kind import EvidenceKind, excerpt_kind
from pipeline.content.sheets.sheet import ACTIONS, DECISION, DECISION_SENTENCES, ActionLead, Fiche, Support
from pipeline.content.sources.notes import Excerpt
from pipeline.content.sources.reading import Design, Genre
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Severity
from pipeline.text.markdown import sentences
from pipeline.text.words import collapse, counted, fold, word_count
from pipeline.text.yaml_in import KeyPath

TITLE_WORDS, MAX_TITLE_WORDS = 12, 16
QUESTION_WORDS = 12
ANSWER_SENTENCES, ANSWER_WORDS = 2, 45
STEP_WORDS = 25
LEAST_WAYS, WAY_WORDS = 3, 16


@dataclass(frozen=True, slots=True)
class _Limit:
    """How many words a text of the header may have, what it is called in a message, and what to do beyond."""

    words: int
    name: str
    hint: str


_LIMITS = {
    "titre": _Limit(TITLE_WORDS, "Ce titre", "Gardez le message; mettez les nuances dans « reponse »."),
    "question": _Limit(QUESTION_WORDS, "Cette question", "Posez-la comme on la pose à voix haute."),
    "reponse": _Limit(ANSWER_WORDS, "La réponse", "Retirez ce que le texte dit déjà."),
    "premier_pas": _Limit(STEP_WORDS, "Ce premier pas", "Une seule action, par une seule personne ou équipe."),
    "questions": _Limit(WAY_WORDS, "Cette question", "Raccourcissez-la."),
}
# Of a longer text, a message shows the beginning.
_SHOWN = 160


def _too_long(path: KeyPath, text: str, *, most: int | None = None, code: str = "") -> Iterator[Fault]:
    """Yield a text of the header that has more words than its key allows, or than ``most``."""
    limit, words = _LIMITS[str(path[0])], word_count(text)
    most = limit.words if most is None else most
    if words > most:
        yield fault(path, f"{limit.name} a {words} mots; la limite est de {most}.", text=text[:_SHOWN], hint=limit.hint, code=code)


@rule(
    "S030",
    severity=Severity.WARNING,
    title=f"Titre d’au plus {TITLE_WORDS} mots",
    why="Le titre est le message : dans une liste, sur un téléphone, on n’en lit pas davantage.",
    wrong="Le tutorat fait progresser les élèves, mais à grande échelle l’effet attendu est moindre",
    right="Le tutorat aide, moins dans les grands programmes",
)
@rule(
    "S031",
    on=Fiche,
    title=f"Titre d’au plus {MAX_TITLE_WORDS} mots, quoi qu’il arrive",
    why="Un titre plus long n’est plus un titre : les listes, le PDF et l’image de partage le coupent.",
    wrong="Un titre de vingt mots",
    right="Le message, et les nuances dans « reponse »",
)
def a_title_is_short(fiche: Fiche) -> Iterator[Fault]:
    """Yield a title of more than ``TITLE_WORDS`` words."""
    far = word_count(fiche.meta.titre) > MAX_TITLE_WORDS
    yield from _too_long(("titre",), fiche.meta.titre, most=MAX_TITLE_WORDS if far else TITLE_WORDS, code="S031" if far else "S030")


@rule(
    "S032",
    on=Fiche,
    title=f"Question d’au plus {QUESTION_WORDS} mots, qui en est une",
    why="C’est ce que les gens se demandent, dans leurs mots.",
    wrong="question: Les effets du tutorat sur la réussite",
    right="question: Le tutorat aide-t-il vraiment?",
)
def a_question_is_one(fiche: Fiche) -> Iterator[Fault]:
    """Yield a question that is too long, or that asks nothing."""
    question = fiche.meta.question
    if not question.endswith("?"):
        yield fault(("question",), "Cette question ne finit pas par un point d’interrogation.", text=question)
    yield from _too_long(("question",), question)


@rule(
    "S033",
    on=Fiche,
    title=f"Réponse en deux phrases, d’au plus {ANSWER_WORDS} mots",
    why="C’est tout ce que bien des gens liront : sur un téléphone, elle tient avec le titre sur le premier écran.",
    wrong="reponse: Quatre phrases qui racontent les études",
    right="reponse: Les élèves qui ont du tutorat apprennent davantage. L’effet est plus petit dans les grands programmes.",
)
def an_answer_is_two_sentences(fiche: Fiche) -> Iterator[Fault]:
    """Yield an answer that is not of two sentences, or is too long."""
    answer = fiche.meta.reponse
    number = len(sentences(answer, 0, len(answer)))
    if number != ANSWER_SENTENCES:
        message = f"La réponse a {counted(number, 'phrase')}; il en faut deux."
        yield fault(("reponse",), message, text=answer[:60], hint="La première répond; la deuxième dit à quelle condition, ou jusqu’où.")
    yield from _too_long(("reponse",), answer)


@rule(
    "S034",
    on=Fiche,
    title=f"Premier pas : une ligne d’au plus {STEP_WORDS} mots, là où il y a des actions",
    why="Qui ferme la page après un écran repart avec une chose à faire la semaine prochaine. Un repère n’en propose pas.",
    wrong="Une fiche de faits saillants sans « premier_pas »",
    right="premier_pas: La direction compare l’horaire du tutorat à ce que la recherche conseille.",
)
def a_first_step_goes_with_actions(fiche: Fiche) -> Iterator[Fault]:
    """Yield a first step that is missing, too long, or in a « repère »."""
    step, kind = fiche.meta.premier_pas, fiche.meta.type
    if step is None:
        if kind == "fait-saillant":
            hint = "Écrivez, sous « reponse », une clé « premier_pas » : qui fait quoi la semaine prochaine."
            yield fault(("reponse",), "Le premier pas manque.", text="premier_pas", hint=hint)
    elif kind == "repere":
        yield fault(("premier_pas",), "Un repère n’a pas de premier pas.", text=step, hint="Écrivez « premier_pas: null ».")
    else:
        yield from _too_long(("premier_pas",), step)


@rule(
    "S035",
    on=Fiche,
    title="« Pour décider » : trois phrases, chacune appuyée",
    why="Ce qu’on sait, ce qu’on peut attendre, ce qu’il ne faut pas attendre : sans l’une des trois, ce n’est pas une fiche de faits.",
    wrong="- Le tutorat est une bonne idée.",
    right="\n".join(f"- {words} … [@nickow2023, résumé, #effet-global]." for words in DECISION_SENTENCES),
)
def three_sentences_help_to_decide(fiche: Fiche) -> Iterator[Fault]:
    """Yield too few or too many sentences, those that begin otherwise, and those that cite nothing."""
    section, text = fiche.section(DECISION), fiche.source.text
    if section is None or DECISION not in fiche.section_titles:
        return
    if len(fiche.decision) != len(DECISION_SENTENCES):
        message = f"« {DECISION} » a {counted(len(fiche.decision), 'phrase')}; il en faut trois."
        yield fault(
            section.heading.start, message, text=section.title, hint="Une liste : " + "; ".join(f"« {w}… »" for w in DECISION_SENTENCES)
        )
    for block, words in zip(fiche.decision, DECISION_SENTENCES, strict=False):
        said = collapse(block.text(text))
        if not fold(said).startswith(fold(words)) and not (words.endswith(" à") and fold(said).startswith(fold(f"{words[:-2]} au"))):
            yield fault(
                block.inner, "Cette phrase ne commence pas par les mots attendus.", text=said[:40], hint=f"Commencez par « {words}… »."
            )
        if not any(block.start <= group.start < block.end for group in fiche.prose.groups):
            hint = "Ajoutez, avant le point, la clé de la source et son repère entre crochets."
            yield fault(block.inner, "Cette phrase ne cite aucun extrait.", text=said[:40], hint=hint)


@rule(
    "S036",
    on=Fiche,
    title="Au moins une action qui s’appuie sur une étude ou un guide",
    why="Une fiche dit quoi faire parce que quelqu’un l’a mis à l’essai ou le recommande. Sinon, c’est un repère : ce qu’on sait, ce qu’on "
    "ne sait pas, sans action.",
    wrong="type: fait-saillant, et toutes les actions « idée à discuter »",
    right="type: repere, ou une action dont l’appui est « étude [@…] » ou « guide [@…] »",
)
def one_action_rests_on_research(fiche: Fiche) -> Iterator[Fault]:
    """Yield the actions of a « fait saillant » when none rests on a study or a guide."""
    section = fiche.section(ACTIONS)
    if fiche.meta.type != "fait-saillant" or section is None or not fiche.leads:
        return
    supports = [fiche.support(lead) for lead in fiche.leads]
    if not any(support is None or support.researched for support in supports):  # one that says nothing is told as such
        message = "Aucune action ne s’appuie sur une étude ou sur un guide."
        yield fault(section.heading.start, message, text=section.title, hint="Ajoutez-en une, ou écrivez « type: repere ».")


@rule(
    "P010",
    on=Fiche,
    severity=Severity.WARNING,
    title="L’appui est ce que l’extrait cité permet de dire",
    why="« Étude » : l’extrait cité vient d’une source qui a mis l’action à l’essai et comparé. « Guide » : l’extrait recommande "
    "(« genre=recommandation » dans sa note), ou sa source est un guide de pratique.",
    wrong="- **Appui** : étude [@gubbels2019, résumé, #domaines] (un lien observé)",
    right="- **Appui** : idée à discuter, d’après un lien observé [@gubbels2019, résumé, #domaines]",
    silenceable=True,
)
def a_ground_is_what_its_excerpt_bears(fiche: Fiche, catalogue: Catalogue) -> Iterator[Fault]:
    """Yield the grounds « étude » and « guide » that none of the excerpts cited beside them bears."""
    for lead in fiche.leads:
        span, support = lead.span("Appui"), fiche.support(lead)
        excerpts = _cited_in(fiche, lead, catalogue)
        if span is None or not excerpts:
            continue
        if support is Support.STUDY and not any(excerpt_kind(one, catalogue.notes) is EvidenceKind.TESTED for one in excerpts):
            message = "« étude » : aucun extrait cité ne vient d’un essai de cette action (note « lien: effet », devis qui compare)."
            hint = "Citez l’étude qui l’a mise à l’essai, ou écrivez « guide », « expérience » ou « idée à discuter »."
            yield fault(span.start, message, text="étude", hint=hint)
        if support is Support.GUIDE and not any(_advises(one, catalogue) for one in excerpts):
            message = "« guide » : aucun extrait cité n’est une recommandation."
            hint = "Citez l’extrait qui recommande (« genre=recommandation » dans sa note), ou changez d’appui."
            yield fault(span.start, message, text="guide", hint=hint)


@rule(
    "S037",
    on=Fiche,
    severity=Severity.WARNING,
    title="De trois à huit façons de poser la question",
    why="La recherche trouve la fiche par les mots de tous les jours, pas par les nôtres.",
    wrong="questions: [Quels sont les effets du tutorat?]",
    right="questions:\n  - Ça vaut-tu la peine, un tuteur?\n  - Mon enfant coule ses maths, quoi faire?\n  - Tutorat, combien de fois?",
)
def people_ask_in_several_ways(fiche: Fiche) -> Iterator[Fault]:
    """Yield too few ways to ask, and those that are too long."""
    if (number := len(fiche.meta.questions)) < LEAST_WAYS:
        message = f"Il y a {counted(number, 'question')} sous « questions »; il en faut au moins trois."
        yield fault(("questions",), message, text="questions", hint="Écrivez comme un parent, une direction ou un jeune le demanderait.")
    for index, question in enumerate(fiche.meta.questions):
        yield from _too_long(("questions", index), question)


@rule(
    "U005",
    on=Catalogue,
    severity=Severity.WARNING,
    title="Une question, une fiche",
    why="Deux fiches qui disent répondre à la même question se disputent le premier rang de la recherche.",
    wrong="« Quoi faire avec un élève absent? » dans deux fiches",
    right="La question dans la fiche qui y répond le mieux",
)
def two_sheets_do_not_claim_a_question(catalogue: Catalogue) -> Iterator[Fault]:
    """Yield the questions that another sheet of the site has too, whatever their case, accents and signs; drafts are left out."""
    first: dict[str, Fiche] = {}
    for fiche in catalogue.fiches.values():
        if not fiche.published:
            continue
        asked = [(("question",), fiche.meta.question), *((("questions", n), q) for n, q in enumerate(fiche.meta.questions))]
        for path, question in asked:
            key = " ".join("".join(c if c.isalnum() else " " for c in fold(question)).split())
            if key and first.setdefault(key, fiche) is not fiche:
                message = f"La fiche « {first[key].slug} » dit répondre à la même question."
                yield fault(fiche.at(path), message, text=question, hint="Gardez-la dans une seule des deux.")


def _cited_in(fiche: Fiche, lead: ActionLead, catalogue: Catalogue) -> list[Excerpt]:
    span = lead.span("Appui")
    if span is None:
        return []
    # A ground is no sentence: its citations are found by their place.
    return [
        resolution.excerpt
        for trace in catalogue.traces(fiche)
        for citation, resolution in trace.resolutions
        if resolution.excerpt is not None and span.start <= citation.start < span.end
    ]


def _advises(excerpt: Excerpt, catalogue: Catalogue) -> bool:
    return excerpt.genre is Genre.ADVICE or catalogue.notes[excerpt.key].meta.devis is Design.GUIDE
