"""Tools: the sheets that they rest on, and the tools that sheets look back on, are there to be read."""

from collections.abc import Iterator, Mapping
from datetime import date

from pipeline.content.catalogue import Catalogue
from pipeline.content.document import AnyDocument, Fiche, Tool
from pipeline.content.kind import AnyKind
from pipeline.content.kind_rules.named import near_name, unread
from pipeline.content.sheets.sheet import FICHES
from pipeline.content.tools import TOOLS
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Family, Severity

FAMILY = Family(letter="W", title="Outils", rank=140)


@rule(
    "W001",
    on=Tool | Fiche,
    severity=Severity.ERROR,
    title="Un outil et ses fiches se lisent",
    why="Un outil dit sur quelles fiches il s’appuie, et une fiche sur quels outils elle revient : les deux pages doivent être publiées.",
    wrong="outils: [radar-lanaudoi]",
    right="outils: [radar-lanaudois]",
)
def a_tool_and_its_sheets_are_read(page: Tool | Fiche, catalogue: Catalogue, today: date) -> Iterator[Fault]:
    """Yield the sheets of a tool that readers do not find on ``today``, and the tools of a sheet that are not in the toolbox."""
    if isinstance(page, Tool):
        listed = {slug: fiche for slug, fiche in catalogue.fiches.items() if fiche.listed(today)}
        yield from _missing(catalogue, "fiches", page.meta.fiches, FICHES, listed)
    else:
        yield from _missing(catalogue, "outils", page.meta.outils, TOOLS, catalogue.tools)


def _missing(
    catalogue: Catalogue,
    key: str,
    slugs: tuple[str, ...],
    kind: AnyKind,
    listed: Mapping[str, AnyDocument],
) -> Iterator[Fault]:
    for index, slug in enumerate(slugs):
        if slug in listed:
            continue
        if not (kind is FICHES and slug in catalogue.fiches) and unread(catalogue, kind, slug):
            continue
        message = f"« {slug} » n’est pas une page publiée de {kind.folder}/."
        yield fault((key, index), message, text=slug, hint=near_name(slug, listed))
