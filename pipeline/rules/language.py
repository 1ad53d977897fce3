"""Spelling and grammar, as Grammalecte sees them, where it is installed: informations, never a reason to stop.

Its typographic rules are off (the OQLF's hold, ``typography.py``), and so is what it takes for a mistake in how Québec writes:
« enseignantes et enseignants », « ça marche-tu ». What stands between guillemets is somebody else's: it is not told.
"""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.content.catalogue import Catalogue
from pipeline.content.council import TERM_LISTS
from pipeline.content.kind import AnyDocument
from pipeline.fields.claims import marked
from pipeline.fields.marks import NoClaim
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.files import Source
from pipeline.text.markdown import BlockKind
from pipeline.text.typographic import NBSP

SPELLING = Rule(
    code="R010",
    severity=Severity.INFO,
    title="Orthographe",
    why="Un mot qu’aucun dictionnaire n’a est peut-être mal tapé. Un nom propre s’inscrit dans content/mots-connus.txt.",
    wrong="une deuxieme phrase",
    right="une deuxième phrase",
)
GRAMMAR = Rule(
    code="R011",
    severity=Severity.INFO,
    title="Grammaire",
    why="Grammalecte voit là un accord ou une conjugaison douteuse. "
    "Il se trompe parfois : relisez la phrase, et gardez-la si elle est juste.",
    wrong="Les élèves est contents",
    right="Les élèves sont contents",
)

COMMAND = "grammalecte-cli"
KNOWN_WORDS = "content/mots-connus.txt"
# Its families of rules that are not for us: typography (the OQLF's is checked elsewhere), spaces, units, and pleonasms, which it sees
# in « facteur de risque potentiel ».
_OFF = ("apos", "eepi", "esp", "liga", "maj", "minis", "nbsp", "nf", "num", "pleo", "tab", "typo", "unit")
# « enseignantes et enseignants » is no adjective that disagrees.
_OURS = re.compile(r"g3__gn_2m_et_ou")
# Keys in which people speak as they speak.
_SPOKEN = frozenset({"questions"})
_MARKS_OF_TEXT = "*[]_`"
_TIMEOUT = 300
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_CAPITALS = re.compile(r"\w+")


class GrammarCheckerError(Exception):
    """Grammalecte is installed, and does not answer as it should; the message is for whoever maintains this."""


# From a text, one paragraph a line, to what the checker prints: JSON.
Run = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Line:
    """One paragraph as a reader reads it; ``offsets`` are those of its characters in the source."""

    source: Source
    text: str
    offsets: Sequence[int]


def grammar_checker() -> Run | None:
    """Return what runs Grammalecte, or None when it is not installed."""
    path = shutil.which(COMMAND)
    return None if path is None else lambda text: _run(path, text)


def language_diagnostics(catalogue: Catalogue, run: Run, wanted: Callable[[str], bool] = lambda _: True) -> list[Diagnostic]:
    """Return what the checker finds in the pages of ``catalogue`` whose path is ``wanted``, by file and line.

    Raises:
        GrammarCheckerError: the checker does not answer as it should.

    """
    lines = [line for document in catalogue.documents if wanted(document.source.path) for line in _lines(document)]
    if not lines:
        return []
    try:
        paragraphs = json.loads(run("".join(f"{line.text}\n" for line in lines)))["data"]
        known = _known(catalogue)
        found = [one for paragraph in paragraphs for one in _told(lines[paragraph["iParagraph"] - 1], paragraph, known)]
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise GrammarCheckerError(str(error)) from error
    return sorted(found, key=Diagnostic.sort_key)


def _run(path: str, text: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texte.txt"
        file.write_text(text, encoding="utf-8")
        command = [path, "--file", str(file), "--json", "--only_when_errors", "--opt_off", *_OFF]
        try:
            return subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=_TIMEOUT).stdout
        except (OSError, subprocess.SubprocessError) as error:
            raise GrammarCheckerError(str(error)) from error


def _lines(document: AnyDocument) -> Iterator[_Line]:
    """Yield the paragraphs of a page, then the texts of its header."""
    source, plain = document.source, document.prose.plain
    for block in document.prose.readable:
        if block.kind is not BlockKind.QUOTE:
            yield from _line(source, ((plain[at], at) for at in range(block.inner, block.end)))
    for one in marked(document.header, type(document.meta)):
        spoken = not _SPOKEN.isdisjoint(part for part in one.path if isinstance(part, str))
        if not spoken and not (isinstance(one.mark, NoClaim) and not one.mark.prose):
            yield from _line(source, ((character, one.offset(at)) for at, character in enumerate(one.text)))


def _line(source: Source, characters: Iterable[tuple[str, int]]) -> Iterator[_Line]:
    """Yield a paragraph without the marks of Markdown, its spaces squeezed; nothing when no word is left."""
    kept: list[tuple[str, int]] = []
    for character, at in characters:
        shown = " " if character in "\n\t" else character
        if shown in _MARKS_OF_TEXT or (shown == " " and (not kept or kept[-1][0] in (" ", NBSP))):
            continue
        kept.append((shown, at))
    text = "".join(character for character, _ in kept)
    if text.strip():
        yield _Line(source, text, [at for _, at in kept])


def _known(catalogue: Catalogue) -> frozenset[str]:
    """Return the words that the council says are right: its list, its lists of themes, its places, the people whom it cites."""
    try:
        listed = (catalogue.project.root / KNOWN_WORDS).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        listed = []
    council = catalogue.organisation
    texts = [line.split("#")[0] for line in listed]
    texts += [council.nom, council.sigle, council.region, *(one.nom for one in council.territoires)]
    vocabulary = catalogue.vocabulary
    texts += [word for name in TERM_LISTS for term in getattr(vocabulary, name) for word in (term.nom, *term.mots)]
    texts += [f"{person.family} {person.given}" for one in catalogue.references.values() for person in (*one.authors, *one.editors)]
    return frozenset(word.casefold() for text in texts for word in _CAPITALS.findall(text))


def _told(line: _Line, paragraph: dict[str, list[dict[str, object]]], known: frozenset[str]) -> Iterator[Diagnostic]:
    quoted = [match.span() for match in _QUOTED.finditer(line.text)]
    for error in (*paragraph["lSpellingErrors"], *paragraph["lGrammarErrors"]):
        start, end = int(str(error["nStart"])), int(str(error["nEnd"]))
        words = line.text[start:end]
        if any(left < end and start < right for left, right in quoted):
            continue
        place = line.source.place(line.offsets[start])
        if "sValue" in error:
            if not all(part.casefold() in known for part in _CAPITALS.findall(words)):
                hint = f"Corrigez-le, ou inscrivez-le dans {KNOWN_WORDS}."
                yield Diagnostic(SPELLING, place, f"« {words} » n’est pas dans le dictionnaire.", text=words, help=hint)
        elif not _OURS.match(str(error["sRuleId"])):
            suggested = error["aSuggestions"]
            better = [str(one) for one in suggested if str(one).strip()] if isinstance(suggested, list) else []
            hint = f"Peut-être : {', '.join(better[:3])}." if better else "Relisez cette phrase."
            message = re.sub(r"[“”]", lambda mark: "« " if mark.group() == "“" else " »", str(error["sMessage"]))
            yield Diagnostic(GRAMMAR, place, message, text=words, help=hint)
