"""The PDF documents of the site: which there are, and what their links say of them."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from pipeline.edition.docs_tree import Later, Made, file_state, files_under
from pipeline.edition.index import SiteIndex
from pipeline.handouts.dossier import DossierPdfs, theme_dossiers
from pipeline.handouts.dossier import pdf_address as beside
from pipeline.handouts.kit import KitPdfs, kits
from pipeline.handouts.pdf_engine import PdfFile, page_count, pdf_engine
from pipeline.handouts.sheet_pdf import SheetPdfs, pdf_address
from pipeline.memory import Memory
from pipeline.project import Project


def pdf_files(project: Project, index: SiteIndex) -> Iterator[Made]:
    """Yield every document, the longest to set first; one that an earlier build left, of the same words, is not made again."""
    engine, organisation = pdf_engine(project), index.catalogue.organisation
    dossiers = DossierPdfs(engine, organisation)
    for _, dossier in theme_dossiers(index):
        name = beside(dossier.address)
        yield Made(name, (dossier,), partial(_made, project, name, partial(dossiers.pdf_later, dossier)))
    kit_pdfs = KitPdfs(engine, organisation)
    for kit in kits(index):
        name = beside(kit.address)
        yield Made(name, (kit,), partial(_made, project, name, partial(kit_pdfs.pdf_later, kit)))
    pdfs = SheetPdfs(engine, organisation, index.catalogue.vocabulary)
    for portable in index.portable.values():
        name = pdf_address(portable.fiche)
        yield Made(name, (portable,), partial(_made, project, name, partial(pdfs.pdf_later, portable)))


def _made(project: Project, name: str, pdf: Callable[[bytes], bytes | Later]) -> bytes | Later:
    return pdf(kept(project.extras / name))


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
