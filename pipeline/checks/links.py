"""Links: safe, and leading somewhere."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import SplitResult, unquote, urlsplit

from pipeline.catalogue.diagnostics import Diagnostic, Rule, Severity
from pipeline.catalogue.files import is_file
from pipeline.catalogue.loader import Catalogue
from pipeline.catalogue.markdown_text import Kind, code_spans
from pipeline.catalogue.pages import AnyDocument, Fiche
from pipeline.catalogue.words import nearest, slug

UNSAFE = Rule(
    "L001",
    Severity.ERROR,
    "Lien sans danger",
    "Un lien mène à une page (http, https), à une adresse de courriel (mailto) ou à un autre fichier du site.",
    "[cliquez](javascript:alert(1))",
    "[la page du ministère](https://www.quebec.ca/)",
)
BROKEN = Rule(
    "L002",
    Severity.ERROR,
    "Lien interne qui aboutit",
    "Un lien vers un fichier qui n’existe pas donne une page introuvable.",
    "[la fiche](../fiches/tutora.md)",
    "[la fiche](../fiches/tutorat-grande-echelle.md)",
)
ANCHOR = Rule(
    "L003",
    Severity.ERROR,
    "Ancre qui existe",
    "L’ancre est le titre de la section, en minuscules sans accent.",
    "[les limites](#limite)",
    "[les limites](#limites)",
)
RULES = (UNSAFE, BROKEN, ANCHOR)

# The text of a link may hold brackets of its own: only what follows it is read.
LINK = re.compile(r"\]\(\s{0,10}<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?[^()\n]{0,300}\)")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]{1,200}\]:[ \t]*+(?:\n[ \t]*+)?<?(\S+?)>?(?:\s|$)", re.MULTILINE)
_AUTOLINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*)>")
SAFE_SCHEMES = ("http", "https", "mailto")


def check_links(catalogue: Catalogue, document: AnyDocument, pages: Mapping[str, AnyDocument], today: date) -> list[Diagnostic]:
    """Return the links of one page that are unsafe, or that lead nowhere on ``today``; ``pages`` are by the path of their file."""
    found: list[Diagnostic] = []
    for offset, target in link_targets(document):
        problem = _diagnose(document, target, pages, today)
        if problem is not None and not (problem[0] is BROKEN and _unread(catalogue, document, target, pages)):
            rule, message, help_text = problem
            found.append(Diagnostic(rule, document.source.place(offset), message, target[:80], help_text))
    return found


def page_files(catalogue: Catalogue) -> dict[str, AnyDocument]:
    """Return every page by the path of its file, as links name it."""
    return {document.source.path: document for document in catalogue.documents}


def link_targets(document: AnyDocument) -> list[tuple[int, str]]:
    """Return where each link of the page stands in its file, and where it leads."""
    text = document.source.text
    result: list[tuple[int, str]] = []
    for block in document.blocks:
        if block.kind in (Kind.CODE, Kind.COMMENT):
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


def resolve_link(document_path: str, target: str) -> str:
    """Return the repository path that a relative link of ``document_path`` points to."""
    parts: list[str] = []
    for part in (PurePosixPath(document_path).parent / unquote(target)).parts:
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _parts(target: str) -> SplitResult | None:
    """Return the parts of an address as a browser reads it, control characters left out; None when it cannot be read."""
    try:
        return urlsplit(re.sub(r"[\x00-\x20]", "", unquote(target)))
    except ValueError:
        return None


def _diagnose(document: AnyDocument, target: str, pages: Mapping[str, AnyDocument], today: date) -> tuple[Rule, str, str] | None:
    if not target:
        return BROKEN, "Ce lien ne mène nulle part.", BROKEN.right
    parts = _parts(target)
    if parts is None:
        return UNSAFE, "Cette adresse ne se lit pas.", UNSAFE.right
    if parts.scheme or parts.netloc or target.startswith("//"):
        if parts.scheme.lower() in SAFE_SCHEMES:
            return None
        return UNSAFE, f"Un lien « {parts.scheme or '//'} » n’est pas accepté.", UNSAFE.right
    other = document
    if parts.path:
        path = resolve_link(document.source.path, parts.path)
        if path not in pages:
            near = nearest(path, pages)
            return BROKEN, f"Il n’y a pas de page « {path} ».", f"Vouliez-vous dire « {near} »?" if near else BROKEN.right
        other = pages[path]
        if isinstance(other, Fiche) and not other.published and not (isinstance(document, Fiche) and not document.published):
            message = f"La fiche « {path} » n’est pas publiée (statut\u00a0: {other.meta.statut})."
            return BROKEN, message, "Retirez le lien, ou publiez la fiche."
        if not isinstance(other, Fiche) and not other.on_site(today):
            return BROKEN, f"La page « {path} » est un brouillon.", "Retirez le lien, ou acceptez-la."
        if isinstance(other, Fiche) and other.published and not other.listed(today) and not _waits(document, other.meta.publiee_le):
            message = f"La fiche « {path} » ne paraît que le {other.meta.publiee_le.isoformat()}."
            return BROKEN, message, "Retirez le lien d’ici là, ou changez « publiee_le »."
    if parts.fragment:
        anchors = [slug(section.title) for section in other.sections]
        if parts.fragment not in anchors:
            near = nearest(parts.fragment, anchors)
            return (
                ANCHOR,
                f"La page n’a pas d’ancre « #{parts.fragment} ».",
                (f"Vouliez-vous dire « #{near} »? " if near else "") + f"Ancres\u00a0: {', '.join('#' + a for a in anchors) or 'aucune'}.",
            )
    return None


def _waits(document: AnyDocument, day: date) -> bool:
    """Say whether ``document`` is a draft, or comes out no sooner than ``day``."""
    return isinstance(document, Fiche) and (not document.published or document.meta.publiee_le >= day)


def _unread(catalogue: Catalogue, document: AnyDocument, target: str, pages: Mapping[str, AnyDocument]) -> bool:
    """Say whether the file is there but could not be read: its own diagnostics say why, once."""
    path = resolve_link(document.source.path, urlsplit(target).path)
    return path not in pages and path.startswith("content/") and path.endswith(".md") and is_file(catalogue.project.root / path)
