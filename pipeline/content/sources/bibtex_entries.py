"""BibTeX read by pybtex, each entry with its place: any type, any key, any field; ``bibliography`` says what ours must be.

pybtex stops at the first mistake of a file; here a file is cut at each ``@`` that begins a line, so that one
broken entry leaves the others readable.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from pybtex.database.input import bibtex
from pybtex.exceptions import PybtexError
from pybtex.scanner import PrematureEOF, PybtexSyntaxError

from pipeline.text.diagnostics import Diagnostic, Rule
from pipeline.text.files import Source
from pipeline.text.html_text import text_of_mixed
from pipeline.text.people.authors import Name
from pipeline.text.people.bibtex_names import bibtex_names
from pipeline.text.tex import UndecodedError, text_of_tex
from pipeline.text.words import collapse

BROKEN = Rule(
    code="B001",
    title="BibTeX lisible",
    why="Une accolade ou une virgule qui manque empêche de lire la référence. Les autres restent lues.",
    wrong="@article{kim2013,\n  title = {Summer reading",
    right="@article{kim2013,\n  title = {Summer reading},\n}",
)
BAD_KEY = Rule(
    code="B005",
    title="Clé en lettres sans accent et chiffres",
    why="La clé sert d’adresse à la page de la référence et se tape dans les citations.",
    wrong="@article{Böttger:2024, …}",
    right="@article{bottger2024, …}",
)
# Macros (« @string ») may hold one another twice, and so on: a few lines of them can fill the memory.
MAX_MACROS = 200
MAX_MACRO_CHARACTERS = 2_000
MAX_JOINED = 100
_ROLES = ("author", "editor")
_FRENCH = ("french", "francais", "français", "fr", "fr-ca", "fr-fr", "canadien")
_ENTRY = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]+)[ \t]*[{(][ \t]*([^,\s{}()]*)", re.MULTILINE)
# A field between quotes that a straight quote of its own text ends too soon.
_QUOTE_INSIDE = re.compile(r"(?:^|,)[ \t]*([A-Za-z-]+)[ \t]*=[ \t]*\"[^\"{}\n]*\"[ \t]*[^\s,}#\")][^\n]*\"", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One entry as it is typed, its text decoded from LaTeX: any type, any key, any field; names of fields and roles in lower case.

    ``unread`` holds the fields that could not be decoded, each with the reason in French; ``doubts`` says what is doubtful in the names.
    """

    key: str
    type: str
    people: Mapping[str, tuple[Name, ...]]
    fields: Mapping[str, str]
    at: int
    unread: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnreadEntry:
    """An entry that could not be read, and why, in French."""

    key: str
    line: int
    reason: str


def raw_entries(source: Source, found: list[Diagnostic]) -> list[RawEntry | UnreadEntry]:
    """Return each entry of a BibTeX text that need not be ours, read or not, in order; append to ``found`` what else is wrong."""
    macros = dict(bibtex.month_names)
    entries: list[RawEntry | UnreadEntry] = []
    for match, end in heads(source):
        wrong: list[Diagnostic] = []
        entry = raw_entry(source, match, end, macros, wrong)
        if entry is not None:
            entries.append(entry)
            found += wrong
        elif wrong:
            first = wrong[0]
            entries.append(UnreadEntry(match.group(2) or match.group(1), source.place(match.start()).line, f"{first.message} {first.help}"))
    return entries


def heads(source: Source) -> Iterator[tuple[re.Match[str], int]]:
    """Yield where each entry or « @string » begins, with the offset of its end."""
    starts = list(_ENTRY.finditer(source.text))
    for match, following in zip_longest(starts, starts[1:]):
        if match.group(1).lower() not in ("comment", "preamble"):
            yield match, following.start() if following else len(source.text)


def raw_entry(source: Source, match: re.Match[str], end: int, macros: dict[str, str], found: list[Diagnostic]) -> RawEntry | None:
    """Read one entry; None for an « @string », whose meaning is added to ``macros``, or when it cannot be read."""
    chunk = source.text[match.start() : end]
    if chunk.count("#") > MAX_JOINED:
        message = f"L’entrée « {match.group(2)} » a plus de {MAX_JOINED} signes « # »."
        found.append(
            Diagnostic(BROKEN, source.place(match.start(2)), message, text=match.group(2), help="Écrivez chaque valeur en toutes lettres.")
        )
        return None
    parser = _Parser(macros)
    try:
        data = parser.parse_string(chunk)
    except PybtexError as error:
        found.append(_broken(source, match, error, chunk))
        return None
    if not data.entries:
        _keep_macros(source, match, parser.macros, macros, found)
        return None
    (key, entry), *others = data.entries.items()
    if key != match.group(2):  # pybtex reads « kim2013(/../x » to the comma
        message = f"La clé « {key} » n’est pas faite de minuscules sans accent, de chiffres et de traits d’union."
        found.append(Diagnostic(BAD_KEY, source.place(match.start(2)), message, text=key, help="Exemple : bottger2024."))
        return None
    for other, _ in others:
        offset = match.start() + max(chunk.find(other, len(match.group())), 0)
        message = f"L’entrée « {other} » commence au milieu d’une ligne : elle n’est pas lue."
        found.append(Diagnostic(BROKEN, source.place(offset), message, text=other, help="Commencez chaque entrée sur sa propre ligne."))
    return _decoded_entry(key, match.group(1).lower(), {name.lower(): value for name, value in entry.fields.items()}, match.start(2))


def _decoded_entry(key: str, kind: str, typed: Mapping[str, str], at: int) -> RawEntry:
    """Return an entry with its text decoded; a field that cannot be is left out, and named."""
    fields: dict[str, str] = {}
    people: dict[str, tuple[Name, ...]] = {}
    unread: dict[str, str] = {}
    doubts: list[str] = []
    french = typed.get("langid", typed.get("language", "")).strip("{} ").lower() in _FRENCH

    def decoded(text: str) -> str:
        return text_of_tex(text, french=french)

    for name, value in typed.items():
        try:
            if name in _ROLES:
                read = bibtex_names(text_of_mixed(value) if "&" in value else value, decoded)
                people[name] = read.names
                doubts += read.doubts
            else:
                fields[name] = _decoded(name, value, decoded)
        except UndecodedError as error:
            unread[name] = f"la commande « {error.command} » n’est pas connue"
        except ValueError:
            unread[name] = "un nom a trop de virgules; séparez les noms par « and »"
    return RawEntry(key=key, type=kind, people=people, fields=fields, at=at, unread=unread, doubts=tuple(doubts))


def _keep_macros(source: Source, match: re.Match[str], defined: Mapping[str, str], macros: dict[str, str], found: list[Diagnostic]) -> None:
    """Add to ``macros`` what an « @string » defines."""
    name = match.group(2)
    if name not in defined:
        return
    if len(defined[name]) > MAX_MACRO_CHARACTERS or len(macros) >= MAX_MACROS:
        message = f"L’abréviation « {name} » est démesurée, ou de trop."
        hint = f"Au plus {MAX_MACROS} abréviations, de {MAX_MACRO_CHARACTERS} caractères au plus."
        found.append(Diagnostic(BROKEN, source.place(match.start(2)), message, text=name, help=hint))
        return
    macros[name] = defined[name]


def _decoded(name: str, value: str, decoded: Callable[[str], str]) -> str:
    """Return a field without LaTeX. An address is kept as it is, but for escapes (biblatex: verbatim fields)."""
    if name in ("url", "doi"):
        bare = re.sub(r"^\s*\\(?:url|path|nolinkurl)\b", "", re.sub(r"\$\\(?:less|greater)\$", _angle, value))
        return collapse(
            re.sub(r"[{}]", "", re.sub(r"\\([%&_#~$])", r"\1", re.sub(r"\{?\\(?:textless|textgreater)(?:\{\}|\})?", _angle, bare)))
        )
    return collapse(decoded(value))


def _angle(command: re.Match[str]) -> str:
    return "<" if "less" in command.group() else ">"


class _Parser(bibtex.Parser):  # type: ignore[misc]
    """pybtex's parser, which here raises at the first mistake of the one entry that it is given."""

    def __init__(self, macros: Mapping[str, str]) -> None:
        super().__init__(macros=macros, person_fields=())  # names have rules of their own

    def handle_error(self, error: PybtexError) -> None:
        raise error


def _broken(source: Source, match: re.Match[str], error: PybtexError, chunk: str) -> Diagnostic:
    key = match.group(2)
    offset = match.start()
    if quoted := _QUOTE_INSIDE.search(chunk):
        offset += quoted.start(1)
        message = f'L’entrée « {key} » ne se lit pas : un guillemet droit (") coupe le champ « {quoted.group(1)} ».'
        hint = "Mettez ce champ entre accolades, ou écrivez « » à la place des guillemets droits qu’il contient."
    elif isinstance(error, PrematureEOF):
        message, hint = f"L’entrée « {key} » n’est pas fermée.", "Il manque une accolade fermante « } »."
    elif isinstance(error, PybtexSyntaxError) and getattr(error, "lineno", None):
        offset += sum(len(line) + 1 for line in chunk.split("\n")[: error.lineno - 1])
        message, hint = (
            f"L’entrée « {key} » ne se lit pas à cette ligne.",
            "Vérifiez la virgule à la fin de la ligne d’avant, le signe « = » et les accolades.",
        )
    else:
        message, hint = (
            f"L’entrée « {key} » ne se lit pas.",
            "Vérifiez qu’aucun champ n’est donné deux fois et que les noms sont séparés par « and ».",
        )
    line = source.text[offset:].split("\n", 1)[0].strip()
    return Diagnostic(BROKEN, source.place(offset), message, text=line, help=hint)
