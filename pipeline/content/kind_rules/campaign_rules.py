"""Campaigns: the sheets and tools that go with them are there to be read, and their editions are in order."""

from collections.abc import Iterator
from datetime import date

from pipeline.content.campaigns import Campaign
from pipeline.content.catalogue import Catalogue
from pipeline.content.relations import unfound
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Family
from pipeline.text.typographic import quoted

FAMILY = Family(letter="Y", title="Campagnes", rank=150)


@rule(
    "Y001",
    on=Campaign,
    title="Ce qui va avec une campagne se lit",
    why="Le partenaire qui prépare la campagne suit le lien : la fiche est publiée, et l’outil est au répertoire.",
    wrong="fiches: [lecture-et]",
    right="fiches: [lecture-ete]",
)
def what_goes_with_it_is_read(campaign: Campaign, catalogue: Catalogue, today: date) -> Iterator[Fault]:
    """Yield the sheets and tools that a campaign names and that readers do not find on ``today``."""
    return unfound(campaign, catalogue, today)


@rule(
    "Y002",
    on=Campaign,
    title="Une édition commence, puis finit",
    why="Les agendas montrent l’édition du premier au dernier jour; une date inversée la ferait disparaître.",
    wrong="{nom: 2027, debut: 2027-02-19, fin: 2027-02-15}",
    right="{nom: 2027, debut: 2027-02-15, fin: 2027-02-19}",
)
def an_edition_begins_then_ends(campaign: Campaign) -> Iterator[Fault]:
    """Yield the editions that end before they begin."""
    for index, edition in enumerate(campaign.meta.editions):
        if edition.last < edition.debut:
            where, shown = ("editions", index, "fin"), edition.last.isoformat()
            yield fault(where, "L’édition finit avant de commencer.", text=shown, hint="Corrigez l’une des deux dates.")


@rule(
    "Y003",
    on=Campaign,
    title="Chaque édition a son nom",
    why="Les agendas reconnaissent une édition par son nom : deux éditions du même nom se remplaceraient l’une l’autre.",
    wrong="{nom: 2027, debut: 2027-02-15} et {nom: 2027, debut: 2027-05-01}",
    right="{nom: 2027-hiver, debut: 2027-02-15} et {nom: 2027-printemps, debut: 2027-05-01}",
)
def each_edition_has_its_name(campaign: Campaign) -> Iterator[Fault]:
    """Yield the editions that have the name of one before."""
    names: set[str] = set()
    for index, edition in enumerate(campaign.meta.editions):
        if edition.nom in names:
            message = f"Une autre édition s’appelle déjà {quoted(edition.nom)}."
            yield fault(("editions", index, "nom"), message, text=edition.nom, hint="Donnez-lui un autre nom.")
        names.add(edition.nom)
