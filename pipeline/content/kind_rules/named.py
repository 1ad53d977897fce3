"""What a page names in its header, by the name of a file: whether it is there, and whether readers find it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.content.activities.activity import ACTIVITIES
from pipeline.content.catalogue import Catalogue
from pipeline.content.document import AnyDocument, Campaign, Initiative
from pipeline.content.kind import AnyKind
from pipeline.content.sheets.sheet import FICHES
from pipeline.content.tools import TOOLS
from pipeline.text.diagnostics import Diagnostic, Rule
from pipeline.text.files import is_file
from pipeline.text.words import nearest


@dataclass(frozen=True)
class Missing:
    """A name that leads to no page that readers find: its rank in its list, what is wrong and what to do."""

    rank: int
    name: str
    message: str
    hint: str


def missing_sheets(catalogue: Catalogue, names: Iterable[str], today: date) -> Iterator[Missing]:
    """Yield the names of sheets that readers do not find on ``today``."""
    listed = {name: fiche for name, fiche in catalogue.fiches.items() if fiche.listed(today)}
    return _missing(catalogue, FICHES, "La fiche", "de fiche", names, catalogue.fiches, listed)


def missing_activities(catalogue: Catalogue, names: Iterable[str]) -> Iterator[Missing]:
    """Yield the names of activities that are not there."""
    return _missing(catalogue, ACTIVITIES, "L’activité", "d’activité", names, catalogue.activities, catalogue.activities)


def missing_tools(catalogue: Catalogue, names: Iterable[str]) -> Iterator[Missing]:
    """Yield the names of tools that are not in the toolbox."""
    return _missing(catalogue, TOOLS, "L’outil", "d’outil", names, catalogue.tools, catalogue.tools)


def unlinked(catalogue: Catalogue, document: Campaign | Initiative, rule: Rule, today: date) -> list[Diagnostic]:
    """Return, under ``rule``, the sheets that a page names and that readers do not find on ``today``, and the tools that are not in the toolbox."""
    missing = [("fiches", one) for one in missing_sheets(catalogue, document.meta.fiches, today)]
    missing += [("outils", one) for one in missing_tools(catalogue, document.meta.outils)]
    return [
        Diagnostic(rule, document.source.place(document.header.where((key, one.rank))), one.message, one.name, one.hint)
        for key, one in missing
    ]


def _missing(
    catalogue: Catalogue, kind: AnyKind, the: str, of: str, names: Iterable[str], known: Mapping[str, AnyDocument],
    listed: Mapping[str, AnyDocument],
) -> Iterator[Missing]:  # fmt: skip
    for rank, name in enumerate(names):
        if name in listed:
            continue
        if name in known:
            yield Missing(rank, name, f"{the} « {name} » n’est pas publiée.", "Retirez-la d’ici là, ou publiez-la.")
        elif not unread(catalogue, kind, name):
            yield Missing(rank, name, f"Il n’y a pas {of} « {name} ».", near_name(name, listed))


def unread(catalogue: Catalogue, kind: AnyKind, name: str) -> bool:
    """Say whether the file is there but could not be read: its own diagnostics say why, once."""
    return is_file(catalogue.project.root / kind.file(name))


def near_name(name: str, choices: Iterable[str]) -> str:
    """Return what to do about a name that is none of ``choices``."""
    near = nearest(name, choices)
    return f"Vouliez-vous dire « {near} »?" if near else "Écrivez le nom du fichier, sans « .md »."
