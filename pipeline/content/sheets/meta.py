"""What the front matter of a sheet may say. Unknown keys refused, like everywhere."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from pipeline.content import names
from pipeline.content.sheets.measures import Measure
from pipeline.content.sheets.pictures import Picture
from pipeline.fields.excerpt_names import ExcerptName
from pipeline.fields.marks import NAME, Claims, Long, Named, NoClaim, OfList, says
from pipeline.fields.types import Day, LongText, Slugs, Strict, Text, Title, one_line, typed_number


class Confidence(StrEnum):
    """« Confiance dans la preuve », weakest first."""

    INSUFFICIENT = "insuffisante"
    VERY_LIMITED = "tres-limitee"
    LIMITED = "limitee"
    MODERATE = "moderee"
    HIGH = "elevee"

    @property
    def rank(self) -> int:
        """Position on the scale, 0 for the weakest."""
        return list(Confidence).index(self)


class Correction(Strict):
    """A mistake that was found on a sheet, in plain words; ``ouverte`` while it is being looked into."""

    date: Annotated[Day, says("Date", "Le jour de la correction, ou du signalement.", "2026-11-24")]
    texte: Annotated[
        LongText,
        Claims(earlier=True),
        says("Texte", "Ce qui était inexact et ce qui a changé, en mots simples.", "Le nombre d’écoles était inexact; il a été corrigé."),
    ]
    ouverte: Annotated[bool, says("À l’étude", "« oui » tant que la question n’est pas réglée.", False)] = False


class Withdrawal(Strict):
    """Why and when a sheet was withdrawn; its address stays and says so."""

    date: Annotated[Day, says("Date", "Le jour du retrait.", "2026-11-24")]
    raison: Annotated[
        LongText,
        Claims(earlier=True),
        says("Raison", "Pourquoi la fiche est retirée, en mots simples.", "L’étude principale a été rétractée."),
    ]


class Direction(StrEnum):
    """Which way an effect goes for the young people: more absences harm, fewer help."""

    HELPS = "aide"
    NONE = "aucun"
    HARMS = "nuit"
    NOT_READ = "non-lu"


# What an effect says rests on the excerpts that it names, beside it.
_TRACED = Claims(excerpts="extraits")
_Value: TypeAlias = Annotated[Text, BeforeValidator(typed_number)]


class Effect(Strict):
    """What was measured, as the excerpts give it: nothing is converted, nothing computed."""

    resultat: Annotated[Text, _TRACED, says("Résultat", "Ce qui a été mesuré, en mots, sans majuscule.", "l’assiduité des élèves")]
    mesure: Annotated[
        Measure,
        Named(names.MEASURE),
        says("Mesure", "L’unité de la source. Rien n’est converti d’une unité à une autre.", "ecart-type"),
    ]
    valeur: Annotated[
        _Value | None, _TRACED, says("Valeur", "Le nombre de l’extrait, virgule et signe compris; « null » s’il n’a pas été lu.", "0,288")
    ] = None
    intervalle: Annotated[
        Text | None, _TRACED, says("Intervalle", "Les deux bornes données par la source, ou « null ».", "0,10 à 0,30")
    ] = None
    etudes: Annotated[
        int | None, _TRACED, says("Nombre d’études", "Combien d’études sont derrière cette valeur-là, si l’extrait le dit.", 89)
    ] = None
    sens: Annotated[
        Direction,
        Named(names.DIRECTION),
        says("Sens", "Pour les jeunes : l’action aide, n’a pas d’effet observé ou nuit.", "aide"),
    ]
    pour: Annotated[Text, _TRACED, says("Pour", "Chez qui cela a été mesuré.", "élèves du préscolaire à la 12e année")]
    ampleur: Annotated[
        Text | None, _TRACED, says("Ampleur", "Le mot de la source pour la taille de l’effet, ou « null ».", "important (« substantial »)")
    ] = None
    confiance: Annotated[
        Confidence | None,
        Named(names.CONFIDENCE),
        says("Confiance", "Jusqu’où s’y fier, seulement quand les résultats de la fiche diffèrent.", "moderee"),
    ] = None
    extraits: Annotated[
        tuple[ExcerptName, ...],
        Field(min_length=1),
        says("Extraits", "Les extraits des notes où se trouve chaque nombre ci-dessus.", ["nickow2023#effet-global"]),
    ]


class LegalRule(Strict):
    """What the law or a regulation asks for, where the sheet bears on it."""

    texte: Annotated[
        LongText, Claims(excerpts="extrait"), says("Texte", "Ce que dit la règle, en mots simples.", "La Loi oblige à fréquenter l’école.")
    ]
    extrait: Annotated[ExcerptName, says("Extrait", "L’extrait de la note qui dit la règle.", "lip2024#absences")]
    vue_le: Annotated[Day, says("Vue le", "Le jour où la règle a été vérifiée.", "2026-11-30")]


# The words of both are counted by checks, which say what to shorten; the bounds only keep a page in shape.
Answer: TypeAlias = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=20, max_length=500), AfterValidator(one_line), Long()
]
Question: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=160), AfterValidator(one_line)]


class FicheMeta(Strict):
    """Front matter of ``content/fiches/<slug>.md``."""

    replaced: ClassVar[Mapping[str, str]] = {
        "resume": "« reponse » remplace « resume » : deux phrases, 45 mots au plus, sans mot de statistique. Voir CONTRIBUTING.md."
    }

    titre: Annotated[
        Title,
        Claims(),
        says("Titre", "Le message de la fiche, en une phrase : c’est le titre de la page.", "Le tutorat fait progresser les élèves"),
    ]
    question: Annotated[
        Question,
        Claims(),
        says("Question", "La question, telle que les gens la posent; elle finit par un point d’interrogation.", "Le tutorat aide-t-il?"),
    ]
    reponse: Annotated[
        Answer,
        Claims(),
        says(
            "Réponse",
            "La réponse courte : deux phrases, sans mot de statistique.",
            "Les élèves qui reçoivent du tutorat apprennent davantage. L’effet est plus petit dans les grands programmes.",
        ),
    ]
    premier_pas: Annotated[
        Text | None,
        Claims(),
        says(
            "Premier pas",
            "Qui fait quoi la semaine prochaine, en une ligne; « null » pour un repère.",
            "La direction compare l’horaire du tutorat à ce que la recherche conseille.",
        ),
    ] = None
    type: Annotated[
        Literal["fait-saillant", "repere", "retour-sur-outil"],
        Named(names.KIND),
        says(
            "Type",
            "Ce que la recherche montre, avec des actions; un repère, sans action; ou le retour sur un outil d’ici.",
            "fait-saillant",
        ),
    ]
    statut: Annotated[
        Literal["brouillon", "en-revision", "publiee", "a-reviser", "retiree"],
        Named(names.STATUS),
        says("Statut", "Où en est la fiche. Un brouillon et une fiche en révision ne sont pas sur le site.", "brouillon"),
    ]
    themes: Annotated[
        Slugs,
        Field(min_length=1, max_length=4),
        OfList("themes"),
        says("Thèmes", "De quoi il est question : un à quatre thèmes, le principal d’abord.", ["lecture"]),
    ]
    publics: Annotated[
        Slugs, Field(min_length=1), OfList("publics"), says("Publics", "Qui peut agir à partir de la fiche.", ["scolaire", "parents"])
    ]
    ages: Annotated[Slugs, Field(min_length=1), OfList("ages"), says("Âges", "L’âge des jeunes que les études ont suivis.", ["primaire"])]
    determinants: Annotated[
        Slugs, Field(min_length=1), OfList("determinants"), says("Déterminants", "Ce sur quoi la fiche permet d’agir.", ["ecole"])
    ]
    axes: Annotated[Slugs, OfList("axes"), says("Axes", "Les axes de travail de l’organisme que la fiche sert.", ["transfert"])] = ()
    comites: Annotated[
        Slugs, OfList("comites"), says("Comités", "Les comités que la fiche concerne, s’il y en a.", ["comite-exemple"])
    ] = ()
    besoins: Annotated[
        Slugs, OfList("besoins"), says("Besoins", "Les besoins du registre auxquels la fiche répond.", ["lire-pendant-l-ete"])
    ] = ()
    outils: Annotated[
        Slugs, OfList("outils"), says("Outils", "Les outils du répertoire sur lesquels la fiche revient.", ["guide-exemple"])
    ] = ()
    buts: Annotated[
        Slugs,
        Field(min_length=1),
        OfList("buts"),
        says("Buts", "Ce que la fiche aide à changer : la présence, la lecture, la réussite.", ["reussite"]),
    ]
    force: Annotated[
        Confidence,
        Named(names.CONFIDENCE),
        says("Confiance dans la preuve", "Jusqu’où se fier à ce que la fiche affirme, d’après les études citées.", "moderee"),
    ]
    force_justification: Annotated[
        LongText,
        Claims(read=True),
        says(
            "Justification de la confiance",
            "Pourquoi ce niveau : nombre et genre d’études, ce qui a été lu, ce qui manque.",
            "Une seule méta-analyse, lue dans son résumé.",
        ),
    ]
    divergence: Annotated[bool, says("Les études divergent", "« oui » quand les études citées ne disent pas la même chose.", False)] = False
    savoir_experience: Annotated[
        bool,
        says("Savoir d’expérience", "« oui » quand la fiche rapporte aussi ce que des personnes du terrain savent d’expérience.", False),
    ] = False
    pays: Annotated[tuple[Text, ...], NAME, says("Pays des études", "Où les études ont été menées, si elles le disent.", ["Canada"])] = ()
    donnees_quebecoises: Annotated[bool, says("Données québécoises", "« oui » quand au moins une étude porte sur le Québec.", False)]
    conditions: Annotated[
        LongText | None,
        Claims(),
        says(
            "Conditions",
            "À quelles conditions l’effet ou le lien vaut, selon les études.",
            "L’effet est positif quand les groupes sont petits.",
        ),
    ] = None
    cout: Annotated[
        LongText | None, Claims(), says("Coût", "Ce que les études disent du coût.", "Les études lues ne parlent pas du coût.")
    ] = None
    effort: Annotated[
        LongText | None,
        Claims(),
        says("Effort", "Ce que les études disent du temps et des personnes qu’il faut.", "Les études lues ne parlent pas du temps requis."),
    ] = None
    questions: Annotated[
        tuple[Question, ...],
        Field(max_length=8),
        NoClaim("it asks, and says nothing", prose=True),
        says(
            "Questions des gens",
            "De trois à huit façons de poser la question, dans les mots de tous les jours; la recherche les connaît.",
            ["Ça vaut-tu la peine, le tutorat?"],
        ),
    ] = ()
    effets: Annotated[
        tuple[Effect, ...], says("Effets", "Ce qui a été mesuré, un résultat à la fois; une liste vide quand rien ne l’a été.")
    ] = ()
    images: Annotated[
        tuple[Picture, ...],
        says(
            "Images",
            "Ce qui se voit mieux qu’il ne se lit : un chiffre révisé, un effet selon la taille, une part; chaque point est tracé.",
        ),
    ] = ()
    regles: Annotated[
        tuple[LegalRule, ...], says("Règles", "Ce que la loi ou un règlement demande, au Québec, avec le jour où cela a été vérifié.")
    ] = ()
    redaction: Annotated[Text, NAME, says("Rédaction", "La personne ou l’équipe qui a écrit la fiche : un vrai nom.", "Équipe Passerelle")]
    revision: Annotated[
        Text | None, NAME, says("Révision", "La personne du domaine qui a relu la fiche; « null » tant que personne ne l’a fait.", None)
    ]
    publiee_le: Annotated[
        Day, says("Publiée le", "Le jour de la première publication; une date à venir garde la fiche hors du site.", "2026-11-24")
    ]
    revisee_le: Annotated[Day, says("Mise à jour le", "Le jour où le contenu a été revu pour la dernière fois.", "2026-11-24")]
    prochaine_revision: Annotated[
        Day, says("Prochaine révision", "Le jour où il faudra revoir la fiche, au plus deux ans plus tard.", "2028-11-24")
    ]
    interets: Annotated[
        LongText,
        Claims(),
        says("Intérêts déclarés", "Les intérêts des personnes qui ont écrit ou relu la fiche.", "Aucun intérêt déclaré."),
    ]
    licence: Annotated[Text, NAME, says("Licence", "Ce qu’il est permis de faire de notre texte.", "CC BY 4.0")]
    corrections: Annotated[
        tuple[Correction, ...], says("Corrections", "Les corrections faites depuis la publication, avec leur date.")
    ] = ()
    retrait: Annotated[
        Withdrawal | None, says("Retrait", "Pourquoi et quand la fiche a été retirée; seulement si son statut est « retiree ».")
    ] = None

    @property
    def named(self) -> str:
        """The title and the questions: what they name, search finds by what people call it otherwise too (``Usage``)."""
        return " ".join((self.titre, *self.questions))

    @property
    def resume(self) -> str:
        """What lists, feeds and search results say of the sheet."""
        return self.reponse
