"""A transcript to read, made from captions: chapters, paragraphs, who speaks, and the moment of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.content.activities.activity import Chapter
from pipeline.content.activities.captions import Cue
from pipeline.text.instants import seconds

# A paragraph of one voice goes on to the end of its sentence, and ends there after so many words.
ENOUGH_WORDS = 60


@dataclass(frozen=True)
class Paragraph:
    """What one person says without a break, from ``start`` (seconds); ``speaker`` is None when nobody is named, or as before."""

    start: int
    speaker: str | None
    text: str

    @property
    def clock(self) -> str:
        """The moment, as « 4:05 » or « 1:04:05 »."""
        return clock(self.start)


@dataclass(frozen=True)
class Part:
    """A chapter and its paragraphs; without chapters there is one part, without a title."""

    title: str | None
    start: int
    paragraphs: tuple[Paragraph, ...]

    @property
    def clock(self) -> str:
        """The moment of its beginning."""
        return clock(self.start)


def clock(total: int) -> str:
    """Return « 4:05 » for 245 seconds, « 1:04:05 » for 3845."""
    hours, rest = divmod(total, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def transcript(cues: Sequence[Cue], chapters: Sequence[Chapter]) -> tuple[Part, ...]:
    """Return the parts of the transcript, in order; a cue belongs to the chapter in which it begins."""
    if not chapters:
        return (Part(None, 0, _paragraphs(cues)),)
    starts = [seconds(chapter.debut) for chapter in chapters]
    ends = [*starts[1:], float("inf")]
    return tuple(
        Part(
            chapter.titre,
            start,
            _paragraphs([cue for cue in cues if start <= cue.start < end or (start == starts[0] and cue.start < start)]),
        )
        for chapter, start, end in zip(chapters, starts, ends, strict=True)
    )


def _paragraphs(cues: Sequence[Cue]) -> tuple[Paragraph, ...]:
    groups: list[list[Cue]] = []
    for cue in cues:
        group = groups[-1] if groups else None
        full = (
            group is not None
            and sum(len(one.text.split()) for one in group) >= ENOUGH_WORDS
            and group[-1].text.endswith((".", "!", "?", "…"))
        )
        if group is None or full or (cue.speaker is not None and cue.speaker != _voice(group)):
            groups.append([cue])
        else:
            group.append(cue)
    result: list[Paragraph] = []
    voice: str | None = None
    for group in groups:
        speaker = _voice(group)
        result.append(Paragraph(int(group[0].start), speaker if speaker != voice else None, " ".join(cue.text for cue in group)))
        voice = speaker or voice
    return tuple(result)


def _voice(group: Sequence[Cue]) -> str | None:
    return group[0].speaker
