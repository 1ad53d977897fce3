"""Structure: fixed headings, key messages, leads, no raw HTML (field guide, section 1)."""

import re

from pipeline.content.council import Vocabulary
from pipeline.content.document import ACTIONS, FICHE_SECTIONS, KEY_MESSAGES, LEAD_FIELDS, QUESTIONS, ActionLead, AnyDocument, Fiche
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.markdown import BlockKind, code_spans
from pipeline.text.words import collapse, counted, fold, grouped, nearest

MISSING_SECTION = Rule(
    code="S010",
    severity=Severity.ERROR,
    title="Toutes les sections sont là",
    why="Le lecteur pressé sait où trouver chaque chose, d’une fiche à l’autre.",
    wrong="Une fiche sans « ## Limites »",
    right="\n".join(f"## {title}" for title in FICHE_SECTIONS),
)
DUPLICATE_SECTION = Rule(
    code="S011",
    severity=Severity.ERROR,
    title="Chaque titre une fois",
    why="Deux sections du même titre ont la même adresse dans la page.",
    wrong="Deux fois « ## Limites »",
    right="Une seule section « ## Limites »",
)
UNKNOWN_SECTION = Rule(
    code="S012",
    severity=Severity.ERROR,
    title="Titres de la liste",
    why="Un titre inventé, ou mal tapé, cache son contenu aux outils.",
    wrong="## Limite",
    right="## Limites",
)
SECTION_ORDER = Rule(
    code="S013",
    severity=Severity.ERROR,
    title="Sections dans l’ordre",
    why="Le message d’abord, la preuve ensuite, les limites avant les pistes.",
    wrong="« Pistes d’action » avant « Limites »",
    right=" · ".join(FICHE_SECTIONS),
)
KEY_MESSAGE_COUNT = Rule(
    code="S014",
    severity=Severity.ERROR,
    title="Deux ou trois messages à retenir",
    why="Au-delà, personne ne retient.",
    wrong="Six messages",
    right="Deux ou trois messages, en liste",
)
LONG_KEY_MESSAGE = Rule(
    code="S015",
    severity=Severity.ERROR,
    title="Message d’au plus 35 mots",
    why="Un message qui tient en une respiration se répète en réunion.",
    wrong="Un message de cinquante mots",
    right="Deux phrases courtes, ou une seule",
)
UNCITED_KEY_MESSAGE = Rule(
    code="S016",
    severity=Severity.ERROR,
    title="Message appuyé",
    why="Chaque message à retenir mène à l’extrait qui le fonde, chiffre ou non.",
    wrong="1. Le tutorat aide.",
    right="1. Le tutorat aide [@nickow2023, résumé, #effet-global].",
)
LEAD = Rule(
    code="S017",
    severity=Severity.ERROR,
    title="Piste d’action complète",
    why="Une piste dit à qui elle s’adresse, quoi faire, par quoi commencer, ce qui peut bloquer et sur quoi elle s’appuie.",
    wrong="### Surveiller les absences\n\nOn pourrait…",
    right="\n".join(f"- **{name}**\u00a0: …" for name in LEAD_FIELDS),
)
LEAD_GROUND = Rule(
    code="S018",
    severity=Severity.ERROR,
    title="Appui annoncé",
    why="Le lecteur doit savoir si une piste vient d’une étude, de l’expérience, ou d’une idée à discuter.",
    wrong="- **Appui**\u00a0: le bon sens",
    right="- **Appui**\u00a0: étude [@nickow2023, résumé, #frequence]",
)
QUESTION_COUNT = Rule(
    code="S019",
    severity=Severity.ERROR,
    title="Deux à quatre questions",
    why="Une rencontre de comité ne peut pas en discuter davantage.",
    wrong="Aucune question",
    right="Deux questions ouvertes, en liste",
)
EMPTY_SECTION = Rule(
    code="S020",
    severity=Severity.ERROR,
    title="Section remplie",
    why="Une section vide laisse croire qu’il n’y a rien à dire.",
    wrong="## Limites\n\n## Pistes d’action",
    right="## Limites\n\nNous avons lu le résumé, non l’article entier.",
)
BODY_LENGTH = Rule(
    code="S021",
    severity=Severity.WARNING,
    title="Texte de 400 à 900 mots",
    why="Une fiche se lit en moins de cinq minutes.",
    wrong="Une fiche de 1\u00a0600 mots",
    right="Une fiche de 650 mots",
    silenceable=True,
)
RAW_HTML = Rule(
    code="S022",
    severity=Severity.ERROR,
    title="Pas de HTML",
    why="Le HTML n’est pas affiché\u00a0: il pourrait exécuter du code chez les lecteurs.",
    wrong="<b>important</b>",
    right="**important**",
)
TOP_HEADING = Rule(
    code="S023",
    severity=Severity.ERROR,
    title="Titres de rang 2 ou plus bas",
    why="Le titre de la page vient de l’en-tête; un deuxième titre de rang 1 perd les lecteurs d’écran.",
    wrong="# Mon titre",
    right="## Une section",
)
IMAGE = Rule(
    code="S024",
    severity=Severity.ERROR,
    title="Pas d’image dans le texte",
    why="Une image demande un texte de remplacement, des droits et un poids\u00a0: le site n’en accepte pas encore.",
    wrong="![Un graphique](graphique.png)",
    right="Le chiffre, en mots, avec sa citation",
)
UNWIELDY = Rule(
    code="S025",
    severity=Severity.ERROR,
    title="Paragraphe qui se met en page",
    why="Un paragraphe sans fin, ou des crochets et des retraits emboîtés par dizaines, arrêterait la mise en page du site.",
    wrong="Un paragraphe de 20\u00a0000 caractères, [[[[[[[[…",
    right="Des paragraphes courts, séparés par une ligne vide",
)
RULES = (
    MISSING_SECTION, DUPLICATE_SECTION, UNKNOWN_SECTION, SECTION_ORDER, KEY_MESSAGE_COUNT, LONG_KEY_MESSAGE, UNCITED_KEY_MESSAGE,
    LEAD, LEAD_GROUND, QUESTION_COUNT, EMPTY_SECTION, BODY_LENGTH, RAW_HTML, TOP_HEADING, IMAGE, UNWIELDY,
)  # fmt: skip

MAX_KEY_MESSAGE_WORDS = 35
BODY_WORDS = range(400, 901)
# Beyond these, the « markdown » library takes minutes, or its recursion overflows.
MAX_PARAGRAPH = 5_000
MAX_BRACKETS = 30
MAX_CELLS = 40
MAX_INDENT = 40
# A tag may go on over lines, or never close: « < » before a letter is enough.
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>?|<!(?!--)|<\?")
_COMMENT = re.compile(r"<!--.{0,2000}?-->", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,400}\][(\[]")
_WORD = re.compile(r"[^\W_]+(?:[’'.,-][^\W_]+)*")
_GROUND = re.compile(r"(?i)(étude|idée à discuter|savoir d[’']expérience)\b")


def check_structure(document: AnyDocument, vocabulary: Vocabulary) -> list[Diagnostic]:
    """Return what is wrong with the shape of a sheet, an activity or a page."""
    found: list[Diagnostic] = []
    _check_html(document, found)
    _check_images(document, found)
    _check_headings(document, found)
    _check_size(document, found)
    if isinstance(document, Fiche):
        _check_sections(document, found)
        _check_key_messages(document, found)
        _check_leads(document, [term.slug for term in vocabulary.publics], found)
        _check_questions_and_length(document, found)
    return found


def _check_html(document: AnyDocument, found: list[Diagnostic]) -> None:
    source = document.source
    # Code and comments are blanked in the body; <https://…> is an address, blanked too.
    body = document.prose.without_code[document.body_start :]
    for offset, text in ((0, source.text[: document.body_start]), (document.body_start, body)):
        for tag in _TAG.finditer(text):
            message = "Du HTML se trouve dans le texte."
            hint = "Utilisez le Markdown (**gras**, *italique*), ou écrivez le signe « < » suivi d’une espace."
            found.append(Diagnostic(RAW_HTML, source.place(offset + tag.start()), message, tag.group()[:60], hint))


def _check_images(document: AnyDocument, found: list[Diagnostic]) -> None:
    text = document.source.text
    for block in document.prose.readable:
        code = code_spans(text, block.start, block.end)
        for image in _IMAGE.finditer(text, block.start, block.end):
            if not any(span.start <= image.start() < span.end for span in code):
                place = document.source.place(image.start())
                found.append(
                    Diagnostic(
                        IMAGE, place, "Une image se trouve dans le texte.", image.group(), "Retirez-la, et dites en mots ce qu’elle montre."
                    )
                )


def _check_headings(document: AnyDocument, found: list[Diagnostic]) -> None:
    for block in document.blocks:
        if block.kind is BlockKind.HEADING and block.level == 1:
            place = document.source.place(block.start)
            found.append(
                Diagnostic(
                    TOP_HEADING, place, "Ce titre est de rang 1.", block.text(document.source.text), "Mettez deux dièses\u00a0: « ## »."
                )
            )
    seen: set[str] = set()
    for section in document.sections:
        key = fold(collapse(section.title))
        if key in seen:
            place = document.source.place(section.heading.start)
            message = f"Le titre « {section.title} » revient deux fois."
            found.append(Diagnostic(DUPLICATE_SECTION, place, message, section.title, "Réunissez les deux sections, ou changez un titre."))
        seen.add(key)


def _check_size(document: AnyDocument, found: list[Diagnostic]) -> None:
    """Tell the first paragraph (lines up to a blank one; a comment ends none) that is too much for the library."""
    text = _COMMENT.sub(lambda match: " " * len(match.group()), document.source.text)
    offset, size, opened = document.body_start, 0, 0
    for line in text[document.body_start :].split("\n"):
        if not line.strip():
            size = opened = 0
        size += len(line)
        most = opened
        for bracket in re.findall(r"[\[\]]", line):
            opened = opened + 1 if bracket == "[" else max(0, opened - 1)
            most = max(most, opened)
        indent = len(line) - len(line.lstrip()) if line.strip() else 0
        for what, number, limit in (
            ("caractères", size, MAX_PARAGRAPH),
            ("crochets ouverts", most, MAX_BRACKETS),
            ("barres de tableau sur une ligne", line.count("|"), MAX_CELLS),
            ("espaces de retrait", indent, MAX_INDENT),
        ):
            if number > limit:
                message = f"Ce paragraphe a {grouped(number)} {what}; la limite est de {grouped(limit)}."
                found.append(
                    Diagnostic(
                        UNWIELDY,
                        document.source.place(offset),
                        message,
                        line.strip()[:40],
                        "Coupez-le en paragraphes courts, séparés par une ligne vide.",
                    )
                )
                return
        offset += len(line) + 1


def _check_sections(fiche: Fiche, found: list[Diagnostic]) -> None:
    known = {fold(title): title for title in FICHE_SECTIONS}
    first = {known[fold(s.title)]: s for s in reversed(fiche.sections) if fold(s.title) in known}
    present = sorted(first, key=lambda title: first[title].heading.start)
    for section in fiche.sections:
        place = fiche.source.place(section.heading.start)
        if fold(section.title) not in known:
            near = nearest(section.title, FICHE_SECTIONS)
            hint = f"Vouliez-vous dire « {near} »?" if near else f"Sections\u00a0: {', '.join(FICHE_SECTIONS)}."
            found.append(Diagnostic(UNKNOWN_SECTION, place, f"« {section.title} » n’est pas une section de fiche.", section.title, hint))
        elif not section.blocks:
            message = f"La section « {section.title} » est vide."
            found.append(Diagnostic(EMPTY_SECTION, place, message, section.title, "Écrivez au moins une phrase."))
    for title in FICHE_SECTIONS:
        if title not in present:
            place = fiche.source.place(fiche.body_start)
            found.append(Diagnostic(MISSING_SECTION, place, f"La section « {title} » manque.", help=f"Ajoutez une ligne « ## {title} »."))
    expected = [title for title in FICHE_SECTIONS if title in present]
    for title, wanted in zip(present, expected, strict=True):
        if title != wanted:
            place = fiche.source.place(first[title].heading.start)
            message = f"« {title} » arrive trop tôt\u00a0: « {wanted} » vient avant."
            found.append(Diagnostic(SECTION_ORDER, place, message, title, SECTION_ORDER.right))
            break


def _check_key_messages(fiche: Fiche, found: list[Diagnostic]) -> None:
    section = fiche.section(KEY_MESSAGES)
    if section is None:
        return
    if len(fiche.key_messages) not in (2, 3):
        place = fiche.source.place(section.heading.start)
        message = f"« {KEY_MESSAGES} » a {counted(len(fiche.key_messages), 'message')}; il en faut deux ou trois."
        found.append(Diagnostic(KEY_MESSAGE_COUNT, place, message, section.title, "Écrivez-les en liste\u00a0: « 1. … », « 2. … »."))
    for block in fiche.key_messages:
        words = len(_WORD.findall(fiche.prose.plain, block.inner, block.end))
        place, shown = fiche.source.place(block.start), block.text(fiche.source.text)[:40]
        if words > MAX_KEY_MESSAGE_WORDS:
            message = f"Ce message a {words} mots; la limite est de {MAX_KEY_MESSAGE_WORDS}."
            found.append(Diagnostic(LONG_KEY_MESSAGE, place, message, shown, "Coupez-le en deux phrases ou retirez un détail."))
        if not any(block.start <= group.start < block.end for group in fiche.prose.groups):
            hint = "Ajoutez, avant le point, la clé de la source et son repère entre crochets."
            found.append(Diagnostic(UNCITED_KEY_MESSAGE, place, "Ce message ne cite aucun extrait.", shown, hint))


def _check_leads(fiche: Fiche, publics: list[str], found: list[Diagnostic]) -> None:
    section = fiche.section(ACTIONS)
    if section is None:
        return
    if not 1 <= len(fiche.leads) <= 5:
        place = fiche.source.place(section.heading.start)
        found.append(
            Diagnostic(
                LEAD,
                place,
                f"Il y a {counted(len(fiche.leads), 'piste')}; il en faut d’une à cinq.",
                section.title,
                "Une piste commence par « ### ».",
            )
        )
    for lead in fiche.leads:
        _check_lead(fiche, lead, publics, found)


def _check_lead(fiche: Fiche, lead: ActionLead, publics: list[str], found: list[Diagnostic]) -> None:
    place = fiche.source.place(lead.section.heading.start)
    for name in LEAD_FIELDS:
        start, end = lead.fields.get(name, (0, 0))
        if not fiche.source.text[start:end].strip():
            found.append(
                Diagnostic(
                    LEAD, place, f"La piste « {lead.title} » ne dit pas\u00a0: {name}.", lead.title, f"Ajoutez\u00a0: - **{name}**\u00a0: …"
                )
            )
    for name, (start, _) in lead.fields.items():
        if name not in LEAD_FIELDS:
            near = nearest(name, LEAD_FIELDS)
            hint = f"Vouliez-vous dire « {near} »?" if near else f"Parties\u00a0: {', '.join(LEAD_FIELDS)}."
            at = fiche.source.place(fiche.source.text.rfind(name, 0, start))
            found.append(Diagnostic(LEAD, at, f"« {name} » n’est pas une partie de piste.", name, hint))
    for public in fiche.lead_publics(lead):
        if public not in publics:
            near = nearest(public, publics)
            hint = f"Vouliez-vous dire « {near} »?" if near else f"Valeurs\u00a0: {', '.join(publics)}."
            start = lead.fields["Pour"][0]
            found.append(Diagnostic(LEAD, fiche.source.place(start), f"« {public} » n’est pas un public.", public, hint))
    if "Appui" in lead.fields:
        start, end = lead.fields["Appui"]
        ground = _GROUND.match(fiche.source.text[start:end].lstrip())
        cited = any(start <= group.start < end for group in fiche.prose.groups)
        if ground is None or (ground.group(1).lower() == "étude" and not cited):
            message = "L’appui commence par « étude » (avec sa citation), « idée à discuter » ou « savoir d’expérience »."
            found.append(
                Diagnostic(LEAD_GROUND, fiche.source.place(start), message, collapse(fiche.source.text[start:end])[:60], LEAD_GROUND.right)
            )


def _check_questions_and_length(fiche: Fiche, found: list[Diagnostic]) -> None:
    section = fiche.section(QUESTIONS)
    if section is not None and not 2 <= len(fiche.questions) <= 4:
        place = fiche.source.place(section.heading.start)
        found.append(
            Diagnostic(
                QUESTION_COUNT,
                place,
                f"Il y a {counted(len(fiche.questions), 'question')}; il en faut de deux à quatre.",
                section.title,
                "Écrivez chaque question sur une ligne qui commence par « - ».",
            )
        )
    if fiche.word_count not in BODY_WORDS:
        place = fiche.source.place(fiche.body_start)
        message = f"Le texte a {fiche.word_count} mots."
        found.append(Diagnostic(BODY_LENGTH, place, message, help="Visez de 400 à 900 mots."))
