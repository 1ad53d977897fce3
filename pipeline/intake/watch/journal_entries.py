"""Lines added to the journal: what the candidates' files say and the journal does not say yet."""

import os
from collections.abc import Iterable, Mapping
from datetime import date

from pipeline.content.watch.candidates import Candidate
from pipeline.content.watch.journal import Decision, JournalEntry, journal_text
from pipeline.project import Project
from pipeline.writing import replace_if_different


def repair(project: Project) -> None:
    """Take away what a run that was killed left half-written: a last line of the journal, files that were not yet in place.

    What they said is said again, from the candidates and from the feeds.
    """
    for folder in (project.candidates, project.feeds.parent, project.abstracts):
        for path in folder.glob(".*.tmp"):
            path.unlink()
    try:
        data = project.journal.read_bytes()
    except OSError:
        return
    if not data.endswith(b"\n"):
        replace_if_different(project.journal, data[: data.rfind(b"\n") + 1])


def add_to_journal(project: Project, entries: Iterable[JournalEntry]) -> None:
    """Add lines at the end; the others are not touched."""
    lines = list(entries)
    if not lines:
        return
    path = project.journal
    path.parent.mkdir(parents=True, exist_ok=True)
    header = not path.is_file() or path.stat().st_size == 0
    before = path.stat().st_size if path.is_file() else None
    try:
        with path.open("ab") as file:
            file.write(journal_text(lines, header=header).encode())
    except OSError:  # the disk is full: half a line is worse than none
        if before is None:
            path.unlink(missing_ok=True)
        else:
            os.truncate(path, before)
        raise


def missing_entries(journal: Iterable[JournalEntry], candidates: Mapping[str, Candidate], today: date) -> list[JournalEntry]:
    """Return the lines that the journal lacks: a work found, then the decision taken in its file, by command or in a browser."""
    last = {entry.id: entry for entry in journal}
    lines: list[JournalEntry] = []
    for name, candidate in candidates.items():
        known = last.get(name)
        if known is None:
            known = JournalEntry(day=candidate.repere_le, source=candidate.source, id=name, title=candidate.titre, decision=Decision.FOUND)
            lines.append(known)
        said = (known.decision, known.reason, known.person)
        reason = candidate.motif if candidate.decision == Decision.SET_ASIDE.value else None
        if candidate.decision is not None and said != (Decision(candidate.decision), reason, candidate.personne or ""):
            decision = Decision(candidate.decision)
            lines.append(
                JournalEntry(
                    day=today,
                    source=candidate.source,
                    id=name,
                    title=candidate.titre,
                    decision=decision,
                    reason=reason,
                    person=candidate.personne or "",
                )
            )
    return lines
