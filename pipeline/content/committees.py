"""What the front matter of a committee may say. Unknown keys refused, like everywhere.

No person is named here: a committee is reached through a role, and its partners are organisations (Loi 25).
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, model_validator

from pipeline.content.council import Issue
from pipeline.content.kind import Kind, Library, PageDocument, Words
from pipeline.content.plans.plan import PLANS
from pipeline.fields.marks import LABEL, NAME, Claims, OfList, says
from pipeline.fields.types import Address, Slug, Slugs, Strict, Summary, Text, Title

_PERSONAL = ("nom", "prenom", "personne", "courriel", "telephone", "cellulaire", "adresse")


class Contact(Strict):
    """Whom to ask about a committee: a role, never a person."""

    role: Annotated[Text, Claims(), says("Rôle", "Un rôle, jamais le nom d’une personne.", "L’agente ou l’agent de liaison du territoire")]
    organisme: Annotated[Text | None, NAME, says("Organisme", "L’organisme où ce rôle se trouve.", "Organisme exemple")] = None

    @model_validator(mode="before")
    @classmethod
    def _no_person(cls, value: object) -> object:
        if isinstance(value, dict) and (personal := next((key for key in _PERSONAL if key in value), None)):
            raise ValueError(f"un comité se joint par un rôle, et « {personal} » désigne une personne")
        return value


class Sector(Strict):
    """The partners of one sector: organisations."""

    secteur: Annotated[Slug, OfList("publics"), says("Secteur", "Le milieu de ces partenaires.", "scolaire")]
    organismes: Annotated[
        tuple[Text, ...], Field(min_length=1), NAME, says("Organismes", "Des noms d’organismes, jamais de personnes.", ["École exemple"])
    ]


class CommitteeMeta(Strict):
    """Front matter of ``content/comites/<slug>.md``."""

    nom: Annotated[Title, LABEL, says("Nom", "Le nom complet du comité.", "Comité exemple pour la persévérance scolaire")]
    sigle: Annotated[Text | None, NAME, says("Sigle", "Le sigle, s’il y en a un.", "CEPS")] = None
    resume: Annotated[
        Summary,
        Claims(),
        says(
            "Résumé",
            "Une ou deux phrases : qui se réunit, et pour quoi.",
            "L’école, la ville et des organismes de Val-Exemple s’y rencontrent.",
        ),
    ]
    territoires: Annotated[
        Slugs,
        Field(min_length=1),
        OfList("territoires"),
        says("Territoires", "Où le comité travaille, dans la liste d’organisme.yml.", ["val-exemple"]),
    ]
    source: Annotated[Address, says("Source", "La page ou le document où le comité est nommé.", "https://www.exemple.org/comite")]
    enjeux: Annotated[tuple[Issue, ...], says("Enjeux", "Les enjeux que le comité met en priorité, le premier d’abord.")] = ()
    partenaires: Annotated[tuple[Sector, ...], says("Partenaires", "Les organismes membres, par secteur.")] = ()
    contact: Annotated[Contact | None, says("Contact", "Le rôle par lequel on joint le comité.")] = None

    @property
    def titre(self) -> str:
        """The title of its page."""
        return self.nom

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes of its issues, each once, in their order."""
        return tuple(dict.fromkeys(theme for issue in self.enjeux for theme in issue.themes))


class Committee(PageDocument[CommitteeMeta]):
    """A local committee."""


def _against_name(library: Library, committee: Committee, _name: str) -> Iterator[str]:
    plans = [plan.source.path for plan in library.naming(COMMITTEES, committee.slug, PLANS)]
    if plans:
        yield f"Un comité qui a un plan garde son nom : l’adresse du plan en vient ({', '.join(plans)})."


COMMITTEES = Kind(
    name="comite",
    title="Comité",
    one="un comité",
    many="Comités",
    files="content/comites/*.md",
    model=CommitteeMeta,
    document=Committee,
    address="comites/",
    asked=("nom", "resume", "territoires", "source"),
    sections=("En bref",),
    prose=False,
    closed=True,
    unique="nom",
    against_name=_against_name,
    anchors=("enjeux", "fiches", "besoins", "activites", "initiatives", "plan", "partenaires", "suivre", "source"),
    words=Words(the="Le comité", of="de comité"),
)
