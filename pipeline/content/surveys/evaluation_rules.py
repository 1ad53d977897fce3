"""The results of a survey, as they stand in content/evaluation/: a hand may have brought back what was hidden."""

from collections.abc import Iterator

from pipeline.content.surveys.evaluation import Agreement, BlockResult, EvaluationFile, StatementResult
from pipeline.content.surveys.survey_rules import ALONE, MINIMUM, SAME_ANSWER, SMALL, SMALL_GROUP, TOO_FEW, UNBALANCED
from pipeline.text.checks import Fault, fault, finds
from pipeline.text.diagnostics import Rule
from pipeline.text.yaml_in import KeyPath


@finds(TOO_FEW, SMALL_GROUP, SAME_ANSWER, UNBALANCED, ALONE, on=EvaluationFile)
def results_disclose_nobody(file: EvaluationFile) -> Iterator[Fault]:
    """Yield what the results of one survey tell that they should not, and numbers that do not agree."""
    yield from _people(file)
    for index, block in enumerate(file.data.blocs):
        if len(block.regroupes) == 1:
            yield _broken(ALONE, ("blocs", index, "regroupes"), "Un seul groupe est caché : on le retrouve par soustraction.")
        for number, statement in enumerate(block.enonces):
            yield from _statement(block, statement, ("blocs", index, "enonces", number))
    for index, choice in enumerate(file.data.choix):
        for number, option in enumerate(choice.options):
            where = ("choix", index, "options", number)
            if option.nombre < MINIMUM:
                yield _broken(SMALL_GROUP, where, f"Un nombre de moins de {MINIMUM} est montré.")
            if option.nombre > file.data.reponses:
                yield _broken(UNBALANCED, where, "Ce nombre dépasse celui des réponses.")


def _broken(rule: Rule, where: KeyPath, message: str) -> Fault:
    """Return a fault whose advice is to make the file again, or to write what the rule gives as right."""
    hint = f"Refaites le fichier avec « passerelle sondage », ou écrivez : {rule.right}."
    return fault(where, message, hint=hint, code=rule.code)


def _people(file: EvaluationFile) -> Iterator[Fault]:
    data, table = file.data, file.data.repartition
    if data.reponses < MINIMUM:
        yield _broken(TOO_FEW, ("reponses",), f"Il y a moins de {MINIMUM} réponses.")
    if data.invitations is not None and data.invitations < data.reponses:
        yield _broken(UNBALANCED, ("invitations",), "Il y a plus de réponses que d’invitations.")
    if table is None:
        return
    for index, group in enumerate(table.montres):
        if group.n < MINIMUM:
            yield _broken(SMALL_GROUP, ("repartition", "montres", index), f"Un groupe de moins de {MINIMUM} est montré.")
    others = table.regroupes
    if others is not None and (len(others.groupes) < 2 or others.n < MINIMUM):
        yield _broken(ALONE, ("repartition", "regroupes"), "Les groupes cachés sont trop peu : on les retrouve par soustraction.")
    if table.montres and sum(group.n for group in table.montres) + (others.n if others else 0) != data.reponses:
        yield _broken(UNBALANCED, ("repartition",), "Les groupes n’ont pas, ensemble, le nombre de réponses.")


def _statement(block: BlockResult, statement: StatementResult, path: KeyPath) -> Iterator[Fault]:
    if statement.n is None:
        return
    whole = Agreement(n=statement.n, favorables=statement.favorables or 0)
    parts = {**statement.groupes, **({"": statement.autres} if statement.autres else {})}
    for key, part in (("", whole), *parts.items()):
        where = path if part is whole else (*path, "groupes", key) if key else (*path, "autres")
        if part.n < MINIMUM:
            yield _broken(SMALL_GROUP, where, f"Un nombre sur moins de {MINIMUM} réponses est montré.")
        elif part.n < SMALL and part.favorables in (0, part.n):
            yield _broken(SAME_ANSWER, where, f"Un groupe de moins de {SMALL} a répondu tout d’une voix.")
        if part.favorables > part.n:
            yield _broken(UNBALANCED, where, "Il y a plus d’accords que de réponses.")
    if statement.niveaux is not None and (sum(statement.niveaux) != whole.n or sum(statement.niveaux[3:]) != whole.favorables):
        yield _broken(UNBALANCED, (*path, "niveaux"), "Les cinq niveaux ne s’accordent pas avec « n » et « favorables ».")
    if parts and (sum(part.n for part in parts.values()), sum(part.favorables for part in parts.values())) != (whole.n, whole.favorables):
        yield _broken(UNBALANCED, (*path, "groupes"), "Les groupes ne s’accordent pas avec le total.")
    if parts and set(statement.groupes) != set(block.montres):
        yield _broken(UNBALANCED, (*path, "groupes"), "Les groupes ne sont pas ceux que le bloc montre.")
