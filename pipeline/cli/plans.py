"""The commands of action plans."""

import sys
from datetime import date
from pathlib import Path

from pipeline.cli._french import WrongUseError
from pipeline.content.catalogue import Catalogue, load_catalogue
from pipeline.content.plans.plan_words import ReviewText
from pipeline.edition.index import SiteIndex
from pipeline.handouts.canvases import one_canvas
from pipeline.intake.plan_import import PlanMapping, import_plan, plan_path, read_mapping
from pipeline.intake.tables import UnreadableTableError, read_table
from pipeline.project import Project
from pipeline.terminal.report import fault_lines, print_text
from pipeline.terminal.say import say
from pipeline.text.diagnostics import Diagnostic, Severity
from pipeline.text.files import read_source
from pipeline.text.french import count
from pipeline.text.words import nearest
from pipeline.writing import replace_if_different


def tell_review(project: Project, name: str, day: date) -> int:
    """Print the review of the plan of that name on ``day``; return the exit code."""
    found: list[Diagnostic] = []
    catalogue = _catalogue(project, found)
    slug = name.removesuffix(".yml").rsplit("/", 1)[-1]
    if catalogue is None:
        return 1
    plan = catalogue.plans.get(slug)
    if plan is None:
        file = f"content/plans/{slug}.yml"
        if faults := [diagnostic for diagnostic in found if diagnostic.place.path == file]:
            print_text(faults, sys.stdout)
            print("Pas de bilan\u00a0: corrigez d’abord ce plan.")
            return 1
        near = nearest(slug, catalogue.plans)
        hint = f" Vouliez-vous dire « {near} »?" if near else "" if catalogue.plans else " Aucun plan n’y est encore."
        raise WrongUseError(f"Il n’y a pas de plan « {name} » dans content/plans/.{hint}")
    committee = catalogue.committees.get(plan.meta.comite)  # its own file may have errors
    print("\n".join(ReviewText(plan, committee.meta.nom if committee else plan.meta.comite, day).lines()))
    return 0


def write_canvas(project: Project, today: date, name: str, committee: str | None, folder: Path) -> int:
    """Write a canvas into ``folder``, in each format, and say where; return the exit code."""
    catalogue = _catalogue(project, [])
    if catalogue is None:
        return 1
    known = catalogue.committees
    if committee is not None and committee not in known:
        near = nearest(committee, known)
        hint = f"Vouliez-vous dire « {near} »?" if near else f"Comités\u00a0: {', '.join(known) or 'aucun'}."
        raise WrongUseError(f"Il n’y a pas de comité « {committee} ». {hint}")
    index = SiteIndex(catalogue, {}, {}, today)
    for file, data in one_canvas(project, index, name, known[committee] if committee else None).items():
        replace_if_different(folder / file, data)
        print(f"Écrit\u00a0: {folder / file}")
    return 0


def import_table(project: Project, today: date, file: Path, mapping_file: Path | None, committee: str, year: str, *, replace: bool) -> int:
    """Read a plan from a spreadsheet and write it into ``content/plans/``; return the exit code."""
    mapping = PlanMapping() if mapping_file is None else _mapping(mapping_file)
    catalogue = _catalogue(project, [])
    if mapping is None or catalogue is None:
        return 1
    target = plan_path(project, committee, year)
    try:
        table = read_table(file, mapping.feuille)
    except UnreadableTableError as error:
        print(f"{file.name}\u00a0: {error}\nRien n’a été écrit.")
        return 1
    imported = import_plan(catalogue, table, mapping, committee, year, today)
    for remark in imported.remarks:
        say(f"Remarque : {remark}")
    for fault in imported.faults:
        print("\n".join(fault_lines(fault.where, fault.severity, fault.message, fault.text, fault.help)))
    errors = sum(fault.severity is Severity.ERROR for fault in imported.faults)
    if imported.text is None or imported.plan is None:
        print(f"Rien n’a été écrit\u00a0: {count(errors, 'erreur', 'erreurs')}.")
        return 1
    shown = project.relative(target)
    if target.exists() and not replace:
        print(f"Rien n’a été écrit\u00a0: {shown} existe déjà. Ajoutez --remplacer pour le remplacer.")
        return 1
    replace_if_different(target, imported.text.encode())
    actions = len(list(imported.plan.actions))
    print(
        f"Écrit\u00a0: {shown} ({count(actions, 'action', 'actions')}, {count(len(imported.plan.meta.objectifs), 'objectif', 'objectifs')})."
    )
    print("Relisez-le, puis lancez « passerelle verifier ».")
    return 0


def _mapping(file: Path) -> PlanMapping | None:
    found: list[Diagnostic] = []
    source = read_source(Project(file.resolve().parent), file.resolve(), found)
    mapping = read_mapping(source, found) if source else None
    print_text(found, sys.stdout)
    if mapping is None:
        print("Rien n’a été écrit\u00a0: corrigez d’abord la correspondance.")
    return mapping


def _catalogue(project: Project, found: list[Diagnostic]) -> Catalogue | None:
    """Return what was read, whatever the faults of other files; None, and they are told, when the council's own data cannot be."""
    catalogue = load_catalogue(project, found)
    if catalogue is None:
        print_text(sorted(found, key=Diagnostic.sort_key), sys.stdout)
        print("Rien n’a été fait\u00a0: corrigez d’abord ces erreurs.")
    return catalogue
