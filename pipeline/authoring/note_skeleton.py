"""The reading note of a source that nobody has read yet: what a person has to write is « à écrire », and the checks say where."""

from datetime import date

from pipeline.authoring.blank import new_excerpts, new_header
from pipeline.content.sources.bibliography import Reference
from pipeline.content.sources.notes import NOTES
from pipeline.content.sources.reading import Reading
from pipeline.fields.facts import plain_fields


def skeleton(reference: Reference, today: date) -> str:
    """Return the text of the note of ``reference``, with room for a few excerpts."""
    return new_header(NOTES, plain_fields(NOTES.model), {}, today) + new_excerpts(reference.language, Reading.ABSTRACT, reference.url)
