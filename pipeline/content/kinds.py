"""The kinds of pages that people write: for each, its folder, its model, the lists that its header draws from.

A new kind is a model, a class of ``pages``, a line of ``KINDS`` and a field of ``Catalogue``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from pydantic import BaseModel

from pipeline.content.activities.activity import ActivityMeta
from pipeline.content.campaigns import CampaignMeta
from pipeline.content.committees import CommitteeMeta
from pipeline.content.council import Territory, Vocabulary
from pipeline.content.document import Activity, AnyDocument, Campaign, Committee, Fiche, Initiative, Need, Page, Tool
from pipeline.content.initiatives import InitiativeMeta
from pipeline.content.needs import NeedMeta
from pipeline.content.plain_pages import PageMeta
from pipeline.content.sheets.sheet import FicheMeta
from pipeline.content.tools import ToolMeta
from pipeline.fields.marks import OfList
from pipeline.fields.validation import nested_model, validate
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic, Rule, Severity
from pipeline.text.files import Source, read_folder
from pipeline.text.yaml_in import read_yaml, split_front_matter

NO_BODY = Rule(
    code="S001",
    severity=Severity.ERROR,
    title="Un texte sous l’en-tête",
    why="Une page sans texte n’apprend rien à personne.",
    wrong="Un fichier qui finit après le deuxième « --- »",
    right="L’en-tête, puis le texte",
)
RULES = (NO_BODY,)

One = TypeVar("One", bound=AnyDocument)
# What each list of the council accepts, by the name of the list.
Lists: TypeAlias = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class PageKind(Generic[One]):
    """One kind: ``folder`` under ``content/``, ``address`` before the name of each of its pages.

    ``beside`` is what else may be in the folder; without ``prose``, a header alone is a page;
    with ``folders``, one that has the name of a page holds its files (``attachments``).
    """

    folder: str
    document: type[One]
    meta: type[BaseModel]
    address: str
    beside: tuple[str, ...] = ()
    prose: bool = True
    folders: bool = False

    def page_address(self, slug: str) -> str:
        """Return the address of the page that the file of that name makes."""
        return f"{self.address}{slug}/"


FICHES = PageKind("fiches", Fiche, FicheMeta, "fiches/")
# What an activity may have beside it, and names: captions, a recording.
ACTIVITIES = PageKind("activites", Activity, ActivityMeta, "activites/", beside=(".vtt", ".mp4"))
COMMITTEES = PageKind("comites", Committee, CommitteeMeta, "comites/", prose=False)
NEEDS = PageKind("besoins", Need, NeedMeta, "besoins/", prose=False)
TOOLS = PageKind("outils", Tool, ToolMeta, "outils/", prose=False, folders=True)
CAMPAIGNS = PageKind("campagnes", Campaign, CampaignMeta, "campagnes/", prose=False)
INITIATIVES = PageKind("initiatives", Initiative, InitiativeMeta, "initiatives/")
PAGES = PageKind("pages", Page, PageMeta, "")
KINDS: tuple[PageKind[Any], ...] = (FICHES, ACTIVITIES, COMMITTEES, NEEDS, TOOLS, CAMPAIGNS, INITIATIVES, PAGES)


def kind_of(document: AnyDocument) -> PageKind[Any]:
    """Return the kind of a page."""
    return next(kind for kind in KINDS if isinstance(document, kind.document))


def council_lists(project: Project, vocabulary: Vocabulary, territories: Iterable[Territory]) -> Lists:
    """Return the lists that headers draw from; a committee is of its list as soon as its file is there, readable or not."""
    names = ("themes", "publics", "ages", "determinants", "axes")
    lists = {name: tuple(term.slug for term in getattr(vocabulary, name)) for name in names}
    committees = tuple(sorted(path.stem for path in (project.content / COMMITTEES.folder).glob("*.md")))
    return {**lists, "territoires": tuple(territory.slug for territory in territories), "comites": committees}


def accepted_by(model: type[BaseModel], lists: Lists) -> dict[str, tuple[str, ...]]:
    """Return what each key of ``model`` that draws from one of ``lists`` accepts (« enjeux.themes »: of each item of ``enjeux``)."""
    accepted: dict[str, tuple[str, ...]] = {}
    for key, info in model.model_fields.items():
        for mark in info.metadata:
            if isinstance(mark, OfList) and mark.name in lists:
                accepted[key] = lists[mark.name]
        inner = nested_model(info.annotation)
        if inner is not None:
            accepted |= {f"{key}.{below}": values for below, values in accepted_by(inner, lists).items()}
    return accepted


def load(project: Project, kind: PageKind[One], lists: Lists, found: list[Diagnostic], memory: Memory) -> dict[str, One]:
    """Read every page of one kind, drafts included, by name."""
    accepted = accepted_by(kind.meta, lists)

    def read_page(slug: str, source: Source, wrong: list[Diagnostic]) -> One | None:
        return _read(slug, kind, accepted, source, wrong)

    return read_folder(project, project.content / kind.folder, ".md", memory, (accepted,), found, read_page, kind.beside, kind.folders)


def read(source: Source, slug: str, kind: PageKind[One], lists: Lists, found: list[Diagnostic]) -> One | None:
    """Read one page; None with diagnostics when its header cannot be used, or it has no text and its kind must."""
    return _read(slug, kind, accepted_by(kind.meta, lists), source, found)


def _read(slug: str, kind: PageKind[One], accepted: Lists, source: Source, found: list[Diagnostic]) -> One | None:
    split = split_front_matter(source, found)
    header = read_yaml(source, split[0], found) if split else None
    meta = validate(header, kind.meta, found, lists=accepted) if header else None
    if split is None or header is None or meta is None:
        return None
    if kind.prose and not source.text[split[1] :].strip():
        found.append(Diagnostic(NO_BODY, source.place(split[1]), "Il n’y a pas de texte sous l’en-tête.", help=NO_BODY.right))
        return None
    return kind.document(slug, source, header, meta, split[1])
