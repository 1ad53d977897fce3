"""One survey, from the tool's export to the aggregated results. The export is read once, in memory, and never copied."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.content.catalogue import Catalogue
from pipeline.content.surveys.evaluation import EVALUATIONS, Evaluation, evaluation_text
from pipeline.content.surveys.questionnaire import Questionnaire
from pipeline.content.surveys.questionnaire import asked as asked_of
from pipeline.content.surveys.survey_rules import MINIMUM, OTHER_SURVEY, TOO_FEW, UNREADABLE_EXPORT
from pipeline.intake.surveys.aggregation import aggregate
from pipeline.intake.surveys.answers import count_answers
from pipeline.intake.surveys.columns import Columns, comparable, find_columns, known_names
from pipeline.intake.surveys.export import Export, read_export
from pipeline.intake.surveys.need_drafts import draft_needs, write_draft_needs
from pipeline.text.diagnostics import Diagnostic, Place
from pipeline.text.words import counted
from pipeline.writing import replace_if_different


@dataclass(frozen=True)
class Survey:
    """The results that were written, where, and what a person should know of how they were read."""

    evaluation: Evaluation
    path: Path
    lines: tuple[str, ...]


@dataclass(frozen=True)
class SurveyRequest:
    """What is asked for: which export, by which questionnaire, on which day, for which year or activity, and how many were invited."""

    export: Path
    questionnaire: Questionnaire
    today: date
    year: int
    activity: str | None = None
    invitations: int | None = None

    @property
    def slug(self) -> str:
        """The name of the file of results."""
        return self.activity or str(self.year)


def import_survey(catalogue: Catalogue, asked: SurveyRequest, found: list[Diagnostic]) -> Survey | None:
    """Read an export and write its aggregated results; None with everything that is wrong, and nothing written."""
    questionnaire, name = asked.questionnaire, asked.export.name
    options, offered = asked_of(questionnaire.data, catalogue.committee_names, catalogue.vocabulary)
    known = known_names(questionnaire, options)
    raw = _bytes(asked.export, found)
    export = read_export(name, raw, lambda header: comparable(header) in known, found) if raw is not None else None
    columns = find_columns(export, questionnaire, options, found) if export is not None else None
    if export is None or columns is None:
        return None
    answers = count_answers(export, columns, questionnaire, options, offered, found)
    if not found and answers.total < MINIMUM:
        message = f"Il y a {counted(answers.total, 'réponse')}; sous {MINIMUM}, rien n’est publié."
        found.append(
            Diagnostic(
                TOO_FEW,
                Place(name, export.header_line),
                message,
                help="Relancez les personnes invitées, ou discutez des réponses de vive voix.",
            )
        )
    existing = catalogue.evaluations.get(asked.slug)
    if not found and existing is not None:
        _check_replaced(existing.data, questionnaire.slug, answers.total, existing.source.path, found)
    if found:
        return None
    same = [
        file.data for file in catalogue.evaluations.values() if file.data.questionnaire == questionnaire.slug and file.data.activite is None
    ]
    # The year before; and the year after, when an older survey is read late.
    former = [one for one in same if asked.activity is None and abs(one.annee - asked.year) == 1] + ([existing.data] if existing else [])
    evaluation = aggregate(questionnaire, asked.slug, asked.year, asked.invitations, answers, options, offered, former)
    if existing is not None:
        evaluation = evaluation.model_copy(update={"commentaires": existing.data.commentaires})
    path = catalogue.project.root / EVALUATIONS.file(asked.slug)
    replace_if_different(path, evaluation_text(evaluation).encode())
    lines = _told(export, columns, evaluation, answers.elsewhere)
    needs = write_draft_needs(catalogue.project, draft_needs(evaluation, asked.slug), asked.today)
    if needs:
        lines.append(
            f"Besoins en brouillon, à préciser ou à effacer\u00a0: {', '.join(f'content/besoins/{need.slug}.md' for need in needs)}."
        )
    return Survey(evaluation, path, tuple(lines))


def _bytes(path: Path, found: list[Diagnostic]) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        found.append(
            Diagnostic(UNREADABLE_EXPORT, Place(path.name), "Ce fichier ne s’ouvre pas.", help="Vérifiez le nom et le dossier du fichier.")
        )
        return None


def _check_replaced(existing: Evaluation, questionnaire: str, total: int, shown: str, found: list[Diagnostic]) -> None:
    """Refuse to replace the results of another survey; or results by others of a few people more or fewer, whose answers are the difference."""
    if existing.questionnaire != questionnaire:
        message = f"Ce fichier tient les résultats d’un autre questionnaire, « {existing.questionnaire} »."
        hint = "Donnez la correspondance de ce questionnaire, ou une autre année; pour remplacer ces résultats, effacez d’abord le fichier."
        found.append(Diagnostic(OTHER_SURVEY, Place(shown), message, help=hint))
        return
    if 0 < abs(existing.reponses - total) < MINIMUM:
        message = f"Ce fichier tient déjà {existing.reponses} réponses; l’export en a {total}\u00a0: la différence dirait ce que quelques personnes ont répondu."
        hint = f"Attendez au moins {MINIMUM} réponses de plus; ou, si ce fichier n’a jamais été versé au dépôt, effacez-le d’abord."
        found.append(Diagnostic(TOO_FEW, Place(shown), message, help=hint))


def _told(export: Export, columns: Columns, evaluation: Evaluation, elsewhere: int) -> list[str]:
    lines = [export.told(), f"Réponses\u00a0: {evaluation.reponses}. Colonnes lues\u00a0: {len(columns.positions)}."]
    dropped: dict[str, list[str]] = {}
    for header in export.headers:
        if header.dropped is not None:
            dropped.setdefault(header.dropped, []).append(header.letter)
        elif header.position not in columns.positions:
            dropped.setdefault("hors de la correspondance", []).append(header.letter)
    if dropped:
        parts = [f"{reason} ({', '.join(letters)})" for reason, letters in dropped.items()]
        lines.append(f"Colonnes écartées sans être lues\u00a0: {'; '.join(parts)}.")
    if elsewhere:
        lines.append(f"Choix hors des listes, non lus\u00a0: {elsewhere} cellule{'s' if elsewhere > 1 else ''}.")
    table = evaluation.repartition
    if table is None:
        lines.append("Aucun résultat par groupe\u00a0: les groupes sont trop petits, ou la question n’est pas posée.")
    else:
        named = ", ".join(f"{group.nom} ({group.n})" for group in table.montres)
        lines.append(f"Groupes montrés\u00a0: {named}.")
        if table.regroupes is not None:
            lines.append(
                f"Groupes réunis, pour que personne ne soit reconnu\u00a0: {', '.join(one.nom for one in table.regroupes.groupes)} ({table.regroupes.n} en tout)."
            )
    hidden = Counter(statement.n is None for block in evaluation.blocs for statement in block.enonces)[True]
    if hidden:
        lines.append(f"Énoncés cachés (trop peu de réponses, ou toutes pareilles)\u00a0: {hidden}.")
    if evaluation.needs:
        lines.append("Thèmes demandés\u00a0: " + ", ".join(f"{option.nom} ({option.nombre})" for option in evaluation.needs) + ".")
    return lines
