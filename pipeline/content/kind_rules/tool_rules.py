"""Tools: the sheets that they rest on, and the tools that sheets look back on, are there to be read."""

from collections.abc import Iterator
from datetime import date

from pipeline.content.catalogue import Catalogue
from pipeline.content.relations import missing
from pipeline.content.sheets.sheet import FICHES, Fiche
from pipeline.content.tools import TOOLS, Tool
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Family

FAMILY = Family(letter="W", title="Outils", rank=140)


@rule(
    "W001",
    on=Tool | Fiche,
    title="Un outil et ses fiches se lisent",
    why="Un outil dit sur quelles fiches il s’appuie, et une fiche sur quels outils elle revient : les deux pages doivent être publiées.",
    wrong="outils: [radar-lanaudoi]",
    right="outils: [radar-lanaudois]",
)
def a_tool_and_its_sheets_are_read(page: Tool | Fiche, catalogue: Catalogue, today: date) -> Iterator[Fault]:
    """Yield the sheets of a tool that readers do not find on ``today``, and the tools of a sheet that are not in the toolbox."""
    for one in missing(page, catalogue, today, FICHES, TOOLS):
        message = f"« {one.slug} » n’est pas une page publiée de {one.kind.folder}/."
        yield fault(one.path, message, text=one.slug, hint=one.near)
