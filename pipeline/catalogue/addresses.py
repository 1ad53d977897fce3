"""Published addresses: which there are, which were, and where those that moved lead.

``content/adresses.txt`` lists every address ever published, one a line; ``content/redirections.yml`` says where a
page that moved went, and when.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict

from pipeline.catalogue.annotations import says
from pipeline.catalogue.diagnostics import Diagnostic
from pipeline.catalogue.files import Source, read_source
from pipeline.catalogue.kinds import kind_of
from pipeline.catalogue.models import Day, PageAddress
from pipeline.catalogue.pages import AnyDocument
from pipeline.catalogue.project import Project
from pipeline.catalogue.validation import validate
from pipeline.catalogue.yaml_data import YamlData, read_yaml_file

PROTECTION = "evaluation/comment-nous-protegeons/"
# Pages that are always there. The home page is the empty address.
FIXED = (
    "",
    "fiches/",
    "bibliographie/",
    "activites/",
    "regles/",
    "recherche/",
    "selection/",
    "comment-nous-choisissons/",
    "comites/",
    "region/",
    "besoins/",
    "champs/",
    "evaluation/",
    PROTECTION,
    "canevas/",
    "outils/",
    "tableau-de-bord/",
    "rapports/",
    "plans/",
    "dossiers/",
    "campagnes/",
    "initiatives/",
)
FACETS = ("themes", "publics", "ages", "determinants")
# What a sheet or an activity may name besides; a committee has no list of its own among the facets' pages.
COMMITTEES = "comites"


def widget_address(theme: str) -> str:
    """Return the address of a theme's latest sheets, as other sites show them in a frame."""
    return f"widget/{theme}/"


def plan_address(slug: str) -> str:
    """Return the address of a committee's plan for a year."""
    return f"plans/{slug}/"


def dossier_address(theme: str) -> str:
    """Return the address of a theme's sheets put together for a meeting."""
    return f"dossiers/{theme}/"


def kit_address(committee: str) -> str:
    """Return the address of a committee's welcome kit."""
    return f"trousses/{committee}/"


class Redirection(BaseModel):
    """One page that moved."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    de: Annotated[PageAddress, says("De", "L’adresse que la page avait.", "fiches/ancien-nom/")]
    vers: Annotated[PageAddress, says("Vers", "L’adresse qu’elle a maintenant.", "fiches/nouveau-nom/")]
    le: Annotated[Day, says("Le", "Le jour du changement.", "2026-11-24")]


class Redirections(BaseModel):
    """``content/redirections.yml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    redirections: Annotated[tuple[Redirection, ...], says("Redirections", "Les pages qui ont changé d’adresse.")] = ()


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


def register_path(project: Project) -> Path:
    """Return the file that lists published addresses."""
    return project.content / "adresses.txt"


def load_address_book(project: Project, found: list[Diagnostic]) -> AddressBook:
    """Read the register and the redirections; neither needs to be there."""
    register: dict[str, int] = {}
    path = register_path(project)
    source = read_source(project, path, found) if path.is_file() else None
    if source is not None:
        register = {
            line.strip(): number for number, line in enumerate(source.text.splitlines(), 1) if line.strip() and not line.startswith("#")
        }
    moved = project.content / "redirections.yml"
    moved_source: Source | None = read_source(project, moved, found) if moved.is_file() else None
    data = read_yaml_file(moved_source, found, "redirections") if moved_source else None
    redirections = validate(data, Redirections, found) if data else None
    return AddressBook(register, redirections.redirections if redirections else (), data)


def page_address(document: AnyDocument) -> str:
    """Return the address of a page that people wrote, from its kind and its file's name."""
    return kind_of(document).page_address(document.slug)
