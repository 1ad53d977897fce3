"""How the works that a page rests on were read: one line each, and the details."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from pipeline.content.sources.notes import Excerpt
from pipeline.content.sources.reading import Reading
from pipeline.content.wording import READING_IN_A_WORD
from pipeline.edition.index import Work
from pipeline.edition.prose.excerpts import places_read
from pipeline.edition.prose.html import safe


@dataclass(frozen=True, slots=True)
class WorkRead:
    """How one work was read: ``words`` (« résumé, page d’un tiers »), the ``best`` of them (for an icon), when, and where as safe HTML."""

    words: str
    best: Reading
    day: date
    by: str
    places: Markup


def works_read(works: Iterable[Work], excerpts: Iterable[Excerpt]) -> Mapping[str, WorkRead]:
    """Return how each of the works with a note was read, by key.

    What a page's ``excerpts`` were read in decides; the note does for a work of which the page opens none.
    """
    opened: dict[str, set[Reading]] = {}
    for excerpt in excerpts:
        opened.setdefault(excerpt.key, set()).add(excerpt.reading)
    read: dict[str, WorkRead] = {}
    for work in works:
        if work.note is None:
            continue
        meta = work.note.meta
        readings = sorted(opened.get(work.key) or {meta.lu}, key=list(Reading).index)
        words = ", ".join(READING_IN_A_WORD[reading] for reading in readings)
        read[work.key] = WorkRead(
            words=words, best=readings[0], day=meta.lu_le, by=meta.lu_par, places=safe(", ".join(places_read(meta.vu_a)))
        )
    return read
