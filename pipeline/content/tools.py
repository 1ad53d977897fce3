"""What the front matter of a tool of the directory may say. Unknown keys refused, like everywhere."""

from collections.abc import Iterator
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from pipeline.content import names
from pipeline.content.kind import Kind, Library, PageDocument, Words
from pipeline.fields.marks import NAME, Claims, Counted, Named, OfList, says
from pipeline.fields.types import Address, Slugs, Strict, Summary, Text, Title

Nature: TypeAlias = Literal["document", "modele", "formation", "donnees", "video", "livre"]


class ToolMeta(Strict):
    """Front matter of ``content/outils/<slug>.md``."""

    titre: Annotated[Title, Claims(), says("Nom", "Le nom de l’outil.", "Guide exemple de la rentrée")]
    resume: Annotated[
        Summary,
        Claims(),
        says(
            "Résumé",
            "Une ou deux phrases : ce que c’est, et à quoi cela sert.",
            "Un guide d’une page pour préparer la rentrée en famille.",
        ),
    ]
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


class Tool(PageDocument[ToolMeta]):
    """A tool, a model, a training that partners may use."""


def _against_name(library: Library, tool: Tool, _name: str) -> Iterator[str]:
    if tool.slug in library.attachments:
        yield f"Cet outil a des fichiers dans {TOOLS.folder}/{tool.slug}/, dont les adresses changeraient : gardez son nom."


TOOLS = Kind(
    name="outil",
    title="Outil",
    one="un outil",
    many="Outils",
    files="content/outils/*.md",
    model=ToolMeta,
    document=Tool,
    address="outils/",
    meanwhile="canevas/",
    asked=("titre", "resume", "nature", "organisme", "themes", "publics", "lien"),
    sections=("En bref",),
    prose=False,
    folders=True,
    unique="titre",
    against_name=_against_name,
    words=Words(the="L’outil", of="d’outil"),
    anchors=("fichiers", "fiches", "campagnes", "initiatives", "a-propos-de-l-outil"),
)
