"""Initiatives of partners: published with the partner's consent, after a review, and without a person's particulars."""

from collections.abc import Iterator
from datetime import date

from pipeline.content.catalogue import Catalogue
from pipeline.content.initiatives import Initiative
from pipeline.content.relations import unfound
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Family
from pipeline.text.people.particulars import particulars

FAMILY = Family(letter="Z", title="Initiatives", rank=160)


@rule(
    "Z001",
    on=Initiative,
    title="L’organisme a donné son accord",
    why="L’initiative d’un partenaire ne paraît qu’avec l’accord de son organisme : le jour, et la fonction de qui l’a donné.",
    wrong="statut: publiee (sans « consentement »)",
    right="consentement: {le: 2026-11-20, par_role: La direction}",
)
def the_organisation_agreed(initiative: Initiative, today: date) -> Iterator[Fault]:
    """Yield the want of a partner's consent to what is published, and a consent of the future."""
    consent = initiative.meta.consentement
    if consent is None and not initiative.draft:
        message = "L’initiative est publiée, et l’accord de l’organisme n’est pas noté."
        yield fault(("statut",), message, hint="Ajoutez « consentement », ou écrivez « statut: en-revision ».")
    if consent is not None and consent.le > today:
        where, shown = ("consentement", "le"), consent.le.isoformat()
        yield fault(where, "L’accord serait donné dans le futur.", text=shown, hint="Corrigez la date.")


@rule(
    "Z002",
    on=Initiative,
    title="Une initiative publiée a été relue",
    why="Une personne la relit avant qu’elle ait une page : rien d’inventé, aucun nom de jeune ni de famille.",
    wrong="statut: publiee (sans « relue_le »)",
    right="statut: publiee\nrelue_le: 2026-11-24",
)
def a_published_initiative_was_reviewed(initiative: Initiative, today: date) -> Iterator[Fault]:
    """Yield the want of a review of what is published, and a review of the future."""
    reviewed = initiative.meta.relue_le
    if reviewed is None and not initiative.draft:
        message = "L’initiative est publiée, et le jour de sa relecture n’est pas noté."
        yield fault(("statut",), message, hint="Relisez-la, puis ajoutez « relue_le ».")
    if reviewed is not None and reviewed > today:
        shown = reviewed.isoformat()
        yield fault(("relue_le",), "La relecture serait faite dans le futur.", text=shown, hint="Corrigez la date.")


@rule(
    "Z003",
    on=Initiative,
    title="Pas de renseignement personnel",
    why="Une initiative nomme un organisme et des fonctions; on le joint par sa page publique.",
    wrong="Écrivez à nom@exemple.org.",
    right="lien: https://www.exemple.org/initiative",
)
def no_particulars_of_a_person(initiative: Initiative) -> Iterator[Fault]:
    """Yield the particulars that an initiative's file holds, a draft's too."""
    for match, what in particulars(initiative.source.text):
        hint = "Nommez une fonction, ou un organisme."
        yield fault(match.start(), f"{what} se trouve dans ce fichier.", text=match.group(), hint=hint)


@rule(
    "Z004",
    on=Initiative,
    title="Ce sur quoi une initiative s’appuie se lit",
    why="Le partenaire qui veut faire pareil suit le lien : la fiche est publiée, et l’outil est au répertoire.",
    wrong="fiches: [lecture-et]",
    right="fiches: [lecture-ete]",
)
def what_it_rests_on_is_read(initiative: Initiative, catalogue: Catalogue, today: date) -> Iterator[Fault]:
    """Yield the sheets and tools that an initiative names and that readers do not find on ``today``."""
    return unfound(initiative, catalogue, today)
