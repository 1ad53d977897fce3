"""Everything that is checked, in one run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from pipeline.content import attachments, loading
from pipeline.content import catalogue as loader
from pipeline.content.activities import activity_checks, activity_rules, captions
from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.content.council import Vocabulary
from pipeline.content.document import Activity, AnyDocument, Campaign, Committee, Fiche, Initiative, Tool
from pipeline.content.kind_rules import campaign_rules, committee_rules, initiative_rules, need_rules, report_rules, tool_rules
from pipeline.content.kind_rules.named import unlinked
from pipeline.content.plans import plan_rules
from pipeline.content.sheets import evidence, life, readability
from pipeline.content.sources import bibliography, notes, proof_rules
from pipeline.content.sources.notes import Note
from pipeline.content.surveys import evaluation_rules, survey_rules
from pipeline.content.watch import feeds_and_inbox
from pipeline.fields import validation
from pipeline.fields.claims import YamlFile
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.rules import (
    citations,
    dates,
    duplicates,
    key_order,
    links,
    lost_addresses,
    silences,
    structure,
    to_write,
    traceability,
    typography,
)
from pipeline.text import files, yaml_in
from pipeline.text.diagnostics import Diagnostic, Rule, Severity

FAMILIES: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("Fichiers", files.RULES),
    ("En-têtes", (*yaml_in.RULES, *validation.RULES, *key_order.RULES, *loader.RULES)),
    ("Bibliographie", bibliography.RULES),
    ("Notes de lecture", (*notes.RULES, *proof_rules.RULES)),
    ("Veille", feeds_and_inbox.RULES),
    ("Structure", (*loading.RULES, *structure.RULES)),
    ("Citations", citations.RULES),
    ("Traçabilité des chiffres", traceability.RULES),
    ("Preuve et mots", evidence.RULES),
    ("Dates", dates.RULES),
    ("Activités", (*activity_rules.RULES, *captions.RULES)),
    ("Comités", committee_rules.RULES),
    ("Besoins", need_rules.RULES),
    ("Outils", (*tool_rules.RULES, *attachments.RULES)),
    ("Campagnes", campaign_rules.RULES),
    ("Initiatives", initiative_rules.RULES),
    ("Vie d’une fiche", (*life.RULES, *to_write.RULES)),
    ("Sondages", survey_rules.RULES),
    ("Plans d’action", plan_rules.RULES),
    ("Rapports", report_rules.RULES),
    ("Adresses", lost_addresses.RULES),
    ("Doublons", duplicates.RULES),
    ("Liens", links.RULES),
    ("Typographie du Québec", typography.RULES),
    ("Langue simple", readability.RULES),
    ("Silences", silences.RULES),
)
RULES: dict[str, Rule] = {rule.code: rule for _, rules in FAMILIES for rule in rules}


@dataclass(frozen=True)
class Report:
    """What was read and everything that was found, sorted by file and line.

    ``catalogue`` is None when the council's own data could not be read.
    """

    catalogue: Catalogue | None
    diagnostics: tuple[Diagnostic, ...]

    def blocking(self, *, drafts: bool = False) -> tuple[Diagnostic, ...]:
        """Return what stops publication: errors, those of drafts apart unless ``drafts`` are published."""
        waiting = {document.source.path for document in self.catalogue.documents if document.draft} if self.catalogue else set()
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR and (drafts or d.place.path not in waiting))


def check(project: Project, today: date, memory: Memory | None = None) -> Report:
    """Read and check everything under ``project``; with the ``memory`` of an earlier check, only what changed."""
    found: list[Diagnostic] = []
    catalogue = load_catalogue(project, found, memory)
    if catalogue is not None:
        found = silences.apply_silences(catalogue, found + check_catalogue(catalogue, today), RULES)
    return Report(catalogue, tuple(sorted(found, key=Diagnostic.sort_key)))


def check_catalogue(catalogue: Catalogue, today: date) -> list[Diagnostic]:
    """Return everything that the rules find in what was read, silences not yet applied."""
    recall, vocabulary = catalogue.memory.recall, catalogue.vocabulary
    pages = links.page_files(catalogue)
    found: list[Diagnostic] = []
    for document in catalogue.documents:
        path = document.source.path
        found += recall("checked alone", path, (document, vocabulary, today), partial(_check_alone, document, vocabulary, today))
        found += _check_among_others(catalogue, document, pages, today)
    for note in catalogue.notes.values():
        found += recall("checked alone", note.source.path, (note,), partial(_check_note, note))
    for file in catalogue.evaluations.values():
        found += recall("checked alone", file.source.path, (file,), partial(evaluation_rules.check_evaluation, file))
    for report in catalogue.year_reports.values():
        found += recall("checked alone", report.source.path, (report,), partial(report_rules.check_year_report, report))
    for plan in catalogue.plans.values():
        found += recall("checked alone", plan.source.path, (plan, today), partial(plan_rules.check_plan, plan, today))
        found += plan_rules.check_plan_links(catalogue, plan, today)
    for written in catalogue.yaml_files:
        found += recall("claims", written.source.path, (written,), partial(_check_yaml_file, written))
    return [
        *found,
        *citations.check_never_cited(catalogue),
        *lost_addresses.check_addresses(catalogue, today),
        *duplicates.check_duplicates(catalogue),
        *need_rules.check_needs(catalogue, today),
    ]


def _check_note(note: Note) -> list[Diagnostic]:
    """Return what the rules that look at one reading note and nothing else find in it."""
    return (
        key_order.check_key_order(note) + typography.check_typography(note) + traceability.check_note(note) + proof_rules.check_proofs(note)
    )


def _check_yaml_file(written: YamlFile) -> list[Diagnostic]:
    """Return what the rules of figures and of typography find in a file of YAML from end to end."""
    return traceability.check_yaml_file(written) + typography.check_yaml_file(written)


def _check_alone(document: AnyDocument, vocabulary: Vocabulary, today: date) -> list[Diagnostic]:
    """Return what the rules that look at one page and nothing else find in it."""
    found = (
        key_order.check_key_order(document)
        + structure.check_structure(document, vocabulary)
        + dates.check_dates(document, today)
        + typography.check_typography(document)
    )
    if isinstance(document, Fiche):
        found += life.check_life(document) + readability.check_readability(document)
    if isinstance(document, Activity):
        found += activity_checks.check_activity(document, today)
    if isinstance(document, Committee):
        found += committee_rules.check_committee(document)
    if isinstance(document, Campaign):
        found += campaign_rules.check_editions(document)
    if isinstance(document, Initiative):
        found += initiative_rules.check_initiative(document, today)
    return to_write.not_yet_due(document, found) + to_write.check_to_write(document)


def _check_among_others(catalogue: Catalogue, document: AnyDocument, pages: Mapping[str, AnyDocument], today: date) -> list[Diagnostic]:
    """Return what is wrong between one page, the notes that it cites and the pages that it links to."""
    memory, path = catalogue.memory, document.source.path

    def make() -> list[Diagnostic]:
        found = citations.check_citations(catalogue, document) + traceability.check_traceability(catalogue, document)
        if isinstance(document, Fiche):
            found += evidence.check_evidence(catalogue, document)
        if isinstance(document, Activity):
            found += activity_checks.check_linked(catalogue, document, today)
        if isinstance(document, Fiche | Activity):
            found += need_rules.check_named(catalogue, document)
        if isinstance(document, Fiche):
            found += tool_rules.check_named(catalogue, document)
        if isinstance(document, Tool):
            found += tool_rules.check_tool(catalogue, document, today)
        if isinstance(document, Campaign):
            found += unlinked(catalogue, document, campaign_rules.LINKED, today)
        if isinstance(document, Initiative):
            found += unlinked(catalogue, document, initiative_rules.LINKED, today)
        return to_write.not_yet_due(document, found + links.check_links(catalogue, document, pages, today))

    linked = memory.recall("links", path, (document,), partial(links.linked_files, document))
    keys = document.cited_keys
    sheets = document.meta.fiches if isinstance(document, Activity | Tool | Campaign | Initiative) else ()
    used = document.meta.outils if isinstance(document, Fiche | Campaign | Initiative) else ()
    asked = document.meta.besoins if isinstance(document, Fiche | Activity) else ()
    others = (
        *map(catalogue.notes.get, keys),
        *map(catalogue.references.get, keys),
        *map(pages.get, linked),
        *map(catalogue.fiches.get, sheets),
        *map(catalogue.needs.get, asked),
        *map(catalogue.tools.get, used),
    )
    found = memory.recall("checked among others", path, (document, today, *others), make)
    # « Vouliez-vous dire » looks at all the keys and pages there are, and a page that cannot be read may go: asked again each time.
    if found or any(other is None for other in others):
        memory.forget("checked among others", path)
    return found
