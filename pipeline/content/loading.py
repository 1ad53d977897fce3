"""Reading the files of one kind: header, model, text; faults are told at their place, and an unchanged file is not read again."""

from collections.abc import Mapping
from functools import cache
from typing import TypeAlias

from pydantic import BaseModel

from pipeline.content.kind import Kind, One
from pipeline.fields.marks import OfList
from pipeline.fields.validation import nested_model, validate
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.text.diagnostics import Diagnostic, Rule
from pipeline.text.files import Source, read_folder
from pipeline.text.yaml_in import read_yaml, read_yaml_file, split_front_matter

NO_BODY = Rule(
    code="S001",
    title="Un texte sous l’en-tête",
    why="Une page sans texte n’apprend rien à personne.",
    wrong="Un fichier qui finit après le deuxième « --- »",
    right="L’en-tête, puis le texte",
)

# What each list of the council accepts, by the name of the list.
Lists: TypeAlias = Mapping[str, tuple[str, ...]]


@cache
def lists_named(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return each key of ``model`` that draws from a list, with the list's name (« enjeux.themes »: a key of each item of ``enjeux``)."""
    found: list[tuple[str, str]] = []
    for key, info in model.model_fields.items():
        found += [(key, mark.name) for mark in info.metadata if isinstance(mark, OfList)]
        inner = nested_model(info.annotation)
        if inner is not None:
            found += [(f"{key}.{below}", name) for below, name in lists_named(inner)]
    return tuple(found)


def accepted_by(model: type[BaseModel], lists: Lists) -> dict[str, tuple[str, ...]]:
    """Return what each key of ``model`` that draws from one of ``lists`` accepts."""
    return {key: lists[name] for key, name in lists_named(model) if name in lists}


def load(project: Project, kind: Kind[One], lists: Lists, found: list[Diagnostic], memory: Memory) -> dict[str, One]:
    """Read every file of one kind, drafts included, by name; append what is wrong to ``found``."""
    accepted = accepted_by(kind.model, lists)

    def read_one(slug: str, source: Source, wrong: list[Diagnostic]) -> One | None:
        return _read(kind, slug, source, wrong, accepted)

    folder = project.root / kind.folder
    result = read_folder(project, folder, kind.suffix, memory, (accepted,), found, read_one, kind.beside, kind.folders)
    order = kind.order
    return dict(sorted(result.items(), key=lambda item: order(item[1]))) if order is not None else result


def read(kind: Kind[One], slug: str, source: Source, found: list[Diagnostic], lists: Lists | None = None) -> One | None:
    """Read one file; None with diagnostics when its keys cannot be used, or it has no text and its kind must."""
    return _read(kind, slug, source, found, accepted_by(kind.model, lists or {}))


def _read(kind: Kind[One], slug: str, source: Source, found: list[Diagnostic], accepted: Lists) -> One | None:
    split = split_front_matter(source, found) if kind.markdown else None
    header = (read_yaml(source, split[0], found) if split else None) if kind.markdown else read_yaml_file(source, found)
    meta = validate(header, kind.model, found, lists=accepted) if header else None
    if header is None or meta is None:
        return None
    if split is None:
        made = kind.document(slug, source, header, meta)
    elif kind.prose and not source.text[split[1] :].strip():
        found.append(Diagnostic(NO_BODY, source.place(split[1]), "Il n’y a pas de texte sous l’en-tête.", help=NO_BODY.right))
        return None
    else:
        made = kind.document(slug, source, header, meta, split[1])  # type: ignore[call-arg] # a Markdown kind makes a Document
    return made if kind.accept is None or kind.accept(made, found) else None
