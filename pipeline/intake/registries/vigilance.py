"""« passerelle vigilance »: ask the registries about every source that has a DOI; keep in the notes what they say.

A registry's notices replace those that it gave before; those that a person wrote stay. The same answers leave the same bytes.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from pipeline.content.loading import load
from pipeline.content.sources.bibliography import Reference, load_bibliography
from pipeline.content.sources.notes import NOTES, Note
from pipeline.content.sources.reading import Registry
from pipeline.intake.imports.matching import Index, MatchKind, match, record_of
from pipeline.intake.registries.crossref import Notice, retraction_watch
from pipeline.intake.told import GatherError, Told
from pipeline.intake.web.client import NoAnswerError
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.text.typographic import french_lines
from pipeline.text.yaml_out import quoted_text
from pipeline.writing import replace_if_different

STATES = {
    "retractation": "rétractation",
    "preoccupation": "doute publié",
    "correction": "correction",
    "nouvelle-version": "version plus récente",
}


class Notices(Protocol):
    """A registry that is asked about one DOI at a time."""

    def notices(self, doi: str) -> tuple[Notice, ...] | None:
        """Return what happened to the work; None when the DOI is not known; raise NoAnswerError without an answer."""


@dataclass
class _Tally:
    asked: int = 0
    changed: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    silent: dict[str, str] = field(default_factory=dict)
    without_note: list[str] = field(default_factory=list)


def keep_watch(project: Project, registry: Notices, csv_file: Path | None, today: date, step: Callable[[str], None]) -> Told:
    """Ask ``registry``, and the Retraction Watch file when there is one, about every reference that has a DOI.

    Raise GatherError when nothing can be asked.
    """
    references = load_bibliography(project, [], Memory())
    notes = load(project, NOTES, {}, [], Memory())
    listed = _retraction_watch(csv_file)
    with_doi = {key: reference for key, reference in references.items() if reference.doi}
    if not with_doi:
        raise GatherError("aucune référence de la bibliographie n’a de DOI : il n’y a rien à demander.")
    tally, lines = _Tally(asked=len(with_doi)), list[str]()
    for key, reference in with_doi.items():
        step(f"{key} ({reference.doi})")
        lines += _watch_one(project, reference, notes.get(key), registry, listed, today, tally)
    lines += _outdated(references)
    if len(tally.silent) == len(with_doi) and listed is None:
        raise GatherError(f"{next(iter(tally.silent.values()))}.")
    _keep_state(project, tally, today)
    return Told(french_lines([*lines, *_summary(references, tally)]))


def _retraction_watch(path: Path | None) -> dict[str, tuple[Notice, ...]] | None:
    if path is None:
        return None
    try:
        return retraction_watch(path.read_bytes())
    except OSError as error:
        raise GatherError(f"le fichier « {path.name} » ne s’ouvre pas.") from error


def _outdated(references: Mapping[str, Reference]) -> list[str]:
    """Return the lines that name each working paper whose article is in our own bibliography."""
    records = {key: record_of(reference) for key, reference in references.items()}
    lines: list[str] = []
    for key, record in records.items():
        if record.is_preprint:
            found = match(record, Index((other, known) for other, known in records.items() if other != key))
            if found is not None and found.kind is MatchKind.PREPRINT_OF:
                lines.append(
                    f"{key} : document de travail de « {found.key} », dont l’article est dans la bibliographie : citez plutôt l’article."
                )
    return lines


def _watch_one(
    project: Project,
    reference: Reference,
    note: Note | None,
    registry: Notices,
    listed: Mapping[str, tuple[Notice, ...]] | None,
    today: date,
    tally: _Tally,
) -> list[str]:
    """Ask about one reference and write its note where the answer differs; return the lines that tell what is new."""
    doi = reference.doi or ""
    fresh: dict[str, tuple[Notice, ...]] = {} if listed is None else {"retraction-watch": listed.get(doi, ())}
    try:
        answer = registry.notices(doi)
        if answer is None:
            tally.unknown.append(reference.key)
        else:
            fresh["crossref"] = answer
    except NoAnswerError as error:
        tally.silent[reference.key] = str(error)
    before = note.meta.registre if note is not None else ()
    after = _merged(before, fresh, today)
    if note is None:
        if after:
            tally.without_note.append(reference.key)
        return [_line(reference.key, notice) for notice in after]
    if after != before:
        replace_if_different(project.root / note.source.path, with_registry(note, after).encode())
        tally.changed.append(reference.key)
    known = {(notice.etat, notice.adresse) for notice in before}
    return [_line(reference.key, notice) for notice in after if (notice.etat, notice.adresse) not in known]


def _merged(before: Sequence[Registry], fresh: Mapping[str, Iterable[Notice]], today: date) -> tuple[Registry, ...]:
    """Return the notices of a note once each registry of ``fresh`` has answered, in order, each told once."""
    seen = {(notice.etat, notice.adresse): notice.vu_le for notice in before}
    kept = {(notice.etat, notice.adresse): notice for notice in before if notice.source not in fresh}
    for origin in sorted(fresh):  # crossref first
        for notice in fresh[origin]:
            identity = (notice.state, notice.address)
            kept.setdefault(
                identity,
                Registry(
                    etat=notice.state,
                    date=notice.day,
                    adresse=notice.address,
                    source=notice.origin,
                    vu_le=seen.get(identity) or today,
                    titre=notice.title,
                ),
            )
    return tuple(sorted(kept.values(), key=lambda notice: (str(notice.date or ""), notice.etat, notice.adresse)))


def with_registry(note: Note, notices: Sequence[Registry]) -> str:
    """Return the text of the note with ``notices`` as its « registre »; nothing else changes."""
    text = note.source.text
    block = "".join(_yaml(notice) for notice in notices)
    block = f"registre:\n{block}" if block else ""
    if ("registre",) not in note.header.keys:
        at = text.index("\n---\n", 3) + 1
        return text[:at] + block + text[at:]
    start = note.header.keys[("registre",)].start
    end = min(
        (key.start for path, key in note.header.keys.items() if len(path) == 1 and key.start > start), default=text.index("\n---\n", 3) + 1
    )
    return text[:start] + block + text[end:]


def _yaml(notice: Registry) -> str:
    lines = [f"etat: {notice.etat}"]
    lines += [f"date: {notice.date.isoformat()}"] if notice.date else []
    lines.append(f"adresse: {quoted_text(notice.adresse)}")
    lines += [f"source: {notice.source}"] if notice.source else []
    lines += [f"vu_le: {notice.vu_le.isoformat()}"] if notice.vu_le else []
    lines += [f"titre: {quoted_text(notice.titre)}"] if notice.titre else []
    return "  - " + "\n    ".join(lines) + "\n"


def _keep_state(project: Project, tally: _Tally, today: date) -> None:
    """Keep the day of the questions, the sources that Crossref does not know and those without an answer."""
    path = project.research / "veille" / "vigilance.json"
    state = {"consulte_le": today.isoformat(), "inconnues": sorted(tally.unknown), "sans_reponse": sorted(tally.silent)}
    replace_if_different(path, (json.dumps(state, ensure_ascii=False, indent=1) + "\n").encode())


def _line(key: str, notice: Registry) -> str:
    when = f" du {notice.date.isoformat()}" if notice.date else ""
    title = f" « {notice.titre} »" if notice.titre else ""
    return f"{key} : {STATES[notice.etat]}{when}{title} ({notice.adresse})."


def _summary(references: Mapping[str, Reference], tally: _Tally) -> list[str]:
    answered = tally.asked - len(tally.silent)
    lines = [f"Sources demandées : {tally.asked}; réponses : {answered}; notes changées : {len(tally.changed)}."]
    without = len(references) - tally.asked
    if without:
        lines.append(f"Références sans DOI, que personne ne surveille : {without}.")
    if tally.unknown:
        lines.append(f"Inconnues de Crossref (un autre organisme a donné leur DOI) : {', '.join(sorted(tally.unknown))}.")
    if tally.without_note:
        keys = ", ".join(sorted(tally.without_note))
        lines.append(f"Sans note où garder l’avis : {keys}. Écrivez leur note, puis relancez la commande.")
    for key, reason in sorted(tally.silent.items()):
        lines.append(f"{key} : pas de réponse; {reason}. Ce qu’on savait d’elle reste.")
    if tally.changed:
        lines.append("Ensuite : passerelle verifier, relire les fiches nommées, puis verser les notes changées.")
    return lines
