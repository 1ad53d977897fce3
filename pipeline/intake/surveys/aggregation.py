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
from pipeline.content.surveys.survey_rules import MARGIN, MINIMUM
from pipeline.intake.surveys.answers import NOT_APPLICABLE, UNSAID, SurveyAnswers
from pipeline.intake.surveys.disclosure import NOBODY, Bound, CountCell, Division, Published, coded, divide, one_each, row, spread

_UNSAID = Option(cle=UNSAID, nom="Groupe non précisé")


def aggregate(
    questionnaire: Questionnaire,
    slug: str,
    year: int,
    invitations: int | None,
    answers: SurveyAnswers,
    options: Mapping[str, Sequence[Option]],
    groups: Sequence[Option],
    former: Sequence[Published] = (),
) -> Evaluation:
    """Return what may be published of ``answers``; ``former``: the earlier surveys, as published, that it may be compared with."""
    data = questionnaire.meta
    everyone = [*groups, _UNSAID] if groups else []
    sizes = {group.cle: answers.people[group.cle] for group in everyone}
    division = divide(sizes, former) if sizes else Division((), ())
    return Evaluation(
        titre=f"{data.titre}, {year}",
        annee=year,
        activite=slug if data.sujet == "activite" else None,
        questionnaire=questionnaire.slug,
        invitations=invitations,
        reponses=answers.total,
        repartition=_table(data.repartition.titre, everyone, sizes, division) if data.repartition is not None and division.shown else None,
        blocs=tuple(_block(block, data.echelle.niveaux, answers, division, former) for block in data.blocs),
        choix=tuple(_choice(choice, answers, options[choice.cle]) for choice in data.choix),
    )


def _table(title: str, groups: Sequence[Option], sizes: Mapping[str, int], division: Division) -> GroupTable:
    named = {group.cle: group.nom for group in groups}
    others = tuple(NamedGroup(cle=key, nom=named[key]) for key in division.pooled)
    return GroupTable(
        titre=title,
        montres=tuple(AnsweringGroup(cle=key, nom=named[key], n=sizes[key]) for key in division.shown),
        regroupes=Others(n=sum(sizes[key] for key in division.pooled), groupes=others) if others else None,
    )


def _block(
    block: StatementBlock, words: tuple[str, ...], answers: SurveyAnswers, division: Division, former: Sequence[Published]
) -> BlockResult:
    statements = tuple(_statement(one, answers.levels.get(one.cle, {}), division, former) for one in block.enonces)
    by_group = any(one.groupes for one in statements)
    return BlockResult(
        cle=block.cle,
        titre=block.titre,
        niveaux=words,
        montres=division.shown if by_group else (),
        regroupes=division.pooled if by_group else (),
        enonces=statements,
    )


def _cells(levels: Mapping[str, Counter[int]]) -> dict[str, CountCell]:
    return {
        group: CountCell(
            sum(counts[level] for level in range(1, LEVELS + 1)), sum(counts[level] for level in range(FAVOURABLE, LEVELS + 1))
        )
        for group, counts in levels.items()
    }


def _statement(
    statement: Statement, levels: Mapping[str, Counter[int]], division: Division, former: Sequence[Published]
) -> StatementResult:
    cells = _cells(levels)
    whole = sum(cells.values(), NOBODY)
    told = {"cle": statement.cle, "court": statement.court, "texte": statement.texte}
    agree = coded(whole.yes, whole.n)
    if agree is None:
        return StatementResult(**told)
    together: Counter[int] = sum(levels.values(), Counter())
    by_group = row(division, statement.cle, cells, former) or {}
    pooled = by_group.get(frozenset(division.pooled))
    return StatementResult(
        **told,
        n=whole.n,
        sans_objet=together[NOT_APPLICABLE] if together[NOT_APPLICABLE] >= MARGIN else None,
        favorables=agree.value,
        borne=agree.bound.value if agree.bound else None,
        niveaux=spread([together[level] for level in range(1, LEVELS + 1)]),
        groupes={key: _agreement(by_group[frozenset({key})]) for key in division.shown} if by_group else {},
        autres=_agreement(pooled) if pooled else None,
    )


def _agreement(cell: CountCell) -> Agreement:
    return Agreement(n=cell.n, favorables=cell.yes)


def _choice(choice: ChoiceQuestion, answers: SurveyAnswers, options: Sequence[Option]) -> ChoiceResult:
    counts, total = answers.chosen.get(choice.cle, Counter()), answers.total
    exact, nearly_all = _told(options, counts, total, single=choice.une_seule or choice.cle not in answers.several)
    return ChoiceResult(
        cle=choice.cle,
        titre=choice.titre,
        besoins=choice.besoins,
        une_seule=choice.une_seule,
        options=tuple(
            OptionResult(**option.model_dump(), nombre=counts[option.cle])
            for option in sorted(exact, key=lambda option: -counts[option.cle])
        ),
        presque_tous=tuple(nearly_all),
        sans_nombre=tuple(option for option in options if option not in exact and option not in nearly_all),
    )


def _told(options: Sequence[Option], counts: Mapping[str, int], total: int, *, single: bool) -> tuple[list[Option], list[Option]]:
    """Return the options whose number may be told, and those that all but a few chose.

    ``single``: each person chose one at most, so that the numbers add up. Else nothing adds up, and each is told alone.
    """
    if single:
        shown = one_each({option.cle: counts[option.cle] for option in options}, total)
        return [option for option in options if option.cle in shown], []
    told = {option.cle: coded(counts[option.cle], total) for option in options}
    exact = [one for one in options if (count := told[one.cle]) and count.bound is None and count.value >= MINIMUM]
    return exact, [one for one in options if (count := told[one.cle]) and count.bound is Bound.AT_LEAST]
