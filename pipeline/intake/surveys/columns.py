"""Which column answers which question. Only these are read: what no question names is left alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.content.surveys.questionnaire import Breakdown, ChoiceQuestion, Option, Questionnaire, Statement, StatementBlock
from pipeline.content.surveys.survey_rules import MISSING_COLUMN, PERSONAL_COLUMN, REPEATED_COLUMN
from pipeline.intake.surveys.export import Export, Header, is_personal
from pipeline.text.diagnostics import Diagnostic, Place
from pipeline.text.typographic import quoted
from pipeline.text.words import collapse, fold, nearest
from pipeline.text.yaml_in import KeyPath


@dataclass(frozen=True)
class Columns:
    """Positions in the export: of each statement and of the breakdown, by key; of each choice, one column, or one for each option."""

    statements: dict[str, int]
    choices: dict[str, int | dict[str, int]]
    breakdown: int | None

    @property
    def positions(self) -> set[int]:
        """Every column that is read."""
        found = set(self.statements.values()) | ({self.breakdown} if self.breakdown is not None else set())
        for place in self.choices.values():
            found |= {place} if isinstance(place, int) else set(place.values())
        return found


def comparable(text: str) -> str:
    """Return ``text`` as headers are compared: on one line, without case, accents or final signs."""
    return fold(collapse(text)).strip(" .:*?!;")


def statement_names(block: StatementBlock, number: int, statement: Statement) -> tuple[str, ...]:
    """Return the headers that the tools give to a statement (the ``number``-th of its block, from 1).

    LimeSurvey by codes « CONC[SQ001] », in full « question [énoncé] »; Google Forms « question [énoncé] »; Microsoft Forms « énoncé ».
    """
    if statement.colonne is not None:
        return (statement.colonne,)
    code = f"{block.code}[SQ{number:03d}]"
    return (code, _as_r(code), f"{block.code}_SQ{number:03d}", f"{block.question} [{statement.texte}]", statement.texte)


def choice_names(choice: ChoiceQuestion | Breakdown) -> tuple[str, ...]:
    """Return the headers of a question that has one column."""
    return (choice.colonne,) if choice.colonne is not None else (choice.code, choice.question)


def option_names(choice: ChoiceQuestion, number: int, option: Option) -> tuple[str, ...]:
    """Return the headers of one option, where each has its column (LimeSurvey)."""
    question = choice.colonne or choice.question
    code = f"{choice.code}[SQ{number:03d}]"
    return (code, _as_r(code), f"{choice.code}_SQ{number:03d}", f"{question} [{option.nom}]")


def _as_r(code: str) -> str:
    """R, which many use to look at an export, makes dots of brackets."""
    return code.replace("[", ".").replace("]", ".")


def known_names(questionnaire: Questionnaire, options: dict[str, tuple[Option, ...]]) -> frozenset[str]:
    """Return every header that the questionnaire knows, as ``comparable`` makes them."""
    data = questionnaire.meta
    names = [name for block in data.blocs for number, one in enumerate(block.enonces, 1) for name in statement_names(block, number, one)]
    for choice in data.choix:
        names += choice_names(choice)
        names += [name for number, option in enumerate(options[choice.cle], 1) for name in option_names(choice, number, option)]
    if data.repartition is not None:
        names += choice_names(data.repartition)
    return frozenset(comparable(name) for name in names)


def find_columns(
    export: Export, questionnaire: Questionnaire, options: dict[str, tuple[Option, ...]], found: list[Diagnostic]
) -> Columns | None:
    """Return the column of each question; None with a diagnostic for each that is missing, double or personal."""
    before = len(found)
    finder = _Finder(export, questionnaire, found)
    data = questionnaire.meta
    statements: dict[str, int] = {}
    for index, block in enumerate(data.blocs):
        for number, statement in enumerate(block.enonces):
            path: KeyPath = ("blocs", index, "enonces", number, "colonne")
            position = finder.one(statement_names(block, number + 1, statement), statement.colonne, statement.texte, path)
            if position is not None:
                statements[statement.cle] = position
    choices: dict[str, int | dict[str, int]] = {}
    for index, choice in enumerate(data.choix):
        columns = finder.options(choice, options[choice.cle])
        if columns:
            choices[choice.cle] = columns
            continue
        position = finder.one(choice_names(choice), choice.colonne, choice.question, ("choix", index, "colonne"))
        if position is not None:
            choices[choice.cle] = position
    breakdown = None
    if (asked := data.repartition) is not None:
        breakdown = finder.one(choice_names(asked), asked.colonne, asked.question, ("repartition", "colonne"))
    return Columns(statements, choices, breakdown) if len(found) == before else None


class _Finder:
    def __init__(self, export: Export, questionnaire: Questionnaire, found: list[Diagnostic]) -> None:
        self._export, self._questionnaire, self._found = export, questionnaire, found
        whole: dict[str, list[Header]] = {}
        coded: dict[str, list[Header]] = {}
        for header in export.headers:
            if header.dropped is None:
                whole.setdefault(comparable(header.text), []).append(header)
                # « CONC[SQ001]. Les objectifs… »: LimeSurvey's fourth way to name a column.
                if match := re.match(r"([A-Za-z][A-Za-z0-9]{0,19}(?:\[\w{1,10}\])?)(?=[^\w\[])", header.text):
                    coded.setdefault(comparable(match.group(1)), []).append(header)
        self._by_name = coded | whole  # « Secteur » is the column of that name, before « Secteur, précisez »

    def one(self, names: Sequence[str], column: str | None, shown: str, path: KeyPath) -> int | None:
        """Return the one column of a question, or None with a diagnostic."""
        place = self._place(path)
        if column is not None and is_personal(column):
            message = f"{quoted(column)} est une colonne personnelle : elle n’est jamais lue."
            self._found.append(
                Diagnostic(PERSONAL_COLUMN, place, message, text=column, help="Retirez cette question de la correspondance.")
            )
            return None
        for name in names:
            headers = self._by_name.get(comparable(name), [])
            if len(headers) > 1:
                letters = " et ".join(header.letter for header in headers)
                message = f"Deux colonnes ou plus ont cet en-tête ({letters})."
                hint = f"Donnez un en-tête différent à chacune, et écrivez le bon sous « colonne » : {REPEATED_COLUMN.right}."
                place = Place(self._export.path, self._export.header_line, headers[1].position + 1)
                self._found.append(Diagnostic(REPEATED_COLUMN, place, message, text=shown, help=hint))
                return None
            if headers:
                return headers[0].position
        self._missing(column or shown, place)
        return None

    def options(self, choice: ChoiceQuestion, options: Sequence[Option]) -> dict[str, int]:
        """Return the column of each option; empty when the question has one column for all."""
        found: dict[str, int] = {}
        for number, option in enumerate(options, 1):
            headers = [header for name in option_names(choice, number, option) for header in self._by_name.get(comparable(name), [])]
            if headers:
                found[option.cle] = headers[0].position
        return found

    def _missing(self, name: str, place: Place) -> None:
        # Only in a header that is surely one: it is the tool's, and holds questions.
        near = nearest(name, [header.text for header in self._export.headers if header.dropped is None]) if self._export.tool else None
        hint = (
            f"Vouliez-vous dire « {near} »? Écrivez-le sous « colonne »."
            if near
            else "Écrivez sous « colonne » l’en-tête de l’export, mot pour mot."
        )
        message = f"Aucune colonne ne répond à {quoted(name)}."
        self._found.append(Diagnostic(MISSING_COLUMN, place, message, text=name, help=hint))

    def _place(self, path: KeyPath) -> Place:
        return self._questionnaire.source.place(self._questionnaire.header.where(path))
