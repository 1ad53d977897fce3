"""Committees: reached through a role, so that no person's particulars are published (Loi 25)."""

from collections.abc import Iterator

from pipeline.content.committees import Committee
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Family
from pipeline.text.people.particulars import particulars

FAMILY = Family(letter="M", title="Comités", rank=120)


@rule(
    "M001",
    on=Committee,
    title="Pas de renseignement personnel",
    why="Une page de comité nomme des rôles et des organismes. Un courriel ou un téléphone se publie avec le consentement de "
    "la personne, ailleurs qu’ici.",
    wrong="contact: {role: Dominique au 450 555-0123}",
    right="contact: {role: L’agente ou l’agent de liaison du territoire}",
)
def no_particulars_of_a_person(committee: Committee) -> Iterator[Fault]:
    """Yield the e-mail addresses and the telephone numbers that a committee's file holds; an address of a page is none."""
    for match, what in particulars(committee.source.text):
        yield fault(match.start(), f"{what} se trouve dans ce fichier.", text=match.group(), hint="Nommez plutôt un rôle.")
