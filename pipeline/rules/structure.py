"""Structure: fixed headings, key messages, leads, questions."""

from collections.abc import Iterator

from pipeline.content.council import Vocabulary
from pipeline.content.kind import AnyDocument, PageDocument
from pipeline.content.sheets.sheet import (
    ACTIONS,
    EVERY_SECTION,
    FICHE_SECTIONS,
    KEY_MESSAGES,
    LEAD_FIELDS,
    QUESTIONS,
    ActionLead,
    Fiche,
    Support,
)
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Family, Severity
from pipeline.text.markdown import Block, Section
from pipeline.text.words import collapse, counted, fold, nearest, word_count

FAMILY = Family(letter="S", title="Structure", rank=60)


_SECTIONS = {fold(title): title for title in EVERY_SECTION}
MAX_KEY_MESSAGE_WORDS = 35
BODY_WORDS = range(400, 901)
MAX_LANDMARK_WORDS = 450


@rule(
    "S010",
    on=Fiche,
    title="Toutes les sections sont là",
    why="Le lecteur pressé sait où trouver chaque chose, d’une fiche à l’autre.",
    wrong="Une fiche sans « ## Limites »",
    right="\n".join(f"## {title}" for title in FICHE_SECTIONS),
)
def every_section_is_there(fiche: Fiche) -> Iterator[Fault]:
    """Yield the sections that a sheet wants, but for those that it has under a title that looks like theirs: S012 tells these."""
    present = _first_of_each(fiche)
    meant = {nearest(section.title, fiche.section_titles) for section in fiche.sections if not _of_the_list(fiche, section)}
    for title in fiche.section_titles:
        if title not in present and title not in meant:
            yield fault(fiche.body_start, f"La section « {title} » manque.", hint=f"Ajoutez une ligne « ## {title} ».")


@rule(
    "S011",
    on=PageDocument,
    title="Chaque titre une fois",
    why="Deux sections du même titre ont la même adresse dans la page.",
    wrong="Deux fois « ## Limites »",
    right="Une seule section « ## Limites »",
)
def a_title_comes_once(document: AnyDocument) -> Iterator[Fault]:
    """Yield the sections that have the title of one before."""
    seen: set[str] = set()
    for section in document.sections:
        key = fold(collapse(section.title))
        if key in seen:
            message, hint = f"Le titre « {section.title} » revient deux fois.", "Réunissez les deux sections, ou changez un titre."
            yield fault(section.heading.start, message, text=section.title, hint=hint)
        seen.add(key)


@rule(
    "S012",
    on=Fiche,
    title="Titres de la liste",
    why="Un titre inventé, ou mal tapé, cache son contenu aux outils.",
    wrong="## Limite",
    right="## Limites",
)
def a_section_is_of_the_list(fiche: Fiche) -> Iterator[Fault]:
    """Yield the sections that are none of a sheet's."""
    for section in fiche.sections:
        titles = fiche.section_titles
        if not _of_the_list(fiche, section):
            near = nearest(section.title, titles)
            hint = f"Vouliez-vous dire « {near} »?" if near else f"Sections : {', '.join(titles)}."
            message = f"« {section.title} » n’est pas une section de fiche."
            if fold(section.title) in _SECTIONS:
                message = f"« {section.title} » n’est pas une section d’une fiche de type « {fiche.meta.type} »."
            yield fault(section.heading.start, message, text=section.title, hint=hint)


def _of_the_list(fiche: Fiche, section: Section) -> bool:
    return _SECTIONS.get(fold(section.title)) in fiche.section_titles


@rule(
    "S013",
    on=Fiche,
    title="Sections dans l’ordre",
    why="Le message d’abord, puis ce qu’on peut faire; la preuve ensuite, et ses limites.",
    wrong="« Limites » avant « Pistes d’action »",
    right=" · ".join(FICHE_SECTIONS),
)
def sections_are_in_order(fiche: Fiche) -> Iterator[Fault]:
    """Yield the first section that comes too soon."""
    first = _first_of_each(fiche)
    present = sorted(first, key=lambda title: first[title].heading.start)
    expected = [title for title in fiche.section_titles if title in present]
    present = [title for title in present if title in expected]
    for title, wanted in zip(present, expected, strict=True):
        if title != wanted:
            message = f"« {title} » arrive trop tôt : « {wanted} » vient avant."
            yield fault(first[title].heading.start, message, text=title)
            return


@rule(
    "S014",
    on=Fiche,
    title="Deux ou trois messages à retenir",
    why="Au-delà, personne ne retient.",
    wrong="Six messages",
    right="Deux ou trois messages, en liste",
)
def key_messages_are_two_or_three(fiche: Fiche) -> Iterator[Fault]:
    """Yield too few or too many key messages."""
    section, number = fiche.section(KEY_MESSAGES), len(fiche.key_messages)
    if section is not None and number not in (2, 3):
        message = f"« {KEY_MESSAGES} » a {counted(number, 'message')}; il en faut deux ou trois."
        yield fault(section.heading.start, message, text=section.title, hint="Écrivez-les en liste : « 1. … », « 2. … ».")


@rule(
    "S015",
    on=Fiche,
    title="Message d’au plus 35 mots",
    why="Un message qui tient en une respiration se répète en réunion.",
    wrong="Un message de cinquante mots",
    right="Deux phrases courtes, ou une seule",
)
def a_key_message_is_short(fiche: Fiche) -> Iterator[Fault]:
    """Yield the key messages of more than ``MAX_KEY_MESSAGE_WORDS`` words."""
    for block in fiche.key_messages:
        words = word_count(fiche.prose.plain, block.inner, block.end)
        if words > MAX_KEY_MESSAGE_WORDS:
            message = f"Ce message a {words} mots; la limite est de {MAX_KEY_MESSAGE_WORDS}."
            shown = block.text(fiche.source.text)[:40]
            yield fault(block.start, message, text=shown, hint="Coupez-le en deux phrases ou retirez un détail.")


@rule(
    "S016",
    on=Fiche,
    title="Message appuyé",
    why="Chaque message à retenir mène à l’extrait qui le fonde, chiffre ou non.",
    wrong="1. Le tutorat aide.",
    right="1. Le tutorat aide [@nickow2023, résumé, #effet-global].",
)
def a_key_message_cites_an_excerpt(fiche: Fiche) -> Iterator[Fault]:
    """Yield the key messages that cite nothing."""
    for block in uncited_messages(fiche):
        hint = "Ajoutez, avant le point, la clé de la source et son repère entre crochets."
        yield fault(block.start, "Ce message ne cite aucun extrait.", text=block.text(fiche.source.text)[:40], hint=hint)


def uncited_messages(fiche: Fiche) -> list[Block]:
    """Return the key messages that cite nothing."""
    return [block for block in fiche.key_messages if not any(block.start <= group.start < block.end for group in fiche.prose.groups)]


@rule(
    "S017",
    on=Fiche,
    title="Piste d’action complète",
    why="Une piste dit à qui elle s’adresse, quoi faire, par quoi commencer, ce qui peut bloquer et sur quoi elle s’appuie.",
    wrong="### Surveiller les absences\n\nOn pourrait…",
    right="\n".join(f"- **{name}** : …" for name in LEAD_FIELDS),
)
def a_lead_is_whole(fiche: Fiche, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Yield too few or too many leads, the parts that one wants or has too many, and who acts, where it is of no list."""
    section = fiche.section(ACTIONS)
    if section is None or ACTIONS not in fiche.section_titles:
        return
    if not 1 <= len(fiche.leads) <= 5:
        message = f"Il y a {counted(len(fiche.leads), 'piste')}; il en faut d’une à cinq."
        yield fault(section.heading.start, message, text=section.title, hint="Une piste commence par « ### ».")
    for lead in fiche.leads:
        yield from _lead_parts(fiche, lead)
        yield from _lead_publics(fiche, lead, [term.slug for term in vocabulary.publics])


def _lead_parts(fiche: Fiche, lead: ActionLead) -> Iterator[Fault]:
    for name in LEAD_FIELDS:
        start, end = lead.fields.get(name, (0, 0))
        if not fiche.source.text[start:end].strip():
            message = f"La piste « {lead.title} » ne dit pas : {name}."
            yield fault(lead.section.heading.start, message, text=lead.title, hint=f"Ajoutez : - **{name}** : …")
    for name, (start, _) in lead.fields.items():
        if name not in LEAD_FIELDS:
            near = nearest(name, LEAD_FIELDS)
            hint = f"Vouliez-vous dire « {near} »?" if near else f"Parties : {', '.join(LEAD_FIELDS)}."
            where = fiche.source.text.rfind(name, 0, start)
            yield fault(where, f"« {name} » n’est pas une partie de piste.", text=name, hint=hint)


def _lead_publics(fiche: Fiche, lead: ActionLead, publics: list[str]) -> Iterator[Fault]:
    for actor in fiche.actors(lead):
        if actor.public not in publics:
            near = nearest(actor.public, publics)
            hint = f"Vouliez-vous dire « {near} »?" if near else f"Valeurs : {', '.join(publics)}. Qui exactement se dit entre parenthèses."
            yield fault(actor.start, f"« {actor.public} » n’est pas un public.", text=actor.public, hint=hint)
        elif not actor.who:
            hint = f"Écrivez qui exactement, entre parenthèses : {actor.public} (direction, équipe-école)."
            yield fault(actor.start, f"« {actor.public} » ne dit pas qui agit.", text=actor.public, hint=hint)


@rule(
    "S018",
    on=Fiche,
    title="Appui annoncé, source citée",
    why="Le lecteur doit savoir si une étude a mis l’action à l’essai, si un guide la recommande, si une source raconte l’avoir faite, "
    "ou si c’est une idée à discuter.",
    wrong="- **Appui**\u00a0: le bon sens",
    right="- **Appui** : étude [@nickow2023, résumé, #frequence]",
)
def a_lead_says_its_ground(fiche: Fiche) -> Iterator[Fault]:
    """Yield the leads whose ground has no name, or names a source that it does not cite."""
    for lead in fiche.leads:
        span, support = lead.span("Appui"), fiche.support(lead)
        if span is None:
            continue
        shown = collapse(fiche.source.text[span.start : span.end])[:60]
        cited = any(span.start <= group.start < span.end for group in fiche.prose.groups)
        if support is None:
            message = "L’appui commence par « étude », « guide », « expérience » (chacun avec sa citation) ou « idée à discuter »."
            yield fault(span.start, message, text=shown)
        elif support is not Support.IDEA and not cited:
            hint = "Citez, après ce mot, l’extrait où la source le dit; sans lui, c’est une « idée à discuter »."
            yield fault(span.start, "Cet appui ne cite pas sa source.", text=shown, hint=hint)


@rule(
    "S019",
    on=Fiche,
    title="Deux à quatre questions",
    why="Une rencontre de comité ne peut pas en discuter davantage.",
    wrong="Aucune question",
    right="Deux questions ouvertes, en liste",
)
def questions_are_two_to_four(fiche: Fiche) -> Iterator[Fault]:
    """Yield too few or too many questions."""
    section = fiche.section(QUESTIONS)
    if section is not None and not 2 <= len(fiche.questions) <= 4:
        message = f"Il y a {counted(len(fiche.questions), 'question')}; il en faut de deux à quatre."
        hint = "Écrivez chaque question sur une ligne qui commence par « - »."
        yield fault(section.heading.start, message, text=section.title, hint=hint)


@rule(
    "S020",
    on=Fiche,
    title="Section remplie",
    why="Une section vide laisse croire qu’il n’y a rien à dire.",
    wrong="## Limites\n\n## Pistes d’action",
    right="## Limites\n\nNous avons lu le résumé, non l’article entier.",
)
def a_section_says_something(fiche: Fiche) -> Iterator[Fault]:
    """Yield the sections of the list that are empty."""
    for section in fiche.sections:
        if _SECTIONS.get(fold(section.title)) in fiche.section_titles and not section.blocks:
            message = f"La section « {section.title} » est vide."
            yield fault(section.heading.start, message, text=section.title, hint="Écrivez au moins une phrase.")


@rule(
    "S021",
    on=Fiche,
    severity=Severity.WARNING,
    title="Texte de 400 à 900 mots",
    why="Une fiche se lit en moins de cinq minutes.",
    wrong="Une fiche de 1\u00a0600 mots",
    right="Une fiche de 650 mots",
    silenceable=True,
)
def a_sheet_is_neither_short_nor_long(fiche: Fiche) -> Iterator[Fault]:
    """Yield a length that is not in ``BODY_WORDS``, or a « repère » of more than ``MAX_LANDMARK_WORDS``."""
    if fiche.meta.type == "repere":
        if fiche.word_count > MAX_LANDMARK_WORDS:
            message = f"Ce repère a {fiche.word_count} mots."
            yield fault(fiche.body_start, message, hint=f"Gardez au plus {MAX_LANDMARK_WORDS} mots : un repère est court.")
    elif fiche.word_count not in BODY_WORDS:
        yield fault(fiche.body_start, f"Le texte a {fiche.word_count} mots.", hint="Visez de 400 à 900 mots.")


def _first_of_each(fiche: Fiche) -> dict[str, Section]:
    """Return the first section of each title of the list."""
    return {_SECTIONS[fold(s.title)]: s for s in reversed(fiche.sections) if fold(s.title) in _SECTIONS}
