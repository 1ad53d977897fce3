"""Everything that is checked, in one run."""

from dataclasses import dataclass
from datetime import date

from pipeline.catalogue import bibliography, files, loader, notes, pages, validation, yaml_data
from pipeline.catalogue.diagnostics import Diagnostic, Rule, Severity
from pipeline.catalogue.loader import Catalogue, load_catalogue
from pipeline.catalogue.project import Project
from pipeline.checks import (
    addresses,
    citations,
    dates,
    duplicates,
    evidence,
    life,
    links,
    readability,
    silences,
    structure,
    traceability,
    typography,
)

FAMILIES: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("Fichiers", files.RULES),
    ("En-têtes", (*yaml_data.RULES, *validation.RULES, *loader.RULES)),
    ("Bibliographie", bibliography.RULES),
    ("Notes de lecture", notes.RULES),
    ("Structure", (*pages.RULES, *structure.RULES)),
    ("Citations", citations.RULES),
    ("Traçabilité des chiffres", traceability.RULES),
    ("Preuve et mots", evidence.RULES),
    ("Dates", dates.RULES),
    ("Vie d’une fiche", life.RULES),
    ("Adresses", addresses.RULES),
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
        waiting = {fiche.source.path for fiche in self.catalogue.fiches.values() if not fiche.published} if self.catalogue else set()
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR and (drafts or d.place.path not in waiting))


def check(project: Project, today: date) -> Report:
    """Read and check everything under ``project``."""
    found: list[Diagnostic] = []
    catalogue = load_catalogue(project, found)
    if catalogue is not None:
        found = silences.apply_silences(catalogue.documents, found + check_catalogue(catalogue, today), RULES)
    return Report(catalogue, tuple(sorted(found, key=Diagnostic.sort_key)))


def check_catalogue(catalogue: Catalogue, today: date) -> list[Diagnostic]:
    """Return everything that the rules find in what was read, silences not yet applied."""
    return [
        *structure.check_structure(catalogue),
        *citations.check_citations(catalogue),
        *traceability.check_traceability(catalogue),
        *evidence.check_evidence(catalogue),
        *life.check_life(catalogue),
        *addresses.check_addresses(catalogue, today),
        *dates.check_dates(catalogue, today),
        *duplicates.check_duplicates(catalogue),
        *links.check_links(catalogue, today),
        *typography.check_typography(catalogue),
        *readability.check_readability(catalogue),
    ]
