"""Pictures of a sheet: they can be drawn, and say no more than the excerpts that their points name.

That each number is in its excerpt is told with every other figure (T002), and that it is in that measure with the effects (T010).
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.content.catalogue import Catalogue
from pipeline.content.sheets.measures import Measure
from pipeline.content.sheets.pictures import MOST_PEOPLE, Picture, PictureKind, PicturePoint
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sources.notes import Excerpt, excerpts_named
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.numbers.figures import shares
from pipeline.text.yaml_in import KeyPath


@rule(
    "T014",
    on=Fiche,
    title="Une image se dessine avec ce qu’elle a",
    why="Une évolution et une comparaison de tailles ont au moins deux points et une mesure; chaque valeur y est un nombre, ou deux « à » "
    f"l’un de l’autre. Une part dit combien de personnes sur combien, {MOST_PEOPLE} au plus, et n’a pas de mesure.",
    wrong='figure: part, valeur: "20 %"',
    right='figure: part, valeur: "un enfant sur cinq", si l’extrait le dit ainsi',
)
def a_picture_can_be_drawn(fiche: Fiche) -> Iterator[Fault]:
    """Yield what keeps a picture from being drawn."""
    for index, picture in enumerate(fiche.meta.images):
        path: KeyPath = ("images", index)
        share = picture.figure is PictureKind.SHARE
        if share and picture.mesure is not None:
            yield fault((*path, "mesure"), "Une part n’a pas de mesure.", text=picture.mesure, hint="Écrivez « mesure: null ».")
        elif not share and picture.mesure in (None, Measure.NOT_READ):
            message = "La mesure de cette image manque."
            yield fault((*path, "figure"), message, text=picture.figure, hint="Ajoutez « mesure », telle que la source la dit.")
        if not share and len(picture.points) < 2:
            message = "Cette image n’a qu’un point : elle ne compare rien."
            yield fault((*path, "points"), message, text="points", hint="Ajoutez l’autre chiffre et son extrait, ou retirez l’image.")
        for number, point in enumerate(picture.points):
            if why := _undrawn(point, share=share):
                hint = "Reprenez les mots de l’extrait (« un enfant sur cinq »)." if share else "Écrivez « 0,37 », ou « 0,21 à 0,34 »."
                yield fault((*path, "points", number, "valeur"), why, text=point.valeur, hint=hint)


def _undrawn(point: PicturePoint, *, share: bool) -> str | None:
    if not share:
        return None if point.values else "Cette valeur n’est pas un nombre, ni deux bornes."
    if point.share is None:
        return "Cette valeur ne dit pas combien de personnes sur combien."
    return f"Plus de {MOST_PEOPLE} personnes ne se comptent plus d’un coup d’œil." if point.share[1] > MOST_PEOPLE else None


@rule(
    "T015",
    on=Fiche,
    title="Une part garde la base de son extrait",
    why="« 20 % » n’est pas « un enfant sur cinq », ni « deux sur dix » : on ne dessine que des personnes que la source a comptées ainsi.",
    wrong="valeur: un enfant sur cinq, quand l’extrait dit « 20 % »",
    right="valeur: un enfant sur cinq, quand l’extrait dit « un enfant sur cinq (20 %) »",
)
def a_share_keeps_its_base(fiche: Fiche, catalogue: Catalogue) -> Iterator[Fault]:
    """Yield the shares that the excerpt tells otherwise; those whose excerpt is not found are told elsewhere."""
    for path, picture, point, excerpt in _points(fiche, catalogue):
        if picture.figure is PictureKind.SHARE and point.share and point.share not in shares(excerpt.quotation, excerpt.language):
            top, bottom = point.share
            message = f"L’extrait ne dit pas « {top} sur {bottom} »."
            hint = f"Reprenez ses mots, ou retirez l’image : un pourcentage ne se convertit pas. Extrait : « {excerpt.quotation} »"
            yield fault((*path, "valeur"), message, text=point.valeur, hint=hint)


@rule(
    "T016",
    on=Fiche,
    title="Une évolution va d’année en année, et ses années sont dites",
    why="Chaque repère commence par l’année; elles se suivent. L’année est celle de la référence, ou la note la dit avec l’extrait.",
    wrong='points: [{repere: "2023, article", …}, {repere: "2020, document de travail", …}]',
    right='points: [{repere: "2020, document de travail", …}, {repere: "2023, article", …}]',
)
def a_revision_goes_by_years(fiche: Fiche, catalogue: Catalogue) -> Iterator[Fault]:
    """Yield the years that are missing, out of order, or said by no source."""
    for index, picture in enumerate(fiche.meta.images):
        if picture.figure is not PictureKind.REVISION:
            continue
        for number, point in enumerate(picture.points):
            if point.year is None:
                message = "Ce repère ne commence pas par une année."
                yield fault(
                    ("images", index, "points", number, "repere"), message, text=point.repere, hint="Écrivez « 2020, document de travail »."
                )
        years = [(number, point.year) for number, point in enumerate(picture.points) if point.year is not None]
        for (_, before), (number, after) in pairwise(years):
            if after <= before:
                message = f"{after} vient après {before} dans la liste."
                yield fault(
                    ("images", index, "points", number, "repere"),
                    message,
                    text=str(after),
                    hint="Mettez les points dans l’ordre des années.",
                )
    for path, picture, point, excerpt in _points(fiche, catalogue):
        if picture.figure is PictureKind.REVISION and point.year and not _is_said(point.year, excerpt, catalogue):
            message = f"Ni la référence ni la note ne disent {point.year}, pour cet extrait."
            hint = f"Dites dans la note de « {excerpt.key} », sous l’extrait, de quelle année il est; ou corrigez l’année."
            yield fault((*path, "repere"), message, text=str(point.year), hint=hint)


def _points(fiche: Fiche, catalogue: Catalogue) -> Iterator[tuple[KeyPath, Picture, PicturePoint, Excerpt]]:
    """Yield the points whose excerpt is found, with their place in the header."""
    for index, picture in enumerate(fiche.meta.images):
        for number, point in enumerate(picture.points):
            for excerpt in excerpts_named((point.extrait,), catalogue.notes):
                yield ("images", index, "points", number), picture, point, excerpt


def _is_said(year: int, excerpt: Excerpt, catalogue: Catalogue) -> bool:
    """Say whether the reference is of that year, or the note says it with the excerpt."""
    reference = catalogue.references.get(excerpt.key)
    if reference is not None and reference.year == str(year):
        return True
    text = catalogue.notes[excerpt.key].source.text
    said = [excerpt.locator, excerpt.quotation, *(text[span.start : span.end] for span in excerpt.prose)]
    return any(re.search(rf"(?<!\d){year}(?!\d)", words) for words in said)
