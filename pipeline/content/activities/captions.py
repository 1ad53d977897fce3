"""Captions beside an activity (WebVTT, W3C): read by webvtt-py, which forgives, and held to what players need."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

import webvtt

from pipeline.content.document import Activity
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.files import Source, check_file_name, is_file, read_once

UNREADABLE = Rule(
    code="K020",
    severity=Severity.ERROR,
    title="Des sous-titres que les lecteurs vidéo comprennent",
    why="Un fichier WebVTT commence par « WEBVTT »; chaque réplique finit après son début, et commence quand la précédente a commencé.",
    wrong="00:05 -> 00:09 (une flèche trop courte)",
    right="00:05.000 --> 00:09.000",
)
HARD_TO_READ = Rule(
    code="K021",
    severity=Severity.INFO,
    title="Des sous-titres qui se lisent",
    why="Au plus 32 caractères par ligne, trois lignes et six secondes : on lit sans perdre l’image.",
    wrong="Une réplique de cinq lignes",
    right="Une réplique de deux lignes, pendant quatre secondes",
)
VIDEO = Rule(
    code="K022",
    severity=Severity.ERROR,
    title="Un fichier vidéo à côté de l’activité",
    why="Un petit fichier se lit dans la page; un grand se dépose chez un hébergeur, et l’activité en donne l’adresse.",
    wrong="enregistrement: {fichier: absent.mp4}",
    right="Un fichier .mp4 d’au plus 25 Mo, dans content/activites/; sinon, « lien »",
)

MAX_VIDEO = 25_000_000

MAX_LINE, MAX_LINES, MAX_SECONDS = 32, 3, 6.0
_ARROW = re.compile(r"^.{0,60}?-+>.{0,200}$", re.MULTILINE)
_TIME = r"(?:\d{2,3}:)?[0-5]\d:[0-5]\d\.\d{3}"
_TIMING = re.compile(rf"({_TIME})[ \t]+-->[ \t]+({_TIME})(?:[ \t]+\S.*)?[ \t]*")
_TAG = re.compile(r"<[^<>\n]{0,200}>")


@dataclass(frozen=True)
class Cue:
    """What is said from ``start`` to ``end`` (seconds from the beginning of the recording), by whom when it is told."""

    start: float
    end: float
    speaker: str | None
    text: str


@dataclass(frozen=True)
class Captions:
    """A whole caption file."""

    source: Source
    cues: tuple[Cue, ...]


def load_captions(project: Project, activities: Mapping[str, Activity], found: list[Diagnostic], memory: Memory) -> dict[str, Captions]:
    """Return the captions that activities name, by the slug of the activity; a file that is missing is told where it is named."""
    result: dict[str, Captions] = {}
    for slug, activity in activities.items():
        _check_video(project, activity, found)
        name = activity.meta.sous_titres
        if name is None:
            continue
        path = project.content / "activites" / name
        if not is_file(path):
            place = activity.source.place(activity.header.where(("sous_titres",)))
            message = f"Il n’y a pas de fichier « {name} » dans content/activites/."
            found.append(Diagnostic(UNREADABLE, place, message, text=name, help="Mettez-y le fichier, ou corrigez son nom."))
            continue
        captions = read_once(project, path, memory, (), found, read_captions) if check_file_name(project, path, found) else None
        if captions is not None:
            result[slug] = captions
    return result


def _check_video(project: Project, activity: Activity, found: list[Diagnostic]) -> None:
    recording = activity.meta.enregistrement
    if recording is None or recording.fichier is None:
        return
    path = project.content / "activites" / recording.fichier
    problem = ""
    if not is_file(path) or not path.resolve().is_relative_to(project.content.resolve()):
        problem = f"Il n’y a pas de fichier « {recording.fichier} » dans content/activites/."
    elif path.stat().st_size > MAX_VIDEO:
        problem = f"Ce fichier pèse plus de {MAX_VIDEO // 1_000_000} Mo."
    if problem:
        place = activity.source.place(activity.header.where(("enregistrement", "fichier")))
        found.append(Diagnostic(VIDEO, place, problem, text=recording.fichier, help=VIDEO.right))


def read_captions(source: Source, found: list[Diagnostic]) -> Captions | None:
    """Read one file; None with diagnostics when a player would refuse or skip part of it."""
    if not re.match(r"WEBVTT(?:[ \t\n]|$)", source.text):
        message = "La première ligne n’est pas « WEBVTT »."
        found.append(
            Diagnostic(
                UNREADABLE,
                source.place(0),
                message,
                text=source.text.split("\n", 1)[0][:40],
                help="Écrivez « WEBVTT » seul sur la première ligne.",
            )
        )
        return None
    offsets, before = [], len(found)
    last = 0.0
    for match in _ARROW.finditer(source.text):
        timing = _TIMING.fullmatch(match.group())
        if timing is None:
            message = "Cette ligne de temps ne se lit pas."
            found.append(
                Diagnostic(UNREADABLE, source.place(match.start()), message, text=match.group().strip()[:60], help=UNREADABLE.right)
            )
            continue
        start, end = (_seconds(part) for part in timing.groups())
        if end <= start or start < last:
            message = "Cette réplique finit avant de commencer." if end <= start else "Cette réplique commence avant la précédente."
            found.append(
                Diagnostic(UNREADABLE, source.place(match.start()), message, text=match.group().strip()[:60], help="Corrigez ses temps.")
            )
        last = max(last, start)
        offsets.append(match.start())
    if len(found) > before:
        return None
    read = webvtt.from_string(source.text).captions
    if len(read) != len(offsets) or not read:
        message = (
            "Une partie des répliques ne se lit pas : une ligne vide manque ou est de trop." if offsets else "Il n’y a aucune réplique."
        )
        found.append(
            Diagnostic(
                UNREADABLE, source.place(0), message, help="Laissez une ligne vide entre deux répliques, et aucune dans une réplique."
            )
        )
        return None
    cues = tuple(
        Cue(_seconds(caption.start), _seconds(caption.end), _plain(caption.voice) if caption.voice else None, _plain(caption.raw_text))
        for caption in read
    )
    _advise(source, [(offset, cue, caption.raw_text) for offset, cue, caption in zip(offsets, cues, read, strict=True)], found)
    return Captions(source, cues)


def _seconds(clock: str) -> float:
    total = 0.0
    for part in clock.split(":"):
        total = 60 * total + float(part)
    return total


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", _TAG.sub("", text))).strip()


def _advise(source: Source, cues: list[tuple[int, Cue, str]], found: list[Diagnostic]) -> None:
    """Tell, once for each kind, how many cues are hard to read, and where the first is."""
    kinds = (
        (f"plus de {MAX_LINE} caractères sur une ligne", lambda _, raw: max(len(_plain(line)) for line in raw.split("\n")) > MAX_LINE),
        ("plus de trois lignes", lambda _, raw: raw.count("\n") >= MAX_LINES),
        ("plus de six secondes", lambda cue, _: cue.end - cue.start > MAX_SECONDS),
    )
    for what, hard in kinds:
        offsets = [offset for offset, cue, raw in cues if hard(cue, raw)]
        if offsets:
            found.append(Diagnostic(HARD_TO_READ, source.place(offsets[0]), f"Répliques de {what} : {len(offsets)}; la première est ici."))
