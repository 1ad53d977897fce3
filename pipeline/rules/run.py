"""Everything that is checked, in one run: each rule on what it is on, as the registry of rules says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any

from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.content.kind import PageDocument
from pipeline.content.recording import recall
from pipeline.memory import Memory
from pipeline.project import Project
from pipeline.rules import silences
from pipeline.rules.registry import CHECKS, RULES
from pipeline.rules.to_write import not_yet_due
from pipeline.text.checks import Check, Checked
from pipeline.text.diagnostics import Diagnostic, Severity


@dataclass(frozen=True)
class Report:
    """What was read and everything that was found, sorted by file and line.

    ``catalogue`` is None when the council's own data could not be read.
    """

    catalogue: Catalogue | None
    diagnostics: tuple[Diagnostic, ...]

    def blocking(self, *, drafts: bool = False) -> tuple[Diagnostic, ...]:
        """Return what stops publication: errors, those of drafts apart unless ``drafts`` are published."""
        waiting = {document.source.path for document in self.catalogue.documents if document.draft} if self.catalogue else set()
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR and (drafts or d.place.path not in waiting))


def check(project: Project, today: date, memory: Memory | None = None) -> Report:
    """Read and check everything under ``project``; with the ``memory`` of an earlier check, only what changed."""
    found: list[Diagnostic] = []
    catalogue = load_catalogue(project, found, memory)
    if catalogue is not None:
        found = silences.apply_silences(catalogue, found + check_catalogue(catalogue, today), RULES)
        catalogue.memory.separate()
    return Report(catalogue, tuple(sorted(found, key=Diagnostic.sort_key)))


def check_catalogue(catalogue: Catalogue, today: date) -> list[Diagnostic]:
    """Return everything that the rules find in what was read, silences not yet applied."""
    given = _given(catalogue, today)
    found = [one for check in _checks_on(Catalogue) for one in check.run(catalogue, given)]
    for file in catalogue.checked:
        found += _check_alone(catalogue.memory, file, given)
        found += _check_among_others(catalogue, file, given)
    return found


def check_file(catalogue: Catalogue, file: Checked, today: date) -> list[Diagnostic]:
    """Return what the rules find in one file, which the catalogue need not hold; nothing of it is remembered."""
    return _run(file, _checks_on(type(file)), _given(catalogue, today))


def _given(catalogue: Catalogue, today: date) -> dict[str, Any]:
    """Return what a check may take, by the name of its parameter."""
    return {
        "catalogue": catalogue,
        "vocabulary": catalogue.vocabulary,
        "today": today,
        "published": catalogue.published_addresses(today),
    }


@cache
def _checks_on(kind: type) -> tuple[Check, ...]:
    """Return the checks of things of that type."""
    return tuple(check for check in CHECKS if check.concerns(kind))


def _run(file: Checked, checks: Sequence[Check], given: Mapping[str, object]) -> list[Diagnostic]:
    found = [one for check in checks for one in check.run(file, given)]
    return not_yet_due(file, found) if isinstance(file, PageDocument) else found


def _check_alone(memory: Memory, file: Checked, given: Mapping[str, object]) -> list[Diagnostic]:
    """Return what the rules that look at one file and nothing else find in it."""
    checks = [check for check in _checks_on(type(file)) if check.alone]
    inputs = (file, *_looked_at(checks, given))
    return memory.recall(f"{type(file).__name__} alone", file.source.path, inputs, partial(_run, file, checks, given))


def _check_among_others(catalogue: Catalogue, file: Checked, given: Mapping[str, object]) -> list[Diagnostic]:
    """Return what is wrong between one file and the others; what the checks read of the catalogue is what their result depends on."""
    checks = [check for check in _checks_on(type(file)) if not check.alone]

    def run(view: Catalogue) -> list[Diagnostic]:
        return _run(file, checks, {**given, "catalogue": view})

    inputs = (file, *_looked_at(checks, given))
    return recall(catalogue, f"{type(file).__name__} among others", file.source.path, inputs, run)


def _looked_at(checks: Sequence[Check], given: Mapping[str, object]) -> Iterator[object]:
    """Yield what the checks take besides their file and the catalogue."""
    return (given[name] for name in sorted({name for check in checks for name in check.takes} - {"catalogue"}))
