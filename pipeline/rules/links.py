"""Links: safe, and leading somewhere."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import SplitResult, unquote, urlsplit

from pipeline.content.catalogue import Catalogue
from pipeline.content.kind import AnyDocument, PageDocument
from pipeline.content.sheets.sheet import Fiche
from pipeline.rules.refused_markdown import images
from pipeline.text.checks import Fault, fault, rule
from pipeline.text.diagnostics import Family
from pipeline.text.markdown import BlockKind, code_spans
from pipeline.text.page_links import resolve_link
from pipeline.text.words import nearest, slug

FAMILY = Family(letter="L", title="Liens", rank=230)


# The text of a link may hold brackets of its own: only what follows it is read.
LINK = re.compile(r"\]\(\s{0,10}<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?[^()\n]{0,300}\)")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]{1,200}\]:[ \t]*+(?:\n[ \t]*+)?<?(\S+?)>?(?:\s|$)", re.MULTILINE)
_AUTOLINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*)>")
SAFE_SCHEMES = ("http", "https", "mailto")


@rule(
    "L001",
    title="Lien sans danger",
    why="Un lien mène à une page (http, https), à une adresse de courriel (mailto) ou à un autre fichier du site.",
    wrong="[cliquez](javascript:alert(1))",
    right="[la page du ministère](https://www.quebec.ca/)",
)
@rule(
    "L002",
    title="Lien interne qui aboutit",
    why="Un lien vers un fichier qui n’existe pas donne une page introuvable.",
    wrong="[la fiche](../fiches/tutora.md)",
    right="[la fiche](../fiches/tutorat-grande-echelle.md)",
)
@rule(
    "L003",
    on=PageDocument,
    title="Ancre qui existe",
    why="L’ancre est le titre de la section, en minuscules sans accent.",
    wrong="[les limites](#limite)",
    right="[les limites](#limites)",
)
def a_link_is_safe_and_leads_somewhere(document: AnyDocument, catalogue: Catalogue, today: date) -> Iterator[Fault]:
    """Yield the links of one page that are unsafe, or that lead nowhere on ``today``."""
    pages = catalogue.files
    shown = images(document)
    for offset, target in link_targets(document):
        if any(image.start <= offset <= image.end for image in shown):
            continue  # an image is refused whole (S024), wherever it is
        parts = _parts(target)
        if not target:
            yield fault(offset, "Ce lien ne mène nulle part.", code="L002")
        elif parts is None:
            yield fault(offset, "Cette adresse ne se lit pas.", text=target[:80], code="L001")
        elif parts.scheme or parts.netloc or target.startswith("//"):
            if parts.scheme.lower() not in SAFE_SCHEMES:
                yield fault(offset, f"Un lien « {parts.scheme or '//'} » n’est pas accepté.", text=target[:80], code="L001")
        elif parts.path and (path := resolve_link(document.source.path, parts.path)) not in pages:
            if not _unread(catalogue, document, target):
                near = nearest(path, pages)
                hint = f"Vouliez-vous dire « {near} »?" if near else None
                yield fault(offset, f"Il n’y a pas de page « {path} ».", text=target[:80], hint=hint, code="L002")
        else:
            other = pages[resolve_link(document.source.path, parts.path)] if parts.path else document
            yield from _inside(document, offset, target, other, parts.fragment, today)


def link_targets(document: AnyDocument) -> list[tuple[int, str]]:
    """Return where each link of the page stands in its file, and where it leads."""
    text = document.source.text
    result: list[tuple[int, str]] = []
    for block in document.blocks:
        if block.kind in (BlockKind.CODE, BlockKind.COMMENT):
            continue
        for pattern in (LINK, _DEFINITION, _AUTOLINK):
            result += [(match.start(1), match.group(1)) for match in pattern.finditer(text, block.start, block.end)]
    code = code_spans(text, document.body_start, len(text))
    return [(offset, target) for offset, target in result if not any(span.start <= offset < span.end for span in code)]


def linked_files(document: AnyDocument) -> tuple[str, ...]:
    """Return the repository paths that the page's relative links point to, each once."""
    paths: dict[str, None] = {}
    for _, target in link_targets(document):
        parts = _parts(target)
        if parts is not None and parts.path and not parts.scheme:
            paths[resolve_link(document.source.path, parts.path)] = None
    return tuple(paths)


def _parts(target: str) -> SplitResult | None:
    """Return the parts of an address as a browser reads it, control characters left out; None when it cannot be read."""
    try:
        return urlsplit(re.sub(r"[\x00-\x20]", "", unquote(target)))
    except ValueError:
        return None


def _inside(document: AnyDocument, offset: int, target: str, other: AnyDocument, fragment: str, today: date) -> Iterator[Fault]:
    """Yield what is wrong with a link to ``other``, which may be the document itself, or to a section of it."""
    problem = _not_there(document, other, today) if other is not document else None
    anchors = [slug(section.title) for section in other.sections]
    if problem is not None:
        message, hint = problem
        yield fault(offset, message, text=target[:80], hint=hint, code="L002")
    elif fragment and fragment not in anchors:
        near = nearest(fragment, anchors)
        hint = f"Vouliez-vous dire « #{near} »? " if near else ""
        hint += f"Ancres : {', '.join('#' + anchor for anchor in anchors) or 'aucune'}."
        yield fault(offset, f"La page n’a pas d’ancre « #{fragment} ».", text=target[:80], hint=hint, code="L003")


def _not_there(document: AnyDocument, other: AnyDocument, today: date) -> tuple[str, str] | None:
    """Return why readers of ``document`` do not find the page ``other``, and what to do; None when they do."""
    path = other.source.path
    if not isinstance(other, Fiche):
        return None if other.on_site(today) else (f"La page « {path} » est un brouillon.", "Retirez le lien, ou acceptez-la.")
    if not other.published:
        if isinstance(document, Fiche) and not document.published:
            return None
        return f"La fiche « {path} » n’est pas publiée (statut : {other.meta.statut}).", "Retirez le lien, ou publiez la fiche."
    if not other.listed(today) and not _waits(document, other.meta.publiee_le):
        message = f"La fiche « {path} » ne paraît que le {other.meta.publiee_le.isoformat()}."
        return message, "Retirez le lien d’ici là, ou changez « publiee_le »."
    return None


def _waits(document: AnyDocument, day: date) -> bool:
    """Say whether ``document`` is a draft, or comes out no sooner than ``day``."""
    return isinstance(document, Fiche) and (not document.published or document.meta.publiee_le >= day)


def _unread(catalogue: Catalogue, document: AnyDocument, target: str) -> bool:
    """Say whether the file is there but could not be read: its own diagnostics say why, once."""
    path = resolve_link(document.source.path, urlsplit(target).path)
    return path not in catalogue.files and path.startswith("content/") and path.endswith(".md") and catalogue.has_file(path)
