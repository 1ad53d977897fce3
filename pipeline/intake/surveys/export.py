"""An export of a survey tool, as text: its encoding, separator, header and tool, found out and told; its cells, only where asked for.

Nothing here keeps, repeats or prints what someone answered: diagnostics name a line and a cell, never their text.
"""

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.content.surveys.survey_rules import NO_HEADER, RAGGED_ROW, TWO_TOOLS, UNREADABLE_EXPORT
from pipeline.text.decoding import LOST, WINDOWS, Decoded, decode
from pipeline.text.diagnostics import Diagnostic, Place
from pipeline.text.words import collapse, fold

MAX_BYTES = 20_000_000
# Excel and Microsoft Forms put a title above the header of a quiz.
_HEADER_ROWS = 3
_SEPARATORS = {",": "virgule", ";": "point-virgule", "\t": "tabulation"}

# Columns that each tool adds of itself (shapes seen in public code, French and English), folded, and why they are dropped.
PERSONAL, TIME, TECHNICAL, QUIZ = "personnelles", "heures exactes", "techniques", "notes de questionnaire"
DOUBTFUL = "douteuses, peut-être personnelles"
# What names a person, alone or after « votre », « quel est votre », « please enter your »…; folded, in French then in English.
_PERSONAL_WORDS = (
    r"(?:adresse (?:de |du )?)?(?:e-?mail|courriel|courrier electronique|messagerie)(?: (?:professionnel|personnel))?"
    r"|nom(?: complet| de famille| d.utilisateur)?|prenoms?|adresse(?: (?:ip|postale|personnelle|du domicile|civique))?"
    r"|code postal|signature|initiales"
    r"|(?:numero de )?(?:telephone|tel|cellulaire|portable)|code d.(?:invitation|acces)|jeton|repondant|date de naissance"
    r"|annee de naissance|nas|numero d.employe"
    r"|numero d.assurance (?:sociale|maladie)|matricule|code permanent|url referente|url de reference|pseudonyme|identifiant"
    r"|(?:e-?mail|mail|ip|postal|home|street|mailing) ?address|address|e-?mail|mail|ip|ipaddr|(?:(?:full|first|last|given"
    r"|family|middle|user) ?)?name|surname|initials"
    r"|(?:phone|telephone|cell|mobile)(?: number)?|token|invitation code|access code|attribute_\d+|participant(?:_| )id"
    r"|refurl|referrer url|respondent"
    r"|birth ?date|date of birth|year of birth|social (?:insurance|security) number|employee (?:id|number)|postal code"
    r"|zip ?code|nickname|user ?id"
)
_ASKED = (
    r"(?:(?:quel(?:le)?s? (?:est|sont)|what(?: is|.s| are)|(?:veuillez |svp |s.il vous plait )?(?:indiquez|indiquer"
    r"|inscrivez|inscrire|entrez|entrer|saisissez|saisir|ecrivez|ecrire|donnez|donner)"
    r"|(?:please )?(?:enter|give|provide|write|type|indicate))(?: us)? )?(?:(?:votre|vos|your|mon|ma|my|son|le|la|l.) ?)?"
)
_PERSONAL = re.compile(
    rf"{_ASKED}(?:{_PERSONAL_WORDS})(?: ?(?:et|ou|and|or|/|,) (?:(?:votre|vos"
    rf"|your) )?(?:{_PERSONAL_WORDS}))*(?: \((?:facultatif|optional|optionnel|obligatoire|required)\))?"
)
# A header that holds one of these words may ask for what tells a person apart: it is not read unless a question names it.
_DOUBTFUL = re.compile(
    rf"(?<![\w-])(?:{_PERSONAL_WORDS}|noms|courriels|coordonnees|age|sexe|genre|poste|fonction|titre d.emploi|emploi"
    rf"|profession|employeur|organisme|organisation|ecole|etablissement"
    r"|municipalite|ville|anciennete|contact|joindre|tirage|gender|sex|job title|position|role|occupation|employer"
    r"|organization|school|city|town|seniority|reach you|draw|names)(?![\w-])"
)
_TOOLS: dict[str, dict[str, str]] = {
    "LimeSurvey": {
        **dict.fromkeys(
            (
                "response id",
                "id de la reponse",
                "lastpage",
                "last page",
                "derniere page",
                "startlanguage",
                "start language",
                "langue de depart",
                "seed",
                "tete de serie",
            ),
            TECHNICAL,
        ),
        **dict.fromkeys(
            (
                "submitdate",
                "date submitted",
                "date de soumission",
                "startdate",
                "date started",
                "date de lancement",
                "datestamp",
                "date last action",
                "date de la derniere action",
            ),
            TIME,
        ),
    },
    "Google Forms": {
        **dict.fromkeys(("timestamp", "horodateur", "horodatage"), TIME),
        **dict.fromkeys(("score", "total score", "score total"), QUIZ),
    },
    "Microsoft Forms": {
        **dict.fromkeys(
            ("start time", "completion time", "last modified time", "heure de debut", "heure de fin", "heure de la derniere modification"),
            TIME,
        ),
        **dict.fromkeys(("total points", "quiz feedback"), QUIZ),
    },
}
_SHARED = {"id": TECHNICAL}
_QUIZ_COLUMN = re.compile(r"\A(?:(?:points|feedback|commentaires) - .*|.* \[(?:score|feedback|commentaires|note)\])")


@dataclass(frozen=True, slots=True)
class Header:
    """One header: its position (from 0), its text on one line, and why its column is never read, if it is not."""

    position: int
    text: str
    dropped: str | None
    doubtful: bool = False
    """True when it may ask for what tells a person apart: read only if a question names it."""

    @property
    def folded(self) -> str:
        """The text without case, accents or kinds of space."""
        return fold(self.text)

    @property
    def letter(self) -> str:
        """The column as spreadsheets name it."""
        return column_letter(self.position)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that were asked for of one answer, by position, and the line where it begins (from 1)."""

    line: int
    cells: dict[int, str]


@dataclass(frozen=True)
class Export:
    """What was found out of an export; ``path`` names it in diagnostics and nowhere else."""

    path: str
    encoding: str
    separator: str
    tool: str | None
    header_line: int
    headers: tuple[Header, ...]
    text: str

    def rows(self, positions: set[int], found: list[Diagnostic]) -> Iterator[Row]:
        """Yield the answers, cut to ``positions``; the cells of other columns are let go as each line is read."""
        width = len(self.headers)
        for line, cells in _records(self.text, self.separator):
            if line <= self.header_line or not any(cell.strip() for cell in cells):
                continue
            if len(cells) < width or any(cell.strip() for cell in cells[width:]):
                message = f"Cette ligne a {len(cells)} cellules; il y a {width} en-têtes."
                found.append(
                    Diagnostic(
                        RAGGED_ROW, Place(self.path, line), message, help="Exportez de nouveau, sans ouvrir le fichier dans un tableur."
                    )
                )
                continue
            yield Row(line, {position: _plain(cells[position]) for position in positions})

    def told(self) -> str:
        """Say what was found out, in a line of French."""
        tool = self.tool or "outil non reconnu"
        return f"Lu : {tool}, {self.encoding}, séparateur {_SEPARATORS[self.separator]}, en-têtes à la ligne {self.header_line}."


def column_letter(position: int) -> str:
    """Return « A » for 0, « AB » for 27."""
    letters, number = "", position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def is_personal(header: str) -> bool:
    """Say whether a header, as typed, names a column of personal data."""
    folded = re.sub(r"[\s_]+", " ", fold(header)).strip(" :*?")
    return bool(_PERSONAL.fullmatch(folded) or _PERSONAL.fullmatch(folded.replace(" ", "_")))


def is_doubtful(header: str) -> bool:
    """Say whether a header, as typed, may ask for what tells a person apart, without being sure of it."""
    return bool(_DOUBTFUL.search(re.sub(r"[\s_]+", " ", fold(header)).replace("\u2019", "'")))


def read_export(path: str, raw: bytes, known: Callable[[str], bool], found: list[Diagnostic]) -> Export | None:
    """Return the export that ``raw`` holds; None with diagnostics when it cannot be read.

    ``known`` says whether a question has that header. ``path`` is what diagnostics call the file.
    """
    decoded = _decode(path, raw, found)
    if decoded is None:
        return None
    text, encoding = decoded
    best: tuple[int, str, int, list[str]] = (0, ",", 1, [])
    for separator in _SEPARATORS:
        for _, (line, cells) in zip(range(_HEADER_ROWS), _records(text, separator), strict=False):
            score = sum(_weight(cell, known) for cell in map(collapse, cells) if cell)
            if score > best[0]:
                best = (score, separator, line, cells)
    score, separator, line, cells = best
    if score < 2:
        message = "Aucune des premières lignes n’a les en-têtes du questionnaire."
        hint = "Donnez l’export tel quel. Pour un autre questionnaire que le nôtre, « --modele » écrit une correspondance à compléter."
        found.append(Diagnostic(NO_HEADER, Place(path), message, help=hint))
        return None
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    headers = tuple(Header(position, collapse(cell), _dropped(collapse(cell)), is_doubtful(cell)) for position, cell in enumerate(cells))
    tools = _tools(headers)
    if len(tools) > 1:
        message = f"Les en-têtes sont de deux outils : {' et '.join(tools)}."
        found.append(
            Diagnostic(TWO_TOOLS, Place(path, line), message, help="Importez un fichier par outil, chacun tel qu’il a été exporté.")
        )
        return None
    return Export(
        path=path, encoding=encoding, separator=separator, tool=tools[0] if tools else None, header_line=line, headers=headers, text=text
    )


def _decode(path: str, raw: bytes, found: list[Diagnostic]) -> Decoded | None:
    def refuse(message: str, line: int = 1) -> None:
        found.append(
            Diagnostic(
                UNREADABLE_EXPORT, Place(path, line), message, help="Exportez de nouveau en CSV, et donnez ce fichier sans l’ouvrir."
            )
        )

    if len(raw) > MAX_BYTES:
        refuse(f"Ce fichier dépasse {MAX_BYTES // 1_000_000} Mo.")
    elif raw[:2] == b"PK":
        refuse("C’est un classeur Excel (.xlsx), et non un CSV : enregistrez-le en « CSV UTF-8 ».")
    elif not raw.strip():
        refuse("Ce fichier est vide.")
    elif b"\x00" in raw and not raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        refuse("Un octet nul se trouve ici : ce n’est pas du texte.", raw[: raw.index(b"\x00")].count(b"\n") + 1)
    else:
        return _decoded(raw, refuse)
    return None


def _decoded(raw: bytes, refuse: Callable[[str, int], None]) -> Decoded | None:
    """Return the text of an export; a byte that its encoding has not is refused at its line, where a page would show « � »."""
    try:
        read = decode(raw)
    except UnicodeDecodeError as error:
        encoding = "UTF-8" if raw.startswith(BOM_UTF8) else "UTF-16"
        refuse(f"Un caractère ne se lit pas en {encoding}.", raw[: error.start].count(b"\n") + 1)
        return None
    if read.encoding == WINDOWS and LOST in read.text:
        refuse("Un octet n’est ni de l’UTF-8 ni du windows-1252.", read.text.count("\n", 0, read.text.index(LOST)) + 1)
        return None
    return read


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line where it begins; a quoted cell may hold line breaks."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    csv.field_size_limit(MAX_BYTES)  # of the whole process: every reader sets its own
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def _plain(cell: str) -> str:
    """Return a cell on one line, without the apostrophe that a tool puts before what looks like a formula."""
    text = collapse(cell)
    return text[1:] if re.match(r"'[=+\-@]", text) else text


def _dropped(header: str) -> str | None:
    """Return why a column is never read, or None."""
    folded = re.sub(r"\s+", " ", fold(header)).strip()
    for columns in (*_TOOLS.values(), _SHARED):
        if folded in columns:
            return columns[folded]
    if is_personal(header):
        return PERSONAL
    return QUIZ if _QUIZ_COLUMN.fullmatch(folded) else None


def _weight(cell: str, known: Callable[[str], bool]) -> int:
    """Return how surely a cell is a header: a word like « Nom », alone, may stand in anyone's answer."""
    if known(cell):
        return 2
    reason = _dropped(cell)
    return 0 if reason is None else 2 if reason in (TIME, TECHNICAL) and fold(cell) not in _SHARED else 1


def _tools(headers: Sequence[Header]) -> list[str]:
    """Return the tools whose own columns are here."""
    folded = {header.folded for header in headers}
    return [tool for tool, columns in _TOOLS.items() if folded & {name for name, reason in columns.items() if reason != QUIZ}]
