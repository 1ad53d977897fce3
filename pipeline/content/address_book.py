"""Published addresses: which there are, which were, and where those that moved lead.

``content/adresses.txt`` lists every address ever published, one a line; ``content/redirections.yml`` says where a
page that moved went, and when.
"""

from dataclasses import dataclass, field

from pipeline.content.kind import AnyDocument
from pipeline.content.kinds import KINDS, kind_of
from pipeline.content.plans.plan import PLANS
from pipeline.content.redirections import REDIRECTIONS, Redirection, Redirections
from pipeline.fields.validation import validate
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import Source, read_source
from pipeline.text.yaml_in import YamlData, read_yaml_file

PROTECTION = "evaluation/comment-nous-protegeons/"
BIBLIOGRAPHY = "bibliographie/"
SELECTION = "selection/"
OVERVIEW = "ce-qui-aide/"
OVERVIEW_FRAME = "widget/ce-qui-aide/"
OVERVIEW_MAP = f"{OVERVIEW}carte/"
COMPARISON = "comparer/"
FIGURES = "chiffres/"
REGION = "region/"
DASHBOARD = "tableau-de-bord/"
DOSSIERS = "dossiers/"
REUSE = "reprendre/"
BACKSTAGE = "coulisses/"
# The pages that are the site's own, of which some have nothing to show yet (``rooms``). The home page is the empty address.
FIXED = (
    "",
    BIBLIOGRAPHY,
    "regles/",
    "recherche/",
    SELECTION,
    OVERVIEW,
    OVERVIEW_FRAME,
    OVERVIEW_MAP,
    COMPARISON,
    FIGURES,
    "comment-nous-choisissons/",
    REGION,
    "champs/",
    PROTECTION,
    "canevas/",
    DASHBOARD,
    DOSSIERS,
    REUSE,
    BACKSTAGE,
    *(kind.list_address for kind in KINDS if kind.list_address is not None),
)
FACETS = ("themes", "publics", "ages", "determinants")
# What a sheet or an activity may name besides; a committee has no list of its own among the facets' pages.
COMMITTEES = "comites"


def widget_address(theme: str) -> str:
    """Return the address of a theme's latest sheets, as other sites show them in a frame."""
    return f"widget/{theme}/"


def page_address(document: AnyDocument) -> str:
    """Return the address of a page that people wrote, from its kind and its file's name."""
    return kind_of(document).page_address(document.slug)


def plan_address(slug: str) -> str:
    """Return the address of a committee's plan for a year."""
    return PLANS.page_address(slug)


def dossier_address(theme: str) -> str:
    """Return the address of a theme's sheets put together for a meeting."""
    return f"dossiers/{theme}/"


def kit_address(committee: str) -> str:
    """Return the address of a committee's welcome kit."""
    return f"trousses/{committee}/"


@dataclass(frozen=True)
class AddressBook:
    """What was published before, by address, with its line; and the redirections."""

    register: dict[str, int] = field(default_factory=dict)
    redirections: tuple[Redirection, ...] = ()
    redirections_data: YamlData | None = None

    def destination(self, address: str) -> str | None:
        """Return where a page that moved went, or None."""
        return next((moved.vers for moved in self.redirections if moved.de == address), None)

    def first(self, address: str) -> str:
        """Return the address that a page had before all its moves: its own, when it never moved."""
        before = {moved.vers: moved.de for moved in sorted(self.redirections, key=lambda moved: moved.le, reverse=True)}
        seen = {address}
        while (older := before.get(address)) is not None and older not in seen:
            seen.add(older)
            address = older
        return address


def load_address_book(project: Project, found: list[Diagnostic]) -> AddressBook:
    """Read the register and the redirections; neither needs to be there."""
    register: dict[str, int] = {}
    path = project.register
    source = read_source(project, path, found) if path.is_file() else None
    if source is not None:
        register = {
            line.strip(): number for number, line in enumerate(source.text.splitlines(), 1) if line.strip() and not line.startswith("#")
        }
    moved = project.root / REDIRECTIONS.files
    moved_source: Source | None = read_source(project, moved, found) if moved.is_file() else None
    data = read_yaml_file(moved_source, found, "redirections") if moved_source else None
    redirections = validate(data, Redirections, found) if data else None
    return AddressBook(register, redirections.redirections if redirections else (), data)
