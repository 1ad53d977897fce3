"""The whole catalogue: everything that people wrote, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import cast

from pipeline.content.activities.activity import ACTIVITIES, Activity
from pipeline.content.activities.captions import Captions, load_captions
from pipeline.content.address_book import (
    FACETS,
    FIXED,
    AddressBook,
    dossier_address,
    kit_address,
    load_address_book,
    widget_address,
)
from pipeline.content.attachments import Attachment, load_attachments
from pipeline.content.campaigns import CAMPAIGNS, Campaign
from pipeline.content.committees import COMMITTEES, Committee
from pipeline.content.council import ORGANISATION, VOCABULARY, Organisation, Vocabulary
from pipeline.content.initiatives import INITIATIVES, Initiative
from pipeline.content.kind import AnyDocument, AnyKind, AnyWritten, Kind, One, Timed
from pipeline.content.kinds import DESCRIBED, KINDS, NAMING, PAGED, TERRITORIES, council_lists
from pipeline.content.loading import Lists, lists_named, load, read
from pipeline.content.needs import NEEDS, Need
from pipeline.content.plain_pages import PAGES, Page
from pipeline.content.plans.plan import PLANS, Plan
from pipeline.content.relations import Relations
from pipeline.content.reports import REPORTS, YearReport
from pipeline.content.rooms import closed_rooms
from pipeline.content.sequences import read_sequences
from pipeline.content.sheets.sheet import FICHES, Fiche
from pipeline.content.sources.bibliography import Reference, load_bibliography
from pipeline.content.sources.notes import NOTES, Note, without_entry
from pipeline.content.sources.tracing import Trace, trace
from pipeline.content.survey_register import Publication, load_register
from pipeline.content.surveys.evaluation import EVALUATIONS, EvaluationFile
from pipeline.content.surveys.questionnaire import QUESTIONNAIRES, Questionnaire
from pipeline.content.tools import TOOLS, Tool
from pipeline.content.watch.feeds_and_inbox import Watch, load_watch
from pipeline.fields.claims import YamlFile
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.text.checks import Checked
from pipeline.text.diagnostics import Diagnostic, Place, Rule
from pipeline.text.files import Source, is_file, read_once

NO_COUNCIL = Rule(
    code="E020",
    title="L’organisme et le vocabulaire sont décrits",
    why="Le nom, la région, les territoires et les listes viennent de deux fichiers, et de nulle part ailleurs.",
    wrong="Un dossier content/ sans organisme.yml",
    right="content/organisme.yml et content/vocabulaire.yml",
)


@dataclass(frozen=True)
class Catalogue:
    """All that was read, by key or slug, in a stable order; ``written`` gives the files of each kind."""

    project: Project
    organisation: Organisation
    vocabulary: Vocabulary
    references: Mapping[str, Reference]
    written: Mapping[AnyKind, Mapping[str, AnyWritten]]
    captions: Mapping[str, Captions]
    addresses: AddressBook
    watch: Watch = field(default_factory=Watch)
    published_surveys: tuple[Publication, ...] = ()
    attachments: Mapping[str, tuple[Attachment, ...]] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)

    def of(self, kind: Kind[One]) -> Mapping[str, One]:
        """Return the files of one kind, by name."""
        return cast(Mapping[str, One], self.written.get(kind, {}))

    @cached_property
    def page_kinds(self) -> Mapping[str, AnyKind]:
        """The kinds of pages, by the name of their folder, as fields name them (``OfList``)."""
        return {kind.plural: kind for kind in PAGED}

    def having(self, kind: Kind[One], written: Mapping[str, One]) -> "Catalogue":
        """Return the same catalogue with those files of one kind instead of its own."""
        return replace(self, written={**self.written, kind: written})

    @property
    def fiches(self) -> Mapping[str, Fiche]:
        """Fact sheets, by slug."""
        return self.of(FICHES)

    @property
    def notes(self) -> Mapping[str, Note]:
        """Reading notes, by key."""
        return self.of(NOTES)

    @property
    def activities(self) -> Mapping[str, Activity]:
        """Activities, by slug."""
        return self.of(ACTIVITIES)

    @property
    def committees(self) -> Mapping[str, Committee]:
        """Committees, by slug."""
        return self.of(COMMITTEES)

    @property
    def needs(self) -> Mapping[str, Need]:
        """The register of needs, by slug."""
        return self.of(NEEDS)

    @property
    def tools(self) -> Mapping[str, Tool]:
        """Tools, by slug."""
        return self.of(TOOLS)

    @property
    def campaigns(self) -> Mapping[str, Campaign]:
        """Campaigns, by slug."""
        return self.of(CAMPAIGNS)

    @property
    def initiatives(self) -> Mapping[str, Initiative]:
        """Initiatives of partners, by slug."""
        return self.of(INITIATIVES)

    @property
    def pages(self) -> Mapping[str, Page]:
        """Other pages, by slug."""
        return self.of(PAGES)

    @property
    def plans(self) -> Mapping[str, Plan]:
        """Plans of committees, by slug."""
        return self.of(PLANS)

    @property
    def year_reports(self) -> Mapping[str, YearReport]:
        """Frozen reports, the latest first."""
        return self.of(REPORTS)

    @property
    def evaluations(self) -> Mapping[str, EvaluationFile]:
        """Results of surveys, the latest first."""
        return self.of(EVALUATIONS)

    @property
    def questionnaires(self) -> Mapping[str, Questionnaire]:
        """Questionnaires, by slug."""
        return self.of(QUESTIONNAIRES)

    @property
    def cited_keys(self) -> frozenset[str]:
        """Keys of the works that some page cites."""
        return frozenset(key for document in self.documents for key in document.cited_keys)

    @property
    def documents(self) -> tuple[AnyDocument, ...]:
        """Every page that people wrote."""
        return tuple(document for kind in PAGED for document in self.of(kind).values())

    @cached_property
    def files(self) -> Mapping[str, AnyDocument]:
        """Every page by the path of its file, as links name it."""
        return {document.source.path: document for document in self.documents}

    @property
    def yaml_files(self) -> tuple[YamlFile, ...]:
        """Every file of YAML from end to end that pages are made from."""
        kinds = (kind for kind in KINDS if not kind.markdown)
        return tuple(YamlFile(one.source, one.header, kind.model) for kind in kinds for one in self.of(kind).values())

    @property
    def checked(self) -> tuple[Checked, ...]:
        """Every file that rules are on; one in YAML comes twice, as what it says and as it is written."""
        return (*(one for kind in KINDS for one in self.of(kind).values()), *self.yaml_files)

    @property
    def dated(self) -> tuple[Timed, ...]:
        """What takes place on a day that is known: the activities, and the editions of campaigns."""
        return tuple(days for kind in KINDS if kind.days is not None for one in self.of(kind).values() for days in kind.days(one))

    @property
    def committee_names(self) -> dict[str, str]:
        """The name of each committee, by slug."""
        return {slug: committee.meta.nom for slug, committee in self.committees.items()}

    def naming(self, named: AnyKind, slug: str, kind: Kind[One]) -> tuple[One, ...]:
        """Return the files of ``kind``, drafts included, that name the page of that name; ``named`` is the kind of the page."""
        return self._relations.naming_one(named.document, slug, kind)

    @cached_property
    def _relations(self) -> Relations:
        return Relations(self.page_kinds, {kind: tuple(self.of(kind).values()) for kind in NAMING})

    def unread(self, kind: AnyKind, slug: str) -> bool:
        """Say whether the file is there but could not be read: its own diagnostics say why, once."""
        return slug not in self.of(kind) and is_file(self.project.root / kind.file(slug))

    def has_file(self, path: str) -> bool:
        """Say whether there is a file at that path from the root, read or not."""
        return is_file(self.project.root / path)

    def was_published(self, address: str) -> bool:
        """Say whether a page was ever published at that address."""
        return address in self.addresses.register

    def in_calendars(self, slug: str) -> bool:
        """Say whether the calendars that people follow have what is on a day under that name."""
        return slug in read_sequences(self.project)

    def published_addresses(self, today: date) -> set[str]:
        """Return the address of every page that the site holds on ``today``; drafts and coming sheets have none."""
        addresses = {*FIXED, *(kind.fields_page for kind in DESCRIBED), *(f"references/{key}/" for key in self.references)}
        for facet in FACETS:
            addresses |= {f"{facet}/", *(f"{facet}/{term.slug}/" for term in getattr(self.vocabulary, facet))}
        addresses |= {dossier_address(term.slug) for term in self.vocabulary.themes}
        framed = {theme for fiche in self.fiches.values() if fiche.listed(today) for theme in fiche.meta.themes}
        frames = {widget_address(term.slug): term.slug for term in self.vocabulary.themes}
        addresses |= {address for address, theme in frames.items() if theme in framed or address in self.addresses.register}
        addresses |= {kit_address(slug) for slug in self.committees}
        kinds = (kind for kind in KINDS if kind.address is not None)
        addresses |= {kind.page_address(slug) for kind in kinds for slug, one in self.of(kind).items() if one.on_site(today)}
        return addresses - self.closed_rooms(today).keys()

    def closed_rooms(self, today: date) -> dict[str, str]:
        """Return the pages that have nothing to show on ``today``, each with the page to which its address leads meanwhile."""

        def published(kind: AnyKind) -> list[AnyWritten]:
            return [one for one in self.of(kind).values() if one.listed(today)]

        return closed_rooms(self.organisation, self.vocabulary, published, works=bool(self.references))

    def traces(self, document: AnyDocument) -> tuple[Trace, ...]:
        """Return what ``document`` claims, sentence by sentence, and on what excerpts."""
        notes = self.notes
        cited = map(notes.get, document.cited_keys)
        return self.memory.recall("traces", document.source.path, (document, *cited), lambda: trace(document.prose, notes))


def load_catalogue(project: Project, found: list[Diagnostic], memory: Memory | None = None) -> Catalogue | None:
    """Read both folders; append what is wrong to ``found``. None when the council's own data cannot be read.

    With the ``memory`` of an earlier reading, only the files that changed are read again.
    """
    memory = memory or Memory()
    read_vocabulary = _council_file(project, VOCABULARY, {}, found, memory)
    vocabulary: Vocabulary | None = read_vocabulary.meta if read_vocabulary else None
    themes = {"themes": tuple(term.slug for term in vocabulary.themes)} if vocabulary else {}
    read_organisation = _council_file(project, ORGANISATION, themes, found, memory)
    organisation: Organisation | None = read_organisation.meta if read_organisation else None
    references = load_bibliography(project, found, memory)
    notes = load(project, NOTES, {}, found, memory)
    found.extend(without_entry(notes, references))
    if vocabulary is None:
        return None
    lists = council_lists(project, vocabulary, organisation.territoires if organisation else ())
    written: dict[AnyKind, Mapping[str, AnyWritten]] = {NOTES: notes}
    for kind in KINDS:
        # Without the council's territories, any committee would seem to be of none.
        known = organisation is not None or TERRITORIES not in dict(lists_named(kind.model)).values()
        if kind.gathered and not kind.alone and kind not in written and known:
            written[kind] = load(project, kind, lists, found, memory)
    attachments = load_attachments(project, project.root / TOOLS.folder, written[TOOLS], found)
    captions = load_captions(project, cast(Mapping[str, Activity], written[ACTIVITIES]), found, memory)
    addresses = load_address_book(project, found)
    watch = load_watch(project, vocabulary, found, memory)
    published_surveys = load_register(project, found)
    if organisation is None:
        return None
    written |= {
        kind: {kind.name: one} for kind, one in ((ORGANISATION, read_organisation), (VOCABULARY, read_vocabulary)) if one is not None
    }
    return Catalogue(
        project=project,
        organisation=organisation,
        vocabulary=vocabulary,
        references=references,
        written=written,
        captions=captions,
        addresses=addresses,
        watch=watch,
        published_surveys=published_surveys,
        attachments=attachments,
        memory=memory,
    )


def load_council(project: Project) -> tuple[list[Diagnostic], tuple[Organisation, Vocabulary] | None]:
    """Read what the council says of itself, and nothing else; None, with what is wrong, when it cannot be read."""
    found: list[Diagnostic] = []
    vocabulary = _council_file(project, VOCABULARY, {}, found, Memory())
    themes = {"themes": tuple(term.slug for term in vocabulary.meta.themes)} if vocabulary else {}
    organisation = _council_file(project, ORGANISATION, themes, found, Memory())
    return found, (organisation.meta, vocabulary.meta) if organisation and vocabulary else None


def _council_file(project: Project, kind: Kind[One], lists: Lists, found: list[Diagnostic], memory: Memory) -> One | None:
    """Return a file of the council's own data; None, with what is wrong, when it cannot be read."""
    path = project.root / kind.files
    if not path.is_file():
        place = Place(project.relative(path))
        message = f"Le fichier « {kind.files} » manque."
        found.append(Diagnostic(NO_COUNCIL, place, message, text=path.name, help="Créez-le, ou remettez celui d’avant."))
        return None

    def read_one(source: Source, wrong: list[Diagnostic]) -> One | None:
        return read(kind, kind.name, source, wrong, lists)

    return read_once(project, path, memory, (lists,), found, read_one)
