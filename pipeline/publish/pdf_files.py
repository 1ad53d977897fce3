"""The PDF documents of the site: which there are, and what their links say of them."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from pipeline.catalogue.memory import Memory
from pipeline.catalogue.project import Project
from pipeline.publish.docs_tree import Made, file_state, files_under
from pipeline.publish.index import PortableFiche, SiteIndex
from pipeline.publish.pdf_engine import PdfFile, page_count, pdf_engine
from pipeline.publish.sheet_pdf import SheetPdfs, pdf_address


def pdf_files(project: Project, index: SiteIndex) -> Iterator[Made]:
    """Yield every document; one that an earlier build left, of the same words, is not made again."""
    pdfs = SheetPdfs(pdf_engine(project), index.catalogue.organisation, index.catalogue.vocabulary)
    for portable in index.portable.values():
        yield Made(pdf_address(portable.fiche), (portable,), partial(_sheet, project, pdfs, portable))


def _sheet(project: Project, pdfs: SheetPdfs, portable: PortableFiche) -> bytes:
    return pdfs.pdf(portable, kept(project.extras / pdf_address(portable.fiche)))


def kept(path: Path) -> bytes:
    """Return what an earlier build left there, or nothing."""
    return path.read_bytes() if path.is_file() else b""


def documents(project: Project, memory: Memory) -> Mapping[str, PdfFile]:
    """Return the documents that were made, by address: the links to them are on pages that are made after."""
    found = {name: path for name, path in files_under(project.extras).items() if name.endswith(".pdf")}
    return {name: memory.recall("document", name, (file_state(path),), partial(_described, name, path)) for name, path in found.items()}


def _described(name: str, path: str) -> PdfFile:
    data = Path(path).read_bytes()
    return PdfFile(name, page_count(data), len(data))
