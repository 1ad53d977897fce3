"""The register of figures: each one that a published sheet says, its sentence, and the excerpt that holds it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.content.sheets.effect_words import point_words, size
from pipeline.content.sheets.meta import Effect
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sources.notes import Excerpt, excerpts_named
from pipeline.edition.index import PortableFiche, Work
from pipeline.text.numbers.figure import Figure, carried
from pipeline.text.numbers.figures import figures
from pipeline.text.numbers.units import unit_name
from pipeline.text.prose import Sentence
from pipeline.text.typographic import NBSP, typographic

_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)|`|\\(?=[^\w\s])|^#+ ")
# A link of which the address was blanked.
_LINK = re.compile(r"\[(?![^\[\]]*\])")
_LABEL = re.compile(rf"^(?:[-*]|\d{{1,2}}\.)[ {NBSP}]+")


@dataclass(frozen=True)
class RegisteredFigure:
    """A figure as a sheet says it, its ``unit`` in a word (« élève »), the ``sentence``, the ``excerpt`` of ``work`` that holds it."""

    text: str
    unit: str
    sentence: str
    excerpt: Excerpt
    work: Work

    @property
    def read_on(self) -> date | None:
        """The day when the source was read."""
        return self.work.note.meta.lu_le if self.work.note is not None else None


@dataclass(frozen=True)
class SheetFigures:
    """The figures of one sheet, in the order of its text, then those of its measured effects, of its pictures and of its rules."""

    fiche: Fiche
    figures: tuple[RegisteredFigure, ...]


def sheet_figures(portable: PortableFiche) -> SheetFigures:
    """Return the figures of a sheet.

    Those of its title, answer or conditions are not told twice: each is one that its text cites (rule T003).
    """
    return SheetFigures(portable.fiche, (*_of_text(portable), *_of_effects(portable), *_of_pictures(portable), *_of_rules(portable)))


def _of_text(portable: PortableFiche) -> Iterator[RegisteredFigure]:
    for trace in portable.traces:
        for figure in trace.sentence.figures:
            carrier = trace.carrier(figure)
            if carrier is not None:
                yield _registered(figure, plain_sentence(portable.fiche, trace.sentence), carrier[1], portable)


def _of_effects(portable: PortableFiche) -> Iterator[RegisteredFigure]:
    for effect in portable.fiche.meta.effets:
        sentence = _told(effect)
        yield from _in_words(sentence, effect.extraits, portable)


def _of_pictures(portable: PortableFiche) -> Iterator[RegisteredFigure]:
    for picture in portable.fiche.meta.images:
        for point in picture.points:
            yield from _in_words(point_words(picture, point), [point.extrait], portable)


def _of_rules(portable: PortableFiche) -> Iterator[RegisteredFigure]:
    for rule in portable.fiche.meta.regles:
        yield from _in_words(rule.texte, [rule.extrait], portable)


def _told(effect: Effect) -> str:
    return typographic(f"{effect.resultat} : {size(effect) or 'taille non lue'}; chez : {effect.pour}")


def _in_words(sentence: str, names: Iterable[str], portable: PortableFiche) -> Iterator[RegisteredFigure]:
    """Yield the figures of a text of the header, each with the excerpt that holds it among those that the header names."""
    named = excerpts_named(names, {key: work.note for key, work in portable.works.items() if work.note is not None})
    for figure in figures(sentence, "fr", in_sheet=True):
        holding = [excerpt for excerpt in named if carried(figure, excerpt.figures)]
        if holding:
            yield _registered(figure, sentence, holding[0], portable)


def _registered(figure: Figure, sentence: str, excerpt: Excerpt, portable: PortableFiche) -> RegisteredFigure:
    return RegisteredFigure(
        text=" ".join(figure.text.split(" ")),
        unit=unit_name(figure.unit),
        sentence=sentence,
        excerpt=excerpt,
        work=portable.works[excerpt.key],
    )


def plain_sentence(fiche: Fiche, sentence: Sentence) -> str:
    """Return a sentence as a reader reads it, in one line: without its citations, or its signs of Markdown."""
    text = re.sub(r"[ \t\n]+", " ", fiche.prose.plain[sentence.span.start : sentence.span.end])
    text = _MARKS.sub("", _LINK.sub("", _LABEL.sub("", text.strip())))
    return re.sub(rf"[ {NBSP}]+([.,;)])", r"\1", text).strip()
