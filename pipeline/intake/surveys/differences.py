"""What a new import of a survey would tell of the people who are in one publication and not in the other.

Readers keep both. What can be subtracted is held to the rules of a survey of its own (``pipeline.intake.surveys.disclosure``): the people
who came or left are its answers. A correction of a few answers never passes, for its difference *is* these answers: results are final.

Source: differencing, in the Handbook on Statistical Disclosure Control (2nd ed., 2024, section 5.2).
"""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.content.survey_register import named, numbers_of
from pipeline.content.surveys.evaluation import ChoiceResult, Evaluation, StatementResult
from pipeline.content.surveys.survey_rules import FEWEST, MARGIN, MINIMUM
from pipeline.intake.surveys.disclosure import NOBODY, CountCell
from pipeline.text.typographic import quoted

_PEOPLE = "le nombre de réponses"
_GROUPS = "la répartition en groupes"


def disclosed(before: Evaluation, after: Evaluation) -> tuple[str, ...]:
    """Return what, of two publications of one survey, tells too much by subtraction: names of questions, in French; none when nothing does.

    The same numbers tell nothing more, whatever the titles, invitations and comments have become.
    """
    if numbers_of(before) == numbers_of(after):
        return ()
    small, large = (before, after) if before.reponses <= after.reponses else (after, before)
    if large.reponses - small.reponses < MINIMUM:
        return (_PEOPLE,)
    return tuple(dict.fromkeys((*_by_group(small, large), *_statements(small, large), *_choices(small, large))))


def could_be_one(one: Evaluation, other: Evaluation) -> bool:
    """Say whether two yearly surveys may be of the same people but for fewer than five: numbers equal, or larger by fewer than five.

    Told only of results that share five numbers or more. After two activities, it could be chance.
    """
    if one.activite is not None or other.activite is not None:
        return False
    small, large = (one, other) if one.reponses <= other.reponses else (other, one)
    came = large.reponses - small.reponses
    pairs = [*_rated(small, large), *_chosen(small, large)]
    return came < MINIMUM and len(pairs) >= MINIMUM and all(0 <= more - fewer <= came for fewer, more in pairs)


def _rated(small: Evaluation, large: Evaluation) -> Iterator[tuple[int, int]]:
    for fewer, more in _shared(small, large):
        if fewer.n is not None and more.n is not None:
            yield fewer.n, more.n
            if fewer.borne is None and more.borne is None:
                yield fewer.favorables or 0, more.favorables or 0


def _chosen(small: Evaluation, large: Evaluation) -> Iterator[tuple[int, int]]:
    known = {(choice.cle, option.cle): option.nombre for choice in small.choix for option in choice.options}
    for choice in large.choix:
        for option in choice.options:
            if (choice.cle, option.cle) in known:
                yield known[choice.cle, option.cle], option.nombre


def _all(results: Evaluation) -> list[StatementResult]:
    return [statement for block in results.blocs for statement in block.enonces]


def _shared(small: Evaluation, large: Evaluation) -> Iterator[tuple[StatementResult, StatementResult]]:
    """Yield each statement of both, known again by its key or its words."""
    there = {word: one for one in _all(small) for word in named(one.cle, one.texte)}
    for more in _all(large):
        fewer = next((there[word] for word in named(more.cle, more.texte) if word in there), None)
        if fewer is not None:
            yield fewer, more


def shares_questions(one: Evaluation, other: Evaluation) -> bool:
    """Say whether two results are of one questionnaire, whatever its name: half of the statements or choices, or more, come back."""
    statements = len(list(_shared(one, other)))
    choices = {choice.cle for choice in one.choix} & {choice.cle for choice in other.choix}
    asked = min(len(_all(one)) + len(one.choix), len(_all(other)) + len(other.choix))
    return one.questionnaire == other.questionnaire or 2 * (statements + len(choices)) >= max(asked, 1)


def _statements(small: Evaluation, large: Evaluation) -> Iterator[str]:
    for fewer, more in _shared(small, large):
        if fewer.n is not None and more.n is not None and not _safe(fewer, more):
            yield quoted(more.court)


def _safe(fewer: StatementResult, more: StatementResult) -> bool:
    """Say whether the answers that one has and the other has not may be told."""
    came = (more.n or 0) - (fewer.n or 0)
    told = ("favorables", "borne", "niveaux", "sans_objet")
    if came == 0:
        return all(getattr(fewer, name) == getattr(more, name) for name in told)
    if came < FEWEST:
        return False
    (least, most), (low, high) = fewer.bounds, more.bounds
    low, high = max(0, low - most), min(came, high - least)
    if high - low < MARGIN - 1 and not (low == high and MINIMUM <= low <= came - MINIMUM):
        return False
    if fewer.sans_objet is not None and more.sans_objet is not None and not _none_or_enough(more.sans_objet - fewer.sans_objet):
        return False
    return all(part >= MINIMUM for part in _levels(fewer.niveaux, more.niveaux))


def _none_or_enough(number: int) -> bool:
    return number == 0 or number >= MINIMUM


def _levels(fewer: Sequence[int | None] | None, more: Sequence[int | None] | None) -> Iterator[int]:
    """Yield the differences of two spreads, part by part: the parts that both tell apart, or tell together."""
    if fewer is None or more is None:
        return
    started = 0
    for level in range(len(fewer)):
        last = level == len(fewer) - 1
        # A part ends where neither spread counts this level with the next.
        if (
            last
            or (level < 2 and fewer[level] is not None and more[level] is not None)
            or level == 2
            or (level == 3 and None not in (fewer[4], more[4]))
        ):
            yield sum(more[part] or 0 for part in range(started, level + 1)) - sum(fewer[part] or 0 for part in range(started, level + 1))
            started = level + 1


def _classes(results: Evaluation) -> dict[frozenset[str], int]:
    table = results.repartition
    if table is None:
        return {}
    pooled = {frozenset(group.cle for group in table.regroupes.groupes): table.regroupes.n} if table.regroupes else {}
    return {frozenset({group.cle}): group.n for group in table.montres} | pooled


def _by_group(small: Evaluation, large: Evaluation) -> Iterator[str]:
    fewer, more = _classes(small), _classes(large)
    if not fewer or not more:
        return
    # Other groups, or put together otherwise: unions of both give groups that neither shows.
    if set(fewer) != set(more) or any(0 != more[part] - number < MINIMUM for part, number in fewer.items()):
        yield _GROUPS
        return
    for one, other in _shared(small, large):
        if one.groupes and other.groupes and not _safe_rows(one, other):
            yield f"{quoted(other.court)}, par groupe"


def _safe_rows(fewer: StatementResult, more: StatementResult) -> bool:
    before, after = _cells(fewer), _cells(more)
    for group, cell in after.items():
        came = CountCell(cell.n - before[group].n, cell.yes - before[group].yes)
        if came != NOBODY and came.minority < MINIMUM:
            return False
    return True


def _cells(statement: StatementResult) -> Mapping[str, CountCell]:
    cells = {group: CountCell(cell.n, cell.favorables) for group, cell in statement.groupes.items()}
    return cells | ({"": CountCell(statement.autres.n, statement.autres.favorables)} if statement.autres else {})


def _choices(small: Evaluation, large: Evaluation) -> Iterator[str]:
    came = large.reponses - small.reponses
    known = {choice.cle: choice for choice in small.choix}
    for choice in large.choix:
        if choice.cle in known and not _safe_choice(known[choice.cle], choice, came):
            yield quoted(choice.titre)


def _safe_choice(fewer: ChoiceResult, more: ChoiceResult, came: int) -> bool:
    before = {option.cle: option.nombre for option in fewer.options}
    # What nobody chose, of a question with one answer each, is told in both.
    chose = [option.nombre - before[option.cle] for option in more.options if option.cle in before and option.nombre]
    # Of a question with one answer each, what is left is that of the options without a number.
    left = came - sum(chose)
    return all(MINIMUM <= number <= came - MINIMUM for number in chose) and not 0 < left < MINIMUM
