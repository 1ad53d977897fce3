"""The commands of action plans."""

from datetime import date

from pipeline.catalogue.loader import Catalogue
from pipeline.catalogue.words import nearest
from pipeline.cli_french import WrongUseError
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
