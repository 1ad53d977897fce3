"""What the front matter of a partner's initiative may say. Unknown keys refused, like everywhere."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from pipeline.content import names
from pipeline.content.kind import Kind, PageDocument, Words
from pipeline.fields.marks import NAME, Claims, Named, OfList, says
from pipeline.fields.types import Address, Day, Slugs, Strict, Summary, Text, Title

InitiativeStatus: TypeAlias = Literal["brouillon", "en-revision", "publiee"]


class Consent(Strict):
    """That the organisation agrees to be told of: when, and by whom as a role."""

    le: Annotated[Day, says("Le", "Le jour où l’accord a été donné.", "2026-11-20")]
    par_role: Annotated[Text, Claims(), says("Par", "La fonction de qui l’a donné, sans nom.", "La direction")]


class InitiativeMeta(Strict):
    """Front matter of ``content/initiatives/<slug>.md``."""

    titre: Annotated[Title, Claims(), says("Nom de l’initiative", "Le nom que lui donne le partenaire.", "Les midis de lecture exemple")]
    resume: Annotated[
        Summary,
        Claims(),
        says(
            "Résumé",
            "Une ou deux phrases simples, 320 caractères au plus.",
            "Deux fois par semaine, des bénévoles lisent avec les enfants.",
        ),
    ]
    statut: Annotated[
        InitiativeStatus,
        Named(names.INITIATIVE_STATUS),
        says("Statut", "Où en est la relecture; seule une initiative publiée est sur le site.", "brouillon"),
    ]
    organisme: Annotated[Text, NAME, says("Organisme", "Qui la mène.", "Organisme exemple")]
    themes: Annotated[Slugs, Field(min_length=1, max_length=4), OfList("themes"), says("Thèmes", "De quoi il est question.", ["lecture"])]
    publics: Annotated[Slugs, OfList("publics"), says("Publics", "À qui elle s’adresse.", ["scolaire"])] = ()
    comites: Annotated[Slugs, OfList("comites"), says("Comités", "Les comités où elle est connue, s’il y en a.", ["comite-exemple"])] = ()
    fiches: Annotated[Slugs, OfList("fiches"), says("Fiches", "Les fiches sur lesquelles elle s’appuie.", ["exemple"])] = ()
    outils: Annotated[Slugs, OfList("outils"), says("Outils", "Les outils du répertoire dont elle se sert.", ["guide-exemple"])] = ()
    lien: Annotated[Address | None, says("Adresse d’une page publique", "Une page qui en parle.", "https://www.exemple.org/midis")] = None
    relue_le: Annotated[Day | None, says("Relue le", "Le jour où une personne l’a relue, avant de la publier.", "2026-11-24")] = None
    consentement: Annotated[Consent | None, says("Consentement", "L’accord de l’organisme : sans lui, l’initiative ne paraît pas.")] = None


class Initiative(PageDocument[InitiativeMeta]):
    """What a partner does, told with its consent."""

    @property
    def draft(self) -> bool:
        """True until it was reviewed and published."""
        return self.meta.statut != "publiee"


INITIATIVES = Kind(
    name="initiative",
    title="Initiative",
    one="une initiative",
    many="Initiatives",
    files="content/initiatives/*.md",
    model=InitiativeMeta,
    document=Initiative,
    address="initiatives/",
    meanwhile="comites/",
    asked=("titre", "resume", "organisme", "themes", "publics", "comites", "lien"),
    sections=("En bref",),
    given={"statut": "brouillon"},
    unique="titre",
    anchors=("fiches", "outils", "a-propos-de-l-initiative"),
    words=Words(the="L’initiative", of="d’initiative"),
)
