"""A small questionnaire (two statements, a question with several choices, one with a single choice, four groups), and people who answer it at random."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any

import yaml

from pipeline.content.loading import read as read_file
from pipeline.content.surveys.evaluation import Evaluation, evaluation_text
from pipeline.content.surveys.questionnaire import QUESTIONNAIRES, Questionnaire, choice_options, groups
from pipeline.intake.surveys.aggregation import aggregate
from pipeline.intake.surveys.answers import UNSAID, SurveyAnswers
from pipeline.intake.surveys.former import Names, former_tables
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import Source
from tests.intake.surveys.conftest import COMMITTEES, WORDS

TEXT = """\
titre: Sondage exemple
resume: Un sondage exemple, pour les tests seulement.
introduction: Un exemple.
sujet: annee
blocs:
  - cle: bloc
    code: BLOC
    titre: Le bloc
    question: Diriez-vous que
    enonces:
      - {cle: utile, court: Utile, texte: Les rencontres sont utiles.}
      - {cle: claire, court: Claire, texte: La visée est claire.}
choix:
  - {cle: plusieurs, code: PLUS, titre: Plusieurs choix, question: Lesquels?, options: [{cle: p1, nom: Un}, {cle: p2, nom: Deux}, {cle: p3, nom: Trois}]}
  - {cle: seul, code: SEUL, titre: Un seul choix, question: Lequel?, une_seule: oui, options: [{cle: s1, nom: Un}, {cle: s2, nom: Deux}, {cle: s3, nom: Trois}, {cle: s4, nom: Quatre}]}
repartition:
  code: GRP
  titre: Comité
  question: Quel comité?
  options: [{cle: comite-a, nom: Comité A}, {cle: comite-b, nom: Comité B}, {cle: comite-c, nom: Comité C}, {cle: comite-d, nom: Comité D}]
"""
GROUPS = ("comite-a", "comite-b", "comite-c", "comite-d", UNSAID)
STATEMENTS = ("utile", "claire")
SINGLE = ("s1", "s2", "s3", "s4")
Told = dict[str, Any]


@dataclass(frozen=True)
class Someone:
    """Who answered: the group, a level for each statement (0: not applicable; None: no answer), the choices, the single choice."""

    group: str
    levels: tuple[int | None, ...]
    chosen: tuple[str, ...] = ()
    single: str | None = None


def rng(seed: int) -> Random:
    """Return a source of examples, the same for a seed."""
    return Random(seed)  # noqa: S311 (a choice of examples)


@cache
def questionnaire(text: str = TEXT, name: str = "sondage") -> Questionnaire:
    """Return a questionnaire, by default the small one."""
    found: list[Diagnostic] = []
    read = read_file(QUESTIONNAIRES, name, Source(f"{name}.yml", text), found)
    assert found == []
    assert read is not None
    return read


def someone(random: Random, group: str, share: float) -> Someone:
    """Return someone of a group who agrees with a statement with a probability of ``share``."""
    levels = tuple(
        None if random.random() < 0.04 else random.choice((4, 5)) if random.random() < share else random.randint(0, 3) for _ in STATEMENTS
    )
    chosen = tuple(key for key in ("p1", "p2", "p3") if random.random() < share / 2)
    return Someone(group, levels, chosen, random.choice((*SINGLE, "s1", "s1", None)))


def some(random: Random, sizes: Sequence[int], share: float | None = None) -> list[Someone]:
    """Return people, so many of each group."""
    share = share if share is not None else random.choice((0.3, 0.5, 0.7, 0.85, 1.0))
    return [someone(random, group, share) for group, size in zip(GROUPS, sizes, strict=True) for _ in range(size)]


def some_sizes(random: Random) -> list[int]:
    """Return sizes of groups, small ones often, five people or more in all."""
    while True:
        sizes = [*(random.choice((0, 1, 2, 4, 5, 6, 8, 9, 12, 15, 20)) for _ in GROUPS[:-1]), random.choice((0, 0, 1, 3, 6))]
        if sum(sizes) >= 5:
            return sizes


def answers_of(people: Sequence[Someone]) -> SurveyAnswers:
    """Return the answers, counted as the code counts them."""
    answers = SurveyAnswers()
    answers.chosen = {"plusieurs": Counter(), "seul": Counter()}
    for one in people:
        answers.people[one.group] += 1
        for key, level in zip(STATEMENTS, one.levels, strict=True):
            if level is not None:
                answers.levels.setdefault(key, {}).setdefault(one.group, Counter())[level] += 1
        answers.chosen["plusieurs"].update(one.chosen)
        if len(one.chosen) > 1:
            answers.several.add("plusieurs")
        if one.single is not None:
            answers.chosen["seul"][one.single] += 1
    return answers


def results(
    people: Sequence[Someone],
    year: int = 2026,
    former: Sequence[Evaluation] = (),
    asked: Questionnaire | None = None,
    moved: dict[str, str] | None = None,
) -> Evaluation:
    """Return what is published of people's answers, after ``former``."""
    asked = asked or questionnaire()
    data = asked.meta
    assert data.repartition is not None
    offered = groups(data.repartition, COMMITTEES, WORDS)
    names = Names(data, offered, moved or {})
    tables = tuple(table for one in former for table in former_tables(one, names, offered))
    options = {choice.cle: choice_options(choice, WORDS) for choice in data.choix}
    return aggregate(asked, str(year), year, None, answers_of(people), options, offered, tables)


def told(evaluation: Evaluation) -> Told:
    """Return what anyone may read: the published text, read by a parser that is not ours."""
    read = yaml.load(evaluation_text(evaluation), Loader=yaml.CSafeLoader)
    assert isinstance(read, dict)
    return read


def corrected(random: Random, people: Sequence[Someone]) -> list[Someone]:
    """Return the same people, one of whom answers otherwise."""
    place = random.randrange(len(people))
    changed = list(people)
    changed[place] = replace(people[place], levels=tuple(random.randint(1, 5) for _ in STATEMENTS))
    return changed


def statements(read: Told) -> list[Told]:
    """Return every statement that is published."""
    return [one for block in read["blocs"] for one in block["enonces"]]
