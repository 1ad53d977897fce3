"""Earlier surveys, as the rule of disclosure compares them with a new one: the same group is the same, whatever it was called."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from pipeline.content.survey_register import named, where_now
from pipeline.content.surveys.evaluation import Evaluation, GroupTable, StatementResult
from pipeline.content.surveys.questionnaire import BREAKDOWN_UNSAID, Option, QuestionnaireData
from pipeline.intake.surveys.disclosure import Published

# Of so many groups, 120 ways.
_MOST_PERMUTED = 5


class Names:
    """Knows groups and statements of earlier surveys again, by the keys that a questionnaire gives them."""

    def __init__(self, data: QuestionnaireData, groups: Sequence[Option], moved: Mapping[str, str]) -> None:
        """``moved`` gives where each page that moved went: a committee that was renamed leads to itself."""
        self.groups: dict[str, str] = {BREAKDOWN_UNSAID: BREAKDOWN_UNSAID}
        for group in groups:
            for word in (*named(group.cle, group.nom), *(part for old in getattr(group, "anciens", ()) for part in named(old, old))):
                self.groups.setdefault(word, group.cle)
        for before in moved:
            key = self.groups.get(where_now(before, moved).removeprefix("comites/").strip("/")) if before.startswith("comites/") else None
            if key is not None:
                self.groups.setdefault(before.removeprefix("comites/").strip("/"), key)
        self.statements: dict[str, str] = {}
        for block in data.blocs:
            for statement in block.enonces:
                for word in named(statement.cle, statement.texte):
                    self.statements.setdefault(word, statement.cle)

    def group(self, key: str, name: str) -> str | None:
        """Return the key of a group of an earlier survey in this one, or None."""
        return next((self.groups[word] for word in named(key, name) if word in self.groups), None)

    def statement(self, statement: StatementResult) -> str | None:
        """Return the key of a statement of an earlier survey in this one, or None."""
        return next((self.statements[word] for word in named(statement.cle, statement.texte) if word in self.statements), None)


def former_tables(results: Evaluation, names: Names, groups: Sequence[Option]) -> Iterator[Published]:
    """Yield the tables by group of an earlier survey, under the keys of this one; nothing when there are none.

    Groups that nothing knows again may be any of the new ones, renamed: the tables come once for each way that they may be. Of too many,
    the ways that change one name, and that which keeps their order.
    """
    table = results.repartition
    if table is None:
        return
    keys = {
        group.cle: names.group(group.cle, group.nom) for group in (*table.montres, *(table.regroupes.groupes if table.regroupes else ()))
    }
    unknown = [key for key, known in keys.items() if known is None]
    new = [group.cle for group in groups if group.cle not in keys.values()]
    plain = {key: known or f"ancien:{key}" for key, known in keys.items()}
    yield _tables(results, table, plain, names)
    for renamed in _renamings(unknown, new):
        yield _tables(results, table, {**plain, **renamed}, names)


def _renamings(old: Sequence[str], new: Sequence[str]) -> Iterator[dict[str, str]]:
    """Yield the ways in which groups of an earlier survey may be groups of this one."""
    if not old or not new:
        return
    if max(len(old), len(new)) <= _MOST_PERMUTED:
        few, many = sorted((old, new), key=len)
        for chosen in permutations(many, len(few)):
            yield dict(zip(few, chosen, strict=True)) if few is old else dict(zip(chosen, few, strict=True))
        return
    yield dict(zip(old, new, strict=False))
    for one in old:
        for other in new:
            yield {one: other}


def _tables(results: Evaluation, table: GroupTable, keys: Mapping[str, str], names: Names) -> Published:
    counts: dict[str, dict[frozenset[str], int]] = {"": {frozenset({keys[group.cle]}): group.n for group in table.montres}}
    if table.regroupes is not None:
        counts[""][frozenset(keys[group.cle] for group in table.regroupes.groupes)] = table.regroupes.n
    for block in results.blocs:
        for statement in block.enonces:
            key = names.statement(statement)
            if key is None or not statement.groupes:
                continue
            cells = {frozenset({keys.get(group, group)}): cell.n for group, cell in statement.groupes.items()}
            if statement.autres is not None:
                cells[frozenset(keys.get(group, group) for group in block.regroupes)] = statement.autres.n
            counts[key] = cells
    return Published(counts)
