"""The results of a survey, as they stand in content/evaluation/: a hand may have brought back what was hidden."""

from collections.abc import Iterator

from pipeline.content.catalogue import Catalogue
from pipeline.content.survey_register import is_known
from pipeline.content.surveys.evaluation import BlockResult, EvaluationFile, StatementResult
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
from pipeline.text.checks import Fault, fault, finds
from pipeline.text.diagnostics import Rule
from pipeline.text.yaml_in import KeyPath


@finds(CHANGED_BY_HAND, on=EvaluationFile)
def published_numbers_stay(file: EvaluationFile, catalogue: Catalogue) -> Iterator[Fault]:
    """Yield numbers that are not those that the register holds of the same year or activity."""
    about = (file.meta.annee, file.meta.activite)
    published = [one.resultats for one in catalogue.published_surveys if (one.resultats.annee, one.resultats.activite) == about]
    if published and not is_known(file.meta, published):
        message = "Ces nombres ne sont pas ceux qui ont été publiés, selon content/sondages-publies.yml."
        yield _broken(CHANGED_BY_HAND, ("reponses",), message)


@finds(TOO_FEW, SMALL_GROUP, SAME_ANSWER, UNBALANCED, ALONE, on=EvaluationFile)
def results_disclose_nobody(file: EvaluationFile) -> Iterator[Fault]:
    """Yield what the results of one survey tell that they should not, and numbers that do not agree."""
    yield from _people(file)
    for index, block in enumerate(file.meta.blocs):
        if 0 < len(block.regroupes) < POOL_GROUPS:
            yield _broken(
                ALONE, ("blocs", index, "regroupes"), f"Moins de {POOL_GROUPS} groupes sont réunis : on les retrouve par soustraction."
            )
        for number, statement in enumerate(block.enonces):
            yield from _statement(block, statement, ("blocs", index, "enonces", number))
    for index, choice in enumerate(file.meta.choix):
        # Of a question with one answer each, what nobody chose is the total less the others.
        divides = not choice.sans_nombre and sum(option.nombre for option in choice.options) <= file.meta.reponses
        for number, option in enumerate(choice.options):
            path: KeyPath = ("choix", index, "options", number)
            if option.nombre < MINIMUM and not (divides and option.nombre == 0):
                yield _broken(SMALL_GROUP, path, f"Un nombre de moins de {MINIMUM} est montré.")
            if option.nombre > file.meta.reponses:
                yield _broken(UNBALANCED, path, "Ce nombre dépasse celui des réponses.")
            elif option.nombre > file.meta.reponses - MARGIN:
                yield _broken(SAME_ANSWER, path, f"Toutes les personnes ont fait ce choix, ou toutes sauf moins de {MARGIN}.")


def _broken(rule: Rule, where: KeyPath, message: str) -> Fault:
    """Return a fault whose advice is to make the file again, or to write what the rule gives as right."""
    hint = f"Refaites le fichier avec « passerelle sondage », ou écrivez : {rule.right}."
    return fault(where, message, hint=hint, code=rule.code)


def _people(file: EvaluationFile) -> Iterator[Fault]:
    data, table = file.meta, file.meta.repartition
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
    if others is not None and (len(others.groupes) < POOL_GROUPS or others.n < MINIMUM):
        yield _broken(ALONE, ("repartition", "regroupes"), "Les groupes cachés sont trop peu : on les retrouve par soustraction.")
    if table.montres and sum(group.n for group in table.montres) + (others.n if others else 0) != data.reponses:
        yield _broken(UNBALANCED, ("repartition",), "Les groupes n’ont pas, ensemble, le nombre de réponses.")


def _statement(block: BlockResult, statement: StatementResult, path: KeyPath) -> Iterator[Fault]:
    if statement.n is None:
        return
    whole, agree = statement.n, statement.favorables or 0
    if whole < FEWEST:
        yield _broken(SMALL_GROUP, path, f"Un énoncé de moins de {FEWEST} réponses est montré.")
    if statement.sans_objet is not None and statement.sans_objet < MARGIN:
        yield _broken(SMALL_GROUP, (*path, "sans_objet"), f"Un nombre de moins de {MARGIN} est montré.")
    if agree > whole:
        yield _broken(UNBALANCED, path, "Il y a plus d’accords que de réponses.")
    if statement.borne is None and min(agree, whole - agree) < MARGIN:
        yield _broken(SAME_ANSWER, path, f"Moins de {MARGIN} personnes sont d’un côté : il faut une borne.")
    if statement.borne is not None and agree != (MARGIN - 1 if statement.borne == "au-plus" else whole - MARGIN + 1):
        yield _broken(UNBALANCED, path, "Cette borne n’est pas celle que la règle donne.")
    yield from _levels(statement, (*path, "niveaux"))
    parts = {**statement.groupes, **({"": statement.autres} if statement.autres else {})}
    for key, part in parts.items():
        where = (*path, "groupes", key) if key else (*path, "autres")
        if part.n < MINIMUM:
            yield _broken(SMALL_GROUP, where, f"Un nombre sur moins de {MINIMUM} réponses est montré.")
        elif min(part.favorables, part.n - part.favorables) < (few := GROUP_MINORITY if key else POOL_MINORITY):
            yield _broken(SAME_ANSWER, where, f"Moins de {few} personnes sont d’un côté : l’énoncé ne peut être montré par groupe.")
    if parts and (sum(part.n for part in parts.values()), sum(part.favorables for part in parts.values())) != (whole, agree):
        yield _broken(UNBALANCED, (*path, "groupes"), "Les groupes ne s’accordent pas avec le total.")
    if parts and set(statement.groupes) != set(block.montres):
        yield _broken(UNBALANCED, (*path, "groupes"), "Les groupes ne sont pas ceux que le bloc montre.")


def _levels(statement: StatementResult, path: KeyPath) -> Iterator[Fault]:
    if statement.niveaux is None:
        return
    told = [number for number in statement.niveaux if number is not None]
    if (statement.n or 0) < SMALL or min(told, default=0) < MARGIN:
        yield _broken(SMALL_GROUP, path, f"Un niveau de moins de {MARGIN} réponses est montré : il se réunit à son voisin.")
    agreeing = sum(number or 0 for number in statement.niveaux[3:])
    if statement.borne is not None or (sum(told), agreeing) != (statement.n, statement.favorables):
        yield _broken(UNBALANCED, path, "Les cinq niveaux ne s’accordent pas avec « n » et « favorables ».")
