"""« passerelle ajouter »: a DOI, an address, a file or a Zotero group, made into entries of the bibliography and notes to write."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from http import HTTPStatus
from pathlib import Path

from pipeline.authoring.blank import note_skeleton
from pipeline.content.sources.bibliography import Reference, load_bibliography
from pipeline.intake.imports.bibtex import read_bibtex
from pipeline.intake.imports.csl import csl_entry, read_csl
from pipeline.intake.imports.entries import ReferenceEntry, UnreadableReferencesError, finished
from pipeline.intake.imports.keys import make_key
from pipeline.intake.imports.matching import Index, MatchKind, match, record_of
from pipeline.intake.imports.ris import read_ris
from pipeline.intake.imports.zotero import ZOTERO, ZoteroLibrary, changed_since, keep_library, read_library
from pipeline.intake.proofs.copies import decoded, without_sections
from pipeline.intake.told import GatherError, Told
from pipeline.intake.web.client import NoAnswerError, Web
from pipeline.intake.web.network import NoSuchNameError
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.references.exports import bibtex
from pipeline.text import dois
from pipeline.text.addresses import is_web_address
from pipeline.text.diagnostics import Diagnostic, Severity
from pipeline.text.files import MAX_BYTES, read_source
from pipeline.text.typographic import french_lines
from pipeline.text.words import is_slug
from pipeline.writing import replace_if_different

RESOLVER = "https://doi.org"
ADDED = "ajouts.bib"
_CSL = "application/vnd.citationstyles.csl+json"
_META = re.compile(r"citation_doi|(?:dc|dcterms)\.identifier|prism\.doi|bepress_citation_doi", re.IGNORECASE)
_RELATED = {
    MatchKind.POSSIBLE: "doublon possible de « {} » : comparez-les, puis effacez l’une des deux",
    MatchKind.PREPRINT_OF: "prépublication de « {} », qui est l’article : citez plutôt l’article",
    MatchKind.ARTICLE_OF: "article paru de « {} », qui en est la prépublication : revoyez ce qui la cite",
}


def entries_of(given: str, web: Web, resolver: str = RESOLVER) -> list[ReferenceEntry]:
    """Return what ``given`` describes: a DOI, the address of a page that declares one, or a file.

    Raise GatherError when it describes nothing.
    """
    given = given.strip()
    doi = dois.bare(given)
    if doi:
        return [by_doi(doi, web, resolver)]
    if is_web_address(given):
        return [by_doi(dois.find(given) or _declared_doi(given, web), web, resolver)]
    return _of_file(Path(given))


def by_doi(doi: str, web: Web, resolver: str = RESOLVER) -> ReferenceEntry:
    """Return the work of a DOI as its registry describes it (content negotiation: Crossref, DataCite); ``resolver``: doi.org's address."""
    try:
        answer = web.get(dois.address(doi).replace(RESOLVER, resolver, 1), headers={"Accept": _CSL})
    except NoAnswerError as error:
        if isinstance(error.__cause__, NoSuchNameError):  # the name is ours, and exists: it is this machine that is cut off
            raise GatherError(
                "pas de réseau : cette machine n’est pas connectée à Internet. Connectez-la, ou ajoutez un fichier RIS ou BibTeX."
            ) from error
        raise GatherError(f"{error}.") from error
    if answer.status == HTTPStatus.NOT_FOUND:
        raise GatherError(f"le DOI « {doi} » n’existe pas, ou pas encore. Recopiez-le depuis la page de l’article.")
    try:
        data = json.loads(answer.body) if answer.status == HTTPStatus.OK else None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise GatherError(f"l’organisme qui a donné le DOI « {doi} » ne décrit pas l’étude. Téléchargez la référence en RIS ou en BibTeX.")
    return csl_entry({"DOI": doi, **data})


def add(project: Project, entries: Sequence[ReferenceEntry], target: str, today: date) -> tuple[Told, dict[str, str]]:
    """Write each entry that is new into the bibliography, and its note; return what to tell, and the key of each by its origin.

    ``target`` is the name of a ``.bib`` file of the bibliography. Raise GatherError, with nothing written, when it cannot hold them.
    """
    if not target.endswith(".bib") or not is_slug(target.removesuffix(".bib")):
        raise GatherError(f"« {target} » n’est pas un nom de fichier de la bibliographie. Exemple : {ADDED}.")
    wrong: list[Diagnostic] = []
    known = load_bibliography(project, wrong, Memory())
    errors = [diagnostic for diagnostic in wrong if diagnostic.severity is Severity.ERROR]
    if errors:
        raise GatherError(f"la bibliographie a des erreurs à corriger d’abord. {errors[0].place} : {errors[0].message}")
    sorted_out = _sort_out(entries, known)
    if sorted_out.fresh:
        path = project.research / "bibliographie" / target
        replace_if_different(path, _inserted(project, path, known.values(), sorted_out.fresh).encode())
    lines = list(sorted_out.lines)
    for reference in (*sorted_out.fresh, *(known[key] for key in sorted_out.present)):
        note = project.research / "notes" / f"{reference.key}.md"
        if not note.exists():
            replace_if_different(note, note_skeleton(reference, today).encode())
            lines.append(f"Note à écrire : {project.relative(note)}")
    lines.append(f"Références ajoutées : {len(sorted_out.fresh)}; déjà là : {sorted_out.again}; refusées : {sorted_out.refused}.")
    if sorted_out.fresh:
        lines.append(f"Ensuite : relisez research_notes/bibliographie/{target}, écrivez les notes, puis lancez « passerelle verifier ».")
    return Told(french_lines(lines), not sorted_out.refused), sorted_out.keys


def add_group(project: Project, group: str, target: str, today: date, web: Web, base: str = ZOTERO) -> Told:
    """Import what is new in a Zotero group, and keep how far it was read; what changed there since its import is told, not rewritten."""
    library = read_library(project, group)
    changed = changed_since(group, library, web, base)
    told, keys = add(project, changed.entries, target, today)
    keep_library(project, group, ZoteroLibrary(changed.version, {**library.keys, **keys}))
    edited = [f"Changée dans Zotero depuis son importation : {key}. Comparez, et corrigez l’entrée s’il le faut." for key in changed.edited]
    return Told((*french_lines(edited), *told.lines), told.fine)


@dataclass
class _SortedOut:
    """Each entry is in ``fresh``, or counted in ``again`` (known, or repeated in the same list) or ``refused``."""

    fresh: list[Reference] = field(default_factory=list)
    present: list[str] = field(default_factory=list)
    again: int = 0
    keys: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    refused: int = 0


def _sort_out(entries: Iterable[ReferenceEntry], known: dict[str, Reference]) -> _SortedOut:
    """Give a key to each entry that is not in the bibliography nor before it in the list; say what is known of the others."""
    result = _SortedOut()
    index = Index((key, record_of(reference)) for key, reference in known.items())
    taken = set(known)
    for raw in entries:
        try:
            entry = finished(raw)
        except UnreadableReferencesError as error:
            result.lines.append(f"Refusée : {error}")
            result.refused += 1
            continue
        key = make_key(entry.authors or entry.editors, entry.title, entry.year, taken)
        reference = entry.reference(key)
        nearest = match(record_of(reference), index)
        if nearest is not None and nearest.kind is MatchKind.SAME:
            result.keys[entry.origin] = nearest.key
            result.again += 1
            if nearest.key in known:
                result.lines.append(f"Déjà dans la bibliographie : {nearest.key}, « {entry.title} ».")
                if nearest.key not in result.present:
                    result.present.append(nearest.key)
            else:
                result.lines.append(f"Répète « {nearest.key} », qui vient d’être ajoutée : « {entry.title} ».")
            continue
        taken.add(key)
        index.add(key, record_of(reference))
        result.fresh.append(reference)
        result.keys[entry.origin] = key
        result.lines.append(
            f"{key} : {', '.join(name.family for name in entry.authors[:3]) or 'sans auteur'} ({entry.year or 'sans date'}). {entry.title}"
        )
        remarks = [*entry.told, *([_RELATED[nearest.kind].format(nearest.key)] if nearest is not None else [])]
        result.lines += [f"    {remark}." for remark in remarks]
    return result


def _inserted(project: Project, path: Path, known: Iterable[Reference], fresh: Sequence[Reference]) -> str:
    """Return the text of the file with the new entries at their places, in order of key; nothing that was there changes."""
    wrong: list[Diagnostic] = []
    source = read_source(project, path, wrong) if path.exists() else None
    if wrong:
        raise GatherError(f"{wrong[0].place} : {wrong[0].message} {wrong[0].help}")
    text = source.text if source is not None else ""
    if text and not text.endswith("\n"):
        text += "\n"
    here = [] if source is None else sorted((source.line_offset(r.place.line), r.key) for r in known if r.place.path == source.path)
    pieces: list[tuple[int, str, str]] = []
    for reference in fresh:
        after = next((offset for offset, key in here if key > reference.key), None)
        pieces.append((len(text) if after is None else _with_comment(text, after), reference.key, bibtex([reference])))
    for at, _, entry in sorted(pieces, reverse=True):
        before, rest = text[:at], text[at:]
        text = (
            before
            + ("\n" if before and not before.endswith("\n\n") else "")
            + entry
            + ("\n" if rest and not rest.startswith("\n") else "")
            + rest
        )
    if len(text.encode()) > MAX_BYTES:
        raise GatherError(f"le fichier « {path.name} » deviendrait trop grand. Choisissez-en un autre avec --dans.")
    return text


def _with_comment(text: str, at: int) -> int:
    """Return the offset of the lines that stand right above an entry: they belong to it."""
    while at > 0 and text[text.rfind("\n", 0, at - 1) + 1 : at].lstrip().startswith("%"):
        at = text.rfind("\n", 0, at - 1) + 1
    return at


def _of_file(path: Path) -> list[ReferenceEntry]:
    try:
        if path.stat().st_size > 10 * MAX_BYTES:
            raise GatherError(f"« {path.name} » dépasse {10 * MAX_BYTES // 1_000_000} Mo. Exportez moins de références à la fois.")
        text = decoded(path.read_bytes())
    except OSError as error:
        raise GatherError(f"« {path} » n’est ni un DOI, ni une adresse, ni un fichier qui s’ouvre.") from error
    try:
        if text.lstrip()[:1] in ("[", "{"):
            return read_csl(text)
        if re.search(r"^\ufeff?(?:\d+\.\s*\n)?TY {2}-", text.lstrip()) or path.suffix.lower() == ".ris":
            return read_ris(text)
        return read_bibtex(text.replace("\r\n", "\n").replace("\r", "\n"))
    except UnreadableReferencesError as error:
        raise GatherError(str(error)) from error


def _declared_doi(address: str, web: Web) -> str:
    try:
        answer = web.get(address, headers={"Accept": "text/html"})
    except NoAnswerError as error:
        raise GatherError(f"{error}.") from error
    reader = _Meta()
    if answer.status == HTTPStatus.OK:
        reader.feed(without_sections(decoded(answer.body)))
    if reader.doi is None:
        raise GatherError("cette page ne dit pas le DOI de l’étude. Donnez le DOI, ou un fichier RIS ou BibTeX téléchargé de la page.")
    return reader.doi


class _Meta(HTMLParser):
    """Finds the DOI that a page declares for search engines (Highwire, Dublin Core, PRISM)."""

    def __init__(self) -> None:
        super().__init__()
        self.doi: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        found = dois.find(given.get("content") or "") if tag == "meta" and _META.fullmatch(given.get("name") or "") else None
        if found and self.doi is None:
            self.doi = found
