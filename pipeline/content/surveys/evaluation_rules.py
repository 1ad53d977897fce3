"""The results of a survey, as they stand in content/evaluation/: a hand may have brought back what was hidden."""

from collections.abc import Callable
from typing import TypeAlias

from pipeline.content.surveys.evaluation import Agreement, BlockResult, EvaluationFile, StatementResult
from pipeline.content.surveys.survey_rules import ALONE, MINIMUM, SAME_ANSWER, SMALL, SMALL_GROUP, TOO_FEW, UNBALANCED
from pipeline.text.diagnostics import Diagnostic, Rule
from pipeline.text.yaml_in import KeyPath

Tell: TypeAlias = Callable[[Rule, KeyPath, str], None]


def check_evaluation(file: EvaluationFile) -> list[Diagnostic]:
    """Return what the results of one survey tell that they should not, and numbers that do not agree."""
    found: list[Diagnostic] = []

    def tell(rule: Rule, path: KeyPath, message: str) -> None:
        place = file.source.place(file.header.where(path))
        found.append(
            Diagnostic(rule, place, message, help=f"Refaites le fichier avec « passerelle sondage », ou écrivez\u00a0: {rule.right}.")
        )

    _check_people(file, tell)
    for index, block in enumerate(file.data.blocs):
        if len(block.regroupes) == 1:
            tell(ALONE, ("blocs", index, "regroupes"), "Un seul groupe est caché\u00a0: on le retrouve par soustraction.")
        for number, statement in enumerate(block.enonces):
            _check_statement(block, statement, ("blocs", index, "enonces", number), tell)
    for index, choice in enumerate(file.data.choix):
        for number, option in enumerate(choice.options):
            if option.nombre < MINIMUM:
                tell(SMALL_GROUP, ("choix", index, "options", number), f"Un nombre de moins de {MINIMUM} est montré.")
            if option.nombre > file.data.reponses:
                tell(UNBALANCED, ("choix", index, "options", number), "Ce nombre dépasse celui des réponses.")
    return found


def _check_people(file: EvaluationFile, tell: Tell) -> None:
    data, table = file.data, file.data.repartition
    if data.reponses < MINIMUM:
        tell(TOO_FEW, ("reponses",), f"Il y a moins de {MINIMUM} réponses.")
    if data.invitations is not None and data.invitations < data.reponses:
        tell(UNBALANCED, ("invitations",), "Il y a plus de réponses que d’invitations.")
    if table is None:
        return
    for index, group in enumerate(table.montres):
        if group.n < MINIMUM:
            tell(SMALL_GROUP, ("repartition", "montres", index), f"Un groupe de moins de {MINIMUM} est montré.")
    others = table.regroupes
    if others is not None and (len(others.groupes) < 2 or others.n < MINIMUM):
        tell(ALONE, ("repartition", "regroupes"), "Les groupes cachés sont trop peu\u00a0: on les retrouve par soustraction.")
    if table.montres and sum(group.n for group in table.montres) + (others.n if others else 0) != data.reponses:
        tell(UNBALANCED, ("repartition",), "Les groupes n’ont pas, ensemble, le nombre de réponses.")


def _check_statement(block: BlockResult, statement: StatementResult, path: KeyPath, tell: Tell) -> None:
    if statement.n is None:
        return
    whole = Agreement(n=statement.n, favorables=statement.favorables or 0)
    parts = {**statement.groupes, **({"": statement.autres} if statement.autres else {})}
    for key, part in (("", whole), *parts.items()):
        where = path if part is whole else (*path, "groupes", key) if key else (*path, "autres")
        if part.n < MINIMUM:
            tell(SMALL_GROUP, where, f"Un nombre sur moins de {MINIMUM} réponses est montré.")
        elif part.n < SMALL and part.favorables in (0, part.n):
            tell(SAME_ANSWER, where, f"Un groupe de moins de {SMALL} a répondu tout d’une voix.")
        if part.favorables > part.n:
            tell(UNBALANCED, where, "Il y a plus d’accords que de réponses.")
    if statement.niveaux is not None and (sum(statement.niveaux) != whole.n or sum(statement.niveaux[3:]) != whole.favorables):
        tell(UNBALANCED, (*path, "niveaux"), "Les cinq niveaux ne s’accordent pas avec « n » et « favorables ».")
    if parts and (sum(part.n for part in parts.values()), sum(part.favorables for part in parts.values())) != (whole.n, whole.favorables):
        tell(UNBALANCED, (*path, "groupes"), "Les groupes ne s’accordent pas avec le total.")
    if parts and set(statement.groupes) != set(block.montres):
        tell(UNBALANCED, (*path, "groupes"), "Les groupes ne sont pas ceux que le bloc montre.")
