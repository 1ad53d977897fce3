"""What the front matter of committees, of needs, of tools and of initiatives may say. Unknown keys refused, like everywhere.

No person is named here: a committee is reached through a role, and its partners are organisations (Loi 25).
"""

from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from pipeline.content import names
from pipeline.fields.marks import LABEL, NAME, Claims, Counted, Named, OfList, says
from pipeline.fields.types import Address, Day, Issue, PageAddress, Slug, Slugs, Strict, Summary, Text, Title, typed_number

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
    resume: Annotated[Summary, Claims(), says("Résumé", "Une ou deux phrases\u00a0: qui se réunit, et pour quoi.", "L’école, la ville et des organismes de Val-Exemple s’y rencontrent.")]  # fmt: skip
    territoires: Annotated[Slugs, Field(min_length=1), OfList("territoires"), says("Territoires", "Où le comité travaille, dans la liste d’organisme.yml.", ["val-exemple"])]  # fmt: skip
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


Origin: TypeAlias = Literal["rencontre", "sondage", "activite", "demande"]
NeedState: TypeAlias = Literal["brouillon", "ouvert", "en-traitement", "repondu", "reporte"]


class Answers(Strict):
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
    sondage: Annotated[Slug | None, BeforeValidator(typed_number), says("Sondage", "Le sondage d’où vient la question\u00a0: le nom de son fichier de content/evaluation/.", "2026")] = None  # fmt: skip
    date: Annotated[Day, says("Date", "Le jour où la question a été posée.", "2026-11-24")]
    comites: Annotated[Slugs, OfList("comites"), says("Comités", "Les comités qui posent la question; aucun, quand elle vient de toute la région.", ["comite-exemple"])] = ()  # fmt: skip
    themes: Annotated[Slugs, Field(min_length=1, max_length=4), OfList("themes"), says("Thèmes", "De quoi il est question.", ["lecture"])]
    publics: Annotated[Slugs, OfList("publics"), says("Publics", "Qui agirait avec la réponse.", ["scolaire"])] = ()
    etat: Annotated[NeedState, Named(names.NEED), says("État", "Où en est la réponse; un brouillon n’est pas publié.", "ouvert")]
    motif: Annotated[
        Text | None, Claims(), says("Motif", "Pourquoi la réponse est reportée.", "La synthèse attendue n’a pas encore paru.")
    ] = None
    repondu_le: Annotated[Day | None, says("Répondu le", "Le jour de la réponse, quand l’état est « repondu ».", "2026-11-24")] = None
    reponses: Annotated[Answers, says("Réponses", "Ce qui répond au besoin.")] = Answers()


Nature: TypeAlias = Literal["document", "modele", "formation", "donnees", "video", "livre"]


class ToolMeta(Strict):
    """Front matter of ``content/outils/<slug>.md``."""

    titre: Annotated[Title, Claims(), says("Nom", "Le nom de l’outil.", "Guide exemple de la rentrée")]
    resume: Annotated[Summary, Claims(), says("Résumé", "Une ou deux phrases\u00a0: ce que c’est, et à quoi cela sert.", "Un guide d’une page pour préparer la rentrée en famille.")]  # fmt: skip
    nature: Annotated[Nature, Named(names.NATURE), says("Nature", "Quelle sorte d’outil.", "document")]
    organisme: Annotated[Text, NAME, says("Organisme", "Qui a fait l’outil.", "Organisme exemple")]
    themes: Annotated[Slugs, Field(min_length=1, max_length=4), OfList("themes"), says("Thèmes", "De quoi il est question.", ["lecture"])]
    publics: Annotated[Slugs, OfList("publics"), says("Publics", "À qui l’outil sert, si on le sait.", ["scolaire"])] = ()
    format: Annotated[
        Text | None, Counted(by="whoever made the tool, to which the page leads"), says("Format", "Sous quelle forme il vient.", "Page Web")
    ] = None
    duree: Annotated[
        Text | None,
        Counted(by="whoever made the tool, to which the page leads"),
        says("Temps", "Le temps qu’il faut pour s’en servir, si on le sait.", "une rencontre"),
    ] = None
    lien: Annotated[Address, says("Lien", "L’adresse de l’outil, ou de la page qui en parle.", "https://www.exemple.org/outil")]
    mention: Annotated[bool, says("Mention", "« oui » quand le lien mène à une page qui parle de l’outil, et non à l’outil.", False)] = (
        False
    )
    fiches: Annotated[Slugs, OfList("fiches"), says("Fiches", "Les fiches sur lesquelles l’outil s’appuie.", ["exemple"])] = ()


InitiativeStatus: TypeAlias = Literal["brouillon", "en-revision", "publiee"]


class Consent(Strict):
    """That the organisation agrees to be told of: when, and by whom as a role."""

    le: Annotated[Day, says("Le", "Le jour où l’accord a été donné.", "2026-11-20")]
    par_role: Annotated[Text, Claims(), says("Par", "La fonction de qui l’a donné, sans nom.", "La direction")]


class InitiativeMeta(Strict):
    """Front matter of ``content/initiatives/<slug>.md``."""

    titre: Annotated[Title, Claims(), says("Nom de l’initiative", "Le nom que lui donne le partenaire.", "Les midis de lecture exemple")]
    resume: Annotated[Summary, Claims(), says("Résumé", "Une ou deux phrases simples, 320 caractères au plus.", "Deux fois par semaine, des bénévoles lisent avec les enfants.")]  # fmt: skip
    statut: Annotated[InitiativeStatus, Named(names.INITIATIVE_STATUS), says("Statut", "Où en est la relecture; seule une initiative publiée est sur le site.", "brouillon")]  # fmt: skip
    organisme: Annotated[Text, NAME, says("Organisme", "Qui la mène.", "Organisme exemple")]
    themes: Annotated[Slugs, Field(min_length=1, max_length=4), OfList("themes"), says("Thèmes", "De quoi il est question.", ["lecture"])]
    publics: Annotated[Slugs, OfList("publics"), says("Publics", "À qui elle s’adresse.", ["scolaire"])] = ()
    comites: Annotated[Slugs, OfList("comites"), says("Comités", "Les comités où elle est connue, s’il y en a.", ["comite-exemple"])] = ()
    fiches: Annotated[Slugs, OfList("fiches"), says("Fiches", "Les fiches sur lesquelles elle s’appuie.", ["exemple"])] = ()
    outils: Annotated[Slugs, OfList("outils"), says("Outils", "Les outils du répertoire dont elle se sert.", ["guide-exemple"])] = ()
    lien: Annotated[Address | None, says("Adresse d’une page publique", "Une page qui en parle.", "https://www.exemple.org/midis")] = None
    relue_le: Annotated[Day | None, says("Relue le", "Le jour où une personne l’a relue, avant de la publier.", "2026-11-24")] = None
    consentement: Annotated[
        Consent | None, says("Consentement", "L’accord de l’organisme\u00a0: sans lui, l’initiative ne paraît pas.")
    ] = None
