"""A plan as it is being read from a table: values as text, each with the cell that it came from; written as our files are."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from pipeline.content.plans.table import COLUMNS, LISTS, OF_OBJECTIVE, REQUIRED
from pipeline.text.words import slug
from pipeline.text.yaml_out import quoted_text

# A value and its cell.
Placed = tuple[str, str]
COMMITTEE, YEAR = "--comite", "--annee"
# Where a value that stands in for another comes from: what is wrong with it is nobody's fault.
OF_NOBODY = "-"
_OF_ACTION = tuple(key for key in REQUIRED if key not in OF_OBJECTIVE)


@dataclass
class DraftObjective:
    """An objective being read: the cells of its own, and those of its actions, by column."""

    cells: dict[str, Placed]
    actions: list[dict[str, Placed]] = field(default_factory=list)


@dataclass(frozen=True)
class PlanDraft:
    """A whole plan, before any rule has seen it."""

    committee: str
    year: str
    day: date
    objectives: tuple[DraftObjective, ...]

    @cached_property
    def text(self) -> str:
        """The file that it makes."""
        return "".join(f"{line}\n" for line, _ in self.lines())

    def lines(self) -> Iterator[Placed]:
        """Yield the lines of the file, each with the cell that it came from."""
        yield f"comite: {quoted_text(self.committee)}", COMMITTEE
        yield f"annee: {quoted_text(self.year)}", YEAR
        yield f"a_jour_au: {self.day.isoformat()}", YEAR
        yield "objectifs:", ""
        for objective in self.objectives:
            mark = "  - "
            for key in OF_OBJECTIVE:
                if key in objective.cells:
                    value, where = objective.cells[key]
                    yield f"{mark}{'source' if key == 'besoin_source' else key}: {_scalar(key, value)}", where
                    mark = "    "
            yield "    actions:", objective.cells["objectif"][1]
            for action in objective.actions:
                yield from _action_lines(action)

    def without(self, refused: set[str]) -> "PlanDraft":
        """Return the same plan with neutral values in place of those of the cells ``refused``, and of those that are missing."""
        objectives = []
        for rank, objective in enumerate(self.objectives):
            cells = _kept(objective.cells, refused) | _stand_in({"objectif": f"Objectif {rank}"}, objective.cells, refused)
            actions = [self._action(f"{rank} {index}", action, refused) for index, action in enumerate(objective.actions)]
            objectives.append(DraftObjective(cells, actions))
        return PlanDraft(self.committee, self.year, self.day, tuple(objectives))

    def _action(self, name: str, action: Mapping[str, Placed], refused: set[str]) -> dict[str, Placed]:
        last = f"{self.year[-4:]}-12-31"
        neutral = dict(zip(_OF_ACTION, (f"Action {name}", "À préciser", last), strict=True))
        kept = _kept(action, refused)
        for group in ("realisation", "effet"):
            if any(key.startswith(f"{group}.") for key in kept):
                neutral[f"{group}.indicateur"] = "À préciser"
        return kept | _stand_in(neutral, action, refused)


def _kept(cells: Mapping[str, Placed], refused: set[str]) -> dict[str, Placed]:
    return {key: placed for key, placed in cells.items() if placed[1] not in refused}


def _stand_in(neutral: Mapping[str, str], cells: Mapping[str, Placed], refused: set[str]) -> dict[str, Placed]:
    return {key: (value, OF_NOBODY) for key, value in neutral.items() if key not in cells or cells[key][1] in refused}


def _action_lines(action: Mapping[str, Placed]) -> Iterator[Placed]:
    mark, group = "      - ", ""
    for key in COLUMNS:
        if key not in action:
            continue
        value, where = action[key]
        head, _, leaf = key.rpartition(".")
        if head and head != group:
            yield f"{mark}{head}:", where
            mark = "        "
        group = head
        yield f"{mark}{'  ' if head else ''}{leaf}: {_scalar(key, value)}", where
        mark = "        "


def _scalar(key: str, value: str) -> str:
    """Return a value in YAML: a list is a list, a yes or a no is bare, the rest is quoted, so that nothing in it is read."""
    if key in LISTS:
        return f"[{', '.join(map(quoted_text, json.loads(value)))}]"
    if key.endswith("a_la_baisse") and slug(value) in ("oui", "non", "x"):
        return "non" if slug(value) == "non" else "oui"
    return quoted_text(value)
