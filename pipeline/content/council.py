"""The council's own data: who it is, its territories, its issues, and the lists that filters are made from."""

from typing import Annotated, Literal

from pydantic import BaseModel

from pipeline.content import names
from pipeline.content.kind import Kind, Written
from pipeline.fields.facts import Choice, FieldFacts, Lists, fields_with
from pipeline.fields.marks import HIDDEN, LABEL, NAME, Claims, Named, OfList, says
from pipeline.fields.types import Address, Email, SiteAddress, Slug, Slugs, Strict, Text


class Term(Strict):
    """One word of a controlled list: an address part and a name people read."""

    slug: Annotated[Slug, says("Mot dans l’adresse", "Le mot qui entre dans l’adresse de la page et dans l’en-tête des fiches.", "lecture")]
    nom: Annotated[Text, LABEL, says("Nom", "Le nom que lisent les gens.", "Lecture et littératie")]
    mots: Annotated[
        tuple[Text, ...],
        HIDDEN,
        says("Mots de tous les jours", "Ce que les gens tapent dans la recherche; aucune page ne les montre.", ["lire", "livre"]),
    ] = ()


class Usage(Strict):
    """What else people call a thing: other words of Québec, and those of English, that search takes for the word that sheets use."""

    mot: Annotated[Text, HIDDEN, says("Mot des fiches", "Le mot que les titres et les questions des fiches emploient.", "tutorat")]
    comme: Annotated[
        tuple[Text, ...], HIDDEN, says("Ce que l’on tape aussi", "D’autres mots pour la même chose, de l’anglais aussi.", ["tutoring"])
    ]
    compris: Annotated[
        tuple[Text, ...],
        HIDDEN,
        says("Ce que l’on tape et que le site ne dit pas", "Des mots compris, jamais proposés à la place d’un mot mal tapé.", ["poche"]),
    ] = ()


class Vocabulary(Strict):
    """``content/vocabulaire.yml``: the lists that filters and index pages are made from."""

    themes: Annotated[tuple[Term, ...], says("Thèmes", "De quoi il est question.")]
    publics: Annotated[tuple[Term, ...], says("Publics", "Qui peut agir.")]
    ages: Annotated[tuple[Term, ...], says("Âges", "L’âge des jeunes dont il est question.")]
    determinants: Annotated[tuple[Term, ...], says("Déterminants", "Ce qui joue sur la persévérance.")]
    axes: Annotated[tuple[Term, ...], says("Axes", "Les axes de travail de l’organisme.")]
    buts: Annotated[tuple[Term, ...], says("Buts", "Ce que l’on veut changer pour les jeunes.")]
    usages: Annotated[
        tuple[Usage, ...], says("Usages", "D’autres mots pour ceux des titres et des questions; la recherche seule les connaît.")
    ] = ()


# The lists that have terms, each with an address.
TERM_LISTS = tuple(name for name in Vocabulary.model_fields if name != "usages")


class Territory(Strict):
    """A territory of the region (an MRC, a basin)."""

    slug: Annotated[Slug, says("Mot dans les fichiers", "Le mot qui désigne le territoire dans les autres fichiers.", "mrc-exemple")]
    nom: Annotated[Text, NAME, says("Nom", "Le nom que lisent les gens.", "MRC exemple")]


class Issue(Strict):
    """An issue that a committee, or the whole region, puts first; ``themes`` says which sheets are about it."""

    enjeu: Annotated[Text, Claims(), says("Enjeu", "L’enjeu, en quelques mots, sans chiffre.", "Lire en famille")]
    themes: Annotated[
        Slugs, OfList("themes"), says("Thèmes", "Les thèmes qui y touchent : la page en montre les fiches.", ["lecture"])
    ] = ()


class Organisation(Strict):
    """``content/organisme.yml``: the council, as data; what is None does not show."""

    nom: Annotated[Text, LABEL, says("Nom", "Le nom complet de l’organisme.", "Organisme exemple")]
    sigle: Annotated[Text, NAME, says("Sigle", "Le sigle ou le nom court.", "ORGEX")]
    designation: Annotated[Text, LABEL, says("Désignation", "Le nom avec son article, tel qu’il suit « par ».", "l’ORGEX")]
    region: Annotated[Text, NAME, says("Région", "Le nom de la région.", "Région exemple")]
    statut: Annotated[
        Literal["demonstration", "officiel"],
        Named(names.SITE_STATUS),
        says("Statut du site", "« demonstration » tant que l’organisme n’a pas adopté le site.", "demonstration"),
    ]
    titre_du_site: Annotated[Text, Claims(), says("Titre du site", "Le nom du site, en tête de chaque page.", "Passerelle")]
    devise: Annotated[Text, Claims(), says("Devise", "Une phrase qui dit à quoi sert le site.", "De l’étude à la décision.")]
    question: Annotated[
        Text,
        Claims(),
        says("Question de l’accueil", "La question posée au-dessus de la recherche, à l’accueil.", "Que dit la recherche sur…"),
    ]
    exemples_de_recherche: Annotated[
        tuple[Text, ...], Claims(), says("Exemples de recherche", "Des mots proposés sous la recherche, à l’accueil.", ["lecture"])
    ] = ()
    contact: Annotated[
        Email | None, says("Courriel", "L’adresse où écrire à l’organisme; « null » : ce qui y mène ne paraît pas.", "nom@exemple.org")
    ] = None
    adresse: Annotated[
        SiteAddress | None, says("Adresse du site", "L’adresse publique du site, une fois en ligne.", "https://www.exemple.org/")
    ] = None
    depot: Annotated[
        Address | None, says("Adresse du dépôt", "L’adresse du dépôt GitHub, une fois en ligne.", "https://github.com/exemple/exemple")
    ] = None
    territoires: Annotated[tuple[Territory, ...], says("Territoires", "Les territoires de la région.")]
    enjeux: Annotated[tuple[Issue, ...], says("Enjeux", "Les enjeux que la région met en priorité.")] = ()


ORGANISATION: Kind[Written[Organisation]] = Kind(
    name="organisme",
    title="Organisme",
    one="l’organisme",
    files="content/organisme.yml",
    model=Organisation,
    document=Written,
)
VOCABULARY: Kind[Written[Vocabulary]] = Kind(
    name="vocabulaire",
    title="Vocabulaire",
    one="le vocabulaire",
    files="content/vocabulaire.yml",
    model=Vocabulary,
    document=Written,
)


def fields_of(model: type[BaseModel], vocabulary: Vocabulary, others: Lists | None = None) -> tuple[FieldFacts, ...]:
    """Return the fields of ``model``, in its order, with the choices that the council's ``vocabulary`` gives.

    ``others`` are lists that are no part of the vocabulary: « comites », « fiches », « territoires ». A field of a list that is in
    neither has no choices.

    Raises:
        TypeError: a field has a type that no one has said how to type.

    """
    return fields_with(model, {**vocabulary_lists(vocabulary), **(others or {})})


def vocabulary_lists(vocabulary: Vocabulary) -> dict[str, tuple[Choice, ...]]:
    """Return each list of the vocabulary as choices, by its name."""
    return {name: tuple(Choice(term.slug, term.nom) for term in getattr(vocabulary, name)) for name in TERM_LISTS}
