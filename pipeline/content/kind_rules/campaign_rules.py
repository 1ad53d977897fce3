"""Campaigns: the sheets and tools that go with them are there to be read, and their editions are in order."""

from pipeline.content.document import Campaign
from pipeline.text.diagnostics import Diagnostic, Rule, Severity

LINKED = Rule(
    "Y001",
    Severity.ERROR,
    "Ce qui va avec une campagne se lit",
    "Le partenaire qui prépare la campagne suit le lien\u00a0: la fiche est publiée, et l’outil est au répertoire.",
    "fiches: [lecture-et]",
    "fiches: [lecture-ete]",
)
EDITION = Rule(
    "Y002",
    Severity.ERROR,
    "Une édition commence, puis finit",
    "Les agendas montrent l’édition du premier au dernier jour; une date inversée la ferait disparaître.",
    "{nom: 2027, debut: 2027-02-19, fin: 2027-02-15}",
    "{nom: 2027, debut: 2027-02-15, fin: 2027-02-19}",
)
NAME = Rule(
    "Y003",
    Severity.ERROR,
    "Chaque édition a son nom",
    "Les agendas reconnaissent une édition par son nom\u00a0: deux éditions du même nom se remplaceraient l’une l’autre.",
    "{nom: 2027, debut: 2027-02-15} et {nom: 2027, debut: 2027-05-01}",
    "{nom: 2027-hiver, debut: 2027-02-15} et {nom: 2027-printemps, debut: 2027-05-01}",
)
RULES = (LINKED, EDITION, NAME)


def check_editions(campaign: Campaign) -> list[Diagnostic]:
    """Return the editions that end before they begin, and those that have another's name."""
    found: list[Diagnostic] = []
    names: set[str] = set()
    for index, edition in enumerate(campaign.meta.editions):
        if edition.last < edition.debut:
            place = campaign.source.place(campaign.header.where(("editions", index, "fin")))
            message = "L’édition finit avant de commencer."
            found.append(Diagnostic(EDITION, place, message, edition.last.isoformat(), "Corrigez l’une des deux dates."))
        if edition.nom in names:
            place = campaign.source.place(campaign.header.where(("editions", index, "nom")))
            message = f"Une autre édition s’appelle déjà «\u00a0{edition.nom}\u00a0»."
            found.append(Diagnostic(NAME, place, message, edition.nom, "Donnez-lui un autre nom."))
        names.add(edition.nom)
    return found
