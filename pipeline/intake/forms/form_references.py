"""The sources of a form, found in the bibliography or added to it, each with its note; and how the text cites them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.content.catalogue import Catalogue
from pipeline.content.sources.bibliography import Reference, load_bibliography
from pipeline.intake.forms.drafts import FormDraft
from pipeline.intake.forms.form_sources import Cited, GivenSource, citation, described, excerpt_ids, excerpt_sections, note_text, same_doi
from pipeline.intake.forms.ledger import LedgerEntry
from pipeline.intake.forms.merging import parts_of
from pipeline.intake.imports.entries import ReferenceEntry
from pipeline.intake.imports.importer import ADDED, add
from pipeline.intake.told import GatherError
from pipeline.memory import Memory
from pipeline.project import Project

LookUp = Callable[[str], ReferenceEntry]


@dataclass
class Sources:
    """The key of each source, by its number in the form; the references that were added."""

    keys: dict[int, str] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)


def place_sources(
    catalogue: Catalogue,
    given: Sequence[GivenSource],
    trace: LedgerEntry,
    look_up: LookUp | None,
    known: Mapping[str, str],
    draft: FormDraft,
) -> tuple[Cited, Sources]:
    """Find or add each source in the bibliography and put its note in ``draft``; return how the text cites them.

    What a source lacks is told in ``draft.missing``.
    """
    project, placed = catalogue.project, Sources()
    cited: dict[tuple[int, int], str] = {}
    references = dict(catalogue.references)
    notes = {path.stem for path in (project.research / "notes").glob("*.md")}
    for source in given:
        key = _known_key(source, references, trace) or _added(project, source, look_up, trace.day, draft)
        if key is None:
            continue
        if key in placed.keys.values():
            draft.missing.append(
                f"La source [{source.number}] est déjà dans la liste : mettez ses extraits avec les autres, sous un seul numéro."
            )
            continue
        if key not in references:
            references = dict(load_bibliography(project, [], Memory()))
            placed.added.append(key)
        if key not in notes:
            draft.fresh.add(note_path(key))
        placed.keys[source.number] = key
        ids = _note(catalogue, references[key], source, trace, known, draft)
        cited |= {
            (source.number, number): citation(key, part, id) for number, (part, id) in enumerate(zip(source.excerpts, ids, strict=True), 1)
        }
        _tell_missing(source, draft)
    return Cited(cited), placed


def note_path(key: str) -> str:
    """Return where the note of a work is."""
    return f"research_notes/notes/{key}.md"


def _known_key(source: GivenSource, references: Mapping[str, Reference], trace: LedgerEntry) -> str | None:
    found = next((key for key, reference in references.items() if same_doi(reference, source)), None)
    before = trace.keys.get(str(source.number))
    return found or (before if before in references and not source.doi else None)


def _added(project: Project, source: GivenSource, look_up: LookUp | None, today: date, draft: FormDraft) -> str | None:
    """Add the work to the bibliography; return its key, or None with what is missing told."""
    entry = _asked(source, look_up, draft) or described(source)
    if entry is not None:
        try:
            told, keys = add(project, [entry], ADDED, today)
        except GatherError as error:
            draft.remarks.append(f"Source [{source.number}] : {error}")
            return None
        draft.remarks += [line.strip() for line in told.lines if line.startswith("    ")]
        if keys:
            return next(iter(keys.values()))
    draft.missing.append(
        f"La référence de la source [{source.number}] : « Auteurs (année). Titre. Revue. », ou le fichier RIS ou BibTeX de sa page."
    )
    return None


def _asked(source: GivenSource, look_up: LookUp | None, draft: FormDraft) -> ReferenceEntry | None:
    """Return the work as its registry describes it, where the network may be used and the registry answers."""
    if not source.doi or look_up is None:
        return None
    try:
        return look_up(source.doi)
    except GatherError as error:
        draft.remarks.append(f"Source [{source.number}] : {error}")
        return None


def _note(
    catalogue: Catalogue, reference: Reference, source: GivenSource, trace: LedgerEntry, known: Mapping[str, str], draft: FormDraft
) -> tuple[str, ...]:
    """Put the note of a source in ``draft``; return the ids of its excerpts. In a note of others, ours are added at the end."""
    path = note_path(reference.key)
    if path in draft.fresh or (path in trace.files and path not in trace.additions):
        draft.texts[path] = note_text(reference, source, known, "extrait", trace.day)
        return excerpt_ids(source, "extrait")
    prefix = f"demande-{trace.number}"
    note = catalogue.notes.get(reference.key)
    base = trace.files.get(path) or (note.source.text if note is not None else None)
    if base is None:
        draft.remarks.append(f"La note {path} ne se lit pas : vos extraits n’y ont pas été ajoutés.")
        return excerpt_ids(source, prefix)
    before = "".join(part for name, part in parts_of(base).items() if not name.startswith(f"#{prefix}-"))
    reading = known.get("lu", note.meta.lu if note is not None else "resume")
    if source.excerpts or before != base:
        draft.texts[path] = before.rstrip("\n") + "\n" + excerpt_sections(reference, source, reading, prefix)
        draft.additions.add(path)
    return excerpt_ids(source, prefix)


def _tell_missing(source: GivenSource, draft: FormDraft) -> None:
    if not source.excerpts:
        draft.missing.append(f"Au moins un extrait de la source [{source.number}] : ses mots exacts, après « > ».")
    for number, part in enumerate(source.excerpts, 1):
        if not part.paraphrase:
            draft.missing.append(f"Ce que veut dire l’extrait {number} de la source [{source.number}], en français, sous ses mots exacts.")
