"""What the page « Ma sélection » loads: one small file a sheet, and the list of all sheets, asked for only to add one.

The page is the same for everyone: what was chosen is in its address, and nowhere else.
"""

import json
from collections.abc import Iterator

from pipeline.content import names
from pipeline.content.address_book import SELECTION, page_address
from pipeline.edition.docs_tree import Made
from pipeline.edition.index import PortableFiche, SiteIndex
from pipeline.edition.prose.portable import PortableProse
from pipeline.text import french
from pipeline.text.addresses import relative


def selection_files(index: SiteIndex) -> Iterator[Made]:
    """Yield the list of sheets (slug and title), then the file of each sheet."""
    listed = tuple((fiche.slug, fiche.meta.titre) for fiche in index.fiches)
    yield Made(f"{SELECTION}fiches.json", (listed,), lambda: _json([{"fiche": slug, "titre": title} for slug, title in listed]))
    for slug, portable in index.portable.items():
        yield Made(f"fiches/{slug}/selection.json", (portable,), lambda portable=portable: _json(_data(portable)))  # type: ignore[misc]


def _data(portable: PortableFiche) -> dict[str, object]:
    """Return what the page shows; ``messages``, ``questions`` and ``references`` are safe HTML, the rest is text."""
    fiche = portable.fiche
    messages, questions = PortableProse(lambda address: relative(SELECTION, address)).messages_and_questions(portable)
    return {
        "fiche": fiche.slug,
        "titre": fiche.meta.titre,
        "adresse": relative(SELECTION, page_address(fiche)),
        "reponse": fiche.meta.resume,
        "preuve": names.EVIDENCE[portable.standing.kind],
        "confiance": portable.standing.words,
        "divergence": fiche.meta.divergence,
        "revue": french.long_date(fiche.meta.revisee_le),
        "messages": messages,
        "questions": questions,
        "references": {work.key: work.formatted.html for work in portable.sorted_works},
    }


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
