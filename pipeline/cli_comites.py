"""The commands for the work of committees: plans, canvases, dossiers, welcome kits, surveys."""

import sys
from datetime import datetime
from pathlib import Path

import click

from pipeline.catalogue.project import Project
from pipeline.cli_contenu import read_catalogue
from pipeline.cli_french import FrenchCommand, build_day
from pipeline.publish.canvas_names import CANVASES


@click.command(cls=FrenchCommand)
@click.option("--theme", metavar="THÈME", help="Un thème du vocabulaire : ses fiches les plus récentes.")
@click.option(
    "--besoin", metavar="BESOIN", help="Un besoin du registre\u00a0: les fiches qui y répondent ou, à défaut, celles de ses thèmes."
)
@click.option("--fiches", metavar="NOMS", help="Les fiches voulues, dans l’ordre voulu, séparées par des virgules.")
@click.option("--titre", metavar="TITRE", help="Le titre à mettre en tête (par défaut : celui du thème, ou « Dossier de rencontre »).")
@click.option(
    "--sortie",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="DOSSIER",
    help="Le dossier où écrire la page et le PDF.",
)
@click.pass_obj
def dossier(project: Project, theme: str | None, besoin: str | None, fiches: str | None, titre: str | None, sortie: Path) -> None:
    """Réunir des fiches pour une rencontre : une page (.html) et un PDF accessible."""
    from pipeline.cli_dossiers import Choice, write_dossier

    sys.exit(write_dossier(read_catalogue(project), build_day(), Choice(theme, besoin, fiches), titre, sortie))


@click.command(cls=FrenchCommand)
@click.argument("comite", metavar="COMITÉ", help="Nom du fichier du comité, avec ou sans « .md ».")
@click.option(
    "--sortie",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="DOSSIER",
    help="Le dossier où écrire la page et le PDF.",
)
@click.pass_obj
def trousse(project: Project, comite: str, sortie: Path) -> None:
    """Écrire la trousse d’accueil d’un comité\u00a0: une page (.html) et un PDF accessible."""
    from pipeline.cli_dossiers import write_kit

    sys.exit(write_kit(read_catalogue(project), build_day(), comite, sortie))


@click.command(cls=FrenchCommand)
@click.argument("plan", metavar="PLAN", help="Nom du plan\u00a0: comité et année, comme comite-exemple-2026-2027.")
@click.option("--le", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Jour du bilan (par défaut\u00a0: aujourd’hui).")
@click.pass_obj
def bilan(project: Project, plan: str, le: datetime | None) -> None:
    """Dire d’un plan d’action ce qui est en retard, ce qui n’a pas de valeur et ce qu’il faut décider."""
    from pipeline.cli_plans import tell_review

    sys.exit(tell_review(project, plan, le.date() if le else build_day()))


@click.command(cls=FrenchCommand)
@click.argument(
    "fichier", type=click.Path(path_type=Path), metavar="FICHIER", help="Le classeur (.xlsx) ou le tableau (.csv), une action par ligne."
)
@click.option(
    "--correspondance",
    type=click.Path(path_type=Path),
    metavar="FICHIER",
    help="Ce que veulent dire ses colonnes (.toml ou .yml); sans elle, celles du tableau que le site donne à télécharger.",
)
@click.option("--comite", required=True, metavar="COMITÉ", help="Le comité dont c’est le plan.")
@click.option("--annee", required=True, metavar="ANNÉE", help="L’année du plan\u00a0: 2026, ou 2026-2027.")
@click.option("--remplacer", is_flag=True, help="Remplacer le plan s’il existe déjà.")
@click.pass_obj
def plan(project: Project, fichier: Path, correspondance: Path | None, comite: str, annee: str, remplacer: bool) -> None:
    """Importer le plan d’action d’un comité depuis un tableur; les fautes sont nommées par cellule."""
    from pipeline.cli_plans import import_table

    sys.exit(import_table(project, build_day(), fichier, correspondance, comite, annee, replace=remplacer))


@click.command(cls=FrenchCommand)
@click.argument("nom", type=click.Choice(list(CANVASES)), metavar="NOM", help=f"Le canevas\u00a0: {', '.join(CANVASES)}.")
@click.option("--comite", metavar="COMITÉ", help="Le commencer avec ce qu’on sait d’un comité (par défaut\u00a0: vierge).")
@click.option(
    "--sortie", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="DOSSIER", help="Dossier où écrire les documents."
)
@click.pass_obj
def canevas(project: Project, nom: str, comite: str | None, sortie: Path) -> None:
    """Écrire un canevas (.docx et .odt) à remplir dans un traitement de texte."""
    from pipeline.cli_plans import write_canvas

    sys.exit(write_canvas(project, build_day(), nom, comite, sortie.resolve()))


@click.command(
    cls=FrenchCommand,
    epilog="Un sondage publié est définitif\u00a0: le même import redonne le même fichier; un import corrigé est refusé si la différence dit ce que "
    "quelques personnes ont répondu. Tout ce qui a été publié est inscrit dans content/sondages-publies.yml. L’historique du dépôt, lui, garde "
    "tout ce qui y est versé\u00a0: relisez les résultats avant de les verser.",
)
@click.argument(
    "reponses",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="RÉPONSES.csv",
    help="Export CSV de LimeSurvey, Google Forms ou Microsoft Forms.",
)
@click.option(
    "--correspondance",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FICHIER.yml",
    help="Questionnaire qui dit quelle colonne répond à quoi (par défaut\u00a0: le nôtre, dans content/questionnaires/).",
)
@click.option("--annee", type=click.IntRange(2000, 2100), metavar="ANNÉE", help="Année du sondage (par défaut\u00a0: celle-ci).")
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
) -> None:
    """Agréger les réponses d’un sondage, sans rien garder qui désigne une personne."""
    from pipeline.cli_sondage import read_survey, write_skeleton

    if modele:
        sys.exit(write_skeleton(reponses))
    replaced = f"content/evaluation/{Path(activite).stem if activite else annee or build_day().year}.yml"
    sys.exit(read_survey(read_catalogue(project, replaced), reponses, correspondance, activite, annee, invitations, build_day()))
