"""Answers as numbers: what each cell says of a statement, of choices, of a group. Words that are not ours are not kept, nor repeated."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.content.surveys.questionnaire import BREAKDOWN_UNSAID, LEVELS, Option, Questionnaire, Scale
from pipeline.content.surveys.survey_rules import OUTSIDE_LIST, OUTSIDE_SCALE
from pipeline.intake.surveys.columns import Columns, comparable
from pipeline.intake.surveys.export import Export, Row, column_letter
from pipeline.text.diagnostics import Diagnostic, Place, Rule

NOT_APPLICABLE = 0
UNSAID = BREAKDOWN_UNSAID
_NO_ANSWER = ("", "-", "--")
_NOT_APPLICABLE = ("na", "n/a", "s/o", "so", "sans objet", "ne s'applique pas", "non applicable", "not applicable", "a6", "ao06")
_UNCHECKED = ("n", "no", "non", "0", "false", "faux")
# « 4 », « 4,0 », « 4.00 », « A4 » and « AO04 » (LimeSurvey's codes), « 4 - Plutôt d’accord ».
_NUMBERED = re.compile(r"(?:ao?0?)?([1-9])(?:[.,]0{1,4})?(?:\s*[-–:=)(]\s*[^\d\s].*|\.\s.*)?")


@dataclass
class SurveyAnswers:
    """What was counted, group by group: nothing of it is published before ``pipeline.intake.surveys.disclosure`` has divided it."""

    people: Counter[str] = field(default_factory=Counter)
    levels: dict[str, dict[str, Counter[int]]] = field(default_factory=dict)
    chosen: dict[str, Counter[str]] = field(default_factory=dict)
    several: set[str] = field(default_factory=set)
    """The questions where somebody chose two options or more."""
    elsewhere: int = 0
    blank: int = 0
    """The rows that say nothing at all: opened and never sent."""

    @property
    def total(self) -> int:
        """How many answered."""
        return sum(self.people.values())


def count_answers(
    export: Export,
    columns: Columns,
    questionnaire: Questionnaire,
    options: dict[str, tuple[Option, ...]],
    groups: Sequence[Option],
    found: list[Diagnostic],
) -> SurveyAnswers:
    """Count the answers of an export; append a diagnostic for each cell that cannot be placed, which is named and not repeated."""
    answers = SurveyAnswers()
    scale = _scale_words(questionnaire.meta.echelle)
    names = _group_words(groups)
    alone = {choice.cle for choice in questionnaire.meta.choix if choice.une_seule}
    menus: dict[str, _Menu | _Single] = {key: _Single(choices) if key in alone else _Menu(choices) for key, choices in options.items()}
    for row in _filled(export.rows(columns.positions, found), answers):

        def outside(rule: Rule, position: int, message: str, hint: str, line: int = row.line) -> None:
            place = Place(export.path, line, position + 1)
            found.append(Diagnostic(rule, place, f"Cellule {column_letter(position)}{line} : {message}", help=hint))

        group = UNSAID
        if columns.breakdown is not None and (said := comparable(row.cells[columns.breakdown])) not in _NO_ANSWER:
            if said in names:
                group = names[said]
            else:
                outside(
                    OUTSIDE_LIST,
                    columns.breakdown,
                    "ce groupe n’est pas de la liste.",
                    f"Groupes : {', '.join(one.nom for one in groups)}.",
                )
        answers.people[group] += 1
        for key, position in columns.statements.items():
            said = comparable(row.cells[position])
            level = scale.get(said) if said in scale else _numbered(said)
            if said in _NO_ANSWER:
                continue
            if level is None:
                hint = (
                    f"Échelle : {', '.join((*questionnaire.meta.echelle.niveaux, questionnaire.meta.echelle.sans_objet))}; ou de 1 à "
                    f"{LEVELS}."
                )
                outside(OUTSIDE_SCALE, position, "cette réponse n’est pas de l’échelle.", hint)
                continue
            answers.levels.setdefault(key, {}).setdefault(group, Counter())[level] += 1
        for key, where in columns.choices.items():
            answers.chosen.setdefault(key, Counter())
            if isinstance(where, int):
                picked, left = menus[key].read(row.cells[where])
                answers.elsewhere += left
            else:
                picked = {option for option, position in where.items() if _checked(row.cells[position])}
                if key in alone and len(picked) > 1:
                    first = min(where[option] for option in picked)
                    outside(
                        OUTSIDE_LIST,
                        first,
                        "deux choix sont faits à une question qui n’en demande qu’un.",
                        "Retirez « une_seule » de la question, ou corrigez l’outil.",
                    )
            answers.chosen[key].update(picked)
            if len(picked) > 1:
                answers.several.add(key)
    return answers


def _filled(rows: Iterable[Row], answers: SurveyAnswers) -> Iterator[Row]:
    """Yield the rows that say something; the others, which tools write for whoever opened the form and left, are only counted."""
    for row in rows:
        if any(comparable(cell) not in _NO_ANSWER for cell in row.cells.values()):
            yield row
        else:
            answers.blank += 1


def _scale_words(scale: Scale) -> dict[str, int]:
    words = {comparable(name): level for level, name in enumerate(scale.niveaux, 1)}
    return {**dict.fromkeys(_NOT_APPLICABLE, NOT_APPLICABLE), **words, comparable(scale.sans_objet): NOT_APPLICABLE}


def _group_words(groups: Sequence[Option]) -> dict[str, str]:
    """Return each way to say a group: its name, its key, LimeSurvey's code for its rank."""
    names = {comparable(group.nom): group.cle for group in groups}
    for number, group in enumerate(groups, 1):
        names.setdefault(comparable(group.cle), group.cle)
        names.setdefault(f"a{number}", group.cle)
    return names


def _numbered(said: str) -> int | None:
    match = _NUMBERED.fullmatch(said)
    level = int(match.group(1)) if match else LEVELS + 1
    return level if level <= LEVELS else None


def _checked(cell: str) -> bool:
    said = comparable(cell)
    return said not in _NO_ANSWER and said not in _UNCHECKED and said not in _NOT_APPLICABLE


class _Single:
    """Reads a cell that holds one choice: its name, its key, LimeSurvey's code for its rank."""

    def __init__(self, options: Sequence[Option]) -> None:
        self._names = _group_words(options)

    def read(self, cell: str) -> tuple[set[str], bool]:
        """Return the option that is chosen, if it is one of the list, and whether the cell says something else, which is not looked at."""
        said = comparable(cell)
        if said in self._names:
            return {self._names[said]}, False
        return set(), said not in _NO_ANSWER


class _Menu:
    """Reads a cell that holds several choices: « A, B » (Google Forms), « A;B; » (Microsoft Forms); a name may hold a comma."""

    def __init__(self, options: Sequence[Option]) -> None:
        by_length = sorted(options, key=lambda option: -len(option.nom))
        self._patterns = [
            (option.cle, re.compile(rf"(?:^|[,;])[\s.:*?!]*{re.escape(comparable(option.nom))}[\s.:*?!]*(?=$|[,;])"))
            for option in by_length
        ]

    def read(self, cell: str) -> tuple[set[str], bool]:
        """Return the options that are chosen, and whether the cell says something else too, which is not looked at."""
        left, picked = comparable(cell), set()
        for key, pattern in self._patterns:
            left, times = pattern.subn(";", left)
            if times:
                picked.add(key)
        return picked, bool(left.strip(" ;,"))
