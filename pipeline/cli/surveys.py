"""The command that turns the answers to a survey into aggregated results."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from pipeline.cli._declare import FILE, command
from pipeline.cli._french import WrongUseError, build_day
from pipeline.cli._shared import check_or_stop
from pipeline.content.catalogue import Catalogue
from pipeline.content.loading import read
from pipeline.content.surveys.evaluation import EVALUATIONS
from pipeline.content.surveys.questionnaire import QUESTIONNAIRES, Questionnaire
from pipeline.content.surveys.survey_rules import NO_HEADER
from pipeline.intake.surveys.export import read_export
from pipeline.intake.surveys.questionnaire_skeleton import check_header, skeleton
from pipeline.intake.surveys.survey_import import SurveyRequest, import_survey
from pipeline.project import Project
from pipeline.terminal.report import print_text
from pipeline.terminal.say import say
from pipeline.text.diagnostics import Diagnostic
from pipeline.text.files import read_source
from pipeline.text.typographic import quoted
from pipeline.text.words import slug


@command
@click.argument(
    "reponses",
    type=FILE,
    metavar="RÉPONSES.csv",
    help="Export CSV de LimeSurvey, Google Forms ou Microsoft Forms.",
)
@click.option(
    "--correspondance",
    type=FILE,
    metavar="FICHIER.yml",
    help="Questionnaire qui dit quelle colonne répond à quoi (par défaut : le nôtre, dans content/questionnaires/).",
)
@click.option("--annee", type=click.IntRange(2000, 2100), metavar="ANNÉE", help="Année du sondage (par défaut : celle-ci).")
@click.option("--activite", metavar="ACTIVITÉ", help="Activité dont c’est le questionnaire, plutôt que le sondage de l’année.")
@click.option(
    "--invitations", type=click.IntRange(1, 1_000_000), metavar="NOMBRE", help="Nombre de personnes invitées, pour le taux de réponse."
)
@click.option("--modele", is_flag=True, help="Écrire une correspondance à compléter, d’après les en-têtes de l’export.")
@click.pass_obj
def sondage(
    project: Project,
    reponses: Path,
    correspondance: Path | None,
    annee: int | None,
    activite: str | None,
    invitations: int | None,
    modele: bool,
) -> int:
    """Aggregate the answers to a survey, or make a questionnaire from its header."""
    if modele:
        return write_skeleton(reponses)
    replaced = f"{EVALUATIONS.folder}/{Path(activite).stem if activite else annee or build_day().year}.yml"
    return read_survey(check_or_stop(project, replaced), reponses, correspondance, activite, annee, invitations, build_day())


def read_survey(
    catalogue: Catalogue, export: Path, mapping: Path | None, activity: str | None, given: int | None, invitations: int | None, today: date
) -> int:
    """Write the results of a survey, of the year ``given`` or else of ``today``, and tell how they were read; return the exit code."""
    if activity is not None:
        activity = Path(activity).stem
        if activity not in catalogue.activities:
            raise WrongUseError(f"Il n’y a pas d’activité « {activity} » dans content/activites/.")
        given = catalogue.activities[activity].meta.date.year
    found: list[Diagnostic] = []
    questionnaire = _outside(mapping, found) if mapping is not None else _ours(catalogue, activity is not None)
    survey = None
    if questionnaire is not None and (questionnaire.meta.sujet == "activite") != (activity is not None):
        option = "retirez --activite, ou écrivez" if activity is not None else "donnez --activite, ou écrivez"
        subject = "activite" if activity is not None else "annee"
        raise WrongUseError(
            f"Cette correspondance dit «\u00a0sujet: {questionnaire.meta.sujet}\u00a0» : {option} «\u00a0sujet: {subject}\u00a0»."
        )
    if questionnaire is not None:
        survey = import_survey(
            catalogue,
            SurveyRequest(
                export=export,
                questionnaire=questionnaire,
                today=today,
                year=given or today.year,
                activity=activity,
                invitations=invitations,
            ),
            found,
        )
    if survey is None:
        print_text(sorted(found, key=Diagnostic.sort_key), sys.stdout)
        say("Rien n’est écrit : corrigez d’abord ces erreurs. Les réponses elles-mêmes ne sont jamais montrées ici.")
        return 1
    print("\n".join(survey.lines))
    say(f"Résultats agrégés : {catalogue.project.relative(survey.path)}. L’export n’est ni copié ni nommé : gardez-le hors du dépôt.")
    return 0


# « --modele » has nothing to show of a tool that it does not know: what it would take for headers might be answers.
_BY_HAND = (
    "Cet outil n’est pas connu : écrivez la correspondance à la main. Copiez content/questionnaires/annuel.yml hors du "
    "dépôt, gardez un énoncé par "
    "colonne à cinq niveaux, et donnez à chacun « colonne: » suivi de son en-tête exact; puis : passerelle sondage EXPORT "
    "--correspondance FICHIER"
)


def write_skeleton(export: Path) -> int:
    """Print a questionnaire to complete, made from the header of an export; return the exit code."""
    found: list[Diagnostic] = []
    try:
        raw = export.read_bytes()
    except OSError as error:
        raise WrongUseError(f"« {export} » ne s’ouvre pas.") from error
    read = read_export(export.name, raw, lambda _: False, found)
    if read is not None:
        check_header(read, found)
    if read is None or found:
        print_text(
            [replace(one, help=_BY_HAND) if one.rule is NO_HEADER and (read is None or read.tool is None) else one for one in found],
            sys.stdout,
        )
        return 1
    print(skeleton(read), end="")
    return 0


def _outside(path: Path, found: list[Diagnostic]) -> Questionnaire | None:
    """Return the questionnaire of any file, be it outside the repository."""
    full = path.resolve()
    source = read_source(Project(full.parent), full, found)
    return read(QUESTIONNAIRES, slug(full.stem) or "sondage", source, found) if source is not None else None


def _ours(catalogue: Catalogue, of_activity: bool) -> Questionnaire:
    """Return the one questionnaire of that kind in the repository."""
    kind = "activite" if of_activity else "annee"
    names = [name for name, one in catalogue.questionnaires.items() if one.meta.sujet == kind]
    if len(names) != 1:
        there = f" : {', '.join(names)}" if names else ""
        raise WrongUseError(
            f"Donnez --correspondance et le questionnaire : {QUESTIONNAIRES.folder}/ en a {len(names)} "
            f"de ce genre ({quoted(f'sujet: {kind}')}){there}."
        )
    return catalogue.questionnaires[names[0]]
