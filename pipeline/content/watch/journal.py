"""``research_notes/veille/journal.csv``: what was done with each work that the watch found, one line a decision, never rewritten."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic, Place, Rule
from pipeline.text.files import Source, without_invisible
from pipeline.text.spreadsheet import inert, typed
from pipeline.text.words import collapse

LINE = Rule(
    code="G004",
    title="Ligne du journal lisible",
    why="Les nombres de la page « Comment nous choisissons » sont comptés dans le journal.",
    wrong="2026-11-24,Revue exemple,un-titre,Un titre,peut-être,,",
    right="2026-11-24,Revue exemple,un-titre,Un titre,plus-tard,,A. Exemple",
)
COLUMNS = ("date", "source", "id", "titre", "décision", "motif", "personne")


class Decision(StrEnum):
    """What was done with a work; the last line of the journal about it counts."""

    FOUND = "repere"
    DUPLICATE = "doublon"
    LATER = "plus-tard"
    SET_ASIDE = "ecarte"
    KEPT = "retenu"


class Reason(StrEnum):
    """Why a work was set aside: a closed list, so that reasons can be counted."""

    OFF_TOPIC = "hors-sujet"
    OTHER_POPULATION = "autre-population"
    NOT_A_STUDY = "pas-une-etude"
    METHOD = "methode"
    COVERED = "deja-couvert"
    DUPLICATE = "doublon"
    OUT_OF_REACH = "inaccessible"
    LANGUAGE = "langue"


REASONS = {
    Reason.OFF_TOPIC: "hors de nos thèmes",
    Reason.OTHER_POPULATION: "autre âge ou autre milieu",
    Reason.NOT_A_STUDY: "pas une étude (nouvelle, opinion, annonce)",
    Reason.METHOD: "méthode trop peu décrite ou trop fragile",
    Reason.COVERED: "n’ajoute rien à ce qui est déjà lu",
    Reason.DUPLICATE: "déjà connu",
    Reason.OUT_OF_REACH: "ni le texte ni le résumé ne se lisent",
    Reason.LANGUAGE: "dans une langue que nous ne lisons pas",
}


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of the journal. ``id`` is the name of the candidate's file; ``person`` is empty when the software decided."""

    day: date
    source: str
    id: str
    title: str
    decision: Decision
    reason: Reason | None = None
    person: str = ""

    def row(self) -> tuple[str, ...]:
        """Return its cells, in the order of ``COLUMNS``; none of them can be a formula for a spreadsheet."""
        cells = (
            self.day.isoformat(),
            self.source,
            self.id,
            self.title,
            self.decision.value,
            self.reason.value if self.reason else "",
            self.person,
        )
        return tuple(inert(cell) for cell in cells)


@dataclass(frozen=True)
class Flow:
    """How many works went how far, in PRISMA's stages: found = duplicates + excluded + waiting + kept."""

    found: int
    duplicates: int
    excluded: tuple[tuple[Reason, int], ...]
    waiting: int
    kept: int

    @property
    def screened(self) -> int:
        """Works left once the duplicates are taken out."""
        return self.found - self.duplicates

    @property
    def set_aside(self) -> int:
        """Works excluded, whatever the reason."""
        return sum(number for _, number in self.excluded)


def count(entries: Iterable[JournalEntry]) -> Flow:
    """Return the counts of a journal: each work once, by the last line about it."""
    last = {entry.id: entry for entry in entries}
    decisions = Counter(entry.decision for entry in last.values())
    reasons = Counter(entry.reason for entry in last.values() if entry.decision is Decision.SET_ASIDE)
    excluded = tuple((reason, reasons[reason]) for reason in Reason if reason is not Reason.DUPLICATE and reasons[reason])
    duplicates = decisions[Decision.DUPLICATE] + reasons[Reason.DUPLICATE]
    return Flow(
        found=len(last),
        duplicates=duplicates,
        excluded=excluded,
        waiting=decisions[Decision.FOUND] + decisions[Decision.LATER],
        kept=decisions[Decision.KEPT],
    )


def journal_text(entries: Iterable[JournalEntry], *, header: bool) -> str:
    """Return lines of the journal as CSV (RFC 4180, with LF)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if header:
        writer.writerow(COLUMNS)
    writer.writerows(entry.row() for entry in entries)
    return text.getvalue()


def load_journal(project: Project, found: list[Diagnostic]) -> tuple[JournalEntry, ...]:
    """Read the journal, which need not be there; a line that cannot be read is told and left out."""
    path = project.journal
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError):
        found.append(Diagnostic(LINE, Place(project.relative(path)), "Le journal ne se lit pas comme du texte en UTF-8.", help=_RESTORE))
        return ()
    return read_journal(Source(project.relative(path), text.replace("\r\n", "\n")), found)


_RESTORE = "Reprenez la version d’avant dans l’historique du dépôt, puis ajoutez seulement des lignes à la fin."


def read_journal(source: Source, found: list[Diagnostic]) -> tuple[JournalEntry, ...]:
    """Return the lines of a journal, in order."""
    reader = csv.reader(io.StringIO(source.text), strict=False)
    entries: list[JournalEntry] = []
    line = 1
    try:
        for cells in reader:
            if line == 1 and tuple(cells) != COLUMNS:
                message = "La première ligne du journal nomme les colonnes : " + ",".join(COLUMNS) + "."
                found.append(Diagnostic(LINE, Place(source.path), message, text=",".join(cells)[:80], help=_RESTORE))
                return ()
            entry = _entry(cells) if line > 1 and cells else None
            if isinstance(entry, str):
                found.append(Diagnostic(LINE, Place(source.path, line), entry, text=",".join(cells)[:80], help=LINE.right))
            elif entry is not None:
                entries.append(entry)
            line = reader.line_num + 1
    except csv.Error:
        found.append(Diagnostic(LINE, Place(source.path, line), "Cette ligne du journal ne se lit pas.", help=_RESTORE))
    return tuple(entries)


def _entry(cells: list[str]) -> JournalEntry | str:
    """Return one line, or what is wrong with it."""
    if len(cells) != len(COLUMNS):
        return f"Cette ligne du journal a {len(cells)} colonne{'s' if len(cells) > 1 else ''}; il en faut {len(COLUMNS)}."
    day, source, name, title, decision, reason, person = (collapse(without_invisible(typed(cell))) for cell in cells)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
        return f"« {day} » n’est pas une date AAAA-MM-JJ."
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return f"« {day} » n’est pas une date du calendrier."
    if decision not in list(Decision):
        return f"« {decision} » n’est pas une décision ({', '.join(Decision)})."
    if reason and reason not in list(Reason):
        return f"« {reason} » n’est pas un motif ({', '.join(Reason)})."
    if decision == Decision.SET_ASIDE and not reason:
        return "Un texte écarté a son motif."
    return JournalEntry(
        day=when, source=source, id=name, title=title, decision=Decision(decision), reason=Reason(reason) if reason else None, person=person
    )
