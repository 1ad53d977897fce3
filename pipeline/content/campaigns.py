"""What the front matter of a campaign may say: whose it is, when, for whom, what goes with it. Unknown keys refused, like everywhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field, StringConstraints

from pipeline.content import names
from pipeline.content.activities.activity import Activity, EventDay
from pipeline.content.kind import Kind, Library, PageDocument, Words
from pipeline.fields.marks import FORM, NAME, Claims, Named, OfList, says
from pipeline.fields.types import SLUG_FORM, Address, Slugs, Strict, Summary, Text, Title, formed, typed_number
from pipeline.text.instants import instant
from pipeline.text.words import SLUG

_ZONE = "America/Toronto"
CAMPAIGN_ACTIONS = "Ce que vous pouvez faire"


# Short: with the name of the campaign, it is what a calendar knows the edition by.
EditionName: TypeAlias = Annotated[
    str, BeforeValidator(typed_number), StringConstraints(max_length=20), formed(SLUG.pattern, SLUG_FORM), FORM
]
CampaignForm: TypeAlias = Annotated[Literal["campagne", "programme", "concours", "financement"], Named(names.CAMPAIGN_FORM)]


class CampaignEdition(Strict):
    """One time that a campaign takes place, from a day to another, both included."""

    nom: Annotated[
        EditionName,
        says("Nom", "Un mot court, d’habitude l’année : les agendas reconnaissent l’édition par lui, il ne change plus.", "2027"),
    ]
    debut: Annotated[EventDay, says("Début", "Le premier jour.", "2027-02-15")]
    fin: Annotated[EventDay | None, says("Fin", "Le dernier jour, s’il y en a plus d’un.", "2027-02-19")] = None
    source: Annotated[Address | None, says("Source", "La page qui donne ces dates.", "https://www.exemple.org/dates")] = None

    @property
    def last(self) -> EventDay:
        """The last day."""
        return self.fin or self.debut


class CampaignMeta(Strict):
    """Front matter of ``content/campagnes/<slug>.md``."""

    titre: Annotated[Title, Claims(), says("Nom", "Le nom de la campagne ou du service.", "Semaine exemple de la lecture")]
    resume: Annotated[
        Summary,
        Claims(),
        says(
            "Résumé",
            "Une ou deux phrases : ce que c’est, et à qui cela s’adresse.",
            "Une semaine où toute la région lit, à l’école comme à la maison.",
        ),
    ]
    forme: Annotated[CampaignForm, says("Forme", "Quelle sorte de campagne.", "campagne")]
    organisme: Annotated[
        Text | None, NAME, says("Organisme", "Qui la mène; « null » quand la page lue ne le dit pas.", "Organisme exemple")
    ]
    themes: Annotated[Slugs, Field(min_length=1, max_length=4), OfList("themes"), says("Thèmes", "De quoi il est question.", ["lecture"])]
    publics: Annotated[Slugs, OfList("publics"), says("Publics", "À qui elle s’adresse, si on le sait.", ["scolaire"])] = ()
    lien: Annotated[Address | None, says("Lien", "Le site de la campagne, ou sa page.", "https://www.exemple.org/semaine")] = None
    editions: Annotated[
        tuple[CampaignEdition, ...], Field(max_length=50), says("Éditions", "Les éditions dont les dates sont connues, passées et à venir.")
    ] = ()
    fiches: Annotated[Slugs, OfList("fiches"), says("Fiches", "Les fiches qui vont avec la campagne.", ["exemple"])] = ()
    outils: Annotated[Slugs, OfList("outils"), says("Outils", "Les outils du répertoire qui servent la campagne.", ["guide-exemple"])] = ()
    sources: Annotated[
        tuple[Address, ...],
        Field(min_length=1),
        says("Sources", "Les pages où les faits ont été lus.", ["https://www.exemple.org/semaine"]),
    ]


class Campaign(PageDocument[CampaignMeta]):
    """A campaign, a programme or a contest that partners may join."""

    @cached_property
    def days(self) -> tuple["CampaignDays", ...]:
        """Its editions, the earliest first."""
        return tuple(CampaignDays(self, edition) for edition in sorted(self.meta.editions, key=lambda one: (one.debut, one.nom)))


@dataclass(frozen=True)
class CampaignDays:
    """The days of one edition of a campaign, as calendars and lists of activities show them."""

    campaign: Campaign
    edition: CampaignEdition

    @property
    def slug(self) -> str:
        """What calendars know it by: no activity has such a name, which begins with a date."""
        return f"campagne-{self.campaign.slug}-{self.edition.nom}"

    @property
    def start(self) -> datetime:
        """The first instant of its first day."""
        return instant(self.edition.debut, "00:00", _ZONE)

    @property
    def end(self) -> datetime:
        """The instant from which its last day is over."""
        return instant(self.edition.last + timedelta(days=1), "00:00", _ZONE)


# What takes place on a day that is known: calendars and the list of activities show both.
Dated: TypeAlias = Activity | CampaignDays


def _against_name(library: Library, campaign: Campaign, _name: str) -> Iterator[str]:
    if any(library.in_calendars(days.slug) for days in campaign.days):
        yield "Une campagne dont une édition a paru garde son nom : les agendas la reconnaissent par lui."


CAMPAIGNS = Kind(
    name="campagne",
    title="Campagne",
    one="une campagne",
    many="Campagnes et services",
    files="content/campagnes/*.md",
    model=CampaignMeta,
    document=Campaign,
    address="campagnes/",
    meanwhile="activites/",
    asked=("titre", "resume", "forme", "organisme", "themes", "publics", "lien", "sources"),
    sections=(CAMPAIGN_ACTIONS,),
    given={"forme": "campagne"},
    prose=False,
    unique="titre",
    days=lambda campaign: campaign.days,
    against_name=_against_name,
    anchors=("dates", "fiches", "outils", "a-propos-de-la-campagne"),
    words=Words(the="La campagne", of="de campagne"),
    heading=("Campagne", "Campagnes"),
)
