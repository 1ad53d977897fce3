"""The bibliography: the entries of our BibTeX files, and what each must be to be cited."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pybtex.database.input import bibtex

from pipeline.content.sources.bibtex_entries import BAD_KEY, BROKEN, heads, raw_entry
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.text import dois
from pipeline.text.addresses import is_web_address
from pipeline.text.diagnostics import Diagnostic, Family, Place, Rule
from pipeline.text.files import Source, files_of, read_once
from pipeline.text.people.authors import Name
from pipeline.text.words import MAX_SLUG, is_slug, nearest

FAMILY = Family(letter="B", title="Bibliographie", rank=30)

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
    for match, end in heads(source):
        if match.group(1).lower() != "string" and not _usable_head(source, match, first_seen, found):
            continue
        reference = _read_entry(source, match, end, macros, found)
        if reference is not None:
            result.append(reference)
    return result


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


def _read_entry(source: Source, match: re.Match[str], end: int, macros: dict[str, str], found: list[Diagnostic]) -> Reference | None:
    entry = raw_entry(source, match, end, macros, found)
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
