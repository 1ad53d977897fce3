"""The results of a survey, as they stand in content/evaluation/: a hand may have brought back what was hidden."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from pipeline.content.survey_register import Publication, is_known
from pipeline.content.surveys.evaluation import BlockResult, Evaluation, EvaluationFile, StatementResult
from pipeline.content.surveys.survey_rules import (
    ALONE,
    CHANGED_BY_HAND,
    FEWEST,
    GROUP_MINORITY,
    MARGIN,
    MINIMUM,
    POOL_GROUPS,
    POOL_MINORITY,
    SAME_ANSWER,
    SMALL,
    SMALL_GROUP,
    TOO_FEW,
    UNBALANCED,
)
from pipeline.text.diagnostics import Diagnostic, Rule
from pipeline.text.yaml_in import KeyPath

Tell: TypeAlias = Callable[[Rule, KeyPath, str], None]


def publications_of(file: EvaluationFile, register: Sequence[Publication]) -> tuple[Evaluation, ...]:
    """Return what the register holds of the same year or activity."""
    about = (file.data.annee, file.data.activite)
    return tuple(one.resultats for one in register if (one.resultats.annee, one.resultats.activite) == about)


def check_evaluation(file: EvaluationFile, published: Sequence[Evaluation] = ()) -> list[Diagnostic]:
    """Return what the results of one survey tell that they should not, and numbers that do not agree; ``published`` is what the register holds of it."""
    found: list[Diagnostic] = []

    def tell(rule: Rule, path: KeyPath, message: str) -> None:
        place = file.source.place(file.header.where(path))
        found.append(
            Diagnostic(rule, place, message, help=f"Refaites le fichier avec « passerelle sondage », ou écrivez\u00a0: {rule.right}.")
        )

    if published and not is_known(file.data, published):
        tell(CHANGED_BY_HAND, ("reponses",), "Ces nombres ne sont pas ceux qui ont été publiés, selon content/sondages-publies.yml.")
    _check_people(file, tell)
    for index, block in enumerate(file.data.blocs):
        if 0 < len(block.regroupes) < POOL_GROUPS:
            tell(
                ALONE, ("blocs", index, "regroupes"), f"Moins de {POOL_GROUPS} groupes sont réunis\u00a0: on les retrouve par soustraction."
            )
        for number, statement in enumerate(block.enonces):
            _check_statement(block, statement, ("blocs", index, "enonces", number), tell)
    for index, choice in enumerate(file.data.choix):
        # Of a question with one answer each, what nobody chose is the total less the others.
        divides = not choice.sans_nombre and sum(option.nombre for option in choice.options) <= file.data.reponses
        for number, option in enumerate(choice.options):
            path: KeyPath = ("choix", index, "options", number)
            if option.nombre < MINIMUM and not (divides and option.nombre == 0):
                tell(SMALL_GROUP, path, f"Un nombre de moins de {MINIMUM} est montré.")
            if option.nombre > file.data.reponses:
                tell(UNBALANCED, path, "Ce nombre dépasse celui des réponses.")
            elif option.nombre > file.data.reponses - MARGIN:
                tell(SAME_ANSWER, path, f"Toutes les personnes ont fait ce choix, ou toutes sauf moins de {MARGIN}.")
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
    if others is not None and (len(others.groupes) < POOL_GROUPS or others.n < MINIMUM):
        tell(ALONE, ("repartition", "regroupes"), "Les groupes cachés sont trop peu\u00a0: on les retrouve par soustraction.")
    if table.montres and sum(group.n for group in table.montres) + (others.n if others else 0) != data.reponses:
        tell(UNBALANCED, ("repartition",), "Les groupes n’ont pas, ensemble, le nombre de réponses.")


def _check_statement(block: BlockResult, statement: StatementResult, path: KeyPath, tell: Tell) -> None:
    if statement.n is None:
        return
    whole, agree = statement.n, statement.favorables or 0
    if whole < FEWEST:
        tell(SMALL_GROUP, path, f"Un énoncé de moins de {FEWEST} réponses est montré.")
    if statement.sans_objet is not None and statement.sans_objet < MARGIN:
        tell(SMALL_GROUP, (*path, "sans_objet"), f"Un nombre de moins de {MARGIN} est montré.")
    if agree > whole:
        tell(UNBALANCED, path, "Il y a plus d’accords que de réponses.")
    if statement.borne is None and min(agree, whole - agree) < MARGIN:
        tell(SAME_ANSWER, path, f"Moins de {MARGIN} personnes sont d’un côté\u00a0: il faut une borne.")
    if statement.borne is not None and agree != (MARGIN - 1 if statement.borne == "au-plus" else whole - MARGIN + 1):
        tell(UNBALANCED, path, "Cette borne n’est pas celle que la règle donne.")
    _check_levels(statement, (*path, "niveaux"), tell)
    parts = {**statement.groupes, **({"": statement.autres} if statement.autres else {})}
    for key, part in parts.items():
        where = (*path, "groupes", key) if key else (*path, "autres")
        if part.n < MINIMUM:
            tell(SMALL_GROUP, where, f"Un nombre sur moins de {MINIMUM} réponses est montré.")
        elif min(part.favorables, part.n - part.favorables) < (few := GROUP_MINORITY if key else POOL_MINORITY):
            tell(SAME_ANSWER, where, f"Moins de {few} personnes sont d’un côté\u00a0: l’énoncé ne peut être montré par groupe.")
    if parts and (sum(part.n for part in parts.values()), sum(part.favorables for part in parts.values())) != (whole, agree):
        tell(UNBALANCED, (*path, "groupes"), "Les groupes ne s’accordent pas avec le total.")
    if parts and set(statement.groupes) != set(block.montres):
        tell(UNBALANCED, (*path, "groupes"), "Les groupes ne sont pas ceux que le bloc montre.")


def _check_levels(statement: StatementResult, path: KeyPath, tell: Tell) -> None:
    if statement.niveaux is None:
        return
    told = [number for number in statement.niveaux if number is not None]
    if (statement.n or 0) < SMALL or min(told, default=0) < MARGIN:
        tell(SMALL_GROUP, path, f"Un niveau de moins de {MARGIN} réponses est montré\u00a0: il se réunit à son voisin.")
    agreeing = sum(number or 0 for number in statement.niveaux[3:])
    if statement.borne is not None or (sum(told), agreeing) != (statement.n, statement.favorables):
        tell(UNBALANCED, path, "Les cinq niveaux ne s’accordent pas avec « n » et « favorables ».")
