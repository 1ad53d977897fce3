"""``verifier --revue``: each claim beside its paraphrase and its excerpt, for a person to judge the meaning.

Apart from the report, for it shows content, and nothing that is wrong with it.
"""

import re

from pipeline.content.catalogue import Catalogue
from pipeline.text.typographic import COLON
from pipeline.text.words import collapse


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
    for number, trace in enumerate((t for t in catalogue.traces(fiche) if t.resolutions), 1):
        span = trace.sentence.span
        place = fiche.source.place(span.start)
        # The citation before the full stop is blanked, and leaves its space.
        claim = re.sub(r" (?=[.,])", "", collapse(fiche.prose.plain[span.start : span.end]))
        lines.append(f"{number}. Ligne {place.line}{COLON} {claim}")
        for excerpt in dict.fromkeys(trace.excerpts):
            figures = ", ".join(collapse(figure.text) for figure in trace.figures_of(excerpt)) or "aucun"
            lines.append(f"   {excerpt.key}, {excerpt.locator}, #{excerpt.id} ({excerpt.reading}, {excerpt.language})")
            lines.append(f"     paraphrase{COLON} {excerpt.paraphrase}")
            lines.append(f"     extrait{COLON} « {excerpt.quotation} »")
            if excerpt.translation:
                lines.append(f"     traduction{COLON} {excerpt.translation}")
            lines.append(f"     chiffres retrouvés{COLON} {figures}")
        for key in dict.fromkeys(excerpt.key for excerpt in trace.excerpts):
            if caution := catalogue.notes[key].meta.prudence:
                lines.append(f"     prudence{COLON} {caution}")
        lines.append("     le sens est-il le même? [ ] oui  [ ] non")
        lines.append("")
    return "\n".join(lines)
