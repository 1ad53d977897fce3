"""Tools: the sheets that they rest on, and the tools that sheets look back on, are there to be read."""

from collections.abc import Mapping
from datetime import date

from pipeline.content.catalogue import Catalogue
from pipeline.content.document import AnyDocument, Fiche, Tool
from pipeline.content.kind import AnyKind
from pipeline.content.kind_rules.named import near_name, unread
from pipeline.content.sheets.sheet import FICHES
from pipeline.content.tools import TOOLS
from pipeline.text.diagnostics import Diagnostic, Rule, Severity

LINKED = Rule(
    code="W001",
    severity=Severity.ERROR,
    title="Un outil et ses fiches se lisent",
    why="Un outil dit sur quelles fiches il s’appuie, et une fiche sur quels outils elle revient\u00a0: les deux pages doivent être publiées.",
    wrong="outils: [radar-lanaudoi]",
    right="outils: [radar-lanaudois]",
)
RULES = (LINKED,)


def check_tool(catalogue: Catalogue, tool: Tool, today: date) -> list[Diagnostic]:
    """Return the sheets that a tool names and that readers do not find on ``today``."""
    listed = {slug: fiche for slug, fiche in catalogue.fiches.items() if fiche.listed(today)}
    return _missing(catalogue, tool, "fiches", tool.meta.fiches, FICHES, listed)


def check_named(catalogue: Catalogue, fiche: Fiche) -> list[Diagnostic]:
    """Return the tools that a sheet names and that are not in the toolbox."""
    return _missing(catalogue, fiche, "outils", fiche.meta.outils, TOOLS, catalogue.tools)


def _missing(
    catalogue: Catalogue,
    document: AnyDocument,
    key: str,
    slugs: tuple[str, ...],
    kind: AnyKind,
    listed: Mapping[str, AnyDocument],
) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for index, slug in enumerate(slugs):
        if slug in listed:
            continue
        if not (kind is FICHES and slug in catalogue.fiches) and unread(catalogue, kind, slug):
            continue
        message = f"« {slug} » n’est pas une page publiée de {kind.folder}/."
        place = document.source.place(document.header.where((key, index)))
        found.append(Diagnostic(LINKED, place, message, slug, near_name(slug, listed)))
    return found
