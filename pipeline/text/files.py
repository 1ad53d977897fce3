"""Reading of untrusted files: encoding, size, name, control characters; offsets to lines and columns."""

import hashlib
import os
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from stat import S_ISREG
from typing import TypeVar

from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic, Family, Place, Rule, Severity
from pipeline.text.edits import Edit, apply
from pipeline.text.words import MAX_SLUG, SLUG_LETTERS, grouped, is_slug, nearest_slug, slug

MAX_BYTES = 1_000_000
MAX_LINE = 20_000

FAMILY = Family(letter="F", title="Fichiers", rank=10)

ENCODING = Rule(
    code="F001",
    title="Fichier en UTF-8",
    why="Un autre encodage abîme les accents. Tous les éditeurs savent enregistrer en UTF-8.",
    wrong="Une fiche enregistrée en UTF-16 par un traitement de texte",
    right="La même fiche, enregistrée en « UTF-8 »",
)
BOM = Rule(
    code="F002",
    title="Pas d’indicateur d’ordre des octets",
    why="Trois octets invisibles au début du fichier empêchent de reconnaître l’en-tête.",
    wrong="Un fichier enregistré en « UTF-8 avec BOM »",
    right="Le même, enregistré en « UTF-8 » (sans BOM)",
)
LINE_ENDINGS = Rule(
    code="F003",
    title="Fins de ligne simples",
    why="Les fins de ligne de Windows (CRLF) font voir un fichier entier comme modifié.",
    wrong="Un fichier dont les lignes finissent par CRLF",
    right="Le même, enregistré avec des fins de ligne LF",
)
EMPTY = Rule(
    code="F004",
    title="Fichier non vide",
    why="Un fichier vide ne donne aucune page.",
    wrong="Un fichier de zéro octet",
    right="Un fichier qui suit le modèle, ou pas de fichier du tout",
)
TOO_LARGE = Rule(
    code="F005",
    title="Taille raisonnable",
    why=f"Un texte de plus de {grouped(MAX_BYTES // 1000)} ko ou une ligne de plus de {grouped(MAX_LINE)} caractères est presque toujours "
    "une image ou un fichier collé par erreur.",
    wrong="Une ligne de deux mégaoctets",
    right="Du texte en paragraphes",
)
OUTSIDE = Rule(
    code="F006",
    title="Fichier dans le dépôt",
    why="Un lien symbolique peut publier un fichier qui n’est pas à nous.",
    wrong="content/fiches/notes.md → /home/quelqu-un/notes.md",
    right="Une vraie copie du fichier",
)
FILE_NAME = Rule(
    code="F007",
    title="Nom de fichier en minuscules, sans accent",
    why="Le nom du fichier devient l’adresse de la page : il doit se dicter au téléphone.",
    wrong="content/fiches/Élèves absents.md",
    right="content/fiches/eleves-absents.md",
)
CONTROL = Rule(
    code="F008",
    title="Pas de caractère invisible",
    why="Les caractères de contrôle et de sens d’écriture peuvent faire lire autre chose que ce qui est écrit.",
    wrong="Un texte copié d’un PDF avec des caractères invisibles",
    right="Le même, retapé ou collé en texte brut",
)
UNREADABLE = Rule(
    code="F009",
    title="Fichier lisible",
    why="Un fichier qui ne peut pas être ouvert ne peut pas être publié.",
    wrong="Un dossier nommé fiche.md",
    right="Un fichier texte nommé fiche.md",
)
NOT_ORDINARY = Rule(
    code="F011",
    severity=Severity.WARNING,
    title="Accents et mots d’un seul tenant",
    why="Un accent séparé de sa lettre, ou une coupure cachée dans un mot, ne se voient pas : une recherche ne trouve plus le mot.",
    wrong="Un texte copié d’un PDF sur un Mac, où « é » est fait de deux caractères",
    right="Le même texte, où « é » est un seul caractère",
    fixable=True,
)
IGNORED = Rule(
    code="F010",
    severity=Severity.WARNING,
    title="Fichier à sa place",
    why="Un fichier d’un autre dossier ou d’une autre extension n’est pas lu : on le croirait publié.",
    wrong="content/fiches/2026/tutorat.md, content/fiches/tutorat.MD",
    right="content/fiches/tutorat.md",
)

_SAVE_UTF_8 = (
    "Dans VS Code, choisissez « UTF-8 » en bas à droite; dans un autre logiciel, « Enregistrer sous », encodage « UTF-8 » (sans BOM)."
)
# What shows nothing, or makes something else be read: the Unicode categories Cc, Cf, Zl, Zp, Cs and Co (private use, which we keep for
# ourselves), what is Default_Ignorable (fillers, variation selectors, tags: DerivedCoreProperties.txt), noncharacters, the blank of
# braille. Line ends and tabs are text; the soft hyphen is mended. Written out: to ask the category of each code point would cost every
# command.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U00040000-\U0010ffff]"
)
_SOFT_HYPHEN = "\u00ad"
_APART = re.compile(r"[^\s\u0300-\u036f][\u0300-\u036f]+|\u00ad")


@dataclass(frozen=True, slots=True)
class Span:
    """A slice of a source's text."""

    start: int
    end: int

    def __reduce__(self) -> tuple[type["Span"], tuple[int, int]]:
        """Pickle it by what makes it, several times sooner than ``dataclass`` does: a site has hundreds of thousands."""
        return Span, (self.start, self.end)


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file, and how to turn an offset in it into a place."""

    path: str
    text: str
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = (0, *(match.end() for match in re.finditer("\n", self.text)))
        object.__setattr__(self, "_starts", starts)

    def place(self, offset: int) -> Place:
        """Return the line and column (from 1) of the character at ``offset``."""
        line = bisect_right(self._starts, offset)
        return Place(self.path, line, offset - self._starts[line - 1] + 1)

    def line_offset(self, line: int) -> int:
        """Return the offset of the first character of ``line`` (from 1)."""
        return self._starts[min(line, len(self._starts)) - 1]


Result = TypeVar("Result")


def read_source(project: Project, path: Path, found: list[Diagnostic]) -> Source | None:
    """Read ``path``; append what is wrong to ``found`` and return None when it cannot be used."""
    raw = read_bytes(project, path, found)
    return _source(project.relative(path), raw, found) if raw is not None else None


def read_once(
    project: Project,
    path: Path,
    memory: Memory,
    context: tuple[object, ...],
    found: list[Diagnostic],
    read: Callable[[Source, list[Diagnostic]], Result | None],
) -> Result | None:
    """Return what ``read`` makes of the file, and append what is wrong to ``found``; a file that did not change is not read again.

    ``context`` is all that ``read`` looks at besides the file.
    """
    raw, shown = read_bytes(project, path, found), project.relative(path)
    if raw is None:
        return None

    def make() -> tuple[Result | None, tuple[Diagnostic, ...]]:
        wrong: list[Diagnostic] = []
        source = _source(shown, raw, wrong)
        return (read(source, wrong) if source is not None else None), tuple(wrong)

    result, wrong = memory.recall("file", shown, (hashlib.sha256(raw).digest(), *context), make)
    found.extend(wrong)
    return result


def read_folder(
    project: Project,
    folder: Path,
    suffix: str,
    memory: Memory,
    context: tuple[object, ...],
    found: list[Diagnostic],
    read: Callable[[str, Source, list[Diagnostic]], Result | None],
    beside: tuple[str, ...] = (),
    folders: bool = False,
) -> dict[str, Result]:
    """Return what ``read`` makes of each file of ``folder``, by the name that it is given first; those that cannot be read are told.

    ``context`` and ``found`` as for ``read_once``; ``beside`` and ``folders`` as for ``files_of``.
    """
    result: dict[str, Result] = {}
    for path in files_of(project, folder, suffix, found, beside, folders=folders):
        if not check_file_name(project, path, found):
            continue
        made = read_once(project, path, memory, context, found, partial(read, path.stem))
        if made is not None:
            result[path.stem] = made
    return result


def read_bytes(project: Project, path: Path, found: list[Diagnostic]) -> bytes | None:
    """Return the bytes of a file of the repository, of a reasonable size; append why not to ``found`` and return None otherwise."""
    shown = project.relative(path)
    if not _is_inside(project, path):
        message = "Ce fichier est un lien vers l’extérieur du dépôt, ou vers lui-même."
        found.append(Diagnostic(OUTSIDE, Place(shown), message, help="Remplacez le lien par une copie du fichier."))
        return None
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):  # a folder; or a pipe, which would be waited for
            raise OSError
        size = status.st_size
        raw = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError:
        hint = "Si c’est un dossier, renommez-le sans extension; si c’est un lien, remplacez-le par le fichier."
        found.append(Diagnostic(UNREADABLE, Place(shown), "Ce fichier ne s’ouvre pas.", help=hint))
        return None
    if size > MAX_BYTES:
        message = f"Ce fichier pèse {grouped(size // 1000)} ko; la limite est de {grouped(MAX_BYTES // 1000)} ko."
        found.append(Diagnostic(TOO_LARGE, Place(shown), message, help="Vérifiez que rien n’y a été collé par erreur."))
        return None
    return raw


def _is_inside(project: Project, path: Path) -> bool:
    """Say whether the file is the repository's own, links followed; without a link under the root there is nothing to follow."""
    root, here = str(project.root), str(path)
    ends = [index for index, character in enumerate(here) if character == "/" and index > len(root)]
    if not any(os.path.islink(here[:end]) for end in (*ends, len(here))):
        return True
    try:
        return path.resolve().is_relative_to(project.root.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def _source(shown: str, raw: bytes, found: list[Diagnostic]) -> Source | None:
    text = _decode(raw, shown, found)
    if text is None:
        return None
    source = Source(shown, text)
    return _ordinary(source, found) if _acceptable(source, found) else None


def _decode(raw: bytes, shown: str, found: list[Diagnostic]) -> str | None:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        message = "Ce fichier est en UTF-16; il faut de l’UTF-8."
        found.append(Diagnostic(ENCODING, Place(shown), message, help=_SAVE_UTF_8))
        return None
    if raw.startswith(b"\xef\xbb\xbf"):
        message = "Ce fichier commence par un indicateur d’ordre des octets (BOM)."
        found.append(Diagnostic(BOM, Place(shown), message, help=_SAVE_UTF_8))
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        place = Place(shown, before.count(b"\n") + 1, column)
        message = "Un caractère n’est pas en UTF-8 ici."
        found.append(Diagnostic(ENCODING, place, message, text="\ufffd", help=_SAVE_UTF_8))
        return None


def _acceptable(source: Source, found: list[Diagnostic]) -> bool:
    before = len(found)
    text = source.text
    if not text.strip():
        found.append(Diagnostic(EMPTY, Place(source.path), "Ce fichier est vide.", help="Écrivez-y une page, ou effacez-le."))
    if "\r" in text:
        message = "Les lignes finissent par CRLF ou CR (Windows ou ancien Mac)."
        place = source.place(text.index("\r"))
        hint = "Dans VS Code, remplacez « CRLF » par « LF » en bas à droite, puis enregistrez."
        found.append(Diagnostic(LINE_ENDINGS, place, message, text="\r", help=hint))
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            message = f"Cette ligne a {grouped(len(line))} caractères; la limite est de {grouped(MAX_LINE)}."
            place = Place(source.path, number)
            found.append(
                Diagnostic(TOO_LARGE, place, message, text=line[:40], help="Coupez-la en paragraphes, ou retirez ce qui a été collé.")
            )
    for match in _FORBIDDEN.finditer(text):
        if match.group() == "\r":
            continue
        message = f"Caractère invisible ou de contrôle ({invisible(match.group())})."
        found.append(Diagnostic(CONTROL, source.place(match.start()), message, text=match.group(), help="Effacez-le et retapez le mot."))
        break
    return len(found) == before


def ordinary_letters(text: str) -> list[Edit]:
    """Return what makes of ``text`` the same in ordinary letters: each accent in one character with its letter (NFC), no soft hyphen."""
    if _SOFT_HYPHEN not in text and unicodedata.is_normalized("NFC", text):
        return []
    found = ((match, unicodedata.normalize("NFC", match.group()).replace(_SOFT_HYPHEN, "")) for match in _APART.finditer(text))
    return [Edit(match.start(), match.end(), new, NOT_ORDINARY.code) for match, new in found if new != match.group()]


def _ordinary(source: Source, found: list[Diagnostic]) -> Source:
    """Return the text in ordinary letters, which counts and comparisons need; what the file holds instead is told once."""
    edits = ordinary_letters(source.text)
    if not edits:
        return source
    place = source.place(edits[0].start)
    more = f" ({len(edits)} endroits)" if len(edits) > 1 else ""
    hidden = source.text[edits[0].start] == _SOFT_HYPHEN
    message = f"Un trait d’union caché coupe ce mot{more}." if hidden else f"Un accent est séparé de sa lettre{more}."
    found.append(Diagnostic(NOT_ORDINARY, place, message, text=edits[0].new, help="On ne le voit pas : laissez la commande le corriger."))
    return Source(source.path, apply(source.text, edits))


def invisible(text: str) -> str | None:
    """Return the code point of the first invisible or control character of ``text``, or None."""
    match = _FORBIDDEN.search(text)
    return f"U+{ord(match.group()):04X}" if match else None


def without_invisible(text: str) -> str:
    """Return ``text`` without the characters that no file of ours may hold, nor soft hyphens; line breaks and tabs stay."""
    return _FORBIDDEN.sub("", text.replace("\r", "\n").replace(_SOFT_HYPHEN, ""))


def is_file(path: Path) -> bool:
    """Say whether ``path``, made from what people wrote, is a file; one that the system refuses (too long) is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def check_file_name(project: Project, path: Path, found: list[Diagnostic]) -> bool:
    """Say whether the name of ``path`` may become an address; append a diagnostic when not."""
    if is_slug(path.stem):
        return True
    better = nearest_slug(path.stem)
    message = "Le nom du fichier n’est pas fait de minuscules sans accent, de chiffres et de traits d’union."
    if slug(path.stem) != path.stem and SLUG_LETTERS.fullmatch(path.stem):
        message = "Windows ne peut pas tenir un fichier de ce nom."
    if len(path.stem) > MAX_SLUG:
        message = f"Le nom du fichier a {len(path.stem)} caractères; la limite est de {MAX_SLUG}."
    place = Place(project.relative(path))
    found.append(Diagnostic(FILE_NAME, place, message, text=path.name, help=f"Renommez-le : {better}{path.suffix}"))
    return False


def files_of(
    project: Project, folder: Path, suffix: str, found: list[Diagnostic], beside: tuple[str, ...] = (), *, folders: bool = False
) -> list[Path]:
    """Return the files of ``folder`` that end with ``suffix``, sorted.

    Any other is told, not read, but dot files and those that end with one of ``beside``.

    With ``folders``, a folder that has the name of one of the files holds what goes with it, which others read.
    """
    kept: list[Path] = []
    for current, inside, names in os.walk(folder):
        inside[:] = [name for name in inside if not name.startswith(".")]
        here = Path(current)
        if here == folder:  # a folder named x.md is a mistake, told when it is read
            kept = [folder / name for name in sorted((*names, *inside)) if Path(name).suffix == suffix]
            inside[:] = [name for name in inside if not (folders and f"{name}{suffix}" in names)]
        for name in sorted(names):
            if (here == folder and Path(name).suffix in (suffix, *beside)) or name.startswith("."):
                continue
            message = "Ce fichier n’est pas lu : il n’est pas à sa place, ou son extension n’est pas la bonne."
            hint = f"Mettez-le directement dans {project.relative(folder)}/, avec l’extension « {suffix} »."
            found.append(Diagnostic(IGNORED, Place(project.relative(here / name)), message, text=name, help=hint))
    return kept
