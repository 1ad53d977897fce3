"""What the front matter of an activity may say: before, live, after. Unknown keys refused, like everywhere."""

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field

from pipeline.catalogue.models import Address, Clock, Day, Email, Slugs, Strict, Summary, Text, Title, formed, time_zone

_DURATION = r"(?:\d{1,2}:[0-5]\d|\d{1,3}):[0-5]\d"
Duration: TypeAlias = Annotated[str, formed(_DURATION, "une durée s’écrit « 4:30 » ou « 1:04:30 » (heures, minutes, secondes)")]
Offset: TypeAlias = Annotated[str, formed(r"[+-](?:0\d|1[0-4]):(?:00|30|45)", "un décalage s’écrit « -05:00 » ou « -04:00 »")]


def _near(day: date) -> date:
    """Refuse a year that is a slip, and that time zones know nothing of."""
    if not 1900 <= day.year <= 2199:
        raise ValueError("l’année est hors de portée")
    return day


EventDay: TypeAlias = Annotated[Day, AfterValidator(_near)]
# The name of a file kept beside the activity: no folder, so no path is chosen by content.
CaptionFile: TypeAlias = Annotated[str, formed(r"[a-z0-9]+(?:-[a-z0-9]+)*\.vtt", "le nom du fichier ressemble à 2027-02-09-exemple.vtt")]
VideoFile: TypeAlias = Annotated[str, formed(r"[a-z0-9]+(?:-[a-z0-9]+)*\.mp4", "le nom du fichier ressemble à 2027-02-09-exemple.mp4")]


def seconds(duration: str) -> int:
    """Return « 1:04:30 » or « 64:30 » in seconds."""
    total = 0
    for part in duration.split(":"):
        total = 60 * total + int(part)
    return total


class Person(Strict):
    """A speaker, as the source names them."""

    nom: Text
    fonction: Text | None = None
    organisation: Text | None = None
    lien: Address | None = None


class ActivitySource(Strict):
    """Where an activity's facts were read, word for word."""

    adresse: Address
    lu_le: Day
    extraits: Annotated[tuple[Text, ...], Field(min_length=1)]


class Registration(Strict):
    """How to register; without ``lien`` nobody needs to, and ``note`` says what there is to know."""

    lien: Address | None = None
    limite: EventDay | None = None
    note: Text | None = None


class Accommodation(Strict):
    """What makes the activity accessible, and whom to ask, until when."""

    sous_titres_en_direct: bool | None = None
    contact: Email | None = None
    limite: EventDay | None = None
    note: Text | None = None


class Door(Strict):
    """Where one comes in: a public link, or who receives it (« lien envoyé aux personnes inscrites »)."""

    lien: Address | None = None
    note: Text | None = None


class Asking(Strict):
    """Where one sends a question before the activity."""

    lien: Address | None = None
    courriel: Email | None = None


class Outside(Strict):
    """A document elsewhere: a tool, slides."""

    titre: Text
    lien: Address


class Recording(Strict):
    """A recording: an address elsewhere, or a file beside the activity."""

    lien: Address | None = None
    fichier: VideoFile | None = None
    duree: Duration | None = None
    date: Day | None = None


class Chapter(Strict):
    """A part of the recording, from ``debut`` to the next."""

    debut: Duration
    titre: Text


class Point(Strict):
    """One point of « L’essentiel », and where it is said in the recording."""

    a: Duration
    point: Text


class Answer(Strict):
    """A question asked at the activity, and what was answered."""

    question: Text
    reponse: Text


class FollowUp(Strict):
    """What was decided: what, who, until when; then when it was done and what came of it."""

    quoi: Text
    qui: Text
    quand: Day
    fait_le: Day | None = None
    resultat: Text | None = None


Form: TypeAlias = Literal["webinaire", "conference", "atelier", "presentation"]
State: TypeAlias = Literal["prevue", "reportee", "annulee", "tenue"]


class ActivityMeta(Strict):
    """Front matter of ``content/activites/<date>-<slug>.md``."""

    titre: Title
    resume: Summary
    forme: Form
    date: EventDay = Field(description="Le jour; reportée sans nouvelle date, celui qui était annoncé")
    debut: Clock | None = None
    fin: Clock | None = None
    fuseau: Annotated[str, AfterValidator(time_zone)] = "America/Toronto"
    decalage: Offset | None = Field(default=None, description="Seulement la nuit d’un changement d’heure")
    etat: State
    ancienne_date: EventDay | None = Field(default=None, description="La date annoncée d’abord, quand l’activité est reportée")
    etat_raison: Text | None = Field(default=None, description="Ce qui s’est passé, quand l’activité est reportée ou annulée")
    objectif: Text | None = None
    besoin: Text | None = Field(default=None, description="Le besoin de connaissances auquel l’activité répond")
    comites: Slugs = ()
    modalite: Literal["en-ligne", "en-personne", "hybride"] | None = None
    lieu: Text | None = None
    plateforme: Text | None = None
    organisateur: Text | None = Field(description="« null » quand la page lue ne le dit pas")
    autre_organisme: bool
    themes: Annotated[Slugs, Field(min_length=1)]
    publics: Slugs = ()
    personnes_ressources: tuple[Person, ...] = ()
    inscription: Registration | None = None
    accessibilite: Accommodation | None = None
    acces: Door | None = None
    questions_a_l_avance: Asking | None = None
    fiches: Slugs = ()
    outils: tuple[Outside, ...] = ()
    enregistrement: Recording | None = None
    sous_titres: CaptionFile | None = None
    chapitres: Annotated[tuple[Chapter, ...], Field(max_length=99)] = ()
    diapositives: tuple[Outside, ...] = ()
    essentiel: tuple[Point, ...] = ()
    questions_repondues: tuple[Answer, ...] = ()
    suites: tuple[FollowUp, ...] = ()
    participants: int | None = None
    questionnaire: Address | None = None
    lien: Address | None = None
    source: ActivitySource | None = None
    mise_a_jour: Day | None = Field(default=None, description="Le jour où l’annonce a été écrite ou changée, pour les fils")

    @property
    def first_date(self) -> EventDay:
        """The day first announced: the file keeps its name, and the page its address, when the activity is postponed."""
        return self.ancienne_date or self.date

    @property
    def revised(self) -> EventDay:
        """The day that feeds give: when it was last written, or read on another body's page; failing that, its own day."""
        return self.mise_a_jour or (self.source.lu_le if self.source is not None else self.date)

    @property
    def undated(self) -> bool:
        """True when the activity is postponed and its new day is not known."""
        return self.etat == "reportee" and self.date == self.ancienne_date

    @property
    def expected(self) -> bool:
        """True when the activity is to take place, on a day that is known."""
        return self.etat == "prevue" or (self.etat == "reportee" and not self.undated)
