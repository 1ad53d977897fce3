"""The whole catalogue: everything that people wrote, read once."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from pipeline.catalogue.addresses import FACETS, FIXED, AddressBook, load_address_book, page_address, widget_address
from pipeline.catalogue.bibliography import Reference, load_bibliography
from pipeline.catalogue.captions import Captions, load_captions
from pipeline.catalogue.diagnostics import Diagnostic, Place, Rule, Severity
from pipeline.catalogue.files import Source, read_once
from pipeline.catalogue.memory import Memory
from pipeline.catalogue.models import Organisation, Vocabulary
from pipeline.catalogue.notes import Note, load_notes
from pipeline.catalogue.pages import Activity, Fiche, Page, load_activities, load_fiches, load_pages
from pipeline.catalogue.project import Project
from pipeline.catalogue.tracing import Trace, trace
from pipeline.catalogue.validation import validate
from pipeline.catalogue.watch import Watch, load_watch
from pipeline.catalogue.words import nearest
from pipeline.catalogue.yaml_data import YamlData, read_yaml_file

NO_COUNCIL = Rule(
    "E020",
    Severity.ERROR,
    "L’organisme et le vocabulaire sont décrits",
    "Le nom, la région, les territoires et les listes viennent de deux fichiers, et de nulle part ailleurs.",
    "Un dossier content/ sans organisme.yml",
    "content/organisme.yml et content/vocabulaire.yml",
)
UNKNOWN_TERRITORY = Rule(
    "E021",
    Severity.ERROR,
    "Territoire connu",
    "Un comité se rattache à un territoire de la région.",
    "territoire: moulins",
    "territoire: les-moulins",
)
RULES = (NO_COUNCIL, UNKNOWN_TERRITORY)

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Catalogue:
    """All that was read, by key or slug, in a stable order."""

    project: Project
    organisation: Organisation
    vocabulary: Vocabulary
    references: dict[str, Reference]
    notes: dict[str, Note]
    fiches: dict[str, Fiche]
    activities: dict[str, Activity]
    pages: dict[str, Page]
    captions: dict[str, Captions]
    addresses: AddressBook
    watch: Watch = field(default_factory=Watch)
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)

    @cached_property
    def cited_keys(self) -> frozenset[str]:
        """Keys of the works that some page cites."""
        return frozenset(key for document in self.documents for key in document.cited_keys)

    @property
    def documents(self) -> tuple[Fiche | Activity | Page, ...]:
        """Every page that people wrote."""
        return (*self.fiches.values(), *self.activities.values(), *self.pages.values())

    def published_addresses(self, today: date) -> set[str]:
        """Return the address of every page that the site holds on ``today``; drafts and coming sheets have none."""
        addresses = {*FIXED, *(f"references/{key}/" for key in self.references)}
        for facet in FACETS:
            addresses |= {f"{facet}/", *(f"{facet}/{term.slug}/" for term in getattr(self.vocabulary, facet))}
        addresses |= {widget_address(term.slug) for term in self.vocabulary.themes}
        documents: list[Fiche | Activity | Page] = [fiche for fiche in self.fiches.values() if fiche.on_site(today)]
        documents += [*self.activities.values(), *self.pages.values()]
        return addresses | {page_address(document) for document in documents}

    def traces(self, document: Fiche | Activity | Page) -> tuple[Trace, ...]:
        """Return what ``document`` claims, sentence by sentence, and on what excerpts."""
        cited = tuple(self.notes.get(key) for key in document.cited_keys)
        return self.memory.recall("traces", document.source.path, (document, *cited), lambda: trace(document.prose, self.notes))


def load_catalogue(project: Project, found: list[Diagnostic], memory: Memory | None = None) -> Catalogue | None:
    """Read both folders; append what is wrong to ``found``. None when the council's own data cannot be read.

    With the ``memory`` of an earlier reading, only the files that changed are read again.
    """
    memory = memory or Memory()
    organisation = _council_file(project, "organisme.yml", Organisation, found, memory)
    vocabulary = _council_file(project, "vocabulaire.yml", Vocabulary, found, memory)
    references = load_bibliography(project, found, memory)
    notes = load_notes(project, set(references), found, memory)
    if vocabulary is None:
        return None
    committees = tuple(committee.slug for committee in organisation[0].comites) if organisation else ()
    fiches = load_fiches(project, vocabulary[0], committees, found, memory)
    activities = load_activities(project, vocabulary[0], committees, found, memory)
    captions = load_captions(project, activities, found, memory)
    pages = load_pages(project, found, memory)
    addresses = load_address_book(project, found)
    watch = load_watch(project, vocabulary[0], found, memory)
    if organisation is None:
        return None
    _check_territories(*organisation, found)
    return Catalogue(
        project, organisation[0], vocabulary[0], references, notes, fiches, activities, pages, captions, addresses, watch, memory
    )


def _council_file(
    project: Project, name: str, model: type[Model], found: list[Diagnostic], memory: Memory
) -> tuple[Model, YamlData] | None:
    path: Path = project.content / name
    if not path.is_file():
        place = Place(project.relative(path))
        found.append(Diagnostic(NO_COUNCIL, place, f"Le fichier « content/{name} » manque.", name, NO_COUNCIL.right))
        return None

    def read(source: Source, wrong: list[Diagnostic]) -> tuple[Model, YamlData] | None:
        data = read_yaml_file(source, wrong)
        instance = validate(data, model, wrong) if data else None
        return (instance, data) if instance is not None and data is not None else None

    return read_once(project, path, memory, (), found, read)


def _check_territories(organisation: Organisation, data: YamlData, found: list[Diagnostic]) -> None:
    known = [territory.slug for territory in organisation.territoires]
    for index, committee in enumerate(organisation.comites):
        if committee.territoire not in known:
            near = nearest(committee.territoire, known)
            place = data.source.place(data.where(("comites", index, "territoire")))
            hint = f"Vouliez-vous dire « {near} »?" if near else f"Valeurs\u00a0: {', '.join(known)}."
            found.append(
                Diagnostic(
                    UNKNOWN_TERRITORY,
                    place,
                    f"« {committee.territoire} » n’est pas un territoire de la région.",
                    committee.territoire,
                    hint,
                )
            )
