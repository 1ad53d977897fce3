"""Campaigns: the sheets and tools that go with them are there to be read, and their editions are in order."""

from pipeline.content.document import Campaign
from pipeline.text.diagnostics import Diagnostic, Rule, Severity

LINKED = Rule(
    code="Y001",
    severity=Severity.ERROR,
    title="Ce qui va avec une campagne se lit",
    why="Le partenaire qui prépare la campagne suit le lien\u00a0: la fiche est publiée, et l’outil est au répertoire.",
    wrong="fiches: [lecture-et]",
    right="fiches: [lecture-ete]",
)
EDITION = Rule(
    code="Y002",
    severity=Severity.ERROR,
    title="Une édition commence, puis finit",
    why="Les agendas montrent l’édition du premier au dernier jour; une date inversée la ferait disparaître.",
    wrong="{nom: 2027, debut: 2027-02-19, fin: 2027-02-15}",
    right="{nom: 2027, debut: 2027-02-15, fin: 2027-02-19}",
)
NAME = Rule(
    code="Y003",
    severity=Severity.ERROR,
    title="Chaque édition a son nom",
    why="Les agendas reconnaissent une édition par son nom\u00a0: deux éditions du même nom se remplaceraient l’une l’autre.",
    wrong="{nom: 2027, debut: 2027-02-15} et {nom: 2027, debut: 2027-05-01}",
    right="{nom: 2027-hiver, debut: 2027-02-15} et {nom: 2027-printemps, debut: 2027-05-01}",
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
