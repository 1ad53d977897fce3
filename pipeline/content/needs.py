"""What the front matter of a need of the register may say. Unknown keys refused, like everywhere."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from pipeline.content import names
from pipeline.content.kind import Kind, PageDocument, Words
from pipeline.fields.marks import Claims, Named, OfList, says
from pipeline.fields.types import Day, PageAddress, Slug, Slugs, Strict, Text, Title, typed_number

Origin: TypeAlias = Literal["rencontre", "sondage", "activite", "demande"]

NeedState: TypeAlias = Literal["brouillon", "ouvert", "en-traitement", "repondu", "reporte"]


class NeedAnswers(Strict):
    """What answers a need; a sheet or an activity that names the need is added by itself."""

    fiches: Annotated[Slugs, OfList("fiches"), says("Fiches", "Les fiches qui répondent.", ["exemple"])] = ()
    activites: Annotated[Slugs, OfList("activites"), says("Activités", "Les activités qui répondent.", ["2026-12-01-exemple"])] = ()
    dossier: Annotated[PageAddress | None, says("Dossier", "L’adresse d’un dossier du site.", "dossiers/exemple/")] = None


class NeedMeta(Strict):
    """Front matter of ``content/besoins/<slug>.md``."""

    titre: Annotated[
        Title, Claims(), says("Question", "La question, dans les mots du comité.", "Que faire pour que les enfants lisent pendant l’été?")
    ]
    origine: Annotated[Origin, Named(names.ORIGIN), says("Origine", "D’où vient la question.", "rencontre")]
    sondage: Annotated[
        Slug | None,
        BeforeValidator(typed_number),
        says("Sondage", "Le sondage d’où vient la question : le nom de son fichier de content/evaluation/.", "2026"),
    ] = None
    date: Annotated[Day, says("Date", "Le jour où la question a été posée.", "2026-11-24")]
    comites: Annotated[
        Slugs,
        OfList("comites"),
        says("Comités", "Les comités qui posent la question; aucun, quand elle vient de toute la région.", ["comite-exemple"]),
    ] = ()
    themes: Annotated[Slugs, Field(min_length=1, max_length=4), OfList("themes"), says("Thèmes", "De quoi il est question.", ["lecture"])]
    publics: Annotated[Slugs, OfList("publics"), says("Publics", "Qui agirait avec la réponse.", ["scolaire"])] = ()
    etat: Annotated[NeedState, Named(names.NEED), says("État", "Où en est la réponse; un brouillon n’est pas publié.", "ouvert")]
    motif: Annotated[
        Text | None, Claims(), says("Motif", "Pourquoi la réponse est reportée.", "La synthèse attendue n’a pas encore paru.")
    ] = None
    repondu_le: Annotated[Day | None, says("Répondu le", "Le jour de la réponse, quand l’état est « repondu ».", "2026-11-24")] = None
    reponses: Annotated[NeedAnswers, says("Réponses", "Ce qui répond au besoin.")] = NeedAnswers()


class Need(PageDocument[NeedMeta]):
    """A need for knowledge: a question that committees ask."""

    @property
    def draft(self) -> bool:
        """True when nobody has accepted the question yet."""
        return self.meta.etat == "brouillon"


NEEDS = Kind(
    name="besoin",
    title="Besoin",
    one="un besoin",
    many="Besoins",
    files="content/besoins/*.md",
    model=NeedMeta,
    document=Need,
    address="besoins/",
    meanwhile="comites/",
    asked=("titre", "origine", "date", "comites", "themes", "publics"),
    sections=("En bref",),
    given={"etat": "brouillon"},
    prose=False,
    unique="titre",
    words=Words(
        the="Le besoin",
        of="de besoin",
        unpublished="{the} « {name} » est un brouillon.",
        publish="Acceptez-le d’abord : « etat: ouvert ».",
    ),
    anchors=("reponses", "a-lire-en-attendant", "plans", "a-propos-du-besoin"),
)
