"""What the front matter of a plain page may say. Unknown keys refused, like everywhere."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from pipeline.content.kind import Kind, PageDocument, Words
from pipeline.content.menu import PLACES
from pipeline.fields.marks import FORM, LABEL, Claims, Long, Named, says
from pipeline.fields.types import Strict, Text, Title, one_line


class PageMeta(Strict):
    """Front matter of ``content/pages/<slug>.md``."""

    titre: Annotated[Title, Claims(), says("Titre", "Le titre de la page.", "Comment lire nos fiches")]
    resume: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=10, max_length=320),
        AfterValidator(one_line),
        Long(),
        Claims(),
        says("Résumé", "Une phrase qui dit ce qu’on trouve sur la page.", "Ce que veut dire chaque mention d’une fiche."),
    ]
    bouton: Annotated[
        Text | None, Claims(), says("Bouton", "Les mots d’un bouton qui écrit à l’organisme.", "Demander un accompagnement")
    ] = None
    facons: Annotated[
        bool,
        says(
            "Façons de contribuer",
            "« oui » pour offrir en tête de la page trois façons d’écrire : une étude lue, une question, une erreur.",
            True,
        ),
    ] = False
    menu: Annotated[
        Literal["menu", "comprendre", "comites", "region", "site"] | None,
        Named(PLACES),
        says("Menu", "Où la page se trouve : dans le menu, ou dans un groupe du pied de page.", "comprendre"),
    ] = None
    nom_au_menu: Annotated[Text | None, LABEL, says("Nom au menu", "Un nom plus court que le titre, pour les menus.", "Comment lire")] = (
        None
    )
    rang: Annotated[
        Annotated[int, Field(ge=0, le=1_000)],
        FORM,
        says("Rang", "Sa place dans ce groupe : les plus petits rangs viennent d’abord.", 10),
    ] = 0


class Page(PageDocument[PageMeta]):
    """Any other page."""


PAGES = Kind(
    name="page",
    title="Page",
    one="une page",
    many="Pages du site",
    files="content/pages/*.md",
    model=PageMeta,
    document=Page,
    address="",
    words=Words(the="La page", of="de page"),
)
