"""Translations: where readers need one, and with the figures of the quotation."""

import re
from collections.abc import Iterator

from pipeline.content.catalogue import Catalogue
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sources.notes import Excerpt, Note
from pipeline.content.sources.reading import Reading
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Severity
from pipeline.text.numbers.figures import figures

_OURS = "fr"
# « K-5 students », « PreK-12 »: the last is a grade, which French writes « la 5e année ».
_OF_A_GRADE = re.compile(r"(?i)\b(?:k|prek)[-–‑]\Z")


@rule(
    "N012",
    on=Catalogue,
    severity=Severity.WARNING,
    title="Un extrait en anglais qui porte un message est traduit",
    why="La paraphrase interprète. Qui ne lit pas l’anglais doit pouvoir comparer notre phrase avec les mots mêmes de la source : une "
    "traduction littérale se met sous l’extrait.",
    wrong="> tutoring programs yield consistently substantial positive impacts on learning",
    right="> tutoring programs yield consistently substantial positive impacts on learning\n\nTraduction : les programmes de tutorat "
    "donnent de façon constante des effets positifs importants sur les apprentissages",
)
def what_carries_a_message_is_translated(catalogue: Catalogue) -> Iterator[Fault]:
    """Yield, once each, the excerpts without translation that carry a key message, a sentence of « Pour décider » or an effect."""
    told: set[str] = set()
    for fiche in catalogue.fiches.values():
        for what, excerpt in _carriers(fiche, catalogue) if not fiche.draft else ():
            if excerpt.language == _OURS or excerpt.translation is not None or excerpt.anchor in told:
                continue
            told.add(excerpt.anchor)
            message = f"L’extrait « #{excerpt.id} » porte {what} de la fiche « {fiche.slug} », et n’est pas traduit."
            hint = "Sous la paraphrase, ajoutez un paragraphe qui commence par « Traduction : », littéral."
            yield fault(catalogue.notes[excerpt.key].source.place(excerpt.start), message, text=excerpt.quotation[:60], hint=hint)


def _carriers(fiche: Fiche, catalogue: Catalogue) -> Iterator[tuple[str, Excerpt]]:
    """Yield the excerpts that carry the most of a sheet, each with what it carries."""
    for what, blocks in (("un message à retenir", fiche.key_messages), ("une phrase de « Pour décider »", fiche.decision)):
        for trace in catalogue.traces(fiche):
            if any(block.start <= trace.sentence.span.start < block.end for block in blocks):
                yield from ((what, excerpt) for excerpt in trace.excerpts)
    for one in fiche.named_excerpts:
        note = catalogue.notes.get(one.key)
        excerpt = note.excerpt(one.id) if note is not None else None
        if excerpt is not None and one.path[0] == "effets":
            yield "un effet", excerpt


@rule(
    "N013",
    on=Note,
    title="Une traduction a tous les chiffres de sa citation",
    why="Une traduction littérale ne laisse rien de côté, surtout pas un chiffre.",
    wrong="> two of forty-two trials\n\nTraduction : deux essais",
    right="> two of forty-two trials\n\nTraduction : deux des quarante-deux essais",
)
def a_translation_has_every_figure(note: Note) -> Iterator[Fault]:
    """Yield the figures of quotations that their translation leaves out; those it adds are told as those of paraphrases are."""
    for excerpt in note.excerpts:
        if excerpt.translation is None or excerpt.translation_at is None or excerpt.reading is Reading.OWN_WORDS:
            continue
        translated = figures(excerpt.translation, _OURS)
        for figure in excerpt.figures:
            if _OF_A_GRADE.search(excerpt.quotation, 0, figure.start):
                continue
            if not any(set(one.values) & set(figure.values) or one.carried_by(figure) for one in translated):
                message = f"La traduction de « #{excerpt.id} » ne dit pas « {figure.text} »."
                yield fault(
                    excerpt.translation_at.start, message, text=figure.text, hint=f"Traduisez toute la citation : « {excerpt.quotation} »"
                )
