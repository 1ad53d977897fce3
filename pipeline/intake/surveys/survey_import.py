"""One survey, from the tool's export to the aggregated results. The export is read once, in memory, and never copied."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.content.catalogue import Catalogue
from pipeline.content.survey_register import (
    FILE,
    Publication,
    SurveyIdentity,
    all_published,
    identity_of,
    is_known,
    register_text,
    without_comments,
)
from pipeline.content.surveys.evaluation import EVALUATIONS, Evaluation, EvaluationFile, evaluation_text
from pipeline.content.surveys.questionnaire import Questionnaire
from pipeline.content.surveys.questionnaire import asked as asked_of
from pipeline.content.surveys.survey_rules import FEWEST, FINAL, MINIMUM, OTHER_SURVEY, TOO_FEW, TOO_MANY, UNREADABLE_EXPORT
from pipeline.intake.surveys.aggregation import aggregate
from pipeline.intake.surveys.answers import SurveyAnswers, count_answers
from pipeline.intake.surveys.columns import Columns, comparable, find_columns, known_names
from pipeline.intake.surveys.differences import could_be_one, disclosed, shares_questions
from pipeline.intake.surveys.export import DOUBTFUL, Export, read_export
from pipeline.intake.surveys.former import Names, former_tables
from pipeline.intake.surveys.need_drafts import draft_needs, write_draft_needs
from pipeline.text.diagnostics import Diagnostic, Place
from pipeline.text.typographic import NBSP, french_lines
from pipeline.text.words import counted
from pipeline.writing import replace_if_different

_MOST_TOLD = 3
_WHAT_TO_DO = (
    "Un sondage publié est définitif. Gardez ces résultats, et attendez le prochain sondage; ou retirez toute la page, si "
    "elle trompe : effacez {shown}, "
    "sans toucher à {register}. Si rien n’a encore été versé ni montré, défaites le premier import : git restore {shown} {register}."
)


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
    options, offered = asked_of(questionnaire.meta, catalogue.committee_names, catalogue.vocabulary)
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
    if asked.invitations is not None and asked.invitations < answers.total:
        message = f"Il y a {counted(answers.total, 'réponse')} pour {counted(asked.invitations, 'invitation')}."
        hint = "Donnez le nombre de personnes invitées à répondre, ou ne donnez pas --invitations."
        found.append(Diagnostic(TOO_MANY, Place(name, export.header_line), message, help=hint))
    if found:
        return None
    moved = {one.de: one.vers for one in catalogue.addresses.redirections}
    publications = all_published(catalogue.published_surveys, catalogue.evaluations)
    same, before, after = _of_survey(asked, publications, moved)
    names = Names(questionnaire.meta, offered, moved)

    def results(others: Sequence[Evaluation]) -> Evaluation:
        former = tuple(tables for one in others for tables in former_tables(one, names, offered))
        return aggregate(questionnaire, asked.slug, asked.year, asked.invitations, answers, options, offered, former)

    evaluation = results(before)
    if same and not is_known(evaluation, same):  # a new publication meets all the others
        evaluation = results((*before, *after))
    existing = catalogue.evaluations.get(asked.slug)
    path = catalogue.project.root / EVALUATIONS.file(asked.slug)
    _check_final(evaluation, same, (*before, *after), existing, catalogue.project.relative(path), found)
    if found:
        return None
    if existing is not None:
        evaluation = evaluation.model_copy(update={"commentaires": existing.meta.commentaires})
    # The register first: were the machine to stop here, it would hold one publication too many, which hides more and tells nothing.
    _register(catalogue, publications, evaluation, asked.today)
    replace_if_different(path, evaluation_text(evaluation).encode())
    lines = _told(export, columns, evaluation, answers)
    needs = write_draft_needs(catalogue.project, draft_needs(evaluation, asked.slug), asked.today)
    if needs:
        lines.append(f"Besoins en brouillon, à préciser ou à effacer : {', '.join(f'content/besoins/{need.slug}.md' for need in needs)}.")
    return Survey(evaluation, path, french_lines(lines))


def _of_survey(
    asked: SurveyRequest, publications: Sequence[Evaluation], moved: Mapping[str, str]
) -> tuple[Sequence[Evaluation], Sequence[Evaluation], Sequence[Evaluation]]:
    """Return every publication of the survey that is asked for; those of other surveys that were there before its first; and those since.

    A survey that was published already meets the same earlier ones again: the same answers give the same results.
    """
    about = SurveyIdentity(asked.activity, asked.year).about
    mine = [place for place, one in enumerate(publications) if identity_of(one, moved).about == about]
    first = mine[0] if mine else len(publications)
    since = [one for place, one in enumerate(publications) if place > first and place not in mine]
    return [publications[place] for place in mine], publications[:first], since


def _register(catalogue: Catalogue, known: Sequence[Evaluation], evaluation: Evaluation, today: date) -> None:
    """Add to the register what it lacks: results that were there before it, and these."""
    there = [one.resultats for one in catalogue.published_surveys]
    added = [one for one in (*known[len(there) :], without_comments(evaluation)) if not is_known(one, there)]
    text = register_text((*catalogue.published_surveys, *(Publication(le=today, resultats=one) for one in added)))
    if added:
        replace_if_different(catalogue.project.content / FILE, text.encode())


def _bytes(path: Path, found: list[Diagnostic]) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        found.append(
            Diagnostic(UNREADABLE_EXPORT, Place(path.name), "Ce fichier ne s’ouvre pas.", help="Vérifiez le nom et le dossier du fichier.")
        )
        return None


def _check_final(
    evaluation: Evaluation,
    same: Sequence[Evaluation],
    others: Sequence[Evaluation],
    existing: EvaluationFile | None,
    shown: str,
    found: list[Diagnostic],
) -> None:
    """Refuse results that, less those published of the same survey, would disclose a few answers; and those of another questionnaire."""
    if existing is not None and not shares_questions(existing.meta, evaluation):
        message = f"Ce fichier tient les résultats d’un autre questionnaire, « {existing.meta.questionnaire} »."
        hint = "Donnez la correspondance de ce questionnaire, ou une autre année : il y a un sondage par année, ou par activité."
        found.append(Diagnostic(OTHER_SURVEY, Place(shown), message, help=hint))
        return
    for before in same:
        if shares_questions(before, evaluation) and (told := disclosed(before, evaluation)):
            parts = ", ".join(told[:_MOST_TOLD]) + (", etc." if len(told) > _MOST_TOLD else "")
            message = (
                f"Ce sondage est déjà publié, avec {counted(before.reponses, 'réponse')} : la différence dirait ce que quelques "
                f"personnes ont répondu ({parts})."
            )
            found.append(Diagnostic(FINAL, Place(shown), message, help=_WHAT_TO_DO.format(shown=shown, register=f"content/{FILE}")))
            return
    double = next((one for one in others if could_be_one(one, evaluation)), None)
    if double is not None:
        message = f"Ces réponses semblent celles d’un sondage déjà publié, « {double.titre} » : deux versions d’un sondage se soustraient."
        found.append(Diagnostic(FINAL, Place(shown), message, help=f"Donnez --annee {double.annee}, l’année où il a été publié."))


def _told(export: Export, columns: Columns, evaluation: Evaluation, answers: SurveyAnswers) -> list[str]:
    lines = [export.told(), f"Réponses : {evaluation.reponses}. Colonnes lues : {len(columns.positions)}."]
    dropped: dict[str, list[str]] = {}
    for header in export.headers:
        if header.dropped is not None:
            dropped.setdefault(header.dropped, []).append(header.letter)
        elif header.position not in columns.positions:
            dropped.setdefault(DOUBTFUL if header.doubtful else "hors de la correspondance", []).append(header.letter)
    if dropped:
        parts = [f"{reason} ({', '.join(letters)})" for reason, letters in dropped.items()]
        lines.append(f"Colonnes écartées sans être lues : {'; '.join(parts)}.")
    if answers.blank:
        lines.append(f"Lignes sans aucune réponse (ouvertes, jamais remplies), non comptées : {answers.blank}.")
    if answers.elsewhere:
        lines.append(f"Choix hors des listes, non lus : {answers.elsewhere} cellule{'s' if answers.elsewhere > 1 else ''}.")
    table = evaluation.repartition
    if table is None:
        lines.append("Aucun résultat par groupe : les groupes sont trop petits, ou la question n’est pas posée.")
    else:
        named = ", ".join(f"{group.nom} ({group.n})" for group in table.montres)
        lines.append(f"Groupes montrés : {named}.")
        if table.regroupes is not None:
            lines.append(
                f"Groupes réunis, pour que personne ne soit reconnu : {', '.join(one.nom for one in table.regroupes.groupes)} "
                f"({table.regroupes.n} en tout)."
            )
    hidden = Counter(statement.n is None for block in evaluation.blocs for statement in block.enonces)[True]
    if hidden:
        lines.append(f"Énoncés de moins de {FEWEST}{NBSP}réponses, non montrés : {hidden}.")
    if evaluation.needs:
        lines.append("Thèmes demandés : " + ", ".join(option.nom for option in evaluation.needs) + ".")
    return lines
