"""The whole catalogue: everything that people wrote, read once."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from pipeline.catalogue import kinds
from pipeline.catalogue.addresses import (
    FACETS,
    FIXED,
    AddressBook,
    dossier_address,
    kit_address,
    load_address_book,
    page_address,
    plan_address,
    widget_address,
)
from pipeline.catalogue.attachments import Attachment, load_attachments
from pipeline.catalogue.bibliography import Reference, load_bibliography
from pipeline.catalogue.captions import Captions, load_captions
from pipeline.catalogue.diagnostics import Diagnostic, Place, Rule, Severity
from pipeline.catalogue.evaluation import EvaluationFile, load_evaluations
from pipeline.catalogue.file_kinds import FILE_KINDS
from pipeline.catalogue.files import Source, read_once
from pipeline.catalogue.memory import Memory
from pipeline.catalogue.models import Organisation, Vocabulary
from pipeline.catalogue.notes import Note, load_notes
from pipeline.catalogue.pages import Activity, AnyDocument, Campaign, Committee, Dated, Fiche, Initiative, Need, Page, Tool
from pipeline.catalogue.plans import Plan, load_plans
from pipeline.catalogue.project import Project
from pipeline.catalogue.questionnaires import Questionnaire, load_questionnaires
from pipeline.catalogue.survey_register import Publication, load_register
from pipeline.catalogue.tracing import Trace, trace
from pipeline.catalogue.validation import validate
from pipeline.catalogue.watch import Watch, load_watch
from pipeline.catalogue.yaml_data import read_yaml_file
from pipeline.catalogue.year_reports import YearReport, load_year_reports

NO_COUNCIL = Rule(
    "E020",
    Severity.ERROR,
    "L’organisme et le vocabulaire sont décrits",
    "Le nom, la région, les territoires et les listes viennent de deux fichiers, et de nulle part ailleurs.",
    "Un dossier content/ sans organisme.yml",
    "content/organisme.yml et content/vocabulaire.yml",
)
RULES = (NO_COUNCIL,)

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
    committees: dict[str, Committee]
    needs: dict[str, Need]
    tools: dict[str, Tool]
    campaigns: dict[str, Campaign]
    initiatives: dict[str, Initiative]
    pages: dict[str, Page]
    captions: dict[str, Captions]
    addresses: AddressBook
    plans: dict[str, Plan] = field(default_factory=dict)
    watch: Watch = field(default_factory=Watch)
    evaluations: dict[str, EvaluationFile] = field(default_factory=dict)
    questionnaires: dict[str, Questionnaire] = field(default_factory=dict)
    published_surveys: tuple[Publication, ...] = ()
    year_reports: dict[str, YearReport] = field(default_factory=dict)
    attachments: dict[str, tuple[Attachment, ...]] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)

    @cached_property
    def cited_keys(self) -> frozenset[str]:
        """Keys of the works that some page cites."""
        return frozenset(key for document in self.documents for key in document.cited_keys)

    @property
    def documents(self) -> tuple[AnyDocument, ...]:
        """Every page that people wrote."""
        return (
            *self.fiches.values(), *self.activities.values(), *self.committees.values(), *self.needs.values(), *self.tools.values(),
            *self.campaigns.values(), *self.initiatives.values(), *self.pages.values(),
        )  # fmt: skip

    @property
    def dated(self) -> tuple[Dated, ...]:
        """What takes place on a day that is known: the activities, and the editions of campaigns."""
        return (*self.activities.values(), *(days for campaign in self.campaigns.values() for days in campaign.days))

    @property
    def committee_names(self) -> dict[str, str]:
        """The name of each committee, by slug."""
        return {slug: committee.meta.nom for slug, committee in self.committees.items()}

    def published_addresses(self, today: date) -> set[str]:
        """Return the address of every page that the site holds on ``today``; drafts and coming sheets have none."""
        addresses = {*FIXED, *(kind.page for kind in FILE_KINDS), *(f"references/{key}/" for key in self.references)}
        for facet in FACETS:
            addresses |= {f"{facet}/", *(f"{facet}/{term.slug}/" for term in getattr(self.vocabulary, facet))}
        addresses |= {file.address for file in self.evaluations.values()} | {file.address for file in self.questionnaires.values()}
        addresses |= {plan_address(slug) for slug in self.plans} | {report.address for report in self.year_reports.values()}
        addresses |= {address(term.slug) for term in self.vocabulary.themes for address in (widget_address, dossier_address)}
        addresses |= {kit_address(slug) for slug in self.committees}
        return addresses | {page_address(document) for document in self.documents if document.on_site(today)}

    def traces(self, document: AnyDocument) -> tuple[Trace, ...]:
        """Return what ``document`` claims, sentence by sentence, and on what excerpts."""
        cited = tuple(self.notes.get(key) for key in document.cited_keys)
        return self.memory.recall("traces", document.source.path, (document, *cited), lambda: trace(document.prose, self.notes))


def load_catalogue(project: Project, found: list[Diagnostic], memory: Memory | None = None) -> Catalogue | None:
    """Read both folders; append what is wrong to ``found``. None when the council's own data cannot be read.

    With the ``memory`` of an earlier reading, only the files that changed are read again.
    """
    memory = memory or Memory()
    vocabulary = _council_file(project, "vocabulaire.yml", Vocabulary, {}, found, memory)
    themes = {"themes": tuple(term.slug for term in vocabulary.themes)} if vocabulary else {}
    organisation = _council_file(project, "organisme.yml", Organisation, themes, found, memory)
    references = load_bibliography(project, found, memory)
    notes = load_notes(project, set(references), found, memory)
    if vocabulary is None:
        return None
    lists = kinds.council_lists(project, vocabulary, organisation.territoires if organisation else ())
    fiches = kinds.load(project, kinds.FICHES, lists, found, memory)
    activities = kinds.load(project, kinds.ACTIVITIES, lists, found, memory)
    # Without the council's territories, any committee would seem to be of none.
    committees = kinds.load(project, kinds.COMMITTEES, lists, found, memory) if organisation else {}
    needs = kinds.load(project, kinds.NEEDS, lists, found, memory)
    tools = kinds.load(project, kinds.TOOLS, lists, found, memory)
    campaigns = kinds.load(project, kinds.CAMPAIGNS, lists, found, memory)
    initiatives = kinds.load(project, kinds.INITIATIVES, lists, found, memory)
    pages = kinds.load(project, kinds.PAGES, lists, found, memory)
    attachments = load_attachments(project, project.content / kinds.TOOLS.folder, tools, found)
    captions = load_captions(project, activities, found, memory)
    plans = load_plans(project, lists, found, memory)
    addresses = load_address_book(project, found)
    watch = load_watch(project, vocabulary, found, memory)
    evaluations, questionnaires = load_evaluations(project, found, memory), load_questionnaires(project, found, memory)
    published_surveys = load_register(project, found)
    year_reports = load_year_reports(project, found, memory)
    if organisation is None:
        return None
    return Catalogue(
        project, organisation, vocabulary, references, notes,
        fiches, activities, committees, needs, tools, campaigns, initiatives, pages, captions, addresses, plans, watch,
        evaluations=evaluations, questionnaires=questionnaires, published_surveys=published_surveys, year_reports=year_reports, attachments=attachments, memory=memory,
    )  # fmt: skip


def load_council(project: Project) -> tuple[list[Diagnostic], tuple[Organisation, Vocabulary] | None]:
    """Read what the council says of itself, and nothing else; None, with what is wrong, when it cannot be read."""
    found: list[Diagnostic] = []
    vocabulary = _council_file(project, "vocabulaire.yml", Vocabulary, {}, found, Memory())
    themes = {"themes": tuple(term.slug for term in vocabulary.themes)} if vocabulary else {}
    organisation = _council_file(project, "organisme.yml", Organisation, themes, found, Memory())
    return found, (organisation, vocabulary) if organisation and vocabulary else None


def _council_file(
    project: Project, name: str, model: type[Model], lists: kinds.Lists, found: list[Diagnostic], memory: Memory
) -> Model | None:
    path: Path = project.content / name
    if not path.is_file():
        place = Place(project.relative(path))
        found.append(Diagnostic(NO_COUNCIL, place, f"Le fichier « content/{name} » manque.", name, "Créez-le, ou remettez celui d’avant."))
        return None

    def read(source: Source, wrong: list[Diagnostic]) -> Model | None:
        data = read_yaml_file(source, wrong)
        return validate(data, model, wrong, lists=kinds.accepted_by(model, lists)) if data else None

    return read_once(project, path, memory, (lists,), found, read)
