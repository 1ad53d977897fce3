"""``content/rapports/<du>-au-<au>.yml``: the council's numbers over a period, frozen by ``passerelle rapport`` once it is over.

A report holds its own names, definitions and lists: what changes later in the content, or in what the software counts, leaves it alone.
"""

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from pipeline.content.activities.activity import EventDay
from pipeline.content.kind import Kind, Written
from pipeline.fields.marks import Claims, Counted, Named, NoClaim, says
from pipeline.fields.types import LongText, PageAddress, Slug, Strict, Text
from pipeline.text.typographic import french_text
from pipeline.text.yaml_out import yaml_blocks

Count: TypeAlias = Annotated[int, Field(ge=0, le=1_000_000, strict=True)]
SOFTWARE = "the software, from the list that is shown with the number (I003)"
SURVEY = "the survey, whose page the report leads to"
TITLE = NoClaim("the title of another page, where it is checked")
Unit: TypeAlias = Literal["elements", "personnes"]
# What waits at the end of a period may have been asked for before it.
STILL_WAITING = "besoins-en-attente"
UNITS = {"elements": "les éléments de la liste", "personnes": "les personnes que la liste dit"}


class Listed(Strict):
    """One thing that a number counts; ``personnes`` is how many people it reached, None where nobody said."""

    titre: Annotated[Text, TITLE, says("Titre", "Ce qui est compté, par son nom.", "Présentation exemple")]
    jour: Annotated[EventDay, says("Jour", "Le jour qui le place dans la période.", "2026-03-10")]
    adresse: Annotated[PageAddress | None, says("Adresse", "Sa page dans le site.", "activites/2026-03-10-exemple/")] = None
    precision: Annotated[Text | None, TITLE, says("Précision", "Ce qu’il faut savoir de plus.", "Comité exemple")] = None
    personnes: Annotated[
        Count | None, Counted(by=SOFTWARE), says("Personnes", "Combien de personnes étaient là; « null » quand personne ne l’a dit.", 14)
    ] = None


class Number(Strict):
    """A number, what it means, and what it counts; None where it cannot be told."""

    cle: Annotated[Slug, says("Clé", "Le nom court du nombre, le même d’un rapport à l’autre.", "activites")]
    nom: Annotated[Text, Claims(), says("Nom", "Ce qui est compté.", "Activités tenues")]
    definition: Annotated[
        LongText,
        Counted(by=SOFTWARE),
        says("Définition", "Ce que le nombre compte, en une ou deux phrases.", "Nos activités qui ont eu lieu dans la période."),
    ]
    compte: Annotated[Unit, Named(UNITS), says("Compte", "Ce qui est compté : la liste, ou les personnes qu’elle dit.", "elements")] = (
        "elements"
    )
    nombre: Annotated[Count | None, Counted(by=SOFTWARE), says("Nombre", "Le nombre; « null » quand il n’est pas indiqué.", 2)]
    liste: Annotated[tuple[Listed, ...], Field(max_length=5000), says("Liste", "Tout ce que le nombre compte.")] = ()

    def counted(self) -> int | None:
        """Return the number that the list gives: None when it lists things and none of them says how many people there were."""
        if self.compte == "elements":
            return len(self.liste)
        told = [one.personnes for one in self.liste if one.personnes is not None]
        return sum(told) if told or not self.liste else None


class SurveyDigest(Strict):
    """What a survey of the period said, in the words of its page."""

    titre: Annotated[Text, TITLE, says("Titre", "Le titre du sondage.", "Sondage exemple, 2026")]
    adresse: Annotated[PageAddress | None, says("Adresse", "La page de ses résultats.", "evaluation/2026/")] = None
    resume: Annotated[Text, Counted(by=SURVEY), says("Résumé", "Combien de réponses.", "30 réponses sur 40 invitations.")]
    phrases: Annotated[
        tuple[LongText, ...], Field(max_length=60), Counted(by=SURVEY), says("Phrases", "Ce qui en ressort.", ["La plupart sont d’accord."])
    ] = ()


class YearReportMeta(Strict):
    """The whole file."""

    du: Annotated[EventDay, says("Du", "Le premier jour de la période.", "2025-07-01")]
    au: Annotated[EventDay, says("Au", "Le dernier jour de la période.", "2026-06-30")]
    fige_le: Annotated[EventDay, says("Figé le", "Le jour où ces nombres ont été comptés.", "2026-07-02")]
    nombres: Annotated[tuple[Number, ...], Field(min_length=1, max_length=60), says("Nombres", "Les nombres du rapport, dans l’ordre.")]
    sondages: Annotated[tuple[SurveyDigest, ...], Field(max_length=20), says("Sondages", "Les sondages de la période.")] = ()

    @property
    def slug(self) -> str:
        """What its file and its page are named."""
        return report_slug(self.du, self.au)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The pages that it leads to, each once."""
        listed = (one.adresse for number in self.nombres for one in number.liste)
        return tuple(dict.fromkeys(address for address in (*listed, *(one.adresse for one in self.sondages)) if address))


class YearReport(Written[YearReportMeta]):
    """A frozen report."""

    @property
    def address(self) -> str:
        """The address of its page."""
        return REPORTS.page_address(self.slug)


def report_slug(first: date, last: date) -> str:
    """Return what the report of a period is named."""
    return f"{first.isoformat()}-au-{last.isoformat()}"


REPORTS = Kind(
    name="rapport",
    title="Rapport d’une période",
    one="le rapport d’une période",
    files="content/rapports/*.yml",
    model=YearReportMeta,
    document=YearReport,
    address="rapports/",
    meanwhile="region/",
    # The latest period first.
    order=lambda report: (-report.meta.au.toordinal(), -report.meta.du.toordinal(), report.slug),
)

_HEAD = french_text(
    """\
# Rapport figé par « passerelle rapport » : ces nombres ne changent plus quand le contenu change.
# Pour les compter de nouveau : passerelle rapport --du {du} --au {au} --remplacer
"""
)


def year_report_text(meta: YearReportMeta) -> str:
    """Return the text of the file."""
    return _HEAD.format(du=meta.du.isoformat(), au=meta.au.isoformat()) + yaml_blocks(meta.model_dump(exclude_unset=True))
