"""The forms that people fill in on GitHub: what each asks, in what words, with what choices.

The only place that says it: the issue forms are written from here, and their answers are read back by the same labels.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from pydantic import BaseModel

from pipeline.content.activities.activity import ActivityMeta
from pipeline.content.catalogue import Catalogue
from pipeline.content.council import TERM_LISTS, Vocabulary, fields_of
from pipeline.content.initiatives import InitiativeMeta
from pipeline.content.sheets.meta import FicheMeta
from pipeline.content.sheets.sheet import ACTIONS, DECISION, DECISION_SENTENCES, EVERY_SECTION, KEY_MESSAGES, LIMITS
from pipeline.content.sources.reading import NoteMeta
from pipeline.fields.facts import Choice, FieldFacts, FieldKind
from pipeline.text.typographic import typographic


class FormKind(StrEnum):
    """What a form is about; the value names its file in ``.github/ISSUE_TEMPLATE``."""

    SHEET = "fiche"
    SOURCE = "source"
    ACTIVITY = "activite"
    INITIATIVE = "initiative"
    ERROR = "erreur"
    MISREAD = "etude-mal-resumee"


class Widget(StrEnum):
    """The elements of GitHub's forms that we use (GitHub Docs, « Syntax for GitHub's form schema »)."""

    LINE = "input"
    TEXT = "textarea"
    CHOICE = "dropdown"
    CHOICES = "dropdown multiple"
    BOXES = "checkboxes"


@dataclass(frozen=True)
class FormQuestion:
    """One question. ``id`` is the key of the model where there is one; ``value`` is what the field holds at first."""

    id: str
    label: str
    widget: Widget
    help: str = ""
    required: bool = False
    choices: tuple[Choice, ...] = ()
    example: str = ""
    value: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "help", typographic(self.help, verbatim_quotes=True))


@dataclass(frozen=True)
class Form:
    """One form; ``title`` begins the issue's title, ``intro`` is read above the questions."""

    kind: FormKind
    name: str
    description: str
    title: str
    intro: str
    asked: tuple[FormQuestion, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "intro", typographic(self.intro, verbatim_quotes=True))

    def question(self, id: str) -> FormQuestion:
        """Return the question of that id, which must exist."""
        return next(asked for asked in self.asked if asked.id == id)


# The last question of every form: what tells an issue made with a form from any other.
LAST_LABEL = "Avant d’envoyer"
LICENCE = "CC BY 4.0"
LICENCE_BOX = Choice("licence", f"J’accepte que ce texte soit publié, avec retouches, sous la licence {LICENCE}.")
HONEST_BOX = Choice("honnete", "Je n’ai inventé ni chiffre, ni citation, ni nom.")
PUBLIC_BOX = Choice("public", "Je sais que cette demande est publique; elle ne contient rien de confidentiel sur une personne.")
CONSENT_BOX = Choice("consentement", "L’organisme nommé plus haut accepte que son initiative soit présentée sur le site.")
YES, NO = Choice("oui", "Oui"), Choice("non", "Non")

_SOURCES_HELP = (
    "Pour chaque source : un numéro entre crochets et son adresse (DOI de préférence), la référence sur la ligne suivante, ce que vous "
    "savez d’elle (population, devis, lu par, pairs), puis les extraits. Un extrait, c’est un repère, les mots exacts de "
    "la source (25 au plus) après « > », puis ce qu’ils veulent dire en français. "
    "Dans les autres champs, [1] renvoie au premier extrait de la source 1, [1.2] au deuxième."
)
_SOURCES_EXAMPLE = (
    "[1] https://doi.org/10.1234/exemple\nNom, A. (2020). Titre de l’étude. Nom de la revue.\npopulation : élèves du "
    "primaire\ndevis : méta-analyse\n"
    "lu par : Équipe de liaison\npairs : oui, revue savante\nrepère : résumé\n> the exact words of the source\nCe que ces "
    "mots veulent dire.\nrepère : p. 5\n> other exact words\nCe qu’ils veulent dire."
)
_EXCERPTS_HELP = (
    "Pour chacun : le repère, les mots exacts de la source (25 au plus) après « > », puis ce qu’ils veulent dire en français. "
    "Un résumé d’article ne se recopie pas en entier."
)
_EXCERPTS_EXAMPLE = "repère : résumé\n> the exact words of the source\nCe que ces mots veulent dire."
_LEADS_HELP = (
    "Une à cinq pistes, séparées par une ligne vide. La première ligne est le titre; gardez les mots avant les deux-points. « Qui » : un "
    "public, puis qui exactement entre parenthèses. « Appui » : étude [1], guide [1], expérience [1] ou idée à discuter."
)
_LEADS_VALUE = "Titre de la piste\nPour :\nQui :\nQuoi :\nPremier pas :\nObstacle probable :\nAppui : idée à discuter"
_SECTION_HELP = {
    "À retenir": "Deux ou trois messages, un par ligne, 35 mots au plus, sans mot de statistique, chacun avec sa source : [1].",
    "Pistes d’action": _LEADS_HELP,
    "Pour décider": "Trois phrases, une par ligne, chacune avec sa source : [1]. Gardez leurs premiers mots.",
    "Pourquoi c’est important ici": "Pour un comité de chez nous : en quoi la question se pose.",
    "Ce que la recherche a examiné": "Qui a été étudié, où, quand, comment. Chaque chiffre avec sa source : [1].",
    "Ce qu’elle montre": "La taille de l’effet en mots. Les chiffres vont à la fin, après « Les chiffres, pour qui les veut ».",
    "Limites": "Ce que la preuve ne permet pas d’affirmer; ce qui reste incertain.",
    "Pour en discuter en comité": "Deux à quatre questions, une par ligne.",
    "Ce qu’on sait": "Pour un repère seulement : ce qui est établi, chaque chiffre avec sa source : [1].",
    "Ce qu’on ne sait pas": "Pour un repère seulement : ce que personne n’a mesuré, ou ce qui n’a pas été lu.",
}
_SECTION_VALUE = {ACTIONS: _LEADS_VALUE}
_SECTION_EXAMPLE = {DECISION: "\n".join(f"{words} … [1]." for words in DECISION_SENTENCES)}
_WAYS = FormQuestion(
    "questions",
    "Questions des gens",
    Widget.TEXT,
    "De trois à huit façons de poser la question, une par ligne, dans les mots de tous les jours : la recherche les connaît.",
    example="Ça vaut-tu la peine, le tutorat?",
)
# What a sheet says yes or no to, in boxes; the keys of a note that the form of a source asks.
NATURE = ("donnees_quebecoises", "divergence", "savoir_experience")
NOTE_KEYS = ("devis", "devis_enonce", "lien", "population", "lu", "lu_par", "evaluation_par_les_pairs", "evaluation_fondement")
# The id of each section's question: « section-0 »… keeps GitHub's rule (letters, digits, - and _) whatever the titles.
SECTION_IDS = {title: f"section-{number}" for number, title in enumerate(EVERY_SECTION, 1)}


def forms(catalogue: Catalogue) -> tuple[Form, ...]:
    """Return every form, in the order in which GitHub shows them; committees and needs are those of the council."""
    lists = {
        "comites": tuple(Choice(slug, one.meta.nom) for slug, one in catalogue.committees.items()),
        "besoins": tuple(Choice(slug, one.meta.titre) for slug, one in catalogue.needs.items() if one.meta.etat != "brouillon"),
    }
    models = (FicheMeta, NoteMeta, ActivityMeta, InitiativeMeta)
    sheet, note, activity, initiative = (_facts(model, catalogue.vocabulary, lists) for model in models)
    return (_sheet(sheet), _source(note), _activity(activity), _initiative(initiative), _error(), _misread())


Facts = Mapping[str, FieldFacts]
_WIDGETS = {FieldKind.LONG: Widget.TEXT, FieldKind.CHOICE: Widget.CHOICE, FieldKind.BOOL: Widget.CHOICE}


def _facts(model: type[BaseModel], vocabulary: Vocabulary, lists: Mapping[str, tuple[Choice, ...]]) -> Facts:
    return {one.name: one for one in fields_of(model, vocabulary, lists)}


def _asked(facts: Facts, *names: str) -> tuple[FormQuestion, ...]:
    """Return the questions about those keys of a model; none about a list of the council's that is still empty."""
    return tuple(_question(facts[name]) for name in names if facts[name].choices or facts[name].list_name not in _LISTS)


def _question(one: FieldFacts) -> FormQuestion:
    several = one.kind is FieldKind.LIST and one.choices
    widget = Widget.CHOICES if several else _WIDGETS.get(one.kind, Widget.LINE)
    choices = (YES, NO) if one.kind is FieldKind.BOOL else tuple(replace(it, name=it.name[:1].upper() + it.name[1:]) for it in one.choices)
    example = ", ".join(map(str, one.example)) if isinstance(one.example, list) else str(one.example or "")
    required = one.required and not one.nullable
    help = _HELP.get(one.name, one.description)
    return FormQuestion(one.name, one.label, widget, help=help, required=required, choices=choices, example="" if choices else example)


# Where what a key means in a file is not what a person has to know in a form.
_HELP = {
    "organisateur": "Qui organise.",
    "date": "Le jour : année, mois, jour.",
    "debut": "L’heure du début, heure de l’Est.",
    "fin": "L’heure de la fin, heure de l’Est.",
    "autre_organisme": "« Oui » quand l’activité n’est pas la nôtre : il faut alors la page où vous l’avez lue.",
    "devis_enonce": "Le genre d’étude dans les mots de la source, s’il y est dit.",
}


_LISTS = ("comites", "besoins", *TERM_LISTS)


def _last(*boxes: Choice) -> FormQuestion:
    return FormQuestion("envoi", LAST_LABEL, Widget.BOXES, required=True, choices=(*boxes, PUBLIC_BOX))


def _sheet(facts: Facts) -> Form:
    sections = tuple(
        FormQuestion(
            SECTION_IDS[title],
            title,
            Widget.TEXT,
            help=_SECTION_HELP[title],
            required=title in (KEY_MESSAGES, LIMITS),
            value=_SECTION_VALUE.get(title, ""),
            example=_SECTION_EXAMPLE.get(title, ""),
        )
        for title in EVERY_SECTION
    )
    boxes = tuple(Choice(name, facts[name].label) for name in NATURE)
    return Form(
        FormKind.SHEET,
        name="Proposer une fiche",
        description="Une fiche, ses sources et leurs extraits, en un seul formulaire.",
        title="Fiche : ",
        intro="Remplissez ce que vous savez : ce qui manque vous sera dit, et la demande se modifie. "
        "Rien n’est publié avant une relecture.",
        asked=(
            *_asked(
                facts, "titre", "question", "reponse", "premier_pas", "type", "themes", "publics", "ages", "determinants", "axes", "comites"
            ),
            *_asked(facts, "besoins", "buts"),
            _WAYS,
            FormQuestion("sources", "Sources et extraits", Widget.TEXT, help=_SOURCES_HELP, required=True, example=_SOURCES_EXAMPLE),
            *sections,
            *_asked(facts, "force", "force_justification"),
            FormQuestion("nature", "Ce qui est vrai de cette fiche", Widget.BOXES, choices=boxes),
            *_asked(facts, "pays", "conditions", "cout", "effort", "redaction", "interets"),
            _last(LICENCE_BOX, HONEST_BOX),
        ),
    )


def _source(facts: Facts) -> Form:
    return Form(
        FormKind.SOURCE,
        name="Proposer une source",
        description="Une étude ou un document, avec les extraits à citer.",
        title="Source : ",
        intro="Une source et sa note de lecture. Une fiche pourra ensuite la citer.",
        asked=(
            FormQuestion(
                "adresse",
                "Adresse",
                Widget.LINE,
                help="Le DOI de préférence, sinon l’adresse de la page.",
                required=True,
                example="https://doi.org/…",
            ),
            FormQuestion(
                "reference",
                "Référence",
                Widget.TEXT,
                "Auteurs (année). Titre. Revue. Ou collez le fichier RIS ou BibTeX de la page de l’étude.",
                example="Nom, A. (2020). Titre de l’étude. Nom de la revue.",
            ),
            *_asked(facts, *NOTE_KEYS),
            FormQuestion("extraits", "Extraits", Widget.TEXT, help=_EXCERPTS_HELP, required=True, example=_EXCERPTS_EXAMPLE),
            _last(HONEST_BOX),
        ),
    )


_LINKED_SHEETS = FormQuestion(
    "fiches", "Fiches liées", Widget.LINE, "Leurs adresses sur le site, séparées par des virgules.", example="fiches/lecture-ete/"
)


def _activity(facts: Facts) -> Form:
    return Form(
        FormKind.ACTIVITY,
        name="Annoncer une activité",
        description="Un webinaire, une conférence, un atelier ou une présentation en comité.",
        title="Activité : ",
        intro="Écrivez ce qui est sûr. Ce qui change ensuite se corrige ici même.",
        asked=(
            *_asked(facts, "titre", "resume", "forme", "date", "debut", "fin", "modalite", "lieu", "plateforme"),
            replace(_question(facts["organisateur"]), required=True),
            *_asked(facts, "autre_organisme"),
            FormQuestion("source", "Adresse de la page lue", Widget.LINE, "Pour l’activité d’un autre organisme : où vous l’avez lue."),
            FormQuestion(
                "source_extraits",
                "Mots de cette page",
                Widget.TEXT,
                "Les mots exacts qui donnent la date et le lieu, une ligne par extrait.",
            ),
            *_asked(facts, "themes", "publics", "comites"),
            _LINKED_SHEETS,
            FormQuestion("inscription", "Adresse pour s’inscrire", Widget.LINE, example="https://www.exemple.org/inscription"),
            *_asked(facts, "objectif", "besoins", "besoin"),
            FormQuestion(
                "texte", "En bref", Widget.TEXT, help="Ce que les personnes y trouveront. Des paragraphes simples.", required=True
            ),
            _last(HONEST_BOX),
        ),
    )


def _initiative(facts: Facts) -> Form:
    return Form(
        FormKind.INITIATIVE,
        name="Présenter l’initiative d’un partenaire",
        description="Ce qu’un partenaire fait pour la persévérance scolaire, avec son accord.",
        title="Initiative : ",
        intro="L’initiative est relue avant d’être publiée, et son organisme a donné son accord.",
        asked=(
            *_asked(facts, "titre", "resume", "organisme", "themes", "publics", "comites"),
            _LINKED_SHEETS,
            *_asked(facts, "lien"),
            FormQuestion(
                "texte", "Ce qui se fait", Widget.TEXT, help="Pour qui, quoi, depuis quand. Sans nom de jeune ni de famille.", required=True
            ),
            FormQuestion(
                "consentement_role",
                "Qui a donné l’accord",
                Widget.LINE,
                help="Une fonction, sans nom.",
                required=True,
                example="La direction",
            ),
            FormQuestion(
                "consentement_le", "Date de l’accord", Widget.LINE, help="Année, mois, jour.", required=True, example="2026-11-24"
            ),
            _last(CONSENT_BOX, LICENCE_BOX),
        ),
    )


_PAGE = FormQuestion(
    "page", "Adresse de la page", Widget.LINE, help="Copiez-la depuis votre navigateur.", required=True, example="https://…/fiches/exemple/"
)
_VERSION = FormQuestion("version", "Version de la page", Widget.LINE, "La date « À jour au », si la page en a une.")


def _error() -> Form:
    return Form(
        FormKind.ERROR,
        name="Signaler une erreur",
        description="Quelque chose d’inexact, de cassé ou d’illisible sur une page du site.",
        title="Erreur : ",
        intro="Merci. Si la page est une fiche, votre signalement y paraîtra, daté, comme une question à l’étude, après relecture.",
        asked=(
            _PAGE,
            _VERSION,
            FormQuestion("inexact", "Ce qui est inexact", Widget.TEXT, help="Recopiez la phrase.", required=True),
            FormQuestion("juste", "Ce qui serait juste", Widget.TEXT),
            FormQuestion("preuve", "Ce qui le montre", Widget.TEXT, "Une adresse, une page."),
            _last(),
        ),
    )


def _misread() -> Form:
    return Form(
        FormKind.MISREAD,
        name="Cette étude est mal résumée",
        description="Une fiche ou une note fait dire à une étude autre chose que ce qu’elle dit.",
        title="Étude mal résumée : ",
        intro="Vous avez mené cette étude, ou vous la connaissez bien? Dites-nous ce qu’elle dit.",
        asked=(
            _PAGE,
            _VERSION,
            FormQuestion("etude", "L’étude", Widget.LINE, help="Son DOI, ou sa référence.", required=True),
            FormQuestion("inexact", "Ce qui est mal résumé", Widget.TEXT, help="Recopiez la phrase.", required=True),
            FormQuestion("juste", "Ce que l’étude dit", Widget.TEXT, help="Dans ses mots, si possible, avec la page.", required=True),
            FormQuestion("preuve", "Votre lien avec l’étude", Widget.LINE, "S’il y en a un : vous l’avez menée, vous y avez participé."),
            _last(),
        ),
    )
