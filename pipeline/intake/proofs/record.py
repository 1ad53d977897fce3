"""« passerelle preuves »: search a copy of a source, keep in the note what was found, say it."""

from datetime import date
from pathlib import Path

from pipeline.content.loading import read
from pipeline.content.sources.bibliography import load_bibliography
from pipeline.content.sources.notes import NOTES, Note
from pipeline.intake.proofs.copies import UnreadableCopyError, read_copy
from pipeline.intake.proofs.excerpt_search import ExcerptFinding, ExcerptOutcome, search_note, with_findings
from pipeline.intake.told import GatherError, Told
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import read_source
from pipeline.text.typographic import COLON, french_lines, typographic
from pipeline.text.words import nearest
from pipeline.writing import replace_if_different


def prove(project: Project, key: str, path: Path, wanted: frozenset[str], today: date) -> Told:
    """Look for the excerpts of the note ``key`` in the file; those whose id is ``wanted``, or those read in the work itself.

    Raise GatherError when there is nothing to search, or nowhere to search it; the note is then as it was.
    """
    references = load_bibliography(project, [], Memory())
    if key not in references:
        near = nearest(key, references)
        raise GatherError(f"la bibliographie n’a pas de clé « {key} »." + (f" Vouliez-vous dire « {near} »?" if near else ""))
    note = _note(project, key)
    unknown = sorted(wanted - {excerpt.id for excerpt in note.excerpts})
    if unknown:
        ids = ", ".join(f"« {excerpt.id} »" for excerpt in note.excerpts) or "aucun"
        raise GatherError(f"la note « {key} » n’a pas d’extrait « {unknown[0]} ». Extraits : {ids}.")
    try:
        copy = read_copy(path)
        findings = search_note(note, references[key], copy, wanted)
    except UnreadableCopyError as error:
        raise GatherError(f"{str(error)[0].lower()}{str(error)[1:]}") from error
    except ValueError as error:
        raise GatherError(
            f"ni le titre « {references[key].title} » ni aucun extrait ne se trouve dans ce fichier. Est-ce la bonne source?"
        ) from error
    if not findings:
        raise GatherError(
            f"aucun extrait de « {key} » n’a été lu dans l’article ou son résumé. Nommez-en un avec --extrait pour le chercher quand même."
        )
    text = with_findings(note, copy, findings, today)
    replace_if_different(project.root / note.source.path, text.encode())
    return _told(project, note, findings)


def _note(project: Project, key: str) -> Note:
    path, wrong = project.research / "notes" / f"{key}.md", list[Diagnostic]()
    if not path.is_file():
        raise GatherError(f"il n’y a pas de note research_notes/notes/{key}.md.")
    source = read_source(project, path, wrong)
    note = read(NOTES, key, source, wrong) if source is not None else None
    if note is None:
        raise GatherError(f"la note « {key} » ne se lit pas. Lancez d’abord : passerelle verifier research_notes/notes/{key}.md")
    return note


def _told(project: Project, note: Note, findings: tuple[ExcerptFinding, ...]) -> Told:
    lines = [line for finding in findings for line in _lines(finding)]
    counts = [sum(finding.outcome is outcome for finding in findings) for outcome in ExcerptOutcome]
    tally = f"Extraits cherchés : {len(findings)}; exacts : {counts[0]}, proches : {counts[1]}, absents : {counts[2]}."
    lines.append(typographic(tally))
    lines.append(f"Le résultat est gardé dans {project.relative(project.root / note.source.path)}; la copie ne l’est pas.")
    left = [excerpt.id for excerpt in note.excerpts if excerpt.id not in {finding.excerpt.id for finding in findings}]
    if left:
        lines.append(typographic(f"Non cherchés, car lus ailleurs ou non demandés : {', '.join(left)}."))
    return Told(tuple(lines), counts[2] == 0 and all(finding.agrees is not False for finding in findings))


def _lines(finding: ExcerptFinding) -> tuple[str, ...]:
    where = f", page {finding.page}" if finding.page else ""
    name = f"#{finding.excerpt.id}"
    elsewhere = f"\n    à faire : le repère dit « {finding.excerpt.locator} »; vérifiez la page." if finding.agrees is False else ""
    match finding.outcome:
        case ExcerptOutcome.EXACT:
            return french_lines([f"{name} : trouvé mot pour mot{where}.{elsewhere}"])
        case ExcerptOutcome.NEAR:
            return (
                *french_lines([f"{name} : trouvé à quelques mots près{where}.{elsewhere}"]),
                f"    note{COLON} {finding.excerpt.quotation}",
                f"    source{COLON} {finding.words}",
            )
        case ExcerptOutcome.ABSENT if finding.words:
            return (
                typographic(
                    f"{name} : à vérifier par une personne; gardé comme absent. Le passage le plus proche ne dit pas la même chose "
                )
                + f"({_different(finding)}).",
                f"    note{COLON} {finding.excerpt.quotation}",
                f"    source{COLON} {finding.words}",
            )
        case ExcerptOutcome.ABSENT:
            return (
                typographic(f"{name} : absent de cette copie."),
                f"    note{COLON} {finding.excerpt.quotation}",
                typographic("    à faire : recopiez les mots de la source, ou vérifiez que cette copie est la bonne version."),
            )


def _different(finding: ExcerptFinding) -> str:
    """Return what differs, each part in guillemets: « three », « larger », « − »."""
    names = [
        part.removeprefix("signe ").removeprefix("nombre ").removeprefix("sens ").removeprefix("négation ").rstrip("*")
        for part in finding.differs
    ]
    return ", ".join(f"« {name} »" for name in names)
