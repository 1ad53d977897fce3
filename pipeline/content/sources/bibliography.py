"""The bibliography: BibTeX files read by pybtex, each entry with its place.

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

from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.text import dois
from pipeline.text.addresses import is_web_address
from pipeline.text.diagnostics import Diagnostic, Family, Place, Rule
from pipeline.text.files import Source, files_of, read_once
from pipeline.text.html_text import text_of_mixed
from pipeline.text.people.authors import Name
from pipeline.text.people.bibtex_names import bibtex_names
from pipeline.text.tex import UndecodedError, text_of_tex
from pipeline.text.words import MAX_SLUG, collapse, is_slug, nearest

FAMILY = Family(letter="B", title="Bibliographie", rank=30)

BROKEN = Rule(
    code="B001",
    title="BibTeX lisible",
    why="Une accolade ou une virgule qui manque empêche de lire la référence. Les autres restent lues.",
    wrong="@article{kim2013,\n  title = {Summer reading",
    right="@article{kim2013,\n  title = {Summer reading},\n}",
)
DUPLICATE = Rule(
    code="B002",
    title="Une clé, une référence",
    why="Une clé qui désigne deux références ne désigne plus rien, même d’un fichier à l’autre.",
    wrong="Deux entrées « kim2013 »",
    right="« kim2013 » et « kim2013a »",
)
MISSING_FIELD = Rule(
    code="B003",
    title="Champs obligatoires",
    why="Sans auteur, titre, revue ou année, la référence ne peut pas se citer.",
    wrong="@article{kim2013, author = {…}, title = {…}}",
    right="@article{kim2013, author = {…}, title = {…}, journal = {…}, year = {2013}}",
)
UNKNOWN_TYPE = Rule(
    code="B004",
    title="Type de référence connu",
    why="Le type décide de la mise en forme de la référence.",
    wrong="@artcle{kim2013, …}",
    right="@article{kim2013, …}",
)
BAD_KEY = Rule(
    code="B005",
    title="Clé en lettres sans accent et chiffres",
    why="La clé sert d’adresse à la page de la référence et se tape dans les citations.",
    wrong="@article{Böttger:2024, …}",
    right="@article{bottger2024, …}",
)
BAD_ADDRESS = Rule(
    code="B006",
    title="Adresse http dans « url »",
    why="Le bouton « Lire la source » y mène : une autre sorte d’adresse pourrait exécuter du code chez les lecteurs.",
    wrong="url = {javascript:alert(1)}",
    right="url = {https://www.exemple.org/etude}",
)

# BibTeX's own required fields (btxdoc, 1988), and BibLaTeX's for the others (biblatex, section 2.1).
# « number » of an act is where it is kept.
REQUIRED: dict[str, tuple[tuple[str, ...], ...]] = {
    "article": (("author",), ("title",), ("journal", "journaltitle"), ("year", "date")),
    "book": (("author", "editor"), ("title",), ("publisher",), ("year", "date")),
    "incollection": (("author",), ("title",), ("booktitle",), ("year", "date")),
    "inproceedings": (("author",), ("title",), ("booktitle",), ("year", "date")),
    "techreport": (("author",), ("title",), ("institution",), ("year", "date")),
    "report": (("author",), ("title",), ("institution",), ("year", "date")),
    "phdthesis": (("author",), ("title",), ("school", "institution"), ("year", "date")),
    "mastersthesis": (("author",), ("title",), ("school", "institution"), ("year", "date")),
    "online": (("author", "editor"), ("title",), ("url",)),
    "dataset": (("author", "editor"), ("title",), ("publisher", "organization", "url", "doi"), ("year", "date")),
    "video": (("author",), ("title",), ("url", "publisher", "organization")),
    "unpublished": (("author",), ("title",), ("eventtitle", "note", "type"), ("year", "date")),
    "legislation": (("title",), ("number",)),
    "misc": (("title",),),
}
# Macros (« @string ») may hold one another twice, and so on: a few lines of them can fill the memory.
MAX_MACROS = 200
MAX_MACRO_CHARACTERS = 2_000
MAX_JOINED = 100
_ROLES = ("author", "editor")
_FRENCH = ("french", "francais", "français", "fr", "fr-ca", "fr-fr", "canadien")
_ENTRY = re.compile(r"^[ \t]*@[ \t]*([A-Za-z]+)[ \t]*[{(][ \t]*([^,\s{}()]*)", re.MULTILINE)
# A field between quotes that a straight quote of its own text ends too soon.
_QUOTE_INSIDE = re.compile(r"(?:^|,)[ \t]*([A-Za-z-]+)[ \t]*=[ \t]*\"[^\"{}\n]*\"[ \t]*[^\s,}#\")][^\n]*\"", re.MULTILINE)
_FIELD = re.compile(r"^[ \t]*([A-Za-z-]+)[ \t]*=", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry, its text decoded from LaTeX. ``fields`` keeps BibTeX's names, in lower case."""

    key: str
    type: str
    authors: tuple[Name, ...]
    editors: tuple[Name, ...]
    fields: Mapping[str, str]
    place: Place
    field_places: Mapping[str, Place] = field(compare=False)

    @property
    def title(self) -> str:
        """The title, without braces."""
        return self.fields.get("title", "")

    @property
    def year(self) -> str | None:
        """Year of publication as four digits, or None when it is not known."""
        match = re.search(r"\d{4}", self.fields.get("year", self.fields.get("date", "")))
        return match.group() if match else None

    @property
    def doi_as_typed(self) -> str | None:
        """Bare DOI, in the case it was typed in, or None; what is typed, when it is no DOI (rule U003 says so)."""
        raw = self.fields.get("doi")
        return (dois.bare(raw) or raw.strip()) if raw else None

    @property
    def doi(self) -> str | None:
        """Bare DOI, in lower case (DOIs are compared without case), or None."""
        return dois.same(self.doi_as_typed) if self.doi_as_typed else None

    @property
    def url(self) -> str | None:
        """The address to send readers to: the DOI's first."""
        if self.doi_as_typed:
            return dois.address(self.doi_as_typed)
        return self.fields.get("url")

    @property
    def language(self) -> str:
        """BCP 47 language of the work: « fr » or « en »."""
        return "fr" if self.fields.get("langid", "").lower() in ("french", "fr", "canadien") else "en"


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
    for match, end in _heads(source):
        wrong: list[Diagnostic] = []
        entry = _raw_entry(source, match, end, macros, wrong)
        if entry is not None:
            entries.append(entry)
            found += wrong
        elif wrong:
            first = wrong[0]
            entries.append(UnreadEntry(match.group(2) or match.group(1), source.place(match.start()).line, f"{first.message} {first.help}"))
    return entries


def load_bibliography(project: Project, found: list[Diagnostic], memory: Memory) -> dict[str, Reference]:
    """Read every ``.bib`` file; return the readable entries by key, in order of key."""
    references: dict[str, Reference] = {}
    first_seen: dict[str, Place] = {}
    for path in files_of(project, project.research / "bibliographie", ".bib", found):
        before = dict(first_seen)

        def read(source: Source, wrong: list[Diagnostic], before: dict[str, Place] = before) -> tuple[list[Reference], dict[str, Place]]:
            seen = dict(before)
            return _entries(source, seen, wrong), seen

        result = read_once(project, path, memory, (before,), found, read)
        if result is not None:
            entries, first_seen = result
            references.update((reference.key, reference) for reference in entries)
    return dict(sorted(references.items()))


def _entries(source: Source, first_seen: dict[str, Place], found: list[Diagnostic]) -> list[Reference]:
    macros = dict(bibtex.month_names)
    result: list[Reference] = []
    for match, end in _heads(source):
        if match.group(1).lower() != "string" and not _usable_head(source, match, first_seen, found):
            continue
        reference = _read_entry(source, match, end, macros, found)
        if reference is not None:
            result.append(reference)
    return result


def _heads(source: Source) -> Iterator[tuple[re.Match[str], int]]:
    """Yield where each entry or « @string » begins, with the offset of its end."""
    starts = list(_ENTRY.finditer(source.text))
    for match, following in zip_longest(starts, starts[1:]):
        if match.group(1).lower() not in ("comment", "preamble"):
            yield match, following.start() if following else len(source.text)


def _usable_head(source: Source, match: re.Match[str], first_seen: dict[str, Place], found: list[Diagnostic]) -> bool:
    kind, key = match.group(1).lower(), match.group(2)
    place = source.place(match.start(2))
    before = len(found)
    if kind not in REQUIRED:
        message = f"Le type « @{match.group(1)} » est inconnu."
        near = nearest(kind, REQUIRED)
        hint = f"Vouliez-vous dire « {near} »? " if near else ""
        found.append(
            Diagnostic(
                UNKNOWN_TYPE,
                source.place(match.start(1)),
                message,
                text=match.group(1),
                help=f"{hint}Types possibles : {', '.join(REQUIRED)}.",
            )
        )
    if len(key) <= MAX_SLUG and not is_slug(key):
        message = f"La clé « {key} » n’est pas faite de minuscules sans accent, de chiffres et de traits d’union."
        found.append(Diagnostic(BAD_KEY, place, message, text=key, help="Exemple : bottger2024."))
    elif len(key) > MAX_SLUG:
        message = f"La clé a {len(key)} caractères; la limite est de {MAX_SLUG}."
        found.append(Diagnostic(BAD_KEY, place, message, text=key[:MAX_SLUG], help="Exemple : bottger2024."))
    if key in first_seen:
        message = f"La clé « {key} » existe déjà ({first_seen[key]})."
        found.append(Diagnostic(DUPLICATE, place, message, text=key, help="Gardez une seule entrée, ou donnez une autre clé à celle-ci."))
    else:
        first_seen[key] = place
    return len(found) == before


def _raw_entry(source: Source, match: re.Match[str], end: int, macros: dict[str, str], found: list[Diagnostic]) -> RawEntry | None:
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


def _read_entry(source: Source, match: re.Match[str], end: int, macros: dict[str, str], found: list[Diagnostic]) -> Reference | None:
    entry = _raw_entry(source, match, end, macros, found)
    if entry is None:
        return None
    key, kind, fields, people = entry.key, entry.type, entry.fields, entry.people
    places = {m.group(1).lower(): source.place(m.start(1)) for m in _FIELD.finditer(source.text, match.start(), end)}
    for name, reason in entry.unread.items():
        message = f"Le champ « {name} » de « {key} » ne se lit pas : {reason}."
        hint = "Écrivez les caractères eux-mêmes (é, ’, β), en UTF-8, ou vérifiez les barres obliques inverses."
        found.append(Diagnostic(BROKEN, places.get(name, source.place(match.start(2))), message, text=name, help=hint))
    if entry.unread:
        return None
    if fields.get("url") and not is_web_address(fields["url"]):
        message = f"L’adresse de « {key} » n’est pas une adresse http."
        found.append(
            Diagnostic(
                BAD_ADDRESS, places.get("url", source.place(match.start(2))), message, text=fields["url"][:80], help=BAD_ADDRESS.right
            )
        )
    missing = [" ou ".join(names) for names in REQUIRED[kind] if not any(fields.get(name) or people.get(name) for name in names)]
    if any(name == Name("others", literal=True) for name in people.get("author", ())):
        missing.append("la suite des auteurs, après « and others »")
    if missing:
        message = f"Il manque à « {key} » : {', '.join(missing)}."
        found.append(
            Diagnostic(
                MISSING_FIELD, source.place(match.start(2)), message, text=key, help="Ajoutez ce champ, ou changez le type de la référence."
            )
        )
        return None
    return Reference(
        key=key,
        type=kind,
        authors=people.get("author", ()),
        editors=people.get("editor", ()),
        fields=fields,
        place=source.place(match.start(2)),
        field_places=places,
    )


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
