"""``verifier --revue``: each claim beside its paraphrase and its excerpt, for a person to judge the meaning.

Apart from the report, for it shows content, and nothing that is wrong with it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.content import names
from pipeline.content.catalogue import Catalogue
from pipeline.content.sheets.effect_words import point_words
from pipeline.content.sheets.meta import Effect
from pipeline.content.sheets.sheet import Fiche
from pipeline.content.sources.notes import Excerpt, excerpts_named
from pipeline.text.numbers.figure import Figure, carried
from pipeline.text.numbers.figures import figures
from pipeline.text.typographic import COLON
from pipeline.text.words import collapse
from pipeline.text.yaml_in import KeyPath


def review(catalogue: Catalogue, slug: str) -> str | None:
    """Return the review sheet of a fiche as text, or None when there is no such fiche."""
    fiche = catalogue.fiches.get(slug)
    if fiche is None:
        return None
    lines = [
        f"Revue de « {fiche.meta.titre} » ({fiche.source.path})",
        "Les chiffres sont retrouvés par la machine; le sens est à vous.",
        "",
    ]
    for number, claim in enumerate(_claims(fiche, catalogue), 1):
        lines.append(f"{number}. Ligne {claim.line}{COLON} {claim.text}")
        for excerpt in claim.excerpts:
            found = ", ".join(collapse(figure.text) for figure in claim.figures if carried(figure, excerpt.figures)) or "aucun"
            lines.append(f"   {excerpt.key}, {excerpt.locator}, #{excerpt.id} ({excerpt.reading}, {excerpt.language})")
            lines.append(f"     paraphrase{COLON} {excerpt.paraphrase}")
            lines.append(f"     extrait{COLON} « {excerpt.quotation} »")
            if excerpt.translation:
                lines.append(f"     traduction{COLON} {excerpt.translation}")
            lines.append(f"     chiffres retrouvés{COLON} {found}")
        for key in dict.fromkeys(excerpt.key for excerpt in claim.excerpts):
            if caution := catalogue.notes[key].meta.prudence:
                lines.append(f"     prudence{COLON} {caution}")
        lines.append("     le sens est-il le même? [ ] oui  [ ] non")
        lines.append("")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a sheet says somewhere, with its figures, and the excerpts that it rests on."""

    line: int
    text: str
    figures: tuple[Figure, ...]
    excerpts: tuple[Excerpt, ...]


def _claims(fiche: Fiche, catalogue: Catalogue) -> Iterator[_Claim]:
    """Yield the sentences of the text that cite, then the effects, the pictures and the rules of the header, in the order of the file."""
    place = fiche.source.place
    for trace in catalogue.traces(fiche):
        span = trace.sentence.span
        # The citation before the full stop is blanked, and leaves its space.
        text = re.sub(r" (?=[.,])", "", collapse(fiche.prose.plain[span.start : span.end]))
        if trace.resolutions:
            yield _Claim(place(span.start).line, text, trace.sentence.figures, tuple(dict.fromkeys(trace.excerpts)))
    told: list[tuple[KeyPath, str, tuple[str, ...]]] = [
        (("effets", index), _in_words(effect), effect.extraits) for index, effect in enumerate(fiche.meta.effets)
    ]
    told += [
        (("images", index, "points", number), point_words(picture, point), (point.extrait,))
        for index, picture in enumerate(fiche.meta.images)
        for number, point in enumerate(picture.points)
    ]
    told += [(("regles", index), rule.texte, (rule.extrait,)) for index, rule in enumerate(fiche.meta.regles)]
    for path, text, named in told:
        excerpts = excerpts_named(named, catalogue.notes)
        yield _Claim(place(fiche.header.where(path)).line, text, tuple(figures(text, "fr", in_sheet=True)), excerpts)


def _in_words(effect: Effect) -> str:
    """Return « Effet (aide) : la lecture, 0,25, écart-type; pour les élèves »."""
    size = [part for part in (effect.valeur, names.MEASURE[effect.mesure], effect.intervalle, effect.ampleur) if part]
    studies = [f"{effect.etudes} études"] if effect.etudes is not None else []
    return f"Effet ({names.DIRECTION[effect.sens]}){COLON} {effect.resultat}, {', '.join([*size, *studies])}; pour {effect.pour}"
