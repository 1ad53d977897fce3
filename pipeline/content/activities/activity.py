"""What the front matter of an activity may say: before, live, after. Unknown keys refused, like everywhere."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field

from pipeline.content import names
from pipeline.content.kind import Kind, Library, PageDocument, Words
from pipeline.fields.marks import FORM, NAME, Claims, Counted, Named, NoClaim, OfList, says
from pipeline.fields.types import Address, Clock, Day, Email, LongText, Slugs, Strict, Summary, Text, Title, formed, time_zone
from pipeline.text.instants import instant

ACTIVITY_SECTIONS = ("En bref", "Au programme", "Déroulement", "Pour aller plus loin")

# Who sets and counts places, hours and people: the body that holds the activity. Of one that was read on a page, the page says it (T005).
HOST = "the body that holds the activity, which its page names"
_DURATION = r"(?:\d{1,2}:[0-5]\d|\d{1,3}):[0-5]\d"
Duration: TypeAlias = Annotated[str, formed(_DURATION, "une durée s’écrit « 4:30 » ou « 1:04:30 » (heures, minutes, secondes)"), FORM]
Offset: TypeAlias = Annotated[str, formed(r"[+-](?:0\d|1[0-4]):(?:00|30|45)", "un décalage s’écrit « -05:00 » ou « -04:00 »"), FORM]


def _near(day: date) -> date:
    """Refuse a year that is a slip, and that time zones know nothing of."""
    if not 1900 <= day.year <= 2199:
        raise ValueError("l’année est hors de portée")
    return day


EventDay: TypeAlias = Annotated[Day, AfterValidator(_near)]
# The name of a file kept beside the activity: no folder, so no path is chosen by content.
CaptionFile: TypeAlias = Annotated[
    str, formed(r"[a-z0-9]+(?:-[a-z0-9]+)*\.vtt", "le nom du fichier ressemble à 2027-02-09-exemple.vtt"), FORM
]
VideoFile: TypeAlias = Annotated[
    str, formed(r"[a-z0-9]+(?:-[a-z0-9]+)*\.mp4", "le nom du fichier ressemble à 2027-02-09-exemple.mp4"), FORM
]


class Person(Strict):
    """A speaker, as the source names them."""

    nom: Annotated[Text, NAME, says("Nom", "Le nom, tel que la page lue le donne.", "Camille Exemple")]
    fonction: Annotated[Text | None, Claims(), says("Fonction", "La fonction, telle que la page lue la donne.", "professeure")] = None
    organisation: Annotated[Text | None, NAME, says("Organisation", "L’université, l’école, l’organisme.", "Université exemple")] = None
    lien: Annotated[Address | None, says("Lien", "La page de la personne.", "https://www.exemple.org/camille")] = None


class ActivitySource(Strict):
    """Where an activity's facts were read, word for word."""

    adresse: Annotated[Address, says("Adresse", "La page où l’activité est annoncée.", "https://www.exemple.org/webinaire")]
    lu_le: Annotated[Day, says("Lu le", "Le jour où la page a été lue.", "2026-11-24")]
    extraits: Annotated[
        tuple[Text, ...],
        Field(min_length=1),
        NoClaim("the words of the page that was read, which figures are looked for in"),
        says("Extraits", "Les mots de la page, tels quels.", ["Événement gratuit et en ligne."]),
    ]


class Registration(Strict):
    """How to register; without ``lien`` nobody needs to, and ``note`` says what there is to know."""

    lien: Annotated[
        Address | None, says("Lien", "La page d’inscription; sans lien, personne n’a à s’inscrire.", "https://www.exemple.org/inscription")
    ] = None
    limite: Annotated[EventDay | None, says("Date limite", "Le dernier jour pour s’inscrire.", "2027-02-08")] = None
    note: Annotated[
        LongText | None, Counted(by=HOST), says("Note", "Ce qu’il faut savoir pour s’inscrire.", "Les places sont limitées.")
    ] = None


class Accommodation(Strict):
    """What makes the activity accessible, and whom to ask, until when."""

    sous_titres_en_direct: Annotated[bool | None, says("Sous-titres en direct", "« oui » s’il y en aura pendant l’activité.", True)] = None
    contact: Annotated[Email | None, says("Courriel", "Où demander une mesure d’adaptation.", "nom@exemple.org")] = None
    limite: Annotated[EventDay | None, says("Date limite", "Le dernier jour pour la demander.", "2027-02-01")] = None
    note: Annotated[
        LongText | None, Counted(by=HOST), says("Note", "Ce qui rend l’activité accessible.", "La salle est au rez-de-chaussée.")
    ] = None


class Door(Strict):
    """Where one comes in: a public link, or who receives it (« lien envoyé aux personnes inscrites »)."""

    lien: Annotated[
        Address | None, says("Lien", "L’adresse de la salle virtuelle, si elle est publique.", "https://www.exemple.org/salle")
    ] = None
    note: Annotated[
        LongText | None, Counted(by=HOST), says("Note", "Qui reçoit le lien, et comment.", "Lien envoyé aux personnes inscrites.")
    ] = None


class Asking(Strict):
    """Where one sends a question before the activity."""

    lien: Annotated[Address | None, says("Lien", "Le formulaire où poser une question.", "https://www.exemple.org/questions")] = None
    courriel: Annotated[Email | None, says("Courriel", "L’adresse où envoyer une question.", "nom@exemple.org")] = None


class Outside(Strict):
    """A document elsewhere: a tool, slides."""

    titre: Annotated[Text, NAME, says("Titre", "Le titre du document.", "Aide-mémoire exemple")]
    lien: Annotated[Address, says("Lien", "L’adresse du document.", "https://www.exemple.org/aide-memoire.pdf")]


class Recording(Strict):
    """A recording: an address elsewhere, or a file beside the activity."""

    lien: Annotated[Address | None, says("Lien", "L’adresse de l’enregistrement, s’il est ailleurs.", "https://www.exemple.org/video")] = (
        None
    )
    fichier: Annotated[
        VideoFile | None, says("Fichier", "Le nom du fichier .mp4 placé à côté de l’activité.", "2027-02-09-exemple.mp4")
    ] = None
    duree: Annotated[Duration | None, says("Durée", "Heures, minutes et secondes.", "1:04:30")] = None
    date: Annotated[Day | None, says("Date", "Le jour de la mise en ligne.", "2027-02-11")] = None


class Chapter(Strict):
    """A part of the recording, from ``debut`` to the next."""

    debut: Annotated[Duration, says("Début", "Le moment où le chapitre commence.", "12:30")]
    titre: Annotated[Text, Claims(), says("Titre", "De quoi parle le chapitre.", "Ce que disent les études")]


class Point(Strict):
    """One point of « L’essentiel », and where it is said in the recording."""

    a: Annotated[Duration, says("À", "Le moment où le point est dit dans l’enregistrement.", "14:05")]
    point: Annotated[LongText, Claims(), says("Point", "Ce qui est dit, en une phrase.", "Commencer par une rencontre courte.")]


class Answer(Strict):
    """A question asked at the activity, and what was answered."""

    question: Annotated[LongText, Claims(), says("Question", "La question posée.", "À partir de quel âge?")]
    reponse: Annotated[LongText, Claims(), says("Réponse", "Ce qui a été répondu.", "Les études lues portent sur le primaire.")]


class FollowUp(Strict):
    """What was decided: what, who, until when; then when it was done and what came of it."""

    quoi: Annotated[LongText, Counted(source=("source",)), says("Quoi", "Ce qui a été décidé.", "Présenter la fiche au comité")]
    qui: Annotated[Text, Claims(), says("Qui", "La personne ou l’équipe qui s’en charge.", "L’équipe de liaison")]
    quand: Annotated[Day, says("Quand", "Le jour où ce doit être fait.", "2027-03-15")]
    fait_le: Annotated[Day | None, says("Fait le", "Le jour où c’est fait.", "2027-03-10")] = None
    resultat: Annotated[
        LongText | None, Counted(source=("source",)), says("Résultat", "Ce que cela a donné.", "Le comité en a discuté.")
    ] = None
    source: Annotated[
        Text | None,
        Counted(by="the source itself"),
        says("Source", "D’où viennent les nombres de la suite : registre, liste de présences, compte rendu.", "Registre du comité"),
    ] = None


ActivityForm: TypeAlias = Annotated[Literal["webinaire", "conference", "atelier", "presentation"], Named(names.FORM)]
ActivityState: TypeAlias = Annotated[Literal["prevue", "reportee", "annulee", "tenue"], Named(names.STATE)]
Modality: TypeAlias = Annotated[Literal["en-ligne", "en-personne", "hybride"], Named(names.MODALITY)]


class ActivityMeta(Strict):
    """Front matter of ``content/activites/<date>-<slug>.md``."""

    titre: Annotated[Title, Claims(), says("Titre", "Le titre de l’activité, tel qu’annoncé.", "Webinaire exemple sur la lecture")]
    resume: Annotated[
        Summary,
        Claims(),
        says(
            "Résumé",
            "Une ou deux phrases simples, pour les listes et les invitations.",
            "Un webinaire d’une heure sur la lecture d’été et ce que les comités peuvent en faire.",
        ),
    ]
    forme: Annotated[ActivityForm, says("Forme", "Le genre d’activité.", "webinaire")]
    date: Annotated[EventDay, says("Date", "Le jour; reportée sans nouvelle date, celui qui était annoncé.", "2027-02-09")]
    debut: Annotated[Clock | None, says("Début", "L’heure du début.", "12:00")] = None
    fin: Annotated[Clock | None, says("Fin", "L’heure de la fin.", "13:00")] = None
    fuseau: Annotated[
        str, AfterValidator(time_zone), FORM, says("Fuseau horaire", "Le fuseau, si ce n’est pas l’heure de l’Est.", "America/Toronto")
    ] = "America/Toronto"
    decalage: Annotated[Offset | None, says("Décalage", "Seulement la nuit d’un changement d’heure.", "-05:00")] = None
    etat: Annotated[ActivityState, says("État", "Si l’activité est à venir, reportée, annulée ou tenue.", "prevue")]
    ancienne_date: Annotated[
        EventDay | None, says("Ancienne date", "La date annoncée d’abord, quand l’activité est reportée.", "2027-02-02")
    ] = None
    etat_raison: Annotated[
        LongText | None,
        Claims(),
        says("Raison", "Ce qui s’est passé, quand l’activité est reportée ou annulée.", "La conférencière est malade."),
    ] = None
    objectif: Annotated[
        LongText | None, Claims(), says("Objectif", "Ce que les gens pourront faire après.", "Choisir une activité de lecture pour l’été.")
    ] = None
    besoin: Annotated[
        LongText | None,
        Claims(),
        says(
            "Besoin",
            "Le besoin de connaissances auquel l’activité répond, s’il n’est pas au registre.",
            "Savoir quelles activités d’été soutenir.",
        ),
    ] = None
    besoins: Annotated[
        Slugs, OfList("besoins"), says("Besoins du registre", "Les besoins du registre auxquels l’activité répond.", ["lire-pendant-l-ete"])
    ] = ()
    comites: Annotated[
        Slugs, OfList("comites"), says("Comités", "Les comités que l’activité concerne, s’il y en a.", ["comite-exemple"])
    ] = ()
    modalite: Annotated[Modality | None, says("Modalité", "En ligne, en personne, ou les deux.", "en-ligne")] = None
    lieu: Annotated[
        Text | None,
        NoClaim("an address: its numbers count nothing"),
        says("Lieu", "L’adresse, pour une activité en personne.", "Bibliothèque exemple"),
    ] = None
    plateforme: Annotated[Text | None, NAME, says("Plateforme", "Le logiciel de visioconférence.", "Zoom")] = None
    organisateur: Annotated[
        Text | None, NAME, says("Organisateur", "Qui organise; « null » quand la page lue ne le dit pas.", "Organisme exemple")
    ]
    autre_organisme: Annotated[
        bool, says("Autre organisme", "« oui » quand l’activité n’est pas la nôtre : il faut alors sa source.", False)
    ]
    themes: Annotated[Slugs, Field(min_length=1), OfList("themes"), says("Thèmes", "De quoi il est question.", ["lecture"])]
    publics: Annotated[Slugs, OfList("publics"), says("Publics", "À qui l’activité s’adresse.", ["municipal", "communautaire"])] = ()
    personnes_ressources: Annotated[tuple[Person, ...], says("Personnes-ressources", "Qui parle.")] = ()
    inscription: Annotated[Registration | None, says("Inscription", "Comment s’inscrire.")] = None
    accessibilite: Annotated[Accommodation | None, says("Accessibilité", "Ce qui rend l’activité accessible, et à qui le demander.")] = None
    acces: Annotated[Door | None, says("Accès", "Par où l’on entre, le jour venu.")] = None
    questions_a_l_avance: Annotated[Asking | None, says("Questions à l’avance", "Où envoyer une question avant l’activité.")] = None
    fiches: Annotated[Slugs, OfList("fiches"), says("Fiches", "Les fiches à lire, par le nom de leur fichier.", ["lecture-ete"])] = ()
    outils: Annotated[tuple[Outside, ...], says("Outils", "Les documents remis, qui sont ailleurs.")] = ()
    enregistrement: Annotated[Recording | None, says("Enregistrement", "La vidéo, une fois l’activité tenue.")] = None
    sous_titres: Annotated[
        CaptionFile | None, says("Sous-titres", "Le nom du fichier .vtt placé à côté de l’activité.", "2027-02-09-exemple.vtt")
    ] = None
    chapitres: Annotated[
        tuple[Chapter, ...], Field(max_length=99), says("Chapitres", "Les parties de l’enregistrement, dans l’ordre.")
    ] = ()
    diapositives: Annotated[tuple[Outside, ...], says("Diapositives", "Les présentations montrées, qui sont ailleurs.")] = ()
    essentiel: Annotated[tuple[Point, ...], says("L’essentiel", "Quelques points à retenir, et où ils sont dits.")] = ()
    questions_repondues: Annotated[tuple[Answer, ...], says("Questions répondues", "Les questions posées et leurs réponses.")] = ()
    suites: Annotated[tuple[FollowUp, ...], says("Suites", "Ce qui a été décidé, par qui et pour quand.")] = ()
    participants: Annotated[
        Annotated[int, Field(ge=0, le=1_000_000)] | None,
        Counted(by=HOST),
        says("Participants", "Combien de personnes étaient là, si c’est connu.", 40),
    ] = None
    questionnaire: Annotated[
        Address | None, says("Questionnaire", "L’adresse du questionnaire d’appréciation.", "https://www.exemple.org/questionnaire")
    ] = None
    lien: Annotated[Address | None, says("Lien", "La page de l’activité, ailleurs.", "https://www.exemple.org/webinaire")] = None
    source: Annotated[ActivitySource | None, says("Source", "Où les faits ont été lus, mot pour mot.")] = None
    mise_a_jour: Annotated[
        Day | None, says("Mise à jour", "Le jour où l’annonce a été écrite ou changée, pour les fils.", "2026-11-24")
    ] = None

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


class Activity(PageDocument[ActivityMeta]):
    """A webinar, conference, workshop, or presentation in a committee."""

    @cached_property
    def start(self) -> datetime:
        """The first instant, with its offset; without an hour, the first of its day."""
        return instant(self.meta.date, self.meta.debut or "00:00", self.meta.fuseau, self.meta.decalage)

    @cached_property
    def end(self) -> datetime:
        """The instant from which it is over; without an hour of end, the end of its day."""
        if self.meta.debut is None or self.meta.fin is None:
            return self.end_of(self.meta.date)
        return instant(self.meta.date, self.meta.fin, self.meta.fuseau, self.meta.decalage)

    def end_of(self, day: date) -> datetime:
        """Return the instant at which ``day`` is over where the activity is."""
        return instant(day + timedelta(days=1), "00:00", self.meta.fuseau)


def _against_name(library: Library, activity: Activity, name: str) -> Iterator[str]:
    day = activity.meta.first_date.isoformat()
    if not name.startswith(f"{day}-"):
        yield f"Le nom d’une activité commence par sa date : {day}-…"
    if library.in_calendars(activity.slug) or library.was_published(ACTIVITIES.page_address(activity.slug)):
        why = "Une activité publiée garde son nom : les agendas la reconnaissent par lui."
        yield f"{why} Pour la reporter, changez « date » et écrivez « ancienne_date »."


ACTIVITIES = Kind(
    name="activite",
    title="Activité",
    one="une activité",
    many="Activités",
    files="content/activites/*.md",
    model=ActivityMeta,
    document=Activity,
    address="activites/",
    asked=(
        "titre",
        "resume",
        "forme",
        "date",
        "debut",
        "fin",
        "modalite",
        "organisateur",
        "themes",
        "publics",
        "fiches",
        "besoins",
        "comites",
    ),
    sections=("En bref",),
    given={"etat": "prevue", "autre_organisme": False},
    # Captions, a recording: the activity names them.
    beside=(".vtt", ".mp4"),
    days=lambda activity: (activity,),
    against_name=_against_name,
    words=Words(the="L’activité", of="d’activité"),
    anchors=(
        "fiches-sur-le-meme-theme",
        "source",
        "avant",
        "pendant",
        "apres",
        "agenda",
        "inscription",
        "adaptations",
        "questions-a-l-avance",
        "essentiel",
        "enregistrement",
        *(f"chapitre-{number}" for number in range(1, 100)),
        "chapitres",
        "transcription",
        "diapositives",
        "questions-repondues",
        "suites",
        "plans",
        "questionnaire",
        "fiches-liees",
        "outils",
        "a-propos-de-l-activite",
    ),
)
