"""What canvases there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.text.typographic import COLON

# The address of their page.
CANVASES_ADDRESS = "canevas/"
# The file's name of each canvas (that of its template), its title, and what it is for.
CANVASES = {
    "prise-de-notes": ("Prise de notes", f"Pendant une rencontre{COLON} ce qui est dit, sur quoi on s’appuie, les suites."),
    "compte-rendu": ("Compte rendu de rencontre", f"Après une rencontre{COLON} présences, décisions, suites."),
    "plan-d-action": ("Structure de plan d’action", "Objectifs, actions, indicateurs et bilan, pour une année."),
    "evaluation-d-activite": ("Évaluation d’une activité", f"Après une activité{COLON} participation, effets, constats, décision."),
}
FORMAT_NAMES = {"docx": "Word (.docx)", "odt": "OpenDocument (.odt)"}


@dataclass(frozen=True)
class CanvasFile:
    """A canvas to download: where, in what format, how big in bytes."""

    address: str
    format: str
    size: int


@dataclass(frozen=True)
class CanvasSet:
    """The canvases of a committee (its slug and its name), or the blank ones (two empty texts), each with its files."""

    slug: str
    committee: str
    canvases: Sequence[tuple[str, Sequence[CanvasFile]]]
