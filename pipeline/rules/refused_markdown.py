"""What the text of a page may not hold: HTML, a second title, images, and what would stop the « markdown » library."""

import re
from collections.abc import Iterator

from pipeline.content.kind import AnyDocument, PageDocument
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.files import Span
from pipeline.text.markdown import BlockKind, code_spans
from pipeline.text.words import grouped

# Beyond these, the « markdown » library takes minutes, or its recursion overflows.
MAX_PARAGRAPH = 5_000
MAX_BRACKETS = 30
MAX_CELLS = 40
MAX_INDENT = 40
# A tag may go on over lines, or never close: « < » before a letter is enough.
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>?|<!(?!--)|<\?")
_COMMENT = re.compile(r"<!--.{0,2000}?-->", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,400}\][(\[]")


@rule(
    "S022",
    on=PageDocument,
    title="Pas de HTML",
    why="Le HTML n’est pas affiché : il pourrait exécuter du code chez les lecteurs.",
    wrong="<b>important</b>",
    right="**important**",
)
def no_html(document: AnyDocument) -> Iterator[Fault]:
    """Yield the tags of HTML, in the header too."""
    # Code and comments are blanked in the body; <https://…> is an address, blanked too.
    body = document.prose.without_code[document.body_start :]
    for offset, text in ((0, document.source.text[: document.body_start]), (document.body_start, body)):
        for tag in _TAG.finditer(text):
            hint = "Utilisez le Markdown (**gras**, *italique*), ou écrivez le signe « < » suivi d’une espace."
            yield fault(offset + tag.start(), "Du HTML se trouve dans le texte.", text=tag.group()[:60], hint=hint)


@rule(
    "S023",
    on=PageDocument,
    title="Titres de rang 2 ou plus bas",
    why="Le titre de la page vient de l’en-tête; un deuxième titre de rang 1 perd les lecteurs d’écran.",
    wrong="# Mon titre",
    right="## Une section",
)
def no_second_title(document: AnyDocument) -> Iterator[Fault]:
    """Yield the headings of rank 1: the title of a page is in its header."""
    for block in document.blocks:
        if block.kind is BlockKind.HEADING and block.level == 1:
            hint = "Mettez deux dièses : « ## »."
            yield fault(block.start, "Ce titre est de rang 1.", text=block.text(document.source.text), hint=hint)


@rule(
    "S024",
    on=PageDocument,
    title="Pas d’image dans le texte",
    why="Une image demande un texte de remplacement, des droits et un poids : le site n’en accepte pas encore.",
    wrong="![Un graphique](graphique.png)",
    right="Le chiffre, en mots, avec sa citation",
)
def no_image(document: AnyDocument) -> Iterator[Fault]:
    """Yield the images of the text, code apart."""
    for image in images(document):
        hint = "Retirez-la, et dites en mots ce qu’elle montre."
        shown = document.source.text[image.start : image.end]
        yield fault(image.start, "Une image se trouve dans le texte.", text=shown, hint=hint)


def images(document: AnyDocument) -> list[Span]:
    """Return where the images of the text begin, code apart; each goes to the bracket before its address."""
    text = document.source.text
    found: list[Span] = []
    for block in document.prose.readable:
        code = code_spans(text, block.start, block.end)
        found += [
            Span(*image.span())
            for image in _IMAGE.finditer(text, block.start, block.end)
            if not any(span.start <= image.start() < span.end for span in code)
        ]
    return found


@rule(
    "S025",
    on=PageDocument,
    title="Paragraphe qui se met en page",
    why="Un paragraphe sans fin, ou des crochets et des retraits emboîtés par dizaines, arrêterait la mise en page du site.",
    wrong="Un paragraphe de 20\u00a0000 caractères, [[[[[[[[…",
    right="Des paragraphes courts, séparés par une ligne vide",
)
def a_paragraph_can_be_laid_out(document: AnyDocument) -> Iterator[Fault]:
    """Yield the first paragraph (lines up to a blank one; a comment ends none) that is too much for the library."""
    text = _COMMENT.sub(lambda match: " " * len(match.group()), document.source.text)
    offset, size, opened = document.body_start, 0, 0
    for line in text[document.body_start :].split("\n"):
        if not line.strip():
            size = opened = 0
        size += len(line)
        most = opened
        for bracket in re.findall(r"[\[\]]", line):
            opened = opened + 1 if bracket == "[" else max(0, opened - 1)
            most = max(most, opened)
        indent = len(line) - len(line.lstrip()) if line.strip() else 0
        for what, number, limit in (
            ("caractères", size, MAX_PARAGRAPH),
            ("crochets ouverts", most, MAX_BRACKETS),
            ("barres de tableau sur une ligne", line.count("|"), MAX_CELLS),
            ("espaces de retrait", indent, MAX_INDENT),
        ):
            if number > limit:
                message = f"Ce paragraphe a {grouped(number)} {what}; la limite est de {grouped(limit)}."
                hint = "Coupez-le en paragraphes courts, séparés par une ligne vide."
                yield fault(offset, message, text=line.strip()[:40], hint=hint)
                return
        offset += len(line) + 1
