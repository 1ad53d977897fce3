"""Captions beside an activity (WebVTT, W3C), read as meeting and video platforms write them, and given to players as they need them."""

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from pipeline.content.activities.activity import Activity
from pipeline.memory import Memory
from pipeline.patterns import pattern
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.files import Source, check_file_name, is_file, read_once

UNREADABLE = Rule(
    code="K020",
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
    title="Un fichier vidéo à côté de l’activité",
    why="Un petit fichier se lit dans la page; un grand se dépose chez un hébergeur, et l’activité en donne l’adresse.",
    wrong="enregistrement: {fichier: absent.mp4}",
    right="Un fichier .mp4 d’au plus 25 Mo, dans content/activites/; sinon, « lien »",
)

MAX_VIDEO = 25_000_000

MAX_LINE, MAX_LINES, MAX_SECONDS = 32, 3, 6.0
# Hours of one to three digits and minutes of one, as Teams writes them; a comma, as SRT does.
_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
# What was meant as a line of times, even badly written; « A --> B » in what is said is none.
_ARROW = pattern(
    r"[ \t]{0,20}\d{1,3}:[\d:.,]{1,20}[ \t]{0,20}(?:-{1,9}|–|—)>[ \t]{0,20}\d.{0,200}|[ \t]{0,20}-{1,9}>[ \t]{0,20}\d{1,3}:.{0,200}"
)
_TIMING = pattern(rf"[ \t]{{0,20}}({_CLOCK})[ \t]{{1,20}}-->[ \t]{{1,20}}({_CLOCK})((?:[ \t]{{1,20}}\S.*)?)")
_LENIENT = pattern(rf"[ \t]{{0,20}}({_CLOCK})[ \t]{{0,20}}-->[ \t]{{0,20}}({_CLOCK})((?:[ \t]{{1,20}}\S.*)?)")
# WebVTT's own tags (section 4.2.2), the moments of words, and « font », which SRT has.
_TAG = pattern(
    r"</?(?:c|i|b|u|v|lang|ruby|rt|font)(?:\.[\w.-]{1,80})*(?:[ \t][^<>\n]{0,200})?>|<(?:\d{1,3}:)?\d{1,2}:\d{1,2}\.\d{1,3}>", re.IGNORECASE
)
_VOICE = pattern(r"<v(?:\.[\w.-]{1,80})*[ \t]+([^<>\n]{1,200})>")
# « Anne Exemple: » at the beginning of a cue, as Zoom writes it; French puts a space before the colon of a sentence.
_NAMED = pattern(r"([^\W\d_][\w’'.-]{0,40}(?: [^\W\d_][\w’'.-]{0,40}){0,4}(?: \([^()\n]{1,40}\))?): (?=\S)")
_BLOCKS = pattern(r"(?:NOTE|STYLE|REGION)(?:[ \t]|$)")
_MARK = "\ufeff"


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

    @cached_property
    def for_players(self) -> str:
        """The file as players read it: its times in full, and no sign of a tag in what is said."""
        return mended_captions(self.source.text)


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


@dataclass(frozen=True)
class _Block:
    """One cue as it is typed: where its times are, and its lines of text."""

    offset: int
    start: float
    end: float
    lines: tuple[str, ...]


def read_captions(source: Source, found: list[Diagnostic]) -> Captions | None:
    """Read one file; None with diagnostics when a player would refuse or skip part of it."""
    if not re.match(r"WEBVTT(?:[ \t\n]|$)", source.text):
        found.append(_no_header(source))
        return None
    before = len(found)
    blocks = list(_blocks(source, found))
    last = 0.0
    for block in blocks:
        if block.end <= block.start or block.start < last:
            message = (
                "Cette réplique finit avant de commencer." if block.end <= block.start else "Cette réplique commence avant la précédente."
            )
            line = source.text[block.offset :].split("\n", 1)[0].strip()
            found.append(Diagnostic(UNREADABLE, source.place(block.offset), message, text=line[:60], help="Corrigez ses temps."))
        last = max(last, block.start)
    if len(found) == before and not blocks:
        hint = "Laissez une ligne vide entre deux répliques, et aucune dans une réplique."
        found.append(Diagnostic(UNREADABLE, source.place(0), "Il n’y a aucune réplique.", help=hint))
    if len(found) > before:
        return None
    _advise(source, blocks, found)
    return Captions(source, tuple(_with_names([cue for block in _without_repeats(blocks) for cue in _cues(block)])))


def is_srt(text: str) -> bool:
    """Say whether a text is SubRip (SRT), whatever its file is called: no header, and times with a comma."""
    first = [line for line in text.removeprefix(_MARK).split("\n")[:4] if line.strip()][:2]
    return any(re.match(rf"[ \t]*{_CLOCK}[ \t]*-->", line) and "," in line.split("-->")[0] for line in first)


def mended_captions(text: str) -> str:
    """Return captions as players read them (WebVTT): SRT converted, times in full, and in what is said no « --> » nor lone « < »."""
    lines = text.removeprefix(_MARK).split("\n")
    header = [] if re.match(r"WEBVTT(?:[ \t]|$)", lines[0]) else ["WEBVTT", ""] if is_srt(text) else None
    if header is None:
        return text
    mended: list[str] = []
    said = skipped = False
    for number, line in enumerate(lines):
        timing = _LENIENT.fullmatch(line)
        if not line.strip() and not line:
            said = skipped = False
            mended.append(line)
        elif timing and not skipped:
            said = True
            start, end = (_clock(_seconds(part)) if _TIMES.fullmatch(part) is None else part for part in timing.groups()[:2])
            mended.append(line if (start, end) == timing.groups()[:2] else f"{start} --> {end}{timing.group(3)}")
        else:
            skipped = skipped or (not said and _BLOCKS.match(line) is not None) or (number == 0 and not header)
            mended.append(_escaped(line) if said else line)
    return "\n".join([*header, *mended])


_TIMES = pattern(r"(?:\d{2,3}:)?[0-5]\d:[0-5]\d\.\d{3}")


def _clock(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    return f"{thousandths // 3_600_000:02}:{thousandths // 60_000 % 60:02}:{thousandths // 1000 % 60:02}.{thousandths % 1000:03}"


def _escaped(line: str) -> str:
    """Return a line of what is said, whose tags stay and whose other signs of tags are written as entities."""
    kept, at = [], 0
    for tag in _TAG.finditer(line):
        kept += [line[at : tag.start()].replace("-->", "--&gt;").replace("<", "&lt;"), tag.group()]
        at = tag.end()
    return "".join([*kept, line[at:].replace("-->", "--&gt;").replace("<", "&lt;")])


def _no_header(source: Source) -> Diagnostic:
    first = source.text.split("\n", 1)[0][:40]
    if is_srt(source.text):
        return Diagnostic(
            UNREADABLE, source.place(0), "C’est un fichier SRT, et non WebVTT.", text=first, help="« passerelle corriger » le convertit."
        )
    return Diagnostic(
        UNREADABLE,
        source.place(0),
        "La première ligne n’est pas « WEBVTT ».",
        text=first,
        help="Écrivez « WEBVTT » seul sur la première ligne.",
    )


def _blocks(source: Source, found: list[Diagnostic]) -> Iterator[_Block]:
    """Yield each cue, in order; what is no cue and should be one is told."""
    offset, block = 0, list[tuple[int, str]]()
    heading = True
    for line in (*source.text.split("\n"), ""):
        if line:
            block.append((offset, line))
        elif block:
            if not heading and not _BLOCKS.match(block[0][1]):
                yield from _of_block(source, block, found)
            elif heading:
                yield from _of_block(source, block[1:], found) if any(_ARROW.fullmatch(text) for _, text in block[1:]) else ()
            heading, block = False, []
        offset += len(line) + 1


def _of_block(source: Source, block: list[tuple[int, str]], found: list[Diagnostic]) -> Iterator[_Block]:
    """Yield the cue that stands between two empty lines."""
    arrows = [number for number, (_, line) in enumerate(block) if _ARROW.fullmatch(line)]
    if not arrows or arrows[0] > 1:
        if all(not line.strip() for _, line in block):
            return
        message = "Ce texte n’est dans aucune réplique : la ligne vide qui le précède est de trop."
        found.append(
            Diagnostic(
                UNREADABLE,
                source.place(block[0][0]),
                message,
                text=block[0][1].strip()[:60],
                help="Retirez la ligne vide, ou donnez-lui ses temps.",
            )
        )
        return
    for number in arrows[1:]:
        message = "Une ligne vide manque avant cette réplique."
        found.append(
            Diagnostic(
                UNREADABLE,
                source.place(block[number][0]),
                message,
                text=block[number][1].strip()[:60],
                help="Laissez une ligne vide entre deux répliques.",
            )
        )
    offset, line = block[arrows[0]]
    timing = _TIMING.fullmatch(line)
    if timing is None or any(not _possible(part) for part in timing.groups()[:2]):
        found.append(
            Diagnostic(
                UNREADABLE, source.place(offset), "Cette ligne de temps ne se lit pas.", text=line.strip()[:60], help=UNREADABLE.right
            )
        )
        return
    start, end = (_seconds(part) for part in timing.groups()[:2])
    yield _Block(offset, start, end, tuple(text for _, text in block[arrows[0] + 1 :]))


def _possible(clock: str) -> bool:
    """Say whether minutes and seconds are under sixty, and the separator that of WebVTT."""
    return "," not in clock and all(float(part) < 60 for part in clock.split(":")[-2:])


def _seconds(clock: str) -> float:
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = 60 * total + float(part)
    return total


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", _TAG.sub("", text))).strip()


def _without_repeats(blocks: list[_Block]) -> list[_Block]:
    """Return the cues without the lines that automatic captions keep on the screen from one cue to the next.

    Two people who say « Oui » one after the other do not make captions that roll: half of the cues, at least, must begin as the one
    before ended.
    """
    lines = [[line for line in block.lines if _plain(line)] for block in blocks]
    shared = [_shared(one, other) for one, other in pairwise(lines)]
    if len(blocks) < 3 or 2 * sum(map(bool, shared)) < len(shared):
        return blocks
    kept = [(block, own[repeated:]) for block, own, repeated in zip(blocks, lines, [0, *shared], strict=True)]
    return [replace(block, lines=tuple(own)) for block, own in kept if own]


def _shared(one: list[str], other: list[str]) -> int:
    """Return how many lines at the end of a cue begin the next."""
    before, after = [_plain(line) for line in one], [_plain(line) for line in other]
    return next((size for size in range(min(len(before), len(after)), 0, -1) if before[-size:] == after[:size]), 0)


def _cues(block: _Block) -> Iterator[Cue]:
    """Yield what each voice says in a block."""
    text = "\n".join(block.lines)
    voices = list(_VOICE.finditer(text))
    starts = [0, *(voice.end() for voice in voices)]
    ends = [*(voice.start() for voice in voices), len(text)]
    speakers = [None, *(_plain(voice.group(1)) or None for voice in voices)]
    for start, end, speaker in zip(starts, ends, speakers, strict=True):
        if said := _plain(text[start:end]):
            yield Cue(block.start, block.end, speaker, said)


def _with_names(cues: list[Cue]) -> Iterable[Cue]:
    """Return the cues with the speaker that each begins by naming, when the file names people that way."""
    if any(cue.speaker for cue in cues):
        return cues
    names = [match.group(1) if (match := _NAMED.match(cue.text)) and _is_name(match.group(1)) else None for cue in cues]
    times = Counter(name for name in names if name)
    known = {name for name, number in times.items() if number > 1 or " " in name}
    if not known or 2 * sum(names_ in known for names_ in names) < len(cues):
        return cues
    return [
        replace(cue, speaker=name, text=cue.text[len(name) + 2 :]) if name is not None and name in known else cue
        for cue, name in zip(cues, names, strict=True)
    ]


def _is_name(text: str) -> bool:
    """Say whether each word begins with a capital, but for particles: « Anne de la Tour »."""
    words = re.sub(r" \([^()]*\)", "", text).split()
    return (
        all(word[0].isupper() or word in ("de", "la", "du", "des", "van", "von", "der", "d’") for word in words) and words[0][0].isupper()
    )


def _advise(source: Source, blocks: list[_Block], found: list[Diagnostic]) -> None:
    """Tell, once for each kind, how many cues are hard to read, and where the first is."""
    kinds: tuple[tuple[str, Callable[[_Block], bool]], ...] = (
        (f"plus de {MAX_LINE} caractères sur une ligne", lambda block: any(len(_plain(line)) > MAX_LINE for line in block.lines)),
        ("plus de trois lignes", lambda block: len(block.lines) > MAX_LINES),
        ("plus de six secondes", lambda block: block.end - block.start > MAX_SECONDS),
    )
    for what, hard in kinds:
        offsets = [block.offset for block in blocks if hard(block)]
        if offsets:
            found.append(Diagnostic(HARD_TO_READ, source.place(offsets[0]), f"Répliques de {what} : {len(offsets)}; la première est ici."))
