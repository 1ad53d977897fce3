"""From answers to the results that may be published: the one place where counts meet the rule of disclosure."""

from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.content.surveys.evaluation import (
    Agreement,
    AnsweringGroup,
    BlockResult,
    ChoiceResult,
    Evaluation,
    GroupTable,
    NamedGroup,
    OptionResult,
    Others,
    StatementResult,
)
from pipeline.content.surveys.questionnaire import FAVOURABLE, LEVELS, ChoiceQuestion, Option, Questionnaire, Statement, StatementBlock
from pipeline.content.surveys.survey_rules import MINIMUM, SMALL
from pipeline.intake.surveys.answers import UNSAID, SurveyAnswers
from pipeline.intake.surveys.disclosure import NOTHING_BEFORE, CountCell, Division, Published, divide

_UNSAID = Option(cle=UNSAID, nom="Groupe non précisé")
Tables = Mapping[str, Mapping[str, CountCell]]


def aggregate(
    questionnaire: Questionnaire,
    slug: str,
    year: int,
    invitations: int | None,
    answers: SurveyAnswers,
    options: Mapping[str, Sequence[Option]],
    groups: Sequence[Option],
    former: Sequence[Evaluation] = (),
) -> Evaluation:
    """Return what may be published of ``answers``; ``former`` are the results that it may be compared with, as they were published."""
    data = questionnaire.data
    everyone = [*groups, *([_UNSAID] if answers.people[UNSAID] and groups else [])]
    sizes = {group.cle: answers.people[group.cle] for group in everyone}
    before = tuple(published(one) for one in former)
    people = divide(sizes, {}, before) if sizes else Division((), ())
    blocks = tuple(_block(block, data.echelle.niveaux, answers, sizes, people, before) for block in data.blocs)
    return Evaluation(
        titre=f"{data.titre}, {year}",
        annee=year,
        activite=slug if data.sujet == "activite" else None,
        questionnaire=questionnaire.slug,
        invitations=invitations,
        reponses=answers.total,
        repartition=_table(data.repartition.titre, everyone, sizes, people) if data.repartition is not None and people.shown else None,
        blocs=blocks,
        choix=tuple(_choice(choice, answers, options[choice.cle]) for choice in data.choix),
    )


def published(evaluation: Evaluation) -> Published:
    """Return what the results of a survey tell by group, as the next survey must know it."""
    table = evaluation.repartition
    if table is None:
        return NOTHING_BEFORE
    counts = {"": {frozenset({group.cle}): group.n for group in table.montres}}
    if table.regroupes is not None:
        counts[""][frozenset(group.cle for group in table.regroupes.groupes)] = table.regroupes.n
    for block in evaluation.blocs:
        for statement in block.enonces:
            if not statement.groupes:
                continue
            cells = {frozenset({key}): cell.n for key, cell in statement.groupes.items()}
            if statement.autres is not None:
                cells[frozenset(block.regroupes)] = statement.autres.n
            counts[statement.cle] = cells
    return Published(counts)


def _table(title: str, groups: Sequence[Option], sizes: Mapping[str, int], division: Division) -> GroupTable:
    named = {group.cle: group.nom for group in groups}
    others = tuple(NamedGroup(cle=key, nom=named[key]) for key in division.pooled)
    return GroupTable(
        titre=title,
        montres=tuple(AnsweringGroup(cle=key, nom=named[key], n=sizes[key]) for key in division.shown),
        regroupes=Others(n=sum(sizes[key] for key in division.pooled), groupes=others) if others else None,
    )


def _block(
    block: StatementBlock,
    words: tuple[str, ...],
    answers: SurveyAnswers,
    sizes: Mapping[str, int],
    people: Division,
    before: Sequence[Published],
) -> BlockResult:
    tables = {statement.cle: _cells(answers.levels.get(statement.cle, {})) for statement in block.enonces}
    wholes = {key: sum(cells.values(), CountCell(0, 0)) for key, cells in tables.items()}
    # Those on which everyone agrees have nothing to tell by group: their total says all.
    told = {key: cells for key, cells in tables.items() if not wholes[key].hidden and not wholes[key].alike}
    division = divide(sizes, told, before, people.pooled) if people.shown and told else Division((), ())
    shown = bool(division.shown)
    return BlockResult(
        cle=block.cle,
        titre=block.titre,
        niveaux=words,
        montres=division.shown if shown else (),
        regroupes=division.pooled if shown else (),
        enonces=tuple(
            _statement(one, answers.levels.get(one.cle, {}), tables[one.cle], division, shown and one.cle in told) for one in block.enonces
        ),
    )


def _cells(levels: Mapping[str, Counter[int]]) -> dict[str, CountCell]:
    return {
        group: CountCell(
            sum(counts[level] for level in range(1, LEVELS + 1)), sum(counts[level] for level in range(FAVOURABLE, LEVELS + 1))
        )
        for group, counts in levels.items()
    }


def _statement(
    statement: Statement, levels: Mapping[str, Counter[int]], cells: Mapping[str, CountCell], division: Division, by_group: bool
) -> StatementResult:
    whole = sum(cells.values(), CountCell(0, 0))
    told = {"cle": statement.cle, "court": statement.court, "texte": statement.texte}
    if whole.hidden:
        return StatementResult(**told)
    together = sum(levels.values(), Counter())
    others = sum((cells.get(key, CountCell(0, 0)) for key in division.pooled), CountCell(0, 0))
    return StatementResult(
        **told,
        n=whole.n,
        sans_objet=together[0],
        favorables=whole.yes,
        niveaux=tuple(together[level] for level in range(1, LEVELS + 1)) if whole.n >= SMALL else None,
        groupes={key: _agreement(cells.get(key, CountCell(0, 0))) for key in division.shown} if by_group else {},
        autres=_agreement(others) if by_group and division.pooled else None,
    )


def _agreement(cell: CountCell) -> Agreement:
    return Agreement(n=cell.n, favorables=cell.yes)


def _choice(choice: ChoiceQuestion, answers: SurveyAnswers, options: Sequence[Option]) -> ChoiceResult:
    chosen, total = answers.chosen.get(choice.cle, Counter()), answers.total
    told = [option for option in options if not CountCell(total, chosen[option.cle]).hidden and chosen[option.cle] >= MINIMUM]
    return ChoiceResult(
        cle=choice.cle,
        titre=choice.titre,
        besoins=choice.besoins,
        options=tuple(
            OptionResult(**option.model_dump(), nombre=chosen[option.cle])
            for option in sorted(told, key=lambda option: -chosen[option.cle])
        ),
        sans_nombre=tuple(option for option in options if option not in told),
    )
