"""The commands of action plans."""

from datetime import date
from pathlib import Path

from pipeline.catalogue.loader import Catalogue
from pipeline.catalogue.project import Project
from pipeline.catalogue.words import nearest
from pipeline.catalogue.writing import replace_if_different
from pipeline.cli_french import WrongUseError
from pipeline.publish.canvases import one_canvas
from pipeline.publish.index import SiteIndex
from pipeline.publish.plan_words import ReviewText


def tell_review(catalogue: Catalogue, name: str, day: date) -> None:
    """Print the review of the plan of that name on ``day``."""
    slug = name.removesuffix(".yml").rsplit("/", 1)[-1]
    plan = catalogue.plans.get(slug)
    if plan is None:
        near = nearest(slug, catalogue.plans)
        hint = f" Vouliez-vous dire « {near} »?" if near else " Aucun plan n’y est encore." if not catalogue.plans else ""
        raise WrongUseError(f"Il n’y a pas de plan « {name} » dans content/plans/.{hint}")
    committee = catalogue.committees[plan.meta.comite].meta.nom
    print("\n".join(ReviewText(plan, committee, day).lines()))


def write_canvas(project: Project, catalogue: Catalogue, today: date, name: str, committee: str | None, folder: Path) -> None:
    """Write a canvas into ``folder``, in each format, and say where."""
    known = catalogue.committees
    if committee is not None and committee not in known:
        near = nearest(committee, known)
        hint = f"Vouliez-vous dire « {near} »?" if near else f"Comités\u00a0: {', '.join(known) or 'aucun'}."
        raise WrongUseError(f"Il n’y a pas de comité « {committee} ». {hint}")
    index = SiteIndex(catalogue, {}, {}, today)
    for file, data in one_canvas(project, index, name, known[committee] if committee else None).items():
        replace_if_different(folder / file, data)
        print(f"Écrit\u00a0: {folder / file}")
