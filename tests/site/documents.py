"""PDF documents as tests read them: with pikepdf, which did not make them."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pypdf import PdfReader

PDFUA = "{http://www.aiim.org/pdfua/ns/id/}part"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True)
class Facts:
    """What makes a PDF one that assistive technology can read (ISO 14289-1)."""

    marked: bool
    language: str
    title: str
    title_shown: bool
    pdfua: str
    pages: int
    letter: bool
    headings: tuple[int, ...]
    outline: tuple[str, ...]
    tags: frozenset[str]
    figures: tuple[str, ...]
    links_without_words: int
    fonts_left_out: tuple[str, ...]
    tab_orders: frozenset[str]
    syntax: tuple[str, ...]


def facts(data: bytes) -> Facts:
    """Return the facts of a PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_metadata() as metadata, pdf.open_outline() as outline:
        root = pdf.Root
        elements = list(_elements(root.StructTreeRoot.K))
        links = [one for page in pdf.pages for one in page.get("/Annots", []) if one.Subtype == "/Link"]
        descriptors = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"]
        return Facts(
            marked=bool(root.MarkInfo.Marked),
            language=str(root.Lang),
            title=str(metadata[f"{DUBLIN_CORE}title"]),
            title_shown=bool(root.ViewerPreferences.DisplayDocTitle),
            pdfua=str(metadata[PDFUA]),
            pages=len(pdf.pages),
            letter=all([float(one) for one in page.MediaBox] == [0, 0, 612, 792] for page in pdf.pages),
            headings=tuple(int(str(one.S)[2:]) for one in elements if re.fullmatch(r"/H\d", str(one.S))),
            outline=tuple(child.title for top in outline.root for child in top.children),
            tags=frozenset(str(one.S) for one in elements),
            figures=tuple(str(one.get("/Alt", "")) for one in elements if one.S == "/Figure"),
            links_without_words=sum(not str(one.get("/Contents", "")) for one in links),
            fonts_left_out=tuple(
                str(one.FontName) for one in descriptors if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys())
            ),
            tab_orders=frozenset(str(page.get("/Tabs", "")) for page in pdf.pages),
            syntax=tuple(pdf.check_pdf_syntax()),
        )


def _elements(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from _elements(node.K)


def accessible(data: bytes) -> Facts:
    """Return the facts of a PDF after asserting those that every document of ours must have."""
    found = facts(data)
    assert (found.marked, found.language, found.title_shown, found.pdfua, found.letter) == (True, "fr-CA", True, "1", True)
    assert found.headings[0] == 1
    assert found.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(found.headings, found.headings[1:], strict=False)), found.headings
    assert all(found.figures)
    assert (found.links_without_words, found.fonts_left_out, found.syntax) == (0, (), ())
    assert found.tab_orders == {"/S"}
    return found


def words(data: bytes, page: int | None = None) -> str:
    """Return the text of a PDF, or of one of its pages from 0, without white space, nor the hyphens at the ends of lines."""
    pages = PdfReader(io.BytesIO(data)).pages
    text = "\n".join(one.extract_text() for one in (pages if page is None else [pages[page]]))
    return squeezed(re.sub(r"-\s*\n\s*", "", text))


def squeezed(text: str) -> str:
    """Return ``text`` without what lines change: white space, hyphens, joined letters."""
    return re.sub(r"[\s\u00ad\u200b-]", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl"))
