"""The addresses that pages once had, and the page that answers there now."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict

from pipeline.content.kind import Kind, Written
from pipeline.fields.marks import says
from pipeline.fields.types import Day, PageAddress


class Redirection(BaseModel):
    """One page that moved."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    de: Annotated[PageAddress, says("De", "L’adresse que la page avait.", "fiches/ancien-nom/")]
    vers: Annotated[PageAddress, says("Vers", "L’adresse qu’elle a maintenant.", "fiches/nouveau-nom/")]
    le: Annotated[Day, says("Le", "Le jour du changement.", "2026-11-24")]


class Redirections(BaseModel):
    """``content/redirections.yml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    redirections: Annotated[tuple[Redirection, ...], says("Redirections", "Les pages qui ont changé d’adresse.")] = ()


REDIRECTIONS = Kind(
    name="redirections",
    title="Redirections",
    one="les redirections",
    files="content/redirections.yml",
    model=Redirections,
    document=Written,
    # The book of addresses keeps them.
    gathered=False,
)
