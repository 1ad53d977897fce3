"""Every kind of content, in one list: to add one is to add its line. All that goes through the kinds follows this list."""

from collections.abc import Iterable
from importlib import import_module

from pipeline.content.council import TERM_LISTS, Organisation, Territory, Vocabulary
from pipeline.content.kind import AnyDocument, AnyKind, AnyWritten
from pipeline.content.loading import Lists, lists_named
from pipeline.fields.facts import Choice
from pipeline.project import Project

# One line a kind, in the order in which pages and lists give them.
KINDS: tuple[AnyKind, ...] = tuple(
    getattr(import_module(f"pipeline.content.{module}"), name)
    for module, name in (
        ("sheets.sheet", "FICHES"),
        ("sources.notes", "NOTES"),
        ("activities.activity", "ACTIVITIES"),
        ("committees", "COMMITTEES"),
        ("needs", "NEEDS"),
        ("tools", "TOOLS"),
        ("campaigns", "CAMPAIGNS"),
        ("initiatives", "INITIATIVES"),
        ("plain_pages", "PAGES"),
        ("council", "ORGANISATION"),
        ("council", "VOCABULARY"),
        ("plans.plan", "PLANS"),
        ("reports", "REPORTS"),
        ("surveys.evaluation", "EVALUATIONS"),
        ("surveys.questionnaire", "QUESTIONNAIRES"),
        ("redirections", "REDIRECTIONS"),
    )
)
# The list of the territories, by which headers name one.
TERRITORIES = "territoires"
# Those that have a page each, written in Markdown.
PAGED = tuple(kind for kind in KINDS if kind.paged)
# Those whose files may name a page, or lead to one.
NAMING = tuple(kind for kind in KINDS if kind.paged or {name for _, name in lists_named(kind.model)} & {other.plural for other in PAGED})
# Those that have a schema for editors, and a page that tells their keys.
DESCRIBED = tuple(kind for kind in KINDS if kind.described)


def kind_of(written: AnyWritten) -> AnyKind:
    """Return the kind of a file that has a page of its own."""
    return next(kind for kind in KINDS if type(written) is kind.document)


def council_lists(project: Project, vocabulary: Vocabulary, territories: Iterable[Territory]) -> Lists:
    """Return the lists that headers draw from; a committee is of its list as soon as its file is there, readable or not."""
    lists = {name: tuple(term.slug for term in getattr(vocabulary, name)) for name in TERM_LISTS}
    for kind in KINDS:
        if kind.closed:
            lists[kind.plural] = tuple(sorted(path.stem for path in (project.root / kind.folder).glob(f"*{kind.suffix}")))
    return {**lists, TERRITORIES: tuple(territory.slug for territory in territories)}


def council_choices(organisation: Organisation, documents: Iterable[AnyDocument] = ()) -> dict[str, tuple[Choice, ...]]:
    """Return the lists that fields name besides the vocabulary's: the territories, and the ``documents``, by the folder of their kind."""
    chosen: dict[str, list[Choice]] = {kind.plural: [] for kind in KINDS if kind.closed}
    for document in documents:
        chosen.setdefault(kind_of(document).plural, []).append(Choice(document.slug, document.meta.titre))
    territories = tuple(Choice(territory.slug, territory.nom) for territory in organisation.territoires)
    return {**{name: tuple(choices) for name, choices in chosen.items()}, TERRITORIES: territories}
