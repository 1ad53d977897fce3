"""What plays beside an activity's page: its captions, its chapters as WebVTT, its recording when it is a file of ours."""

from collections.abc import Iterator, Sequence
from functools import partial

from pipeline.content.activities.activity import Chapter
from pipeline.content.address_book import page_address
from pipeline.edition.docs_tree import Made, file_state
from pipeline.edition.index import SiteIndex
from pipeline.project import Project
from pipeline.text.instants import seconds

CHAPTERS = "chapitres.vtt"


def recording_files(project: Project, index: SiteIndex) -> Iterator[Made]:
    """Yield the files of every activity that has some, by their address in the site."""
    for activity in index.activities:
        meta, folder = activity.meta, page_address(activity)
        recording = meta.enregistrement
        if captions := index.catalogue.captions.get(activity.slug):
            yield Made(f"{folder}{meta.sous_titres}", (captions,), captions.for_players.encode)
        if recording is not None and recording.fichier is not None:
            path = project.content / "activites" / recording.fichier
            yield Made(f"{folder}{recording.fichier}", (file_state(str(path)),), path.read_bytes)
            if meta.chapitres and recording.duree is not None:
                track = partial(_encoded_track, meta.chapitres, seconds(recording.duree))
                yield Made(f"{folder}{CHAPTERS}", (meta.chapitres, recording.duree), track)


def chapter_track(chapters: Sequence[Chapter], length: int) -> str:
    """Return chapters as a WebVTT track whose cues touch and do not overlap; ``length`` is in seconds."""
    starts = [seconds(chapter.debut) for chapter in chapters]
    cues = (
        f"{_clock(start)} --> {_clock(end)}\n{_escaped(chapter.titre)}\n"
        for chapter, start, end in zip(chapters, starts, [*starts[1:], length], strict=True)
    )
    return "WEBVTT\n\n" + "\n".join(cues)


def _encoded_track(chapters: Sequence[Chapter], length: int) -> bytes:
    return chapter_track(chapters, length).encode()


def _clock(total: int) -> str:
    return f"{total // 3600:02}:{total // 60 % 60:02}:{total % 60:02}.000"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
