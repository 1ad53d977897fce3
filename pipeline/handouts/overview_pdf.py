"""« Ce qui aide » on paper: the table of all sheets, on letter pages set wide."""

import re
from collections.abc import Sequence

from pipeline.content.council import Organisation, Vocabulary
from pipeline.content.names import CONFIDENCE, EVIDENCE
from pipeline.edition.docs_tree import Later
from pipeline.edition.effect_strip import effect_strip
from pipeline.edition.overview import OverviewRow, grouped
from pipeline.handouts.pdf_engine import PdfEngine, Size
from pipeline.handouts.sheet_pdf import head
from pipeline.text import french
from pipeline.text.addresses import absolute
from pipeline.text.typographic import typographic

# Two pages for about forty sheets. None under 6.4: more sheets take more pages.
PAGES = 2
SIZES = (Size(8.0, 0.42), Size(7.4, 0.42), Size(6.9, 0.4), Size(6.4, 0.38))
# What the style sheet of the site says of each part of a strip, for paper.
_INK = {"aide": "#14506e", "nuit": "#8a3f12", "aucun": "#1b2529", "non-lu": "#6b7c83"}
_LOOKS = {
    "p-strip__axis": 'fill="none" stroke="#6b7c83" stroke-width="1"',
    "p-strip__unread": 'fill="none" stroke="#6b7c83" stroke-width="2" stroke-linecap="round" stroke-dasharray="1 5"',
    "p-strip__interval": 'fill="none" stroke="INK" stroke-width="2"',
    "p-strip__band": 'fill="INK" fill-opacity="0.35" stroke="INK" stroke-width="1.5"',
    "p-strip__dot": 'fill="INK"',
    "p-strip__dot p-strip__dot--none": 'fill="#ffffff" stroke="INK" stroke-width="2"',
}


class OverviewPdfs:
    """Makes the document of each page of the table of one site."""

    def __init__(self, engine: PdfEngine, organisation: Organisation, vocabulary: Vocabulary) -> None:
        self._engine = engine
        self._organisation = organisation
        self._vocabulary = vocabulary

    def pdf_later(self, rows: Sequence[OverviewRow], address: str, kept: bytes = b"") -> bytes | Later:
        """Return the document of rows that are in order, of the page at ``address``, still to be set where it is not ``kept``.

        It is dated by the day when the last of its sheets was reviewed; there is at least one.
        """
        day = max(row.fiche.meta.revisee_le for row in rows)
        return self._engine.pdf_later("ce-qui-aide", self.data(rows, address), day, kept, sizes=SIZES, pages=PAGES)

    def data(self, rows: Sequence[OverviewRow], address: str) -> dict[str, object]:
        """Return all that the document shows, as plain data."""
        ages = {term.slug: term.nom for term in self._vocabulary.ages}
        return {
            **head(self._organisation),
            "titre": "Ce qui aide",
            "adresse": absolute(self._organisation.adresse, address) or "",
            "jour": typographic(f"À jour au {french.long_date(max(row.fiche.meta.revisee_le for row in rows))}"),
            "groupes": [
                {"nom": group.name, "lignes": [_row(row, ages) for row in group.rows]} for group in grouped(rows, self._vocabulary)
            ],
        }


def _row(row: OverviewRow, ages: dict[str, str]) -> dict[str, object]:
    meta, effect = row.fiche.meta, row.effect
    told = ""
    if effect is not None:
        unread = "sens et taille non lus" if effect.sens.value == "non-lu" else "taille non lue"
        told = f"{effect.resultat} : {row.size or unread}"
        others = len(meta.effets) - 1
        told += f", et {french.count(others, 'autre résultat', 'autres résultats')}" if others else ""
    return {
        "question": meta.question,
        "repere": meta.type == "repere",
        "genre_de_preuve": row.worth.kind.value,
        "preuve": EVIDENCE[row.worth.kind],
        "sens": row.way[:1].upper() + row.way[1:],
        "bande": _on_paper(effect_strip(*row.first, alone=False)) if row.first is not None else "",
        "effet": typographic(french.units_held(told)),
        "rang": row.worth.level.rank,
        "confiance": CONFIDENCE[row.worth.level].capitalize(),
        "diverge": meta.divergence,
        "pour": french.enumeration([ages[age].lower() for age in meta.ages]).capitalize(),
        "demande": [(one.of, one.text + (" (estimation de l’équipe)" if one.estimated else "")) for one in row.asked],
        "condition": row.condition,
    }


def _on_paper(strip: str) -> str:
    """Return a strip as a file of its own: the look of each part beside it, for no style sheet goes with it."""
    side = re.search(r"p-strip--([a-z-]+)", strip)
    ink = _INK[side.group(1)] if side else _INK["non-lu"]
    shown = re.sub(r'class="([^"]+)"', lambda match: _LOOKS.get(match.group(1), 'xmlns="http://www.w3.org/2000/svg"'), strip)
    return shown.replace("INK", ink)
