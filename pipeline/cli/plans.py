"""The commands of action plans: read from a spreadsheet, reviewed on a day, and the canvases that committees fill in."""

import sys
from datetime import datetime
from pathlib import Path

import click

from pipeline.cli._asking import meant
from pipeline.cli._declare import DAY, FOLDER, PATH, command
from pipeline.cli._french import WrongUseError, build_day
from pipeline.cli._shared import load_or_stop
from pipeline.content.plans.plan_words import ReviewText
from pipeline.edition.index import SiteIndex
from pipeline.handouts.canvas_names import CANVASES
from pipeline.handouts.canvases import one_canvas
from pipeline.intake.plan_import import PlanMapping, import_plan, plan_path, read_mapping
from pipeline.intake.tables import UnreadableTableError, read_table
from pipeline.project import Project
from pipeline.terminal.report import fault_lines, print_text
from pipeline.terminal.say import say
from pipeline.text.diagnostics import Diagnostic, Severity
from pipeline.text.files import read_source
from pipeline.text.french import count
from pipeline.writing import replace_if_different


@command
@click.argument("plan", metavar="PLAN", help="Nom du plan : comité et année, comme comite-exemple-2026-2027.")
@click.option("--le", type=DAY, metavar="DATE", help="Jour du bilan (par défaut : aujourd’hui).")
@click.pass_obj
def bilan(project: Project, plan: str, le: datetime | None) -> int:
    """Print the review of a plan on a day."""
    day = le.date() if le else build_day()
    found: list[Diagnostic] = []
    catalogue = load_or_stop(project, found)
    slug = plan.removesuffix(".yml").rsplit("/", 1)[-1]
    asked = catalogue.plans.get(slug)
    if asked is None:
        file = f"content/plans/{slug}.yml"
        if faults := [diagnostic for diagnostic in found if diagnostic.place.path == file]:
            print_text(faults, sys.stdout)
            say("Pas de bilan : corrigez d’abord ce plan.")
            return 1
        hint = meant(slug, catalogue.plans) if catalogue.plans else " Aucun plan n’y est encore."
        raise WrongUseError(f"Il n’y a pas de plan « {plan} » dans content/plans/.{hint}")
    committee = catalogue.committees.get(asked.meta.comite)  # its own file may have errors
    print("\n".join(ReviewText(asked, committee.meta.nom if committee else asked.meta.comite, day).lines()))
    return 0


@command
@click.argument("fichier", type=PATH, metavar="FICHIER", help="Le classeur (.xlsx) ou le tableau (.csv), une action par ligne.")
@click.option(
    "--correspondance",
    type=PATH,
    metavar="FICHIER",
    help="Ce que veulent dire ses colonnes (.toml ou .yml); sans elle, celles du tableau que le site donne à télécharger.",
)
@click.option("--comite", required=True, metavar="COMITÉ", help="Le comité dont c’est le plan.")
@click.option("--annee", required=True, metavar="ANNÉE", help="L’année du plan : 2026, ou 2026-2027.")
@click.option("--remplacer", is_flag=True, help="Remplacer le plan s’il existe déjà.")
@click.pass_obj
def plan(project: Project, fichier: Path, correspondance: Path | None, comite: str, annee: str, remplacer: bool) -> int:
    """Read a plan from a spreadsheet and write it into ``content/plans/``."""
    mapping = PlanMapping() if correspondance is None else _mapping(correspondance)
    catalogue = load_or_stop(project, [])
    if mapping is None:
        return 1
    target = plan_path(project, comite, annee)
    try:
        table = read_table(fichier, mapping.feuille)
    except UnreadableTableError as error:
        say(f"{fichier.name} : {error}\nRien n’a été écrit.")
        return 1
    imported = import_plan(catalogue, table, mapping, comite, annee, build_day())
    for remark in imported.remarks:
        say(f"Remarque : {remark}")
    for fault in imported.faults:
        print("\n".join(fault_lines(fault.where, fault.severity, fault.message, fault.text, fault.help)))
    errors = sum(fault.severity is Severity.ERROR for fault in imported.faults)
    if imported.text is None or imported.plan is None:
        say(f"Rien n’a été écrit : {count(errors, 'erreur', 'erreurs')}.")
        return 1
    shown = project.relative(target)
    if target.exists() and not remplacer:
        say(f"Rien n’a été écrit : {shown} existe déjà. Ajoutez --remplacer pour le remplacer.")
        return 1
    replace_if_different(target, imported.text.encode())
    actions = count(len(list(imported.plan.actions)), "action", "actions")
    goals = count(len(imported.plan.meta.objectifs), "objectif", "objectifs")
    say(f"Écrit : {shown} ({actions}, {goals}).\nRelisez-le, puis lancez « passerelle verifier ».")
    return 0


@command
@click.argument("nom", type=click.Choice(list(CANVASES)), metavar="NOM", help=f"Le canevas : {', '.join(CANVASES)}.")
@click.option("--comite", metavar="COMITÉ", help="Le commencer avec ce qu’on sait d’un comité (par défaut : vierge).")
@click.option("--sortie", type=FOLDER, required=True, metavar="DOSSIER", help="Dossier où écrire les documents.")
@click.pass_obj
def canevas(project: Project, nom: str, comite: str | None, sortie: Path) -> None:
    """Write a canvas, in each format, and say where."""
    catalogue = load_or_stop(project, [])
    known = catalogue.committees
    if comite is not None and comite not in known:
        hint = meant(comite, known) or f" Comités : {', '.join(known) or 'aucun'}."
        raise WrongUseError(f"Il n’y a pas de comité « {comite} ».{hint}")
    index, folder = SiteIndex(catalogue, {}, {}, build_day()), sortie.resolve()
    for file, data in one_canvas(project, index, nom, known[comite] if comite else None).items():
        replace_if_different(folder / file, data)
        say(f"Écrit : {folder / file}")


def _mapping(file: Path) -> PlanMapping | None:
    found: list[Diagnostic] = []
    source = read_source(Project(file.resolve().parent), file.resolve(), found)
    mapping = read_mapping(source, found) if source else None
    print_text(found, sys.stdout)
    if mapping is None:
        say("Rien n’a été écrit : corrigez d’abord la correspondance.")
    return mapping
